"""What the columns of a table that fill no field say wrongly: errors, and shares worked out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal as Dec
from typing import Any

from desktop.declare import numbers
from desktop.declare.fields import Computed, Decimal, Integer, Money, Percent
from desktop.declare.numbers import show_number
from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.declare.text import _
from desktop.excel.cells import Place, Value
from desktop.excel.found import FoundColumn
from desktop.excel.parsed import ParsedTable

_NEAR = Dec("0.1")


def unread_problems(parsed: Sequence[ParsedTable]) -> list[list[Problem]]:
    """For each table what is wrong beside its fields; what stands in several tables' rows is told once."""
    together: dict[tuple[str, str, str, int], list[int]] = {}
    for index, each in enumerate(parsed):
        table = each.table
        head = (table.file, table.sheet, table.cells.part, table.header_rows[0])
        together.setdefault(head, []).append(index)
    found: list[list[Problem]] = [[] for _each in parsed]
    for indexes in together.values():
        parts = [parsed[index] for index in indexes]
        if not parts[0].table.is_ours:
            found[indexes[0]] = [*_errors(parts), *_shares(parts)]
    return found


def _errors(parts: Sequence[ParsedTable]) -> Iterator[Problem]:
    """Cells within the table that show an error where no field is read."""
    table = parts[0].table
    if not table.cells.errors:
        return
    read = [({each.column for each in part.table.used()}, set(part.rows)) for part in parts]
    columns = {column.column for part in parts for column in part.table.columns}
    for (row, column), shown in sorted(table.cells.errors.items()):
        within = table.header_rows[1] < row <= table.last_row and column in columns
        if within and not any(column in used and row in rows for used, rows in read):
            says = _("Ô báo lỗi {error} ở chỗ không nhập vào hồ sơ: hãy sửa công thức trước khi gửi bảng đi.")
            yield _warning(parts[0], (row, column), says.format(error=shown))


def _shares(parts: Sequence[ParsedTable]) -> Iterator[Problem]:
    """Written shares that are none of what stands in their row, which may be told by several parts."""
    for column in parts[0].table.columns:
        declared = parts[0].table.record_type and parts[0].table.record_type.fields.get(column.works_out)
        if isinstance(declared, Computed) and isinstance(declared.kind_of, Percent):
            yield from _shares_of(parts, column)


def _shares_of(parts: Sequence[ParsedTable], column: FoundColumn) -> Iterator[Problem]:
    rows: dict[int, list[Record]] = {}
    doubtful: set[int] = set()
    for part in parts:
        for position, (row, record) in enumerate(zip(part.rows, part.records, strict=True)):
            rows.setdefault(row, []).append(record)
            problems = part.problems.get(position, ())
            if any(problem.grade is Grade.BLOCK and not problem.rule for problem in problems):
                doubtful.add(row)
    for row, records in rows.items():
        written = _percent(parts[0].table.cells.value(row, column.column))
        if written is None or row in doubtful:
            continue
        share = getattr(_sum(records), column.works_out)
        added = None if share is None else numbers.exact(share)
        if added is not None and min(abs(written - added), abs(100 * written - added)) > _NEAR:
            says = _("Tỷ lệ ghi {written} % nhưng tính theo các cột của dòng là {added} %; kiểm tra lại.")
            shown = says.format(written=show_number(written), added=show_number(added))
            yield _warning(parts[0], (row, column.column), shown)


def _sum(records: Sequence[Record]) -> Record:
    """One record with the figures of all."""
    sums: dict[str, Any] = {}
    for name, declared in type(records[0]).fields.items():
        values = [value for record in records if (value := vars(record).get(name)) is not None]
        if isinstance(declared, Money | Integer | Decimal) and values:
            sums[name] = sum(values)
    return records[0].changed(**sums)


def _percent(value: Value) -> Dec | None:
    try:
        if isinstance(value, str):
            return numbers.read_number(value.replace("%", "")).value
    except ValueError:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return numbers.exact(value)


def _warning(part: ParsedTable, place: Place, says: str) -> Problem:
    assert part.table.record_type is not None
    name = part.table.record_type.__name__
    return Problem(says, Grade.WARN, record_type=name, spot=part.table.spot(*place))
