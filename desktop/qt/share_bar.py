"""A share of a whole as a bar, with a mark where a norm draws the line; knows no record."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from desktop.declare.norms import Norm
from desktop.declare.numbers import show_number
from desktop.declare.text import _, translate
from desktop.qt import tokens

_WIDTH, _MARK, _HEIGHT, _GAP = 96, 2, 14, 8


class _Bar(QProgressBar):
    """The bar itself; `mark` is where the line stands, in percent."""

    mark: float | None = None

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setRange(0, 100)
        self.setFixedWidth(_WIDTH)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.mark is not None:
            at = self.mark / 100 * (self.width() - _MARK)
            QPainter(self).fillRect(QRectF(at, 0, _MARK, self.height()), QColor(tokens.theme().text))


class ShareBar(QWidget):
    """How much of the whole, and from or up to how much it may be."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = _Bar()
        self.limit = QLabel()
        self.limit.setObjectName("quiet")
        self.limit.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        line.addWidget(self.bar)
        line.addWidget(self.limit)

    def value(self) -> int:
        """The whole percents that are shown."""
        return self.bar.value()

    def show_share(self, value: float) -> None:
        """Show so many percent."""
        self.bar.setValue(int(value))

    def stand_against(self, norm: Norm | None) -> None:
        """Mark where a norm draws the line; without one nothing is marked."""
        self.bar.mark = float(norm.value) if norm else None
        says = _("đến {value} %") if norm and norm.kind == "share_max" else _("từ {value} %")
        self.limit.setText(says.format(value=show_number(norm.value)) if norm else "")
        self.limit.setVisible(norm is not None)
        self.setToolTip(f"{translate(norm.content)}: {norm.show()}\n{norm.basis}" if norm else "")
        self.bar.update()
