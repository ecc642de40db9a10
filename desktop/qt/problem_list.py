"""Problems as a list one can walk through and choose from; knows no store and judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QListWidget, QListWidgetItem, QWidget

from desktop.declare.problems import Grade, Problem
from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.icon_label import IconLabel
from desktop.qt.icons import sign_icon

_PROBLEM = Qt.ItemDataRole.UserRole
_SETTLES = "settle:"


def grade_word(grade: Grade) -> str:
    """How a grade is called."""
    return {Grade.BLOCK: _("Phải sửa"), Grade.WARN: _("Cần xem lại"), Grade.NOTE: _("Lưu ý")}[grade]


def in_words(problem: Problem, where: str = "") -> str:
    """The whole of a problem in one text: place, sentence, rule and legal basis."""
    behind = " · ".join(part for part in (problem.rule, problem.basis) if part and "." not in problem.rule)
    head = f"{where}: {problem.message}" if where else problem.message
    why = _("Đã chấp nhận: {reason}").format(reason=problem.accepted) if problem.accepted else ""
    return "\n".join(part for part in (head, behind, why) if part)


def sign_of(problem: Problem) -> str:
    """The sign that stands with a problem; what was accepted has the tick of what is settled."""
    return problem.grade.value if problem.is_open else ""


class ProblemList(QListWidget):
    """The gravest first; Enter or a click chooses one (`chosen` carries the Problem)."""

    chosen = Signal(object)
    stands_on = Signal(object)
    """The Problem of the current line, None without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setIconSize(QSize(18, 18))
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Danh sách vấn đề"))
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self.currentItemChanged.connect(
            lambda item, _before: self.stands_on.emit(item.data(_PROBLEM) if item else None)
        )

    def show_problems(
        self, problems: Iterable[Problem], where: Callable[[Problem], str] | None = None
    ) -> None:
        """Fill the list; `where` says in a word where each stands (a field's label, a cell)."""
        self.clear()
        for problem in sorted(problems, key=lambda one: one.rank):
            text = in_words(problem, where(problem) if where else "")
            item = QListWidgetItem(sign_icon(sign_of(problem), 18), text)
            item.setData(_PROBLEM, problem)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{grade_word(problem.grade)}: {text}")
            self.addItem(item)

    def showEvent(self, event: QShowEvent) -> None:
        """Lines are broken for the width there is now, not for that of a hidden tab."""
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty list says that nothing is wrong."""
        super().paintEvent(event)
        if not self.count():
            with QPainter(self.viewport()) as painter:
                painter.setPen(QColor(tokens.theme().quiet))
                left = tokens.M - tokens.theme().frame
                room = self.viewport().rect().adjusted(left, tokens.M, -tokens.S, 0)
                wrapped = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
                painter.drawText(room, wrapped, _("Không có vấn đề nào."))

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_PROBLEM))


class FieldMessages(QWidget):
    """What is wrong with one field, under its editor: sign, colour and sentence.

    `asks_basis` carries the legal basis that was clicked, `settles` the Problem to accept or ask again.
    """

    asks_basis = Signal(str)
    settles = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, tokens.XS)
        row.setSpacing(tokens.XS)
        self._sign = IconLabel()
        self.text = QLabel(wordWrap=True)
        self.text.setFont(tokens.font("small"))
        # By mouse alone: a stop at each message would hold up who types a list; the problem tab has keys.
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.text.linkActivated.connect(self._follow)
        self._problems: Sequence[Problem] = ()
        self.said = ""
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say them, the gravest first; without any the line goes away."""
        self._problems = problems
        self.setVisible(bool(problems))
        if problems:
            gravest = sign_of(problems[0])
            self._sign.show_sign(gravest)
            self.text.setStyleSheet(f"color: {tokens.theme().grave(gravest)};")
            self.said = "\n".join(in_words(problem) for problem in problems)
            self.text.setText("<br>".join(_linked(problem, at) for at, problem in enumerate(problems)))

    def _follow(self, link: str) -> None:
        if link.startswith(_SETTLES):
            self.settles.emit(self._problems[int(link.removeprefix(_SETTLES))])
        else:
            self.asks_basis.emit(link)


def _linked(problem: Problem, at: int) -> str:
    """A problem as rich text, its legal basis a link; a warning has another to let it stand."""
    says = escape(in_words(problem)).replace("\n", "<br>")
    if problem.basis:
        basis = escape(problem.basis)
        head, _basis, tail = says.rpartition(basis)
        says = f'{head}<a href="{basis}">{basis}</a>{tail}'
    if problem.grade is Grade.WARN:
        verb = escape(_("Chấp nhận…") if problem.is_open else _("Rút lại"))
        says += f' · <a href="{_SETTLES}{at}">{verb}</a>'
    return says
