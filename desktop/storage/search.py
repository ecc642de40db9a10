"""Finding records by words, marks ignored: a full-text index over the folded texts of each record type."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa

from desktop.declare.reading import Where
from desktop.declare.text import fold
from desktop.storage.engines import among
from desktop.storage.tables import SEARCH, SEQ, RecordTable

_WORD = re.compile(r"[^\W_]+")


def has_index(connection: sa.Connection, table: RecordTable) -> bool:
    """Whether words of this type are indexed here; other dialects search the folded text itself."""
    return bool(table.searched) and connection.dialect.name == "sqlite"


def words_table(table: RecordTable) -> str:
    """`housing__housing_case__words`."""
    return f"{table.name}__words"


def make_index(connection: sa.Connection, table: RecordTable) -> None:
    """Make the index where there is none, and fill it from the rows there are."""
    if not has_index(connection, table):
        return
    name = words_table(table)
    connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')
    # Keeps no text of its own: the rows hold it already. The texts come folded, so the tokenizer
    # need not know marks; "đ" is no mark to it and would never match "d".
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE \"{name}\" USING fts5({SEARCH}, content='', contentless_delete=1, "
        "tokenize='unicode61 remove_diacritics 0')"
    )
    index_from(connection, table, 0)


def index_from(connection: sa.Connection, table: RecordTable, first: int) -> None:
    """Index all rows from a number on, in one statement: row by row would cost four times as much."""
    if has_index(connection, table):
        connection.exec_driver_sql(
            f'INSERT INTO "{words_table(table)}"(rowid, {SEARCH}) '
            f'SELECT {SEQ}, {SEARCH} FROM "{table.name}" WHERE {SEQ} >= ?',
            (first,),
        )


def index_again(connection: sa.Connection, table: RecordTable, numbers: list[int]) -> None:
    """Index rows whose texts have changed."""
    if numbers and has_index(connection, table):
        source = sa.select(table.table.c[SEQ], table.table.c[SEARCH]).where(
            among(table.table.c[SEQ], numbers)
        )
        words = sa.table(words_table(table), sa.column("rowid"), sa.column(SEARCH))
        insert = sa.insert(words).from_select(["rowid", SEARCH], source).prefix_with("OR REPLACE")
        connection.execute(insert)


def forget(connection: sa.Connection, table: RecordTable, numbers: list[int]) -> None:
    """Take rows out of the index."""
    if numbers and has_index(connection, table):
        words = sa.table(words_table(table), sa.column("rowid", sa.Integer))
        connection.execute(sa.delete(words).where(among(words.c.rowid, numbers)))


def matches(connection: sa.Connection, table: RecordTable, text: str) -> sa.ColumnElement[Any]:
    """The condition that a record holds all words of a text, each at the beginning of one of its words."""
    words = _WORD.findall(fold(text))
    if not words or not table.searched:
        return sa.true() if not words else sa.false()
    if not has_index(connection, table):
        return sa.and_(*(table.table.c[SEARCH].contains(word, autoescape=True) for word in words))
    return table.table.c[SEQ].in_(_found(table, words))


def found_alone(connection: sa.Connection, table: RecordTable, where: Where) -> sa.Select[Any] | None:
    """The numbers of the rows found by words, where nothing else is asked: the index need not be left."""
    if len(where) != 1 or where[0].field or not has_index(connection, table):
        return None
    words = _WORD.findall(fold(str(where[0].value or "")))
    return _found(table, words) if words else None


def _found(table: RecordTable, words: list[str]) -> sa.Select[Any]:
    name = words_table(table)
    index = sa.table(name, sa.column("rowid", sa.Integer))
    asked = " ".join(f'"{word}"*' for word in words)
    return sa.select(index.c.rowid).where(sa.literal_column(f'"{name}"').op("MATCH")(asked))
