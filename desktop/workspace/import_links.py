"""References that stored records answer: of imported rows, and of rows that came before their answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Reference
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.workspace.import_lists import NOTHING_BESIDE, Beside, fill_within_list, key_of

if TYPE_CHECKING:
    from desktop.storage.writing import Writing

_CHUNK = 500


def fill_found_by(
    records: Sequence[Record],
    record_type: type[Record],
    target_of: Callable[[Reference], type[Record]],
    reader: Reader,
    beside: Beside = NOTHING_BESIDE,
) -> None:
    """Fill empty references from their `found_by` where exactly one record fits, then those `together`."""
    for name, declared in record_type.fields.items():
        if not isinstance(declared, Reference) or not declared.found_by:
            continue
        target = target_of(declared)
        for way in declared.found_by:
            empty = [record for record in records if getattr(record, name) is None]
            if not empty or not reader.count(target):
                break
            if declared.within:
                fill_within_list(empty, declared, way, target, reader, beside)
            else:
                _fill(empty, declared, way, target, reader)
        if declared.together and reader.count(target):
            _fill_together(records, declared, record_type, reader)


def link_again(
    brought: Collection[type[Record]],
    record_types: Iterable[type[Record]],
    target_of: Callable[[Reference], type[Record]],
    writing: Writing,
) -> list[Record]:
    """Fill what stored records had to leave empty, now that records of these types are there; those."""
    linked: list[Record] = []
    for record_type in record_types:
        for name, declared in record_type.fields.items():
            if not isinstance(declared, Reference) or not declared.found_by:
                continue
            if target_of(declared) not in brought:
                continue
            waiting = list(writing.rows(record_type, [Condition(name, "empty")]))
            fill_found_by(waiting, record_type, target_of, writing)
            linked += [record for record in waiting if getattr(record, name) is not None]
    if linked:
        writing.save_all(linked)
    return linked


def _fill_together(
    records: Sequence[Record], declared: Reference, record_type: type[Record], reader: Reader
) -> None:
    name, alike = declared.name, declared.together
    keys = [key_of(record, alike) for record in records]
    told: dict[tuple[Any, ...], str] = {}
    for record, key in zip(records, keys, strict=True):
        if None not in key and (found := getattr(record, name)) is not None:
            told.setdefault(key, found)
    rest = {
        getattr(record, alike[-1])
        for record, key in zip(records, keys, strict=True)
        if None not in key and key not in told
    }
    if rest and reader.count(record_type, [Condition(name, "filled")]):
        for key, ids in _by_values(reader, record_type, alike, sorted(rest, key=str), led=name).items():
            told.setdefault(key, ids[0])
    for record, key in zip(records, keys, strict=True):
        if key in told and getattr(record, name) != told[key]:
            record.__dict__[name] = told[key]


def _fill(
    empty: Sequence[Record], declared: Reference, way: Mapping[str, str], target: type[Record], reader: Reader
) -> None:
    name, theirs, ours = declared.name, list(way), list(way.values())
    wanted = {getattr(record, ours[0]) for record in empty} - {None}
    found = _by_values(reader, target, theirs, sorted(wanted, key=str), only=declared.only)
    for record in empty:
        key = key_of(record, ours)
        ids = found.get(key, []) if None not in key else []
        if len(ids) == 1:
            record.__dict__[name] = ids[0]


def _by_values(
    reader: Reader,
    target: type[Record],
    names: Sequence[str],
    wanted: Sequence[Any],
    *,
    only: Mapping[str, Any] = MappingProxyType({}),
    led: str = "",
) -> dict[tuple[Any, ...], list[str]]:
    """Ids of the records that may be meant, by their key; with `led` where those lead that lead somewhere."""
    by = names[-1] if led else names[0]
    narrowed = [Condition(name, "is", value) for name, value in only.items()]
    narrowed += [Condition(led, "filled")] if led else []
    found: dict[tuple[Any, ...], list[str]] = {}
    for start in range(0, len(wanted), _CHUNK):
        where = [Condition(by, "in", list(wanted[start : start + _CHUNK])), *narrowed]
        for record in reader.rows(target, where):
            found.setdefault(key_of(record, names), []).append(getattr(record, led or "id") or "")
    return found
