"""Where every indicator stands: reported, computed, forecast, and what holds it up; paints nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.declare.indicators import Indicator
from desktop.declare.reading import Condition, Reader, Where
from desktop.shared import scoring
from desktop.shared.indicator_parts import PartScore, rolled_up_parts
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue
from desktop.shared.standings import Figure, Standing, Standings
from desktop.workspace.kept import kept
from desktop.workspace.within import Within

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
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


def read_parts(workspace: Workspace, standing: Standing) -> list[PartScore]:
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
    """What components compute from the records; None for one that failed, which is logged by its name."""
    found: dict[str, Figure] = {}
    for indicator in indicators:
        try:
            found[indicator.name] = (indicator, indicator.compute(reader, ()))
        except Exception as failure:
            _log.error("indicator %s raised %s", indicator.name, type(failure).__name__)
            found[indicator.name] = (indicator, None)
    return found
