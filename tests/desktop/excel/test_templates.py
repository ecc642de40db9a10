"""A template is understood at once, holds no record, and takes what is typed into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from desktop.declare.problems import Refusal
from desktop.declare.text import use_language
from desktop.excel.templates import dressed_columns
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, recognise_files, write_template
from tests.desktop.excel.lists import Village, Well, register


@pytest.fixture
def wells(tmp_path: Path) -> Iterator[Workspace]:
    workspace = register(tmp_path)
    yield workspace
    workspace.close()


def test_that_a_template_is_dressed(wells: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"
    write_template(wells, Well, file)
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    heads = {str(cell.value): cell for cell in page[4]}
    assert "Họ và tên chủ hộ *" in heads
    assert "NSTW" not in heads and "Ngân sách trung ương (đồng)" in heads
    assert "Tổng cộng" not in heads, "what the program works out is not asked for"
    assert "Ví dụ" in str(heads["Số CCCD"].comment.text)
    assert not any("Ví dụ: Ví dụ" in str(head.comment.text) for head in heads.values() if head.comment)
    assert page.freeze_panes is not None
    assert page.cell(6, heads["Số CCCD"].column).number_format == "@" or any(
        letters for letters, column in page.column_dimensions.items() if column.number_format == "@"
    )
    lists = {rule.formula1 for rule in page.data_validations.dataValidation}
    assert len(lists) >= 4, "two choices, yes or no, and the few villages"
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert "hidden" in states.values() and "veryHidden" in states.values()


def test_that_an_untouched_template_holds_nothing_and_a_filled_one_its_rows(
    wells: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "mau.xlsx"
    write_template(wells, Well, file)
    (table,) = recognise_files(wells, [file]).tables
    assert table.data_rows == []
    assert table.skipped[-1].kind == "sample"
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    columns = {str(cell.value).strip(" *"): cell.column for cell in page[4]}
    for row, name in enumerate(("Lò A", "Lò B"), 6):
        page.cell(row, columns["Họ và tên chủ hộ"], name)
        page.cell(row, columns["Bản"], "Bản Na Son")
        page.cell(row, columns["Ngân sách trung ương (đồng)"], "40.000.000")
    book.save(file)
    result = accept(wells, recognise_files(wells, [file]))
    assert (result.tables[0].read, result.tables[0].new) == (2, 2)


def test_that_a_template_of_another_type_is_named(wells: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"
    write_template(wells, Well, file)
    with pytest.raises(Refusal, match=r"Giếng.*Bản"):
        recognise_files(wells, [file], record_type=Village)


def test_that_a_sample_row_is_known_wherever_it_was_moved_and_whatever_language(
    wells: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "mau.xlsx"
    write_template(wells, Well, file)
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    assert page["A5"].font.italic and page["A5"].fill.fgColor.rgb == "00F2F2F2"
    page.move_range("A5:P5", rows=1)
    columns = {str(cell.value).strip(" *"): cell.column for cell in page[4]}
    page.cell(5, columns["Họ và tên chủ hộ"], "Lò A")
    page.cell(5, columns["Bản"], "Bản Na Son")
    book.save(file)
    use_language("en")
    try:
        (table,) = recognise_files(wells, [file]).tables
    finally:
        use_language("vi")
    assert table.data_rows == [5]
    assert (table.skipped[-1].row, table.skipped[-1].kind) == (6, "sample")


def test_that_a_sample_row_written_over_is_a_record(wells: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"
    write_template(wells, Well, file)
    book = openpyxl.load_workbook(file)
    book.worksheets[0]["A5"].value = "Lò Thị B"
    book.save(file)
    (table,) = recognise_files(wells, [file]).tables
    assert table.data_rows == [5]


def test_that_a_column_of_sentences_is_wider_than_one_of_words() -> None:
    columns = {each.name: each for each in dressed_columns(Well, Well.fields, {}, {})}
    assert columns["note"].width > columns["owner"].width and columns["note"].wraps
