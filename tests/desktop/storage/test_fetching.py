"""Asks whether stored rows come back to the letter when the database gathers their columns."""

from __future__ import annotations

import pytest

from desktop.storage import fetching
from desktop.storage.store import Store
from tests.desktop.storage.samples import House, Village, house


def test_that_odd_texts_and_great_amounts_are_found_unchanged(store: Store) -> None:
    texts = ('"Nhà \\ [sàn]"', "hai\ndòng\tthụt", "null", "12", "\x1fđường/kẻ\x7f", "🏠 ộ\u0302", "'--")
    known = [house(text).changed(central=9_000_000_000_000_001, note=text) for text in texts]
    with store.writing("thêm") as writing:
        saved = writing.upsert_all(known)
    with store.reading() as reader:
        found = [reader.get(House, one.id) for one in saved]
    with store.writing("như cũ") as writing:
        again = writing.upsert_all(known)
        assert [one.kind for one in writing.save_all([one for one in found if one])] == ["unchanged"] * 7
    assert found == known
    assert [one.kind for one in again] == ["unchanged"] * 7
    assert writing.number == 0


def test_that_more_rows_than_are_gathered_at_once_are_all_met(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_GATHERED", 3)
    with store.writing("thêm") as writing:
        writing.upsert_all([Village(name=f"Bản {number}", people=number) for number in range(10)])
    told = [Village(name=f"Bản {number}", people=number + (number > 7)) for number in range(11)]
    with store.writing("lại") as writing:
        kinds = [one.kind for one in writing.upsert_all(told)]
    assert kinds == ["unchanged"] * 8 + ["changed"] * 2 + ["new"]
