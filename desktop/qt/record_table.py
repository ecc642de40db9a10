"""The records of one type as a table that asks the store page by page; draws nothing and writes nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from desktop.declare.components import Change
from desktop.declare.fields import Attachment, Details, Field, Reference
from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Condition, Sort, Where
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.icons import sign_icon
from desktop.qt.problem_list import in_words
from desktop.qt.record_columns import heading_of, is_figure
from desktop.workspace.cell_changes import in_cell

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.workspace import Workspace

PAGE = 200
_SEEN_FIRST = 40
"""Rows that are made where a list is shown anew: more than a window holds of it. The others wait."""
_PAGES_KEPT = 24
_TOGETHER = 20
"""Rows that are judged at once when one of them is painted: alone each would begin a reading of its own."""
AHEAD = 10
"""Pages whose ids are read at once where the store has to put all rows in order to tell a single one."""
_IDS_TO_FIND_A_ROW = 50_000
_LONG = 50_000
"""Rows that take longer to be put in order than a window may stand still."""
_Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_DISPLAY, _ALIGN, _BACK, _DECOR, _TIP = (
    int(role)
    for role in (
        _ROLE.DisplayRole,
        _ROLE.TextAlignmentRole,
        _ROLE.BackgroundRole,
        _ROLE.DecorationRole,
        _ROLE.ToolTipRole,
    )
)
_JUDGED = frozenset((_BACK, _DECOR))
_ACCESSIBLE = int(_ROLE.AccessibleTextRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(slots=True)
class _Row:
    record: Record
    texts: tuple[str, ...]
    problems: list[Problem] | None = None
    grades: dict[str, Grade] | None = None


class RecordTable(QAbstractTableModel):
    """Column 0 holds the sign of the gravest problem, then one column for each name in `columns`.

    Rows are asked in pages when they are painted, made ready as text once, and forgotten when others were
    looked at since. `found` are problems of a check over all records, by id, shown with a record's own.
    """

    def __init__(
        self, workspace: Workspace, record_type: type[Record], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.record_type = record_type
        self.columns: list[str] = []
        self.where: Where = ()
        self.sort_by: tuple[Sort, ...] = tuple(map(Sort, record_type.sorted_by))
        self.found: Mapping[str, Sequence[Problem]] = {}
        self.current_row = -1
        self.waits_with_signs = False
        """Until `show_signs` no row is judged: who comes to a list wants to see it before its problems."""

        self._count = 0
        self._ids: dict[int, list[str]] = {}
        self._pages: OrderedDict[int, list[_Row]] = OrderedDict()
        self._aligned: list[int] = []
        self._signs: dict[Grade, QIcon] = {}
        self._small_signs: dict[Grade, QIcon] = {}
        self._tints: dict[Grade, QColor] = {}
        self._current_tint = QColor()
        self._at = -1
        self._at_row: _Row | None = None
        self._begun = -1
        """The page of which only the first rows are made."""
        self.brings: Callable[[int], bool] | None = None
        """Asked for a page whose ids are not known: whether they will come a moment later, by `keep_ids`."""

    def show(
        self,
        columns: Sequence[str] | None = None,
        where: Where | None = None,
        sort_by: Sequence[Sort] | None = None,
    ) -> None:
        """Ask the store anew, with other columns, filter or order where given."""
        self.beginResetModel()
        if columns is not None:
            self.columns = [name for name in columns if name in self.record_type.fields]
        if where is not None:
            self.where = tuple(where)
        if sort_by is not None:
            self.sort_by = tuple(sort_by)
        fields = self.record_type.fields
        self._aligned = [_LEFT, *(_RIGHT if is_figure(fields[name]) else _LEFT for name in self.columns)]
        theme = tokens.theme()
        self._signs = {grade: sign_icon(grade.value) for grade in Grade}
        self._small_signs = {grade: sign_icon(grade.value, 12) for grade in Grade}
        self._tints = {grade: QColor(theme.tint(theme.grave(grade.value))) for grade in Grade}
        self._current_tint = QColor(theme.tint(theme.accent, 0.06))
        self._at = self._begun = -1
        self._ids.clear()
        self._pages.clear()
        with self.workspace.reading() as reader:
            self._count = reader.count(self.record_type, self.where)
        self.endResetModel()

    def take_changes(self, changes: Iterable[Change]) -> bool:
        """Show what a write touched; True when rows came or went, so that all was asked anew.

        Rows that only changed stay where they are until the officer sorts again.
        """
        own = [change for change in changes if change.record_type == self.record_type.__name__]
        if any(change.kind != "changed" for change in own):
            self.show()
            return True
        touched = {change.id for change in own}
        for page, rows in self._pages.items():
            stale = [number for number, row in enumerate(rows) if row.record.id in touched]
            if stale:
                fresh = self._made([rows[number].record.id or "" for number in stale])
                for number, row in zip(stale, fresh, strict=False):
                    rows[number] = row
                self._say_changed(page * PAGE + stale[0], page * PAGE + stale[-1])
        return False

    def put(self, record: Record) -> None:
        """Show a record as it was just typed, before the write that brings it has come to its end."""
        row = self.row_among_seen(record.id or "")
        page, offset = divmod(row, PAGE)
        if row >= 0 and offset < len(self._pages.get(page, ())):
            self._pages[page][offset] = self._as_rows([record])[0]
            self._say_changed(row, row)

    def read_again(self, ids: Iterable[str]) -> None:
        """Show these records as they are stored."""
        name, component = self.record_type.__name__, self.record_type.component
        self.take_changes([Change(component, name, id, "changed") for id in ids])

    def ids_between(self, first: int, last: int) -> list[str]:
        """The ids of the rows from one to another, as they stand here; no record is read for it."""
        pages = range(first // PAGE, last // PAGE + 1)
        missing = [page for page in pages if page not in self._ids]
        if missing:
            start, count = missing[0], missing[-1] - missing[0] + 1
            with self.workspace.reading() as reader:
                found = list(
                    reader.ids(self.record_type, self.where, self.sort_by, count * PAGE, start * PAGE)
                )
            for page in missing:
                place = (page - start) * PAGE
                self._ids[page] = found[place : place + PAGE]
        ids = [id for page in pages for id in self._ids[page]]
        return ids[first - pages[0] * PAGE : last - pages[0] * PAGE + 1]

    def takes_long(self, order: Sequence[Sort]) -> bool:
        """Whether the store has to look at a great many rows before it can tell the first in this order."""
        return self._count > _LONG and not self._is_in_an_index(order)

    def keep_ids(self, first_page: int, ids: Sequence[str]) -> None:
        """Take the ids of some pages, which were asked for elsewhere."""
        for page in range(first_page, first_page + -(-len(ids) // PAGE)):
            place = (page - first_page) * PAGE
            self._ids[page] = list(ids[place : place + PAGE])
        if ids:
            self._say_changed(first_page * PAGE, min(first_page * PAGE + len(ids), self._count) - 1)

    def row_among_seen(self, id: str) -> int:
        """The row of a record among the pages that were looked at; -1 where it is not."""
        for page, ids in self._ids.items():
            if id in ids:
                return page * PAGE + ids.index(id)
        return -1

    def show_found(self, found: Mapping[str, Sequence[Problem]]) -> None:
        """Take the problems of a check over all records, by id."""
        self.found = found
        for rows in self._pages.values():
            for row in rows:
                row.problems = row.grades = None
        if self._count:
            self._say_changed(0, self._count - 1)

    def show_signs(self) -> None:
        """Judge the rows that are seen, from now on as they come."""
        if self.waits_with_signs:
            self.waits_with_signs = False
            if self._count:
                self._say_changed(0, self._count - 1)

    def _say_changed(self, first: int, last: int) -> None:
        self._at = -1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns)))

    def record_at(self, row: int) -> Record | None:
        """The record of a row as it was last read; None where a write has just taken it away."""
        if not 0 <= row < self._count:
            return None
        found = self._row(row)
        return found.record if found else None

    def row_of(self, id: str) -> int:
        """The row of a record, -1 where it is not among those shown (or too many are, to look)."""
        row = self.row_among_seen(id)
        if row >= 0 or self._count > _IDS_TO_FIND_A_ROW:
            return row
        with self.workspace.reading() as reader:
            ids = list(reader.ids(self.record_type, self.where, self.sort_by, self._count, 0))
        return ids.index(id) if id in ids else -1

    def fits(self, id: str) -> bool:
        """Whether a record is one of those asked for, however many they are."""
        with self.workspace.reading() as reader:
            return bool(reader.count(self.record_type, (*self.where, Condition("id", "is", id))))

    def field_at(self, column: int) -> Field[Any] | None:
        """The field of a column; None for the column of signs."""
        return self.record_type.fields[self.columns[column - 1]] if column > 0 else None

    def problems_at(self, row: int) -> list[Problem]:
        """What is wrong with the record of a row, the gravest first."""
        found = self._row(row)
        return self._judged(row, found).problems or [] if found else []

    def _judged(self, number: int, row: _Row) -> _Row:
        """A row with what is wrong with it, which the rows around it are asked along with."""
        if row.problems is None:
            page, offset = divmod(number, PAGE)
            first = offset - offset % _TOGETHER
            around = self._pages.get(page, [])[first : first + _TOGETHER]
            asked = [row, *(each for each in around if each is not row and each.problems is None)]
            found = self.workspace.problems_of_each([each.record for each in asked])
            for each, problems in zip(asked, found, strict=True):
                self._take(each, problems)
        return row

    def _take(self, row: _Row, own: Sequence[Problem]) -> None:
        met = {(problem.rule, problem.field, problem.message) for problem in own}
        others = [
            problem
            for problem in self.found.get(row.record.id or "", ())
            if (problem.rule, problem.field, problem.message) not in met
        ]
        row.problems = sorted([*own, *others], key=lambda problem: problem.rank)
        still = [problem for problem in row.problems if problem.is_open]
        row.grades = {problem.field: problem.grade for problem in reversed(still)}

    def _row(self, number: int) -> _Row | None:
        if number == self._at:
            return self._at_row
        page, offset = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._load(page, offset)
        elif next(reversed(self._pages)) != page:
            self._pages.move_to_end(page)
        if page == self._begun and offset >= _SEEN_FIRST:
            self._begun = -1
            rows += self._made(self._ids[page][_SEEN_FIRST:])
        # Painting asks for one row some seventy times before it goes on to the next.
        self._at, self._at_row = number, rows[offset] if offset < len(rows) else None
        return self._at_row

    def _load(self, page: int, offset: int) -> list[_Row]:
        if page not in self._ids:
            if self.brings is not None and self.brings(page):
                return []
            ahead = 1 if self._is_in_an_index(self.sort_by) else AHEAD
            self.ids_between(page * PAGE, (page + ahead) * PAGE - 1)
        is_first_look = not self._pages and offset < _SEEN_FIRST
        if is_first_look or page == self._begun:
            self._begun = page if is_first_look else -1
        rows = self._made(self._ids[page][: _SEEN_FIRST if is_first_look else None])
        self._pages[page] = rows
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return rows

    def _is_in_an_index(self, order: Sequence[Sort]) -> bool:
        if len(order) != 1:
            return not order
        name = order[0].field
        kept = (*self.record_type.key[:1], *self.record_type.shown_by)
        return self.record_type.fields[name].indexed or name in kept

    def _made(self, ids: Sequence[str]) -> list[_Row]:
        """Rows ready to paint, the names of what they refer to read in one go for each field."""
        record_type = self.record_type
        fields = [(name, record_type.fields[name]) for name in self.columns]
        with self.workspace.store.reading() as reader:
            records = list(reader.rows_by_ids(record_type, ids))
            for name, field in fields:
                if isinstance(field, Reference):
                    target = self.workspace.catalog.target_of(field)
                    wanted = {getattr(record, name) for record in records} - {None}
                    self.workspace.references.learn(target, sorted(wanted), reader)
        return self._as_rows(records)

    def _as_rows(self, records: Sequence[Record]) -> list[_Row]:
        habit, made = self.workspace.habit(), []
        fields = [(name, self.record_type.fields[name]) for name in self.columns]
        for record, elsewhere in zip(records, self.workspace.place_texts(records), strict=True):
            texts = tuple(
                elsewhere.get(name) or in_cell(field, getattr(record, name), habit) for name, field in fields
            )
            made.append(_Row(record, ("", *texts)))
        return made

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1 + len(self.columns)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        # Painting asks for seven roles a cell; what is not ours must leave at once.
        if role == _DISPLAY:
            row = self._row(index.row())
            return row.texts[index.column()] if row else None
        if role == _ALIGN:
            return self._aligned[index.column()]
        if role in _JUDGED:
            return self._judged_look(index.row(), index.column(), role)
        if role in (_TIP, _ACCESSIBLE):
            return self._told(index.row(), index.column(), role)
        return None

    def _judged_look(self, number: int, column: int, role: int) -> Any:
        """The sign and the ground of a cell: of the row the gravest, of a cell its own; most have neither."""
        row = self._at_row if number == self._at else self._row(number)
        if row is None:
            return None
        grades = row.grades
        if grades is None and not self.waits_with_signs:
            grades = self._judged(number, row).grades
        if grades:
            found: Any
            if not column:
                gravest = min(grades.values(), key=lambda one: one.rank)
                found = self._signs[gravest] if role == _DECOR else None
            else:
                grade = grades.get(self.columns[column - 1])
                looks = self._small_signs if role == _DECOR else self._tints
                # A colour alone says nothing: what is tinted has its sign.
                found = looks[grade] if grade is not None and grade is not Grade.NOTE else None
            if found is not None:
                return found
        return self._current_tint if role == _BACK and number == self.current_row else None

    def _told(self, number: int, column: int, role: int) -> str | None:
        problems = self.problems_at(number)
        if column:
            problems = [problem for problem in problems if problem.field == self.columns[column - 1]]
        said = "\n".join(in_words(problem) for problem in problems)
        row = self._row(number)
        if role == _TIP:
            return said or None
        text = row.texts[column] if row else ""
        return f"{text}. {said}" if said else text or None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == _DISPLAY else None
        if section > len(self.columns):
            return None
        field = self.field_at(section)
        if role == _DISPLAY:
            return heading_of(field) if field else ""
        if role == _TIP:
            return translate(field.hint or field.label) if field else _("Vấn đề của dòng")
        return self._aligned[section] if role == _ALIGN else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        field = self.field_at(column) if 0 < column <= len(self.columns) else None
        if field is None or isinstance(field, Details | Attachment):
            return
        self.show(sort_by=[Sort(field.name, order == Qt.SortOrder.DescendingOrder)])
