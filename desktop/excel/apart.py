"""A table whose rows tell several records each, taken apart into a table for each of them; reads no value."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from desktop.declare.fields import Date, Money, Reference
from desktop.declare.text import _, fold_words, translate
from desktop.excel.found import Doubt, FoundColumn, FoundTable
from desktop.excel.headings import text_of
from desktop.excel.told_above import lines_above


def taken_apart(table: FoundTable) -> list[FoundTable]:
    """The table itself, or one for each set of columns that make a record of their own.

    A row is among the rows of a part where one of the columns of that part is filled.
    """
    doubts = _completed(table)
    shares: dict[str, list[FoundColumn]] = {}
    for column in table.columns:
        if column.apart:
            shares.setdefault(repr(sorted(column.apart.items())), []).append(column)
    shares = _with_lasting(table, shares)
    if len(shares) > 1:
        _leave_to_none(table)
    return [_part(table, own, doubts) for own in shares.values()] or [table]


def _moments(table: FoundTable) -> set[str]:
    """The days that columns say their figures come up to."""
    assert table.record_type is not None
    fields = table.record_type.fields
    return {name for column in table.columns for name in column.apart if isinstance(fields[name], Date)}


def _with_lasting(table: FoundTable, shares: Mapping[str, list[FoundColumn]]) -> dict[str, list[FoundColumn]]:
    """What says no day, beside columns that do, holds on each of their days: a plan beside payments."""
    moments = _moments(table)
    parts: dict[str, list[FoundColumn]] = {}
    lasting = []
    for key, own in shares.items():
        if moments <= own[0].apart.keys():
            parts[key] = own
        else:
            lasting.append(own)
    for own in lasting:
        told = own[0].apart
        alike = [each for each in parts.values() if _agree(told, each[0].apart)]
        for each in alike:
            each[0].apart = {**told, **each[0].apart}
            each += [dataclasses.replace(column, apart=each[0].apart) for column in own]
        if not alike:
            parts[repr(sorted(told.items()))] = own
    return parts


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether nothing is said otherwise by the other."""
    return all(other.get(name, value) == value for name, value in one.items())


def _leave_to_none(table: FoundTable) -> None:
    """Money of a row that does not say of which of its records it is belongs to none: each would count it."""
    assert table.record_type is not None
    for column in table.columns:
        if not column.apart and isinstance(table.record_type.fields.get(column.field), Money):
            says = _(
                "Cột {column} “{heading}” không ghi là của phần nào trong dòng nên không dùng: hãy xem lại."
            )
            table.doubt(says.format(column=column.letters, heading=column.heading), column.column)
            column.field, column.sure = "", 0.0


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
    rows, moments = [table.outline.get(row, {}) for row in table.data_rows], _moments(table)
    for column in table.columns:
        for name in (each for each, value in column.apart.items() if value is None):
            says = _("Cột {column} “{heading}” không ghi rõ “{field}”: hãy chọn trước khi ghi.")
            label = translate(table.record_type.fields[name].label)
            shown = {"column": column.letters, "heading": column.heading, "field": label}
            doubts.setdefault(column.column, []).append(Doubt(says.format(**shown), field=name))
    above = {name for name in told if rows and all(name in each for each in rows)}
    for column in table.columns:
        for name in (each for each in told if column.apart and each not in {*column.apart, *above, *moments}):
            declared, values = table.record_type.fields[name], list(told[name].values())
            if len(values) == 1:
                column.apart = {name: values[0], **column.apart}
                says = _("Cột {column} “{heading}” không ghi “{field}”: lấy {values} như các cột khác.")
            else:
                says = _("Cột {column} “{heading}” không ghi “{field}” là {values}: hãy chọn trước khi ghi.")
            shown = {"column": column.letters, "heading": column.heading, "field": translate(declared.label)}
            shown["values"] = _(" hay ").join(declared.format(each) or "…" for each in values)
            doubts.setdefault(column.column, []).append(Doubt(says.format(**shown), field=name))
    return doubts


def _part(table: FoundTable, own: list[FoundColumn], doubts: Mapping[int, list[Doubt]]) -> FoundTable:
    places = {column.column for column in own}
    same = _same(table, own[0].apart)
    told = {**own[0].apart, **{name: value for name, (value, _says) in same.items()}}
    named = {name: value for name, value in told.items() if _is_reference(table, name)}
    rows = [row for row in table.data_rows if any(text_of(table.cells.value(row, place)) for place in places)]
    return dataclasses.replace(
        table,
        columns=[
            dataclasses.replace(column, apart={})
            for column in table.columns
            if not column.apart or column.column in places
        ],
        data_rows=rows,
        outline={row: _outline(table, row, told) | named for row in rows},
        skipped=list(table.skipped),
        totals=[total for total in table.totals if total.column in places],
        constants={
            **table.constants,
            **{name: value for name, value in told.items() if name not in named and value is not None},
        },
        raised=[
            *(doubt for doubt in table.raised if doubt.field not in same),
            *(Doubt(says, field=name) for name, (_value, says) in same.items()),
            *(each for place in sorted(places) for each in doubts.get(place, ())),
        ],
        settled=set(table.settled),
        notes=list(table.notes),
        apart=_shown(table, told),
        told=told,
        told_at=min(places),
    )


def _same(table: FoundTable, told: Mapping[str, Any]) -> dict[str, tuple[Any, str]]:
    """The years that nothing tells and that are the same as another one, each with what is to be said of it;
    none where title or headings say that money of one year goes on in another.
    """
    assert table.record_type is not None
    fields, found = table.record_type.fields, {}
    words = table.layout.by_words.same if table.layout and table.layout.by_words else {}
    for name, (other, denied) in words.items():
        said = [*lines_above(table, table.first_row), *(column.heading for column in table.columns)]
        is_told = name in {*told, *table.constants} or bool(table.column_of(name))
        is_told = is_told or any(name in each for each in table.outline.values())
        if told.get(other) is None or is_told or any(re.search(denied, fold_words(each)) for each in said):
            continue
        says = _("Bảng không ghi “{field}”: lấy “{value}” như “{other}”.")
        shown = {"field": translate(fields[name].label), "other": translate(fields[other].label)}
        found[name] = told[other], says.format(**shown, value=fields[name].format(told[other]))
    return found


def _is_reference(table: FoundTable, name: str) -> bool:
    """Whether what a heading says of a field is the name of another record, to be found as a cell's is."""
    assert table.record_type is not None
    return isinstance(table.record_type.fields[name], Reference)


def _outline(table: FoundTable, row: int, told: Mapping[str, Any]) -> dict[str, str]:
    """What groups and lines above tell of a row but for what its columns say themselves."""
    return {name: text for name, text in table.outline.get(row, {}).items() if name not in told}


def _shown(table: FoundTable, told: Mapping[str, Any]) -> str:
    assert table.record_type is not None
    fields = table.record_type.fields
    return " · ".join(fields[name].format(value) or _("chưa rõ") for name, value in told.items())
