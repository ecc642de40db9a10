"""What became of records from set to set, told in values; writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Any

from desktop.storage.changes import DELETED, NEW, HistoryEntry, Step, Touch, list_sets, net, steps_of
from desktop.storage.fetching import rows_with
from desktop.storage.reading import Reading
from desktop.storage.tables import ID, RecordTable


def history_of(reading: Reading, table: RecordTable, id: str) -> list[HistoryEntry]:
    """The sets that touched a record, the newest first, each with the fields it changed."""
    steps = steps_of(reading.connection, tables=[table.name], id=id)
    return _told(reading, table, steps, [id])[id]


def histories_of(
    reading: Reading, table: RecordTable, touches: Sequence[Touch]
) -> dict[str, list[HistoryEntry]]:
    """The same of all records of a table that these touches are of, in few questions."""
    numbers = sorted({touch.number for touch in touches})
    each = (steps_of(reading.connection, tables=[table.name], number=number) for number in numbers)
    return _told(reading, table, chain.from_iterable(each), {touch.id for touch in touches})


def _told(
    reading: Reading, table: RecordTable, steps: Iterable[Step], ids: Collection[str]
) -> dict[str, list[HistoryEntry]]:
    by_record: dict[str, dict[int, list[Step]]] = {id: {} for id in ids}
    for step in steps:
        if step.id in by_record:
            by_record[step.id].setdefault(step.change_set, []).append(step)
    numbers = sorted(set(chain.from_iterable(by_record.values())))
    sets = {one.number: one for one in list_sets(reading.connection, limit=len(numbers), numbers=numbers)}
    now = _current(reading, table, ids)
    histories: dict[str, list[HistoryEntry]] = {id: [] for id in ids}
    for id, by_set in by_record.items():
        after = now.get(id, {})
        for number in sorted(by_set, reverse=True):
            came_to = net(by_set[number]).get((table.name, id))
            if came_to is not None:
                before = _before(table, came_to, after)
                fields = _changed(table, before, after)
                histories[id].append(HistoryEntry(sets[number], came_to.kind, fields))
                after = before
    return histories


def _current(reading: Reading, table: RecordTable, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    lot = rows_with(reading.connection, table, ID, list(ids))
    return {id: dict(zip(table.names, row, strict=True)) for id, row in zip(lot.ids, lot.rows(), strict=True)}


def _before(table: RecordTable, step: Step, after: dict[str, Any]) -> dict[str, Any]:
    if step.kind == NEW:
        return {}
    kept = table.frozen(step.kept)
    return kept if step.kind == DELETED else after | kept


def _changed(table: RecordTable, before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that were written otherwise, each with its value before and after."""
    return {
        name: (_value(table, name, before.get(name)), _value(table, name, after.get(name)))
        for name in table.names
        if before.get(name) != after.get(name)
    }


def _value(table: RecordTable, name: str, kept: Any) -> Any:
    if name in table.details:
        return table.details[name].decode(kept or ())
    return None if kept is None else table.codec.fields[name].from_store(kept)
