"""Records that may be one: finds pairs, makes one of two, or remembers that they are two; shows nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, islice
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Computed, Details, Reference
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import Twice
from desktop.declare.text import _, translate
from desktop.shared.duplicates import AlikeByName, named, paired
from desktop.shared.identity import is_stranger, likeness
from desktop.shared.not_the_same import NotTheSame, known_pairs, pair_of, told_apart

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.storage.writing import Writing
    from desktop.workspace.workspace import Workspace

MOST, _LOOKED_AT = 500, 20_000


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Merged:
    """What became one: the record that stays, how many were led to it, the change set to take back."""

    kept: str
    moved: int
    change_set: int


def find_pairs(workspace: Workspace) -> list[Pair]:
    """The likeliest pairs first, those found to be two left out; no more than an officer can look through."""
    found: list[Pair] = []
    with workspace.store.reading() as reader:
        for search in _searches(workspace.catalog):
            known = set(known_pairs(reader, search.record_type))
            for one, two in chain(search.pairs(reader, None), _by_number(search.record_type, reader)):
                if pair_of(one.id or "", two.id or "") in known:
                    continue
                known.add(pair_of(one.id or "", two.id or ""))
                names = (getattr(one, search.name) or "", getattr(two, search.name) or "")
                same = search.have_one_number(one, two)
                found.append(Pair(one, two, 100 if same else likeness(*names)))
    found.sort(key=lambda pair: (pair.record_type.__name__, -pair.alike, pair.one.id or ""))
    return found[:MOST]


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
    """Make one record of both, in one change set: the chosen values, and all that led to either.

    Raises `Refusal` where one of them is gone or was changed meanwhile.
    """
    record_type = pair.record_type
    title = translate(record_type.title).lower()
    with workspace.writing(_("Gộp hai {title}").format(title=title)) as writing:
        two = writing.get(record_type, pair.two.id or "")
        if two is None or two.changed_in != pair.two.changed_in:
            raise Refusal(
                _("Trong lúc bạn xem, một trong hai hồ sơ đã được sửa hoặc xóa."),
                _("Bấm “Tìm lại” để xem hai hồ sơ như hiện nay."),
            )
        moved = _lead_over(workspace.catalog, writing, pair)
        for line in _lines_about(writing, pair):
            writing.delete(NotTheSame, line)
        writing.delete(record_type, pair.two.id or "")
        writing.save(pair.one.changed(**{name: getattr(pair.two, name) for name in take_from_two}))
    return Merged(pair.one.id or "", moved, writing.number)


def keep_apart(workspace: Workspace, pair: Pair, note: str = "") -> int:
    """Remember that both are two; the number of the change set."""
    ids = (pair.one.id or "", pair.two.id or "")
    names = {id: workspace.name_of(pair.record_type, id) for id in ids}
    with workspace.writing(_("Hai hồ sơ khác nhau, không trùng")) as writing:
        writing.save(told_apart(pair.record_type, ids, names).changed(note=note or None))
    return writing.number


def _searches(catalog: Catalog) -> Iterator[AlikeByName[Any]]:
    """What finds doubles by their names."""
    for rule in catalog.rules:
        if isinstance(rule.finds, AlikeByName):
            yield rule.finds


def _by_number(record_type: type[Record], reader: Reader) -> Iterator[tuple[Record, Record]]:
    """Records under one number that an import would ask about as well."""
    name, ended, fields = record_type.shown_by[0], record_type.lasts[1], record_type.fields
    for number, within in record_type.known_by.items():
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
        yield from paired(reader, record_type, list(islice(alike, MOST)))


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
            twin = writing.find_by_key(led) if isinstance(field, Reference) and field.goes_along else None
            if twin is not None and twin != now.id:
                writing.delete(type(record), now.id or "")
            else:
                writing.save(led)
        moved += 1
    return moved


def _led(row: Record, changes: Mapping[str, str | None], away_from: str) -> Record:
    return row.changed(**{name: id for name, id in changes.items() if getattr(row, name) == away_from})


def _lines_about(writing: Writing, pair: Pair) -> list[str]:
    """What was remembered of the record that goes."""
    lines: dict[str, None] = {}
    for name in ("one", "two"):
        lines |= dict.fromkeys(writing.ids(NotTheSame, [Condition(name, "is", pair.two.id)]))
    return list(lines)
