"""The texts that rows are found and told apart by."""

from __future__ import annotations

from desktop.storage.deriving import in_one, joined
from desktop.storage.overlaying import come_again


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
