"""Asks whether the indexes of a table stand when they are needed, though its first rows came in without."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from desktop.declare.reading import Condition
from desktop.storage import owing
from desktop.storage.store import Store
from desktop.storage.writing import Writing
from tests.desktop.storage.samples import House, Village, house

NAMES = ("Lò Văn Toàn", "Giàng A Páo", "Vừ A Dơ", "Cà Thị Thoa")
KEY = "ix_homes__house__key__"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many rows as these tests write are many."""
    monkeypatch.setattr(owing, "MANY", len(NAMES))


def indexes(writing: Writing) -> set[str]:
    """The indexes of the houses that there are just now."""
    found = sa.inspect(writing.connection).get_indexes("homes__house")
    return {str(index["name"]) for index in found}


def test_that_the_first_rows_come_in_without_indexes_which_stand_when_the_write_ends(
    file_store: Store,
) -> None:
    with file_store.reading() as reader:
        wanted = set(reader._tables[House].indexes)
    with file_store.writing("nhập") as writing:
        assert indexes(writing) == wanted
        writing.save_all([house(name) for name in NAMES])
        assert indexes(writing) == set()
    with file_store.writing("thêm") as writing:
        assert indexes(writing) == wanted
        writing.save_all([house(name, year=2027) for name in NAMES])
        assert indexes(writing) == wanted, "a table that holds rows keeps its indexes"
        writing.roll_back()
    assert file_store.verify() == []


def test_that_they_stand_before_anybody_asks_and_the_key_alone_for_an_import(file_store: Store) -> None:
    with file_store.writing("nhập") as writing:
        writing.upsert_all([house(name) for name in NAMES])
        assert KEY not in indexes(writing)
        again = writing.upsert_all([house(NAMES[0])])
        assert [one.kind for one in again] == ["unchanged"]
        assert indexes(writing) == {KEY}
        assert writing.count(House, [Condition("owner", "contains", "thoa")]) == 1
        assert len(indexes(writing)) > 1


def test_that_a_savepoint_brings_back_indexes_and_what_is_owed(file_store: Store) -> None:
    with file_store.writing("nhập") as writing:
        wanted = indexes(writing)
        with pytest.raises(ValueError, match="thôi"), writing.savepoint():
            writing.save_all([house(name) for name in NAMES])
            raise ValueError("thôi")
        assert indexes(writing) == wanted
        with writing.savepoint():
            writing.save_all([house(name) for name in NAMES])
        assert indexes(writing) == set()
    with file_store.writing("xem") as writing:
        assert indexes(writing) == wanted


def test_that_rows_come_in_while_somebody_reads_on(file_store: Store) -> None:
    with file_store.writing("thôn") as writing:
        writing.save_all([Village(name=f"Bản {number}") for number in range(2_100)])
    with file_store.writing("nhà") as writing:
        villages = writing.rows(Village)
        next(villages)
        before = indexes(writing)
        saved = writing.save_all([house(name) for name in NAMES])
        assert [one.kind for one in saved] == ["new"] * len(NAMES)
        assert indexes(writing) == before
        assert len(list(villages)) == 2_099
