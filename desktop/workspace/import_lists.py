"""Which record a number within one list means: of the same workbook first, never of another list by guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from desktop.declare.fields import Date, Field, Reference
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import fold, spelling

Listed = Sequence[tuple[str, Record]]
Beside = Mapping[type[Record], Listed | None]
"""The records of the same workbook with their ids, empty for a refused one; None while they are to come."""

NOTHING_BESIDE: Beside = MappingProxyType({})

_CHUNK = 500


def fill_within_list(
    empty: Sequence[Record],
    declared: Reference,
    way: Mapping[str, str],
    target: type[Record],
    reader: Reader,
    beside: Beside,
) -> None:
    """Fill empty references that hold only `within` one list (`Reference`)."""
    ours, theirs, lists = list(way.values()), list(way), list(declared.within.values())
    if target in beside and beside[target] is None:
        return
    here = _by_key(beside.get(target) or (), theirs)
    rest = [record for record in empty if key_of(record, ours) not in here]
    for record in empty:
        fitting = here.get(key_of(record, ours), [])
        if len(fitting) > 1:
            own = key_of(record, lists)
            fitting = [one for one in fitting if not _differ(key_of(one[1], list(declared.within)), own)]
        if len(fitting) == 1:
            id, meant = fitting[0]
            record.__dict__[declared.name] = id or None
            if not id:
                _tell_list(record, meant, declared)
                rest.append(record)
    stored = _stored(reader, target, theirs, {getattr(record, ours[0]) for record in rest} - {None}, declared)
    for record in rest:
        key, own = key_of(record, ours), key_of(record, lists)
        said = [(id, key_of(one, list(declared.within))) for id, one in stored.get(key, [])]
        ids = [id for id, its in said if _agree(its, own) and not _differ(its, own)]
        if len(ids) == 1 and None not in key:
            record.__dict__[declared.name] = ids[0]


def _tell_list(record: Record, meant: Record, declared: Reference) -> None:
    """Say of which list a record is whose target was refused: it may be stored already, or come again."""
    for theirs, ours in declared.within.items():
        if getattr(record, ours) is None:
            record.__dict__[ours] = getattr(meant, theirs)


def _stored(
    reader: Reader, target: type[Record], theirs: Sequence[str], wanted: set[Any], declared: Reference
) -> dict[tuple[Any, ...], list[tuple[str, Record]]]:
    """The stored records that may be meant, by their key."""
    narrowed = [Condition(name, "is", value) for name, value in declared.only.items()]
    ordered = sorted(wanted, key=str)
    found: list[tuple[str, Record]] = []
    for start in range(0, len(ordered), _CHUNK):
        where = [Condition(theirs[0], "in", ordered[start : start + _CHUNK]), *narrowed]
        found += [(record.id or "", record) for record in reader.rows(target, where)]
    return _by_key(found, theirs)


def _by_key(listed: Listed, names: Sequence[str]) -> dict[tuple[Any, ...], list[tuple[str, Record]]]:
    found: dict[tuple[Any, ...], list[tuple[str, Record]]] = {}
    for id, record in listed:
        found.setdefault(key_of(record, names), []).append((id, record))
    return found


def may_mean(stored: Record, record: Record, declared: Reference) -> bool:
    """Whether nothing that is said of the two lists speaks against a stored record being meant."""
    theirs, ours = list(declared.within), list(declared.within.values())
    return not _differ(key_of(stored, theirs), key_of(record, ours))


def _agree(theirs: Sequence[Any], ours: Sequence[Any]) -> bool:
    return any(None not in pair and pair[0] == pair[1] for pair in zip(theirs, ours, strict=True))


def _differ(theirs: Sequence[Any], ours: Sequence[Any]) -> bool:
    return any(None not in pair and pair[0] != pair[1] for pair in zip(theirs, ours, strict=True))


def key_of(record: Record, names: Sequence[str]) -> tuple[Any, ...]:
    """What a record says in some fields, so that two lists that write one thing in two ways say the same."""
    return tuple(_comparable(type(record).fields[name], getattr(record, name)) for name in names)


def _comparable(field: Field[Any], value: Any) -> Any:
    """What two lists may write in two ways: marks make other people, a day says no more than its year."""
    if isinstance(value, str):
        return spelling(value) if getattr(field, "person", False) else fold(value)
    return value.year if isinstance(field, Date) and value is not None else value
