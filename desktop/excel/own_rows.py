"""Marks in the rows of one sheet: cells coloured, one column added, all else left byte for byte.

The part is read in pieces and cut where rows end, so 50,000 rows need no more memory than one piece.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from desktop.declare.problems import column_letters
from desktop.excel.cells import Place, read_column
from desktop.excel.dressing import Tint
from desktop.excel.gate import MB
from desktop.excel.own_marks import heading
from desktop.excel.own_package import foreign
from desktop.excel.own_spaces import USUAL, Unprefixed
from desktop.excel.own_styles import OwnStyles
from desktop.excel.splice import text_element

_MOST_AROUND = 64 * MB
_START = re.compile(rb"<sheetData\s*>")
_END = b"</sheetData>"
_ROW = re.compile(rb"<row\b([^>]*)>")
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_NUMBER = re.compile(rb'\sr="([0-9]+)"')
_ADDRESS = re.compile(rb'\sr="([A-Z]{1,3})([0-9]+)"')
_STYLE = re.compile(rb'\ss="([0-9]+)"')
_SPANS = re.compile(rb'\sspans="([0-9]+):([0-9]+)"')
_ODD = b"<!"
"""Comments, raw text, a DOCTYPE: nothing that a workbook program puts into a sheet."""
_ANY_COLUMN = re.compile(rb"<col\b")
_COLUMN = re.compile(rb'<col(?=[^>]*\smin="[0-9]+")(?=[^>]*\smax="[0-9]+")[^>]*/>')
_DIMENSION = re.compile(rb'(<dimension\b[^>]*\bref=")([^"]*)(")')
_BEFORE_NOTES = re.compile(
    rb"</(?:mergeCells|conditionalFormatting|dataValidations|hyperlinks|headerFooter|rowBreaks|colBreaks"
    rb"|customSheetViews|customProperties|cellWatches|ignoredErrors|smartTags|autoFilter|sortState|scenarios"
    rb"|protectedRanges|dataConsolidate)>"
    rb"|<(?:sheetCalcPr|sheetProtection|phoneticPr|printOptions|pageMargins|pageSetup|headerFooter|drawing"
    rb"|autoFilter|dataConsolidate)\b[^>]*/>"
)
"""The ends of what stands in a sheet before the link to its notes."""
_WIDTH = 70


@dataclass
class SheetEdits:
    """What is wanted of one sheet."""

    column: int
    """Our column; 0 where the sheet gets none."""

    heading_rows: list[int] = field(default_factory=list)
    """The rows our heading stands in: one for each table, where nothing is said of a row of another."""

    cells: dict[Place, Tint] = field(default_factory=dict)
    texts: dict[int, tuple[Tint, str]] = field(default_factory=dict)
    """Row → what stands in our column."""

    again: bool = False
    """Whether the marks of an earlier time are to be taken off first."""

    has_column: bool = False
    """Whether the column stands there already."""

    unselect: bool = False
    drawing: str = ""
    """The relationship of the part that draws the notes, where the sheet names none yet."""

    office: str = USUAL.office
    """What the package calls the space of relationships."""


@dataclass(frozen=True)
class OwnCells:
    """The styles of the cells in our column."""

    heading: int
    text: Mapping[Tint, int]


class SheetEditor:
    """Passes the part of one sheet on, edited."""

    def __init__(self, edits: SheetEdits, styles: OwnStyles, own: OwnCells) -> None:
        self.edits, self.styles, self.own = edits, styles, own
        self.letters = column_letters(edits.column).encode()
        self.wanted: dict[int, dict[int, Tint]] = {row: {} for row in (*edits.texts, *edits.heading_rows)}
        for (row, column), tint in edits.cells.items():
            self.wanted.setdefault(row, {})[column] = tint
        self.before = dict(styles.before) if edits.again else {}
        self.columns: list[tuple[int, int, int]] = []

    def edit(self, part: IO[bytes], write: Callable[[bytes], object]) -> None:
        """Read the part to its end and write what it becomes; `UneditableError` where that is not safe."""
        source, rest = Unprefixed(part), b""
        while (start := _START.search(rest)) is None:
            chunk = source.read(MB)
            if not chunk or len(rest) > _MOST_AROUND:
                raise foreign()
            rest += chunk
        write(self._head(rest[: start.start()]) + start[0])
        rest = rest[start.end() :]
        while (end := rest.find(_END)) < 0:
            cut = rest.rfind(b"</row>") + len(b"</row>")
            if cut >= len(b"</row>"):
                write(self._rows(rest[:cut]))
                rest = rest[cut:]
            chunk = source.read(MB)
            if not chunk or len(rest) > _MOST_AROUND:
                raise foreign()
            rest += chunk
        write(self._rows(rest[:end]) + _END)
        tail = rest[end + len(_END) :] + source.read(_MOST_AROUND)
        if source.read(1) or source.is_mixed or self.wanted:
            raise foreign()
        write(self._tail(tail))

    def _head(self, head: bytes) -> bytes:
        head = re.sub(rb"<cols\s*/>", b"", head)
        if _ODD in head or b"<worksheet" not in head:
            raise foreign()
        if len(_ANY_COLUMN.findall(head)) != len(_COLUMN.findall(head)):
            raise foreign()
        if self.edits.unselect:
            head = re.sub(rb'(<sheetView\b[^>]*?)\stabSelected="[^"]*"', rb"\1", head)
        head = _DIMENSION.sub(self._wider, head)
        for tag in _COLUMN.findall(head):
            told = dict(re.findall(rb'(\w+)="([^"]*)"', tag))
            self.columns.append((int(told[b"min"]), int(told[b"max"]), int(told.get(b"style", b"0"))))
        return head if self.edits.has_column else self._with_column(head)

    def _wider(self, found: re.Match[bytes]) -> bytes:
        first, _colon, last = found[2].partition(b":")
        last = last or first
        letters = last.rstrip(b"0123456789")
        if read_column(letters.decode()) >= self.edits.column:
            return found[0]
        return found[1] + first + b":" + self.letters + last[len(letters) :] + found[3]

    def _with_column(self, head: bytes) -> bytes:
        """The widths of the columns with ours among them; one that covers many is cut in two around it."""
        number = self.edits.column
        own = f'<col min="{number}" max="{number}" width="{_WIDTH}" customWidth="1"/>'.encode()
        if b"<cols>" not in head:
            return head + b"<cols>" + own + b"</cols>"
        pieces: list[tuple[int, bytes]] = [(number, own)]
        for tag, (first, last, _style) in zip(_COLUMN.findall(head), self.columns, strict=True):
            for low, high in ((first, min(last, number - 1)), (max(first, number + 1), last)):
                if low <= high:
                    sized = re.sub(rb'\smin="[^"]*"', b' min="%d"' % low, tag)
                    pieces.append((low, re.sub(rb'\smax="[^"]*"', b' max="%d"' % high, sized)))
        start, end = head.index(b"<cols>"), head.index(b"</cols>")
        return head[:start] + b"<cols>" + b"".join(tag for _first, tag in sorted(pieces)) + head[end:]

    def _rows(self, block: bytes) -> bytes:
        if _ODD in block:
            raise foreign()
        pieces, end = [], 0
        for tag in _ROW.finditer(block):
            number = _NUMBER.search(tag[1])
            if number is None:
                raise foreign()
            row = int(number[1])
            tints = self.wanted.pop(row, None)
            if tints is None and not self.edits.again:
                continue
            is_empty = tag[1].endswith(b"/")
            close = tag.end() if is_empty else block.find(b"</row>", tag.end())
            if close < 0:
                raise foreign()
            content = block[tag.end() : close]
            if tints is None and not self._has_marks(content, row):
                continue
            edited = b"".join(self._cells(tag[1].removesuffix(b"/"), content, row, tints or {}))
            pieces += [block[end : tag.start()], self._row_tag(tag[1].removesuffix(b"/")), edited, b"</row>"]
            end = close if is_empty else close + len(b"</row>")
        return b"".join(pieces) + block[end:]

    def _row_tag(self, tag: bytes) -> bytes:
        if spans := _SPANS.search(tag):
            wide = max(int(spans[2]), self.edits.column)
            tag = tag.replace(spans[0], b' spans="%s:%d"' % (spans[1], wide), 1)
        return b"<row" + tag + b">"

    def _has_marks(self, content: bytes, row: int) -> bool:
        if b'r="%s%d"' % (self.letters, row) in content:
            return True
        return any(int(style) in self.before for style in _STYLE.findall(content))

    def _cells(self, tag: bytes, content: bytes, row: int, tints: dict[int, Tint]) -> Iterator[bytes]:
        """The cells of a row in their order, those that are missing put where they belong."""
        missing = dict(tints)
        kept: list[tuple[int, bytes]] = []
        end = 0
        for cell in _CELL.finditer(content):
            if content[end : cell.start()].strip():
                raise foreign()
            end = cell.end()
            address = _ADDRESS.search(cell[1])
            if address is None:
                raise foreign()
            column = read_column(address[1].decode())
            if column == self.edits.column:
                continue
            kept.append((column, self._cell(cell, missing.pop(column, ""))))
        below = self._style_of_row(tag)
        for column, tint in missing.items():
            style = self.styles.tint(self._below(column) if below is None else below, tint)
            kept.append((column, f'<c r="{column_letters(column)}{row}" s="{style}"/>'.encode()))
        if own := self._own_cell(row):
            kept.append((self.edits.column, own))
        yield from (cell for _column, cell in sorted(kept, key=lambda pair: pair[0]))
        yield content[end:]

    def _cell(self, cell: re.Match[bytes], tint: Tint) -> bytes:
        told = _STYLE.search(cell[1])
        had = int(told[1]) if told else 0
        style = self.before.get(had, had)
        if tint:
            style = self.styles.tint(style, tint)
        if style == had:
            return cell[0]
        value = b' s="%d"' % style
        tag = cell[1].replace(told[0], value, 1) if told else cell[1] + value
        return b"<c" + tag + cell[0][len(b"<c") + len(cell[1]) :]

    def _own_cell(self, row: int) -> bytes:
        place = f'<c r="{self.letters.decode()}{row}" s="'
        if row in self.edits.heading_rows:
            return f'{place}{self.own.heading}" t="inlineStr"><is>{text_element(heading())}</is></c>'.encode()
        if row not in self.edits.texts:
            return b""
        tint, text = self.edits.texts[row]
        return f'{place}{self.own.text[tint]}" t="inlineStr"><is>{text_element(text)}</is></c>'.encode()

    def _style_of_row(self, tag: bytes) -> int | None:
        style = _STYLE.search(tag)
        return int(style[1]) if style and b'customFormat="1"' in tag else None

    def _below(self, column: int) -> int:
        return next((style for first, last, style in self.columns if first <= column <= last), 0)

    def _tail(self, tail: bytes) -> bytes:
        if not self.edits.drawing:
            return tail
        told = f'<legacyDrawing xmlns:r="{self.edits.office}" r:id="{self.edits.drawing}"/>'.encode()
        before = max((found.end() for found in _BEFORE_NOTES.finditer(tail)), default=0)
        return tail[:before] + told + tail[before:]
