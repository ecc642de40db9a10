"""What is wrong with the record of a form, and the one question a warning asks: may it stand, and why?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.problems import Grade, Problem
from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.legal_basis import BasisLink
from desktop.qt.page import grey_what_writes
from desktop.qt.problem_list import ProblemList

if TYPE_CHECKING:
    from desktop.workspace import Workspace


class ProblemTab(QWidget):
    """The problems, the legal basis of the current one, and a button to let a warning stand or ask again."""

    settles = Signal(object)
    """The Problem that is to be accepted, or asked about again where it was."""
    takes_back = Signal(object)
    """All Problems that were accepted: each is to be asked about again."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.list = ProblemList()
        self._basis = BasisLink(workspace)
        self.settle_button = QPushButton()
        self.settle_button.clicked.connect(lambda: self.settles.emit(self._current))
        self.all_button = QPushButton()
        self.all_button.clicked.connect(lambda: self.takes_back.emit(self._accepted))
        self._current: Problem | None = None
        self._accepted: list[Problem] = []
        self.list.stands_on.connect(self._stand_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, tokens.M, tokens.S)
        column.setSpacing(tokens.XS)
        column.addWidget(self.list, 1)
        column.addWidget(self._basis)
        column.addWidget(self.settle_button)
        column.addWidget(self.all_button)
        grey_what_writes(workspace, self.settle_button, self.all_button)
        self._stand_on(None)

    def show_problems(self, problems: Sequence[Problem], where: Callable[[Problem], str]) -> None:
        """Fill the list; `where` says in a word where each stands."""
        self._accepted = [each for each in problems if not each.is_open]
        self.list.show_problems(problems, where)

    def _stand_on(self, problem: Problem | None) -> None:
        self._current = problem
        self._basis.show_basis(problem.basis if problem else "")
        self.settle_button.setVisible(problem is not None and problem.grade is Grade.WARN)
        is_open = problem is None or problem.is_open
        self.settle_button.setText(_("Chấp nhận cảnh báo…") if is_open else _("Rút lại việc chấp nhận"))
        self.all_button.setVisible(not is_open and len(self._accepted) > 1)
        all_of_them = _("Rút lại cả {count} việc chấp nhận")
        self.all_button.setText(all_of_them.format(count=len(self._accepted)))


class ReasonDialog(QDialog):
    """Asks why what it `says` may stand; without a reason it cannot. `others` may stand for the same one."""

    def __init__(self, says: str, beside: QWidget, others: Sequence[str] = ()) -> None:
        super().__init__(beside.window())
        self.setWindowTitle(_("Chấp nhận cảnh báo"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Lý do, ví dụ: đã kiểm tra hồ sơ giấy"))
        self.reason.setAccessibleName(_("Lý do chấp nhận"))
        lasts = QLabel(_("Giá trị đổi thì cảnh báo được hỏi lại."), wordWrap=True)
        lasts.setObjectName("quiet")
        lasts.setFont(tokens.font("small"))
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton(_("Chấp nhận"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Hủy"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.reason.textChanged.connect(lambda text: self.accept_button.setEnabled(bool(text.strip())))
        self.accept_button.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        column.setSpacing(tokens.M)
        self.also = QCheckBox(_("Cả {count} cảnh báo khác của hồ sơ này").format(count=len(others)))
        told = QLabel("\n".join(f"• {each}" for each in others), wordWrap=True)
        told.setObjectName("quiet")
        told.setFont(tokens.font("small"))
        for part in (QLabel(says, wordWrap=True), self.reason, self.also, told, lasts, buttons):
            column.addWidget(part)
        for part in (self.also, told):
            part.setVisible(bool(others))
        self.setMinimumWidth(tokens.FORM_WIDTH)
        self.reason.setFocus()

    def takes_others(self) -> bool:
        """Whether the others are to stand for the same reason."""
        return self.also.isChecked()

    def said(self) -> str:
        """The reason as it was written."""
        return " ".join(self.reason.text().split())
