"""Rows an import gives back: kept as a batch, taken off when they come again, gone with the import's undo."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop.declare.reading import Condition
from desktop.declare.text import add_catalog, use_language
from desktop.resources import resource
from desktop.shared import Obstacle, ReturnedRows
from desktop.shared.returned import BACK, WAITING, numbers_of, write_numbers
from desktop.workspace import Workspace, importing

HEAD = ["Vướng mắc", "Nguyên nhân", "Nơi gặp", "Cấp giải quyết được"]
SOUND, FAULTY = "Tỉnh", "Chưa rõ cấp nào"


def obstacle_list(path: Path, levels: list[str]) -> Path:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "Vướng"
    page.append(HEAD)
    for row, level in enumerate(levels):
        page.append([f"Đường vào bản số {row}", "Thời tiết, thiên tai", "Na Son", level])
    book.save(path)
    return path


def take(workspace: Workspace, file: Path) -> importing.ImportResult:
    plan = importing.recognise_files(workspace, [file], record_type=workspace.catalog.record_type("Obstacle"))
    return importing.accept(workspace, plan)


def batches(workspace: Workspace) -> dict[str, ReturnedRows]:
    with workspace.store.reading() as reader:
        return {batch.file: batch for batch in reader.rows(ReturnedRows)}


@pytest.fixture
def sent(workspace: Workspace, tmp_path: Path) -> importing.ImportResult:
    """Three rows, two of which cannot be taken."""
    return take(workspace, obstacle_list(tmp_path / "vuong.xlsx", [FAULTY, SOUND, FAULTY]))


def test_that_returned_rows_are_kept_with_the_import_and_gone_with_its_undo(
    workspace: Workspace, sent: importing.ImportResult
) -> None:
    assert (sent.tables[0].new, sent.refused) == (1, 2)
    batch = batches(workspace)["vuong.xlsx"]
    assert (batch.sheet, batch.record_type, batch.returned) == ("Vướng", "shared.Obstacle", 2)
    shown = ReturnedRows.fields["record_type"]
    assert shown.name in ReturnedRows.listed and shown.format(batch.record_type) == Obstacle.plural
    assert (batch.rows, batch.waiting, batch.state) == ("2, 4", 2, WAITING)
    assert batch.reasons
    assert FAULTY not in batch.reasons
    assert sent.change_set is not None
    workspace.undo(sent.change_set)
    assert batches(workspace) == {}


def test_that_a_preview_keeps_nothing(workspace: Workspace, tmp_path: Path) -> None:
    file = obstacle_list(tmp_path / "vuong.xlsx", [FAULTY])
    importing.preview(workspace, importing.recognise_files(workspace, [file]))
    assert batches(workspace) == {}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_that_the_same_file_again_changes_nothing_in_either_language(
    workspace: Workspace, sent: importing.ImportResult, tmp_path: Path, language: str
) -> None:
    add_catalog(resource("translations"))
    use_language(language)
    try:
        again = take(workspace, tmp_path / "vuong.xlsx")
    finally:
        use_language("vi")
    assert (again.refused, again.change_set) == (2, None)


def test_that_a_corrected_file_of_the_same_name_ends_the_waiting(
    workspace: Workspace, sent: importing.ImportResult, tmp_path: Path
) -> None:
    take(workspace, obstacle_list(tmp_path / "vuong.xlsx", ["Xã", SOUND, "Xã"]))
    batch = batches(workspace)["vuong.xlsx"]
    assert (batch.rows, batch.waiting, batch.state, batch.returned) == (None, 0, BACK, 2)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_that_rows_of_a_corrections_workbook_come_back_in_either_language(
    workspace: Workspace, sent: importing.ImportResult, tmp_path: Path, language: str
) -> None:
    file = tmp_path / "sua.xlsx"
    try:
        add_catalog(resource("translations"))
        use_language(language)
        importing.write_corrections(sent, file)
    finally:
        use_language("vi")
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    wanted = {"vi": "Lý do trả lại", "en": "Reason for return"}[language]
    row = next(cells[0].row for cells in page.iter_rows() if wanted in [cell.value for cell in cells])
    column = next(cell.column for cell in page[row] if cell.value == "Cấp giải quyết được")
    page.cell(row + 1, column, "Xã")
    book.save(file)
    again = take(workspace, file)
    assert (again.tables[0].new, again.refused) == (1, 1), again.problems
    found = batches(workspace)
    assert (found["vuong.xlsx"].state, found["vuong.xlsx"].waiting) == (BACK, 0)
    assert (found["sua.xlsx"].state, found["sua.xlsx"].waiting) == (WAITING, 1)


def test_that_an_officer_may_stop_waiting(
    workspace: Workspace, sent: importing.ImportResult, tmp_path: Path
) -> None:
    workspace.save(batches(workspace)["vuong.xlsx"].changed(state="closed"))
    take(workspace, tmp_path / "vuong.xlsx")
    assert batches(workspace)["vuong.xlsx"].state == "closed"
    with workspace.store.reading() as reader:
        assert reader.count(ReturnedRows, [Condition("state", "is", WAITING)]) == 0


def test_that_rows_are_written_short_and_read_again() -> None:
    assert write_numbers([14, 7, 12, 13, 13]) == "7, 12–14"
    assert numbers_of("7, 12–14, x") == [7, 12, 13, 14]
    assert numbers_of(None) == []


def test_that_reasons_are_told_in_the_language_of_the_reader_and_kept_in_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    add_catalog(resource("translations"))
    kept = {}
    for language in ("vi", "en"):
        use_language(language)
        try:
            take(workspace, obstacle_list(tmp_path / f"{language}.xlsx", [FAULTY, SOUND]))
        finally:
            use_language("vi")
        kept[language] = batches(workspace)[f"{language}.xlsx"].reasons
    assert kept["vi"] == kept["en"] and kept["vi"]
    field = ReturnedRows.fields["reasons"]
    assert field.format(kept["vi"]) == kept["vi"]
    use_language("en")
    try:
        told = field.format(kept["vi"])
        assert told != kept["vi"] and field.parse(told) == kept["vi"]
    finally:
        use_language("vi")
