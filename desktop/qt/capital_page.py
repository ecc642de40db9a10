"""The money of one budget year as officers know it: outline, what lapses, matching; changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop.declare.dates import show_date
from desktop.declare.fields import Percent
from desktop.declare.numbers import show_number
from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.chart_filter import ChartFilter
from desktop.qt.list_panel import EmptyPanel
from desktop.qt.page import AskedPage, Route
from desktop.qt.panel import panel, panel_title
from desktop.qt.plain_table import Cell, PlainTable, Row
from desktop.qt.tasks import Tasks
from desktop.shared.capital import CapitalFact, CarryOver
from desktop.shared.capital_outline import OutlineRow, Sums
from desktop.shared.ledger import Carried, MatchDuty
from desktop.shared.rates import Match, Rate, Rates, match
from desktop.workspace.capital_board import CapitalBoard, read_capital

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_SHARE = Percent("Tỷ lệ đối ứng", minimum=0, maximum=100)
_MILLION = 1_000_000
_NARROW = 900
_LINES, _LINES_BELOW = 9, 3
"""So many rows of a table are seen at least."""

_SOON = 60
"""So many days before its deadline carried-over money is marked."""


class CapitalPage(AskedPage):
    """A place and a year; the outline with its three rates; below, what lapses and what must be matched."""

    name = "capital"
    asked_of = frozenset(
        ("CapitalFact", "CarryOver", "MatchDuty", "Programme", "ProgrammeLine", "LineLink", "Place")
    )

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Vốn và giải ngân"))
        self.board = CapitalBoard()
        self.filter = ChartFilter(workspace)
        self.filter.year.setItemText(0, _("Năm mới nhất"))
        self.filter.changed.connect(self.reload)
        self.continued = QCheckBox(_("Theo chương trình tiếp nối"))
        self.continued.setToolTip(
            _("Vốn của chương trình đã hết hạn đứng ở nội dung tiếp nối (Danh mục › Nội dung tiếp nối)")
        )
        self.continued.toggled.connect(lambda _on: self.reload())
        self.table = PlainTable(_("Vốn theo dự án, tiểu dự án, nội dung"))
        self.table.horizontalHeader().setFixedHeight(tokens.header_height() * 3 // 2)
        self.table.entered.connect(self._open_row)
        self.acts = PlainTable(_("Vốn kéo dài"))
        self.acts.entered.connect(self._open_act)
        self.duties = PlainTable(_("Vốn đối ứng"))
        self.duties.entered.connect(self._open_duty)
        # A line read by a field: Qt's own box takes 7.5 for 75 where the locale writes a comma.
        self.ratio = QLineEdit()
        self.ratio.setPlaceholderText(_("như quy định"))
        self.ratio.setMaximumWidth(self.ratio.fontMetrics().horizontalAdvance(_("như quy định")) + tokens.XL)
        self.ratio.setAccessibleName(_("Nếu tỷ lệ đối ứng là"))
        self.ratio.textChanged.connect(lambda _text: self._show_duties())
        self.empty = EmptyPanel()
        self.empty.acted.connect(lambda: self.go(Route("import")))
        self._outline = panel(self.table)
        self._lay_out()
        for part in (self.empty, self._outline, self._below):
            part.hide()

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(self.table.horizontalHeader().height() + _LINES * tokens.row_height())
        for table in (self.acts, self.duties):
            table.setMinimumHeight(tokens.header_height() + _LINES_BELOW * tokens.row_height())
        once = QLabel(_("Mỗi đồng tính một lần: không tính lại vốn kéo dài; số của tỉnh đã gồm các xã."))
        once.setObjectName("quiet")
        once.setWordWrap(True)
        left = _heading(_("Vốn kéo dài: còn lại và hạn giải ngân (triệu đồng)"))
        ask = QLabel(_("Thử với tỷ lệ")), self.ratio, QLabel("%")
        right = _heading(_("Vốn đối ứng (triệu đồng)"), *ask)
        self._headings = left, right
        self._below = QWidget()
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._below)
        self._cards.setSpacing(tokens.M)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.addWidget(panel(left, self.acts), 7)
        self._cards.addWidget(panel(right, self.duties, once), 8)
        asked = QHBoxLayout()
        asked.addWidget(self.filter, 1)
        asked.addWidget(self.continued)
        self.body.addLayout(asked)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._outline, 1)
        self.body.addWidget(self._below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_below()

    def _fit_below(self) -> None:
        """In a narrow window the cards stand one below the other, else their tables begin side by side."""
        is_narrow, ways = self.width() < _NARROW, QBoxLayout.Direction
        self._cards.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        high = self.ratio.sizeHint().height() + tokens.S + tokens.XS
        for heading in self._headings:
            heading.setMinimumHeight(0 if is_narrow else high)
        self._below.setFixedHeight(self._cards.totalMinimumHeightForWidth(self.width() - 2 * tokens.L))

    def opened(self, route: Route) -> None:
        super().opened(route)
        self.table.setFocus()

    def reload(self) -> None:
        """Ask the ledger again, beside the window."""
        self._stale = False
        workspace, asked, continued = self.workspace, self.filter.asked(), self.continued.isChecked()
        self.tasks.read(
            lambda _progress: read_capital(
                workspace, asked.place, asked.year, date.today(), continued=continued
            ),
            self._show,
            _("Đang cộng vốn"),
        )

    def _show(self, board: CapitalBoard) -> None:
        self.board = board
        empty = not board.outline.rows
        says = _("Chưa có số liệu vốn của nơi và năm này: nhập biểu giao vốn, giải ngân để xem ba tỷ lệ.")
        self.empty.say(says if empty else "", _("Nhập từ Excel"))
        self._outline.setVisible(not empty)
        self._below.setVisible(bool(not empty or board.acts or board.duties))
        self._fit_below()
        year = board.outline.year
        counts = _("Năm ngân sách {year} · triệu đồng · kế hoạch {plan} · giải ngân {rate}")
        total = board.outline.total.total
        self.show_counts(
            "" if empty else counts.format(year=year, plan=_millions(total.plan), rate=_percent(total))
        )
        self._show_outline()
        self._show_acts()
        self._show_duties()

    def _show_outline(self) -> None:
        outline = self.board.outline
        year = outline.year or ""
        headings = ["", _("Nội dung\n(A)"), _("Kế hoạch giao\n(1)"), _("Điều chỉnh\n(2)")]
        headings += [_("Đã phân bổ\n(3)"), _("Đã giải ngân\n(4)")]
        headings += [_("Vốn năm {year}\n% / kế hoạch").format(year=year), _("Vốn kéo dài\n% / kế hoạch")]
        headings += [_("Chung\n(4) / (1 + 2)")]
        ends = sum(1 for row in outline.rows if row.is_open_end)
        tenths = _has_tenths(amount for row in outline.rows for amount in _amounts(row.sums, row.rates))
        rows = [_outline_row(row, ends, tenths) for row in outline.rows]
        if rows:
            figures = _figures(outline.sums, outline.total, True, tenths)
            whole = [Cell(), Cell(_("Tổng số"), bold=True), *figures]
            rows = [whole, *rows]
        self.table.show_rows(headings, rows, [3, 25, 11, 9, 10, 11, 13, 13, 13], stretch=1, wrap=True)
        self.table.stand_on(0)

    def _show_acts(self) -> None:
        headings = [_("Văn bản"), _("Vốn năm"), _("Còn lại"), _("Hạn"), _("Còn ngày")]
        tenths = _has_tenths(one for _act, each in self.board.acts for one in (each.left, each.carried))
        rows = [_act_row(act, carried, tenths) for act, carried in self.board.acts]
        self.acts.show_rows(headings, rows, [20, 7, 13, 9, 7], stretch=0)

    def _show_duties(self) -> None:
        headings = [_("Nơi"), _("Tỷ lệ"), _("NSTW giao"), _("Phải bố trí"), _("Đã bố trí"), _("Thiếu")]
        asked, why = _read_share(self.ratio.text())
        self._say_of_ratio(why)
        told = [
            found if asked is None else match(found.central, found.provided, asked)
            for _duty, found in self.board.duties
        ]
        tenths = _has_tenths(one for each in told for one in (each.central, each.required, each.provided))
        rows = [
            _duty_row(duty, found, self.board.places.get(duty.place, ""), asked, tenths)
            for (duty, _found), found in zip(self.board.duties, told, strict=True)
        ]
        self.duties.show_rows(headings, rows, [11, 6, 8, 9, 9, 16], stretch=0)

    def _say_of_ratio(self, why: str) -> None:
        """What is no share colours its line; the duties stand as they were laid down until it is one."""
        self.ratio.setProperty("grade", "BLOCK" if why else "")
        self.ratio.style().polish(self.ratio)
        self.ratio.setToolTip(why)
        self.ratio.setAccessibleDescription(why)

    def _open_row(self, row: int) -> None:
        rows = self.board.outline.rows
        if row == 0 and rows:
            whole = [each for each in rows[0].where if each.field != "line"]
            self.go(Route("records", CapitalFact, where=whole))
        elif 0 < row <= len(rows):
            self.go(Route("records", CapitalFact, where=rows[row - 1].where))

    def _open_act(self, row: int) -> None:
        self.go(Route("records", CarryOver, record=self.board.acts[row][0].id or ""))

    def _open_duty(self, row: int) -> None:
        self.go(Route("records", MatchDuty, record=self.board.duties[row][0].id or ""))


def _heading(title: str, *beside: QWidget) -> QWidget:
    """The title of a card, and what stands beside it."""
    heading = QWidget()
    line = QHBoxLayout(heading)
    line.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.XS)
    line.setSpacing(tokens.S)
    line.addWidget(panel_title(title), 1)
    for part in beside:
        line.addWidget(part)
    return heading


def _outline_row(row: OutlineRow, ends: int, tenths: bool) -> Row:
    """A row of the outline; a programme that is over says how many of its lines lead nowhere yet."""
    name = f"{row.code} {row.name}" if row.depth else row.name
    tip = row.name
    grade = ""
    if row.is_over and ends:
        says = _(
            "Chương trình đã hết hạn; {count} dự án chưa ghi tiếp tục ở đâu (Danh mục › Nội dung tiếp nối)."
        )
        tip, grade = f"{tip}\n{says.format(count=ends)}", "NOTE"
    bold = row.depth < 2
    return [
        Cell(row.mark, grade, bold=bold, tip=tip, trails=True),
        Cell(name, bold=bold, tip=tip, depth=row.depth),
        *_figures(row.sums, row.rates, bold, tenths),
    ]


def _amounts(sums: Sums, told: Rates) -> tuple[int, ...]:
    plans = (rate.plan for rate in (told.this_year, told.carried, told.total))
    return (sums.assigned, sums.adjusted, sums.allocated, sums.disbursed, *plans)


def _figures(sums: Sums, told: Rates, bold: bool, tenths: bool) -> list[Cell]:
    amounts = _amounts(sums, told)[:4]
    cells = [Cell(_millions(amount, tenths) if amount else "", number=True, bold=bold) for amount in amounts]
    return [*cells, *(_rate_cell(rate, tenths) for rate in (told.this_year, told.carried, told.total))]


def _rate_cell(rate: Rate, tenths: bool) -> Cell:
    if not rate.plan and not rate.disbursed:
        return Cell("–", number=True, quiet=True)
    percent = rate.percent
    share = None if percent is None else float(percent) / 100
    grade = "BLOCK" if rate.disbursed > rate.plan else ""
    shown = f"{_percent(rate)} / {_millions(rate.plan, tenths)}"
    return Cell(shown, grade, number=True, share=share, tip=rate.show())


def _percent(rate: Rate) -> str:
    percent = rate.percent
    return "–" if percent is None else f"{_one_decimal(percent)} %"


def _one_decimal(figure: Decimal) -> str:
    """`30,0` beside `56,4`: figures in one column are read against each other."""
    shown = show_number(round(figure, 1))
    return shown if "," in shown else f"{shown},0"


def _act_row(act: CarryOver, carried: Carried, tenths: bool) -> Row:
    late = carried.days < 0
    grade = ""
    if carried.left and carried.days <= _SOON:
        grade = "BLOCK" if late else "WARN"
    days = _("quá {days}").format(days=-carried.days) if late else show_number(carried.days)
    left = f"{_millions(carried.left, tenths)} / {_millions(carried.carried, tenths)}"
    share = 1 - carried.disbursed / carried.carried if carried.carried else None
    return [
        Cell(act.basis),
        Cell(str(act.from_year), number=True),
        Cell(left, number=True, share=share, tip=_("Chưa giải ngân trên số được kéo dài")),
        Cell(show_date(act.deadline)),
        Cell(days, grade, number=True),
    ]


def _read_share(text: str) -> tuple[Decimal | None, str]:
    """The share that was typed, None for nothing; of what is no share (yet) why it is none."""
    try:
        share = _SHARE.parse(text)
    except ValueError as failure:
        return None, str(failure)
    wrong = list(_SHARE.check(share)) if share is not None else []
    return (None, wrong[0].message) if wrong else (share, "")


def _duty_row(duty: MatchDuty, told: Match, place: str, asked: Decimal | None, tenths: bool) -> Row:
    ratio = duty.ratio if asked is None else asked
    kind = MatchDuty.capital_kind.format(duty.capital_kind)
    exempt = duty.is_exempt and asked is None
    short = _("đủ")
    if told.short:
        short = f"{_millions(told.short, tenths)} ({_one_decimal(told.short_percent or Decimal(0))} %)"
    return [
        Cell(f"{place} · {kind}" if kind else place),
        Cell(
            _("miễn") if exempt else f"{show_number(ratio)} %", number=True, tip=duty.exemption or duty.basis
        ),
        Cell(_millions(told.central, tenths), number=True),
        Cell(_millions(told.required, tenths), number=True),
        Cell(_millions(told.provided, tenths), number=True),
        Cell(short, "WARN" if told.short else "GOOD", number=True),
    ]


def _has_tenths(amounts: Iterable[int]) -> bool:
    """Whether an amount is no whole million: then all of its table show a decimal."""
    return any(round(Decimal(amount) / _MILLION, 1) % 1 for amount in amounts)


def _millions(amount: int, tenths: bool = False) -> str:
    figure = round(Decimal(amount) / _MILLION, 1)
    return _one_decimal(figure) if tenths else show_number(figure)
