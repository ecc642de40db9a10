"""What charts are asked about: a place and what lies in it, a year, the conditions of a list; paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.declare.reading import Condition
from desktop.qt.chart_filter import Asked
from desktop.qt.chart_page import ChartPage
from desktop.qt.map_page import MapPage
from desktop.qt.page import AskedPage, Route
from desktop.qt.record_page import RecordPage
from desktop.qt.search_line import Found
from desktop.qt.tasks import Tasks
from desktop.shared import CapitalFact, Household, Obstacle, Office, Place
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.within import place_field
from desktop.workspace.years import year_field


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace, tasks: Tasks, settled: Callable[[], None]) -> ChartPage:
    made = ChartPage(filled, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("charts"))
    settled()
    return made


def test_that_a_type_is_asked_by_its_own_place_and_year(workspace: Workspace, filled: Workspace) -> None:
    course = filled.catalog.record_type("Course")
    assert (place_field(CapitalFact), year_field(CapitalFact)) == ("place", "budget_year")
    assert (place_field(Household), place_field(Obstacle)) == ("commune", "place")
    assert (place_field(course), year_field(course)) == ("", "held_on")
    commune = na_son(workspace)
    wheres = Asked(commune, 2025).wheres(workspace, [CapitalFact, course])
    place, year = wheres[CapitalFact]
    assert (place.field, place.test, year) == ("place", "in", Condition("budget_year", "is", 2025))
    assert commune in place.value
    with workspace.store.reading() as reader:
        old = [reader.get(Place, id) for id in place.value]
    assert {one.valid_to is None for one in old if one} == {True, False}, "units of before count as well"
    assert wheres[course] == [
        Condition("held_on", "from", date(2025, 1, 1)),
        Condition("held_on", "to", date(2025, 12, 31)),
    ]
    assert Asked(commune, 2025).lacks(course) == "không lọc được theo địa bàn"
    assert Asked(commune, 2025).lacks(CapitalFact) == ""


def test_that_a_year_is_asked_of_every_chart(page: ChartPage, settled: Callable[[], None]) -> None:
    years = page.filter.year
    years.setCurrentIndex(years.findData(2024))
    years.activated.emit(years.currentIndex())
    settled()
    assert not page.cards["cost_by_village"].view.isVisible()
    years.setCurrentIndex(years.findData(2025))
    years.activated.emit(years.currentIndex())
    settled()
    assert len(page.cards["cost_by_village"].view.marks()) == 3


def test_that_what_cannot_be_asked_is_said_at_the_card(
    page: ChartPage, filled: Workspace, settled: Callable[[], None]
) -> None:
    page.filter.place.picked.emit(Found(na_son(filled), "Xã Na Son"))
    settled()
    assert "không lọc được theo địa bàn" in page.cards["cost_by_village"].unit.text()
    page.filter.place.setText("x")
    page.filter.place.clear()
    settled()
    assert page.filter.asked().place == ""


def test_that_a_commune_begins_with_its_own_place(qtbot: QtBot, filled: Workspace, tasks: Tasks) -> None:
    filled.save(Office(level="commune", commune=na_son(filled), name="UBND xã Na Son"))
    page = ChartPage(filled, tasks)
    qtbot.addWidget(page)
    assert page.filter.asked().place == na_son(filled)
    assert page.filter.place.text() == "Xã Na Son"


def test_that_a_list_leads_to_its_charts_with_its_filter(
    qtbot: QtBot, page: ChartPage, filled: Workspace, course: Any, settled: Callable[[], None]
) -> None:
    records = RecordPage(filled, page.tasks, course)
    qtbot.addWidget(records)
    records.filter_by([Condition("topic", "is", "law")])
    with qtbot.waitSignal(records.wants) as wanted:
        records.bar.charts_button.click()
    settled()
    page.opened(wanted.args[0])
    settled()
    assert set(page.cards) == {"present_by_topic", "cost_by_village", "broken"}
    assert [mark.reading.partition(":")[0] for mark in page.cards["present_by_topic"].view.marks()] == [
        "Pháp luật"
    ]
    (chip,) = [one for one in page.filter.findChildren(QPushButton) if one.objectName() == "chip"]
    chip.click()
    settled()
    assert len(page.cards["present_by_topic"].view.marks()) == 2
    page.filter.all_button.click()
    settled()
    assert len(page.cards) > 3


def test_that_a_chart_is_printed_on_a_page(page: ChartPage, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    page.cards["cost_by_village"].print_on(printer)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert page.cards["cost_by_village"].more.isVisible()


@pytest.mark.parametrize("kind", [ChartPage, MapPage])
def test_that_an_empty_page_of_a_commune_offers_what_brings_figures(
    qtbot: QtBot, workspace: Workspace, tasks: Tasks, settled: Callable[[], None], kind: type[AskedPage]
) -> None:
    """It began at the office by itself; only what somebody chose may be what leaves nothing."""
    workspace.save(Office(name="UBND xã Na Son", level="commune", commune=na_son(workspace)))
    made: Any = kind(workspace, tasks)
    qtbot.addWidget(made)
    made.show()
    made.opened(Route(made.name))
    settled()
    assert made.filter.asked().place == na_son(workspace)
    assert made.empty.act.text() == "Nhập từ Excel" and "Chưa có" in made.empty.text.text()
    made.filter.place.clear()
    settled()
    assert made.empty.act.text() == "Nhập từ Excel"
    made.filter.year.setCurrentIndex(1)
    made.reload()
    settled()
    assert "năm khác" in made.empty.text.text() and made.empty.act.isHidden()


def test_that_conditions_that_leave_nothing_are_named(
    page: ChartPage, course: Any, settled: Callable[[], None]
) -> None:
    page.filter.show_type(course, [Condition("village", "is", "Bản Không Có")])
    settled()
    assert page.filter.nothing_asked() == (
        "Không có số liệu nào theo điều kiện đang lọc của “Các lớp học”. Bỏ bớt điều kiện ở trên."
    )
