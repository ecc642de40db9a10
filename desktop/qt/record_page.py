"""The page of one record type: grid and form side by side, search, filter, columns; knows no one type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter

from desktop.declare.components import Change
from desktop.declare.problems import Problem
from desktop.declare.reading import Condition
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.boundary_switch import says_day
from desktop.qt.column_chooser import usual_columns
from desktop.qt.filters import FilterChips
from desktop.qt.grid_sums import Range, summary, summed_by_store
from desktop.qt.grid_writing import GridWriting
from desktop.qt.list_panel import ListPanel
from desktop.qt.page import Page, Route
from desktop.qt.record_bar import RecordBar
from desktop.qt.record_files import RecordFiles
from desktop.qt.record_form import RecordForm
from desktop.qt.record_grid import RecordGrid
from desktop.qt.record_menu import cell_menu
from desktop.qt.record_table import RecordTable
from desktop.shared.office import Office, place_values, read_office

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.qt.tasks import Progress, Task, Tasks
    from desktop.workspace import Workspace

_MOST_CHECKED = 20_000


class RecordPage(Page):
    """Every record type has one; nothing in it knows which."""

    name = "records"

    def __init__(self, workspace: Workspace, tasks: Tasks, record_type: type[Record]) -> None:
        super().__init__(workspace, tasks, translate(record_type.plural))
        self.record_type = record_type
        self.where: tuple[Condition, ...] = ()
        self._all = 0
        self._checking: Task | None = None
        self._memory = QSettings()
        self._memory.beginGroup(f"records/{record_type.qualified_name()}")
        self.table = RecordTable(workspace, record_type, self)
        self.grid = RecordGrid(self.table)
        self.form = RecordForm(workspace, tasks, record_type)
        self.writes = GridWriting(self, self.grid, self.form.leave, self.known_of_new)
        self._held: list[Change] = []
        self.files = RecordFiles(self, self.table)
        self._lay_out()
        self._connect()
        self.table.show(self._kept_columns())
        self.grid.set_widths([int(width) for width in self._kept("widths")])
        self._say_counts()

    # -- how it looks

    def _lay_out(self) -> None:
        self.bar = RecordBar(self.record_type, self.workspace, self.files)
        self.body.addWidget(self.bar)
        self.chips = FilterChips(self.record_type, self.workspace)
        chip_row = QHBoxLayout()
        chip_row.addWidget(self.chips)
        chip_row.addStretch(1)
        self.body.addLayout(chip_row)
        self.body.addWidget(self._split_view(), 1)
        self.chips.hide()

    def _split_view(self) -> QSplitter:
        self.list_panel = ListPanel(self.grid)
        self.list_panel.acted.connect(self._start_or_clear)
        self.grid.setAccessibleName(translate(self.record_type.plural))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(tokens.M)
        self.splitter.addWidget(self.list_panel)
        self.splitter.addWidget(self.form)
        self.splitter.setStretchFactor(0, 1)
        self.form.setMinimumWidth(tokens.FORM_WIDTH - 60)
        self.splitter.setSizes([10_000, tokens.FORM_WIDTH])
        return self.splitter

    def _connect(self) -> None:
        bar = self.bar
        bar.searched.connect(lambda: self.filter_by(self.where))
        bar.search.returnPressed.connect(self.grid.setFocus)
        bar.add_button.clicked.connect(lambda: self.add())
        bar.filter_menu.added.connect(lambda test: self.filter_by([*self.where, test]))
        self.chips.taken_off.connect(
            lambda test: self.filter_by([each for each in self.where if each is not test])
        )
        bar.column_menu.aboutToShow.connect(lambda: bar.column_menu.show_columns(self.table.columns))
        bar.column_menu.chosen.connect(self.choose_columns)
        bar.form_button.toggled.connect(self._show_form)
        bar.charts_button.clicked.connect(
            lambda: self.go(Route("charts", self.record_type, where=tuple(self.where)))
        )
        self.grid.stands_on.connect(self._stand_on)
        self.grid.selection_rests.connect(self._say_sum)
        self.grid.wants_field.connect(self._go_into_form)
        self.grid.asks.connect(self.writes.do)
        self.grid.editing.ended.connect(self._take_held)
        self.grid.asks_menu.connect(self._open_menu)
        self.form.saved.connect(self._saved)
        self.form.gave_up.connect(lambda: self._stand_on(self.grid.currentIndex().row()))
        self.form.turned_dirty.connect(lambda dirty: self.bar.lead(not dirty))
        for keys, deed in (
            (QKeySequence(QKeySequence.StandardKey.New), self.add),
            (QKeySequence(QKeySequence.StandardKey.Find), bar.search.setFocus),
            (QKeySequence(Qt.Key.Key_F4), self.bar.form_button.toggle),
            (QKeySequence(Qt.Key.Key_F6), self._change_sides),
            (QKeySequence(QKeySequence.StandardKey.Refresh), self.reload),
            (QKeySequence("Ctrl+Return"), self.toggle_whole_form),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    # -- what is shown

    def opened(self, route: Route) -> None:
        """Show what the way here asks for; without a wish everything stays as it was left."""
        if route.where or route.record or route.text:
            self.bar.put_words(route.text)
            self.filter_by(route.where)
        if route.new:
            self.add()
        elif route.record:
            self.show_record(route.record, route.field)
        else:
            self.grid.setFocus()
            if self.form.record is None and self.table.rowCount():
                self.grid.go_to(0)
        self.check()

    def reload(self) -> None:
        """Ask the store anew."""
        self.filter_by(self.where)
        self.check()

    def boundaries_changed(self) -> None:
        """Show the places of another day."""
        self.reload()

    def filter_by(self, where: Sequence[Condition]) -> None:
        """Show the records that fit all conditions and the searched words."""
        if not self.form.leave():
            return
        self.where = tuple(each for each in where if each.field)
        words = self.bar.words()
        stands = self.form.record.id if self.form.record else None
        asked = [*self.where, Condition("", "contains", words)] if words else self.where
        self.table.show(where=asked)
        self.chips.show_where(self.where)
        self._say_counts()
        self._stand_again(stands)

    def _stand_again(self, id: str | None) -> None:
        self.table.current_row = -1
        row = self.table.row_of(id) if id else -1
        if row >= 0:
            self.grid.go_to(row)
        elif self.table.rowCount():
            self.grid.go_to(0)
        else:
            self.form.show_record(None)

    def show_record(self, id: str, field: str = "") -> None:
        """Stand on one record, and on one of its fields where that is named."""
        row = self.table.row_of(id)
        if row < 0 and self.table.where:
            self.bar.put_words("")
            self.filter_by(())
            row = self.table.row_of(id)
        if row >= 0:
            self.grid.go_to(row)
        if self.form.record is None or self.form.record.id != id:
            self._show_in_form(id)
        self.bar.form_button.setChecked(True)
        if field:
            self.form.focus_field(field)

    def choose_columns(self, columns: Sequence[str]) -> None:
        """Show these columns from now on."""
        stands = self.form.record.id if self.form.record else None
        self.table.show(columns)
        self.grid.set_widths()
        self._memory.setValue("columns", list(columns))
        self._memory.remove("widths")
        self._stand_again(stands)

    def _kept_columns(self) -> list[str]:
        kept = [name for name in self._kept("columns") if name in self.record_type.fields]
        return kept or usual_columns(self.record_type)

    def _kept(self, name: str) -> list[Any]:
        kept = self._memory.value(name)
        return list(kept) if isinstance(kept, list) else [kept] if kept else []

    def _say_counts(self) -> None:
        with self.workspace.store.reading() as reader:
            self._all = reader.count(self.record_type)
        shown = self.table.rowCount()
        count = group_digits(self._all)
        if shown != self._all:
            count = _("{shown} trên {count}").format(shown=group_digits(shown), count=count)
        says = _("{count} hồ sơ").format(count=count)
        problems = sum(len(each) for each in self.table.found.values())
        seen = says_day(self.workspace.as_of)
        says += f" · {seen}" if seen else ""
        self.show_counts(says + (" · " + _("{count} vấn đề").format(count=problems) if problems else ""))
        title = translate(self.record_type.plural)
        self.list_panel.show_empty(
            not shown,
            _("Không có hồ sơ nào khớp với điều đang tìm và lọc.")
            if self._all
            else _(
                "Chưa có hồ sơ nào trong “{title}”. Nhập từ tệp Excel của xã, hoặc thêm từng hồ sơ."
            ).format(title=title),
            _("Bỏ tìm và lọc") if self._all else _("Nhập từ Excel"),
        )

    def _start_or_clear(self) -> None:
        if self._all:
            self.bar.put_words("")
            self.filter_by(())
        else:
            self.go(Route("import", self.record_type))

    # -- the form

    def _stand_on(self, row: int) -> None:
        record = self.table.record_at(row)
        if record is None or (self.form.record is not None and self.form.record.id == record.id):
            return
        before = self.form.record
        if not self.form.leave():
            back = self.table.row_of(before.id) if before and before.id else -1
            QTimer.singleShot(0, self, lambda: self.grid.go_to(back) if back >= 0 else None)
            return
        self._show_in_form(record.id or "")

    def _show_in_form(self, id: str) -> None:
        with self.workspace.store.reading() as reader:
            record = reader.get(self.record_type, id)
        self.form.show_record(record, self.table.found.get(id, ()))

    def add(self) -> None:
        """An empty record in the form, filled with what the office and the filter say of all."""
        if not self.form.leave():
            return
        self.bar.form_button.setChecked(True)
        self.form.begin(self.record_type(**self.known_of_new()))

    def known_of_new(self) -> dict[str, Any]:
        """What a new record begins with: what the office and the filter say of all."""
        with self.workspace.store.reading() as reader:
            office = read_office(reader) if Office in self.workspace.catalog.record_types.values() else None
        return place_values(office, self.record_type) | {
            test.field: test.value
            for test in self.where
            if test.test == "is" and test.field in self.record_type.stored_fields()
        }

    def _go_into_form(self, field: str = "") -> None:
        self.bar.form_button.setChecked(True)
        if field:
            self.form.focus_field(field)
        else:
            self.form.fields.focus_first()

    def _change_sides(self) -> None:
        """From the grid into the form and back (F6)."""
        if self.grid.hasFocus() or not self.form.isVisible():
            self._go_into_form()
        else:
            self.grid.setFocus()

    def _show_form(self, shown: bool) -> None:
        self.form.setVisible(shown)
        if not shown:
            self.list_panel.show()
            self.grid.setFocus()

    def toggle_whole_form(self) -> None:
        """Let the form fill the page, or give the grid its place again (Ctrl+Enter)."""
        self.bar.form_button.setChecked(True)
        self.list_panel.setVisible(not self.list_panel.isVisible())

    def _saved(self, stored: Record, changed: bool, was_stored: bool) -> None:
        name = self.workspace.name_of(self.record_type, stored.id or "")
        if not was_stored and self.form.record is not None and self.form.record.id == stored.id:
            row = self.table.row_of(stored.id or "")
            if row >= 0:
                self.grid.go_to(row)
        if changed:
            deed = (_("sửa {name}") if was_stored else _("thêm {name}")).format(name=name)
            self.say(_("Đã lưu {name}").format(name=name), stored.changed_in, deed)
        else:
            self.say(_("Không có gì thay đổi"))

    def _open_menu(self, index: QModelIndex, at: QPoint) -> None:
        menu = cell_menu(self, index)
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.grid.viewport().mapToGlobal(at))

    def delete(self, record: Record) -> None:
        """Delete a record as a change set; the status bar offers to take it back."""
        name = self.workspace.name_of(self.record_type, record.id or "")
        if self.form.record is not None and self.form.record.id == record.id:
            self.form.show_record(None)

        def work(_progress: Progress) -> int:
            self.workspace.delete(record)
            return int(self.workspace.store.change_sets(limit=1)[0].number)

        def then(number: int) -> None:
            deed = _("xóa {name}").format(name=name)
            self.say(_("Đã xóa {name}").format(name=name), number, deed)

        self.tasks.write(work, then, _("Đang xóa"))

    # -- what others changed, what is wrong

    def records_changed(self, changes: Sequence[Change]) -> None:
        """Show the touched rows anew; rows keep their places unless some came or went."""
        name = self.record_type.__name__
        touched = {change.id for change in changes if change.record_type == name}
        if not touched:
            return
        if self.grid.editing.is_open:
            # Rows must not move under a cell that is being typed into.
            self._held += changes
            return
        stands = self.form.record.id if self.form.record else None
        # A new record in the form has no row to stand on yet and must not be pushed aside.
        if self.table.take_changes(changes) and (stands or self.form.record is None):
            self._stand_again(stands)
        if stands in touched and not self.form.dirty:
            self._show_in_form(stands or "")
        self._say_counts()
        self.check()

    def _take_held(self) -> None:
        held, self._held = self._held, []
        if held:
            self.records_changed(held)

    def _say_sum(self) -> None:
        ranges = self.grid.ranges()
        self.selected.emit(summary(self.table, ranges))
        work_out = summed_by_store(self.table, ranges)
        if work_out is not None:
            self.tasks.read(lambda _progress: (work_out(), ranges), self._tell_sum, _("Đang cộng"))

    def _tell_sum(self, told: tuple[str, list[Range]]) -> None:
        if told[1] == self.grid.ranges():
            self.selected.emit(told[0])

    def check(self) -> None:
        """Ask all rules of this type beside the window, so that doubles and the like are signed too."""
        if self._all > _MOST_CHECKED or (self._checking is not None):
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

    def _show_found(self, found: dict[str, list[Problem]]) -> None:
        self.table.show_found(found)
        self._say_counts()

    def may_close(self) -> bool:
        """What was typed is kept; what cannot be read holds the page."""
        self._memory.setValue("widths", self.grid.widths())
        return self.grid.editing.commit() and self.form.leave()
