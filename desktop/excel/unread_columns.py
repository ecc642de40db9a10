"""What the columns of a table that fill no field say wrongly: errors, shares, sums worked out otherwise."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal as Dec
from typing import Any

from desktop.declare import numbers
from desktop.declare.fields import Computed, Decimal, Integer, Money, Percent
from desktop.declare.numbers import show_number
from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.cells import Place, Value
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import Heading, bare
from desktop.excel.parsed import ParsedTable
from desktop.excel.totals import RULE

_NEAR = Dec("0.1")
_NO_DENOMINATOR = "#DIV/0!"
"""What a rate shows where nothing was planned: no fault where the program works it out itself."""

_LEAST_PLACES, _MOST_PLACES = 1, 6


def tell_parts(table: FoundTable, is_in_part: Callable[[Heading], bool]) -> None:
    """Say of columns with the figures of one month or quarter what they are, and that they are not taken."""
    says = _(
        "Cột {column} “{heading}” là số riêng của một tháng, một quý hay một kỳ; hồ sơ giữ số lũy kế đến "
        "ngày chốt nên không lấy cột này."
    )
    for column in table.columns:
        if not column.field and is_in_part(Heading(column.column, tuple(column.heading.split(" | ")))):
            table.doubt(says.format(column=column.letters, heading=column.heading), column.column)


def doubt_vague(table: FoundTable) -> None:
    """Ask whether a column means the field it was taken for, where its heading may mean something else."""
    assert table.record_type is not None
    for column in table.used():
        declared = table.record_type.fields[column.field]
        vague = {bare(heading) for heading in declared.vague}
        if bare(column.heading.rpartition(" | ")[2]) in vague:
            says = _("Cột {column} “{heading}” không nói rõ có phải “{field}” không: hãy xem lại. {hint}")
            shown = {"column": column.letters, "heading": column.heading}
            shown |= {"field": translate(declared.label), "hint": translate(declared.hint)}
            table.doubt(says.format(**shown).rstrip(), column.column)


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
            found[indexes[0]] = [*_errors(parts), *_shares(parts), *_sums(parts)]
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
        if not within or any(column in used and row in rows for used, rows in read):
            continue
        if shown == _NO_DENOMINATOR:
            says = _("Ô báo {error} vì chia cho 0 hay ô trống; ô này không nhập vào hồ sơ.")
            yield _told(parts[0], (row, column), says.format(error=shown), Grade.NOTE)
        else:
            says = _("Ô báo lỗi {error} ở chỗ không nhập vào hồ sơ: hãy sửa công thức trước khi gửi bảng đi.")
            yield _told(parts[0], (row, column), says.format(error=shown))


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
        if not column.of.items() <= part.table.told.items():
            continue
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
            yield _told(parts[0], (row, column.column), shown)


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


def _sums(parts: Sequence[ParsedTable]) -> Iterator[Problem]:
    """Written sums of columns that are none of the figures in these columns, in the same row."""
    for column in parts[0].table.columns:
        if column.adds_up and column.parts:
            yield from _sums_of(parts, column)


def _sums_of(parts: Sequence[ParsedTable], column: FoundColumn) -> Iterator[Problem]:
    added: dict[int, Dec] = {}
    doubtful: set[int] = set()
    for part in parts:
        own = next((each for each in part.table.used() if each.column in column.parts), None)
        if own is None:
            continue
        for position, row in enumerate(part.rows):
            value = vars(part.records[position]).get(column.adds_up)
            added[row] = added.get(row, Dec(0)) + (0 if value is None else numbers.exact(value) / own.unit)
            if column.adds_up in part.unread.get(position, ()):
                doubtful.add(row)
    for row in sorted(added.keys() - doubtful):
        written = _figure(parts[0].table.cells.value(row, column.column))
        if written is None or abs(written - added[row]) <= _rounding(written, len(column.parts)):
            continue
        says = _("Tổng ghi {written} khác cộng các cột {added} (lệch {gap}); kiểm tra số tổng hoặc các cột.")
        shown = {"written": written, "added": added[row], "gap": written - added[row]}
        told = says.format(**{name: show_number(figure) for name, figure in shown.items()})
        problem = _told(parts[0], (row, column.column), told, Grade.BLOCK)
        yield dataclasses.replace(problem, rule=RULE, field=column.adds_up)


def _rounding(written: Dec, count: int) -> Dec:
    """How far a sum may be from its parts where each of them is rounded as it is."""
    exponent = written.normalize().as_tuple().exponent
    places = min(-exponent, _MOST_PLACES) if isinstance(exponent, int) and exponent < 0 else 0
    return Dec(count + 1) / 2 * Dec(10) ** -max(places, _LEAST_PLACES)


def _figure(value: Value) -> Dec | None:
    """A plain figure; None for what is none, or can be read in two ways."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return numbers.read_number(value).value if isinstance(value, str) else numbers.exact(value)
    except ValueError:
        return None


def _told(part: ParsedTable, place: Place, says: str, grade: Grade = Grade.WARN) -> Problem:
    assert part.table.record_type is not None
    name = part.table.record_type.__name__
    return Problem(says, grade, record_type=name, spot=part.table.spot(*place))
