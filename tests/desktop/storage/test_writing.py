"""Asks whether every write is one change set that holds exactly what was meant."""

from __future__ import annotations

import threading
from decimal import Decimal as Dec

import pytest

from desktop.declare.problems import Refusal
from desktop.storage.identifiers import new_ids
from desktop.storage.store import Store
from tests.desktop.storage.samples import House, Member, Village, content, house


def test_that_a_record_comes_back_as_it_was_saved(store: Store) -> None:
    sent = house()
    with store.writing("thêm") as writing:
        saved = writing.save(sent)
    with store.reading() as reader:
        found = reader.get(House, saved.id)
    assert saved.kind == "new"
    assert found == sent
    assert found is not None
    assert (found.total, found.source, found.members[0].full_name) == (44_000_000, "NSTW", "Vàng Thị Sính")


def test_that_a_computed_value_follows_the_record_and_not_the_database(store: Store) -> None:
    with store.writing("thêm") as writing:
        saved = writing.save(house())
    with store.reading() as reader:
        found = reader.get(House, saved.id)
    assert found is not None
    found.local = 9_000_000
    assert found.total == 49_000_000


def test_that_ids_rise_and_never_meet() -> None:
    ids = new_ids(5000) + new_ids(2)
    assert ids == sorted(set(ids))
    assert {(len(id), id[14], id[19] in "89ab") for id in ids} == {(36, "7", True)}


def test_that_only_what_differs_is_written(store: Store) -> None:
    with store.writing("thêm") as writing:
        first = writing.save(house())
        writing.save(house("Lò Văn Toàn"))
    with store.reading() as reader:
        found = reader.get(House, first.id)
    assert found is not None
    with store.writing("không đổi gì") as writing:
        assert writing.save(found).kind == "unchanged"
    assert writing.number == 0
    found.area = Dec("70")
    with store.writing("đo lại") as writing:
        assert writing.save(found).kind == "changed"
    assert [(one.why, one.new, one.changed) for one in store.change_sets()] == [
        ("đo lại", 0, 1),
        ("thêm", 2, 0),
    ]
    assert [(change.component, change.record_type, change.kind) for change in writing.changes()] == [
        ("homes", "House", "changed")
    ]


def test_that_an_exception_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing("thêm") as writing:
        writing.save(house())
        raise ZeroDivisionError
    assert content(store)["House"] == {}
    assert store.change_sets() == []


def test_that_a_preview_is_the_real_save_rolled_back(store: Store) -> None:
    with store.writing("nhập") as writing:
        preview = writing.upsert_all([house(), house("Lò Văn Toàn"), house()])
        assert writing.count(House) == 2
        writing.roll_back()
    assert [saved.kind for saved in preview] == ["new", "new", "unchanged"]
    assert content(store)["House"] == {}
    assert store.change_sets() == []


def test_that_a_savepoint_takes_back_only_its_own(store: Store) -> None:
    with store.writing("nhập") as writing:
        writing.save(house())
        with pytest.raises(ValueError), writing.savepoint():
            writing.save(house("Lò Văn Toàn"))
            raise ValueError
        writing.save(Village(name="Na Son"))
    assert [row["owner"] for row in content(store)["House"].values()] == ["Giàng A Páo"]
    assert (store.change_sets()[0].new, store.verify()) == (2, [])


def test_that_an_upsert_knows_records_by_their_key_and_keeps_what_is_left_out(store: Store) -> None:
    with store.writing("nhập") as writing:
        writing.upsert_all([house(), house("Lò Văn Toàn")])
    again = [
        House(owner="GIÀNG A  PÁO", year=2026, local=5_000_000),
        house("Lò Văn Toàn"),
        house("Cà Thị Dơ"),
    ]
    with store.writing("nhập lại") as writing:
        saved = writing.upsert_all(again)
        assert writing.find_by_keys(again) == [one.id for one in saved]
    assert [one.kind for one in saved] == ["changed", "unchanged", "new"]
    with store.reading() as reader:
        found = reader.get(House, saved[0].id)
    assert found is not None
    assert (found.note, found.total, len(found.members)) == ("Chờ giấy tờ đất", 45_000_000, 2)


def test_that_an_upsert_may_erase(store: Store) -> None:
    with store.writing("nhập") as writing:
        writing.upsert_all([house()])
        [saved] = writing.upsert_all([House(owner="Giàng A Páo", year=2026)], erase=True)
    assert saved.kind == "changed"
    with store.reading() as reader:
        found = reader.get(House, saved.id)
    assert found is not None
    assert (found.note, found.total, found.members) == (None, None, [])


@pytest.mark.parametrize(("year", "kinds"), [(None, ["changed", "changed"]), (2025, ["changed", "new"])])
def test_that_a_record_known_by_its_id_and_by_its_key_keeps_both_writes(
    store: Store, year: int | None, kinds: list[str]
) -> None:
    with store.writing("nhập") as writing:
        id = writing.save(house()).id
    by_id = House(id=id, owner="Giàng A Páo", year=year, note="Đã có giấy tờ")
    by_key = House(owner="Giàng A Páo", year=2026, local=5_000_000)
    with store.writing("nhập lại") as writing:
        saved = writing.upsert_all([by_id, by_key])
    assert [one.kind for one in saved] == kinds
    with store.reading() as reader:
        one, other = (reader.get(House, each.id) for each in saved)
    assert one is not None
    assert other is not None
    assert (one.id, one.note, other.local) == (id, "Đã có giấy tờ", 5_000_000)
    assert (one.year, other.year) == (year or 2026, 2026)


def test_that_a_record_without_any_key_is_always_new(store: Store) -> None:
    with store.writing("nháp") as writing:
        saved = writing.upsert_all([House(note="một"), House(note="hai")])
        assert writing.find_by_key(House(note="một")) is None
    assert [one.kind for one in saved] == ["new", "new"]


def test_that_two_officers_may_change_different_fields_of_one_record(store: Store) -> None:
    with store.writing("thêm") as writing:
        id = writing.save(house()).id
    with store.reading() as reader:
        one, other = reader.get(House, id), reader.get(House, id)
    assert one is not None and other is not None
    one.area, other.local = Dec("70"), 6_000_000
    for edited in (one, other):
        with store.writing("sửa") as writing:
            writing.save(edited)
    with store.reading() as reader:
        found = reader.get(House, id)
    assert found is not None
    assert (found.area, found.local, found.total) == (Dec("70"), 6_000_000, 46_000_000)


def test_that_the_same_field_changed_twice_is_refused_by_its_label(store: Store) -> None:
    with store.writing("thêm") as writing:
        id = writing.save(house()).id
    with store.reading() as reader:
        one, other = reader.get(House, id), reader.get(House, id)
    assert one is not None and other is not None
    one.area, other.area = Dec("70"), Dec("80")
    with store.writing("sửa") as writing:
        writing.save(one)
    with pytest.raises(Refusal, match="Diện tích"), store.writing("sửa") as writing:
        writing.save(other)
    with store.writing("xóa") as writing:
        writing.delete(House, id)
    with pytest.raises(Refusal, match="đã bị xóa"), store.writing("sửa") as writing:
        writing.save(other)


def test_that_a_record_others_refer_to_is_not_deleted(store: Store) -> None:
    with store.writing("thêm") as writing:
        village = writing.save(Village(name="Na Son")).id
        writing.save(house(village=village))
    with pytest.raises(Refusal, match="dùng đến"), store.writing("xóa") as writing:
        writing.delete(Village, village)


def test_that_a_number_too_large_for_the_database_is_a_sentence(store: Store) -> None:
    with pytest.raises(Refusal, match="quá lớn"), store.writing("thêm") as writing:
        writing.save(Village(name="Na Son", people=10**30))


def test_that_a_reader_sees_one_moment_while_another_thread_writes(store: Store) -> None:
    with store.writing("thêm") as writing:
        writing.save(house())

    def write() -> None:
        with store.writing("thêm nữa") as writing:
            writing.save_all([house(f"Chủ hộ {number}") for number in range(50)])

    with store.reading() as reader:
        assert reader.count(House) == 1
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        assert reader.count(House) == 1
        with store.reading() as later:
            assert later.count(House) == 51


def test_that_two_writers_take_turns(store: Store, tmp_path: object) -> None:
    other = Store.open(store.info.where, {"homes": [Village, House]}, patience=20)
    failures: list[BaseException] = []

    def write(through: Store, name: str) -> None:
        try:
            for number in range(10):
                with through.writing(name) as writing:
                    writing.save(Village(name=f"{name} {number}", people=writing.count(Village)))
        except BaseException as failure:
            failures.append(failure)

    threads = [
        threading.Thread(target=write, args=(one, name))
        for one, name in ((store, "a"), (other, "b"), (store, "c"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert failures == []
    with store.reading() as reader:
        assert sorted(row.people for row in reader.rows(Village)) == list(range(30))
    assert store.verify() == []


def test_that_a_write_within_a_write_is_a_bug_and_no_standstill(store: Store) -> None:
    with store.writing("ngoài"), pytest.raises(RuntimeError), store.writing("trong"):
        pass


def test_that_details_are_part_of_their_record(store: Store) -> None:
    with store.writing("thêm") as writing:
        id = writing.save(house()).id
    with store.reading() as reader:
        found = reader.get(House, id)
    assert found is not None
    found.members = [*found.members, Member(full_name="Giàng Thị Mỷ")]
    with store.writing("thêm người") as writing:
        assert writing.save(found).kind == "changed"
    store.undo(2)
    with store.reading() as reader:
        found = reader.get(House, id)
    assert found is not None
    assert [member.full_name for member in found.members] == ["Vàng Thị Sính", "Giàng A Dơ"]


def test_that_what_a_write_touched_is_told_once_for_each_record(store: Store) -> None:
    with store.writing("trước") as writing:
        kept, gone = (
            saved.id for saved in writing.save_all([Village(name="Na Sang"), Village(name="Keo Lôm")])
        )
    with store.writing("nhiều bước") as writing:
        made = writing.save(Village(name="Phì Nhừ")).id
        unmade = writing.save(Village(name="Tìa Dình")).id
        writing.save(Village(id=made, name="Phì Nhừ", people=12))
        writing.save(Village(id=kept, name="Na Sang", people=40))
        writing.delete(Village, gone)
        writing.delete(Village, unmade)
        during = writing.changes()
    assert writing.changes() == during
    assert {change.id: change.kind for change in during} == {made: "new", kept: "changed", gone: "deleted"}
