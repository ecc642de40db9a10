"""An office's own form takes our rows and keeps everything else: totals, formulas, looks, other sheets."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desktop.declare.problems import Refusal
from desktop.workspace import Workspace
from desktop.workspace.form_filling import export_into
from desktop.workspace.importing import preview, recognise_files
from tests.desktop.excel.lists import Village, Well, register

FIRST, LAST, TOTAL = 8, 10, 11
_THIN = Side(style="thin")
LINES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@pytest.fixture
def wells(tmp_path: Path) -> Iterator[Workspace]:
    workspace = register(tmp_path)
    yield workspace
    workspace.close()


def dig(workspace: Workspace, count: int) -> None:
    """Wells whose owners are of both sexes and both classes."""
    with workspace.store.reading() as reader:
        village = next(iter(reader.rows(Village)))
    with workspace.writing("giếng") as writing:
        writing.save_all([
            Well(
                owner=f"=Lò A{number}", village=village.id, sex=("male", "female")[number % 2],
                born=date(1980, 1, number), poverty=("poor", "near")[number % 2], depth=Decimal("12.5"),
                central=1_000_000 * number, own=500_000, decided_on=date(2026, 1, 5), decision="12/QĐ",
            )
            for number in range(1, count + 1)
        ])  # fmt: skip


def form(path: Path) -> Path:
    """A form as an office has it: three ruled rows, totals, a signature, a sheet that takes the total."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "Biểu 1"
    page["A1"], page["A3"] = "UBND XÃ NA SON", "DANH SÁCH GIẾNG KHOAN"
    heads = (
        *("TT", "Họ và tên chủ hộ", "Bản", "Năm sinh", None, "Diện hộ", None, "Số quyết định"),
        *("Ngày quyết định", "Ngân sách trung ương (triệu đồng)", "Hộ đóng góp (triệu đồng)"),
        *("Tổng cộng", "Ký nhận"),
    )
    below = (None, None, None, "Nam", "Nữ", "Nghèo", "Cận nghèo", *[None] * 6)
    for row, texts in ((5, heads), (6, below), (7, range(1, 14))):
        for column, text in enumerate(texts, 1):
            page.cell(row, column, text).border = LINES
    for area in ("D5:E5", "F5:G5", *(f"{letters}5:{letters}6" for letters in "ABCHIJKLM")):
        page.merge_cells(area)
    for row in range(FIRST, TOTAL + 1):
        for column in range(1, 14):
            page.cell(row, column).border = LINES
        for letters in "DEI":
            page[f"{letters}{row}"].number_format = "dd/mm/yyyy"
        page[f"L{row}"] = f"=SUM(J{row}:K{row})"
    page["B9"].fill = PatternFill("solid", fgColor="FFFF00")
    page[f"B{TOTAL}"] = "Tổng cộng"
    for letters in "JKL":
        page[f"{letters}{TOTAL}"] = f"=SUM({letters}{FIRST}:{letters}{LAST})"
        page[f"{letters}{TOTAL}"].font = Font(bold=True)
    page["J13"] = "Na Son, ngày 05 tháng 01 năm 2026"
    page["J14"] = "CHỦ TỊCH"
    page.merge_cells("J14:L14")
    page["J14"].comment = Comment("Ký và đóng dấu", "")
    choice = DataValidation(type="list", formula1='"12/QĐ,13/QĐ"')
    choice.add(f"H{FIRST}:H{LAST}")
    page.add_data_validation(choice)
    red = DifferentialStyle(font=Font(color="FF0000"))
    large = Rule(type="cellIs", operator="greaterThan", formula=["40"], dxf=red)
    page.conditional_formatting.add(f"J{FIRST}:J{LAST}", large)
    other = book.create_sheet("Tổng hợp")
    other["A1"], other["B1"] = f"='Biểu 1'!L{TOTAL}*2", "=1+1"
    book.create_sheet("Hướng dẫn")["A1"] = "=2*3"
    book.defined_names["tong"] = DefinedName("tong", attr_text=f"'Biểu 1'!$L${TOTAL}")
    page.print_area = "A1:M14"
    book.save(path)
    return path


def test_that_a_name_goes_into_the_two_columns_a_form_has_for_it(wells: Workspace, tmp_path: Path) -> None:
    dig(wells, 1)
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["DANH SÁCH GIẾNG KHOAN"])
    page.append(["TT", "Họ và đệm", "Tên", "Bản", "Số quyết định", "Hộ đóng góp (đồng)"])
    book.save(tmp_path / "mau.xlsx")
    export_into(wells, Well, tmp_path / "mau.xlsx", tmp_path / "ra.xlsx")
    row = openpyxl.load_workbook(tmp_path / "ra.xlsx").worksheets[0][3]
    assert [cell.value for cell in row[:3]] == [1, "=Lò", "A1"]
    assert row[1].data_type == "s"


def test_that_rows_a_form_has_only_numbered_are_filled_or_go(wells: Workspace, tmp_path: Path) -> None:
    dig(wells, 4)
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["DANH SÁCH GIẾNG KHOAN"])
    page.append(["TT", "Họ và tên chủ hộ", "Bản", "Số quyết định", "Hộ đóng góp (đồng)"])
    for number in (1, 2, 3):
        page.append([number])
    page.append([None, "Tổng cộng"])
    book.save(tmp_path / "mau.xlsx")
    export_into(wells, Well, tmp_path / "mau.xlsx", tmp_path / "ra.xlsx")
    filled = openpyxl.load_workbook(tmp_path / "ra.xlsx").worksheets[0]
    first, second = ([filled.cell(row, column).value for row in range(3, 8)] for column in (1, 2))
    assert first == [1, 2, 3, 4, None]
    assert second == ["=Lò A1", "=Lò A2", "=Lò A3", "=Lò A4", "Tổng cộng"]


@pytest.mark.parametrize("numbers", [(1, 2, 3), ("1.", "2.", "3."), ("1", "2", "…")])
@pytest.mark.parametrize("merged", ["", "A6:B6"])
def test_that_a_total_named_in_the_column_of_numbers_is_no_row_to_fill(
    wells: Workspace, tmp_path: Path, numbers: tuple[int | str, ...], merged: str
) -> None:
    dig(wells, 4)
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["DANH SÁCH GIẾNG KHOAN"])
    page.append(["TT", "Họ và tên chủ hộ", "Bản", "Số quyết định", "Hộ đóng góp (đồng)"])
    for number in numbers:
        page.append([number])
    page.append(["Tổng cộng"])
    if merged:
        page.merge_cells(merged)
    book.save(tmp_path / "mau.xlsx")
    export_into(wells, Well, tmp_path / "mau.xlsx", tmp_path / "ra.xlsx")
    filled = openpyxl.load_workbook(tmp_path / "ra.xlsx").worksheets[0]
    first, second = ([filled.cell(row, column).value for row in range(3, 8)] for column in (1, 2))
    assert first == [1, 2, 3, 4, "Tổng cộng"]
    assert second == ["=Lò A1", "=Lò A2", "=Lò A3", "=Lò A4", None]


def test_that_rows_go_in_and_all_below_moves_with_its_formulas(wells: Workspace, tmp_path: Path) -> None:
    dig(wells, 6)
    out = tmp_path / "ra.xlsx"
    filled = export_into(wells, Well, form(tmp_path / "mau.xlsx"), out)
    assert (filled.sheet, filled.rows, filled.first_row, filled.replaced) == ("Biểu 1", 6, FIRST, 0)
    assert filled.blank == ()
    book = openpyxl.load_workbook(out)
    page = book["Biểu 1"]
    first = [cell.value for cell in page[FIRST]]
    assert first[:3] == [1, "=Lò A1", "Bản Na Son"]
    assert page["B8"].data_type == "s", "a name that begins like a formula is none"
    assert first[3:7] == [None, page["E8"].value, None, "x"] and page["E8"].value.date() == date(1980, 1, 1)
    assert first[7:12] == ["12/QĐ", page["I8"].value, 1, 0.5, "=SUM(J8:K8)"]
    assert [page.cell(row, 1).value for row in range(FIRST, 14)] == [1, 2, 3, 4, 5, 6]
    assert page["L12"].value == "=SUM(J12:K12)" and page["L12"].border.left.style == "thin"
    assert page["B9"].fill.fgColor.rgb == "00FFFF00"
    assert [page[f"{letters}14"].value for letters in "BJL"] == ["Tổng cộng", "=SUM(J8:J13)", "=SUM(L8:L13)"]
    assert page["J14"].font.bold
    assert (page["J16"].value, page["J17"].value) == ("Na Son, ngày 05 tháng 01 năm 2026", "CHỦ TỊCH")
    assert page["J17"].comment is not None and page["J14"].comment is None
    assert "J17:L17" in map(str, page.merged_cells.ranges)
    assert [str(rule.sqref) for rule in page.data_validations.dataValidation] == ["H8:H13"]
    assert [str(area.sqref) for area in page.conditional_formatting] == ["J8:J13"]
    assert page.print_area == "'Biểu 1'!$A$1:$M$17"
    assert book.defined_names["tong"].attr_text == "'Biểu 1'!$L$14"
    assert book["Tổng hợp"]["A1"].value == "='Biểu 1'!L14*2"
    assert book.calculation.fullCalcOnLoad


def test_that_sums_hold_what_they_come_to_already(wells: Workspace, tmp_path: Path) -> None:
    dig(wells, 4)
    out = tmp_path / "ra.xlsx"
    export_into(wells, Well, form(tmp_path / "mau.xlsx"), out)
    page = openpyxl.load_workbook(out, data_only=True)["Biểu 1"]
    assert [page[f"{letters}12"].value for letters in "JKL"] == [10, 2, 12]


def test_that_fewer_rows_than_the_form_has_leave_the_rest_blank_and_nothing_moves(
    wells: Workspace, tmp_path: Path
) -> None:
    dig(wells, 2)
    source, out = form(tmp_path / "mau.xlsx"), tmp_path / "ra.xlsx"
    export_into(wells, Well, source, out)
    page = openpyxl.load_workbook(out)["Biểu 1"]
    assert [page.cell(row, 2).value for row in range(FIRST, TOTAL + 1)] == [
        "=Lò A1",
        "=Lò A2",
        None,
        "Tổng cộng",
    ]
    assert page["L11"].value == "=SUM(L8:L10)"
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(out) as after:
        assert before.namelist() == after.namelist()
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    own, beside = {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}, "xl/worksheets/sheet2.xml"
    # The total that the second sheet takes is another now: what it held of it goes, where it held anything.
    assert own <= changed <= {*own, beside}


def test_that_what_went_into_a_form_comes_back_unchanged(wells: Workspace, tmp_path: Path) -> None:
    dig(wells, 5)
    out = tmp_path / "ra.xlsx"
    export_into(wells, Well, form(tmp_path / "mau.xlsx"), out)
    (table,) = [each for each in preview(wells, recognise_files(wells, [out])).tables if each.record_type]
    assert (table.read, table.unchanged, table.refused) == (5, 5, 0)


def test_that_rows_of_before_give_way(wells: Workspace, tmp_path: Path) -> None:
    dig(wells, 1)
    source = form(tmp_path / "mau.xlsx")
    book = openpyxl.load_workbook(source)
    page = book["Biểu 1"]
    for row in (8, 9):
        for column, text in ((1, row), (2, f"Cũ {row}"), (3, "Bản Na Son"), (8, "1/QĐ"), (13, "đã ký")):
            page.cell(row, column, text)
    book.save(source)
    out = tmp_path / "ra.xlsx"
    assert export_into(wells, Well, source, out).replaced == 2
    told = openpyxl.load_workbook(out)["Biểu 1"]
    assert [told.cell(row, 2).value for row in (8, 9, 10)] == ["=Lò A1", None, None]
    assert told["M9"].value is None and told["H9"].value is None


def test_that_a_form_is_never_written_over_and_what_is_none_is_refused(
    wells: Workspace, tmp_path: Path
) -> None:
    source = form(tmp_path / "mau.xlsx")
    with pytest.raises(Refusal, match="chính là tệp mẫu"):
        export_into(wells, Well, source, source)
    with pytest.raises(Refusal, match=r"đuôi \.xlsx"):
        export_into(wells, Well, source, tmp_path / "ra.xlsm")
    empty = openpyxl.Workbook()
    empty.save(tmp_path / "trong.xlsx")
    with pytest.raises(Refusal, match="không có bảng nào"):
        export_into(wells, Well, tmp_path / "trong.xlsx", tmp_path / "ra.xlsx")
    assert not (tmp_path / "ra.xlsx").exists()


def rewritten(source: Path, path: Path, old: str, new: str, part: str = "xl/worksheets/sheet1.xml") -> Path:
    """The workbook with something in one part written otherwise, as Excel itself may."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            after.writestr(name, text)
    return path


def test_that_formulas_shared_by_rows_go_on_in_each_row(wells: Workspace, tmp_path: Path) -> None:
    dig(wells, 5)
    source = rewritten(
        form(tmp_path / "mau.xlsx"), tmp_path / "chung.xlsx",
        "<f>SUM(J8:K8)</f>", '<f t="shared" ref="L8:L10" si="0">SUM(J8:K8)</f>',
    )  # fmt: skip
    source = rewritten(source, tmp_path / "chung2.xlsx", "<f>SUM(J9:K9)</f>", '<f t="shared" si="0"/>')
    export_into(wells, Well, source, tmp_path / "ra.xlsx")
    page = openpyxl.load_workbook(tmp_path / "ra.xlsx")["Biểu 1"]
    assert [page[f"L{row}"].value for row in (8, 9, 12)] == [
        "=SUM(J8:K8)",
        "=SUM(J9:K9)",
        "=SUM(J12:K12)",
    ]


def test_that_a_form_whose_formulas_came_to_zero_is_blank_all_the_same(
    wells: Workspace, tmp_path: Path
) -> None:
    """Excel keeps what a formula came to: in the rows of a form nobody filled that is zero."""
    dig(wells, 5)
    source = rewritten(form(tmp_path / "mau.xlsx"), tmp_path / "so0.xlsx", "</f><v></v>", "</f><v>0</v>")
    assert export_into(wells, Well, source, tmp_path / "ra.xlsx").rows == 5
    page = openpyxl.load_workbook(tmp_path / "ra.xlsx")["Biểu 1"]
    assert [page[f"L{row}"].value for row in (8, 12, 13)] == ["=SUM(J8:K8)", "=SUM(J12:K12)", "=SUM(L8:L12)"]
    again = preview(wells, recognise_files(wells, [tmp_path / "ra.xlsx"]))
    assert (again.tables[0].read, again.tables[0].unchanged) == (5, 5)


def test_that_excel_calculates_a_filled_form_even_where_it_was_never_told_to(
    wells: Workspace, tmp_path: Path
) -> None:
    dig(wells, 5)
    source = rewritten(
        form(tmp_path / "mau.xlsx"), tmp_path / "b.xlsx",
        '<calcPr calcId="124519" fullCalcOnLoad="1"/>', "", "xl/workbook.xml",
    )  # fmt: skip
    export_into(wells, Well, source, tmp_path / "ra.xlsx")
    with zipfile.ZipFile(tmp_path / "ra.xlsx") as package:
        assert b'</definedNames><calcPr fullCalcOnLoad="1"/>' in package.read("xl/workbook.xml")


def test_that_a_form_that_could_be_harmed_is_refused(wells: Workspace, tmp_path: Path) -> None:
    dig(wells, 5)
    source = form(tmp_path / "mau.xlsx")
    beside = "xl/worksheets/sheet2.xml"
    shares = '<c r="A1"><f t="shared" ref="A1:A3" si="0">'
    shared = rewritten(source, tmp_path / "chung.xlsx", '<c r="A1"><f>', shares, beside)
    rows = rewritten(
        source, tmp_path / "mang.xlsx", "<f>SUM(J8:K8)</f>", '<f t="array" ref="L8:L10">J8:J10+K8:K10</f>'
    )
    for hostile, why in ((rows, "công thức mảng ở L8:L10"), (shared, "dùng chung công thức")):
        with pytest.raises(Refusal, match=why):
            export_into(wells, Well, hostile, tmp_path / "ra.xlsx")
    assert not (tmp_path / "ra.xlsx").exists()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(0, 9), blank=st.integers(1, 5))
def test_that_whatever_the_form_has_room_for_nothing_is_lost_or_moved_wrongly(
    wells: Workspace, tmp_path: Path, count: int, blank: int
) -> None:
    with wells.writing("lại") as writing:
        for record in list(writing.rows(Well)):
            writing.delete(Well, record.id or "")
    dig(wells, count)
    book = openpyxl.load_workbook(form(tmp_path / "mau.xlsx"))
    page = book["Biểu 1"]
    for row in (10, 9)[: max(0, 3 - blank)]:
        page.delete_rows(row)
    bottom = 8 + min(blank, 3) - 1
    page[f"L{bottom + 1}"] = f"=SUM(L8:L{bottom})"
    page.merged_cells.ranges = {each for each in page.merged_cells.ranges if each.min_row < 8}
    source = tmp_path / "mau2.xlsx"
    book.save(source)
    export_into(wells, Well, source, tmp_path / "ra.xlsx")
    told = openpyxl.load_workbook(tmp_path / "ra.xlsx")["Biểu 1"]
    end = max(bottom, 8 + count - 1)
    names = [told.cell(row, 2).value for row in range(8, end + 1)]
    assert [name for name in names if name] == [f"=Lò A{number}" for number in range(1, count + 1)]
    assert (told.cell(end + 1, 2).value, told[f"L{end + 1}"].value) == ("Tổng cộng", f"=SUM(L8:L{end})")
    assert told[f"J{end + 4}"].value == "CHỦ TỊCH"


def test_that_cells_of_a_row_merged_over_two_columns_of_ours_come_apart(
    wells: Workspace, tmp_path: Path
) -> None:
    dig(wells, 5)
    source = form(tmp_path / "mau.xlsx")
    book = openpyxl.load_workbook(source)
    page = book["Biểu 1"]
    for row in range(FIRST, LAST + 1):
        page.merge_cells(f"H{row}:I{row}")
        page.merge_cells(f"M{row}:N{row}")
    book.save(source)
    export_into(wells, Well, source, tmp_path / "ra.xlsx")
    page = openpyxl.load_workbook(tmp_path / "ra.xlsx")["Biểu 1"]
    merged = {str(area) for area in page.merged_cells.ranges}
    assert not any(area.startswith(("H8", "H12")) for area in merged)
    assert {"M8:N8", "M12:N12"} <= merged, "what hides nothing of ours stays, in the rows added too"
    shown = [(page[f"H{row}"].value, page[f"I{row}"].value) for row in (FIRST, FIRST + 4)]
    assert [number for number, _day in shown] == ["12/QĐ", "12/QĐ"] and all(day for _number, day in shown)
