"""The line under a large amount that writes it out, so that a nought too many is seen; reads no typing."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from desktop.declare.spelled import amount_in_words
from desktop.declare.text import _
from desktop.qt import tokens

_LARGE = 1_000_000


class InWords(QLabel):
    """`Bằng chữ: Bốn mươi triệu đồng`; hidden while the amount is small or there is none."""

    def __init__(self) -> None:
        super().__init__(wordWrap=True)
        self.setObjectName("quiet")
        self.setFont(tokens.font("small"))
        self.hide()

    def show_amount(self, amount: int | None) -> None:
        """Write this amount out from now on."""
        is_large = amount is not None and abs(amount) >= _LARGE
        words = amount_in_words(amount) if amount is not None and is_large else ""
        self.setText(_("Bằng chữ: {words}").format(words=words) if words else "")
        self.setVisible(is_large)
