"""Files that must not harm: each is refused or read, soon, in bounds, with a sentence."""

from __future__ import annotations

import os
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt

from desktop.declare.problems import Refusal
from desktop.excel.gate import Limits
from desktop.excel.workbooks import SheetCells, read_workbook
from tests.hostile.made import (
    MAIN,
    Parts,
    locked_old_book,
    locked_open_document,
    parts,
    save,
    sheet,
    text,
)

GOOD = sheet(f'<row r="1">{text("A1", "Xã")}</row>')
LIMITS = Limits(seconds=20)
SHEET = "xl/worksheets/sheet1.xml"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_part(name: str, content: str | bytes = "x") -> Parts:
    return parts(GOOD) | {name: content}


def beginning(name: str, start: str) -> Parts:
    """A workbook one of whose small parts begins so."""
    return parts(GOOD) | {name: start + str(parts(GOOD)[name])}


def nested(levels: int) -> str:
    return "<a>" * levels + "</a>" * levels


def with_start(start: str) -> Parts:
    return parts(start + GOOD)


def cells(*addresses: str) -> Parts:
    rows = "".join(f"<row>{text(address, 'x')}</row>" for address in addresses)
    return parts(sheet(rows))


LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
ENCODED = '<?xml version="1.0" encoding="no-such-encoding"?>'
FAR_MERGE = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
MANY_MERGES = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 30_000))

PACKAGES: dict[str, tuple[Parts, str]] = {
    "bomb": (with_part("xl/media/a.xml", b"\0" * 20_000_000), "bất thường"),
    "bomb_of_texts": (with_part("xl/sharedStrings.xml", " " * 300_000_000), "bất thường"),
    "many_parts": (parts(GOOD) | {f"a/{number}.txt": "" for number in range(2500)}, "bất thường"),
    "laughs": (with_start(LAUGHS), "không bao giờ ghi ra"),
    "laughs_in_texts": (with_part("xl/sharedStrings.xml", LAUGHS + "<sst/>"), "không bao giờ ghi ra"),
    "external_entity": (with_start(EXTERNAL), "không bao giờ ghi ra"),
    "laughs_in_book": (beginning("xl/workbook.xml", LAUGHS), "không bao giờ ghi ra"),
    "laughs_in_types": (beginning("[Content_Types].xml", LAUGHS), "không bao giờ ghi ra"),
    "external_in_links": (beginning("xl/_rels/workbook.xml.rels", EXTERNAL), "không bao giờ ghi ra"),
    "strange_encoding": (with_start(ENCODED), "không bao giờ ghi ra"),
    "wide_letters": (with_part(SHEET, GOOD.encode("utf-16")), "không bao giờ ghi ra"),
    "two_corners": (cells("A1", "XFD1048576"), "ô XFD1048576"),
    "endless_row": (cells("A99999999"), "ô A99999999"),
    "all_columns": (cells("A1", "XFD1"), "ô XFD1"),
    "sparse": (cells("A1", "ZZ150000"), "150000 hàng × 702 cột"),
    "far_merge": (parts(sheet("", after=FAR_MERGE)), "gộp ô"),
    "many_merges": (parts(sheet("", after=f"<mergeCells>{MANY_MERGES}</mergeCells>")), "gộp ô"),
    "macros": (with_part("xl/vbaProject.bin"), "macro"),
    "embedded": (with_part("xl/embeddings/oleObject1.bin"), "đối tượng nhúng"),
    "active": (with_part("xl/activeX/activeX1.xml"), "macro"),
    "connections": (with_part("xl/connections.xml"), "kết nối"),
    "no_sheets": (parts(), "không có trang tính"),
    "many_sheets": (parts(*[GOOD] * 201), "201 trang tính"),
    "lost_sheet": ({k: v for k, v in parts(GOOD).items() if "sheet1" not in k}, "hỏng"),
    "word": ({"word/document.xml": "<w/>"}, "không phải là sổ tính"),
    "deep": (parts(sheet("", before=nested(100_000))), "không bao giờ ghi ra"),
    "deep_in_texts": (with_part("xl/sharedStrings.xml", f"<sst>{nested(200_000)}</sst>"), "bất thường"),
    "deep_in_row": (parts(sheet(f'<row r="1"><c r="A1">{nested(300_000)}</c></row>')), "bất thường"),
    "cut_xml": (parts(GOOD[:-40]), "hỏng"),
    "no_styles_but_one": (with_part("xl/styles.xml", "<styleSheet"), "hỏng"),
}


def refuse(path: Path) -> Refusal:
    """What is said of a file; that it is said in time the program itself sees to, by `LIMITS`."""
    with pytest.raises(Refusal) as refused:
        read_workbook(path, limits=LIMITS)
    assert "quá nhiều bộ nhớ hoặc thời gian" not in refused.value.message
    assert refused.value.message and refused.value.advice
    return refused.value


@pytest.mark.parametrize("name", PACKAGES)
def test_that_a_hostile_package_is_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    content, reason = PACKAGES[name]
    assert reason in refuse(save(tmp_path / f"{name}.xlsx", content)).message


def test_that_macros_of_a_workbook_that_says_so_are_not_run_and_told(tmp_path: Path) -> None:
    path = save(tmp_path / "m.xlsm", with_part("xl/vbaProject.bin"))
    assert all(sheet.has_macros for sheet in read_workbook(path, limits=LIMITS))
    path = save(tmp_path / "a.xlsm", with_part("xl/activeX/activeX1.xml"))
    assert "macro" in refuse(path).message


def big_around(rows: str) -> Parts:
    """A sheet so large that its values are read while it is still looked through."""
    many = "".join(f'<row r="{n}">{text(f"A{n}", "x" * 100)}</row>' for n in range(2, 60_000))
    return parts(sheet(f'<row r="1">{text("A1", "x")}</row>{many}{rows}'))


def test_that_a_lonely_far_cell_of_a_large_sheet_is_named(tmp_path: Path) -> None:
    path = save(tmp_path / "far.xlsx", big_around(f'<row r="1048576">{text("XFD1048576", "x")}</row>'))
    assert "ô XFD1048576" in refuse(path).message


def test_that_an_error_far_down_a_large_sheet_is_found(tmp_path: Path) -> None:
    rows = '<row r="60001"><c r="B60001" t="e"><f>NA()</f><v>#N/A</v></c></row>'
    (page,) = read_workbook(save(tmp_path / "error.xlsx", big_around(rows)), limits=LIMITS)
    assert (len(page.rows), page.errors) == (60_001, {(60_001, 2): "#N/A"})


def truncated(path: Path) -> None:
    save(path, parts(sheet("".join(f'<row r="{n}">{text(f"A{n}", str(n))}</row>' for n in range(1, 5000)))))
    path.write_bytes(path.read_bytes()[:-1000])


def twice(path: Path) -> None:
    save(path, parts(GOOD))
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr("xl/worksheets/sheet1.xml", GOOD)


def locked(path: Path) -> None:
    path.write_bytes(COMPOUND + bytes(512) + "EncryptedPackage".encode("utf-16-le"))


def flipped(path: Path) -> None:
    save(path, parts(GOOD))
    content = bytearray(path.read_bytes())
    content[content.index(b"sheet1.xml") + 30] ^= 0xFF
    path.write_bytes(content)


def old_book_with_new_name(path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("S1").write(0, 0, "x")
    book.save(path)


FILES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "empty": ("a.xlsx", lambda path: path.write_bytes(b""), "rỗng"),
    "truncated": ("a.xlsx", truncated, "hỏng"),
    "flipped": ("a.xlsx", flipped, "hỏng"),
    "locked": ("a.xlsx", locked, "mật khẩu"),
    "old_locked": ("a.xls", locked_old_book, "mật khẩu"),
    "open_document_locked": ("a.ods", locked_open_document, "mật khẩu"),
    "one_name_twice": ("a.xlsx", twice, "hỏng"),
    "old_called_new": ("a.xlsx", old_book_with_new_name, "bên trong là tệp .xls"),
    "new_called_old": ("a.xls", lambda path: save(path, parts(GOOD)), "bên trong là tệp .xlsx"),
    "web_page": ("a.xls", lambda path: path.write_text("<html><table><tr><td>1"), "trang web"),
    "xml_of_2003": ("a.xls", lambda path: path.write_text('<?xml version="1.0"?><Workbook/>'), "XML"),
    "csv_called_new": ("a.xlsx", lambda path: path.write_text("a;b\n1;2\n"), "CSV"),
    "picture": (
        "a.xlsx",
        lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)),
        "không phải là sổ",
    ),
    "missing": ("a.xlsx", lambda path: None, "Không thấy tệp"),
    "folder": ("a.xlsx", lambda path: path.mkdir(), "không phải là một tệp"),
    "pipe": ("a.xlsx", getattr(os, "mkfifo", os.mkdir), "không phải là một tệp"),
    "endless_name": (f"{'a' * 300}.xlsx", lambda path: None, "Không mở được"),
    "endless_csv": ("a.csv", lambda path: path.write_text("1,2\n" * 200_001), "200001 hàng"),
    "old_but_noise": (
        "a.xls",
        lambda path: path.write_bytes(COMPOUND + "Workbook".encode("utf-16-le") * 99),
        "hỏng",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_that_a_file_that_is_no_workbook_is_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    file_name, make, reason = FILES[name]
    path = tmp_path / file_name
    make(path)
    assert reason in refuse(path).message


def test_that_odd_but_harmless_sheets_of_one_workbook_are_all_read(tmp_path: Path) -> None:
    declared = sheet(f'<row r="2">{text("B2", "x")}</row>', before='<dimension ref="A1:XFD1048576"/>')
    painted = sheet(f'<row r="2">{text("B2", "x")}</row><row r="1048576"><c r="XFD1048576" s="0"/></row>')
    formulas = sheet('<row r="1"><c r="A1"><f>SUM(B1)</f></c><c r="B1"><f>1+1</f><v>2</v></c></row>')
    infinite = sheet(
        '<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>7</v></c></row>'
    )
    errors = sheet('<row r="3"><c r="C3" t="e"><f>NA()</f><v>#N/A</v></c></row>')
    spilled = sheet(
        f'<row r="1">{text("A1", "x")}<c r="B1" t="e"><v>#SPILL!</v></c><c r="C1"><v>5</v></c></row>'
    )
    prefixed = sheet(f'<row r="1">{text("A1", "x")}<c r="B1" t="e"><v>#REF!</v></c></row>')
    for tag in ("worksheet", "sheetData", "row", "c", "is", "t", "v"):
        prefixed = re.sub(rf"<(/?){tag}\b", rf"<\1x:{tag}", prefixed)
    prefixed = prefixed.replace("xmlns=", "xmlns:x=")
    content = parts(declared, painted, formulas, infinite, errors, spilled, prefixed)
    content["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{MAIN}"/>'
    read = read_workbook(save(tmp_path / "odd.xlsx", content), limits=LIMITS)

    def filled(page: SheetCells) -> dict[tuple[int, int], object]:
        return {
            (row, column): value
            for row, values in enumerate(page.rows, 1)
            for column, value in enumerate(values, 1)
            if value is not None
        }

    assert all(page.has_links for page in read)
    assert [filled(page) for page in read] == [
        {(2, 2): "x"}, {(2, 2): "x"}, {(1, 2): 2}, {(1, 3): 7}, {}, {(1, 1): "x", (1, 3): 5}, {(1, 1): "x"},
    ]  # fmt: skip
    assert [page.errors for page in read] == [
        {}, {}, {}, {(1, 1): "#NUM!", (1, 2): "#NUM!"},
        {(3, 3): "#N/A"}, {(1, 2): "#SPILL!"}, {(1, 2): "#REF!"},
    ]  # fmt: skip
    assert read[2].uncalculated == {(1, 1)}


def test_that_a_process_that_wants_too_much_memory_or_time_is_ended(tmp_path: Path) -> None:
    path = save(tmp_path / "big.xlsx", big_around(""))
    for limits in (Limits(memory_bytes=40 << 20), Limits(seconds=0)):
        with pytest.raises(Refusal, match="quá nhiều bộ nhớ hoặc thời gian"):
            read_workbook(path, limits=limits)
