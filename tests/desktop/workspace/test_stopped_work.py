"""Asks whether work that is stopped half-way, at any moment, leaves files and data as they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.excel import exports
from desktop.shared import ExportNote, Household, Person
from desktop.testing import sound_example
from desktop.workspace import Workspace
from desktop.workspace.importing import export_records


class Stopped(Exception):
    """Somebody pressed the button."""


def stop_at(step: int, told: list[tuple[int, int]]) -> Callable[[int, int], None]:
    """What hears how far a work is, and stops it the so-manieth time."""

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == step:
            raise Stopped

    return progress


@pytest.fixture
def five(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr(exports, "_TOLD_EVERY", 2)
    with workspace.writing("Năm hộ") as writing:
        homes = [
            sound_example(workspace, Household, head_name=f"Vàng A {name}")
            for name in ("Dí", "Đúa", "Khứ", "Lử", "Nủ")
        ]
        writing.save_all(homes)
        writing.save_all([sound_example(workspace, Person, household=homes[0].id)])
    return workspace


@pytest.mark.parametrize("step", [1, 2, 3])
def test_that_a_stopped_export_leaves_the_file_that_was_there(
    five: Workspace, tmp_path: Path, step: int
) -> None:
    file = tmp_path / "Danh sách hộ.xlsx"
    file.write_bytes(b"of yesterday")
    told: list[tuple[int, int]] = []
    with pytest.raises(Stopped):
        export_records(five, Household, file, progress=stop_at(step, told))
    assert told == [(0, 5), (2, 5), (4, 5)][:step]
    assert file.read_bytes() == b"of yesterday"
    assert [each.name for each in tmp_path.glob("*.part")] == []
    with five.store.reading() as reader:
        assert reader.count(ExportNote) == 0  # nothing left the office
    assert export_records(five, Household, file, progress=stop_at(9, told)) == 5


@pytest.mark.parametrize("step", [1, 2, 3])
def test_that_a_stopped_undo_takes_nothing_back(five: Workspace, step: int) -> None:
    number = five.store.change_sets(limit=1)[0].number
    told: list[tuple[int, int]] = []
    with pytest.raises(Stopped):
        five.undo(number, progress=stop_at(step, told))
    assert told == [(0, 6), (1, 6), (6, 6)][:step]
    with five.store.reading() as reader:
        assert (reader.count(Household), reader.count(Person)) == (5, 1)
    assert five.store.change_sets(limit=1)[0].number == number
    assert not five.undo(number).conflicts
    with five.store.reading() as reader:
        assert (reader.count(Household), reader.count(Person)) == (0, 0)
