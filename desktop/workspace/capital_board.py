"""What the page of capital shows for a place and a budget year; asks the ledger, paints nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from desktop.declare.reading import Condition, Where
from desktop.declare.values import plain_value
from desktop.shared.capital import CarryOver
from desktop.shared.capital_outline import Outline, read_outline
from desktop.shared.carried_acts import read_acts, read_matches
from desktop.shared.ledger import Carried, MatchDuty
from desktop.shared.places import Place
from desktop.shared.rates import Match

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace


@plain_value
class CapitalBoard:
    """The outline of a year, the acts money is carried over by, and the duties of matching."""

    outline: Outline = field(default_factory=Outline)
    acts: tuple[tuple[CarryOver, Carried], ...] = ()
    duties: tuple[tuple[MatchDuty, Match], ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)


def read_capital(
    workspace: Workspace, place: str, year: int | None, today: date, *, continued: bool = False
) -> CapitalBoard:
    """The board of a place (of all where none is named) and a budget year (the newest there is).

    What belongs to the place is told by the boundaries the workspace looks by; acts and duties stay those of
    their own place, as it was. With `continued` the lines of an earlier programme stand under those they
    continue as.
    """
    with workspace.store.reading() as reader, workspace.reading() as seen:
        where: Where = (Condition("place", "in", workspace.places_within(place)),) if place else ()
        outline = read_outline(seen, where, year, continued=continued)
        stored = seen.as_stored()
        acts = read_acts(stored, where, outline.year, today)
        duties = read_matches(stored, where, outline.year)
        told = [duty.place for duty, _match in duties]
        told += [act.place for act, _carried in acts if act.place]
        return CapitalBoard(outline, tuple(acts), tuple(duties), reader.names(Place, told))
