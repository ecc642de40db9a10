"""Makes the smallest workbooks part by part, good ones and bad ones; knows nothing of who reads them."""

from __future__ import annotations

import random
import struct
import zipfile
from pathlib import Path

import xlwt

BOF, WRITER, PASSWORD, IDLE, SHEET_START = 0x0809, 0x005C, 0x002F, 0x00C1, 0x0085
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BOOK_TYPE = (
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.spreadsheetml.sheet.main+xml"/>'
)

Parts = dict[str, str | bytes]


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """The XML of a sheet around its `<row>` elements."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(*sheets: str) -> Parts:
    """All parts of a workbook whose sheets are named S1, S2 …"""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    spaces = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    made: Parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{BOOK_TYPE}</Types>',
        "_rels/.rels": relationships(link("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {spaces}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relationships(
            *(link(f"r{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
        ),
    }
    made |= {f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets, 1)}
    return made


def link(name: str, kind: str, target: str) -> str:
    """One relationship between parts."""
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def relationships(*links: str) -> str:
    """The XML of a part that holds relationships."""
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(links)}</Relationships>'


def save(path: Path, content: Parts) -> Path:
    """The parts as one zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in content.items():
            package.writestr(name, part)
    return path


def text(address: str, value: str) -> str:
    """A cell with a text in it."""
    return f'<c r="{address}" t="inlineStr"><is><t>{value}</t></is></c>'


def locked_open_document(path: Path) -> None:
    """An .ods with a password: only its manifest can be read, and says so."""
    locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", random.Random(1).randbytes(800))
        package.writestr("META-INF/manifest.xml", f"<manifest:manifest>{locked}</manifest:manifest>")


def locked_old_book(path: Path) -> None:
    """An .xls with a password: its records keep their kinds and lengths, what they hold is noise.

    The record that says who wrote the workbook becomes the one that tells of the password and an idle one.
    """
    book = xlwt.Workbook()
    book.add_sheet("S1").write(0, 0, "Xã")
    book.save(path)
    content, noise = bytearray(path.read_bytes()), random.Random(1)
    place = content.index(struct.pack("<HHH", BOF, 16, 0x0600))
    while place + 4 <= len(content) and (kind := struct.unpack_from("<H", content, place)[0]):
        (length,) = struct.unpack_from("<H", content, place + 2)
        if kind == WRITER:
            content[place : place + 10] = struct.pack("<HHHHH", PASSWORD, 54, 1, 1, 1)
            content[place + 58 : place + 62] = struct.pack("<HH", IDLE, length - 58)
        elif kind != BOF:
            clear = 4 if kind == SHEET_START else 0
            content[place + 4 + clear : place + 4 + length] = noise.randbytes(length - clear)
        place += 4 + length
    path.write_bytes(content)
