"""Reading a foreign workbook of 20 columns against inflating it and running libexpat over it.

`here` is the work alone, `child` all of it as the program does it: its process, the blocks back, the rows.
"""

from __future__ import annotations

import re
import zipfile
from html import escape, unescape
from pathlib import Path
from xml.parsers import expat

import openpyxl
from made_rows import HEADINGS, made_rows
from measure import BUILD, Target, Work, run

from desktop.excel.gate import Limits
from desktop.excel.reader import read_into
from desktop.excel.workbooks import read_workbook

INLINE = re.compile(r't="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>')
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
TYPES = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{CONTENT}"/></Types>'
RELATION = f'<Relationship Id="strings" Target="sharedStrings.xml" Type="{SHARED}"/></Relationships>'


def workbook(rows: int) -> Path:
    """A workbook with its texts in a table of their own, as Excel writes it; made once."""
    path = BUILD / f"read-{rows}.xlsx"
    if not path.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Danh sách")
        sheet.append(HEADINGS)
        for row in made_rows(rows):
            sheet.append(row)
        book.save(path.with_suffix(".inline"))
        share_texts(path.with_suffix(".inline"), path)
    return path


def share_texts(inline: Path, shared: Path) -> None:
    """openpyxl writes texts into their cells; Excel numbers them and keeps them in another part."""
    texts: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        return f't="s"><v>{texts.setdefault(found[1], len(texts))}</v></c>'

    with zipfile.ZipFile(inline) as old, zipfile.ZipFile(shared, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            xml = old.read(name).decode().replace("</Types>", TYPES)
            if name == "xl/_rels/workbook.xml.rels":
                xml = xml.replace("</Relationships>", RELATION)
            new.writestr(name, INLINE.sub(number, xml).replace(' t="n"', ""))
        table = "".join(f"<si><t>{escape(unescape(text), quote=False)}</t></si>" for text in texts)
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{table}</sst>')


def floor(rows: int) -> Work:
    path = workbook(rows)

    def work() -> None:
        with zipfile.ZipFile(path) as parts:
            for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
                expat.ParserCreate().Parse(parts.read(name), True)

    return work


def here(rows: int) -> Work:
    path = workbook(rows)
    return lambda: read_into(path, len, Limits())


def child(rows: int) -> Work:
    path = workbook(rows)
    return lambda: read_workbook(path)


if __name__ == "__main__":
    cases = {"floor": floor, "here": here, "child": child}
    run(
        "excel read",
        cases,
        {"here": Target(2.5, peak_mb=120), "child": Target(2.5, peak_mb=120)},
        rows=50_000,
    )
