"""What became of one record from set to set, told in values; writes nothing."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from desktop.storage.changes import DELETED, NEW, HistoryEntry, Step, list_sets, net, steps_of
from desktop.storage.reading import Reading
from desktop.storage.tables import ID, RecordTable


def history_of(reading: Reading, table: RecordTable, id: str) -> list[HistoryEntry]:
    """The sets that touched a record, the newest first, each with the fields it changed."""
    connection = reading.connection
    by_set: dict[int, list[Step]] = {}
    for step in steps_of(connection, tables=[table.name], id=id):
        by_set.setdefault(step.change_set, []).append(step)
    sets = {one.number: one for one in list_sets(connection, limit=len(by_set), numbers=list(by_set))}
    after = _current(reading, table, id)
    entries = []
    for number in sorted(by_set, reverse=True):
        came_to = net(by_set[number]).get((table.name, id))
        if came_to is None:
            continue
        before = _before(table, came_to, after)
        fields = {
            name: (_value(table, name, before.get(name)), _value(table, name, after.get(name)))
            for name in table.names
            if before.get(name) != after.get(name)
        }
        entries.append(HistoryEntry(sets[number], came_to.kind, fields))
        after = before
    return entries


def _current(reading: Reading, table: RecordTable, id: str) -> dict[str, Any]:
    asked = sa.select(table.table).where(table.table.c[ID] == id)
    for *_numbers, rows in reading.chunks(table, asked):
        return dict(zip(table.names, rows[0], strict=True))
    return {}


def _before(table: RecordTable, step: Step, after: dict[str, Any]) -> dict[str, Any]:
    if step.kind == NEW:
        return {}
    kept = table.frozen(step.kept)
    return kept if step.kind == DELETED else after | kept


def _value(table: RecordTable, name: str, kept: Any) -> Any:
    if name in table.details:
        return table.details[name].decode(kept or ())
    return None if kept is None else table.codec.fields[name].from_store(kept)
