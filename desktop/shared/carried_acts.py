"""The acts that carry money into a year, with what is left of each on a day; asks a reader."""

from __future__ import annotations

from datetime import date

from desktop.declare.reading import Condition, Reader, Where
from desktop.shared.capital import CarryOver
from desktop.shared.ledger import Carried, carried_of, entries_covered
from desktop.shared.programme import LineTree


def read_acts(
    reader: Reader, where: Where, year: int | None, today: date, until: Where = ()
) -> list[tuple[CarryOver, Carried]]:
    """The acts of places that fit, the nearest deadline first; those of no place speak of all.

    `until` may keep to figures of the ledger up to a day.
    """
    tree = LineTree(reader)
    everywhere = reader.rows(CarryOver, [Condition("place", "empty")]) if where else ()
    found = [
        (act, carried_of(act, entries_covered(act, reader, until, tree), today))
        for act in (*reader.rows(CarryOver, where), *everywhere)
        if act.to_year == year
    ]
    return sorted(found, key=lambda one: (one[0].deadline, one[0].from_year))
