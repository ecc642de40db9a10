"""Where each indicator stands in a year: target, actual, trend, distance; asks a reader, paints nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.declare.indicators import Measured
from desktop.declare.reading import Condition, Reader, Where
from desktop.shared import scoring
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue
from desktop.shared.places import Place
from desktop.shared.scoring import Bound

_BEST = ("revision", "official", "estimate")
_LEVELS = ("province", "district", "commune", "village")


@dataclass(frozen=True, slots=True)
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
    values: tuple[IndicatorValue, ...]


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
    found: dict[tuple[str, int], list[IndicatorValue]] = defaultdict(list)
    for value in reader.rows(IndicatorValue, [*where, among, *_WHOLE]):
        found[value.indicator, value.year].append(value)
    kinds = levels_of(reader, (value.place for values in found.values() for value in values))
    ordered = sorted(definitions.values(), key=lambda each: (each.programme, each.code))
    return {
        year: [
            _score(definition, year, found, kinds)
            for definition in ordered
            if results_of(found[definition.id or "", year], kinds)
        ]
        for year in years
    }


_WHOLE = (Condition("period", "is", "year"), Condition("group", "empty"))
_RESULTS = (*_WHOLE, Condition("edition", "in", list(_BEST)))


def levels_of(reader: Reader, places: Iterable[str]) -> Mapping[str, str]:
    """Whether each place is a province, a district, a commune or a village."""
    ids = sorted(set(places))
    return {place.id or "": place.kind for place in reader.rows(Place, [Condition("id", "in", ids)])}


def results_of(values: Sequence[IndicatorValue], kinds: Mapping[str, str]) -> list[IndicatorValue]:
    """The best edition of each place, of the highest level alone: a province already holds its communes."""
    best: dict[str, IndicatorValue] = {}
    for edition in reversed(_BEST):
        best.update({value.place: value for value in values if value.edition == edition})
    return _highest(list(best.values()), kinds)


def _highest(values: list[IndicatorValue], kinds: Mapping[str, str]) -> list[IndicatorValue]:
    for level in _LEVELS:
        of_level = [value for value in values if kinds.get(value.place) == level]
        if of_level:
            return of_level
    return values


def _score(
    definition: IndicatorDefinition,
    year: int,
    found: Mapping[tuple[str, int], list[IndicatorValue]],
    kinds: Mapping[str, str],
) -> Score:
    id = definition.id or ""
    now = results_of(found[id, year], kinds)
    before = results_of(found[id, year - 1], kinds)
    base = results_of(found[id, definition.base_year], kinds) if definition.base_year else []
    actual = rolled_up(definition, now, base if definition.kind == scoring.MULTIPLE else before)
    earlier = rolled_up(definition, before, base) if len(before) == len(now) else None
    plans = _highest([value for value in found[id, year] if value.edition == "plan"], kinds)
    target = plans[0].bound if len(plans) == len(now) == 1 else definition.target_at(year)
    judged = scoring.judge(actual, target, definition.direction) if actual and target else None
    trend = actual.value - earlier.value if actual and earlier else None
    missing = (
        scoring.distance(actual.value, target.value, definition.direction) if actual and target else None
    )
    return Score(definition, year, actual, target, judged, trend, missing, tuple(now))


def rolled_up(
    definition: IndicatorDefinition, now: Sequence[IndicatorValue], before: Sequence[IndicatorValue]
) -> Bound | None:
    """The figure for all places together; that of one place alone keeps the sign it was reported with."""
    if len(now) == 1:
        return now[0].bound
    kept = {value.place for value in now} & {value.place for value in before}
    if definition.kind in (scoring.RISE, scoring.FALL, scoring.MULTIPLE) and len(kept) < len(now):
        return None
    parts = [_measured(value) for value in now]
    scale = 100 if definition.is_percent else 1
    figure = scoring.roll_up(definition.kind, parts, [_measured(value) for value in before], scale=scale)
    return None if figure.value is None else Bound("=", Decimal(figure.value))


def _measured(value: IndicatorValue) -> Measured:
    return Measured(value.value, value.numerator, value.denominator)
