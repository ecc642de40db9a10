"""A production project's place and people: who leads, who takes part, of which class; knows no money."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal as Dec
from typing import Any

from desktop.api import (
    Choice,
    Computed,
    Decimal,
    Finding,
    Grade,
    Integer,
    Norm,
    NormBook,
    Percent,
    Record,
    Text,
    YesNo,
    _,
    rule,
)
from desktop.shared import commune_field, old_commune_field, old_district_field, village_field
from desktop.shared.programme_texts import ND_27_2022, QD_1719, TT_02_2022_UBDT
from project3_value_chain import norms as codes
from project3_value_chain.kinds import FORMS, GROUPS, area_field, list_year_field, support_field
from project3_value_chain.products import Product

_PROJECT, _PLACE, _LEAD, _PEOPLE = "Dự án", "Địa bàn", "Đại diện, chủ trì", "Hộ tham gia"

FOR_THE_POOR = ("community", "diversification")
CLASSES = ("poor", "near_poor", "escaped", "others")


def percent(part: int, whole: int) -> Dec:
    """A share in percent, as it is shown."""
    return round(Dec(100 * part) / whole, 2)


def _targets(project: Any) -> int:
    return int(project.poverty_households + (project.other_targets or 0))


def in_poverty(project: Any) -> int | None:
    """Poor, near-poor and newly escaped households; None where none of the three is said."""
    poor, near, escaped = project.poor, project.near_poor, project.escaped
    if poor is None and near is None and escaped is None:
        return None
    return (poor or 0) + (near or 0) + (escaped or 0)


def _is_priority(project: Any, norms: NormBook) -> bool:
    targets = norms.at(codes.PRIORITY, project.decision_date)
    women = norms.at(codes.WOMEN, project.decision_date)
    many = targets is not None and project.target_share is not None and project.target_share > targets.value
    led = women is not None and project.women_share is not None and project.women_share > women.value
    return bool(many or led)


def _line(code: str, *forms: str) -> Callable[[Any, NormBook], Norm | None]:
    """The norm that draws the line on a share of projects of these forms."""
    return lambda project, norms: norms.at(code, project.decision_date) if project.form in forms else None


class ProductionGroup(Record):
    """What a project is, where it stands and who takes part; members one by one are records of their own."""

    decision_no: Any = None
    decision_date: Any = None

    number = Integer(
        "Dự án số",
        minimum=1,
        grouped=False,
        indexed=True,
        section=_PROJECT,
        headings=("Số thứ tự dự án", "Số hiệu dự án"),
        hint="Số thứ tự trong danh mục; danh sách hộ tham gia nối theo số này.",
    )
    list_year = list_year_field(section=_PROJECT)
    name = Text(
        "Tên dự án",
        longest=400,
        required=True,
        section=_PROJECT,
        headings=("Tên mô hình", "Dự án/kế hoạch", "Dự án, mô hình"),
    )
    form = Choice(
        "Hình thức",
        FORMS,
        spellings={
            "chain": ("Liên kết chuỗi", "Chuỗi giá trị", "Chuỗi", "Liên kết", "LKCGT"),
            "community": ("PTSX cộng đồng", "Phát triển sản xuất cộng đồng", "Dự án cộng đồng"),
            "diversification": ("Đa dạng hoá sinh kế", "ĐDHSK", "Đa dạng sinh kế"),
            "task": ("Nhiệm vụ", "Giao nhiệm vụ", "Đặt hàng"),
        },
        required=True,
        indexed=True,
        section=_PROJECT,
        headings=("Hình thức hỗ trợ", "Phương thức", "Loại hình", "Loại hình hỗ trợ", "Loại dự án"),
    )
    product = Product(
        "Cây, con",
        indexed=True,
        section=_PROJECT,
        headings=(
            *("Cây trồng", "Vật nuôi", "Cây trồng, vật nuôi", "Đối tượng sản xuất", "Loại cây"),
            *("Sản phẩm", "Nội dung sản xuất"),
        ),
    )
    area = Decimal(
        "Diện tích",
        unit="ha",
        minimum=0,
        maximum=10_000,
        section=_PROJECT,
        headings=("Quy mô (ha)", "Quy mô", "Diện tích (ha)", "Quy mô thực hiện"),
    )
    animals = Integer("Số con", minimum=0, unit="con", section=_PROJECT, headings=("Quy mô (con)",))

    commune = commune_field(required=True, section=_PLACE)
    village = village_field(section=_PLACE)
    old_commune = old_commune_field(section=_PLACE)
    old_district = old_district_field(section=_PLACE)
    area_type = area_field(section=_PLACE, indexed=True, headings=("Địa bàn", "Loại xã"))
    second_area = area_field(
        "Loại địa bàn còn lại",
        section=_PLACE,
        hint="Khi dự án ở nhiều xã khác loại: ghi loại có trần thấp nhất.",
    )

    group_kind = Choice(
        "Đại diện, chủ trì",
        GROUPS,
        spellings={
            "union": ("Hội LHPN đại diện", "Hội Nông dân đại diện", "Hội Cựu chiến binh đại diện",
                      "Đoàn thể đại diện", "Đoàn Thanh niên đại diện", "Hội Phụ nữ đại diện",
                      "Hội LHPN", "Hội Phụ nữ", "Hội Nông dân", "Hội ND", "Hội Cựu chiến binh", "Hội CCB",
                      "Đoàn Thanh niên", "Đoàn thể"),
            "village_board": ("Ban phát triển thôn", "Ban PT thôn", "Ban phát triển bản"),
            "prestige": ("Người có uy tín",),
            "coop_group": ("THT", "Tổ hợp tác tự nguyện"),
            "enterprise": ("Công ty chủ trì", "Doanh nghiệp", "DN chủ trì", "Công ty", "DN"),
            "agency": ("UBND", "UBND xã", "Phòng", "Trung tâm", "Ban quản lý", "Đơn vị sự nghiệp"),
            "cooperative": ("HTX chủ trì", "HTX", "Hợp tác xã"),
        },
        section=_LEAD,
        headings=("Đại diện/chủ trì", "Hình thức nhóm", "Chủ trì liên kết", "Tổ chức đại diện"),
    )  # fmt: skip
    representative = Text("Người đại diện", person=True, sensitive=True, section=_LEAD)
    lead_name = Text("Tên đơn vị chủ trì", section=_LEAD, headings=("Doanh nghiệp, HTX", "Đơn vị chủ trì"))
    lead_tax_code = Text("Mã số thuế", longest=20, section=_LEAD)
    lead_labour = Integer("Tổng số lao động", minimum=0, unit="người", section=_LEAD)
    lead_minority = Integer("Lao động là người DTTS", minimum=0, unit="người", section=_LEAD)
    lead_minority_share = Computed(
        Percent("Tỷ lệ lao động DTTS", minimum=0, maximum=100, section=_LEAD),
        of=lambda project: percent(project.lead_minority, project.lead_labour),
        against=_line(codes.LABOUR, "chain"),
    )
    linkage = Text("Hợp đồng, biên bản liên kết", longest=120, section=_LEAD, hint="Số, ngày.")

    households = Integer(
        "Số hộ tham gia",
        required=True,
        minimum=0,
        unit="hộ",
        section=_PEOPLE,
        headings=("Tổng số hộ", "Số hộ", "Hộ tham gia"),
        hint="Tất cả hộ trong nhóm, cả hộ làm kinh tế giỏi không nhận hỗ trợ; mỗi hộ tính một lần.",
    )
    poor = Integer("Hộ nghèo", minimum=0, unit="hộ", section=_PEOPLE, headings=("HN", "Nghèo"))
    near_poor = Integer(
        "Hộ cận nghèo", minimum=0, unit="hộ", section=_PEOPLE, headings=("Cận nghèo", "HCN", "CN")
    )
    escaped = Integer(
        "Hộ mới thoát nghèo",
        minimum=0,
        unit="hộ",
        section=_PEOPLE,
        headings=("Mới thoát nghèo", "HMTN", "MTN", "Hộ MTN"),
    )
    others = Integer(
        "Hộ khác", minimum=0, unit="hộ", section=_PEOPLE, headings=("Số hộ tham gia | Khác", "Hộ còn lại")
    )
    other_targets = Integer(
        "Hộ khác thuộc đối tượng",
        minimum=0,
        unit="hộ",
        section=_PEOPLE,
        hint="Trong số “Hộ khác”: người có công, hộ DTTS… mà tỉnh tính vào đối tượng của Chương trình.",
    )
    minority_households = Integer("Hộ DTTS", minimum=0, unit="hộ", section=_PEOPLE)
    women_heads = Integer("Nữ chủ hộ", minimum=0, unit="hộ", section=_PEOPLE)
    women = Integer(
        "Thành viên nữ", minimum=0, unit="người", section=_PEOPLE, hint="Để trống thì lấy số nữ chủ hộ."
    )
    mentors = Integer(
        "Hộ làm kinh tế giỏi",
        minimum=0,
        unit="hộ",
        section=_PEOPLE,
        hint="Hướng dẫn nhóm; có thể không nhận hỗ trợ nhưng vẫn tính vào số hộ tham gia.",
    )
    poverty_households = Computed(
        Integer("Nghèo, cận nghèo, mới thoát nghèo", unit="hộ", section=_PEOPLE), of=in_poverty
    )
    target_share = Computed(
        Percent("Tỷ lệ đối tượng của Chương trình", minimum=0, maximum=100, section=_PEOPLE),
        of=lambda project: percent(_targets(project), project.households),
        against=_line(codes.TARGETS, "chain", *FOR_THE_POOR),
    )
    poverty_share = Computed(
        Percent("Tỷ lệ nghèo, cận nghèo, mới thoát", minimum=0, maximum=100, section=_PEOPLE),
        of=lambda project: percent(project.poverty_households, project.households),
        against=_line(codes.POVERTY, *FOR_THE_POOR),
    )
    women_share = Computed(
        Percent("Tỷ lệ nữ", minimum=0, maximum=100, section=_PEOPLE),
        of=lambda project: percent(
            project.women if project.women is not None else project.women_heads, project.households
        ),
        against=_line(codes.WOMEN, *FOR_THE_POOR),
    )
    is_priority = Computed(
        YesNo("Được ưu tiên xét chọn", section=_PEOPLE),
        of=_is_priority,
        by_norms=True,
    )
    support_kind = support_field(section=_PEOPLE)

    @property
    def areas(self) -> tuple[str, ...]:
        """The kinds of area the project stands in."""
        return tuple(area for area in (self.area_type, self.second_area) if area)

    @rule(
        "Cộng các loại hộ được {added} hộ, khác số hộ tham gia {households}; sửa số hộ của một loại.",
        id="G11",
        field="poor",
        about="Cộng các loại hộ bằng số hộ tham gia",
    )
    def classes_add_up_to_the_households(self) -> bool | Finding:
        poor, near, escaped, others = self.poor, self.near_poor, self.escaped, self.others
        if poor is None or near is None or escaped is None or others is None:
            return True
        added = poor + near + escaped + others
        return added == self.households or Finding(says={"added": added})

    @rule(
        "{label} ({part}) nhiều hơn số hộ tham gia {households}: mỗi hộ chỉ tính một lần.",
        id="P3-07",
        about="Mỗi hộ tính một lần trong tỷ lệ",
    )
    def each_household_counts_once(self) -> bool | Finding:
        whole, others = self.households, self.others
        if max(self.minority_households or 0, self.women_heads or 0, self.mentors or 0) <= whole and (
            not self.other_targets or others is None or self.other_targets <= others
        ):
            return True
        for name in ("minority_households", "women_heads", "mentors"):
            part = getattr(self, name)
            if part is not None and part > whole:
                return Finding(field=name, says={"label": _(type(self).fields[name].label), "part": part})
        says = _("“Hộ khác thuộc đối tượng” ({other_targets}) nhiều hơn “Hộ khác” ({others}).")
        return Finding(field="other_targets", sentence=says)

    @rule(
        "Đối tượng của Chương trình {target_share} số hộ tham gia, dưới mức tối thiểu {limit}; thêm hộ thuộc "
        "đối tượng hoặc bớt hộ khác.",
        id="P3-04",
        field="poor",
        basis=ND_27_2022.cite("Điều 20(5)"),
        about="Ít nhất một nửa số hộ là đối tượng",
    )
    def half_of_the_households_are_targets(self, norms: NormBook) -> bool | Finding:
        reached = in_poverty(self)
        if reached is None or self.form == "task" or not self.households:
            return True
        norm = norms.at(codes.TARGETS, self.decision_date)
        if norm is None or 100 * (reached + (self.other_targets or 0)) >= norm.value * self.households:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Hộ nghèo, cận nghèo, mới thoát nghèo {poverty_share} số hộ tham gia, dưới mức tối thiểu {limit} của "
        "phát triển sản xuất cộng đồng, đa dạng hóa sinh kế.",
        id="P3-05",
        field="poor",
        basis=TT_02_2022_UBDT.cite("Điều 20"),
        about="Đa dạng hóa sinh kế: đủ tỷ lệ hộ nghèo",
    )
    def diversification_is_for_the_poor(self, norms: NormBook) -> bool | Finding:
        reached = in_poverty(self)
        if reached is None or not self.households or self.form not in FOR_THE_POOR:
            return True
        norm = norms.at(codes.POVERTY, self.decision_date)
        if norm is None or 100 * reached >= norm.value * self.households:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Đa dạng hóa sinh kế chỉ thực hiện ở xã, bản đặc biệt khó khăn; địa bàn ghi là “{area_type}”.",
        id="P3-05",
        field="area_type",
        basis=TT_02_2022_UBDT.cite("Điều 20"),
        about="Đa dạng hóa sinh kế ở địa bàn đặc biệt khó khăn",
    )
    def diversification_is_in_a_hard_area(self) -> bool:
        return self.form != "diversification" or self.area_type in (None, "dbkk")

    @rule(
        "Được ưu tiên xét chọn: đối tượng {target_share}, nữ {women_share}.",
        id="P3-06",
        field="households",
        grade=Grade.NOTE,
        basis=f"{ND_27_2022.cite('Điều 20(5)')}; {TT_02_2022_UBDT.cite('Điều 20')}",
        about="Dự án được ưu tiên xét chọn",
    )
    def priority_is_told_while_choosing(self, norms: NormBook) -> bool:
        # Once a project is approved nobody chooses any more.
        if self.decision_date is not None or self.decision_no or not self.households:
            return True
        return not _is_priority(self, norms)

    @rule(
        "Dự án ở nhiều loại địa bàn: áp dụng trần thấp nhất. Nếu tỉnh quy định khác, ghi vào ghi chú.",
        id="P3-03",
        field="second_area",
        warns=True,
        about="Dự án ở nhiều loại địa bàn",
    )
    def project_is_in_one_kind_of_area(self) -> bool:
        return self.second_area is None or self.second_area == self.area_type

    @rule(
        "Nhóm chưa có hộ làm kinh tế giỏi; cần ít nhất một hộ có kinh nghiệm sản xuất, kinh doanh tốt.",
        id="P3-08",
        field="mentors",
        basis=ND_27_2022.cite("Điều 22(1)"),
        about="Nhóm có hộ làm kinh tế giỏi",
    )
    def group_has_an_experienced_member(self) -> bool:
        return self.mentors != 0 or self.form not in FOR_THE_POOR

    @rule(
        "Đã phê duyệt nhưng chưa ghi ai đại diện nhóm; thanh toán qua người đại diện do cộng đồng chọn.",
        id="P3-08",
        field="group_kind",
        warns=True,
        basis=ND_27_2022.cite("Điều 22"),
        about="Nhóm có người đại diện",
    )
    def group_has_a_representative(self) -> bool:
        if self.decision_date is None or self.form not in FOR_THE_POOR:
            return True
        return bool(self.group_kind or self.representative)

    @rule(
        "Dự án liên kết chuỗi phải có đơn vị chủ trì (doanh nghiệp, hợp tác xã…).",
        id="P3-09",
        field="group_kind",
        basis=f"{ND_27_2022.cite('Điều 21')}; {QD_1719.number}",
        about="Chuỗi giá trị có đơn vị chủ trì",
    )
    def chain_has_a_lead(self) -> bool:
        return self.form != "chain" or bool(self.group_kind or self.lead_name)

    @rule(
        "Chưa ghi hợp đồng hoặc biên bản liên kết giữa “{lead_name}” và các hộ.",
        id="P3-09",
        field="linkage",
        warns=True,
        basis=f"{ND_27_2022.cite('Điều 21')}; {QD_1719.number}",
        about="Chuỗi giá trị có hợp đồng liên kết",
    )
    def chain_rests_on_a_contract(self) -> bool:
        return self.form != "chain" or not self.lead_name or bool(self.linkage)

    @rule(
        "Lao động DTTS của đơn vị chủ trì {lead_minority_share}, dưới mức tối thiểu {limit}.",
        id="P3-09",
        field="lead_minority",
        basis=QD_1719.number,
        about="Đơn vị chủ trì đủ lao động DTTS",
    )
    def lead_employs_minority_people(self, norms: NormBook) -> bool | Finding:
        if self.form != "chain" or not self.lead_labour or self.lead_minority is None:
            return True
        norm = norms.at(codes.LABOUR, self.decision_date)
        if norm is None or 100 * self.lead_minority >= norm.value * self.lead_labour:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})
