"""What differs in SQL from one kind of database to another; opens none and knows no record."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

_SERVER = "postgresql"
_LOT = 1000
"""Rows sent at once: those of so few are still in the processor's own memory when they are written."""
_LOOKED_AT = 10_000
"""Entries of an index from which the planner is told what it tells apart, however many there are."""


def is_file(connection: sa.Connection) -> bool:
    """Whether the database is a file of this machine, not one on a server."""
    return connection.dialect.name == "sqlite"


def _spoken(name: str, server: str, kind: Any = None) -> type[GenericFunction[Any]]:
    """A function by its name in a file, and what a server says for it: `{}` stands for what it is given."""
    known = {"_register": False, "name": name, "type": kind or sa.types.NULLTYPE, "inherit_cache": True}
    made = type(name, (GenericFunction,), known)

    @compiles(made, _SERVER)
    def _worded(element: Any, compiler: Any, **more: Any) -> str:
        return server.format(compiler.process(element.clauses, **more))

    return made


_Each = _spoken("json_each", "json_array_elements_text(CAST({} AS json))")
_EachPair = _spoken("json_each", "json_each_text(CAST({} AS json))")
_Place = _spoken("instr", "strpos({})", sa.Integer())
_Joined = _spoken("group_concat", "string_agg({})", sa.Text())
_InOrder = _spoken("vietnamese_order", "(NULLIF({}, '') COLLATE vietnamese_order)", sa.Text())


def each_of(values: Collection[Any]) -> sa.Select[Any]:
    """Any number of values as rows of one column, `value`, sent as a single parameter."""
    return sa.select(_Each(json.dumps(list(values))).table_valued("value").c.value)


def each_pair(told: str, name: str) -> sa.TableValuedAlias:
    """The pairs of a JSON object as rows of two columns, `key` and `value`."""
    return _EachPair(told).table_valued("key", "value", name=name)


def among(column: sa.ColumnElement[Any], values: Sequence[Any]) -> sa.ColumnElement[bool]:
    """Whether a column holds one of any number of values, sent as a single parameter."""
    each = _Each(json.dumps(list(values))).table_valued("value").c.value
    # A list in JSON gives texts on a server.
    told = sa.cast(each, column.type) if isinstance(column.type, sa.Integer) else each
    return column.in_(sa.select(told))


def folded(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """A text column folded while it is read; slow, for columns that keep no folded twin."""
    return sa.func.fold(column, type_=sa.Text)


def in_dictionary_order(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """What a text is sorted by where no key of its order was kept."""
    return _InOrder(column)


def holds(column: sa.ColumnElement[Any], text: str) -> sa.ColumnElement[bool]:
    """Whether a column holds a text to the letter."""
    return _Place(column, text) > 0


def joined_ids(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """The ids of a group in one text, parted by spaces."""
    return _Joined(column, sa.literal(" ", sa.Text))


def gathered(connection: sa.Connection, names: Iterable[str]) -> str:
    """What to select for all values of each of these columns in one text of JSON, rows in the same order."""
    one = "json_group_array({})" if is_file(connection) else "CAST(COALESCE(json_agg({}), '[]') AS text)"
    return ", ".join(map(one.format, names))


def sorted_by(
    connection: sa.Connection, column: sa.ColumnElement[Any], *, falling: bool = False
) -> sa.ColumnElement[Any]:
    """A column to sort by, what is empty before all else; falling it comes last."""
    way = column.desc() if falling else column.asc()
    # What is never empty is left alone: an index of the server is made for its own order of nothing.
    if is_file(connection) or getattr(column, "nullable", True) is False:
        return way
    return way.nulls_last() if falling else way.nulls_first()


def table_names(connection: sa.Connection) -> set[str]:
    """The tables there are."""
    if is_file(connection):
        return set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    return set(sa.inspect(connection).get_table_names())


def keep_statistics(connection: sa.Connection) -> None:
    """Let the planner know how many rows each index tells apart; tables that grew tenfold are looked at."""
    if is_file(connection):
        connection.exec_driver_sql(f"PRAGMA analysis_limit={_LOOKED_AT}")
        connection.exec_driver_sql("PRAGMA optimize=0x10002")
        connection.commit()
        return
    # Imported here: only an office with a server has its driver loaded.
    from desktop.storage.server import analyse

    analyse(connection)


def insert_rows(
    connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows given as tuples in the order of `names`; they are best made while they are asked for."""
    if is_file(connection):
        sql, coming = _insert_into(table, tuple(names), connection.dialect), iter(rows)
        while lot := list(islice(coming, _LOT)):
            connection.exec_driver_sql(sql, lot)
        return
    # Imported here: only an office with a server has its driver loaded.
    from desktop.storage.server import copy_rows

    copy_rows(connection, table.name, names, rows)


@lru_cache(maxsize=64)
def _insert_into(table: sa.Table, names: tuple[str, ...], dialect: sa.Dialect) -> str:
    # Kept: an import writes its rows in lots, and to word this takes as long as to write some dozens of rows.
    statement = table.insert().values({name: sa.bindparam(name) for name in names})
    return str(statement.compile(dialect=dialect))


def write_over(
    connection: sa.Connection,
    table: sa.Table,
    number: str,
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Write the columns `names` of rows known by the value of one column, which stands last in each tuple."""
    if not rows:
        return
    statement = (
        table.update()
        .where(table.c[number] == sa.bindparam("row__"))
        .ordered_values(*((table.c[name], sa.bindparam(f"to__{name}")) for name in names))
    )
    if is_file(connection):
        connection.exec_driver_sql(str(statement.compile(dialect=connection.dialect)), list(rows))
        return
    parameters = (*(f"to__{name}" for name in names), "row__")
    connection.execute(statement, [dict(zip(parameters, row, strict=True)) for row in rows])
