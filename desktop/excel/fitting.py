"""How wide a column and how high a row must be for their text to be read; knows no record and no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, groupby, islice
from math import ceil

from desktop.excel.cells import Value
from desktop.excel.dressing import Column, Sheet

LINE_HEIGHT = 15.0
"""Points of one line of a cell."""
HIGHEST = 409.0
"""Excel shows no higher row."""

_LEAST, _MOST = 8.0, 45.0
_ROWS_ASKED = 1000
_HEADING_LINES = 3
_INDENT = 1.0
"""Letters that text stands in from the edge of its cell."""
_SMALL = 1.2
"""So many letters of running text are as wide as one of those by which columns are measured; often more."""
_BESIDE = 2.5
"""Room for the edges of a cell and, in a heading, for the arrow of the filter."""


def fit(sheet: Sheet) -> Sheet:
    """The sheet, its columns as wide as the headings and the first rows ask; wrapping columns stay.

    Text that is longer than its column, which rows further down may bring, is broken into lines.
    """
    rows = iter(sheet.rows)
    first = list(islice(rows, _ROWS_ASKED))
    columns = [
        column
        if column.wraps or column.is_hidden
        else replace(column, width=_width(column, cells, sheet), wraps=column.kind == "text")
        for column, cells in zip(sheet.columns, _by_column(first, len(sheet.columns)), strict=True)
    ]
    return replace(sheet, columns=columns, rows=chain(first, rows))


def _by_column(rows: Sequence[Sequence[Value]], count: int) -> Iterator[tuple[Value, ...]]:
    return zip(*rows, strict=True) if rows else iter([()] * count)


def _width(column: Column, cells: Sequence[Value], sheet: Sheet) -> float:
    heading = shown_heading(column)
    if sheet.total:
        cells = (*cells, _below(column, cells, sheet))
    words = max(map(len, heading.split()), default=0)
    asked = max(words, ceil(len(heading) / _HEADING_LINES)) + _BESIDE
    written = max((_letters(column, value) for value in cells), default=0) + _BESIDE
    return min(_MOST, max(column.width or _LEAST, asked, written))


def _below(column: Column, cells: Sequence[Value], sheet: Sheet) -> Value:
    """What stands in the row of totals, as far as the first rows tell: its name, or what they add up to."""
    if column is next((each for each in sheet.columns if not each.is_hidden), None):
        return sheet.total
    figures = [value for value in cells if isinstance(value, int | float)]
    return sum(figures) if column.summed else None


def _letters(column: Column, value: Value) -> int:
    """How many letters of a value stand beside each other."""
    if value is None:
        return 0
    if isinstance(value, str):
        return max(map(len, value.split("\n")))
    if isinstance(value, date):
        return len("31/12/2026")
    if column.kind in ("money", "count"):
        return len(f"{value:,.0f}")
    if column.kind in ("decimal", "percent"):
        return len(f"{value:,.{column.decimals}f}") + (column.kind == "percent")
    return len(str(value))


def shown_heading(column: Column) -> str:
    """The heading as it stands in its cell: a star where a value is required."""
    return f"{column.heading} *" if column.required else column.heading


def lines_of(text: str, width: float) -> int:
    """Into how many lines a column of that width breaks a text: between words, long words within."""
    lines = 0
    for line in text.split("\n"):
        lines, used = lines + 1, 0.0
        for word in line.split():
            asked = used + bool(used) + len(word)
            if used and asked > width:
                lines, asked = lines + 1, len(word)
            more = max(0, ceil(asked / width) - 1)
            lines, used = lines + more, asked - more * width
    return lines


def heading_heights(sheet: Sheet) -> list[float]:
    """The heights of the rows of headings, each high enough for what is broken into lines there."""
    over = alone = under = 1
    for group, columns in groupby(sheet.columns, key=lambda column: column.group):
        beside = list(columns)
        lines = [lines_of(shown_heading(each), each.width - 1) for each in beside if not each.is_hidden]
        if group:
            over = max(over, lines_of(group, sum(each.width for each in beside) - 1))
            under = max(under, *lines)
        else:
            alone = max(alone, *lines, 1)
    first, last = sheet.heading_rows
    if first == last:
        return [alone * LINE_HEIGHT]
    return [over * LINE_HEIGHT, max(under, alone - over) * LINE_HEIGHT]


def row_heights(columns: Sequence[Column], block: Sequence[Sequence[Value]]) -> list[float]:
    """The height of each row of a block, 0 where one line is enough; only wrapping columns are asked."""
    lines = [1] * len(block)
    for number, column in enumerate(columns):
        if column.wraps:
            room = (column.width - _INDENT) * _SMALL
            for place, values in enumerate(block):
                text = values[number]
                if isinstance(text, str) and (len(text) > room or "\n" in text):
                    lines[place] = max(lines[place], lines_of(text, room))
    return [min(HIGHEST, count * LINE_HEIGHT) if count > 1 else 0.0 for count in lines]
