"""Rows of one workbook that are one record twice (rule G12, or the type's own); knows no stored record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.declare.fields import Computed, Text
from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.declare.text import _, spelling, translate
from desktop.excel.parsed import ParsedTable, naming_column

TWICE = "G12"


def report_twins(parsed: ParsedTable) -> None:
    """Rows with one key: the later is refused, whether it says the same again or something else."""
    if not parsed.records or not type(parsed.records[0]).key:
        return
    record_type = type(parsed.records[0])
    columns = [_compared(record_type, name, parsed.records) for name in record_type.key]
    keys = list(zip(*columns, strict=True))
    if len(set(keys)) == len(keys):
        return
    required = [index for index, name in enumerate(record_type.key) if record_type.fields[name].required]
    first: dict[tuple[Any, ...], int] = {}
    for position, key in enumerate(keys):
        is_partial = any(key[index] is None for index in required) or all(part is None for part in key)
        if is_partial or parsed.ids[position]:
            continue
        earlier = first.setdefault(key, position)
        if earlier != position:
            _report_twin(parsed, record_type, earlier, position)


def _compared(record_type: type[Record], name: str, records: Sequence[Record]) -> list[Any]:
    values = [getattr(record, name) for record in records]
    if isinstance(record_type.fields[name], Text):
        return [spelling(value) if value else None for value in values]
    return values


def _report_twin(parsed: ParsedTable, record_type: type[Record], earlier: int, later: int) -> None:
    one, other = parsed.records[earlier], parsed.records[later]
    differing = [
        translate(field.label)
        for name, field in record_type.fields.items()
        if not isinstance(field, Computed) and getattr(one, name) != getattr(other, name)
    ]
    row, column, rule = parsed.rows[earlier], naming_column(parsed.table), record_type.listed_twice
    field = next((name for name in record_type.shown_by if parsed.table.column_of(name)), "")
    if not differing:
        says = _("Giống hệt dòng {row}: một hồ sơ ghi hai lần; bỏ bớt một dòng.").format(row=row)
    else:
        says = _("Cùng một hồ sơ với dòng {row} nhưng khác ở: {fields}; giữ lại dòng đúng.").format(
            row=row, fields=", ".join(differing[:5])
        )
        there = _("Dòng {row} cũng là hồ sơ này nhưng ghi khác; dòng đó bị trả lại.").format(
            row=parsed.rows[later]
        )
        parsed.add(earlier, Problem(there, Grade.NOTE, rule, field, record_type=record_type.__name__), column)
    related = (str(parsed.table.spot(row)),)
    twin = Problem(says, Grade.BLOCK, rule, field, record_type=record_type.__name__, related=related)
    parsed.add(later, twin, column)
    parsed.twins.add(later)
