"""What looks tell beside values is seen in every kind of workbook: percentages, fonts within a text."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from desktop.excel.cells import Area
from desktop.excel.legacy_text import TCVN3, repair
from desktop.excel.old_texts import read_texts
from desktop.excel.workbooks import read_workbook
from tests.desktop.excel.binary_books import BinarySheet, Look, Rich, write_xlsb
from tests.desktop.excel.test_beside_values import ROW, open_book

OLD = ".VnTime"
PIECES = (("Tßng ", OLD), ("Thị Mai", "Arial"))
SHOWN = ("0.0%", "000000000000", "mm/yyyy", "yyyy")


def wide_book(path: Path) -> Path:
    values = (0.975, 11_080_000_011, date(2026, 3, 1), date(1985, 1, 1))
    row = [(value, Look(shown=shown)) for value, shown in zip(values, SHOWN, strict=True)]
    return write_xlsb(path, BinarySheet("A", [["Tên"], [Rich(PIECES), *row]], ["A1:E1"]))


def old_book(path: Path) -> Path:
    book = xlwt.Workbook()
    page = book.add_sheet("A")
    page.write_merge(0, 0, 0, 4, "Tên")
    page.write_rich_text(1, 0, [(text, xlwt.easyfont(f"name {font}")) for text, font in PIECES])
    values = (0.975, 11_080_000_011, date(2026, 3, 1), date(1985, 1, 1))
    for place, (value, shown) in enumerate(zip(values, SHOWN, strict=True), 1):
        page.write(1, place, value, xlwt.easyxf(num_format_str=shown))
    book.save(str(path))
    return path


def new_book(path: Path) -> Path:
    book = openpyxl.Workbook(write_only=False)
    page = book.worksheets[0]
    page["A1"] = "Tên"
    page.merge_cells("A1:E1")
    page["A2"] = CellRichText(*(TextBlock(InlineFont(rFont=font), text) for text, font in PIECES))
    values = (0.975, 11_080_000_011, date(2026, 3, 1), date(1985, 1, 1))
    for place, (value, shown) in enumerate(zip(values, SHOWN, strict=True), 2):
        page.cell(2, place, value).number_format = shown
    book.save(path)
    return path


def free_book(path: Path) -> Path:
    number = 'xmlns:n="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    shown = (
        '<n:percentage-style {} style:name="N1"><n:number n:min-integer-digits="1"/></n:percentage-style>',
        '<n:number-style {} style:name="N2"><n:number n:min-integer-digits="12"/></n:number-style>',
        '<n:date-style {} style:name="N3"><n:month/><n:text>/</n:text><n:year/></n:date-style>',
        '<n:date-style {} style:name="N4"><n:year n:style="long"/></n:date-style>',
    )
    styles = "".join(each.format(number) for each in shown) + "".join(
        f'<style:style style:name="c{place}" style:family="table-cell" style:data-style-name="N{place}"/>'
        for place in range(1, 5)
    )
    fonts = "".join(
        f'<style:style style:name="t{place}" style:family="text">'
        f'<style:text-properties style:font-name="{font}"/></style:style>'
        for place, (_text, font) in enumerate(PIECES)
    )
    spans = "".join(
        f'<text:span text:style-name="t{place}">{text.strip()}</text:span>' + "<text:s/>" * (text[-1:] == " ")
        for place, (text, _font) in enumerate(PIECES)
    )
    told = ('percentage" office:value="0.975', 'float" office:value="11080000011')
    told += ('date" office:date-value="2026-03-01', 'date" office:date-value="1985-01-01')
    cells = "".join(
        f'<table:table-cell table:style-name="c{place}" office:value-type="{value}"/>'
        for place, value in enumerate(told, 1)
    )
    title = '<table:table-cell office:value-type="string" table:number-columns-spanned="5">'
    rows = (
        ROW.format(f"{title}<text:p>Tên</text:p></table:table-cell>"),
        ROW.format(
            f'<table:table-cell office:value-type="string"><text:p>{spans}</text:p></table:table-cell>{cells}'
        ),
    )
    styles = f"<office:automatic-styles>{styles}{fonts}</office:automatic-styles>"
    return open_book(path, *rows, styles=styles)


BOOKS = {"a.xlsb": wide_book, "a.xls": old_book, "a.xlsx": new_book, "a.ods": free_book}


@pytest.mark.parametrize("name", BOOKS)
def test_that_percentages_long_numbers_months_and_years_are_known_by_their_format(
    name: str, tmp_path: Path
) -> None:
    sheet = read_workbook(BOOKS[name](tmp_path / name))[-1]
    assert [sheet.format_of(2, column) for column in range(1, 6)] == [
        "",
        "percent",
        "digits12",
        "month",
        "year",
    ]
    assert Area(1, 1, 1, 5) in sheet.merged


@pytest.mark.parametrize("name", BOOKS)
def test_that_a_text_in_two_fonts_is_repaired_piece_by_piece(name: str, tmp_path: Path) -> None:
    sheet = read_workbook(BOOKS[name](tmp_path / name))[-1]
    writings = [writing for text, writing in sheet.mixed["Tßng Thị Mai"] if text.strip()]
    assert writings == [TCVN3, ""]
    repair(sheet)
    assert sheet.value(2, 1) == "Tòng Thị Mai"


def test_that_a_text_of_an_xls_that_goes_on_in_the_next_record_is_read_with_its_fonts() -> None:
    first = struct.pack("<II", 2, 2) + struct.pack("<HB", 2, 0) + b"Xa"
    first += struct.pack("<HBH", 6, 0x08, 2) + b"Lo V"
    rest = b"\x01" + "ă ".encode("utf-16-le") + struct.pack("<HHHH", 0, 1, 3, 6)
    assert list(read_texts([first, rest[:9], rest[9:]])) == [("Xa", []), ("Lo Vă ", [(0, 1), (3, 6)])]


def test_that_a_picture_sign_in_a_text_of_an_xls_shifts_no_text_after_it() -> None:
    signs = "Bản 🏠".encode("utf-16-le")
    first = struct.pack("<II", 3, 3) + struct.pack("<HB", 6, 1) + signs + struct.pack("<HB", 3, 0)
    # The letters of the second text stand whole in the next record, which says first how wide they are.
    rest = b"\x00Pao" + struct.pack("<HB", 2, 0) + b"Xa"
    assert [text for text, _runs in read_texts([first, rest])] == ["Bản 🏠", "Pao", "Xa"]
