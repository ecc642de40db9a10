"""Asks whether what was typed is there again after a run that broke off, and gone once it is saved."""

from pathlib import Path

import pytest

from desktop.storage.store import Store
from tests.desktop.storage.samples import TYPES


def test_that_a_draft_is_left_by_a_run_that_broke_off(database: str, store: Store) -> None:
    store.drafts.keep("k", "samples.House", "", 0, {"head": "Vàng A"})
    store.drafts.keep("k", "samples.House", "", 0, {"head": "Vàng A Dí", "note": ["a", "b"]})
    assert store.drafts.left() == []
    with Store.open(database, TYPES) as again:
        (draft,) = again.drafts.left()
        assert (draft.key, draft.record_type, draft.record) == ("k", "samples.House", "")
        assert draft.typed == {"head": "Vàng A Dí", "note": ["a", "b"]}
        again.drafts.discard("k")
        assert again.drafts.left() == []


def test_that_a_clock_set_back_hides_no_draft(
    database: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.storage.drafts._now", lambda: "2099-01-01T00:00:00.000000+00:00")
    store.drafts.keep("k", "samples.House", "", 0, {"head": "Vàng A"})
    monkeypatch.undo()
    with Store.open(database, TYPES) as again:
        again.drafts.keep("own", "samples.House", "", 0, {"head": "Vàng B"})
        assert [draft.key for draft in again.drafts.left()] == ["k"]


def test_that_a_draft_makes_no_change_set_and_leaves_the_database_sound(store: Store) -> None:
    before = len(store.change_sets())
    store.drafts.discard("nothing")
    store.drafts.keep("k", "samples.House", "id", 3, {"head": "Vàng A"})
    assert len(store.change_sets()) == before
    assert store.verify() == []


def test_that_an_encrypted_database_hides_its_drafts(tmp_path: Path) -> None:
    path = tmp_path / "kin.db"
    with Store.open(path, TYPES, key=bytes(range(32))) as store:
        store.drafts.keep("k", "samples.House", "", 0, {"head": "Vang A Di"})
    beside = [one for one in tmp_path.iterdir() if one.name.startswith("kin.db")]
    assert beside
    assert not any(b"Vang A Di" in one.read_bytes() for one in beside)
