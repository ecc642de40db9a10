"""Tables of capital that say little: short forms, days without a year, lists below each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from desktop.declare.problems import Grade
from desktop.shared import CapitalFact
from desktop.workspace import Workspace
from desktop.workspace.form_filling import export_into
from tests.desktop.shared.test_capital_books import REC, SIGNED, TW, brought
from tests.desktop.shared.test_capital_tables import UNIT, Amounts, Key, key, stored

BOOKS: dict[str, tuple[list[list[Any]], str, dict[Key, Amounts]]] = {
    "what is taken off, with its sign": (
        [
            ["ĐIỀU CHỈNH KẾ HOẠCH VỐN ĐẦU TƯ NSTW NĂM 2025 XÃ NA SON"],
            [SIGNED],
            [UNIT],
            [
                "TT",
                "Nội dung",
                "Kế hoạch đã giao",
                "Điều chỉnh tăng (+)",
                "Điều chỉnh giảm (-)",
                "Kế hoạch sau điều chỉnh",
            ],
            [1, "Dự án 1", 100, 50, None, 150],
            [2, "Dự án 4", 200, None, -50, 150],
        ],
        "",
        {
            key("DA1", TW, 2025): {"assigned": 100, "adjusted": 50},
            key("DA4", TW, 2025): {"assigned": 200, "adjusted": -50},
        },
    ),
    "a plan after it was changed, alone": (
        [
            ["KẾ HOẠCH VỐN ĐẦU TƯ NSTW NĂM 2025 XÃ NA SON"],
            [SIGNED],
            [UNIT],
            ["TT", "Nội dung", "Kế hoạch vốn năm 2025 sau điều chỉnh", "Ghi chú"],
            [1, "Dự án 1", 100, "x"],
            [2, "Dự án 4", 200],
        ],
        "",
        {
            key("DA1", TW, 2025): {"assigned": 100},
            key("DA4", TW, 2025): {"assigned": 200},
        },
    ),
    "a day without a year": (
        [
            ["GIẢI NGÂN VỐN ĐẦU TƯ NSTW NĂM 2025 XÃ NA SON"],
            [UNIT],
            ["TT", "Nội dung", "Kế hoạch vốn năm 2025", "Lũy kế giải ngân đến 30/6"],
            [1, "Dự án 1", 100, 50],
            [2, "Dự án 4", 200, 20],
        ],
        "",
        {
            key("DA1", TW, 2025, day="30/06/2025"): {"assigned": 100, "disbursed": 50},
            key("DA4", TW, 2025, day="30/06/2025"): {"assigned": 200, "disbursed": 20},
        },
    ),
    "January of the next year": (
        [
            ["GIẢI NGÂN VỐN ĐẦU TƯ NSTW NĂM 2025 XÃ NA SON"],
            [UNIT],
            [
                "TT",
                "Nội dung",
                "Kế hoạch vốn năm 2025",
                "Giải ngân đến 31/12/2025",
                "Giải ngân đến 31/01/2026",
            ],
            [1, "Dự án 1", 100, 50, 90],
            [2, "Dự án 4", 200, 20, 180],
        ],
        "",
        {
            key("DA1", TW, 2025, day="31/12/2025"): {"assigned": 100, "disbursed": 50},
            key("DA1", TW, 2025, day="31/01/2026"): {"assigned": 100, "disbursed": 90},
            key("DA4", TW, 2025, day="31/12/2025"): {"assigned": 200, "disbursed": 20},
            key("DA4", TW, 2025, day="31/01/2026"): {"assigned": 200, "disbursed": 180},
        },
    ),
    "the kinds of capital in short, below plan and payment": (
        [
            ["KẾT QUẢ GIẢI NGÂN NGUỒN NSTW NĂM 2025 XÃ NA SON (Số liệu đến ngày 30/9/2025)"],
            [UNIT],
            [
                "TT",
                "Nội dung",
                "Tổng kế hoạch vốn năm 2025",
                None,
                None,
                "Giải ngân",
                None,
                None,
                "Tỷ lệ giải ngân (%)",
            ],
            [None, None, "Tổng", "ĐTPT", "SN", "Tổng", "ĐTPT", "SN", "Tổng", "ĐTPT", "SN"],
            [1, "Dự án 1", 150, 100, 50, 60, 40, 20, 40, 40, 40],
            [2, "Dự án 5", 60, None, 60, 30, None, 30, 50, None, 50],
        ],
        "A3:A4 B3:B4 C3:E3 F3:H3 I3:K3",
        {
            key("DA1", TW, 2025, day="30/09/2025"): {"assigned": 100, "disbursed": 40},
            key("DA1", TW, 2025, REC, day="30/09/2025"): {"assigned": 50, "disbursed": 20},
            key("DA5", TW, 2025, REC, day="30/09/2025"): {"assigned": 60, "disbursed": 30},
        },
    ),
    "two lists below each other, of other kinds and units": (
        [
            ["BIỂU 1: VỐN ĐẦU TƯ NSTW NĂM 2025 XÃ NA SON"],
            [SIGNED],
            [UNIT],
            ["TT", "Nội dung", "Kế hoạch vốn năm 2025"],
            [1, "Dự án 1", 100],
            [2, "Dự án 4", 200],
            [None, "Cộng", 300],
            [],
            ["BIỂU 2: VỐN SỰ NGHIỆP NSTW NĂM 2025 XÃ NA SON"],
            [SIGNED],
            ["Đơn vị tính: đồng"],
            ["TT", "Nội dung", "Kế hoạch vốn năm 2025"],
            [1, "Dự án 5", 50000000],
            [2, "Dự án 8", 70000000],
            [None, "Cộng", 120000000],
        ],
        "",
        {
            key("DA1", TW, 2025): {"assigned": 100},
            key("DA4", TW, 2025): {"assigned": 200},
            key("DA5", TW, 2025, REC): {"assigned": 50},
            key("DA8", TW, 2025, REC): {"assigned": 70},
        },
    ),
    "the plan of five years beside that of one": (
        [
            ["KẾ HOẠCH VỐN ĐẦU TƯ CÔNG TRUNG HẠN 2021-2025 VÀ NĂM 2025, NGUỒN NSTW, XÃ NA SON"],
            [SIGNED],
            [UNIT],
            [
                "TT",
                "Nội dung",
                "Kế hoạch trung hạn 2021-2025",
                "Đã bố trí đến hết năm 2024",
                "Kế hoạch vốn năm 2025",
                "Nhu cầu còn lại",
            ],
            [1, "Dự án 1", 1000, 600, 300, 100],
            [2, "Dự án 4", 2000, 1500, 400, 100],
        ],
        "",
        {
            key("DA1", TW, 2025): {"assigned": 300},
            key("DA4", TW, 2025): {"assigned": 400},
        },
    ),
}


@pytest.mark.parametrize("name", BOOKS)
def test_that_every_amount_is_read_and_no_fault_invented(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    rows, merged, truth = BOOKS[name]
    result = brought(workspace, tmp_path, rows, merged)
    assert stored(workspace) == truth
    told = [problem for problem in result.problems if problem.grade is not Grade.NOTE]
    assert {problem.rule.rpartition(".")[2] for problem in told} <= {"carried_money_has_an_act"}


def test_that_no_amount_is_made_of_a_lone_share(workspace: Workspace, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["TÌNH HÌNH GIẢI NGÂN VỐN ĐẦU TƯ NSTW NĂM 2025 XÃ NA SON (Số liệu đến ngày 30/9/2025)"],
        [UNIT],
        ["TT", "Nội dung", "Kế hoạch vốn", "Thực hiện (%)"],
        [1, "Dự án 1", 100, 40],
        [2, "Dự án 4", 200, 25],
    ]
    [table] = (each.found for each in brought(workspace, tmp_path, rows, "").tables)
    day = "30/09/2025"
    assert stored(workspace) == {
        key("DA1", TW, 2025, day=day): {"assigned": 100},
        key("DA4", TW, 2025, day=day): {"assigned": 200},
    }
    assert [doubt.column for doubt in table.raised if "chỉ ghi tỷ lệ" in doubt.says] == [4]


def test_that_a_form_takes_what_was_added_and_taken_off_apart(workspace: Workspace, tmp_path: Path) -> None:
    rows, merged, _truth = BOOKS["what is taken off, with its sign"]
    brought(workspace, tmp_path, rows, merged)
    form, out = tmp_path / "mau.xlsx", tmp_path / "ra.xlsx"
    book = Workbook()
    heads = ["TT", "Nội dung", "Kế hoạch đã giao", "Điều chỉnh tăng", "Điều chỉnh giảm"]
    for row in (["KẾ HOẠCH VỐN ĐẦU TƯ NSTW NĂM 2025"], [UNIT], heads, [1], [2]):
        book.worksheets[0].append(row)
    book.save(form)
    export_into(workspace, CapitalFact, form, out)
    page = load_workbook(out).worksheets[0]
    filled = [
        [cell.value for cell in row] for row in page.iter_rows(min_row=4, max_row=5, min_col=3, max_col=5)
    ]
    assert filled == [[100, 50, None], [200, None, 50]]


PLANS = ("Kế hoạch vốn năm 2025", "Kế hoạch vốn năm 2024 kéo dài")


@pytest.mark.parametrize("plans", [PLANS, PLANS[::-1]])
def test_that_payments_beside_two_plans_are_of_none_of_them(
    workspace: Workspace, tmp_path: Path, plans: tuple[str, str]
) -> None:
    rows: list[list[Any]] = [
        ["GIẢI NGÂN VỐN ĐẦU TƯ NSTW NĂM 2025 XÃ NA SON"],
        [UNIT],
        ["TT", "Nội dung", *plans, "Giải ngân đến 31/3/2025", "Giải ngân đến 30/6/2025"],
        [1, "Dự án 1", 100, 100, 10, 50],
        [2, "Dự án 4", 200, 200, 20, 60],
    ]
    result = brought(workspace, tmp_path, rows, "")
    assert stored(workspace) == {
        key(line, TW, year, day=day): {"assigned": amount}
        for line, amount in (("DA1", 100), ("DA4", 200))
        for year in (2024, 2025)
        for day in ("31/03/2025", "30/06/2025")
    }
    for table in result.tables:
        told = [doubt.column for doubt in table.found.raised if "không ghi là của phần nào" in doubt.says]
        assert told == [5, 6]


def test_that_a_plan_holds_on_no_day_before_its_year(workspace: Workspace, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["GIẢI NGÂN VỐN ĐẦU TƯ NSTW XÃ NA SON"],
        [UNIT],
        ["TT", "Nội dung", *(f"Kế hoạch vốn năm {year}" for year in (2024, 2025))],
        [1, "Dự án 1", 20, 100, 10, 50],
        [2, "Dự án 4", 30, 200, 20, 60],
    ]
    rows[2] += ["Giải ngân đến 31/12/2024", "Giải ngân vốn năm 2025 đến 30/6/2025"]
    brought(workspace, tmp_path, rows, "")
    old: dict[str, Any] = {"budget": 2024, "day": "31/12/2024"}
    new: dict[str, Any] = {"day": "30/06/2025"}
    assert stored(workspace) == {
        key("DA1", TW, 2024, **old): {"assigned": 20, "disbursed": 10},
        key("DA4", TW, 2024, **old): {"assigned": 30, "disbursed": 20},
        key("DA1", TW, 2025, **new): {"assigned": 100, "disbursed": 50},
        key("DA4", TW, 2025, **new): {"assigned": 200, "disbursed": 60},
    }


def test_that_a_plan_takes_no_day_of_payments_before_its_year(workspace: Workspace, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["GIẢI NGÂN VỐN ĐẦU TƯ NSTW XÃ NA SON"],
        [UNIT],
        ["TT", "Nội dung", "Kế hoạch vốn năm 2025"],
        [1, "Dự án 1", 100, 10, 50],
        [2, "Dự án 4", 200, 20, 60],
    ]
    rows[2] += ["Giải ngân vốn năm 2024 đến 30/9/2024", "Giải ngân vốn năm 2024 đến 31/12/2024"]
    brought(workspace, tmp_path, rows, "")
    days = {(plan_year, day) for *_line, plan_year, _budget, day in stored(workspace)}
    assert days == {(2024, "30/09/2024"), (2024, "31/12/2024")}
