"""A second list is compared with the first, its doubtful rows are settled, and all of it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.catalog import Catalog
from desktop.qt.doubles_page import DoublesPage
from desktop.qt.import_columns import FieldLine
from desktop.qt.import_history_page import ImportHistoryPage
from desktop.qt.import_page import COLUMNS, SETTLE, ImportPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.shared import Household
from desktop.workspace import Workspace
from tests.journeys.test_file_kinds_journey import Officer

HEAD = ["TT", "Họ và tên chủ hộ", "Ngày sinh", "Giới tính", "Dân tộc", "Bản", "Số khẩu", "Ghi chú"]
FIRST: list[list[object]] = [
    [1, "Vàng A Dí", "05/01/1980", "Nam", "Mông", "Na Phát", 4, "ở xa"],
    [2, "Giàng Thị Mỷ", "05/01/1985", "Nữ", "Mông", "Na Phát", 3, None],
    [3, "Sùng A Páo", "07/01/1975", "Nam", "Mông", "Na Phát", 6, None],
]
SECOND: list[list[object]] = [
    [1, "Vàng A Dí", "05/01/1980", "Nam", "Mông", "Na Phát", 5, None],
    [2, "Giàng Thị Mỵ", "05/01/1985", "Nữ", "Mông", "Na Phát", 3, None],
    [3, "Sùng Páo", "07/01/1975", "Nam", "Mông", "Na Phát", 7, None],
    [4, "Lầu A Ủ", "08/01/1970", "Nam", "Mông", "Na Phát", "ba bốn", None],
]
"""One household has grown and says nothing of its note, two are written otherwise, one cannot be read."""

Cells = Callable[[Any, int], list[str]]


def household_list(path: Path, rows: list[list[object]], head: list[str] = HEAD) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["UBND XÃ NA SON"], ["DANH SÁCH HỘ NGHÈO NĂM 2024"], [], head, *rows):
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def officer(
    qtbot: QtBot,
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Officer:
    return Officer(shown, qtbot, settled, picture, monkeypatch)


def stored(officer: Officer) -> list[tuple[str, int, str | None]]:
    assert officer.window.workspace is not None
    with officer.window.workspace.store.reading() as reader:
        return sorted((each.head_name, each.members, each.note) for each in reader.rows(Household))


def test_that_a_second_list_is_compared_settled_and_taken_back(
    officer: Officer, tmp_path: Path, cells: Cells
) -> None:
    officer.drop(household_list(tmp_path / "một.xlsx", FIRST))
    officer.press()
    officer.press()
    before = stored(officer)
    officer.drop(household_list(tmp_path / "hai.xlsx", SECOND))
    officer.press()
    compare(officer.page, cells)
    settle(officer, cells)
    try_all_or_nothing(officer)
    officer.press()
    assert officer.page.notice.text.text().startswith("Đã ghi 3 dòng.")
    assert stored(officer) == [
        ("Giàng Thị Mỵ", 3, None),
        ("Sùng A Páo", 6, None),
        ("Sùng Páo", 7, None),
        ("Vàng A Dí", 5, "ở xa"),
    ]
    see_the_pair_that_waits(officer)
    take_it_back(officer)
    assert stored(officer) == before


def compare(page: ImportPage, cells: Cells) -> None:
    """Three columns: what is stored, what the file says, what becomes; an empty cell erases nothing."""
    preview = page.preview
    assert cells(preview.grid, 1) == ["thay đổi", "mới", "mới", "bị trả lại"]
    preview.grid.stand_on(0)
    assert preview.comparison.isVisible()
    lines = list(zip(*(cells(preview.comparison, column) for column in range(4)), strict=True))
    assert lines[0] == ("Số khẩu", "4", "5", "5")
    assert ("Ghi chú", "ở xa", "(trống, giữ nguyên)", "ở xa") in lines


def settle(officer: Officer, cells: Cells) -> None:
    """Two rows may be stored households: one is, the other waits."""
    page = officer.page
    assert "2 dòng có thể là hồ sơ đã lưu" in page.notice.text.text()
    page._go_to(SETTLE)
    likely = page.settle.likely
    assert cells(likely.pairs, 0) == ["Sheet!B6", "Sheet!B7"]
    likely.pairs.stand_on(0)
    assert (cells(likely.beside, 1)[0], cells(likely.beside, 2)[0]) == ("Giàng Thị Mỷ", "Giàng Thị Mỵ")
    officer.picture("10-1 đặt cạnh nhau")
    for answer in ("same", "later"):
        QTest.keyClick(likely.buttons[answer], Qt.Key.Key_Space)
    assert cells(likely.pairs, 3) == ["cùng một hồ sơ", "để sau"]
    officer.press()
    assert cells(page.preview.grid, 1) == ["thay đổi", "thay đổi", "mới", "bị trả lại"]


def try_all_or_nothing(officer: Officer) -> None:
    page = officer.page
    QTest.keyClick(page.whole, Qt.Key.Key_Space)
    assert not page.primary.isEnabled() and "1 dòng bị trả lại" in page.primary.toolTip()
    QTest.keyClick(page.whole, Qt.Key.Key_Space)
    assert page.primary.isEnabled()


def see_the_pair_that_waits(officer: Officer) -> None:
    officer.window.open(Route("doubles"))
    officer.settled()
    doubles = officer.window.page(Route("doubles"))
    assert isinstance(doubles, DoublesPage) and doubles.counts.text() == "1 cặp"


def take_it_back(officer: Officer) -> None:
    """From the history of imports: first its rows are seen, then all of it goes."""
    window = officer.window
    window.open(Route("imports"))
    officer.settled()
    history = window.page(Route("imports"))
    assert isinstance(history, ImportHistoryPage)
    history.imports.stand_on(0)
    QTest.keyClick(history.see, Qt.Key.Key_Space)
    officer.settled()
    records = window.page(Route("records", Household))
    assert isinstance(records, RecordPage) and records.table.rowCount() == 3
    window.open(Route("imports"))
    officer.settled()
    QTest.keyClick(history.take_back, Qt.Key.Key_Space)
    officer.settled()
    assert "đã hoàn tác" in history.imports.model().index(0, 9).data()
    officer.picture("10-2 đã hoàn tác lần nhập")


@pytest.fixture
def next_office(
    tmp_path: Path, catalog: Catalog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Officer]:
    """The window of another office, with a database of its own."""
    workspace = Workspace.open(tmp_path / "khác.db", catalog)
    window = MainWindow(workspace)
    window.show()

    def settled() -> None:
        qtbot.waitUntil(lambda: not window.tasks.running())

    yield Officer(window, qtbot, settled, lambda _name: None, monkeypatch)
    window.close()
    window.deleteLater()
    workspace.close()


READ_SO = ["", "head_name", "birth, month first", "sex", "ethnicity", "village", "members", "note"]


def test_that_how_a_list_is_read_is_remembered_and_goes_to_another_office(
    officer: Officer, next_office: Officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = [*HEAD[:7], "Hoàn cảnh chung"]
    days = ("1/13/1980", "1/5/1985", "1/7/1975")
    rows = [[*row[:2], day, *row[3:]] for row, day in zip(FIRST, days, strict=True)]
    file = household_list(tmp_path / "lạ.xlsx", rows, head)
    officer.window.activateWindow()
    officer.qtbot.waitUntil(officer.window.isActiveWindow)
    officer.drop(file)
    say_how(officer.page)
    layout = tmp_path / "mẫu.json"
    officer.press_and_answer(officer.page.columns.keep_button, layout)
    officer.press()
    officer.press()
    born = days_of(officer)
    assert born["Vàng A Dí"] == "1980-01-13" and born["Giàng Thị Mỷ"] == "1985-01-05"
    # The next list with these headings is read so by itself, and says so.
    officer.drop(household_list(tmp_path / "sau.xlsx", rows, head))
    assert how_it_reads(officer.page) == READ_SO
    assert "nhớ từ ngày" in officer.page.files._about.text()

    next_office.drop(file)
    page = next_office.page
    assert how_it_reads(page) != READ_SO
    page._go_to(COLUMNS)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(layout), ""))
    QTest.keyClick(page.columns.use_button, Qt.Key.Key_Space)
    next_office.settled()
    assert how_it_reads(page) == READ_SO
    next_office.press()
    next_office.press()
    assert days_of(next_office) == born


def say_how(page: ImportPage) -> None:
    """One heading means another field than it looks like, and days are written month first."""
    page._go_to(COLUMNS)
    line, habit = page.columns.grid.cellWidget(7, 2), page.columns.grid.cellWidget(2, 3)
    assert isinstance(line, FieldLine) and isinstance(habit, QComboBox)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "ghi chu")
    line.show_finds()
    finds = line.finder.popup()
    assert finds is not None and finds.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(finds, key)
    assert line.text() == "Ghi chú"
    habit.setFocus()
    QTest.keyClick(habit, Qt.Key.Key_Down)
    assert habit.currentText() == "tháng/ngày/năm"


def how_it_reads(page: ImportPage) -> list[str]:
    assert page.plan is not None
    (table,) = page.plan.understood()
    return [each.field + (", month first" if each.habit.month_first else "") for each in table.columns]


def days_of(officer: Officer) -> dict[str, str]:
    assert officer.window.workspace is not None
    with officer.window.workspace.store.reading() as reader:
        return {each.head_name: each.birth.isoformat() for each in reader.rows(Household)}
