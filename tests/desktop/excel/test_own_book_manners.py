"""Workbooks written in other manners than Excel's: the copy with errors stays whole, or there is none."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

from desktop.declare.problems import Grade, Problem, Spot
from desktop.excel.own_book import CheckedTable, write_own
from desktop.workspace import Workspace
from desktop.workspace.import_corrections import Corrections
from desktop.workspace.importing import accept, recognise_files, write_own_corrections, write_template
from tests.desktop.excel.lists import HEAD, Well, register
from tests.desktop.excel.officers import BOXES, NOTES, SHEET, officers

LINKS = "xl/worksheets/_rels/sheet1.xml.rels"
SPACE = "urn:schemas-microsoft-com:vml"
PICTURE = f'<xml xmlns:v="{SPACE}"><v:shape id="LH" style="width:50pt"><v:imagedata/></v:shape></xml>'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return register(tmp_path)


def sent_back(workspace: Workspace, file: Path) -> Corrections:
    result = accept(workspace, recognise_files(workspace, [file]))
    return write_own_corrections(result, file.with_name("gửi lại.xlsx"))[0]


def part_of(file: Path, name: str) -> str:
    with zipfile.ZipFile(file) as package:
        return package.read(name).decode()


def rewritten(file: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> Path:
    """The workbook with its parts changed."""
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    with zipfile.ZipFile(file, "w") as package:
        for name, text in change(parts).items():
            package.writestr(name, text)
    return file


def replaced(part: str, before: str, after: str) -> Callable[[dict[str, str]], dict[str, str]]:
    def change(parts: dict[str, str]) -> dict[str, str]:
        assert re.search(before, parts[part])
        return parts | {part: re.sub(before, after, parts[part])}

    return change


def refuse_twins(drawing: str) -> None:
    """Every name in a drawing of boxes is of a space that is told, and no two boxes are called the same."""
    boxes = [each.get("id") for each in ElementTree.fromstring(drawing).iter() if each.tag.endswith("}shape")]
    kinds = [each.get("id") for each in ElementTree.fromstring(drawing).iter() if "shapetype" in each.tag]
    assert len(set(boxes)) == len(boxes) > 2 and len(kinds) <= 1


def test_that_notes_are_drawn_among_those_of_a_program_with_other_names_of_spaces(
    workspace: Workspace, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in (
        HEAD,
        (1, "Lò A", "Bản Xa", None, "mười", None, "1"),
        (2, "Lò B", "Bản Xa", None, 4, None, "2"),
    ):
        page.append(row)
    page["B2"].comment = Comment("Hộ mới", "Bà Hoa")
    book.save(tmp_path / "a.xlsx")
    written = sent_back(workspace, tmp_path / "a.xlsx")
    assert written.why == ""
    refuse_twins(part_of(written.path, "xl/drawings/commentsDrawing1.vml"))


def test_that_a_filled_template_of_ours_goes_back_with_its_own_notes_and_those_of_its_errors(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "mẫu.xlsx"
    write_template(workspace, Well, file)
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    heads = {str(cell.value).partition(" *")[0]: cell.column or 0 for row in page.iter_rows() for cell in row}
    row = page.max_row + 1
    for head, value in (("Họ và tên chủ hộ", "Lò A"), ("Bản", "Bản Na Son"), ("Số khẩu", "mười")):
        page.cell(row, heads[head], value)
    book.save(file)
    written = sent_back(workspace, file)
    assert written.why == ""
    refuse_twins(part_of(written.path, "xl/drawings/commentsDrawing1.vml"))
    marked = openpyxl.load_workbook(written.path).worksheets[1]
    note = marked.cell(row, heads["Số khẩu"]).comment
    assert note is not None and "mười" in note.text


def test_that_the_drawing_of_a_header_is_not_taken_for_that_of_the_notes(
    workspace: Workspace, tmp_path: Path
) -> None:
    def with_picture(parts: dict[str, str]) -> dict[str, str]:
        kind = re.search(r'Type="([^"]*)vmlDrawing"', parts[LINKS])
        assert kind is not None
        link = f'<Relationship Id="r9" Type="{kind[1]}vmlDrawing" Target="../drawings/vmlDrawing9.vml"/>'
        parts[LINKS] = re.sub(r"(<Relationships[^>]*>)", rf"\1{link}", parts[LINKS])
        parts[SHEET] = parts[SHEET].replace("<tableParts", '<legacyDrawingHF r:id="r9"/><tableParts')
        return parts | {"xl/drawings/vmlDrawing9.vml": PICTURE}

    written = sent_back(workspace, rewritten(officers(tmp_path / "a.xlsx"), with_picture))
    assert written.why == ""
    assert part_of(written.path, "xl/drawings/vmlDrawing9.vml") == PICTURE
    refuse_twins(part_of(written.path, BOXES))


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        (SHEET, r'(<legacyDrawing [^>]*id=)"[^"]*"', r'\1"r99"'),
        (SHEET, r"<legacyDrawing [^>]*>", "<legacyDrawing/>"),
        (LINKS, r"<Relationship [^>]*vmlDrawing[^>]*>", ""),
        (LINKS, r'(<Relationship [^>]*)Target="[^"]*\.vml"', r'\1Target="../drawings/none.vml"'),
    ],
)
def test_that_a_sheet_whose_notes_are_drawn_nowhere_is_given_no_second_drawing(
    workspace: Workspace, tmp_path: Path, part: str, before: str, after: str
) -> None:
    file = rewritten(officers(tmp_path / "a.xlsx"), replaced(part, before, after))
    assert "không dám sửa trực tiếp" in sent_back(workspace, file).why


def test_that_a_note_of_the_officer_stays_whatever_it_says_and_an_empty_one_takes_ours(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = rewritten(officers(tmp_path / "a.xlsx"), replaced(NOTES, "Hộ mới", "Lỗi cần sửa: xem sổ"))
    rewritten(file, replaced(NOTES, "<text><t>Hỏi lại bản</t></text>", "<text/>"))
    notes = part_of(sent_back(workspace, file).path, NOTES)
    assert "Lỗi cần sửa: xem sổ" in notes and "mười" in notes


def test_that_columns_told_in_another_manner_are_told_once_or_left_alone(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = rewritten(officers(tmp_path / "a.xlsx"), replaced(SHEET, "<cols>.*?</cols>", "<cols/>"))
    assert part_of(sent_back(workspace, file).path, SHEET).count("<cols") == 1
    file = rewritten(officers(tmp_path / "b.xlsx"), replaced(SHEET, r"(<col [^>]*)/>", r"\1></col>"))
    assert "không dám sửa" in sent_back(workspace, file).why


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", LINKS, NOTES])
def test_that_parts_in_other_quotes_are_left_alone(workspace: Workspace, tmp_path: Path, part: str) -> None:
    file = rewritten(officers(tmp_path / "a.xlsx"), replaced(part, '"', "'"))
    assert "không dám sửa" in sent_back(workspace, file).why


def test_that_a_part_is_found_under_its_name_in_other_letters(workspace: Workspace, tmp_path: Path) -> None:
    def in_capitals(parts: dict[str, str]) -> dict[str, str]:
        capital = {NOTES: "xl/Comments1.xml", LINKS: LINKS.replace("sheet1", "Sheet1")}
        return {capital.get(name, name): text for name, text in parts.items()}

    written = sent_back(workspace, rewritten(officers(tmp_path / "a.xlsx"), in_capitals))
    assert written.why == ""
    with zipfile.ZipFile(written.path) as package:
        names = [name.lower() for name in package.namelist()]
    assert len(set(names)) == len(names)
    assert "mười" in part_of(written.path, "xl/Comments1.xml")


def test_that_no_copy_is_made_that_would_not_be_read_when_it_comes_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(HEAD)
    page.append((1, "Lò A", "Bản Na Son", None, "mười", None, "1"))
    for number in range(198):
        book.create_sheet(f"s{number}")
    book.save(tmp_path / "a.xlsx")
    assert "quá nhiều trang" in sent_back(workspace, tmp_path / "a.xlsx").why
    for each in book.worksheets[1:]:
        book.remove(each)
    page.cell(1, 702, "Ghi chú khác")
    book.save(tmp_path / "b.xlsx")
    assert "không còn cột trống" in sent_back(workspace, tmp_path / "b.xlsx").why


def test_that_what_is_wrong_with_a_list_as_a_whole_stands_on_our_page_alone(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = officers(tmp_path / "a.xlsx")
    (table,) = (each for each in recognise_files(workspace, [file]).tables if each.record_type)
    whole = Problem("Hộ Lò D không có giếng.", Grade.WARN, spot=Spot(file.name, table.sheet, 0))
    write_own(file, [CheckedTable(table, 3, 0, [whole])], tmp_path / "b.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would not keep
        book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    said = [str(cell.value) for row in book["Lỗi cần sửa"].iter_rows() for cell in row]
    assert any("Hộ Lò D" in each for each in said)
    assert [cell.value for cell in book["Giếng"]["H"]] == [None, "Lỗi cần sửa", None, None, None]


def test_that_sheets_chosen_together_are_not_written_to_together_with_our_page(
    workspace: Workspace, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for page in (book.worksheets[0], book.create_sheet("Hai")):
        page.append(HEAD)
        page.append((1, f"Lò {page.title}", "Bản Na Son", None, "mười", None, "1"))
        page.sheet_view.tabSelected = True
    book.save(tmp_path / "a.xlsx")
    copy = openpyxl.load_workbook(sent_back(workspace, tmp_path / "a.xlsx").path)
    assert [page.title for page in copy.worksheets if page.sheet_view.tabSelected] == ["Lỗi cần sửa"]


@pytest.mark.parametrize("has_two_corners", [False, True])
def test_that_a_chart_beside_the_table_does_not_lie_over_our_column(
    workspace: Workspace, tmp_path: Path, has_two_corners: bool
) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(HEAD)
    page.append((1, "Lò A", "Bản Na Son", None, "mười", 30_000_000, "1"))
    chart = BarChart()
    chart.add_data(Reference(page, min_col=6, min_row=1, max_row=2))
    page.add_chart(chart, "H2")
    if has_two_corners:
        corners = TwoCellAnchor(_from=AnchorMarker(col=7, row=1), to=AnchorMarker(col=11, row=20))
        vars(chart)["anchor"] = corners  # a name of a cell is all its type knows
    book.save(tmp_path / "a.xlsx")
    marked = openpyxl.load_workbook(sent_back(workspace, tmp_path / "a.xlsx").path).worksheets[1]
    heads = [cell.column for cell in marked[1] if cell.value == "Lỗi cần sửa"]
    assert heads == [13] if has_two_corners else heads[0] > 13


def test_that_a_row_beside_the_headings_of_another_table_keeps_its_sentence(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Two lists beside each other, the headings of the second two rows high."""
    plain = ("STT", "Chủ hộ", "Bản", "Số khẩu", "Số quyết định")
    high = (*plain[:4], "Quyết định", None), (*[None] * 4, "Số", "Ngày")
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append((*plain, None, *high[0]))
    for number in range(1, 7):
        right = (number, f"Lò B{number}", "Bản Na Son", "chín", "1/QĐ", "05/01/2026")
        left = (number, f"Lò A{number}", "Bản Na Son", "mười", "1/QĐ")
        page.append((*left, None, *(high[1] if number == 1 else right)))
    page.merge_cells("K1:L1")
    book.save(tmp_path / "a.xlsx")
    written = sent_back(workspace, tmp_path / "a.xlsx")
    assert written.why == ""
    marked = openpyxl.load_workbook(written.path)["Sheet"]
    says = [str(marked.cell(row, 13).value) for row in range(1, 8)]
    assert says[0] == "Lỗi cần sửa"
    assert ["mười" in each for each in says] == [False] + [True] * 6
    assert ["chín" in each for each in says] == [False] * 2 + [True] * 5
