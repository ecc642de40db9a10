"""A line that finds while one types, marks ignored, with the finds in a list beneath; knows no store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from desktop.declare.text import _
from desktop.declare.values import plain_value
from desktop.qt import tokens
from desktop.qt.edge_cover import EdgeCover
from desktop.qt.icons import icon

_Index = QModelIndex | QPersistentModelIndex


@plain_value
class Found:
    """One line of the list: the value it stands for, how it is shown, and what is said beside it."""

    value: Any
    shown: str
    beside: str = ""


Look = Callable[[str], Sequence[Found]]


class SearchLine(QLineEdit):
    """Type to find, Down and Enter to take. Nothing is filled in while typing: Vietnamese keys break."""

    picked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, wait: int = 0) -> None:
        super().__init__(parent)
        self._look = look
        self._finds = _Finds()
        self._is_entered = False
        self._later = QTimer(self, singleShot=True, interval=wait)
        self._later.timeout.connect(self.show_finds)
        self.textEdited.connect(lambda _text: self._later.start())

    @cached_property
    def finder(self) -> QCompleter:
        """The list beneath, made when it is first wanted: a form has dozens of such lines."""
        finder = QCompleter(self._finds, self)
        finder.setWidget(self)
        finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = QListView()
        popup.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        popup.setUniformItemSizes(True)
        popup.setObjectName("finds")
        # Long names are shortened; a bar beneath would take the height of a line and cut one.
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        EdgeCover(popup)
        finder.setPopup(popup)
        finder.setMaxVisibleItems(12)
        # Of the two forms of the signal only the one with the index tells equal names apart.
        finder.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        # After the one of the completer, to be asked before it.
        self.installEventFilter(self)
        return finder

    def offer_all(self) -> None:
        """Put an arrow at the end of the line (and Alt+Down) that lists what there is without typing."""
        arrow = QAction(icon("down", tokens.theme().quiet), _("Mở danh sách"), self)
        arrow.setShortcut("Alt+Down")
        arrow.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        arrow.triggered.connect(lambda: self._open(self._look("")))
        self.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)

    def show_finds(self) -> None:
        """Look for what stands in the line now."""
        self._open(self._look(self.text()))

    def _open(self, finds: Sequence[Found]) -> None:
        popup = self.finder.popup()
        assert isinstance(popup, QListView)
        self._finds.show(finds)
        if not finds or not self.hasFocus():
            popup.hide()
            return
        wanted = popup.sizeHintForColumn(0) + 32
        self.finder.complete(self.rect().adjusted(0, 0, max(0, min(wanted, 520) - self.width()), 0))

    def _take(self, index: QModelIndex) -> None:
        found = self._finds.at(index)
        if found is not None:
            self.setText(found.shown)
            self.picked.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a find takes that one: the half word in the line, asked first, is no answer."""
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        self._is_entered = enters and "finder" in self.__dict__ and self._stands_on_a_find()
        if self._is_entered:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def is_entered(self) -> bool:
        """Whether what was picked was picked by Enter; asked once for each pick."""
        entered, self._is_entered = self._is_entered, False
        return entered

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who leaves by a key leaves the list too: it would send the next letter back into this line."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            popup = self.finder.popup()
            if popup is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
                popup.hide()
        return super().eventFilter(watched, event)

    def _stands_on_a_find(self) -> bool:
        popup = self.finder.popup()
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving ends a search that has not begun."""
        self._later.stop()
        super().focusOutEvent(event)


class _Finds(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Found] = ()

    def show(self, rows: Sequence[Found]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def at(self, index: _Index) -> Found | None:
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.at(index)
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{found.shown}   ·   {found.beside}" if found.beside else found.shown
        # The completer writes this role into the line when a row is taken by key or mouse.
        return found.shown if role == Qt.ItemDataRole.EditRole else None
