"""Values that mislead: days of another calendar, characters nobody sees, formulas in names, nothing kept."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt

from desktop.declare.problems import Grade, Refusal
from desktop.excel.gate import Limits
from desktop.excel.workbooks import read_workbook
from desktop.workspace.form_filling import export_into
from desktop.workspace.importing import accept, export_records, preview, recognise_files, write_corrections
from tests.desktop.excel.binary_books import BinarySheet, Rich, write_xlsb
from tests.desktop.excel.lists import HEAD, Village, Well, register
from tests.hostile.made import MAIN, OFFICE, Parts, parts, save, sheet, text

LIMITS = Limits(seconds=20)
_XFS = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
SHORT_DATES = f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts>{_XFS}</styleSheet>'
BEGINS = ('=HYPERLINK("http://a.b";"Lò A")', "=1+1", "+84", "-Lò B", "@SUM(1)", "'=3+3")
"""What a spreadsheet program could take for a formula when it stands in a name."""


def days(*numbers: float, since_1904: bool = False) -> Parts:
    """A row of numbers shown as days."""
    cells = "".join(
        f'<c r="{letter}1" s="1"><v>{n}</v></c>' for letter, n in zip("ABCDEFGH", numbers, strict=False)
    )
    content = parts(sheet(f'<row r="1">{cells}</row>')) | {"xl/styles.xml": SHORT_DATES}
    linked = f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    links = "xl/_rels/workbook.xml.rels"
    content[links] = str(content[links]).replace("</Relationships>", linked)
    if since_1904:
        book = str(content["xl/workbook.xml"])
        content["xl/workbook.xml"] = book.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    return content


def test_that_days_are_those_of_the_calendar_the_workbook_counts_by(tmp_path: Path) -> None:
    (page,) = read_workbook(save(tmp_path / "a.xlsx", days(46027, 61)), limits=LIMITS)
    assert page.rows == [(date(2026, 1, 5), date(1900, 3, 1))]
    (page,) = read_workbook(save(tmp_path / "b.xlsx", days(44565, 61, since_1904=True)), limits=LIMITS)
    assert page.rows == [(date(2026, 1, 5), date(1904, 3, 2))]
    book = xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("S").write(0, 0, 44565, xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    book.save(str(tmp_path / "c.xls"))
    assert read_workbook(tmp_path / "c.xls", limits=LIMITS)[0].rows == [(date(2026, 1, 5),)]


def test_that_numbers_before_the_first_day_or_after_the_last_stay_numbers(tmp_path: Path) -> None:
    (page,) = read_workbook(save(tmp_path / "a.xlsx", days(0, -5, 2958466)), limits=LIMITS)
    assert page.rows == [(0, -5, 2958466)]
    assert page.undated == {(1, 1), (1, 2)}


def test_that_figures_that_are_none_are_errors_of_their_cells(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("S")
    for column, value in enumerate((float("nan"), float("inf"), float("-inf"), 7)):
        page.write(0, column, value)
    book.save(str(tmp_path / "a.xls"))
    (read,) = read_workbook(tmp_path / "a.xls", limits=LIMITS)
    assert read.rows == [(None, None, None, 7)]
    assert set(read.errors.values()) == {"#NUM!"} and len(read.errors) == 3


def wells(path: Path, *rows: tuple[str, str]) -> Path:
    """A list of wells: the owner and the XML of the cell of members."""
    head = "".join(text(f"{letter}1", heading) for letter, heading in zip("ABCDEFG", HEAD, strict=True))
    lines = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c>{text(f"B{n}", owner)}{text(f"C{n}", "Bản Na Son")}'
        f"{members.format(n=n)}{text(f'G{n}', f'{n}/QĐ')}</row>"
        for n, (owner, members) in enumerate(rows, 2)
    )
    return save(path, parts(sheet(f'<row r="1">{head}</row>{lines}')))


def test_that_characters_nobody_sees_never_reach_the_data(tmp_path: Path) -> None:
    four = '<c r="E{n}"><v>4</v></c>'
    path = wells(
        tmp_path / "a.xlsx", ("L\u00f2 _x0007_V\u0103n_x0000_ A", four), ("\u202eL\u00f2\u200b B", four)
    )
    workspace = register(tmp_path)
    result = accept(workspace, recognise_files(workspace, [path]))
    assert (result.tables[0].new, result.refused) == (2, 0), result.problems
    with workspace.reading() as reader:
        assert {well.owner for well in reader.rows(Well)} == {"Lò Văn A", "Lò B"}
    workspace.close()


def test_that_a_formula_never_calculated_and_an_error_are_named_at_their_cells(tmp_path: Path) -> None:
    uncalculated, error = '<c r="E{n}"><f>2+2</f></c>', '<c r="E{n}" t="e"><f>NA()</f><v>#N/A</v></c>'
    path = wells(tmp_path / "a.xlsx", ("Lò A", uncalculated), ("Lò B", error))
    workspace = register(tmp_path)
    result = preview(workspace, recognise_files(workspace, [path]))
    told = {problem.spot.cell: problem for problem in result.problems if problem.spot}
    assert "chưa được tính" in told["E2"].message
    assert "#N/A" in told["E3"].message and told["E3"].grade is Grade.BLOCK
    assert (result.tables[0].read, result.refused) == (2, 1)
    workspace.close()


def test_that_a_name_that_looks_like_a_formula_is_text_wherever_it_goes(tmp_path: Path) -> None:
    workspace = register(tmp_path)
    with workspace.store.reading() as reader:
        village = next(iter(reader.rows(Village)))
    with workspace.writing("giếng") as writing:
        writing.save_all([
            Well(owner=name, village=village.id, decision=f"{number}/QĐ", central=50, note=name)
            for number, name in enumerate(BEGINS)
        ])  # fmt: skip
    exported = tmp_path / "ra.xlsx"
    export_records(workspace, Well, exported)
    form = tmp_path / "mau.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(HEAD)
    book.save(form)
    export_into(workspace, Well, form, tmp_path / "mẫu ra.xlsx")
    plain = wells(
        tmp_path / "b.xlsx", *((name.replace('"', "&quot;"), text("E{n}", "mười")) for name in BEGINS)
    )
    refused = preview(workspace, recognise_files(workspace, [plain]))
    assert refused.refused == len(BEGINS)
    write_corrections(refused, tmp_path / "sửa.xlsx")
    for name in ("ra.xlsx", "mẫu ra.xlsx", "sửa.xlsx"):
        for page in openpyxl.load_workbook(tmp_path / name).worksheets:
            for cell in (cell for row in page.iter_rows() for cell in row):
                ours = cell.data_type == "f" and re.fullmatch(r"=SUBTOTAL\(9,\w+:\w+\)", str(cell.value))
                assert cell.data_type != "f" or ours, (name, cell.coordinate, cell.value)
    again = preview(workspace, recognise_files(workspace, [exported]))
    assert (again.tables[0].unchanged, again.refused) == (len(BEGINS), 0), again.problems
    workspace.close()


@pytest.mark.parametrize("bad", ["bomb", "truncated", "rows"])
def test_that_nothing_is_written_for_a_file_that_is_refused(bad: str, tmp_path: Path) -> None:
    good, path = wells(tmp_path / "a.xlsx", ("Lò A", '<c r="E{n}"><v>4</v></c>')), tmp_path / "bad.xlsx"
    if bad == "bomb":
        save(path, parts(sheet("")) | {"xl/media/a.xml": b"\0" * 20_000_000})
    elif bad == "truncated":
        path.write_bytes(good.read_bytes()[:-100])
    else:
        save(path, parts(sheet(f'<row r="1048576">{text("A1048576", "x")}</row>')))
    workspace = register(tmp_path)
    before, files = workspace.store.change_sets(limit=9), sorted(tmp_path.rglob("*"))
    with pytest.raises(Refusal, match=r"bad\.xlsx"):
        recognise_files(workspace, [path])
    plan = recognise_files(workspace, [good, path])
    assert (plan.files, list(plan.left_out)) == ([good], [path])
    assert "bad.xlsx" in plan.says_left_out()
    assert workspace.store.change_sets(limit=9) == before
    assert sorted(tmp_path.rglob("*")) == files
    workspace.close()


def test_that_an_opendocument_sheet_cannot_grow_out_of_a_few_bytes(tmp_path: Path) -> None:
    spaces = {
        name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")
    }
    told = "".join(f' xmlns:{name}="{space}"' for name, space in spaces.items())
    cell = '<table:table-cell{} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    row = "<table:table-row{}>{}</table:table-row>"
    many = row.format(
        ' table:number-rows-repeated="1048576"', cell.format(' table:number-columns-repeated="16384"')
    )
    blank = row.format(' table:number-rows-repeated="1048575"', "<table:table-cell/>")

    def book(name: str, rows: str) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            package.writestr("META-INF/manifest.xml", "<manifest/>")
            package.writestr(
                "content.xml",
                f"<office:document-content{told}><office:body><office:spreadsheet>"
                f'<table:table table:name="S">'
                f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>",
            )
        return path

    with pytest.raises(Refusal, match="1048576 hàng × 16384 cột"):
        read_workbook(book("a.ods", many), limits=LIMITS)
    (page,) = read_workbook(book("b.ods", row.format("", cell.format("")) + blank), limits=LIMITS)
    assert page.rows == [("x",)]


def test_that_an_xlsb_that_says_more_than_it_holds_is_refused_or_read(tmp_path: Path) -> None:
    whole = write_xlsb(tmp_path / "a.xlsb", BinarySheet("A", [["Tên", Rich((("Tßng", ".VnTime"),))]]))
    for name, cut_at in (
        ("xl/sharedStrings.bin", -9),
        ("xl/styles.bin", -30),
        ("xl/worksheets/sheet1.bin", 30),
    ):
        path = tmp_path / f"{Path(name).stem}.xlsb"
        with zipfile.ZipFile(whole) as before, zipfile.ZipFile(path, "w") as after:
            for part in before.namelist():
                content = before.read(part)
                after.writestr(part, content[:cut_at] if part == name else content)
        try:
            assert read_workbook(path, limits=LIMITS)[0].name == "A"
        except Refusal as refused:
            assert "hỏng" in refused.message
