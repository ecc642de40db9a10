"""One row of a table as Word keeps it, written out: lists have thousands, and cell by cell takes minutes."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from desktop.declare.reports import Table, TableRow, shown
from desktop.declare.text import for_xml

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
_INDENT = 3
"""Millimetres a row goes in for each step of its outline."""


def row_of(table: Table, row: TableRow, widths: Sequence[int], points: int) -> str:
    """The row as XML; `widths` are millimetres, `points` the size of its type."""
    cells = []
    for place, (column, value) in enumerate(zip(table.columns, row.cells, strict=True)):
        indent = _INDENT * row.depth if place == 1 else 0
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{round(widths[place] * _TWIPS)}" w:type="dxa"/></w:tcPr>'
            f'<w:p><w:pPr><w:spacing w:after="0"/><w:ind w:left="{round(indent * _TWIPS)}"/>'
            f'<w:jc w:val="{"right" if column.is_number else "left"}"/></w:pPr>'
            f"{_run(shown(value, column.kind), points, row.is_total)}</w:p></w:tc>"
        )
    return f'<w:tr xmlns:w="{_SPACE}"><w:trPr><w:cantSplit/></w:trPr>{"".join(cells)}</w:tr>'


def _run(text: str, points: int, bold: bool) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in for_xml(text).split("\n"))
    look = f'{"<w:b/>" if bold else ""}<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'
    return f"<w:r><w:rPr>{look}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"
