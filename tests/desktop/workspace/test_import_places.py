"""Asks whether the unit named for an import places its rows, and limits where communes are looked for."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop.declare.problems import Refusal
from desktop.excel.cells import SheetCells
from desktop.excel.found import FoundTable
from desktop.shared import Household, Place
from desktop.shared.capital import CapitalFact
from desktop.shared.indicators import IndicatorValue
from desktop.shared.places import place_of_code, places_within
from desktop.shared.village_list import Village
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.import_plan import ImportPlan, sheet_title
from desktop.workspace.importing import ImportResult, accept, recognise_files

HEADINGS = ["Họ và tên chủ hộ", "Ngày sinh", "Dân tộc", "Bản", "Số khẩu", "Diện hộ", "Xã"]
HEAD = ["Sùng A Páo", 1983, "Mông", "Bản Na Sang", 5, "Khác"]
OLD_TOWN, DISTRICT, DIEN_BIEN, SON_LA = "Thị trấn Điện Biên Đông", "101", "11", "14"


def take(workspace: Workspace, folder: Path, place: str, *communes: str, title: str = "") -> ImportResult:
    book = openpyxl.Workbook()
    if title:
        book.worksheets[0].append([title])
    book.worksheets[0].append(HEADINGS if communes else HEADINGS[:-1])
    for number, commune in enumerate(communes or [""]):
        book.worksheets[0].append([f"{HEAD[0]} {number}", *HEAD[1:], *([commune] if commune else [])])
    book.save(folder / "ho.xlsx")
    plan = recognise_files(workspace, [folder / "ho.xlsx"], record_type=Household, place=place)
    return accept(workspace, plan)


def stored(workspace: Workspace) -> list[tuple[str, str | None]]:
    """Commune of today and as written, of each household."""
    with workspace.store.reading() as reader:
        found = [(each.commune, each.old_commune) for each in reader.rows(Household)]
        names = reader.names(Place, {id for pair in found for id in pair if id})
    return [(names[commune], names[old] if old else None) for commune, old in found]


def test_that_the_code_of_a_commune_is_the_place_of_rows_that_name_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, "03203")
    assert stored(workspace) == [("Xã Na Son", None)]


def test_that_the_code_of_an_old_commune_is_the_one_it_went_into(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, "03376")
    assert stored(workspace) == [("Xã Na Son", "Xã Keo Lôm")]


@pytest.mark.parametrize(("code", "says"), [("99999", "99999"), ("00007", "Cống Vị"), ("x", "“x”")])
def test_that_a_code_that_says_no_place_is_refused(
    workspace: Workspace, tmp_path: Path, code: str, says: str
) -> None:
    with pytest.raises(Refusal, match=says):
        take(workspace, tmp_path, code)


def test_that_a_province_keeps_the_search_to_itself(workspace: Workspace, tmp_path: Path) -> None:
    assert take(workspace, tmp_path, DIEN_BIEN, "Na Son", OLD_TOWN).problems == []
    assert stored(workspace) == [("Xã Na Son", None), ("Xã Na Son", OLD_TOWN)]
    elsewhere = take(workspace, tmp_path, SON_LA, "Na Son")
    assert ["Không tìm thấy “Na Son” ở Tỉnh Sơn La." in each.message for each in elsewhere.problems] == [True]


def test_that_a_province_decides_between_communes_of_one_name(workspace: Workspace, tmp_path: Path) -> None:
    assert [each.field for each in take(workspace, tmp_path, "", "Tân Tiến").problems] == ["commune"]
    assert take(workspace, tmp_path, "24", "Tân Tiến").problems == []
    with workspace.store.reading() as reader:
        (found,) = reader.rows(Household)
        bac_ninh = place_of_code("24", reader)
        assert bac_ninh is not None and bac_ninh.id
        assert found.commune in places_within(bac_ninh.id, reader)


def test_that_an_old_district_means_its_own_communes(workspace: Workspace, tmp_path: Path) -> None:
    assert take(workspace, tmp_path, DISTRICT, "Na Son", "Keo Lôm").problems == []
    assert stored(workspace) == [("Xã Na Son", "Xã Na Son"), ("Xã Na Son", "Xã Keo Lôm")]
    outside = take(workspace, tmp_path, DISTRICT, "Mường Nhé")
    assert "ở Huyện Điện Biên Đông" in outside.problems[0].message


@pytest.mark.parametrize("title", ["UBND XÃ NA SON", "DANH SACH HO XA NA SON"])
def test_that_a_title_is_read_within_the_province(workspace: Workspace, tmp_path: Path, title: str) -> None:
    take(workspace, tmp_path, DIEN_BIEN, title=title)
    assert stored(workspace) == [("Xã Na Son", None)]
    assert take(workspace, tmp_path, SON_LA, title=title).refused == 1


def test_that_the_head_of_a_sheet_speaks_for_its_second_table() -> None:
    rows = [("UBND TỈNH SƠN LA",), ("Nguồn",), *[("x",)] * 20, ("BIỂU PHỤ",), ("Nguồn",), ("y",)]
    tables = [
        FoundTable("a.xlsx", "Trang", SheetCells("Trang", rows), header_rows=(row, row)) for row in (2, 24)
    ]
    elsewhere = FoundTable(
        "a.xlsx", "Khác", SheetCells("Khác", [("UBND TỈNH LAI CHÂU",)]), header_rows=(1, 1)
    )
    plan = ImportPlan([], [*tables[::-1], elsewhere])
    assert [sheet_title(plan, table) for table in tables] == ["", "UBND TỈNH SƠN LA"]


def test_that_a_province_is_the_place_of_capital_that_names_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    fields = CapitalFact.fields
    named = {"plan_year": 2025, "measure": "", "source": "NSTW", "allocated": 5_000_000}
    book.worksheets[0].append([fields[name].label for name in named if name in fields])
    book.worksheets[0].append([value for name, value in named.items() if name in fields])
    book.save(tmp_path / "von.xlsx")
    plan = recognise_files(workspace, [tmp_path / "von.xlsx"], record_type=CapitalFact, place=DIEN_BIEN)
    with workspace.store.reading() as reader:
        province = place_of_code(DIEN_BIEN, reader)
    assert province is not None
    assert [table.constants.get("place") for table in plan.understood()] == [province.id]


@pytest.mark.parametrize("unit", ["", "Xã Na Son"])
def test_that_a_province_is_the_place_of_figures_only_in_a_table_without_a_column_for_it(
    workspace: Workspace, tmp_path: Path, unit: str
) -> None:
    book = openpyxl.Workbook()
    names = ["indicator", "year", "period", "edition", "value", *(["place"] if unit else [])]
    book.worksheets[0].append([IndicatorValue.fields[name].label for name in names])
    for year, place in ((2024, unit), (2025, None)):
        book.worksheets[0].append(["Hộ có điện", year, "Cả năm", "Chính thức", 12, place or None])
    book.save(tmp_path / "so.xlsx")
    plan = recognise_files(workspace, [tmp_path / "so.xlsx"], record_type=IndicatorValue, place=DIEN_BIEN)
    with workspace.store.reading() as reader:
        province = place_of_code(DIEN_BIEN, reader)
    assert province is not None
    (table,) = plan.understood()
    assert table.constants.get("place") == (None if unit else province.id)
    assert any("địa bàn đã chọn" in doubt for doubt in table.doubts) is not bool(unit)


def test_that_places_within_a_unit_are_those_of_before_as_well(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        kinds = {}
        for code in (DIEN_BIEN, DISTRICT):
            unit = place_of_code(code, reader)
            assert unit is not None and unit.id
            ids = places_within(unit.id, reader)
            assert na_son(workspace) in ids
            places = [reader.get(Place, id) for id in ids]
            kinds[code] = sorted({(each.kind, each.valid_to is None) for each in places if each})
    assert kinds[DISTRICT] == [("commune", False), ("commune", True), ("district", False)]
    assert kinds[DIEN_BIEN] == [*kinds[DISTRICT], ("province", False), ("province", True)]


def villages_read(workspace: Workspace, folder: Path, titles: dict[str, str]) -> dict[str, str | None]:
    """By sheet, given with its title, the village of the rows of lists in Xã Na Son without such a column."""
    book = openpyxl.Workbook()
    for sheet, title in titles.items():
        page = book.create_sheet(sheet)
        for row in ([title], ["XÃ NA SON"], [], HEADINGS[:3], HEAD[:3], ["Sùng A Hai", *HEAD[1:3]]):
            page.append(row)
    del book["Sheet"]
    book.save(folder / "ho.xlsx")
    tables = recognise_files(workspace, [folder / "ho.xlsx"], record_type=Household).understood()
    assert {table.constants["commune"] for table in tables} == {na_son(workspace)}
    return {table.sheet: table.constants.get("village") for table in tables}


def test_that_a_title_names_the_village_and_no_paper_is_one(workspace: Workspace, tmp_path: Path) -> None:
    titles = {
        "DANH SÁCH HỘ NGHÈO BẢN NA SANG, XÃ NA SON": "Bản Na Sang",
        "Danh sách hộ nghèo thôn Mới": "thôn Mới",
        "BẢN ĐĂNG KÝ NHU CẦU HỖ TRỢ NHÀ Ở": None,
        "BẢN THOẢ THUẬN HỖ TRỢ": None,
        "BẢN GIAO NHẬN VẬT TƯ": None,
        "Bản thuyết minh danh sách hộ nghèo": None,
        "Bản báo cáo hộ nghèo": None,
        "DANH SÁCH HỘ NGHÈO (Bản dự thảo)": None,
        "Danh sách hộ nghèo, bản in": None,
        "Danh sách hộ nghèo, bản mới gửi huyện": None,
        "Bản người dân cùng nhau bàn bạc thống nhất": None,
    }
    read = villages_read(workspace, tmp_path, {f"Trang {n}": title for n, title in enumerate(titles)})
    assert dict(zip(titles, read.values(), strict=True)) == titles


def test_that_a_sheet_names_a_village_that_is_known(workspace: Workspace, tmp_path: Path) -> None:
    titles = {"Bản cuối": "HỘ NGHÈO", "Bản Mới": "HỘ NGHÈO", "Bản Na Sang": "HỘ NGHÈO BẢN MỚI"}
    assert set(villages_read(workspace, tmp_path, titles).values()) == {None}
    workspace.save(Village(commune=na_son(workspace), name="Bản Mới"))
    read = villages_read(workspace, tmp_path, titles)
    assert read == {"Bản cuối": None, "Bản Mới": "Bản Mới", "Bản Na Sang": "Bản Mới"}


def test_that_stored_names_tell_which_column_holds_the_communes_and_the_villages(
    workspace: Workspace, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append([*HEADINGS[:3], "Ở đâu", *HEADINGS[4:6], None, "Đoàn thể"])
    for number, unit in enumerate(("Na Son", "Na Son", "Mường Nhà"), 1):
        book.worksheets[0].append([f"{HEAD[0]} {number}", 1983, "Mông", "Cụm 2", 5, "Khác", unit, "Phụ nữ"])
    book.save(tmp_path / "ho.xlsx")
    plan = recognise_files(workspace, [tmp_path / "ho.xlsx"], record_type=Household, place=DIEN_BIEN)
    (table,) = plan.tables
    assert [column.field for column in table.columns][-2:] == ["commune", ""]
    assert [column.sure for column in table.columns if column.field == "commune"] == [0.5]
    assert sum("theo các giá trị bên dưới" in doubt for doubt in table.doubts) == 1
    assert not any("không có tiêu đề: chọn" in doubt for doubt in table.doubts)


def test_that_villages_of_the_commune_tell_their_column(workspace: Workspace, tmp_path: Path) -> None:
    rows = [[f"{HEAD[0]} {number}", 1983, "Mông", "Na Sang", 5, "Khác"] for number in range(3)]
    for heading in ("Bản", "Ở đâu"):
        book = openpyxl.Workbook()
        for row in ([*HEADINGS[:3], heading, *HEADINGS[4:6]], *rows):
            book.worksheets[0].append(row)
        book.save(tmp_path / "ho.xlsx")
        plan = recognise_files(workspace, [tmp_path / "ho.xlsx"], record_type=Household, place="03203")
        assert plan.tables[0].columns[3].field == "village"
        accept(workspace, plan)
