"""The unit pack: complete, honest about splits, and the same whenever it is made."""

import gzip
import importlib.util
import json
import unicodedata
import uuid
from collections import Counter, defaultdict
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from desktop.resources import resource
from desktop.shared.units import Unit, UnitLink, read_units


@pytest.fixture(scope="module")
def pack() -> tuple[list[Unit], list[UnitLink]]:
    return read_units()


@pytest.fixture(scope="module")
def units(pack: tuple[list[Unit], list[UnitLink]]) -> dict[str, Unit]:
    return {unit.id: unit for unit in pack[0]}


@pytest.fixture(scope="module")
def successors(pack: tuple[list[Unit], list[UnitLink]]) -> dict[str, list[UnitLink]]:
    found: dict[str, list[UnitLink]] = defaultdict(list)
    for link in pack[1]:
        found[link.old].append(link)
    return found


def test_that_all_units_of_before_and_after_the_first_of_july_2025_are_there(units: dict[str, Unit]) -> None:
    old = Counter(unit.kind for unit in units.values() if unit.valid_to == "2025-06-30")
    new = Counter(unit.kind for unit in units.values() if unit.valid_from == "2025-07-01")

    assert old == {"province": 63, "district": 696, "commune": 10_035}
    assert new == {"province": 34, "commune": 3_321}
    assert sum(old.values()) + sum(new.values()) == len(units)
    assert all((unit.valid_from is None) != (unit.valid_to is None) for unit in units.values())


def test_that_the_new_communes_have_the_official_types(units: dict[str, Unit]) -> None:
    types = Counter(unit.unit_type for unit in units.values() if unit.kind == "commune" and unit.valid_from)

    assert types == {"xã": 2_621, "phường": 687, "đặc khu": 13}


def test_that_na_son_has_the_code_of_the_former_town(
    pack: tuple[list[Unit], list[UnitLink]], units: dict[str, Unit]
) -> None:
    new = next(unit for unit in units.values() if (unit.code, unit.valid_from) == ("03203", "2025-07-01"))
    members = {
        (units[link.old].code, units[link.old].name, link.kind) for link in pack[1] if link.new == new.id
    }

    assert new.name == "Xã Na Son"
    assert units[new.parent or ""].name == "Tỉnh Điện Biên"
    assert members == {
        ("03203", "Thị trấn Điện Biên Đông", "whole"),
        ("03205", "Xã Na Son", "whole"),
        ("03376", "Xã Keo Lôm", "whole"),
    }


def test_that_every_old_commune_of_dien_bien_went_whole_into_one_new_commune(
    units: dict[str, Unit], successors: dict[str, list[UnitLink]]
) -> None:
    old_province = next(
        u for u in units.values() if (u.kind, u.code, u.valid_from) == ("province", "11", None)
    )
    districts = {unit.id for unit in units.values() if unit.parent == old_province.id}
    communes = [unit for unit in units.values() if unit.parent in districts]
    new = {successors[unit.id][0].new for unit in communes}

    assert (len(districts), len(communes), len(new)) == (10, 129, 45)
    assert all([link.kind for link in successors[unit.id]] == ["whole"] for unit in communes)
    assert {units[units[number].parent or ""].name for number in new} == {"Tỉnh Điện Biên"}


def test_that_each_link_leads_from_an_old_unit_to_a_new_one(
    pack: tuple[list[Unit], list[UnitLink]], units: dict[str, Unit]
) -> None:
    assert all(units[link.old].valid_to == "2025-06-30" for link in pack[1])
    assert all(units[link.new].valid_from == "2025-07-01" for link in pack[1])
    assert len({(link.old, link.new) for link in pack[1]}) == len(pack[1])
    assert all(link.share is None and link.basis for link in pack[1])


def test_that_a_split_names_all_its_candidates_and_a_whole_link_stands_alone(
    successors: dict[str, list[UnitLink]],
) -> None:
    for links in successors.values():
        kinds = [link.kind for link in links]
        assert kinds == ["whole"] or (set(kinds) == {"part"} and len(kinds) >= 2)
    assert sum(links[0].kind == "part" for links in successors.values()) == 444


def test_that_only_districts_have_no_successor_and_no_new_unit_comes_from_nowhere(
    pack: tuple[list[Unit], list[UnitLink]], units: dict[str, Unit], successors: dict[str, list[UnitLink]]
) -> None:
    lost = [unit for unit in units.values() if unit.valid_to and unit.id not in successors]
    islands = [unit.name for unit in units.values() if unit.kind == "district" and unit.id in successors]

    assert {unit.kind for unit in lost} == {"district"}
    # These five had no communes; the district itself became a special zone.
    assert sorted(islands) == [
        "Huyện Bạch Long Vĩ", "Huyện Côn Đảo", "Huyện Cồn Cỏ", "Huyện Hoàng Sa", "Huyện Lý Sơn",
    ]  # fmt: skip
    assert {link.new for link in pack[1]} == {unit.id for unit in units.values() if unit.valid_from}


def test_that_a_new_commune_lies_in_the_successor_of_its_members_province(
    units: dict[str, Unit], successors: dict[str, list[UnitLink]]
) -> None:
    for links in successors.values():
        for link in links:
            old, new = units[link.old], units[link.new]
            if new.kind == "commune":
                district = old if old.kind == "district" else units[old.parent or ""]
                assert successors[district.parent or ""][0].new == new.parent


def test_that_parents_come_first_and_are_of_the_kind_above(pack: tuple[list[Unit], list[UnitLink]]) -> None:
    seen: dict[str, Unit] = {}
    above = {("district", False): "province", ("commune", False): "district", ("commune", True): "province"}
    for unit in pack[0]:
        if unit.kind == "province":
            assert unit.parent is None
        else:
            assert unit.parent is not None
            assert seen[unit.parent].kind == above[unit.kind, unit.valid_from is not None]
        seen[unit.id] = unit


def test_that_ids_are_uuids_and_codes_keep_their_zeros(units: dict[str, Unit]) -> None:
    digits = {"province": 2, "district": 3, "commune": 5}

    assert all(uuid.UUID(unit.id).version == 5 for unit in units.values())
    assert all(unit.code.isdigit() and len(unit.code) == digits[unit.kind] for unit in units.values())
    assert len({(u.kind, u.code, u.valid_from) for u in units.values()}) == len(units)


def test_that_an_id_never_changes_with_the_pack(units: dict[str, Unit]) -> None:
    assert units["47f67654-4461-5d52-b747-28e7d3c26832"].name == "Xã Na Son"
    assert units["be3af6cd-42a1-5ed9-be06-1daeec7137ca"].code == "03205"


def test_that_names_are_spelled_as_official_lists_do(units: dict[str, Unit]) -> None:
    old_style = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ")
    for unit in units.values():
        words = unit.name.split(" ")
        assert unit.name == unicodedata.normalize("NFC", " ".join(words))
        assert unit.name.casefold().startswith(unit.unit_type + " ")
        assert unit.name.startswith(unit.unit_type[0].upper() + unit.unit_type[1:])
        assert not any(word.casefold().endswith(old_style) for word in words)
    assert {"Xã Pa Ủ", "Xã Mường É", "Thị trấn Óc Eo", "Thị xã Mường Lay"} <= {u.name for u in units.values()}


def test_that_the_pack_agrees_with_a_provincial_list(
    pack: tuple[list[Unit], list[UnitLink]], units: dict[str, Unit]
) -> None:
    """One former district and what its communes became, as a provincial list gives it."""
    expected = json.loads((Path(__file__).parent / "dien_bien_dong.json").read_text(encoding="utf-8"))
    old_district = next(u for u in units.values() if (u.kind, u.code) == ("district", "101"))
    found: dict[str, list[str]] = defaultdict(list)
    for link in pack[1]:
        if units[link.old].parent == old_district.id:
            found[f"{units[link.new].code} {units[link.new].name}"].append(
                f"{units[link.old].code} {units[link.old].name}"
            )

    assert dict(found) == expected


def test_that_points_lie_in_viet_nam_and_the_archipelagos_at_sea(units: dict[str, Unit]) -> None:
    points = {unit.id: (unit.latitude, unit.longitude) for unit in units.values() if unit.latitude}
    zones = {unit.name: unit.longitude or 0.0 for unit in units.values() if unit.unit_type == "đặc khu"}

    assert all(6 < (north or 0) < 24 and 102 < (east or 0) < 118 for north, east in points.values())
    assert len(units) - len(points) == 19
    assert zones["Đặc khu Hoàng Sa"] > 111 and zones["Đặc khu Trường Sa"] > 111


def test_that_a_missing_pack_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTP_RESOURCES", str(tmp_path))

    with pytest.raises(FileNotFoundError, match=r"units\.json\.gz.*cài lại"):
        read_units()


def test_that_another_folder_of_resources_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "units").mkdir()
    monkeypatch.setenv("NTP_RESOURCES", str(tmp_path))

    assert resource("units") == tmp_path / "units"


def source_is_installed() -> bool:
    try:
        return distribution("vietnamadminunits").version == "1.0.4"
    except PackageNotFoundError:
        return False


def test_that_the_pack_is_made_again_the_same_where_its_source_is_installed(tmp_path: Path) -> None:
    committed = resource("units/units.json.gz")
    assert committed.read_bytes()[4:8] == b"\0\0\0\0", "no time of making in the file"
    if not source_is_installed():
        return
    spec = importlib.util.spec_from_file_location("make_units", resource("units/make_units.py"))
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)

    maker.make_pack(maker.find_source(), resource("units/corrections.csv"), tmp_path)

    # Compressed bytes may differ between versions of zlib; what is in them may not.
    made = gzip.decompress((tmp_path / "units.json.gz").read_bytes())
    assert made == gzip.decompress(committed.read_bytes())
