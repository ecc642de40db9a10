"""The numbers a household, or one of its members, has in other registers; finds nobody by them."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from desktop.declare.fields import Choice, Date, Reference, Text
from desktop.declare.problems import Grade
from desktop.declare.reading import Condition, Reader, Sort
from desktop.declare.records import Record
from desktop.declare.rules import Rule, Twice, rule
from desktop.shared.households import LASTING, Household, Person

SCHEMES = {
    "poverty": "Phần mềm hộ nghèo",
    "protection": "Phần mềm trợ giúp xã hội",
    "residence": "Sổ hộ khẩu",
    "old_identity": "CMND 9 số",
    "insurance": "Bảo hiểm xã hội, y tế",
    "bank": "Ngân hàng Chính sách xã hội",
    "other": "Sổ, phần mềm khác",
}


class HouseholdNumber(Record):
    """One number in one register: a household has as many as there are registers, and former ones stay.

    The household is part of the key: an import that gives a number to another one doubles it and is warned
    of, instead of taking it away from the first.

    Law: how the number of a household in the register of the poor is made up is published nowhere.
    """

    title = "Mã số ở sổ, phần mềm khác"
    plural = "Mã số ở sổ, phần mềm khác"
    help = "Mỗi mã một dòng: cùng một hộ có thể mang nhiều mã ở nhiều sổ, phần mềm; mã cũ vẫn giữ."
    icon = "household"
    key = ("scheme", "register", "number", "household")
    numbers_of = MappingProxyType({"person": "number", "household": "number"})
    shown_by = ("scheme", "number")
    listed = ("household", "person", "scheme", "register", "number", "valid_to")

    scheme = Choice("Sổ, phần mềm", SCHEMES, required=True, indexed=True)
    register = Text("Tên sổ, phần mềm", longest=80, hint="Chỉ ghi khi chọn “Sổ, phần mềm khác”.")
    number = Text("Mã số", longest=40, required=True, indexed=True, sensitive=True)
    household = Reference("Hộ gia đình", to=Household, only=LASTING, required=True, goes_along=True)
    person = Reference("Thành viên", to=Person, hint="Để trống khi là mã của cả hộ.", goes_along=True)
    valid_from = Date("Từ ngày")
    valid_to = Date("Đến ngày", hint="Để trống nếu còn dùng.")

    @rule("Chọn “Sổ, phần mềm khác” thì ghi tên sổ, phần mềm.", field="register")
    def other_register_is_named(self) -> bool:
        return self.scheme != "other" or bool(self.register)


def numbers_of(household: str, reader: Reader) -> Iterator[str]:
    """The numbers of a household as it is told of them, those of its members left out."""
    own = [Condition("household", "is", household), Condition("person", "empty")]
    for one in reader.rows(HouseholdNumber, own, [Sort("scheme")]):
        yield f"{one.register or HouseholdNumber.scheme.format(one.scheme)}: {one.number}"


RULES = [
    Rule(
        "",
        "number_means_one_household",
        "Mã số này ở cùng sổ, phần mềm đã ghi cho hộ khác ({other}): xem mã nào đúng, hoặc hai hộ là một.",
        HouseholdNumber,
        Twice(["scheme", "number"], [Condition("scheme", "is_not", "other")], ["household"]),
        field="number",
        grade=Grade.WARN,
        about="Một mã số chỉ của một hộ",
    )
]
