"""What was said of a table holds for the same table read as another record type; reads no table."""

from __future__ import annotations

from typing import Any

from desktop.declare.fields import Choice, Field, Reference
from desktop.excel.found import FoundTable


def keep_said(table: FoundTable, again: FoundTable) -> None:
    """Let what was said of a table hold for the same table read as something else."""
    before = table.record_type or table.was
    if before is None or again.record_type is None:
        return
    said = {column.column: column for column in table.columns}
    for column in again.columns:
        old = said.get(column.column)
        field = again.record_type.fields.get(column.field)
        if old is None or field is None or not isinstance(field, type(before.fields.get(old.field))):
            continue
        column.unit, column.habit = old.unit, old.habit
        if column.unit != 1 or (column.column, True) in table.settled:
            again.settled.add((column.column, True))
    alike = {
        name
        for name, field in again.record_type.fields.items()
        if name in before.fields and _holds_the_same(before.fields[name], field)
    }
    again.given = {name: value for name, value in table.given.items() if name in alike} | again.given
    for name in alike & set(table.constants):
        again.constants.setdefault(name, table.constants[name])


def _holds_the_same(one: Field[Any], other: Field[Any]) -> bool:
    """Whether a value of one field is one of the other as well."""
    if isinstance(one, Reference) and isinstance(other, Reference):
        return (one.to, one.only) == (other.to, other.only)
    if isinstance(one, Choice) and isinstance(other, Choice):
        return set(one.options) == set(other.options)
    return type(one) is type(other)
