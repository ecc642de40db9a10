"""Which cells of an .ods show an error, that a reader of values leaves empty; shows nothing."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO
from xml.parsers import expat

from desktop.excel.cells import Beside
from desktop.excel.gate import Limits, damage_refused, damaged, find_part, refuse_encoding, unsafe_xml

_CHUNK = 1 << 20
_SHOWN = re.compile(r"#(?:N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!)|Err:\d+")
_MAY_BE_ERROR = re.compile(rb'value-type="error"|>\s*(?:#[A-Z]|Err:\d)')
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_NOTE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 annotation"
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")


def beside_ods(path: Path, limits: Limits) -> list[Beside]:
    """The error cells of each sheet, in the order of the workbook; empty where no cell shows any."""
    with damage_refused(), zipfile.ZipFile(path) as package:
        part = find_part(package, "content.xml")
        with package.open(part) as stream:
            if not _may_hold_errors(stream):
                return []
        with package.open(part) as stream:
            return _Walk(limits).read(stream)


def _may_hold_errors(stream: IO[bytes]) -> bool:
    before = b""
    while chunk := stream.read(_CHUNK):
        if _MAY_BE_ERROR.search(before + chunk):
            return True
        before = chunk[-64:]
    return False


class _Walk:
    """Counts rows and cells as they come, each perhaps many times over."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: list[Beside] = []
        self.depth = self.row = self.column = self.rows = self.cells = self.note = 0
        self.tables = 0
        self.is_error = self.has_formula = False
        self.text: list[str] | None = None
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._character_data
        self.parser.buffer_text = True

    def read(self, stream: IO[bytes]) -> list[Beside]:
        try:
            first = True
            while chunk := stream.read(_CHUNK):
                if first:
                    refuse_encoding(chunk)
                    first = False
                self.parser.Parse(chunk, False)
            self.parser.Parse(b"", True)
        except (expat.ExpatError, IndexError) as error:
            raise damaged() from error
        return self.sheets

    def _refuse_doctype(self, *_names: object) -> None:
        raise unsafe_xml()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > self.limits.depth:
            raise unsafe_xml()
        if name == _TABLE + "table":
            self.tables += 1
            if self.tables == 1:
                self.sheets.append(Beside())
                self.row = self.rows = 0
        elif self.tables != 1:
            return
        elif name == _TABLE + "table-row":
            self.row, self.rows = self.row + max(self.rows, 1), _times(attributes, "number-rows-repeated")
            self.column = self.cells = 0
        elif name in _CELLS:
            self.column += max(self.cells, 1)
            self.cells = _times(attributes, "number-columns-repeated")
            kinds = [value for key, value in attributes.items() if key.endswith(" value-type")]
            self.is_error, self.has_formula = "error" in kinds, _TABLE + "formula" in attributes
            self.text = []
        elif name == _NOTE:
            self.note += 1

    def _end(self, name: str) -> None:
        self.depth -= 1
        if name == _TABLE + "table":
            self.tables -= 1
        elif name == _NOTE and self.tables == 1:
            self.note -= 1
        elif name in _CELLS and self.tables == 1 and self.text is not None:
            shown = "".join(self.text).strip()
            self.text = None
            if self.is_error or (self.has_formula and _SHOWN.fullmatch(shown)):
                self._note_error(shown if _SHOWN.fullmatch(shown) else "#N/A")

    def _note_error(self, shown: str) -> None:
        # An error that is repeated over more cells than anybody reads is named at the first of them.
        rows = range(self.row, self.row + min(self.rows, self.limits.rows))
        columns = range(self.column, self.column + min(self.cells, self.limits.columns))
        is_large = len(rows) * len(columns) > self.limits.rows
        for row in rows[:1] if is_large else rows:
            for column in columns[:1] if is_large else columns:
                self.sheets[-1].errors[row, column] = shown

    def _character_data(self, text: str) -> None:
        if self.text is not None and not self.note:
            self.text.append(text)


def _times(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(_TABLE + name, "1")
    return int(written) if written.isascii() and written.isdigit() else 1
