"""Who owes which report by when, what supervision asked for, and the year's plan; changes only on demand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton

from desktop.declare.dates import show_date
from desktop.declare.numbers import show_number
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.chart_filter import ChartFilter
from desktop.qt.icons import icon
from desktop.qt.list_panel import EmptyPanel
from desktop.qt.page import AskedPage, Route
from desktop.qt.panel import panel
from desktop.qt.plain_table import Cell, PlainTable, Row
from desktop.qt.tasks import Tasks
from desktop.shared.calendar import (
    DONE,
    DUE,
    FUTURE,
    LATE,
    OPEN,
    ReportingDuty,
    ReportingPeriod,
    SupervisionVisit,
)
from desktop.workspace.calendar_board import CalendarBoard, Owed, plan_year, read_calendar

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_GRADES = {LATE: "BLOCK", DUE: "WARN", OPEN: "NOTE", DONE: "GOOD", FUTURE: ""}
_NARROW = 720
"""Points a page is wide where a place, a year and three verbs no longer stand in one line."""


def standing_words() -> dict[str, str]:
    """Where a report stands, as an officer says it."""
    return {
        LATE: _("Quá hạn"),
        DUE: _("Sắp đến hạn"),
        OPEN: _("Đang trong kỳ"),
        FUTURE: _("Chưa đến kỳ"),
        DONE: _("Đã xong"),
    }


class CalendarPage(AskedPage):
    """A place and a year; a line for each report and recommendation, the most pressing first."""

    name = "calendar"
    asked_of = frozenset(
        (
            "ReportingPeriod",
            "ReportingDuty",
            "SupervisionVisit",
            "IndicatorValue",
            "IndicatorDefinition",
            "Office",
            "Place",
        )
    )

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Lịch báo cáo"))
        self.board = CalendarBoard(date.today().year)
        self.filter = ChartFilter(workspace)
        self.filter.year.setItemText(0, _("Năm nay"))
        self.filter.changed.connect(self.reload)
        self.plan = QPushButton(icon("calendar"), "")
        self.plan.clicked.connect(self.plan_year)
        self.report = QPushButton(icon("document"), _("Lập báo cáo"))
        self.new = QPushButton(icon("add"), _("Thêm"))
        self.new.clicked.connect(lambda: self.go(Route("records", ReportingPeriod, new=True)))
        self.grey_what_writes(self.plan, self.new)
        self.hint = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.hint.setObjectName("quiet")
        self.table = PlainTable(_("Báo cáo và kiến nghị"))
        self.table.horizontalHeader().setFixedHeight(tokens.header_height() * 3 // 2)
        self.table.entered.connect(self.open_item)
        self.table.chosen.connect(self._choose)
        self.report.clicked.connect(lambda: self.open_report(self.table.current()))
        deeds = QHBoxLayout()
        deeds.addStretch(1)
        for button in (self.plan, self.report, self.new):
            deeds.addWidget(button)
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bar.addWidget(self.filter, 1)
        self._bar.addLayout(deeds)
        self.body.addLayout(self._bar)
        self.body.addWidget(self.hint)
        self.empty = EmptyPanel()
        self.empty.acted.connect(lambda: self.go(Route("office", new=True)))
        self._list = panel(self.table)
        for part in (self.empty, self._list):
            self.body.addWidget(part, 1)
            part.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the buttons stand below what is asked for."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._bar.setDirection(ways.TopToBottom if self.width() < _NARROW else ways.LeftToRight)

    def opened(self, route: Route) -> None:
        super().opened(route)
        self.table.setFocus()

    def reload(self) -> None:
        """Ask again who owes what, beside the window."""
        self._stale = False
        workspace, asked = self.workspace, self.filter.asked()
        self.tasks.read(
            lambda _progress: read_calendar(workspace, asked.place, asked.year, date.today()),
            self._show,
            _("Đang đọc lịch báo cáo"),
        )

    def _show(self, board: CalendarBoard) -> None:
        self.board = board
        told = {each: sum(one.standing == each for one in board.owed) for each in (LATE, DUE, OPEN)}
        counts = _("{late} quá hạn · {due} sắp đến hạn · {open} đang trong kỳ")
        self.show_counts(counts.format(**told))
        says = _hint(board)
        self.hint.setText(says if board.owed else "")
        self.hint.setVisible(bool(self.hint.text()))
        self.empty.say("" if board.owed else says, "" if board.office else _("Chọn đơn vị"))
        self._list.setVisible(bool(board.owed))
        self.plan.setText(
            _("Lập lịch {year} ({count} kỳ)").format(year=board.year, count=show_number(board.missing))
        )
        self.plan.setVisible(board.missing > 0)
        headings = [_("Tình trạng"), _("Hạn"), _("Còn ngày"), _("Báo cáo, kiến nghị"), _("Nơi phải làm")]
        headings += [_("Chỉ tiêu\nchưa có số"), _("Gửi cho"), _("Kỳ"), _("Chốt số liệu")]
        words = standing_words()
        rows = [
            _row(
                one,
                words[one.standing],
                board.places.get(one.item.place, ""),
                board.figures.get(one.item.id or "", ()),
            )
            for one in board.owed
        ]
        self.table.show_rows(headings, rows, [13, 10, 8, 33, 17, 10, 12, 20, 11], stretch=3, wrap=True)
        self.table.stand_on(0)
        self._choose(self.table.current())

    def open_item(self, row: int) -> None:
        """Go to the report or the visit itself."""
        if 0 <= row < len(self.board.owed):
            item = self.board.owed[row].item
            self.go(Route("records", type(item), record=item.id or ""))

    def open_report(self, row: int) -> None:
        """Make the report that is owed: its own period, its own place."""
        if 0 <= row < len(self.board.owed) and isinstance(self.board.owed[row].item, ReportingPeriod):
            self.go(Route("reports", text="period", record=self.board.owed[row].item.id or ""))

    def _choose(self, row: int) -> None:
        is_there = 0 <= row < len(self.board.owed)
        self.report.setEnabled(is_there and isinstance(self.board.owed[row].item, ReportingPeriod))

    def plan_year(self) -> None:
        """Add the periods of the year that are not there yet."""
        workspace, year = self.workspace, self.board.year
        self.tasks.write(lambda _progress: plan_year(workspace, year), self._planned, _("Đang lập lịch"))

    def _planned(self, done: tuple[int, int | None]) -> None:
        count, change_set = done
        says = _("Đã lập {count} kỳ báo cáo; kiểm tra lại hạn theo văn bản.").format(count=show_number(count))
        self.say(says, change_set, _("lập lịch báo cáo"))
        self.reload()


def _hint(board: CalendarBoard) -> str:
    if not board.office:
        return _("Chọn đơn vị sử dụng (Danh mục › Đơn vị sử dụng) để lập lịch báo cáo của đơn vị.")
    if not board.owed:
        return _(
            "Chưa có kỳ báo cáo nào của nơi và năm này: lập lịch theo chế độ báo cáo, hoặc thêm từng kỳ."
        )
    return ""


def _row(one: Owed, stands: str, place: str, still: Sequence[str]) -> Row:
    item, days = one.item, one.days
    left = ""
    if one.standing != DONE and days is not None:
        left = _("quá {days}").format(days=-days) if days < 0 else show_number(days)
    due = show_date(item.due_on) if item.due_on else ""
    grade = _GRADES[one.standing]
    if isinstance(item, SupervisionVisit):
        name, to = item.recommendation or item.subject, item.led_by or ""
        span, cutoff = show_date(item.visited_on), ""
        place = item.answerable or place
    else:
        name, to = item.spoken("name"), one.duty.spoken("owed_to") if one.duty else ""
        span = f"{show_date(item.period_start)} – {show_date(item.period_end)}"
        cutoff = show_date(item.cutoff_on)
        stored = ReportingPeriod.edition.options["update"]
        # The name is kept as it was planned, in whichever language that was.
        says = (stored.casefold(), translate(stored).casefold())
        if item.edition == "update" and not name.casefold().startswith(says):
            name += f" ({translate(stored).lower()})"
    who = ReportingDuty.owed_by.format(one.duty.owed_by) if one.duty else ""
    return [
        Cell(stands, grade),
        Cell(due),
        Cell(left, number=True),
        Cell(name, tip=item.note or ""),
        Cell(place, tip=who),
        Cell(str(len(still)) if still else "", "WARN" if still else "", number=True, tip="\n".join(still)),
        Cell(to, quiet=True),
        Cell(span, quiet=True),
        Cell(cutoff, quiet=True),
    ]
