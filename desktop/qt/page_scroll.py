"""The part of a page that scrolls, as wide as every other part of it; knows nothing of what is inside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar

from desktop.qt import tokens
from desktop.qt.page import Page


class PageScroll(QScrollArea):
    """Its scroll bar stands in the margin of the page, so that cards end where titles and tables end."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, widgetResizable=True)
        self.setAccessibleName(page.title.text())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The bar of a scroll area takes its room from what it scrolls; this one follows it from beside.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bar = QScrollBar(Qt.Orientation.Vertical, page)
        self.bar.hide()
        own = self.verticalScrollBar()
        own.rangeChanged.connect(lambda _least, _most: self._follow())
        own.valueChanged.connect(self.bar.setValue)
        self.bar.valueChanged.connect(own.setValue)

    def _follow(self) -> None:
        own, bar = self.verticalScrollBar(), self.bar
        bar.setRange(own.minimum(), own.maximum())
        bar.setPageStep(own.pageStep())
        bar.setSingleStep(own.singleStep())
        bar.setValue(own.value())
        bar.setVisible(self.isVisible() and own.maximum() > own.minimum())
        wide = bar.sizeHint().width()
        bar.setGeometry(self.geometry().right() + 1 + (tokens.L - wide) // 2, self.y(), wide, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.bar.hide()
