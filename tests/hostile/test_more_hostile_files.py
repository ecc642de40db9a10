"""Files that lie about themselves: in their zip, in their addresses, in what repeats, in their quotation."""

from __future__ import annotations

import json
import os
import random
import struct
import subprocess
import sys
import zipfile
from dataclasses import asdict
from pathlib import Path

import pytest
import xlwt

from desktop.declare.problems import Refusal
from desktop.excel.gate import Limits
from desktop.excel.workbooks import read_workbook
from tests.hostile.made import MAIN, OFFICE, Parts, link, parts, relationships, save, sheet, text

LIMITS = Limits(seconds=20)
GOOD = sheet(f'<row r="1">{text("A1", "Xã")}</row>')
BOOK_LINKS = "xl/_rels/workbook.xml.rels"
SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
OPEN_CELL = '<table:table-cell{} office:value-type="string"><text:p>x</text:p></table:table-cell>'


def refusal_of(path: Path) -> str:
    """What is said of a file; what it costs is bounded by `LIMITS`."""
    with pytest.raises(Refusal) as refused:
        read_workbook(path, limits=LIMITS)
    assert refused.value.advice and "\n" not in refused.value.message
    return refused.value.message


def one_row(cells: str) -> Parts:
    return parts(sheet(f'<row r="1">{cells}</row>'))


def led(target: str) -> Parts:
    """A workbook whose only sheet is said to stand in that part."""
    return parts(GOOD) | {BOOK_LINKS: relationships(link("r1", "worksheet", target))}


def many_sheets(count: int) -> Parts:
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, count + 1))
    spaces = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    return parts(GOOD) | {"xl/workbook.xml": f"<workbook {spaces}><sheets>{listed}</sheets></workbook>"}


ADDRESSES = ("A0", "A-1", "1A", "", "A1:B2", "$A$1", "A1.5", "A\u0663", "AAAAAAAAA1")
PACKAGES: dict[str, tuple[Parts, str]] = {
    **{f"address {place}": (one_row(text(place, "x")), "hỏng") for place in ADDRESSES},
    "address beyond": (one_row(text("A18446744073709551616", "x")), "ô A18446744073709551616"),
    **{f"row {number}": (parts(sheet(f'<row r="{number}"><c><v>1</v></c></row>')), "hỏng")
       for number in ("-1", "0", "1.5", "x", "")},
    "text beyond": (one_row('<c r="A1" t="s"><v>99999999</v></c>'), "hỏng"),
    "thousands of sheets": (many_sheets(5_000), "5000 trang tính"),
    "target outside": (led("../../../../etc/passwd"), "hỏng"),
    "target elsewhere": (led("http://a.b/sheet1.xml"), "hỏng"),
}  # fmt: skip


@pytest.mark.parametrize("name", PACKAGES)
def test_that_a_package_that_lies_is_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    content, reason = PACKAGES[name]
    assert reason in refusal_of(save(tmp_path / "a.xlsx", content))


def test_that_nothing_is_unpacked_wherever_a_part_says_it_belongs(tmp_path: Path) -> None:
    (tmp_path / "within").mkdir()
    outside: Parts = {"../evil.txt": "x", str(tmp_path / "evil.txt"): "x", "C:\\evil.txt": "x"}
    (page,) = read_workbook(save(tmp_path / "within" / "a.xlsx", parts(GOOD) | outside), limits=LIMITS)
    assert page.rows == [("Xã",)]
    assert [each.name for each in tmp_path.rglob("*")] == ["within", "a.xlsx"]


def test_that_relationships_in_a_circle_are_not_followed(tmp_path: Path) -> None:
    circle = relationships(
        link("r1", "worksheet", "sheet1.xml"), link("r2", "officeDocument", "../workbook.xml")
    )
    path = save(tmp_path / "a.xlsx", parts(GOOD) | {"xl/worksheets/_rels/sheet1.xml.rels": circle})
    assert read_workbook(path, limits=LIMITS)[0].rows == [("Xã",)]
    (page,) = read_workbook(save(tmp_path / "b.xlsx", led("workbook.xml")), limits=LIMITS)
    assert page.rows == []


@pytest.mark.parametrize(
    ("offset", "said", "reason"),
    [(24, 300, "hỏng"), (24, 0, "hỏng"), (24, 0xFFFFFFFF, "bất thường"), (42, 0x7FFFFFF0, "hỏng")],
)
def test_that_a_zip_that_lies_about_a_size_or_place_is_refused(
    offset: int, said: int, reason: str, tmp_path: Path
) -> None:
    path = save(tmp_path / "a.xlsx", one_row(text("A1", "x" * 50_000)))
    content = bytearray(path.read_bytes())
    listed = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    struct.pack_into("<I", content, listed + offset, said)
    path.write_bytes(content)
    assert reason in refusal_of(path)


def open_document(path: Path, rows: str, start: str = "") -> Path:
    body = f'<office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml",
            f"{start}<office:document-content{SPACES}><office:body>{body}</office:body></office:document-content>",
        )
    return path


def repeated(times: int | str, cell: str = OPEN_CELL.format("")) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row>'


@pytest.mark.parametrize("times", [2**31, 2**32, 2**64])
def test_that_rows_and_columns_said_to_be_there_without_end_are_refused(times: int, tmp_path: Path) -> None:
    assert "quá lớn để đọc" in refusal_of(open_document(tmp_path / "a.ods", repeated(times)))
    wide = repeated(1, OPEN_CELL.format(f' table:number-columns-repeated="{times}"'))
    assert "quá lớn để đọc" in refusal_of(open_document(tmp_path / "b.ods", wide))


@pytest.mark.parametrize("times", [-1, "abc"])
def test_that_rows_that_are_there_no_number_of_times_are_refused(times: int | str, tmp_path: Path) -> None:
    assert "hỏng" in refusal_of(open_document(tmp_path / "a.ods", repeated(times)))


def test_that_the_rows_of_an_opendocument_sheet_are_counted_from_one(tmp_path: Path) -> None:
    path = open_document(tmp_path / "a.ods", repeated(11))
    with pytest.raises(Refusal, match="11 hàng × 1 cột"):
        read_workbook(path, limits=Limits(seconds=20, rows=10))
    assert len(read_workbook(path, limits=Limits(seconds=20, rows=11))[0].rows) == 11


def test_that_an_opendocument_sheet_fetches_no_description_from_elsewhere(tmp_path: Path) -> None:
    start = '<!DOCTYPE x SYSTEM "http://a.b/x.dtd">'
    assert "không bao giờ ghi ra" in refusal_of(open_document(tmp_path / "a.ods", repeated(1), start))


LINES = {
    "one line": (b"x" * 1_000_000, "hỏng"),
    "a line of cells": (b"x," * 800, "801 cột"),
    "opened and not closed": (b'a,b\n1,2\n"x,3\n4,5\n6,7\n', "Từ dòng 3"),
    "opened twice": (b'a,b\n1,2\n"x,3\n4,5\n6,"7\n8,9\n', "Từ dòng 3"),
    "opened before much": (b'a,b\n"x,3\n' + b"4,5\n" * 50_000, "Từ dòng 2"),
}


@pytest.mark.parametrize("name", LINES)
def test_that_lines_that_would_hide_in_one_cell_are_refused(name: str, tmp_path: Path) -> None:
    content, reason = LINES[name]
    (tmp_path / "a.csv").write_bytes(content)
    assert reason in refusal_of(tmp_path / "a.csv")


def test_that_harmless_marks_of_quotation_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'a,b\n"x\ny",3\n5" pipe,4\n"q" ,"r""s"\nz,"t\n')
    (page,) = read_workbook(tmp_path / "a.csv", limits=LIMITS)
    assert page.rows == [("a", "b"), ("x\ny", "3"), ('5" pipe', "4"), ("q ", 'r"s'), ("z", "t\n")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_that_wide_letters_are_known_without_their_mark(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("Xã,Bản\nNa Son,Phiêng Đất\n".encode(encoding))
    assert read_workbook(tmp_path / "a.csv", limits=LIMITS)[0].rows[1] == ("Na Son", "Phiêng Đất")


def test_that_zeros_among_the_letters_of_a_csv_make_it_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n1\x00,2\n" + bytes(60))
    assert "không phải là sổ tính" in refusal_of(tmp_path / "a.csv")


def old_book(path: Path) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("S1")
    for row in range(300):
        page.write(row, 0, f"Lò Văn {row}")
        page.write(row, 1, row / 7)
    book.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("seed", range(4))
def test_that_noise_within_an_old_workbook_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    """Sectors that lead to each other in a circle, and letters of noise after a valid beginning."""
    path, noise = tmp_path / "a.xls", random.Random(seed)
    content = bytearray(old_book(path))
    if seed % 2:
        table = 512 * (struct.unpack_from("<I", content, 76)[0] + 1)
        for _turn in range(5):
            struct.pack_into("<I", content, table + 4 * noise.randrange(60), noise.randrange(60))
    else:
        content[1_000:] = noise.randbytes(len(content) - 1_000)
    path.write_bytes(content)
    try:
        read_workbook(path, limits=LIMITS)
    except Refusal as refused:
        assert refused.message and refused.advice


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds by a job, which only Windows can show")
def test_that_the_reading_process_bounds_itself(tmp_path: Path) -> None:
    """Not only its parent's clock: a process that wants more is ended by the system it runs on."""
    limits = asdict(Limits(memory_bytes=300 << 20, seconds=7))
    asked = (
        "import json, sys, resource; from desktop.excel.bounds import bound_this_process;"
        "told = json.loads(sys.argv[1]); bound_this_process(told['memory_bytes'], told['seconds']);"
        "print(*(resource.getrlimit(each)[0] for each in "
        "(resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked, json.dumps(limits)], capture_output=True, text=True, env=os.environ
    )
    assert answer.stdout.split() == [str(300 << 20), "7", "0"]
