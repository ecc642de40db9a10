"""Records as a workbook that imports back unchanged; knows no store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal as Dec
from itertools import islice
from pathlib import Path
from typing import Any

from desktop.declare.dates import EARLIEST
from desktop.declare.fields import MASK, Computed, Date, Decimal, Field, Integer, Money, Reference
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.cells import Value
from desktop.excel.dressing import Book, Column, Options, Sheet
from desktop.excel.sheets import write_workbook
from desktop.excel.stamps import EXPORT, ID_HEADING, Stamp
from desktop.excel.templates import Choices, dressed_columns, fields_of, sheet_name

Names = Callable[[Reference, set[str]], dict[str, str]]
"""How referenced records are shown, by id."""

_BLOCK = 1000
_EXACT = 2**53
_MOST_DIGITS = 15


def write_records(
    record_type: type[Record],
    records: Iterable[Record],
    path: Path,
    names: Names,
    masked: bool,
    choices: Choices,
    notes: Sequence[str] = (),
    *,
    as_of: date | None = None,
    level: str = "",
    locked: Collection[str] = (),
) -> int:
    """Write the records; how many they are. `masked` hides the sensitive fields.

    `notes` stand below the title. `as_of` and `level` say by which boundaries the names of places are.
    `locked` names the fields of the rows that are known and not to be changed.
    """
    fields = fields_of(record_type, with_computed=True)
    lists: dict[str, Options] = {}
    columns = [Column(ID_HEADING, is_hidden=True, width=38)]
    dressed = dressed_columns(record_type, fields, lists, choices)
    columns += [
        replace(column, kind="text", note=_("Đã che thông tin cá nhân."), required=False)
        if masked and field.sensitive
        else replace(column, locked=column.name in locked)
        for column, field in zip(dressed, fields.values(), strict=True)
    ]
    counted = _Counted(records)
    rows = _rows(fields, counted, names, masked)
    title = translate(record_type.plural).upper()
    titles = [title, *([_("Đã che thông tin cá nhân.")] if masked else []), *notes]
    sheet = Sheet(
        sheet_name(record_type),
        columns,
        rows=rows,
        titles=titles,
        frozen_columns=2,
        total=_("Tổng cộng"),
        is_fixed=True,
    )
    stamp = Stamp(EXPORT, record_type.qualified_name(), is_masked=masked, as_of=as_of, level=level)
    write_workbook(path, [sheet], Book(lists, stamp.plain()))
    return counted.count


def shown_columns(
    record_type: type[Record], records: Sequence[Record], names: Names
) -> dict[str, Sequence[Value]]:
    """Field → what its cells hold, record by record."""
    fields = fields_of(record_type, with_computed=False)
    columns = list(zip(*_rows(fields, records, names, masked=False), strict=True))[1:]
    return dict(zip(fields, columns, strict=True))


class _Counted:
    """Records that are counted as they pass."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records, self.count = records, 0

    def __iter__(self) -> Iterator[Record]:
        for record in self.records:
            self.count += 1
            yield record


def _rows(
    fields: Mapping[str, Field[Any]], records: Iterable[Record], names: Names, masked: bool
) -> Iterator[list[Value]]:
    makers = [(name, _maker(field, masked)) for name, field in fields.items()]
    links = {
        name: field
        for name, field in fields.items()
        if isinstance(field, Reference) and not (masked and field.sensitive)
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


def _maker(field: Field[Any], masked: bool) -> Callable[[Any], Value]:
    shown = field.kind_of if isinstance(field, Computed) else field
    if masked and field.sensitive:
        return lambda value: MASK
    if isinstance(shown, Money | Integer):
        return lambda value: value if abs(value) < _EXACT else shown.format(value)
    if isinstance(shown, Decimal):
        return lambda value: _figure(shown, value)
    if isinstance(shown, Date):
        return lambda value: _day(shown, value)
    return shown.format


def _figure(field: Decimal, value: Dec) -> Value:
    """A number where Excel keeps every digit of it, otherwise its text."""
    return float(value) if len(value.as_tuple().digits) <= _MOST_DIGITS else field.format(value)


def _day(field: Date, value: Any) -> Value:
    """A day as Excel's own date; a month, a year alone and days before its calendar as text."""
    return value if isinstance(value, date) and value >= EARLIEST else field.format(value)
