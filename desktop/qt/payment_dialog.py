"""Asks number and day of a payment list before it is closed, and shows what it will hold; closes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout

from desktop.declare.numbers import show_number
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.editors_by_kind import editor_for
from desktop.qt.in_sight import size_in_sight
from desktop.qt.scrolled_part import ScrolledPart
from desktop.shared.payment_lists import FrozenSupport, PaymentList

if TYPE_CHECKING:
    from desktop.qt.page import Page

_ASKED = ("number", "closed_on", "closed_by", "replaces", "note")


class PaymentDialog(QDialog):
    """The head of a list, for supports that stand fast; after it was accepted `head` is what was typed."""

    def __init__(self, page: Page, rows: Sequence[FrozenSupport]) -> None:
        super().__init__(page.window())
        self.head: PaymentList | None = None
        self.setWindowTitle(_("Chốt danh sách chi trả"))
        self.setMinimumWidth(tokens.NAVIGATION_WIDTH * 2)
        says = QLabel(_told(rows), wordWrap=True)
        self.wrong = QLabel(wordWrap=True)
        self.wrong.hide()
        form = QFormLayout()
        form.setSpacing(tokens.S)
        self.editors = {name: editor_for(PaymentList.fields[name], page.workspace) for name in _ASKED}
        for name, editor in self.editors.items():
            form.addRow(translate(PaymentList.fields[name].label), editor)
        self.editors["closed_on"].take(date.today())
        box = QDialogButtonBox()
        self.ok = box.addButton(_("Chốt"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setObjectName("primary")
        self.ok.setEnabled(bool(rows))
        box.addButton(_("Hủy"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(says)
        part = ScrolledPart()
        part.column.addLayout(form)
        column.addWidget(part, 1)
        column.addWidget(self.wrong)
        column.addWidget(box)
        self.editors["number"].setFocus()
        self.resize(size_in_sight(self.sizeHint(), page))

    def accept(self) -> None:
        """Take what was typed, or say what is missing."""
        typed: dict[str, Any] = {}
        try:
            for name, editor in self.editors.items():
                typed[name] = editor.value()
        except ValueError as wrong:
            self._say(str(wrong))
            return
        head = PaymentList(**typed)
        for problem in head.problems():
            if problem.field in _ASKED:
                label = translate(PaymentList.fields[problem.field].label)
                self._say(f"{label}: {problem.message}")
                return
        self.head = head
        super().accept()

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.show()


def _told(rows: Sequence[FrozenSupport]) -> str:
    """How much a list of these would hold, and what closing means."""
    if not rows:
        return _("Các hồ sơ đang hiện không có khoản hỗ trợ nào nối với một hộ trong danh sách hộ.")
    says = _(
        "{count} khoản của {homes} hộ trong các hồ sơ đang hiện, tổng {total} đ. Danh sách ghi lại như hồ sơ "
        "lúc này; hồ sơ sửa về sau không làm đổi danh sách."
    )
    return says.format(
        count=group_digits(len(rows)),
        homes=group_digits(len({row.household for row in rows})),
        total=show_number(sum(row.amount or 0 for row in rows)),
    )
