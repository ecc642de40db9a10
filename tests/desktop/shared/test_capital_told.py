"""What a table of capital leaves open or to its title: years of carried money, months, the one project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.workspace import Workspace
from tests.desktop.shared.test_capital_books import INV, NA_SON, PU_NHI, REC, SIGNED, TW, brought, stored


def test_that_carried_money_without_its_year_is_of_another_year_that_is_asked_for(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [
        ["VỐN ĐẦU TƯ NGUỒN NSTW NĂM 2025, XÃ NA SON (Số liệu đến ngày 30/9/2025)"],
        ["Đơn vị tính: triệu đồng"],
        [
            "TT",
            "Nội dung",
            "Kế hoạch vốn năm 2025",
            "Vốn kéo dài",
            "Giải ngân vốn 2025",
            "Giải ngân vốn kéo dài",
        ],
        [1, "Dự án 1", 100, 20, 50, 10],
        [2, "Dự án 4", 50, None, 20, None],
    ]
    result = brought(workspace, tmp_path, rows, "")
    assert stored(workspace) == {
        ("DA1", NA_SON, INV, TW, 2025): (100, 50),
        ("DA4", NA_SON, INV, TW, 2025): (50, 20),
    }
    assert [problem.field for problem in result.problems] == ["plan_year"]
    own, carried = (table.found for table in result.tables)
    assert "plan_year" in own.constants and "plan_year" not in carried.constants
    asked = [doubt.says for doubt in carried.raised if doubt.field == "plan_year"]
    assert len(asked) == 2 and "“Vốn kéo dài”" in asked[0]


def test_that_payments_of_one_month_or_quarter_are_left_and_told_of(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [
        ["GIẢI NGÂN VỐN ĐẦU TƯ NGUỒN NSTW NĂM 2025, XÃ NA SON (Số liệu đến ngày 30/6/2025)"],
        ["Đơn vị tính: triệu đồng"],
        ["TT", "Nội dung", "Kế hoạch vốn năm 2025", "Giải ngân", None, None, "Giải ngân tháng 6"],
        [None, None, None, "Quý I", "Quý II", "Lũy kế"],
        [1, "Dự án 1", 100, 20, 10, 30, 5],
    ]
    result = brought(workspace, tmp_path, rows, "")
    assert stored(workspace) == {("DA1", NA_SON, INV, TW, 2025): (100, 30)}
    [table] = (each.found for each in result.tables)
    assert [each.column for each in table.raised if "một tháng, một quý" in each.says] == [4, 5, 7]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("PHÂN BỔ VỐN SỰ NGHIỆP NGUỒN NSTW NĂM 2025 THỰC HIỆN DỰ ÁN 8", "DA8"),
        ("VỐN SỰ NGHIỆP NGUỒN NSTW NĂM 2025, Tiểu dự án 2 Dự án 3: Chuỗi giá trị", "DA3.2"),
        ("VỐN SỰ NGHIỆP NGUỒN NSTW NĂM 2025, DỰ ÁN 8 VÀ DỰ ÁN 9", ""),
    ],
)
def test_that_the_one_project_of_a_title_is_told_to_rows_that_name_none(
    workspace: Workspace, tmp_path: Path, title: str, line: str
) -> None:
    rows: list[list[Any]] = [
        [title],
        [SIGNED],
        ["Đơn vị tính: triệu đồng"],
        ["TT", "Địa phương", "Kế hoạch vốn năm 2025", "Ghi chú"],
        [1, "Xã Na Son", 100, None],
        [2, "Xã Pu Nhi", 50, None],
    ]
    result = brought(workspace, tmp_path, rows, "")
    amounts = {NA_SON: (100, None), PU_NHI: (50, None)}
    assert stored(workspace) == {(line, place, REC, TW, 2025): amounts[place] for place in amounts if line}
    [table] = (each.found for each in result.tables)
    assert ("line" in {doubt.field for doubt in table.raised}) is bool(line)
