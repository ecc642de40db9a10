"""The way of some fields' values into stored rows and back, a column at a time; knows no table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from desktop.declare.fields import Computed, Field
from desktop.declare.norms import NormBook
from desktop.declare.reading import Reader
from desktop.declare.records import Record

Row = tuple[Any, ...]
"""Stored values in the order of a codec's or a table's `names`; a Details field is a tuple of such rows."""

Columns = Sequence[Sequence[Any]]
"""The same values by columns, a sequence for each name."""

Books = Callable[[Record], NormBook]
BookOf = Callable[[Record, Reader], NormBook]
"""The norms a record is judged by that is written now: those of its province."""

_MOST = 16_384
_LOT = 200


class Codec:
    """Some fields, in order, as they are stored."""

    def __init__(self, fields: Mapping[str, Field[Any]]) -> None:
        self.fields = dict(fields)
        self.names = tuple(fields)
        self._plain = [name for name, field in fields.items() if not isinstance(field, Computed)]
        self._of_dict = itemgetter(*self._plain) if self._plain else vars
        # Kept, for rows come in lots and each says much of what the one before has said; texts are stored
        # as they are.
        self._outward = {name: _Known(turn) for name, field in fields.items() if (turn := outward(field))}

    def encode(self, records: Sequence[Record]) -> list[Row]:
        """The stored rows of records."""
        return as_rows(self.columns(records), len(records))

    def columns(self, records: Sequence[Record], books: Books | None = None) -> list[Sequence[Any]]:
        """The same by columns; what norms decide by the book of each record where `books` tells it."""
        columns: list[Any] = [[] for _name in self.names]
        # A few at a time: what is at hand is turned in half the time.
        for start in range(0, len(records), _LOT):
            lot = records[start : start + _LOT]
            plain = dict(zip(self._plain, self._plain_columns(lot), strict=True))
            for name, column in zip(self.names, columns, strict=True):
                column += self._column(name, plain, lot, books)
        return columns

    def _plain_columns(self, records: Sequence[Record]) -> Sequence[Sequence[Any]]:
        if len(self._plain) < 2:
            return [[getattr(record, name) for record in records] for name in self._plain]
        try:
            rows = list(map(self._of_dict, map(vars, records)))
        except KeyError:  # what a record was not told is the field's to say
            rows = list(map(attrgetter(*self._plain), records))
        return list(zip(*rows, strict=True))

    def _column(
        self,
        name: str,
        columns: Mapping[str, Sequence[Any]],
        records: Sequence[Record],
        books: Books | None,
    ) -> Sequence[Any]:
        field = self.fields[name]
        if name in columns:
            values = columns[name]
        elif books is not None and field.by_norms and isinstance(field, Computed):
            values = [field.work_out(each, books(each)) for each in records]
        else:
            values = [getattr(record, name) for record in records]
        return self._outward[name].turn(values) if name in self._outward else values

    def decode(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The values of stored rows."""
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for position, field in enumerate(self.fields.values() if columns else ()):
            columns[position] = converted(columns[position], inward(field))
        return zip(*columns, strict=True)


def as_rows(columns: Sequence[Iterable[Any]], count: int) -> list[Row]:
    """Columns of so many values each as rows; where there is no column, rows of nothing."""
    return list(zip(*columns, strict=True)) if columns else [()] * count


class _Known(dict[Any, Any]):
    """What values of a column turn into, each worked out when it is first met, and not too many kept."""

    def __init__(self, convert: Callable[[Any], Any], nothing: Any = None) -> None:
        super().__init__({None: nothing})
        self.convert = convert
        self.nothing = nothing

    def __missing__(self, value: Any) -> Any:
        if value is None:  # another thread has just let go of everything
            return self.nothing
        if len(self) > _MOST:
            self.clear()
            self[None] = self.nothing
        self[value] = turned = self.convert(value)
        return turned

    def turn(self, values: Sequence[Any]) -> Sequence[Any]:
        """A column converted; its values may be such as no table can be looked up by."""
        try:
            return list(map(self.__getitem__, values))
        except TypeError:
            return [self.nothing if value is None else self.convert(value) for value in values]


def converted(
    values: Sequence[Any], convert: Callable[[Any], Any] | None, nothing: Any = None
) -> Sequence[Any]:
    """A column converted, each different value once: a register says the same things again and again."""
    return values if convert is None else _Known(convert, nothing).turn(values)


def outward(field: Field[Any]) -> Callable[[Any], Any] | None:
    """What turns a field's values into stored ones, None where they are kept as they are."""
    field = field.kind_of if isinstance(field, Computed) else field
    return None if type(field).to_store is Field.to_store else field.to_store


def inward(field: Field[Any]) -> Callable[[Any], Any] | None:
    """What turns stored values into a field's, None where they are as they are kept."""
    field = field.kind_of if isinstance(field, Computed) else field
    return None if type(field).from_store is Field.from_store else field.from_store
