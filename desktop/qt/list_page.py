"""The list half of a record page: what is shown, in which order and columns, what is wrong; knows no form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QSettings
from PySide6.QtWidgets import QHBoxLayout

from desktop.declare.components import Change
from desktop.declare.problems import Problem
from desktop.declare.reading import Condition, Sort
from desktop.declare.text import _, group_digits, language, translate
from desktop.qt import tokens
from desktop.qt.boundary_switch import says_day
from desktop.qt.column_chooser import usual_columns
from desktop.qt.column_filter import ColumnFilter
from desktop.qt.filters import HAS_PROBLEM, FilterChips, as_asked
from desktop.qt.grid_sums import Range, summary, summed_by_store
from desktop.qt.grid_writing import GridWriting
from desktop.qt.kept_views import KeptViews
from desktop.qt.list_panel import ListPanel
from desktop.qt.long_order import LongOrder
from desktop.qt.page import Figure, Page, Route
from desktop.qt.record_bar import RecordBar
from desktop.qt.record_files import RecordFiles
from desktop.qt.record_grid import RecordGrid
from desktop.qt.record_table import RecordTable
from desktop.shared.accepted import AcceptedProblem
from desktop.shared.office import place_values
from desktop.workspace.own_office import own_office

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.qt.tasks import Progress, Task, Tasks
    from desktop.workspace import Workspace

_MOST_CHECKED = 20_000
_WIDTHS = "widths"


class ListPage(Page):
    """Grid, tool bar and chips. Whoever adds a form says where it stands and whether it can be left."""

    def __init__(self, workspace: Workspace, tasks: Tasks, record_type: type[Record]) -> None:
        super().__init__(workspace, tasks, translate(record_type.plural))
        self.record_type = record_type
        self._help = translate(record_type.help) if record_type.help else ""
        self.title.setToolTip(self._help)
        self.title.setAccessibleDescription(self._help)
        self.where: tuple[Condition, ...] = ()
        self._figure: Figure | None = None
        self._all = 0
        self._checking: Task | None = None
        self._is_checked = False
        self._held: list[Change] = []
        self._memory = QSettings()
        self._memory.beginGroup(f"records/{record_type.qualified_name()}")
        # What is wide enough for the headings of one language and size cuts those of another.
        self._widths = f"{_WIDTHS}/{language()}/{tokens.font().pointSizeF():g}"
        self.table = RecordTable(workspace, record_type, self)
        self.long_order = LongOrder(self.table, tasks)
        self.grid = RecordGrid(self.table)
        self.grid.setAccessibleName(translate(record_type.plural))
        self.writes = GridWriting(self, self.grid, self.leave, self.known_of_new)
        self.files = RecordFiles(self, self.table)
        self.bar = RecordBar(record_type, workspace, self.files)
        self.chips = FilterChips(record_type, workspace)
        self.list_panel = ListPanel(self.grid)
        self.body.addWidget(self.bar)
        chip_row = QHBoxLayout()
        chip_row.addWidget(self.chips)
        chip_row.addStretch(1)
        self.body.addLayout(chip_row)
        self.chips.hide()
        self.views = KeptViews(self, self._memory, self)
        self._connect_list()

    def _connect_list(self) -> None:
        bar = self.bar
        bar.searched.connect(lambda: self.filter_by(self.where))
        bar.search.returnPressed.connect(self.grid.setFocus)
        bar.filter_menu.added.connect(lambda test: self.filter_by([*self.where, test]))
        bar.column_menu.aboutToShow.connect(lambda: bar.column_menu.show_columns(self.table.columns))
        bar.column_menu.chosen.connect(self.choose_columns)
        bar.charts_button.clicked.connect(
            lambda: self.go(Route("charts", self.record_type, where=tuple(self._as_asked())))
        )
        self.chips.taken_off.connect(self._take_off)
        self.list_panel.empty.acted.connect(self._start_or_clear)
        self.long_order.came.connect(lambda: self.grid.stands_on.emit(self.grid.currentIndex().row()))
        self.grid.selection_rests.connect(self._say_sum)
        self.grid.asks.connect(self._do)
        self.grid.editing.ended.connect(self._take_held)
        self.grid.header.asks_sort.connect(
            lambda column, adds: self.sort_by(self.grid.sort_after(column, adds))
        )
        self.grid.header.asks_filter.connect(self.open_filter)

    def show_first(self) -> None:
        """Show the list for the first time, with the columns and widths of last time."""
        self.table.show(self._kept_columns())
        self.grid.widths.put([int(width) for width in self._kept(self._widths)])
        self.views.take_up()
        if self.table.sort_by:
            self.grid.show_state(set())
        self._say_counts()

    # -- what the form says

    def leave(self) -> bool:
        """Whether the list may move on: what was typed beside it is kept."""
        return True

    def standing(self) -> str | None:
        """The id of the record that is shown beside the list."""
        return None

    def stood_nowhere(self) -> None:
        """Called when the list has become empty."""

    def is_beginning(self) -> bool:
        """Whether a new record stands beside the list: it has no row yet and must not be pushed aside."""
        return False

    def show_anew(self, id: str) -> None:
        """Called when the record beside the list was written."""

    # -- what is shown

    def _do(self, deed: str) -> None:
        if deed == "filter":
            self.open_filter(self.grid.currentIndex().column())
        else:
            self.writes.do(deed)

    def reload(self) -> None:
        """Ask the store anew."""
        self.filter_by(self.where)
        self.check()

    def say_unwritten(self) -> list[Exception]:
        """Say which cells hold their old value because the new one was refused."""
        return self.writes.unwritten.say_all()

    def boundaries_changed(self) -> None:
        """Show the places of another day."""
        self.reload()

    def filter_by(self, where: Sequence[Condition], figure: Figure | None = None) -> None:
        """Show the records that fit all conditions and the searched words, and of which `figure` is told."""
        if not self.leave():
            return
        self._figure = figure
        self.where = tuple(each for each in where if each.field or each.test == HAS_PROBLEM)
        words = self.bar.words()
        stands = self.standing()
        asked = self._as_asked()
        self.table.show(where=[*asked, Condition("", "contains", words)] if words else asked)
        self.chips.show_where(self.where)
        self.grid.show_state({each.field for each in self.where})
        self._say_counts()
        self.stand_again(stands)
        if not self._is_checked and any(each.test == HAS_PROBLEM for each in self.where):
            self.check(however_many=True)

    def _take_off(self, test: Condition) -> None:
        self.filter_by([each for each in self.where if each is not test])
        self.stand_in_list()

    def stand_in_list(self) -> None:
        """Put the keyboard into the rows; an empty list has no grid, and without a place keys are deaf."""
        empty = self.list_panel.empty.act if self._all else self.bar.add_button
        (self.grid if self.table.rowCount() else empty).setFocus()

    def _as_asked(self) -> list[Condition]:
        return as_asked(self.where, self.table.found)

    def filter_column(self, name: str, conditions: Sequence[Condition]) -> None:
        """Put other conditions on one field in place of those it had."""
        self.filter_by([*(each for each in self.where if each.field != name), *conditions])

    def open_filter(self, column: int) -> None:
        """Open the filter of a column under its heading."""
        field = self.table.field_at(column) if column > 0 else None
        if field is None or not field.stored:
            return
        asked = [*self._as_asked(), *(each for each in self.where if each.test == HAS_PROBLEM)]
        words = self.bar.words()
        if words:
            asked.append(Condition("", "contains", words))
        window = ColumnFilter(self.workspace, self.tasks, self.record_type, field.name, asked, self)
        window.chosen.connect(self.filter_column)
        window.sorts.connect(self._sort_also)
        header = self.grid.header
        place = QRect(header.sectionViewportPosition(column), 0, header.sectionSize(column), header.height())
        window.open_at(header.mapToGlobal(place.bottomLeft() + QPoint(0, 1)))

    def _sort_also(self, sort: Sort, adds: bool) -> None:
        others = (each for each in self.table.sort_by if each.field != sort.field)
        self.sort_by((*others, sort) if adds else (sort,))

    def sort_by(self, order: Sequence[Sort]) -> None:
        """Show the rows in another order, by several columns where several are given."""
        if not self.grid.editing.commit():
            return
        stands, is_at_top = self.standing(), self.grid.currentIndex().row() <= 0

        def show() -> None:
            self.grid.show_state({each.field for each in self.where})
            # Somebody may have gone on while the new order was looked for; else the top stays the top.
            now = self.standing() or stands
            stays_on_top = is_at_top and now == stands and not self.is_typed_in()
            self.stand_again(None if stays_on_top else now)

        self.long_order.sort(order, show)

    def stand_again(self, id: str | None) -> None:
        """Stand on a record after the rows have changed, else on the first one."""
        self.table.current_row = -1
        row = self.table.row_of(id) if id else -1
        if row >= 0:
            self.grid.go_to(row)
        elif self.table.rowCount():
            self.grid.go_to(0)
        else:
            self.stood_nowhere()

    def choose_columns(self, columns: Sequence[str]) -> None:
        """Show these columns from now on."""
        if not self.grid.editing.commit():
            return
        stands = self.standing()
        self.table.show(columns)
        self.grid.widths.put()
        self.grid.show_state({each.field for each in self.where})
        self._memory.setValue("columns", list(columns))
        self._memory.remove(_WIDTHS)
        self.stand_again(stands)

    def _kept_columns(self) -> list[str]:
        kept = [name for name in self._kept("columns") if name in self.record_type.fields]
        return kept or usual_columns(self.record_type)

    def _kept(self, name: str) -> list[Any]:
        kept = self._memory.value(name)
        return list(kept) if isinstance(kept, list) else [kept] if kept else []

    def known_of_new(self) -> dict[str, Any]:
        """What a new record begins with: what the office and the filter say of all."""
        with self.workspace.store.reading() as reader:
            known = place_values(own_office(self.workspace, reader), self.record_type) | {
                test.field: test.value
                for test in self.where
                if test.test == "is" and test.field in self.record_type.stored_fields()
            }
            return {**self.record_type.begun(known, reader), **known}

    # -- how many, how much

    def _say_counts(self) -> None:
        shown = self._all = self.table.rowCount()
        if self.table.where:
            with self.workspace.store.reading() as reader:
                self._all = reader.count(self.record_type)
        count = group_digits(self._all)
        if shown != self._all:
            count = _("{shown} trên {count}").format(shown=group_digits(shown), count=count)
        says = _("{count} hồ sơ").format(count=count)
        if self._figure is not None and self._figure[0] != shown:
            # A bar may be worked out from its records without counting them.
            says += " " + _("làm nên “{figure}”").format(figure=self._figure[1])
        problems = sum(problem.is_open for each in self.table.found.values() for problem in each)
        seen = says_day(self.workspace.as_of)
        says += f" · {seen}" if seen else ""
        told = _("{count} vấn đề") if shown == self._all else _("{count} vấn đề trong cả danh sách")
        self.show_counts(says + (" · " + told.format(count=group_digits(problems)) if problems else ""))
        title = translate(self.record_type.plural)
        self.list_panel.show_empty(
            not shown,
            _("Không có hồ sơ nào khớp với điều đang tìm và lọc.")
            if self._all
            else _(
                "Chưa có hồ sơ nào trong “{title}”. Nhập từ tệp Excel của xã, hoặc thêm từng hồ sơ."
            ).format(title=title)
            + (f"\n\n{self._help}" if self._help else ""),
            _("Bỏ tìm và lọc") if self._all else _("Nhập từ Excel"),
        )

    def _start_or_clear(self) -> None:
        if self._all:
            self.bar.put_words("")
            self.filter_by(())
            self.stand_in_list()
        else:
            self.go(Route("import", self.record_type))

    def _say_sum(self) -> None:
        ranges = self.grid.ranges()
        self.selected.emit(summary(self.table, ranges))
        work_out = summed_by_store(self.table, ranges)
        if work_out is not None:
            self.tasks.read(lambda _progress: (work_out(), ranges), self._tell_sum, _("Đang cộng"))

    def _tell_sum(self, told: tuple[str, list[Range]]) -> None:
        if told[1] == self.grid.ranges():
            self.selected.emit(told[0])

    # -- what others changed, what is wrong

    def take_changes(self, changes: Sequence[Change]) -> None:
        """Show the touched rows anew; rows keep their places unless some came or went."""
        name = self.record_type.__name__
        if any(change.record_type == AcceptedProblem.__name__ for change in changes):
            self.table.show_found(self.table.found)
            self.check()
        touched = {change.id for change in changes if change.record_type == name}
        if not touched:
            return
        # What was told of these records may no longer be so.
        self._figure = None
        stands = self.standing()
        if self.table.take_changes(changes) and not self.is_beginning():
            self.stand_again(stands)
        if stands in touched:
            self.show_anew(stands)
        self._say_counts()
        self.check()

    def records_changed(self, changes: Sequence[Change]) -> None:
        """Rows must not move under a cell that is being typed into: they wait for its end."""
        if self.grid.editing.is_open:
            self._held += changes
        else:
            self.take_changes(changes)

    def _take_held(self) -> None:
        held, self._held = self._held, []
        if held:
            self.records_changed(held)

    def check(self, however_many: bool = False) -> None:
        """Ask all rules of this type beside the window, so that doubles and the like are signed too.

        Of a very long list only where somebody asks for what is wrong: it takes its time.
        """
        if (self._all > _MOST_CHECKED and not however_many) or self._checking is not None:
            return
        workspace, record_type = self.workspace, self.record_type

        def work(progress: Progress) -> dict[str, list[Problem]]:
            found: dict[str, list[Problem]] = {}
            result = workspace.check(record_type, progress=progress, cancelled=progress.cancelled)
            for problem in result.problems:
                found.setdefault(problem.record, []).append(problem)
            return found

        self._checking = self.tasks.read(work, self._show_found, _("Đang kiểm tra hồ sơ"))
        self._checking.ended.connect(self._checked)

    def _checked(self) -> None:
        self._checking = None

    def _show_found(self, found: Mapping[str, Sequence[Problem]]) -> None:
        is_first, self._is_checked = not self._is_checked, True
        self.table.show_found(found)
        if is_first and any(each.test == HAS_PROBLEM for each in self.where):
            self.filter_by(self.where)
        self._say_counts()
