"""Asks whether an error cell is seen in every kind of workbook, and a number that only looks like a day."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt

from desktop.excel.cells import Area, Run, SheetCells
from desktop.excel.gate import Refused
from desktop.excel.legacy_text import TCVN3, VNI
from desktop.excel.workbooks import read_workbook
from tests.desktop.excel.binary_books import record, wide

CODES = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}
NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}


def read(path: Path) -> SheetCells:
    return read_workbook(path)[-1]


def old_book(path: Path) -> Path:
    """An .xls of two sheets: typed errors, a formula's error, numbers below one under a date."""
    book = xlwt.Workbook()
    book.add_sheet("Một").row(8).set_cell_error(8, CODES["#N/A"])
    page = book.add_sheet("Hai")
    page.write(0, 0, "Kinh phí")
    page.row(1).set_cell_error(0, CODES["#N/A"])
    page.write(2, 0, xlwt.Formula("1/0"))
    as_date = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for row, number in enumerate((0, -5, -0.25, 45_000, -1_234_567.5), 3):
        page.write(row, 0, number, as_date)
    page.write(8, 0, -7)
    book.save(str(path))
    # What Excel stores for a formula that failed; the library that writes the rest stores no result at all.
    unknown, failed = b"\x03\0\0\0\0\0\xff\xff", b"\x02\0\x07\0\0\0\xff\xff"
    content = path.read_bytes()
    assert content.count(unknown) == 1
    path.write_bytes(content.replace(unknown, failed))
    return path


def cell(kind: int, column: int, content: bytes) -> bytes:
    return record(kind, struct.pack("<II", column, 0) + content)


def sheet_of(rows: Iterable[bytes], columns: bytes = b"", hidden: int = -1) -> bytes:
    lines = (
        record(0, struct.pack("<IIHBBI", row, 0, 300, 0, 0x10 * (row == hidden), 0)) + cells
        for row, cells in enumerate(rows)
    )
    extent = record(148, struct.pack("<IIII", 0, 9, 0, 9))
    return record(129) + extent + columns + record(145) + b"".join(lines) + record(146) + record(130)


def binary_book(path: Path, sheet: bytes = b"", styles: bytes = b"") -> Path:
    """An .xlsb, written record by record."""
    rows = [
        cell(6, 0, wide("Kinh phí")) + cell(3, 1, bytes([CODES["#REF!"]])),
        cell(11, 0, bytes([CODES["#DIV/0!"]]) + struct.pack("<HII", 0, 0, 0)),
        cell(2, 0, struct.pack("<i", -5 << 2 | 2)) + cell(5, 1, struct.pack("<d", 1.5)),
    ]
    bundle = struct.pack("<II", 0, 1) + wide("rId1") + wide("Trang")
    book = record(131) + record(143) + record(156, bundle) + record(144) + record(132)
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        parts.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{link}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        parts.writestr("xl/workbook.bin", book)
        parts.writestr("xl/worksheets/sheet1.bin", sheet or sheet_of(rows))
        if styles:
            parts.writestr("xl/styles.bin", styles)
    return path


def open_book(path: Path, *rows: str, styles: str = "") -> Path:
    """An .ods of an empty sheet and one of these rows."""
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
    tables = (
        '<table:table table:name="Một"/>' + f'<table:table table:name="Hai">{"".join(rows)}</table:table>'
    )
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
        parts.writestr(
            "content.xml",
            f"<office:document-content {spaces}>{styles}<office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
FAILED = (
    '<table:table-cell {more} table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>{shown}</text:p></table:table-cell>'
)
ROW = "<table:table-row>{}</table:table-row>"


def test_that_errors_of_an_xls_are_seen_on_their_own_sheet(tmp_path: Path) -> None:
    first, second = read_workbook(old_book(tmp_path / "a.xls"))
    assert first.errors == {(9, 9): "#N/A"}
    assert second.errors == {(2, 1): "#N/A", (3, 1): "#DIV/0!"}
    assert [second.value(row, 1) for row in (1, 2, 3)] == ["Kinh phí", None, None]


def test_that_errors_of_an_xlsb_are_seen(tmp_path: Path) -> None:
    sheet = read(binary_book(tmp_path / "a.xlsb"))
    assert sheet.errors == {(1, 2): "#REF!", (2, 1): "#DIV/0!"}
    assert [sheet.value(1, 1), sheet.value(3, 1), sheet.value(3, 2)] == ["Kinh phí", -5, 1.5]


def test_that_errors_of_an_ods_are_seen_behind_repeated_cells(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="3"/>'
    note = TEXT.format("x").replace(
        "<text:p>", "<office:annotation><text:p>#N/A</text:p></office:annotation><text:p>"
    )
    rows = [
        ROW.format(TEXT.format("#N/A") + note),
        f'<table:table-row table:number-rows-repeated="4">{empty}</table:table-row>',
        ROW.format(empty + FAILED.format(more="", shown="#DIV/0!") + TEXT.format("y")),
        ROW.format(
            FAILED.format(more='table:number-columns-repeated="2"', shown="Err:508")
            + TEXT.format("#REF!").replace("office:value-type", 'table:formula="of:=x" office:value-type')
        ),
    ]
    sheet = read(open_book(tmp_path / "a.ods", *rows))
    assert sheet.errors == {(6, 4): "#DIV/0!", (7, 1): "Err:508", (7, 2): "Err:508", (7, 3): "#REF!"}
    assert (sheet.value(1, 1), sheet.value(6, 5), sheet.value(7, 3)) == ("#N/A", "y", None)


def test_that_an_error_over_a_whole_sheet_is_named_once(tmp_path: Path) -> None:
    wide_row = FAILED.format(more='table:number-columns-repeated="700"', shown="#N/A")
    many = f'<table:table-row table:number-rows-repeated="1000">{wide_row}</table:table-row>'
    assert read(open_book(tmp_path / "a.ods", many)).errors == {(1, 1): "#N/A"}


def new_book(path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row, number in enumerate((0, -5, -0.25, 45_000, -1_234_567.5), 4):
        page.cell(row, 1, number).number_format = "dd/mm/yyyy"
    page.cell(9, 1, -7)
    book.save(path)
    return path


@pytest.mark.parametrize(("make", "name"), [(old_book, "a.xls"), (new_book, "a.xlsx")])
def test_that_a_number_under_a_date_stays_a_number(
    tmp_path: Path, make: Callable[[Path], Path], name: str
) -> None:
    sheet = read(make(tmp_path / name))
    assert [sheet.value(row, 1) for row in range(4, 10)] == [
        0, -5, -0.25, date(2023, 3, 15), -1_234_567.5, -7,
    ]  # fmt: skip
    assert sheet.undated == {(4, 1), (5, 1), (6, 1), (8, 1)}


def test_that_a_number_under_a_date_of_an_ods_stays_a_number(tmp_path: Path) -> None:
    dated = '<table:table-cell office:value-type="date" office:date-value="{}"/>'
    rows = [ROW.format(dated.format(day)) for day in ("1899-12-30", "1899-12-25", "2023-03-15")]
    sheet = read(open_book(tmp_path / "a.ods", *rows))
    assert [row[0] for row in sheet.rows] == [0, -5, date(2023, 3, 15)]
    assert sheet.undated == {(1, 1), (2, 1)}


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
@pytest.mark.parametrize(("make", "name"), [(old_book, "a.xls"), (binary_book, "a.xlsb")])
def test_that_a_stream_that_ends_too_soon_is_refused_or_read(
    tmp_path: Path, make: Callable[[Path], Path], name: str, cut: float
) -> None:
    path = make(tmp_path / name)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * cut)])
    try:
        read_workbook(path)
    except Refused as refused:
        assert refused.advice


def test_that_an_xls_tells_what_is_struck_out_and_hidden(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Hộ")
    struck = xlwt.easyxf("font: struck_out on")
    for row in range(4):
        page.write(row, 0, f"Hộ {row}", struck if row == 2 else xlwt.Style.default_style)
        page.write(row, 1, row + 0.5, struck if row == 2 else xlwt.Style.default_style)
    page.row(3).hidden = True
    page.col(1).hidden = True
    book.save(str(tmp_path / "a.xls"))
    (sheet,) = read_workbook(tmp_path / "a.xls")
    assert sheet.struck == {(3, 1), (3, 2)} and sheet.is_struck(3) and not sheet.is_struck(1)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {2})


def test_that_an_ods_tells_what_is_struck_out_hidden_and_merged(tmp_path: Path) -> None:
    styles = (
        '<office:automatic-styles><style:style style:name="ce1" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="ce2" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="none"/></style:style>'
        "</office:automatic-styles>"
    )
    filled = '<table:table-cell {} office:value-type="string"><text:p>Lò A</text:p></table:table-cell>'
    wide = filled.format('table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    cell = filled.format('table:style-name="{}"')
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>',
        ROW.format(wide),
        ROW.format(cell.format("ce1") + cell.format("ce2")),
        '<table:table-row table:visibility="filter">' + cell.format("ce2") + "</table:table-row>",
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048000">'
        "<table:table-cell/></table:table-row>",
    )
    sheet = read(open_book(tmp_path / "a.ods", *rows, styles=styles))
    assert sheet.struck == {(2, 1)}
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {2})
    assert sheet.merged == [Area(1, 1, 1, 2)]


def test_that_the_fonts_of_an_ods_are_known(tmp_path: Path) -> None:
    style = '<style:style style:name="{}" style:family="table-cell"><style:text-properties {}/></style:style>'
    styles = style.format("a", 'style:font-name="VNI-Times"') + style.format(
        "b", "fo:font-family=\"'.VnTime'\""
    )
    filled = 'office:value-type="string"><text:p>A</text:p></table:table-cell>'
    cell = '<table:table-cell table:style-name="{}" ' + filled
    rows = [ROW.format(cell.format(name)) for name in "acbb"]
    sheet = read(
        open_book(
            tmp_path / "a.ods", *rows, styles=f"<office:automatic-styles>{styles}</office:automatic-styles>"
        )
    )
    assert sheet.writings == {1: [Run(1, 1, VNI), Run(3, 4, TCVN3)]}


def test_that_an_xlsb_tells_its_fonts_and_what_is_struck_out_or_hidden(tmp_path: Path) -> None:
    fonts = (("Arial", 0), (".VnTime", 0), ("Arial", 0x08))
    styles = b"".join(
        record(43, struct.pack("<HHHHBBBB", 220, flags, 400, 0, 0, 0, 0, 0) + bytes(9) + wide(name))
        for name, flags in fonts
    )
    formats = b"".join(record(47, struct.pack("<HHH", 0, 0, font) + bytes(10)) for font in (0, 1, 2))
    styles = (
        styles
        + record(47, struct.pack("<HHH", 0, 0, 2) + bytes(10))
        + record(617, struct.pack("<I", 3))
        + formats
        + record(618)
    )
    texts = [record(6, struct.pack("<II", 0, style) + wide("Lò A")) for style in (0, 1, 2)]
    columns = record(390) + record(60, struct.pack("<IIIIH", 1, 1, 2000, 0, 1)) + record(391)
    path = binary_book(tmp_path / "a.xlsb", sheet_of(texts, columns, hidden=2), styles)
    sheet = read(path)
    assert sheet.writings == {1: [Run(2, 2, TCVN3)]}
    assert (sheet.struck, sheet.hidden_rows, sheet.hidden_columns) == ({(3, 1)}, {3}, {2})
