"""Who owes which report by when, and what supervision asked for; says what is due, knows no store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from desktop.declare.dates import first_day
from desktop.declare.fields import Choice, Computed, Date, LongText, Reference, Text, YesNo
from desktop.declare.problems import Finding
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.shared.confidence import confidence_field
from desktop.shared.period_names import PeriodName
from desktop.shared.places import Place
from desktop.shared.shipped import pack_id, record_of, rows_of

FREQUENCIES = {
    "month": "Hằng tháng",
    "quarter": "Hằng quý",
    "half": "6 tháng",
    "year": "Hằng năm",
    "event": "Theo sự việc",
}
OWERS = {
    "unit": "Đơn vị thực hiện, chủ đầu tư",
    "commune": "Xã",
    "province": "Tỉnh",
    "owner": "Chủ chương trình",
}
STATES = {
    "open": "Đang tổng hợp",
    "sent": "Đã gửi",
    "certified": "Đã ký xác thực",
    "compiled": "Đã tổng hợp lên trên",
    "returned": "Bị trả lại để sửa",
}
_OPEN = ("open", "returned")
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
FUTURE, OPEN, DUE, LATE, DONE = "future", "open", "due", "late", "done"
SOON = 14
"""So many days before its day a report or a recommendation is due soon."""


def period_of(frequency: str, year: int, number: int = 1) -> tuple[date, date]:
    """The usual first and last day of a period, from day 15 to day 14: half-year 1 of 2026 is 15/12/2025
    to 14/06/2026.

    Only a proposal for the form: the days of a period are always those that are stored with it.
    """
    months = _MONTHS[frequency]
    return _fifteenth(year, months * (number - 1)), _fifteenth(year, months * number) - timedelta(days=1)


def _fifteenth(year: int, months: int) -> date:
    """Day 15 of the month before the one that many months into the year."""
    years, month = divmod(months - 1, 12)
    return date(year + years, month + 1, 15)


class ReportingDuty(Record):
    """A report that somebody owes again and again, by which text and until when."""

    title = "Chế độ báo cáo"
    plural = "Chế độ báo cáo"
    icon = "calendar"
    menu = "Danh mục"
    key = ("code",)
    sorted_by = ("code",)
    shown_by = ("code", "name")

    code = Text("Mã chế độ", longest=20, required=True, indexed=True)
    name = Text("Tên báo cáo", spoken=str, required=True)
    frequency = Choice("Định kỳ", FREQUENCIES, required=True, indexed=True)
    owed_by = Choice("Ai phải báo cáo", OWERS, required=True)
    owed_to = Text("Gửi cho ai", spoken=str)
    deadline = Text("Thời hạn", spoken=str, hint="Như văn bản ghi; ngày cụ thể ghi ở từng kỳ.")
    basis = Text("Căn cứ pháp lý")
    form = Text("Mẫu biểu", spoken=str)
    asks_figures = YesNo("Kèm biểu chỉ tiêu", hint="Lịch báo cáo nhắc chỉ tiêu nào của nơi ấy chưa có số.")
    source = Text("Nguồn", longest=500, spoken=str)
    confidence = confidence_field(indexed=True)
    note = LongText("Ghi chú", spoken=str)

    @classmethod
    def first_records(cls) -> Sequence[ReportingDuty]:
        """The duties the program comes with."""
        return [record_of(cls, row, id=pack_id("duty", row["code"])) for row in rows_of("reporting_duties")]


class ReportingPeriod(Record):
    """One report that one place owes: its period, the day figures are counted to, its deadline and state."""

    title = "Kỳ báo cáo"
    plural = "Lịch báo cáo"
    icon = "calendar"
    menu = "Theo dõi"
    key = ("duty", "place", "period_end", "edition")
    shown_by = ("name",)

    name = PeriodName("Tên kỳ", required=True, hint="Ví dụ: 6 tháng đầu năm 2026.")
    duty = Reference("Chế độ báo cáo", to=ReportingDuty, required=True)
    place = Reference("Nơi phải báo cáo", to=Place, required=True)
    edition = Choice(
        "Lần gửi",
        {"first": "Lần đầu", "update": "Cập nhật"},
        spellings={
            "first": ("Chính thức", "Lần 1", "Lần một"),
            "update": ("Bổ sung", "Cập nhật, bổ sung", "Cập nhật tháng 1", "Lần 2"),
        },
        required=True,
    )
    period_start = Date(
        "Từ ngày", precision="day", required=True, hint="Kỳ thường bắt đầu ngày 15 và kết thúc ngày 14."
    )
    period_end = Date("Đến ngày", precision="day", required=True)
    cutoff_on = Date("Chốt số liệu ngày", precision="day", required=True)
    due_on = Date("Hạn gửi", precision="day", required=True, indexed=True)
    state = Choice(
        "Tình trạng",
        STATES,
        spellings={
            "open": ("Chưa làm", "Đang làm", "Chưa báo cáo", "Chưa gửi", "Đang tổng hợp số liệu"),
            "sent": ("Đã báo cáo", "Đã nộp"),
            "certified": ("Đã xác thực", "Xã đã xác thực"),
            "compiled": ("Đã tổng hợp",),
            "returned": ("Trả lại", "Bị trả lại"),
        },
        required=True,
        indexed=True,
    )
    sent_on = Date("Ngày gửi", precision="day", future=False)
    is_late = Computed(YesNo("Gửi muộn"), of=lambda period: _was_late(period), indexed=True)
    note = LongText("Ghi chú")

    @rule("Kỳ kết thúc {period_end} trước khi bắt đầu {period_start}.", field="period_end")
    def ends_after_it_begins(self) -> bool:
        return self.period_start <= self.period_end

    @rule("Ngày chốt số liệu {cutoff_on} nằm ngoài kỳ báo cáo.", field="cutoff_on", warns=True)
    def cutoff_lies_in_the_period(self) -> bool:
        return self.period_start <= self.cutoff_on <= self.period_end

    @rule("Hạn gửi {due_on} trước ngày chốt số liệu {cutoff_on}.", field="due_on")
    def is_due_after_the_cutoff(self) -> bool:
        return self.cutoff_on <= self.due_on

    @rule("Đã gửi thì phải ghi ngày gửi.", field="sent_on")
    def what_was_sent_has_its_day(self) -> bool:
        return self.state in _OPEN or self.sent_on is not None

    @rule("Gửi ngày {sent_on}, sau hạn {due_on}.", field="sent_on", warns=True)
    def was_sent_in_time(self) -> bool | Finding:
        return not _was_late(self)


def is_open(period: ReportingPeriod) -> bool:
    """Whether a report has still to be sent, or sent again."""
    return period.state in _OPEN


def _was_late(period: ReportingPeriod) -> bool | None:
    if period.sent_on is None or period.due_on is None:
        return None
    return period.sent_on > period.due_on


class SupervisionVisit(Record):
    """One visit: what was found, what was recommended, until when, and whether it was done."""

    title = "Cuộc kiểm tra, giám sát"
    plural = "Kiểm tra, giám sát"
    icon = "search"
    menu = "Theo dõi"
    key = ("place", "visited_on", "subject")
    shown_by = ("subject",)

    place = Reference("Nơi được kiểm tra", to=Place, required=True)
    visited_on = Date("Ngày kiểm tra", precision="day", required=True, future=False)
    led_by = Text("Đoàn kiểm tra", hint="Cơ quan, tổ chức chủ trì.")
    subject = Text("Nội dung kiểm tra", required=True)
    findings = LongText("Kết luận")
    recommendation = LongText("Kiến nghị")
    answerable = Text("Nơi thực hiện kiến nghị")
    due_on = Date("Hạn thực hiện", precision="day", indexed=True)
    state = Choice(
        "Tình trạng",
        {"open": "Chưa thực hiện", "partly": "Thực hiện một phần", "done": "Đã thực hiện"},
        spellings={
            "open": ("Chưa", "Chưa làm", "Chưa xong"),
            "partly": ("Đang thực hiện", "Đang làm", "Một phần"),
            "done": ("Đã xong", "Xong", "Hoàn thành", "Đã hoàn thành"),
        },
        required=True,
        indexed=True,
    )
    done_on = Date("Ngày thực hiện xong", precision="day", future=False)
    note = LongText("Ghi chú")

    @rule("Hạn thực hiện {due_on} trước ngày kiểm tra {visited_on}.", field="due_on")
    def is_due_after_the_visit(self) -> bool:
        return self.due_on is None or self.due_on >= self.visited_on

    @rule("Đã thực hiện thì phải ghi ngày thực hiện xong.", field="done_on")
    def what_was_done_has_its_day(self) -> bool:
        return self.state != "done" or self.done_on is not None

    @rule("Có kiến nghị chưa thực hiện thì ghi hạn thực hiện.", field="due_on", warns=True)
    def open_recommendation_has_a_deadline(self) -> bool:
        return self.state == "done" or not self.recommendation or self.due_on is not None


def standing(item: ReportingPeriod | SupervisionVisit, on: date, soon: int = SOON) -> str:
    """`done`, `late` (its day is past), `due` (its day or the end of its period is near), `open`, `future`.

    A report that was sent is done, whether in time or not; one sent back for correction is open again.
    """
    if isinstance(item, SupervisionVisit):
        is_done, begins = item.state == "done" or not item.recommendation, item.visited_on
        ends = item.due_on
    else:
        is_done, begins = item.state not in _OPEN, item.period_start
        ends = min(first_day(item.period_end), first_day(item.due_on))
    if is_done:
        return DONE
    if item.due_on is not None and on > item.due_on:
        return LATE
    if ends is not None and on >= ends - timedelta(days=soon):
        return DUE
    return FUTURE if on < begins else OPEN


class Agenda(NamedTuple):
    """What waits on a day, the earliest deadline first; what is done or still to begin is not in it."""

    late: tuple[ReportingPeriod | SupervisionVisit, ...] = ()
    due: tuple[ReportingPeriod | SupervisionVisit, ...] = ()
    open: tuple[ReportingPeriod | SupervisionVisit, ...] = ()


def agenda_of(items: Iterable[ReportingPeriod | SupervisionVisit], on: date, soon: int = SOON) -> Agenda:
    """Sort reports and recommendations by where they stand on a day."""
    found: dict[str, list[ReportingPeriod | SupervisionVisit]] = {LATE: [], DUE: [], OPEN: []}
    for item in items:
        stands = standing(item, on, soon)
        if stands in found:
            found[stands].append(item)
    for waiting in found.values():
        waiting.sort(key=lambda item: (item.due_on is None, item.due_on or on))
    return Agenda(tuple(found[LATE]), tuple(found[DUE]), tuple(found[OPEN]))


def read_agenda(reader: Reader, on: date) -> Agenda:
    """What of the stored reports and recommendations waits on a day."""
    periods = reader.rows(ReportingPeriod, [Condition("state", "in", list(_OPEN))])
    visits = reader.rows(SupervisionVisit, [Condition("state", "is_not", "done")])
    return agenda_of([*periods, *visits], on)
