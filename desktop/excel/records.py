"""What the records of an .xls tell that a reader of values keeps to itself; shows nothing.

It is a stream of records, each a kind and a length before its content. A reader of values leaves error
cells empty, and makes a time of day of a negative number that is formatted as a date.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import olefile

from desktop.excel.cells import Beside, Pieces
from desktop.excel.gate import damaged
from desktop.excel.legacy_text import writing_of_font
from desktop.excel.old_texts import read_texts
from desktop.excel.parts import Styles
from desktop.excel.styled import Font, Styled, cut, mixed_texts, telling_styles

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_BOF, _EOF, _BOUNDSHEET = 0x0809, 0x000A, 0x0085
_FONT, _FORMAT, _FORMAT_OF_CELL = 0x0031, 0x041E, 0x00E0
_TEXTS, _CONTINUED, _SHORT_NUMBERS = 0x00FC, 0x003C, 0x00BD
_FONT_NAME = 14
STRUCK_FONT, HIDDEN_COLUMN = 0x08, 0x01
_HIDDEN_ROW = 0x20


def beside_xls(path: Path) -> list[Beside]:
    """What each sheet of an .xls holds beside its values, in the order of the workbook."""
    with broken_records_refused(), olefile.OleFileIO(path) as file:
        name = next((name for name in ("Workbook", "Book") if file.exists(name)), None)
        if name is None:
            raise damaged()
        stream = file.openstream(name).read()
        starts = [
            struct.unpack_from("<I", stream, place)[0]
            for kind, place, _length in _old_records(stream, 0)
            if kind == _BOUNDSHEET
        ]
        is_wide = name == "Workbook"
        fonts = _fonts(stream, is_wide)
        styles = _styles(stream, fonts, is_wide)
        mixed = _mixed(stream, fonts) if is_wide and any(font.writing for font in fonts) else {}
        sheets = [_old_sheet(stream, start, styles) for start in starts]
    for sheet in sheets:
        sheet.mixed = mixed
    return sheets


@contextmanager
def broken_records_refused() -> Iterator[None]:
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


def _fonts(stream: bytes, is_wide: bool) -> list[Font]:
    fonts: list[Font] = []
    for kind, place, _length in _old_records(stream, 0):
        if kind == _FONT:
            if len(fonts) == 4:
                fonts.append(Font(False, ""))  # nothing is ever numbered four
            name = _short_text(stream, place + _FONT_NAME, is_wide)
            fonts.append(Font(bool(stream[place + 2] & STRUCK_FONT), writing_of_font(name)))
    return fonts


def _styles(stream: bytes, fonts: Sequence[Font], is_wide: bool) -> Styles:
    """The formats of cells that tell something by their font or by how numbers are shown."""
    codes: dict[str, str] = {}
    formats: list[tuple[int, int]] = []
    for kind, place, _length in _old_records(stream, 0):
        if kind == _FORMAT:
            codes[str(struct.unpack_from("<H", stream, place)[0])] = _format_code(stream, place + 2, is_wide)
        elif kind == _FORMAT_OF_CELL:
            formats.append(struct.unpack_from("<HH", stream, place))
    return telling_styles(fonts, formats, codes)


def _mixed(stream: bytes, fonts: Sequence[Font]) -> dict[str, Pieces]:
    """The shared texts with a piece in a font of TCVN3 or VNI."""
    parts: list[bytes] = []
    for kind, place, length in _old_records(stream, 0):
        if kind == _TEXTS or (kind == _CONTINUED and parts):
            parts.append(stream[place : place + length])
        elif parts:
            break
    texts = read_texts(parts) if parts else ()
    return mixed_texts(
        cut(text, ((start, fonts[font].writing) for start, font in runs if font < len(fonts)))
        for text, runs in texts
    )


def _short_text(stream: bytes, place: int, is_wide: bool) -> str:
    """A text of less than 256 letters; before 1997 each was one byte and nothing told of two."""
    return _letters(stream, place + 1, stream[place], is_wide)


def _format_code(stream: bytes, place: int, is_wide: bool) -> str:
    """A number format; since 1997 its length is written in two bytes."""
    length = struct.unpack_from("<H", stream, place)[0] if is_wide else stream[place]
    return _letters(stream, place + 1 + is_wide, length, is_wide)


def _letters(stream: bytes, place: int, length: int, is_wide: bool) -> str:
    if not is_wide:
        return stream[place : place + length].decode("cp1252", "replace")
    if stream[place] & 1:
        return stream[place + 1 : place + 1 + 2 * length].decode("utf-16-le", "replace")
    return stream[place + 1 : place + 1 + length].decode("cp1252", "replace")


def _old_sheet(stream: bytes, start: int, styles: Styles) -> Beside:
    found = Beside()
    styled = Styled(styles, found)
    for kind, place, length in _old_records(stream, start):
        read = _OLD_CELLS.get(kind)
        if read is not None:
            read(stream, place, length, found)
        if styled.telling and kind in _OLD_FILLED:
            row, column, style = struct.unpack_from("<HHH", stream, place)
            styled.cell(row + 1, column + 1, style)
            for number in range(1, (length - 4) // 6 if kind == _SHORT_NUMBERS else 0):
                (style,) = struct.unpack_from("<H", stream, place + 4 + 6 * number)
                styled.cell(row + 1, column + number + 1, style)
    styled.tell()
    return found


def _old_row(stream: bytes, place: int, length: int, found: Beside) -> None:
    row, flags = struct.unpack_from("<H", stream, place)[0], stream[place + 12]
    if flags & _HIDDEN_ROW:
        found.hidden_rows.add(row + 1)


def _old_columns(stream: bytes, place: int, length: int, found: Beside) -> None:
    first, last, _width, _style, flags = struct.unpack_from("<HHHHH", stream, place)
    if flags & HIDDEN_COLUMN:
        found.hidden_columns.update(range(first + 1, last + 2))


def _old_error(stream: bytes, place: int, length: int, found: Beside) -> None:
    row, column, _style, code, is_error = struct.unpack_from("<HHHBB", stream, place)
    if is_error:
        found.errors[row + 1, column + 1] = ERRORS.get(code, "#N/A")


def _old_formula(stream: bytes, place: int, length: int, found: Beside) -> None:
    row, column, _style, kind, _pad, code = struct.unpack_from("<HHHBBB", stream, place)
    if stream[place + 12 : place + 14] != b"\xff\xff":
        found.number(row + 1, column + 1, struct.unpack_from("<d", stream, place + 6)[0])
    elif kind == 2:
        found.errors[row + 1, column + 1] = ERRORS.get(code, "#N/A")


def _old_number(stream: bytes, place: int, length: int, found: Beside) -> None:
    row, column, _style, number = struct.unpack_from("<HHHd", stream, place)
    found.number(row + 1, column + 1, number)


def _old_short_numbers(stream: bytes, place: int, length: int, found: Beside) -> None:
    row, first = struct.unpack_from("<HH", stream, place)
    # One cell, or a row of them with the last column after it: six bytes each, of which two are the style.
    for number in range((length - 4) // 6):
        found.number(row + 1, first + number + 1, short_number(stream, place + 6 + 6 * number))


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


def short_number(stream: bytes, place: int) -> float:
    """A number of thirty bits: a whole one or the upper half of a long one, perhaps in hundredths."""
    (bits,) = struct.unpack_from("<i", stream, place)
    number = bits >> 2 if bits & 2 else struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", bits & ~3))[0]
    return float(number / 100 if bits & 1 else number)
