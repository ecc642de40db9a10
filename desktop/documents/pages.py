"""A document as HTML that any window can show and print; its figures and rows are links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from desktop.declare.numbers import show_number
from desktop.declare.reports import (
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Table,
    TableColumn,
    TableRow,
    shown,
)
from desktop.declare.text import _
from desktop.documents.paper import Paper, read_paper

FIGURE, ROW, TOLD = "figure", "row", "told"
"""What the part of a link before its colon says: the figure of that name, the row of a table, a paragraph."""
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def html_of(
    document: Document, letterhead: Letterhead, *, linked: bool = False, most: int | None = None
) -> str:
    """The document, of each table at `most` so many rows.

    `linked`, what leads to records is a link: `figure:plan`, `row:2:14`, `told:3`. The numbers count the
    document's tables, their rows, and its parts.
    """
    paper = read_paper()
    body = "".join(_body(document, letterhead, paper, linked, most))
    return f"<html><head><style>{_style(paper)}</style></head><body>{body}</body></html>"


def _style(paper: Paper) -> str:
    type = paper.type
    family = f"'{type.family}', 'Liberation Serif', 'Noto Serif', 'Noto Sans', serif"
    return f"""
body, p, td, th, a {{ color: #000000; font-family: {family}; }}
a {{ text-decoration: none; }}
body, p {{ font-size: {type.body}pt; }} p {{ margin: 3px 0; }}
.head {{ font-size: {type.head}pt; }} .small, .small td {{ font-size: {type.small}pt; }}
.title {{ font-size: {type.title}pt; font-weight: bold; margin-top: 14px; }}
.part {{ font-weight: bold; margin-top: 10px; }}
.rows {{ border-collapse: collapse; margin: 2px 0 4px 0; }}
.rows td, .rows th {{ border: 1px solid #555555; padding: 1px 3px; font-size: {type.table}pt; }}
.rows td {{ vertical-align: top; }}
"""


def _body(
    document: Document, letterhead: Letterhead, paper: Paper, linked: bool, most: int | None
) -> Iterator[str]:
    yield from _head(letterhead)
    yield f"<p class=title align=center>{_text(document.title.upper())}</p>"
    for line in document.lines:
        yield f"<p align=center><i>{_text(line)}</i></p>"
    tables = 0
    for number, part in enumerate(document.parts):
        if isinstance(part, Heading):
            yield f"<p class=part>{_text(part.text)}</p>"
        elif isinstance(part, Paragraph):
            yield _paragraph(document, part, number, linked)
        else:
            yield from _table(part, tables, linked, most)
            tables += 1
    yield from _signatures(document)
    for line in letterhead.foot:
        yield f"<p class=small><i>{_text(line)}</i></p>"


def _head(letterhead: Letterhead) -> Iterator[str]:
    country, motto = letterhead.nation
    yield (
        "<table width='100%' class=head><tr>"
        f"<td width='42%' align=center><b>{_text(letterhead.office.upper())}</b></td>"
        f"<td width='58%' align=center><b>{_text(country)}</b><br><b><u>{_text(motto)}</u></b></td></tr>"
        f"<tr><td></td><td align=center><i>{_text(letterhead.dated)}</i></td></tr></table>"
    )


def _paragraph(document: Document, part: Paragraph, number: int, linked: bool) -> str:
    def put(found: re.Match[str]) -> str:
        name = found[1]
        if name not in part.figures:
            return found[0]
        figure = document.figures[name]
        told = _text(figure.show())
        if linked and figure.over is not None:
            return f"<a href='{FIGURE}:{escape(name)}'>{told}</a>"
        return told

    text = _PLACEHOLDER.sub(put, _text(part.text)) if part.figures else _text(part.text)
    if linked and part.over is not None:
        text = f"<a href='{TOLD}:{number}'>{text}</a>"
    return f"<p class=small><i>{text}</i></p>" if part.note else f"<p align=justify>{text}</p>"


def _table(part: Table, number: int, linked: bool, most: int | None) -> Iterator[str]:
    if part.title:
        yield f"<p class=part>{_text(part.title)}</p>"
    if not part.rows:
        yield f"<p><i>{_text(part.empty)}</i></p>" if part.empty else ""
        return
    if part.measured_in:
        yield f"<p class=small align=right><i>{_text(part.measured_in)}</i></p>"
    yield f"<table class=rows width='100%' cellspacing=0><thead>{''.join(_headings(part))}</thead>"
    for place, row in enumerate(part.rows[:most]):
        yield _row(part, row, f"{ROW}:{number}:{place}" if linked and row.over else "")
    yield "</table>"
    if most is not None and len(part.rows) > most:
        says = _("… và {count} dòng nữa, có đủ trong tệp.")
        left = says.format(count=show_number(len(part.rows) - most))
        yield f"<p class=small><i>{_text(left)}</i></p>"
    for note in part.notes:
        yield f"<p class=small><i>{_text(note)}</i></p>"


def _headings(part: Table) -> Iterator[str]:
    whole = sum(column.width for column in part.columns)
    yield "<tr>"
    below: list[TableColumn] = []
    for group, first, count in part.groups():
        columns = part.columns[first : first + count]
        if group:
            yield f"<th colspan={count}>{_text(group)}</th>"
            below += columns
        else:
            (column,) = columns
            rows = 2 if part.is_grouped else 1
            yield f"<th rowspan={rows} {_share(column, whole)}>{_text(column.heading)}</th>"
    yield "</tr>"
    if below:
        cells = (f"<th {_share(each, whole)}>{_text(each.heading)}</th>" for each in below)
        yield f"<tr>{''.join(cells)}</tr>"


def _share(column: TableColumn, whole: float) -> str:
    """How wide it is of the whole; rounded to percents the columns would end beside the text's edge."""
    return f"width='{100 * column.width / whole:.3f}%'"


def _row(part: Table, row: TableRow, link: str) -> str:
    cells = []
    for place, (column, value) in enumerate(zip(part.columns, row.cells, strict=True)):
        text = _text(shown(value, column.kind))
        if place == 1 and row.depth:
            text = "&nbsp;" * (3 * row.depth) + text
        if row.is_total:
            text = f"<b>{text}</b>"
        if link and text and (column.is_number or place < 2):
            text = f"<a href='{link}'>{text}</a>"
        cells.append(f"<td align={'right' if column.is_number else 'left'}>{text}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _signatures(document: Document) -> Iterator[str]:
    if not document.signed_by:
        return
    width = 100 // len(document.signed_by)
    below = _text(_("(Ký, ghi rõ họ tên)"))
    cells = (
        f"<td width='{width}%' align=center><b>{_text(signer.upper())}</b><br><i class=small>{below}</i></td>"
        for signer in document.signed_by
    )
    yield f"<p>&nbsp;</p><table width='100%'><tr>{''.join(cells)}</tr></table><p>&nbsp;</p><p>&nbsp;</p>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
