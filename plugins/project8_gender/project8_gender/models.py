"""Models of Project 8, from communication teams to women's co-operatives, and what a refuge counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop.api import (
    Choice,
    Computed,
    Date,
    Day,
    Details,
    Finding,
    Grade,
    Integer,
    LongText,
    Money,
    Record,
    Reference,
    Text,
    YesNo,
    _,
    first_day,
    rule,
)
from desktop.shared import commune_field, ethnicity_field, old_commune_field, old_district_field, sex_field
from project8_gender.areas import AREA, InHardArea, area_decided_field, hard_area_field

_MODEL, _PEOPLE, _LIFE, _ECONOMY = "Mô hình", "Thành viên", "Hoạt động của mô hình", "Kinh tế"

KINDS = {
    "team": "Tổ truyền thông cộng đồng",
    "address": "Địa chỉ tin cậy",
    "club": "CLB Thủ lĩnh của sự thay đổi",
    "savings": "Tổ tiết kiệm, vay vốn thôn bản",
    "livelihood": "Tổ, nhóm sinh kế của phụ nữ",
    "cooperative": "Hợp tác xã của phụ nữ",
}
ORIGINS = {"new": "Thành lập mới", "strengthened": "Củng cố, nâng cấp"}
STATES = {"active": "Đang hoạt động", "stopped": "Ngừng hoạt động"}
STANDINGS = {
    "new": "Mới, đang hoạt động",
    "strengthened": "Củng cố, đang hoạt động",
    "unknown": "Đang hoạt động, chưa rõ mới hay củng cố",
    "stopped": "Đã ngừng",
}
FEWEST, MOST = 3, 60


def standing(model: Any) -> str:
    """New and strengthened, active and stopped are never added up in one heap."""
    return "stopped" if model.state == "stopped" else model.origin or "unknown"


class ModelMember(Record):
    """One member of a model."""

    title = "Thành viên mô hình"

    name = Text("Họ và tên", person=True, required=True, sensitive=True)
    sex = sex_field()
    ethnicity = ethnicity_field()
    role = Text("Nhiệm vụ", hint="Tổ trưởng, thủ quỹ, thành viên…")
    joined_on = Date("Tham gia từ")
    left_on = Date("Thôi tham gia từ")


class Meeting(Record):
    """One meeting of a model."""

    title = "Kỳ sinh hoạt"

    held_on = Date("Ngày", required=True, precision="month")
    topic = Text("Nội dung")
    present = Integer("Số người dự", minimum=0, maximum=1000)
    women = Integer("Trong đó nữ", minimum=0, maximum=1000)


class Model(InHardArea):
    """One model: when it is strengthened, its record is changed, so that it is never counted twice."""

    title = "Mô hình"
    plural = "Mô hình"
    help = "Tổ truyền thông, địa chỉ tin cậy, câu lạc bộ, tổ tiết kiệm, tổ sinh kế, hợp tác xã của phụ nữ."
    icon = "women"
    key = ("commune", "name", "decision_no")
    shown_by = ("name", "commune")
    listed = ("name", "commune", "standing", "members", "women", "meetings", "decision_date", "kind")

    kind = Choice(
        "Loại mô hình",
        KINDS,
        spellings={
            "team": ("Tổ truyền thông", "TTCĐ", "Tổ TTCĐ"),
            "address": (
                *("Địa chỉ tin cậy - nhà tạm lánh", "Nhà tạm lánh", "ĐCTC"),
                *("Địa chỉ tin cậy cộng đồng", "Địa chỉ tin cậy tại cộng đồng"),
            ),
            "club": ("CLB Thủ lĩnh", "Câu lạc bộ Thủ lĩnh của sự thay đổi", "CLB Thủ lĩnh sự thay đổi"),
            "savings": (
                *("Tổ TK&VV thôn bản", "Tổ tiết kiệm vay vốn", "Tổ TKVV", "Tổ tiết kiệm và vay vốn"),
                *("Tổ tiết kiệm và vay vốn thôn bản", "Tổ tiết kiệm, vay vốn"),
            ),
            "livelihood": ("Tổ, nhóm sinh kế", "Tổ sinh kế", "Nhóm sinh kế", "Tổ hợp tác", "THT"),
            "cooperative": ("HTX", "Hợp tác xã"),
        },
        required=True,
        indexed=True,
        section=_MODEL,
    )
    name = Text(
        "Tên mô hình",
        required=True,
        section=_MODEL,
        headings=("Mô hình", "Tên tổ", "Tên câu lạc bộ", "Tên tổ truyền thông"),
    )
    commune = commune_field(required=True, section=_MODEL)
    place = Text(
        "Thôn, bản, trường",
        section=_MODEL,
        headings=(
            *("Địa bàn | Thôn, bản, trường", "Thôn, bản", "Trường", "Nơi đặt mô hình"),
            "Nơi thành lập",
        ),
    )
    decision_no = Text(
        "Số quyết định thành lập",
        longest=80,
        section=_MODEL,
        headings=("Quyết định thành lập", "QĐ thành lập", "Số quyết định"),
    )
    decision_date = Date("Ngày quyết định", section=_MODEL, headings=("Ngày thành lập", "Ngày QĐ"))
    origin = Choice(
        "Thành lập mới hay củng cố",
        ORIGINS,
        spellings={
            "new": ("Mới", "Thành lập"),
            "strengthened": ("Củng cố", "Kiện toàn", "Nâng cấp", "Duy trì", "Củng cố, duy trì"),
        },
        indexed=True,
        section=_MODEL,
    )
    hard_area = hard_area_field()
    area_decided_on = area_decided_field()
    old_commune = old_commune_field(section=AREA)
    old_district = old_district_field(section=AREA)

    members = Integer(
        "Số thành viên",
        minimum=0,
        maximum=1000,
        unit="người",
        section=_PEOPLE,
        headings=("Thành viên | Tổng số", "Tổng số thành viên"),
    )
    women = Integer(
        "Thành viên nữ", minimum=0, maximum=1000, section=_PEOPLE, headings=("Thành viên | Nữ", "Nữ", "Số nữ")
    )
    minority = Integer(
        "Thành viên DTTS",
        minimum=0,
        maximum=1000,
        section=_PEOPLE,
        headings=("Thành viên | DTTS", "DTTS", "Người DTTS"),
    )
    leader = Text(
        "Trưởng nhóm",
        person=True,
        sensitive=True,
        section=_PEOPLE,
        headings=(
            *("Tổ trưởng/Chủ nhiệm", "Tổ trưởng", "Chủ nhiệm", "Trưởng mô hình"),
            *("Người phụ trách", "Người đứng đầu", "Người đại diện"),
        ),
    )
    member_list = Details("Danh sách thành viên", of=ModelMember, section=_PEOPLE)

    state = Choice(
        "Tình trạng",
        STATES,
        spellings={
            "active": (
                *("Hoạt động", "HĐ tốt", "Hoạt động tốt", "Đang HĐ", "Duy trì"),
                *("Tốt", "Khá", "Hoạt động khá"),
            ),
            "stopped": ("Ngừng HĐ", "Không hoạt động", "Ngừng", "Giải thể", "Tạm ngừng"),
        },
        indexed=True,
        section=_LIFE,
        headings=("Hiện trạng", "Tình trạng hoạt động"),
    )
    standing = Computed(Choice("Mới, củng cố, đã ngừng", STANDINGS, section=_LIFE), of=standing, indexed=True)
    stopped_on = Date("Ngừng từ ngày", section=_LIFE)
    stop_reason = Text("Lý do ngừng", section=_LIFE)
    meetings = Integer(
        "Số kỳ sinh hoạt",
        minimum=0,
        maximum=1000,
        section=_LIFE,
        headings=("Sinh hoạt", "Số kỳ SH", "Số kỳ họp", "Số buổi họp"),
    )
    last_met_on = Date("Kỳ sinh hoạt gần nhất", section=_LIFE)
    meeting_list = Details("Các kỳ sinh hoạt", of=Meeting, section=_LIFE)

    technology = Text("Công nghệ ứng dụng", section=_ECONOMY, hint="Bán hàng trực tuyến, mã truy xuất…")
    women_lead = YesNo("Phụ nữ làm chủ, đồng làm chủ", section=_ECONOMY)
    savings = Money("Tiền tiết kiệm", section=_ECONOMY)
    lent = Money("Dư nợ cho vay", section=_ECONOMY)
    overdue = Money("Trong đó quá hạn", section=_ECONOMY)
    income_rise = Money("Thu nhập tăng thêm một thành viên một năm", section=_ECONOMY)
    note = LongText("Ghi chú", longest=4000, section="Ghi chú")

    @classmethod
    def example(cls) -> Model:
        """A sound model; the commune stays empty, as in every example."""
        return cls(
            kind="team",
            name="Tổ truyền thông cộng đồng Bản Ví Dụ",
            place="Bản Ví Dụ",
            decision_no="31/QĐ-HPN",
            decision_date=date(2024, 4, 16),
            origin="new",
            state="active",
            members=7,
            women=5,
            minority=7,
            meetings=9,
        )

    def day(self) -> Day | None:
        return self.decision_date

    @rule(
        "Số nữ {women} lớn hơn số thành viên {members}; sửa một trong hai số.",
        id="P8-10",
        field="women",
        about="Thành viên nữ không quá số thành viên",
    )
    def women_are_among_the_members(self) -> bool:
        return self.women is None or self.members is None or self.women <= self.members

    @rule(
        "Số người DTTS {minority} lớn hơn số thành viên {members}; sửa một trong hai số.",
        id="P8-10",
        field="minority",
        about="Thành viên DTTS không quá số thành viên",
    )
    def minority_are_among_the_members(self) -> bool:
        return self.minority is None or self.members is None or self.minority <= self.members

    @rule(
        "Danh sách có {listed} người đang tham gia, nhưng số thành viên ghi {members}; hãy xem lại.",
        id="P8-10",
        field="members",
        warns=True,
        about="Số thành viên khớp danh sách",
    )
    def members_are_as_listed(self) -> bool | Finding:
        if not self.member_list or self.members is None:
            return True
        staying = [member for member in self.member_list if member.left_on is None]
        return len(staying) == self.members or Finding(says={"listed": len(staying)})

    @rule(
        "{members} thành viên là quá {much}: mô hình thường có từ 3 đến 60 người; hãy xem lại số.",
        id="P8-11",
        field="members",
        warns=True,
        about="Số thành viên hợp lý",
    )
    def model_is_of_a_likely_size(self) -> bool | Finding:
        if self.members is None or FEWEST <= self.members <= MOST:
            return True
        return Finding(says={"much": _("ít") if self.members < FEWEST else _("nhiều")})

    @rule(
        "Câu lạc bộ chưa ghi trường hoặc thôn, bản; ghi nơi sinh hoạt.",
        id="P8-11",
        field="place",
        warns=True,
        about="Câu lạc bộ có trường hoặc thôn, bản",
    )
    def club_has_its_place(self) -> bool:
        return self.kind != "club" or bool(self.place)

    @rule(
        "Mô hình đã ngừng từ {stopped_on} nhưng còn sinh hoạt ngày {last_met_on}; hãy sửa tình trạng.",
        field="state",
        grade=Grade.WARN,
        about="Mô hình đã ngừng thì không còn sinh hoạt",
    )
    def stopped_model_meets_no_more(self) -> bool:
        if self.state != "stopped" or self.stopped_on is None or self.last_met_on is None:
            return True
        return first_day(self.last_met_on) <= first_day(self.stopped_on)


class Reception(Record):
    """How many people a trusted address took in during a month: counts only, there is no place for a name."""

    title = "Lượt tiếp nhận"
    help = "Ở địa chỉ tin cậy. Chỉ ghi số lượt; không ghi tên, nơi ở hay điều gì để nhận ra người ấy."
    icon = "women"
    key = ("model", "month", "cause")
    shown_by = ("model", "month")
    listed = ("model", "month", "cause", "people", "women", "children", "handed_over")

    model = Reference("Địa chỉ tin cậy", to=Model, only={"kind": "address"}, required=True)
    month = Date("Tháng", precision="month", required=True, future=False)
    cause = Choice(
        "Nguyên nhân",
        {
            "violence": "Bạo lực gia đình",
            "abuse": "Xâm hại",
            "trafficking": "Mua bán người",
            "returned": "Di cư, lấy chồng nước ngoài trở về",
            "other": "Nguyên nhân khác",
        },
        required=True,
        indexed=True,
    )
    people = Integer("Số lượt người", minimum=0, maximum=1000, required=True)
    women = Integer("Trong đó nữ", minimum=0, maximum=1000)
    children = Integer("Trong đó trẻ em", minimum=0, maximum=1000)
    handed_over = Integer("Chuyển cơ quan khác", minimum=0, maximum=1000)

    @rule(
        "Số nữ, trẻ em hoặc chuyển cơ quan khác lớn hơn số lượt {people}; hãy sửa.",
        id="P8-10",
        field="people",
        about="Các phần không quá số lượt tiếp nhận",
    )
    def parts_are_among_the_people(self) -> bool:
        for part in (self.women, self.children, self.handed_over):
            if part is not None and part > self.people:
                return False
        return True
