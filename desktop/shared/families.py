"""What members of a household must agree on, with each other and with the list of households; no store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from desktop.declare.problems import Finding
from desktop.declare.reading import Condition, Reader
from desktop.shared.households import Household, Person
from desktop.shared.identity import is_same_writing

GROUP = ("commune", "village", "household_number")
CURRENT = Condition("left_on", "empty")
SPOUSES = ("wife", "husband")
_YEARS = 12
_LINKED = Condition("household", "filled")
_ALONE = (Condition("household", "empty"), Condition("household_number", "filled"))
_Family = tuple[Any, ...]
_MOST_ALONE = 2_000


class Touched(NamedTuple):
    """Which families are asked about: all, or those of what was just written."""

    linked: Sequence[Condition] = ()
    alone: Sequence[Condition] = ()

    @classmethod
    def of(cls, reader: Reader, among: frozenset[str] | None) -> Touched:
        """The households the members lead to, and the communes of those that lead to none."""
        if among is None:
            return cls()
        written = [Condition("id", "in", list(among))]
        homes = [row[0] for row in reader.totals(Person, ["household"], where=written) if row[0]]
        communes = [row[0] for row in reader.totals(Person, ["commune"], where=[*written, *_ALONE])]
        return cls([Condition("household", "in", homes)], [Condition("commune", "in", communes)])

    def homes(self) -> list[Condition]:
        """The same households, as a question about households."""
        return [Condition("id", condition.test, condition.value) for condition in self.linked]


def families(
    reader: Reader, touched: Touched, more: Sequence[str] = (), where: Sequence[Condition] = ()
) -> Iterator[tuple[_Family, Sequence[Any], int]]:
    """Each family, the values of `more`, and how many of its members have them.

    A family is the household its members lead to, else commune, village and number in the list.
    """
    for by, within in ((("household",), [_LINKED, *touched.linked]), (GROUP, [*_ALONE, *touched.alone])):
        for row in reader.totals(Person, [*by, *more], where=[CURRENT, *within, *where]):
            yield row[: len(by)], row[len(by) : -1], row[-1]


def members_of(reader: Reader, wanted: Sequence[_Family]) -> dict[_Family, list[Person]]:
    """The members of some families in the order of their list."""
    found: dict[_Family, list[Person]] = {family: [] for family in wanted}
    homes = [family[0] for family in wanted if len(family) == 1]
    numbers = sorted({family[-1] for family in wanted if len(family) > 1})
    for condition, names in (
        (Condition("household", "in", homes), ("household",)),
        (Condition("household_number", "in", numbers), GROUP),
    ):
        for person in reader.rows(Person, [CURRENT, condition]) if condition.value else ():
            family = tuple(getattr(person, name) for name in names)
            if family in found and (len(family) == 1 or person.household is None):
                found[family].append(person)
    for members in found.values():
        members.sort(key=lambda person: person.id or "")
    return found


def head_is_missing(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """A family of which every relation is known, and none is the head; its first member is told."""
    touched = Touched.of(reader, among)
    heads = {family for family, _more, _count in families(reader, touched, where=[_relation("head")])}
    unknown = [Condition("relation", "empty")]
    open_ones = {family for family, _more, _count in families(reader, touched, where=unknown)}
    faulty = [
        family
        for family, _more, _count in families(reader, touched)
        if family not in heads and family not in open_ones
    ]
    for members in members_of(reader, faulty).values():
        if members:
            yield Finding(record=members[0].id or "")


def head_is_one(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Families with two heads: the later is told."""
    touched = Touched.of(reader, among)
    found = families(reader, touched, where=[_relation("head")])
    for members in members_of(reader, [family for family, _more, count in found if count > 1]).values():
        first, *others = [person for person in members if person.relation == "head"]
        for other in others:
            says = {"other": first.full_name or ""}
            yield Finding(record=other.id or "", related=(first.id or "",), says=says)


def ages_fit(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Children born before the head or too soon after, and parents not born long before the head."""
    touched = Touched.of(reader, among)
    heads: dict[_Family, int] = {}
    for family, (born,), _count in families(reader, touched, ["birth"], [_relation("head")]):
        if born is not None:
            heads[family] = min(born.year, heads.get(family, born.year))
    faulty: dict[_Family, None] = {}
    asked = [_relation("child", "father", "mother")]
    for family, (relation, born), _count in families(reader, touched, ["relation", "birth"], asked):
        if _is_odd(relation, born, heads.get(family)):
            faulty[family] = None
    for family, members in members_of(reader, list(faulty)).items():
        head = next(person for person in members if person.relation == "head" and person.birth)
        for person in members:
            if _is_odd(person.relation, person.birth, heads[family]):
                told = (head.id or "",)
                yield Finding(record=person.id or "", related=told, says={"head": head.birth.year})


def _is_odd(relation: str | None, born: Any, head: int | None) -> bool:
    if born is None or head is None:
        return False
    if relation == "child":
        return bool(born.year - head < _YEARS)
    return relation in ("father", "mother") and bool(head - born.year < _YEARS)


def count_agrees(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Households whose list tells another number of members than are here."""
    touched = Touched.of(reader, among)
    here = {family[0]: count for family, _more, count in families(reader, touched) if len(family) == 1}
    listed = _told(reader, touched, "members")
    faulty = {
        home: listed[home]
        for home, count in here.items()
        if home in listed and listed[home] not in (None, count)
    }
    for (home,), members in members_of(reader, [(home,) for home in faulty]).items():
        says = {"listed": faulty[home], "here": here[home]}
        yield Finding(record=members[0].id or "", related=(home,), says=says)


def _told(reader: Reader, touched: Touched, *fields: str) -> dict[str, Any]:
    """What the list of households tells of each: one value, or a tuple of several."""
    where = [Condition("ended_on", "empty"), *touched.homes()]
    rows = reader.totals(Household, ["id", *fields], where=where)
    return {row[0]: row[1] if len(fields) == 1 else row[1:-1] for row in rows}


def head_is_named_alike(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Heads who are written otherwise in the list of households."""
    touched = Touched.of(reader, among)
    listed = _told(reader, touched, "head_name")

    def differs(home: str, name: str) -> bool:
        other = listed.get(home)
        return other is not None and other != name and not is_same_writing(other, name)

    yield from _heads_that(reader, touched, "full_name", differs, lambda home: listed[home])


def peoples_agree(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Heads and spouses whose people is another in the list of households (G06 rests on it)."""
    touched = Touched.of(reader, among)
    listed = _told(reader, touched, "ethnicity", "spouse_ethnicity")
    for position, relations in enumerate((("head",), SPOUSES)):
        told = {home: pair[position] for home, pair in listed.items() if pair[position]}

        def differs(home: str, people: str, told: dict[str, str] = told) -> bool:
            return home in told and told[home] != people

        def shown(home: str, told: dict[str, str] = told) -> str:
            return Household.ethnicity.format(told[home])

        yield from _heads_that(reader, touched, "ethnicity", differs, shown, relations)


def _heads_that(
    reader: Reader,
    touched: Touched,
    name: str,
    differs: Callable[[str, Any], bool],
    listed: Callable[[str], str],
    relations: Sequence[str] = ("head",),
) -> Iterator[Finding]:
    where = [_relation(*relations), Condition(name, "filled")]
    faulty = [
        family
        for family, (value,), _count in families(reader, touched, [name], where)
        if len(family) == 1 and differs(family[0], value)
    ]
    for (home,), members in members_of(reader, list(dict.fromkeys(faulty))).items():
        asked = [person for person in members if person.relation in relations and getattr(person, name)]
        # Of two heads one may be the listed one; that there are two is said elsewhere.
        if all(differs(home, getattr(person, name)) for person in asked):
            for person in asked:
                yield Finding(record=person.id or "", related=(home,), says={"listed": listed(home)})


def household_is_listed(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Families whose household is not in the list, where the households of their village are listed."""
    touched = Touched.of(reader, among)
    alone = [family for family, _more, _count in families(reader, touched) if len(family) > 1]
    communes = sorted({family[0] for family in alone if family[0]})
    within = [Condition("commune", "in", communes), Condition("ended_on", "empty")]
    villages = {row[:2] for row in reader.totals(Household, ["commune", "village"], where=within)}
    faulty = [family for family in alone if family[:2] in villages][:_MOST_ALONE]
    for members in members_of(reader, faulty).values():
        head = next((person for person in members if person.relation == "head"), members[0])
        yield Finding(record=head.id or "")


def household_has_members(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Households without a member, in villages whose members are listed; one of these is told beside."""
    villages = _villages_with_members(reader, among)
    homes = {row[0] for row in reader.totals(Person, ["household"], where=[CURRENT, _LINKED, *_in(villages)])}
    within = [Condition("ended_on", "empty"), *_in(villages)]
    asked = reader.totals(Household, ["id", "commune", "village", "head_name"], where=within)
    for id, commune, village, name, _count in asked if villages else ():
        if id not in homes and (commune, village) in villages:
            beside = villages[commune, village]
            yield Finding(record=id, related=(beside,), says={"head": name, "village": village})


def _in(villages: dict[tuple[str, str], str]) -> list[Condition]:
    return [Condition("commune", "in", sorted({commune for commune, _village in villages}))]


def _villages_with_members(reader: Reader, among: frozenset[str] | None) -> dict[tuple[str, str], str]:
    """Villages whose members are listed, each with the id of one that was just written, if any was."""
    where = [CURRENT, _LINKED, Condition("commune", "filled"), Condition("village", "filled")]
    if among is None:
        return dict.fromkeys(
            (row[:2] for row in reader.totals(Person, ["commune", "village"], where=where)), ""
        )
    written = [Condition("id", "in", list(among))]
    found: Counter[tuple[str, str]] = Counter()
    for record_type in (Household, Person):
        for commune, village, count in reader.totals(record_type, ["commune", "village"], where=written):
            found[commune, village] += count
    communes = Condition("commune", "in", sorted({commune for commune, _village in found if commune}))
    listed = {row[:2] for row in reader.totals(Person, ["commune", "village"], where=[*where, communes])}
    first: dict[tuple[str, str], str] = {}
    for commune, village, id, _count in reader.totals(
        Person, ["commune", "village", "id"], where=[*where, *written]
    ):
        first.setdefault((commune, village), id)
    return {village: first.get(village, "") for village in listed if village in found}


def _relation(*relations: str) -> Condition:
    return Condition("relation", "in", relations)
