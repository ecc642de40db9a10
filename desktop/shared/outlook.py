"""What an indicator will be at the end of a year that is still going on; asks a reader, paints nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from desktop.declare.dates import first_day
from desktop.declare.reading import Condition, Reader, Where
from desktop.shared import scoring
from desktop.shared.calendar import period_of
from desktop.shared.indicators import IndicatorDefinition
from desktop.shared.scoreboard import Reported, levels_of, read_reported, results_of, rolled_up
from desktop.shared.scoring import Bound

_PARTS = {"quarter": (9, 14), "half": (6, 14)}
"""The parts of a year that are reported, the later one first, with the month and day they end on."""


class Outlook(NamedTuple):
    """The figure of a part of the year, the day it was counted to, and what the year comes to at that pace.

    `expected` is None where last year's figure, from which a share goes on, is not known. `plan` is what one
    place has planned for the whole year.
    """

    figure: Bound
    on: date
    expected: Decimal | None
    values: tuple[Reported, ...]
    plan: Bound | None = None


def read_outlooks(reader: Reader, where: Where, year: int) -> Mapping[str, Outlook]:
    """By the id of the indicator, for those that were reported for a part of the year."""
    asked = [Condition("year", "is", year), Condition("period", "in", list(_PARTS))]
    now = _by_indicator(reader, [*where, *asked])
    if not now:
        return {}
    asked = [Condition("year", "is", year - 1), Condition("period", "is", "year")]
    before = _by_indicator(reader, [*where, *asked])
    asked = [Condition("year", "is", year), Condition("period", "is", "year")]
    plans = _by_indicator(reader, [*where, *asked, Condition("edition", "is", "plan")])
    listed = [value for values in (*now.values(), *before.values()) for value in values]
    kinds = levels_of(reader, (value.place for value in listed))
    found = {}
    for definition in reader.rows(IndicatorDefinition, [Condition("id", "in", sorted(now))]):
        id = definition.id or ""
        period = next(each for each in _PARTS if any(value.period == each for value in now[id]))
        own = results_of([value for value in now[id] if value.period == period], kinds)
        outlook = _outlook(definition, own, results_of(before[id], kinds), year, _PARTS[period])
        if outlook is not None:
            alone = plans[id][0].bound if len(own) == len(plans[id]) == 1 else None
            found[id] = outlook._replace(plan=alone)
    return found


def _by_indicator(reader: Reader, where: Where) -> dict[str, list[Reported]]:
    found: dict[str, list[Reported]] = defaultdict(list)
    for value in read_reported(reader, where):
        found[value.indicator].append(value)
    return found


def _outlook(
    definition: IndicatorDefinition,
    now: list[Reported],
    before: list[Reported],
    year: int,
    ends: tuple[int, int],
) -> Outlook | None:
    figure = rolled_up(definition, now, before) if now else None
    if figure is None:
        return None
    last = rolled_up(definition, before, ()) if before else None
    days = [first_day(value.counted_on) for value in now if value.counted_on is not None]
    first, end = period_of("year", year)
    on = min(max(days, default=date(year, *ends)), end)
    start = Decimal(0)
    if definition.kind in (scoring.RATIO, scoring.MULTIPLE):
        if last is None:
            return Outlook(figure, on, None, tuple(now))
        start = last.value
    most = Decimal(100) if definition.is_percent else None
    expected = scoring.forecast(start, figure.value, first, on, end, most)
    return Outlook(figure, on, None if expected is None else round(expected, 2), tuple(now))
