"""Asks whether rates keep their denominators, add up by them, and a match is exact to the đồng."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.shared.rates import Amount, Rate, match, rates, share

MILLION = 1_000_000
amounts = st.builds(
    Amount,
    st.integers(2021, 2025),
    st.just(2025),
    st.integers(0, 10**14),
    st.integers(0, 10**14),
)


def test_that_one_sum_has_two_rates_by_its_denominator() -> None:
    """The country's recurrent money of 2025: 22.2 % was published, 39 % is the share of that year's plan."""
    paid, plan = 3_467_555 * MILLION, 8_839_577 * MILLION
    carried = 15_620_000 * MILLION - plan
    assert Rate(paid, plan).percent == Decimal("39.2")
    assert Rate(paid, plan + carried).percent == Decimal("22.2")
    shown = Rate(paid, plan + carried).show()
    assert "22,2 %" in shown
    assert "15.620.000" in shown


def test_that_three_rates_are_told_apart() -> None:
    """A province in 2025: 452 billion of this year's plan and 70 of the carried-over money were paid."""
    found = rates(
        [
            Amount(2025, 2025, 713 * MILLION, 452 * MILLION),
            Amount(2024, 2025, 61 * MILLION, 42 * MILLION),
            Amount(2023, 2025, 40 * MILLION, 28 * MILLION),
        ]
    )
    assert found.this_year == Rate(452 * MILLION, 713 * MILLION)
    assert found.carried == Rate(70 * MILLION, 101 * MILLION)
    assert found.total == Rate(522 * MILLION, 814 * MILLION)
    assert [each.percent for each in (found.this_year, found.carried, found.total)] == [
        Decimal("63.4"),
        Decimal("69.3"),
        Decimal("64.1"),
    ]


def test_that_nothing_to_spend_has_no_rate() -> None:
    assert rates([]).total.percent is None
    assert share(1, 0) is None
    assert "%" not in Rate(5, 0).show()


@given(st.lists(amounts, max_size=20))
def test_that_the_total_is_both_parts(found: list[Amount]) -> None:
    whole = rates(found).total
    assert whole.plan == sum(amount.plan for amount in found)
    assert whole.disbursed == sum(amount.disbursed for amount in found)


def test_that_a_match_says_what_is_short() -> None:
    found = match(1_000 * MILLION, 60 * MILLION, Decimal(10))
    assert (found.required, found.short, found.short_percent) == (
        100 * MILLION,
        40 * MILLION,
        Decimal("40.0"),
    )
    enough = match(1_000 * MILLION, 150 * MILLION, Decimal(10))
    assert (enough.short, enough.short_percent) == (0, Decimal("0.0"))


def test_that_a_match_can_be_asked_with_another_ratio() -> None:
    assert match(1_000 * MILLION, 60 * MILLION, Decimal("5.5")).short == 0
    assert match(1_000 * MILLION, 60 * MILLION, Decimal(15)).short == 90 * MILLION
    assert match(1_000 * MILLION, 0, Decimal(10), is_exempt=True).required == 0
    assert match(101, 0, Decimal(10)).required == 11
