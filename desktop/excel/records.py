"""What the records of an .xls or .xlsb tell that a reader of values keeps to itself; shows nothing.

Both are streams of records, each a kind and a length before its content. A reader of values leaves error
cells empty, and makes a time of day of a negative number that is formatted as a date.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import olefile

from desktop.excel.cells import Beside, runs_of
from desktop.excel.gate import damage_refused, damaged, find_part
from desktop.excel.legacy_text import writing_of_font
from desktop.excel.parts import Styles, elements

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_BOF, _EOF, _BOUNDSHEET = 0x0809, 0x000A, 0x0085
_FONT, _FORMAT_OF_CELL = 0x0031, 0x00E0
_FONT_NAME = 14
_STRUCK_FONT, _HIDDEN_COLUMN, _HIDDEN_ROW = 0x08, 0x01, 0x20
_BUNDLE_SHEET, _ROW, _COLUMNS = 156, 0, 60
_WIDE_FONT, _WIDE_FORMAT, _FORMATS_START, _FORMATS_END = 43, 47, 617, 618
_WIDE_FONT_NAME, _NO_HEIGHT, _MOST_COLUMNS = 21, 0x10, 701
_FILLED = range(2, 12)
"""Records of cells that hold something."""


def beside_xls(path: Path) -> list[Beside]:
    """What each sheet of an .xls holds beside its values, in the order of the workbook."""
    with _damage_refused(), olefile.OleFileIO(path) as file:
        name = next((name for name in ("Workbook", "Book") if file.exists(name)), None)
        if name is None:
            raise damaged()
        stream = file.openstream(name).read()
        starts = [
            struct.unpack_from("<I", stream, place)[0]
            for kind, place, _length in _old_records(stream, 0)
            if kind == _BOUNDSHEET
        ]
        styles = _old_styles(stream, is_wide=name == "Workbook")
        return [_old_sheet(stream, start, styles) for start in starts]


def beside_xlsb(path: Path) -> list[Beside]:
    """What each sheet of an .xlsb holds beside its values, in the order of the workbook."""
    with _damage_refused(), damage_refused(), zipfile.ZipFile(path) as package:
        targets = {
            link.get("Id", ""): link.get("Target", "")
            for link in elements(package, "xl/_rels/workbook.bin.rels", {"Relationship"})
        }
        book = package.read(find_part(package, "xl/workbook.bin"))
        links = [
            _wide_text(book, place + 8) for kind, place, _length in _records(book) if kind == _BUNDLE_SHEET
        ]
        parts = [posixpath.normpath(posixpath.join("xl", targets[link])).lstrip("/") for link in links]
        has_styles = "xl/styles.bin" in package.namelist()
        styles = _styles(package.read(find_part(package, "xl/styles.bin"))) if has_styles else None
        return [_sheet(package.read(find_part(package, part)), styles) for part in parts]


@contextmanager
def _damage_refused() -> Iterator[None]:
    """What is no stream of records, or ends in the middle of one, is damage."""
    try:
        yield
    except (struct.error, IndexError, KeyError, OSError) as error:
        raise damaged() from error


def _old_records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record of one substream; those of charts within it are left out."""
    place, depth = start, 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        place += 4
        depth += kind == _BOF
        if depth == 1:
            yield kind, place, length
        depth -= kind == _EOF
        if depth < 1:
            return
        place += length


def _old_styles(stream: bytes, is_wide: bool) -> Styles:
    """The formats of cells whose font is struck through, or made for letters of TCVN3 or VNI."""
    fonts: list[tuple[bool, str]] = []
    formats: list[int] = []
    for kind, place, _length in _old_records(stream, 0):
        if kind == _FONT:
            if len(fonts) == 4:
                fonts.append((False, ""))  # nothing is ever numbered four
            name = _short_text(stream, place + _FONT_NAME, is_wide)
            fonts.append((bool(stream[place + 2] & _STRUCK_FONT), writing_of_font(name)))
        elif kind == _FORMAT_OF_CELL:
            formats.append(struct.unpack_from("<H", stream, place)[0])
    return _telling(fonts, formats)


def _styles(stream: bytes) -> Styles:
    """The same of an .xlsb."""
    fonts: list[tuple[bool, str]] = []
    formats: list[int] = []
    is_of_cells = False
    for kind, place, _length in _records(stream):
        if kind == _WIDE_FONT:
            name = _wide_text(stream, place + _WIDE_FONT_NAME)
            fonts.append((bool(stream[place + 2] & _STRUCK_FONT), writing_of_font(name)))
        elif kind in (_FORMATS_START, _FORMATS_END):
            is_of_cells = kind == _FORMATS_START
        elif kind == _WIDE_FORMAT and is_of_cells:
            formats.append(struct.unpack_from("<H", stream, place + 4)[0])
    return _telling(fonts, formats)


def _telling(fonts: Sequence[tuple[bool, str]], formats: Sequence[int]) -> Styles:
    """The formats of cells that tell something, each given by the number of its font."""
    told = {index: fonts[font] for index, font in enumerate(formats) if font < len(fonts)}
    return Styles(
        struck=frozenset(index for index, (is_struck, _writing) in told.items() if is_struck),
        writings={index: writing for index, (_is_struck, writing) in told.items() if writing},
    )


def _short_text(stream: bytes, place: int, is_wide: bool) -> str:
    """A text of less than 256 letters; before 1997 each was one byte and nothing told of two."""
    length = stream[place]
    if not is_wide:
        return stream[place + 1 : place + 1 + length].decode("cp1252", "replace")
    if stream[place + 1] & 1:
        return stream[place + 2 : place + 2 + 2 * length].decode("utf-16-le", "replace")
    return stream[place + 2 : place + 2 + length].decode("cp1252", "replace")


def _old_sheet(stream: bytes, start: int, styles: Styles) -> Beside:
    found = Beside()
    writings: dict[int, list[tuple[int, str]]] = {}
    is_telling = bool(styles.telling)
    for kind, place, length in _old_records(stream, start):
        read = _OLD_CELLS.get(kind)
        if read is not None:
            read(stream, place, length, found)
        if is_telling and kind in _OLD_FILLED:
            row, column, style = struct.unpack_from("<HHH", stream, place)
            if style in styles.struck:
                found.struck.add((row + 1, column + 1))
            if style in styles.writings:
                writings.setdefault(column + 1, []).append((row + 1, styles.writings[style]))
    found.writings = {column: runs_of(sorted(rows)) for column, rows in writings.items()}
    return found


def _old_row(stream: bytes, place: int, length: int, found: Beside) -> None:
    row, flags = struct.unpack_from("<H", stream, place)[0], stream[place + 12]
    if flags & _HIDDEN_ROW:
        found.hidden_rows.add(row + 1)


def _old_columns(stream: bytes, place: int, length: int, found: Beside) -> None:
    first, last, _width, _style, flags = struct.unpack_from("<HHHHH", stream, place)
    if flags & _HIDDEN_COLUMN:
        found.hidden_columns.update(range(first + 1, last + 2))


def _old_error(stream: bytes, place: int, length: int, found: Beside) -> None:
    row, column, _style, code, is_error = struct.unpack_from("<HHHBB", stream, place)
    if is_error:
        found.errors[row + 1, column + 1] = _ERRORS.get(code, "#N/A")


def _old_formula(stream: bytes, place: int, length: int, found: Beside) -> None:
    row, column, _style, kind, _pad, code = struct.unpack_from("<HHHBBB", stream, place)
    if stream[place + 12 : place + 14] != b"\xff\xff":
        found.number(row + 1, column + 1, struct.unpack_from("<d", stream, place + 6)[0])
    elif kind == 2:
        found.errors[row + 1, column + 1] = _ERRORS.get(code, "#N/A")


def _old_number(stream: bytes, place: int, length: int, found: Beside) -> None:
    row, column, _style, number = struct.unpack_from("<HHHd", stream, place)
    found.number(row + 1, column + 1, number)


def _old_short_numbers(stream: bytes, place: int, length: int, found: Beside) -> None:
    row, first = struct.unpack_from("<HH", stream, place)
    # One cell, or a row of them with the last column after it: six bytes each, of which two are the style.
    for number in range((length - 4) // 6):
        found.number(row + 1, first + number + 1, _short_number(stream, place + 6 + 6 * number))


_OLD_CELLS: dict[int, Callable[[bytes, int, int, Beside], None]] = {
    0x0205: _old_error,
    0x0006: _old_formula,
    0x0206: _old_formula,
    0x0406: _old_formula,
    0x0203: _old_number,
    0x027E: _old_short_numbers,
    0x00BD: _old_short_numbers,
    0x0208: _old_row,
    0x007D: _old_columns,
}
_OLD_FILLED = {0x0006, 0x0206, 0x0406, 0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x00D6, 0x0205}
"""Records of cells that hold something; each begins with row, column and format."""


def _short_number(stream: bytes, place: int) -> float:
    """A number of thirty bits: a whole one or the upper half of a long one, perhaps in hundredths."""
    (bits,) = struct.unpack_from("<i", stream, place)
    number = bits >> 2 if bits & 2 else struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", bits & ~3))[0]
    return float(number / 100 if bits & 1 else number)


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
    writings: dict[int, list[tuple[int, str]]] = {}
    for kind, place, _length in _records(stream):
        if kind == _ROW:
            row = struct.unpack_from("<I", stream, place)[0] + 1
            if stream[place + 11] & _NO_HEIGHT:
                found.hidden_rows.add(row)
        elif kind == _COLUMNS:
            first, last, _width, _style, flags = struct.unpack_from("<IIIIH", stream, place)
            if flags & _HIDDEN_COLUMN:
                found.hidden_columns.update(range(first + 1, min(last, first + _MOST_COLUMNS) + 2))
        elif kind in _FILLED:
            column, style = struct.unpack_from("<II", stream, place)
            column, style, inside = column + 1, style & 0xFFFFFF, place + 8
            if styles is not None and style in styles.struck:
                found.struck.add((row, column))
            if styles is not None and style in styles.writings:
                writings.setdefault(column, []).append((row, styles.writings[style]))
            if kind in (3, 11):
                found.errors[row, column] = _ERRORS.get(stream[inside], "#N/A")
            elif kind == 2:
                found.number(row, column, _short_number(stream, inside))
            elif kind in (5, 9):
                found.number(row, column, struct.unpack_from("<d", stream, inside)[0])
    if styles is not None:
        found.writings = {column: runs_of(rows) for column, rows in writings.items()}
    return found


def _wide_text(stream: bytes, place: int) -> str:
    (length,) = struct.unpack_from("<I", stream, place)
    return stream[place + 4 : place + 4 + 2 * length].decode("utf-16-le")
