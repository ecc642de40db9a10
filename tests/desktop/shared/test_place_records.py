"""What events, decisions on splits, area statuses and conversion rows must keep."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.problems import Refusal
from desktop.declare.records import Record
from desktop.shared import AreaStatus, Place, PlaceEvent, SplitDecision, UnitConversion
from desktop.shared.area_status import overlapping
from desktop.shared.place_events import UnitAfter, UnitBefore, unit_id
from desktop.shared.place_splits import SplitPart, unlinked_parts
from desktop.workspace import Workspace

FIRST, NEXT = date(2025, 7, 1), date(2027, 1, 1)
NA_SON, WARD = (unit_id(code, "commune", FIRST) for code in ("03203", "03127"))
OLD_NA_SON, KEO_LOM, TOWN = (unit_id(code, "commune", None) for code in ("03205", "03376", "03203"))


def broken(record: Record) -> set[str]:
    return {problem.rule.rpartition(".")[2] for problem in record.problems()}


def event(*units: str, kind: str = "merge", **more: Any) -> PlaceEvent:
    values: dict[str, Any] = {
        "kind": kind,
        "on": NEXT,
        "about": "nhập xã",
        "decision": "99/NQ-UBTVQH",
        "before": [UnitBefore(unit=each) for each in units],
        "after": [UnitAfter(code="03203", name="Xã Mới", unit_type="xã")],
    }
    return PlaceEvent(**(values | more))


def decision(*parts: SplitPart, how: str = "share", **more: Any) -> SplitDecision:
    values: dict[str, Any] = {
        "place": NA_SON,
        "how": how,
        "basis": "15/BB",
        "decided_on": FIRST,
        "officer": "Lò Văn Một",
        "parts": list(parts),
    }
    return SplitDecision(**(values | more))


def half(into: str, share: str = "50") -> SplitPart:
    return SplitPart(into=into, share=Decimal(share))


def test_that_names_enough_units() -> None:
    assert "names_enough_units" not in broken(event(NA_SON, WARD))
    assert "names_enough_units" in broken(event(NA_SON))
    assert "names_enough_units" in broken(event(NA_SON, kind="split"))
    assert "names_enough_units" in broken(event(NA_SON, kind="abolish"))
    assert "names_enough_units" in broken(event(NA_SON, WARD, kind="rename"))


def test_that_names_each_unit_once() -> None:
    assert "names_each_unit_once" in broken(event(NA_SON, NA_SON))
    assert "names_each_unit_once" not in broken(event(NA_SON, WARD))


def test_that_parts_only_where_merged() -> None:
    part = [UnitBefore(unit=NA_SON, how="part")]
    assert "parts_only_where_merged" in broken(event(kind="rename", before=part))
    assert "parts_only_where_merged" not in broken(event(before=part))


def test_that_units_stand_before(workspace: Workspace) -> None:
    with pytest.raises(Refusal, match="đã hết hiệu lực"):
        workspace.save(event(KEO_LOM, NA_SON))


def test_that_no_unit_ends_twice(workspace: Workspace) -> None:
    workspace.save(event(NA_SON, kind="rename"))
    with pytest.raises(Refusal, match="chồng nhau"):
        workspace.save(event(NA_SON, kind="rename", about="lần nữa"))


def test_that_a_decision_has_several_parts() -> None:
    assert "has_several_parts" in broken(decision(half(KEO_LOM, "100")))
    assert "has_several_parts" not in broken(decision(half(KEO_LOM), half(OLD_NA_SON)))


def test_that_shares_sum_to_one() -> None:
    assert "shares_sum_to_one" in broken(decision(half(KEO_LOM), half(OLD_NA_SON, "49.9999")))
    assert "shares_sum_to_one" not in broken(decision(half(KEO_LOM), half(OLD_NA_SON)))


def test_that_villages_are_named() -> None:
    named = [SplitPart(into=KEO_LOM, village="Bản Một"), SplitPart(into=OLD_NA_SON, village="Bản Hai")]
    assert not broken(decision(*named, how="village"))
    assert "villages_are_named" in broken(decision(half(KEO_LOM), half(OLD_NA_SON), how="village"))


def test_that_a_split_goes_to_others() -> None:
    assert "goes_to_others" in broken(decision(half(NA_SON), half(KEO_LOM)))


def test_that_parts_are_linked(workspace: Workspace) -> None:
    workspace.save(decision(half(KEO_LOM), half(OLD_NA_SON)))
    workspace.save(decision(half(KEO_LOM), half(WARD), decided_on=NEXT))
    with workspace.store.reading() as reader:
        assert [finding.says["names"] for finding in unlinked_parts(reader, None)] == ["Phường Điện Biên Phủ"]


def status(kind: str, first: date, last: date | None = None, **more: Any) -> AreaStatus:
    return AreaStatus(
        place=NA_SON, kind=kind, valid_from=first, valid_to=last, decision="60/QĐ-BDTTG", **more
    )


def test_that_names_the_village() -> None:
    assert "names_the_village" in broken(status("hardest_village", FIRST))
    assert not broken(status("hardest_village", FIRST, village="Bản Một"))


def test_that_a_status_ends_after_it_begins() -> None:
    assert "ends_after_it_begins" in broken(status("border", NEXT, FIRST))


def test_that_one_status_at_a_time(workspace: Workspace) -> None:
    workspace.save(status("region_2", FIRST, date(2026, 12, 31)))
    workspace.save(status("region_3", NEXT))
    with workspace.store.reading() as reader:
        assert not list(overlapping(reader, None))
    workspace.save(status("region_1", date(2027, 6, 1)))
    with workspace.store.reading() as reader:
        assert len(list(overlapping(reader, None))) == 1
    with workspace.writing("chưa rõ ngày") as writing:
        writing.save(AreaStatus(place=NA_SON, kind="region_1"))
    with workspace.store.reading() as reader:
        assert len(list(overlapping(reader, None))) == 1


def test_that_codes_have_five_digits() -> None:
    row = UnitConversion(old_code="3203", old_name="A", new_code="03203", new_name="B", on=FIRST)
    assert broken(row) == {"codes_have_five_digits"}
    assert not broken(row.changed(old_code="03203"))


@pytest.mark.parametrize(
    ("name", "called"),
    {
        "Huyện Điện Biên Đông": "Huyện Điện Biên Đông",
        "Huyện Tủa Chùa": "Huyện Tủa Chùa",
        "HUYỆN  TỦA CHÙA": "Huyện Tủa Chùa",
        "Huyen Tua Chua": "Huyện Tủa Chùa",
        "Quận Hoàn Kiếm": "Quận Hoàn Kiếm",
        "Quan Hoan Kiem": "Quận Hoàn Kiếm",
        "Xã Tủa Chùa": "Xã Tủa Chùa",
        "Quản Bạ": "Xã Quản Bạ",
        "Quan Ba": "Xã Quản Bạ",
        "Huyền Hội": "Xã Huyền Hội",
        "Huyen Hoi": "Xã Huyền Hội",
        "Huyen Tung": "Phường Huyền Tụng",
    }.items(),
)
def test_that_a_district_is_no_commune_of_the_same_name(workspace: Workspace, name: str, called: str) -> None:
    with workspace.store.reading() as reader:
        found = reader.rows_by_ids(Place, list(Place.find(name, {}, reader)))
        assert {place.name for place in found} == {called}


def test_that_where_a_commune_is_asked_for_no_district_gives_it(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        assert not Place.find("Huyện Tủa Chùa", {"kind": "commune"}, reader)
        assert Place.find("Xã Tủa Chùa", {"kind": "commune"}, reader)
