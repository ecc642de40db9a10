"""Enter in the fields of a form that are no single line, and Shift+Enter in all of them; moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.qt.details_editor import DetailsView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMES_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class EnterKeys(QObject):
    """Hears the keys of one editor: Enter `goes_on` where it has no use for it, Shift+Enter `goes_back`.

    A note that is being written takes Enter as a new line: something was typed since one came to it, or one
    clicked into what stands there. A table of own rows goes on within itself first.
    """

    goes_on = Signal()
    goes_back = Signal()

    def __init__(self, inner: QWidget) -> None:
        super().__init__(inner)
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is ours."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and isinstance(watched, QPlainTextEdit):
            _come_to(watched, event.reason())
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER:
            return False
        if held == Qt.KeyboardModifier.ShiftModifier:
            self.goes_back.emit()
            return True
        if held or isinstance(watched, QLineEdit) or _is_written(watched):
            return False
        if not (isinstance(watched, DetailsView) and watched.step_on()):
            self.goes_on.emit()
        return True


def _come_to(note: QPlainTextEdit, reason: Qt.FocusReason) -> None:
    """Stand behind what is there, unless one has clicked into it, or comes back from another window."""
    if reason in _COMES_BACK:
        return
    is_clicked = reason == Qt.FocusReason.MouseFocusReason
    note.document().setModified(is_clicked and not note.document().isEmpty())
    if not is_clicked:
        note.moveCursor(QTextCursor.MoveOperation.End)


def _is_written(watched: QObject) -> bool:
    return (
        isinstance(watched, QPlainTextEdit) and not watched.isReadOnly() and watched.document().isModified()
    )
