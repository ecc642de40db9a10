"""Asks whether one out of a list is found by typing in a record's own rows, as in its fields."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.declare.fields import Choice, Details, Reference, Text
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.qt.details_editor import DetailsEditor
from desktop.qt.search_line import SearchLine
from desktop.shared import Place
from desktop.testing import na_son
from desktop.workspace import Workspace
from tests.desktop.qt.grids import type_keys

ENTER = Qt.Key.Key_Return


class Paper(Record):
    title = "Giấy tờ"

    kind = Choice("Loại", {"land": "Giấy đất", "plan": "Bản vẽ", "minutes": "Biên bản"})
    place = Reference("Xã", to=Place, only={"kind": "commune"}, current=True)
    note = Text("Ghi chú")


@pytest.fixture
def editor(qtbot: QtBot, homes: Workspace, dressed: None) -> DetailsEditor:
    made = DetailsEditor(Details("Giấy tờ", of=Paper), homes)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.add_row()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), SearchLine))
    return made


def line() -> SearchLine:
    found = QApplication.focusWidget()
    assert isinstance(found, SearchLine)
    return found


def test_that_a_choice_is_picked_from_what_is_found(qtbot: QtBot, editor: DetailsEditor) -> None:
    type_keys("ban")
    popup = line().finder.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    assert [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] == [
        "Bản vẽ",
        "Biên bản",
    ]
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, ENTER)
    qtbot.waitUntil(lambda: editor.value()[0].kind == "plan")
    assert editor.table.currentIndex().column() == 1, "Enter goes on"


def test_that_half_a_word_that_one_answer_holds_is_that_answer(qtbot: QtBot, editor: DetailsEditor) -> None:
    type_keys("dat")
    QTest.keyClick(line(), ENTER)
    qtbot.waitUntil(editor.table.hasFocus)
    assert editor.value()[0].kind == "land"


def test_that_a_reference_of_two_names_is_the_one_that_was_picked(
    qtbot: QtBot, editor: DetailsEditor, homes: Workspace
) -> None:
    editor.table.setCurrentIndex(editor.rows.index(0, 1))
    editor.table.edit(editor.rows.index(0, 1))
    type_keys("na son")
    popup = line().finder.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, ENTER)
    qtbot.waitUntil(lambda: editor.value()[0].place == na_son(homes))


@pytest.fixture
def two_of_one_name(homes: Workspace) -> list[str]:
    """The ids of communes called alike."""
    where = [Condition("name", "is", "Xã Tân Lập"), Condition("valid_to", "is", None)]
    with homes.store.reading() as reader:
        found = [row.id or "" for row in reader.rows(Place, where)]
    assert len(found) > 1
    return found


def test_that_a_picked_reference_stays_where_its_cell_is_opened_again(
    qtbot: QtBot, editor: DetailsEditor, two_of_one_name: list[str]
) -> None:
    cell = editor.rows.index(0, 1)
    editor.rows.setData(cell, two_of_one_name[1])
    shown = cell.data()
    assert editor.value()[0].place == two_of_one_name[1]
    for keys in ("", "x\b"):
        editor.table.setCurrentIndex(cell)
        editor.table.edit(cell)
        line().deselect()
        line().end(False)
        type_keys(keys)
        QTest.keyClick(line(), ENTER)
        qtbot.waitUntil(editor.table.hasFocus)
        assert (cell.data(), editor.value()[0].place) == (shown, two_of_one_name[1])


def test_that_a_picked_reference_comes_back_as_the_one_it_was(
    qtbot: QtBot, editor: DetailsEditor, two_of_one_name: list[str]
) -> None:
    editor.rows.setData(editor.rows.index(0, 1), two_of_one_name[1])
    editor.rows.setData(editor.rows.index(0, 0), "không rõ")
    typed = editor.typed()
    editor.take([])
    editor.retype(json.loads(json.dumps(typed)))
    assert editor.rows.rows[0].values()["place"] == two_of_one_name[1]
    assert editor.typed() == typed and typed[0]["kind"] == "không rõ"


def test_that_a_reference_is_not_looked_for_at_each_key(
    qtbot: QtBot, editor: DetailsEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    editor.table.setCurrentIndex(editor.rows.index(0, 1))
    editor.table.edit(editor.rows.index(0, 1))
    monkeypatch.setattr(editor.workspace, "search_reference", lambda _field, text: asked.append(text) or [])
    type_keys("na son")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["na son"]
