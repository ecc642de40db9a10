"""Asks whether data that cannot be written are looked at: all is seen and taken out, nothing changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.declare.problems import Refusal
from desktop.shared import Household
from desktop.shared.officers import NAMES
from desktop.storage import viewing
from desktop.testing import na_son
from desktop.workspace import Workspace, importing
from desktop.workspace.copies import keep_copy


@pytest.fixture
def looked_at(database: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A database with one household, on a stick that takes no write, opened."""
    filled = Workspace.open(database, catalog)
    filled.save(Household(commune=na_son(filled), village="Na Phát", head_name="Giàng A Thử"))
    filled.close()
    monkeypatch.setattr("desktop.workspace.workspace.can_only_be_read", lambda where: where == database)
    workspace = Workspace.open(database, catalog)
    yield workspace
    workspace.close()


def test_that_what_cannot_be_written_is_looked_at(
    looked_at: Workspace, database: Path, tmp_path: Path
) -> None:
    before = database.read_bytes()
    out = tmp_path / "ho.xlsx"
    assert importing.export_records(looked_at, Household, out) == 1 and out.exists()
    assert looked_at.check(Household).checked == 1
    for chart in looked_at.charts()[:3]:
        looked_at.drawing(chart)
    for write in (
        lambda: looked_at.save(Household(head_name="Vàng A Dí")),
        lambda: looked_at.undo(looked_at.store.change_sets(limit=1)[0].number),
        lambda: looked_at.store.attach(out),
    ):
        with pytest.raises(Refusal, match="Không ghi được"):
            write()
    assert looked_at.store.info.where == database
    assert looked_at.guard.may(NAMES) and not looked_at.guard.may("")
    assert database.read_bytes() == before


def test_that_a_folder_that_takes_no_copy_is_said(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_folder: Path, **_how: bool) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(Refusal, match="Không ghi được"):
        keep_copy(database)


def test_that_nothing_is_left_of_the_copy(looked_at: Workspace, catalog: Catalog, database: Path) -> None:
    copy = looked_at.store._engines.where
    assert copy.exists() and copy != database
    looked_at.close()
    assert not copy.parent.exists()
    database.write_bytes(b"no database")
    with pytest.raises(Refusal):
        Workspace.open(database, catalog)


def test_that_it_is_asked_before_the_file_is_opened(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not viewing.can_only_be_read(database)
    assert not viewing.can_only_be_read(database.with_name("none.db"))
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert viewing.can_only_be_read(database) is (os.name != "nt")


def test_that_the_asking_leaves_nothing_and_ends_at_the_first_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "so.db"
    where.write_bytes(b"data")
    assert not viewing.refuses_writes(where)
    assert [each.name for each in tmp_path.iterdir()] == ["so.db"] and where.read_bytes() == b"data"
    asked: list[Path] = []

    def refuse(path: Path, *_mode: Any) -> None:
        asked.append(path)
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert viewing.refuses_writes(where) and len(asked) == 1


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Path]:
    """A file that somebody else writes while each of its first copies is made; copies go to `copies`."""
    where, copies = tmp_path / "so.db", tmp_path / "copies"
    where.write_bytes(b"data")
    copies.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(copies))
    plain_copy = shutil.copyfile

    def written(times: int) -> Path:
        rest = [b"more"] * times

        def copyfile(part: Path, to: Path) -> None:
            plain_copy(part, to)
            if rest:
                where.write_bytes(where.read_bytes() + rest.pop())

        monkeypatch.setattr(shutil, "copyfile", copyfile)
        return where

    return written


def test_that_a_copy_torn_by_somebody_elses_write_is_made_again(other: Callable[[int], Path]) -> None:
    where = other(2)
    assert viewing.copy_to_look_at(where).read_bytes() == where.read_bytes() == b"datamoremore"


def test_that_a_file_written_all_the_time_is_refused(other: Callable[[int], Path], tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="đang được người khác ghi"):
        viewing.copy_to_look_at(other(3))
    assert not list((tmp_path / "copies").iterdir())


def test_that_no_folder_for_the_copy_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(Refusal, match="Không chép được"):
        viewing.copy_to_look_at(tmp_path / "so.db")


def test_that_copies_of_windows_ended_days_ago_are_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("ntp-xem-old", "ntp-xem-new", "others"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "so.db").touch()
    for name in ("ntp-xem-old", "others"):
        os.utime(tmp_path / name, (0, 0))
    viewing.throw_away_left_behind()
    assert {each.name for each in tmp_path.iterdir()} == {"ntp-xem-new", "others"}
