"""Columns whose heading says nothing sure: what the values below it tell of them; finds no table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice, pairwise
from typing import Any

from desktop.declare.fields import Choice, Date, Decimal, Field, Integer, Money, NationalId
from desktop.declare.text import _, fold_words, translate
from desktop.excel.cells import Value
from desktop.excel.columns import NAME_PARTS
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import key_of, text_of
from desktop.excel.matching import OF_ANOTHER

_LOOKED_AT = 200
_FEW, _MOST = 3, 0.9
_SURE = 0.5
"""How sure a column is that is known by its values alone: less than by any heading."""

_NUMBER = re.compile(r"0\d\d[0-3]\d{5}(?!000)\d{3}")
"""What is surely a personal number: province, sex and century; no telephone (84…), no round amount."""

_BORN = "Năm sinh"
"""The heading a day of birth is known by."""

_WORD = re.compile(r"[^\W\d_]{2,}")

_VAGUE = 0.9
"""A heading this much like a field, and no more, is believed as long as its values are not against it."""


def judge_by_values(table: FoundTable) -> None:
    """Take a column for a field that needs one where its values say so; leave one whose values deny it."""
    assert table.record_type is not None
    fields = table.record_type.fields
    for column in table.used():
        declared = fields[column.field]
        is_vague = column.sure < _VAGUE and not column.pieces and column.mark is None
        # Numbers that Excel has destroyed are faults at their cells: they do not deny their column.
        if is_vague and _is_denied(table, column, declared):
            says = _("Cột {column} “{heading}” không dùng cho “{field}”: các giá trị bên dưới không phải.")
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


def see_births_under_options(table: FoundTable) -> None:
    """Where days of birth stand under `Nam` and `Nữ` in place of marks, each column tells both."""
    assert table.record_type is not None
    fields = table.record_type.fields
    born = next((name for name, field in fields.items() if _is_birth(field)), "")
    marked = [
        column for column in table.columns if isinstance(fields.get(column.field), Choice) and column.mark
    ]
    days = [column for column in marked if born and _holds_births(table, column, fields[born])]
    if len(days) < 2 or table.column_of(born) or len({column.field for column in days}) > 1:
        return
    for column in days:
        column.also, column.field, column.mark = {column.field: column.mark}, born, None


def leave_names_whole(table: FoundTable) -> None:
    """Where what stands beside a name under the same heading is no words, it is no part of the name."""
    for first, second in pairwise(table.columns):
        if (first.part, second.part) == NAME_PARTS and not _holds_words(table, second):
            first.part = second.part = second.field = ""
            second.sure = 0.0


def _holds_words(table: FoundTable, column: FoundColumn) -> bool:
    texts = [text_of(value) for value in _values(table, column)]
    words = [text for text in texts if any(map(str.isalpha, text)) and not any(map(str.isdigit, text))]
    return not texts or len(words) > len(texts) / 2


def _is_birth(declared: Field[Any]) -> bool:
    return isinstance(declared, Date) and key_of(_BORN) in map(key_of, (declared.label, *declared.headings))


def _holds_births(table: FoundTable, column: FoundColumn, declared: Field[Any]) -> bool:
    values = _values(table, column)
    # A cell nobody can read is a fault of its own: the years around it are no marks for that.
    return len(_read(declared, values)) > len(values) / 2 and not any(map(_is_mark, values))


def _is_mark(value: Value) -> bool:
    return len(text_of(value)) < len("1970")


def _is_denied(table: FoundTable, column: FoundColumn, declared: Field[Any]) -> bool:
    """Whether the values are nothing the field could hold: other options; sentences for a day or figure."""
    values = _values(table, column)
    if isinstance(declared, Choice):
        return len(values) >= _FEW and len(_read(declared, values)) <= (1 - _MOST) * len(values)
    if not isinstance(declared, Date | Integer | Decimal | Money):
        return False
    if not values or _read(declared, values):
        return False
    return all(len(_WORD.findall(text_of(value))) >= _FEW for value in values)


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
    return isinstance(declared, Choice | NationalId) and is_needed and not is_told


def _fits(table: FoundTable, column: FoundColumn, declared: Field[Any]) -> bool:
    """Whether the values of a column can be nothing else; each person has another number."""
    values = _values(table, column)
    read = _read(declared, values)
    if isinstance(declared, NationalId):
        read = list({each for each in read if _NUMBER.fullmatch(each)})
    return len(values) >= _FEW and len(read) >= _MOST * len(values)


def _values(table: FoundTable, column: FoundColumn) -> list[Value]:
    values = (table.meant(row, column.column) for row in table.data_rows)
    return list(islice((value for value in values if text_of(value)), _LOOKED_AT))


def _read(declared: Field[Any], values: Iterable[Value]) -> list[Any]:
    """What a field reads of some values; a figure is not taken for the code of an option."""
    found: list[Any] = []
    for value in values:
        if isinstance(declared, Choice) and not any(letter.isalpha() for letter in text_of(value)):
            continue
        with suppress(ValueError):
            read = declared.parse(value)
            if read is not None and not any(declared.check(read)):
                found.append(read)
    return found
