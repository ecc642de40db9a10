"""Rules that find one person or household entered twice, for every component to use; knows no store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, combinations, product
from typing import Any, Generic, TypeVar

from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import Twice
from desktop.declare.text import fold
from desktop.shared.identity import given_name, is_one_given_name, is_one_name, is_same_writing
from desktop.shared.not_the_same import known_pairs, pair_of

R = TypeVar("R", bound=Record)

_VILLAGE_WORDS = ("ban ", "thon ", "b. ", "b.", "buon ", "ap ", "khom ")
_AT_ONCE = 500
_Named = tuple[str, str, str | None]
"""The id, the name and the personal number of a record."""

_STREET_GROUPS = ("to dan pho ", "tdp ", "to ")


@lru_cache(maxsize=65_536)
def village_key(village: str | None) -> str:
    """A village's folded name without its kind: `Bản Na Son` = `Na Son`; `TDP 4` = `Tổ dân phố 4`."""
    key = fold(village or "")
    for word in _STREET_GROUPS:
        if key.startswith(word):
            rest = key.removeprefix(word).strip()
            return f"to dan pho {rest}" if rest.isdigit() else rest
    for word in _VILLAGE_WORDS:
        if key.startswith(word) and not key.removeprefix(word).isdigit():
            return key.removeprefix(word).strip()
    return key


def named(reader: Reader, record_type: type[Record], name: str, ids: Iterable[str]) -> dict[str, str]:
    """The names of some records, by id."""
    wanted, found = sorted(set(ids)), dict[str, str]()
    for start in range(0, len(wanted), _AT_ONCE):
        where = [Condition("id", "in", wanted[start : start + _AT_ONCE])]
        found.update((id, written or "") for id, written in reader.columns(record_type, ("id", name), where))
    return found


def paired(reader: Reader, record_type: type[R], pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[R, R]]:
    """The records of pairs of ids."""
    for start in range(0, len(pairs), _AT_ONCE):
        part = pairs[start : start + _AT_ONCE]
        where = [Condition("id", "in", sorted({id for pair in part for id in pair}))]
        known = {record.id: record for record in reader.rows(record_type, where)}
        yield from ((known[one], known[two]) for one, two in part)


class OneNumberTwoPersons:
    """Finds different persons under one personal number (G05); both are at fault.

    With `also_same_person` the same name twice under one number is found as well: a person can be a member
    of one household only.
    """

    def __init__(self, over: type[Record], number: str, name: str, *, also_same_person: bool = False) -> None:
        self.record_type, self.number, self.name = over, number, name
        self.also_same_person = also_same_person

    def __call__(self, reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
        groups = [
            group
            for group in reader.twice(self.record_type, Twice([self.number]))
            if among is None or among.intersection(group)
        ]
        names = named(reader, self.record_type, self.name, chain.from_iterable(groups))
        for one, two in chain.from_iterable(combinations(group, 2) for group in groups):
            same = is_one_name(names[one], names[two])
            if same and not self.also_same_person:
                continue
            # One person in two places is told at the name, one number of two persons at the number.
            field = self.name if same else ""
            yield Finding(record=one, related=(two,), says={"other": names[two]}, field=field)
            yield Finding(record=two, related=(one,), says={"other": names[one]}, field=field)


def _near(group: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """The pairs of a group whose given names may be one; all others are two names already by that."""
    by_given: defaultdict[str, list[_Named]] = defaultdict(list)
    for one in group:
        by_given[given_name(one[1])].append(one)
    for own in by_given.values():
        yield from combinations(own, 2)
    for one_given, other in combinations(by_given, 2):
        if is_one_given_name(one_given, other):
            yield from product(by_given[one_given], by_given[other])


class AlikeByName(Generic[R]):
    """Finds nearly the same name, same birth year and same place (G12); the later of two is at fault.

    Two different personal numbers of one kind say that they are two persons after all.
    """

    def __init__(self, over: type[R], name: str, birth: str, places: Sequence[str], number: str) -> None:
        self.record_type, self.name, self.birth = over, name, birth
        self.places, self.number = tuple(places), number

    def __call__(self, reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
        known: frozenset[tuple[str, str]] | None = None
        for one, two in self.pairs(reader, among):
            if known is None:
                known = known_pairs(reader, self.record_type)
            if pair_of(one.id or "", two.id or "") in known:
                continue
            name, other = getattr(one, self.name), getattr(two, self.name)
            surely = is_same_writing(name, other) and self.have_one_number(one, two)
            grade = Grade.BLOCK if surely else None
            yield Finding(record=two.id or "", related=(one.id or "",), says={"other": name}, grade=grade)

    def pairs(self, reader: Reader, among: frozenset[str] | None) -> Iterator[tuple[R, R]]:
        """The records that may be one, two by two, the earlier first; one of each pair is `among`."""
        return paired(reader, self.record_type, list(self.alike(reader, among)))

    def alike(self, reader: Reader, among: frozenset[str] | None) -> Iterator[tuple[str, str]]:
        """The same by their ids."""
        groups: defaultdict[tuple[Any, ...], list[_Named]] = defaultdict(list)
        touched: dict[tuple[Any, ...], None] = {}
        asked = ("id", self.name, self.number, self.birth, *self.places)
        for id, name, number, born, place, *more in reader.columns(
            self.record_type, asked, self._where(reader, among)
        ):
            if born is None or not name:
                continue
            group = (born.year, place, *map(village_key, more))
            groups[group].append((id, name, number))
            if among is None or id in among:
                touched[group] = None
        for group in touched:
            found = []
            for (one, name, number), (two, other, its) in _near(groups[group]):
                # Two different numbers of one kind are two persons; so are nearly all pairs.
                if number and its and number != its and len(number) == len(its):
                    continue
                if (among is None or one in among or two in among) and is_one_name(name, other):
                    found.append(pair_of(one, two))
            yield from sorted(found)

    def have_one_number(self, one: R, two: R) -> bool:
        """Whether both carry the same personal number."""
        number = getattr(one, self.number)
        return bool(number) and number == getattr(two, self.number)

    def _where(self, reader: Reader, among: frozenset[str] | None) -> list[Condition]:
        # A list of one commune is compared with that commune alone, not with the whole province.
        if among is None or len(among) > 20_000:
            return []
        place = self.places[0]
        communes = {
            row[0]
            for row in reader.totals(self.record_type, [place], where=[Condition("id", "in", list(among))])
        }
        return [Condition(place, "in", [commune for commune in communes if commune])]
