"""A part below a list that is as high as what is said in it, up to half its page; knows no sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class GrowingPart(QScrollArea):
    """As high as the most said so far needs at this width, so that from row to row nothing moves.

    What needs more than half the page scrolls, and has the keyboard then. Lay out what is said in `inside`;
    call `fit` when it is said, and when the page is another size.
    """

    def __init__(self, page: QWidget, least: int) -> None:
        super().__init__(widgetResizable=True)
        self._page = page
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._least = self._most = least
        self.inside = QWidget()
        self.setWidget(self.inside)
        self.viewport().setAutoFillBackground(False)
        self.inside.setAutoFillBackground(False)
        self.setFixedHeight(least)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fit(self) -> None:
        """Take the height that is needed, or half the page."""
        said, half = self.inside.layout(), max(self._least, self._page.height() // 2)
        needed = said.totalMinimumHeightForWidth(self.viewport().width()) if said else 0
        self._most = max(self._most, needed)
        self.setFixedHeight(min(self._most, half))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if needed > half else Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width what was said before needs another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._most = self._least
            self.fit()
