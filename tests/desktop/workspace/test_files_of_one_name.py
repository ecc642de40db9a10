"""Communes send back one template each: workbooks of one name stay apart, and so do their errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from desktop.shared import Household, ReturnedRows
from desktop.workspace import Workspace
from desktop.workspace.import_corrections import write_own_corrections
from desktop.workspace.import_plan import names_of
from desktop.workspace.importing import ImportPlan, accept, recognise_files

HEAD = ["Họ và tên chủ hộ", "Ngày sinh", "Dân tộc", "Xã", "Bản", "Số khẩu", "Diện hộ"]


def planned(workspace: Workspace, root: Path) -> ImportPlan:
    """The list of two communes, each with one row whose number of members cannot be read."""
    files = []
    for commune, village, name in (
        ("Na Son", "Bản Na Sang", "Lò Văn Hai"),
        ("Xa Dung", "Bản Chóng", "Vàng A Dơ"),
    ):
        rows: list[list[Any]] = [
            [name, 1985, "Thái", commune, village, 4, "Hộ nghèo"],
            ["Sùng A Páo", 1983, "Mông", commune, village, "nhiều", "Hộ nghèo"],
        ]
        book = openpyxl.Workbook()
        for row in (HEAD, *rows):
            book.worksheets[0].append(row)
        (root / commune).mkdir()
        files.append(root / commune / "hộ nghèo.xlsx")
        book.save(files[-1])
    return recognise_files(workspace, files, record_type=Household)


def test_that_workbooks_of_one_name_are_called_by_their_folders() -> None:
    files = [Path("/a/x/f.xlsx"), Path("/b/x/f.xlsx"), Path("/c/y/f.xlsx"), Path("/c/y/g.xlsx")]
    assert list(names_of(files)) == files
    assert list(names_of(files).values()) == ["a/x/f.xlsx", "b/x/f.xlsx", "y/f.xlsx", "g.xlsx"]
    assert names_of([files[0], files[0]]) == {files[0]: "f.xlsx"}


def test_that_errors_go_into_each_of_two_workbooks_of_one_name(workspace: Workspace, tmp_path: Path) -> None:
    plan = planned(workspace, tmp_path)
    result = accept(workspace, plan)
    assert [(table.file, table.new, table.refused) for table in result.tables] == [
        ("Na Son/hộ nghèo.xlsx", 1, 1),
        ("Xa Dung/hộ nghèo.xlsx", 1, 1),
    ]
    assert len({plan.mark_of(table.file) for table in result.tables}) == 2
    (back := tmp_path / "trả lại").mkdir()
    written = write_own_corrections(result, back)
    assert [(each.path.name, each.why) for each in written] == [
        ("Na Son hộ nghèo-loi.xlsx", ""),
        ("Xa Dung hộ nghèo-loi.xlsx", ""),
    ]
    for each in written:
        book = openpyxl.load_workbook(each.path)
        assert book["Sheet"]["F3"].comment is not None
        book["Sheet"]["F3"] = 5
        book.save(each.path)
    again = accept(workspace, recognise_files(workspace, [each.path for each in written]))
    assert [(table.new, table.unchanged, table.refused) for table in again.tables] == [(1, 1, 0), (1, 1, 0)]
    with workspace.store.reading() as reader:
        assert {(batch.file, batch.state) for batch in reader.rows(ReturnedRows)} == {
            ("Na Son/hộ nghèo.xlsx", "back"),
            ("Xa Dung/hộ nghèo.xlsx", "back"),
        }
