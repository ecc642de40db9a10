"""Asks which record each row of a pasted list goes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.declare.reading import Condition
from desktop.qt.clipboard_block import Block, read_text
from desktop.qt.paste_places import Target, place_block
from desktop.qt.record_page import RecordPage
from desktop.qt.record_table import RecordTable
from desktop.qt.tasks import Tasks
from desktop.testing import sound_example
from desktop.workspace import Workspace
from desktop.workspace.cell_changes import Typed, plan_cells

HEAD = "DANH SÁCH NHÀ\t\t\t\nTT\tHọ tên chủ hộ\tXã\tDiện tích (m²)\n"
CORNER = Target(0, 1, 1, 1)


def table_of(workspace: Workspace, home: Any) -> RecordTable:
    table = RecordTable(workspace, home)
    table.show(["head", "commune", "area", "central"])
    return table


def placed(workspace: Workspace, home: Any, text: str) -> dict[tuple[str, int], dict[str, Typed]]:
    """What is to be typed, by record and row of the list."""
    table = table_of(workspace, home)
    found: dict[tuple[str, int], dict[str, Typed]] = {}
    for typed in place_block(table, Block(read_text(text)), CORNER).typed:
        found.setdefault((typed.id, typed.row), {})[typed.field] = typed
    return found


def test_that_rows_of_a_whole_list_find_their_records_and_the_rest_is_new(
    street: Workspace, home: Any
) -> None:
    rows = "1\tVàng A Bó\tXã Na Son\t70\n2\tVàng A Mới\tnt\tto\n\tTổng cộng\t\t141\n"
    (known, new), (first, second) = zip(*placed(street, home, HEAD + rows).items(), strict=True)
    with street.store.reading() as reader:
        one = reader.get(home, known[0])
        assert one is not None and one.values()["head"] == "Vàng A Bó"
        assert first["area"].text == 70
        assert second["commune"].text == one.values()["commune"]
    assert new[0] == ""
    assert (second["area"].text, second["area"].is_value) == ("to", False)


def test_that_a_list_takes_its_commune_from_its_title_and_writes_over_nobody_else(
    street: Workspace, home: Any
) -> None:
    head = "DANH SÁCH NHÀ XÃ NA SON\t\t\nTT\tHọ tên chủ hộ\tDiện tích (m²)\n"
    (known, first), (new, second) = placed(street, home, head + "1\tVàng A Bó\t70\n2\tLò A Lạ\t71\n").items()
    with street.store.reading() as reader:
        one = reader.get(home, known[0])
        assert one is not None and one.values()["head"] == "Vàng A Bó"
        assert second["commune"].text == one.values()["commune"]
    assert new[0] == "" and first["area"].text == 70


def test_that_a_row_that_says_only_a_name_means_nobody(street: Workspace, home: Any) -> None:
    found = placed(street, home, "TT\tHọ tên chủ hộ\tDiện tích (m²)\n1\tVàng A Bó\t70\n2\tLò A Lạ\t71\n")
    assert [id for id, _row in found] == ["", ""], "many are called so, and where they live nothing says"


def test_that_a_row_under_headings_writes_over_the_record_of_its_name_alone(workspace: Workspace) -> None:
    house = workspace.catalog.record_type("HousingCase")
    case = sound_example(workspace, house, village="Bản Na Phát", identity_number=None)
    one, two = (workspace.save(case.changed(head_name=name)) for name in ("Vàng A Dí", "Lò Văn Đúa"))
    table = RecordTable(workspace, house)
    table.show(["head_name", "village", "decision_no"])
    assert table.ids_between(0, 1) == [one.id, two.id]
    text = "Họ và tên chủ hộ\tSố quyết định\nVàng A Di\t55/QĐ\nMùa A Ly\t56/QĐ\n"
    typed = place_block(table, Block(read_text(text)), CORNER).typed
    assert [(each.id, each.text) for each in typed if each.field == "decision_no"] == [
        (one.id, "55/QĐ"),
        ("", "56/QĐ"),
    ], "nobody's name becomes another's"


def test_that_a_list_that_names_no_record_fills_the_rows_from_the_corner_on(
    street: Workspace, home: Any
) -> None:
    table = table_of(street, home)
    found = placed(street, home, "TT\tDiện tích (m²)\tTrung ương\n1\t70\t5.000.000\n2\t71\t6.000.000\n")
    assert [id for id, _row in found] == table.ids_between(0, 1)
    assert [one["central"].text for one in found.values()] == [5_000_000, 6_000_000]


def test_that_a_list_is_pasted_where_there_is_none_yet(
    qtbot: QtBot, homes: Workspace, home: Any, tasks: Tasks, settled: Callable[[], None]
) -> None:
    page = RecordPage(homes, tasks, home)
    qtbot.addWidget(page)
    page.show()
    QGuiApplication.clipboard().setText(HEAD + "1\tVàng A Bó\tXã Na Son\t70\n")
    qtbot.keyClick(page.bar.add_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert page.writes.preview is not None
    assert "1 hồ sơ mới" in page.writes.preview.counts.text()
    page.writes.preview.write_button.click()
    settled()
    with homes.store.reading() as reader:
        assert reader.count(home) == 1


def test_that_a_new_row_says_which_of_its_cells_holds_it_up(street: Workspace, home: Any) -> None:
    typed = place_block(table_of(street, home), Block(read_text(HEAD + "1\t\tXã Na Son\t70\n")), CORNER).typed
    cells = plan_cells(street, home, [replace(each, id="") for each in typed]).refused
    assert {cell.problem.message for cell in cells if cell.problem} == {
        "Hồ sơ mới vướng ở mục “Chủ hộ”: Chưa ghi."
    }


def test_that_nothing_is_pasted_where_a_filter_finds_nothing(
    qtbot: QtBot, street: Workspace, home: Any, tasks: Tasks, settled: Callable[[], None]
) -> None:
    page = RecordPage(street, tasks, home)
    qtbot.addWidget(page)
    page.show()
    page.filter_by([Condition("head", "is", "Không ai")])
    QGuiApplication.clipboard().setText(HEAD + "1\tVàng A Bó\tXã Na Son\t70\n")
    qtbot.keyClick(page.bar.add_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert not page.table.rowCount() and page.writes.preview is None
