"""The figure of one indicator at each place, computed or as it was reported; paints nothing."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop.declare.indicators import Indicator
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.records import Record
from desktop.shared import scoring
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue
from desktop.shared.scoreboard import Reported, levels_of, read_reported, results_of, rolled_up
from desktop.workspace.within import Within, place_field
from desktop.workspace.years import of_year, year_field

COMPUTED = "computed:"
"""Before the name of an indicator that is computed; a reported one is called by its id."""

_log = logging.getLogger(__name__)
_RESULTS = (Condition("period", "is", "year"), Condition("edition", "is_not", "plan"))
_Question = tuple[type[Record], Where]


class Figure(NamedTuple):
    """A figure, what it is beside its target, and the records it is made of."""

    value: Decimal | None
    judged: str | None = None
    over: type[Record] | None = None
    where: Where = ()


class _Noticing(Within):
    """Answers within places and a year, and remembers what was asked: the records a figure is made of."""

    def __init__(
        self, reader: Reader, places: Collection[str], asked: list[_Question], year: int | None
    ) -> None:
        super().__init__(reader, places)
        self.asked, self._year = asked, year

    def where(self, record_type: type[Record], where: Where) -> Where:
        """The conditions, and that the record is of the places and, where it tells, of the year."""
        own = (*where, *of_year(record_type, self._year))
        self.asked.append((record_type, own))
        return super().where(record_type, own)

    def as_stored(self) -> _Noticing:
        """The records of the same places, theirs as they are stored."""
        return _Noticing(self._reader.as_stored(), self._places, self.asked, self._year)


def computed_at(
    reader: Reader,
    indicator: Indicator,
    places: Sequence[str],
    progress: Callable[[int, int], None] | None = None,
    year: int | None = None,
) -> tuple[dict[str, Figure], bool]:
    """What an indicator comes to at each place alone, of a year (all), and whether the year was heeded.

    It was not where records it is made of do not say of which year they are. A place it fails at has no
    figure, which is logged.
    """
    found: dict[str, Figure] = {}
    over_all: set[type[Record]] = set()
    failed = ""
    for number, place in enumerate(places):
        if progress is not None:
            progress(number, len(places))
        asked: list[_Question] = []
        try:
            measured = indicator.compute(_Noticing(reader, [place], asked, year), ())
        except Exception as failure:
            failed = type(failure).__name__
            continue
        over_all |= {over for over, _where in asked if place_field(over)}
        if measured.value is not None:
            over, where = _widest(asked)
            here = (*where, Condition(place_field(over), "is", place)) if over else ()
            found[place] = Figure(Decimal(measured.value), None, over, here)
    if failed:  # once, however many places there are
        _log.error("indicator %s raised %s", indicator.name, failed)
    return found, bool(year) and all(year_field(over) for over in over_all)


def _widest(asked: Iterable[_Question]) -> tuple[type[Record] | None, Where]:
    """Of the first type in a place that was asked for, the question with the fewest conditions."""
    in_places = [(over, where) for over, where in asked if place_field(over)]
    if not in_places:
        return None, ()
    first = in_places[0][0]
    return first, min((where for over, where in in_places if over is first), key=len)


def reported_at(
    reader: Reader, indicator: str, within: Collection[str], year: int | None
) -> tuple[dict[str, Figure], int | None]:
    """The reported figure of each place as it is looked at, of a year (the newest), and that year."""
    definition = reader.get(IndicatorDefinition, indicator)
    stored = reader.as_stored()
    where = [Condition("indicator", "is", indicator)]
    where += [Condition("place", "in", sorted(within))] if within else []
    years = [row[0] for row in stored.totals(IndicatorValue, ["year"], where=[*where, *_RESULTS])]
    asked = year or max(years, default=None)
    if definition is None or asked is None:
        return {}, asked
    beside = sorted({asked, asked - 1, *([definition.base_year] if definition.base_year else [])})
    values = list(read_reported(stored, [*where, *_RESULTS, Condition("year", "in", beside)]))
    seen = _places_of(reader, values)
    kinds = levels_of(stored, [value.place for value in values])
    by_place: dict[str, dict[int, list[Reported]]] = defaultdict(lambda: defaultdict(list))
    for value in values:
        by_place[seen.get(value.place, value.place)][value.year].append(value)
    found = {}
    for place, told in by_place.items():
        best = {each: results_of(rows, kinds) for each, rows in told.items()}
        figure = _reported(definition, best, asked)
        if figure is not None:
            found[place] = figure
    return found, asked


def _reported(definition: IndicatorDefinition, best: dict[int, list[Reported]], year: int) -> Figure | None:
    now = best.get(year, [])
    if not now:
        return None
    base = definition.base_year if definition.kind == scoring.MULTIPLE else None
    before = best.get(base or year - 1, [])
    actual, target = rolled_up(definition, now, before), definition.target_at(year)
    if actual is None:
        return None
    judged = scoring.judge(actual, target, definition.direction) if target else None
    where = (Condition("id", "in", [value.id for value in now]),)
    return Figure(actual.value, judged, IndicatorValue, where)


def _places_of(reader: Reader, values: Sequence[Reported]) -> dict[str, str]:
    """For each place that reported the one that is looked at in its stead."""
    ids = [value.id for value in values]
    rows = reader.columns(IndicatorValue, ["id", "place"], [Condition("id", "in", ids)])
    shown = dict(rows)
    return {value.place: shown.get(value.id, value.place) for value in values}
