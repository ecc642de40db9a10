"""Whether the rows of today are what the change sets wrote; finds what was changed from outside."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from desktop.declare.text import _, translate
from desktop.storage.changes import CHANGED, DELETED, change, digest_of
from desktop.storage.fetching import rows_with
from desktop.storage.migrations import read_meta
from desktop.storage.reading import Reading
from desktop.storage.tables import ID, RecordTable, Tables


def changed_outside(connection: sa.Connection, reading: Reading, tables: Tables) -> list[str]:
    """One sentence for each record type whose rows no change set accounts for."""
    meta = read_meta(connection)
    return [
        _("Dữ liệu “{title}” đã bị sửa từ bên ngoài chương trình.").format(
            title=translate(table.record_type.title)
        )
        for table in tables
        if not _is_accounted_for(connection, reading, table, int(meta.get(f"content_from:{table.name}", 0)))
    ]


def _is_accounted_for(connection: sa.Connection, reading: Reading, table: RecordTable, since: int) -> bool:
    """Go back step by step from today's rows, comparing each with the fingerprint it was written with."""
    earlier: dict[str, dict[str, Any]] = {}
    accounted = 0
    asked = sa.select(change).where(change.c.record_type == table.name, change.c.change_set > since)
    for step in connection.execute(asked.order_by(change.c.change_set.desc(), change.c.part.desc())):
        ids = step.ids.split(" ")
        if step.kind != DELETED:
            rows = _rows_then(reading, table, ids, earlier)
            if rows is None or digest_of(table.names, rows) != step.digest:
                return False
        accounted += {DELETED: -len(ids), CHANGED: 0}.get(step.kind, len(ids))
        for id, kept in zip(ids, json.loads(step.kept) if step.kept else [], strict=bool(step.kept)):
            known = earlier.get(id, {}) if step.kind == CHANGED else {}
            earlier[id] = known | table.frozen(kept)
    return since > 0 or accounted == reading.count(table.record_type)


def _rows_then(
    reading: Reading, table: RecordTable, ids: list[str], earlier: dict[str, dict[str, Any]]
) -> list[tuple[Any, ...]] | None:
    """Rows as they were after a step, from today's and from what later steps kept; None where one is lost."""
    lot = rows_with(reading.connection, table, ID, ids)
    now = dict(zip(lot.ids, lot.rows(), strict=True))
    found = []
    for id in ids:
        values = dict(zip(table.names, now[id], strict=True)) if id in now else {}
        values |= earlier.get(id, {})
        if set(values) < set(table.names):
            return None
        found.append(tuple(values[name] for name in table.names))
    return found
