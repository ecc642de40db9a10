"""What somebody said of the columns of a table: told as a layout, and followed again; keeps none."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping

from desktop.declare.fields import Decimal, Money
from desktop.declare.layouts import Column, ExcelLayout
from desktop.declare.records import Record
from desktop.declare.text import LANGUAGES, fold_words, say_in
from desktop.excel.cells import SheetCells
from desktop.excel.corrections import REASON, SOURCE_ROW
from desktop.excel.describing import habit_of
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import text_of

_LOOKED_AT = 80
"""So many rows of a sheet are looked through for headings that were said."""

_MOST_BESIDE = 4
"""So many columns may stand beside those that were said before the list is another one."""


_LETTERS = re.compile(r"\[[A-Z]{1,3}\]")
"""What a column without a heading is named by: `[E]`."""


def path_key(heading: str) -> str:
    """By what a column is known again: the words of its heading, outermost first, or else its letters."""
    if _LETTERS.fullmatch(heading):
        return heading
    return " | ".join(fold_words(part) for part in heading.split("|"))


def own_headings(table: FoundTable) -> list[str]:
    """The headings of a table but for those that a corrections workbook adds.

    A column without one is none of them: it is there one month and empty the next.
    """
    added = {fold_words(say_in(language, text)) for language in LANGUAGES for text in (SOURCE_ROW, REASON)}
    headings = [column.heading for column in table.standing() if column.heading]
    return [heading for heading in headings if fold_words(heading) not in added]


def _named(column: FoundColumn) -> str:
    """The heading of a column; its letters where it has none."""
    return column.heading or f"[{column.letters}]"


def layout_of(table: FoundTable, name: str, title: str) -> ExcelLayout:
    """How a table is read, column by column, with what holds for all its rows.

    A cell that tells several fields is left to the layout the table was found by.
    """
    assert table.record_type is not None
    entries = Counter(column.column for column in table.columns)
    columns = [
        _column(table.record_type, column)
        for column in table.standing()
        if entries[column.column] == 1 and not column.pieces and not column.is_neutral
    ]
    base = table.layout.name if table.layout else ""
    return ExcelLayout(name, title, table.record_type, columns, constants=dict(table.given), base=base)


def _column(record_type: type[Record], column: FoundColumn) -> Column:
    has_unit = isinstance(record_type.fields.get(column.field), Money | Decimal)
    return Column(
        [_named(column)],
        column.field,
        column.mark,
        column.part,
        column.also,
        unit=column.unit if has_unit else 0,
        dates=column.dates,
    )


def to_find_by(layout: ExcelLayout, bases: Mapping[str, ExcelLayout]) -> ExcelLayout:
    """The layout with all that the one it builds on knows; what it says of all rows is left to `follow`."""
    base = bases.get(layout.base)
    columns = [column for column in layout.columns if _headings(column)]
    if base is None:
        return dataclasses.replace(layout, columns=columns, constants={}, base="")
    columns += base.columns
    return dataclasses.replace(base, name=layout.name, title=layout.title, columns=columns, base=base.name)


def _headings(column: Column) -> list[str]:
    """By what words a column is known; none where it is known by its letters alone."""
    return [heading for heading in column.headings if not _LETTERS.fullmatch(heading)]


def fits(table: FoundTable, layout: ExcelLayout) -> bool:
    """Whether a table has all the headings a layout speaks of, and hardly any other."""
    said = Counter(path_key(heading) for column in layout.columns for heading in _headings(column))
    here = Counter(map(path_key, own_headings(table)))
    beside = [column for column in table.standing() if column.heading and not column.is_neutral]
    return bool(said) and not said - here and len(beside) - said.total() <= _MOST_BESIDE


def stands_in(cells: SheetCells, layout: ExcelLayout) -> bool:
    """Whether a sheet holds the words of all the columns a layout speaks of."""
    headings = [heading for column in layout.columns for heading in _headings(column)]
    said = {fold_words(heading.split("|")[-1]) for heading in headings}
    words = {
        fold_words(text)
        for row in cells.rows[:_LOOKED_AT]
        for value in row
        if isinstance(value, str) and (text := text_of(value))
    }
    return len(said) > 1 and said <= words


def follow(table: FoundTable, layout: ExcelLayout, base: ExcelLayout | None) -> None:
    """Read the columns of a table as a layout says, each by the very words of its heading."""
    said: dict[str, list[Column]] = {}
    for column in layout.columns:
        for heading in column.headings:
            said.setdefault(path_key(heading), []).append(column)
    taken = {column.field for column in layout.columns if column.field}
    for found in table.columns:
        alike = said.get(path_key(_named(found)))
        if alike:
            # Headings that stand more than once mean what was said in the same order.
            _take(table, found, alike.pop(0) if len(alike) > 1 else alike[0])
        elif found.field in taken and not found.pieces:
            found.field, found.sure = "", 0.0
    table.given = {**table.given, **layout.constants}
    table.layout, table.said, table.read_by = base, True, layout.title


def _take(table: FoundTable, found: FoundColumn, said: Column) -> None:
    found.field, found.sure = said.field, 1.0 if said.field else 0.0
    found.mark, found.also, found.part, found.pieces = said.mark, said.also, said.part, ""
    found.habit = habit_of(said.dates)
    table.settled.add((found.column, False))
    if said.unit:
        found.unit = said.unit
        table.settled.add((found.column, True))
