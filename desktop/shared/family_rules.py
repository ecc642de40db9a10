"""The sentences about members and their household, each with its grade as the reference has it."""

from __future__ import annotations

from desktop.declare.problems import Grade
from desktop.declare.rules import Rule
from desktop.shared import families
from desktop.shared.households import Household, Person
from desktop.shared.programme_texts import TT_02_2022_UBDT

RULES = [
    Rule(
        "",
        "family_has_a_head",
        "Hộ này không có ai ghi là chủ hộ; hãy ghi quan hệ của chủ hộ.",
        Person,
        families.head_is_missing,
        field="relation",
        # No member of such a family is wrong itself, so none is returned.
        grade=Grade.WARN,
        about="Mỗi hộ có chủ hộ",
    ),
    Rule(
        "",
        "family_has_one_head",
        "Hộ này đã có chủ hộ là {other}; một hộ chỉ có một chủ hộ.",
        Person,
        families.head_is_one,
        field="relation",
        about="Mỗi hộ một chủ hộ",
    ),
    Rule(
        "",
        "ages_fit_the_head",
        "Chủ hộ sinh năm {head}: con, hoặc bố mẹ, cách chủ hộ chưa đủ 12 năm; xem lại ngày sinh, quan hệ.",
        Person,
        families.ages_fit,
        field="birth",
        grade=Grade.WARN,
        about="Tuổi con và bố mẹ hợp với tuổi chủ hộ",
    ),
    Rule(
        "G11",
        "members_are_as_many_as_listed",
        "Danh sách hộ ghi {listed} khẩu, ở đây có {here}.",
        Person,
        families.count_agrees,
        field="household_number",
        grade=Grade.WARN,
        about="Số khẩu khớp với danh sách hộ",
    ),
    Rule(
        "",
        "head_is_named_as_listed",
        "Danh sách hộ ghi tên chủ hộ là {listed}; hãy ghi một tên ở cả hai nơi.",
        Person,
        families.head_is_named_alike,
        field="full_name",
        grade=Grade.WARN,
        about="Tên chủ hộ khớp với danh sách hộ",
    ),
    Rule(
        "G06",
        "people_is_as_listed",
        "Danh sách hộ ghi dân tộc là {listed}; hộ dân tộc thiểu số được tính theo chủ hộ hoặc vợ, chồng.",
        Person,
        families.peoples_agree,
        field="ethnicity",
        grade=Grade.WARN,
        basis=TT_02_2022_UBDT.cite("Điều 4"),
        about="Dân tộc chủ hộ, vợ hoặc chồng khớp với danh sách hộ",
    ),
    Rule(
        "",
        "household_is_in_the_list",
        "Hộ này chưa có trong danh sách hộ của bản; nhập danh sách hộ rồi hộ sẽ được nối vào.",
        Person,
        families.household_is_listed,
        field="full_name",
        grade=Grade.WARN,
        about="Hộ của nhân khẩu có trong danh sách hộ",
    ),
    Rule(
        "",
        "household_has_members",
        "Hộ {head}, {village}, có trong danh sách hộ nhưng không có nhân khẩu nào.",
        Household,
        families.household_has_members,
        field="members",
        grade=Grade.WARN,
        about="Mỗi hộ có danh sách nhân khẩu",
        also=(Person,),
    ),
]
