"""Asks whether a new head, a split and a merger keep what was, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.declare.dates import PartialDate
from desktop.declare.problems import Refusal
from desktop.shared import Household, HouseholdEvent, Person
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace
from desktop.workspace.as_of import AsOf
from desktop.workspace.household_acts import (
    Act,
    change_head,
    end,
    members_of,
    merge_into,
    proposed_relations,
    split,
    tell_events,
)

ACT = Act(date(2026, 3, 2), "12/QĐ-UBND", "Ra ở riêng")
FAMILY = [
    ("Vàng A Dí", "head", "male", 1960),
    ("Sùng Thị Mỷ", "wife", "female", 1962),
    ("Vàng A Sử", "child", "male", 1985),
    ("Lầu Thị Ủ", "daughter_in_law", "female", 1987),
]


@pytest.fixture
def home(workspace: Workspace) -> str:
    """A household of four, of three generations soon."""
    return save_family(workspace, FAMILY)


def save_family(workspace: Workspace, family: list[tuple[str, str, str, int]]) -> str:
    place: dict[str, Any] = {"commune": na_son(workspace), "village": "Bản Na Phát", "identity_number": None}
    name, _relation, sex, year = family[0]
    told = {"head_name": name, "sex": sex, "birth": PartialDate(year), "members": len(family)}
    with workspace.writing("Thử") as writing:
        id = writing.save(sound_example(workspace, Household, ethnicity="hmong", **place | told)).id
        for name, relation, sex, year in family:
            own = {"full_name": name, "relation": relation, "sex": sex, "birth": PartialDate(year)}
            writing.save(Person(household=id, ethnicity="hmong", household_number=str(year), **place | own))
    return id


def read(workspace: Workspace, household: str) -> tuple[Household, dict[str | None, Person]]:
    with workspace.store.reading() as reader:
        found = reader.get(Household, household)
        assert found is not None
        return found, {person.full_name: person for person in members_of(reader, household)}


def told(workspace: Workspace, household: str) -> list[str]:
    with workspace.store.reading() as reader:
        return list(tell_events(reader, household))


def test_that_a_new_head_leaves_the_former_in_the_history(workspace: Workspace, home: str) -> None:
    _household, members = read(workspace, home)
    wife = members["Sùng Thị Mỷ"]
    relations = proposed_relations(list(members.values()), wife)
    assert relations[members["Vàng A Dí"].id or ""] == "husband"
    assert relations[members["Vàng A Sử"].id or ""] == "child"
    number = change_head(workspace, home, wife.id or "", relations, ACT).change_set
    now, members = read(workspace, home)
    assert (now.head_name, now.sex, now.spouse_ethnicity) == ("Sùng Thị Mỷ", "female", "hmong")
    assert members["Sùng Thị Mỷ"].relation == "head"
    assert told(workspace, home) == ["02/03/2026: Sùng Thị Mỷ là chủ hộ, thay Vàng A Dí (12/QĐ-UBND)"]
    assert not workspace.undo(number).conflicts
    now, members = read(workspace, home)
    assert (now.head_name, members["Vàng A Dí"].relation) == ("Vàng A Dí", "head")


def test_that_a_split_names_where_it_came_from(workspace: Workspace, home: str) -> None:
    _household, members = read(workspace, home)
    son, wife = members["Vàng A Sử"].id or "", members["Lầu Thị Ủ"].id or ""
    other = split(workspace, home, [son, wife], son, {wife: "wife"}, ACT).household
    old, left = read(workspace, home)
    new, moved = read(workspace, other)
    assert old.members == 2 and old.ended_on is None
    assert set(left) == {"Vàng A Dí", "Sùng Thị Mỷ"}
    assert (new.head_name, new.members, new.split_on) == ("Vàng A Sử", 2, ACT.on)
    assert {name: person.relation for name, person in moved.items()} == {
        "Vàng A Sử": "head",
        "Lầu Thị Ủ": "wife",
    }
    assert moved["Vàng A Sử"].joined_on == ACT.on
    with workspace.store.reading() as reader:
        was = {event.person: event for event in reader.rows(HouseholdEvent) if event.kind == "moved"}
    assert (was[son].household, was[son].relation, was[son].other) == (home, "child", other)
    assert told(workspace, other)[0].startswith("02/03/2026: tách từ hộ Vàng A Dí")
    assert told(workspace, home)[0].startswith("02/03/2026: hộ Vàng A Sử")


def test_that_a_household_all_have_left_has_ended(workspace: Workspace, home: str) -> None:
    _household, members = read(workspace, home)
    ids = [person.id or "" for person in members.values()]
    split(workspace, home, ids, ids[1], {}, ACT)
    old, left = read(workspace, home)
    assert (old.ended_on, left) == (ACT.on, {})


def test_that_the_old_household_may_end_for_two_new_ones(workspace: Workspace, home: str) -> None:
    _household, members = read(workspace, home)
    son, wife = members["Vàng A Sử"].id or "", members["Lầu Thị Ủ"].id or ""
    act = replace(ACT, who="Lò Văn Một, Chủ tịch xã")
    done = split(workspace, home, [son, wife], son, {wife: "wife"}, act, ends=True)
    old, nobody = read(workspace, home)
    assert (old.ended_on, nobody) == (ACT.on, {})
    with workspace.store.reading() as reader:
        new = [each for each in reader.rows(Household) if each.split_on == ACT.on]
        others = {each.head_name: members_of(reader, each.id or "") for each in new}
    assert {name: [person.relation for person in persons] for name, persons in others.items()} == {
        "Vàng A Sử": ["head", "wife"],
        "Vàng A Dí": ["head", "wife"],
    }
    assert all("Lò Văn Một, Chủ tịch xã" in line for line in told(workspace, home))
    assert len(told(workspace, home)) == 3
    assert not workspace.undo(done.change_set).conflicts
    assert len(read(workspace, home)[1]) == 4


def test_that_a_list_means_the_household_that_lasts(workspace: Workspace, home: str) -> None:
    _household, members = read(workspace, home)
    son = members["Vàng A Sử"].id or ""
    split(workspace, home, [son], son, {}, ACT, ends=True)
    old = read(workspace, home)[0]
    with workspace.writing("Nhập lại") as writing:
        same = old.changed(id=None, changed_in=0, ended_on=None, note="Có tên trong danh sách 2026")
        found = writing.find_by_key(same)
        assert found not in (None, home)
        assert [saved.id for saved in writing.upsert_all([same])] == [found]


def test_that_a_household_that_moved_away_is_not_counted_from_that_day(
    workspace: Workspace, home: str
) -> None:
    poor = replace_class(workspace, home)
    end(workspace, home, Act(date(2026, 3, 2), reason="Cả hộ chuyển đi tỉnh khác"))
    old, nobody = read(workspace, home)
    assert (old.ended_on, nobody) == (date(2026, 3, 2), {})
    assert told(workspace, home) == ["02/03/2026: không còn là hộ, Cả hộ chuyển đi tỉnh khác"]
    assert counted(workspace) == 0
    workspace.as_of = AsOf(date(2026, 3, 1))
    assert counted(workspace) == 1
    workspace.as_of = AsOf(date(2026, 3, 2))
    assert counted(workspace) == 0
    workspace.as_of = None
    workspace.save(poor.changed(id=None, changed_in=0, head_name="Lò Văn Ủn", split_on=date(2026, 5, 1)))
    assert counted(workspace) == 1
    workspace.as_of = AsOf(date(2026, 4, 30))
    assert counted(workspace) == 0


def replace_class(workspace: Workspace, home: str) -> Household:
    household = read(workspace, home)[0]
    saved = workspace.save(household.changed(poverty_class="poor"))
    assert isinstance(saved, Household)
    return saved


def counted(workspace: Workspace) -> int:
    drawing = workspace.drawing("poor_households")
    return sum(int(value or 0) for series in drawing.series for value in series.values)


def test_that_a_head_does_not_leave_a_household_without_one(workspace: Workspace, home: str) -> None:
    _household, members = read(workspace, home)
    head = members["Vàng A Dí"].id or ""
    with pytest.raises(Refusal, match="Chủ hộ"):
        split(workspace, home, [head], head, {}, ACT)
    assert len(read(workspace, home)[1]) == 4


def test_that_a_merged_household_ends_and_its_members_live_on(workspace: Workspace, home: str) -> None:
    ending = save_family(workspace, [("Mùa Thị Dợ", "head", "female", 1950)])
    (old,) = read(workspace, ending)[1].values()
    number = merge_into(workspace, ending, home, {old.id or "": "mother_in_law"}, ACT).change_set
    ended, nobody = read(workspace, ending)
    into, members = read(workspace, home)
    assert (ended.ended_on, nobody, into.members) == (ACT.on, {}, 5)
    assert members["Mùa Thị Dợ"].relation == "mother_in_law"
    assert told(workspace, ending)[0].startswith("02/03/2026: nhập vào hộ Vàng A Dí")
    with pytest.raises(Refusal, match="không còn"):
        merge_into(workspace, ending, home, {}, ACT)
    with pytest.raises(Refusal, match="chính nó"):
        merge_into(workspace, home, home, {}, ACT)
    assert not workspace.undo(number).conflicts
    assert read(workspace, ending)[0].ended_on is None
    assert len(read(workspace, home)[1]) == 4
