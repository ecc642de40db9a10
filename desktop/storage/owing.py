"""What one write puts off until somebody asks: words of new rows, and indexes of a table that it fills."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from desktop.declare.problems import Refusal
from desktop.declare.reading import Where
from desktop.storage import search
from desktop.storage.dialects import is_file
from desktop.storage.tables import KEY, RecordTable

MANY = 1000
"""Rows of an empty table from which on its indexes are made afterwards: sorting beats finding each place."""


class Owed:
    """What the database does not hold yet of the rows of one write, though their table does."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._words: dict[RecordTable, int] = {}
        self._indexes: dict[RecordTable, frozenset[sa.Index]] = {}

    def owe(self, table: RecordTable, first: int, count: int) -> None:
        """So many rows are about to come in, numbered from `first` on."""
        self._words[table] = min(first, self._words.get(table, first))
        if first == 1 and count >= MANY and is_file(self._connection):
            self._indexes[table] = frozenset(filter(self._is_dropped, table.indexed().indexes))

    def _is_dropped(self, index: sa.Index) -> bool:
        try:
            index.drop(self._connection)
        except Refusal:  # somebody is reading on in this very write: the index grows row by row then
            return False
        return True

    def asked(self, table: RecordTable, where: Where) -> None:
        """Somebody is going to ask for records; words matter only where words are asked for."""
        self._make(table, lambda index: True)
        if table in self._words and any(not condition.field for condition in where):
            self.settle(table)

    def asked_by_key(self, table: RecordTable) -> None:
        """Somebody is going to ask by keys alone, as an import does between its lots of rows."""
        self._make(table, lambda index: KEY in index.columns)

    def settle(self, *tables: RecordTable) -> None:
        """Make whole what some tables lack, all where none is named."""
        for table in tables or list(self._words):
            self._make(table, lambda index: True)
            if table in self._words:
                search.index_from(self._connection, table, self._words.pop(table))

    def _make(self, table: RecordTable, is_wanted: Callable[[sa.Index], bool]) -> None:
        owed = self._indexes.get(table, frozenset())
        for index in sorted(filter(is_wanted, owed), key=lambda index: str(index.name)):
            index.create(self._connection)
            self._indexes[table] -= {index}

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is taken back to a savepoint is owed again as it was owed then."""
        then = dict(self._words), dict(self._indexes)
        try:
            yield
        except BaseException:
            self._words, self._indexes = then
            raise
