"""Tables of capital in more of the layouts of provinces, each with all its amounts; none of them a form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.declare.problems import Grade
from desktop.shared import CapitalFact, Place, ProgrammeLine
from desktop.workspace import Workspace
from tests.desktop.shared.test_capital_books import (
    DP,
    INV,
    MILLION,
    MUONG_LUAN,
    NA_SON,
    PU_NHI,
    REC,
    SIGNED,
    TW,
    brought,
)

UNIT = "Đơn vị tính: triệu đồng"
MEASURES = ("assigned", "adjusted", "cancelled", "disbursed", "advance")
Key = tuple[str, str, str, str, int, int, str]
Amounts = dict[str, float]


def key(line: str, source: str, year: int, kind: str = INV, place: str = NA_SON, **more: Any) -> Key:
    """Of which money, in the budget of 2025 and up to the day of the plan unless it is said otherwise."""
    return line, place, kind, source, year, more.get("budget", 2025), more.get("day", "15/01/2025")


BOOKS: dict[str, tuple[list[list[Any]], str, dict[Key, Amounts]]] = {
    "districts of before over communes headed as units": (
        [
            ["UBND TỈNH ĐIỆN BIÊN", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["PHÂN BỔ KẾ HOẠCH VỐN ĐẦU TƯ NĂM 2025 THỰC HIỆN DỰ ÁN 4"],
            [SIGNED],
            [UNIT],
            ["STT", "Đơn vị", "Tổng số", "Trong đó", None, "Ghi chú"],
            [None, None, None, "NSTW", "NSĐP"],
            [None, "TỔNG CỘNG", 660, 600, 60],
            ["I", "Huyện Điện Biên Đông (cũ)", 440, 400, 40],
            [1, "Xã Na Son", 220, 200, 20],
            [2, "Xã Mường Luân", 110, 100, 10],
            [3, "Xã Pu Nhi", 110, 100, 10, "vốn bổ sung"],
            ["II", "Huyện Mường Chà (cũ)", 220, 200, 20],
            [1, "Xã Nậm Nèn", 220, 200, 20],
            [None, None, None, None, "Điện Biên, ngày 15 tháng 01 năm 2025"],
            [None, "NGƯỜI LẬP BIỂU", None, None, "TM. ỦY BAN NHÂN DÂN"],
        ],
        "A5:A6 B5:B6 C5:C6 D5:E5 F5:F6",
        {
            key("DA4", TW, 2025): {"assigned": 200},
            key("DA4", DP, 2025): {"assigned": 20},
            key("DA4", TW, 2025, place=MUONG_LUAN): {"assigned": 100},
            key("DA4", DP, 2025, place=MUONG_LUAN): {"assigned": 10},
            key("DA4", TW, 2025, place=PU_NHI): {"assigned": 100},
            key("DA4", DP, 2025, place=PU_NHI): {"assigned": 10},
            key("DA4", TW, 2025, place="Nậm Nèn"): {"assigned": 200},
            key("DA4", DP, 2025, place="Nậm Nèn"): {"assigned": 20},
        },
    ),
    "a column for each year, and their sum": (
        [
            ["KẾ HOẠCH VỐN ĐẦU TƯ PHÁT TRIỂN NGUỒN NSTW GIAI ĐOẠN 2022-2025 XÃ NA SON"],
            [SIGNED],
            [UNIT],
            ["TT", "Nội dung", "Tổng giai đoạn 2022-2025", "Kế hoạch hằng năm"],
            [None, None, None, "Năm 2022", "Năm 2023", "Năm 2024", "Năm 2025"],
            [None, "TỔNG SỐ", 1000, 100, 200, 300, 400],
            ["I", "Dự án 1", 600, 50, 150, 150, 250],
            [1, "Hỗ trợ đất ở", 100, None, 50, None, 50],
            [2, "Hỗ trợ nhà ở", 500, 50, 100, 150, 200],
            ["II", "Dự án 4", 400, 50, 50, 150, 150],
        ],
        "A4:A5 B4:B5 C4:C5 D4:G4",
        {
            key("DA1.a", TW, 2023, budget=2023): {"assigned": 50},
            key("DA1.a", TW, 2025): {"assigned": 50},
            key("DA1.b", TW, 2022, budget=2022): {"assigned": 50},
            key("DA1.b", TW, 2023, budget=2023): {"assigned": 100},
            key("DA1.b", TW, 2024, budget=2024): {"assigned": 150},
            key("DA1.b", TW, 2025): {"assigned": 200},
            key("DA4", TW, 2022, budget=2022): {"assigned": 50},
            key("DA4", TW, 2023, budget=2023): {"assigned": 50},
            key("DA4", TW, 2024, budget=2024): {"assigned": 150},
            key("DA4", TW, 2025): {"assigned": 150},
        },
    ),
    "money of two years under the heading of their sum": (
        [
            ["PHÂN BỔ KINH PHÍ SỰ NGHIỆP NGUỒN NSTW NĂM 2025 XÃ NA SON"],
            [SIGNED],
            [UNIT],
            ["TT", "Nội dung", "Tổng kinh phí được sử dụng năm 2025", "Trong đó"],
            [None, None, None, "Kinh phí năm 2024 chuyển nguồn sang", "Dự toán giao năm 2025"],
            [None, "Tổng cộng", 300, 100, 200],
            [1, "Dự án 5", 120, 20, 100],
            [2, "Dự án 8", 180, 80, 100],
        ],
        "A4:A5 B4:B5 C4:C5 D4:E4",
        {
            key("DA5", TW, 2024, REC): {"assigned": 20},
            key("DA5", TW, 2025, REC): {"assigned": 100},
            key("DA8", TW, 2024, REC): {"assigned": 80},
            key("DA8", TW, 2025, REC): {"assigned": 100},
        },
    ),
    "what is added and taken off stands apart": (
        [
            ["ĐIỀU CHỈNH KẾ HOẠCH VỐN ĐẦU TƯ NGUỒN NSTW NĂM 2025 XÃ NA SON"],
            [SIGNED],
            [UNIT],
            ["TT", "Nội dung", "Kế hoạch vốn đã giao", "Điều chỉnh", None, "Kế hoạch vốn sau điều chỉnh"],
            [None, None, None, "Tăng", "Giảm"],
            [None, "Tổng số", 300, 50, 50, 300],
            [1, "Dự án 1", 100, 50, None, 150],
            [2, "Dự án 4", 200, None, 50, 150],
        ],
        "A4:A5 B4:B5 C4:C5 D4:E4 F4:F5",
        {
            key("DA1", TW, 2025): {"assigned": 100, "adjusted": 50},
            key("DA4", TW, 2025): {"assigned": 200, "adjusted": -50},
        },
    ),
    "sources beside their sum": (
        [
            ["KẾ HOẠCH HUY ĐỘNG NGUỒN LỰC ĐẦU TƯ NĂM 2025 XÃ NA SON"],
            [SIGNED],
            ["Đơn vị: tỷ đồng"],
            [
                "TT",
                "Nội dung",
                "Tổng nguồn vốn",
                "NSTW",
                "NSĐP",
                "Vốn tín dụng chính sách",
                "Lồng ghép",
                "Huy động khác",
            ],
            [1, "Dự án 1", 3.1, 2, 0.2, 0.5, 0.3, 0.1],
            [2, "Dự án 4", 5.5, 5, 0.5],
            [None, "Cộng", 8.6, 7, 0.7, 0.5, 0.3, 0.1],
        ],
        "",
        {
            key("DA1", TW, 2025): {"assigned": 2000},
            key("DA1", DP, 2025): {"assigned": 200},
            key("DA1", "credit", 2025): {"assigned": 500},
            key("DA1", "integrated", 2025): {"assigned": 300},
            key("DA1", "other", 2025): {"assigned": 100},
            key("DA4", TW, 2025): {"assigned": 5000},
            key("DA4", DP, 2025): {"assigned": 500},
        },
    ),
    "the decisions a plan was given by": (
        [
            ["TỔNG HỢP GIAO VỐN SỰ NGHIỆP NSTW NĂM 2025 XÃ NA SON"],
            ["(Số liệu đến ngày 30/6/2025)"],
            [UNIT],
            ["TT", "Nội dung", "Tổng vốn giao năm 2025", "Trong đó"],
            [
                None,
                None,
                None,
                "Quyết định số 12/QĐ-UBND ngày 15/01/2025",
                "Quyết định số 88/QĐ-UBND ngày 20/5/2025",
            ],
            [1, "Dự án 8", 150, 100, 50],
            [2, "Dự án 9", 40, 40],
            [None, "Cộng", 190, 140, 50],
        ],
        "A4:A5 B4:B5 C4:C5 D4:E4",
        {
            key("DA8", TW, 2025, REC, day="30/06/2025"): {"assigned": 150},
            key("DA9", TW, 2025, REC, day="30/06/2025"): {"assigned": 40},
        },
    ),
    "payments up to the end of a quarter": (
        [
            ["KẾT QUẢ GIẢI NGÂN VỐN ĐẦU TƯ NSTW NĂM 2025 XÃ NA SON"],
            [UNIT],
            ["TT", "Nội dung", "Kế hoạch vốn năm 2025", "Giải ngân đến hết quý II/2025", "Tỷ lệ (%)"],
            [1, "Dự án 1", 100, 40, 40],
            [2, "Dự án 4", 200, 50, 25],
            [None, "Tổng", 300, 90, 30],
        ],
        "",
        {
            key("DA1", TW, 2025, day="30/06/2025"): {"assigned": 100, "disbursed": 40},
            key("DA4", TW, 2025, day="30/06/2025"): {"assigned": 200, "disbursed": 50},
        },
    ),
    "what is expected beside what was paid": (
        [
            ["BÁO CÁO GIẢI NGÂN VỐN SỰ NGHIỆP NGUỒN NSTW NĂM 2025 XÃ NA SON"],
            [UNIT],
            [
                "TT",
                "Nội dung",
                "Dự toán giao năm 2025",
                "Thực hiện đến 30/9/2025",
                None,
                "Ước thực hiện đến 31/12/2025",
            ],
            [None, None, None, "Số tiền", "Tỷ lệ (%)", "Số tiền", "Tỷ lệ (%)"],
            [1, "Dự án 8", 100, 40, 40, 90, 90],
            [2, "Dự án 9", 200, 50, 25, 200, 100],
        ],
        "A3:A4 B3:B4 C3:C4 D3:E3 F3:G3",
        {
            key("DA8", TW, 2025, REC, day="30/09/2025"): {"assigned": 100, "disbursed": 40},
            key("DA9", TW, 2025, REC, day="30/09/2025"): {"assigned": 200, "disbursed": 50},
        },
    ),
    "money that leaves for a later year": (
        [
            ["QUYẾT TOÁN VỐN ĐẦU TƯ NSTW NĂM 2025 XÃ NA SON (Số liệu đến ngày 31/12/2025)"],
            [UNIT],
            [
                "TT",
                "Nội dung",
                "Kế hoạch vốn năm 2025",
                "Đã thanh toán",
                "Trong đó tạm ứng",
                "Thu hồi tạm ứng",
                "Số vốn kéo dài sang năm 2026",
                "Hủy dự toán",
            ],
            [1, "Dự án 1", 100, 60, 10, 5, 30, 10],
            [2, "Dự án 4", 200, 150, 20, 8, 50],
        ],
        "",
        {
            key("DA1", TW, 2025, day="31/12/2025"): {
                "assigned": 100,
                "disbursed": 60,
                "advance": 10,
                "cancelled": 10,
            },
            key("DA4", TW, 2025, day="31/12/2025"): {"assigned": 200, "disbursed": 150, "advance": 20},
        },
    ),
    "sources as rows below each project": (
        [
            ["KẾ HOẠCH VỐN ĐẦU TƯ NĂM 2025 XÃ NA SON"],
            [SIGNED],
            [UNIT],
            ["TT", "Nội dung", "Kế hoạch vốn năm 2025"],
            [None, "TỔNG CỘNG", 330],
            ["I", "Dự án 1", 110],
            ["-", "Ngân sách trung ương", 100],
            ["-", "Ngân sách địa phương", 10],
            ["II", "Dự án 4", 220],
            ["-", "Ngân sách trung ương", 200],
            ["-", "Ngân sách địa phương", 20],
        ],
        "",
        {
            key("DA1", TW, 2025): {"assigned": 100},
            key("DA1", DP, 2025): {"assigned": 10},
            key("DA4", TW, 2025): {"assigned": 200},
            key("DA4", DP, 2025): {"assigned": 20},
        },
    ),
    "payments up to several days": (
        [
            ["GIẢI NGÂN VỐN ĐẦU TƯ NSTW NĂM 2025 XÃ NA SON"],
            [UNIT],
            ["TT", "Nội dung", "Kế hoạch vốn năm 2025", "Lũy kế giải ngân"],
            [None, None, None, "Đến 31/3/2025", "Đến 30/6/2025", "Đến 30/9/2025"],
            [1, "Dự án 1", 100, 10, 40, 60],
            [2, "Dự án 4", 200, 20, 50, 120],
        ],
        "A3:A4 B3:B4 C3:C4 D3:F3",
        {
            key("DA1", TW, 2025, day="31/03/2025"): {"assigned": 100, "disbursed": 10},
            key("DA1", TW, 2025, day="30/06/2025"): {"assigned": 100, "disbursed": 40},
            key("DA1", TW, 2025, day="30/09/2025"): {"assigned": 100, "disbursed": 60},
            key("DA4", TW, 2025, day="31/03/2025"): {"assigned": 200, "disbursed": 20},
            key("DA4", TW, 2025, day="30/06/2025"): {"assigned": 200, "disbursed": 50},
            key("DA4", TW, 2025, day="30/09/2025"): {"assigned": 200, "disbursed": 120},
        },
    ),
    "years under plan, payment and rate": (
        [
            ["BÁO CÁO GIẢI NGÂN VỐN SỰ NGHIỆP NSTW NĂM 2025 XÃ NA SON"],
            ["(Lũy kế đến 30/6/2025)"],
            [UNIT],
            ["TT", "Nội dung", "Kế hoạch vốn", None, None, "Giải ngân", None, None, "Tỷ lệ giải ngân (%)"],
            [
                None,
                None,
                "Tổng số",
                "Năm 2024 chuyển sang",
                "Năm 2025",
                "Tổng số",
                "Năm 2024 chuyển sang",
                "Năm 2025",
                "Tổng số",
                "Năm 2024 chuyển sang",
                "Năm 2025",
            ],
            [1, "Dự án 5", 120, 20, 100, 60, 20, 40, 50, 100, 40],
            [2, "Dự án 8", 180, 80, 100, 90, 40, 50, 50, 50, 50],
            [None, "Cộng", 300, 100, 200, 150, 60, 90, 50, 60, 45],
        ],
        "A4:A5 B4:B5 C4:E4 F4:H4 I4:K4",
        {
            key("DA5", TW, 2024, REC, day="30/06/2025"): {"assigned": 20, "disbursed": 20},
            key("DA5", TW, 2025, REC, day="30/06/2025"): {"assigned": 100, "disbursed": 40},
            key("DA8", TW, 2024, REC, day="30/06/2025"): {"assigned": 80, "disbursed": 40},
            key("DA8", TW, 2025, REC, day="30/06/2025"): {"assigned": 100, "disbursed": 50},
        },
    ),
}


def stored(workspace: Workspace) -> dict[Key, Amounts]:
    """The ledger, in millions; of each line the amounts that are told."""
    with workspace.store.reading() as reader:
        lines = {line.id: line.code for line in reader.rows(ProgrammeLine)}
        names = {place.id: place.name.removeprefix("Xã ") for place in reader.rows(Place)}
        found = {}
        for fact in reader.rows(CapitalFact):
            own = key(
                lines[fact.line],
                fact.source,
                fact.plan_year,
                fact.capital_kind,
                names[fact.place],
                budget=fact.budget_year,
                day=CapitalFact.as_of.format(fact.as_of),
            )
            told = {name: getattr(fact, name) for name in MEASURES}
            found[own] = {name: amount / MILLION for name, amount in told.items() if amount is not None}
        return found


@pytest.mark.parametrize("name", BOOKS)
def test_that_every_amount_is_read_and_no_fault_invented(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    rows, merged, truth = BOOKS[name]
    result = brought(workspace, tmp_path, rows, merged)
    assert stored(workspace) == truth
    told = [problem for problem in result.problems if problem.grade is not Grade.NOTE]
    assert {problem.rule.rpartition(".")[2] for problem in told} <= {"carried_money_has_an_act"}


def test_that_every_column_is_read_or_told_of(workspace: Workspace, tmp_path: Path) -> None:
    rows, merged, _truth = BOOKS["what is expected beside what was paid"]
    [table] = (each.found for each in brought(workspace, tmp_path, rows, merged).tables)
    [told] = [note for note in table.remarks() if note.startswith("Không dùng cột")]
    assert "F “Ước thực hiện đến 31/12/2025 | Số tiền”" in told and "G “" in told and "D “" not in told


def test_that_a_day_or_year_that_words_imply_is_asked_about(workspace: Workspace, tmp_path: Path) -> None:
    for name, field in (
        ("payments up to the end of a quarter", "as_of"),
        ("a column for each year, and their sum", "budget_year"),
    ):
        rows, merged, _truth = BOOKS[name]
        for table in brought(workspace, tmp_path, rows, merged).tables:
            assert [doubt.field for doubt in table.found.raised].count(field) == 1


def test_that_an_investor_below_a_project_is_of_that_project(workspace: Workspace, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["KẾ HOẠCH VỐN SỰ NGHIỆP NSTW NĂM 2025, XÃ NA SON"],
        [SIGNED],
        [UNIT],
        ["TT", "Nội dung", "Chủ đầu tư", "Kế hoạch vốn năm 2025"],
        ["I", "Dự án 5", None, 300],
        [1, "Tiểu dự án 1", None, 100],
        ["-", "Trường PTDTBT Na Son", "Trường PTDTBT Na Son", 100],
        [2, "Tiểu dự án 3", None, 200],
        ["-", "Phòng Văn hóa xã", "Phòng Văn hóa xã", 200],
    ]
    brought(workspace, tmp_path, rows, "")
    assert stored(workspace) == {
        key("DA5.1", TW, 2025, REC): {"assigned": 100},
        key("DA5.3", TW, 2025, REC): {"assigned": 200},
    }
