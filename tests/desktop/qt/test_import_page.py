"""The import page on real workbooks made for the test: find, map, look ahead, save, correct, take back."""

from __future__ import annotations

import copy
import dataclasses
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.excel.cells import SheetCells
from desktop.excel.describing import not_understood
from desktop.qt.drop_area import workbooks_in
from desktop.qt.import_columns import FieldLine
from desktop.qt.import_page import COLUMNS, FILES, PREVIEW, ImportPage
from desktop.qt.page import Route, Said
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace, import_plan, importing

HEAD = ["STT", "Bản", "Ngày tổ chức", "Chủ đề", "Số người dự", "Trong đó nữ", "Kinh phí", "Ghi riêng"]
ROWS = [
    [1, "Bản A", "05/01/2025", "Pháp luật", 30, 12, 2_000_000, "x"],
    [2, "Bản B", "06/01/2025", "Pháp luật", 20, 25, 1_000_000, None],
    [3, "Bản C", "07/01/2025", "Bạo lực gia đình", "ba mươi", 5, 500_000, None],
    [4, "Bản D", "08/01/2025", "Pháp luật", 40, 20, 90_000_000, None],
]


def write_workbook(path: Path, rows: Sequence[Sequence[Any]] = ROWS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Lớp học"
    sheet.append(["DANH SÁCH LỚP HỌC NĂM 2025"])
    sheet.append([])
    for row in (HEAD, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_workbook(tmp_path_factory.mktemp("workbook") / "lớp học.xlsx")


_already: dict[bytes, list[SheetCells]] = {}


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same workbook is read once: each reading starts a process of its own."""
    really = import_plan.read_workbook

    def read(path: Path, **options: Any) -> list[SheetCells]:
        content = path.read_bytes()
        if content not in _already:
            _already[content] = really(path, **options)
        return copy.deepcopy(_already[content])

    monkeypatch.setattr(import_plan, "read_workbook", read)


@pytest.fixture
def page(qtbot: QtBot, school: Workspace, tasks: Tasks) -> ImportPage:
    made = ImportPage(school, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("import"))
    return made


@pytest.fixture
def brought(page: ImportPage, workbook: Path, settled: Callable[[], None]) -> ImportPage:
    """The page after the workbook was dropped and read."""
    page.take([workbook])
    settled()
    return page


@pytest.fixture
def previewed(brought: ImportPage, settled: Callable[[], None]) -> ImportPage:
    brought.primary.click()
    settled()
    return brought


def shown(table: Any, column: int) -> list[str]:
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def count(page: ImportPage) -> int:
    with page.workspace.store.reading() as reader:
        return reader.count(page.workspace.catalog.record_type("Course"))


def test_that_without_a_file_the_page_invites_and_offers_one_button(page: ImportPage) -> None:
    assert page.files.area.choose.objectName() == "primary"
    assert not page.primary.isVisible()
    assert page.files.area.text.text() == "Thả tệp Excel vào đây"


def test_that_a_table_is_found_and_every_row_left_out_is_explained(brought: ImportPage, course: Any) -> None:
    assert brought.plan is not None
    assert [table.record_type for table in brought.plan.understood()] == [course]
    assert shown(brought.files.tables, 1) == ["Các lớp học"]
    assert shown(brought.files.tables, 3) == ["4"]
    assert all(shown(brought.files.skipped, 1))
    assert "4 dòng dữ liệu" in brought.counts.text()


def test_that_their_headings_stand_beside_our_fields(brought: ImportPage) -> None:
    brought._go_to(COLUMNS)
    grid = brought.columns.grid
    headings = [grid.item(row, 1).text() for row in range(grid.rowCount())]
    lines = [grid.cellWidget(row, 2) for row in range(grid.rowCount())]
    assert headings == HEAD
    assert [line.text() for line in lines if isinstance(line, FieldLine)] == ["", *HEAD[1:-1], ""]
    assert grid.cellWidget(6, 3).currentText() == "đồng"


def test_that_a_field_is_found_by_typing_without_marks(qtbot: QtBot, brought: ImportPage) -> None:
    brought._go_to(COLUMNS)
    line = brought.columns.grid.cellWidget(7, 2)
    assert isinstance(line, FieldLine)
    assert [found.shown for found in line._find("kinh phi")] == ["Kinh phí"]
    line.picked.emit(line._find("kinh phi")[0])
    assert brought.plan is not None
    columns = brought.plan.understood()[0].columns
    assert (columns[7].field, columns[6].field) == ("cost", "")
    line.setText("")
    line.editingFinished.emit()
    assert columns[7].field == ""


def test_that_what_is_doubtful_is_no_longer_told_once_a_column_is_chosen(brought: ImportPage) -> None:
    assert brought.plan is not None
    table = brought.plan.understood()[0]
    table.doubt("Cột G “Kinh phí”: hãy xem lại.", 7)
    brought.files.show_plan(brought.plan, brought.plan.files)
    assert "hãy xem lại" in brought.files._about.text()
    brought._go_to(COLUMNS)
    line = brought.columns.grid.cellWidget(6, 2)
    assert isinstance(line, FieldLine)
    line.picked.emit(line._find("kinh phi")[0])
    assert "hãy xem lại" not in brought.files._about.text()
    assert [each.sure for each in table.columns if each.field == "cost"] == [1.0]


def test_that_half_a_word_goes_back_to_what_it_was(brought: ImportPage) -> None:
    brought._go_to(COLUMNS)
    line = brought.columns.grid.cellWidget(1, 2)
    assert isinstance(line, FieldLine)
    line.setText("Bả")
    line.editingFinished.emit()
    assert line.text() == "Bản"


def test_that_a_missing_required_column_is_told_before_the_preview(brought: ImportPage) -> None:
    brought._go_to(COLUMNS)
    line = brought.columns.grid.cellWidget(4, 2)
    line.setText("")
    line.editingFinished.emit()
    assert "Chưa có cột cho: Số người dự." in brought.columns.missing.text()


def test_that_the_preview_counts_add_up_and_nothing_is_saved(previewed: ImportPage) -> None:
    assert previewed._steps.currentIndex() == PREVIEW
    assert [tile.text() for tile in previewed.preview.tiles.values()] == [
        "2 mới",
        "0 thay đổi",
        "0 giữ nguyên",
        "2 bị trả lại",
    ]
    assert previewed.preview.sum.text() == "Đọc 4 dòng ="
    assert previewed.primary.text() == "Ghi 2 dòng"
    assert count(previewed) == 0


def test_that_each_problem_names_its_cell_and_leads_there(previewed: ImportPage) -> None:
    cells = dict(zip(shown(previewed.preview.list, 0), shown(previewed.preview.list, 2), strict=True))
    assert set(cells) == {"F5", "E6", "G7"}
    assert "Số nữ 25" in cells["F5"] and "ba mươi" in cells["E6"]
    place = shown(previewed.preview.list, 0).index("E6")
    previewed.preview._to_cell(place)
    index = previewed.preview.grid.currentIndex()
    assert index.siblingAtColumn(0).data() == "6"
    assert index.data() == "ba mươi"
    assert index.data(Qt.ItemDataRole.BackgroundRole) is not None


def test_that_counts_filter_the_rows_and_a_problem_brings_its_row_back(previewed: ImportPage) -> None:
    previewed.preview.tiles["refused"].setChecked(False)
    assert shown(previewed.preview.grid, 1) == ["mới", "mới"]
    previewed.preview._to_cell(shown(previewed.preview.list, 0).index("E6"))
    assert len(shown(previewed.preview.grid, 1)) == 4


def test_that_rows_that_break_a_rule_can_be_kept_as_drafts(
    previewed: ImportPage, settled: Callable[[], None]
) -> None:
    assert previewed.drafts.isVisibleTo(previewed) and not previewed.drafts.isChecked()
    refused = previewed.preview.tiles["refused"].text()
    previewed.drafts.click()
    settled()
    assert previewed.preview.tiles["refused"].text() != refused
    assert previewed.drafts.isVisibleTo(previewed)
    previewed.accept()
    settled()
    assert not previewed.drafts.isVisibleTo(previewed)


def test_that_accepting_saves_the_good_rows_and_can_be_taken_back(
    qtbot: QtBot, previewed: ImportPage, settled: Callable[[], None]
) -> None:
    with qtbot.waitSignal(previewed.says) as says:
        previewed.primary.click()
        settled()
    said: Said = says.args[0]
    assert said.change_set is not None
    assert "Đã ghi 2 dòng" in said.text
    assert count(previewed) == 2
    assert not previewed.primary.isEnabled()
    with qtbot.waitSignal(previewed.undoes) as undoes:
        previewed.notice.findChildren(QPushButton)[-1].click()
    previewed.workspace.undo(undoes.args[0])
    previewed.records_changed([])
    assert count(previewed) == 0
    assert previewed._steps.currentIndex() == COLUMNS
    assert previewed.primary.text() == "Xem trước" and previewed.primary.hasFocus()


def test_that_the_same_file_again_changes_nothing(
    previewed: ImportPage, workbook: Path, settled: Callable[[], None]
) -> None:
    previewed.primary.click()
    settled()
    previewed.take([workbook])
    settled()
    previewed.primary.click()
    settled()
    assert previewed.preview.tiles["unchanged"].text() == "2 giữ nguyên"
    assert previewed.primary.text() == "Ghi 0 dòng" and not previewed.primary.isEnabled()


def test_that_a_changed_cell_shows_what_was_and_what_becomes(
    previewed: ImportPage, tmp_path: Path, settled: Callable[[], None]
) -> None:
    previewed.primary.click()
    settled()
    changed = [[1, "Bản A", "05/01/2025", "Pháp luật", 35, 12, 2_000_000, "x"]]
    previewed.take([write_workbook(tmp_path / "sửa.xlsx", changed)])
    settled()
    previewed.primary.click()
    settled()
    row = [previewed.preview.grid.model().index(0, place).data() for place in range(8)]
    assert row[1] == "thay đổi"
    assert "30 → 35" in row


def test_that_refused_rows_are_written_with_their_reasons(
    previewed: ImportPage, tmp_path: Path, settled: Callable[[], None]
) -> None:
    assert previewed.returning.rows.isVisible()
    previewed.write_corrections(tmp_path / "sửa lỗi.xlsx")
    settled()
    sheet = openpyxl.load_workbook(tmp_path / "sửa lỗi.xlsx").worksheets[0]
    written = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "Bản C" in written and "Bản A" not in written
    assert any("Số nữ 25" in text for text in written)


def test_that_a_file_that_is_no_workbook_is_answered_by_a_sentence(
    page: ImportPage, tmp_path: Path, settled: Callable[[], None]
) -> None:
    (tmp_path / "giả.xlsx").write_bytes(b"not a workbook at all")
    page.take([tmp_path / "giả.xlsx"])
    settled()
    assert "giả.xlsx" in page.notice.text.text()
    assert page._steps.currentIndex() == FILES
    assert not page.primary.isVisible()


def test_that_an_import_given_up_leaves_nothing(
    previewed: ImportPage, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, accept = threading.Event(), threading.Event(), importing.accept

    def accept_when_told(*given: Any, **more: Any) -> Any:
        begun.set()
        go_on.wait(60)
        return accept(*given, **more)

    monkeypatch.setattr(importing, "accept", accept_when_told)
    previewed.accept()
    begun.wait(60)
    previewed.cancel()
    go_on.set()
    settled()
    assert "Đã hủy" in previewed.notice.text.text()
    assert count(previewed) == 0
    assert previewed.primary.isEnabled()


def test_that_a_table_can_be_left_out(brought: ImportPage) -> None:
    brought.files.kind.setCurrentIndex(0)
    brought.files.kind.activated.emit(0)
    assert brought.plan is not None and brought.plan.understood() == []
    assert not brought.primary.isEnabled()


def test_that_a_table_left_open_can_be_said_to_be_a_kind_and_a_wrong_kind_is_answered(
    brought: ImportPage, course: Any
) -> None:
    files, plan = brought.files, brought.plan
    assert plan is not None
    kind = files.kind.findData(course)
    for words, taken in ((plan.tables[0].cells.rows, [course]), ([("Ghi chú",), ("Lưu ý",)], [])):
        cells = dataclasses.replace(plan.tables[0].cells, rows=words)
        plan.tables[0] = not_understood(cells, "lớp học.xlsx")
        files.show_plan(plan, [])
        assert files.kind.isEnabled()
        files.kind.setCurrentIndex(kind)
        files.kind.activated.emit(kind)
        assert [table.record_type for table in plan.understood()] == taken
    assert files.kind.currentData() is None
    assert "không có hàng tên cột nào khớp" in brought.notice.text.text()


def test_that_a_workbook_can_be_dropped_on_the_page(
    page: ImportPage, workbook: Path, settled: Callable[[], None]
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(workbook))])
    point, buttons = QPointF(QPoint(200, 200)), Qt.MouseButton.LeftButton
    drop = QDropEvent(point, Qt.DropAction.CopyAction, data, buttons, Qt.KeyboardModifier.NoModifier)
    page.dropEvent(drop)
    settled()
    assert page.plan is not None and page.files.area.text.text() == "lớp học.xlsx"


def test_that_every_kind_of_workbook_that_is_read_may_be_dropped() -> None:
    data = QMimeData()
    names = [f"a{ending}" for ending in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".CSV", ".pdf")]
    data.setUrls([QUrl.fromLocalFile(f"/{name}") for name in names])
    assert [path.name for path in workbooks_in(data)] == names[:-1]


def test_that_the_whole_import_goes_by_keyboard(
    qtbot: QtBot, brought: ImportPage, settled: Callable[[], None]
) -> None:
    assert brought.primary.hasFocus()
    brought._enable_primary(usable=False, busy=False)
    assert brought.hasFocus(), "the grid is not shown yet"
    brought._refresh()
    assert brought.primary.hasFocus()
    qtbot.keyClick(brought.primary, Qt.Key.Key_Space)
    settled()
    assert brought.primary.hasFocus(), "nothing else takes the keyboard meanwhile"
    qtbot.keyClick(brought.primary, Qt.Key.Key_Space)
    settled()
    assert count(brought) == 2
    assert brought.preview.grid.hasFocus(), "what was pressed is grey now"


def test_that_a_list_to_try_is_offered_until_there_is_a_file(page: ImportPage, qtbot: QtBot) -> None:
    area = page.files.area
    assert area.sample.isVisible()
    with qtbot.waitSignal(area.brought) as brought:
        area.sample.click()
    assert [path.name for path in brought.args[0]] == ["danh-sach-nha-o.xlsx"]
    qtbot.waitUntil(lambda: page.plan is not None)
    assert not area.sample.isVisible()


@pytest.mark.parametrize("width", [852, 1158])
def test_that_no_button_is_cut_while_something_runs(qtbot: QtBot, previewed: ImportPage, width: int) -> None:
    """The widths are what a window of 900 and of 1366 points leaves a page."""
    room = QScrollArea(widgetResizable=True)
    qtbot.addWidget(room)
    room.setFrameShape(QScrollArea.Shape.NoFrame)
    room.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    room.setWidget(previewed)
    room.resize(width, 700)
    room.show()
    previewed._work.show()
    previewed.foot.fold()
    assert previewed.whole.isVisible() and previewed.returning.own.isVisible()
    assert previewed.minimumSizeHint().width() <= width
    room.takeWidget()
