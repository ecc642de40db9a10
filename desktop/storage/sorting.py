"""What stored records are sorted by, in SQL: words as in a dictionary, a reference by what it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from desktop.declare.fields import Choice, Computed, Field, Reference
from desktop.declare.reading import Sort
from desktop.storage.dialects import in_dictionary_order, sorted_by
from desktop.storage.tables import ID, SEQ, RecordTable, Tables, is_text

_SHORT = 50_000
"""So many rows can be put in order without a key that was kept: each is worked out while it is read."""


def in_order(
    connection: sa.Connection,
    tables: Tables,
    table: RecordTable,
    sort: Sequence[Sort],
    *,
    backwards: bool = False,
) -> list[sa.ColumnElement[object]]:
    """What to sort by; ties fall to the row's own number, which stands in every index."""
    columns = [_sorted_by(connection, tables, table, one.field) for one in sort]
    falling = [one.descending for one in sort]
    columns.append(table.table.c[SEQ if sort else ID])
    falling.append(falling[-1] if sort else False)
    return [
        sorted_by(connection, column, falling=down is not backwards)
        for column, down in zip(columns, falling, strict=True)
    ]


def _sorted_by(
    connection: sa.Connection, tables: Tables, table: RecordTable, name: str
) -> sa.ColumnElement[object]:
    field = table.codec.fields.get(name)
    target = tables.target(field) if isinstance(field, Reference) else None
    shown = [one for one in target.record_type.shown_by if one in target.folded] if target else []
    if target is None or not shown:
        return _of_field(connection, table, name)
    other = target.table.alias()
    named = sa.select(other.c[target.sort_name(shown[0])]).where(other.c[ID] == table.table.c[name])
    return named.correlate(table.table).scalar_subquery()


def _of_field(connection: sa.Connection, table: RecordTable, name: str) -> sa.ColumnElement[object]:
    """A field's column: words as in a dictionary, choices as declared; without a key only in short lists."""
    column = table.table.c[table.sort_name(name)]
    field = table.codec.fields.get(name)
    options = _options(field)
    if name in table.ordered or field is None or not (options or is_text(field)):
        return column
    if (field.indexed or not options) and not _is_short(connection, table):
        return column
    if options:
        return sa.case({code: place for place, code in enumerate(options)}, value=column)
    return in_dictionary_order(table.table.c[name])


def _is_short(connection: sa.Connection, table: RecordTable) -> bool:
    return (connection.scalar(sa.select(sa.func.max(table.table.c[SEQ]))) or 0) <= _SHORT


def _options(field: Field[Any] | None) -> list[str]:
    kind = field.kind_of if isinstance(field, Computed) else field
    return list(kind.options) if isinstance(kind, Choice) else []
