"""Writes an .xlsb record by record as Excel does: shared texts, fonts, formats, merged cells; reads none."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from desktop.excel.cells import Area

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.ms-excel."
_DAY_ZERO = date(1899, 12, 30)
_OWN_FORMATS = 164
"""The first number of a format that Excel has not of itself."""


@dataclass(frozen=True)
class Look:
    """How a cell looks: its font, and its number format."""

    font: str = "Times New Roman"
    shown: str = "General"
    struck: bool = False


@dataclass(frozen=True)
class Rich:
    """A text in pieces, each with the name of its font."""

    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Formula:
    """A formula with the value Excel last worked out."""

    value: Any


@dataclass
class BinarySheet:
    """One sheet: its rows of values, each plain or (value, `Look`), and what is merged or hidden."""

    name: str
    rows: Sequence[Sequence[Any]]
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    is_hidden: bool = False


@dataclass
class _Book:
    texts: dict[Any, int] = field(default_factory=dict)
    looks: dict[Look, int] = field(default_factory=lambda: {Look(): 0})
    fonts: dict[tuple[str, bool], int] = field(default_factory=lambda: {(Look().font, False): 0})


def record(kind: int, content: bytes = b"") -> bytes:
    """One record: its kind and its length seven bits to the byte, and what it holds."""
    return _seven_bits(kind) + _seven_bits(len(content)) + content


def wide(text: str) -> bytes:
    """A text of two bytes to the letter, its length before it."""
    letters = text.encode("utf-16-le")
    return struct.pack("<I", len(letters) // 2) + letters


def write_xlsb(path: Path, *sheets: BinarySheet, is_1904: bool = False) -> Path:
    """The sheets as one workbook."""
    book = _Book()
    pages = [_sheet(book, sheet, is_1904) for sheet in sheets]
    names = [f"worksheets/sheet{number}.bin" for number in range(1, len(pages) + 1)]
    listed = b"".join(
        record(156, struct.pack("<II", sheet.is_hidden, number) + wide(f"rId{number}") + wide(sheet.name))
        for number, sheet in enumerate(sheets, 1)
    )
    told = record(153, struct.pack("<II", is_1904, 0) + wide(""))
    others = {"styles.bin": ("styles", _styles(book)), "sharedStrings.bin": ("sharedStrings", _texts(book))}
    links = [(f"rId{number}", "worksheet", name) for number, name in enumerate(names, 1)]
    links += [
        (f"rId{len(names) + 1 + place}", kind, name) for place, (name, (kind, _)) in enumerate(others.items())
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", _content_types(names))
        parts.writestr("_rels/.rels", _links([("rId1", "officeDocument", "xl/workbook.bin")]))
        parts.writestr("xl/_rels/workbook.bin.rels", _links(links))
        parts.writestr(
            "xl/workbook.bin", record(131) + told + record(143) + listed + record(144) + record(132)
        )
        for name, page in zip(names, pages, strict=True):
            parts.writestr(f"xl/{name}", page)
        for name, (_kind, content) in others.items():
            parts.writestr(f"xl/{name}", content)
    return path


def _content_types(names: Sequence[str]) -> str:
    kinds = {"workbook.bin": "sheet.binary.macroEnabled.main", "styles.bin": "styles"}
    kinds |= {"sharedStrings.bin": "sharedStrings"} | dict.fromkeys(names, "worksheet")
    told = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_TYPES}{kind}"/>' for name, kind in kinds.items()
    )
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{told}</Types>'


def _links(links: Sequence[tuple[str, str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _seven_bits(number: int) -> bytes:
    written = bytearray()
    while number >= 0x80:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*written, number])


def _sheet(book: _Book, sheet: BinarySheet, is_1904: bool) -> bytes:
    width = max((len(row) for row in sheet.rows), default=0)
    extent = struct.pack("<IIII", 0, max(0, len(sheet.rows) - 1), 0, max(0, width - 1))
    columns = b"".join(
        record(60, struct.pack("<IIIIH", number - 1, number - 1, 2000, 0, 1))
        for number in sheet.hidden_columns
    )
    lines = []
    for number, row in enumerate(sheet.rows, 1):
        flags = bytes([0, 0x10 * (number in sheet.hidden_rows), 0])
        lines.append(record(0, struct.pack("<IIH", number - 1, 0, 300) + flags + struct.pack("<I", 0)))
        lines += [_cell(book, place, value, is_1904) for place, value in enumerate(row) if value is not None]
    areas = [Area.read(each) for each in sheet.merged]
    merged = b"".join(
        record(176, struct.pack("<IIII", area[0] - 1, area[2] - 1, area[1] - 1, area[3] - 1))
        for area in areas
    )
    merged = record(177, struct.pack("<I", len(areas))) + merged + record(178) if areas else b""
    columns = record(390) + columns + record(391) if columns else b""
    data = record(145) + b"".join(lines) + record(146)
    return record(129) + record(148, extent) + columns + data + merged + record(130)


def _cell(book: _Book, place: int, value: Any, is_1904: bool) -> bytes:
    value, look = value if isinstance(value, tuple) else (value, Look())
    is_formula = isinstance(value, Formula)
    value = value.value if is_formula else value
    if isinstance(value, date):
        look = Look(look.font, "dd/mm/yyyy", look.struck) if look.shown == "General" else look
        value = (value - _DAY_ZERO).days - 1462 * is_1904
    head = struct.pack("<II", place, book.looks.setdefault(look, len(book.looks)))
    book.fonts.setdefault((look.font, look.struck), len(book.fonts))
    if isinstance(value, Rich):
        for _text, font in value.pieces:
            book.fonts.setdefault((font, False), len(book.fonts))
    formula = struct.pack("<HII", 0, 0, 0) if is_formula else b""
    if isinstance(value, bool):
        return record(10 if is_formula else 4, head + bytes([value]) + formula)
    if isinstance(value, int | float):
        return record(9 if is_formula else 5, head + struct.pack("<d", value) + formula)
    if is_formula:
        return record(8, head + wide(value) + formula)
    return record(7, head + struct.pack("<I", book.texts.setdefault(value, len(book.texts))))


def _texts(book: _Book) -> bytes:
    items = b"".join(record(19, _text(book, value)) for value in book.texts)
    return record(159, struct.pack("<II", len(book.texts), len(book.texts))) + items + record(160)


def _text(book: _Book, value: str | Rich) -> bytes:
    if isinstance(value, str):
        return b"\0" + wide(value)
    runs, place = b"", 0
    for text, font in value.pieces:
        runs += struct.pack("<HH", place, book.fonts[font, False])
        place += len(text)
    return (
        b"\1"
        + wide("".join(text for text, _font in value.pieces))
        + struct.pack("<I", len(value.pieces))
        + runs
    )


def _styles(book: _Book) -> bytes:
    shown = list(dict.fromkeys(look.shown for look in book.looks if look.shown != "General"))
    formats = b"".join(
        record(44, struct.pack("<H", _OWN_FORMATS + number) + wide(each)) for number, each in enumerate(shown)
    )
    fonts = b"".join(
        record(43, struct.pack("<HHHHBBBB", 240, 8 * struck, 400, 0, 0, 0, 0, 0) + bytes(9) + wide(name))
        for name, struck in book.fonts
    )
    looks = b"".join(
        record(47, struct.pack("<HHH", 0, number, book.fonts[look.font, look.struck]) + bytes(10))
        for look in book.looks
        for number in [_OWN_FORMATS + shown.index(look.shown) if look.shown != "General" else 0]
    )
    parts = (
        (615, 616, len(shown), formats),
        (611, 612, len(book.fonts), fonts),
        (617, 618, len(book.looks), looks),
    )
    told = b"".join(
        record(start, struct.pack("<I", count)) + content + record(end)
        for start, end, count, content in parts
        if count
    )
    return record(278) + told + record(279)
