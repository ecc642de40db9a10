"""A grid of lines to answer one by one, its columns shared out over the room there is; knows no answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget

from desktop.qt import tokens

_ROOM = 16


class FittedGrid(QTableWidget):
    """Columns so many letters wide; where not all fit each gives up its share, else the last gains.

    The editors in its cells have the keys, the grid itself has none.
    """

    def __init__(self, headings: Sequence[str], letters: Sequence[int]) -> None:
        super().__init__(0, len(headings))
        letter = self.fontMetrics().averageCharWidth()
        self._wished = [wish * letter + _ROOM for wish in letters]
        self.setHorizontalHeaderLabels(list(headings))
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.horizontalHeader()
        header.setFixedHeight(tokens.header_height())
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(len(headings) - 1, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = min(1.0, self.viewport().width() / sum(self._wished))
        for column, wished in enumerate(self._wished[:-1]):
            self.setColumnWidth(column, int(wished * share))
