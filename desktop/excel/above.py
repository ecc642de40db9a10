"""Cells that speak for those below: merged, written once, or meant by “as above”; reads no value."""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Any

from desktop.declare.fields import Choice, Field, Reference, Text
from desktop.declare.text import _, tidy
from desktop.excel.cells import Area, Place, SheetCells, Value
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import text_of

_MARK = re.compile(
    r"[\s.\-–—_]*(?:[\"'‘’‚‛“”„‟″‶〃»«`´′]{1,3}|,,|//|n[/.]?t|(?:như|giống|cùng)(?: (?:dòng|ô|hàng))? trên"
    r"|như t|tương tự)[\s.\-–—_]*",
    re.IGNORECASE,
)
_LONGEST = 16
_OTHERS = frozenset(["", *string.ascii_letters, *string.digits]) - frozenset("nNgGcCtT")
"""What such a cell cannot begin with: most cells begin with one of these."""

_SOME = 1_000
NOTHING = (0, 0)
"""What a cell means that says “as above” where nothing stands above it."""


def as_above(values: Iterable[Value]) -> list[str]:
    """Those of some cells that say no more than that they are like the one above them."""
    return [each for each in _maybe(values) if _MARK.fullmatch(tidy(each))]


def _maybe(values: Iterable[Value]) -> Iterator[str]:
    for each in values:
        if type(each) is str and each[:1] not in _OTHERS and len(each) <= _LONGEST:
            yield each


def tell_as_above(table: FoundTable, numbering: Sequence[int]) -> None:
    """Find the cells of a table that say “as above”, each with the cell it means, and tell of them."""
    cells, rows = table.cells, table.data_rows
    marks = set(_marks(cells, rows))
    if not marks:
        return
    fields = table.record_type.fields if table.record_type else {}
    columns = {
        column.column: fields.get(column.field) for column in table.columns if column.column not in numbering
    }
    merged = _Merged(cells)
    before, seen = 0, Counter[str]()
    for row in table.data_rows:
        for column, value in enumerate(cells.rows[row - 1], 1):
            if value not in marks or column not in columns or _is_option(columns[column], value):
                continue
            above = merged.first(before, column)
            table.as_above[row, column] = table.as_above.get(above, above) if before else NOTHING
            seen[str(value)] += 1
        before = row
    if seen:
        says = _("{count} ô ghi “{marks}” được hiểu là như dòng trên.")
        table.notes.append(says.format(count=seen.total(), marks="”, “".join(list(seen)[:4])))


def tell_continued(table: FoundTable, numbering: Sequence[int]) -> None:
    """Find the rows that go on with the person of the row above, whose cells on the left are left empty.

    Only lists are meant that say more of one person, row by row (what each row needs, and is known by,
    stands in it), and number each person once; nobody is gone on with behind a group, a total, an empty row.
    """
    record_type = table.record_type
    if record_type is None or not numbering:
        return
    fields = record_type.fields
    own = [column for column in table.used() if column.field in record_type.key]
    people = {column.column for column in own if getattr(fields[column.field], "person", False)}
    lines = {column.column for column in own if fields[column.field].required} - people
    before = count = 0
    for row in table.data_rows if people and lines else ():
        values = table.cells.rows[row - 1]
        filled = [place for place, value in enumerate(values, 1) if text_of(value)]
        if before == row - 1 and filled[0] in lines and not {*people, *numbering} & set(filled):
            for place in range(1, filled[0]):
                table.as_above[row, place] = table.as_above.get((before, place), (before, place))
            count += 1
        before = row
    if count:
        says = _("{count} dòng để trống họ tên được hiểu là nói tiếp về người ở dòng trên.")
        table.notes.append(says.format(count=count))


def _marks(cells: SheetCells, rows: Sequence[int]) -> list[str]:
    """The writings of “as above” that stand anywhere in these rows."""
    maybe: set[str] = set()
    for start in range(0, len(rows), _SOME):
        for column in zip_longest(*(cells.rows[row - 1] for row in rows[start : start + _SOME])):
            if str in set(map(type, column)):
                maybe.update(_maybe(set(column)))
    return as_above(maybe)


def columns_of(table: FoundTable, rows: Sequence[int]) -> dict[int, list[Value]]:
    """The cells of each used column, those below a merged one or marked “as above” as what they mean."""
    wanted = {column.column for column in table.used()} | {table.id_column} - {0}
    by_column: dict[int, list[Value]] = {number: [] for number in wanted}
    for start in range(0, len(rows), _SOME):  # to turn all at once would keep the window waiting
        some = [table.cells.rows[row - 1] for row in rows[start : start + _SOME]]
        columns = list(zip_longest(*some))
        for number, column in by_column.items():
            column += columns[number - 1] if number <= len(columns) else [None] * len(some)
    _fill_from_above(table, rows, by_column)
    return by_column


def _fill_from_above(table: FoundTable, rows: Sequence[int], by_column: dict[int, list[Value]]) -> None:
    tall = [
        area
        for area in table.cells.merged
        if area.last_row > area.first_row and area.first_column in by_column
    ]
    if not tall and not table.as_above and not table.instead:
        return
    position = {row: index for index, row in enumerate(rows)}
    for area in tall:
        value = table.cells.value(area.first_row, area.first_column)
        for row in range(area.first_row, area.last_row + 1):
            if row in position:
                by_column[area.first_column][position[row]] = value
    for (row, column), above in table.as_above.items():
        if row in position and column in by_column:
            by_column[column][position[row]] = table.cells.value(*above)
    for (row, column), value in table.instead.items():
        if row in position and column in by_column:
            by_column[column][position[row]] = value


def filled_down(table: FoundTable, column: FoundColumn, values: list[Value]) -> list[Value]:
    """The values of a column, of all rows of its table; those of a group that is named once given to each."""
    if not _is_written_once(table, column, values):
        return values
    filled: list[Value] = []
    above: Value = None
    for value in values:
        above = above if value is None else value
        filled.append(above)
    return filled


def _is_written_once(table: FoundTable, column: FoundColumn, values: Sequence[Value]) -> bool:
    """Whether a column names a place or group in its first row only, the cells below left empty."""
    if table.is_ours or not values or values[0] is None or table.record_type is None:
        return False
    declared = table.record_type.fields[column.field]
    is_group = isinstance(declared, Reference) or (
        isinstance(declared, Text) and column.field in table.record_type.key and not declared.person
    )
    is_merged = is_group and any(
        area.first_column == column.column and area.last_row > area.first_row > table.header_rows[1]
        for area in table.cells.merged
    )
    given = [value for value in values if value is not None]
    # Each named once, as a group is, most of them over other rows: what is forgotten now and then is not.
    over_others = sum(value is not None and below is None for value, below in pairwise(values))
    is_once = len(set(given)) == len(given) <= min(len(values) / 2, 2 * over_others) and over_others > 1
    return is_merged or (is_group and (is_once or values.count(None) > 0.5 * len(values)))


class _Merged:
    """The merged areas of a sheet by their first column, to be asked cell by cell."""

    def __init__(self, cells: SheetCells) -> None:
        self.areas: defaultdict[int, list[Area]] = defaultdict(list)
        for area in sorted(cells.merged):
            self.areas[area.first_column].append(area)

    def first(self, row: int, column: int) -> Place:
        """The cell whose value shows at a place."""
        areas = self.areas.get(column, [])
        index = bisect_right(areas, row, key=lambda area: area.first_row) - 1
        if index >= 0 and row <= areas[index].last_row:
            return areas[index].first_row, column
        return row, column


def _is_option(declared: Field[Any] | None, value: Value) -> bool:
    """Whether a choice knows the writing as one of its own."""
    try:
        return isinstance(declared, Choice) and declared.parse(value) is not None
    except ValueError:
        return False
