"""Asks whether the grid asks the store page by page, shows what is stored, and copies it whole."""

from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QIcon
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.declare.fields import Integer
from desktop.declare.problems import Grade
from desktop.declare.reading import Condition, Sort
from desktop.qt.grid_sums import summary
from desktop.qt.record_columns import heading_of
from desktop.qt.record_grid import RecordGrid
from desktop.qt.record_table import PAGE, RecordTable
from desktop.workspace import Workspace

COLUMNS = ["head", "commune", "area", "local", "total"]


def table_of(workspace: Workspace, home: Any) -> RecordTable:
    table = RecordTable(workspace, home)
    table.show(COLUMNS, sort_by=[Sort("head")])
    return table


def texts(table: RecordTable, row: int) -> list[str]:
    return [table.data(table.index(row, column)) for column in range(1, table.columnCount())]


def test_that_qt_finds_no_fault_with_the_table(
    street: Workspace, home: Any, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(table_of(street, home))


def test_that_rows_are_ready_as_text(street: Workspace, home: Any) -> None:
    table = table_of(street, home)
    assert table.rowCount() == 12
    assert texts(table, 0) == ["Vàng A Ẳng", "Xã Na Son", "40", "4.000.000", "44.000.000"]
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert table.data(table.index(0, 4), Qt.ItemDataRole.TextAlignmentRole) == right
    assert heading_of(home.fields["local"]) == "Địa phương (đ)"


@pytest.mark.parametrize(
    ("label", "heading"),
    [
        ("Số hộ tham gia", "Số hộ tham gia"),
        ("Số hộ, người", "Số hộ, người"),
        ("Hội viên", "Hội viên (hộ)"),
        ("Quy mô", "Quy mô (hộ)"),
    ],
)
def test_that_a_heading_says_its_unit_once(label: str, heading: str) -> None:
    assert heading_of(Integer(label, unit="hộ")) == heading


def test_that_signs_may_wait_until_the_list_is_seen(street: Workspace, home: Any) -> None:
    table = table_of(street, home)
    row = table.row_of(*ids_of(street, home, "Vàng A Chớ"))
    table.waits_with_signs = True
    told: list[int] = []
    table.dataChanged.connect(lambda first, last: told.append(last.row() - first.row() + 1))
    assert table.data(table.index(row, 0), Qt.ItemDataRole.DecorationRole) is None
    table.show_signs()
    table.show_signs()
    assert told == [12]
    assert table.data(table.index(row, 0), Qt.ItemDataRole.DecorationRole) is not None


def test_that_the_worst_problem_is_signed_and_its_cell_tinted(street: Workspace, home: Any) -> None:
    table = table_of(street, home)
    small, poor = (table.row_of(id) for id in ids_of(street, home, "Vàng A Chớ", "Vàng A Đúa"))
    assert [problem.grade for problem in table.problems_at(small)] == [Grade.BLOCK]
    sign = table.data(table.index(small, 0), Qt.ItemDataRole.DecorationRole)
    plain, selected = (sign.pixmap(16, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected))
    assert plain == selected, "a sign is not paled where its row is selected"
    assert table.data(table.index(small, 3), Qt.ItemDataRole.BackgroundRole) is not None
    assert table.data(table.index(small, 1), Qt.ItemDataRole.BackgroundRole) is None
    assert "30 m²" in table.data(table.index(small, 3), Qt.ItemDataRole.ToolTipRole)
    assert [problem.grade for problem in table.problems_at(poor)] == [Grade.WARN]


def ids_of(workspace: Workspace, home: Any, *heads: str) -> list[str]:
    with workspace.store.reading() as reader:
        return [next(iter(reader.rows(home, [Condition("head", "is", head)]))).id for head in heads]


def test_that_only_pages_looked_at_are_read(homes: Workspace, home: Any) -> None:
    with homes.writing("Dữ liệu thử") as writing:
        writing.save_all([home(head=f"Hộ {number:05}") for number in range(3 * PAGE)])
    table = table_of(homes, home)
    assert table.rowCount() == 3 * PAGE
    assert texts(table, 3 * PAGE - 1)[0] == "Hộ 00599"
    assert list(table._pages) == [2]


def test_that_a_list_shown_anew_makes_what_is_seen_and_the_rest_when_it_is_looked_at(
    homes: Workspace, home: Any
) -> None:
    with homes.writing("Dữ liệu thử") as writing:
        writing.save_all([home(head=f"Hộ {number:05}") for number in range(2 * PAGE)])
    table = table_of(homes, home)
    assert texts(table, 0)[0] == "Hộ 00000"
    assert len(table._pages[0]) < PAGE
    last = table.record_at(PAGE - 1)
    assert texts(table, PAGE)[0] == "Hộ 00200", "another page does not make one forget that this is not whole"
    assert last is not None and last.head == "Hộ 00199"
    table.show()
    texts(table, 0)
    table.put(last)  # its row is not made yet
    texts(table, PAGE)
    assert [texts(table, row)[0] for row in range(PAGE)] == [f"Hộ {row:05}" for row in range(PAGE)]


def test_that_ids_are_read_ahead_where_an_order_is_dear(homes: Workspace, home: Any) -> None:
    with homes.writing("Dữ liệu thử") as writing:
        writing.save_all([home(head=f"Hộ {number:05}", note="x") for number in range(3 * PAGE)])
    table = table_of(homes, home)
    texts(table, 0)
    assert list(table._ids) == [0]
    table.show(sort_by=[Sort("note"), Sort("head", descending=True)])
    assert texts(table, 0)[0] == "Hộ 00599"
    assert (list(table._ids)[:3], list(table._pages)) == ([0, 1, 2], [0])
    assert texts(table, 3 * PAGE - 1)[0] == "Hộ 00000"


def test_that_a_changed_row_stays_where_it_is(street: Workspace, home: Any, told: Any) -> None:
    table = table_of(street, home)
    heard: list[Any] = []
    street.subscribe(heard.extend)
    first = table.record_at(0)
    assert first is not None
    street.save(first.changed(head="Vàng A Xá"))
    assert table.take_changes(heard) is False
    assert texts(table, 0)[0] == "Vàng A Xá"
    table.sort(1)
    assert texts(table, 11)[0] == "Vàng A Xá"


def test_that_a_new_row_is_counted(street: Workspace, home: Any) -> None:
    table = table_of(street, home)
    heard: list[Any] = []
    street.subscribe(heard.extend)
    street.save(home(head="Vàng A Ế"))
    assert table.take_changes(heard) is True
    assert table.rowCount() == 13


def test_that_search_ignores_marks_and_order_follows_the_heading(street: Workspace, home: Any) -> None:
    table = table_of(street, home)
    table.show(where=[Condition("", "contains", "vang a dua")])
    assert [texts(table, row)[0] for row in range(table.rowCount())] == ["Vàng A Đúa"]
    table.show(where=[])
    table.sort(3, Qt.SortOrder.DescendingOrder)
    assert texts(table, 0)[2] == "51"


def test_that_a_selection_is_added_up(qtbot: QtBot, street: Workspace, home: Any) -> None:
    grid = RecordGrid(table_of(street, home))
    qtbot.addWidget(grid)
    block = QItemSelection(grid.table.index(0, 4), grid.table.index(2, 4))
    grid.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert summary(grid.table, grid.ranges()) == "Chọn 3 ô: tổng 12.000.000 đ · TB 4.000.000 đ"
    with qtbot.waitSignal(grid.selection_rests):
        grid.selectionModel().select(block, QItemSelectionModel.SelectionFlag.Select)
