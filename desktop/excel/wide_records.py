"""What the records of an .xlsb tell that a reader of values keeps to itself; shows nothing.

Its parts are streams of records, each a kind and a length before its content, both seven bits to the byte.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from desktop.excel.cells import Area, Beside, Pieces, Place
from desktop.excel.gate import damage_refused, find_part
from desktop.excel.legacy_text import writing_of_font
from desktop.excel.parts import Styles, elements
from desktop.excel.records import ERRORS, HIDDEN_COLUMN, STRUCK_FONT, broken_records_refused, short_number
from desktop.excel.styled import Font, Styled, cut, mixed_texts, telling_styles

_BUNDLE_SHEET, _ROW, _COLUMNS, _MERGED = 156, 0, 60, 176
_FONT, _FORMAT, _FORMAT_OF_CELL, _FORMATS_START, _FORMATS_END = 43, 44, 47, 617, 618
_FONT_NAME, _NO_HEIGHT, _MOST_COLUMNS, _MOST_MERGED = 21, 0x10, 701, 100_000
_TEXT, _IN_PIECES = 19, 0x01
_FILLED = (*range(2, 12), 62)
"""Records of cells that hold something."""


def beside_xlsb(path: Path) -> list[Beside]:
    """What each sheet of an .xlsb holds beside its values, in the order of the workbook."""
    with broken_records_refused(), damage_refused(), zipfile.ZipFile(path) as package:
        targets = {
            link.get("Id", ""): link.get("Target", "")
            for link in elements(package, "xl/_rels/workbook.bin.rels", {"Relationship"})
        }
        book = package.read(find_part(package, "xl/workbook.bin"))
        links = [
            _wide_text(book, place + 8) for kind, place, _length in _records(book) if kind == _BUNDLE_SHEET
        ]
        parts = [posixpath.normpath(posixpath.join("xl", targets[link])).lstrip("/") for link in links]
        looks = _part(package, "xl/styles.bin")
        fonts = _fonts(looks)
        styles = _styles(looks, fonts) if looks else None
        texts = _part(package, "xl/sharedStrings.bin") if any(font.writing for font in fonts) else b""
        mixed = mixed_texts(_texts(texts, fonts))
        sheets = [_sheet(package.read(find_part(package, part)), styles) for part in parts]
    for sheet in sheets:
        sheet.mixed = mixed
    return sheets


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    return package.read(find_part(package, name)) if name in package.namelist() else b""


def _fonts(stream: bytes) -> list[Font]:
    return [
        Font(bool(stream[place + 2] & STRUCK_FONT), writing_of_font(_wide_text(stream, place + _FONT_NAME)))
        for kind, place, _length in _records(stream)
        if kind == _FONT
    ]


def _styles(stream: bytes, fonts: list[Font]) -> Styles:
    codes: dict[str, str] = {}
    formats: list[tuple[int, int]] = []
    is_of_cells = False
    for kind, place, _length in _records(stream):
        if kind == _FORMAT:
            codes[str(struct.unpack_from("<H", stream, place)[0])] = _wide_text(stream, place + 2)
        elif kind in (_FORMATS_START, _FORMATS_END):
            is_of_cells = kind == _FORMATS_START
        elif kind == _FORMAT_OF_CELL and is_of_cells:
            number, font = struct.unpack_from("<HH", stream, place + 2)
            formats.append((font, number))
    return telling_styles(fonts, formats, codes)


def _texts(stream: bytes, fonts: list[Font]) -> Iterator[Pieces]:
    """The shared texts, each in its pieces."""
    for kind, place, _length in _records(stream):
        if kind != _TEXT:
            continue
        text, runs = _wide_text(stream, place + 1), []
        if stream[place] & _IN_PIECES:
            end = place + 5 + 2 * struct.unpack_from("<I", stream, place + 1)[0]
            (count,) = struct.unpack_from("<I", stream, end)
            runs = list(struct.iter_unpack("<HH", stream[end + 4 : end + 4 + 4 * count]))
        yield cut(text, ((start, fonts[font].writing) for start, font in runs if font < len(fonts)))


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record; both numbers are written seven bits to the byte."""
    place = 0
    while place < len(stream):
        kind, place = _seven_bits(stream, place, 2)
        length, place = _seven_bits(stream, place, 4)
        yield kind, place, length
        place += length


def _seven_bits(stream: bytes, place: int, most: int) -> tuple[int, int]:
    number = 0
    for count in range(most):
        byte = stream[place]
        place += 1
        number |= (byte & 0x7F) << (7 * count)
        if byte < 0x80:
            break
    return number, place


def _sheet(stream: bytes, styles: Styles | None) -> Beside:
    found, row = Beside(), 0
    styled = Styled(styles, found)
    for kind, place, _length in _records(stream):
        if kind == _ROW:
            row = struct.unpack_from("<I", stream, place)[0] + 1
            if stream[place + 11] & _NO_HEIGHT:
                found.hidden_rows.add(row)
        elif kind == _COLUMNS:
            first, last, _width, _style, flags = struct.unpack_from("<IIIIH", stream, place)
            if flags & HIDDEN_COLUMN:
                found.hidden_columns.update(range(first + 1, min(last, first + _MOST_COLUMNS) + 2))
        elif kind == _MERGED and len(found.merged) < _MOST_MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", stream, place)
            found.merged.append(Area(top + 1, left + 1, bottom + 1, right + 1))
        elif kind in _FILLED:
            column, style = struct.unpack_from("<II", stream, place)
            styled.cell(row, column + 1, style & 0xFFFFFF)
            _cell(stream, place + 8, kind, (row, column + 1), found)
    styled.tell()
    return found


def _cell(stream: bytes, inside: int, kind: int, place: Place, found: Beside) -> None:
    if kind in (3, 11):
        found.errors[place] = ERRORS.get(stream[inside], "#N/A")
    elif kind == 2:
        found.number(*place, short_number(stream, inside))
    elif kind in (5, 9):
        found.number(*place, struct.unpack_from("<d", stream, inside)[0])


def _wide_text(stream: bytes, place: int) -> str:
    (length,) = struct.unpack_from("<I", stream, place)
    return stream[place + 4 : place + 4 + 2 * length].decode("utf-16-le", "replace")
