"""Households and their members, with the class, decision and address an officer lists them by."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from desktop.declare.charts import Chart, StackedBarChart
from desktop.declare.fields import (
    Choice,
    Computed,
    Date,
    Integer,
    LongText,
    Reference,
    Text,
    YesNo,
)
from desktop.declare.problems import Grade
from desktop.declare.reading import Condition
from desktop.declare.rules import Rule, rule
from desktop.shared import codes
from desktop.shared.duplicates import AlikeByName, OneNumberTwoPersons
from desktop.shared.identity import NUMBER_BASIS
from desktop.shared.people import (
    HEADS_OF_HOUSEHOLDS,
    KINH,
    Numbered,
    birth_field,
    commune_field,
    ethnicity_field,
    identity_field,
    old_commune_field,
    old_district_field,
    poverty_field,
    sex_field,
    village_field,
)

LASTING = MappingProxyType({"ended_on": None})
"""What a list of today means by a household: one that has not ended."""


def is_minority(ethnicity: str | None, spouse: str | None) -> bool | None:
    """Whether a household is a minority household: head or spouse is of a minority (TT 02/2022/TT-UBDT)."""
    known = [people for people in (ethnicity, spouse) if people]
    return any(people != KINH for people in known) if known else None


class Household(Numbered):
    """One household as the commune lists it, with its poverty class of a year and the decision behind it."""

    title = "Hộ gia đình"
    plural = "Danh sách hộ"
    icon = "household"
    key = ("commune", "village", "head_name", "birth")
    known_by = MappingProxyType({"identity_number": (), "external_number": ("commune",)})
    shown_by = ("head_name", "village")
    lasts = ("split_on", "ended_on")
    listed = (
        "head_name",
        "village",
        "commune",
        "birth",
        "ethnicity",
        "members",
        "poverty_class",
        "class_year",
    )

    head_name = Text(
        "Họ và tên chủ hộ",
        person=True,
        required=True,
        sensitive=True,
        section="Chủ hộ",
        headings=HEADS_OF_HOUSEHOLDS,
    )
    sex = sex_field(section="Chủ hộ")
    birth = birth_field(section="Chủ hộ")
    ethnicity = ethnicity_field(required=True, section="Chủ hộ")
    spouse_ethnicity = ethnicity_field("Dân tộc của vợ/chồng", section="Chủ hộ")
    minority = Computed(
        YesNo("Hộ dân tộc thiểu số", section="Chủ hộ"),
        of=lambda household: is_minority(household.ethnicity, household.spouse_ethnicity),
    )
    identity_number = identity_field(section="Chủ hộ")
    identity_issued_on = Date("Ngày cấp", precision="day", future=False, section="Chủ hộ")
    external_number = Text("Mã hộ", longest=40, section="Chủ hộ", hint="Mã trong phần mềm hộ nghèo, nếu có.")

    commune = commune_field(required=True, section="Nơi ở")
    village = village_field(section="Nơi ở")
    old_commune = old_commune_field(section="Nơi ở")
    old_district = old_district_field(section="Nơi ở")
    permanent_address = Text("Nơi thường trú", section="Nơi ở", sensitive=True)

    members = Integer(
        "Số khẩu",
        required=True,
        minimum=1,
        maximum=40,
        section="Phân loại hộ",
        headings=(
            "Số nhân khẩu",
            "Nhân khẩu",
            "Khẩu",
            "Số khẩu trong hộ",
            "Tổng số nhân khẩu",
            "Số người trong hộ",
            "Số thành viên hộ",
        ),
    )
    poverty_class = poverty_field(
        required=True,
        indexed=True,
        section="Phân loại hộ",
        headings=(
            *("Phân loại hộ", "Phân loại", "Đối tượng hộ", "Tình trạng nghèo", "Diện chính sách"),
            "Diện",
        ),
    )
    class_year = Integer(
        "Năm công nhận",
        minimum=1990,
        maximum=2100,
        grouped=False,
        section="Phân loại hộ",
        headings=("Năm", "Năm rà soát", "Năm phê duyệt", "Năm công nhận hộ nghèo"),
    )
    decision_number = Text(
        "Số quyết định công nhận",
        longest=60,
        section="Phân loại hộ",
        headings=(
            *("Số quyết định", "Quyết định số", "Số QĐ", "Quyết định công nhận hộ nghèo"),
            "Quyết định công nhận",
        ),
    )
    decision_date = Date("Ngày quyết định", section="Phân loại hộ", headings=("Ngày QĐ",))
    left_poverty_on = Date("Thời điểm thoát nghèo", section="Phân loại hộ")
    woman_sole_worker = YesNo("Phụ nữ làm chủ hộ, lao động duy nhất", section="Hoàn cảnh")
    merit = YesNo("Có người có công", section="Hoàn cảnh")
    social_protection = YesNo("Có đối tượng bảo trợ xã hội", section="Hoàn cảnh")
    disability = YesNo("Có người khuyết tật", sensitive=True, section="Hoàn cảnh")
    split_on = Date("Thời điểm tách hộ", section="Hoàn cảnh")
    ended_on = Date(
        "Không còn là hộ từ", section="Hoàn cảnh", hint="Hộ đã nhập vào hộ khác, hoặc cả hộ đã chuyển đi."
    )
    reason = LongText("Lý do đề nghị", section="Hoàn cảnh")
    note = LongText("Ghi chú", section="Hoàn cảnh")

    @rule(
        "Chưa ghi số quyết định công nhận {poverty_class}; ghi số quyết định của xã.",
        field="decision_number",
        warns=True,
        basis="QĐ 24/2021/QĐ-TTg",
        about="Có số quyết định công nhận diện hộ",
    )
    def class_rests_on_a_decision(self) -> bool:
        # Lists of before the Decision (in force from 2022) rest on the district's, and name none.
        is_older = self.class_year is not None and self.class_year < 2022
        return bool(self.decision_number) or self.poverty_class == "other" or is_older

    @rule(
        "Ngày sinh sau ngày quyết định.",
        id="G03",
        field="birth",
        warns=True,
        about="Ngày sinh trước ngày quyết định",
    )
    def head_was_born_before_the_decision(self) -> bool:
        return self.birth is None or self.decision_date is None or self.birth <= self.decision_date


CHARTS: list[Chart] = [
    StackedBarChart(
        "Xã nào còn nhiều hộ nghèo, hộ cận nghèo?",
        Household,
        group_by="commune",
        split_by="poverty_class",
        where=(Condition("poverty_class", "in", ["poor", "near_poor"]),),
        name="poor_households",
        unit="hộ",
        help="Hộ đã nhập vào hộ khác, đã chuyển đi hoặc không còn thì không tính vào ngày đó.",
    )
]


def household_field(label: str = "Hộ gia đình", **options: Any) -> Reference:
    """The household a record speaks of: found by its number, else by head, birth year, village and commune.

    The record calls these fields as the household does.
    """
    by_name = {name: name for name in ("commune", "village", "head_name", "birth")}
    ways = ({"identity_number": "identity_number"}, by_name)
    return Reference(label, to=Household, only=LASTING, found_by=ways, **options)


class Person(Numbered):
    """One member of a household."""

    title = "Nhân khẩu"
    plural = "Danh sách nhân khẩu"
    icon = "person"
    key = ("commune", "village", "household_number", "full_name", "birth")
    known_by = MappingProxyType({"identity_number": ()})
    shown_by = ("full_name",)
    listed = ("full_name", "relation", "birth", "sex", "ethnicity", "village", "commune", "household_number")

    full_name = Text(
        "Họ và tên",
        person=True,
        required=True,
        sensitive=True,
        headings=(
            *("Họ, chữ đệm và tên khai sinh", "Họ tên", "Họ và tên thành viên"),
            *("Họ tên thành viên", "Họ và tên thành viên trong hộ", "Họ và tên các thành viên"),
            *("Thành viên hộ", "Họ tên nhân khẩu", "Họ và tên người trong hộ"),
        ),
    )
    sex = sex_field(headings=("GT", "GT (1: Nam; 2: Nữ)"))
    birth = birth_field()
    relation = Choice(
        "Quan hệ với chủ hộ",
        codes.names(codes.relations()),
        spellings=codes.spellings(codes.relations()),
        headings=("Quan hệ", "Là gì của chủ hộ", "Là gì với chủ hộ"),
    )
    ethnicity = ethnicity_field(headings=("DT",))
    identity_number = identity_field("Số định danh cá nhân")
    household_number = Text("Hộ số", longest=20, indexed=True, headings=("Số hộ", "Hộ thứ", "Mã hộ"))
    household = Reference(
        "Hộ gia đình",
        to=Household,
        only=LASTING,
        found_by=(
            {"identity_number": "identity_number"},
            {"commune": "commune", "village": "village", "head_name": "full_name", "birth": "birth"},
        ),
        together=("commune", "village", "household_number"),
    )
    joined_on = Date("Vào hộ từ")
    left_on = Date("Rời hộ từ", hint="Ngày chuyển đi, tách ra hoặc mất; để trống khi còn trong hộ.")
    education = Text("Trình độ", headings=("Trình độ học vấn", "Học vấn", "Trình độ văn hóa", "Văn hóa"))
    situation = Text(
        "Tình trạng",
        headings=("Tình trạng việc làm", "Việc làm", "Nghề nghiệp, việc làm", "Nghề nghiệp hiện tại"),
    )
    commune = commune_field()
    village = village_field()
    old_commune = old_commune_field()
    old_district = old_district_field()
    note = LongText("Ghi chú")

    @rule(
        "Quan hệ “{relation}” không hợp với giới tính {sex}.",
        field="sex",
        warns=True,
        about="Quan hệ hợp với giới tính",
    )
    def relation_agrees_with_sex(self) -> bool:
        known = codes.relations().get(self.relation or "")
        return known is None or not known.sex or self.sex is None or known.sex == self.sex


RULES = [
    Rule(
        "G05",
        "one_number_one_household",
        "Số CCCD này cũng đứng tên {other}; một số chỉ của một người.",
        Household,
        OneNumberTwoPersons(Household, "identity_number", "head_name"),
        field="identity_number",
        basis=NUMBER_BASIS,
        about="Mỗi số CCCD một chủ hộ",
    ),
    Rule(
        "G12",
        "household_is_listed_once",
        "Gần giống {other} cùng bản, cùng năm sinh: có thể là một hộ ghi hai lần.",
        Household,
        AlikeByName(Household, "head_name", "birth", ("commune", "village"), "identity_number"),
        field="head_name",
        grade=Grade.WARN,
        about="Mỗi hộ ghi một lần",
    ),
    Rule(
        "G05",
        "one_number_one_person",
        "Số định danh này cũng đứng tên {other}; một số chỉ của một người.",
        Person,
        OneNumberTwoPersons(Person, "identity_number", "full_name", also_same_person=True),
        field="identity_number",
        basis=NUMBER_BASIS,
        about="Mỗi số định danh một người",
    ),
    Rule(
        "G12",
        "person_is_listed_once",
        "Gần giống {other} cùng hộ, cùng năm sinh: có thể là một người ghi hai lần.",
        Person,
        AlikeByName(
            Person, "full_name", "birth", ("commune", "village", "household_number"), "identity_number"
        ),
        field="full_name",
        grade=Grade.WARN,
        about="Mỗi người ghi một lần",
    ),
]
