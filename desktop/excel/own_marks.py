"""The marks we leave in an officer's own workbook, and what was read of it without them; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.declare.text import LANGUAGES, _, say_in, tidy
from desktop.excel.cells import Marked, SheetCells, Value

MARKS_SHEET = "_ntp_loi"
"""A page nobody sees: whose copy the workbook is, and how its coloured cells looked before."""

TO_CORRECT = "Lỗi cần sửa"
"""Heading of our column, name of our page, first line of our notes; as declared."""

VERSION = "1"


def heading() -> str:
    """Our heading in the language in use."""
    return _(TO_CORRECT)


def headings() -> set[str]:
    """Our heading in every language there is."""
    return {say_in(language, TO_CORRECT) for language in LANGUAGES}


def without_marks(sheets: Sequence[SheetCells]) -> list[SheetCells]:
    """The sheets as they are without what went out with them: our pages gone, our columns empty."""
    hidden = next((sheet for sheet in sheets if sheet.name == MARKS_SHEET), None)
    if hidden is None:
        return list(sheets)
    told = {str(row[0]): tidy(str(row[1])) for row in hidden.rows if len(row) > 1 and row[1] is not None}
    page = told.get("page", "")
    kept = [sheet for sheet in sheets if sheet is not hidden and sheet.name != page]
    for sheet in kept:
        column = _own_column(sheet)
        sheet.marked = Marked(told.get("file", ""), page, column)
        if column:
            sheet.rows = list(_emptied(sheet.rows, column))
    return kept


def _own_column(sheet: SheetCells) -> int:
    words = headings()
    for row in sheet.rows:
        for word in words:
            if word in row:
                return row.index(word) + 1
    return 0


def _emptied(rows: Sequence[tuple[Value, ...]], column: int) -> Iterator[tuple[Value, ...]]:
    for row in rows:
        if len(row) >= column and row[column - 1] is not None:
            yield (*row[: column - 1], None, *row[column:])
        else:
            yield row
