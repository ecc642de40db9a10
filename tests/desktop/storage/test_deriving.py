"""The texts that rows are found and told apart by."""

from __future__ import annotations

from desktop.storage.deriving import in_one, joined
from desktop.storage.lots import Stored
from desktop.storage.overlaying import Turn, come_again


def test_that_words_of_a_row_stand_in_one_text_without_those_that_are_empty() -> None:
    full, gaps, empty = ["lo", "vang"], [None, "a"], ["", None]
    assert in_one([full, gaps, empty]) == ["lo", "vang a"]
    assert in_one([gaps, full, empty]) == ["lo", "a vang"]
    assert in_one([full, full]) == ["lo lo", "vang vang"]
    assert in_one([empty]) == ["", ""]


def test_that_a_key_of_nothing_is_no_key() -> None:
    assert joined([["01", None], [2026, None]]) == ["01\x1f2026", None]


def test_that_what_means_an_earlier_record_comes_again_by_its_key_or_its_id() -> None:
    assert come_again(["a", "a", None, None], [None, None, None, None]) == [1]
    assert come_again(["a", "b", "b"], ["1", "1", None]) == [1, 2]


def test_that_a_turn_touches_only_the_columns_that_become_others() -> None:
    stored = [Stored(1, "a", 1, ("Páo", 4, ())), Stored(2, "b", 1, ("Dính", 5, ()))]
    turn = Turn.of(stored, [("Páo", 4, ()), ("Dính", 6, ())])
    again = turn._replace(after=[list(column) for column in turn.after])
    assert turn.touched() == again.touched() == [1]
    assert again.differs() == [False, True]
    assert again.only(again.differs()).ids == ["b"]
