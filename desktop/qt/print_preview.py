"""Anything on paper as it will come out: printed, or kept as PDF; knows not what is on the paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSize
from PySide6.QtGui import QPagedPaintDevice, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGraphicsView,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.errors import show_failure
from desktop.qt.icons import icon
from desktop.qt.in_sight import size_in_sight
from desktop.qt.report_paper import set_a4
from desktop.qt.whole_files import offered_name, write_beside

Paint = Callable[[QPagedPaintDevice], object]
_SIZE = QSize(820, 640)


class PrintPreview(QDialog):
    """A4 filled by `paint`; `called` names the file that is offered, `margins` are millimetres.

    `left` hears of what was printed or kept, with its file.
    """

    def __init__(
        self,
        title: str,
        called: str,
        paint: Paint,
        beside: QWidget,
        *,
        margins: QMarginsF,
        lies: bool = False,
        left: Callable[[Path | None], object] | None = None,
    ) -> None:
        super().__init__(beside.window())
        self.setWindowTitle(title)
        self._called, self._paint, self._margins, self._lies = called, paint, margins, lies
        self._left = left
        self._printer = set_a4(QPrinter(QPrinter.PrinterMode.HighResolution), margins, lies)
        self.preview = QPrintPreviewWidget(self._printer)
        self.preview.paintRequested.connect(self.print_on)
        for part in (self.preview, *self.preview.findChildren(QGraphicsView)):
            part.setAccessibleName(_("Xem trước trang in"))
        self.print_button = QPushButton(icon("print"), _("In…"))
        self.print_button.clicked.connect(self._ask_and_print)
        self.pdf_button = QPushButton(icon("save"), _("Lưu PDF…"))
        self.pdf_button.clicked.connect(self._ask_and_save)
        away = QPushButton(_("Đóng"))
        away.clicked.connect(self.reject)
        self.bar = QHBoxLayout()
        self.bar.setSpacing(tokens.S)
        self.bar.addStretch(1)
        for button in (self.print_button, self.pdf_button, away):
            self.bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        column.setSpacing(tokens.M)
        column.addWidget(self.preview, 1)
        column.addLayout(self.bar)
        self.resize(size_in_sight(_SIZE, beside))

    def print_on(self, printer: QPagedPaintDevice) -> None:
        """Paint what is to be seen."""
        self._paint(printer)

    def save_pdf(self, path: Path) -> None:
        """Keep it as a PDF. Raises `Refusal` where the file cannot be written."""
        content = QBuffer()
        content.open(QIODevice.OpenModeFlag.WriteOnly)
        self.print_on(set_a4(QPdfWriter(content), self._margins, self._lies))
        write_beside(path, bytes(content.data().data()))
        self._has_left(path)

    def _has_left(self, path: Path | None = None) -> None:
        """It is on paper, or in a file: whoever keeps account of that notes it down."""
        if self._left is not None:
            self._left(path)

    def _ask_and_print(self) -> None:
        if QPrintDialog(self._printer, self).exec():
            self.print_on(self._printer)
            self._has_left()
            self.accept()

    def _ask_and_save(self) -> None:
        name = f"{offered_name(self._called)}-{date.today():%Y%m%d}.pdf"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Lưu PDF"), name, "PDF (*.pdf)")
        if not chosen:
            return
        try:
            self.save_pdf(Path(chosen))
        except Refusal as refusal:
            show_failure(refusal, self)
        else:
            self.accept()
