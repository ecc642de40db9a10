"""The class of a household year by year, each with its standard and decision; knows how nothing is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from desktop.declare.dates import last_day
from desktop.declare.fields import Choice, Date, Integer, LongText, Reference, Text
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.shared.households import Household
from desktop.shared.people import poverty_field
from desktop.shared.places import Place

STANDARDS = {
    "earlier": "Chuẩn trước năm 2022",
    "2022": "Nghị định 07/2021/NĐ-CP (2022–2026)",
    "2027": "Nghị định 351/2025/NĐ-CP (từ 2027)",
    "province": "Chuẩn riêng của tỉnh",
}


def standard_of(year: int) -> str:
    """The national standard in force in a year.

    >>> standard_of(2026), standard_of(2027)
    ('2022', '2027')
    """
    return "earlier" if year < 2022 else "2022" if year < 2027 else "2027"


class PovertyYear(Record):
    """What a household was classed as in one year; next year's list adds to it and changes nothing here."""

    title = "Diện hộ của một năm"
    plural = "Diện hộ theo năm"
    help = "Tự ghi khi nhập hoặc lưu hộ: mỗi hộ mỗi năm một dòng, danh sách năm sau không sửa năm trước."
    icon = "calendar"
    key = ("household", "year")
    shown_by = ("household", "year")
    listed = ("household", "year", "poverty_class", "standard", "decision_number", "decision_date", "commune")

    household = Reference("Hộ gia đình", to=Household, required=True, goes_along=True)
    year = Integer(
        "Năm", required=True, minimum=1990, maximum=2100, grouped=False, headings=("Năm công nhận",)
    )
    poverty_class = poverty_field(required=True, indexed=True)
    standard = Choice("Chuẩn nghèo", STANDARDS)
    decision_number = Text("Số quyết định công nhận", longest=60)
    decision_date = Date("Ngày quyết định")
    commune = Reference("Xã", to=Place, only={"kind": "commune"})
    village = Text("Bản", indexed=True)
    note = LongText("Ghi chú")

    @rule(
        "Năm {year} không theo {standard}; hãy xem lại năm hoặc chuẩn nghèo.",
        field="standard",
        warns=True,
        basis="NĐ 351/2025/NĐ-CP",
        about="Chuẩn nghèo của đúng năm",
    )
    def standard_was_in_force(self) -> bool:
        return self.standard in (None, "province") or self.standard == standard_of(self.year)


def year_of(household: Household) -> PovertyYear | None:
    """What a household, as it stands, says of one year; None where class or year is not known."""
    if not household.id or not household.poverty_class or not household.class_year:
        return None
    return PovertyYear(
        household=household.id,
        year=household.class_year,
        poverty_class=household.poverty_class,
        decision_number=household.decision_number,
        decision_date=household.decision_date,
        commune=household.commune,
        village=household.village,
    )


def with_standards(years: Iterable[PovertyYear], reader: Reader) -> list[PovertyYear]:
    """The same with the standard of their year, where the stored record names none of its own."""
    told = list(years)
    where = [Condition("household", "in", [each.household for each in told])]
    stored = {(each.household, each.year): each.standard for each in reader.rows(PovertyYear, where)}
    for each in told:
        each.__dict__["standard"] = stored.get((each.household, each.year)) or standard_of(each.year)
    return told


def classes_on(reader: Reader, households: Collection[str], day: date) -> dict[str, PovertyYear]:
    """What each household was classed as on a day: by the latest decision made until then.

    A record without the day of its decision counts from the end of its year. Who approves a case keeps
    this as the case's own; a list that comes later changes it no more.
    """
    found: dict[str, tuple[date, int, PovertyYear]] = {}
    for each in reader.rows(PovertyYear, [Condition("household", "in", list(households))]):
        since = last_day(each.decision_date) if each.decision_date else date(each.year, 12, 31)
        rank = (since, each.year, each)
        if since <= day and (each.household not in found or rank[:2] > found[each.household][:2]):
            found[each.household] = rank
    return {household: each for household, (_since, _year, each) in found.items()}
