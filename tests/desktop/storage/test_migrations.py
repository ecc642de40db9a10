"""Asks whether a database grows with its record types and survives every upgrade that fails."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest

from desktop.declare.components import Schema
from desktop.declare.fields import Computed, Details, Integer, Text
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Sort
from desktop.declare.records import Record
from desktop.storage import backups
from desktop.storage.addresses import address_of
from desktop.storage.store import Store
from desktop.storage.writing import Writing
from tests.desktop.storage.samples import change_outside


class Item(Record):
    title = "Khoản"
    what = Text("Nội dung")


class Case(Record):
    title = "Hồ sơ"
    key: ClassVar[tuple[str, ...]] = ("name",)
    name = Text("Tên")
    amount = Integer("Số lượng", indexed=True)
    items = Details("Các khoản", of=Item)


OLD = {"homes": [Case]}


def _later() -> type[Record]:
    """The same type some versions later: a field renamed, one dropped, two more, another key."""

    class Case(Record):
        title = "Hồ sơ"
        key = ("full_name", "year")
        full_name = Text("Họ tên")
        year = Integer("Năm")
        twice = Computed(Integer("Gấp đôi", indexed=True), of=lambda case: len(case.full_name) * 2)
        things = Details("Các khoản", of=Item)

    return Case


def m001_rename_the_name(schema: Schema) -> None:
    schema.rename_field("Case", "name", "full_name")
    schema.rename_field("Case", "items", "things")


def m002_drop_the_amount(schema: Schema) -> None:
    for row in schema.rows("Case"):
        schema.update("Case", row["id"], {"full_name": f"{row['full_name']} ({row['amount']})"})
    schema.drop_field("Case", "amount")


def m003_break(schema: Schema) -> None:
    schema.drop_field("Case", "twice")
    raise ZeroDivisionError


MIGRATIONS = {"homes": [m001_rename_the_name, m002_drop_the_amount]}


@pytest.fixture
def path(database: str | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str | Path:
    """A database of the old shape with one record that has a history."""
    monkeypatch.setattr(backups, "data_folder", lambda: tmp_path)
    with Store.open(database, OLD) as store:
        with store.writing("thêm") as writing:
            id = writing.save(Case(name="Páo", amount=3, items=[Item(what="Xi măng")])).id
        with store.writing("sửa") as writing:
            writing.save(Case(id=id, name="Giàng A Páo", amount=3, items=[]))
    return database


def test_that_migrations_run_once_and_keep_a_copy(path: str | Path) -> None:
    later = _later()
    with Store.open(path, {"homes": [later]}, migrations=MIGRATIONS) as store, store.reading() as reader:
        [found] = reader.rows(later)
        assert found.values()["full_name"] == "Giàng A Páo (3)"
        assert reader.ids(later, [Condition("", "contains", "giang"), Condition("twice", "is", 30)])
        assert reader.find_by_key(later(full_name="Giàng A Páo (3)")) == found.id
        assert store.verify() == []
        assert store.info.components == {"homes": 2}
    copy = backups.copy_before(address_of(path), "homes-m001")
    with Store.open(copy, OLD) as store, store.reading() as reader:
        assert [row.name for row in reader.rows(Case)] == ["Giàng A Páo"]
    copy.unlink()
    Store.open(path, {"homes": [later]}, migrations=MIGRATIONS).close()
    assert not copy.exists()


def test_that_keys_of_an_order_made_another_way_are_made_anew(path: str | Path) -> None:
    with Store.open(path, OLD) as store:
        with store.writing("thêm") as writing:
            writing.save_all([Case(name=name, amount=1) for name in ("Bản 10", "Bản 2")])
        change_outside(store, "UPDATE homes__case SET name__order = name")
        change_outside(store, """UPDATE meta SET value = replace(value, ', "order": ["2"]', '')""")
    with Store.open(path, OLD) as store, store.reading() as reader:
        assert [row.name for row in reader.rows(Case, sort=[Sort("name")])] == [
            "Bản 2",
            "Bản 10",
            "Giàng A Páo",
        ]
        assert store.verify() == []


def test_that_old_steps_are_undone_under_the_new_names(path: str | Path) -> None:
    later = _later()
    types = {"homes": [later]}
    with Store.open(path, types, migrations={"homes": [m001_rename_the_name, lambda schema: None]}) as store:
        [entry, _new] = store.history(later, _only(store, later))
        assert entry.fields["full_name"] == ("Páo", "Giàng A Páo")
        assert store.undo(2).conflicts == []
        with store.reading() as reader:
            [found] = reader.rows(later)
        assert [item.what for item in found.values()["things"]] == ["Xi măng"]
        assert found.values()["full_name"] == "Páo"
        assert store.verify() == []


def test_that_a_failing_migration_leaves_the_database_as_it_was(path: str | Path) -> None:
    later = {"homes": [_later()]}
    broken = {"homes": [*MIGRATIONS["homes"], m003_break]}
    with pytest.raises(Refusal, match=r"homes.*bước 3"):
        Store.open(path, later, migrations=broken)
    with Store.open(path, OLD) as store, store.reading() as reader:
        [found] = reader.rows(Case)
        assert (found.name, found.amount) == ("Giàng A Páo", 3)
        assert reader.count(Case, [Condition("", "contains", "giang")]) == 1
        assert store.verify() == []


def test_that_a_component_of_a_newer_version_is_refused(path: str | Path) -> None:
    Store.open(path, {"homes": [_later()]}, migrations=MIGRATIONS).close()
    with pytest.raises(Refusal, match=r"homes.*phiên bản mới hơn"):
        Store.open(path, OLD)


def test_that_a_renamed_type_keeps_its_records_and_their_history(path: str | Path) -> None:
    class File(Case):
        pass

    def rename(schema: Schema) -> None:
        schema.rename_record_type("Case", "File")

    with Store.open(path, {"homes": [File]}, migrations={"homes": [rename]}) as store:
        assert [entry.kind for entry in store.history(File, _only(store, File))] == ["changed", "new"]
        assert store.undo(2).conflicts == []
        with store.reading() as reader:
            [found] = reader.rows(File, [Condition("", "contains", "pao")])
        assert [item.what for item in found.items] == ["Xi măng"]


def test_that_the_tables_of_an_absent_component_wait_for_it(path: str | Path) -> None:
    class Other(Record):
        title = "Khác"
        name = Text("Tên")

    with Store.open(path, {"other": [Other]}) as store:
        with store.writing("thêm") as writing:
            writing.save(Other(name="x"))
        with pytest.raises(Refusal, match="homes"):
            store.undo(2)
        assert store.verify() == []
    with Store.open(path, OLD | {"other": [Other]}) as store, store.reading() as reader:
        assert (reader.count(Case), reader.count(Other)) == (1, 1)


def test_that_a_new_database_is_seeded_once(tmp_path: Path) -> None:
    for _time in range(2):
        with Store.open(
            tmp_path / "a.db", OLD, seed=lambda writing: writing.save(Case(name="Mẫu")) and None
        ) as store:
            [made] = store.change_sets()
            assert (made.who, made.new) == ("system", 1)


def test_that_a_seed_that_fails_is_tried_again(tmp_path: Path) -> None:
    def fail(writing: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Store.open(tmp_path / "a.db", OLD, seed=fail)
    with Store.open(
        tmp_path / "a.db", OLD, seed=lambda writing: writing.save(Case(name="Mẫu")) and None
    ) as store:
        assert store.change_sets()[0].new == 1


def test_that_two_programs_that_make_one_database_seed_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seed(writing: Writing) -> None:
        writing.save(Case(name="Mẫu"))

    def look_too_early(connection: object) -> dict[str, str]:
        monkeypatch.undo()
        return {}

    with Store.open(tmp_path / "a.db", OLD, seed=seed):
        # As the second program saw it before the first was done.
        monkeypatch.setattr("desktop.storage.store.read_meta", look_too_early)
        with Store.open(tmp_path / "a.db", OLD, seed=seed) as second:
            assert len(second.change_sets()) == 1


def _only(store: Store, record_type: type[Record]) -> str:
    with store.reading() as reader:
        [id] = reader.ids(record_type)
    return id
