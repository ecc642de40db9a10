"""Plans and payments as offices lay them out, each with what is true of it: every amount, every fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop.declare.problems import Grade
from desktop.shared import CapitalFact, Place, ProgrammeLine
from desktop.workspace import Workspace, importing

INV, REC, TW, DP = "investment", "recurrent", "central", "local"
MILLION = 1_000_000
SIGNED = "(Kèm theo Quyết định số 12/QĐ-UBND ngày 15/01/2025 của UBND tỉnh)"
NA_SON, MUONG_LUAN, PU_NHI = "Na Son", "Mường Luân", "Pu Nhi"
Truth = dict[tuple[Any, ...], tuple[float | None, float | None]]

BOOKS: dict[str, tuple[list[list[Any]], str, Truth]] = {
    "a column for each commune": (
        [
            ["UBND TỈNH ĐIỆN BIÊN"],
            ["PHÂN BỔ KẾ HOẠCH VỐN SỰ NGHIỆP NGUỒN NGÂN SÁCH TRUNG ƯƠNG NĂM 2025"],
            [SIGNED],
            ["Đơn vị tính: triệu đồng"],
            ["TT", "Nội dung", "Tổng số", "Xã Na Son", "Xã Mường Luân", "Xã Pu Nhi", "Ghi chú"],
            [None, "TỔNG SỐ", 660, 360, 200, 100],
            ["I", "Dự án 1: Giải quyết tình trạng thiếu đất ở, nhà ở", 560, 310, 150, 100],
            [1, "Hỗ trợ nhà ở", 300, 200, None, 100],
            [2, "Hỗ trợ đất ở", 260, 110, 150, None],
            ["II", "Dự án 8: Thực hiện bình đẳng giới", 100, 50, 50, None],
        ],
        "",
        {
            ("DA1.b", NA_SON, REC, TW, 2025): (200, None),
            ("DA1.b", PU_NHI, REC, TW, 2025): (100, None),
            ("DA1.a", NA_SON, REC, TW, 2025): (110, None),
            ("DA1.a", MUONG_LUAN, REC, TW, 2025): (150, None),
            ("DA8", NA_SON, REC, TW, 2025): (50, None),
            ("DA8", MUONG_LUAN, REC, TW, 2025): (50, None),
        },
    ),
    "plan and payment under each commune": (
        [
            ["KẾ HOẠCH VÀ KẾT QUẢ GIẢI NGÂN VỐN ĐẦU TƯ NĂM 2025 (NGÂN SÁCH TRUNG ƯƠNG)"],
            ["(Số liệu đến ngày 30/9/2025)"],
            ["ĐVT: triệu đồng"],
            [
                "STT",
                "Chương trình, dự án",
                "Tổng cộng",
                None,
                None,
                "Xã Na Son",
                None,
                None,
                "Xã Mường Luân",
                None,
                None,
            ],
            [None, None] + ["Kế hoạch", "Giải ngân", "Tỷ lệ (%)"] * 3,
            [1, "Dự án 1", 300, 150, 50, 200, 100, 50, 100, 50, 50],
            [2, "Dự án 4", 50, 0, 0, 50, 0, 0, None, None, "#DIV/0!"],
            [None, "Tổng cộng", 350, 150, 42.9, 250, 100, 40, 100, 50, 50],
        ],
        "A4:A5 B4:B5 C4:E4 F4:H4 I4:K4",
        {
            ("DA1", NA_SON, INV, TW, 2025): (200, 100),
            ("DA1", MUONG_LUAN, INV, TW, 2025): (100, 50),
            ("DA4", NA_SON, INV, TW, 2025): (50, 0),
        },
    ),
    "names of communes without their kind": (
        [
            ["PHÂN BỔ DỰ TOÁN KINH PHÍ SỰ NGHIỆP NĂM 2025, VỐN NSTW"],
            [SIGNED],
            ["TT", "Danh mục", "Tổng dự toán", "Phân bổ cho các xã, phường (triệu đồng)", None, None],
            [None, None, None, "Na Son", "Mường Luân", "Pu Nhi"],
            [None, "Tổng cộng", 90, 40, 30, 20],
            [1, "Dự án 8", 50, 20, 20, 10],
            [2, "Dự án 9", 40, 20, 10, 10],
        ],
        "A3:A4 B3:B4 C3:C4 D3:F3",
        {
            (line, place, REC, TW, 2025): (amount, None)
            for line, amounts in (("DA8", (20, 20, 10)), ("DA9", (20, 10, 10)))
            for place, amount in zip((NA_SON, MUONG_LUAN, PU_NHI), amounts, strict=True)
        },
    ),
    "a column for each project": (
        [
            ["GIAO KẾ HOẠCH VỐN ĐẦU TƯ NGÂN SÁCH TRUNG ƯƠNG NĂM 2025"],
            [SIGNED],
            ["Đơn vị: triệu đồng"],
            ["TT", "Địa phương", "Tổng số", "Trong đó", None],
            [None, None, None, "Dự án 1", "Dự án 4"],
            [None, "Tổng số", 250, 150, 100],
            [1, "Xã Na Son", 150, 100, 50],
            [2, "Xã Mường Luân", 100, 50, 50],
        ],
        "A4:A5 B4:B5 C4:C5 D4:E4",
        {
            ("DA1", NA_SON, INV, TW, 2025): (100, None),
            ("DA4", NA_SON, INV, TW, 2025): (50, None),
            ("DA1", MUONG_LUAN, INV, TW, 2025): (50, None),
            ("DA4", MUONG_LUAN, INV, TW, 2025): (50, None),
        },
    ),
    "one column of the plan of a year": (
        [
            ["TÌNH HÌNH GIẢI NGÂN VỐN SỰ NGHIỆP"],
            ["(Số liệu đến ngày 31/12/2025)"],
            ["ĐVT: đồng"],
            [
                "TT",
                "Nội dung",
                "Xã",
                "Nguồn vốn",
                "Kế hoạch vốn năm 2025",
                "Giải ngân năm 2025",
                "Tỷ lệ giải ngân (%)",
                "Còn lại",
                "Năm ngân sách",
            ],
            [1, "Dự án 8", "Xã Na Son", "NSTW", 200 * MILLION, 100 * MILLION, 50, 100 * MILLION, 2025],
            [2, "Dự án 8", "Xã Na Son", "NSĐP", 20 * MILLION, 10 * MILLION, 50, 10 * MILLION, 2025],
            [3, "Dự án 9", "Xã Pu Nhi", "NSTW", 0, 0, "#DIV/0!", 0, 2025],
            [None, "Cộng", None, None, 220 * MILLION, 110 * MILLION, 50, 110 * MILLION, None],
        ],
        "",
        {
            ("DA8", NA_SON, REC, TW, 2025): (200, 100),
            ("DA8", NA_SON, REC, DP, 2025): (20, 10),
            ("DA9", PU_NHI, REC, TW, 2025): (0, 0),
        },
    ),
    "years and sources in three rows": (
        [
            ["KẾ HOẠCH VÀ GIẢI NGÂN VỐN ĐẦU TƯ PHÁT TRIỂN NĂM 2025, BAO GỒM VỐN KÉO DÀI, XÃ NA SON"],
            ["Số liệu tính đến ngày 31/12/2025"],
            ["Đơn vị tính: tỷ đồng"],
            [
                "TT",
                "Nội dung",
                "Kế hoạch vốn năm 2025",
                None,
                None,
                "Số vốn kéo dài từ 2024 sang",
                None,
                "Lũy kế giải ngân",
                None,
                None,
            ],
            [
                None,
                None,
                "Tổng số",
                "Trung ương",
                "Địa phương",
                "NSTW",
                "NSĐP",
                "Vốn năm 2025",
                None,
                "Vốn năm 2024 kéo dài",
            ],
            [None, None, None, None, None, None, None, "NSTW", "NSĐP", "NSTW"],
            ["(1)", "(2)", "(3)=(4)+(5)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"],
            ["", "TỔNG SỐ", 33, 30, 3, 5, 0.5, 15, 1.5, 2],
            [1, "Dự án 1", 22, 20, 2, 3, 0.5, 10, 1, 1],
            [2, "Dự án 4", 11, 10, 1, 2, None, 5, 0.5, 1],
        ],
        "A4:A6 B4:B6 C4:E4 F4:G4 H4:J4 C5:C6 D5:D6 E5:E6 F5:F6 G5:G6 H5:I5",
        {
            ("DA1", NA_SON, INV, TW, 2025): (20_000, 10_000),
            ("DA1", NA_SON, INV, DP, 2025): (2000, 1000),
            ("DA1", NA_SON, INV, TW, 2024): (3000, 1000),
            ("DA1", NA_SON, INV, DP, 2024): (500, None),
            ("DA4", NA_SON, INV, TW, 2025): (10_000, 5000),
            ("DA4", NA_SON, INV, DP, 2025): (1000, 500),
            ("DA4", NA_SON, INV, TW, 2024): (2000, 1000),
        },
    ),
    "the kinds of capital over plan and payment": (
        [
            ["BÁO CÁO GIẢI NGÂN VỐN NGÂN SÁCH TRUNG ƯƠNG NĂM 2025 - XÃ NA SON"],
            ["Tính đến 30/6/2025"],
            ["(Đơn vị tính: Triệu đồng)"],
            [
                "TT",
                "Nội dung/Dự án thành phần",
                "Tổng",
                None,
                None,
                "Vốn đầu tư phát triển",
                None,
                None,
                "Vốn sự nghiệp",
                None,
                None,
                "Ghi chú",
            ],
            [None, None] + ["KH giao", "Giải ngân", "Tỷ lệ"] * 3,
            ["A", "B", 1, 2, "3=2/1", 4, 5, "6=5/4", 7, 8, "9=8/7", "C"],
            ["I", "Dự án 1", 300, 120, 40, 200, 100, 50, 100, 20, 20],
            ["II", "Dự án 5", 60, 30, 50, None, None, None, 60, 30, 50],
            ["", "Tổng cộng", 360, 150, 41.7, 200, 100, 50, 160, 50, 31.3],
        ],
        "A4:A5 B4:B5 C4:E4 F4:H4 I4:K4 L4:L5",
        {
            ("DA1", NA_SON, INV, TW, 2025): (200, 100),
            ("DA1", NA_SON, REC, TW, 2025): (100, 20),
            ("DA5", NA_SON, REC, TW, 2025): (60, 30),
        },
    ),
    "short words, figures as texts, no lines of totals": (
        [
            ["Kết quả giải ngân vốn sự nghiệp xã Na Son đến ngày 30/6/2025 (vốn NSTW)"],
            ["triệu đồng"],
            ["STT", "Dự án/Tiểu dự án", "Chủ đầu tư", "KH 2025", "TH 2025", "Đạt (%)", "Còn lại"],
            [1, "Dự án 8", "Hội LHPN xã", "1.200,5", "600,25", 50, "600,25"],
            [2, "Dự án 9", "Trạm Y tế", 800, 200, 25, 600],
        ],
        "",
        {
            ("DA8", NA_SON, REC, TW, 2025): (1200.5, 600.25),
            ("DA9", NA_SON, REC, TW, 2025): (800, 200),
        },
    ),
    "sources under each commune": (
        [
            ["PHÂN BỔ VỐN ĐẦU TƯ NĂM 2025 CHO CÁC XÃ"],
            [SIGNED],
            ["ĐVT: triệu đồng"],
            ["TT", "Nội dung", "Xã Na Son", None, None, "Xã Pu Nhi", None, None],
            [None, None, "Tổng", "NSTW", "NSĐP", "Tổng", "NSTW", "NSĐP"],
            [1, "Dự án 1", 11, 10, 1, 22, 20, 2],
            [2, "Dự án 4", 33, 30, 3, None, None, None],
        ],
        "A4:A5 B4:B5 C4:E4 F4:H4",
        {
            ("DA1", NA_SON, INV, TW, 2025): (10, None),
            ("DA1", NA_SON, INV, DP, 2025): (1, None),
            ("DA1", PU_NHI, INV, TW, 2025): (20, None),
            ("DA1", PU_NHI, INV, DP, 2025): (2, None),
            ("DA4", NA_SON, INV, TW, 2025): (30, None),
            ("DA4", NA_SON, INV, DP, 2025): (3, None),
        },
    ),
}


def brought(workspace: Workspace, folder: Path, rows: list[list[Any]], merged: str) -> importing.ImportResult:
    """What a workbook of these rows brings."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for area in merged.split():
        sheet.merge_cells(area)
    book.save(folder / "von.xlsx")
    return importing.accept(workspace, importing.recognise_files(workspace, [folder / "von.xlsx"]))


def stored(workspace: Workspace) -> Truth:
    """The ledger, in millions."""
    with workspace.store.reading() as reader:
        lines = {line.id: line.code for line in reader.rows(ProgrammeLine)}
        names = {place.id: place.name.removeprefix("Xã ") for place in reader.rows(Place)}
        return {
            (lines[fact.line], names[fact.place], fact.capital_kind, fact.source, fact.plan_year): (
                None if fact.assigned is None else fact.assigned / MILLION,
                None if fact.disbursed is None else fact.disbursed / MILLION,
            )
            for fact in reader.rows(CapitalFact)
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


def test_that_wrong_sums_and_rates_and_unknown_communes_are_named_at_their_cells(
    workspace: Workspace, tmp_path: Path
) -> None:
    head = ["TT", "Nội dung", "Cộng", "Xã Na Son", None, None, "Xã Không Đâu", None, None]
    measures = ["Kế hoạch", "Giải ngân", "Tỷ lệ (%)"]
    rows: list[list[Any]] = [
        ["KẾ HOẠCH, GIẢI NGÂN VỐN SỰ NGHIỆP NĂM 2025 (VỐN NSTW), TRIỆU ĐỒNG"],
        ["(Số liệu đến ngày 30/9/2025)"],
        ["Đơn vị tính: triệu đồng"],
        head,
        [None, None, "Kế hoạch", *measures, *measures],
        [1, "Dự án 8", 60, 20, 10, 50, 30, 15, 50],
        [2, "Dự án 9", 30, 10, 5, 80, 20, 10, "#REF!"],
    ]
    result = brought(workspace, tmp_path, rows, "A4:A5 B4:B5 D4:F4 G4:I4")
    told = {(problem.spot.cell, problem.grade, problem.rule) for problem in result.problems if problem.spot}
    assert told == {
        ("C6", Grade.BLOCK, "G11"),
        ("F7", Grade.WARN, ""),
        ("I7", Grade.WARN, ""),
        ("G6", Grade.BLOCK, ""),
        ("G7", Grade.BLOCK, ""),
    }
    assert len({question.written for question in result.questions}) == 1
    assert stored(workspace).keys() == {("DA8", NA_SON, REC, TW, 2025), ("DA9", NA_SON, REC, TW, 2025)}


def test_that_money_of_a_row_that_names_no_part_of_it_is_counted_in_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [
        ["KẾ HOẠCH, GIẢI NGÂN VỐN SỰ NGHIỆP NĂM 2025, XÃ NA SON (Số liệu đến ngày 30/9/2025)"],
        ["Đơn vị tính: triệu đồng"],
        ["TT", "Nội dung", "Kế hoạch vốn", None, "Lũy kế giải ngân"],
        [None, None, "NSTW", "NSĐP"],
        [1, "Dự án 8", 20, 2, 11],
        [2, "Dự án 9", 10, 1, 5],
    ]
    result = brought(workspace, tmp_path, rows, "A3:A4 B3:B4 C3:D3 E3:E4")
    assert {paid for _planned, paid in stored(workspace).values()} == {None}
    assert len(stored(workspace)) == 4
    assert any("“Lũy kế giải ngân”" in doubt for table in result.tables for doubt in table.found.doubts)
