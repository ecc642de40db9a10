"""The preview of a record on paper: printed, or kept as PDF; knows no field and no form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSize
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.errors import show_failure
from desktop.qt.icons import icon
from desktop.qt.whole_files import offered_name, write_beside
from desktop.shared.officers import NAMES
from desktop.workspace.record_sheet import RecordSheet

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.workspace import Workspace

Paper = TypeVar("Paper", bound=QPagedPaintDevice)
_SIZE = QSize(820, 640)
_MARGINS = QMarginsF(10, 0, 0, 0)
"""Millimetres beside the 20 a printed document has of itself: 30 are left for the file."""
_POINTS = 11


class RecordPrint(QDialog):
    """A4 as it will come out; personal data can be masked before it leaves the office."""

    def __init__(self, workspace: Workspace, record: Record, beside: QWidget) -> None:
        super().__init__(beside.window())
        self.setWindowTitle(_("In hồ sơ"))
        self._workspace, self._record = workspace, record
        self._printer = _on_a4(QPrinter(QPrinter.PrinterMode.HighResolution))
        self.preview = QPrintPreviewWidget(self._printer)
        self.preview.paintRequested.connect(self.print_on)
        self.preview.setAccessibleName(_("Xem trước trang in"))
        self.masked = QCheckBox(_("Che thông tin cá nhân"))
        may_see = workspace.guard.may(NAMES)
        self.masked.setChecked(type(record).confidential or not may_see)
        self.masked.setEnabled(may_see)
        self.masked.toggled.connect(lambda _on: self.preview.updatePreview())
        self.print_button = QPushButton(icon("print"), _("In…"))
        self.print_button.clicked.connect(self._ask_and_print)
        self.pdf_button = QPushButton(icon("save"), _("Lưu PDF…"))
        self.pdf_button.clicked.connect(self._ask_and_save)
        away = QPushButton(_("Đóng"))
        away.clicked.connect(self.reject)
        bar = QHBoxLayout()
        bar.setSpacing(tokens.S)
        bar.addWidget(self.masked)
        bar.addStretch(1)
        for button in (self.print_button, self.pdf_button, away):
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        column.setSpacing(tokens.M)
        column.addWidget(self.preview, 1)
        column.addLayout(bar)
        self.resize(_SIZE)

    def print_on(self, printer: QPagedPaintDevice) -> None:
        """Paint the sheet."""
        document = QTextDocument()
        font = QFont(tokens.font())
        font.setPointSize(_POINTS)
        document.setDefaultFont(font)
        document.setHtml(
            RecordSheet(self._workspace, self._record, self.masked.isChecked()).html(date.today())
        )
        document.print_(printer)

    def save_pdf(self, path: Path) -> None:
        """Keep the sheet as a PDF. Raises `Refusal` where the file cannot be written."""
        content = QBuffer()
        content.open(QIODevice.OpenModeFlag.WriteOnly)
        self.print_on(_on_a4(QPdfWriter(content)))
        write_beside(path, bytes(content.data().data()))

    def _ask_and_print(self) -> None:
        if QPrintDialog(self._printer, self).exec():
            self.print_on(self._printer)
            self.accept()

    def _ask_and_save(self) -> None:
        name = f"{offered_name(type(self._record).title)}-{date.today():%Y%m%d}.pdf"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Lưu PDF"), name, "PDF (*.pdf)")
        if not chosen:
            return
        try:
            self.save_pdf(Path(chosen))
        except Refusal as refusal:
            show_failure(refusal, self)
        else:
            self.accept()


def _on_a4(printer: Paper) -> Paper:
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    return printer
