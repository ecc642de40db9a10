"""A table whose rows tell several records each, taken apart into a table for each of them; reads no value."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import text_of


def taken_apart(table: FoundTable) -> list[FoundTable]:
    """The table itself, or one for each set of columns that make a record of their own.

    A row is among the rows of a part where one of the columns of that part is filled.
    """
    shares: dict[str, list[FoundColumn]] = {}
    for column in table.columns:
        if column.apart:
            shares.setdefault(repr(sorted(column.apart.items())), []).append(column)
    return [_part(table, own) for own in shares.values()] or [table]


def _part(table: FoundTable, own: list[FoundColumn]) -> FoundTable:
    places = {column.column for column in own}
    told = own[0].apart
    return dataclasses.replace(
        table,
        columns=[
            dataclasses.replace(column, apart={})
            for column in table.columns
            if not column.apart or column.column in places
        ],
        data_rows=[
            row for row in table.data_rows if any(text_of(table.cells.value(row, place)) for place in places)
        ],
        skipped=list(table.skipped),
        totals=[total for total in table.totals if total.column in places],
        constants={**table.constants, **told},
        doubts=list(table.doubts),
        notes=list(table.notes),
        apart=_shown(table, told),
    )


def _shown(table: FoundTable, told: Mapping[str, Any]) -> str:
    assert table.record_type is not None
    fields = table.record_type.fields
    return " · ".join(fields[name].format(value) for name, value in told.items())
