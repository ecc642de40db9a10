"""Asks whether questions about stored records are answered as a plain loop over them would."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec
from typing import Any

import pytest

from desktop.declare.dates import PartialDate
from desktop.declare.reading import Condition, Reader, Sort
from desktop.declare.rules import Beside, Twice
from desktop.storage import sorting
from desktop.storage.store import Store
from tests.desktop.storage.samples import House, Village, house


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    """Four houses in two villages, by owner, and the villages by name."""
    with store.writing("thêm") as writing:
        made = {name: writing.save(Village(name=name)).id for name in ("Păng Sua", "Ảng Cang")}
        houses = [
            house("Giàng A Páo", village=made["Păng Sua"], year=2025, area=Dec("50")),
            house("Đinh Văn Ương", village=made["Ảng Cang"], started=PartialDate(2026), note=None),
            house("Cà Thị Dơ", village=made["Păng Sua"], started=PartialDate(2026, 3), stage="done"),
            house(
                "Giàng A Páo", village=made["Ảng Cang"], started=None, poor=False, national_id="011099000001"
            ),
        ]
        for number, saved in enumerate(writing.save_all(houses)):
            made[f"{houses[number].owner} {number}"] = saved.id
    return made


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition("owner", "is", "Giàng A Páo"), [0, 3]),
        (Condition("owner", "is_not", "Giàng A Páo"), [1, 2]),
        (Condition("owner", "contains", "UONG"), [1]),
        (Condition("owner", "from", "p"), [0, 1, 3]),
        (Condition("year", "to", 2025), [0]),
        (Condition("year", "in", [2025, None]), [0]),
        (Condition("area", "from", Dec("62.5")), [1, 2, 3]),
        (Condition("started", "empty"), [3]),
        (Condition("started", "filled"), [0, 1, 2]),
        (Condition("started", "from", date(2026, 1, 1)), [0, 1, 2]),
        (Condition("started", "from", date(2026, 2, 1)), [2]),
        (Condition("started", "to", PartialDate(2026)), [0, 1, 2]),
        (Condition("started", "to", PartialDate(2026, 2)), [0, 1]),
        (Condition("started", "is", PartialDate(2026, 3)), [2]),
        (Condition("poor", "is", False), [3]),
        (Condition("poor", "is", None), []),
        (Condition("note", "empty"), [1]),
        (Condition("note", "contains", "giấy TỜ"), [0, 2, 3]),
        (Condition("total", "is", 44_000_000), [0, 1, 2, 3]),
        (Condition("members", "filled"), [0, 1, 2, 3]),
        (Condition("members", "empty"), []),
        (Condition("members.full_name", "in", ["Vàng Thị Sính"]), [0, 1, 2, 3]),
        (Condition("members.full_name", "is", "Không Có Ai"), []),
        (Condition("", "contains", "pao giang"), [0, 3]),
        (Condition("", "contains", "dinh van u"), [1]),
        (Condition("", "contains", "011099"), [3]),
        (Condition("", "contains", "áo"), []),
        (Condition("", "contains", " - "), [0, 1, 2, 3]),
        (Condition("", "contains", '"*) OR ('), []),
        (Condition("", "contains", "giay to DAT"), [0, 2, 3]),
        (Condition("", "contains", "giay giang"), [0, 3]),
        (Condition("source", "contains", "nstw"), [0, 1, 2, 3]),
        (Condition("note", "contains", "iấy t"), [0, 2, 3]),
        (Condition("note", "contains", "giang"), []),
        (Condition("national_id", "contains", "1085"), [0, 1, 2]),
    ],
)
def test_that_conditions_find_what_they_say(
    store: Store, ids: dict[str, str], condition: Condition, expected: list[int]
) -> None:
    houses = list(ids.values())[2:]
    with store.reading() as reader:
        assert reader.ids(House, [condition]) == [houses[number] for number in expected]
        assert reader.count(House, [condition]) == len(expected)


def test_that_what_says_the_same_is_counted_once(store: Store, ids: dict[str, str]) -> None:
    first = [Condition("poor", "is", True)]
    with store.reading() as reader:
        counts = [reader.count(House, (), same) for same in (("national_id",), ("owner",), ("note",))]
        assert counts == [2, 3, 2]
        assert reader.count(House, first, ("note", "national_id")) == 2


def test_that_words_are_found_where_they_now_stand(store: Store, ids: dict[str, str]) -> None:
    with store.reading() as reader:
        found = reader.get(House, ids["Cà Thị Dơ 2"])
    assert found is not None
    with store.writing("đổi tên") as writing:
        writing.save(found.changed(owner="Lò Thị Dơ"))
        writing.delete(House, ids["Giàng A Páo 0"])
    asked = [[Condition("", "contains", text)] for text in ("ca thi", "lo thi", "giang")]
    with store.reading() as reader:
        assert [reader.count(House, one) for one in asked] == [0, 1, 1]
    store.undo(2)
    with store.reading() as reader:
        assert [reader.count(House, one) for one in asked] == [1, 0, 2]


def test_that_words_stand_in_vietnamese_order(store: Store) -> None:
    with store.writing("thêm") as writing:
        writing.save_all([Village(name=name) for name in ("Đông", "Duyên", "Ăng", "An", "Dí", "Ẵng")])
        writing.save_all([house("Lò Văn Dí", note=note) for note in ("đất", "dài", "ăn")])
    with store.reading() as reader:
        named = [village.name for village in reader.rows(Village, sort=[Sort("name")])]
        noted = [one.note for one in reader.rows(House, sort=[Sort("note")])]
    assert named == ["An", "Ăng", "Ẵng", "Dí", "Duyên", "Đông"]
    assert noted == ["ăn", "dài", "đất"]


def test_that_numbers_and_choices_stand_as_people_count(store: Store) -> None:
    with store.writing("thêm") as writing:
        writing.save_all([Village(name=name) for name in ("Bản 10", "Bản 2", "Tổ 1")])
        writing.save_all([house("Lò Văn Dí", note=note) for note in ("thửa 100", "thửa 20")])
        writing.save_all([house("Lò Văn Dí", stage=stage) for stage in ("done", "plan")])
    with store.reading() as reader:
        named = [village.name for village in reader.rows(Village, sort=[Sort("name")])]
        plots = [Condition("note", "contains", "thửa")]
        noted = [one.note for one in reader.rows(House, plots, [Sort("note")])]
        stages = [one.stage for one in reader.rows(House, sort=[Sort("stage")])]
    assert (named, noted) == (["Bản 2", "Bản 10", "Tổ 1"], ["thửa 20", "thửa 100"])
    assert list(dict.fromkeys(filter(None, stages))) == ["plan", "done"]


@pytest.mark.parametrize(("indexed", "expected"), [(False, ["plan", "done"]), (True, ["done", "plan"])])
def test_that_a_long_list_stands_by_the_index_of_a_choice_where_there_is_one(
    store: Store, monkeypatch: pytest.MonkeyPatch, indexed: bool, expected: list[str]
) -> None:
    monkeypatch.setattr(sorting, "_SHORT", 1)
    monkeypatch.setattr(House.fields["stage"], "indexed", indexed)
    with store.writing("thêm") as writing:
        writing.save_all([house("Lò Văn Dí", stage=stage) for stage in ("done", "plan")])
    with store.reading() as reader:
        assert [one.stage for one in reader.rows(House, sort=[Sort("stage")])] == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ([], [0, 1, 2, 3]),
        ([Sort("owner")], [2, 0, 3, 1]),
        ([Sort("owner", True)], [1, 3, 0, 2]),
        ([Sort("village"), Sort("year")], [1, 3, 0, 2]),
        ([Sort("started", True)], [2, 0, 1, 3]),
    ],
)
def test_that_pages_follow_the_sort(
    store: Store, ids: dict[str, str], sort: list[Sort], expected: list[int]
) -> None:
    houses = list(ids.values())[2:]
    sorted_ids = [houses[number] for number in expected]
    with store.reading() as reader:
        assert reader.ids(House, sort=sort) == sorted_ids
        pages = [[row.id for row in reader.rows(House, sort=sort, limit=2, offset=at)] for at in (0, 2, 4)]
        assert pages == [sorted_ids[:2], sorted_ids[2:], []]
        assert [row.id for row in reader.rows_by_ids(House, [*reversed(sorted_ids), "?"])] == sorted_ids[::-1]


def test_that_a_page_far_down_is_the_same_from_either_end(
    store: Store, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.storage.reading._FAR", 0)
    with store.writing("thêm") as writing:
        writing.save_all([house(f"Cà Thị {name}", stage=None) for name in "ABCDEFGHIJ"])
    known = [Condition("year", "is", 2026)]
    for sort in ([], [Sort("owner")], [Sort("owner", True)], [Sort("stage"), Sort("village", True)]):
        with store.reading() as reader:
            everything = reader.ids(House, known, sort)
            assert len(everything) == 13
            for at in range(16):
                assert reader.ids(House, known, sort, limit=4, offset=at) == everything[at : at + 4], at


def test_that_words_are_found_however_many_begin_alike(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.writing("thêm") as writing:
        writing.save_all([Village(name=f"Bản ma{letter} {number}") for letter in "bcde" for number in "12"])
    for most in (24, 4, 3, 1):
        monkeypatch.setattr("desktop.storage.search._FEW", most)
        with store.reading() as reader:
            found = [
                reader.count(Village, [Condition("", "contains", text)])
                for text in ("ma", "ma 1", "mab", "MÃ", "mac ban", "a", "mabb")
            ]
            assert found == [8, 4, 2, 8, 2, 0, 0], most
            page = reader.rows(Village, [Condition("", "contains", "ma")], limit=3, offset=4)
            assert [village.name for village in page] == ["Bản mad 1", "Bản mad 2", "Bản mae 1"]


def test_that_columns_tell_of_each_record_what_it_holds_there(store: Store, ids: dict[str, str]) -> None:
    names = ("id", "owner", "area", "started", "total")
    where = [Condition("year", "filled")]
    with store.reading() as reader:
        told = list(reader.columns(House, names, where))
        assert told == [tuple(getattr(each, name) for name in names) for each in reader.rows(House, where)]
    assert len(told) > 1


def test_that_totals_are_whole_dong_and_exact_decimals(store: Store, ids: dict[str, str]) -> None:
    with store.reading() as reader:
        rows = reader.totals(House, ["village", "year"], ["central", "area"])
        none: list[tuple[Any, ...]] = reader.totals(
            House, ["year"], ["area"], [Condition("year", "is", 1999)]
        )
    expected = [
        (ids["Păng Sua"], 2025, 1, 40_000_000, Dec("50.0")),
        (ids["Păng Sua"], 2026, 1, 40_000_000, Dec("62.5")),
        (ids["Ảng Cang"], 2026, 2, 80_000_000, Dec("125.0")),
    ]
    assert sorted(rows) == sorted(expected)
    assert none == []


def test_that_records_alike_are_found_by_their_marks_stripped(store: Store, ids: dict[str, str]) -> None:
    with store.writing("thêm") as writing:
        again = writing.save(house("Giang a pao", village=ids["Păng Sua"], national_id="011085009675")).id
        writing.save(House(year=2026))
    pair = {ids["Giàng A Páo 0"], ids["Giàng A Páo 3"], again}
    with store.reading() as reader:
        assert [set(group) for group in reader.twice(House, Twice(["owner"]))] == [pair]
        by_number = list(reader.twice(House, Twice(["owner", "national_id"])))
        assert [set(group) for group in by_number] == [{ids["Giàng A Páo 0"], again}]
        assert len(list(reader.twice(House, Twice(["owner"], differing=["national_id"])))) == 1
        assert list(reader.twice(House, Twice(["owner"], differing=["note"]))) == []
        of_2025 = Twice(["owner"], where=[Condition("year", "is", 2025)])
        assert list(reader.twice(House, of_2025)) == []


def test_that_records_stand_beside_those_that_say_the_same(store: Store, ids: dict[str, str]) -> None:
    with store.writing("thêm") as writing:
        writing.save(house("Vàng A Sử", village=None, year=2025))
    with store.reading() as reader:
        at_home = Beside(Village, on={"village": "id"}, where=[Condition("year", "is", 2025)])
        assert list(reader.beside(House, at_home, ["owner"], ["name"])) == [("Giàng A Páo", "Păng Sua")]
        other_year = Beside(House, on={"owner": "owner"}, differing={"year": "year"})
        pairs = [("Giàng A Páo", 2025, 2026), ("Giàng A Páo", 2026, 2025)]
        assert list(reader.beside(House, other_year, ["owner", "year"], ["year"])) == pairs
        of_one = [Condition("owner", "is", "Đinh Văn Ương")]
        by_empty = Beside(House, on={"note": "note"}, where=of_one)
        assert list(reader.beside(House, by_empty, ["owner"], ["owner"])) == []


def test_that_records_are_named_by_what_shows_them(store: Store, ids: dict[str, str]) -> None:
    with store.reading() as reader:
        door: Reader = reader
        assert door.names(House, [ids["Giàng A Páo 0"], "?"]) == {
            ids["Giàng A Páo 0"]: "Giàng A Páo, Păng Sua"
        }
        assert House.find("giàng a páo", {}, door) == [ids["Giàng A Páo 0"], ids["Giàng A Páo 3"]]


def test_that_a_field_nobody_declared_is_a_bug(store: Store) -> None:
    with store.reading() as reader, pytest.raises(KeyError):
        reader.count(House, [Condition("colour", "is", 1)])
    with store.reading() as reader, pytest.raises(ValueError):
        reader.count(House, [Condition("year", "like", 1)])
