"""Asks whether what a member of a project was given, one thing a row below the name, is read as its items."""

from pathlib import Path
from typing import Any

import openpyxl

from desktop.workspace import Workspace
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


def brought(workspace: Workspace, folder: Path, rows: list[list[Any]]) -> Any:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["DANH SÁCH HỘ THAM GIA DỰ ÁN"], ["Đơn vị tính: triệu đồng"], HEAD, *rows):
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
    assert given(workspace) == GIVEN


def test_that_support_is_the_sum_of_its_items() -> None:
    items = [MemberItem(item="Bò cái", support=15_000_000), MemberItem(item="Cỏ", support=500_000)]
    member = ProjectMember.example().changed(support=15_000_000, items=items)
    [problem] = [each for each in member.problems() if "từng thứ" in each.message]
    assert problem.field == "support" and "15.500.000" in problem.message
    assert not [each for each in member.changed(support=15_500_000).problems() if "từng thứ" in each.message]
