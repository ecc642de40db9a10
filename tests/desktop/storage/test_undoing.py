"""Asks whether any change set can be taken back, and told, as far as nothing later stands against it."""

from __future__ import annotations

import tempfile
from decimal import Decimal as Dec
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.declare.problems import Refusal
from desktop.storage.store import Store
from tests.desktop.storage.samples import TYPES, House, Member, Village, content, house


def test_that_the_undo_of_an_import_leaves_what_was_before(store: Store) -> None:
    with store.writing("thêm") as writing:
        writing.save(house())
    before = content(store)
    with store.writing("nhập") as writing:
        writing.upsert_all([house(local=5_000_000), *(house(f"Chủ hộ {number}") for number in range(600))])
    undone = store.undo(2)
    assert (undone.conflicts, content(store)) == ([], before)
    assert undone.change_set is not None
    assert (undone.change_set.undoes, undone.change_set.changed, undone.change_set.deleted) == (2, 1, 600)
    assert store.verify() == []


def test_that_an_undo_can_be_undone_and_done_again(store: Store) -> None:
    with store.writing("thêm") as writing:
        id = writing.save(house()).id
    with store.writing("xóa") as writing:
        writing.delete(House, id)
    states = [content(store)]
    for number in (2, 3, 4):
        assert store.undo(number).conflicts == []
        states.append(content(store))
    assert states[0] == states[2] != states[1] == states[3]
    assert [one.why for one in store.change_sets()][:3] == [
        "Hoàn tác lần ghi số 2: xóa",
        "Làm lại lần ghi số 2: xóa",
        "Hoàn tác lần ghi số 2: xóa",
    ]
    assert [one.undone_by for one in store.change_sets()] == [None, 5, None, 3, None]


def test_that_what_is_undone_is_not_undone_again(store: Store) -> None:
    with store.writing("thêm") as writing:
        writing.save(house())
    store.undo(1)
    with pytest.raises(Refusal, match="đã được hoàn tác"):
        store.undo(1)
    with pytest.raises(Refusal, match="Không có lần ghi"):
        store.undo(77)


def test_that_a_field_changed_again_is_a_conflict_and_the_others_go_back(store: Store) -> None:
    with store.writing("thêm") as writing:
        id = writing.save(house()).id
    _edit(store, id, area=Dec("70"), local=5_000_000)
    _edit(store, id, area=Dec("80"))
    undone = store.undo(2)
    assert [(one.record_type, one.id, one.fields) for one in undone.conflicts] == [("House", id, ("area",))]
    kept = content(store)["House"][id]
    assert (kept["area"], kept["local"], kept["total"]) == (Dec("80"), 4_000_000, 44_000_000)


def test_that_a_field_that_was_set_back_is_no_conflict(store: Store) -> None:
    with store.writing("thêm") as writing:
        id = writing.save(house()).id
    _edit(store, id, area=Dec("70"))
    _edit(store, id, area=Dec("80"))
    store.undo(3)
    assert store.undo(2).conflicts == []
    assert content(store)["House"][id]["area"] == Dec("62.5")


def test_that_a_new_record_that_was_edited_or_is_referred_to_stays(store: Store) -> None:
    with store.writing("nhập") as writing:
        village = writing.save(Village(name="Na Son")).id
        edited = writing.save(house()).id
        writing.save(house("Lò Văn Toàn"))
    _edit(store, edited, note="Đã gặp")
    with store.writing("thêm") as writing:
        writing.save(house("Cà Thị Dơ", village=village))
    undone = store.undo(1)
    assert {one.id for one in undone.conflicts} == {village, edited}
    assert {row["owner"] for row in content(store)["House"].values()} == {"Giàng A Páo", "Cà Thị Dơ"}


def test_that_a_record_deleted_since_is_a_conflict(store: Store) -> None:
    with store.writing("thêm") as writing:
        id = writing.save(house()).id
    _edit(store, id, area=Dec("70"))
    with store.writing("xóa") as writing:
        writing.delete(House, id)
    undone = store.undo(2)
    assert (undone.change_set, [one.id for one in undone.conflicts]) == (None, [id])


def test_that_the_history_of_a_record_tells_values(store: Store) -> None:
    with store.writing("thêm", who="lan") as writing:
        id = writing.save(house()).id
    _edit(store, id, area=Dec("70"), members=[Member(full_name="Giàng A Dơ")])
    with store.writing("xóa") as writing:
        writing.delete(House, id)
    deleted, changed, new = store.history(House, id)
    assert (deleted.kind, changed.kind, new.kind, new.change_set.who) == ("deleted", "changed", "new", "lan")
    assert changed.fields["area"] == (Dec("62.5"), Dec("70"))
    assert [len(rows) for rows in changed.fields["members"]] == [2, 1]
    assert deleted.fields["area"] == (Dec("70"), None)
    assert new.fields["owner"] == (None, "Giàng A Páo")
    assert [one.number for one in store.change_sets(record=id)] == [3, 2, 1]
    assert [one.number for one in store.change_sets(before=3, limit=1)] == [2]


def test_that_histories_of_several_records_are_those_of_each(store: Store) -> None:
    with store.writing("thêm") as writing:
        one, other, _third = (writing.save(house(owner)).id for owner in ("Sùng A", "Vàng B", "Lò C"))
    _edit(store, one, area=Dec("70"), members=[Member(full_name="Giàng A Dơ")])
    with store.writing("xóa") as writing:
        writing.delete(House, other)
    touches = [touch for touch in store.touches(House) if touch.id in (one, other)]
    told = store.histories(House, touches)
    assert told == {id: store.history(House, id) for id in (one, other)}
    assert [entry.kind for entry in told[other]] == ["deleted", "new"]
    assert store.histories(House, []) == {}


def test_that_what_one_set_does_twice_counts_once(store: Store) -> None:
    with store.writing("nhập") as writing:
        id = writing.save(house()).id
        found = writing.get(House, id)
        assert found is not None
        found.area = Dec("70")
        writing.save(found)
        gone = writing.save(house("Lò Văn Toàn")).id
        writing.delete(House, gone)
        assert [(change.id, change.kind) for change in writing.changes()] == [(id, "new")]
    assert [entry.kind for entry in store.history(House, id)] == ["new"]
    assert store.undo(1).conflicts == []
    assert content(store)["House"] == {}


def _edit(store: Store, id: str, **values: object) -> None:
    with store.reading() as reader:
        found = reader.get(House, id)
    assert found is not None
    with store.writing("sửa") as writing:
        writing.save(found.changed(**values))


OWNERS = ("Giàng A Páo", "Lò Văn Toàn", "Cà Thị Dơ", "Quàng Văn Ương")
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "local": st.none() | st.integers(0, 3),
        "area": st.none() | st.decimals(0, 2, places=1),
        "note": st.none() | st.sampled_from(["", "x", "Đã nghiệm thu"]),
        "members": st.lists(st.builds(Member, full_name=st.sampled_from(OWNERS)), max_size=2),
    },
)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("upsert"), st.lists(st.tuples(st.sampled_from(OWNERS), VALUES), max_size=4)),
        st.tuples(st.just("delete"), st.sampled_from(OWNERS)),
        st.tuples(st.just("undo"), st.integers(1, 6)),
    ),
    max_size=7,
)


@settings(max_examples=25, deadline=None)
@given(EDITS)
def test_that_any_course_of_edits_is_undone_to_the_very_beginning(edits: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "so.db", TYPES) as store:
        states = {0: content(store)}
        for kind, what in edits:
            _do(store, kind, what)
            states.setdefault(max((one.number for one in store.change_sets()), default=0), content(store))
        assert store.verify() == []
        for number, before in pairwise(sorted(states, reverse=True)):
            assert store.undo(number).conflicts == []
            assert content(store) == states[before]
        assert store.verify() == []


def _do(store: Store, kind: str, what: object) -> None:
    if kind == "undo":
        try:
            store.undo(int(str(what)))
        except Refusal:
            return
        return
    with store.writing(kind) as writing:
        if kind == "upsert" and isinstance(what, list):
            writing.upsert_all(
                [House(owner=owner, year=2026, **values) for owner, values in what], erase=True
            )
            return
        id = writing.find_by_key(House(owner=str(what), year=2026))
        if id:
            writing.delete(House, id)
