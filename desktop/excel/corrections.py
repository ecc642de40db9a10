"""Refused rows under the headings of their own workbook, the reason beside each; decides nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.declare.fields import Computed, Details
from desktop.declare.problems import Grade, Problem
from desktop.declare.text import _, fold
from desktop.excel.cells import Value
from desktop.excel.dressing import Book, Column, Mark, Sheet
from desktop.excel.found import FoundTable
from desktop.excel.headings import text_of
from desktop.excel.sheets import write_workbook
from desktop.excel.stamps import CORRECTIONS, Stamp

REASON = "Lý do trả lại"
SOURCE_ROW = "Dòng trong tệp gốc"
_TINTS = {Grade.BLOCK: "error", Grade.WARN: "warning", Grade.NOTE: "note"}


@dataclass(frozen=True)
class RefusedRows:
    """The rows of one table that were not saved, and what is wrong with each."""

    table: FoundTable
    rows: Sequence[tuple[int, Sequence[Problem]]]


def write_refused(tables: Sequence[RefusedRows], path: Path) -> None:
    """Write the corrections workbook; corrected, it can be imported like the first one."""
    taken: set[str] = set()
    sheets = [_sheet(refused, taken) for refused in tables] or [
        Sheet(_("Không có dòng nào"), [Column(REASON, width=60)])
    ]
    held = {
        (record_type.qualified_name() if record_type else "", layout.name if layout else "")
        for record_type, layout in ((refused.table.record_type, refused.table.layout) for refused in tables)
    }
    stamp = Stamp(CORRECTIONS, *held.pop()).plain() if len(held) == 1 else {}
    write_workbook(path, sheets, Book(stamp=stamp))


def _sheet(refused: RefusedRows, taken: set[str]) -> Sheet:
    table = refused.table
    told = _told_by_groups(table, [row for row, _problems in refused.rows])
    columns = [Column(column.heading, width=_width(column.heading)) for column in table.columns]
    columns += [Column(_heading(table, name), width=20.0) for name in told]
    columns += [Column(REASON, width=60.0, wraps=True), Column(SOURCE_ROW, kind="int", width=12.0)]
    numbers = [column.column for column in table.columns]
    rows: list[list[Value]] = []
    marks: dict[tuple[int, int], Mark] = {}
    for index, (row, problems) in enumerate(refused.rows, 1):
        values = [_value(table, row, column) for column in numbers]
        values += [table.outline.get(row, {}).get(name) for name in told]
        rows.append([*values, _reasons(problems), row])
        for problem in sorted(problems, key=lambda problem: -problem.grade.rank):
            if problem.spot and problem.spot.column in numbers:
                place = (index, numbers.index(problem.spot.column) + 1)
                tint = _TINTS[problem.grade]
                marks[place] = Mark(tint, problem.message)  # type: ignore[arg-type]
    return Sheet(
        _name(table, taken), columns, rows=rows, titles=_titles(table), marks=marks, frozen_columns=2
    )


def _width(heading: str) -> float:
    return max(11.0, min(26.0, 0.8 * len(heading.split(" | ")[-1])))


def _heading(table: FoundTable, name: str) -> str:
    assert table.record_type is not None
    return table.record_type.fields[name].label


def _told_by_groups(table: FoundTable, rows: Sequence[int]) -> list[str]:
    """Fields that only the rows of groups tell; here they need a column."""
    assert table.record_type is not None
    told = dict.fromkeys(name for row in rows for name in table.outline.get(row, {}))
    return [
        name
        for name in told
        if not table.column_of(name) and not isinstance(table.record_type.fields[name], Computed | Details)
    ]


def _value(table: FoundTable, row: int, column: int) -> Value:
    """What stands in a cell, or shows through it: a merged cell above, an error, the name of the group."""
    value = table.cells.value(row, column)
    if value is not None:
        return value
    if (row, column) in table.cells.errors:
        return table.cells.errors[row, column]
    for area in table.cells.merged:
        if area.first_column == column and area.first_row < row <= area.last_row:
            return table.cells.value(area.first_row, area.first_column)
    name = next((each.field for each in table.columns if each.column == column), "")
    return table.outline.get(row, {}).get(name) if name else None


def _reasons(problems: Sequence[Problem]) -> str:
    grave = [problem for problem in problems if problem.grade is Grade.BLOCK]
    lines = []
    for problem in grave or problems:
        where = f"{problem.spot.cell}: " if problem.spot and problem.spot.cell else ""
        basis = f" ({problem.basis})" if problem.basis else ""
        rule = f"[{problem.rule}] " if problem.rule and "." not in problem.rule else ""
        lines.append(f"{where}{rule}{problem.message}{basis}")
    return "\n".join(dict.fromkeys(lines))


def _titles(table: FoundTable) -> list[str]:
    """The title and the line of units above the table, because they say what its figures mean."""
    lines = []
    for skipped in table.skipped:
        if skipped.kind in ("title", "unit") and skipped.row < table.header_rows[0]:
            texts = [text_of(value) for value in table.cells.rows[skipped.row - 1] if text_of(value)]
            lines += [text for text in texts if len(text) > 3]
    return lines[-8:] or [_("CÁC DÒNG CẦN SỬA")]


def _name(table: FoundTable, taken: set[str]) -> str:
    clean = "".join(
        letter for letter in unicodedata.normalize("NFC", table.sheet) if letter not in "[]:*?/\\'"
    )
    name, number = clean[:28].strip() or "Trang", 1
    while fold(name) in taken:
        number += 1
        name = f"{clean[:26].strip()} {number}"
    taken.add(fold(name))
    return name
