"""Which figures of indicators a report still waits for; asks a reader, writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from desktop.declare.ordering import word_order
from desktop.declare.reading import Condition, Reader
from desktop.shared.calendar import ReportingDuty, ReportingPeriod, is_open
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue

_PARTS = {6: "half", 9: "quarter", 12: "year"}
"""The part of a year whose figures a report takes, by the month its period ends in."""


def read_open_figures(periods: Iterable[ReportingPeriod], reader: Reader) -> Mapping[str, Sequence[str]]:
    """The indicators that are still open, by the id of the report; complete ones are left out.

    A place is asked again for what it told or planned in the year or the year before.
    """
    asking = [Condition("asks_figures", "is", True), Condition("frequency", "is_not", "month")]
    duties = {duty.id for duty in reader.rows(ReportingDuty, asking)}
    asked = [each for each in periods if each.duty in duties and is_open(each) and _part(each)]
    if not asked:
        return {}
    years = {each.period_end.year for each in asked}
    where = [
        Condition("place", "in", sorted({each.place for each in asked})),
        Condition("year", "in", sorted({*years, *(year - 1 for year in years)})),
        Condition("group", "empty"),
    ]
    expected: dict[tuple[str, int], set[str]] = defaultdict(set)
    told: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    by = ["place", "year", "period", "edition", "indicator"]
    for place, year, part, edition, indicator, *_count in reader.totals(IndicatorValue, by, where=where):
        for asked_in in (year, year + 1):
            expected[place, asked_in].add(indicator)
        if edition != "plan":
            told[place, year, part].add(indicator)
    named = {each.id: f"{each.code} {each.spoken('name')}" for each in reader.rows(IndicatorDefinition)}
    found = {}
    for each in asked:
        year = each.period_end.year
        still = expected[each.place, year] - told[each.place, year, _part(each)]
        if still:
            found[each.id or ""] = sorted((named.get(id, "") for id in still), key=word_order)
    return found


def _part(period: ReportingPeriod) -> str:
    return _PARTS.get(period.period_end.month, "") if period.period_end else ""


def says_open(named: Sequence[str]) -> str:
    """The first by its name; that there are more is said by dots."""
    return named[0] + (", …" if named[1:] else "")
