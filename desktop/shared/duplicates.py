"""Rules that find one person or household entered twice, for every component to use; knows no store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, Generic, TypeVar

from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import Twice
from desktop.declare.text import fold
from desktop.shared.identity import is_one_name, is_same_writing
from desktop.shared.not_the_same import known_pairs, pair_of

R = TypeVar("R", bound=Record)

_VILLAGE_WORDS = ("ban ", "thon ", "b. ", "b.", "buon ", "ap ", "khom ")
_STREET_GROUPS = ("to dan pho ", "tdp ", "to ")


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


class OneNumberTwoPersons:
    """Finds different persons under one personal number (G05); both are at fault.

    With `also_same_person` the same name twice under one number is found as well: a person can be a member
    of one household only.
    """

    def __init__(self, over: type[Record], number: str, name: str, *, also_same_person: bool = False) -> None:
        self.record_type, self.number, self.name = over, number, name
        self.also_same_person = also_same_person

    def __call__(self, reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
        for group in reader.twice(self.record_type, Twice([self.number])):
            if among is not None and not among.intersection(group):
                continue
            found = [record for id in group if (record := reader.get(self.record_type, id))]
            for one, two in combinations(found, 2):
                name, other = getattr(one, self.name) or "", getattr(two, self.name) or ""
                same = is_one_name(name, other)
                if same and not self.also_same_person:
                    continue
                # One person in two places is told at the name, one number of two persons at the number.
                field = self.name if same else ""
                yield Finding(
                    record=one.id or "", related=(two.id or "",), says={"other": other}, field=field
                )
                yield Finding(record=two.id or "", related=(one.id or "",), says={"other": name}, field=field)


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
        groups: dict[tuple[Any, ...], list[R]] = {}
        touched: dict[tuple[Any, ...], None] = {}
        for record in reader.rows(self.record_type, self._where(reader, among)):
            group = self._group(record)
            if group is None:
                continue
            groups.setdefault(group, []).append(record)
            if among is None or record.id in among:
                touched[group] = None
        for group in touched:
            for one, two in combinations(sorted(groups[group], key=lambda record: record.id or ""), 2):
                if self._may_be_one(one, two) and (among is None or {one.id, two.id} & among):
                    yield one, two

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

    def _group(self, record: R) -> tuple[Any, ...] | None:
        born = getattr(record, self.birth)
        if born is None or not getattr(record, self.name):
            return None
        first, *rest = (getattr(record, place) for place in self.places)
        return (born.year, first, *(village_key(part) for part in rest))

    def _may_be_one(self, one: R, two: R) -> bool:
        if not is_one_name(getattr(one, self.name), getattr(two, self.name)):
            return False
        first, second = getattr(one, self.number), getattr(two, self.number)
        return not (first and second and first != second and len(first) == len(second))
