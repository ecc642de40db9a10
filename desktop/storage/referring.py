"""Who refers to whom, rows of absent components too; knows no record's meaning."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

import sqlalchemy as sa

from desktop.storage import changes
from desktop.storage.dialects import among
from desktop.storage.pointing import references_in
from desktop.storage.tables import ID, PARENT, RecordTable, Tables

KNOWN = "refers:"
"""Before the name of a component in what the database says of itself: where its columns lead."""


def told(tables: Tables, component: str) -> str:
    """Where the columns of a component lead, as the database keeps it for the days the component is away."""
    found: dict[str, dict[str, str]] = {}
    for table in tables:
        if table.component == component:
            for name, column, reference in references_in(table):
                if target := tables.target(reference):
                    found.setdefault(name, {})[column] = target.name
    return json.dumps(found, sort_keys=True)


def still_led_to(connection: sa.Connection, table: RecordTable, ids: Sequence[str]) -> set[str]:
    """Which of these records others lead to, those others not being among them."""
    owned = {detail.name for detail in table.details.values()}
    found: set[str] = set()
    for name, column in _leading_to(connection, table.name):
        own = ID if name == table.name else PARENT if name in owned else column
        rows = sa.table(name, *map(sa.column, {column, own}))
        asked = sa.select(rows.c[column]).distinct().where(among(rows.c[column], ids))
        if own != column:
            asked = asked.where(sa.not_(among(rows.c[own], ids)))
        found.update(connection.scalars(asked))
    return found


def _leading_to(connection: sa.Connection, target: str) -> list[tuple[str, str]]:
    asked = sa.select(changes.meta.c.value).where(changes.meta.c.name.startswith(KNOWN))
    columns = [
        (name, column)
        for known in connection.scalars(asked)
        for name, led in json.loads(known).items()
        for column, to in led.items()
        if to == target
    ]
    there = set(sa.inspect(connection).get_table_names())
    return [each for each in columns if each[0] in there]


def referring_first(tables: Tables, names: Collection[str]) -> list[RecordTable]:
    """Some of the tables, in an order in which what refers goes before what it refers to."""
    left = [table for table in reversed(list(tables)) if table.name in names]
    led = {
        table.name: {tables.target(reference) for _name, _column, reference in references_in(table)}
        for table in left
    }
    ordered = []
    while left:
        free = (table for table in left if not any(table in led[o.name] for o in left if o is not table))
        ordered.append(next(free, left[0]))
        left.remove(ordered[-1])
    return ordered
