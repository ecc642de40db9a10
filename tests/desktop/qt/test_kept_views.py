"""Asks whether a way of looking at a list is kept under a name, and whether columns can stay in sight."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.declare.reading import Condition, Sort
from desktop.qt.column_chooser import usual_columns
from desktop.qt.record_page import RecordPage
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace
from desktop.workspace.list_views import ListView, read_view, views_of
from tests.desktop.qt.forms import type_into

COLUMNS = ["head", "commune", "poverty", "area", "built", "central", "local", "total", "note"]
Wait = Callable[[], None]


@pytest.fixture
def page(qtbot: QtBot, dressed: None, street: Workspace, home: Any, tasks: Tasks) -> RecordPage:
    made = RecordPage(street, tasks, home)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.bar.form_button.setChecked(False)
    made.choose_columns(COLUMNS)
    made.show()
    return made


def test_that_a_view_is_kept_in_the_database_and_brought_back(
    page: RecordPage, street: Workspace, home: Any, settled: Wait
) -> None:
    page.filter_by([Condition("poverty", "in", ("poor", None)), Condition("area", "from", Decimal("41.5"))])
    page.sort_by([Sort("poverty"), Sort("area", descending=True)])
    page.grid.freeze(1)
    kept = page.views.now()
    with_said = []
    page.says.connect(lambda said: with_said.append(said))
    page.bar.view_menu.keeps.emit("Hộ nghèo, nhà rộng")
    settled()
    assert with_said[0].deed == "lưu cách xem Hộ nghèo, nhà rộng"
    page.views.show(ListView(tuple(usual_columns(home))))
    assert (page.table.columns, page.where, page.table.sort_by) == (usual_columns(home), (), ())
    assert page.grid.frozen_columns == 0
    [stored] = views_of(street, home)
    page.bar.view_menu.opens.emit(stored)
    assert page.views.now() == kept
    page.bar.view_menu.keeps.emit("Hộ nghèo, nhà rộng")
    settled()
    assert len(views_of(street, home)) == 1
    page.bar.view_menu.drops.emit(views_of(street, home)[0])
    settled()
    assert views_of(street, home) == []


def test_that_a_view_forgets_fields_that_are_gone_and_refuses_what_is_none(home: Any) -> None:
    text = '{"columns": ["head", "gone"], "where": [["gone", "is", 1]], "sort": [], "words": "", "frozen": 0}'
    assert read_view(text, home) == ListView(("head",))
    for wrong in ("", "[]", "{}", '{"columns": 3}'):
        with pytest.raises(ValueError):
            read_view(wrong, home)


def test_that_the_menu_offers_what_can_be_done(page: RecordPage, settled: Wait) -> None:
    menu = page.bar.view_menu
    menu.fill()
    texts = [action.text() for action in menu.actions()]
    assert "Lưu cách xem này…" in texts and "Thôi giữ yên cột" not in texts
    page.grid.go_to(0, 2)
    menu.asks.emit("freeze")
    assert page.grid.frozen_columns == 2
    menu.fill()
    assert "Thôi giữ yên cột" in [action.text() for action in menu.actions()]
    menu.asks.emit("right")
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (0, 3)
    menu.asks.emit("right")
    menu.asks.emit("unfreeze")
    assert page.grid.frozen_columns == 0


def test_that_frozen_columns_stay_in_sight_and_take_typing(page: RecordPage, settled: Wait) -> None:
    grid = page.grid
    grid.freeze(1)
    frozen = grid.frozen
    assert frozen is not None and frozen.isVisible()
    assert not frozen.isColumnHidden(1) and frozen.isColumnHidden(2)
    assert frozen.viewport().width() == grid.columnWidth(0) + grid.columnWidth(1)
    grid.setColumnWidth(1, 222)
    assert frozen.columnWidth(1) == 222
    grid.stand(page.table.index(0, len(COLUMNS)))
    aside = grid.horizontalScrollBar().value()
    assert aside > 0
    grid.stand(page.table.index(1, 1))
    assert grid.horizontalScrollBar().value() == aside
    grid.begin_edit(grid.currentIndex())
    assert grid.editing.editor is not None
    assert grid.editing.editor.geometry().left() >= grid.viewport().x()
    assert grid.editing.editor.x() == grid.viewport().x() + grid.columnWidth(0)
    grid.editing.give_up()
    grid.stand(page.table.index(1, 2))
    assert grid.visualRect(grid.currentIndex()).left() >= frozen.reach()
    page.choose_columns(COLUMNS[:3])
    assert grid.frozen_columns == 1
    settled()


def test_that_frozen_columns_are_remembered(
    page: RecordPage, street: Workspace, home: Any, qtbot: QtBot, tasks: Tasks
) -> None:
    page.grid.go_to(0, 2)
    page.bar.view_menu.asks.emit("freeze")
    again = RecordPage(street, tasks, home)
    qtbot.addWidget(again)
    assert again.grid.frozen_columns == 2


@pytest.mark.parametrize("types", [False, True])
def test_that_the_top_stays_the_top_of_a_new_order_unless_it_is_typed_in(
    page: RecordPage, settled: Wait, types: bool
) -> None:
    page.bar.form_button.setChecked(True)
    settled()
    page.sort_by([Sort("head")])
    page.grid.go_to(0)
    before = page.standing()
    if types:
        type_into(page.form, "area", "4")
    page.sort_by([Sort("head", descending=True)])
    assert (page.standing() == before) is types is page.form.dirty
    page.form.give_up()
    settled()
