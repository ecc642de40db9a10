"""A commune gets its households on a template, fills it, and the list goes into a form of the office."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtWidgets import QPushButton

from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.shared import Household, Office
from desktop.shared.places import place_of_code
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, preview, recognise_files


def settle_office(workspace: Workspace) -> None:
    """The office of a commune with two households."""
    with workspace.store.reading() as reader:
        commune, province = place_of_code("03203", reader), place_of_code("11", reader)
    assert commune is not None and province is not None
    workspace.save(Office(level="commune", province=province.id, commune=commune.id, name="UBND xã Na Son"))
    for name in ("Vàng A Dí", "Mùa Thị Dợ"):
        workspace.save(
            Household(
                head_name=name, village="Bản Na Phát", commune=commune.id, ethnicity="hmong", members=4,
                poverty_class="poor", class_year=2024,
            )
        )  # fmt: skip


def form(path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    thin = Side(style="thin")
    heads = (
        "TT",
        "Họ và tên chủ hộ",
        "Bản",
        "Xã",
        "Diện hộ",
        "Số quyết định phê duyệt",
        "Tổng kinh phí (đồng)",
    )
    page["A1"] = "DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NHÀ Ở"
    for column, text in enumerate(heads, 1):
        page.cell(3, column, text)
        for row in (3, 4, 5):
            page.cell(row, column).border = Border(left=thin, right=thin, top=thin, bottom=thin)
    page["B5"], page["G5"] = "Tổng cộng", "=SUM(G4:G4)"
    book.save(path)
    return path


def test_that_a_template_with_households_comes_back_and_fills_a_form(
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    settle_office(workspace)
    housing = workspace.catalog.record_type("HousingCase")
    shown.open(Route("records", housing))
    settled()
    records = shown.page(Route("records", housing))
    assert isinstance(records, RecordPage)
    menus = {button.text(): button.menu() for button in records.findChildren(QPushButton) if button.menu()}
    assert [deed.text() for deed in menus["Mẫu"].actions()] == ["Mẫu trống…", "Mẫu ghi sẵn của xã…"]

    template = tmp_path / "mau.xlsx"
    monkeypatch.setattr(records.files, "_ask", lambda *_words: template)
    menus["Mẫu"].actions()[1].trigger()
    settled()
    book = openpyxl.load_workbook(template)
    page = book.worksheets[0]
    columns = {str(cell.value).strip(" *"): number for number, cell in enumerate(page[4], 1)}
    for row, money in ((5, 44_000_000), (6, 40_000_000)):
        page.cell(row, columns["Số quyết định phê duyệt"], "12/QĐ-UBND")
        page.cell(row, columns["Ngày phê duyệt"], "05/11/2024")
        total = next(column for head, column in columns.items() if head.startswith("Tổng"))
        page.cell(row, total, money)
    book.save(template)
    result = accept(workspace, recognise_files(workspace, [template]))
    (table,) = [each for each in result.tables if each.record_type]
    assert (table.read, table.new) == (2, 2), [problem.message for problem in result.problems]
    settled()

    filled = tmp_path / "da-dien.xlsx"
    records.files.fill(form(tmp_path / "bieu.xlsx"), filled)
    settled()
    picture("9-1 đã điền vào mẫu")
    assert "Đã ghi 2 hồ sơ vào da-dien.xlsx" in records.notice.text.text()
    told = openpyxl.load_workbook(filled).worksheets[0]
    assert sorted(str(told.cell(row, 2).value) for row in (4, 5)) == ["Mùa Thị Dợ", "Vàng A Dí"]
    assert told["G6"].value == "=SUM(G4:G5)"
    (again,) = [
        each for each in preview(workspace, recognise_files(workspace, [filled])).tables if each.record_type
    ]
    assert (again.read, again.unchanged) == (2, 2)
