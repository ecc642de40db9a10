"""What is in the database and what to do now; asks the workspace and counts nothing by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.charts import Chart, Drawing
from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.chart_page import Answered, answers, card_for, empty_layout
from desktop.qt.columns import Columns
from desktop.qt.first_steps import FirstSteps
from desktop.qt.icon_label import sign_label
from desktop.qt.links import link
from desktop.qt.page import AskedPage, Route
from desktop.qt.page_makers import left_out, way_to
from desktop.qt.page_scroll import PageScroll
from desktop.qt.problem_groups import Checked, Group, check_all, groups_of
from desktop.qt.tasks import Progress, Task, Tasks
from desktop.qt.waiting import Line, Waiting, read_waiting, waiting_lines
from desktop.shared import CapitalFact, IndicatorValue
from desktop.workspace.dashboard import pinned_charts
from desktop.workspace.first_lists import begins

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_MOST_CHARTS = 4
_MOST_RULES = 5
_MOST_LABELS = 8
_SHIPPED = ("Danh mục", "Văn bản và định mức")
"""The menus of what comes with every new database and does not make it a used one."""


@dataclass(slots=True)
class Stock:
    """How many records of each type there are, the first charts, and what waits today."""

    counts: dict[str, int] = field(default_factory=dict)
    own: int = 0
    """Of these, records that did not come with the program."""

    left_out: frozenset[str] = frozenset()
    """The components the office does not work with: their records are neither listed nor drawn here."""

    charts: Answered = field(default_factory=list)
    waiting: Waiting = field(default_factory=Waiting)

    @property
    def is_empty(self) -> bool:
        """Whether nothing but what a new database starts with is there."""
        return not self.own


def take_stock(workspace: Workspace, progress: Progress) -> Stock:
    """Count all records, ask the first charts; for the worker."""
    stock = Stock(left_out=left_out(workspace))
    with workspace.store.reading() as reader:
        for name, record_type in workspace.catalog.record_types.items():
            stock.counts[name] = reader.count(record_type)
            is_shipped = record_type.menu in _SHIPPED or begins(record_type)
            stock.own += 0 if is_shipped else stock.counts[name]
    if not stock.is_empty:
        stock.waiting = read_waiting(workspace, date.today())
        filled = [
            one
            for one in workspace.charts()
            if stock.counts.get(one.over.qualified_name()) and one.over.component not in stock.left_out
        ]
        stuck = answers(workspace, [one for one in filled if one.is_stuck], progress)
        stock.waiting.stuck = [(chart, answer) for chart, answer in stuck if isinstance(answer, Drawing)]
        pinned = pinned_charts(workspace) or leading(filled)
        stock.charts = answers(workspace, pinned[:_MOST_CHARTS], progress)
    return stock


def leading(charts: Sequence[Chart]) -> list[Chart]:
    """All charts, first those a leader asks for: money paid, targets met, what is stuck, who was helped."""
    firsts: dict[type[Record], Chart] = {}
    for chart in charts:
        firsts.setdefault(chart.over, chart)
    asked = [firsts[kind] for kind in (CapitalFact, IndicatorValue) if kind in firsts]
    stuck = [chart for chart in charts if chart.is_stuck][:1]
    helped = [chart for chart in firsts.values() if chart.over.supports]
    return list({chart.name: chart for chart in (*asked, *stuck, *helped, *charts)}.values())


def _look(workspace: Workspace, progress: Progress) -> tuple[Checked, dict[type[Record], int]]:
    """What a check of everything found, and how many pairs of each type wait to be looked at."""
    # Imported here: a start looks for no doubles.
    from desktop.workspace.doubles import count_pairs

    found = check_all(workspace, progress)
    return found, count_pairs(workspace, found.problems)


class HomePage(AskedPage):
    """Left: what to do, what there is. Right: charts. An empty database shows three steps instead."""

    name = "home"
    not_asked_of = frozenset({"SavedView"})

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Tổng quan"))
        self._checking: Task | None = None
        self._waiting = Waiting()
        self._left_out: frozenset[str] = frozenset()
        self.work = QGridLayout()
        self.work.setHorizontalSpacing(tokens.M)
        self.work.setVerticalSpacing(tokens.S)
        self.work.setColumnStretch(2, 1)
        self.stock = QGridLayout()
        self.stock.setHorizontalSpacing(tokens.M)
        self.stock.setVerticalSpacing(tokens.XS)
        self.stock.setColumnStretch(0, 1)
        self.charts = QVBoxLayout()
        self.charts.setSpacing(tokens.M)
        self._used = self._two_columns()
        self.steps = FirstSteps(self)
        self._used.hide()
        self.steps.hide()
        self.body.addWidget(self._used, 1)
        self.body.addWidget(self.steps)
        self.body.addStretch(0)

    def _two_columns(self) -> QWidget:
        left = QVBoxLayout()
        left.setSpacing(tokens.M)
        left.addWidget(_panel(_("Cần làm"), self.work))
        stock = _panel(_("Trong cơ sở dữ liệu"), self.stock)
        left.addWidget(stock)
        left.addStretch(1)
        inside = Columns()
        inside.setObjectName("page")
        inside.add(left, 5)
        right = QVBoxLayout()
        right.setSpacing(tokens.M)
        right.addLayout(self.charts)
        right.addStretch(1)
        inside.add(right, 6)
        # A long list: in a narrow window the charts come before it.
        inside.turned.connect(lambda is_narrow: (right if is_narrow else left).insertWidget(1, stock))
        scroll = PageScroll(self)
        scroll.setWidget(inside)
        return scroll

    def opened(self, route: Route) -> None:
        # A draft may have been thrown away since, which no record tells.
        if self._stale or self._waiting.drafts:
            self.reload()

    def reload(self) -> None:
        """Count, draw and check again, beside the window."""
        self._stale = False
        if self._task is not None or self._checking is not None:
            self._stale = True
            return
        workspace = self.workspace
        self._task = self.tasks.read(
            lambda progress: take_stock(workspace, progress), self._show_stock, _("Đang đếm hồ sơ")
        )
        self._task.ended.connect(self._counted)

    def _counted(self) -> None:
        self._task = None

    def _show_stock(self, stock: Stock) -> None:
        self.steps.setVisible(stock.is_empty)
        self._used.setVisible(not stock.is_empty)
        if stock.is_empty:
            self.show_counts(_("Chưa có hồ sơ"))
            return
        self.show_counts(_("{count} hồ sơ, không kể danh mục").format(count=group_digits(stock.own)))
        self._waiting = stock.waiting
        self._left_out = stock.left_out
        self._list_stock(stock)
        self._show_charts(stock.charts)
        self._work_waits(_("Đang kiểm tra hồ sơ…"))
        workspace = self.workspace
        self._checking = self.tasks.read(
            lambda progress: _look(workspace, progress), self._show_work, _("Đang kiểm tra hồ sơ")
        )
        self._checking.ended.connect(self._checked)

    def _checked(self) -> None:
        self._checking = None
        if self._stale and self.isVisible():
            self.reload()

    def _list_stock(self, stock: Stock) -> None:
        empty_layout(self.stock)
        row = 0
        for component in self.workspace.catalog.loaded():
            kept = [each for each in component.record_types if stock.counts.get(each.qualified_name())]
            if not kept or component.name in stock.left_out:
                continue
            heading = QLabel(translate(component.title))
            heading.setObjectName("quiet")
            self.stock.addWidget(heading, row, 0, 1, 2)
            row += 1
            for record_type in kept:
                count = QLabel(group_digits(stock.counts.get(record_type.qualified_name(), 0)))
                self.stock.addWidget(self._link(record_type), row, 0)
                self.stock.addWidget(count, row, 1, Qt.AlignmentFlag.AlignRight)
                row += 1

    def _link(self, record_type: type[Record]) -> QPushButton:
        return link(translate(record_type.plural), lambda: self.go(way_to(record_type)))

    def _show_charts(self, answered: Answered) -> None:
        empty_layout(self.charts)
        for chart, answer in answered:
            card = card_for(self, chart)
            if isinstance(answer, Drawing):
                card.show_drawing(answer, _MOST_LABELS)
            else:
                card.show_failure(answer)
            self.charts.addWidget(card)

    def _work_waits(self, sentence: str) -> None:
        empty_layout(self.work)
        waits = QLabel(sentence, wordWrap=True)
        waits.setObjectName("quiet")
        self.work.addWidget(waits, 0, 0, 1, 4)

    def _show_work(self, looked: tuple[Checked, dict[type[Record], int]]) -> None:
        """What is due; what blocks, by rule, the most frequent first; one line for all the rest."""
        found, doubled = looked
        still = [problem for problem in found.problems if problem.is_open and self._is_ours(problem)]
        groups = groups_of(self.workspace, still)
        faults = [self._line_of(group) for group in groups if group.grade is Grade.BLOCK]
        more = len(faults) - _MOST_RULES
        lines = [*waiting_lines(self._waiting, self.workspace, date.today()), *faults[:_MOST_RULES]]
        if more > 0:
            says = _("quy tắc khác cũng có hồ sơ phải sửa")
            lines.append(Line(more, says, "BLOCK", Route("problems", text="BLOCK")))
        softer = Counter(problem.grade for problem in still)[Grade.WARN]
        pairs = sum(count for kind, count in doubled.items() if kind.component not in self._left_out)
        if pairs:
            says = _("hồ sơ có thể là một với hồ sơ khác, chờ xem")
            lines.append(Line(pairs, says, "WARN", Route("doubles")))
        if softer:
            says = _("điểm cần xem lại trước khi duyệt")
            lines.append(Line(softer, says, "WARN", Route("problems", text="WARN")))
        failed = [one for one in self.workspace.catalog.components if one.state == "failed"]
        if failed:
            route = Route("components", text=failed[0].name)
            lines.append(Line(len(failed), _("thành phần không nạp được"), "BLOCK", route))
        if not lines:
            self._work_waits(_("Không có việc gì đang chờ: mọi hồ sơ đều đạt."))
            return
        empty_layout(self.work)
        for row, line in enumerate(sorted(lines, key=lambda one: Grade(one.grade).rank)):
            self._add_line(row, line)

    def _is_ours(self, problem: Problem) -> bool:
        """Whether the office works with the component of its record; the page of problems lists all."""
        record_type = self.workspace.catalog.by_plain_name.get(problem.record_type)
        return record_type is None or record_type.component not in self._left_out

    @staticmethod
    def _line_of(group: Group) -> Line:
        says = group.sentence.rstrip(".") + f" ({group.title})" if group.title else group.sentence
        return Line(len(group.problems), says, "BLOCK", Route("problems", text=group.title or "BLOCK"))

    def _add_line(self, row: int, line: Line) -> None:
        mark = sign_label(line.grade)
        number = QLabel(group_digits(line.number))
        number.setFont(tokens.font("section"))
        says = QLabel(line.sentence, wordWrap=True)
        way = link(_("Xem"), lambda: self.go(line.route))
        way.setAccessibleName(
            _("Xem: {number} {sentence}").format(number=line.number, sentence=line.sentence)
        )
        for part in (mark, number, says, way):
            part.setMinimumHeight(tokens.row_height())
        top = Qt.AlignmentFlag.AlignTop
        self.work.addWidget(mark, row, 0, top)
        self.work.addWidget(number, row, 1, top | Qt.AlignmentFlag.AlignRight)
        self.work.addWidget(says, row, 2, top)
        self.work.addWidget(way, row, 3, top)


def _panel(title: str, content: QGridLayout) -> QFrame:
    panel = QFrame()
    panel.setObjectName("panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
    column.setSpacing(tokens.M)
    heading = QLabel(title)
    heading.setFont(tokens.font("section"))
    column.addWidget(heading)
    column.addLayout(content)
    return panel
