"""Villages as versions in time: what a written name means, what is not listed, what a status follows."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop.declare.problems import Grade, Problem
from desktop.shared import AreaStatus, AreaStatuses, Household, Village
from desktop.shared.place_events import unit_id
from desktop.shared.village_list import Villages
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, recognise_files

FIRST = date(2025, 7, 1)
KEO_LOM, TOWN = unit_id("03376", "commune", None), unit_id("03203", "commune", None)
NA_SON, MUONG_NHE = unit_id("03203", "commune", FIRST), unit_id("03160", "commune", FIRST)


@pytest.fixture
def listed(workspace: Workspace) -> Workspace:
    """Na Sang of former Keo Lôm; Na Son has two of its own, one under a new name, one merged from two."""
    with workspace.writing("Thôn, bản") as writing:
        ends = {"valid_to": date(2026, 3, 31), "decision": "12/NQ-HĐND"}
        renamed = writing.save(Village(name="Bản Mường Mới", commune=NA_SON, valid_from=date(2026, 4, 1))).id
        merged = writing.save(Village(name="Bản Phì Cao", commune=NA_SON, valid_from=date(2026, 4, 1))).id
        writing.save_all(
            [
                Village(name="Bản Na Sang", commune=KEO_LOM, also_called="Na Xang; Bản Cũ"),
                Village(name="Bản Huổi Lóng", commune=NA_SON, became=renamed, **ends),
                Village(name="Bản Phì Nhừ", commune=NA_SON, became=merged, **ends),
                Village(name="Bản Sư Lư", commune=NA_SON, became=merged, **ends),
            ]
        )
    return workspace


def household(village: str, **more: str) -> Household:
    values = {"commune": NA_SON, "head_name": "Vàng A Dí", **more}
    return Household(ethnicity="hmong", village=village, members=4, poverty_class="other", **values)


def unlisted(workspace: Workspace) -> list[Problem]:
    found = workspace.check(Household).problems
    return [problem for problem in found if problem.rule.endswith("village_is_in_the_list")]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Na Sang", "Bản Na Sang"),
        ("B. Na Xang", "Bản Na Sang"),
        ("Thôn Na Sang", ""),
        ("bản cũ", "Bản Na Sang"),
    ],
)
def test_that_a_name_is_matched_with_and_without_its_kind(listed: Workspace, written: str, name: str) -> None:
    with listed.store.reading() as reader:
        assert [each.name for each in Villages(reader).meant(NA_SON, written)] == [name] * bool(name)


def test_that_village_is_in_the_list_is_said_softly_with_the_likely_one(listed: Workspace) -> None:
    listed.save(household("Bản Na Sang"))
    listed.save(household("Bản Huổi Lóng", head_name="Sùng A Của"))
    assert unlisted(listed) == []
    listed.save(household("Bản Na Sag", head_name="Giàng A Lử"))
    listed.save(household("Bản Na Sag", head_name="Lò Thị Hoa"))
    (problem,) = unlisted(listed)
    assert problem.grade is Grade.WARN
    assert "gần giống Bản Na Sang" in problem.message
    assert "2 hồ sơ" in problem.message


def test_that_nothing_is_said_of_a_commune_without_a_list(listed: Workspace) -> None:
    listed.save(household("Bản Lạ", commune=MUONG_NHE))
    assert unlisted(listed) == []


def test_that_an_unknown_village_is_imported_all_the_same(listed: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Họ và tên chủ hộ", "Dân tộc", "Bản", "Xã", "Số khẩu", "Diện hộ"])
    sheet.append(["Vàng A Dí", "Mông", "Bản Lạ", "Xã Na Son", 4, "Hộ khác"])
    book.save(tmp_path / "ho.xlsx")
    result = accept(listed, recognise_files(listed, [tmp_path / "ho.xlsx"], record_type=Household))
    assert [(table.new, table.refused) for table in result.tables] == [(1, 0)]
    assert any("Bản Lạ" in problem.message for problem in result.problems)


def test_that_village_is_listed_once_on_a_day(listed: Workspace) -> None:
    assert listed.check(Village).problems == []
    listed.save(Village(name="Phì Cao", commune=NA_SON, valid_from=FIRST))
    assert listed.check(Village).problems == []  # another kind of village may bear the same name
    listed.save(Village(name="Bản Phì Cao", commune=NA_SON, valid_from=FIRST))
    assert [problem.grade for problem in listed.check(Village).problems] == [Grade.WARN]


def test_that_village_ends_after_it_begins() -> None:
    village = Village(name="Bản A", commune="1", valid_from=FIRST, valid_to=date(2025, 1, 1))
    assert [problem.field for problem in village.problems()] == ["valid_to"]
    assert village.changed(valid_to=FIRST).problems() == []


def test_that_what_became_another_has_ended() -> None:
    village = Village(name="Bản A", commune="1", became="2")
    assert [problem.grade for problem in village.problems()] == [Grade.WARN]
    assert village.changed(valid_to=FIRST).problems() == []


def test_that_a_status_follows_a_new_name_but_no_merger(listed: Workspace) -> None:
    first, day = date(2026, 1, 29), date(2026, 6, 1)
    with listed.writing("Diện") as writing:
        for village in ("Bản Huổi Lóng", "Bản Phì Nhừ"):
            writing.save(
                AreaStatus(
                    place=NA_SON,
                    village=village,
                    kind="hardest_village",
                    valid_from=first,
                    decision="60/QĐ-BDTTG",
                )
            )
    with listed.store.reading() as reader:
        asked = AreaStatuses(reader)
        assert asked.on(NA_SON, day, "Mường Mới") == {"hardest_village"}
        assert asked.on(NA_SON, day, "Bản Phì Cao") == frozenset()


def test_that_a_list_of_villages_is_imported_as_it_is_written(listed: Workspace, tmp_path: Path) -> None:
    listed.save(household("Tin Tốc"))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Tên thôn, bản", "Xã", "Hiệu lực từ", "Văn bản"])
    sheet.append([1, "Bản Tin Tốc", "Xã Na Son", date(2026, 4, 1), "12/NQ-HĐND"])
    sheet.append([2, "Bản Tin Tốc B", "Xã Keo Lôm", None, None])
    book.save(tmp_path / "ban.xlsx")
    result = accept(listed, recognise_files(listed, [tmp_path / "ban.xlsx"]))
    assert [(table.record_type, table.new) for table in result.tables] == [(Village, 2)]
    with listed.store.reading() as reader:
        found = {village.name: village.commune for village in reader.rows(Village)}
    assert found["Bản Tin Tốc"] == NA_SON
    assert found["Bản Tin Tốc B"] == KEO_LOM
