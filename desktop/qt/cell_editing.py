"""One cell of the grid being edited in place, by the editor the form uses; writes nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTableView

from desktop.qt.editors_by_kind import editor_for
from desktop.qt.field_editors import Editor
from desktop.workspace.cell_changes import can_be_typed

if TYPE_CHECKING:
    from desktop.declare.fields import Field
    from desktop.declare.records import Record
    from desktop.qt.record_table import RecordTable

_NARROWEST = 150
_KEY = Qt.Key
_ENTER = (_KEY.Key_Return, _KEY.Key_Enter)
_OWN = (*_ENTER, _KEY.Key_Tab, _KEY.Key_Backtab, _KEY.Key_Escape)
_STEPS = {_KEY.Key_Up: (-1, 0), _KEY.Key_Down: (1, 0), _KEY.Key_Left: (0, -1), _KEY.Key_Right: (0, 1)}
_Index = QModelIndex | QPersistentModelIndex
Take = Callable[["Record", "Field[Any]", Any], None]


class CellEditing(QObject):
    """At most one cell is open. What was read goes to `take`, for all selected cells to `fill`.

    What cannot be read stays in its cell, with the reason beneath, until it is mended or given up by Esc.
    `moves` tells where the officer goes on by Enter or Tab, `steps` where by an arrow: rows down, columns
    to the right.
    """

    moves = Signal(int, int)
    steps = Signal(int, int)
    ended = Signal()

    def __init__(self, grid: QTableView, table: RecordTable, rect_of: Callable[[_Index], QRect]) -> None:
        super().__init__(grid)
        self._grid, self._table, self._rect_of = grid, table, rect_of
        self.take: Take | None = None
        self.fill: Take | None = None
        self.editor: Editor | None = None
        self._index = QPersistentModelIndex()
        self._record: Record | None = None
        self._is_typed = False
        table.modelAboutToBeReset.connect(self.give_up)
        for bar in (grid.verticalScrollBar(), grid.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _value: self._place())
        grid.horizontalHeader().sectionResized.connect(lambda *_sizes: self._place())

    @property
    def is_open(self) -> bool:
        """Whether a cell is being edited."""
        return self.editor is not None

    def begin(self, index: QModelIndex | QPersistentModelIndex, key: QKeyEvent | None = None) -> bool:
        """Open a cell; its content gives way to a typed `key`. False where it takes no typing."""
        field = self._table.field_at(index.column()) if index.isValid() else None
        record = self._table.record_at(index.row()) if field is not None else None
        if field is None or record is None or not can_be_typed(field) or not self.commit():
            return False
        editor = editor_for(field, self._table.workspace)
        editor.setParent(self._grid)
        editor.setObjectName("cell")
        editor.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        editor.take(getattr(record, field.name))
        self.editor, self._index, self._record = editor, QPersistentModelIndex(index), record
        self._is_typed = key is not None
        inner = editor.inner()
        inner.installEventFilter(self)
        editor.installEventFilter(self)
        if isinstance(inner, QLineEdit):
            # In a form Enter goes to the next field; here it goes on in the table.
            inner.returnPressed.disconnect()
            inner.returnPressed.connect(lambda: QTimer.singleShot(0, editor, lambda: self._go_on(1, 0)))
        self._grid.scrollTo(index)
        self._place()
        editor.show()
        inner.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(inner, QLineEdit | QPlainTextEdit):
            inner.selectAll()
        if key is not None:
            QApplication.sendEvent(inner, key)
        elif isinstance(inner, QLineEdit):
            inner.end(False)
        return True

    def commit(self, all_selected: bool = False) -> bool:
        """Take what was typed and close the cell; False where it cannot be read and stays open."""
        editor, record = self.editor, self._record
        if editor is None or record is None:
            return True
        try:
            value = editor.value()
        except ValueError as failure:
            editor.show_problems([editor.field.wrong(str(failure))])
            self._place()
            editor.inner().setFocus()
            return False
        field = editor.field
        self._close()
        taker = self.fill if all_selected else self.take
        if taker is not None and (all_selected or value != getattr(record, field.name)):
            taker(record, field, value)
        return True

    def give_up(self) -> None:
        """Close the cell as if nothing had been typed."""
        if self.editor is not None:
            self._close()

    def _close(self) -> None:
        editor, self.editor, self._record = self.editor, None, None
        assert editor is not None
        focused = QApplication.focusWidget()
        had_focus = focused is not None and editor.isAncestorOf(focused)
        editor.inner().removeEventFilter(self)
        editor.removeEventFilter(self)
        if had_focus:
            # Before it is hidden: Qt would look for the next place by Tab, which is a step in a grid.
            self._grid.setFocus()
        editor.hide()
        editor.deleteLater()
        self.ended.emit()

    def _go_on(self, down: int, right: int, all_selected: bool = False) -> None:
        if self.editor is not None and self.commit(all_selected):
            self.moves.emit(down, right)

    def _place(self) -> None:
        """Over its cell; wider and higher where the editor needs it, never out of sight."""
        if self.editor is None or not self._index.isValid():
            return
        cell, room = self._rect_of(self._index), self._grid.viewport().rect()
        wanted = self.editor.sizeHint()
        width = max(cell.width(), min(_NARROWEST, room.width()))
        height = max(cell.height(), self.editor.heightForWidth(width), wanted.height())
        left = max(0, min(cell.left(), room.width() - width))
        top = cell.top() if cell.top() + height <= room.height() else max(0, cell.bottom() + 1 - height)
        self.editor.setGeometry(QRect(left, top, width, height).translated(self._grid.viewport().pos()))
        self.editor.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that end a cell, and leaving it by mouse."""
        editor = self.editor
        if editor is None:
            return False
        if watched is editor:
            if event.type() == QEvent.Type.LayoutRequest:
                self._place()
            return False
        if isinstance(event, QKeyEvent):
            return self._take_key(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            reason = event.reason()
            stays = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if reason not in stays and QApplication.activePopupWidget() is None:
                QTimer.singleShot(0, editor, self._left)
        return False

    def _left(self) -> None:
        if self.editor is not None and not self.editor.isAncestorOf(QApplication.focusWidget() or self._grid):
            self.commit()

    def _take_key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        is_long = self.editor is not None and isinstance(self.editor.inner(), QPlainTextEdit)
        steps = self._steps() if not is_long and not modifiers else ()
        if key not in (*_OWN, *steps):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # The page has deeds on Ctrl+Enter and the form on Esc; in a cell these keys are the cell's.
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if is_long and key in _ENTER and modifiers & Qt.KeyboardModifier.AltModifier:
            inner = self.editor.inner() if self.editor is not None else None
            if isinstance(inner, QPlainTextEdit):
                inner.insertPlainText("\n")
            return True
        if key == _KEY.Key_F2:
            self._is_typed = not self._is_typed
            return True
        back = -1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
        if key == _KEY.Key_Escape:
            self.give_up()
        elif key in _ENTER and modifiers & Qt.KeyboardModifier.ControlModifier:
            self._go_on(0, 0, all_selected=True)
        elif key in _ENTER:
            self._go_on(back, 0)
        elif key in (_KEY.Key_Tab, _KEY.Key_Backtab):
            self._go_on(0, -1 if key == _KEY.Key_Backtab else back)
        elif self.commit():
            self.steps.emit(*_STEPS[_KEY(key)])
        return True

    def _steps(self) -> tuple[Qt.Key, ...]:
        """The arrows that lead on: in what was begun by typing all four, after F2 none goes sideways."""
        aside = (_KEY.Key_Left, _KEY.Key_Right) if self._is_typed else ()
        return (_KEY.Key_Up, _KEY.Key_Down, _KEY.Key_F2, *aside)
