"""Asks whether payments fit the kind of capital of each content."""

from typing import Any

import pytest

from tests.plugins.project1_housing.contents import career, land, plot, water, work
from tests.plugins.project1_housing.sound import case, told

INVESTED: list[Any] = [case, land, plot, work]
RECURRENT: list[Any] = [career, water]


@pytest.mark.parametrize("make", INVESTED + RECURRENT)
def test_that_capital_kind_fits_the_content(make: Any) -> None:
    right, wrong = ("investment", "recurrent") if make in INVESTED else ("recurrent", "investment")
    assert told(make(capital_kind=right), "P1-20") == []
    assert told(make(), "P1-20") == []
    assert told(make(capital_kind=wrong), "P1-20") == [("BLOCK", "capital_kind")]


@pytest.mark.parametrize(
    ("make", "state"), [(land, 44_000_000), (plot, 22_500_000), (career, 10_000_000), (work, 2_700_000_000)]
)
def test_that_no_content_is_paid_over_what_was_approved(make: Any, state: int) -> None:
    assert told(make(disbursed=state), "G02") == []
    assert told(make(disbursed=state + 1), "G02") == [("BLOCK", "disbursed")]
    assert told(make(disbursed=state, settled=state + 1), "G02") == [("BLOCK", "settled")]
    assert make(disbursed=state).is_paid_in_full and not make(disbursed=state - 1).is_paid_in_full
