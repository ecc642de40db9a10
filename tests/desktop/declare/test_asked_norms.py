"""Asks whether the norms that speak of a field are found as they apply on the day of the case."""

from datetime import date
from decimal import Decimal

from desktop.declare.asked_norms import asked_norms
from desktop.declare.fields import Computed, Date, Integer, Money, Percent
from desktop.declare.norms import LegalText, Norm, NormBook
from desktop.declare.records import Record
from desktop.declare.rules import rule

OLD, NEW = LegalText("QĐ 1/2020"), LegalText("QĐ 2/2024")


def norm(code: str, value: int, text: LegalText, first: date, last: date | None = None) -> Norm:
    return Norm(code, "Nhà ở", "max", Decimal(value), "đ", "hộ", text, valid_from=first, valid_to=last)


BOOK = NormBook(
    [
        norm("A", 40, OLD, date(2020, 1, 1), date(2023, 12, 31)),
        norm("A", 60, NEW, date(2024, 1, 1)),
        norm("B", 5, NEW, date(2024, 1, 1)),
    ]
)


class Case(Record):
    title = "Nhà"

    decided_on = Date("Ngày")
    central = Money("Trung ương")
    local = Money("Địa phương")
    rooms = Integer("Số gian")
    share = Computed(
        Percent("Phần"), of=lambda one, norms: norms.at("B", one.decided_on) and Decimal(5), by_norms=True
    )

    @rule("Vượt mức.", field="central")
    def central_is_within_norm(self, norms: NormBook) -> bool:
        if self.central is None:
            return True
        found = norms.at("A", self.decided_on)
        return found is None or self.central <= found.value

    @rule("Thiếu.", field="local")
    def local_is_enough(self, norms: NormBook) -> bool:
        assert self.local is not None
        return self.rooms + 1 > 0 and norms.at("B", self.decided_on) is not None

    @rule("Ít gian.", field="rooms")
    def has_rooms(self) -> bool:
        return True


def told(record: Record) -> dict[str, list[str]]:
    return {name: [each.basis for each in norms] for name, norms in asked_norms(record, BOOK).items()}


def test_that_the_norm_of_the_day_is_told_before_anything_is_typed() -> None:
    assert told(Case(decided_on=date(2022, 5, 1))) == {"central": ["QĐ 1/2020"]}
    assert told(Case(decided_on=date(2024, 1, 1)))["central"] == ["QĐ 2/2024"]


def test_that_a_rule_that_cannot_be_asked_yet_tells_none() -> None:
    assert "local" not in told(Case(decided_on=date(2025, 1, 1)))
    assert told(Case(decided_on=date(2025, 1, 1), rooms=3))["local"] == ["QĐ 2/2024"]


def test_that_what_is_worked_out_by_norms_names_them() -> None:
    assert told(Case(decided_on=date(2025, 1, 1)))["share"] == ["QĐ 2/2024"]
