"""Columns whose cells tell several fields: as their heading says, or as most cells show; parses no value."""

from __future__ import annotations

import dataclasses
import re

from desktop.declare.text import tidy
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import text_of

_LOOKED_AT = 200


def in_pieces(table: FoundTable, column: FoundColumn) -> list[FoundColumn]:
    """The column once for each field its cells tell; a field with a column of its own is left to that."""
    if not column.pieces:
        column.pieces = _pieces_seen(table, column)
    if not column.pieces:
        return [column]
    others = [name for name, count in _told_beside(table, column, column.pieces)[0].items() if count]
    return [column, *(dataclasses.replace(column, field=name) for name in others)]


def _pieces_seen(table: FoundTable, column: FoundColumn) -> str:
    """How the layout takes such cells apart under another heading, where most of the first ones here are so.

    `QĐ phê duyệt` over `12/QĐ-UBND ngày 03/01/2026` tells a number and a day.
    """
    is_plain = column.mark is None and not (column.also or column.apart or column.part)
    if not column.field or not is_plain or table.layout is None:
        return ""
    for said in table.layout.columns:
        if said.pieces and said.field == column.field:
            told, filled = _told_beside(table, column, said.pieces, _LOOKED_AT)
            if max(told.values(), default=0) * 2 > filled:
                return said.pieces
    return ""


def _told_beside(
    table: FoundTable, column: FoundColumn, pieces: str, looked_at: int | None = None
) -> tuple[dict[str, int], int]:
    """How many cells tell each of the other fields that no column is for, and how many are filled."""
    pattern = re.compile(pieces, re.IGNORECASE)
    first = table.header_rows[1]
    rows = table.cells.rows[first : first + looked_at if looked_at else None]
    cells = [row[column.column - 1] for row in rows if len(row) >= column.column]
    texts = [tidy(text_of(cell)) for cell in cells if cell is not None]
    fits = [found for text in texts if (found := pattern.fullmatch(text))]
    open_names = [name for name in pattern.groupindex if name != column.field and not table.column_of(name)]
    return {name: sum(bool(found[name]) for found in fits) for name in open_names}, len(texts)
