"""A sheet on which lists may stand beside each other, seen as one sheet for each list; recognises none."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import pairwise

from desktop.declare.problems import column_letters
from desktop.declare.text import _
from desktop.excel.cells import Place, SheetCells, Value
from desktop.excel.found import FoundTable
from desktop.excel.headings import bare, is_numbering, is_words_only, text_of

_LOOKED_AT, _WIDEST, _TALLEST, _LEAST = 60, 200, 4, 4
"""Rows and columns in which the headings of lists beside each other begin, how many rows they have, and
how many words the first of these must hold.
"""

_Band = tuple[int, int]
"""The first and the last column of what stands together."""


def seen_side_by_side(sheet: SheetCells) -> list[SheetCells]:
    """The sheet once for each list whose headings begin in one row, the cells of the others left out.

    None where fewer than two stand there with an empty column between them. What stands above the headings
    of one of them alone is said of all.
    """
    lowest: dict[int, int] = {}
    worded = (number for number, row in enumerate(sheet.rows[:_LOOKED_AT], 1) if is_words_only(row, _LEAST))
    top = next(worded, len(sheet.rows) + 1)
    # Further down a row of data may look like headings, where little stands below it.
    for number, row in enumerate(sheet.rows[top - 1 : top - 1 + _TALLEST], top):
        bands = [band for band in _bands(sheet, number, lowest) if is_words_only(row[band[0] - 1 : band[1]])]
        if len(bands) > 1:
            ends = [first - 2 for first, _last in bands[1:]]
            width = max(map(len, sheet.rows))
            return [
                _part(sheet, (first, last), number)
                for (first, _own), last in zip(bands, [*ends, width], strict=True)
            ]
    return _begun_lower(sheet, top)


def _begun_lower(sheet: SheetCells, top: int) -> list[SheetCells]:
    """The same where the second list begins some rows below the headings of the first."""
    width = max(map(len, sheet.rows), default=0)
    headed = sheet.rows[top - 1] if top <= len(sheet.rows) else ()
    last = max((column for column, value in enumerate(headed, 1) if value is not None), default=width)
    gap = next((each for each in range(last + 1, min(width, _WIDEST)) if _lowest(sheet, each) < top), width)
    if not any(is_words_only(row[gap:], _LEAST) for row in sheet.rows[top:_LOOKED_AT]):
        return []
    return [_part(sheet, band, top) for band in ((1, gap - 1), (gap + 1, width))]


def name_a_column_again(tables: Sequence[Sequence[FoundTable]]) -> bool:
    """Whether lists beside each other have some heading in common, as the columns of one list have not."""
    headings = [{column.heading for table in own for column in table.columns} - {""} for own in tables]
    return any(one & two for one, two in pairwise(headings))


def count_their_rows(parts: Sequence[SheetCells]) -> bool:
    """Whether more than one of these parts has a column that numbers its rows, as one list has not."""
    return sum(any(is_numbering([text]) for text in own) for own in _headings(parts)) > 1


def repeat_a_heading(parts: Sequence[SheetCells]) -> bool:
    """Whether some words stand at the head of two neighbouring parts."""
    return any(one & two for one, two in pairwise(_headings(parts)))


def _headings(parts: Sequence[SheetCells]) -> list[set[str]]:
    """The words in the row in which the headings of the parts begin."""
    rows = zip(*(part.rows for part in parts), strict=True)
    beside = (lines for lines in rows if all(map(is_words_only, lines)) and len(set(lines)) == len(lines))
    return [{bare(text) for value in line if (text := text_of(value))} for line in next(beside, ())]


def _bands(sheet: SheetCells, number: int, lowest: dict[int, int]) -> list[_Band]:
    """The filled cells of a row, together where no column that is empty from there on parts them."""
    bands: list[_Band] = []
    for column, value in enumerate(sheet.rows[number - 1][:_WIDEST], 1):
        gap = column - 1
        if value is None:
            continue
        if bands and bands[-1][1] < gap and gap not in lowest:
            lowest[gap] = _lowest(sheet, gap)
        if bands and (bands[-1][1] == gap or lowest[gap] >= number):
            bands[-1] = bands[-1][0], column
        else:
            bands.append((column, column))
    return bands


def _lowest(sheet: SheetCells, column: int) -> int:
    """The last row in which something stands in a column, a merged cell perhaps."""
    filled = (
        number
        for number in range(len(sheet.rows), 0, -1)
        if len(row := sheet.rows[number - 1]) >= column and row[column - 1] is not None
    )
    covered = (area.last_row for area in sheet.merged if area.first_column <= column <= area.last_column)
    return max(next(filled, 0), *covered, 0)


def _part(sheet: SheetCells, band: _Band, heading: int) -> SheetCells:
    first, last = band
    rows: list[tuple[Value, ...]] = []
    for number, row in enumerate(sheet.rows, 1):
        own = row[first - 1 : last]
        if number < heading and all(value is None for value in own):
            rows.append(row)
        else:
            rows.append((*(None,) * (first - 1), *own, *(None,) * (len(row) - last)))
    return dataclasses.replace(
        sheet,
        rows=rows,
        errors={place: sheet.errors[place] for place in _within(sheet.errors, band)},
        uncalculated=set(_within(sheet.uncalculated, band)),
        undated=set(_within(sheet.undated, band)),
        struck=set(_within(sheet.struck, band)),
        merged=[area for area in sheet.merged if first <= area.first_column and area.last_column <= last],
        part=_("cột {first}–{last}").format(first=column_letters(first), last=column_letters(last)),
        whole=sheet,
    )


def _within(places: Iterable[Place], band: _Band) -> list[Place]:
    return [place for place in places if band[0] <= place[1] <= band[1]]
