"""What an .ods tells beside its values: errors, merged cells, what is struck or hidden; shows nothing."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO
from xml.parsers import expat

from desktop.excel.cells import Area, Beside, Pieces, Run
from desktop.excel.gate import Limits, damage_refused, damaged, find_part, refuse_encoding, unsafe_xml
from desktop.excel.opendocument_styles import OpenStyles
from desktop.excel.scan import refuse_extent
from desktop.excel.styled import mixed_texts

_CHUNK = 1 << 20
_SHOWN = re.compile(r"#(?:N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!)|Err:\d+")
_MAY_TELL = re.compile(
    rb'value-type="error"|>\s*(?:#[A-Z]|Err:\d)|:visibility="(?:collapse|filter)|:text-line-through-'
    rb'|-spanned="(?:[2-9]|1[0-9])|font-(?:name|family)="[\'&apos;]*(?i:\.vn|vni)'
    rb'|percentage-style|date-style|min-integer-digits="(?:[6-9]|1[0-9])'
)
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_NOTE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 annotation"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_MOST_BLANKS = 1_000
_LONGEST_COUNT = 12
_HIDDEN = ("collapse", "filter")
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")


def beside_ods(path: Path, limits: Limits) -> list[Beside]:
    """What is told of each sheet, in the order of the workbook; empty where there is nothing to tell."""
    with damage_refused(), zipfile.ZipFile(path) as package:
        part = find_part(package, "content.xml")
        with package.open(part) as stream:
            if not _may_tell(stream):
                return []
        with package.open(part) as stream:
            return _Walk(limits).read(stream)


def refuse_far_ods(path: Path, limits: Limits) -> None:
    """Refuse a workbook that says in few bytes that its cells fill more than a sheet may have."""
    with (
        damage_refused(),
        zipfile.ZipFile(path) as package,
        package.open(find_part(package, "content.xml")) as stream,
    ):
        _Walk(limits).read(stream)


def _may_tell(stream: IO[bytes]) -> bool:
    before = b""
    while chunk := stream.read(_CHUNK):
        if _MAY_TELL.search(before + chunk):
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
        self.is_error = self.has_formula = self.has_value = self.is_struck = self.is_hidden = False
        self.cell_style = self.name = ""
        self.far = (0, 0)
        self.styles = OpenStyles()
        self.columns: list[str] = []
        self.text: list[tuple[str, str | None]] | None = None
        """The pieces of a cell's text, each with the writing of its font; None outside of cells."""

        self.spans: list[str | None] = []
        self.texts: list[Pieces] = []
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
        mixed = mixed_texts(self.texts)
        for sheet in self.sheets:
            sheet.mixed = mixed
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
                self.name, self.far = attributes.get(_TABLE + "name", ""), (0, 0)
                self.row = self.rows = 0
                self.columns = []
        elif self.tables != 1:
            self.styles.start(name, attributes)
        elif name == _TABLE + "table-column":
            self._columns_start(attributes)
        elif name == _TABLE + "table-row":
            self.is_hidden = attributes.get(_TABLE + "visibility") in _HIDDEN
            self.row, self.rows = self.row + max(self.rows, 1), _times(attributes, "number-rows-repeated")
            self.column = self.cells = 0
        elif name in _CELLS:
            self.column += max(self.cells, 1)
            self.cells = _times(attributes, "number-columns-repeated")
            kinds = [value for key, value in attributes.items() if key.endswith(" value-type")]
            self.is_error, self.has_formula = "error" in kinds, _TABLE + "formula" in attributes
            self.has_value = any(key.endswith("value") for key in attributes)
            self.cell_style = attributes.get(_TABLE + "style-name") or self._style_of_column()
            self.is_struck = self.cell_style in self.styles.struck
            self._note_merge(attributes)
            self.text = []
        elif name == _NOTE:
            self.note += 1
        elif name.startswith(_TEXT):
            self._text_start(name.removeprefix(_TEXT), attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if name == _TABLE + "table":
            self.tables -= 1
        elif name == _NOTE and self.tables == 1:
            self.note -= 1
        elif name == _TEXT + "span" and self.spans:
            self.spans.pop()
        elif name in _CELLS and self.tables == 1 and self.text is not None:
            shown = "".join(text for text, _writing in self.text).strip()
            if any(writing for _text, writing in self.text):
                self.texts.append(tuple(self.text))
            self.text = None
            if shown or self.has_value:
                self._refuse_far()
                self._note_cell()
            if self.is_error or (self.has_formula and _SHOWN.fullmatch(shown)):
                self._note_error(shown if _SHOWN.fullmatch(shown) else "#N/A")

    def _text_start(self, name: str, attributes: dict[str, str]) -> None:
        """A piece of text; of blanks and new lines it takes those that a reader of values takes."""
        if name == "span":
            style = attributes.get(_TEXT + "style-name", "")
            within = self.spans[-1] if self.spans else None
            self.spans.append(self.styles.writings.get(style, within))
        elif name == "p" and self.text:
            self._character_data("\n")
        elif name == "s":
            self._character_data(" " * min(_count(attributes.get(_TEXT + "c", "1")), _MOST_BLANKS))

    def _columns_start(self, attributes: dict[str, str]) -> None:
        room = self.limits.columns - len(self.columns)
        count = max(0, min(_times(attributes, "number-columns-repeated"), room))
        if attributes.get(_TABLE + "visibility") in _HIDDEN:
            first = len(self.columns) + 1
            self.sheets[-1].hidden_columns.update(range(first, first + count))
        self.columns += [attributes.get(_TABLE + "default-cell-style-name", "")] * count

    def _style_of_column(self) -> str:
        return self.columns[self.column - 1] if self.column <= len(self.columns) else ""

    def _note_merge(self, attributes: dict[str, str]) -> None:
        below, beside = (
            _times(attributes, "number-rows-spanned"),
            _times(attributes, "number-columns-spanned"),
        )
        merged = self.sheets[-1].merged
        if (below > 1 or beside > 1) and len(merged) < self.limits.merges:
            last_row = min(self.row + below - 1, self.limits.rows)
            last_column = min(self.column + beside - 1, self.limits.columns)
            merged.append(Area(self.row, self.column, last_row, last_column))

    def _refuse_far(self) -> None:
        last = (self.row + max(self.rows, 1) - 1, self.column + max(self.cells, 1) - 1)
        self.far = (max(self.far[0], last[0]), max(self.far[1], last[1]))
        refuse_extent(self.name, *self.far, self.limits)

    def _note_cell(self) -> None:
        if self.is_hidden:
            self.sheets[-1].hidden_rows.add(self.row)
        if self.is_struck:
            self.sheets[-1].struck.add((self.row, self.column))
        sheet = self.sheets[-1]
        if writing := self.styles.writings.get(self.cell_style):
            sheet.writings = sheet.writings or {}
            self._note_run(sheet.writings, writing)
        if self.cell_style in self.styles.kinds:
            self._note_run(sheet.formats, self.styles.kinds[self.cell_style])

    def _note_run(self, columns: dict[int, list[Run]], kind: str) -> None:
        run = Run(self.row, min(self.row + max(self.rows, 1) - 1, self.limits.rows), kind)
        for column in range(self.column, self.column + min(max(self.cells, 1), self.limits.columns)):
            runs = columns.setdefault(column, [])
            if runs and (runs[-1].last_row, runs[-1].kind) == (self.row - 1, kind):
                runs[-1] = runs[-1]._replace(last_row=run.last_row)
            else:
                runs.append(run)

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
            writing = self.spans[-1] if self.spans else None
            if self.text and self.text[-1][1] == writing:
                text = self.text.pop()[0] + text
            self.text.append((text, writing))


def _times(attributes: dict[str, str], name: str) -> int:
    return _count(attributes.get(_TABLE + name, "1"))


def _count(written: str) -> int:
    """A count as it is written; one of more digits than any sheet has rows is as large as can be."""
    return int(written[:_LONGEST_COUNT]) if written.isascii() and written.isdigit() else 1
