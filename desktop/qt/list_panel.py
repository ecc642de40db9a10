"""The grid of a page, and what is said where it would be empty; knows no store."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.qt import tokens


class EmptyPanel(QFrame):
    """Why there is nothing to see, and how to begin; `acted` tells that its one button was pressed."""

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        column = QVBoxLayout(self)
        column.setSpacing(tokens.M)
        self.text = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.text.setObjectName("quiet")
        self.act = QPushButton()
        self.act.clicked.connect(lambda _checked=False: self.acted.emit())
        column.addStretch(1)
        column.addWidget(self.text)
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)

    def say(self, sentence: str, verb: str = "") -> None:
        """Say a sentence, be gone without one; without a `verb` there is nothing to do."""
        self.text.setText(sentence)
        self.act.setText(verb)
        self.act.setVisible(bool(verb))
        self.setVisible(bool(sentence))


class ListPanel(QFrame):
    """Shows a grid, or why it is empty."""

    def __init__(self, grid: QWidget) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.empty = EmptyPanel()
        # One frame is enough around both.
        self.empty.setObjectName("plain")
        self._grid = grid
        self._either = QStackedLayout(self)
        self._either.setContentsMargins(1, 1, 1, 1)
        self._either.addWidget(grid)
        self._either.addWidget(self.empty)

    @property
    def is_empty(self) -> bool:
        """Whether it says something instead of showing rows."""
        return self._either.currentIndex() == 1

    def show_empty(self, empty: bool, says: str, verb: str) -> None:
        """Show the rows, or why there are none and how to begin; without a `verb` there is nothing to do."""
        has_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.empty.say(says if empty else "", verb)
        self._either.setCurrentIndex(1 if empty else 0)
        if has_focus:
            # Or Qt looks for the next place by Tab, be it a button of the top bar, where keys are deaf.
            (self.empty.act if empty else self._grid).setFocus()
