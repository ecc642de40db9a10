"""Stored rows as they come from the database, by columns; knows nothing of why they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson
import sqlalchemy as sa

from desktop.storage.codec import Columns, Row
from desktop.storage.dialects import among, gathered
from desktop.storage.lots import Gathered, Lot
from desktop.storage.tables import CHANGED_IN, ID, PARENT, POSITION, SEQ, RecordTable

_OWN = (SEQ, ID, CHANGED_IN)
_FETCHED = 2000
"""Rows that are fetched one after another before they are turned into columns."""

_GATHERED = 4000
"""Rows whose columns are gathered at once: the text of a column must not grow with the register."""


def lots_of(connection: sa.Connection, table: RecordTable, asked: sa.Select[Any]) -> Iterator[Lot]:
    """Stored rows some thousands at a time, in the order in which they are asked for."""
    # Named in one text: to word each of fifty columns is half the time a list takes that is seen first.
    names = sa.text(", ".join(_wanted(table)))
    found = connection.execute(asked.with_only_columns(names, maintain_column_froms=True))
    for part in found.partitions(_FETCHED):
        yield _lot(connection, table, list(map(list, zip(*part, strict=True))))


def rows_with(
    connection: sa.Connection, table: RecordTable, name: str, values: Sequence[Any], *beside: str
) -> Lot:
    """The stored rows in which a column of the store's own holds one of these values, in no order.

    `beside` are columns of the store's own that are wanted too. Each column comes as one text: that takes
    half as long as to fetch row by row, for no value passes the driver by itself.
    """
    wanted = gathered(connection, _wanted(table, beside))
    asked = sa.select(sa.text(wanted)).select_from(table.table)
    lots = []
    for start in range(0, len(values), _GATHERED):
        fits = among(table.table.c[name], values[start : start + _GATHERED])
        first, last = len(_OWN), len(_OWN) + len(table.codec.names)
        texts = connection.execute(asked.where(fits)).one()
        own, beside_them = map(orjson.loads, texts[:first]), map(orjson.loads, texts[last:])
        lot = _lot(connection, table, [*own, *map(Gathered, texts[first:last]), *beside_them])
        if lot.ids:
            lots.append(lot)
    return Lot.joined(table.names, lots)


def _wanted(table: RecordTable, beside: Sequence[str] = ()) -> list[str]:
    """The columns of a lot as they are named in SQL."""
    names = (*_OWN, *table.codec.names, *beside)
    return [f'"{table.name}"."{name}"' for name in names]


def _lot(connection: sa.Connection, table: RecordTable, columns: Columns) -> Lot:
    """Those columns with the rows that their records own."""
    seqs, ids, changed_in, *others = columns
    kept = len(table.codec.names)
    own = [*others[:kept], *_details_of(connection, table, ids)]
    return Lot(seqs, ids, changed_in, own, others[kept:])


def _details_of(
    connection: sa.Connection, table: RecordTable, ids: Sequence[str]
) -> Iterator[list[tuple[Row, ...]]]:
    """The rows that records own, a column for each field of theirs."""
    for detail in table.details.values():
        columns = detail.table.c
        owned: dict[str, list[Row]] = {id: [] for id in ids}
        asked = (
            sa.select(columns[PARENT], *(columns[name] for name in detail.codec.names))
            .where(among(columns[PARENT], list(ids)))
            .order_by(columns[PARENT], columns[POSITION])
        )
        for parent, *values in connection.execute(asked):
            owned[parent].append(tuple(values))
        yield [tuple(owned[id]) for id in ids]
