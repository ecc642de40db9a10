"""Step 2 of an import: which column fills which field, in which unit; reads no cell by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.fields import Computed, Date, Decimal, Field, Money
from desktop.declare.layouts import MONTH_FIRST, YEAR
from desktop.declare.records import Record
from desktop.declare.text import _, fold_words, translate
from desktop.qt import tokens
from desktop.qt.fitted_grid import FittedGrid
from desktop.qt.import_given import GivenLine
from desktop.qt.links import link
from desktop.qt.pick_box import PickBox
from desktop.qt.search_line import Found, SearchLine

if TYPE_CHECKING:
    from desktop.excel.found import FoundColumn, FoundTable
    from desktop.workspace import Workspace
    from desktop.workspace.importing import ImportPlan

_LETTER, _HEADING, _FIELD, _HABIT, _SAMPLES = range(5)


def habits_of(field: Field[Any] | None) -> list[tuple[int | str, str]]:
    """How the values of a field may be written: what one unit is worth, or the order of a date."""
    if isinstance(field, Money):
        return [
            (1, _("đồng")),
            (10**3, _("nghìn đồng")),
            (10**6, _("triệu đồng")),
            (10**9, _("tỷ đồng")),
        ]
    if isinstance(field, Decimal) and field.unit == "m²":
        return [(1, "m²"), (10**4, "ha")]
    if isinstance(field, Date):
        return [
            ("", _("ngày/tháng/năm")),
            (MONTH_FIRST, _("tháng/ngày/năm")),
            (YEAR, _("chỉ lấy năm")),
        ]
    return []


class ColumnsStep(QWidget):
    """A line for each column: their heading, our field, how it is written, the first values."""

    remapped = Signal()
    asks_anew = Signal()
    """The columns of the current table are to be recognised as if nothing had been said of them."""

    uses_file = Signal()
    keeps_file = Signal()
    """The officer wants to read columns as a file says, or to give his own way away."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._plan: ImportPlan | None = None
        self._tables: list[FoundTable] = []
        self._lines: list[FieldLine] = []
        self.which = PickBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.activated.connect(lambda _index: self._show_table())
        label = QLabel(_("&Bảng"))
        label.setBuddy(self.which)
        self.missing = QLabel(wordWrap=True)
        self.anew = link(_("Nhận dạng lại từ đầu"), self.asks_anew.emit)
        self.given = GivenLine(workspace)
        self.given.changed.connect(self._said)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(label)
        row.addWidget(self.which)
        row.addSpacing(tokens.L)
        row.addWidget(self.missing, 1)
        row.addWidget(self.anew)
        headings = [_("Cột"), _("Tiêu đề trong tệp"), _("Ghi vào trường"), _("Cách ghi"), _("Giá trị mẫu")]
        self.grid = FittedGrid(headings, [5, 30, 34, 22, 22])
        self.grid.setAccessibleName(_("Cột của tệp và trường của hồ sơ"))
        self.grid.verticalHeader().setDefaultSectionSize(tokens.row_height() + 6)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(tokens.S)
        column_layout.addLayout(row)
        panel = QFrame()
        panel.setObjectName("panel")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.grid)
        column_layout.addWidget(panel, 1)
        column_layout.addLayout(self._below())

    def _below(self) -> QHBoxLayout:
        """Values for all rows, and the way of reading as a file."""
        self.use_button = QPushButton(_("Dùng tệp mẫu…"))
        self.use_button.setToolTip(_("Đọc cột theo tệp mẫu bố cục mà nơi khác gửi."))
        self.use_button.clicked.connect(self.uses_file)
        self.keep_button = QPushButton(_("Lưu mẫu…"))
        self.keep_button.setToolTip(
            _("Ghi cách đọc cột ra tệp cho nơi khác dùng; không kèm dữ liệu và địa bàn.")
        )
        self.keep_button.clicked.connect(self.keeps_file)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self.given, 1)
        row.addWidget(self.use_button)
        row.addWidget(self.keep_button)
        return row

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the tables that are taken for something, the first one first."""
        self._plan = plan
        self._tables = plan.understood()
        stood_on = self.which.currentIndex()
        self.which.clear()
        for table in self._tables:
            self.which.addItem(f"{table.sheet} → {translate(_type(table).plural)}", None)
        self.which.setCurrentIndex(min(max(0, stood_on), len(self._tables) - 1))
        self._show_table()

    def shows(self, plan: ImportPlan) -> bool:
        """Whether this plan is shown as it is now."""
        return self._plan is plan

    def forget(self) -> None:
        """The tables were matched anew: what is shown no longer holds."""
        self._plan = None

    def current(self) -> FoundTable | None:
        """The table whose columns are shown."""
        place = self.which.currentIndex()
        return self._tables[place] if 0 <= place < len(self._tables) else None

    def _show_table(self) -> None:
        table = self.current()
        self._lines = []
        self.grid.setRowCount(0)
        self.given.show_table(self._plan, table)
        self.anew.setVisible(table is not None and bool(table.read_by))
        if table is None:
            self.missing.clear()
            return
        self.grid.setRowCount(len(table.columns))
        for row, column in enumerate(table.columns):
            self._fill(row, table, column)
        self._tell_missing()

    def _fill(self, row: int, table: FoundTable, column: FoundColumn) -> None:
        line = FieldLine(_type(table), column)
        line.changed.connect(partial(self._use, row))
        self._lines.append(line)
        self.grid.setItem(row, _LETTER, QTableWidgetItem(column.letters))
        self.grid.setItem(row, _HEADING, QTableWidgetItem(column.heading))
        self.grid.setItem(row, _SAMPLES, QTableWidgetItem(" · ".join(column.samples)))
        self.grid.setCellWidget(row, _FIELD, line)
        self._dress(row)

    def _dress(self, row: int) -> None:
        """Grey what is not used; offer how values may be written where that can differ."""
        table = self.current()
        if table is None:
            return
        column = table.columns[row]
        ink = tokens.theme().text if column.field else tokens.theme().quiet
        for place in (_LETTER, _HEADING, _SAMPLES):
            if (item := self.grid.item(row, place)) is not None:
                item.setForeground(QColor(ink))
                item.setToolTip(item.text())
        habits = habits_of(_type(table).fields.get(column.field))
        if habits and column.mark is None and not column.part:
            self.grid.setCellWidget(row, _HABIT, self._habit_box(row, column, habits))
        else:
            self.grid.removeCellWidget(row, _HABIT)

    def _habit_box(self, row: int, column: FoundColumn, habits: Sequence[tuple[int | str, str]]) -> QComboBox:
        box = PickBox()
        box.setAccessibleName(_("Cách ghi của cột {letters}").format(letters=column.letters))
        for _meant, word in habits:
            box.addItem(word)
        values = [meant for meant, _word in habits]
        now = column.dates if "" in values else column.unit
        box.setCurrentIndex(values.index(now) if now in values else -1)
        box.activated.connect(lambda place: self._set_habit(row, values[place]))
        return box

    def _use(self, row: int, field: str) -> None:
        table = self.current()
        if self._plan is None or table is None:
            return
        self._plan.use(table, table.columns[row], field)
        for place, column in enumerate(table.columns):
            self._lines[place].show_field(column.field)
            self._dress(place)
        self._tell_missing()
        self.remapped.emit()

    def _set_habit(self, row: int, meant: int | str) -> None:
        table = self.current()
        if self._plan is None or table is None:
            return
        if isinstance(meant, str):
            self._plan.set_dates(table, table.columns[row], meant)
        else:
            self._plan.set_unit(table, table.columns[row], meant)
        self.remapped.emit()

    def _said(self) -> None:
        self._tell_missing()
        self.remapped.emit()

    def _tell_missing(self) -> None:
        """Say how the table is read, and which required fields nothing fills: every row would be refused."""
        table = self.current()
        if table is None:
            return
        told = {column.field for column in table.used()} | {*table.constants, *table.given}
        told |= {name for outline in table.outline.values() for name in outline}
        missing = [
            translate(field.label)
            for name, field in _type(table).fields.items()
            if field.required and name not in told and not isinstance(field, Computed)
        ]
        count = len(table.used())
        says = _("{used}/{all} cột được dùng.").format(used=count, all=len(table.columns))
        if missing:
            says += " " + _("Chưa có cột cho: {fields}.").format(fields=", ".join(missing))
        self.missing.setText(" ".join((*table.remarks(), says)))


class FieldLine(SearchLine):
    """The field a column fills: type to find it, marks ignored; empty for a column that is not used."""

    changed = Signal(str)

    def __init__(self, record_type: type[Record], column: FoundColumn) -> None:
        self._fields = {
            name: translate(field.label)
            for name, field in record_type.fields.items()
            if not isinstance(field, Computed)
        }
        super().__init__(self._find)
        self._column = column
        self.offer_all()
        self.setPlaceholderText(_("không dùng"))
        self.setAccessibleName(_("Trường của cột {letters}").format(letters=column.letters))
        self.setFrame(False)
        self.picked.connect(lambda found: self._pick(found.value))
        self.editingFinished.connect(self._settle)
        self.show_field(column.field)

    def _find(self, text: str) -> Sequence[Found]:
        wanted = fold_words(text).split()
        finds = [
            Found(name, label)
            for name, label in self._fields.items()
            if all(word in fold_words(label) for word in wanted)
        ]
        return finds if wanted else [Found("", _("– không dùng –")), *finds]

    def _pick(self, name: str) -> None:
        """Picking what is there already confirms it."""
        self.show_field(name)
        self.changed.emit(name)

    def _settle(self) -> None:
        """Leaving the line: nothing means not used, half a word goes back to what it was."""
        text = fold_words(self.text())
        if not text:
            if self._column.field:
                self._pick("")
        elif self.text() != self._fields.get(self._column.field, ""):
            whole = [name for name, label in self._fields.items() if fold_words(label) == text]
            if len(whole) == 1 and whole[0] != self._column.field:
                self._pick(whole[0])
            else:
                self.show_field(self._column.field)

    def show_field(self, name: str) -> None:
        """Write the label of a field."""
        self.setText(self._fields.get(name, ""))
        self.setCursorPosition(0)


def _type(table: FoundTable) -> type[Record]:
    assert table.record_type is not None
    return table.record_type
