"""Lists of households and members come in, whatever order; then a son leaves into a household of his own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.qt.household_act_dialog import SPLIT, HouseholdActDialog
from desktop.qt.household_page import HouseholdPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.shared import Household, Person
from desktop.workspace import Workspace, importing

HEADINGS = ["TT", "Họ và tên chủ hộ", "Năm sinh", "Dân tộc", "Bản", "Xã", "Số khẩu", "Phân loại hộ", "Năm"]
MEMBER_HEADINGS = ["Hộ số", "Họ tên", "Giới tính", "Năm sinh", "Quan hệ", "Dân tộc", "Bản", "Xã"]
MEMBERS: list[list[object]] = [
    [1, "Vàng A Dí", "Nam", 1960, "Chủ hộ", "Kinh"],
    [1, "Sùng Thị Mỷ", "Nữ", 1962, "Vợ", "Mông"],
    [1, "Vàng A Sử", "Nam", 1985, "Con", "Mông"],
    [1, "Lầu Thị Ủ", "Nữ", 1987, "Con dâu", "Mông"],
    [2, "Mùa A Páo", "Nam", 1970, "Con", "Mông"],
]


def sheet_of(path: Path, title: str, headings: list[str], rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def household_list(folder: Path, year: int, poverty_class: str) -> Path:
    place = ["Bản Na Phát", "Xã Na Son"]
    rows: list[list[object]] = [
        [1, "Vàng A Dí", 1960, "Kinh", *place, 4, poverty_class, year],
        [2, "Lò Văn Ủn", 1975, "Thái", *place, 2, poverty_class, year],
    ]
    headings = [*HEADINGS, "Số quyết định"]
    rows = [[*row, f"{year}/QĐ-UBND"] for row in rows]
    return sheet_of(folder / f"hộ {year}.xlsx", f"DANH SÁCH HỘ NGHÈO NĂM {year}", headings, rows)


def member_list(folder: Path) -> Path:
    rows = [[*row, "Na Phát", "Xã Na Son"] for row in MEMBERS]
    return sheet_of(folder / "nhân khẩu.xlsx", "BIỂU NHÂN KHẨU", MEMBER_HEADINGS, rows)


def take(workspace: Workspace, path: Path) -> list[str]:
    result = importing.accept(workspace, importing.recognise_files(workspace, [path]))
    return [problem.message for problem in result.problems]


def test_that_members_find_their_household_whichever_list_is_first(shown: MainWindow, tmp_path: Path) -> None:
    workspace = shown.workspace
    assert workspace is not None
    told = take(workspace, member_list(tmp_path))
    assert any("không có ai ghi là chủ hộ" in message for message in told)
    with workspace.store.reading() as reader:
        assert {person.household for person in reader.rows(Person)} == {None}
    take(workspace, household_list(tmp_path, 2025, "Hộ nghèo"))
    with workspace.store.reading() as reader:
        (home,) = {person.household for person in reader.rows(Person)} - {None}
        household = reader.get(Household, home or "")
    assert household is not None
    # The head is Kinh; the list of members says that his wife is not.
    assert (household.head_name, household.spouse_ethnicity, household.minority) == (
        "Vàng A Dí",
        "hmong",
        True,
    )
    told = take(workspace, member_list(tmp_path))
    assert any("Lò Văn Ủn" in message and "không có nhân khẩu nào" in message for message in told)


def split_off(page: HouseholdPage) -> None:
    """Tick the son and his wife, make him the head, say which paper."""
    (dialog,) = page.window().findChildren(HouseholdActDialog)
    son, wife = (
        next(row for row, person in enumerate(dialog.members) if person.full_name == name)
        for name in ("Vàng A Sử", "Lầu Thị Ủ")
    )
    QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert "Đánh dấu người tách ra" in dialog.wrong.text()
    dialog.tick(son)
    dialog.tick(wife)
    dialog.head.setCurrentIndex(dialog.head.findText("Vàng A Sử"))
    dialog.decision.setText("12/QĐ-UBND")
    folder = Path(__file__).parents[2] / "build" / "journeys"
    folder.mkdir(parents=True, exist_ok=True)
    assert dialog.grab().save(str(folder / "7-1 tách hộ.png"))
    QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)


def test_that_a_son_leaves_into_a_household_of_his_own(
    qtbot: QtBot,
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
    tmp_path: Path,
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    for path in (household_list(tmp_path, 2024, "Hộ nghèo"), household_list(tmp_path, 2025, "Cận nghèo")):
        take(workspace, path)
    take(workspace, member_list(tmp_path))
    with workspace.store.reading() as reader:
        home = next(each.id for each in reader.rows(Household) if each.head_name == "Vàng A Dí")
    shown.open(Route("household", record=home or ""))
    page = shown.page(Route("household"))
    assert isinstance(page, HouseholdPage)
    settled()
    assert cells(page.years, 0)[:2] == ["2025", "2024"]
    assert cells(page.years, 1)[:2] == ["Hộ cận nghèo", "Hộ nghèo"]

    page.ask_act(SPLIT)
    split_off(page)
    settled()
    assert page.story is not None
    assert page.story.household.head_name == "Vàng A Sử"
    assert cells(page.members, 0) == ["Vàng A Sử", "Lầu Thị Ủ"]
    assert cells(page.members, 1) == ["Chủ hộ", "Vợ"]
    assert "tách từ hộ Vàng A Dí" in page.head.text() and "12/QĐ-UBND" in page.head.text()
    picture("7-2 hộ mới tách")

    assert shown.frame is not None
    shown.frame.undo_stack.undo()
    settled()
    with workspace.store.reading() as reader:
        assert {person.household for person in reader.rows(Person) if person.household_number == "1"} == {
            home
        }
