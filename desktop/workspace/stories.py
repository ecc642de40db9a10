"""One household's whole story: who it is, what it received everywhere, what is wrong; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from desktop.declare.problems import Problem
from desktop.declare.reading import Condition, Reader, Sort
from desktop.declare.records import Record
from desktop.declare.supports import BUDGETS, LOAN, SOURCES, Supported
from desktop.declare.text import _, translate
from desktop.declare.values import plain_value
from desktop.shared import Household, Person, Place, PovertyYear
from desktop.shared.families import CURRENT
from desktop.shared.household_numbers import numbers_of
from desktop.shared.payment_lists import Paid, lists_in_force
from desktop.workspace.checking import problems_of_rule
from desktop.workspace.household_acts import tell_events

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.workspace.workspace import Workspace

_MOST_FOUND = 20
PRIVATE = "•••"


@plain_value
class Entry:
    """One support as a line of the story; a sensitive one keeps its kind and its record to itself."""

    support: Supported
    component: str
    record: Record | None
    lists: tuple[str, ...] = ()
    """The payment lists in force it stands in."""

    @property
    def is_private(self) -> bool:
        """Whether the line tells only that there is something, and how much."""
        return self.support.support.sensitive

    @property
    def what(self) -> str:
        """What was supported, with what its record says of it: which thing, how much."""
        if self.is_private or self.record is None:
            return PRIVATE if self.is_private else self.support.title
        says = [_said(self.record, name) for name in self.support.support.told]
        more = ", ".join(said for said in says if said and said != self.support.title)
        return f"{self.support.title}: {more}" if more else self.support.title

    @property
    def under(self) -> str:
        """The deciding paper, the earlier scheme, the legal text it rests on, the lists that pay it."""
        one = self.support
        paid = (_("danh sách chi trả {list}").format(list=each) for each in self.lists)
        told = (one.programme, one.decision, one.support.basis, *paid)
        return "" if self.is_private else ", ".join(part for part in told if part)

    @property
    def state(self) -> str:
        """How far it is: planned, approved, paid in part, received."""
        one = self.support
        if not one.is_approved:
            return _("Dự kiến")
        if one.is_paid_in_full:
            return _("Đã nhận")
        return _("Đã chi một phần") if one.paid_out else _("Đã duyệt")

    @property
    def day(self) -> str:
        """The day of approval or receipt as its record shows it; the year alone where no day is known."""
        one = self.support
        if one.on is None:
            return str(one.year or "")
        return one.record_type.fields[one.support.on].format(one.on)


def _said(record: Record, name: str) -> str:
    field = type(record).fields[name]
    said, unit = field.format(getattr(record, name)), translate(getattr(field, "unit", ""))
    return f"{said} {unit}" if said and unit and not said.endswith(unit) else said


@plain_value
class YearLine:
    """One year: the class of the household, who says so, what was approved for it, paid and promised."""

    year: int | None
    classes: tuple[str, ...] = ()
    approved: int = 0
    paid: int = 0
    planned: int = 0


@plain_value
class Story:
    """All that is known of one household across components."""

    household: Household
    address: str
    members: tuple[Person, ...] = ()
    entries: tuple[Entry, ...] = ()
    years: tuple[YearLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    events: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """What it is called in other registers."""

    types: Mapping[str, type[Record]] = field(default_factory=dict)

    def by_component(self) -> Iterator[tuple[str, list[Entry]]]:
        """The entries under the title of their component, in the order of the components."""
        titles = dict.fromkeys(entry.component for entry in self.entries)
        for title in titles:
            yield title, [entry for entry in self.entries if entry.component == title]

    def sources(self) -> list[str]:
        """The sources any money came from, the state's own always."""
        used = {source for entry in self.entries for source, money in entry.support.amounts.items() if money}
        return [source for source in SOURCES if source in used or source in BUDGETS]


def sum_of(entries: Iterable[Entry], source: str = "") -> int:
    """The money of some entries, of one source or of all."""
    told = [entry.support for entry in entries]
    return sum(one.amounts.get(source, 0) if source else one.total for one in told)


def from_offices(entries: Iterable[Entry]) -> int:
    """The money of some entries that offices pay; beside what was paid, which leaves the bank's loans out."""
    return sum(entry.support.from_offices for entry in entries)


def lent_in(entries: Iterable[Entry]) -> int:
    """The money of some entries that the bank lends."""
    return sum_of(entries, LOAN)


def approved_in(entries: Iterable[Entry]) -> list[Entry]:
    """Those that were decided on; all others are only planned."""
    return [entry for entry in entries if entry.support.is_approved]


def paid_of(entries: Iterable[Entry]) -> int:
    """What was paid of some entries so far."""
    return sum(entry.support.paid_out for entry in entries)


def read_story(workspace: Workspace, household: str) -> Story | None:
    """The story of a household; None where it is gone."""
    with workspace.store.reading() as reader:
        found = reader.get(Household, household)
        if found is None:
            return None
        supports = list(reader.supports([household]))
        order = list(workspace.catalog.record_types.values())
        supports.sort(key=lambda one: order.index(one.record_type))
        paid = _lists_of(supports, reader)
        records = _records_of(supports, reader)
        entries = tuple(
            Entry(
                one,
                _heading_of(workspace.catalog, one.record_type),
                records.get((one.record_type, one.record)),
                tuple(paid.get((one.record, one.kind, one.household), ())),
            )
            for one in supports
        )
        members = reader.rows(Person, [Condition("household", "is", household), CURRENT], [Sort("birth")])
        classes = list(reader.rows(PovertyYear, [Condition("household", "is", household)]))
        return Story(
            found,
            _address(workspace, found, reader),
            tuple(members),
            entries,
            tuple(_years(found, [*classes, *records.values()], entries)),
            tuple(_problems(workspace, found, list(records.values()), reader)),
            tuple(tell_events(reader, household)),
            tuple(numbers_of(household, reader)),
            {type(record).__name__: type(record) for record in [found, *records.values()]},
        )


def household_of(workspace: Workspace, record: Record) -> str:
    """The one household a record is of, or that it supports; empty where it is of none or of several."""
    if isinstance(record, Household):
        return record.id or ""
    if isinstance(record, Person):
        return record.household or ""
    if not type(record).supports or not record.id:
        return ""
    with workspace.store.reading() as reader:
        told = reader.supports(beside=(type(record), [record.id]))
        found = {each.household for each in told if each.record == record.id}
    return found.pop() if len(found) == 1 else ""


def find_households(workspace: Workspace, text: str) -> list[tuple[str, str, str]]:
    """Households by head, number, village or a member's name, marks ignored: id, name, what is beside it."""
    if not text.strip():
        return []
    where = [Condition("", "contains", text)]
    with workspace.store.reading() as reader:
        heads = list(reader.rows(Household, where, limit=_MOST_FOUND))
        known = {household.id for household in heads}
        persons = [each for each in reader.rows(Person, where, limit=_MOST_FOUND) if each.household]
        through = {each.household or "": each.full_name for each in persons if each.household not in known}
        heads += reader.rows(Household, [Condition("id", "in", list(through))])
        places = reader.names(Place, [each.commune for each in heads if each.commune])
        return [
            (each.id or "", each.head_name or "", _beside(each, places, through.get(each.id or "", "")))
            for each in heads[:_MOST_FOUND]
        ]


def _beside(household: Household, places: Mapping[str, str], member: str) -> str:
    born = Household.birth.format(household.birth)
    told = [born, household.village, places.get(household.commune or "", "")]
    if member:
        told.append(_("thành viên {name}").format(name=member))
    return ", ".join(part for part in told if part)


def _address(workspace: Workspace, household: Household, reader: Reader) -> str:
    """Where a household lives, by the boundaries looked by; else of today, and the commune as written."""
    if workspace.as_of is not None:
        commune = workspace.place_texts([household])[0].get("commune", "")
        return ", ".join(part for part in (household.village, commune) if part)
    names = reader.names(Place, [each for each in (household.commune, household.old_commune) if each])
    commune = names.get(household.commune or "", "")
    before = names.get(household.old_commune or "", "")
    if before:
        commune = _("{commune} (trước 01/7/2025: {before})").format(commune=commune, before=before)
    return ", ".join(part for part in (household.village, commune) if part)


def _heading_of(catalog: Catalog, record_type: type[Record]) -> str:
    """What a support stands under: its component; of what all components share, the list it is in."""
    component = catalog.component_of(record_type)
    return translate(record_type.plural if component.name == "shared" else component.title)


def _records_of(supports: Sequence[Supported], reader: Reader) -> dict[tuple[type[Record], str], Record]:
    told = dict.fromkeys((one.record_type, one.record) for one in supports if not one.support.sensitive)
    found = ((key, reader.get(*key)) for key in told)
    return {key: record for key, record in found if record is not None}


def _lists_of(supports: Sequence[Supported], reader: Reader) -> dict[Paid, list[str]]:
    """The payment lists in force each support stands in."""
    found: dict[Paid, list[str]] = {}
    ids = sorted({one.record for one in supports})
    for closed in lists_in_force(reader, Condition("rows.record", "in", ids)) if ids else ():
        for row in closed.rows or ():
            found.setdefault(row.paid, []).append(closed.called)
    return found


def _years(household: Household, records: Sequence[Record], entries: Sequence[Entry]) -> Iterator[YearLine]:
    """Each year something is known of, the newest first; what tells no year comes last."""
    classes: dict[int, dict[str, None]] = {}
    for record in (household, *records):
        kind = getattr(record, "poverty_class", None)
        year = record.year if isinstance(record, PovertyYear) else getattr(record, "class_year", None)
        if year and kind:
            shown = type(record).fields["poverty_class"].format(kind)
            classes.setdefault(year, {})[shown] = None
    years: set[int | None] = {*classes, *(entry.support.year for entry in entries)}
    for year in sorted(years, key=lambda one: -(one or 0)):
        within = [entry for entry in entries if entry.support.year == year]
        approved = from_offices(approved_in(within))
        told = tuple(classes.get(year, {})) if year else ()
        yield YearLine(year, told, approved, paid_of(within), from_offices(within) - approved)


def _problems(
    workspace: Workspace, household: Household, records: Sequence[Record], reader: Reader
) -> list[Problem]:
    """What is wrong with the household and its supports, alone and together, the gravest first."""
    found: list[Problem] = []
    by_type: dict[type[Record], set[str]] = {}
    for record in (household, *records):
        found += workspace.judge.problems_of(record, reader)
        by_type.setdefault(type(record), set()).add(record.id or "")
    for rule in workspace.catalog.rules:
        if rule.over in by_type:
            among = frozenset(by_type[rule.over])
            found += [each for each in problems_of_rule(rule, reader, among) if each.record in among]
    marked = workspace.acceptances(reader).among(found, reader, workspace.catalog)
    return sorted(marked, key=lambda problem: problem.rank)
