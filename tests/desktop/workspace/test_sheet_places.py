"""Asks which communes sheets are named after, and that no other word is taken for one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl

from desktop.shared import Household, Office, Place
from desktop.shared.places import place_of_code
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.import_plan import ImportPlan
from desktop.workspace.importing import recognise_files

WORDS = (
    "Hộ nghèo", "Hộ cận nghèo", "Thanh toán", "Năm nay", "Năm", "Bố trí", "Giao đất", "Bình quân", "Tổng hợp",
    "1", "Sheet1", "Danh sách hộ", "Nhà ở", "Xã hội",
)  # fmt: skip
UPPER = ("Sơn La", "Mường Chà", "Tuần Giáo", "Kon Tum", "Tủa Chùa")
"""Provinces and districts, some of which are communes today."""

COMMUNES = {"1. Na Son": "Xã Na Son", "Xa Dung": "Xã Xa Dung", "PU NHI": "Xã Pu Nhi", "Na son": "Xã Na Son",
            "IV. Xã Phình Giàng": "Xã Phình Giàng", "Xã Tủa Chùa": "Xã Tủa Chùa"}  # fmt: skip
DIEN_BIEN, SON_LA, QUANG_NGAI, QUANG_TRI, BAC_NINH, PHU_THO = "11", "14", "51", "44", "24", "25"


def plan_of(
    workspace: Workspace, folder: Path, sheets: Iterable[str], place: str = "", title: str = ""
) -> ImportPlan:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, name in enumerate(sheets):
        page = book.create_sheet(name)
        page.append([title or "DANH SÁCH HỘ"])
        page.append(["Họ và tên chủ hộ", "Ngày sinh", "Dân tộc", "Bản", "Số khẩu", "Diện hộ"])
        page.append([f"Sùng A Páo {number}", 1983, "Mông", "Bản Na Sang", 5, "Khác"])
    book.save(folder / "ho.xlsx")
    return recognise_files(workspace, [folder / "ho.xlsx"], record_type=Household, place=place)


def told(workspace: Workspace, plan: ImportPlan) -> dict[str, str]:
    """By sheet, the name of the commune its rows are of."""
    with workspace.store.reading() as reader:
        found = {each.sheet: each.constants.get("commune") for each in plan.tables}
        names = reader.names(Place, [id for id in found.values() if id])
    return {sheet: names[id] for sheet, id in found.items() if id}


def test_that_words_and_upper_units_are_no_communes(workspace: Workspace, tmp_path: Path) -> None:
    sheets = (*WORDS, *UPPER)
    assert told(workspace, plan_of(workspace, tmp_path, sheets)) == {}
    for place in (DIEN_BIEN, SON_LA, QUANG_NGAI, QUANG_TRI, BAC_NINH, PHU_THO):
        assert told(workspace, plan_of(workspace, tmp_path, sheets, place)) == {}, place


def test_that_a_sheet_bears_the_whole_name_of_a_commune(workspace: Workspace, tmp_path: Path) -> None:
    plan = plan_of(workspace, tmp_path, COMMUNES, DIEN_BIEN)
    assert told(workspace, plan) == COMMUNES
    assert all(any("theo tên trang" in doubt for doubt in each.doubts) for each in plan.tables)
    assert told(workspace, plan_of(workspace, tmp_path, COMMUNES)) == {}
    assert told(workspace, plan_of(workspace, tmp_path, COMMUNES, SON_LA)) == {}


def test_that_the_province_of_the_office_is_where_sheets_are_named_after(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace.store.reading() as reader:
        province = place_of_code(DIEN_BIEN, reader)
    assert province is not None
    workspace.save(Office(level="province", province=province.id, name="UBND tỉnh Điện Biên"))
    assert told(workspace, plan_of(workspace, tmp_path, COMMUNES)) == COMMUNES


def test_that_an_office_of_a_commune_asks_in_its_province(workspace: Workspace, tmp_path: Path) -> None:
    workspace.save(Office(level="commune", commune=na_son(workspace), name="UBND xã Na Son"))
    assert told(workspace, plan_of(workspace, tmp_path, ["Xa Dung", "Hộ nghèo"])) == {
        "Xa Dung": "Xã Xa Dung",
        "Hộ nghèo": "Xã Na Son",
    }


def test_that_a_name_of_commune_and_district_is_asked_about(workspace: Workspace, tmp_path: Path) -> None:
    (table,) = plan_of(workspace, tmp_path, ["Mường Chà"], DIEN_BIEN).tables
    assert any("cả xã và huyện" in doubt for doubt in table.doubts)
    table.given["commune"] = na_son(workspace)
    assert not any("cả xã và huyện" in doubt for doubt in table.doubts)


def test_that_a_list_of_before_is_of_a_commune_of_then(workspace: Workspace, tmp_path: Path) -> None:
    for title, commune in {"": "", "NĂM 2024": "Xã Na Son", "NĂM 2026": ""}.items():
        plan = plan_of(workspace, tmp_path, ["Keo Lôm"], DIEN_BIEN, f"DANH SÁCH HỘ {title}")
        assert told(workspace, plan).get("Keo Lôm", "") == commune, title
        assert ("old_commune" in plan.tables[0].constants) == bool(commune)
