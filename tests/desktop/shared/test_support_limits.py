"""Asks whether the rules over all of a household's supports find what they speak of, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from desktop.declare.dates import PartialDate
from desktop.declare.fields import Date, Money, Reference
from desktop.declare.problems import Finding, Grade
from desktop.declare.records import Record
from desktop.declare.supports import Support, Supported
from desktop.shared import EarlierSupport, Household, SupportLimit, SupportScheme
from desktop.shared.support_rules import broken_by
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace


class House(Record):
    title = "Nhà"
    plural = "Danh sách nhà"
    home = Reference("Hộ", to=Household)
    day = Date("Ngày")
    central = Money("Trung ương")
    supports = (Support("house", "Nhà ở", "home", amounts={"NSTW": "central"}, on="day"),)


class Land(Record):
    title = "Đất"
    plural = "Danh sách đất"
    home = Reference("Hộ", to=Household)
    day = Date("Ngày")
    supports = (Support("production_land", "Đất sản xuất", "home", on="day", sensitive=True),)


class Repair(House):
    title = "Sửa nhà"
    plural = "Danh sách sửa nhà"


def given(record_type: type[Record], record: str, on: Any = None, central: int = 0, **more: Any) -> Supported:
    (support,) = record_type.supports
    year = on.year if on else None
    amounts = {"NSTW": central} if central else {}
    return Supported("h", record_type, record, support, support.kind, on, year, amounts, **more)


def limit(**values: Any) -> SupportLimit:
    sound: dict[str, Any] = {
        "code": "P1-09-NO",
        "name": "Nhà ở chỉ hỗ trợ một lần",
        "kind": "once",
        "first": "house",
        "grade": "BLOCK",
        "basis": "TT 01/2022/TT-BXD",
        "valid_from": date(2022, 8, 15),
        "confidence": "H",
    }
    return SupportLimit(**sound | values)


def grades(broken: SupportLimit, *supports: Supported) -> dict[str, Grade | None]:
    return {finding.record: finding.grade for _type, finding in broken_by(broken, supports)}


OLD = given(Repair, "old", PartialDate(2010), 8_400_000)
NEW = given(House, "new", date(2024, 3, 5), 40_000_000, decision="12/QĐ-UBND")


def test_that_supports_keep_their_limits_and_name_both_records() -> None:
    found: dict[str, Finding] = {each.record: each for _type, each in broken_by(limit(), [OLD, NEW])}
    assert found["new"].related == ("old",) and found["old"].related == ("new",)
    assert found["new"].sentence == (
        "Hộ này còn được hỗ trợ nhà ở (Danh sách sửa nhà, 2010, 8.400.000 đ): Nhà ở chỉ hỗ trợ một lần."
    )
    assert "12/QĐ-UBND, 05/03/2024, 40.000.000 đ" in found["old"].sentence
    assert (found["new"].rule, found["new"].field, found["new"].basis) == (
        "P1-09-NO",
        "home",
        "TT 01/2022/TT-BXD",
    )


def test_that_the_later_support_is_at_fault_and_the_earlier_is_told() -> None:
    assert grades(limit(), NEW, OLD) == {"new": Grade.BLOCK, "old": Grade.NOTE}
    unknown = given(Repair, "unknown")
    assert grades(limit(), unknown, NEW) == {"new": Grade.BLOCK, "unknown": Grade.NOTE}
    same_day = given(Repair, "same", date(2024, 3, 5))
    assert grades(limit(), same_day, NEW) == {"new": Grade.BLOCK, "same": Grade.BLOCK}


def test_that_what_is_not_confirmed_only_warns() -> None:
    assert grades(limit(confidence="M"), OLD, NEW)["new"] is Grade.WARN
    assert grades(limit(grade="NOTE", confidence="M"), OLD, NEW)["new"] is Grade.NOTE


def test_that_a_limit_holds_between_its_dates() -> None:
    assert grades(limit(valid_from=date(2024, 3, 5)), OLD, NEW)
    assert grades(limit(valid_from=date(2024, 3, 6)), OLD, NEW) == {}
    assert grades(limit(valid_to=date(2024, 3, 4)), OLD, NEW) == {}
    assert grades(limit(valid_to=date(2024, 3, 5)), OLD, NEW)


def test_that_years_far_apart_do_not_collide() -> None:
    assert grades(limit(years=14), OLD, NEW) == {}
    assert grades(limit(years=15), OLD, NEW)


def test_that_one_list_is_compared_with_itself_only_where_asked() -> None:
    again = given(House, "again", date(2025, 1, 1))
    assert grades(limit(), NEW, again) == {}
    assert grades(limit(within_one_list=True), NEW, again) == {"again": Grade.BLOCK, "new": Grade.NOTE}
    assert grades(limit(within_one_list=True), NEW, NEW) == {}


def test_that_kinds_are_kept_apart() -> None:
    land = given(Land, "land", date(2024, 1, 1))
    apart = limit(kind="apart", second="production_land", grade="WARN")
    assert grades(apart, NEW, land) == {"new": Grade.WARN, "land": Grade.NOTE}
    assert grades(apart, OLD, NEW) == {}


def test_that_what_is_sensitive_is_told_without_its_kind() -> None:
    land = given(Land, "land", date(2024, 1, 1), decision="7/QĐ")
    found = {
        each.record: each
        for _type, each in broken_by(limit(kind="apart", second="production_land"), [land, NEW])
    }
    assert "đất" not in found["new"].sentence.lower() and "7/QĐ" not in found["new"].sentence
    assert found["new"].related == ()


def test_that_a_ceiling_adds_up_one_source_within_its_dates() -> None:
    ceiling = limit(kind="ceiling", amount=45_000_000, source="NSTW", valid_from=date(2023, 2, 23))
    more = given(Repair, "more", date(2025, 3, 1), 5_000_001)
    assert grades(ceiling, OLD, NEW) == {}
    assert grades(ceiling, NEW, more) == {"more": Grade.BLOCK}
    assert grades(ceiling, NEW, given(Repair, "more", date(2025, 3, 1), 5_000_000)) == {}
    assert grades(limit(kind="ceiling", amount=1, source="NĐ28"), NEW, more) == {}
    assert grades(limit(kind="ceiling", amount=45_000_000, years=1), NEW, more) == {}
    (_type, finding), *_rest = broken_by(ceiling, [NEW, more])
    assert "45.000.001 đ, vượt mức 45.000.000 đ" in finding.sentence
    assert finding.about == f"{ceiling.name} trong mức trần"


def test_that_one_support_alone_is_no_matter_of_a_ceiling_over_many() -> None:
    assert grades(limit(kind="ceiling", amount=1), NEW) == {}


def told(record: Record, field: str) -> list[Grade]:
    return [problem.grade for problem in record.problems() if problem.field == field]


def test_that_limit_ends_after_it_begins() -> None:
    assert told(limit(valid_to=date(2022, 8, 14)), "valid_to") == [Grade.BLOCK]
    assert told(limit(valid_to=date(2022, 8, 15)), "valid_to") == []


def test_that_kinds_kept_apart_are_two() -> None:
    assert told(limit(kind="apart"), "second") == [Grade.BLOCK]
    assert told(limit(kind="apart", second="house"), "second") == [Grade.BLOCK]
    assert told(limit(kind="apart", second="herbs"), "second") == []
    assert told(limit(second="herbs"), "second") == [Grade.BLOCK]


def test_that_ceiling_has_an_amount() -> None:
    assert told(limit(kind="ceiling"), "amount") == [Grade.BLOCK]
    assert told(limit(kind="ceiling", amount=5), "amount") == []
    assert told(limit(amount=5), "amount") == [Grade.BLOCK]


def test_that_only_a_confirmed_limit_blocks() -> None:
    assert told(limit(confidence="L"), "grade") == [Grade.NOTE]
    assert told(limit(confidence="L", grade="WARN"), "grade") == []
    assert told(limit(), "grade") == []


def earlier(**values: Any) -> EarlierSupport:
    return EarlierSupport(**{"head_name": "Lò Văn Ví Dụ", "kind": "house", "year": 2010} | values)


def test_that_day_lies_in_its_year() -> None:
    assert told(earlier(received_on=date(2011, 1, 1)), "received_on") == [Grade.BLOCK]
    assert told(earlier(received_on=PartialDate(2010)), "received_on") == []


def test_that_support_was_received() -> None:
    assert told(earlier(year=date.today().year + 1), "year") == [Grade.BLOCK]
    assert told(earlier(year=date.today().year), "year") == []


def test_that_support_leads_to_a_household() -> None:
    assert told(earlier(), "household") == [Grade.NOTE]
    assert told(earlier(identity_number="011083000123"), "household") == [Grade.NOTE]
    assert told(earlier(household="0" * 32), "household") == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("QĐ 167", "167/2008"),
        ("Quyết định số 167/2008/QĐ-TTg", "167/2008"),
        ("CT 134", "134/2004"),
        ("Chương trình 755", "755/2013"),
        ("2085", "2085/2016"),
        ("nhà đại đoàn kết", "DDK"),
        ("QĐ 167/2011", ""),
        ("QĐ 16", ""),
    ],
)
def test_that_a_scheme_is_found_as_lists_write_it(workspace: Workspace, written: str, code: str) -> None:
    with workspace.store.reading() as reader:
        found = [reader.get(SupportScheme, id) for id in SupportScheme.find(written, {}, reader)]
    assert [scheme.code for scheme in found if scheme] == ([code] if code else [])


def test_that_every_shipped_limit_and_scheme_is_sound() -> None:
    shipped: list[Record] = [*SupportLimit.first_records(), *SupportScheme.first_records()]
    for record in shipped:
        assert [each for each in record.problems() if each.grade is Grade.BLOCK] == [], record.values()
    assert {each.code: each.confidence for each in SupportScheme.first_records()}["167/2008"] == "L"
    assert all(
        each.applied_grade is not Grade.BLOCK
        for each in SupportLimit.first_records()
        if each.confidence != "H"
    )


@pytest.fixture
def with_two_waters(workspace: Workspace) -> Callable[[bool], str]:
    def save(within: bool) -> str:
        home = workspace.save(sound_example(workspace, Household)).id or ""
        own: dict[str, Any] = {"household": home, "kind": "scattered_water", "commune": na_son(workspace)}
        for year in (2016, 2024):
            workspace.save(earlier(year=year, **own))
        if within:
            with workspace.store.reading() as reader:
                entries = list(reader.rows(SupportLimit))
            (water,) = [each for each in entries if each.code == "P1-09-NPT"]
            workspace.save(water.changed(within_one_list=True))
        return home

    return save


@pytest.mark.parametrize("within", [False, True])
def test_that_check_applies_the_limits_as_an_officer_edits_them(
    workspace: Workspace, with_two_waters: Callable[[bool], str], within: bool
) -> None:
    with_two_waters(within)
    found = [each for each in workspace.check(EarlierSupport).problems if each.rule.startswith("P1-09")]
    assert sorted(each.grade.value for each in found) == (["NOTE", "WARN"] if within else [])
    assert all(each.record_type == "EarlierSupport" and each.related for each in found)
    told = "Nước sinh hoạt phân tán chỉ hỗ trợ một lần"
    assert {each.about for each in found} <= {f"Cần xem lại: {told}", f"Lưu ý về: {told}"}
