"""The acts that carry money into a year and the duties of matching of one, with what became of each."""

from __future__ import annotations

from datetime import date

from desktop.declare.reading import Condition, Reader, Where
from desktop.shared.capital import CarryOver
from desktop.shared.ledger import (
    TOLD_ACTS,
    TOLD_DUTIES,
    Carried,
    MatchDuty,
    carried_of,
    entries_covered,
    read_match,
)
from desktop.shared.programme import LineTree
from desktop.shared.rates import Match


def read_acts(
    reader: Reader, where: Where, year: int | None, today: date, until: Where = ()
) -> list[tuple[CarryOver, Carried]]:
    """The acts of places that fit, the nearest deadline first; those of no place speak of all.

    `until` may keep to figures of the ledger up to a day.
    """
    tree = LineTree(reader)
    everywhere = reader.rows(CarryOver, (*TOLD_ACTS, Condition("place", "empty"))) if where else ()
    found = [
        (act, carried_of(act, entries_covered(act, reader, until, tree), today))
        for act in (*reader.rows(CarryOver, (*TOLD_ACTS, *where)), *everywhere)
        if act.to_year == year
    ]
    return sorted(found, key=lambda one: (one[0].deadline, one[0].from_year))


def read_matches(
    reader: Reader, where: Where, year: int | None, until: Where = ()
) -> list[tuple[MatchDuty, Match]]:
    """The duties of a year of places that fit, with what stands there; `until` as for acts."""
    found = (duty for duty in reader.rows(MatchDuty, (*TOLD_DUTIES, *where)) if duty.year == year)
    return [(duty, read_match(duty, reader, until=until)) for duty in found]
