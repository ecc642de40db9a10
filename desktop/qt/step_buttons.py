"""Two arrows that ask for the record above or below; knows neither record nor list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.declare.text import _
from desktop.qt.icons import icon


class StepButtons(QWidget):
    """`steps` says how many places further the wanted record stands."""

    steps = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for name, by, tip in (
            ("up", -1, _("Hồ sơ trước (Ctrl+PgUp)")),
            ("down", 1, _("Hồ sơ sau (Ctrl+PgDn)")),
        ):
            button = QToolButton(autoRaise=True)
            button.setIcon(icon(name))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _on=False, by=by: self.steps.emit(by))
            row.addWidget(button)
            self.next = button
