"""The road of a production project from notice to settlement: steps, papers, who decides; knows no money."""

from __future__ import annotations

from datetime import date

from desktop.api import (
    Attachment,
    Choice,
    Computed,
    Course,
    Date,
    Details,
    Finding,
    Grade,
    Integer,
    LegalText,
    Record,
    Text,
    _,
    first_day,
    last_day,
    rule,
)
from desktop.shared.authorities import COMMUNES_DECIDE_FROM, authority_level
from desktop.shared.programme_texts import ND_27_2022, ND_125_2025, QD_417_2026, QD_1719
from project3_value_chain.groups import ProductionGroup
from project3_value_chain.roads import ACTORS, STEPS, next_actor, next_step, road_of

_DECISION, _STEPS = "Quyết định phê duyệt", "Các bước"

DONE = "done"
STATUSES = {
    "not_started": "Chưa thực hiện",
    "running": "Đang thực hiện",
    DONE: "Hoàn thành",
    "stopped": "Dừng",
}
_FROM_APPRAISAL = ("appraised_on", "decision_date", "starts_on", "delivered_on", "accepted_on", "settled_on")
_COURSE = Course("announced_on", "met_on", "certified_on", *_FROM_APPRAISAL)
_CHAIN_COURSE = Course("surveyed_on", "filed_on", *_FROM_APPRAISAL)
_CONTRACT_COURSE = Course("decision_date", "contracted_on", "delivered_on", "accepted_on", "settled_on")
_TITLES = {code: step.title for code, step in STEPS.items()}

PHASES: tuple[tuple[LegalText, date], ...] = (
    (QD_1719, date(2025, 12, 31)),
    (QD_417_2026, date(2030, 12, 31)),
)
"""The programmes whose money projects live on, each with the last day of its phase; that the decision
itself ends that day is not known."""


class StepPaper(Record):
    """One paper of the file, filed under the step that needs it."""

    title = "Giấy tờ"
    step = Choice("Bước", _TITLES, required=True)
    name = Text("Tên giấy tờ", required=True)
    number = Text("Số", longest=60)
    dated = Date("Ngày")
    file = Attachment("Tệp")


class SteppedProject(ProductionGroup):
    """When each step was taken, by whom, and what comes next."""

    announced_on = Date("Ngày thông báo kế hoạch", section=_STEPS)
    met_on = Date("Ngày họp cộng đồng", section=_STEPS, headings=("Ngày họp nhóm",))
    certified_on = Date("Ngày xã xác nhận nhóm", section=_STEPS)
    surveyed_on = Date("Ngày khảo sát", section=_STEPS, hint="Chỉ với dự án liên kết chuỗi.")
    filed_on = Date(
        "Ngày nộp hồ sơ",
        section=_STEPS,
        headings=("Ngày trình hồ sơ",),
        hint="Chỉ với dự án liên kết chuỗi.",
    )
    appraised_on = Date("Ngày thẩm định", section=_STEPS)
    appraised_by = Text("Cơ quan thẩm định", section=_STEPS)
    decision_no = Text(
        "Số quyết định phê duyệt",
        longest=60,
        indexed=True,
        section=_DECISION,
        headings=("Số quyết định", "Quyết định số", "Số QĐ"),
    )
    decision_date = Date(
        "Ngày phê duyệt",
        indexed=True,
        section=_DECISION,
        headings=("Ngày quyết định", "Ngày QĐ", "Ngày ban hành"),
    )
    decision_by = Text("Cơ quan phê duyệt", section=_DECISION, headings=("Cấp phê duyệt",))
    contracted_on = Date("Ngày ký hợp đồng", section=_DECISION)
    starts_on = Date("Bắt đầu", section=_DECISION, headings=("Thời gian bắt đầu", "Khởi công"))
    ends_on = Date(
        "Kết thúc", indexed=True, section=_DECISION, headings=("Thời gian kết thúc", "Đến", "Hoàn thành")
    )
    cycle_months = Integer(
        "Chu kỳ sản xuất",
        minimum=1,
        maximum=600,
        unit="tháng",
        section=_DECISION,
        hint="Một chu kỳ của cây, con.",
    )
    carry_over_act = Text(
        "Văn bản cho kéo dài",
        section=_DECISION,
        hint="Nghị quyết, quyết định cho dùng vốn sau khi giai đoạn kết thúc.",
    )
    delivered_on = Date("Ngày giao giống, vật tư", section=_DECISION)
    accepted_on = Date("Ngày nghiệm thu", section=_DECISION, headings=("Nghiệm thu",))
    settled_on = Date("Ngày quyết toán", section=_DECISION)
    status = Choice(
        "Tình trạng",
        STATUSES,
        spellings={
            "running": ("Đang TH", "Đang triển khai", "Đang làm"),
            "not_started": ("Chưa TH", "Chưa triển khai", "Chưa làm"),
            DONE: ("Đã hoàn thành", "HT", "Xong", "Đã xong", "Đã kết thúc", "Đã nghiệm thu"),
            "stopped": ("Tạm dừng", "Đã dừng", "Ngừng"),
        },
        indexed=True,
        section=_DECISION,
        headings=("Tình trạng thực hiện", "Tiến độ"),
    )
    waits_for = Computed(Choice("Bước tiếp theo", _TITLES, section=_DECISION), of=next_step, indexed=True)
    waits_for_paper = Computed(
        Choice("Giấy tờ cần có", {code: step.papers for code, step in STEPS.items()}, section=_DECISION),
        of=next_step,
    )
    waits_for_whom = Computed(Choice("Ai làm", ACTORS, section=_DECISION), of=next_actor, indexed=True)
    papers = Details("Giấy tờ đã có", of=StepPaper, section=_DECISION)

    @rule(
        "{later} trước {earlier}; hãy xem lại hai ngày.",
        id="G03",
        warns=True,
        about="Ngày các bước theo đúng thứ tự",
    )
    def steps_are_in_order(self) -> bool | Finding:
        # A list gives the start as planned; the decision is what was typed late.
        course = _CHAIN_COURSE if self.form == "chain" else _COURSE
        answer = course.judge(self, planned=("starts_on",))
        if answer is not True or self.contracted_on is None:
            return answer
        return _CONTRACT_COURSE.judge(self)

    @rule(
        "“{body}” ngày {day}: từ 01/7/2025 không còn cấp huyện, xã thẩm định và phê duyệt; hãy xem lại ngày "
        "hoặc cơ quan.",
        id="G09",
        basis=ND_125_2025.cite("Điều 5"),
        about="Cơ quan thẩm định, phê duyệt đúng thẩm quyền",
    )
    def authority_fits_the_date(self) -> bool | Finding:
        for body, on in (("decision_by", "decision_date"), ("appraised_by", "appraised_on")):
            written, day = getattr(self, body), getattr(self, on)
            level = authority_level(written) if written and day is not None else ""
            too_late = level == "district" and first_day(day) >= COMMUNES_DECIDE_FROM
            if too_late or (level == "commune" and last_day(day) < COMMUNES_DECIDE_FROM):
                says = {"body": written, "day": type(self).fields[on].format(day)}
                early = _("“{body}” ngày {day}: trước 01/7/2025 do cấp huyện; hãy xem lại.")
                return Finding(
                    field=on,
                    grade=None if too_late else Grade.WARN,
                    sentence="" if too_late else early,
                    says=says,
                )
        return True

    @rule(
        "Kết thúc {ends_on}, sau khi giai đoạn của Chương trình hết ({last}); rút ngắn hoặc ghi văn bản cho "
        "kéo dài.",
        id="P3-14",
        field="ends_on",
        warns=True,
        basis=ND_27_2022.cite("Điều 20"),
        about="Dự án kết thúc trong giai đoạn của Chương trình",
    )
    def project_ends_with_the_programme(self) -> bool | Finding:
        if self.ends_on is None or self.carry_over_act:
            return True
        began = first_day(self.decision_date or self.starts_on or self.ends_on)
        for text, last in PHASES:
            if began <= last:
                if first_day(self.ends_on) <= last:
                    return True
                return Finding(basis=text.number, says={"last": f"{last:%d/%m/%Y}"})
        return True

    @rule(
        "Thời gian {months} tháng dài hơn một chu kỳ sản xuất ({cycle_months} tháng).",
        id="P3-14",
        field="ends_on",
        warns=True,
        basis=ND_27_2022.cite("Điều 20"),
        about="Thời gian không quá một chu kỳ sản xuất",
    )
    def project_lasts_one_cycle(self) -> bool | Finding:
        if self.cycle_months is None or self.starts_on is None or self.ends_on is None:
            return True
        first, last = first_day(self.starts_on), first_day(self.ends_on)
        months = 12 * (last.year - first.year) + last.month - first.month
        return months <= self.cycle_months or Finding(says={"months": months})

    @rule(
        "Đã qua bước “{step}” nhưng trong giấy tờ đã có chưa thấy: {paper}.",
        field="papers",
        warns=True,
        about="Mỗi bước có giấy tờ của nó",
    )
    def each_step_has_its_paper(self) -> bool | Finding:
        # A project whose papers nobody has filed here says nothing about them.
        if not self.papers:
            return True
        filed = {paper.step for paper in self.papers}
        for code in road_of(self):
            step = STEPS[code]
            if code not in filed and getattr(self, step.dated) is not None:
                return Finding(says={"step": _(step.title), "paper": _(step.papers)})
        return True
