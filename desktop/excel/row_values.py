"""What the cells of records hold in workbooks made here; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal as Dec
from itertools import islice
from typing import Any

from desktop.declare.dates import EARLIEST
from desktop.declare.fields import MASK, Computed, Date, Decimal, Field, Integer, Money, Reference, Text
from desktop.declare.records import Record
from desktop.excel.cells import Value

Names = Callable[[Reference, set[str]], dict[str, str]]
"""How referenced records are shown, by id."""

Hides = Callable[[Field[Any]], bool]
"""Whether the values of a field give way to dots."""

_BLOCK = 1000
_EXACT = 2**53
_MOST_DIGITS = 15
LONGEST_TEXT = 32_767
"""Letters that a cell of Excel holds."""


def shows_all(_field: Field[Any]) -> bool:
    """Nothing is hidden."""
    return False


def rows_of(
    fields: Mapping[str, Field[Any]], records: Iterable[Record], names: Names, hides: Hides = shows_all
) -> Iterator[list[Value]]:
    """For each record its id and what its cells hold; dots where `hides` says so of the field."""
    makers = [(name, _maker(field, hides)) for name, field in fields.items()]
    links = {
        name: field for name, field in fields.items() if isinstance(field, Reference) and not hides(field)
    }
    source = iter(records)
    while block := list(islice(source, _BLOCK)):
        shown = {
            name: names(field, {getattr(record, name) for record in block} - {None})
            for name, field in links.items()
        }
        for record in block:
            row: list[Value] = [record.id]
            for name, make in makers:
                value = getattr(record, name)
                if name in links:
                    row.append(shown[name].get(value, value))
                else:
                    row.append(None if value is None else make(value))
            yield row


def _maker(field: Field[Any], hides: Hides) -> Callable[[Any], Value]:
    shown = field.kind_of if isinstance(field, Computed) else field
    if hides(field):
        return lambda value: MASK
    if isinstance(shown, Money | Integer):
        return lambda value: value if abs(value) < _EXACT else shown.format(value)
    if isinstance(shown, Decimal):
        return lambda value: _figure(shown, value)
    if isinstance(shown, Date):
        return lambda value: _day(shown, value)
    if isinstance(shown, Text) and (shown.longest or 0) > LONGEST_TEXT:
        return lambda value: _whole(shown.format(value))
    return shown.format


def _whole(text: str) -> Value:
    """A text that a cell can hold; none for a longer one: an empty cell erases nothing when it comes back."""
    return text if len(text) <= LONGEST_TEXT else None


def _figure(field: Decimal, value: Dec) -> Value:
    """A number where Excel keeps every digit of it, otherwise its text."""
    return float(value) if len(value.as_tuple().digits) <= _MOST_DIGITS else field.format(value)


def _day(field: Date, value: Any) -> Value:
    """A day as Excel's own date; a month, a year alone and days before its calendar as text."""
    return value if isinstance(value, date) and value >= EARLIEST else field.format(value)
