"""The office a database belongs to: what it must say, and what it says of new records."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from desktop.shared import Household, Obstacle, Office, PlaceLink, ReportingPeriod
from desktop.shared.office import place_values, read_office
from desktop.testing import na_son
from desktop.workspace import Workspace, importing

COMMUNE = Office(level="commune", province="dien-bien", commune="na-son", name="UBND xã Na Son")
PROVINCE = Office(level="province", province="dien-bien", name="UBND tỉnh Điện Biên")


def problems(office: Office) -> list[str]:
    return [problem.rule.rpartition(".")[2] for problem in office.problems()]


def test_that_commune_office_names_its_commune() -> None:
    assert problems(COMMUNE) == []
    assert problems(Office(level="commune", name="Xã")) == ["commune_office_names_its_commune"]


def test_that_province_office_names_its_province() -> None:
    assert problems(PROVINCE) == []
    assert problems(Office(level="province", name="Tỉnh")) == ["province_office_names_its_province"]
    assert problems(Office(level="central", name="Bộ")) == []


def test_that_a_new_record_starts_in_the_place_of_the_office() -> None:
    assert place_values(COMMUNE, Household) == {"commune": "na-son"}
    assert place_values(PROVINCE, Household) == {}
    assert place_values(COMMUNE, ReportingPeriod) == {"place": "na-son"}
    assert place_values(PROVINCE, ReportingPeriod) == {"place": "dien-bien"}
    assert place_values(COMMUNE, PlaceLink) == {}
    assert place_values(None, ReportingPeriod) == {}


def test_that_there_is_one_office(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        assert read_office(reader) is None
    office = workspace.save(Office(level="commune", commune=na_son(workspace), name="UBND xã Na Son"))
    assert workspace.check(Office).problems == []
    with workspace.store.reading() as reader:
        assert read_office(reader) == office
    workspace.save(Office(level="central", name="Bộ"))
    found = [problem.rule for problem in workspace.check(Office).problems]
    assert found == ["shared.Office.there_is_one_office"]


def test_that_a_table_without_a_place_is_of_the_office_and_says_so(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.save(Office(level="commune", commune=na_son(workspace), name="UBND xã Na Son"))
    book = openpyxl.Workbook()
    for row in (["Vướng mắc", "Nguyên nhân", "Cấp giải quyết được"], ["Thiếu sổ", "Giấy tờ đất", "Tỉnh"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    plan = importing.recognise_files(workspace, [tmp_path / "a.xlsx"], record_type=Obstacle)
    assert plan.tables[0].doubts == [
        "“Nơi gặp” không có trong bảng: lấy “Xã Na Son”, địa bàn của đơn vị sử dụng."
    ]
    assert importing.accept(workspace, plan).tables[0].new == 1
    with workspace.store.reading() as reader:
        assert [one.place for one in reader.rows(Obstacle)] == [na_son(workspace)]


def test_that_a_table_that_names_its_place_is_not_of_the_office(workspace: Workspace, tmp_path: Path) -> None:
    workspace.save(Office(level="commune", commune=na_son(workspace), name="UBND xã Na Son"))
    book = openpyxl.Workbook()
    for row in (
        ["UBND XÃ XA DUNG, TỈNH ĐIỆN BIÊN"],
        ["Họ và tên chủ hộ", "Bản", "Số khẩu"],
        ["Lò Văn A", "Bản Xa Dung", 4],
    ):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    plan = importing.recognise_files(workspace, [tmp_path / "a.xlsx"], record_type=Household)
    assert plan.tables[0].constants["commune"] != na_son(workspace)
