"""Every import stays known: its file, its counts, how its columns were read; also once it was taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.shared import Household, ImportBatch
from desktop.workspace import Workspace
from desktop.workspace.import_history import Batch, layout_of_sheet, plain_batch, read_batches
from desktop.workspace.importing import ImportPlan, accept, preview, recognise_files
from tests.desktop.workspace.test_layout_memory import ROWS, column, write


def read(workspace: Workspace, path: Path) -> ImportPlan:
    plan = recognise_files(workspace, [path], record_type=Household)
    (table,) = plan.tables
    plan.use(table, column(table, "Cụm"), "village")
    plan.use(table, column(table, "Ngày lập"), "decision_date")
    plan.give(table, "commune", "Xã Na Son", workspace.habit())
    return plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(
        tmp_path / "hộ.xlsx", [*ROWS, [3, "Lò Văn Ba", 1963, "Thái", "Bản A", "ba", "Hộ nghèo", None]]
    )


@pytest.fixture
def batch(workspace: Workspace, path: Path) -> Batch:
    accept(workspace, read(workspace, path))
    (found,) = read_batches(workspace)
    return found


def counts(record: Any) -> tuple[int, ...]:
    return tuple(getattr(record, name) for name in ("read", "new", "edited", "unchanged", "refused"))


def test_that_an_import_is_known_by_file_counts_and_columns(workspace: Workspace, batch: Batch) -> None:
    assert (batch.record.files, counts(batch.record)) == ("hộ.xlsx", (3, 1, 0, 0, 2))
    assert batch.change_set.number == batch.record.number == 2
    (sheet,) = batch.record.sheets
    assert counts(sheet) == (3, 1, 0, 0, 2)
    assert len(sheet.file_mark or "") == 20
    layout = layout_of_sheet(sheet, workspace.catalog)
    assert layout is not None
    assert {each.headings[0]: each.field for each in layout.columns}["Cụm"] == "village"
    assert plain_batch(batch)["sheets"][0]["layout"]["type"] == "shared.Household"
    assert len(workspace.store.touched(2, Household)) == 1


def test_that_a_file_that_comes_again_is_told_so(workspace: Workspace, batch: Batch, path: Path) -> None:
    plan = recognise_files(workspace, [path])
    assert any("lần ghi số 2" in note for note in plan.tables[0].notes)
    assert accept(workspace, plan).change_set is None
    assert len(read_batches(workspace)) == 1


def test_that_an_import_taken_back_stays_in_the_history(workspace: Workspace, batch: Batch) -> None:
    workspace.undo(2)
    (gone,) = read_batches(workspace)
    assert gone.change_set.undone_by == 3
    assert counts(gone.record) == (3, 1, 0, 0, 2)
    assert len(gone.record.sheets) == 1
    workspace.undo(3)
    (again,) = read_batches(workspace)
    assert again.change_set.undone_by is None


def test_that_a_preview_leaves_nothing(workspace: Workspace, path: Path) -> None:
    preview(workspace, read(workspace, path))
    accept(workspace, read(workspace, path), all_or_nothing=True)
    assert read_batches(workspace) == []
    with workspace.store.reading() as reader:
        assert reader.count(ImportBatch) == 0
