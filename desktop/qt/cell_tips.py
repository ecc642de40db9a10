"""What a cell tells where the mouse rests: its text where that is cut, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip


class CellTips(QStyledItemDelegate):
    """Draws as Qt does; the model says what is wrong, not how wide its column is."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show it; False where there is nothing to tell."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        told = self.told(view, option, index)
        QToolTip.showText(event.globalPos(), told, view)
        return bool(told)

    def told(
        self,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> str:
        """The whole text of a cell too narrow for it, then what is wrong."""
        is_cut = self.sizeHint(option, index).width() > view.visualRect(index).width()
        said = index.data(Qt.ItemDataRole.ToolTipRole)
        return "\n".join(filter(None, (index.data() if is_cut else "", said)))
