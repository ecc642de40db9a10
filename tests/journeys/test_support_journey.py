"""An old paper list comes in, and the household's page says that a house of today is the second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.qt.household_page import HouseholdPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.shared import EarlierSupport, Household
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace, importing

HEADINGS = [
    "TT",
    "Họ và tên",
    "Năm sinh",
    "Bản",
    "Xã",
    "Nội dung hỗ trợ",
    None,
    "Theo chương trình",
    "Năm",
    "Kinh phí",
]
ROWS: list[list[object]] = [
    [1, "VÀNG A DÍ", 1983, "Na Phát", "Xã Na Son", "x", None, "QĐ 167", 2010, "8.400.000"],
    [2, "Giàng Thị Mỷ", 1990, "Na Phát", "Xã Na Son", None, "x", "CT 755", 2015, "1.300.000"],
    [3, "Người Ở Đâu", 1990, "Na Phát", "Xã Na Son", None, "x", "QĐ 999", 2015, "1.300.000"],
]


def paper_list(path: Path) -> Path:
    """A list as a district kept it: kinds are marks under one heading, schemes are called by their number."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH HỘ ĐÃ ĐƯỢC HỖ TRỢ TRƯỚC NĂM 2021"])
    sheet.append(HEADINGS)
    sheet.append([None] * 5 + ["Nhà ở", "Nước sinh hoạt phân tán"])
    sheet.merge_cells("F2:G2")
    for row in ROWS:
        sheet.append(row)
    book.save(path)
    return path


def save_households(workspace: Workspace) -> str:
    """Two households of the list, and a house that the first was granted this year."""
    commune = na_son(workspace)
    household = sound_example(
        workspace, Household, commune=commune, village="Bản Na Phát", identity_number=None
    )
    one = workspace.save(household.changed(head_name="Vàng A Dí", birth=date(1983, 5, 1)))
    workspace.save(household.changed(head_name="Giàng Thị Mỷ", birth=date(1990, 1, 2)))
    case = sound_example(workspace, workspace.catalog.record_type("HousingCase"), commune=commune)
    workspace.save(
        case.changed(head_name="Vàng A Dí", identity_number=None, birth=date(1983, 5, 1), household=one.id)
    )
    return one.id or ""


def test_that_an_old_list_shows_a_house_of_today_to_be_the_second(
    qtbot: QtBot,
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
    tmp_path: Path,
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    home = save_households(workspace)
    plan = importing.recognise_files(workspace, [paper_list(tmp_path / "đã hỗ trợ.xlsx")])
    result = importing.accept(workspace, plan)
    (table,) = [each for each in result.tables if each.record_type]
    assert (table.record_type, table.read, table.new) == (EarlierSupport, 3, 2)
    assert "QĐ 999" in " ".join(problem.message for problem in result.problems)
    with workspace.store.reading() as reader:
        told = {each.kind: each for each in reader.rows(EarlierSupport)}
    assert told["house"].household == home
    assert told["scattered_water"].household not in (None, home)

    shown.open(Route("household"))
    page = shown.page(Route("household"))
    assert isinstance(page, HouseholdPage)
    QTest.keyClicks(page.search, "vang a di")
    popup = page.search.finder.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    settled()
    picture("4-1 hộ và hỗ trợ")
    assert cells(page.supports, 1)[0] == "Nhà ở"
    assert "QĐ 167/2008/QĐ-TTg" in cells(page.supports, 3)[0]
    first = page.problems.item(0)
    assert "Lịch sử hỗ trợ, QĐ 167/2008/QĐ-TTg, 2010" in first.text() and "P1-09-NO" in first.text()

    page.problems.itemActivated.emit(first)
    settled()
    assert shown.frame is not None
    assert shown.frame.route.record_type is workspace.catalog.record_type("HousingCase")
    picture("4-2 hồ sơ nhà ở thứ hai")
