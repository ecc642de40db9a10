"""Asks whether the keys of the grid lead where they lead in Excel."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from tests.desktop.qt.grids import COLUMNS, CONTROL, SHIFT, Key, column, stand, type_keys, where


@pytest.fixture
def page(shown: MainWindow, home: Any, rested: Callable[[], None]) -> RecordPage:
    shown.open(Route("records", home))
    found = shown.page(Route("records", home))
    assert isinstance(found, RecordPage)
    found.choose_columns(COLUMNS)
    rested()
    return found


def test_that_keys_lead_to_the_edges_and_never_among_the_signs(page: RecordPage) -> None:
    last, right = page.table.rowCount() - 1, len(COLUMNS)
    for key, held, there in (
        (Key.Key_Home, Qt.KeyboardModifier.NoModifier, (1, 1)),
        (Key.Key_Left, Qt.KeyboardModifier.NoModifier, (1, 2)),
        (Key.Key_Home, CONTROL, (0, 1)),
        (Key.Key_End, CONTROL, (last, right)),
        (Key.Key_Down, CONTROL, (last, 3)),
        (Key.Key_Up, CONTROL, (0, 3)),
        (Key.Key_Right, CONTROL, (1, right)),
        (Key.Key_Left, CONTROL, (1, 1)),
    ):
        stand(page, 1, COLUMNS[2])
        QTest.keyClick(page.grid, key, held)
        assert where(page) == there
    QTest.keyClick(page.grid, Key.Key_Left)
    assert where(page) == (1, 1)

    stand(page, 1, COLUMNS[1])
    QTest.keyClick(page.grid, Key.Key_Down, CONTROL | SHIFT)
    QTest.keyClick(page.grid, Key.Key_Right, SHIFT)
    assert page.grid.ranges() == [(1, 2, last, 3)]


def test_that_tab_goes_right_and_enter_back_to_where_tabs_began(page: RecordPage) -> None:
    stand(page, 0, COLUMNS[1])
    for _time in range(2):
        QTest.keyClick(page.grid, Key.Key_Tab)
    assert where(page) == (0, 4)
    QTest.keyClick(page.grid, Key.Key_Return)
    assert where(page) == (1, 2)
    stand(page, page.table.rowCount() - 1, COLUMNS[-1])
    QTest.keyClick(page.grid, Key.Key_Tab)
    assert not page.grid.hasFocus()


def test_that_enter_and_tab_stay_within_a_selected_block(page: RecordPage) -> None:
    stand(page, 0, COLUMNS[0])
    page.grid.select(0, 1, 1, 2)
    walked = []
    for key in (Key.Key_Return, Key.Key_Return, Key.Key_Return, Key.Key_Return, Key.Key_Tab, Key.Key_Backtab):
        QTest.keyClick(page.grid, key)
        walked.append(where(page))
    assert walked == [(1, 1), (0, 2), (1, 2), (0, 1), (0, 2), (0, 1)]
    assert page.grid.ranges() == [(0, 1, 1, 2)]


def test_that_arrows_end_what_was_typed_but_not_what_was_opened(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    stand(page, 0, "area")
    type_keys("5")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Left)
    assert page.grid.editing.editor is None
    assert where(page) == (0, column("area") - 1)
    stand(page, 0, "area")
    QTest.keyClick(page.grid, Key.Key_F2)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Left)
    assert page.grid.editing.is_open
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert where(page) == (0, column("area"))
    rested()
