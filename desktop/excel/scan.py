"""What a sheet's XML says that a reader of values keeps to itself: errors, formulas, hidden rows, formats.

Nearly every cell is usual - a plain address, an ordinary style, no formula - and a regular expression
passes over it at its own speed. Whatever is not usual is looked at one by one, and XML that is written in
another manner altogether goes through expat. It also finds cells so far out that a reader would fill
gigabytes with emptiness on the way to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, Literal
from xml.parsers import expat

from desktop.declare.problems import column_letters
from desktop.declare.text import _
from desktop.excel.cells import Area, Place, SheetCells, read_place, runs_of
from desktop.excel.gate import MB, Limits, Refused, damaged, refuse_encoding, unsafe_xml
from desktop.excel.parts import Styles

_CHUNK = MB
_LONGEST_ROW = 32 * MB
_ROWS_START = re.compile(rb"<sheetData\s*>")
_HIDDEN_ROW = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")(?:[^>]*?\b)?r="([0-9]+)"')
_ATTRIBUTE = re.compile(rb'([a-z]+)="([^"]*)"')
_TEXT = re.compile(rb"<v[^>]*>([^<]*)</v>")
_ON = ("1", "true")
_PIECE = b"rFont"


Care = Literal["light", "usual", "great"]
"""`light` passes over blocks of rows without an error or formula and so may miss a cell far out; `great`
looks at every cell and so also knows how far apart the ordinary ones lie."""


def scan_sheet(
    stream: IO[bytes],
    sheet: SheetCells,
    styles: Styles,
    limits: Limits,
    advance: Callable[[int], None],
    care: Care = "usual",
) -> bool:
    """Fill in what the XML of one sheet tells beside its values; `advance` is told the bytes passed.

    True where texts stand in the sheet itself in pieces, each with a font.
    """
    scan = _Scan(_Findings(sheet, styles, limits), care)
    has_pieces, tail = False, b""
    while chunk := stream.read(_CHUNK):
        if not tail:
            refuse_encoding(chunk)
        has_pieces = has_pieces or _PIECE in chunk or _PIECE in tail + chunk[: len(_PIECE)]
        tail = chunk[-len(_PIECE) :]
        scan.feed(chunk)
        advance(len(chunk))
    scan.finish()
    return has_pieces


class _Findings:
    """Collects what is found, and refuses what lies out of bounds."""

    def __init__(self, sheet: SheetCells, styles: Styles, limits: Limits) -> None:
        self.sheet, self.styles, self.limits = sheet, styles, limits
        self.kinds: dict[int, list[tuple[int, str]]] = {}
        self.writings: dict[int, list[tuple[int, str]]] = {}
        self.last_row = self.last_column = 0

    def cell(self, place: Place, style: int, kind: str, has_formula: bool, text: str | None) -> None:
        """A cell that holds something; `text` is its stored value, None where there is none."""
        row, column = place
        if row > self.limits.rows or column > self.limits.columns:
            self.refuse_far(place)
        self.last_row, self.last_column = max(row, self.last_row), max(column, self.last_column)
        if kind == "e":
            self.sheet.errors[place] = text or "#N/A"
        elif has_formula and (text is None or (text == "" and kind != "str")):
            self.sheet.uncalculated.add(place)
        if style in self.styles.kinds:
            self.kinds.setdefault(column, []).append((row, self.styles.kinds[style]))
        if style in self.styles.writings:
            self.writings.setdefault(column, []).append((row, self.styles.writings[style]))
        if style in self.styles.struck:
            self.sheet.struck.add(place)

    def refuse_far(self, place: Place) -> None:
        raise Refused(
            _("Trang «{sheet}» có dữ liệu ở tận ô {cell}, ngoài {rows} hàng × {columns} cột được đọc."),
            _("Xóa ô đó, hoặc chép phần cần nhập sang một tệp mới."),
            sheet=self.sheet.name,
            cell=f"{column_letters(place[1])}{place[0]}",
            rows=self.limits.rows,
            columns=self.limits.columns,
        )

    def columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _ON:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.sheet.hidden_columns.update(range(first, min(last, self.limits.columns) + 1))

    def merged(self, address: str) -> None:
        area = Area.read(address)
        is_far = area.last_row > self.limits.rows or area.last_column > self.limits.columns
        if is_far or len(self.sheet.merged) >= self.limits.merges:
            raise Refused(
                _("Trang «{sheet}» có vùng gộp ô quá lớn hoặc quá nhiều vùng gộp ô ({area})."),
                _("Bỏ gộp ô, hoặc chép phần cần nhập sang một tệp mới."),
                sheet=self.sheet.name,
                area=address,
            )
        self.sheet.merged.append(area)

    def finish(self) -> None:
        refuse_extent(self.sheet.name, self.last_row, self.last_column, self.limits)
        self.sheet.formats = {column: runs_of(rows) for column, rows in self.kinds.items()}
        self.sheet.writings = {column: runs_of(rows) for column, rows in self.writings.items()}


def refuse_extent(sheet: str, rows: int, columns: int, limits: Limits) -> None:
    """Refuse a sheet whose cells, though each within bounds, lie so far apart that it would not fit."""
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        raise Refused(
            _("Trang «{sheet}» trải trên {rows} hàng × {columns} cột, quá lớn để đọc."),
            _("Xóa những ô thừa ở xa bảng, hoặc chép phần cần nhập sang một tệp mới."),
            sheet=sheet,
            rows=rows,
            columns=columns,
        )


class _UnusualError(Exception):
    """The rows are written in another manner than workbook programs do; expat has to read them."""


class _Scan:
    """Cuts the stream: what frames the rows goes to expat, the rows to the regular expressions."""

    def __init__(self, findings: _Findings, care: Care) -> None:
        self.findings = findings
        self.is_light = care == "light" and not findings.styles.telling
        self.is_first_block = True
        self.walk = _Walk(findings)
        self.unusual_cell = _unusual_cell(findings.styles)
        self.rest = b""
        # "frame", then "rows", and "walk" for what follows or cannot be passed over
        self.within = "walk" if care == "great" else "frame"

    def feed(self, chunk: bytes) -> None:
        self.rest += chunk
        if self.within == "frame":
            self._frame()
        if self.within == "rows":
            self._rows()
        if self.within == "walk":
            self.walk.feed(self.rest)
            self.rest = b""

    def finish(self) -> None:
        self.walk.feed(self.rest)
        self.walk.finish()
        self.findings.finish()

    def _frame(self) -> None:
        start = _ROWS_START.search(self.rest)
        if start is not None:
            self.walk.feed(self.rest[: start.end()])
            self.rest = self.rest[start.end() :]
            self.within = "rows"
        elif len(self.rest) > MB:
            self.within = "walk"

    def _rows(self) -> None:
        end = self.rest.find(b"</sheetData>")
        cut = end if end >= 0 else self.rest.rfind(b"</row>") + len(b"</row>")
        if end < 0 and cut < len(b"</row>"):
            if len(self.rest) > _LONGEST_ROW:
                raise unsafe_xml()
            return
        block = self.rest[:cut]
        try:
            self._look(block)
        except _UnusualError:
            self.within = "walk"
            return
        self.rest = self.rest[cut:]
        if end >= 0:
            self.within = "walk"

    def _look(self, block: bytes) -> None:
        """Take note of the telling cells and rows of a block of whole rows."""
        cells: list[Cell | None] = []
        if not self.is_light or self.is_first_block or b't="e"' in block or b"<f" in block:
            cells = [_read_cell(block, found.start()) for found in self.unusual_cell.finditer(block)]
        self.is_first_block = False
        if b'hidden="' in block:
            self.findings.sheet.hidden_rows.update(int(row) for row in _HIDDEN_ROW.findall(block))
        for cell in cells:
            if cell is not None:
                self.findings.cell(*cell)


Cell = tuple[Place, int, str, bool, str | None]


def _unusual_cell(styles: Styles) -> re.Pattern[bytes]:
    """Finds the start of every cell that is not plainly a value in an ordinary style."""
    telling = "|".join(map(str, sorted(styles.telling)))
    ordinary = f'(?!(?:{telling})")[0-9]+' if telling else "[0-9]+"
    usual = (
        r' r="[A-Z]{1,2}[0-9]{1,6}"'
        rf'(?: s="[0-9]+"/>|(?: s="{ordinary}")?(?: t="(?:s|n|str|inlineStr|b)")?>(?!<f))'
    )
    return re.compile(rf"<c(?=[ />])(?!{usual})".encode())


def _read_cell(block: bytes, start: int) -> Cell | None:
    """The cell whose tag begins at `start`; None when it is empty."""
    end = block.find(b">", start)
    tag = block[start:end]
    if tag.endswith(b"/"):
        return None
    attributes = dict(_ATTRIBUTE.findall(tag))
    close = block.find(b"</c>", end)
    try:
        place = read_place(attributes[b"r"].decode("ascii"))
        style = int(attributes.get(b"s", b"0"))
    except (KeyError, ValueError) as error:
        raise _UnusualError from error
    if close < 0:
        raise _UnusualError
    content = block[end + 1 : close]
    value = _TEXT.search(content)
    has_formula = b"<f" in content
    if not content or (not has_formula and value is None and b"<is" not in content):
        return None
    text = value[1].decode("utf-8", "replace") if value else None
    return place, style, attributes.get(b"t", b"").decode("ascii", "replace"), has_formula, text


class _Walk:
    """Reads XML in any manner of writing with expat: the frame of every sheet, all of an unusual one."""

    def __init__(self, findings: _Findings) -> None:
        self.findings = findings
        self.depth = 0
        self.row = self.column = 0
        self.attributes: dict[str, str] = {}
        self.has_formula = False
        self.text: str | None = None
        self.inside = ""
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._character_data
        self.parser.buffer_text = True

    def feed(self, xml: bytes) -> None:
        self._parse(xml, False)

    def finish(self) -> None:
        self._parse(b"", True)

    def _parse(self, xml: bytes, is_last: bool) -> None:
        try:
            self.parser.Parse(xml, is_last)
        except (expat.ExpatError, ValueError, KeyError) as error:
            raise damaged() from error

    def _refuse_doctype(self, *_names: object) -> None:
        raise unsafe_xml()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > self.findings.limits.depth:
            raise unsafe_xml()
        match name.rpartition(":")[2]:
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                self.column = 0
                if attributes.get("hidden") in _ON:
                    self.findings.sheet.hidden_rows.add(self.row)
            case "c":
                self.attributes, self.has_formula, self.text = attributes, False, None
                place = attributes.get("r")
                self.row, self.column = read_place(place) if place else (self.row, self.column + 1)
            case "f":
                self.has_formula = True
            case "v" | "is":
                self.inside, self.text = "text", ""
            case "col":
                self.findings.columns(attributes)
            case "mergeCell":
                self.findings.merged(attributes["ref"])

    def _end(self, name: str) -> None:
        self.depth -= 1
        match name.rpartition(":")[2]:
            case "v" | "is":
                self.inside = ""
            case "c" if self.has_formula or self.text is not None:
                style, kind = int(self.attributes.get("s", "0")), self.attributes.get("t", "")
                self.findings.cell((self.row, self.column), style, kind, self.has_formula, self.text)

    def _character_data(self, text: str) -> None:
        if self.inside and self.text is not None:
            self.text += text
