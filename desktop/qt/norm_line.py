"""The line under a field that says which norm it is held against, and by which text; asks for no norm."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.declare.norms import Norm
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.shared.confidence import CONFIDENCE

_MOST = 3


class NormLine(QLabel):
    """`Định mức “Nhà ở”: 40.000.000 đ/hộ (từ 23/02/2023) · QĐ 04/2023/QĐ-TTg`; the text is a link."""

    def __init__(self) -> None:
        super().__init__(wordWrap=True)
        self.setObjectName("quiet")
        self.setFont(tokens.font("small"))
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.said = ""
        self.hide()

    def show_norms(self, norms: Sequence[Norm]) -> None:
        """Name these norms; without any the line goes away."""
        some = norms[:_MOST]
        self.said = "\n".join(f"{_told(norm)} · {norm.basis}" for norm in some)
        self.setText("<br>".join(f"{escape(_told(norm))} · {_link(norm.basis)}" for norm in some))
        self.setVisible(bool(some))


def _link(basis: str) -> str:
    return f'<a href="{escape(basis)}">{escape(basis)}</a>'


def _told(norm: Norm) -> str:
    says = _("Định mức “{content}”: {amount}").format(content=translate(norm.content), amount=norm.show())
    sure = translate(CONFIDENCE[norm.confidence]).lower()
    return says if sure in says else f"{says} · {sure}"
