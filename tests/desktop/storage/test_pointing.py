"""Asks whether a reference leads where its component means, and what refers is taken back first."""

from pathlib import Path

from desktop.declare.fields import Reference, Text
from desktop.declare.reading import Sort
from desktop.declare.records import Record
from desktop.storage.store import Store


class Kind(Record):
    title = "Loại"
    key = ("name",)
    name = Text("Tên")


class Visit(Record):
    title = "Lượt thăm"
    key = ("name",)
    name = Text("Tên")
    kind = Reference("Loại", to="Kind")


OtherKind = type("Kind", (Record,), {"title": "Loại khác", "key": ("name",), "name": Text("Tên")})


def test_that_what_refers_to_a_type_declared_later_is_taken_back_with_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "so.db", {"visits": [Visit, Kind]}) as store:
        with store.writing("nhập") as writing:
            kind = writing.save(Kind(name="Thăm hộ")).id
            writing.save(Visit(name="Lần một", kind=kind))
        assert store.undo(1).conflicts == []
        with store.reading() as reader:
            assert (reader.count(Kind), reader.count(Visit)) == (0, 0)


def test_that_a_name_means_the_type_of_the_own_component_first(tmp_path: Path) -> None:
    with Store.open(tmp_path / "so.db", {"visits": [Visit, Kind], "others": [OtherKind]}) as store:
        with store.writing("thêm") as writing:
            for kind in ("Thăm hộ", "Kiểm tra"):
                writing.save(Visit(name=kind, kind=writing.save(Kind(name=kind)).id))
        with store.reading() as reader:
            shown = [visit.name for visit in reader.rows(Visit, (), [Sort("kind")])]
        assert shown == ["Kiểm tra", "Thăm hộ"]
