"""What Project 8 has reached, counted from its records; knows no target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from desktop.api import Condition, Indicator, Measured, Reader, Where, spelling
from project8_gender.activities import Activity
from project8_gender.births import BirthExpense
from project8_gender.contents import QUANTITIES, ActivityKind
from project8_gender.expenses import Expense
from project8_gender.models import Model
from project8_gender.spending import MATCHED

UNITS = {
    "teams": "tổ",
    "addresses_new": "địa chỉ",
    "addresses_upgraded": "địa chỉ",
    "clubs": "CLB",
    "savings_groups": "tổ",
    "livelihood_groups": "tổ, HTX",
    "dialogues": "cuộc",
    "trained": "lượt người",
    "cadres": "người",
    "mothers": "bà mẹ",
}
_MODELS: dict[str, tuple[Condition, ...]] = {
    "teams": (Condition("kind", "is", "team"),),
    "addresses_new": (Condition("kind", "is", "address"), Condition("origin", "is", "new")),
    "addresses_upgraded": (Condition("kind", "is", "address"), Condition("origin", "is", "strengthened")),
    "clubs": (Condition("kind", "is", "club"),),
    "savings_groups": (Condition("kind", "is", "savings"),),
    "livelihood_groups": (
        Condition("kind", "in", ["livelihood", "cooperative"]),
        Condition("technology", "filled"),
    ),
}
_ACTIVE, _STOPPED = Condition("state", "is_not", "stopped"), Condition("state", "is", "stopped")


def count_reached(reader: Reader, quantity: str, where: Where = (), year: int | None = None) -> int:
    """How far a quantity has come, up to the end of a year for models and within the year for the rest.

    Models that have stopped do not count. `where` may speak of the commune, which all these records have.
    """
    if quantity in _MODELS:
        return _standing(reader, [*_MODELS[quantity], *where], year)
    if quantity == "mothers":
        return len({birth for birth, _commune, _paid in births(reader, [*_within("paid_on", year), *where])})
    kinds = [kind.id or "" for kind in reader.rows(ActivityKind, [Condition("counts_as", "is", quantity)])]
    held = [Condition("kind", "in", kinds), *_within("held_on", year), *where]
    if not kinds:
        return 0
    if quantity == "dialogues":
        return reader.count(Activity, held)
    if quantity == "cadres":
        # Where both are told, the women among those present are the cadres that are meant.
        untold = [*held, Condition("women", "empty")]
        return _added(reader, "women", held) + _added(reader, "participants", untold)
    return _added(reader, "participants", held)


def _added(reader: Reader, field: str, where: Where) -> int:
    return sum(row[-1] or 0 for row in reader.totals(Activity, [], [field], where))


def _standing(reader: Reader, where: Where, year: int | None) -> int:
    """The models that stood at the end of a year, or stand now; one without a day has stood all along."""
    now = reader.count(Model, [*where, _ACTIVE])
    if year is None:
        return now
    founded, stopped = (
        Condition(name, "from", date(year + 1, 1, 1)) for name in ("decision_date", "stopped_on")
    )
    went_on = [*where, _STOPPED, stopped]
    return (
        now
        - reader.count(Model, [*where, _ACTIVE, founded])
        + reader.count(Model, went_on)
        - reader.count(Model, [*went_on, founded])
    )


def births(reader: Reader, where: Where = ()) -> list[tuple[tuple[Any, ...], str, int]]:
    """Each birth that was supported, its commune and the money paid there: lines are not mothers.

    A mother written in capitals, or with her tone marks elsewhere, in another list is the same.
    """
    paid: Counter[tuple[Any, ...]] = Counter()
    for mother, *birth, commune, _lines, amount in reader.totals(
        BirthExpense, ["mother", "birth", "born_on", "commune"], ["amount"], where
    ):
        paid[spelling(mother or ""), *birth, commune] += amount or 0
    return [(birth[:3], birth[3], amount) for birth, amount in paid.items()]


def _within(field: str, year: int | None) -> list[Condition]:
    if year is None:
        return []
    return [Condition(field, "from", date(year, 1, 1)), Condition(field, "to", date(year, 12, 31))]


def _measure(quantity: str, reader: Reader, where: Where) -> Measured:
    return Measured(count_reached(reader, quantity, where))


def measure_matched(reader: Reader, where: Where) -> Measured:
    """The share of money whose lines agree with their norm, of all that was spent."""
    sums: dict[str, int] = {}
    for over in (Expense, BirthExpense):
        for state, _count, amount in reader.totals(over, ["state"], ["amount"], where):
            sums[state] = sums.get(state, 0) + (amount or 0)
    whole = sum(sums.values())
    matched = sums.get(MATCHED, 0)
    return Measured(round(100 * matched / whole) if whole else None, matched, whole)


INDICATORS: Sequence[Indicator] = (
    *(
        Indicator(f"gender_{name}", title, UNITS[name], partial(_measure, name))
        for name, title in QUANTITIES.items()
    ),
    Indicator("gender_matched", "Tỷ lệ kinh phí khớp định mức", "%", measure_matched),
)
