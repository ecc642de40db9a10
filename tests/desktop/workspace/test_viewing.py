"""Asks whether data that cannot be written are looked at: all is seen and taken out, nothing changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.catalog import Catalog
from desktop.declare.problems import Refusal
from desktop.shared import Household
from desktop.shared.officers import NAMES
from desktop.storage import viewing
from desktop.testing import na_son
from desktop.workspace import Workspace, importing


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
