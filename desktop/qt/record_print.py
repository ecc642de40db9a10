"""The preview of a record on paper; knows no field and no form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPagedPaintDevice, QTextDocument
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.print_preview import PrintPreview
from desktop.shared.exported import PRINTED
from desktop.shared.officers import NAMES
from desktop.workspace.export_notes import note_export, people_in
from desktop.workspace.record_sheet import RecordSheet

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.workspace import Workspace

_MARGINS = QMarginsF(10, 0, 0, 0)
"""Millimetres beside the 20 a printed document has of itself: 30 are left for the file."""
_POINTS = 11


class RecordPrint(PrintPreview):
    """A record as it will come out; personal data can be masked before it leaves the office."""

    def __init__(self, workspace: Workspace, record: Record, beside: QWidget) -> None:
        super().__init__(
            _("In hồ sơ"),
            type(record).title,
            self._paint_record,
            beside,
            margins=_MARGINS,
            left=self._note_down,
        )
        self._workspace, self._record = workspace, record
        self.masked = QCheckBox(_("Che thông tin cá nhân"))
        may_see = workspace.guard.may(NAMES)
        self.masked.setChecked(type(record).confidential or not may_see)
        self.masked.setEnabled(may_see)
        self.masked.toggled.connect(lambda _on: self.preview.updatePreview())
        self.bar.insertWidget(0, self.masked)

    def _note_down(self, path: Path | None) -> None:
        workspace, kind = self._workspace, type(self._record)
        hides = workspace.catalog.is_personal if self.masked.isChecked() else None
        people = people_in(kind, workspace.catalog, hides)
        note_export(workspace, kind.title, PRINTED, lines=1, people=people, path=path)

    def _paint_record(self, printer: QPagedPaintDevice) -> None:
        document = QTextDocument()
        font = QFont(tokens.font())
        font.setPointSize(_POINTS)
        document.setDefaultFont(font)
        document.setHtml(
            RecordSheet(self._workspace, self._record, self.masked.isChecked()).html(date.today())
        )
        document.print_(printer)
