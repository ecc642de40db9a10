"""Step 3 of an import: what nobody understood, and which rows may be stored records; reads no cell itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.fields import Reference
from desktop.declare.problems import Refusal
from desktop.declare.text import _, fold_words, group_digits, translate
from desktop.qt import tokens
from desktop.qt.fitted_grid import FittedGrid
from desktop.qt.import_likely import LikelyPanel
from desktop.qt.panel import panel
from desktop.qt.search_line import Found, SearchLine

if TYPE_CHECKING:
    from desktop.workspace import Workspace
    from desktop.workspace.import_same import Likely
    from desktop.workspace.import_settle import Question
    from desktop.workspace.importing import ImportPlan, ImportResult

_COUNT, _FIELD, _WRITTEN, _MEANT, _WHY = range(5)
_MOST = 50
_MOST_SHOWN = 200
"""Lines at once; each is a field to type into, and thousands of them would hold up the window."""


class SettleStep(QWidget):
    """A line for each writing: how often, in which field, why it was not understood, what it means."""

    settled = Signal()
    """Another meaning was chosen; a preview made before no longer holds."""

    refused = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._plan: ImportPlan | None = None
        self._unseen = 0
        self.questions: list[Question] = []
        self.lines: list[MeaningLine] = []
        self.about = QLabel(wordWrap=True)
        self.all = QPushButton(_("&Nhận mọi đề xuất"))
        self.all.setToolTip(_("Điền đề xuất vào các dòng chưa xử lý; xem lại trước khi ghi."))
        self.all.clicked.connect(self.take_proposals)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self.about, 1)
        row.addWidget(self.all)
        self.grid = self._grid()
        self._panel = panel(self.grid)
        self.likely = LikelyPanel(workspace)
        self.likely.answered.connect(self.settled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(row)
        column.addWidget(self._panel, 1)
        column.addWidget(self.likely, 1)

    def _grid(self) -> QTableWidget:
        headings = [_("Số ô"), _("Mục"), _("Viết trong tệp"), _("Hiểu là"), _("Vì sao chưa hiểu")]
        grid = FittedGrid(headings, [7, 18, 26, 34, 38])
        grid.setAccessibleName(_("Giá trị chưa hiểu"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        role = Qt.ItemDataRole.TextAlignmentRole
        grid.model().setHeaderData(_COUNT, Qt.Orientation.Horizontal, right, role)
        # Why a value was not understood is what tells the officer what to answer: it is shown whole.
        grid.verticalHeader().setMinimumSectionSize(tokens.row_height() + 6)
        grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return grid

    def show_questions(
        self, plan: ImportPlan, questions: Sequence[Question], likely: Sequence[Likely] = ()
    ) -> None:
        """Show what is open now; what was answered before stays listed with its answer."""
        answered = [each for each in self.questions if each.key in plan.answers] if plan is self._plan else []
        open_now = {each.key for each in questions}
        self._plan = plan
        self._unseen = max(0, len(questions) - _MOST_SHOWN)
        still = [each for each in answered if each.key not in open_now]
        if self._unseen:
            questions = sorted(questions, key=lambda each: -each.count)
        self.questions = [*questions[:_MOST_SHOWN], *still]
        self.lines = []
        self.grid.setRowCount(0)
        self.grid.setRowCount(len(self.questions))
        for row, question in enumerate(self.questions):
            self._fill(row, question)
        self.likely.show_likely(plan, likely)
        self._panel.setVisible(bool(self.questions) or not self.likely.likely)
        self._tell()

    def _fill(self, row: int, question: Question) -> None:
        texts = {
            _COUNT: group_digits(question.count),
            _FIELD: translate(question.label),
            _WRITTEN: question.written,
            _WHY: question.why,
        }
        for column, text in texts.items():
            item = QTableWidgetItem(text)
            item.setToolTip("\n".join(question.cells) if column == _COUNT else text)
            if column == _COUNT:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.grid.setItem(row, column, item)
        line = MeaningLine(self._workspace, question)
        line.chosen.connect(partial(self._answer, question))
        line.undone.connect(partial(self._forget, question))
        line.refused.connect(self.refused)
        if self._plan is not None and question.key in self._plan.answers:
            line.show_meaning(self._plan.answers[question.key])
        self.lines.append(line)
        self.grid.setCellWidget(row, _MEANT, line)

    def _answer(self, question: Question, value: str) -> None:
        if self._plan is not None:
            self._plan.answers[question.key] = value
            self._tell()
            self.settled.emit()

    def _forget(self, question: Question) -> None:
        if self._plan is not None and self._plan.answers.pop(question.key, None) is not None:
            self._tell()
            self.settled.emit()

    def take_proposals(self) -> None:
        """Fill in what is likely enough, where nobody has said anything yet."""
        if self._plan is None:
            return
        for question, line in zip(self.questions, self.lines, strict=True):
            proposal = question.proposal
            if proposal is not None and question.key not in self._plan.answers:
                self._plan.answers[question.key] = proposal.value
                line.show_meaning(proposal.value)
        self._tell()
        self.settled.emit()

    def _tell(self) -> None:
        answers = self._plan.answers if self._plan is not None else {}
        still = [each for each in self.questions if each.key not in answers]
        likely = [each for each in still if each.proposal is not None]
        count = len(still) + self._unseen
        self.all.setEnabled(bool(likely))
        if not self.questions:
            says = _("Mọi giá trị trong tệp đều hiểu được.")
        elif not count:
            says = _("Đã xử lý mọi giá trị; xem trước để thấy kết quả.")
        elif not still:
            says = _("Còn {count} giá trị chưa hiểu mà chưa hiện ở đây: xem trước lại để xử lý tiếp.")
        else:
            says = _(
                "{count} giá trị chưa hiểu hoặc chờ xác nhận, {likely} có đề xuất. Mỗi giá trị chọn một lần "
                "cho mọi ô."
            )
            if self._unseen:
                says += " " + _(
                    "Hiện {shown} giá trị nhiều ô nhất; cả cột đều lạ thì có lẽ gán nhầm trường: xem bước 2."
                )
        told = {"count": count, "likely": len(likely), "shown": len(still)}
        self.about.setText(says.format(**{name: group_digits(value) for name, value in told.items()}))


class MeaningLine(SearchLine):
    """What one writing means: offers first, or type to find; `(để trống)` leaves the cells empty."""

    chosen = Signal(str)
    undone = Signal()
    refused = Signal(str)

    def __init__(self, workspace: Workspace, question: Question) -> None:
        super().__init__(self._find)
        from desktop.workspace.import_settle import choices_of

        self._workspace, self._question = workspace, question
        self._field = workspace.catalog.record_type(question.record_type).fields[question.field]
        self._choices = choices_of(workspace, question)
        self._shown = ""
        self.offer_all()
        proposal = question.proposal
        self.setPlaceholderText(f"{proposal.label}?" if proposal else _("chưa xử lý"))
        self.setAccessibleName(_("“{written}” nghĩa là").format(written=question.written))
        self.setFrame(False)
        self.picked.connect(lambda found: self._choose(found.value))
        self.editingFinished.connect(self._leave)

    def _find(self, text: str) -> Sequence[Found]:
        wanted = fold_words(text).split()
        finds = [
            Found(offer.value, offer.label, f"{round(offer.sure * 100)} %" if offer.sure else "")
            for offer in self._choices
            if all(word in fold_words(offer.label) for word in wanted)
        ]
        if wanted:
            from desktop.workspace.import_settle import search_meaning

            known = {find.value for find in finds}
            more = search_meaning(self._workspace, self._question, text, _MOST)
            finds += [Found(id, label) for id, label in more if id not in known]
        return finds if wanted else [*finds, Found("", _("(để trống)"))]

    def _choose(self, value: str) -> None:
        self.show_meaning(value)
        self.chosen.emit(value)

    def show_meaning(self, value: str) -> None:
        """Write an answer in words."""
        labels = {offer.value: offer.label for offer in self._choices} | {"": _("(để trống)")}
        self._shown = labels.get(value) or self.text().strip() or self._named(value)
        self.setText(self._shown)
        self.setCursorPosition(0)

    def _named(self, value: str) -> str:
        if isinstance(self._field, Reference):
            return self._workspace.name_of(self._workspace.catalog.target_of(self._field), value)
        return value

    def _leave(self) -> None:
        """Leaving the line: an empty one is not answered, a typed one must be understood."""
        text = self.text().strip()
        if text == self._shown:
            return
        if not text:
            self._shown = ""
            self.undone.emit()
            return
        from desktop.workspace.import_settle import read_answer

        try:
            value = read_answer(self._workspace, self._question.record_type, self._question.field, text)
        except Refusal as refusal:
            self.setText(self._shown)
            self.refused.emit(str(refusal))
            return
        self._choose(value)


def to_settle(result: ImportResult) -> str:
    """What a preview leaves to be settled, in a sentence; empty where there is nothing."""
    values = _("{count} giá trị chưa hiểu hoặc chờ xác nhận: chọn một lần cho mọi ô rồi xem trước lại.")
    rows = _("{count} dòng có thể là hồ sơ đã lưu: trả lời rồi xem trước lại.")
    says = ((values, len(result.questions)), (rows, len(result.likely)))
    return " ".join(text.format(count=group_digits(count)) for text, count in says if count)
