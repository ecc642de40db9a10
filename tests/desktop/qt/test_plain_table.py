"""Asks whether a table of facts shows all its columns where there is room for their texts."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

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
