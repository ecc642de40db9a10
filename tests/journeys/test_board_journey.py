"""A leader's round: money of the year, indicators and why, obstacles; each leads to its records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.declare.reading import Condition
from desktop.qt.capital_page import CapitalPage
from desktop.qt.indicator_page import IndicatorPage
from desktop.qt.main_window import MainWindow
from desktop.qt.obstacle_page import ObstaclePage
from desktop.qt.page import Route
from desktop.shared import (
    BudgetCode,
    CapitalFact,
    CarryOver,
    Household,
    IndicatorDefinition,
    IndicatorValue,
    MatchDuty,
    Obstacle,
)
from desktop.shared.programme_lines import lasting_id
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace, importing

MILLION = 1_000_000


def save_money(workspace: Workspace) -> None:
    """This year's money of one content, money carried over of another, too little to match it."""
    same: dict[str, Any] = {"place": na_son(workspace), "capital_kind": "investment", "budget_year": 2026}
    same["as_of"] = date(2026, 10, 31)
    for code, source, year, plan, paid in (
        ("DA1.b", "central", 2026, 800, 480),
        ("DA1.b", "commune", 2026, 20, 20),
        ("DA4.1", "central", 2025, 200, 50),
    ):
        amounts = {"assigned": plan * MILLION, "disbursed": paid * MILLION}
        line = lasting_id("1719", code)
        workspace.save(CapitalFact(line=line, source=source, plan_year=year, **same, **amounts))
    deadline = date(2026, 12, 31)
    workspace.save(CarryOver(basis="NQ 1", from_year=2025, to_year=2026, deadline=deadline))
    duty = {"place": same["place"], "year": 2026, "ratio": Decimal(10), "basis": "NQ của tỉnh"}
    workspace.save(MatchDuty(**duty))


def save_figures(workspace: Workspace) -> None:
    """A target that is missed, and the obstacle for which it is."""
    place = na_son(workspace)
    with workspace.store.reading() as reader:
        roads = next(reader.rows(IndicatorDefinition, [Condition("code", "is", "I05")]))
    same: dict[str, Any] = {"indicator": roads.id, "place": place, "period": "year", "edition": "official"}
    for year, figure in ((2024, "61,5"), (2025, "66,5")):
        value = IndicatorValue.value.parse(figure)
        workspace.save(IndicatorValue(year=year, value=value, **same))
    workspace.save(sound_example(workspace, Household, commune=place, members=7))
    workspace.save(
        Obstacle(
            name="Chưa giao được mặt bằng",
            cause="procedure",
            place=place,
            level="province",
            question="Cho tách giải phóng mặt bằng.",
            indicator=roads.id,
            record_type="shared.Household",
            records="members >= 7",
        )
    )


def test_that_money_shows_three_rates_and_leads_to_its_lines(
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
) -> None:
    workspace = shown.workspace
    assert workspace is not None and shown.frame is not None
    save_money(workspace)
    shown.open(Route("capital"))
    settled()
    page = shown.page(Route("capital"))
    assert isinstance(page, CapitalPage)
    assert [cells(page.table, column)[0] for column in (6, 7, 8)] == [
        "61,0 % / 820",
        "25,0 % / 200",
        "53,9 % / 1.020",
    ]
    assert cells(page.acts, 2) == ["150 / 200"]
    assert cells(page.duties, 5) == ["60 (75,0 %)"]
    picture("5-1 vốn và giải ngân")
    houses = next(row for row, text in enumerate(cells(page.table, 1)) if "DA1.b" in text)
    page.table.stand_on(houses)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settled()
    assert shown.frame.route.record_type is CapitalFact
    with workspace.store.reading() as reader:
        assert reader.count(CapitalFact, shown.frame.route.where) == 2


def test_that_a_missed_target_leads_through_its_obstacle_to_the_households(
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
) -> None:
    workspace = shown.workspace
    assert workspace is not None and shown.frame is not None
    save_figures(workspace)
    shown.open(Route("indicators"))
    settled()
    board = shown.page(Route("indicators"))
    assert isinstance(board, IndicatorPage)
    assert cells(board.table, 0)[1] == "Không đạt"
    assert "còn thiếu 3,5" in board.about.text()
    picture("5-2 bảng chỉ tiêu")
    shown.open(Route("obstacles"))
    settled()
    page = shown.page(Route("obstacles"))
    assert isinstance(page, ObstaclePage)
    page.copy.click()
    assert "- Tỉnh: Cho tách giải phóng mặt bằng." in QGuiApplication.clipboard().text()
    picture("5-3 vướng mắc, kiến nghị")
    page.records.click()
    settled()
    assert shown.frame.route.record_type is Household
    with workspace.store.reading() as reader:
        assert reader.count(Household, shown.frame.route.where) == 1


def test_that_budget_codes_come_in_as_a_table(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "mã ngân sách.xlsx"
    importing.write_template(workspace, BudgetCode, file)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    heads = {str(cell.value).rstrip(" *"): cell for row in sheet.iter_rows() for cell in row if cell.value}
    for down, code in enumerate(("00001", "00002"), 1):
        for heading, value in {
            "Mã số": code,
            "Tên mã": f"Mã thử {code}",
            "Nội dung Chương trình": "DA1",
        }.items():
            cell = heads[heading]
            sheet.cell(cell.row + down, cell.column, value)
    book.save(file)
    plan = importing.recognise_files(workspace, [file])
    importing.accept(workspace, plan)
    with workspace.store.reading() as reader:
        told = {code.code: code.line for code in reader.rows(BudgetCode)}
    assert told == dict.fromkeys(("00001", "00002"), lasting_id("1719", "DA1"))
