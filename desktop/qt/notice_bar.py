"""A line at the top of a page that says what happened and offers a way on; knows no work."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.icon_label import IconLabel
from desktop.qt.icons import icon

Act = tuple[str, Callable[[], object]]


class NoticeBar(QWidget):
    """Hidden until it has something to say; never in the way of work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.M, tokens.S, tokens.S, tokens.S)
        row.setSpacing(tokens.S)
        self._sign = IconLabel(size=18)
        self.text = QLabel(wordWrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # The sign stands beside the first line of the text, whether there is one or there are three.
        self.text.setMinimumHeight(tokens.row_height())
        self._sign.setFixedHeight(tokens.row_height())
        self._acts = QHBoxLayout()
        self._acts.setSpacing(tokens.S)
        self._acts.addStretch(1)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said.setSpacing(tokens.S)
        self._said.addWidget(self.text, 1)
        self._said.addLayout(self._acts)
        self._buttons: list[QPushButton] = []
        self._before: QWidget | None = None
        self._grade = ""
        self._unheeded: Callable[[], object] = lambda: None
        away = self._away = QToolButton()
        away.setIcon(icon("close"))
        away.setAutoRaise(True)
        away.setToolTip(_("Đóng thông báo"))
        away.setAccessibleName(_("Đóng thông báo"))
        away.clicked.connect(self._go_away)
        away.clicked.connect(lambda: self._unheeded())
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._said, 1)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def inset(self, right: int) -> QHBoxLayout:
        """Itself, away from an edge that other things reach."""
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, right, 0)
        line.addWidget(self)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside a list there is no room for buttons in the line of the text."""
        super().resizeEvent(event)
        is_narrow = self.width() <= tokens.FORM_WIDTH
        ways = QBoxLayout.Direction
        self._said.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    def say(
        self,
        text: str,
        grade: str = "",
        acts: tuple[Act, ...] = (),
        unheeded: Callable[[], object] = lambda: None,
    ) -> None:
        """Show a sentence: `grade` is BLOCK, WARN, NOTE, or empty for success; `acts` are verbs and deeds.

        `unheeded` is done where it is closed and none of them is taken.
        """
        self._unheeded = unheeded
        if not self._has_keyboard():
            self._before = QApplication.focusWidget()
        self._grade = grade
        theme = tokens.theme()
        colour = theme.grave(grade)
        self.setStyleSheet(
            f"#notice {{ background: {theme.tint(colour)}; border: 1px solid {theme.outline(colour)};"
            f" border-radius: {tokens.CORNER}px; }}"
        )
        self._sign.show_sign(grade)
        self.text.setText(text)
        self.setAccessibleName(text)
        for old in self._buttons:
            old.deleteLater()
        self._buttons = []
        last: QWidget = self._away
        for verb, deed in acts:
            button = QPushButton(verb)
            button.clicked.connect(self._go_away)
            button.clicked.connect(lambda _checked=False, deed=deed: deed())
            self._acts.addWidget(button)
            # Reached with the bar, not after all there is on the page.
            self.setTabOrder(last, button)
            last = button
            self._buttons.append(button)
        self.show()

    def holds(self) -> bool:
        """Whether it says now what was refused."""
        return self._grade == "BLOCK" and not self.isHidden()

    def _has_keyboard(self) -> bool:
        at = QApplication.focusWidget()
        return at is not None and self.isAncestorOf(at)

    def _go_away(self) -> None:
        """Give the keyboard back to who had it: Qt would send it to any place of the window."""
        back = self._before if self._has_keyboard() else None
        self.hide()
        if back is not None and shiboken6.isValid(back) and back.isVisible():
            back.setFocus()
