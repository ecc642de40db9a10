"""Refused rows under the headings of their own workbook, the reason beside each; decides nothing."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.declare.fields import Computed, Decimal, Details, Integer, Money
from desktop.declare.problems import Grade, Problem
from desktop.declare.text import _, fold
from desktop.excel.above import columns_of, filled_down
from desktop.excel.cells import Place, Value
from desktop.excel.dressing import Book, Column, Kind, Mark, Sheet, Tint
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import text_of
from desktop.excel.sheets import write_workbook
from desktop.excel.stamps import CORRECTIONS, ID_HEADING, Stamp

REASON = "Lý do trả lại"
SOURCE_ROW = "Dòng trong tệp gốc"
"""Headings as they are declared; written in the language in use, read in each there is."""
_ADDED = 2
"""The columns before those of the workbook: its row and the reason."""
_TINTS: Mapping[Grade, Tint] = {Grade.BLOCK: "error", Grade.WARN: "warning", Grade.NOTE: "note"}


@dataclass(frozen=True)
class RefusedRows:
    """The rows of one table that were not saved, and what is wrong with each."""

    table: FoundTable
    rows: Sequence[tuple[int, Sequence[Problem]]]


def write_refused(tables: Sequence[RefusedRows], path: Path) -> None:
    """Write the corrections workbook; corrected, it can be imported like the first one."""
    taken: set[str] = set()
    sheets = [_sheet(refused, taken) for refused in tables] or [
        Sheet(_("Không có dòng nào"), [Column(_(REASON), width=60)])
    ]
    owned: list[tuple[str, str]] = []
    for refused in tables if len(tables) == 1 else ():
        for field, sheet in _owned(refused, taken):
            owned.append((field, sheet.name))
            sheets.append(sheet)
    held = {dataclasses.replace(_stamp(refused.table), owned=tuple(owned)) for refused in tables}
    write_workbook(path, sheets, Book(stamp=held.pop().plain() if len(held) == 1 else {}))


def _stamp(table: FoundTable) -> Stamp:
    record_type, layout = table.record_type, table.layout
    return Stamp(
        CORRECTIONS,
        record_type.qualified_name() if record_type else "",
        layout.name if layout else "",
        as_of=table.as_of,
        level=table.level,
    )


def _sheet(refused: RefusedRows, taken: set[str]) -> Sheet:
    table = refused.table
    told = _told_by_groups(table, [row for row, _problems in refused.rows])
    once, below_rows = _written_once(table), _items_below(table)
    standing = table.standing()
    numbers = [column.column for column in standing]
    columns = [Column(_(SOURCE_ROW), kind="int"), Column(_(REASON), width=60.0, wraps=True)]
    columns += [_column(table, column, [row for row, _problems in refused.rows]) for column in standing]
    columns += [Column(_heading(table, name)) for name in told]
    rows: list[list[Value]] = []
    marks: dict[tuple[int, int], Mark] = {}
    for row, problems in refused.rows:
        values: list[Value] = []
        for column in numbers:
            value = _value(table, row, column)
            values.append(once.get((row, column)) if value is None else value)
        values += [table.outline.get(row, {}).get(name) for name in told]
        rows.append([row, _reasons(table, problems), *values])
        written = {row: len(rows)}
        for below, items in below_rows.get(row, ()):
            rows.append([None, None, *(items.get(column) for column in numbers), *(None for _name in told)])
            written[below] = len(rows)
        for problem in sorted(problems, key=lambda problem: -problem.grade.rank):
            if problem.spot and problem.spot.column in numbers:
                place = (written.get(problem.spot.row, written[row]),
                         numbers.index(problem.spot.column) + 1 + _ADDED)  # fmt: skip
                tint = _TINTS[problem.grade]
                marks[place] = Mark(tint, problem.message)
    return Sheet(
        _name(table, taken), columns, rows=rows, titles=_titles(table), marks=marks, frozen_columns=_ADDED
    )


def _items_below(table: FoundTable) -> dict[int, list[tuple[int, dict[int, Value]]]]:
    """By its row, the rows of the same list that say more of a record, with the cells that do."""
    found: dict[int, list[tuple[int, dict[int, Value]]]] = {}
    for own in table.owned.values():
        columns = [column.column for column in own.columns]
        for below, owner in own.owners.items() if own.cells is table.cells else ():
            if owner != below:
                items = {column: own.cells.value(below, column) for column in columns}
                found.setdefault(owner, []).append((below, items))
    return found


def _owned(refused: RefusedRows, taken: set[str]) -> Iterator[tuple[str, Sheet]]:
    """The rows that refused records own on sheets beside them, as they stood there, with their fields."""
    wanted = {row for row, _problems in refused.rows}
    for name, table in refused.table.owned.items():
        if table.cells is refused.table.cells:
            continue  # they stand below their record's row
        rows = [row for row, owner in table.owners.items() if owner in wanted]
        standing = table.standing()
        columns = [_column(table, column, rows) for column in standing]
        yield (
            name,
            Sheet(
                _name(table, taken),
                columns,
                rows=[[_value(table, row, column.column) for column in standing] for row in rows],
                titles=[table.sheet.upper()],
                frozen_columns=_ADDED,
            ),
        )


def _column(table: FoundTable, column: FoundColumn, rows: Sequence[int]) -> Column:
    """A column as it was, its headings one over the other; figures of a field of figures stand as such."""
    assert table.record_type is not None
    group, _bar, heading = column.heading.rpartition(" | ")
    declared = table.record_type.fields.get(column.field)
    kind: Kind = "text"
    if isinstance(declared, Integer) and not declared.grouped:
        kind = "int"
    elif isinstance(declared, Integer | Money | Decimal):
        kind = "decimal"
    values = [table.cells.value(row, column.column) for row in rows]
    tails = [f"{value:.3f}".rstrip("0").partition(".")[2] for value in values if isinstance(value, float)]
    is_id = column.heading == ID_HEADING
    return Column(heading, kind=kind, decimals=max(map(len, tails), default=0), group=group, is_hidden=is_id)


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
    """What a cell means, or what shows through it: a merged cell above, an error, the name of the group."""
    value = table.meant(row, column)
    if value is not None:
        return value
    if (row, column) in table.cells.errors:
        return table.cells.errors[row, column]
    for area in table.cells.merged:
        if area.first_column == column and area.first_row < row <= area.last_row:
            return table.cells.value(area.first_row, area.first_column)
    name = next((each.field for each in table.columns if each.column == column), "")
    return table.outline.get(row, {}).get(name) if name else None


def _written_once(table: FoundTable) -> dict[Place, Value]:
    """The empty cells of columns that name a place or group once, with what they mean."""
    cells = columns_of(table, table.data_rows)
    return {
        (row, column.column): value
        for column in table.used()
        for row, own, value in zip(
            table.data_rows,
            cells[column.column],
            filled_down(table, column, cells[column.column]),
            strict=True,
        )
        if own is None and value is not None
    }


def _reasons(table: FoundTable, problems: Sequence[Problem]) -> str:
    """What is wrong, each sentence after the name of its column, because the cells stand elsewhere now."""
    names = {column.column: column.heading.split(" | ")[-1] for column in table.columns}
    grave = [problem for problem in problems if problem.grade is Grade.BLOCK]
    lines = []
    for problem in grave or problems:
        name = names.get(problem.spot.column, "") if problem.spot else ""
        where = f"{' '.join(name.split())}: " if name else ""
        lines.append(f"{where}{with_basis(problem)}")
    return "\n".join(dict.fromkeys(lines))


def with_basis(problem: Problem) -> str:
    """The sentence with the published rule and the text behind it."""
    rule = problem.rule if "." not in problem.rule else ""
    behind = ", ".join(part for part in (rule, problem.basis) if part)
    return f"{problem.message} [{behind}]" if behind else problem.message


def _titles(table: FoundTable) -> list[str]:
    """The title and the line of units above the table, because they say what its figures mean."""
    lines = []
    for skipped in table.skipped:
        if skipped.kind in ("title", "unit") and skipped.row < table.header_rows[0]:
            texts = [text_of(value) for value in table.cells.rows[skipped.row - 1] if text_of(value)]
            lines += [text for text in texts if len(text) > 3]
    return [
        _("CÁC DÒNG BỊ TRẢ LẠI"),
        _("Sửa các ô tô màu theo cột “{reason}” rồi gửi lại tệp này; giữ nguyên tên cột.").format(
            reason=_(REASON)
        ),
        # Quoted file and sheet: by them the rows are known when they come back, in whichever language.
        _("Các dòng lấy từ tệp “{file}”, trang “{sheet}”.").format(file=table.file, sheet=table.sheet),
        *lines[-8:],
    ]


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
