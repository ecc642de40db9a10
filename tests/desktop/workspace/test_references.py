"""Asks whether the unit an officer means is found: old and new, by district, and never by guessing."""

from collections.abc import Mapping
from typing import Any

import pytest

from desktop.declare.fields import Reference
from desktop.declare.reading import Condition
from desktop.shared import Household, Place
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.references import found_one

COMMUNE: Reference = Household.fields["commune"]  # type: ignore[assignment]
OLD_COMMUNE: Reference = Household.fields["old_commune"]  # type: ignore[assignment]


def find(workspace: Workspace, text: str, field: Reference = COMMUNE, **hints: str) -> tuple[Any, Any]:
    """The places stored for a written commune: the one of today, and as it was written."""
    with workspace.store.reading() as reader:
        found = found_one(field, text, hints, reader, workspace.catalog)
        return reader.get(Place, found.id), reader.get(Place, found.as_written) if found.as_written else None


def line_above(workspace: Workspace, place: Any) -> list[str]:
    names = []
    with workspace.store.reading() as reader:
        while place is not None and place.parent:
            place = reader.get(Place, place.parent)
            names.append(place.name)
    return names


@pytest.mark.parametrize("text", ["Na Son", "xã Na Son", "XÃ NA SƠN", "03203", " na son "])
def test_that_a_commune_of_today_is_found(workspace: Workspace, text: str) -> None:
    place, written = find(workspace, text)
    assert (place.id, place.valid_to, written) == (na_son(workspace), None, None)


def test_that_an_old_commune_becomes_the_one_of_today_and_is_kept(workspace: Workspace) -> None:
    place, written = find(workspace, "Na Son", old_district="Điện Biên Đông")
    assert (place.id, place.code) == (na_son(workspace), "03203")
    assert (written.name, written.code) == ("Xã Na Son", "03205")
    assert written.valid_to is not None
    assert "Huyện Điện Biên Đông" in line_above(workspace, written)


def test_that_an_old_town_leads_to_where_it_went(workspace: Workspace) -> None:
    place, written = find(workspace, "TT Điện Biên Đông", old_district="huyện Điện Biên Đông")
    assert place.id == na_son(workspace)
    assert written.unit_type == "thị trấn"


def test_that_an_old_commune_stays_old_where_it_is_asked_as_such(workspace: Workspace) -> None:
    place, written = find(workspace, "Na Son", OLD_COMMUNE, old_district="Điện Biên Đông")
    assert (place.code, written) == ("03205", None)


@pytest.mark.parametrize("hints", [{}, {"old_district": "Huyện Không Có"}])
def test_that_a_name_of_several_communes_is_refused_with_the_count(
    workspace: Workspace, hints: Mapping[str, str]
) -> None:
    with pytest.raises(ValueError, match=r"Có \d+ nơi tên “Tân Lập”"):
        find(workspace, "Tân Lập", **hints)


def test_that_the_province_around_it_settles_a_name(workspace: Workspace) -> None:
    place, _written = find(workspace, "Tân Lập", context="UBND TỈNH LÂM ĐỒNG, danh sách năm 2026")
    assert "Tỉnh Lâm Đồng" in line_above(workspace, place)


def test_that_the_district_that_made_a_list_says_which_commune_is_meant(workspace: Workspace) -> None:
    office = "UBND HUYỆN ĐIỆN BIÊN ĐÔNG\nDANH SÁCH CÁC DỰ ÁN"
    place, written = find(workspace, "Chiềng Sơ", context=office)
    assert "Huyện Điện Biên Đông" in line_above(workspace, written)
    assert "Tỉnh Điện Biên" in line_above(workspace, place)


@pytest.mark.parametrize("context", ["", "DANH SÁCH CÁC DỰ ÁN HUYỆN ĐIỆN BIÊN ĐÔNG (CŨ)"])
def test_that_a_district_of_before_made_no_list(workspace: Workspace, context: str) -> None:
    place, _written = find(workspace, "Chiềng Sơ", context=context)
    assert "Tỉnh Sơn La" in line_above(workspace, place)


@pytest.mark.parametrize("text", ["Xã Không Có", "99999", "?"])
def test_that_what_does_not_exist_is_refused(workspace: Workspace, text: str) -> None:
    with pytest.raises(ValueError, match="Không tìm thấy"):
        find(workspace, text)


def split_commune(workspace: Workspace) -> tuple[Any, str]:
    """An old commune that went into several, with its district."""
    links = workspace.catalog.record_type("PlaceLink")
    with workspace.store.reading() as reader:
        for link in reader.rows(links, [Condition("kind", "is", "part")]):
            place = reader.get(Place, link.old)
            above = reader.get(Place, place.parent or "") if place else None
            if above is not None and above.kind == "district":
                return place, above.name
    raise AssertionError("no commune was split")


def test_that_a_split_commune_is_a_question_for_the_officer(workspace: Workspace) -> None:
    place, district = split_commune(workspace)
    with pytest.raises(ValueError, match="đã chia cho nhiều xã"):
        find(workspace, place.name, old_district=district)
    old, _written = find(workspace, place.name, OLD_COMMUNE, old_district=district)
    assert old.id == place.id


def test_that_the_search_begins_with_what_was_meant(workspace: Workspace) -> None:
    (first, shown), *_rest = workspace.search_reference(COMMUNE, "na son")
    assert first == na_son(workspace)
    assert shown == "Xã Na Son, Tỉnh Điện Biên"
    assert len(workspace.search_reference(COMMUNE, "", limit=7)) == 7
    assert workspace.search_reference(COMMUNE, "không có xã này") == []


def test_that_names_are_shown_and_follow_a_change(workspace: Workspace) -> None:
    id = na_son(workspace)
    habit = workspace.habit()
    assert COMMUNE.format(id, habit) == "Xã Na Son"
    assert COMMUNE.parse("Na Son", habit) == id
    with workspace.store.reading() as reader:
        place = reader.get(Place, id)
    assert place is not None
    workspace.save(place.changed(name="Xã Na Sơn Mới"))
    assert COMMUNE.format(id, habit) == "Xã Na Sơn Mới"
    assert workspace.name_of(Place, "gone") == "gone"


def test_that_a_record_is_found_as_lists_show_it(workspace: Workspace) -> None:
    households = [
        Household(head_name=name, commune=na_son(workspace), village=village)
        for name, village in (("Vàng A Dí", "Bản Na Phát"), ("Vàng A Dí", "Bản Huổi Hin"), ("Lò A, con", ""))
    ]
    with workspace.writing("Dữ liệu thử") as writing:
        one, two, comma = (each.id for each in writing.save_all(households))
    member: Any = workspace.catalog.record_type("Person").fields["household"]
    with workspace.store.reading() as reader:
        for id, text in (
            (one, "Vàng A Dí, Bản Na Phát"),
            (two, "Vàng A Dí, Bản Huổi Hin"),
            (comma, "Lò A, con"),
        ):
            assert found_one(member, text, {}, reader, workspace.catalog).id == id
        with pytest.raises(ValueError, match="Không tìm thấy"):
            found_one(member, "Vàng A Dí, Bản Khác", {}, reader, workspace.catalog)
