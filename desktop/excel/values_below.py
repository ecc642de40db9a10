"""Columns whose heading says nothing sure: what the values below it tell of them; finds no table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from desktop.declare.fields import Choice, Field, NationalId
from desktop.declare.text import _, fold_words, translate
from desktop.excel.cells import Value
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import text_of
from desktop.excel.matching import OF_ANOTHER

_LOOKED_AT = 200
_FEW, _MOST = 3, 0.9
_SURE = 0.5
"""How sure a column is that is known by its values alone: less than by any heading."""

_VAGUE = 0.9
"""A heading this much like a field, and no more, is believed as long as its values are not against it."""


def judge_by_values(table: FoundTable) -> None:
    """Take a column for a field that needs one where its values say so; leave one whose values deny it."""
    assert table.record_type is not None
    fields = table.record_type.fields
    for column in table.used():
        declared = fields[column.field]
        if column.sure < _VAGUE and _can_tell(declared) and not column.pieces and column.mark is None:
            read, count = _read(table, column, declared)
            if count >= _FEW and read <= (1 - _MOST) * count:
                says = _(
                    "Cột {column} “{heading}” không dùng cho “{field}”: các giá trị bên dưới không phải."
                )
                _tell(table, column, declared, says)
                column.field, column.sure = "", 0.0
    open_columns = [column for column in table.columns if _is_open(column)]
    wanted = {name: field for name, field in fields.items() if _is_wanted(table, field)}
    fitting = {
        column.column: [name for name, field in wanted.items() if _fits(table, column, field)]
        for column in open_columns
    }
    for column in open_columns:
        names = fitting[column.column]
        if len(names) == 1 and sum(names[0] in each for each in fitting.values()) == 1:
            column.field, column.sure = names[0], _SURE
            says = _("Cột {column} “{heading}” lấy cho “{field}” theo các giá trị bên dưới: hãy xem lại.")
            _tell(table, column, fields[names[0]], says)


def _tell(table: FoundTable, column: FoundColumn, declared: Field[Any], says: str) -> None:
    label = translate(declared.label)
    table.doubts.append(says.format(column=column.letters, heading=column.heading, field=label))


def _is_open(column: FoundColumn) -> bool:
    """Whether nothing is known of a column, and its heading names no other person."""
    words = set(fold_words(column.heading).split())
    return not column.field and not column.is_neutral and not words & OF_ANOTHER


def _is_wanted(table: FoundTable, declared: Field[Any]) -> bool:
    """Whether a field needs a column, and could be known by its values."""
    is_needed = declared.required or isinstance(declared, NationalId)
    is_told = table.column_of(declared.name) or any(declared.name in told for told in table.outline.values())
    return _can_tell(declared) and is_needed and not is_told


def _can_tell(declared: Field[Any]) -> bool:
    return isinstance(declared, Choice | NationalId)


def _fits(table: FoundTable, column: FoundColumn, declared: Field[Any]) -> bool:
    read, count = _read(table, column, declared)
    return count >= _FEW and read >= _MOST * count


def _read(table: FoundTable, column: FoundColumn, declared: Field[Any]) -> tuple[int, int]:
    """How many of the values of a column a field reads, and how many there are."""
    values = list(islice(_values(table, column), _LOOKED_AT))
    return sum(_reads(declared, value) for value in values), len(values)


def _values(table: FoundTable, column: FoundColumn) -> Iterator[Value]:
    values = (table.meant(row, column.column) for row in table.data_rows)
    return (value for value in values if text_of(value))


def _reads(declared: Field[Any], value: Value) -> bool:
    """Whether a value can be nothing else: a figure is not taken for the code of an option."""
    if isinstance(declared, Choice) and not any(letter.isalpha() for letter in text_of(value)):
        return False
    try:
        read = declared.parse(value)
    except ValueError:
        return False
    return read is not None and not any(declared.check(read))
