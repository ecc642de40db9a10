"""The way of some fields' values into stored rows and back, a column at a time; knows no table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from desktop.declare.fields import Computed, Field
from desktop.declare.norms import NormBook
from desktop.declare.reading import Reader
from desktop.declare.records import Record

Row = tuple[Any, ...]
"""Stored values in the order of a codec's or a table's `names`; a Details field is a tuple of such rows."""

Books = Callable[[Record], NormBook]
BookOf = Callable[[Record, Reader], NormBook]
"""The norms a record is judged by that is written now: those of its province."""


class Codec:
    """Some fields, in order, as they are stored."""

    def __init__(self, fields: Mapping[str, Field[Any]]) -> None:
        self.fields = dict(fields)
        self.names = tuple(fields)
        self._plain = [name for name, field in fields.items() if not isinstance(field, Computed)]
        self._pick = attrgetter(*self._plain) if self._plain else _nothing

    def encode(self, records: Sequence[Record], books: Books | None = None) -> list[Row]:
        """The stored rows of records; what norms decide by the book of each where `books` tells it."""
        if not self.fields:
            return [()] * len(records)
        columns = dict(zip(self._plain, self._plain_columns(records), strict=True))
        return list(zip(*(self._column(name, columns, records, books) for name in self.names), strict=True))

    def _plain_columns(self, records: Sequence[Record]) -> list[tuple[Any, ...]]:
        rows = map(self._pick, records)
        return list(zip(*rows, strict=True)) if len(self._plain) > 1 else [tuple(rows)]

    def _column(
        self,
        name: str,
        columns: Mapping[str, Sequence[Any]],
        records: Sequence[Record],
        books: Books | None,
    ) -> Iterable[Any]:
        field = self.fields[name]
        if name in columns:
            return converted(columns[name], outward(field))
        if books is not None and field.by_norms and isinstance(field, Computed):
            return converted([field.work_out(each, books(each)) for each in records], outward(field))
        return converted([getattr(record, name) for record in records], outward(self.fields[name]))

    def decode(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The values of stored rows."""
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for position, field in enumerate(self.fields.values() if columns else ()):
            columns[position] = converted(columns[position], inward(field))
        return zip(*columns, strict=True)


def _nothing(values: object) -> tuple[()]:
    return ()


def converted(values: Sequence[Any], convert: Callable[[Any], Any] | None) -> Sequence[Any]:
    """A column converted, each different value once: a register says the same things again and again."""
    if convert is None:
        return values
    try:
        different = set(values) - {None}
    except TypeError:
        return [None if value is None else convert(value) for value in values]
    known = dict(zip(different, map(convert, different), strict=True)) | {None: None}
    return list(map(known.__getitem__, values))


def outward(field: Field[Any]) -> Callable[[Any], Any] | None:
    """What turns a field's values into stored ones, None where they are kept as they are."""
    field = field.kind_of if isinstance(field, Computed) else field
    return None if type(field).to_store is Field.to_store else field.to_store


def inward(field: Field[Any]) -> Callable[[Any], Any] | None:
    """What turns stored values into a field's, None where they are as they are kept."""
    field = field.kind_of if isinstance(field, Computed) else field
    return None if type(field).from_store is Field.from_store else field.from_store
