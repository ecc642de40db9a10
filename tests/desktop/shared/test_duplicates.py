"""Asks which pairs of names are compared at all: a long list must not compare everybody with everybody."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.shared import Household, duplicates
from desktop.shared.duplicates import AlikeByName
from desktop.shared.identity import given_name, is_one_given_name, is_one_name
from desktop.testing import sound_example
from desktop.workspace import Workspace

WORDS = [
    "Vàng",
    "Vang",
    "A",
    "Thị",
    "Dí",
    "Dý",
    "Dính",
    "Dín",
    "Nguyễn",
    "Nguyển",
    "Nguyên",
    "Phương",
    "Phươnh",
]
NAMES = some.lists(some.sampled_from(WORDS), min_size=0, max_size=4).map(" ".join)


@given(NAMES, NAMES)
def test_that_names_of_two_given_names_are_never_one(one: str, two: str) -> None:
    if is_one_name(one, two):
        assert is_one_given_name(given_name(one), given_name(two))


def test_that_a_list_compares_only_names_whose_given_name_may_be_one(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    givens = ["Dí", "Dý", "Mỷ", "Páo", "Chống", "Dợ", "Tủa", "Nếnh", "Lềnh", "Chía"]
    names = [f"Vàng {middle} {given}" for middle in ("A", "Thị", "Seo") for given in givens]
    example = sound_example(workspace, Household, village="Bản Na Phát")
    with workspace.writing("Dữ liệu thử") as writing:
        writing.save_all([example.changed(head_name=name, identity_number=None) for name in names])
    compared: list[tuple[str, str]] = []

    def compare(one: str, two: str) -> bool:
        compared.append((one, two))
        return is_one_name(one, two)

    monkeypatch.setattr(duplicates, "is_one_name", compare)
    rule = AlikeByName(Household, "head_name", "birth", ("commune", "village"), "identity_number")
    with workspace.store.reading() as reader:
        shown = {one.id: one.head_name for one in reader.rows(Household)}
        found = [(shown[one], shown[two]) for one, two in rule.alike(reader, None)]
    expected = {frozenset(pair) for pair in combinations(names, 2) if is_one_name(*pair)}
    assert {frozenset(pair) for pair in found} == expected and expected
    assert len(compared) < len(names) * (len(names) - 1) / 2 / 5
