"""Asks whether the page of the settlement comparison shows, narrows, opens and exports its lines."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.qt.api import Route, Tasks
from desktop.qt.record_page import RecordPage
from desktop.testing import na_son
from desktop.workspace import Workspace
from project8_gender.births import BirthExpense
from project8_gender.expenses import Expense
from project8_gender.qt import SettlementPage, register_pages
from project8_gender.targets import Target
from tests.plugins.project8_gender.sound import BEFORE, expense, line


@pytest.fixture
def page(qtbot: Any, workspace: Workspace) -> Iterator[SettlementPage]:
    commune = na_son(workspace)
    for each in (
        expense(commune=commune),
        expense(commune=commune, item="other", description="Bàn ghế"),
        line(commune=commune, item="kit", unit_price=600_000, quantity=Decimal(1), paid_on=BEFORE),
    ):
        workspace.save(each)
    tasks = Tasks()
    (made,) = register_pages(workspace)
    shown = made(workspace, tasks, "Bảng đối chiếu quyết toán")
    qtbot.addWidget(shown)
    yield shown
    tasks.close()


def listed(page: SettlementPage) -> list[list[str]]:
    return [[getattr(cell, "text", cell) for cell in row] for row in page.table.rows()]


def test_that_the_page_lists_what_is_not_matched(qtbot: Any, page: SettlementPage) -> None:
    page.opened(Route(page.name))
    qtbot.waitUntil(lambda: len(page.groups) == 2)
    assert [row[:1] + row[3:6] for row in listed(page)] == [
        ["Chưa có định mức", "Khoản chi khác", "1", "240.000"],
        ["Vượt định mức", "Bộ dụng cụ, vật tư sinh đẻ", "1", "600.000"],
        ["Tổng cộng", "", "2", "840.000"],
    ]
    assert page.counts.text() == "2 khoản chi"
    assert "Vượt định mức: 1 khoản, 600.000 đồng" in page.told.text()


def test_that_a_year_narrows_the_page(qtbot: Any, page: SettlementPage) -> None:
    page.year.setCurrentIndex(page.year.findData(2023))
    qtbot.waitUntil(lambda: [group.over for group in page.groups] == [BirthExpense])
    page.year.setCurrentIndex(page.year.findData(2024))
    qtbot.waitUntil(lambda: page.groups == [])
    assert not page.export_button.isEnabled()
    assert page.told.text() == "Chưa có khoản chi nào."


def test_that_enter_leads_to_the_expenses(qtbot: Any, page: SettlementPage) -> None:
    page.opened(Route(page.name))
    qtbot.waitUntil(lambda: len(page.groups) == 2)
    with qtbot.waitSignal(page.wants) as went:
        page.open_group(0)
    (route,) = went.args
    assert (route.page, route.record_type) == ("records", Expense)
    with page.workspace.store.reading() as reader:
        assert [record.item for record in reader.rows(Expense, route.where)] == ["other"]


def test_that_the_comparison_is_written_to_be_signed(
    qtbot: Any, page: SettlementPage, tmp_path: Path
) -> None:
    page.opened(Route(page.name))
    qtbot.waitUntil(lambda: len(page.groups) == 2)
    file = tmp_path / "doi-chieu.xlsx"
    with qtbot.waitSignal(page.says):
        page.export(file)
    rows = [list(row) for row in openpyxl.load_workbook(file).worksheets[0].values]
    assert rows[0][0] == "BẢNG ĐỐI CHIẾU QUYẾT TOÁN"
    assert any(row[3:6] == ["Khoản chi khác", 1, 240_000] for row in rows)
    assert "Vàng" not in str(rows)


def test_that_a_change_of_an_expense_is_seen(qtbot: Any, page: SettlementPage) -> None:
    page.opened(Route(page.name))
    qtbot.waitUntil(lambda: len(page.groups) == 2)
    stop = page.workspace.subscribe(page.records_changed)
    page.workspace.save(expense(commune=na_son(page.workspace), item="equipment"))
    qtbot.waitUntil(lambda: len(page.groups) == 3)
    stop()


def test_that_the_list_of_targets_says_what_nobody_checked(qtbot: Any, workspace: Workspace) -> None:
    tasks = Tasks()
    page = RecordPage(workspace, tasks, Target)
    qtbot.addWidget(page)
    page.opened(Route("records", Target))
    qtbot.waitUntil(lambda: page.list_panel.is_empty and not tasks.running())
    assert page.title.toolTip().startswith("Tên chỉ tiêu gọi theo báo cáo của các tỉnh")
    assert page.title.toolTip() in page.list_panel.empty.text.text()
    tasks.close()
