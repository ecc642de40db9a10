"""Which unit stands in the place of another on a day, reached through dated links alone; writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from desktop.declare.reading import Reader, filled
from desktop.declare.values import plain_value
from desktop.shared.place_splits import SplitDecision
from desktop.shared.places import Place, PlaceLink
from desktop.shared.villages import kind_and_name

LEVELS = ("province", "district", "commune", "village")
Village = tuple[str, str]
Shares = dict[str, Fraction]


class _Unit(NamedTuple):
    parent: str | None
    kind: str
    first: date | None
    last: date | None


@plain_value
class Split:
    """What is known of a unit that went to several: shares, villages, or nothing yet.

    Each share stands beside the unit it goes to, and they sum to one; a village is known by kind and name.
    """

    shares: Sequence[tuple[str, Fraction]] = ()
    villages: Mapping[Village, str] = field(default_factory=dict)

    def into(self) -> set[str]:
        """The units that something of it goes to."""
        return {unit for unit, _share in self.shares} | set(self.villages.values())

    def of_village(self, name: str) -> str | None:
        """The unit a village went to; a name without its kind is enough where no other is called so."""
        said = kind_and_name(name)
        alike = {
            unit for known, unit in self.villages.items() if known[1] == said[1] and "" in (known[0], said[0])
        }
        return self.villages.get(said) or (alike.pop() if len(alike) == 1 else None)


@dataclass(frozen=True)
class Boundaries:
    """The country on one day: for a unit that does not stand then, the one that does, or how it was split.

    `moved` and `split` hold ids; a unit in neither stands for itself. `later` are those that began after
    the day: a record that knows its unit of before as written is counted there.
    """

    day: date
    level: str
    moved: Mapping[str, str]
    split: Mapping[str, Split]
    later: frozenset[str]
    standing: frozenset[str]

    @cached_property
    def moved_text(self) -> str:
        """`moved` as the one parameter of a query."""
        return json.dumps(self.moved, separators=(",", ":"))

    @cached_property
    def _came_from(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for source, unit in self.moved.items():
            found.setdefault(unit, set()).add(source)
        for source, split in self.split.items():
            for unit in split.into():
                found.setdefault(unit, set()).add(source)
        return found

    def seen(self, place: str) -> str:
        """The unit of this day; of a split one its own id, which `split` explains."""
        return self.moved.get(place, place)

    def sources(self, places: Iterable[str]) -> set[str]:
        """All units of which something is counted at one of these on this day."""
        return {each for place in places for each in (place, *self._came_from.get(place, ()))}


class Geography:
    """All units, links and decisions, read once; `at` draws the boundaries of a day."""

    def __init__(self, reader: Reader) -> None:
        rows = reader.totals(Place, ["id", "parent", "kind", "valid_from", "valid_to"])
        self._units = {row[0]: _Unit(*row[1:5]) for row in rows}
        self._into: dict[str, list[tuple[str, str]]] = {}
        self._from: dict[str, list[tuple[str, str]]] = {}
        links = reader.totals(PlaceLink, ["old", "new", "kind"], where=filled("old", "new"))
        for old, new, kind, _count in links:
            self._into.setdefault(old, []).append((new, kind))
            self._from.setdefault(new, []).append((old, kind))
        self._decided: dict[str, list[SplitDecision]] = {}
        told = reader.rows(SplitDecision, filled("place", "decided_on"))
        decisions = sorted(told, key=lambda each: each.decided_on)
        for decision in decisions:
            self._decided.setdefault(decision.place, []).append(decision)

    def at(self, day: date, level: str = "") -> Boundaries:
        """The boundaries of a day; with a level every unit below it counts at the one above."""
        return _Day(self._units, self._into, self._from, self._decided, day).boundaries(level)

    def turns(self) -> list[date]:
        """The days on which a unit begins or no longer stands: between two of them no boundary moves."""
        units = self._units.values()
        over = (unit.last + timedelta(days=1) for unit in units if unit.last and unit.last < date.max)
        return sorted({unit.first for unit in units if unit.first} | set(over))


class _Day:
    """One day's answers on their way."""

    def __init__(
        self,
        units: Mapping[str, _Unit],
        into: Mapping[str, list[tuple[str, str]]],
        came: Mapping[str, list[tuple[str, str]]],
        decided: Mapping[str, list[SplitDecision]],
        day: date,
    ) -> None:
        self._units, self._into, self._from, self._decided, self._day = units, into, came, decided, day
        self._known: dict[str, Shares | None] = {}
        self._ends: dict[str, set[str]] = {}

    def boundaries(self, level: str) -> Boundaries:
        moved: dict[str, str] = {}
        split: dict[str, Split] = {}
        for id, unit in self._units.items():
            if level and LEVELS.index(unit.kind) > LEVELS.index(level):
                self._lift(id, level, moved, split)
            elif not self._stands(unit):
                self._settle(id, self._reached(id), moved, split)
        later = frozenset(id for id, unit in self._units.items() if unit.first and unit.first > self._day)
        standing = frozenset(id for id, unit in self._units.items() if self._stands(unit))
        return Boundaries(self._day, level, moved, split, later, standing)

    def _settle(
        self, id: str, reached: Shares | None, moved: dict[str, str], split: dict[str, Split]
    ) -> None:
        if reached is not None and len(reached) == 1 and id not in reached:
            moved[id] = next(iter(reached))
        elif reached is not None:
            split[id] = Split(tuple(reached.items()))
        else:
            split[id] = Split(villages=self._villages(id))

    def _lift(self, id: str, level: str, moved: dict[str, str], split: dict[str, Split]) -> None:
        """Count a unit at the level above; where all its parts lie in one such unit nothing is open."""
        above = {self._above(end, level) for end in self._all_ends(id)} or {self._above(id, level)}
        if len(above) == 1 and None not in above:
            moved[id] = str(above.pop())
            return
        reached = self._reached(id)
        if reached is None or None in above:
            villages = {name: self._above(unit, level) or unit for name, unit in self._villages(id).items()}
            split[id] = Split(villages=villages)
            return
        shares: Shares = {}
        for end, share in reached.items():
            upper = self._above(end, level) or end
            shares[upper] = shares.get(upper, Fraction(0)) + share
        self._settle(id, shares, moved, split)

    def _stands(self, unit: _Unit) -> bool:
        return (unit.first is None or unit.first <= self._day) and (
            unit.last is None or self._day <= unit.last
        )

    def _links(self, id: str) -> tuple[list[tuple[str, str]], bool]:
        """Where to go from a unit that does not stand, and whether this is forward in time."""
        unit = self._units[id]
        is_over = unit.last is not None and unit.last < self._day
        links = (self._into if is_over else self._from).get(id, [])
        return [(other, kind) for other, kind in links if other in self._units], is_over

    def _reached(self, id: str) -> Shares | None:
        """The standing units a unit's figures belong to, with shares; None while nobody has decided."""
        if self._stands(self._units[id]):
            return {id: Fraction(1)}
        if id not in self._known:
            # Links that lead round in a circle reach nothing.
            self._known[id] = None
            self._known[id] = self._follow(id)
        return self._known[id]

    def _follow(self, id: str) -> Shares | None:
        links, is_over = self._links(id)
        # Looking back, all of a unit with one origin comes from there, even if that gave to others too.
        if len(links) == 1 and (links[0][1] == "whole" or not is_over):
            return self._reached(links[0][0])
        decision = self._decision(id, {other for other, _kind in links}, by="share")
        if decision is None:
            return None
        shares: Shares = {}
        for part in decision.parts:
            for end, share in (self._reached(part.into) or {id: Fraction(1)}).items():
                shares[end] = shares.get(end, Fraction(0)) + share * Fraction(part.share) / 100
        return shares

    def _villages(self, id: str) -> dict[Village, str]:
        if self._stands(self._units[id]):
            return {}
        decision = self._decision(id, {other for other, _kind in self._links(id)[0]}, by="village")
        found: dict[Village, str] = {}
        for part in decision.parts if decision else ():
            reached = self._reached(part.into)
            if reached is not None and len(reached) == 1:
                found[kind_and_name(part.village)] = next(iter(reached))
        return found

    def _decision(self, id: str, linked: set[str], *, by: str) -> SplitDecision | None:
        """The newest sound decision on a unit towards the units it is linked with."""
        for decision in reversed(self._decided.get(id, ())):
            if decision.parts and {part.into for part in decision.parts} <= linked:
                return decision if decision.how == by and decision.is_complete() else None
        return None

    def _all_ends(self, id: str) -> set[str]:
        if self._stands(self._units[id]):
            return {id}
        if id not in self._ends:
            self._ends[id] = set()
            self._ends[id] = {end for other, _kind in self._links(id)[0] for end in self._all_ends(other)}
        return self._ends[id]

    def _above(self, id: str, level: str) -> str | None:
        """The unit of a level that a unit lies in on the day."""
        upper: str | None = id
        for _step in LEVELS:
            if upper is None or upper not in self._units or self._units[upper].kind == level:
                break
            upper = self._units[upper].parent
        if upper is None or upper not in self._units:
            return None
        reached = self._reached(upper)
        return next(iter(reached)) if reached is not None and len(reached) == 1 else None


def divided(amount: Any, shares: Sequence[tuple[str, Fraction]]) -> Iterator[tuple[str, Any]]:
    """An amount in whole parts of its own unit by largest remainder: the parts sum to the amount.

    >>> dict(divided(10, [("a", Fraction(1, 3)), ("b", Fraction(1, 3)), ("c", Fraction(1, 3))]))
    {'a': 4, 'b': 3, 'c': 3}
    """
    exponent = int(amount.as_tuple().exponent) if isinstance(amount, Decimal) else 0
    whole = int(amount.scaleb(-exponent)) if isinstance(amount, Decimal) else int(amount)
    sign = -1 if whole < 0 else 1
    exact = [(unit, share * abs(whole)) for unit, share in shares]
    parts = [int(each) for _unit, each in exact]
    rest = sorted(range(len(exact)), key=lambda number: (parts[number] - exact[number][1], exact[number][0]))
    for number in rest[: abs(whole) - sum(parts)]:
        parts[number] += 1
    for (unit, _exact), part in zip(exact, parts, strict=True):
        own = sign * part
        yield unit, Decimal(own).scaleb(exponent) if isinstance(amount, Decimal) else own
