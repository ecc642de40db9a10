"""Plans whose rows are units below `Đơn vị`, with the project in the title; offices there are no units."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop.declare.problems import Refusal
from desktop.shared import CapitalFact
from desktop.workspace import Workspace, importing
from tests.desktop.shared.test_capital_books import (
    INV,
    MUONG_LUAN,
    NA_SON,
    PU_NHI,
    SIGNED,
    TW,
    brought,
    stored,
)

TITLE = "PHÂN BỔ KẾ HOẠCH VỐN ĐẦU TƯ NGUỒN NSTW NĂM 2025 THỰC HIỆN DỰ ÁN 1"
UNITS = ("Xã Na Son", "Xã Mường Luân", "Xã Pu Nhi")


def sheet_of(
    names: tuple[str, ...], amount: str, unit: str = "Đơn vị", title: str = TITLE
) -> list[list[Any]]:
    """A plan of 100, 200, … triệu đồng with a line of totals and who signed it."""
    amounts = [100 * number for number in range(1, len(names) + 1)]
    rows = [[number, *each] for number, each in enumerate(zip(names, amounts, strict=True), 1)]
    return [
        ["UBND TỈNH ĐIỆN BIÊN"],
        [title],
        [SIGNED],
        ["Đơn vị tính: triệu đồng"],
        ["TT", unit, amount],
        [None, "Tổng cộng", sum(amounts)],
        *rows,
        [None, "NGƯỜI LẬP BIỂU"],
    ]


def recognised(workspace: Workspace, folder: Path, rows: list[list[Any]]) -> importing.ImportPlan:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(folder / "von.xlsx")
    return importing.recognise_files(workspace, [folder / "von.xlsx"])


@pytest.mark.parametrize("amount", ("Kế hoạch vốn 2025", "Tổng vốn", "Số tiền"))
def test_that_units_below_a_word_of_offices_are_the_places(
    workspace: Workspace, tmp_path: Path, amount: str
) -> None:
    brought(workspace, tmp_path, sheet_of(UNITS, amount), "")
    assert stored(workspace) == {
        ("DA1", place, INV, TW, 2025): (100 * number, None)
        for number, place in enumerate((NA_SON, MUONG_LUAN, PU_NHI), 1)
    }


def test_that_an_amount_is_what_the_title_says(workspace: Workspace, tmp_path: Path) -> None:
    title = "GIẢI NGÂN VỐN ĐẦU TƯ NGUỒN NSTW NĂM 2025 THỰC HIỆN DỰ ÁN 1"
    [table] = recognised(workspace, tmp_path, sheet_of(UNITS, "Số tiền", "Địa phương", title)).tables
    assert [column.field for column in table.columns] == ["", "place", "disbursed"]


def test_that_districts_and_towns_are_units(workspace: Workspace, tmp_path: Path) -> None:
    names = ("Thành phố Điện Biên Phủ", "Thị xã Mường Lay", "Huyện Tủa Chùa", "TT. Tủa Chùa")
    [table] = recognised(workspace, tmp_path, sheet_of(names, "Kế hoạch vốn 2025")).tables
    assert [column.field for column in table.columns] == ["", "place", "assigned"]


@pytest.mark.parametrize(
    "names", (("Phòng Kinh tế", "Ban QLDA", "Xã Na Son"), ("Huyện ủy", "TT Y tế", "Xã đoàn"))
)
def test_that_offices_below_the_same_word_are_no_places(
    workspace: Workspace, tmp_path: Path, names: tuple[str, ...]
) -> None:
    plan = recognised(workspace, tmp_path, sheet_of(names, "Kế hoạch vốn 2025"))
    assert [table.record_type for table in plan.tables] == [None]
    with pytest.raises(Refusal, match="không có hàng tên cột nào"):
        plan.set_type(plan.tables[0], CapitalFact)


def test_that_a_kind_chosen_by_hand_is_read_as_its_layouts_say(workspace: Workspace, tmp_path: Path) -> None:
    plan = recognised(workspace, tmp_path, sheet_of(UNITS, "Kế hoạch vốn 2025"))
    plan.leave_out(plan.tables[0])
    again = plan.set_type(plan.tables[0], CapitalFact)
    assert [column.field for column in again.columns] == ["", "place", "assigned"]
    assert again.layout is not None and again.layout.record is CapitalFact


@pytest.mark.parametrize(("amount", "kinds"), (("Số tiền", [CapitalFact]), ("Số lượng", [None])))
def test_that_units_beside_no_figure_that_is_read_are_those_of_any_list(
    workspace: Workspace, tmp_path: Path, amount: str, kinds: list[Any]
) -> None:
    rows = sheet_of(UNITS, amount)
    rows[4].append("Ghi chú")
    assert [table.record_type for table in recognised(workspace, tmp_path, rows).tables] == kinds
