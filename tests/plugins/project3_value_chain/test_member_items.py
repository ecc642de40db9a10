"""Asks whether what a member of a project was given, one thing a row below the name, is read as its items."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.workspace import Workspace
from desktop.workspace.import_result import UNCHANGED
from desktop.workspace.importing import accept, recognise_files
from project3_value_chain.members import MemberItem, ProjectMember

HEAD = ["TT", "Dự án số", "Họ và tên chủ hộ", "Bản", "Nội dung hỗ trợ", "Số lượng", "ĐVT", "Giá trị hỗ trợ"]
ROWS: list[list[Any]] = [
    [1, 7, "Giàng A Dơ", "Bản Na Sang", "Bò cái", 2, "con", 30],
    [None, None, None, None, "Thức ăn", 100, "kg", 1.5],
    [2, 7, "Lò Thị Én", "Bản Na Sang", "Dê", 5, "con", 12.5],
    [3, 7, "Sùng A Chu", "Bản Huổi Múa", "Bò cái", 1, "con", 15],
    [None, 7, None, None, "Cỏ giống", 50, "kg", 0.5],
    [None, 7, None, None, "Thuốc thú y", None, None, 0.25],
    [None, None, "Tổng cộng", None, None, None, None, 59.75],
]


DATED = [*HEAD, "Ngày bàn giao"]


def brought(
    workspace: Workspace,
    folder: Path,
    rows: list[list[Any]],
    head: list[str] = HEAD,
    unit: str = "Đơn vị tính: triệu đồng",
) -> Any:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["DANH SÁCH HỘ THAM GIA DỰ ÁN"], [unit], head, *rows):
        sheet.append(row)
    book.save(folder / "ho.xlsx")
    return accept(workspace, recognise_files(workspace, [folder / "ho.xlsx"]))


def given(workspace: Workspace) -> dict[str, Any]:
    with workspace.store.reading() as reader:
        return {
            each.head_name: (
                each.item,
                each.quantity,
                each.support,
                [(item.item, item.quantity, item.support) for item in each.items or ()],
            )
            for each in reader.rows(ProjectMember)
        }


GIVEN = {
    "Giàng A Dơ": (
        "Bò cái; Thức ăn", None, 31_500_000, [("Bò cái", 2, 30_000_000), ("Thức ăn", 100, 1_500_000)],
    ),
    "Lò Thị Én": ("Dê", 5, 12_500_000, []),
    "Sùng A Chu": (
        "Bò cái; Cỏ giống; Thuốc thú y",
        None,
        15_750_000,
        [("Bò cái", 1, 15_000_000), ("Cỏ giống", 50, 500_000), ("Thuốc thú y", None, 250_000)],
    ),
}  # fmt: skip


def test_that_the_rows_below_a_member_are_what_it_was_given(workspace: Workspace, tmp_path: Path) -> None:
    [table] = brought(workspace, tmp_path, ROWS).tables
    assert (table.read, table.new, table.refused) == (3, 3, 0)
    assert [each.row for each in table.skipped if each.kind == "part"] == [5, 8, 9]
    assert given(workspace) == GIVEN


def test_that_the_same_list_again_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    brought(workspace, tmp_path, ROWS)
    [table] = brought(workspace, tmp_path, ROWS).tables
    assert (table.new, table.refused) == (0, 0)
    assert {row.state for row in table.rows} == {UNCHANGED}
    assert given(workspace) == GIVEN


def test_that_support_is_the_sum_of_its_items() -> None:
    items = [MemberItem(item="Bò cái", support=15_000_000), MemberItem(item="Cỏ", support=500_000)]
    member = ProjectMember.example().changed(support=15_000_000, items=items)
    [problem] = [each for each in member.problems() if "Từng thứ" in each.message]
    assert problem.field == "support" and "15.500.000" in problem.message
    assert not [each for each in member.changed(support=15_500_000).problems() if "Từng thứ" in each.message]


DO = [1, 7, "Giàng A Dơ", "Bản Na Sang"]
BELOW: list[Any] = [None, None, None, None]


@pytest.mark.parametrize(
    ("unit", "amounts", "total"),
    [
        ("triệu đồng", [12.345, 1.005], 13_350_000),
        ("đồng", ["3.500.000", "500.000"], 4_000_000),
        ("đồng", ["12.500.000 đ", "500.000 đ"], 13_000_000),
        ("đồng", ["30 triệu", "1,5 triệu"], 31_500_000),
        ("triệu đồng", ["30 triệu", "20 triệu"], 50_000_000),
        ("nghìn đồng", ["30.000", "1.500"], 31_500_000),
    ],
)
def test_that_items_and_their_sum_are_read_alike(
    workspace: Workspace, tmp_path: Path, unit: str, amounts: list[Any], total: int
) -> None:
    rows = [
        [*DO, "Bò cái", 2, "con", amounts[0]],
        [*BELOW, "Cỏ giống", 100, "kg", amounts[1]],
        [2, 7, "Lò Thị Én", "Bản Na Sang", "Dê", 5, "con", amounts[0]],
    ]
    [table] = brought(workspace, tmp_path, rows, unit=f"Đơn vị tính: {unit}").tables
    assert (table.new, table.refused) == (2, 0)
    _item, _quantity, support, items = given(workspace)["Giàng A Dơ"]
    assert support == sum(amount for _name, _count, amount in items) == total


@pytest.mark.parametrize(
    ("days", "day", "is_told"),
    [
        (["12/05/2024", "12/05/2024"], date(2024, 5, 12), False),
        (["12/05/2024", None], date(2024, 5, 12), False),
        (["20/06/2024", "12/05/2024"], date(2024, 6, 20), True),
    ],
)
def test_that_a_member_of_several_things_has_them_on_the_day_of_the_last(
    workspace: Workspace, tmp_path: Path, days: list[Any], day: date, is_told: bool
) -> None:
    rows = [[*DO, "Bò cái", 2, "con", 30, days[0]], [*BELOW, "Bò đực", 1, "con", 15, days[1]]]
    result = brought(workspace, tmp_path, rows, DATED)
    with workspace.store.reading() as reader:
        [member] = reader.rows(ProjectMember)
    assert (member.handed_over_on, member.measure) == (day, "con")
    assert member.quantity is None
    told = [problem.message for problem in result.problems if "khác nhau" in problem.message]
    assert bool(told) == is_told


def test_that_a_later_list_of_one_row_takes_out_what_it_tells_no_more(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = [[*DO, "Bò cái", 2, "con", 30], [*BELOW, "Bò đực", 1, "con", 15]]
    brought(workspace, tmp_path, rows)
    result = brought(workspace, tmp_path, rows[:1])
    assert [each.refused for each in result.tables] == [0]
    assert given(workspace)["Giàng A Dơ"] == ("Bò cái", 2, 30_000_000, [])
    assert [
        each.message for each in result.problems if "1 dòng mà danh sách không ghi (Bò đực)" in each.message
    ]


def test_that_a_later_list_of_other_things_tells_all_of_them(workspace: Workspace, tmp_path: Path) -> None:
    rows = [[*DO, "Bò cái", 2, "con", 30], [*BELOW, "Bò đực", 1, "con", 15]]
    brought(workspace, tmp_path, rows)
    [table] = brought(workspace, tmp_path, [rows[0], [*BELOW, "Dê", 3, "con", 9]]).tables
    assert table.refused == 0
    support, items = given(workspace)["Giàng A Dơ"][2:]
    assert (support, [each[0] for each in items]) == (39_000_000, ["Bò cái", "Dê"])


def test_that_several_things_have_no_quantity_of_the_one_before(workspace: Workspace, tmp_path: Path) -> None:
    row = [*DO, "Bò cái", 2, "con", 30]
    brought(workspace, tmp_path, [row])
    brought(workspace, tmp_path, [row, [*BELOW, "Cỏ giống", 50, "kg", 1]])
    assert given(workspace)["Giàng A Dơ"][:3] == ("Bò cái; Cỏ giống", None, 31_000_000)


def test_that_a_list_of_the_sum_alone_leaves_the_things(workspace: Workspace, tmp_path: Path) -> None:
    rows = [[*DO, "Bò cái", 2, "con", 30], [*BELOW, "Bò đực", 1, "con", 15]]
    brought(workspace, tmp_path, rows)
    brought(workspace, tmp_path, [[*DO, "Bò cái và bò đực", 3, "con", 45]])
    assert len(given(workspace)["Giàng A Dơ"][3]) == 2
    short = [*HEAD[:4], HEAD[7]]
    [table] = brought(workspace, tmp_path, [[*DO, 30], [2, 7, "Lò Thị Én", "Bản Na Sang", 3]], short).tables
    assert table.refused == 1
    [problem] = [each for row in table.rows for each in row.problems if "Từng thứ" in each.message]
    assert "có 2 dòng, cộng lại 45.000.000 đ" in problem.message
