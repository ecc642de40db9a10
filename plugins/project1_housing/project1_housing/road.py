"""The road of a case from the village to settlement: dated steps, the papers each leaves; knows no house."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, NamedTuple

from desktop.api import (
    Attachment,
    Choice,
    Computed,
    Condition,
    Course,
    Date,
    Details,
    Finding,
    NormBook,
    Record,
    Text,
    _,
    last_day,
    rule,
)

_STEPS = "Các bước"
_DATED = ("_on", "_date", "_from", "_to")

DOCUMENTS = {
    "application": "Đơn đề nghị, phiếu đăng ký",
    "survey": "Phiếu rà soát",
    "photos": "Ảnh hiện trạng",
    "class_extract": "Trích danh sách hộ nghèo",
    "meeting": "Biên bản họp bình xét",
    "priority_list": "Danh sách theo thứ tự ưu tiên",
    "posting": "Biên bản niêm yết",
    "posting_end": "Biên bản kết thúc niêm yết",
    "submission": "Tờ trình",
    "decision": "Quyết định phê duyệt danh sách",
    "extract": "Trích đo, trích lục bản đồ địa chính",
    "plan": "Quy hoạch chi tiết điểm dân cư",
    "allocation": "Quyết định giao đất",
    "certificate": "Giấy chứng nhận quyền sử dụng đất",
    "loan": "Hồ sơ vay, hợp đồng vay",
    "commitment": "Cam kết của hộ",
    "progress_photos": "Ảnh tiến độ",
    "advance": "Phiếu tạm ứng",
    "stage_acceptance": "Biên bản nghiệm thu giai đoạn",
    "acceptance": "Biên bản nghiệm thu, bàn giao",
    "quality": "Phiếu xác nhận “3 cứng”, diện tích",
    "receipt": "Danh sách ký nhận",
    "payment": "Ủy nhiệm chi",
    "settlement": "Bảng quyết toán",
    "other": "Giấy tờ khác",
}

_COURSES = (
    (
        "registered_on",
        "surveyed_on",
        "reviewed_on",
        "posted_from",
        "posted_to",
        "decision_date",
        "land_ready_on",
        "started_on",
        "finished_on",
        "accepted_on",
        "settled_on",
    ),
    ("decision_date", "disbursed_on", "settled_on"),
)
"""The dates that follow one another; each kind of support has those of its own steps."""


class Step(NamedTuple):
    """One step: who does it, the fields that say it was done, and the papers it cannot go without.

    The papers follow the older national procedures; provinces issue their own, so a missing one only warns.
    An `optional` step is never waited for.
    """

    title: str
    done: tuple[str, ...]
    papers: tuple[str, ...] = ()
    optional: bool = False


STEPS: Mapping[str, Step] = {
    "register": Step("Đăng ký (trưởng bản)", ("registered_on",), ("application",)),
    "survey": Step("Rà soát thực tế (bản, công chức xã)", ("surveyed_on",), ("survey",)),
    "review": Step("Họp bình xét (bản)", ("reviewed_on",), ("meeting", "priority_list")),
    "posting": Step("Thẩm tra, niêm yết (UBND xã)", ("posted_from", "posted_to"), ("posting", "posting_end")),
    "approval": Step(
        "Phê duyệt (UBND xã; đến 30/6/2025: UBND huyện)",
        ("decision_date", "decision_no"),
        ("submission", "decision"),
    ),
    "land": Step("Chuẩn bị đất (UBND xã, cơ quan đất đai)", ("land_ready_on",), ("extract",)),
    "loan": Step("Vay vốn, nếu cần (NHCSXH, tổ TK&VV)", ("loan_date",), ("loan",), optional=True),
    "start": Step("Khởi công, thực hiện (hộ hoặc xã)", ("started_on",), ("commitment",)),
    "acceptance": Step("Nghiệm thu (xã, bản, hộ)", ("accepted_on",), ("acceptance",)),
    "payment": Step("Giải ngân (Kho bạc, xã)", ("disbursed_on", "disbursed"), ("receipt", "payment")),
    "settlement": Step("Quyết toán (xã)", ("settled_on", "settled"), ("settlement",)),
}
LAND_HANDED_OVER = ("land", "loan", "start", "acceptance", "payment", "settlement")
"""The steps from which on a household has the land it was given."""
DONE = {"none": "Chưa bắt đầu", **{code: step.title for code, step in STEPS.items()}}
DAYS_OF = {code: f"P1.DAYS.{code.upper()}" for code in STEPS}
"""The norm of each step that an office may enter, its days; none of the whole country is known."""
NEXT = {**{code: step.title for code, step in STEPS.items()}, "over": "Đã xong"}


def reached(case: Any) -> str:
    """The code of the furthest step that was done; `none` before the first."""
    for code in case.road_backwards:
        for name in STEPS[code].done:
            if getattr(case, name):
                return str(code)
    return "none"


def following(case: Any) -> str:
    """The code of the step that comes next; `over` after the last."""
    done = reached(case)
    road = case.road
    if done == "none":
        return str(road[0])
    rest = (code for code in road[road.index(done) + 1 :] if not STEPS[code].optional)
    return str(next(rest, "over"))


def supported(kind: type[Any]) -> Condition:
    """Cases of one content whose household received something, not only the promise of it."""
    return Condition("step_done", "in", list(kind.supported_by))


class CaseDocument(Record):
    """One paper in the dossier of a case."""

    title = "Giấy tờ"
    kind = Choice("Loại giấy tờ", DOCUMENTS, required=True)
    number = Text("Số", longest=60)
    dated_on = Date("Ngày")
    file = Attachment("Bản chụp")
    note = Text("Ghi chú")


class CaseRoad(Record):
    """The dates of the steps, the papers of the dossier, and what comes next.

    `road` are the steps this kind of support goes through, `courses` the dates that follow one another;
    whoever reached one of `supported_by` was supported.
    """

    road: ClassVar[tuple[str, ...]] = tuple(STEPS)
    road_backwards: ClassVar[tuple[str, ...]] = tuple(STEPS)[::-1]
    courses: ClassVar[tuple[Course, ...]] = ()
    supported_by: ClassVar[tuple[str, ...]] = ("acceptance", "payment", "settlement")

    registered_on = Date("Ngày đăng ký", section=_STEPS, headings=("Ngày nộp đơn",))
    surveyed_on = Date("Ngày rà soát", section=_STEPS, headings=("Ngày kiểm tra thực tế",))
    reviewed_on = Date("Ngày bình xét", section=_STEPS, headings=("Biên bản bình xét", "Ngày họp bình xét"))
    posted_from = Date("Niêm yết từ ngày", section=_STEPS, headings=("Niêm yết | Từ ngày", "Ngày niêm yết"))
    posted_to = Date("Niêm yết đến ngày", section=_STEPS, headings=("Niêm yết | Đến ngày",))
    started_on = Date("Ngày khởi công", section=_STEPS, headings=("Khởi công",))
    finished_on = Date("Ngày hoàn thành", section=_STEPS, headings=("Thời gian hoàn thành", "Ngày xong"))
    accepted_on = Date("Ngày nghiệm thu", section=_STEPS, headings=("Nghiệm thu", "Biên bản nghiệm thu"))
    disbursed_on = Date(
        "Ngày giải ngân",
        section=_STEPS,
        headings=(
            *("Ngày thanh toán", "Ngày hỗ trợ", "Thời gian chi trả"),
            *("Ngày chi hỗ trợ", "Ngày chi trả"),
        ),
    )
    settled_on = Date("Ngày quyết toán", section=_STEPS)
    documents = Details(
        "Giấy tờ hồ sơ",
        of=CaseDocument,
        section=_STEPS,
        hint="Ghi giấy tờ đã có; chương trình nhắc giấy còn thiếu của các bước đã qua.",
    )
    step_done = Computed(Choice("Bước đã xong", DONE, section=_STEPS), of=reached, indexed=True)
    step_next = Computed(Choice("Bước tiếp theo", NEXT, section=_STEPS), of=following, indexed=True)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.road_backwards = cls.road[::-1]
        known = ([step for step in course if step in cls.fields] for course in _COURSES)
        cls.courses = tuple(Course(*steps) for steps in known)

    @rule(
        "{later} trước {earlier}; hãy xem lại hai ngày.",
        id="G03",
        warns=True,
        about="Ngày các bước theo đúng thứ tự",
    )
    def steps_are_in_order(self) -> bool | Finding:
        for course in self.courses:
            if (answer := course.judge(self)) is not True:
                return answer
        return True

    @rule(
        "Bước trước xong ngày {since}, đã quá {limit} mà chưa qua bước “{step}”.",
        field="step_next",
        warns=True,
        about="Bước tiếp theo trong thời hạn của tỉnh",
    )
    def next_step_is_taken_in_time(self, norms: NormBook) -> bool | Finding:
        # Few provinces set a time: where none does, nobody need work out which step is next.
        if not norms.named(*DAYS_OF.values()):
            return True
        done, coming = self.step_done, self.step_next
        if done in (None, "none") or coming in (None, "over") or not norms.named(DAYS_OF[coming]):
            return True
        days_done = (getattr(self, name) for name in STEPS[done].done if name.endswith(_DATED))
        since = max((last_day(day) for day in days_done if day is not None), default=None)
        if since is None:
            return True
        norm, days = norms.at(DAYS_OF[coming], since), (date.today() - since).days
        if norm is None or days <= norm.value:
            return True
        # The day and not the days since: a warning accepted today is to be the same tomorrow.
        says = {"since": f"{since:%d/%m/%Y}", "step": _(STEPS[coming].title), "limit": norm.show()}
        return Finding(grade=norm.grade, basis=norm.basis, says=says)

    @rule(
        "Đã qua bước “{step}” nhưng hồ sơ chưa có: {papers}.",
        field="documents",
        warns=True,
        about="Đủ giấy tờ của các bước đã qua",
    )
    def papers_of_passed_steps_are_there(self) -> bool | Finding:
        # Lists come without dossiers: only one that somebody has begun is looked through.
        if not self.documents:
            return True
        held = {document.kind for document in self.documents}
        for code in self.road:
            step = STEPS[code]
            lacking = [paper for paper in step.papers if paper not in held]
            if lacking and any(getattr(self, name) for name in step.done):
                papers = ", ".join(_(DOCUMENTS[paper]).lower() for paper in lacking)
                return Finding(says={"step": _(step.title), "papers": papers})
        return True
