"""The buttons below the steps of an import, in one line or, in a narrow window, in two; carries none out."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QPushButton, QWidget

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.import_returning import ReturnButtons


class ImportFoot(QWidget):
    """What is to become of faulty rows, another file, how refused rows go back, and the one button."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts = QCheckBox(_("Giữ dòng vi phạm làm nháp"))
        self.drafts.setToolTip(
            _("Dòng đọc được mà vi phạm quy tắc vẫn được ghi, và hiện ở trang Vấn đề cho đến khi sửa.")
        )
        self.whole = QCheckBox(_("Tất cả hoặc không ghi gì"))
        self.whole.setToolTip(_("Còn dòng bị trả lại thì không ghi dòng nào."))
        self.again = QPushButton(_("Nhập tệp khác"))
        self.returning = ReturnButtons()
        self.primary = QPushButton()
        self.primary.setObjectName("primary")
        self._choices = _line(self.whole, self.drafts)
        self._buttons = _line(self.again, self.returning, self.primary)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(tokens.S)
        self._lines.addStretch(1)
        for line in (self._choices, self._buttons):
            self._lines.addLayout(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def fold(self) -> None:
        """Stand in two lines where the window has no room for one."""
        needed = self._choices.sizeHint().width() + tokens.S + self._buttons.sizeHint().width()
        is_narrow = self._room() < needed
        ways = QBoxLayout.Direction
        self._lines.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    def _room(self) -> int:
        """What the window leaves, less than the page's own width where the page is already cut."""
        page = self.parentWidget()
        around = page.parentWidget() if page is not None else None
        if page is None or around is None:
            return self.width()
        return self.width() + min(0, around.width() - page.width())


def _line(*parts: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(tokens.S)
    line.addStretch(1)
    for part in parts:
        line.addWidget(part)
    return line
