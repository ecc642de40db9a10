"""Columns whose heading says two things, or too little: left and told of, never read for a figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.declare.problems import Grade
from desktop.excel.headings import Heading
from desktop.excel.matching import Vocabulary
from desktop.shared import CapitalFact
from desktop.shared.indicator_layouts import LAYOUTS
from desktop.shared.indicators import IndicatorValue, PhaseResult
from desktop.workspace import Workspace, importing
from tests.desktop.shared.test_capital_books import DP, MILLION, NA_SON, PU_NHI, SIGNED, TW, brought, stored

LINES = ("Dự án 8", "Dự án 9", "Dự án 4")
OF_ONE_SOURCE = "PHÂN BỔ KẾ HOẠCH VỐN SỰ NGHIỆP NGUỒN NGÂN SÁCH TRUNG ƯƠNG NĂM 2025, XÃ NA SON"
OF_ALL_SOURCES = "PHÂN BỔ KẾ HOẠCH VỐN SỰ NGHIỆP NĂM 2025, XÃ NA SON"
SCHOOL = "Trẻ mẫu giáo 5 tuổi đến trường"
Rows = list[list[Any]]


def book(title: str, heads: Rows, *figures: float) -> Rows:
    """A list of three rows, each with these figures in millions once, twice, three times."""
    rows = [[number, line, *(number * each for each in figures)] for number, line in enumerate(LINES, 1)]
    return [[title], ["(Số liệu đến ngày 30/9/2025)"], ["Đơn vị tính: triệu đồng"], *heads, *rows]


def sums(workspace: Workspace) -> dict[str, dict[str, float]]:
    """By source, what the rows of such a list add up to, in the figures it was made of."""
    found: dict[str, dict[str, float]] = {}
    with workspace.store.reading() as reader:
        for fact in reader.rows(CapitalFact):
            own = found.setdefault(fact.source, {})
            for name in ("assigned", "adjusted", "cancelled", "disbursed", "advance", "settled"):
                if (figure := getattr(fact, name)) is not None:
                    own[name] = own.get(name, 0) + figure / MILLION / sum(range(1, len(LINES) + 1))
    return found


def doubts(result: importing.ImportResult) -> str:
    return "\n".join(doubt for table in result.tables for doubt in table.found.doubts)


@pytest.mark.parametrize(
    ("headings", "figures", "read", "doubted"),
    [
        ("Kế hoạch vốn; TH/KH (%); Thực hiện", (50, 20, 10), {"assigned": 50, "disbursed": 10}, ""),
        (
            "Kế hoạch vốn năm 2025; Kế hoạch giải ngân năm 2025; Giải ngân năm 2025",
            (50, 45, 10),
            {"assigned": 50, "disbursed": 10},
            "D",
        ),
        ("Dự toán; Thực hiện/dự toán; Ghi chú", (50, 20), {"assigned": 50}, "D"),
        (
            "Kế hoạch vốn; Giải ngân; Kế hoạch quyết toán năm 2025",
            (50, 20, 10),
            {"assigned": 50, "disbursed": 20},
            "E",
        ),
        (
            "Kế hoạch vốn giao năm 2025; Kế hoạch vốn điều chỉnh năm 2025; Giải ngân",
            (50, 60, 10),
            {"assigned": 50, "disbursed": 10},
            "D",
        ),
        (
            "Kế hoạch vốn giao năm 2025; Kế hoạch đã điều chỉnh; Giải ngân",
            (50, 60, 10),
            {"assigned": 50, "disbursed": 10},
            "D",
        ),
        (
            "Kế hoạch vốn; Điều chỉnh tăng, giảm kế hoạch vốn; Giải ngân",
            (50, 6, 10),
            {"assigned": 50, "adjusted": 6, "disbursed": 10},
            "",
        ),
        ("Kế hoạch vốn; Giải ngân; Thu hồi tạm ứng", (50, 20, 10), {"assigned": 50, "disbursed": 20}, ""),
        ("Kế hoạch vốn; Đã giải ngân; Thực hiện", (50, 20, 10), {"assigned": 50, "disbursed": 20}, "E"),
    ],
)
def test_that_money_under_a_heading_of_two_things_is_left_and_doubted(
    workspace: Workspace,
    tmp_path: Path,
    headings: str,
    figures: tuple[float, ...],
    read: dict[str, float],
    doubted: str,
) -> None:
    rows = book(OF_ONE_SOURCE, [["TT", "Nội dung", *headings.split("; ")]], *figures)
    result = brought(workspace, tmp_path, rows, "")
    with workspace.store.reading() as reader:
        assert [fact.investor for fact in reader.rows(CapitalFact)] == [None] * len(LINES)
    assert sums(workspace) == {TW: read}
    assert f"Cột {doubted} " in doubts(result) if doubted else "không dùng" not in doubts(result)


def test_that_places_headed_as_local_are_no_local_money(workspace: Workspace, tmp_path: Path) -> None:
    title = "KẾ HOẠCH VỐN SỰ NGHIỆP NĂM 2025 NGÂN SÁCH TRUNG ƯƠNG"
    units = ["Xã Na Son", "Xã Mường Luân", "Xã Pu Nhi"]
    for above in ("Chi tiết theo địa phương", "Chia ra các địa phương", "Địa phương", "Xã"):
        rows = book(title, [["TT", "Nội dung", above], [None, None, *units]], 10, 20, 30)
        brought(workspace, tmp_path, rows, "A4:A5 B4:B5 C4:E4")
        read = {key[1]: amount for key, (amount, _paid) in stored(workspace).items() if key[0] == "DA8"}
        assert sums(workspace) == {TW: {"assigned": 60}}, above
        assert (read[NA_SON], read[PU_NHI]) == (10, 30)


def test_that_local_money_beside_the_budgets_it_is_made_of_is_their_sum(
    workspace: Workspace, tmp_path: Path
) -> None:
    heads: Rows = [
        ["TT", "Nội dung", "Kế hoạch vốn"],
        [None, None, "Tổng số", "NSTW", "NSĐP", "Trong đó"],
        [None, None, None, None, None, "NS tỉnh", "NS xã"],
    ]
    merged = "A4:A6 B4:B6 C4:G4 C5:C6 D5:D6 E5:E6 F5:G5"
    result = brought(workspace, tmp_path, book(OF_ALL_SOURCES, heads, 100, 60, 40, 30, 10), merged)
    parts = {TW: {"assigned": 60}, "province": {"assigned": 30}, "commune": {"assigned": 10}}
    assert sums(workspace) == parts
    assert not [problem for problem in result.problems if problem.grade is Grade.BLOCK]


def test_that_a_column_which_says_less_and_adds_up_to_nothing_is_no_sum(
    workspace: Workspace, tmp_path: Path
) -> None:
    merged = "A4:A5 B4:B5 C4:D4 E4:F4 G4:G5"
    truth = {TW: {"assigned": 60, "disbursed": 30}, DP: {"assigned": 40, "disbursed": 20}}
    for last, is_doubted in (
        ("Giải ngân/Kế hoạch (%)", False),
        ("Giải ngân năm trước", False),
        ("Thực hiện", True),
    ):
        heads: Rows = [
            ["TT", "Nội dung", "Kế hoạch vốn", None, "Giải ngân", None, last],
            [None, None, "NSTW", "NSĐP", "NSTW", "NSĐP"],
        ]
        result = brought(workspace, tmp_path, book(OF_ALL_SOURCES, heads, 60, 40, 30, 20, 44), merged)
        assert sums(workspace) == truth
        assert not [problem for problem in result.problems if problem.grade is Grade.BLOCK]
        assert ("Cột G " in doubts(result)) == is_doubted, last


def test_that_the_year_of_the_paper_a_list_came_with_is_not_that_of_its_plan(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows: Rows = [
        ["PHÂN BỔ KINH PHÍ SỰ NGHIỆP NGUỒN NGÂN SÁCH TRUNG ƯƠNG NĂM 2026"],
        ["(Kèm theo Kế hoạch số 05/KH-UBND ngày 20 tháng 12 năm 2025 của UBND xã Na Son)"],
        ["Số liệu đến ngày 15/01/2026"],
        ["Đơn vị tính: triệu đồng"],
        ["TT", "Nội dung", "Địa bàn", "Kinh phí"],
        [1, "Dự án 8", "Xã Na Son", 10],
        [2, "Dự án 9", "Xã Na Son", 20],
    ]
    brought(workspace, tmp_path, rows, "")
    with workspace.store.reading() as reader:
        assert {(fact.plan_year, fact.budget_year) for fact in reader.rows(CapitalFact)} == {(2026, 2026)}


def test_that_the_day_a_plan_was_signed_is_still_told_by_its_paper(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows: Rows = [[OF_ONE_SOURCE], [SIGNED], ["ĐVT: triệu đồng"], ["TT", "Nội dung", "Kế hoạch vốn"]]
    brought(workspace, tmp_path, [*rows, [1, "Dự án 8", 10], [2, "Dự án 9", 20]], "")
    with workspace.store.reading() as reader:
        assert {str(fact.as_of) for fact in reader.rows(CapitalFact)} == {"2025-01-15"}


@pytest.mark.parametrize(
    ("headings", "figures", "truth"),
    [
        ("Kế hoạch; Ước thực hiện; Thực hiện/Kế hoạch (%)", (98, 97, 99), {"plan": 98, "estimate": 97}),
        ("Chỉ tiêu giao; TH/KH (%); Thực hiện", (98, 99, 97), {"plan": 98, "official": 97}),
        ("Chỉ tiêu giao; TH/KH; Thực hiện", (98, 0.99, 97), {"plan": 98, "official": 97}),
    ],
)
def test_that_a_share_of_two_figures_is_no_figure_of_an_indicator(
    workspace: Workspace, tmp_path: Path, headings: str, figures: tuple[float, ...], truth: dict[str, float]
) -> None:
    title = ["KẾT QUẢ THỰC HIỆN CHỈ TIÊU NĂM 2025 XÃ NA SON"]
    head = ["TT", "Chỉ tiêu", "ĐVT", *headings.split("; ")]
    brought(workspace, tmp_path, [title, head, [1, SCHOOL, "%", *figures]], "")
    with workspace.store.reading() as reader:
        assert {each.edition: each.value for each in reader.rows(IndicatorValue)} == truth


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Mục tiêu năm 2025 | Kết quả", ""),
        ("Kết quả thực hiện chỉ tiêu năm 2025", "year_5"),
        ("Thực hiện 2021-2025", ""),
        ("Mục tiêu năm 2025", "target"),
    ],
)
def test_that_the_result_of_a_target_is_not_the_target(heading: str, field: str) -> None:
    found = Vocabulary(PhaseResult, LAYOUTS[0]).matches([Heading(1, tuple(heading.split(" | ")))])
    assert [match.term.field for match in found] == [field] * bool(field)
