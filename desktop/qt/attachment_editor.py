"""The editor of a file kept beside the database: attach, open, take off; copies it through the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QToolButton, QWidget

from desktop.declare.fields import AttachedFile
from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.qt.errors import show_failure
from desktop.qt.field_editors import Editor
from desktop.qt.icons import icon


class AttachmentEditor(Editor):
    """A button that names the file; a file dropped on it is attached."""

    _file: AttachedFile | None = None
    _only_shows = False

    def build(self) -> None:
        self.button = QPushButton()
        self.button.setIcon(icon("attach"))
        self.button.clicked.connect(self._act)
        self.off = QToolButton()
        self.off.setIcon(icon("close"))
        self.off.setAutoRaise(True)
        self.off.setToolTip(_("Gỡ tệp đính kèm"))
        self.off.setAccessibleName(_("Gỡ tệp đính kèm"))
        self.off.clicked.connect(lambda: self._put(None))
        self._line.addWidget(self.button, 1)
        self._line.addWidget(self.off)
        self.setAcceptDrops(True)
        self.take(None)

    def inner(self) -> QWidget:
        return self.button

    def only_show(self, why: str) -> None:
        self.setToolTip(why)
        self._only_shows = True
        self.off.setEnabled(False)
        self.setAcceptDrops(False)
        self.take(self._file)

    def take(self, value: Any) -> None:
        self._file = value
        self.button.setText(value.name if value else _("Đính kèm…"))
        self.button.setEnabled(value is not None or not self._only_shows)
        self.off.setVisible(value is not None)

    def value(self) -> Any:
        return self._file

    def attach(self, path: Path) -> None:
        """Copy a file beside the database and name it here."""
        try:
            self._put(self.workspace.store.attach(path))
        except Refusal as refusal:
            show_failure(refusal, self)

    def _put(self, file: AttachedFile | None) -> None:
        self.take(file)
        self.edited.emit()
        self.left.emit()

    def _act(self) -> None:
        if self._file is not None:
            path = self.workspace.store.attachment(self._file)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
            return
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Chọn tệp đính kèm"))
        if chosen:
            self.attach(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach it."""
        self.attach(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()
