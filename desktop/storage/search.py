"""Finding records by words, marks ignored: a full-text index over the folded texts of each record type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa

from desktop.declare.reading import Where
from desktop.declare.text import fold
from desktop.storage.dialects import among, is_file
from desktop.storage.shown_texts import shown_as, spoken_fields
from desktop.storage.tables import SEARCH, SEQ, RecordTable

_WORD = re.compile(r"[^\W_]+")
_FEW = 24
"""Words of the index that are asked for by name; where more begin alike, the index puts them together."""
_LAST = "\U0010ffff"


def has_index(connection: sa.Connection, table: RecordTable) -> bool:
    """Whether words of this type are kept in an index beside the table; a server indexes its column."""
    return bool(table.searched) and is_file(connection)


def words_table(table: RecordTable) -> str:
    """`housing__housing_case__words`."""
    return f"{table.name}__words"


def make_index(connection: sa.Connection, table: RecordTable) -> None:
    """Make the index anew, and fill it from the rows there are."""
    if not has_index(connection, table):
        if table.searched:
            connection.exec_driver_sql(
                f'CREATE INDEX IF NOT EXISTS "{words_table(table)}" '
                f'ON "{table.name}" USING gin (words_of({SEARCH}))'
            )
        return
    drop_index(connection, table.name)
    name = words_table(table)
    # Keeps neither texts, which the rows hold already, nor places of words, which nobody asks for. The texts
    # come folded, so the tokenizer need not know marks; "đ" is no mark to it and would never match "d".
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE \"{name}\" USING fts5({SEARCH}, content='', contentless_delete=1, "
        "detail=none, tokenize='unicode61 remove_diacritics 0')"
    )
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE \"{name}_known\" USING fts5vocab('{name}', 'instance')")
    index_from(connection, table, 0)


def drop_index(connection: sa.Connection, table: str) -> None:
    """Take away the index of a table of this name."""
    for name in (f"{table}__words_known", f"{table}__words"):
        kind = "TABLE" if is_file(connection) else "INDEX"
        connection.exec_driver_sql(f'DROP {kind} IF EXISTS "{name}"')


def index_from(connection: sa.Connection, table: RecordTable, first: int) -> None:
    """Index all rows from a number on, in one statement: row by row would cost four times as much."""
    if has_index(connection, table):
        connection.exec_driver_sql(
            f'INSERT INTO "{words_table(table)}"(rowid, {SEARCH}) '
            f'SELECT {SEQ}, {SEARCH} FROM "{table.name}" WHERE {SEQ} >= ?',
            (first,),
        )


def index_again(connection: sa.Connection, table: RecordTable, numbers: Sequence[int]) -> None:
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
    if not (spoken := spoken_fields(table)):
        return _holding(connection, table, words)
    return sa.and_(
        *(
            sa.or_(
                _holding(connection, table, [word]),
                *(shown_as(connection, table, name, partial(_begins_in, word)) for name in spoken),
            )
            for word in words
        )
    )


def _begins_in(word: str, text: str) -> bool:
    return any(each.startswith(word) for each in _WORD.findall(text))


def _holding(connection: sa.Connection, table: RecordTable, words: list[str]) -> sa.ColumnElement[Any]:
    if not has_index(connection, table):
        asked = " & ".join(f"'{word}':*" for word in words)
        return sa.func.has_words(table.table.c[SEARCH], asked, type_=sa.Boolean)
    return table.table.c[SEQ].in_(_found(connection, table, words))


def found_alone(connection: sa.Connection, table: RecordTable, where: Where) -> sa.Select[Any] | None:
    """The numbers of the rows found by words, where nothing else is asked: the index need not be left."""
    if len(where) != 1 or where[0].field or not has_index(connection, table) or spoken_fields(table):
        return None
    words = _WORD.findall(fold(str(where[0].value or "")))
    return _found(connection, table, words) if words else None


def _found(connection: sa.Connection, table: RecordTable, words: list[str]) -> sa.Select[Any]:
    name = words_table(table)
    index = sa.table(name, sa.column("rowid", sa.Integer))
    asked = " AND ".join(_beginning(connection, name, word) for word in words)
    return sa.select(index.c.rowid).where(sa.literal_column(f'"{name}"').op("MATCH")(asked))


def _beginning(connection: sa.Connection, index: str, word: str) -> str:
    """What to ask the index for all words that begin with one.

    For words named one by one it gives the first rows at once; told only how they begin it first puts
    the rows of all of them together.
    """
    next_word = f'SELECT term FROM "{index}_known" WHERE term >= {{}} AND term < ? ORDER BY term LIMIT 1'
    known = connection.exec_driver_sql(
        f"WITH RECURSIVE known(term, number) AS (SELECT ({next_word.format('?')}), 1 UNION ALL "
        f"SELECT ({next_word.format('known.term || char(1)')}), number + 1 FROM known "
        "WHERE term IS NOT NULL AND number <= ?) SELECT term FROM known WHERE term IS NOT NULL",
        (word, word + _LAST, word + _LAST, _FEW),
    )
    words = list(known.scalars())
    if not words or len(words) > _FEW:
        return f'"{word}"*'
    return "(" + " OR ".join(f'"{one}"' for one in words) + ")"
