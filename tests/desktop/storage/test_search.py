"""Asks whether words are found at every moment of a write, and whether the index takes no needless rows."""

from __future__ import annotations

import pytest

from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.storage import search
from desktop.storage.reading import Reading
from desktop.storage.store import Store
from tests.desktop.storage.samples import House, Village, house


def named(reader: Reading, text: str, record_type: type[Record] = House) -> int:
    """How many records hold some words; asked in each way there is."""
    where = [Condition("", "contains", text)]
    counted = reader.count(record_type, where)
    assert len(reader.ids(record_type, where)) == counted
    assert sum(int(row[-1]) for row in reader.totals(record_type, [], [], where)) == counted
    return counted


def test_that_a_write_finds_the_words_it_has_written(store: Store) -> None:
    with store.writing("thêm rồi sửa") as writing:
        saved = writing.save(house("Lò Văn Toàn"))
        assert named(writing, "van toan") == 1
        writing.save(house("Giàng A Páo"))
        writing.save(house("Lò Thị Dơ").changed(id=saved.id))
        assert (named(writing, "van toan"), named(writing, "thi do"), named(writing, "giang")) == (0, 1, 1)
        writing.delete(House, saved.id)
        assert named(writing, "thi do") == 0
    with store.reading() as reader:
        assert (named(reader, "thi do"), named(reader, "giang")) == (0, 1)


def test_that_rows_changed_or_deleted_before_they_were_indexed_stand_there_once(store: Store) -> None:
    with store.writing("thêm, sửa, xóa, thêm") as writing:
        first = writing.save(house("Lò Văn Toàn"))
        last = writing.save(house("Vừ A Dơ"))
        writing.save(house("Lò Văn Tâm").changed(id=first.id))
        writing.delete(House, last.id)
        writing.save(house("Vừ A Chu"))
    with store.reading() as reader:
        found = [named(reader, text) for text in ("lo van", "lo van tam", "vu a", "vu a chu")]
    assert found == [1, 1, 1, 1]
    store.undo(1)
    with store.reading() as reader:
        assert named(reader, "lo van") == 0


@pytest.mark.parametrize("is_asked", [False, True])
def test_that_words_taken_back_to_a_savepoint_are_forgotten_and_others_are_not(
    store: Store, is_asked: bool
) -> None:
    with store.writing("thêm") as writing:
        writing.save(Village(name="Bản Na Sang"))
        with pytest.raises(ValueError, match="thôi"), writing.savepoint():
            writing.save(Village(name="Bản Chiềng"))
            if is_asked:
                assert named(writing, "ban", Village) == 2
            raise ValueError("thôi")
        writing.save(Village(name="Bản Pá Vạt"))
    with store.reading() as reader:
        found = [named(reader, text, Village) for text in ("ban", "na sang", "chieng", "pa vat")]
    assert found == [2, 1, 0, 1]


def test_that_a_write_that_is_rolled_back_never_fills_the_index(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[int] = []
    monkeypatch.setattr(search, "index_from", lambda _connection, _table, first: filled.append(first))
    with store.writing("xem trước") as writing:
        writing.save(house("Lò Văn Toàn"))
        writing.roll_back()
    assert filled == []
    with store.writing("ghi") as writing:
        writing.save(house("Lò Văn Toàn"))
        writing.save(house("Lò Văn Tâm"))
    assert filled == [1]
