"""Asks whether every export is noted down: who, when, what, how many rows, with names or without."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop.declare.problems import Refusal
from desktop.shared import Household, Office, Officer
from desktop.shared.exported import ExportNote
from desktop.testing import na_son
from desktop.workspace import Workspace, importing
from desktop.workspace.cell_changes import Typed, plan_cells
from desktop.workspace.export_notes import note_export


def notes(workspace: Workspace) -> list[ExportNote]:
    with workspace.store.reading() as reader:
        return list(reader.rows(ExportNote))


@pytest.fixture
def kept(workspace: Workspace) -> Workspace:
    """One household of Na Son."""
    workspace.save(
        Household(
            commune=na_son(workspace), village="Na Phát", head_name="Giàng A Thử", birth=date(1980, 1, 2)
        )
    )
    return workspace


def test_that_every_way_out_is_noted_without_a_word_of_what_went(
    kept: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "lan")
    importing.export_records(kept, Household, tmp_path / "ho.xlsx")
    importing.export_records(kept, Household, tmp_path / "che.xlsx", masked=True)
    importing.export_records(kept, Office, tmp_path / "don-vi.xlsx")
    importing.write_template(kept, Household, tmp_path / "mau.xlsx", "03203")
    importing.write_template(kept, Household, tmp_path / "trong.xlsx")
    found = notes(kept)
    assert [(each.what, each.how, each.lines, each.people, each.file) for each in found] == [
        (Household.plural, "workbook", 1, "named", "ho.xlsx"),
        (Household.plural, "workbook", 1, "masked", "che.xlsx"),
        (Office.plural, "workbook", 0, "nobody", "don-vi.xlsx"),
        (Household.plural, "prefilled", 1, "named", "mau.xlsx"),
    ]
    assert {(each.account, each.exported_on) for each in found} == {("lan", date.today())}
    assert "Thử" not in repr([each.values() for each in found])
    assert kept.store.verify() == []


def test_that_the_notes_are_read_by_right(kept: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "lan")
    kept.save(Officer(account="lan", may_appoint=True, may_see_names=True))
    monkeypatch.setattr("getpass.getuser", lambda: "pao")
    note_export(kept, "Hộ", "printed", lines=1)
    assert [each.account for each in notes(kept)] == ["pao"], "noted with the right or without"
    with pytest.raises(Refusal, match="họ tên"):
        kept.guard.refuse_list(ExportNote)


def test_that_an_export_that_cannot_be_noted_is_there_all_the_same(
    kept: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_said: object, **_more: object) -> None:
        raise Refusal("Ổ đĩa đã đầy.")

    monkeypatch.setattr(kept.store, "writing", refuse)
    assert importing.export_records(kept, Household, tmp_path / "ho.xlsx") == 1
    assert (tmp_path / "ho.xlsx").exists()


def test_that_a_note_is_told_from_a_change(kept: Workspace) -> None:
    note_export(kept, "Hộ", "printed", lines=1)
    noted, changed = kept.store.change_sets(limit=2)
    assert kept.is_note(noted.number) and not kept.is_note(changed.number)


def test_that_a_note_is_not_edited_in_any_way(kept: Workspace, tmp_path: Path) -> None:
    note_export(kept, "Hộ", "printed", lines=1)
    (note,) = notes(kept)
    with pytest.raises(Refusal, match="“Tài khoản máy tính” được giữ nguyên") as refused:
        kept.save(note.changed(account="ai đó"))
    assert "vẫn để nguyên" in refused.value.advice
    plan = plan_cells(kept, ExportNote, [Typed(note.id or "", "lines", 2, is_value=True)], drafts=True)
    (cell,) = plan.refused
    assert cell.problem is not None and "vẫn để nguyên" in cell.problem.message
    importing.export_records(kept, ExportNote, tmp_path / "ghi.xlsx", masked=False)
    book = openpyxl.load_workbook(tmp_path / "ghi.xlsx")
    for row in book.worksheets[0].iter_rows():
        for one in row:
            if one.value == note.what:
                one.value = "Việc khác"
    book.save(tmp_path / "ghi.xlsx")
    with pytest.raises(Refusal, match="“Nội dung đã xuất” được giữ nguyên"):
        importing.accept(kept, importing.recognise_files(kept, [tmp_path / "ghi.xlsx"]))
    assert note in notes(kept)


def test_that_a_note_is_neither_deleted_nor_taken_back(kept: Workspace) -> None:
    note_export(kept, "Hộ", "printed", lines=1)
    (note,) = notes(kept)
    with pytest.raises(Refusal, match="giữ lại, không xóa") as refused:
        kept.delete(note)
    assert "vẫn để nguyên" in refused.value.advice
    with pytest.raises(Refusal, match="chỉ ghi rằng dữ liệu đã được xuất"):
        kept.undo(note.changed_in)
    assert notes(kept) == [note]
