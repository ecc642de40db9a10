"""Asks whether a flat list of figures by sex and by people is taken for what the figures are made of."""

from __future__ import annotations

from decimal import Decimal as Dec
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.shared import IndicatorValue
from desktop.workspace import Workspace
from desktop.workspace.import_plan import ImportPlan
from desktop.workspace.importing import accept, preview, recognise_files

HEADINGS = [
    "Chỉ tiêu",
    "Địa bàn",
    "Năm",
    "Kỳ",
    "Loại số liệu",
    "Giới tính",
    "Dân tộc",
    "Tử số",
    "Mẫu số",
    "Giá trị",
]
OF = ["Xã Na Son", 2025, "Cả năm", "Chính thức"]
ROWS = [
    ["I08", *OF, None, None, 90, 100, 90],
    ["I08", *OF, "Nam", None, 50, 52, 96.15],
    ["I08", *OF, "Nữ", None, 40, 48, 83.33],
    ["I08", *OF, None, "Mông", 20, 30, 66.67],
    ["I15", *OF, "Nữ", "Thái", 30, 40, 75],
    ["I15", *OF, "Chung", None, 80, 100, 80],
]


def planned(
    workspace: Workspace, folder: Path, *rows: list[Any], headings: list[str] = HEADINGS
) -> ImportPlan:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    lines: list[list[Any]] = [["SỐ LIỆU CHỈ TIÊU NĂM 2025"], [], headings, *rows]
    for row in lines:
        sheet.append(row)
    book.save(folder / "chi-tieu.xlsx")
    return recognise_files(workspace, [folder / "chi-tieu.xlsx"], record_type=IndicatorValue)


@pytest.fixture
def told(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A database into which the list has come."""
    plan = planned(workspace, tmp_path, *ROWS)
    preview(workspace, plan)
    [table] = accept(workspace, plan).tables
    assert (table.read, table.new, table.refused) == (2, 2, 0)
    assert [(each.row, each.kind) for each in table.skipped if each.kind == "part"] == [
        (5, "part"),
        (6, "part"),
        (7, "part"),
        (8, "part"),
    ]
    return workspace


def parts_of(workspace: Workspace) -> dict[Any, list[tuple[str, Any, Any]]]:
    with workspace.store.reading() as reader:
        return {
            record.value: [(part.name, part.numerator, part.value) for part in record.parts]
            for record in reader.rows(IndicatorValue)
        }


def test_that_rows_of_a_sex_or_a_people_are_parts(told: Workspace) -> None:
    assert parts_of(told) == {
        90: [("Nam", 50, Dec("96.15")), ("Nữ", 40, Dec("83.33")), ("Hmông", 20, Dec("66.67"))],
        80: [("Nữ, Thái", 30, 75)],
    }


def test_that_a_list_of_some_parts_leaves_the_others(told: Workspace, tmp_path: Path) -> None:
    women = ["I08", *OF, "Nữ", None, 38, 48, 79.17]
    kinh = ["I08", *OF, None, "Kinh", 10, 12, 83.33]
    [table] = accept(told, planned(told, tmp_path, ROWS[0], women, kinh, ROWS[5])).tables
    assert (table.changed, table.unchanged, table.refused) == (1, 1, 0)
    assert parts_of(told) == {
        90: [
            ("Nam", 50, Dec("96.15")),
            ("Nữ", 38, Dec("79.17")),
            ("Hmông", 20, Dec("66.67")),
            ("Kinh", 10, Dec("83.33")),
        ],
        80: [("Nữ, Thái", 30, 75)],
    }


def test_that_the_same_list_brings_nothing_new(told: Workspace, tmp_path: Path) -> None:
    [table] = preview(told, planned(told, tmp_path, *ROWS)).tables
    assert (table.new, table.changed, table.unchanged) == (0, 0, 2)


def test_that_a_part_without_a_row_of_all_is_told(workspace: Workspace, tmp_path: Path) -> None:
    [table] = planned(workspace, tmp_path, *ROWS[1:3]).understood()
    assert "2 dòng theo giới tính, dân tộc không có dòng chung" in " ".join(table.doubts)
    assert table.data_rows == []
    assert [(each.row, each.why) for each in table.skipped if each.kind == "part"] == [
        (row, "Số theo giới tính, dân tộc không có dòng chung: chưa nhập.") for row in (4, 5)
    ]


def test_that_parts_go_to_the_figure_of_their_group(workspace: Workspace, tmp_path: Path) -> None:
    def rows_of(*of: Any, group: str | None = None) -> list[list[Any]]:
        own = ["I08", "Xã Na Son", 2025, "Cả năm", *of]
        return [[*own, None, None, None, None, 90, group], [*own, "Nữ", None, None, None, 40, group]]

    by_column = [*rows_of("Chính thức"), *rows_of("Chính thức", group="Hộ nghèo")]
    [table] = planned(workspace, tmp_path, *by_column, headings=[*HEADINGS, "Nhóm"]).understood()
    assert table.owned["parts"].owners == {5: 4, 7: 6}
    numbered = [[number, *row] for number, row in enumerate(rows_of(), 1)]
    by_outline = [["I", "Kế hoạch"], *numbered, ["II", "Chính thức"], *numbered]
    headings = ["TT", *(heading for heading in HEADINGS if heading != "Loại số liệu")]
    [table] = planned(workspace, tmp_path, *by_outline, headings=headings).understood()
    assert table.owned["parts"].owners == {6: 5, 9: 8}
