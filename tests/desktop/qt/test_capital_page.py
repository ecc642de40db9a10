"""The money of a year: three rates with their denominators, what lapses and must be matched; and ways on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.qt.capital_page import CapitalPage
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.shared import CapitalFact, CarryOver, LineLink, MatchDuty
from desktop.shared.programme_lines import lasting_id
from desktop.testing import na_son
from desktop.workspace import Workspace

MILLION = 1_000_000


def save(workspace: Workspace, code: str, **values: Any) -> None:
    whole = {
        "line": lasting_id("1719", code),
        "place": na_son(workspace),
        "capital_kind": "investment",
        "source": "central",
        "plan_year": 2026,
        "budget_year": 2026,
        "as_of": date(2026, 10, 31),
        "assigned": 800 * MILLION,
        **values,
    }
    workspace.save(CapitalFact(**whole))


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace, tasks: Tasks) -> CapitalPage:
    made = CapitalPage(filled, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    return made


def shown(table: Any, row: int) -> list[str]:
    model = table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_that_an_empty_ledger_says_what_would_be_here(page: CapitalPage, settled: Callable[[], None]) -> None:
    page.opened(Route("capital"))
    settled()
    assert page.empty.act.text() == "Nhập từ Excel" and not page.table.isVisible()


def test_that_each_rate_stands_with_its_denominator(page: CapitalPage, settled: Callable[[], None]) -> None:
    save(page.workspace, "DA1.a", disbursed=400 * MILLION)
    save(page.workspace, "DA1.b", plan_year=2025, assigned=200 * MILLION, disbursed=150 * MILLION)
    went: list[Route] = []
    page.wants.connect(went.append)
    page.opened(Route("capital"))
    settled()
    assert not page.empty.isVisible() and page.table.isVisible()
    assert shown(page.table, 0)[-3:] == ["50,0 % / 800", "75,0 % / 200", "55,0 % / 1.000"]
    assert [shown(page.table, row)[0] for row in range(5)] == ["", "I", "1", "a", "b"]
    assert shown(page.table, 3)[-2] == "–"
    page.table.stand_on(4)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    with page.workspace.store.reading() as reader:
        assert went[0].record_type is CapitalFact
        assert reader.count(CapitalFact, went[0].where) == 1
        page.table.entered.emit(0)
        assert reader.count(CapitalFact, went[1].where) == 2


def test_that_carried_money_counts_its_days_down(page: CapitalPage, settled: Callable[[], None]) -> None:
    save(page.workspace, "DA1.b", plan_year=2025, assigned=200 * MILLION, disbursed=150 * MILLION)
    act = {"basis": "NQ 1", "from_year": 2025, "to_year": 2026}
    page.workspace.save(CarryOver(**act, deadline=date(2026, 1, 31)))
    page.opened(Route("capital"))
    settled()
    basis, year, left, deadline, days = shown(page.acts, 0)
    assert (basis, year, left, deadline) == ("NQ 1", "2025", "50 / 200", "31/01/2026")
    assert days.startswith("quá ")


def test_that_old_money_is_shown_where_it_continues(page: CapitalPage, settled: Callable[[], None]) -> None:
    save(page.workspace, "DA2", plan_year=2025)
    page.workspace.save(LineLink(old=lasting_id("1719", "DA2"), new=lasting_id("2026", "HP2")))
    page.opened(Route("capital"))
    settled()
    assert shown(page.table, 2)[1].split()[0] == "DA2"
    page.continued.click()
    settled()
    assert [shown(page.table, row)[1].split()[0] for row in range(2, 4)] == ["HP2", "DA2"]


def test_that_another_ratio_is_tried_without_writing(page: CapitalPage, settled: Callable[[], None]) -> None:
    save(page.workspace, "DA1.a")
    save(page.workspace, "DA1.a", source="commune", assigned=60 * MILLION)
    duty = {"place": na_son(page.workspace), "year": 2026, "ratio": Decimal(10), "basis": "NQ"}
    page.workspace.save(MatchDuty(**duty))
    last = page.workspace.store.change_sets(limit=1)[0].number
    page.opened(Route("capital"))
    settled()
    assert shown(page.duties, 0)[1:] == ["10 %", "800", "80", "60", "20 (25,0 %)"]
    for typed, says in (("5", "5 %"), ("7.5", "7,5 %"), ("7,5 %", "7,5 %"), ("x", "10 %"), ("750", "10 %")):
        page.ratio.setText(typed)
        assert shown(page.duties, 0)[1] == says
        assert bool(page.ratio.property("grade")) is bool(page.ratio.toolTip()) is (says == "10 %")
    page.ratio.setText("5")
    assert shown(page.duties, 0)[1:] == ["5 %", "800", "40", "60", "đủ"]
    page.ratio.setText("7,22")
    assert shown(page.duties, 0)[1:] == ["7,22 %", "800,0", "57,8", "60,0", "đủ"]
    assert page.workspace.store.change_sets(limit=1)[0].number == last


def test_that_the_page_keeps_to_the_year_that_is_chosen(
    page: CapitalPage, settled: Callable[[], None]
) -> None:
    save(page.workspace, "DA1.a")
    save(page.workspace, "DA2", plan_year=2025, budget_year=2025)
    page.opened(Route("capital"))
    settled()
    year = page.filter.year
    year.setCurrentIndex(year.findData(2025))
    year.activated.emit(year.currentIndex())
    settled()
    assert shown(page.table, 2)[1].startswith("DA2")


def test_that_the_cards_below_begin_side_by_side_and_stand_below_each_other_where_it_is_narrow(
    page: CapitalPage, dressed: None
) -> None:
    def begins(table: QWidget) -> QPoint:
        return table.mapTo(page, QPoint())

    QTest.qWait(0)
    assert begins(page.acts).y() == begins(page.duties).y()
    page.resize(600, 900)
    QTest.qWait(0)
    assert begins(page.acts).x() == begins(page.duties).x()
    assert page.table.viewport().height() > 4 * page.table.rowHeight(0)


def test_that_the_outline_goes_in_by_its_levels_whatever_sign_stands_there(
    page: CapitalPage, settled: Callable[[], None]
) -> None:
    save(page.workspace, "DA1.a", budget_year=2025, plan_year=2025)
    page.opened(Route("capital"))
    settled()
    names: list[Any] = [row[1] for row in page.table.rows()]
    assert [cell.depth for cell in names] == [0, 0, 1, 2]
    assert not any(cell.grade for cell in names)
