"""Where the references of tables lead, and who refers to whom; knows no row and no connection."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from desktop.declare.fields import Reference

if TYPE_CHECKING:
    from desktop.storage.tables import DetailTable, RecordTable, Tables

KNOWN = "refers:"
"""Before the name of a component in what the database says of itself: where its columns lead."""


def references_in(table: RecordTable) -> Iterator[tuple[str, str, Reference]]:
    """The references of records and of the rows they own: table in SQL, column, declaration."""
    parts: list[RecordTable | DetailTable] = [table, *table.details.values()]
    for part in parts:
        for name, field in part.codec.fields.items():
            if isinstance(field, Reference):
                yield part.name, name, field


def find_targets(tables: Iterable[RecordTable]) -> dict[Reference, RecordTable]:
    """The table each reference leads into; a name means a type of the own component before another's."""
    made = list(tables)
    return {
        reference: found
        for table in made
        for _name, _column, reference in references_in(table)
        if (found := _target(reference.to, table.component, made)) is not None
    }


def _target(to: object, component: str, made: Sequence[RecordTable]) -> RecordTable | None:
    if not isinstance(to, str):
        return next((table for table in made if table.record_type is to), None)
    wanted = to.casefold()
    named = [
        table
        for table in made
        if wanted in (table.record_type.__name__.casefold(), table.record_type.qualified_name().casefold())
    ]
    own = [table for table in named if table.component == component]
    return next(iter(own or named), None)


def told(tables: Tables, component: str) -> str:
    """Where the columns of a component lead, as the database keeps it for the days the component is away."""
    found: dict[str, dict[str, str]] = {}
    for table in tables:
        if table.component == component:
            for name, column, reference in references_in(table):
                if target := tables.target(reference):
                    found.setdefault(name, {})[column] = target.name
    return json.dumps(found, sort_keys=True)


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
