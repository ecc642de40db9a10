"""A table whose rows tell several records each, taken apart into a table for each of them; reads no value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
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
    moments = _moments(table)
    shares: dict[str, list[FoundColumn]] = {}
    for column in table.columns:
        if column.apart:
            shares.setdefault(repr(sorted(column.apart.items())), []).append(column)
    parts = _with_lasting(table, list(shares.values()), moments)
    if len(parts) > 1:
        # Money that does not say of which record of its row it is: each would count it.
        _leave_to_none(table, [column for column in table.columns if not column.apart])
    return [_part(table, own, doubts) for own in parts] or [table]


def _moments(table: FoundTable) -> set[str]:
    """The days that columns say their figures come up to."""
    assert table.record_type is not None
    fields = table.record_type.fields
    return {name for column in table.columns for name in column.apart if isinstance(fields[name], Date)}


def _with_lasting(
    table: FoundTable, shares: Sequence[list[FoundColumn]], moments: set[str]
) -> list[list[FoundColumn]]:
    """What says no day, beside columns that do, holds on each of their days: a plan beside payments.

    Where several hold that tell two records, payments that say neither are of none.
    """
    lasting = [own for own in shares if not moments <= own[0].apart.keys()]
    left = [own for own in shares if own not in lasting]
    holding = {id(own): [each for each in lasting if _holds(table, each, own)] for own in left}
    parts: dict[str, list[FoundColumn]] = {}
    for own in list(left):
        told = [each[0].apart for each in holding[id(own)]]
        if all(_agree(one, other) for one, other in combinations(told, 2)):
            _join(parts, own[0].apart, [own, *holding[id(own)]])
            left.remove(own)
    for own in left:
        for each in holding[id(own)]:
            _join(parts, own[0].apart, [each])
        _leave_to_none(table, own)
    return [*parts.values(), *(own for own in lasting if not any(own in each for each in holding.values()))]


def _holds(table: FoundTable, lasting: Sequence[FoundColumn], dated: Sequence[FoundColumn]) -> bool:
    """Whether what says no day is of the same record as what comes up to one, and begun by then."""
    one, other = lasting[0].apart, dated[0].apart
    return _agree(one, other) and _has_begun(table, {**one, **other})


def _join(
    parts: dict[str, list[FoundColumn]], told: Mapping[str, Any], shares: Sequence[list[FoundColumn]]
) -> None:
    """Let some columns tell one record together: all they tell, and what is told besides."""
    for own in shares:
        told = {**own[0].apart, **told}
    part = parts.setdefault(repr(sorted(told.items())), [])
    columns = (replace(column, apart=told) for own in shares for column in own)
    part += [column for column in columns if column not in part]


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether nothing is said otherwise by the other."""
    return all(other.get(name, value) == value for name, value in one.items())


def _has_begun(table: FoundTable, told: Mapping[str, Any]) -> bool:
    """Whether what figures are of has begun by the day they come up to: the year of a plan."""
    words = table.layout.by_words if table.layout else None
    day, year = (told.get(words.until), told.get(words.since)) if words else (None, None)
    return day is None or year is None or year <= day.year


def _leave_to_none(table: FoundTable, columns: Sequence[FoundColumn]) -> None:
    """Use no money of these columns, and say so."""
    assert table.record_type is not None
    for column in columns:
        if isinstance(table.record_type.fields.get(column.field), Money):
            says = _(
                "Cột {column} “{heading}” không ghi là của phần nào trong dòng nên không dùng: hãy xem lại."
            )
            table.doubt(says.format(column=column.letters, heading=column.heading), column.column)
            column.field, column.sure = "", 0.0
        column.apart = {}


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
            declared = table.record_type.fields[name]
            values = [each for each in told[name].values() if _has_begun(table, {**column.apart, name: each})]
            if len(values) == 1:
                column.apart = {name: values[0], **column.apart}
                says = _("Cột {column} “{heading}” không ghi “{field}”: lấy {values} như các cột khác.")
            elif not values:
                says = _("Cột {column} “{heading}” không ghi rõ “{field}”: hãy chọn trước khi ghi.")
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
    return replace(
        table,
        columns=[
            replace(column, apart={})
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
