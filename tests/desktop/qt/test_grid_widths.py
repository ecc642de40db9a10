"""Asks whether the columns of a list share the room there is, and stay as somebody drew them."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.declare.reading import Sort
from desktop.qt import record_table
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.workspace import Workspace


@pytest.fixture
def page(shown: MainWindow, home: Any) -> RecordPage:
    shown.open(Route("records", home))
    found = shown.page(Route("records", home))
    assert isinstance(found, RecordPage)
    return found


def test_that_widths_are_kept_for_the_language_they_fit(
    page: RecordPage, street: Workspace, shown: MainWindow, home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.grid.setColumnWidth(2, 57)
    # The frame is made anew once the words have changed: what it kept is of the language before.
    monkeypatch.setattr("desktop.qt.list_page.language", lambda: "en")
    assert page.may_close()
    assert RecordPage(street, shown.tasks, home).grid.widths.drawn() == []
    monkeypatch.undo()
    again = RecordPage(street, shown.tasks, home)
    assert again.grid.columnWidth(2) == 57
    again.choose_columns(again.table.columns)
    assert RecordPage(street, shown.tasks, home).grid.widths.drawn() == []


def test_that_no_stub_of_a_column_stands_at_the_edge_until_one_is_drawn(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    rested()

    def stub() -> int:
        """How many points of a column that is not whole are seen."""
        grid, room = page.grid, page.grid.viewport().width()
        ends = [
            grid.columnViewportPosition(at) + grid.columnWidth(at) for at in range(grid.model().columnCount())
        ]
        assert ends[-1] > room
        return room - max(end for end in ends if end <= room)

    page.choose_columns(list(page.record_type.fields))
    for width in (1200, 1047, 1313):
        page.resize(width, 700)
        rested()
        assert stub() == 0
    page.grid.setColumnWidth(1, page.grid.columnWidth(1) - 13)
    assert stub() == 13
    drawn = page.grid.widths.drawn()
    page.resize(1290, 700)
    rested()
    assert page.grid.widths.drawn() == drawn


def test_that_columns_of_a_long_list_are_measured_when_its_rows_have_come(
    page: RecordPage, qtbot: QtBot, rested: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    rested()
    columns = ["head", "commune", "poverty", "area"]
    page.choose_columns(columns)
    whole = [page.grid.columnWidth(at) for at in range(1, 5)]
    monkeypatch.setattr(record_table, "_LONG", 5)
    page.table.show(sort_by=[Sort("area")])
    page.choose_columns(columns)
    assert page.table.record_at(0) is None
    qtbot.waitUntil(lambda: page.table.record_at(0) is not None)
    rested()
    assert [page.grid.columnWidth(at) for at in range(1, 5)] == whole
    assert page.grid.widths.drawn() == []


def test_that_columns_are_as_wide_as_their_texts_so_that_more_of_them_are_seen(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    rested()
    usual = page.grid.fontMetrics().averageCharWidth() * 22
    page.choose_columns(["head", "commune", "poverty"])
    assert page.grid.columnWidth(2) < usual
    for row in range(page.table.rowCount()):
        text = page.grid.fontMetrics().horizontalAdvance(page.table.index(row, 2).data())
        assert text < page.grid.columnWidth(2)
