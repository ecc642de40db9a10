"""A template of a commune holds its households and villages, and takes only what was added to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition
from desktop.shared import EarlierSupport, Household, Office, Village
from desktop.shared.places import Place, place_of_code
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, export_records, preview, recognise_files, write_template

NA_SON = "03203"


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    """A commune office with two households of one name, and the villages of its commune."""
    with workspace.store.reading() as reader:
        commune = place_of_code(NA_SON, reader)
        assert commune is not None
        (province,) = reader.rows(Place, [*_province()])
    workspace.save(Office(level="commune", province=province.id, commune=commune.id, name="UBND xã Na Son"))
    known = {"commune": commune.id, "ethnicity": "hmong", "members": 5, "poverty_class": "poor"}
    with workspace.writing("hộ") as writing:
        writing.save_all([
            Household(head_name="Vàng A Dí", village="Bản Trung Sua", birth=date(1980, 1, 5), **known),
            Household(head_name="Vàng A Dí", village="Bản Trung Sua", **known),
        ])  # fmt: skip
        writing.save_all([
            Village(commune=commune.id, name="Bản Trung Sua"),
            Village(commune=commune.id, name="Bản Phiêng Púng"),
            Village(commune=commune.id, name="Bản Pá Nhúng", valid_to=date(2025, 6, 30)),
        ])  # fmt: skip
    return workspace


def _province() -> list[Condition]:
    return [
        Condition("code", "is", "11"),
        Condition("kind", "is", "province"),
        Condition("valid_to", "empty"),
    ]


def heads(page: Worksheet) -> dict[str, int]:
    return {str(cell.value).strip(" *"): column for column, cell in enumerate(page[4], 1)}


def test_that_households_are_known_and_locked_and_only_what_is_added_comes_in(
    office: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "mau.xlsx"
    assert write_template(office, EarlierSupport, file, NA_SON) == 2
    (table,) = recognise_files(office, [file]).tables
    assert table.data_rows == []
    assert [skipped.row for skipped in table.skipped if skipped.kind == "known"] == [5, 6]
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    columns = heads(page)
    assert page.protection.sheet
    assert page.cell(5, columns["Họ và tên chủ hộ"]).protection.locked
    assert not page.cell(5, columns["Năm hỗ trợ"]).protection.locked
    assert not page.column_dimensions["A"].protection.locked, "rows may be added below"
    page.cell(6, columns["Năm hỗ trợ"], 2023)
    page.cell(6, columns["Nội dung được hỗ trợ"], "Nhà ở")
    book.save(file)
    result = accept(office, recognise_files(office, [file]))
    (told,) = [each for each in result.tables if each.record_type]
    assert (told.read, told.new) == (1, 1), [problem.message for problem in result.problems]
    with office.store.reading() as reader:
        (support,) = reader.rows(EarlierSupport)
        second = str(page.cell(6, columns["Hộ gia đình"]).value)
        assert support.household == second and reader.get(Household, second)


def test_that_a_list_of_households_is_given_back_with_what_identifies_them_locked(
    office: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "ho.xlsx"
    assert write_template(office, Household, file, NA_SON) == 2
    page = openpyxl.load_workbook(file).worksheets[0]
    rows = page.iter_rows(max_row=8)
    headings = next(row for row in rows if any("Họ và tên" in str(cell.value) for cell in row))
    below = next(page.iter_rows(min_row=(headings[0].row or 0) + 1))
    pairs = zip(headings, below, strict=True)
    locked = {str(cell.value).strip(" *") for cell, value in pairs if value.protection.locked}
    assert {"Họ và tên chủ hộ", "Xã", "Bản", "Ngày sinh"} <= locked and "Số khẩu" not in locked
    assert page["B2"].value == "Xã Na Son" and page.max_row == 7, "no total where new rows go"
    (table,) = preview(office, recognise_files(office, [file])).tables
    assert (table.read, table.unchanged) == (2, 2)


def test_that_villages_are_offered_by_commune_and_only_those_of_today(
    office: Workspace, tmp_path: Path
) -> None:
    for file, write in ((tmp_path / "mau.xlsx", write_template), (tmp_path / "xuat.xlsx", export_records)):
        write(office, Household, file)
        book = openpyxl.load_workbook(file)
        rules = {rule.formula1: rule for rule in book.worksheets[0].data_validations.dataValidation}
        (offered,) = [formula for formula in rules if formula.startswith("OFFSET(")]
        assert rules[offered].errorStyle == "warning", "a village nobody has listed may be written"
        area = next(name for name in book.defined_names if name.endswith("_theo"))
        assert "MATCH($" in offered and area in offered
        lists = book["Danh mục"]
        letters = book.defined_names[area.removesuffix("_theo")].attr_text.split("$")[1]
        villages = [cell.value for cell in lists[letters][1:] if cell.value]
        assert villages == ["Bản Phiêng Púng", "Bản Trung Sua"]
        communes = [cell.value for column in lists.columns for cell in column if column[0].value == "commune"]
        assert "Xã Na Son" in communes and "Xã Keo Lôm" not in communes


def test_that_a_template_that_cannot_be_filled_is_refused(office: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"
    with pytest.raises(Refusal, match="99999"):
        write_template(office, Household, file, "99999")
    with pytest.raises(Refusal, match="chưa có dòng nào"):
        write_template(office, Household, file, "03202")
    assert not file.exists()
