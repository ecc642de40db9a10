"""Where each indicator stands in a year: target, actual, trend, distance; asks a reader, paints nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop.declare.dates import Day
from desktop.declare.ordering import word_order
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.values import plain_value
from desktop.shared import scoring
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue
from desktop.shared.places import Place
from desktop.shared.scoring import Bound

_BEST = ("revision", "official", "estimate")
_LEVELS = ("province", "district", "commune", "village")


class Reported(NamedTuple):
    """What counts of a stored figure: a country has hundreds of thousands of them."""

    id: str
    indicator: str
    place: str
    year: int
    period: str
    edition: str
    sign: str | None
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    counted_on: Day | None

    @property
    def bound(self) -> Bound:
        """The figure with the sign it was reported with."""
        return Bound(self.sign or "=", self.value)


def read_reported(reader: Reader, where: Where) -> Iterator[Reported]:
    """The figures of whole groups that fit; a breakdown is no part of them."""
    of_all = [*where, Condition("group", "empty")]
    return map(Reported._make, reader.columns(IndicatorValue, Reported._fields, of_all))


@plain_value
class Score:
    """One indicator in one year, rolled up over the places that report it; `values` are its records.

    `trend` is the difference to the year before, `missing` what is missing to the target (0 or less where
    it is reached), `judged` as in `scoring.judge`. All are None where they cannot be said.
    """

    definition: IndicatorDefinition
    year: int
    actual: Bound | None
    target: Bound | None
    judged: str | None
    trend: Decimal | None
    missing: Decimal | None
    values: tuple[Reported, ...]


def scoreboard(reader: Reader, where: Where = (), year: int | None = None) -> list[Score]:
    """Every indicator that has a result in the year (the latest one reported where left out), by code."""
    years = [row[0] for row in reader.totals(IndicatorValue, ["year"], where=[*where, *_RESULTS])]
    if not years:
        return []
    asked = max(years) if year is None else year
    return scoreboards(reader, where, [asked])[asked]


def scoreboards(reader: Reader, where: Where, years: Sequence[int]) -> dict[int, list[Score]]:
    """The scoreboards of several years, their figures read once."""
    definitions = {each.id or "": each for each in reader.rows(IndicatorDefinition)}
    bases = {each.base_year for each in definitions.values() if each.base_year}
    among = Condition("year", "in", sorted({*years, *(year - 1 for year in years), *bases}))
    found: dict[tuple[str, int], list[Reported]] = defaultdict(list)
    for value in read_reported(reader, [*where, among, _YEAR]):
        found[value.indicator, value.year].append(value)
    kinds = levels_of(reader, (value.place for values in found.values() for value in values))
    best = {asked: results_of(values, kinds) for asked, values in found.items()}
    ordered = sorted(definitions.values(), key=lambda each: (each.programme, word_order(each.code)))
    return {
        year: [
            _score(definition, year, best, _plans(found.get((definition.id or "", year), ()), kinds))
            for definition in ordered
            if best.get((definition.id or "", year))
        ]
        for year in years
    }


_YEAR = Condition("period", "is", "year")
_RESULTS = (_YEAR, Condition("group", "empty"), Condition("edition", "in", list(_BEST)))


def levels_of(reader: Reader, places: Iterable[str]) -> Mapping[str, str]:
    """Whether each place is a province, a district, a commune or a village."""
    ids = sorted(set(places))
    return {place.id or "": place.kind for place in reader.rows(Place, [Condition("id", "in", ids)])}


def results_of(values: Sequence[Reported], kinds: Mapping[str, str]) -> list[Reported]:
    """The best edition of each place, of the highest level alone: a province already holds its communes."""
    return _highest(list(best_by_place(values).values()), kinds)


def best_by_place(values: Sequence[Reported]) -> dict[str, Reported]:
    """What counts of each place's figures of one indicator: the last edition told, never the largest."""
    best: dict[str, Reported] = {}
    for edition in reversed(_BEST):
        best.update({value.place: value for value in values if value.edition == edition})
    return best


def _plans(values: Iterable[Reported], kinds: Mapping[str, str]) -> list[Reported]:
    return _highest([value for value in values if value.edition == "plan"], kinds)


def _highest(values: list[Reported], kinds: Mapping[str, str]) -> list[Reported]:
    for level in _LEVELS:
        of_level = [value for value in values if kinds.get(value.place) == level]
        if of_level:
            return of_level
    return values


def _score(
    definition: IndicatorDefinition,
    year: int,
    best: Mapping[tuple[str, int], list[Reported]],
    plans: list[Reported],
) -> Score:
    id = definition.id or ""
    now, before = best.get((id, year), []), best.get((id, year - 1), [])
    base = best.get((id, definition.base_year), []) if definition.base_year else []
    actual = rolled_up(definition, now, base if definition.kind == scoring.MULTIPLE else before)
    earlier = rolled_up(definition, before, base) if len(before) == len(now) else None
    target = plans[0].bound if len(plans) == len(now) == 1 else definition.target_at(year)
    judged = scoring.judge(actual, target, definition.direction) if actual and target else None
    trend = actual.value - earlier.value if actual and earlier else None
    missing = (
        scoring.distance(actual.value, target.value, definition.direction) if actual and target else None
    )
    return Score(definition, year, actual, target, judged, trend, missing, tuple(now))


def rolled_up(
    definition: IndicatorDefinition, now: Sequence[Reported], before: Sequence[Reported]
) -> Bound | None:
    """The figure for all places together; that of one place alone keeps the sign it was reported with."""
    if len(now) == 1:
        return now[0].bound
    kept = {value.place for value in now} & {value.place for value in before}
    if definition.kind in (scoring.RISE, scoring.FALL, scoring.MULTIPLE) and len(kept) < len(now):
        return None
    scale = 100 if definition.is_percent else 1
    figure = scoring.roll_up(definition.kind, now, before, scale=scale)
    return None if figure.value is None else Bound("=", Decimal(figure.value))
