"""Sums by the units of another day: groups first, then moved to where they are counted; reads only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from desktop.declare.values import plain_value
from desktop.storage.dialects import among, each_pair, sorted_by
from desktop.storage.tables import RecordTable


@plain_value
class Moves:
    """How the units in one field are seen: `moved` is a JSON object from id to id, others stay as they are.

    Where `written` names the field with the unit as it was written, that one counts instead of a unit
    among `later`.
    """

    moved: str
    written: str = ""
    later: frozenset[str] = frozenset()


@plain_value
class SeenAt:
    """The value of a condition `seen_at`: the unit that counts is one of `units`."""

    units: Sequence[str]
    written: str = ""
    later: frozenset[str] = frozenset()


def counted_at(table: RecordTable, name: str, written: str, later: frozenset[str]) -> sa.ColumnElement[Any]:
    """The unit of a record that counts: as written where the one it leads to began later."""
    own = table.table.c[name]
    if not written or not later:
        return own
    before = table.table.c[written]
    return sa.case((sa.and_(before.is_not(None), among(own, sorted(later))), before), else_=own)


def is_seen_at(table: RecordTable, name: str, value: SeenAt) -> sa.ColumnElement[bool]:
    """Whether the unit of a record that counts is one of some."""
    return among(counted_at(table, name, value.written, value.later), list(value.units))


def moved_sums(
    connection: sa.Connection,
    table: RecordTable,
    by: Sequence[str],
    total: Sequence[str],
    fits: Sequence[sa.ColumnElement[bool]],
    moves: Mapping[str, Moves],
) -> sa.Select[Any]:
    """One row for each combination of `by`, its count and sums.

    The inner query walks an index over the fields as they are kept; only its few groups are moved.
    """
    columns = table.table.c
    groups = [
        (
            counted_at(table, name, moves[name].written, moves[name].later)
            if name in moves
            else columns[name]
        ).label(f"by{number}")
        for number, name in enumerate(by)
    ]
    sums = [
        sa.func.coalesce(sa.func.sum(columns[name]), 0).label(f"sum{number}")
        for number, name in enumerate(total)
    ]
    inner = sa.select(*groups, sa.func.count().label("count"), *sums).where(*fits).group_by(*groups)
    told = inner.cte("told").prefix_with("MATERIALIZED", dialect="sqlite")
    source: sa.FromClause = told
    shown: list[sa.ColumnElement[Any]] = []
    for number, name in enumerate(by):
        own = told.c[f"by{number}"]
        if name not in moves:
            shown.append(own)
            continue
        each = each_pair(moves[name].moved, f"each{number}")
        way = sa.select(each.c.key.label("id"), each.c.value.label("seen")).cte(f"moved{number}")
        # Kept as a table of its own, the ways are given an index by the engine.
        way = way.prefix_with("MATERIALIZED", dialect="sqlite")
        source = source.outerjoin(way, way.c.id == own)
        shown.append(sa.func.coalesce(way.c.seen, own))
    added = [sa.func.sum(told.c["count"]), *(sa.func.sum(told.c[f"sum{n}"]) for n in range(len(total)))]
    order = [sorted_by(connection, column) for column in shown]
    return sa.select(*shown, *added).select_from(source).group_by(*shown).order_by(*order)


def key_of(moves: Mapping[str, Moves]) -> str:
    """What tells an answer kept for some boundaries from one for others."""
    told = {name: [hash(one.moved), one.written, len(one.later)] for name, one in moves.items()}
    return json.dumps(told, sort_keys=True)
