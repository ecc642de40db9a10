"""Disbursement as three rates, each with its denominator, and the money that must stand beside; no record."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_HALF_UP
from decimal import Decimal as Dec
from typing import NamedTuple, Self

from desktop.declare.numbers import show_number
from desktop.declare.text import _
from desktop.declare.values import plain_value

_MILLION = 1_000_000


class Amount(NamedTuple):
    """What one line of the ledger says of one plan year spent in one budget year, in whole đồng."""

    plan_year: int
    budget_year: int
    plan: int
    disbursed: int


@plain_value
class Rate:
    """A share that never stands without what it was divided by."""

    disbursed: int
    plan: int

    @property
    def percent(self) -> Dec | None:
        """With one decimal; None where there was nothing to spend."""
        return share(self.disbursed, self.plan)

    def __add__(self, other: Self) -> Rate:
        return Rate(self.disbursed + other.disbursed, self.plan + other.plan)

    def show(self) -> str:
        """`56,1 % (452 / 806 triệu đồng)`."""
        figures = (show_number(round(Dec(each) / _MILLION, 3)) for each in (self.disbursed, self.plan))
        said = _("{disbursed} / {plan} triệu đồng").format(
            **dict(zip(("disbursed", "plan"), figures, strict=True))
        )
        percent = self.percent
        return said if percent is None else f"{show_number(percent)} % ({said})"


class Rates(NamedTuple):
    """The three rates that are always told together."""

    this_year: Rate
    carried: Rate

    @property
    def total(self) -> Rate:
        """Both together: all that may be spent in the year."""
        return self.this_year + self.carried


def rates(amounts: Iterable[Amount]) -> Rates:
    """The rates of the money of one budget year; money of earlier plan years counts as carried over."""
    this_year = carried = Rate(0, 0)
    for amount in amounts:
        rate = Rate(amount.disbursed, amount.plan)
        if amount.plan_year < amount.budget_year:
            carried += rate
        else:
            this_year += rate
    return Rates(this_year, carried)


def share(part: int, whole: int) -> Dec | None:
    """Percent with one decimal, rounded as officers do; None where the whole is nothing."""
    if not whole:
        return None
    return (Dec(100 * part) / whole).quantize(Dec("0.1"), ROUND_HALF_UP)


class Match(NamedTuple):
    """Local money that must stand beside central money, and what stands there, in whole đồng."""

    central: int
    provided: int
    required: int

    @property
    def short(self) -> int:
        """What is missing; 0 where enough was provided."""
        return max(0, self.required - self.provided)

    @property
    def short_percent(self) -> Dec | None:
        """What is missing in percent of what is required; None where nothing is."""
        return share(self.short, self.required)


def match(central: int, provided: int, ratio: Dec, *, is_exempt: bool = False) -> Match:
    """The match where `ratio` percent of the central money are required; another ratio asks "what if".

    A part of a đồng that is required counts as a whole one.
    """
    required = Dec(0) if is_exempt else (central * ratio / 100).to_integral_value(ROUND_CEILING)
    return Match(central, provided, int(required))
