"""Makes the smallest workbooks part by part, good ones and bad ones; knows nothing of who reads them."""

from __future__ import annotations

import zipfile
from pathlib import Path

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
