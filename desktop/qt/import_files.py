"""Step 1 of an import: the tables found, what each was taken for, and the rows left out; reads no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from desktop.declare.problems import Refusal
from desktop.declare.records import Record
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.drop_area import DropArea
from desktop.qt.pick_box import PickBox
from desktop.qt.plain_table import Cell, PlainTable, Row

if TYPE_CHECKING:
    from desktop.excel.found import FoundTable, Skipped
    from desktop.workspace.importing import ImportPlan


class FilesStep(QWidget):
    """Files above, the tables found in them, and for the current one: its type, doubts, rows left out."""

    brought = Signal(object)
    retyped = Signal()
    """The officer said what a table is; its columns were found anew."""
    refused = Signal(str)
    """What a table was said to be, and why it cannot be read so."""

    def __init__(self, record_types: Sequence[type[Record]]) -> None:
        super().__init__()
        self._types = list(record_types)
        self._plan: ImportPlan | None = None
        self.area = DropArea()
        self.area.brought.connect(self.brought)
        self.tables = PlainTable(_("Các bảng tìm thấy trong tệp"))
        self.tables.chosen.connect(self._show_table)
        self.skipped = PlainTable(_("Các dòng bỏ qua"))
        self.kind = PickBox()
        self.kind.setMinimumWidth(240)
        self.kind.activated.connect(self._retype)
        self._about = QLabel(wordWrap=True)
        self._found = QSplitter(Qt.Orientation.Vertical)
        self._found.addWidget(_panel(self.tables))
        self._found.addWidget(_panel(self._choice(), self._about, self.skipped))
        self._found.setSizes([180, 260])
        self._found.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self.area)
        column.addWidget(self._found, 1)
        self._found.hide()

    def _choice(self) -> QWidget:
        label = QLabel(_("&Bảng này là"))
        label.setBuddy(self.kind)
        self._title = QLabel()
        self._title.setObjectName("quiet")
        self.kind.setAccessibleName(_("Bảng này là"))
        self.kind.addItem(_("Không dùng bảng này"), None)
        for record_type in self._types:
            self.kind.addItem(translate(record_type.plural), record_type)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(tokens.M, tokens.S, tokens.M, 0)
        row.setSpacing(tokens.S)
        row.addWidget(label)
        row.addWidget(self.kind)
        row.addWidget(self._title, 1)
        self._about.setContentsMargins(tokens.M, 0, tokens.M, tokens.XS)
        return line

    def show_plan(self, plan: ImportPlan | None, files: Sequence[Path] = ()) -> None:
        """Show what was found; None goes back to the invitation."""
        self._plan = plan
        self.area.show_files(files)
        self._found.setVisible(plan is not None)
        if plan is None:
            return
        many = len({table.file for table in plan.tables}) + len(plan.left_out) > 1
        self.tables.show_rows(
            [
                _("Trang tính"),
                _("Nhận ra là"),
                _("Chắc chắn"),
                _("Dòng dữ liệu"),
                _("Dòng bỏ qua"),
                _("Dòng tiêu đề"),
            ],
            [
                *(_table_row(table, many) for table in plan.tables),
                *(_left_out_row(file, why) for file, why in plan.left_out.items()),
            ],
            [30, 40, 12, 12, 12, 12],
            stretch=1,
        )
        used = [row for row, table in enumerate(plan.tables) if table.record_type is not None]
        self.tables.stand_on(used[0] if used else 0)
        self._show_table(self.tables.current())

    def tell_again(self) -> None:
        """Show what is still doubtful, now that something was said of a table."""
        if self._plan is not None:
            row = self.tables.current()
            self.show_plan(self._plan, self._plan.files)
            self.tables.stand_on(row)

    def _show_table(self, row: int) -> None:
        table = self._table(row)
        self.kind.setEnabled(table is not None and bool(table.cells.rows))
        if table is None:
            self._show_left_out(row)
            return
        self._title.setText(_("Trang “{sheet}” trong {file}").format(sheet=table.sheet, file=table.file))
        self.kind.setCurrentIndex(max(0, self.kind.findData(table.record_type)))
        says = [table.reason] if table.reason else []
        says += [*table.remarks(), *table.doubts]
        self._about.setText("\n".join(says))
        self._about.setVisible(bool(says))
        self.skipped.show_rows(
            [_("Dòng"), _("Vì sao bỏ qua")],
            list(_skipped_rows(table.skipped)),
            [10],
            stretch=1,
        )

    def _show_left_out(self, row: int) -> None:
        """Below the tables stand the files that could not be read: why is all there is to say of them."""
        why = list(self._plan.left_out.values()) if self._plan is not None else []
        place = row - len(self._plan.tables) if self._plan is not None else -1
        says = str(why[place]) if 0 <= place < len(why) else ""
        self.kind.setCurrentIndex(0)
        self._title.setText("")
        self._about.setText(says)
        self._about.setVisible(bool(says))
        self.skipped.show_rows([_("Dòng"), _("Vì sao bỏ qua")], [], [10], stretch=1)

    def _table(self, row: int) -> FoundTable | None:
        if self._plan is None or not 0 <= row < len(self._plan.tables):
            return None
        return self._plan.tables[row]

    def _retype(self, _index: int) -> None:
        row = self.tables.current()
        table = self._table(row)
        chosen = self.kind.currentData()
        if self._plan is None or table is None or chosen is table.record_type:
            return
        try:
            if chosen is None:
                self._plan.leave_out(table)
            else:
                self._plan.set_type(table, chosen)
        except Refusal as refusal:
            self._show_table(row)
            self.refused.emit(str(refusal))
            return
        self.show_plan(self._plan, self._plan.files)
        self.tables.stand_on(row)
        self.retyped.emit()


def _table_row(table: FoundTable, with_file: bool) -> list[Cell | str]:
    parts = (table.file if with_file else "", table.sheet, table.apart)
    where = " · ".join(filter(None, parts))
    if table.record_type is None:
        reason = table.reason or _("Không dùng")
        return [Cell(where, quiet=True), Cell(reason, quiet=True), "", "", "", ""]
    first, last = table.header_rows
    title = translate(table.record_type.plural)
    taken = f"{title} ({translate(table.layout.title)})" if table.layout else title
    sure = f"{round(table.sure * 100)} %"
    return [
        where,
        Cell(taken, "WARN" if table.doubts or table.sure < 0.8 else "GOOD", tip="\n".join(table.doubts)),
        Cell(sure, number=True),
        Cell(_rows(len(table.data_rows)), number=True),
        Cell(_rows(len(table.skipped)), number=True),
        Cell(str(first) if first == last else f"{first}–{last}", number=True),
    ]


def _left_out_row(file: Path, why: Refusal) -> list[Cell | str]:
    return [file.name, Cell(_("Không đọc được"), "BLOCK", tip=str(why)), "", "", "", ""]


def _skipped_rows(skipped: Sequence[Skipped]) -> Iterator[Row]:
    """One line for neighbours left out for the same reason: `1–6`."""
    first = 0
    for place, one in enumerate(skipped):
        after = skipped[place + 1] if place + 1 < len(skipped) else None
        if after is None or after.why != one.why or after.row != one.row + 1:
            begins = skipped[first].row
            rows = str(one.row) if begins == one.row else f"{begins}–{one.row}"
            yield [Cell(rows, number=True), one.why]
            first = place + 1


def _rows(count: int) -> str:
    return group_digits(count)


def _panel(*parts: QWidget) -> QFrame:
    panel = QFrame()
    panel.setObjectName("panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(tokens.XS)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, PlainTable) else 0)
    return panel
