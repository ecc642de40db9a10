"""Records that may be one: finds pairs, makes one of two, or remembers that they are two; shows nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, islice
from typing import TYPE_CHECKING

from desktop.declare.fields import Computed, Details, NationalId, Reference
from desktop.declare.problems import Problem, Refusal
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import Twice
from desktop.declare.text import _, translate
from desktop.declare.values import plain_value
from desktop.shared.duplicates import named, paired
from desktop.shared.identity import is_stranger, likeness
from desktop.shared.not_the_same import NotTheSame, known_pairs, pair_of, told_apart
from desktop.workspace.checking import problems_of_rule
from desktop.workspace.import_registers import under_a_number_of_another
from desktop.workspace.import_same import agree_in_something
from desktop.workspace.import_twins import TWICE

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.storage.reading import Reading
    from desktop.storage.writing import Writing
    from desktop.workspace.workspace import Workspace

MOST, _LOOKED_AT = 500, 20_000
Ids = tuple[str, str]


@plain_value
class Pair:
    """Two records that may be one, the earlier first; `alike` is how near their names are, 0 to 100.

    `leading` counts the records that lead to each of them.
    """

    one: Record
    two: Record
    alike: int
    leading: tuple[int, int] = (0, 0)

    @property
    def record_type(self) -> type[Record]:
        """What both are."""
        return type(self.one)


@plain_value
class Merged:
    """What became one: the record that stays, how many were led to it, the change set to take back."""

    kept: str
    moved: int
    change_set: int


def find_pairs(workspace: Workspace) -> list[Pair]:
    """The likeliest of what an import asks about and what waits; no more than an officer can look through."""
    found: list[Pair] = []
    with workspace.store.reading() as reader:
        for record_type, pairs in _waiting(workspace, reader, _told(workspace, reader)):
            found += [Pair(one, two, _nearness(one, two)) for one, two in paired(reader, record_type, pairs)]
    found.sort(key=lambda pair: -pair.alike)
    order = list(workspace.catalog.record_types.values())
    return sorted(found[:MOST], key=lambda pair: (order.index(pair.record_type), -pair.alike, pair.one.id))


def count_pairs(workspace: Workspace, problems: Iterable[Problem]) -> dict[type[Record], int]:
    """How many pairs wait, by their type, where `problems` are what a check of everything found."""
    with workspace.store.reading() as reader:
        return {kind: len(pairs) for kind, pairs in _waiting(workspace, reader, problems)}


def with_leading(workspace: Workspace, pair: Pair) -> Pair:
    """The pair with how many records lead to each."""
    with workspace.store.reading() as reader:
        one, two = (
            sum(1 for _each in _leading(workspace.catalog, reader, each)) for each in (pair.one, pair.two)
        )
    return Pair(pair.one, pair.two, pair.alike, (one, two))


def differing(pair: Pair) -> list[str]:
    """The fields in which both say something else, one of them perhaps nothing; in the order of the form."""
    return [
        name
        for name, field in pair.record_type.fields.items()
        if not isinstance(field, Computed | Details) and getattr(pair.one, name) != getattr(pair.two, name)
    ]


def first_choice(pair: Pair) -> set[str]:
    """The fields taken from the second unless an officer says otherwise: where the first is empty."""
    return {name for name in differing(pair) if getattr(pair.one, name) in (None, "")}


def merge(workspace: Workspace, pair: Pair, take_from_two: set[str]) -> Merged:
    """Make one record of both, in one change set: the chosen values, the rows of both, all that led to them.

    Raises `Refusal` where one of them is gone or was changed meanwhile.
    """
    record_type = pair.record_type
    title = translate(record_type.title).lower()
    with workspace.writing(_("Gộp hai {title}").format(title=title)) as writing:
        two = writing.get(record_type, pair.two.id or "")
        if two is None or two.changed_in != pair.two.changed_in:
            raise Refusal(
                _("Trong lúc anh/chị xem, một trong hai hồ sơ đã được sửa hoặc xóa."),
                _("Bấm “Tìm lại” để xem hai hồ sơ như hiện nay."),
            )
        moved = _lead_over(workspace.catalog, writing, pair)
        for line in _lines_about(writing, pair):
            writing.delete(NotTheSame, line)
        writing.delete(record_type, pair.two.id or "")
        taken = {name: getattr(pair.two, name) for name in take_from_two}
        writing.save(pair.one.changed(**taken, **_rows_of_both(pair)))
    return Merged(pair.one.id or "", moved, writing.number)


def keep_apart(workspace: Workspace, pair: Pair, note: str = "") -> int:
    """Remember that both are two; the number of the change set."""
    ids = (pair.one.id or "", pair.two.id or "")
    names = {id: workspace.name_of(pair.record_type, id) for id in ids}
    with workspace.writing(_("Hai hồ sơ khác nhau, không trùng")) as writing:
        writing.save(told_apart(pair.record_type, ids, names).changed(note=note or None))
    return writing.number


def _rows_of_both(pair: Pair) -> dict[str, list[Record]]:
    """By field the rows of its own, where the second record brings some that the first has not."""
    gained = {}
    for name, field in pair.record_type.fields.items():
        if isinstance(field, Details):
            own = list(getattr(pair.one, name) or ())
            known = [row.values() for row in own]
            more = [
                row.changed(id=None) for row in getattr(pair.two, name) or () if row.values() not in known
            ]
            if more:
                gained[name] = [*own, *more]
    return gained


def _told(workspace: Workspace, reader: Reading) -> list[Problem]:
    """What the rules on doubles find, what of it was accepted being marked."""
    rules = [rule for rule in workspace.catalog.rules if rule.id == TWICE]
    problems = [problem for rule in rules for problem in problems_of_rule(rule, reader)]
    return workspace.acceptances(reader).among(problems, reader, workspace.catalog)


def _waiting(
    workspace: Workspace, reader: Reading, problems: Iterable[Problem]
) -> Iterator[tuple[type[Record], list[Ids]]]:
    """The pairs of each type that nobody said anything of yet, the earlier record first."""
    told: defaultdict[str, dict[Ids, bool]] = defaultdict(dict)
    for problem in problems:
        if problem.rule == TWICE:
            both = (pair_of(problem.record, other) for other in problem.related if problem.record)
            told[problem.record_type].update(dict.fromkeys(both, problem.is_open))
    for name, record_type in workspace.catalog.by_plain_name.items():
        if workspace.guard.closes(record_type) or not (name in told or record_type.known_by):
            continue
        found = [pair for pair, is_open in told[name].items() if is_open]
        found += _by_number(record_type, reader)
        found += _by_register(workspace.catalog, record_type, reader)
        answered = {pair for pair, is_open in told[name].items() if not is_open}
        if NotTheSame in workspace.catalog.record_types.values():
            answered |= known_pairs(reader, record_type)
        if pairs := [pair for pair in dict.fromkeys(found) if pair not in answered]:
            yield record_type, pairs


def _by_number(record_type: type[Record], reader: Reader) -> Iterator[Ids]:
    """Records under one number that an import would ask about as well."""
    ended, fields = record_type.lasts[1], record_type.fields
    for number, within in record_type.known_by.items():
        name = record_type.shown_by[0]
        lasting = [Condition(ended, "empty")] if ended else []
        groups = reader.twice(record_type, Twice([number, *within], where=tuple(lasting)))
        # A number that stands for “none” at thousands of records tells least: the small groups come first.
        each_two = (combinations(sorted(group), 2) for group in sorted(groups, key=len))
        pairs = list(islice(chain.from_iterable(each_two), _LOOKED_AT))
        names = named(reader, record_type, name, chain.from_iterable(pairs))
        alike = (
            pair
            for pair in pairs
            if not is_stranger(fields[number], fields[name], names[pair[0]], names[pair[1]])
        )
        yield from islice(alike, MOST)


def _by_register(catalog: Catalog, record_type: type[Record], reader: Reading) -> Iterator[Ids]:
    """Records that say a number which another has in a register, where something else agrees as well."""
    ended = record_type.lasts[1]
    pairs = {pair_of(*pair): None for pair in under_a_number_of_another(catalog, record_type, reader)}
    for one, two in paired(reader, record_type, list(pairs)[:_LOOKED_AT]):
        is_over = ended and (getattr(one, ended) or getattr(two, ended))
        if not is_over and agree_in_something(one, two):
            yield one.id or "", two.id or ""


def _nearness(one: Record, two: Record) -> int:
    """How near the names of both are, 0 to 100; under one personal number wholly."""
    for name, field in one.fields.items():
        if isinstance(field, NationalId) and getattr(one, name) and getattr(one, name) == getattr(two, name):
            return 100
    shown = one.shown_by[0]
    return likeness(*(str(getattr(each, shown) or "") for each in (one, two)))


def _leading(catalog: Catalog, reader: Reader, record: Record) -> Iterator[tuple[Record, str, bool]]:
    """The records that lead to one, by which field, and whether in rows of their own."""
    for record_type in catalog.record_types.values():
        for name, field in record_type.fields.items():
            if isinstance(field, Reference) and catalog.target_of(field) is type(record):
                for each in reader.rows(record_type, [Condition(name, "is", record.id)]):
                    yield each, name, False
            elif isinstance(field, Details):
                for own in _references(catalog, field, type(record)):
                    for each in reader.rows(record_type, [Condition(name, "filled")]):
                        if any(getattr(row, own) == record.id for row in getattr(each, name)):
                            yield each, name, True


def _references(catalog: Catalog, details: Details, target: type[Record]) -> list[str]:
    return [
        name
        for name, field in details.of.fields.items()
        if isinstance(field, Reference) and catalog.target_of(field) is target
    ]


def _lead_over(catalog: Catalog, writing: Writing, pair: Pair) -> int:
    """Let all that leads to the second record lead to the first; what the first has already goes."""
    moved = 0
    for record, name, in_rows in list(_leading(catalog, writing, pair.two)):
        now = writing.get(type(record), record.id or "")
        if now is None or (type(record) is pair.record_type and record.id == pair.two.id):
            continue
        field = type(record).fields[name]
        if in_rows and isinstance(field, Details):
            changes = dict.fromkeys(_references(catalog, field, pair.record_type), pair.one.id)
            rows = [_led(row, changes, pair.two.id or "") for row in getattr(now, name)]
            writing.save(now.changed(**{name: rows}))
        else:
            led = now.changed(**{name: pair.one.id})
            if _is_there_already(catalog, writing, led, name):
                writing.delete(type(record), now.id or "")
            else:
                writing.save(led)
        moved += 1
    return moved


def _is_there_already(catalog: Catalog, writing: Writing, led: Record, by: str) -> bool:
    """Whether the first record has what is led over: what goes along with it, or the same word for word."""
    field, twin = type(led).fields[by], writing.find_by_key(led)
    if twin is None or twin == led.id:
        return False
    if isinstance(field, Reference) and field.goes_along:
        return True
    other = writing.get(type(led), twin)
    return other is not None and other.values() == led.values() and not any(_leading(catalog, writing, led))


def _led(row: Record, changes: Mapping[str, str | None], away_from: str) -> Record:
    return row.changed(**{name: id for name, id in changes.items() if getattr(row, name) == away_from})


def _lines_about(writing: Writing, pair: Pair) -> list[str]:
    """What was remembered of the record that goes."""
    lines: dict[str, None] = {}
    for name in ("one", "two"):
        lines |= dict.fromkeys(writing.ids(NotTheSame, [Condition(name, "is", pair.two.id)]))
    return list(lines)
