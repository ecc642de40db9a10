"""Errors go into the officer's own workbook, all else in it stays, and corrected it comes in."""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest

from desktop.declare.problems import Refusal
from desktop.excel.workbooks import read_workbook
from desktop.workspace import Workspace
from desktop.workspace.import_result import ImportResult
from desktop.workspace.importing import accept, own_sources, recognise_files, write_own_corrections
from tests.desktop.excel.lists import register
from tests.desktop.excel.officers import BOXES, NOTES, ROWS, SHEET, STYLES, officers
from tests.hostile.made import text

LISTS = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return register(tmp_path)


def brought(workspace: Workspace, file: Path) -> ImportResult:
    return accept(workspace, recognise_files(workspace, [file]))


def counted(result: ImportResult) -> tuple[int, int, int]:
    (table,) = (table for table in result.tables if table.record_type is not None)
    return table.new, table.unchanged, table.refused


def marked(workspace: Workspace, file: Path, name: str = "gửi lại") -> Path:
    written = write_own_corrections(brought(workspace, file), file.with_name(f"{name}.xlsx"))[0]
    assert written.why == ""
    return written.path


def opened(file: Path) -> openpyxl.Workbook:
    """As openpyxl sees it, which says what it will not keep when it saves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(file)


def parts_of(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("kind", [".xlsx", ".xlsm"])
def test_that_every_part_without_a_mark_stays_byte_for_byte(
    workspace: Workspace, tmp_path: Path, kind: str
) -> None:
    file = officers(tmp_path / f"giếng{kind}")
    copy = marked(workspace, file)
    assert copy.suffix == kind
    before, after = parts_of(file), parts_of(copy)
    touched = {name for name, content in before.items() if after[name] != content}
    assert touched == {SHEET, STYLES, NOTES, BOXES, *LISTS}
    assert file.read_bytes() != copy.read_bytes()


def test_that_the_sheet_keeps_all_it_had_but_for_the_style_of_bad_cells(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = officers(tmp_path / "giếng.xlsx")
    was, now = parts_of(file)[SHEET].decode(), parts_of(marked(workspace, file))[SHEET].decode()
    assert now.partition("</sheetData>")[2] == was.partition("</sheetData>")[2], "lists, table, protection"
    assert '<row r="4" spans="1:8" ht="31.5" customHeight="1">' in now
    assert '<c r="F3" s="2"><f>20000000*2</f><v>40000000</v></c>' in now
    assert '<dimension ref="A1:H5"/>' in now and "tabSelected" not in now
    widths = re.findall(r'<col min="(\d+)" max="(\d+)"', now)
    assert widths == [("1", "1"), ("3", "7"), ("8", "8"), ("9", "16384")]
    bare = re.sub(r'<c r="H\d+"[^>]*>.*?</c>|<c r="C5"[^>]*/>', "", now.partition("<sheetData>")[2])
    styles = re.compile(r'\s(?:s|spans)="[\d:]+"')
    assert styles.sub("", bare) == styles.sub("", was.partition("<sheetData>")[2])


def test_that_bad_cells_are_coloured_noted_and_listed(workspace: Workspace, tmp_path: Path) -> None:
    book = opened(marked(workspace, officers(tmp_path / "giếng.xlsx")))
    page = book["Giếng"]
    assert [page[cell].fill.fgColor.rgb[:4] for cell in ("E4", "C5", "F5")] == ["FFF8"] * 3
    assert page["F3"].fill.fill_type is None
    assert (page["F5"].number_format, page["F5"].alignment.horizontal) == ("#,##0", "right")
    assert page["C5"].number_format == "mm-dd-yy", "an empty cell looked as its row does"
    assert (page["H2"].value, page["H3"].value) == ("Lỗi cần sửa", None)
    assert "Số khẩu: “mười”" in str(page["H4"].value)
    assert "Bản: " in str(page["H5"].value) and "W-01" in str(page["H5"].value)
    notes = {cell: page[cell].comment for cell in ("B3", "E4", "F5")}
    texts = {cell: note.text for cell, note in notes.items() if note is not None}
    assert texts["B3"] == "Hộ mới"
    assert texts["E4"].startswith("Hỏi lại bản\nLỗi cần sửa\n“mười”")
    assert texts["F5"].startswith("Lỗi cần sửa\nNSTW 48.000.000")


def test_that_a_page_in_front_counts_and_leads_to_the_cells(workspace: Workspace, tmp_path: Path) -> None:
    book = opened(marked(workspace, officers(tmp_path / "giếng.xlsx")))
    assert book.sheetnames == ["Lỗi cần sửa", "Giếng", "Danh mục", "_ntp_loi"]
    assert book["_ntp_loi"].sheet_state == "veryHidden" and book.active is book["Lỗi cần sửa"]
    assert book["Giếng"].print_title_rows == "$2:$2"
    cells = [cell for row in book["Lỗi cần sửa"].iter_rows() for cell in row]
    assert "3 dòng đọc, 1 dòng đã nhận, 2 dòng phải sửa" in [cell.value for cell in cells]
    links = {cell.value: cell.hyperlink.location for cell in cells if cell.hyperlink}
    assert links["E4"] == "'Giếng'!E4" and {"C5", "F5"} <= links.keys()


def corrected(copy: Path, **values: object) -> Path:
    """As a workbook program saves it: styles numbered anew, texts elsewhere."""
    book = opened(copy)
    # openpyxl keeps no value of a formula, as other programs do.
    for cell, value in {"F3": 40_000_000, **values}.items():
        book["Giếng"][cell] = value
    book.save(copy)
    return copy


def test_that_the_corrected_copy_brings_the_rest_and_nothing_twice(
    workspace: Workspace, tmp_path: Path
) -> None:
    copy = marked(workspace, officers(tmp_path / "giếng.xlsx"))
    again = brought(workspace, copy)
    assert counted(again) == (0, 1, 2)
    assert any("giếng.xlsx" in note for note in again.tables[0].found.notes)
    assert [table.sheet for table in again.tables] == ["Giếng", "Danh mục"]
    result = brought(workspace, corrected(copy, E4=10, C5="Bản Sam Phát", F5=38_000_000))
    assert counted(result) == (2, 1, 0), result.problems


def test_that_a_second_round_takes_the_marks_of_the_first_away(workspace: Workspace, tmp_path: Path) -> None:
    copy = corrected(marked(workspace, officers(tmp_path / "giếng.xlsx")), C5="Bản Sam Phát", F5=38_000_000)
    second = marked(workspace, copy, "lần hai")
    book = opened(second)
    page = book["Giếng"]
    assert book.sheetnames == ["Lỗi cần sửa", "Giếng", "Danh mục", "_ntp_loi"]
    assert [page["F5"].fill.fill_type, page["C5"].fill.fill_type] == [None, None]
    assert page["F5"].number_format == "#,##0" and page["F5"].comment is None
    assert page["E4"].comment is not None and page["E4"].comment.text.count("Lỗi cần sửa") == 1
    assert page["B3"].comment is not None and page["B3"].comment.text == "Hộ mới"
    assert [page.cell(row, 8).value is not None for row in (2, 3, 4, 5)] == [True, False, True, False]
    assert page.max_column == 8
    third = corrected(second, E4=4)
    assert counted(brought(workspace, third)) == (1, 2, 0)


def test_that_an_unmarked_cell_looks_again_as_before(workspace: Workspace, tmp_path: Path) -> None:
    copy = corrected(marked(workspace, officers(tmp_path / "giếng.xlsx")), E4=4)
    second = opened(marked(workspace, copy, "lần hai"))["Giếng"]
    assert second["E4"].fill.fgColor.rgb == "FFFFFF00" and second["E4"].number_format == "@"
    assert second["E4"].comment is not None and second["E4"].comment.text == "Hỏi lại bản"
    assert second["F5"].fill.fgColor.rgb.startswith("FFF8")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"_xmlsignatures/sig1.xml": b"<a/>"}, "chữ ký số"),
        ({"xl/revisions/revisionHeaders.xml": b"<a/>"}, "nhiều người cùng sửa"),
        ({"xl/comments1.xml": b"<a/>"}, "không dám sửa"),
    ],
)
def test_that_a_workbook_that_would_be_harmed_is_left_alone(
    workspace: Workspace, tmp_path: Path, more: dict[str, bytes], reason: str
) -> None:
    file = officers(tmp_path / "giếng.xlsx", **more)
    written = write_own_corrections(brought(workspace, file), tmp_path / "sửa.xlsx")[0]
    assert reason in written.why and written.why.startswith("Ghi các dòng bị trả lại ra tệp riêng vì")
    rows = opened(written.path).worksheets[0].iter_rows(values_only=True)
    assert any("Lý do trả lại" in row for row in rows)
    assert not list(tmp_path.glob("*.part"))


def test_that_rows_written_in_a_strange_manner_are_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    odd = tuple(row.replace('<row r="4"', "<!-- ? --><row") for row in ROWS)
    file = officers(tmp_path / "giếng.xlsx", odd)
    result = brought(workspace, file)
    assert "không dám sửa" in write_own_corrections(result, tmp_path / "sửa.xlsx")[0].why


def test_that_nothing_is_written_over_the_workbook_nor_into_another_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = officers(tmp_path / "giếng.xlsx")
    result = brought(workspace, file)
    with pytest.raises(Refusal, match="chính là tệp đang nhập"):
        write_own_corrections(result, tmp_path / "." / "giếng.xlsm")
    officers(file, ROWS[:2])
    with pytest.raises(Refusal, match="đã bị sửa"):
        write_own_corrections(result, tmp_path / "sửa.xlsx")
    assert not (tmp_path / "sửa.xlsx").exists()


def test_that_the_rows_alone_go_back_of_other_kinds_of_files(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "giếng.csv"
    file.write_text("Họ và tên chủ hộ,Bản,Số khẩu,Số quyết định\nLò A,Bản Na Son,mười,1\n", "utf-8")
    result = brought(workspace, file)
    assert own_sources(result) == []
    assert "chỉ sửa trực tiếp được" in write_own_corrections(result, tmp_path / "a.xlsx")[0].why


def test_that_each_of_several_workbooks_gets_a_copy_with_its_own_errors(
    workspace: Workspace, tmp_path: Path
) -> None:
    one, other = officers(tmp_path / "Na Son.xlsx"), officers(tmp_path / "Keo Lôm-loi.xlsx", ROWS[1:])
    lines = tmp_path / "Phì Nhừ.csv"
    lines.write_text("Họ và tên chủ hộ,Bản,Số khẩu,Số quyết định\nLò A,Bản Na Son,mười,1\n", "utf-8")
    good = tmp_path / "tốt.csv"
    good.write_text("Họ và tên chủ hộ,Bản,Số khẩu,Số quyết định\nLò Tốt,Bản Na Son,4,1\n", "utf-8")
    result = accept(workspace, recognise_files(workspace, [one, other, lines, good]))
    assert own_sources(result) == [one, other]
    with pytest.raises(Refusal, match="4 tệp"):
        write_own_corrections(result, tmp_path / "c.xlsx")
    written = write_own_corrections(result, tmp_path)
    assert [each.path.name for each in written] == [
        "Na Son-loi.xlsx",
        "Keo Lôm-loi-2.xlsx",
        "Phì Nhừ-loi.xlsx",
    ]
    assert [bool(each.why) for each in written] == [False, False, True]
    for each, (cell, owner) in zip(written[:2], (("B3", "Lò Văn A"), ("B4", "Lò Văn B")), strict=True):
        book = opened(each.path)
        assert book.sheetnames[0] == "Lỗi cần sửa" and book["Giếng"][cell].value == owner
    again = write_own_corrections(result, tmp_path)
    assert again[0].path.name == "Na Son-loi-2.xlsx", "nothing is written over a copy of before"


def test_that_a_merged_cell_is_marked_where_it_is_seen(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in [["Họ và tên chủ hộ", "Bản", "Số khẩu", "Số quyết định"], ["Lò A", "Bản Xa", 4, "1"],
                ["Lò B", None, 5, "2"]]:  # fmt: skip
        page.append(row)
    page.merge_cells("B2:B3")
    book.save(tmp_path / "gộp.xlsx")
    shown = opened(marked(workspace, tmp_path / "gộp.xlsx")).worksheets[1]
    assert shown["B2"].fill.fgColor.rgb.startswith("FFF8") and shown["B2"].comment is not None
    assert "Bản Xa" in str(shown["E2"].value) and "Bản Xa" in str(shown["E3"].value)
    assert str(shown.merged_cells) == "B2:B3"


def test_that_a_long_list_gets_notes_up_to_a_limit_and_colour_everywhere(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.excel.own_notes.MOST_NOTES", 5)
    monkeypatch.setattr("desktop.excel.own_notes._IN_BLOCK", 2)
    monkeypatch.setattr("desktop.excel.own_page.MOST_LINES", 7)
    rows = tuple(
        f'<row r="{row}">{text(f"B{row}", f"Lò {row}")}{text(f"C{row}", "Bản Na Son")}'
        f"{text(f'E{row}', 'mười')}{text(f'G{row}', str(row))}</row>"
        for row in range(3, 23)
    )
    book = opened(marked(workspace, officers(tmp_path / "dài.xlsx", rows)))
    page = book["Giếng"]
    cells = [page.cell(row, 5) for row in range(3, 23)]
    assert all(cell.fill.fgColor.rgb.startswith("FFF8") for cell in cells)
    assert sum(1 for cell in cells if cell.comment and "mười" in cell.comment.text) == 5
    said = [str(cell.value) for row in book["Lỗi cần sửa"].iter_rows() for cell in row]
    assert any("… và 13 chỗ nữa" in each for each in said)


def test_that_a_copy_reads_as_the_workbook_it_was_made_of(workspace: Workspace, tmp_path: Path) -> None:
    file = officers(tmp_path / "giếng.xlsx")
    was = {sheet.name: sheet for sheet in read_workbook(file)}
    now = {sheet.name: sheet for sheet in read_workbook(marked(workspace, file))}
    for name, sheet in was.items():
        width = max(map(len, sheet.rows))
        assert [row[:width] for row in now[name].rows] == sheet.rows
        assert now[name].merged == sheet.merged
