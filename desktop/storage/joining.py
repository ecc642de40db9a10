"""Records beside each other, of two types or alike in one, as SQL; runs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from desktop.declare.rules import Beside, Twice
from desktop.storage.dialects import folded, joined_ids
from desktop.storage.tables import FOLD, ID, SEQ, RecordTable, is_text


def joined(
    table: RecordTable, other: RecordTable, query: Beside, names: Sequence[str], other_names: Sequence[str]
) -> sa.Select[Any]:
    """The pairs of a query, in the order both were made; conditions on the records are still to come."""
    own, beside = table.table.c, other.table.alias().c
    alike = [own[name] == beside[like] for name, like in query.on.items()]
    filled = [own[name] > "" for name in query.on if isinstance(own[name].type, sa.String)]
    differing = [own[name] != beside[like] for name, like in query.differing.items()]
    told = [*(own[name] for name in names), *(beside[name] for name in other_names)]
    return sa.select(*told).where(*alike, *filled, *differing).order_by(own[SEQ], beside[SEQ])


def alike(table: RecordTable, query: Twice) -> sa.Select[Any]:
    """The ids of each group of records that are alike, in one text; conditions are still to come."""
    same = [_compared(table, name) for name in query.by]
    differing = [_kinds_of(_compared(table, name)) > 1 for name in query.differing]
    asked = (
        sa.select(joined_ids(table.table.c[ID]))
        .where(*(column.is_not(None) for column in same))
        .where(*(column != "" for column in same if isinstance(column.type, sa.String)))
        .group_by(*same)
        .having(sa.func.count() > 1)
    )
    return asked.having(sa.or_(*differing)) if differing else asked


def _compared(table: RecordTable, name: str) -> sa.ColumnElement[Any]:
    if name in table.folded:
        return table.table.c[name + FOLD]
    column = table.table.c[name]
    return folded(column) if is_text(table.codec.fields[name]) else column


def _kinds_of(column: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """How many different values a group has, an empty one counted as a value."""
    return sa.func.count(column.distinct()) + (sa.func.count() > sa.func.count(column)).cast(sa.Integer)
