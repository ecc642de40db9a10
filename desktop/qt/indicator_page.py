"""The scoreboard: target, actual, trend, distance, forecast, verdict and why; leads on, changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.declare.dates import show_date
from desktop.declare.numbers import show_number
from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.chart_filter import ChartFilter
from desktop.qt.chart_page import empty_layout
from desktop.qt.growing_part import GrowingPart
from desktop.qt.links import link
from desktop.qt.page import AskedPage, Route
from desktop.qt.panel import panel
from desktop.qt.pinning import PinButton
from desktop.qt.plain_table import Cell, PlainTable, Row
from desktop.qt.tasks import Task, Tasks
from desktop.shared import scoring
from desktop.shared.indicator_parts import PartScore
from desktop.shared.indicators import IndicatorValue, PhaseResult
from desktop.shared.obstacles import Obstacle
from desktop.shared.pinned import INDICATORS
from desktop.shared.scoring import Bound
from desktop.shared.standings import COMPUTED, PHASE, Standing
from desktop.workspace.indicator_board import IndicatorBoard, read_board, read_parts

if TYPE_CHECKING:
    from desktop.declare.components import Change
    from desktop.workspace import Workspace

BOARD = "board"
"""The name the scoreboard is pinned under."""
_MOST_LINKS = 3
_MOST_PARTS = 8
_WHY = 132
GRADES = {scoring.EXCEEDED: "GOOD", scoring.MET: "GOOD", scoring.NOT_MET: "BLOCK"}


class IndicatorPage(AskedPage):
    """A place and a year; a row for each indicator; below, what stands behind the chosen one."""

    name = "indicators"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Bảng chỉ tiêu"))
        self.board = IndicatorBoard()
        self._rows: list[Standing | None] = []
        self._asked_parts: Task | None = None
        self.filter = ChartFilter(workspace)
        self.filter.year.setItemText(0, _("Năm mới nhất"))
        self.filter.changed.connect(self.reload)
        self.table = PlainTable(_("Các chỉ tiêu"))
        self.table.horizontalHeader().setFixedHeight(tokens.header_height() * 3 // 2)
        self.table.chosen.connect(self._explain)
        self.table.entered.connect(self._open_row)
        self.hint = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.hint.setObjectName("quiet")
        self.hint.setText(_("Chưa có số liệu chỉ tiêu nào: nhập biểu chỉ tiêu để so với mục tiêu."))
        self._import = link(_("Nhập từ Excel"), lambda: self.go(Route("import")))
        for part in (self.hint, self._import):
            part.hide()
        self.about = QLabel(wordWrap=True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.links = QVBoxLayout()
        self.links.setSpacing(tokens.XS)
        self.pin_button = PinButton(self, INDICATORS, BOARD, score_title())
        self.heading.addWidget(self.pin_button)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.hint)
        self.body.addWidget(self._import, 0, Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(panel(self.table), 1)
        self._why = GrowingPart(self, _WHY)
        self._lay_out_why()
        self.body.addWidget(panel(self._why))

    def _lay_out_why(self) -> None:
        row = QHBoxLayout(self._why.inside)
        row.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        row.setSpacing(tokens.L)
        row.addWidget(self.about, 3)
        column = QVBoxLayout()
        column.addLayout(self.links)
        column.addStretch(1)
        row.addLayout(column, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said below the list has at most half of the room."""
        super().resizeEvent(event)
        self._why.fit()

    def opened(self, route: Route) -> None:
        super().opened(route)
        self.pin_button.refresh()
        self.table.setFocus()

    def records_changed(self, changes: Sequence[Change]) -> None:
        super().records_changed(changes)
        self.pin_button.refresh()

    def reload(self) -> None:
        """Ask for the board again, beside the window."""
        self._stale = False
        workspace, asked = self.workspace, self.filter.asked()
        self.tasks.read(
            lambda _progress: read_board(workspace, asked.place, asked.year),
            self._show,
            _("Đang tính chỉ tiêu"),
        )

    def _show(self, board: IndicatorBoard) -> None:
        self.board = board
        judged = [each.judged for each in board.standings if each.kind != COMPUTED]
        good = sum(1 for each in judged if each in (scoring.MET, scoring.EXCEEDED))
        counts = _("{whole} chỉ tiêu · {good} đạt hoặc vượt · {bad} không đạt")
        bad = judged.count(scoring.NOT_MET)
        self.show_counts(counts.format(whole=len(judged), good=good, bad=bad) if judged else "")
        for part in (self.hint, self._import):
            part.setVisible(not judged)
        rows: list[Row] = []
        self._rows = []
        heading = ""
        for standing in board.standings:
            if heading != (heading := self._heading(standing)):
                rows.append([Cell(heading, bold=True)])
                self._rows.append(None)
            rows.append(_row(standing))
            self._rows.append(standing)
        names = [_("Đánh giá"), _("Chỉ tiêu"), _("Đơn vị"), _("Mục tiêu"), _("Thực hiện"), _("Diễn biến")]
        names += [_("So năm\ntrước"), _("Còn\nthiếu"), _("Dự báo\ncả năm")]
        names += [_("Tính từ hồ sơ\n(chênh lệch)"), _("Vướng\nmắc")]
        self.table.clearSpans()
        self.table.show_rows(names, rows, [11, 30, 9, 7, 8, 8, 7, 6, 7, 13, 5], stretch=1, wrap=True)
        for place, known in enumerate(self._rows):
            if known is None:
                self.table.setSpan(place, 0, 1, len(names))
        self.table.stand_on(1 if rows else 0)
        if not rows:
            self._explain(-1)

    def _heading(self, standing: Standing) -> str:
        if standing.kind == PHASE:
            return _("Báo cáo 5 năm: {place}").format(place=standing.place)
        if standing.kind == COMPUTED:
            return _("Tính từ hồ sơ hiện có, chưa có số báo cáo")
        return _("Số liệu năm {year}").format(year=self.board.year)

    def _explain(self, row: int) -> None:
        """Say in words what stands in the row, and lead to what holds it up."""
        empty_layout(self.links)
        standing = self._rows[row] if 0 <= row < len(self._rows) else None
        self.about.setText("\n".join(_sentences(standing)) if standing else "")
        self._ask_parts(standing)
        if standing is None:
            return
        if standing.obstacles:
            self.links.addWidget(QLabel(_("Các vướng mắc chưa giải quyết")))
        for id, name in standing.obstacles[:_MOST_LINKS]:
            self.links.addWidget(self._way(id, name), 0, Qt.AlignmentFlag.AlignLeft)
        more = len(standing.obstacles) - _MOST_LINKS
        if more > 0:
            self.links.addWidget(QLabel(_("và {count} vướng mắc khác").format(count=more)))
        self._why.fit()

    def _ask_parts(self, standing: Standing | None) -> None:
        """Ask what the row is by sex and by people, reported or computed; of the rows passed by no more."""
        if self._asked_parts is not None:
            self._asked_parts.cancel()
            self._asked_parts = None
        if standing is None or not (standing.indicator or standing.record_type is IndicatorValue):
            return
        workspace, place = self.workspace, self.filter.asked().place
        self._asked_parts = self.tasks.read(
            lambda _progress: (standing, read_parts(workspace, standing, place)),
            self._tell_parts,
            _("Đang xem số theo giới, dân tộc"),
        )

    def _tell_parts(self, told: tuple[Standing, list[PartScore]]) -> None:
        """Say beside the row what it is by sex and by people, unless somebody has gone on."""
        standing, parts = told
        row = self.table.currentIndex().row()
        if parts and 0 <= row < len(self._rows) and self._rows[row] is standing:
            self.about.setText("\n".join([*_sentences(standing), *part_sentences(parts)]))
            self._why.fit()

    def _way(self, id: str, name: str) -> QPushButton:
        return link(name, lambda: self.go(Route("records", Obstacle, record=id)))

    def _open_row(self, row: int) -> None:
        standing = self._rows[row]
        route = route_of(standing) if standing is not None else None
        if route is not None:
            self.go(route)


def score_title() -> str:
    """The question the scoreboard answers."""
    return _("Các chỉ tiêu đạt đến đâu?")


def route_of(standing: Standing) -> Route | None:
    """Where the records of a row are; None for one that was only computed."""
    if standing.record_type is PhaseResult:
        return Route("records", PhaseResult, record=str(standing.where[0].value))
    return Route("records", IndicatorValue, where=standing.where) if standing.record_type else None


def _row(standing: Standing) -> Row:
    shown = PhaseResult.assessment.format(standing.judged) if standing.judged else ""
    missing = standing.missing
    computed = "" if standing.computed is None else show_number(round(standing.computed, 2))
    if standing.difference is not None:
        computed += f" ({_signed(standing.difference)})"
    differs = bool(standing.difference)
    expected = "" if standing.expected is None else show_number(standing.expected)
    stuck = len(standing.obstacles)
    return [
        Cell(shown, GRADES.get(standing.judged or "", "")),
        Cell(standing.title),
        Cell(standing.unit, quiet=True),
        Cell(written(standing.target), number=True),
        Cell(written(standing.actual), number=True, bold=True),
        Cell(course=tuple(float(figure) for figure in standing.course), tip=course_of(standing)),
        Cell("" if standing.trend is None else _signed(standing.trend), number=True),
        Cell(show_number(round(missing, 2)) if missing is not None and missing > 0 else "", number=True),
        Cell(expected, GRADES.get(standing.expects or "", "") if expected else "", number=True),
        Cell(
            _("lỗi") if standing.failed else computed,
            "WARN" if differs or standing.failed else "",
            number=True,
        ),
        Cell(str(stuck) if stuck else "", "WARN" if stuck else "", number=True),
    ]


def _sentences(standing: Standing) -> list[str]:
    unit = standing.unit
    told = [f"{standing.title} ({unit})" if unit else standing.title]
    if standing.base is not None:
        told[0] += _("; năm gốc {base}").format(base=written(standing.base))
    if standing.actual and standing.target:
        says = _("Mục tiêu {target}, thực hiện {actual}").format(
            target=written(standing.target), actual=written(standing.actual)
        )
        if standing.missing is not None and standing.missing > 0:
            says += _(", còn thiếu {missing}").format(missing=show_number(round(standing.missing, 2)))
        told.append(says + ".")
    elif standing.kind == COMPUTED and standing.computed is not None:
        says = _("Tính từ hồ sơ hiện có: {computed}; chưa có số báo cáo và mục tiêu để so.")
        told.append(says.format(computed=show_number(round(standing.computed, 2))))
    if len(standing.course) > 1:
        told.append(_("Qua các năm: {course}.").format(course=course_of(standing)))
    if standing.on is not None:
        told.append(_("Số đến ngày {day}.").format(day=show_date(standing.on)))
        if standing.expected is None:
            told[-1] += " " + _("Chưa dự báo được vì chưa có số của năm trước.")
        else:
            told[-1] += " " + _("Giữ đà này thì cả năm {expected}.").format(
                expected=show_number(standing.expected)
            )
    if standing.difference:
        told.append(
            _("Hồ sơ cho ra {computed}, lệch {difference} so với số báo cáo.").format(
                computed=show_number(round(standing.computed or Decimal(0), 2)),
                difference=_signed(standing.difference),
            )
        )
    if standing.failed:
        told.append(_("Thành phần gặp lỗi nên chưa tính được số này từ hồ sơ."))
    return told


def part_sentences(parts: Sequence[PartScore]) -> list[str]:
    """`Theo giới: Nữ 88,2; Nam 91.` and the same of peoples, of whom those that lag behind are named."""
    if any(each.is_computed for each in parts):
        by_sex = _("Theo giới, tính từ hồ sơ: {parts}.")
        by_people = _("Theo dân tộc, tính từ hồ sơ: {parts}.")
    else:
        by_sex, by_people = _("Theo giới: {parts}."), _("Theo dân tộc: {parts}.")
    told = []
    for says, own in (
        (by_sex, [each for each in parts if each.is_of_sex]),
        (by_people, [each for each in parts if not each.is_of_sex]),
    ):
        named = [f"{each.name} {show_number(round(each.figure, 2))}" for each in own[:_MOST_PARTS]]
        more = len(own) - _MOST_PARTS
        if more > 0:
            named.append(_("và {count} dòng khác").format(count=more))
        if named:
            told.append(says.format(parts="; ".join(named)))
    return told


def written(bound: Bound | None) -> str:
    """A figure with its sign, two decimals at most; empty without one."""
    return "" if bound is None else Bound(bound.sign, round(bound.value, 2)).show()


def _signed(figure: Decimal) -> str:
    rounded = round(figure, 2)
    return f"+{show_number(rounded)}" if rounded > 0 else show_number(rounded)


def course_of(standing: Standing) -> str:
    """The figures year by year, as they are said."""
    return " → ".join(show_number(round(figure, 2)) for figure in standing.course)
