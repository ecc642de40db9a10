"""Asks whether a table of facts shows all its columns where there is room for their texts."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.qt.clipboard_block import read_text
from desktop.qt.edge_cover import EdgeCover
from desktop.qt.plain_table import Cell, PlainTable, Row

HEADINGS = ["Năm", "Diện hộ", "Đã nhận", "Dự kiến"]
ROWS: list[Row] = [["2025", "Hộ nghèo", Cell("64.000.000", number=True), Cell("57.000.000", number=True)]]


def made(qtbot: QtBot, width: int) -> PlainTable:
    table = PlainTable("Theo năm")
    qtbot.addWidget(table)
    table.resize(width, 200)
    table.show()
    table.show_rows(HEADINGS, ROWS, [8, 14, 13, 13], stretch=1)
    return table


def widths(table: PlainTable) -> list[int]:
    return [table.columnWidth(column) for column in range(len(HEADINGS))]


def test_that_a_narrow_table_gives_up_what_its_texts_do_not_need(qtbot: QtBot, dressed: None) -> None:
    wide = made(qtbot, 900)
    table = made(qtbot, 440)
    assert sum(widths(wide)) == wide.viewport().width()
    assert sum(widths(table)) == table.viewport().width()
    assert all(widths(table)[column] >= table.sizeHintForColumn(column) for column in range(len(HEADINGS)))
    assert widths(table)[0] < widths(wide)[0]
    table.resize(900, 200)
    assert widths(table) == widths(wide)


def test_that_a_width_somebody_drew_is_kept(qtbot: QtBot, dressed: None) -> None:
    table = made(qtbot, 900)
    table.horizontalHeader().resizeSection(0, 200)
    table.resize(940, 200)
    assert table.columnWidth(0) == 200


class Asked(list[list[str]]):
    """Rows that remember which of them were asked for."""

    def __init__(self, count: int) -> None:
        super().__init__([[f"{row}", "Hộ nghèo", "64.000.000", "57.000.000"] for row in range(count)])
        self.rows: set[int] = set()

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, int):
            self.rows.add(row)
        return super().__getitem__(row)


def test_that_of_a_long_table_few_rows_are_measured(qtbot: QtBot, dressed: None) -> None:
    rows = Asked(5_000)
    table = PlainTable("Xem trước")
    qtbot.addWidget(table)
    table.resize(440, 200)
    table.show_rows(HEADINGS, rows, [8, 14, 13, 13], stretch=1)
    table.show()
    table.show_rows(HEADINGS, rows, [8, 14, 13, 13], stretch=1)
    assert len(rows.rows) < 100


def test_that_the_column_that_takes_the_rest_is_the_one_to_be_cut(qtbot: QtBot, dressed: None) -> None:
    table = made(qtbot, 330)
    table.show_rows(HEADINGS, [["2025", "Hộ nghèo " * 9, *ROWS[0][2:]]], [8, 14, 13, 13], stretch=1)
    assert all(widths(table)[column] >= table.sizeHintForColumn(column) for column in (0, 2, 3))


def test_that_columns_of_persons_are_copied_as_a_mask(qtbot: QtBot, dressed: None) -> None:
    table, hides = made(qtbot, 900), [True]
    table.mask_copied((1,), lambda: hides[0])
    table.selectRow(0)
    for text in ("•••", "Hộ nghèo"):
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        _heading, row = QGuiApplication.clipboard().text().split("\n")
        assert row.split("\t")[1] == text
        hides[0] = False


def test_that_a_figure_below_zero_is_copied_as_excel_counts_with_it(qtbot: QtBot, dressed: None) -> None:
    table = made(qtbot, 900)
    table.show_rows(HEADINGS, [["2025", "Hộ nghèo", Cell("−1.500", number=True), "cần −1"]], [8] * 4)
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().endswith("2025\tHộ nghèo\t-1.500\tcần −1")


def test_that_no_row_is_seen_cut_in_half(qtbot: QtBot, dressed: None) -> None:
    table = made(qtbot, 440)
    table.show_rows(HEADINGS, ROWS * 30, [8, 14, 13, 13], stretch=1)
    row = table.rowHeight(0)
    around = table.height() - table.viewport().height()
    table.resize(440, around + 3 * row + row // 2)
    [cover] = table.findChildren(EdgeCover)
    whole = table.viewport().rect()
    assert [(box.top(), box.right()) for box in cover.cut()] == [(3 * row, whole.right())]
    table.verticalScrollBar().setValue(row // 2)
    assert [box.top() for box in cover.cut()] == [0]
    table.resize(440, around + row)
    assert cover.cut() == []


def test_that_a_line_that_goes_on_begins_below_its_level_and_a_sign_may_stand_after_it(
    qtbot: QtBot, dressed: None
) -> None:
    table = made(qtbot, 440)
    name = "Hỗ trợ đất ở, nhà ở, đất sản xuất và nước sinh hoạt cho đồng bào"
    table.show_rows(["Nội dung"], [[Cell(name)], [Cell(name, depth=2)]], [20], stretch=0, wrap=True)
    grounds = [_ink_begins(table, row) for row in (0, 1)]
    assert [right - left for left, right in zip(*grounds, strict=True)] == [24, 24]
    table.show_rows(["Dòng"], [[Cell("I", "NOTE", trails=True)], [Cell("1")]], [20], stretch=0)
    assert abs(_ink_begins(table, 0)[0] - _ink_begins(table, 1)[0]) < 4


def _ink_begins(table: PlainTable, row: int) -> list[int]:
    """Where something dark begins in the upper and in the lower half of a cell."""
    table.clearSelection()
    box = table.visualRect(table.model().index(row, 0))
    image = table.viewport().grab(box).toImage()
    halves = range(image.height() // 2), range(image.height() // 2, image.height())
    return [
        next(x for x in range(image.width()) if any(image.pixelColor(x, y).lightness() < 128 for y in half))
        for half in halves
    ]


def test_that_a_bar_lies_right_below_its_figure_in_a_high_row_too(qtbot: QtBot, dressed: None) -> None:
    table = made(qtbot, 300)
    share = Cell("52,6 %", number=True, share=0.5)
    table.show_rows(["Nội dung", "Tỷ lệ"], [["Nước sinh hoạt " * 9, share]], [10, 12], stretch=0, wrap=True)
    table.clearSelection()
    table.grab()
    box = table.visualRect(table.model().index(0, 1))
    image = table.viewport().grab(box).toImage()
    dark = [y for y in range(image.height()) if image.pixelColor(12, y).lightness() < 160]
    assert box.height() > 3 * table.fontMetrics().height()
    assert 0 <= dark[0] - (image.height() + table.fontMetrics().height()) // 2 <= 2


def test_that_what_is_copied_keeps_its_rows_in_excel(qtbot: QtBot, dressed: None) -> None:
    table = made(qtbot, 900)
    table.show_rows(["So năm\ntrước", "Tên"], [["1", 'Bản "Na"\nPhát'], ["2", "Bản\tB"]], [8] * 2)
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    told = QGuiApplication.clipboard().text()
    assert read_text(told) == [["So năm trước", "Tên"], ["1", 'Bản "Na"\nPhát'], ["2", "Bản\tB"]]
    assert told.startswith("So năm trước\tTên\n")


def test_that_columns_stay_as_wide_wherever_a_list_was_scrolled_to(qtbot: QtBot, dressed: None) -> None:
    table = made(qtbot, 440)
    rows: list[Row] = [["2025", "Hộ nghèo " * 9, "Hỗ trợ đất ở " * 4, "1"] for _row in range(40)]
    rows += [["2025", "Hộ", "Đất", "1"] for _row in range(60)]
    table.show_rows(HEADINGS, rows, [8, 14, 30, 13], stretch=1, wrap=True)
    seen = []
    for scroll in (table.scrollToTop, table.scrollToBottom):
        scroll()
        for width in (460, 440):
            table.resize(width, 200)
        seen.append(widths(table))
    assert seen[0] == seen[1]
