"""Which rows still lead to a record, also those of absent components; knows no record's meaning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from desktop.storage import changes
from desktop.storage.engines import among
from desktop.storage.pointing import KNOWN

if TYPE_CHECKING:
    from desktop.storage.tables import RecordTable


def still_led_to(connection: sa.Connection, table: RecordTable, ids: Sequence[str]) -> set[str]:
    """Which of these records others lead to, those others not being among them."""
    owned = {detail.name for detail in table.details.values()}
    found: set[str] = set()
    for name, column in _leading_to(connection, table.name):
        own = "id" if name == table.name else "parent__" if name in owned else column
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
