"""Asks whether two records become one with all that leads to them, part again, or stay two for good."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.declare.dates import PartialDate
from desktop.declare.problems import Refusal
from desktop.shared import EarlierSupport, Household, NotTheSame, Person, PovertyYear
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace
from desktop.workspace.doubles import differing, find_pairs, first_choice, keep_apart, merge, with_leading


def save_home(workspace: Workspace, name: str, **values: Any) -> Household:
    told = {"village": "Bản Na Phát", "birth": PartialDate(1983), "identity_number": None, "class_year": 2025}
    saved = workspace.save(
        sound_example(workspace, Household, commune=na_son(workspace), head_name=name, **told | values)
    )
    assert isinstance(saved, Household)
    return saved


@pytest.fixture
def twins(workspace: Workspace) -> tuple[Household, Household]:
    """One household written by two hands, the second with its number, a member and an earlier support."""
    one = save_home(workspace, "Sùng A Chứ", members=4)
    two = save_home(workspace, "Sung A Chử", members=5, identity_number="011083000123")
    with workspace.writing("Thử") as writing:
        place = {"commune": na_son(workspace), "village": "Bản Na Phát"}
        writing.save(Person(full_name="Sùng A Dơ", household=two.id, relation="child", **place))
        writing.save(
            EarlierSupport(head_name="Sùng A Chứ", household=two.id, kind="house", year=2010, **place)
        )
    return one, two


def count(workspace: Workspace, record_type: type[Any]) -> int:
    with workspace.store.reading() as reader:
        return reader.count(record_type)


def led_to(workspace: Workspace) -> set[str | None]:
    with workspace.store.reading() as reader:
        led = [each.household for each in reader.rows(Person)]
        led += [each.household for each in reader.rows(EarlierSupport)]
        return {*led, *(each.household for each in reader.rows(PovertyYear))}


def test_that_two_writings_of_a_household_are_a_pair(
    workspace: Workspace, twins: tuple[Household, Household]
) -> None:
    save_home(workspace, "Lò Văn Ủn")
    (pair,) = find_pairs(workspace)
    assert (pair.one.id, pair.two.id, pair.alike) == (twins[0].id, twins[1].id, 100)
    assert {"head_name", "members", "identity_number"} == set(differing(pair))
    assert first_choice(pair) == {"identity_number"}
    assert with_leading(workspace, pair).leading == (1, 3)


def test_that_strangers_under_one_number_keep_no_pair_away(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.workspace.doubles.MOST", 1)
    names = ("Sùng A Chứ", "Lò Văn Ủn", "Sung A Chử")
    homes = [
        save_home(workspace, name, birth=PartialDate(1983 + number), identity_number="011083000123")
        for number, name in enumerate(names)
    ]
    (pair,) = find_pairs(workspace)
    assert (pair.one.id, pair.two.id) == (homes[0].id, homes[2].id)


def test_that_merging_leads_all_to_one_and_can_be_undone(
    workspace: Workspace, twins: tuple[Household, Household]
) -> None:
    (pair,) = find_pairs(workspace)
    merged = merge(workspace, pair, {"identity_number", "members"})
    assert (count(workspace, Household), count(workspace, PovertyYear)) == (1, 1)
    assert led_to(workspace) == {twins[0].id}
    with workspace.store.reading() as reader:
        kept = reader.get(Household, merged.kept)
    assert kept is not None
    assert (kept.head_name, kept.members, kept.identity_number) == ("Sùng A Chứ", 5, "011083000123")
    assert find_pairs(workspace) == []

    assert not workspace.undo(merged.change_set).conflicts
    assert count(workspace, Household) == 2
    assert led_to(workspace) == {twins[0].id, twins[1].id}
    (again,) = find_pairs(workspace)
    assert (again.one, again.two) == (pair.one, pair.two)


def test_that_a_pair_found_to_be_two_is_not_asked_about_again(
    workspace: Workspace, twins: tuple[Household, Household]
) -> None:
    (pair,) = find_pairs(workspace)
    told = [problem for problem in workspace.check(Household).problems if problem.rule == "G12"]
    assert len(told) == 1
    number = keep_apart(workspace, pair, "Hai anh em họ")
    assert find_pairs(workspace) == []
    assert [problem for problem in workspace.check(Household).problems if problem.rule == "G12"] == []
    with workspace.store.reading() as reader:
        (line,) = reader.rows(NotTheSame)
    assert "Sùng A Chứ" in (line.one_name or "") and line.note == "Hai anh em họ"
    workspace.undo(number)
    assert len(find_pairs(workspace)) == 1


def test_that_a_record_changed_meanwhile_is_not_merged(
    workspace: Workspace, twins: tuple[Household, Household]
) -> None:
    (pair,) = find_pairs(workspace)
    workspace.save(pair.two.changed(members=9))
    with pytest.raises(Refusal, match="đã được sửa"):
        merge(workspace, pair, set())
    assert count(workspace, Household) == 2
