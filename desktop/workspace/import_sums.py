"""What rows of a record say together, and which of its stored rows a list tells no more; saves nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.declare.fields import Computed, Date, Decimal, Details, Field, Integer, Money
from desktop.declare.problems import Grade
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.found import FoundTable
from desktop.excel.items_below import tells_rows_of
from desktop.excel.parsed import ParsedTable

_SHOWN = 5
"""So many rows that are told no more are named."""


def summed_by(table: FoundTable) -> list[str]:
    """The details of which a list tells whatever there is: their sum is a figure of its rows."""
    assert table.record_type is not None
    fields = table.record_type.fields.items()
    return [
        name
        for name, declared in fields
        if isinstance(declared, Details) and declared.sums and not table.is_ours
        if tells_rows_of(table, declared)
    ]


def sum_up(parsed: ParsedTable, position: int, name: str) -> None:
    """Let a record hold what several rows of its details tell together, where these sum it up.

    Of other fields it holds what all of them say alike, and of several days the last one, which is told.
    """
    record = parsed.records[position]
    declared, rows = type(record).fields[name], getattr(record, name)
    if len(rows) < 2 or not isinstance(declared, Details) or name not in summed_by(parsed.table):
        return
    told = {column.field for column in parsed.table.used()} & declared.of.fields.keys()
    for each in sorted(told):
        field = type(record).fields[each]
        values = [value for row in rows if (value := getattr(row, each)) is not None]
        vars(record)[each] = _together(declared, field, values)
        if len(set(values)) > 1 and not _adds_up(declared, field):
            _tell_differing(parsed, position, field, values, vars(record)[each])


def _together(declared: Details, field: Field[Any], values: Sequence[Any]) -> Any:
    if field.name in declared.sums:
        return sum(values) if values else None
    if field.name in declared.texts:
        return "; ".join(dict.fromkeys(values)) or None
    if _adds_up(declared, field) or not values:
        return None
    if isinstance(field, Date):
        return max(values)
    return values[0] if len(set(values)) == 1 else None


def _adds_up(declared: Details, field: Field[Any]) -> bool:
    """Whether different values of a field are no wonder: amounts and names of several things."""
    return field.name in declared.texts or isinstance(field, Integer | Decimal | Money)


def _tell_differing(
    parsed: ParsedTable, position: int, field: Field[Any], values: Iterable[Any], taken: Any
) -> None:
    says = _("Các dòng của hồ sơ này ghi “{field}” khác nhau ({values}); của cả hồ sơ: {taken}.")
    shown = ", ".join(field.format(each) for each in dict.fromkeys(values))
    taken = field.format(taken) or _("để trống")
    sentence = says.format(field=translate(field.label), values=shown, taken=taken)
    _tell(parsed, position, field, sentence, Grade.NOTE)


def tell_anew(parsed: ParsedTable, position: int, name: str, stored: Record) -> None:
    """Let a list that tells all rows of a stored record take out those it tells no more, and say so.

    One row alone is told by the record itself; rows whose sum it repeats, or that it does not name, stay.
    """
    record, old = parsed.records[position], getattr(stored, name) or []
    declared = type(record).fields[name]
    assert isinstance(declared, Details)
    rows = getattr(record, name) or []
    if not rows and (not old or _is_sum_alone(declared, record, old)):
        vars(record)[name] = list(old)
        return
    parsed.records[position] = _laid_over(
        stored, record, {name: rows, **_emptied(parsed, record, declared, rows)}
    )
    told = {_name(declared, each) for each in rows or [record]}
    gone = [each for each in old if _name(declared, each) not in told]
    if gone:
        says = _(
            "“{field}” trong phần mềm có {count} dòng mà danh sách không ghi ({rows}): nhập thì các dòng đó "
            "bị bỏ."
        )
        shown = [_name(declared, each) for each in gone[:_SHOWN]] + (["…"] if len(gone) > _SHOWN else [])
        sentence = says.format(field=translate(declared.label), count=len(gone), rows="; ".join(shown))
        _tell(parsed, position, type(record).fields[declared.sums[0]], sentence, Grade.WARN)


def _laid_over(stored: Record, record: Record, said: Mapping[str, Any]) -> Record:
    """The stored record with what a row fills, an empty cell erasing nothing, and what is said besides."""
    fields = {name for name, field in stored.fields.items() if not isinstance(field, Computed)}
    filled = {
        name: value for name, value in vars(record).items() if name in fields and value not in (None, "", [])
    }
    return stored.changed(**{**filled, **said})


def _emptied(
    parsed: ParsedTable, record: Record, declared: Details, rows: Sequence[Record]
) -> dict[str, None]:
    """What several rows tell otherwise each, and the record therefore no more."""
    told = {column.field for column in parsed.table.used()} & declared.of.fields.keys()
    return {name: None for name in told if len(rows) > 1 and getattr(record, name) is None}


def _is_sum_alone(declared: Details, record: Record, rows: Sequence[Record]) -> bool:
    """Whether a record names no thing itself, or no other sums than those of its rows."""
    needed = [name for name, field in declared.of.fields.items() if field.required]
    if any(getattr(record, name) is None for name in needed):
        return True
    figures = {name: [getattr(row, name) or 0 for row in rows] for name in declared.sums}
    return all(getattr(record, name) in (None, sum(told)) for name, told in figures.items())


def _name(declared: Details, row: Record) -> str:
    return " ".join(str(getattr(row, name) or "") for name in declared.texts)


def _tell(parsed: ParsedTable, position: int, field: Field[Any], sentence: str, grade: Grade) -> None:
    found = dataclasses.replace(
        field.wrong(sentence, grade), record_type=type(parsed.records[position]).__name__
    )
    if all(each.message != sentence for each in parsed.problems.get(position, ())):
        parsed.add(position, found, parsed.cell_of(position, field.name))
