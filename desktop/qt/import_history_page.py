"""The imports of this database: from which file, who, when, how read, and the way back; saves nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QWidget

from desktop.declare.reading import Condition
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.icons import icon
from desktop.qt.import_columns import habits_of
from desktop.qt.list_panel import EmptyPanel
from desktop.qt.page import AskedPage, Route
from desktop.qt.panel import panel
from desktop.qt.plain_table import Cell, PlainTable, Row
from desktop.qt.tasks import Tasks
from desktop.shared.imported import ImportedSheet
from desktop.shared.returned import ReturnedRows

if TYPE_CHECKING:
    from desktop.declare.layouts import Column, ExcelLayout
    from desktop.workspace import Workspace
    from desktop.workspace.import_history import Batch

_NARROW = 1060
"""Less than this many pixels hold the tables of an import and their columns side by side no more."""


class ImportHistoryPage(AskedPage):
    """The imports above, of the chosen one its tables below, and of the chosen table its columns."""

    name = "imports"
    asked_of = frozenset(("ImportBatch", "ReturnedRows"))

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Lịch sử nhập"))
        self._found: list[Batch] = []
        self._stands_on = 0
        self.imports = PlainTable(_("Các lần nhập"))
        self.imports.chosen.connect(self._choose)
        self.imports.entered.connect(lambda _row: self.see_records())
        self.sheets = PlainTable(_("Các bảng của lần nhập"))
        self.sheets.chosen.connect(self._choose_sheet)
        self.sheets.entered.connect(lambda _row: self.see_records())
        self.columns = PlainTable(_("Cách đọc cột của bảng"))
        self._below = QSplitter(Qt.Orientation.Horizontal)
        self._below.addWidget(panel(self.sheets))
        self._below.addWidget(panel(self.columns))
        self._below.setSizes([680, 440])
        self._below.setChildrenCollapsible(False)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(panel(self.imports))
        self._split.addWidget(self._below)
        self._split.setSizes([260, 260])
        self._split.setChildrenCollapsible(False)
        self._empty = EmptyPanel()
        self._empty.acted.connect(lambda: self.go(Route("import")))
        self._buttons = self._acts()
        self.body.addWidget(self._split, 1)
        self.body.addWidget(self._buttons)
        self.body.addWidget(self._empty, 1)
        none = _("Chưa có lần nhập nào. Nhập một tệp Excel thì lần nhập đó hiện ở đây.")
        self._empty.say(none, _("Nhập từ Excel"))
        self._show([])

    def _acts(self) -> QWidget:
        self.see = QPushButton(_("Xem hồ sơ"))
        self.see.setObjectName("primary")
        self.see.setToolTip(_("Các hồ sơ của bảng này mà lần nhập đã thêm hoặc sửa."))
        self.see.clicked.connect(self.see_records)
        self.back = QPushButton(_("Dòng bị trả lại"))
        self.back.clicked.connect(self.see_returned)
        self.take_back = QPushButton(icon("undo"), _("Hoàn tác lần nhập này"))
        self.take_back.clicked.connect(self.undo)
        self.mark = QLabel(textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self.mark.setObjectName("quiet")
        self.mark.setToolTip(_("Tính từ nội dung tệp: hai tệp cùng dấu vân tay là một."))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        line.addWidget(self.see)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.mark)
        line.addStretch(1)
        line.addWidget(self.take_back)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where two tables side by side would be cut, they stand one above the other."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW
        self._below.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)

    def reload(self) -> None:
        """List the imports again, beside the window."""
        from desktop.workspace.import_history import read_batches

        self._stale = False
        workspace = self.workspace
        self.tasks.read(lambda _progress: read_batches(workspace), self._show, _("Đang đọc lịch sử nhập"))

    def opened(self, route: Route) -> None:
        if route.text:
            self._stands_on = int(route.text)
            self._stand()
        super().opened(route)
        self.imports.setFocus()

    def _show(self, found: list[Batch]) -> None:
        self._found = found
        for part in (self._split, self._buttons):
            part.setVisible(bool(found))
        self._empty.setVisible(not found)
        self.show_counts(_("{count} lần nhập").format(count=group_digits(len(found))) if found else "")
        headings = [_("Lần ghi"), _("Lúc"), _("Người nhập"), _("Tệp"), *_count_words(), _("Tình trạng")]
        rows = [_batch_row(each) for each in found]
        self.imports.show_rows(headings, rows, [8, 16, 14, 30, 9, 9, 9, 9, 9, 14], stretch=3, wrap=True)
        self._stand()

    def _stand(self) -> None:
        numbers = [each.record.number for each in self._found]
        row = numbers.index(self._stands_on) if self._stands_on in numbers else 0
        self.imports.stand_on(row)
        self._choose(self.imports.current())

    def current(self) -> Batch | None:
        """The import that is looked at."""
        row = self.imports.current()
        return self._found[row] if 0 <= row < len(self._found) else None

    def current_sheet(self) -> ImportedSheet | None:
        """The table of it that is looked at."""
        batch, row = self.current(), self.sheets.current()
        return batch.record.sheets[row] if batch is not None and 0 <= row < len(batch.record.sheets) else None

    def _choose(self, row: int) -> None:
        batch = self.current()
        if batch is None:
            return
        self._stands_on = batch.record.number
        self.mark.setText(_mark(batch))
        headings = [_("Trang tính"), _("Loại hồ sơ"), *_count_words(), _("Dòng bỏ qua")]
        rows = [self._sheet_row(sheet) for sheet in batch.record.sheets]
        self.sheets.show_rows(headings, rows, [12, 18, 5, 5, 7, 9, 7, 10], stretch=1, wrap=True)
        self.sheets.stand_on(0)
        self._choose_sheet(0)
        stands = batch.change_set.undone_by is None
        self.take_back.setEnabled(stands)
        self.back.setEnabled(stands and bool(batch.record.refused))

    def _sheet_row(self, sheet: ImportedSheet) -> Row:
        record_type = self.workspace.catalog.record_types.get(sheet.record_type)
        title = translate(record_type.plural) if record_type else sheet.record_type
        tip = "\n".join(filter(None, (sheet.file, sheet.file_mark)))
        skipped = Cell(group_digits(sheet.skipped or 0), number=True, quiet=True)
        return [Cell(sheet.sheet, tip=tip), title, *_counts(sheet), skipped]

    def _choose_sheet(self, _row: int) -> None:
        from desktop.workspace.import_history import layout_of_sheet

        sheet, batch = self.current_sheet(), self.current()
        layout = layout_of_sheet(sheet, self.workspace.catalog) if sheet is not None else None
        rows = self._column_rows(layout) if layout is not None else []
        headings = [_("Tiêu đề trong tệp"), _("Ghi vào trường"), _("Cách ghi")]
        self.columns.show_rows(headings, rows, [22, 22, 14], stretch=0, wrap=True)
        stands = batch is not None and batch.change_set.undone_by is None
        self.see.setEnabled(stands and sheet is not None and bool((sheet.new or 0) + (sheet.edited or 0)))

    def _column_rows(self, layout: ExcelLayout) -> list[Row]:
        rows = [_column_row(column, layout) for column in layout.columns]
        for name, value in layout.constants.items():
            field = layout.record.fields[name]
            text = field.format(value, self.workspace.habit())
            rows.append([Cell(_("(mọi dòng)"), quiet=True), translate(field.label), text])
        return rows

    def see_records(self) -> None:
        """The records of the table that the import made or changed, in their own list."""
        batch, sheet = self.current(), self.current_sheet()
        if batch is None or sheet is None or not self.see.isEnabled():
            return
        record_type = self.workspace.catalog.record_types.get(sheet.record_type)
        if record_type is not None:
            ids = self.workspace.store.touched(batch.record.number, record_type)
            self.go(Route("records", record_type, where=(Condition("id", "in", ids),)))

    def see_returned(self) -> None:
        """The rows that were given back, sheet by sheet."""
        batch = self.current()
        if batch is not None:
            files = list(dict.fromkeys(sheet.file for sheet in batch.record.sheets))
            self.go(Route("records", ReturnedRows, where=(Condition("file", "in", files),)))

    def undo(self) -> None:
        """Take the whole import back."""
        batch = self.current()
        if batch is not None and batch.change_set.undone_by is None:
            # The button turns grey; the keyboard stays with the imports.
            self.imports.setFocus()
            self.undoes.emit(batch.record.number)


def _count_words() -> list[str]:
    return [_("Đọc"), _("Mới"), _("Thay đổi"), _("Giữ nguyên"), _("Trả lại")]


def _counts(counted: object) -> list[Cell]:
    cells = []
    for name in ("read", "new", "edited", "unchanged", "refused"):
        count = getattr(counted, name) or 0
        tint = "WARN" if name == "refused" and count else ""
        cells.append(Cell(group_digits(count), number=True, tint=tint, quiet=not count))
    return cells


def _mark(batch: Batch) -> str:
    """By what the file of an import is known again; of several files each has its own beside its table."""
    marks = (batch.record.marks or "").split()
    return _("Dấu vân tay: {mark}").format(mark=marks[0]) if len(marks) == 1 else ""


def _batch_row(batch: Batch) -> Row:
    one = batch.change_set
    when = datetime.fromisoformat(one.when).astimezone().strftime("%d/%m/%Y %H:%M")
    undone = one.undone_by is not None
    state = _("đã hoàn tác ({number})").format(number=one.undone_by) if undone else _("đã nhập")
    tip = _("Hoàn tác ở lần ghi {number}.").format(number=one.undone_by) if undone else ""
    return [
        Cell(str(one.number), number=True, quiet=undone),
        Cell(when, quiet=undone),
        Cell(one.who, quiet=undone),
        Cell(batch.record.files, quiet=undone, tip=batch.record.marks or ""),
        *_counts(batch.record),
        Cell(state, "" if undone else "GOOD", quiet=undone, tip=tip),
    ]


def _column_row(column: Column, layout: ExcelLayout) -> Row:
    field = layout.record.fields.get(column.field)
    if field is None:
        return [Cell(column.headings[0], quiet=True), Cell(_("không dùng"), quiet=True), ""]
    said = column.dates if field.kind == "date" else column.unit
    words = dict(habits_of(field))
    how = (
        words.get(said, "")
        if column.mark is None
        else _("đánh dấu: {value}").format(value=field.format(column.mark))
    )
    return [column.headings[0], translate(field.label), how]
