"""One household in one production project: class, what it got, what it gives; knows no other household."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec

from desktop.api import (
    Choice,
    Computed,
    Condition,
    Date,
    Decimal,
    Details,
    Finding,
    Integer,
    LongText,
    Money,
    NormBook,
    Percent,
    Record,
    Reference,
    Support,
    Text,
    YesNo,
    rule,
    show_number,
)
from desktop.shared import (
    Household,
    Numbered,
    birth_field,
    commune_field,
    ethnicity_field,
    identity_field,
    is_minority,
    old_commune_field,
    old_district_field,
    poverty_field,
    sex_field,
    village_field,
)
from desktop.shared.people import HEADS_OF_HOUSEHOLDS
from desktop.shared.programme_texts import ND_27_2022, QD_1719
from project3_value_chain import norms as codes
from project3_value_chain.belongings import OfProject
from project3_value_chain.groups import percent

_HEAD, _CLASS, _UNIT, _GIVEN = "Hộ tham gia", "Diện hộ", "Đơn vị trong chuỗi", "Hỗ trợ và đối ứng"

ROLES = {
    "member": "Thành viên",
    "mentor": "Làm kinh tế giỏi, hướng dẫn",
    "head": "Đại diện nhóm",
    "lead": "Đơn vị chủ trì liên kết",
    "enterprise": "Doanh nghiệp, HTX trong chuỗi",
}
UNITS = ("lead", "enterprise")
HOUSEHOLDS = tuple(Condition("role", "is_not", role) for role in UNITS)
"""A unit takes part beside the households: it is none of them, and what it gets is no household's support."""

_SUPPORT = (
    *("Số tiền hỗ trợ", "Kinh phí hỗ trợ", "Mức hỗ trợ", "Thành tiền"),
    *("NSNN hỗ trợ", "Nhà nước hỗ trợ", "Số tiền NSNN hỗ trợ", "NSNN"),
)
SMALLEST, LARGEST = 100_000, 1_000_000_000
"""Support of one household below or above this was typed in another unit (G04)."""


class MemberItem(Record):
    """One of several things a member was given, with its value."""

    title = "Hiện vật"
    item = Text("Nội dung hỗ trợ", required=True)
    quantity = Decimal("Số lượng", minimum=0)
    measure = Text("Đơn vị tính", longest=30)
    support = Money("Giá trị hỗ trợ", minimum=0)
    handed_over_on = Date("Ngày bàn giao")


class ProjectMember(OfProject, Numbered):
    """A member of the group as it stood at the approval; a mentor takes part without support."""

    title = "Hộ tham gia dự án"
    plural = "Hộ tham gia dự án"
    icon = "people"
    key = ("project", "project_number", "head_name", "birth", "village")
    shown_by = ("head_name", "village")
    listed_twice = "P3-07"
    norms = NormBook(codes.NORMS)
    listed = (
        "head_name",
        "village",
        "project",
        "poverty_class",
        "item",
        "quantity",
        "measure",
        "support",
        "own_money",
        "committed",
        "handed_over_on",
    )
    supports = (
        Support(
            "project.support_kind",
            "Hỗ trợ sản xuất",
            "household",
            amounts={"NSTW": "support"},
            on="handed_over_on",
            line="DA3.2",
            basis=ND_27_2022.number,
            where=(Condition("support", "from", 1), *HOUSEHOLDS),
            received=(Condition("handed_over_on", "filled"),),
            told=("quantity", "item"),
        ),
    )

    head_name = Text(
        "Họ và tên chủ hộ",
        person=True,
        required=True,
        sensitive=True,
        section=_HEAD,
        headings=(
            *("Hộ tham gia", *HEADS_OF_HOUSEHOLDS, "Họ tên"),
            *("Người thụ hưởng", "Hộ thụ hưởng", "Đối tượng thụ hưởng"),
            *("Hộ được hỗ trợ", "Thành viên", "Họ và tên hộ tham gia", "Họ tên hộ tham gia"),
        ),
    )
    birth = birth_field(section=_HEAD)
    sex = sex_field(section=_HEAD)
    ethnicity = ethnicity_field(section=_HEAD, headings=("DT",))
    spouse_ethnicity = ethnicity_field("Dân tộc của vợ/chồng", section=_HEAD)
    minority = Computed(
        YesNo("Hộ dân tộc thiểu số", section=_HEAD),
        of=lambda member: is_minority(member.ethnicity, member.spouse_ethnicity),
    )
    identity_number = identity_field(section=_HEAD)
    commune = commune_field(section=_HEAD)
    village = village_field(section=_HEAD)
    old_commune = old_commune_field(section=_HEAD)
    old_district = old_district_field(section=_HEAD)
    household = Reference(
        "Hộ gia đình",
        to=Household,
        found_by={"identity_number": "identity_number"},
        section=_HEAD,
        hint="Tự nối khi số định danh có trong danh sách hộ.",
    )

    poverty_class = poverty_field(
        indexed=True, section=_CLASS, headings=("Đối tượng", "Phân loại hộ", "Loại hộ", "Diện hộ")
    )
    left_poverty_on = Date("Thời điểm thoát nghèo", section=_CLASS)
    other_target = YesNo(
        "Thuộc đối tượng khác", section=_CLASS, hint="Người có công, hộ DTTS… mà tỉnh tính vào đối tượng."
    )
    role = Choice(
        "Vai trò",
        ROLES,
        spellings={
            "member": ("TV", "Hộ thành viên", "Hộ tham gia"),
            "mentor": (
                "Làm kinh tế giỏi",
                "Hộ làm kinh tế giỏi",
                "Hộ SXKD giỏi",
                "Hướng dẫn",
                "Hộ hướng dẫn",
            ),
            "head": ("Trưởng nhóm", "Nhóm trưởng", "Tổ trưởng", "Đại diện", "Người đại diện", "Hộ đại diện"),
            "lead": ("Chủ trì", "Đơn vị chủ trì", "Chủ trì liên kết"),
            "enterprise": ("Doanh nghiệp", "HTX", "Công ty", "Hợp tác xã"),
        },
        section=_CLASS,
        headings=("Vai trò trong nhóm", "Chức danh"),
        hint="Đơn vị chủ trì, doanh nghiệp: ghi tên đơn vị ở ô họ tên; không tính vào số hộ.",
    )

    tax_code = Text("Mã số thuế", longest=20, section=_UNIT)
    labour = Integer("Tổng số lao động", minimum=0, unit="người", section=_UNIT)
    minority_labour = Integer("Lao động là người DTTS", minimum=0, unit="người", section=_UNIT)
    minority_labour_share = Computed(
        Percent("Tỷ lệ lao động DTTS", minimum=0, maximum=100, section=_UNIT),
        of=lambda member: percent(member.minority_labour, member.labour),
        against=lambda member, norms: norms.at(codes.LABOUR, member.handed_over_on),
    )

    item = Text(
        "Nội dung hỗ trợ",
        section=_GIVEN,
        headings=(
            *("Nội dung nhận", "Hỗ trợ", "Hạng mục hỗ trợ", "Hiện vật hỗ trợ", "Giống, vật tư"),
            *("Tên vật tư, giống", "Cây/con giống"),
        ),
    )
    quantity = Decimal("Số lượng", minimum=0, section=_GIVEN, headings=("Khối lượng", "Số con"))
    measure = Text("Đơn vị tính", longest=30, section=_GIVEN, headings=("ĐVT",))
    support = Money("Giá trị hỗ trợ", section=_GIVEN, headings=_SUPPORT)
    own_money = Money("Đối ứng của hộ", section=_GIVEN, headings=("Đối ứng", "Hộ đóng góp"))
    own_days = Integer("Đối ứng ngày công", minimum=0, unit="công", section=_GIVEN)
    own_kind = Money("Đối ứng bằng hiện vật", section=_GIVEN)
    committed = YesNo(
        "Cam kết", section=_GIVEN, headings=("Có cam kết", "Cam kết đối ứng", "Cam kết thực hiện")
    )
    items = Details(
        "Từng thứ đã nhận",
        of=MemberItem,
        sums=("support",),
        texts=("item",),
        section=_GIVEN,
        hint="Ghi khi hộ nhận nhiều thứ; “Giá trị hỗ trợ” là tổng của cả hộ.",
    )
    handed_over_on = Date(
        "Ngày bàn giao",
        indexed=True,
        section=_GIVEN,
        headings=("Ngày nhận", "Ngày giao", "Ngày cấp phát", "Ngày cấp", "Thời gian bàn giao"),
    )
    state_now = Text("Hiện trạng", section=_GIVEN, hint="Cây, con còn hay mất; vì sao.")
    note = LongText("Ghi chú", longest=2000, section=_GIVEN)

    @classmethod
    def example(cls) -> ProjectMember:
        """A sound member of some project."""
        return cls(
            project_number=12,
            head_name="Giàng A Ví Dụ",
            birth=date(1985, 3, 14),
            sex="male",
            ethnicity="hmong",
            identity_number="011085000124",
            village="Bản Ví Dụ",
            poverty_class="poor",
            item="cây giống cà phê",
            quantity=Dec(2500),
            measure="cây",
            support=39_000_000,
            own_money=2_000_000,
            committed=True,
            handed_over_on=date(2024, 7, 20),
        )

    @rule(
        "Hộ chưa cam kết đối ứng; thành viên phải có đất, chuồng trại, lao động và cam kết phần của mình.",
        id="P3-08",
        field="committed",
        warns=True,
        basis=ND_27_2022.cite("Điều 22(1)"),
        about="Hộ tham gia có cam kết",
    )
    def household_commits_its_counterpart(self) -> bool:
        return self.committed is not False

    @rule(
        "Hộ ngoài đối tượng của Chương trình nhận hỗ trợ {support} đ; hộ này có thể tham gia không nhận hỗ "
        "trợ, hoặc ghi căn cứ của tỉnh.",
        id="P3-04",
        field="support",
        warns=True,
        basis=ND_27_2022.cite("Điều 20(5)"),
        about="Chỉ hộ thuộc đối tượng nhận hỗ trợ",
    )
    def support_goes_to_targets(self) -> bool:
        if self.role in UNITS or not self.support:
            return True
        return self.poverty_class != "other" or bool(self.other_target)

    @rule(
        "“Từng thứ đã nhận” có {count} dòng, cộng lại {added} đ, khác “Giá trị hỗ trợ” {support} đ; sửa một "
        "trong hai.",
        id="G01",
        field="support",
        about="Giá trị hỗ trợ bằng cộng từng thứ đã nhận",
    )
    def support_is_the_sum_of_its_items(self) -> bool | Finding:
        if not self.items or any(item.support is None for item in self.items):
            return True
        added = sum(item.support for item in self.items)
        return added == (self.support or 0) or Finding(
            says={"added": show_number(added), "count": len(self.items)}
        )

    @rule(
        "{support} đ không hợp lý cho một hộ, có thể nhầm đơn vị: {meant} đ? Hãy xem lại.",
        id="G04",
        field="support",
        warns=True,
        about="Số tiền của một hộ hợp lý",
    )
    def support_is_plausible(self) -> bool | Finding:
        amount = self.support
        if not amount or amount < 0 or SMALLEST <= amount < LARGEST:
            return True
        if amount >= LARGEST:
            meant = amount // (1000 if amount // 1000 < LARGEST else 1_000_000)
        else:
            meant = amount * (1_000_000 if amount < 1000 else 1000)
        return Finding(says={"meant": show_number(meant)})

    @rule(
        "Có thời điểm thoát nghèo {left_poverty_on} nhưng diện hộ là “{poverty_class}”; hãy xem lại diện hộ.",
        id="P3-17",
        field="poverty_class",
        warns=True,
        about="Hộ nghèo thì chưa thoát nghèo",
    )
    def poor_household_has_not_left_poverty(self) -> bool:
        return self.left_poverty_on is None or self.poverty_class != "poor"

    @rule(
        "“{head_name}” là đơn vị, không phải hộ: bỏ diện hộ, hoặc sửa vai trò.",
        id="P3-07",
        field="role",
        warns=True,
        about="Đơn vị không tính là hộ tham gia",
    )
    def unit_is_no_household(self) -> bool:
        return self.role not in UNITS or self.poverty_class in (None, "other")

    @rule(
        "Lao động DTTS của “{head_name}” {minority_labour_share}, dưới mức tối thiểu {limit}.",
        id="P3-09",
        field="minority_labour",
        basis=QD_1719.number,
        about="Doanh nghiệp, HTX trong chuỗi đủ lao động DTTS",
    )
    def unit_employs_minority_people(self, norms: NormBook) -> bool | Finding:
        if self.role not in UNITS or not self.labour or self.minority_labour is None:
            return True
        norm = norms.at(codes.LABOUR, self.handed_over_on)
        if norm is None or 100 * self.minority_labour >= norm.value * self.labour:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})
