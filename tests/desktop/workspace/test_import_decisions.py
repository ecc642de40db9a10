"""The decision of a list's title: offered for all its rows, and taken for none by itself."""

from __future__ import annotations

from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.declare.fields import Habit
from desktop.excel.found import FoundTable
from desktop.shared import Household
from desktop.workspace import Workspace
from desktop.workspace.import_decisions import decisions_of_title
from desktop.workspace.importing import ImportPlan, accept, recognise_files
from desktop.workspace.layout_memory import layout_to_keep

HEAD = ["TT", "Họ và tên chủ hộ", "Ngày sinh", "Giới tính", "Dân tộc", "Bản", "Số khẩu"]
ROWS = [
    [1, "Vàng A Dí", "05/01/1980", "Nam", "Mông", "Na Phát", 4],
    [2, "Giàng Thị Mỷ", "06/01/1985", "Nữ", "Mông", "Na Phát", 3],
]
DECIDED = {"decision_number": "12/QĐ-UBND", "decision_date": date(2024, 5, 14)}


def read(workspace: Workspace, path: Path, title: str, *more: str) -> ImportPlan:
    """The list as a plan; `more` are a further column, its heading and what the rows say there in turn."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["UBND XÃ NA SON"], ["DANH SÁCH HỘ NGHÈO"], [title], [*HEAD, *more[:1]]):
        sheet.append(row)
    for told, said in zip(ROWS, cycle(more[1:] or [""]), strict=False):
        sheet.append([*told, said or None])
    book.save(path)
    return recognise_files(workspace, [path])


def offered(plan: ImportPlan) -> list[dict[str, Any]]:
    return [each.values for each in decisions_of_title(table_of(plan))]


def table_of(plan: ImportPlan) -> FoundTable:
    (table,) = plan.understood()
    return table


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("(Kèm theo Quyết định số 12/QĐ-UBND ngày 14/5/2024 của UBND xã Na Son)", [DECIDED]),
        ("Theo QĐ số: 12 / QĐ-UBND, ngày 14 tháng 5 năm 2024", [DECIDED]),
        ("Quyết định phê duyệt số 12/QĐ-UBND", [{"decision_number": "12/QĐ-UBND"}]),
        ("Quyết định số 12/QĐ-UBND ngày 31/02/2024", [{"decision_number": "12/QĐ-UBND"}]),
        ("Theo Quyết định số 1719/QĐ-TTg ngày 14/10/2021 của Thủ tướng Chính phủ", []),
        ("Thực hiện Quyết định số 24/2021/QĐ-UBND ngày 16/7/2021", []),
        ("THEO QUYẾT ĐỊNH SỐ 1719/QĐ-TTG NGÀY 14/10/2021", []),
        ("Thực hiện Quyết định số 861/QĐ-BXD ngày 04/6/2021", []),
        ("Thực hiện Quyết định số 497/QĐ-LĐTBXH ngày 30/3/2021", []),
        ("THEO QUYẾT ĐỊNH SỐ 12/QĐ-UBND NGÀY 14/5/2024", [DECIDED]),
        (
            "Quyết định số 497/QĐ-BDT ngày 14/5/2024 của Ban Dân tộc tỉnh",
            [{**DECIDED, "decision_number": "497/QĐ-BDT"}],
        ),
    ],
)
def test_that_the_decision_of_a_title_is_offered_and_not_taken(
    workspace: Workspace, tmp_path: Path, title: str, values: list[dict[str, Any]]
) -> None:
    plan = read(workspace, tmp_path / "hộ.xlsx", title)
    assert offered(plan) == values
    assert table_of(plan).given == {}
    assert any("Tiêu đề ghi quyết định" in note for note in table_of(plan).notes) is bool(values)
    accept(workspace, plan)
    with workspace.store.reading() as reader:
        assert {each.decision_number for each in reader.rows(Household)} == {None}


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (("Số quyết định", "9/QĐ-UBND"), []),
        (("Số quyết định", "12/QĐ-UBND", ""), []),
        (("Số quyết định", "12/QĐ-UBND", "9/QĐ-UBND"), []),
        (("Số quyết định", "12/QĐ-UBND", "12 /QĐ-UBND"), [{"decision_date": date(2024, 5, 14)}]),
        (("Ngày quyết định", "14/5/2024", ""), [{"decision_number": "12/QĐ-UBND"}]),
        (("Ngày quyết định", "15/5/2024"), []),
    ],
)
def test_that_a_decision_is_offered_only_where_no_row_may_be_of_another(
    workspace: Workspace, tmp_path: Path, column: tuple[str, ...], values: list[dict[str, Any]]
) -> None:
    title = "Quyết định số 12/QĐ-UBND ngày 14/5/2024"
    assert offered(read(workspace, tmp_path / "hộ.xlsx", title, *column)) == values


def test_that_a_decision_is_of_its_list_alone(workspace: Workspace, tmp_path: Path) -> None:
    plan = read(workspace, tmp_path / "một.xlsx", "Quyết định số 12/QĐ-UBND ngày 14/5/2024")
    for name, value in {**DECIDED, "class_year": 2024}.items():
        plan.give(table_of(plan), name, value, Habit())
    assert offered(plan) == []
    kept = layout_to_keep(table_of(plan))
    assert kept is not None and kept.constants == {"class_year": 2024}, "for no other office either"
    accept(workspace, plan)
    with workspace.store.reading() as reader:
        assert {each.decision_number for each in reader.rows(Household)} == {"12/QĐ-UBND"}
    later = read(workspace, tmp_path / "hai.xlsx", "Quyết định số 15/QĐ-UBND ngày 10/6/2025")
    assert table_of(later).given == {"class_year": 2024}
    assert offered(later) == [{"decision_number": "15/QĐ-UBND", "decision_date": date(2025, 6, 10)}]
