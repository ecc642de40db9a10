"""A table whose rows tell several records each, taken apart into a table for each of them; reads no value."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from desktop.declare.text import _, translate
from desktop.excel.found import Doubt, FoundColumn, FoundTable
from desktop.excel.headings import text_of


def taken_apart(table: FoundTable) -> list[FoundTable]:
    """The table itself, or one for each set of columns that make a record of their own.

    A row is among the rows of a part where one of the columns of that part is filled.
    """
    doubts = _completed(table)
    shares: dict[str, list[FoundColumn]] = {}
    for column in table.columns:
        if column.apart:
            shares.setdefault(repr(sorted(column.apart.items())), []).append(column)
    return [_part(table, own, doubts) for own in shares.values()] or [table]


def _completed(table: FoundTable) -> dict[int, list[Doubt]]:
    """Let a column that says less than others follow them where they agree: paid of the one year's plan.

    Answers what is to be told of each such column.
    """
    assert table.record_type is not None
    told: dict[str, dict[str, Any]] = {}
    for column in table.columns:
        for name, value in column.apart.items():
            told.setdefault(name, {})[repr(value)] = value
    doubts: dict[int, list[Doubt]] = {}
    for column in table.columns:
        for name in (each for each in told if column.apart and each not in column.apart):
            declared, values = table.record_type.fields[name], list(told[name].values())
            if len(values) == 1:
                column.apart = {name: values[0], **column.apart}
                says = _("Cột {column} “{heading}” không ghi “{field}”: lấy {values} như các cột khác.")
            else:
                says = _("Cột {column} “{heading}” không ghi “{field}” là {values}: hãy chọn trước khi ghi.")
            shown = {"column": column.letters, "heading": column.heading, "field": translate(declared.label)}
            shown["values"] = _(" hay ").join(map(declared.format, values))
            doubts.setdefault(column.column, []).append(Doubt(says.format(**shown), field=name))
    return doubts


def _part(table: FoundTable, own: list[FoundColumn], doubts: Mapping[int, list[Doubt]]) -> FoundTable:
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
        raised=[*table.raised, *(each for place in sorted(places) for each in doubts.get(place, ()))],
        settled=set(table.settled),
        notes=list(table.notes),
        apart=_shown(table, told),
    )


def _shown(table: FoundTable, told: Mapping[str, Any]) -> str:
    assert table.record_type is not None
    fields = table.record_type.fields
    return " · ".join(fields[name].format(value) for name, value in told.items())
