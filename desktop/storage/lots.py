"""Stored rows as they are read, one by one or by columns; knows no table and asks no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

import orjson

from desktop.storage.codec import Columns, Row, as_rows


class Stored(NamedTuple):
    """A row of the database with its number and the set that wrote it last."""

    seq: int
    id: str
    changed_in: int
    row: Row


class Gathered(Sequence[Any]):
    """A column as the database put it into one text of JSON; it is read when somebody looks into it."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _values(self) -> list[Any]:
        values: list[Any] = orjson.loads(self._text)
        return values

    def __eq__(self, other: object) -> bool:
        # Most columns of rows that come again say the same, and what is written alike is alike. (A server
        # words it with spaces: its values are compared.)
        with suppress(TypeError):  # texts and numbers that JSON has no words for
            if orjson.dumps(other).decode() == self._text:
                return True
        return self._values == other

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __getitem__(self, place: Any) -> Any:
        return self._values[place]


class Lot(NamedTuple):
    """Stored rows by columns: their numbers, ids and last sets, what they hold in the order of the table's
    `names`, and what of the store's own was asked for besides."""

    seqs: Sequence[int]
    ids: Sequence[str]
    changed_in: Sequence[int]
    columns: Columns
    beside: Columns

    @classmethod
    def joined(cls, names: Sequence[str], lots: Sequence[Lot]) -> Lot:
        """Several as one; of none, as many empty columns as there are names."""
        if not lots:
            return cls((), (), (), [()] * len(names), [()])
        if len(lots) == 1:
            return lots[0]
        seqs, ids, changed_in, columns, beside = zip(*lots, strict=True)
        own = _one_after_another(seqs), _one_after_another(ids), _one_after_another(changed_in)
        return cls(*own, _each_joined(columns), _each_joined(beside))

    def rows(self) -> list[Row]:
        """What they hold, by rows."""
        return as_rows(self.columns, len(self.ids))

    def stored(self) -> list[Stored]:
        """The rows one by one."""
        return list(map(Stored, self.seqs, self.ids, self.changed_in, self.rows()))

    def only(self, places: Sequence[int]) -> Lot:
        """The rows at these places, which rise."""
        if len(places) == len(self.ids):
            return self
        own = at(self.seqs, places), at(self.ids, places), at(self.changed_in, places)
        columns, beside = ([at(column, places) for column in kept] for kept in (self.columns, self.beside))
        return Lot(*own, columns, beside)


def at(column: Sequence[Any], places: Sequence[int]) -> list[Any]:
    """The values at these places."""
    return list(itemgetter(*places)(column)) if len(places) > 1 else [column[place] for place in places]


def _one_after_another(parts: Sequence[Sequence[Any]]) -> list[Any]:
    return list(chain.from_iterable(parts))


def _each_joined(parts: Sequence[Columns]) -> Columns:
    return [_one_after_another(of_one) for of_one in zip(*parts, strict=True)]
