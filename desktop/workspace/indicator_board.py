"""Where every indicator stands: reported, computed, forecast, and what holds it up; paints nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.declare.indicators import Indicator, Measured
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.values import plain_value
from desktop.shared import scoring
from desktop.shared.indicator_parts import PartScore, rolled_up_parts
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue
from desktop.shared.standings import Figure, Standing, Standings
from desktop.workspace.kept import kept
from desktop.workspace.within import Within

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

_log = logging.getLogger(__name__)


@plain_value
class IndicatorBoard:
    """The year, the years there are figures of, the standings in the order they are shown."""

    year: int | None = None
    years: tuple[int, ...] = ()
    standings: tuple[Standing, ...] = ()


def read_board(workspace: Workspace, place: str = "", year: int | None = None) -> IndicatorBoard:
    """The board of a place (all where none is named) in a year (the latest), kept until something changes.

    A place is that of the boundaries the workspace looks by; each figure stays that of the place it was
    reported for, so that ratios are rolled up from all of them.
    """
    asked = ("indicators", place, year, workspace.as_of)
    return kept(workspace, asked, lambda: _read(workspace, place, year))


def read_parts(workspace: Workspace, standing: Standing, place: str = "") -> list[PartScore]:
    """A figure by sex and by people: as it was reported, else as the records of a place give it."""
    return _reported_parts(workspace, standing) or _computed_parts(workspace, standing, place)


def _computed_parts(workspace: Workspace, standing: Standing, place: str) -> list[PartScore]:
    """What a component computes for each sex and each people that stands in its records, the most first."""
    named = (each for each in workspace.catalog.indicators if each.name == standing.indicator)
    indicator = next(named, None)
    if indicator is None or indicator.over is None:
        return []
    found: list[PartScore] = []
    with workspace.reading() as seen:
        reader = Within(seen, workspace.places_within(place)) if place else seen
        for name, is_sex in ((indicator.sex, True), (indicator.people, False)):
            values = [row[0] for row in reader.totals(indicator.over, [name])] if name else []
            parts = [
                PartScore(indicator.over.fields[name].format(value), is_sex, Decimal(figure.value), 1, True)
                for value in values
                if value is not None
                and (figure := _computed(indicator, reader, (Condition(name, "is", value),))) is not None
                and (figure.value or figure.denominator)
                and figure.value is not None
            ]
            found += sorted(parts, key=lambda part: -part.figure)
    return found


def _reported_parts(workspace: Workspace, standing: Standing) -> list[PartScore]:
    """A reported figure by sex and by people, rolled up over the places it was reported for."""
    if standing.record_type is not IndicatorValue:
        return []
    with workspace.store.reading() as reader:
        values = list(reader.rows(IndicatorValue, standing.where))
        definition = reader.get(IndicatorDefinition, values[0].indicator) if values else None
    if definition is None:
        return []
    return rolled_up_parts(
        definition.kind,
        [value.parts or () for value in values],
        scale=100 if definition.is_percent else 1,
        lowest_first=definition.direction == scoring.UP,
    )


def _read(workspace: Workspace, place: str, year: int | None) -> IndicatorBoard:
    with workspace.reading() as seen:
        within = workspace.places_within(place) if place else []
        reader = seen.as_stored()
        where: Where = (Condition("place", "in", within),) if place else ()
        told = [row[0] for row in reader.totals(IndicatorValue, ["year"], where=where)]
        plans = (*where, Condition("edition", "is_not", "plan"))
        results = [row[0] for row in reader.totals(IndicatorValue, ["year"], where=plans)]
        asked = year or max(results, default=None)
        figures = _figures(workspace.catalog.indicators, Within(seen, within) if place else seen)
        maker = Standings(reader, where, asked, figures)
        standings = [*maker.reported(), *maker.phases(), *maker.only_computed()]
        return IndicatorBoard(asked, tuple(sorted(set(told), reverse=True)), tuple(standings))


def _figures(indicators: Iterable[Indicator], reader: Reader) -> dict[str, Figure]:
    """What components compute from the records."""
    return {each.name: (each, _computed(each, reader, ())) for each in indicators}


def _computed(indicator: Indicator, reader: Reader, where: Where) -> Measured | None:
    """What a component computes; None where it failed, which is logged by its name."""
    try:
        return indicator.compute(reader, where)
    except Exception as failure:
        _log.error("indicator %s raised %s", indicator.name, type(failure).__name__)
        return None
