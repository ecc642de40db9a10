"""Asks whether the supports of every record type are told by household, counted and filtered in SQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.declare.dates import PartialDate
from desktop.declare.fields import Choice, Date, Details, Integer, Money, Reference, Text
from desktop.declare.norms import NormBook
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.declare.supports import Support, Supported
from desktop.storage.store import Store


class Home(Record):
    title = "Hộ"
    key = ("name",)
    name = Text("Tên", required=True)


class Dweller(Record):
    title = "Người"
    key = ("name",)
    name = Text("Tên", required=True)
    household = Reference("Hộ", to=Home)


class House(Record):
    title = "Nhà"
    key = ("number",)
    number = Text("Số")
    home = Reference("Hộ", to=Home)
    day = Date("Ngày")
    central = Money("Trung ương")
    paid = Money("Đã trả")
    supports = (
        Support(
            "house",
            "Nhà ở",
            "home",
            amounts={"NSTW": "central"},
            on="day",
            decision="number",
            paid="paid",
        ),
    )


class Member(Record):
    title = "Thành viên"
    person = Reference("Người", to=Dweller)
    share = Money("Phần")


class Group(Record):
    title = "Nhóm"
    key = ("name",)
    name = Text("Tên")
    kind = Choice("Loại", {"chain": "Chuỗi", "community": "Cộng đồng"})
    year = Integer("Năm", grouped=False)
    members = Details("Thành viên", of=Member)
    supports = (
        Support("kind", "", "person", through="members", amounts={"NSĐP": "share"}, year="year"),
        Support("meeting", "Họp", "person", through="members", where=(Condition("year", "from", 2030),)),
    )


class Share(Record):
    title = "Phần của hộ"
    group = Reference("Nhóm", to=Group)
    home = Reference("Hộ", to=Home)
    worth = Money("Giá trị")
    supports = (Support("group.kind", "Hỗ trợ", "home", amounts={"NSTW": "worth"}),)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "a.db", {"test": [Home, Dweller, House, Group, Share]}, norms=NormBook())
    yield opened
    opened.close()


@pytest.fixture
def homes(store: Store) -> tuple[str, str]:
    """Two households: the first with a house and a place in a group, the second with a house promised."""
    with store.writing("Thử") as writing:
        one, two = (writing.save(Home(name=name)).id or "" for name in ("A", "B"))
        person = writing.save(Dweller(name="C", household=one)).id
        stranger = writing.save(Dweller(name="D")).id
        writing.save(House(number="1/QĐ", home=one, day=date(2024, 5, 1), central=40, paid=40))
        writing.save(House(number="2/QĐ", home=two, day=PartialDate(2025, 3), central=30))
        writing.save(House(number="3/QĐ", day=date(2024, 5, 1), central=40))
        rows = [Member(person=person, share=7), Member(person=stranger, share=9)]
        writing.save(Group(name="N", kind="chain", year=2023, members=rows))
    return one, two


def asked(store: Store, *households: str, **question: object) -> list[Supported]:
    with store.reading() as reader:
        return list(reader.supports(households or None, **question))  # type: ignore[arg-type]


def test_that_each_support_is_told_with_what_its_record_says(store: Store, homes: tuple[str, str]) -> None:
    group, house, promised = sorted(asked(store), key=lambda each: (each.household != homes[0], each.kind))
    assert (house.household, house.title, house.on, house.year) == (homes[0], "Nhà ở", date(2024, 5, 1), 2024)
    assert (house.record_type, house.amounts, house.received, house.decision) == (
        House,
        {"NSTW": 40},
        True,
        "1/QĐ",
    )
    assert (promised.household, promised.received, promised.on) == (homes[1], False, PartialDate(2025, 3))
    assert (group.household, group.title, group.year, group.total) == (homes[0], "Chuỗi", 2023, 7)


def test_that_supports_are_asked_by_household_and_by_kind(store: Store, homes: tuple[str, str]) -> None:
    one, two = homes
    assert [each.kind for each in asked(store, two)] == ["house"]
    assert {each.household for each in asked(store, kinds=["house"])} == {one, two}
    assert [each.household for each in asked(store, kinds=["chain"])] == [one]
    assert asked(store, kinds=["community", "meeting", "unknown"]) == []


def test_that_households_with_one_support_are_left_out_where_several_are_asked(
    store: Store, homes: tuple[str, str]
) -> None:
    assert {each.household for each in asked(store, at_least=2)} == {homes[0]}
    assert asked(store, kinds=["house"], at_least=2) == []


def test_that_what_stands_beside_a_record_is_found(store: Store, homes: tuple[str, str]) -> None:
    with store.reading() as reader:
        houses = {house.number: house.id or "" for house in reader.rows(House)}
        (group,) = reader.rows(Group)
        assert len(list(reader.supports(beside=(House, [houses["1/QĐ"]])))) == 2
        assert len(list(reader.supports(beside=(House, [houses["3/QĐ"]])))) == 0
        assert len(list(reader.supports(beside=(Group, [group.id or ""])))) == 2
        assert len(list(reader.supports(beside=(Home, [homes[0]])))) == 0


def test_that_a_support_is_of_the_kind_of_the_record_it_leads_to(store: Store) -> None:
    with store.writing("Thử") as writing:
        home = writing.save(Home(name="E")).id or ""
        chain, community = (writing.save(Group(name=kind, kind=kind)).id for kind in ("chain", "community"))
        for group in (chain, community, None):
            writing.save(Share(group=group, home=home, worth=5))
    told = asked(store, home)
    assert sorted(each.title for each in told) == ["Chuỗi", "Cộng đồng", "Hỗ trợ"]
    assert [each.kind for each in asked(store, home, kinds=["chain"])] == ["chain"]
    assert sum(each.total for each in told) == 15


def test_that_what_was_paid_is_told_apart_from_what_was_approved(
    store: Store, homes: tuple[str, str]
) -> None:
    part = House(number="4/QĐ", home=homes[1], day=date(2025, 5, 1), central=30, paid=10)
    with store.writing("Thử") as writing:
        writing.save(part)
    told = {each.decision: each for each in asked(store, *homes) if each.record_type is House}
    assert {number: (each.received, each.paid_out) for number, each in told.items()} == {
        "1/QĐ": (True, 40),
        "2/QĐ": (False, 0),
        "4/QĐ": (True, 10),
    }
    assert [number for number, each in told.items() if each.is_paid_in_full] == ["1/QĐ"]
    assert all(each.is_approved for each in told.values())


def test_that_a_loan_is_no_money_paid_out() -> None:
    support = Support("house", "Nhà ở", "home")
    told = Supported("h", House, "r", support, amounts={"NSTW": 40, "NĐ28": 25})
    assert (told.total, told.paid_out, told.is_paid_in_full) == (65, 40, True)
    assert not Supported("h", House, "r", support, received=False).is_approved
