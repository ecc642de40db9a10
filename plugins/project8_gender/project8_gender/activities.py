"""One activity that was held: when, where, who came, what it cost; knows no expense by itself."""

from __future__ import annotations

from datetime import date

from desktop.api import (
    Course,
    Date,
    Day,
    Finding,
    Grade,
    Integer,
    LongText,
    Money,
    Reference,
    Text,
    YesNo,
    _,
    rule,
)
from desktop.shared import commune_field, old_commune_field, old_district_field
from project8_gender.areas import AREA, InHardArea, area_decided_field, hard_area_field
from project8_gender.contents import ActivityKind, content_field

_WHAT, _PEOPLE, _MONEY, _STEPS = "Hoạt động", "Người dự", "Kinh phí", "Các bước"
_COURSES = (
    Course("planned_on", "approved_on", "held_on", "settled_on"),
    Course("approved_on", "paid_on", "settled_on"),
)


class Activity(InHardArea):
    """One activity; `kind` is its place in the province's tree, found by its name."""

    title = "Hoạt động"
    plural = "Hoạt động đã thực hiện"
    icon = "calendar"
    key = ("commune", "name", "held_on")
    shown_by = ("name", "held_on")
    listed = ("name", "held_on", "commune", "participants", "women", "cost", "content", "basis")

    content = content_field(required=True, indexed=True, section=_WHAT)
    name = Text(
        "Hoạt động",
        longest=300,
        required=True,
        indexed=True,
        section=_WHAT,
        headings=("Hoạt động đã thực hiện", "Tên lớp", "Tên lớp tập huấn", "Lớp tập huấn", "Tên cuộc"),
    )
    kind = Reference(
        "Loại hoạt động",
        to=ActivityKind,
        found_by={"name": "name"},
        section=_WHAT,
        hint="Tự tìm theo tên; chọn khi danh mục của tỉnh gọi khác.",
    )
    held_on = Date(
        "Thời gian",
        required=True,
        precision="month",
        section=_WHAT,
        headings=("Ngày", "Ngày tổ chức", "Ngày thực hiện", "Ngày mở lớp", "Ngày khai giảng"),
    )
    commune = commune_field(required=True, section=_WHAT)
    place = Text("Địa điểm", section=_WHAT, headings=("Nơi tổ chức", "Thôn, bản"))
    hard_area = hard_area_field()
    area_decided_on = area_decided_field()
    old_commune = old_commune_field(section=AREA)
    old_district = old_district_field(section=AREA)

    participants = Integer(
        "Số người tham dự",
        minimum=0,
        maximum=100_000,
        unit="người",
        section=_PEOPLE,
        headings=(
            *("Số người tham dự | Tổng", "Số người dự", "Số người tham gia", "Số lượt người"),
            *("Số học viên", "Tổng số học viên", "Số đại biểu"),
        ),
    )
    women = Integer("Nữ", minimum=0, section=_PEOPLE, headings=("Số người tham dự | Nữ", "Số nữ", "Phụ nữ"))
    children = Integer(
        "Trẻ em", minimum=0, section=_PEOPLE, headings=("Số người tham dự | Trẻ em", "Trẻ", "Thiếu nhi")
    )
    minority = Integer("DTTS", minimum=0, section=_PEOPLE, headings=("Số người tham dự | DTTS",))

    estimate = Money(
        "Dự toán được duyệt", section=_MONEY, headings=("Dự toán", "Dự toán kinh phí", "Kinh phí được duyệt")
    )
    cost = Money(
        "Kinh phí",
        section=_MONEY,
        headings=(
            *("Tổng kinh phí", "Số tiền", "Kinh phí thực hiện", "Thực chi", "Kinh phí thực chi"),
            *("Đã chi", "Số tiền đã chi", "Chi phí", "Kinh phí thanh toán"),
        ),
    )
    settled = Money("Đã quyết toán", section=_MONEY, headings=("Quyết toán", "Kinh phí quyết toán"))
    basis = Text(
        "Căn cứ chi",
        section=_MONEY,
        headings=(
            *("Căn cứ mức chi", "Văn bản áp dụng", "Căn cứ định mức", "Căn cứ pháp lý"),
            *("Căn cứ thực hiện", "Chi theo văn bản", "Văn bản căn cứ"),
        ),
    )
    guidance = Text("Văn bản hướng dẫn của Hội", section=_MONEY)
    has_photo = YesNo("Có ảnh", section=_MONEY, headings=("Ảnh",))
    has_list = YesNo("Có danh sách ký", section=_MONEY, headings=("Danh sách ký",))
    planned_on = Date("Ngày kế hoạch, tờ trình", section=_STEPS)
    approved_on = Date("Ngày duyệt dự toán", section=_STEPS)
    paid_on = Date("Ngày thanh toán", section=_STEPS)
    settled_on = Date("Ngày quyết toán", section=_STEPS)
    note = LongText("Ghi chú", longest=4000, section="Ghi chú")

    @classmethod
    def example(cls) -> Activity:
        """A sound activity; the commune stays empty, as in every example."""
        return cls(
            content="ND1",
            name="Truyền thông xóa bỏ định kiến giới tại bản",
            held_on=date(2025, 3, 14),
            participants=60,
            women=45,
            children=5,
            minority=58,
            cost=12_000_000,
            basis="TT 55/2023/TT-BTC",
        )

    def day(self) -> Day | None:
        return self.held_on

    @rule(
        "Số {part} lớn hơn số người tham dự {participants}; sửa một trong hai số.",
        id="P8-10",
        field="women",
        about="Nữ, trẻ em, DTTS không quá số người tham dự",
    )
    def parts_are_among_those_present(self) -> bool | Finding:
        if self.participants is None:
            return True
        for name in ("women", "children", "minority"):
            if (getattr(self, name) or 0) > self.participants:
                part = {"women": _("nữ"), "children": _("trẻ em"), "minority": _("người DTTS")}[name]
                return Finding(field=name, says={"part": part})
        return True

    @rule(
        "Kinh phí {cost} đ nhiều hơn dự toán được duyệt {estimate} đ; sửa số sai hoặc ghi dự toán bổ sung.",
        id="G02",
        field="cost",
        about="Kinh phí không quá dự toán được duyệt",
    )
    def cost_is_within_the_estimate(self) -> bool:
        return self.cost is None or self.estimate is None or self.cost <= self.estimate

    @rule(
        "Đã quyết toán {settled} đ, nhiều hơn kinh phí {cost} đ.",
        id="G02",
        field="settled",
        about="Quyết toán không quá kinh phí",
    )
    def settled_is_within_the_cost(self) -> bool:
        return self.settled is None or self.cost is None or self.settled <= self.cost

    @rule(
        "{later} trước {earlier}; hãy xem lại hai ngày.",
        id="G03",
        warns=True,
        about="Ngày các bước theo đúng thứ tự",
    )
    def steps_are_in_order(self) -> bool | Finding:
        for course in _COURSES:
            if (answer := course.judge(self)) is not True:
                return answer
        return True

    @rule(
        "“{name}” chưa có trong danh mục hoạt động của tỉnh nên không được tính vào chỉ tiêu nào.",
        field="kind",
        grade=Grade.NOTE,
        about="Hoạt động có trong danh mục của tỉnh",
    )
    def activity_is_in_the_tree(self) -> bool:
        return self.kind is not None
