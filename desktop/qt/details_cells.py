"""The cells of a record's own rows while they are typed into: what is one of a list is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemDelegate, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.declare.fields import Choice, Field, Reference, YesNo
from desktop.qt.search_editor import found_options, only_find, wait_of
from desktop.qt.search_line import Found, SearchLine

if TYPE_CHECKING:
    from desktop.workspace import Workspace

VALUE = Qt.ItemDataRole.UserRole
"""The role in which a table of own rows tells the value of a cell, None for one that cannot be read."""
_Index = QModelIndex | QPersistentModelIndex


class DetailsCells(QStyledItemDelegate):
    """Offers the answers of a choice, and what a reference may lead to, beneath the cell."""

    def __init__(self, fields: Sequence[Field[Any]], workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._fields, self._workspace = fields, workspace
        self._picked: tuple[str, Any] | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A line that finds, where there is something to find."""
        field = self._fields[index.column()]
        if not isinstance(field, Choice | YesNo | Reference):
            return super().createEditor(parent, option, index)
        line = SearchLine(self._look_for(field), parent, wait_of(field))
        line.offer_all()
        value = index.data(VALUE) if isinstance(field, Reference) else None
        self._picked = None if value is None else (str(index.data(Qt.ItemDataRole.EditRole)), value)
        line.picked.connect(lambda found: self._take(line, field, found))
        return line

    def _look_for(self, field: Field[Any]) -> Callable[[str], Sequence[Found]]:
        if not isinstance(field, Reference):
            return lambda text: found_options(field, text)
        workspace = self._workspace
        return lambda text: [Found(*each) for each in workspace.search_reference(field, text)]

    def _take(self, line: SearchLine, field: Field[Any], found: Found) -> None:
        # Two of one name are told apart by what was picked.
        self._picked = (found.shown, found.value if isinstance(field, Reference) else found.shown)
        # The completer writes its own text after this signal.
        QTimer.singleShot(0, line, lambda: self._close(line))

    def _close(self, line: SearchLine) -> None:
        self.commitData.emit(line)
        self.closeEditor.emit(line, QAbstractItemDelegate.EndEditHint.SubmitModelCache)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """What was picked; half a word that only one answer holds is that answer.

        Where the cell shows just this text nobody has typed into it.
        """
        if not isinstance(editor, SearchLine):
            super().setModelData(editor, model, index)
            return
        field, text = self._fields[index.column()], editor.text()
        if self._picked is not None and self._picked[0] == text:
            if self._picked[1] != index.data(VALUE):
                model.setData(index, self._picked[1])
        elif text != index.data(Qt.ItemDataRole.EditRole):
            found = None if self._is_read(field, text) else only_find(field, text)
            model.setData(index, found.shown if found else text)

    def _is_read(self, field: Field[Any], text: str) -> bool:
        try:
            field.parse(text, self._workspace.habit())
        except ValueError:
            return False
        return True
