"""What is wrong in the whole database, by rule and then by record; judges nothing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QToolButton,
    QWidget,
)

from desktop.declare.components import Change
from desktop.declare.numbers import show_number
from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.icons import sign_icon
from desktop.qt.legal_basis import BasisLink
from desktop.qt.list_panel import EmptyPanel
from desktop.qt.page import Page, Route
from desktop.qt.panel import panel
from desktop.qt.plain_table import Cell, PlainTable
from desktop.qt.problem_groups import Checked, Group, check_all, groups_of, label_of_field
from desktop.qt.problem_list import grade_word, in_words, sign_of
from desktop.qt.problem_tab import ReasonDialog
from desktop.qt.tasks import Task, Tasks
from desktop.workspace.accepting import accept_all, withdraw_all

if TYPE_CHECKING:
    from desktop.workspace import Workspace


class ProblemsPage(Page):
    """Rules above with their counts, the records of the chosen rule below; Enter goes to the record."""

    name = "problems"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Vấn đề"))
        self._found: Checked | None = None
        self._shown: list[Group] = []
        self._listed: list[Problem] = []
        self._wanted = ""
        self._task: Task | None = None
        self._stale = True
        self._again = QPushButton(_("Kiểm tra lại"))
        self._again.clicked.connect(self.check)
        self.heading.addWidget(self._again)
        self._grades = {grade: self._toggle(grade_word(grade), grade.value) for grade in Grade}
        self._accepted = self._toggle(_("Đã chấp nhận"), "", on=False)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        for button in (*self._grades.values(), self._accepted):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.rules = PlainTable(_("Các quy tắc bị vi phạm"))
        self.records = PlainTable(_("Hồ sơ vi phạm quy tắc đang chọn"))
        self.mask_copied(self.records, 0, 2)
        self.basis = BasisLink(workspace)
        self.basis.indent()
        self.rules.chosen.connect(self._show_records)
        self.rules.entered.connect(lambda _row: self.records.setFocus())
        self.records.entered.connect(self._jump)
        self._below = QLabel()
        self._below.setFont(tokens.font("section"))
        self._below.setWordWrap(True)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(panel(self.rules))
        self.settle_button = QPushButton()
        self.settle_button.clicked.connect(self._settle)
        self.grey_what_writes(self.settle_button)
        self.records.selectionModel().selectionChanged.connect(lambda *_two: self._show_settle())
        self._split.addWidget(panel(self._below, self.basis, self.records, self._foot()))
        self._split.setSizes([240, 320])
        self._split.setChildrenCollapsible(False)
        self.body.addWidget(self._split, 1)
        self._empty = EmptyPanel()
        self._empty.acted.connect(lambda: self.go(Route("import")))
        self.body.addWidget(self._empty, 1)
        self._say_empty(_("Đang kiểm tra…"))

    def _toggle(self, text: str, grade: str, on: bool = True) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(on)
        button.setObjectName("action")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(sign_icon(grade))
        button.setText(text)
        button.toggled.connect(lambda _on: self._show_rules())
        return button

    def _foot(self) -> QWidget:
        hint = QLabel(_("Nhấn đúp hoặc Enter để mở hồ sơ và sửa."))
        hint.setObjectName("quiet")
        hint.setFont(tokens.font("small"))
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(tokens.M, tokens.XS, tokens.M, tokens.S)
        row.addWidget(hint, 1)
        row.addWidget(self.settle_button)
        return foot

    def opened(self, route: Route) -> None:
        self._wanted = route.text
        if route.text:
            alone = Grade.__members__.get(route.text)
            for grade, button in self._grades.items():
                button.setChecked(alone is None or grade is alone)
        if self._stale and self._task is None:
            self.check()
        elif self._found is not None:
            self._show_rules()

    def records_changed(self, changes: Sequence[Change]) -> None:
        self._stale = True
        if self.isVisible() and self._task is None:
            self.check()

    def check(self) -> None:
        """Ask all rules again, beside the window."""
        self._stale = False
        workspace = self.workspace
        self._again.setEnabled(False)
        self._task = self.tasks.read(
            lambda progress: check_all(workspace, progress), self._show, _("Đang kiểm tra hồ sơ")
        )
        self._task.ended.connect(self._ended)

    def _ended(self) -> None:
        # Heard before the answer: without one, given up or failed, the next visit asks again.
        self._stale = self._stale or (self._task is not None and self._task.progress.cancelled())
        self._task = None
        self._again.setEnabled(True)
        if self._found is None:
            self._say_empty(_("Chưa kiểm tra xong. Bấm “Kiểm tra lại” khi cần."))

    def _say_empty(self, sentence: str, verb: str = "") -> None:
        self._empty.say(sentence, verb)
        self._split.setVisible(not sentence)
        for button in (*self._grades.values(), self._accepted):
            button.setVisible(not sentence)

    def _show(self, found: Checked) -> None:
        self._found = found
        counts = Counter(problem.grade for problem in found.problems if problem.is_open)
        accepted = len(found.problems) - counts.total()
        self._accepted.setText(_("Đã chấp nhận") + f"  {group_digits(accepted)}")
        for grade, button in self._grades.items():
            button.setText(f"{grade_word(grade)}  {group_digits(counts[grade])}")
        self.show_counts(
            _("{checked} hồ sơ đã kiểm tra, kể cả danh mục · {count} vấn đề").format(
                checked=group_digits(found.checked), count=group_digits(counts.total())
            )
        )
        self._show_rules()

    def _show_rules(self) -> None:
        if self._found is None:
            return
        sound = _("Không có vấn đề nào. Mọi hồ sơ đều đạt.")
        none = _("Chưa có hồ sơ nào để kiểm tra.")
        says = "" if self._found.problems else sound if self._found.checked else none
        self._say_empty(says, "" if self._found.checked else _("Nhập từ Excel"))
        if self.hasFocus() and not says:
            self.rules.setFocus()
        stood_on = self._shown[self.rules.current()].sentence if self.rules.current() >= 0 else ""
        wanted = [problem for problem in self._found.problems if self._is_wanted(problem)]
        self._shown = groups_of(self.workspace, wanted)
        types, counts = self.workspace.catalog.by_plain_name, self._found.counts
        headings = [_("Quy tắc"), _("Nội dung"), _("Danh sách"), _("Số vấn đề"), _("Tỷ lệ")]
        self.rules.show_rows(
            [*headings, _("Căn cứ")],
            [_rule_row(group, types, counts) for group in self._shown],
            [10, 0, 18, 10, 12, 24],
            stretch=1,
            wrap=True,
        )
        rows = [row for row, group in enumerate(self._shown) if self._wanted and group.title == self._wanted]
        rows += [row for row, group in enumerate(self._shown) if group.sentence == stood_on]
        self.rules.stand_on(rows[0] if rows else 0)
        self._show_records(self.rules.current())

    def _is_wanted(self, problem: Problem) -> bool:
        return (self._grades[problem.grade] if problem.is_open else self._accepted).isChecked()

    def _show_records(self, row: int) -> None:
        group = self._shown[row] if 0 <= row < len(self._shown) else None
        self._listed = group.problems if group else []
        self._below.setText(group.sentence if group else "")
        self.basis.show_basis(group.basis if group else "")
        types = self.workspace.catalog.by_plain_name
        self.records.show_rows(
            [_("Hồ sơ"), _("Trường"), _("Vấn đề")],
            [self._record_row(problem, types) for problem in self._listed],
            [34, 22],
            stretch=2,
            wrap=True,
        )
        self.records.stand_on(0)
        self._show_settle()

    def _record_row(self, problem: Problem, types: dict[str, type[Record]]) -> list[Cell | str]:
        names = self._found.names if self._found else {}
        name = names.get(problem.record, "") or translate(types[problem.record_type].title)
        where = label_of_field(types.get(problem.record_type), problem.field)
        why = "\n" + _("Đã chấp nhận: {reason}").format(reason=problem.accepted) if problem.accepted else ""
        return [Cell(name, sign_of(problem) or "GOOD"), where, problem.message + why]

    def _picked(self) -> list[Problem]:
        """The warnings among the selected rows: a rule lists those that wait, or those that were accepted."""
        rows = sorted(index.row() for index in self.records.selectionModel().selectedRows())
        picked = [self._listed[row] for row in rows if row < len(self._listed)]
        return [each for each in picked if each.grade is Grade.WARN and each.record]

    def _show_settle(self) -> None:
        picked = self._picked()
        count = len(picked)
        self.settle_button.setVisible(count > 0)
        if count and not picked[0].is_open:
            one, many = _("Rút lại việc chấp nhận"), _("Rút lại {count} việc chấp nhận")
        else:
            one, many = _("Chấp nhận cảnh báo…"), _("Chấp nhận {count} cảnh báo đang chọn…")
        self.settle_button.setText(many.format(count=group_digits(count)) if count > 1 else one)
        self.settle_button.setToolTip(_("Chọn nhiều dòng bằng Shift, Ctrl hoặc Ctrl+A"))

    def _settle(self) -> None:
        picked = self._picked()
        if picked and not picked[0].is_open:
            self.take_back(picked)
        else:
            self.ask_reason()

    def ask_reason(self) -> None:
        """Ask why the selected warnings may stand; one reason for all."""
        picked = self._picked()
        if not picked:
            return
        said = in_words(picked[0])
        if len(picked) > 1:
            said = self._below.text() + "\n" + _("{count} cảnh báo").format(count=group_digits(len(picked)))
        dialog = ReasonDialog(said, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.accept(picked, dialog.said()))
        dialog.open()

    def accept(self, picked: Sequence[Problem], reason: str) -> None:
        """Let these warnings stand for a reason, as one change set."""
        workspace = self.workspace

        def then(answer: tuple[int, int]) -> None:
            if not answer[0]:
                self.say(_("Các cảnh báo này không còn."))
                return
            told = _("Đã chấp nhận {count} cảnh báo").format(count=group_digits(answer[0]))
            self.say(told, answer[1], _("chấp nhận {count} cảnh báo").format(count=group_digits(answer[0])))

        self.tasks.write(lambda _progress: accept_all(workspace, picked, reason), then, _("Đang lưu"))

    def take_back(self, picked: Sequence[Problem]) -> None:
        """Have accepted warnings asked about again, as one change set."""
        workspace = self.workspace

        def then(answer: tuple[int, int]) -> None:
            if not answer[0]:
                self.say(_("Các cảnh báo này không còn."))
                return
            count = group_digits(answer[0])
            told = _("Đã rút lại việc chấp nhận {count} cảnh báo").format(count=count)
            self.say(told, answer[1], _("rút lại việc chấp nhận {count} cảnh báo").format(count=count))

        self.tasks.write(lambda _progress: withdraw_all(workspace, picked), then, _("Đang lưu"))

    def _jump(self, row: int) -> None:
        problem = self._listed[row]
        record_type = self.workspace.catalog.by_plain_name.get(problem.record_type)
        if record_type is not None and problem.record:
            self.go(Route("records", record_type, record=problem.record, field=problem.field))


def _rule_row(group: Group, types: Mapping[str, type[Record]], counts: Mapping[str, int]) -> list[Cell | str]:
    lists = ", ".join(translate(types[name].plural) for name in group.lists if name in types)
    whole = sum(counts.get(name, 0) for name in group.lists)
    return [
        Cell(
            group.title or "–",
            group.grade.value if group.is_open else "GOOD",
            tip=grade_word(group.grade) if group.is_open else _("Đã chấp nhận"),
        ),
        group.sentence,
        Cell(lists, quiet=True),
        Cell(group_digits(len(group.problems)), number=True),
        _share(group.records, whole),
        Cell(group.basis, quiet=True),
    ]


def _share(records: int, whole: int) -> Cell:
    """How much of its list a rule finds at fault: most of it points to a misread heading, not to cases."""
    if not records or not whole:
        return Cell("–", number=True, quiet=True)
    shown = f"{group_digits(records)} / {group_digits(whole)}"
    percent = show_number(round(Decimal(100 * records) / whole, 1))
    tip = _("{share} % số hồ sơ của danh sách").format(share=percent)
    return Cell(shown, number=True, share=records / whole, tip=tip)
