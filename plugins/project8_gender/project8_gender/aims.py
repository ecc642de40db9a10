"""How far Project 8 has come towards what places were given to reach; draws nothing, writes no report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from desktop.api import Condition, Reader, Where
from desktop.shared import Place
from desktop.shared.places import places_within
from project8_gender.figures import count_reached
from project8_gender.targets import Target


class Aimed(NamedTuple):
    """One quantity of a year: what was wanted, what is reached, and the targets that say so."""

    quantity: str
    wanted: int
    reached: int
    targets: tuple[str, ...]


def given(reader: Reader, where: Where) -> list[Any]:
    """The targets that say how much, of whom and when."""
    return [each for each in reader.rows(Target, where) if each.target and each.place and each.year]


def aimed_of(reader: Reader, targets: Iterable[Any], year: int) -> list[Aimed]:
    """Each quantity of a year that somebody was given a target of."""
    by_quantity: dict[str, list[Any]] = defaultdict(list)
    for target in targets:
        if target.year == year:
            by_quantity[target.quantity].append(target)
    communes = communes_among(reader, [target for mine in by_quantity.values() for target in mine])
    found = []
    for quantity, mine in by_quantity.items():
        parts = _parts(mine, communes)
        wanted = sum(each.target for each in parts)
        reached = sum(reached_of(reader, each, communes) for each in parts)
        found.append(Aimed(quantity, wanted, reached, tuple(each.id or "" for each in mine)))
    return found


def communes_among(reader: Reader, targets: Iterable[Any]) -> set[str]:
    """Which of the places that targets speak of are communes."""
    places = sorted({target.place for target in targets})
    only = [Condition("id", "in", places), Condition("kind", "is", "commune")]
    return {place.id or "" for place in reader.rows(Place, only)}


def _parts(mine: list[Any], communes: set[str]) -> list[Any]:
    """Those that say the whole: the communes' where all are told, else the one of their province."""
    lower = [each for each in mine if each.place in communes]
    upper = [each for each in mine if each.place not in communes]
    if not lower or not upper:
        return mine
    most = max(upper, key=lambda each: each.target)
    return [most] if most.target > sum(each.target for each in lower) else lower


def reached_of(reader: Reader, target: Any, communes: set[str]) -> int:
    """What the records of a place show, those of its communes for a higher one; without any, its report."""
    below = {target.place} if target.place in communes else places_within(target.place, reader, linked=False)
    where = [Condition("commune", "in", sorted(below))]
    counted = count_reached(reader, target.quantity, where, target.year)
    return counted or target.reported or 0
