"""Whether written totals and counts agree with the rows they stand for (rule G11); changes no row."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from decimal import Decimal as Dec
from itertools import product
from typing import Any

from desktop.declare import numbers
from desktop.declare.fields import Integer, Money
from desktop.declare.numbers import AmbiguousNumber, show_number
from desktop.declare.problems import Grade, Problem
from desktop.declare.text import _
from desktop.excel.found import WrittenTotal
from desktop.excel.parsed import ParsedTable
from desktop.excel.rows import counts_in

RULE = "G11"
_MOST_DOUBTS = 10
_NEARLY, _FAR = Dec("0.05"), Dec("0.15")
"""How far, as a share of it, sums may be from a written total that they are meant to make, and not."""

_PEOPLE = {"nhân khẩu", "khẩu", "người"}


def total_problems(parsed: ParsedTable) -> Iterator[Problem]:
    """Every written total and count that differs from its rows, at its own cell."""
    position = {row: index for index, row in enumerate(parsed.rows)}
    for total in parsed.table.totals:
        judge = _sum_problem if total.field else _count_problem
        found = judge(parsed, total, [position[row] for row in total.rows if row in position])
        if found is None:
            continue
        instead = [position[row] for row in total.or_rows if row in position]
        if not instead or judge(parsed, total, instead) is not None:
            yield found
    yield from _not_calculated(parsed)


def _not_calculated(parsed: ParsedTable) -> Iterator[Problem]:
    """Formulas of a row of totals that hold no value: they were never calculated."""
    totals = {total.row for total in parsed.table.totals}
    names = {column.column: column.field for column in parsed.table.used()}
    for row, column in sorted(parsed.table.cells.uncalculated):
        if row in totals and column in names:
            says = _("Công thức tổng chưa được tính nên không đối chiếu được: mở bằng Excel rồi lưu lại.")
            total = WrittenTotal(row, column, names[column], "grand", None, (), "")
            yield _problem(parsed, total, says, Grade.WARN)


def _problem(parsed: ParsedTable, total: WrittenTotal, says: str, grade: Grade) -> Problem:
    assert parsed.table.record_type is not None
    return Problem(
        says,
        grade,
        rule=RULE,
        field=total.field,
        record_type=parsed.table.record_type.__name__,
        spot=parsed.table.spot(total.row, total.column),
    )


def _count_problem(parsed: ParsedTable, total: WrittenTotal, rows: Sequence[int]) -> Problem | None:
    counts = counts_in(str(total.value))
    if not counts or any(count == len(rows) for count, _noun in counts):
        return None
    assert parsed.table.record_type is not None
    title = f"{parsed.table.record_type.title} {parsed.table.record_type.plural}".lower()
    counts_people = any(noun in title for noun in _PEOPLE)
    likely = [count for count, noun in counts if (noun in _PEOPLE) == counts_people]
    if not likely:
        return None
    says = _("Ghi {written} nhưng trong bảng có {counted} dòng; kiểm tra dòng thiếu hoặc thừa.")
    return _problem(parsed, total, says.format(written=show_number(likely[0]), counted=len(rows)), Grade.WARN)


def _sum_problem(parsed: ParsedTable, total: WrittenTotal, rows: Sequence[int]) -> Problem | None:
    written = _written(parsed, total)
    if written is None:
        return None
    values = [_amount(value) for value in _values(parsed, total.field, rows)]
    added = sum(values, Dec(0))
    if _are_equal(written, added) or _carries_on(parsed, total, written):
        return None
    column = parsed.table.cells.rows
    figures = [
        value
        for index, value in zip(rows, values, strict=True)
        if not isinstance(column[parsed.rows[index] - 1][total.column - 1], str)
    ]
    unit = Dec(_unit(parsed, total.field))
    shown = {"written": show_number(written / unit), "added": show_number(added / unit)}
    texts = len(values) - len(figures)
    if texts and _are_equal(written, sum(figures, Dec(0))):
        says = _("Tổng ghi {written} bỏ sót các ô viết số dạng chữ mà Excel không cộng; cộng đủ là {added}.")
        return _problem(parsed, total, says.format(**shown), Grade.WARN)
    says = _("Tổng ghi {written} khác cộng các dòng {added} (lệch {gap}); kiểm tra số tổng hoặc dòng thiếu.")
    gap = show_number((written - added) / unit)
    return _problem(parsed, total, says.format(**shown, gap=gap), Grade.BLOCK)


def _carries_on(parsed: ParsedTable, total: WrittenTotal, written: Dec) -> bool:
    """Whether a total of an outline is right by the totals below it; a fault is then named where it is."""
    if set(total.parts) <= set(total.rows):
        return False
    position = {row: index for index, row in enumerate(parsed.rows)}
    added = Dec(0)
    for row in total.parts:
        if row in position:
            added += _amount(*_values(parsed, total.field, [position[row]]))
        else:
            below = dataclasses.replace(total, value=parsed.table.cells.value(row, total.column))
            added += _written(parsed, below) or 0
    return _are_equal(written, added)


def _values(parsed: ParsedTable, name: str, rows: Sequence[int]) -> list[Any]:
    return [vars(parsed.records[index]).get(name) for index in rows]


def _amount(value: Any) -> Dec:
    return Dec(0) if value is None else Dec(value)


def _unit(parsed: ParsedTable, name: str) -> int:
    return next((column.unit for column in parsed.table.columns if column.field == name), 1)


def _written(parsed: ParsedTable, total: WrittenTotal) -> Dec | None:
    """The figure of a total; of two ways to read it the one nearer to what its rows add up to."""
    readings = _readings(parsed, total)
    if len(readings) < 2:
        return next(iter(readings), None)
    position = {row: index for index, row in enumerate(parsed.rows)}
    rows = [position[row] for row in total.rows if row in position]
    added = sum(map(_amount, _values(parsed, total.field, rows)), Dec(0))
    return min(readings, key=lambda reading: abs(reading - added))


def _readings(parsed: ParsedTable, total: WrittenTotal) -> list[Dec]:
    """The ways a total can be read: one, two (`2.900`), or none where it is no figure."""
    value, unit = total.value, _unit(parsed, total.field)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [numbers.exact(value) * unit]
    if not isinstance(value, str):
        return []
    declared = parsed.table.record_type and parsed.table.record_type.fields[total.field]
    try:
        whole = isinstance(declared, Integer | Money) and unit == 1
        return [numbers.read_number(value, whole=whole).value * unit]
    except AmbiguousNumber as doubt:
        return [reading * unit for reading in doubt.readings]
    except ValueError:
        return []


def _are_equal(one: Dec, other: Dec) -> bool:
    return abs(one - other) <= max(Dec("0.0005"), Dec("1e-9") * abs(other))


def settle_by_totals(parsed: ParsedTable) -> None:
    """Figures that can be read in two ways are decided where one reading alone makes a written total right,
    or comes near it while every other is far off.

    What was decided is remarked at the cell, so that somebody can look.
    """
    place = {row: position for position, row in enumerate(parsed.rows)}
    for name, doubtful in parsed.doubtful.items():
        open_still = set(doubtful)
        of_field = [each for each in parsed.table.totals if each.field == name]
        # The total of the fewest rows says most of each of them; what it decides helps the larger ones.
        for total in sorted(of_field, key=lambda each: len(each.rows)):
            rows = sorted(place[row] for row in total.rows if row in place)
            mine = [position for position in rows if position in open_still]
            if 0 < len(mine) <= _MOST_DOUBTS and _settle(parsed, total, rows, mine):
                open_still.difference_update(mine)


def _fitting(
    choices: Sequence[tuple[Dec, tuple[Dec, ...]]], readings: Sequence[Dec]
) -> tuple[Dec, ...] | None:
    """The one choice of readings that makes a total; None where none or several do."""
    exact = [choice for added, choice in choices if any(_are_equal(wanted, added) for wanted in readings)]
    if exact or len(readings) != 1 or not readings[0]:
        return exact[0] if len(exact) == 1 else None
    wanted = readings[0]
    # A total that is wrong itself is still of the size of what it adds.
    gaps = sorted((abs(added - wanted) / abs(wanted), choice) for added, choice in choices)
    is_plain = gaps[0][0] <= _NEARLY and all(gap >= _FAR for gap, _choice in gaps[1:])
    return gaps[0][1] if is_plain else None


def _settle(parsed: ParsedTable, total: WrittenTotal, rows: list[int], mine: list[int]) -> bool:
    assert parsed.table.record_type is not None
    declared, unit = parsed.table.record_type.fields[total.field], _unit(parsed, total.field)
    known = sum(map(_amount, _values(parsed, total.field, rows)), Dec(0))
    readings = [
        [reading * unit for reading in failure.readings]
        for position in mine
        if isinstance(failure := parsed.doubtful[total.field][position].failure, AmbiguousNumber)
    ]
    choices = [(known + sum(choice, Dec(0)), choice) for choice in product(*readings)]
    fitting = _fitting(choices, [wanted for wanted in _readings(parsed, total) if wanted])
    if fitting is None:
        return False
    for position, value in zip(mine, fitting, strict=True):
        try:
            kept = declared.parse(int(value) if value == int(value) else float(value))
        except ValueError:
            return False
        record = parsed.records[position]
        record.__dict__[total.field] = kept
        column = parsed.cell_of(position, total.field)
        parsed.problems[position] = [
            problem
            for problem in parsed.problems.get(position, [])
            if not (problem.field == total.field and problem.grade is Grade.BLOCK)
        ]
        says = _("Số viết có thể hiểu hai cách; lấy {value} vì như vậy dòng tổng mới đúng. Hãy xác nhận.")
        shown = declared.format(kept)
        parsed.add(position, declared.wrong(says.format(value=shown), Grade.NOTE), column)
    return True
