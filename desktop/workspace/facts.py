"""A table of facts as a workbook to be printed, signed and sent; it is never read back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.excel.sheets import Column, Sheet, write_workbook

Row = Sequence[str | int]


def write_facts(
    path: Path, title: str, headings: Sequence[str], rows: Sequence[Row], lines: Sequence[str] = ()
) -> None:
    """Write the rows under their title and lines; whole numbers as numbers. Raises `Refusal`."""
    figures = {place for row in rows for place, value in enumerate(row) if isinstance(value, int)}
    columns = [
        Column(heading, kind="count" if place in figures else "text")
        for place, heading in enumerate(headings)
    ]
    sheet = Sheet(title, columns, rows=rows, titles=[title.upper(), *lines])
    write_workbook(Path(path), [sheet])
