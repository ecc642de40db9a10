"""A block of cells on the clipboard, as Excel writes and reads it; knows no grid and no record."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QMimeData

from desktop.declare.numbers import MINUS
from desktop.declare.problems import Refusal
from desktop.declare.text import _

_OWN = "application/x-ntp-desktop-cells"
_MOST_CELLS = 2_000_000
"""Far more than can be pasted at once; one long line among many short ones would make a block of billions."""
_QUOTED = '"\t\n'
_CELL = re.compile(r'(?:"((?:[^"]++|"")*+)"(?=[\t\n]|\Z)|([^\t\n]*))([\t\n]|\Z)')


@dataclass(slots=True)
class Block:
    """Rows of texts; copied from a grid of ours also whose fields they are and what is stored in them."""

    rows: list[list[str]]
    fields: list[str] = field(default_factory=list)
    stored: list[list[Any]] = field(default_factory=list)
    record_type: str = ""

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)


def as_mime(block: Block, headings: Sequence[str], is_figure: Sequence[bool]) -> QMimeData:
    """The block as text, as a table for Excel and in our own words; `headings` may be empty."""
    data = QMimeData()
    shown = [[for_excel(cell) for cell in row] for row in block.rows]
    rows = [list(headings), *shown] if headings else shown
    data.setText(as_text(rows))
    data.setHtml(_as_html(shown, headings, is_figure))
    if not headings:
        own = {"type": block.record_type, "fields": block.fields, "rows": block.stored}
        data.setData(_OWN, json.dumps(own).encode())
    return data


def for_excel(shown: str) -> str:
    """A figure below zero as Excel counts with it: behind the hyphen of the keyboard."""
    return shown.replace(MINUS, "-", 1) if shown.startswith(MINUS) else shown


def as_text(rows: Iterable[Iterable[str]]) -> str:
    """Rows as Excel puts them on the clipboard, to be read by `read_text`."""
    return "\n".join("\t".join(map(_written, row)) for row in rows)


def _written(cell: str) -> str:
    if any(letter in cell for letter in _QUOTED):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _as_html(rows: Sequence[Sequence[str]], headings: Sequence[str], is_figure: Sequence[bool]) -> str:
    # Excel must keep 011085009675 and "=…" as the text they are; figures it may count with.
    styles = ["" if figure else r"mso-number-format:'\@'" for figure in is_figure]
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in headings)
    body = "".join(
        "<tr>" + "".join(f'<td style="{style}">{html.escape(cell)}</td>'
                         for cell, style in zip(row, styles, strict=True)) + "</tr>"
        for row in rows
    )  # fmt: skip
    return f'<meta charset="utf-8"><table>{f"<tr>{head}</tr>" if head else ""}{body}</table>'


def from_mime(data: QMimeData) -> Block:
    """What stands on the clipboard; no rows where it holds no text."""
    block = Block(read_text(data.text()))
    own = _own(data)
    if (
        own
        and len(own["rows"]) == len(block.rows)
        and all(len(stored) == len(row) for stored, row in zip(own["rows"], block.rows, strict=True))
    ):
        block.fields, block.stored, block.record_type = own["fields"], own["rows"], own["type"]
    return block


def _own(data: QMimeData) -> dict[str, Any] | None:
    if not data.hasFormat(_OWN):
        return None
    try:
        found = json.loads(bytes(data.data(_OWN).data()))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and _is_ours(found) else None


def _is_ours(found: dict[str, Any]) -> bool:
    """Any program may call its data by our name."""
    fields, rows = found.get("fields"), found.get("rows")
    return (
        isinstance(found.get("type"), str)
        and isinstance(fields, list)
        and isinstance(rows, list)
        and all(isinstance(name, str) for name in fields)
        and all(isinstance(row, list) and len(row) == len(fields) for row in rows)
    )


def read_text(text: str) -> list[list[str]]:
    """Rows of a block as Excel copies it: tabs between cells, quotes around cells of several lines.

    Quotes that another program wrote, which hold no whole cell, stay as they are. Raises `Refusal` for a
    block beyond all measure.

    >>> read_text('Vàng A Dí\\t"Bản\\nNa Phát"\\n')
    [['Vàng A Dí', 'Bản\\nNa Phát']]
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    if not clean.strip("\n"):
        return [[""]] if clean else []
    whole = clean.removesuffix("\n")
    rows = _cells(whole) if '"' in whole else [line.split("\t") for line in whole.split("\n")]
    width = max(map(len, rows))
    if len(rows) * width > _MOST_CELLS:
        raise Refusal(
            _("Khối dán quá lớn: {rows} dòng, dòng dài nhất {columns} ô.").format(
                rows=len(rows), columns=width
            ),
            _("Chép ít ô hơn, hoặc lưu thành tệp Excel rồi nhập tệp đó."),
        )
    return [row + [""] * (width - len(row)) for row in rows]


def _cells(text: str) -> list[list[str]]:
    """The rows of a text in which quotes may hold cells together: each cell is quoted whole, or raw."""
    rows: list[list[str]] = [[]]
    for found in _CELL.finditer(text):
        quoted, raw, end = found.groups()
        rows[-1].append(raw if quoted is None else quoted.replace('""', '"'))
        if end == "\n":
            rows.append([])
        elif not end:
            break
    return rows
