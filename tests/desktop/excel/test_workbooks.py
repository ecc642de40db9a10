"""What comes out of a foreign workbook: plain values at their addresses, and what no value says."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from desktop.excel.cells import Area, Run, Value, read_place
from desktop.excel.legacy_text import TCVN3
from desktop.excel.parts import kind_of_format
from desktop.excel.wire import pack, unpack
from desktop.excel.workbooks import ReadingStopped, SheetCells, read_workbook
from tests.hostile.made import OFFICE, parts, save, sheet, text


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> list[SheetCells]:
    """One workbook with everything telling in it, read once for the tests below."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Nhà ở"
    page["C3"], page["D3"] = "Giàng  A Páo ", "e\u0302"
    page["C4"], page["D4"], page["E4"], page["F4"] = 40_000_000, 62.5, True, 2**60
    page["C5"], page["D5"], page["E5"] = date(2026, 1, 5), datetime(2026, 1, 5, 8, 30), time(10, 30)
    page["C6"], page["D6"], page["E6"] = 0.975, 11083001234, date(2026, 1, 1)
    page["C6"].number_format, page["D6"].number_format, page["E6"].number_format = "0.0%", "0" * 12, "mm/yyyy"
    page["C7"], page["C8"] = 0.5, "gạch"
    page["C7"].number_format = "0.0%"
    page["C8"].font = Font(name=".VnTime", strike=True)
    page.merge_cells("B10:D12")
    page.row_dimensions[8].hidden = True
    page.column_dimensions["D"].hidden = True
    book.create_sheet("Danh mục").sheet_state = "hidden"
    path = tmp_path_factory.mktemp("read") / "a.xlsx"
    book.save(path)
    return read_workbook(path)


def test_that_every_value_stands_at_its_address_as_written(read: list[SheetCells]) -> None:
    page = read[0]
    assert page.rows[:2] == [(None,) * len(page.rows[0])] * 2
    assert page.rows[2][2:4] == ("Giàng  A Páo ", "e\u0302")
    assert page.rows[3][2:6] == (40_000_000, 62.5, True, float(2**60))
    assert type(page.value(4, 3)) is int
    assert page.rows[4][2:5] == (date(2026, 1, 5), datetime(2026, 1, 5, 8, 30), "10:30:00")
    assert page.value(99, 1) is None


def test_that_formats_that_change_the_meaning_are_told(read: list[SheetCells]) -> None:
    page = read[0]
    assert page.formats == {
        3: [Run(6, 7, "percent")],
        4: [Run(6, 6, "digits12")],
        5: [Run(6, 6, "month")],
    }
    assert [page.format_of(row, 3) for row in (5, 6, 7, 8)] == ["", "percent", "percent", ""]


def test_that_hidden_struck_and_merged_cells_are_told(read: list[SheetCells]) -> None:
    page, lists = read
    assert page.hidden_rows == {8}
    assert page.hidden_columns == {4}
    assert page.merged == [Area(10, 2, 12, 4)]
    assert page.struck == {(8, 3)}
    assert page.is_struck(8)
    assert not page.is_struck(3)
    assert page.writings == {3: [Run(8, 8, TCVN3)]}
    assert (page.name, page.state, lists.name, lists.state) == ("Nhà ở", "visible", "Danh mục", "hidden")
    assert lists.rows == []


def test_that_a_program_with_its_own_way_of_writing_tells_the_same(tmp_path: Path) -> None:
    style = '<xf numFmtId="9" fontId="0"/>'
    styles = f"<styleSheet><fonts><font/></fonts><cellXfs><xf/>{style}</cellXfs></styleSheet>"
    percent, error = '<c r="B2" s="1"><v>0.5</v></c>', '<c r="C2" t="e"><v>#N/A</v></c>'
    formula, label = '<c r="D2"><f>A1</f></c>', text("A1", "x")
    usual = f'<row r="1">{label}</row><row r="2" hidden="1">{percent}{error}{formula}</row>'
    quoted = usual.replace('"', "'")
    unnumbered = (
        "<row><c t='inlineStr'><is><t>x</t></is></c></row>"
        "<row hidden='1'><c/><c s='1'><v>0.5</v></c><c t='e'><v>#N/A</v></c><c><f>A1</f></c></row>"
    )
    content = parts(*(sheet(rows) for rows in (usual, quoted, unnumbered))) | {"xl/styles.xml": styles}
    content["xl/_rels/workbook.xml.rels"] = str(content["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    )
    for page in read_workbook(save(tmp_path / "a.xlsx", content)):
        assert page.rows == [("x", None, None), (None, 0.5, None)]
        assert page.format_of(2, 2) == "percent"
        assert page.errors == {(2, 3): "#N/A"}
        assert page.uncalculated == {(2, 4)}
        assert page.hidden_rows == {2}


def test_that_old_workbooks_and_csv_are_read_too(tmp_path: Path) -> None:
    old = xlwt.Workbook()
    page = old.add_sheet("DS 2009")
    page.write(1, 1, "Hộ", xlwt.easyxf("font: name .VnTime"))
    page.write_merge(3, 4, 0, 2, 1978)
    old.save(str(tmp_path / "a.xls"))
    (tmp_path / "a.csv").write_bytes("Họ tên;Năm\nGiàng A Páo;\n0113;1983;x\n".encode("utf-8-sig"))
    (tmp_path / "b.csv").write_bytes("Họ,Năm\nĐỗ,1983\n".encode("cp1258", "ignore"))
    (tmp_path / "c.csv").write_bytes("Họ\tNăm\n".encode("utf-16"))

    (old_page,) = read_workbook(tmp_path / "a.xls")
    assert old_page.rows[1][1] == "Hộ"
    assert old_page.rows[3][0] == 1978
    assert old_page.merged == [Area(4, 1, 5, 3)]
    assert old_page.writings == {2: [Run(2, 2, TCVN3)]}
    assert read_workbook(tmp_path / "a.csv")[0].rows == [
        ("Họ tên", "Năm", None), ("Giàng A Páo", None, None), ("0113", "1983", "x"),
    ]  # fmt: skip
    assert read_workbook(tmp_path / "b.csv")[0].rows[1][1] == "1983"
    assert read_workbook(tmp_path / "c.csv")[0].rows == [("Họ", "Năm")]


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_that_the_lines_of_a_csv_say_what_parts_its_cells(tmp_path: Path, mark: str, encoding: str) -> None:
    title = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO; NĂM 2025"
    lines = [f'"{title}"', *(mark.join((f"Hộ {number}", "11", "x", "1983")) for number in range(9))]
    (tmp_path / "a.csv").write_bytes("\r\n".join(lines).encode(encoding))
    (sheet,) = read_workbook(tmp_path / "a.csv")
    assert sheet.rows[0][0] == title
    assert sheet.rows[9] == ("Hộ 8", "11", "x", "1983")


def test_that_a_csv_may_name_its_mark_itself(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"sep=,\r\nA,B\r\n1;2,3\r\n")
    assert read_workbook(tmp_path / "a.csv")[0].rows == [("A", "B"), ("1;2", "3")]


def test_that_reading_tells_how_far_it_is_and_stops_when_told(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}">{text(f"A{n}", f"Hộ {n}")}</row>' for n in range(1, 30_001))
    path = save(tmp_path / "a.xlsx", parts(sheet(rows)))
    steps: list[tuple[int, int]] = []
    (page,) = read_workbook(path, progress=lambda done, total: steps.append((done, total)))
    assert len(page.rows) == 30_000
    assert page.rows[-1] == ("Hộ 30000",)
    assert [done for done, _total in steps] == sorted(done for done, _total in steps)
    assert steps[-1][0] == steps[-1][1]
    with pytest.raises(ReadingStopped):
        read_workbook(path, cancelled=lambda: True)


CELLS = st.one_of(
    st.just(""),
    st.text(),
    st.sampled_from(["Hmông", "Thái", "a\x7fb", "\x00"]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(2**53), 2**53).map(float),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


@pytest.mark.parametrize("value", [time(7, 30), time(), math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("beside", [(), (1.0, 0.0), ("", "Hmông"), (date(2025, 7, 1),)])
def test_that_a_value_that_may_not_be_what_the_cell_holds_is_told(
    value: time | float, beside: tuple[object, ...]
) -> None:
    assert pack([(other,) for other in (*beside, value)]).is_doubtful
    assert not pack([(other,) for other in (*beside, "07:30:00", "NaN")]).is_doubtful


@given(st.data(), st.integers(1, 4), st.integers(0, 2))
def test_that_values_cross_between_the_processes_unchanged(
    data: st.DataObject, width: int, before: int
) -> None:
    kinds = data.draw(
        st.lists(st.sampled_from([CELLS, st.text(), st.dates()]), min_size=width, max_size=width)
    )
    rows = data.draw(st.lists(st.tuples(*kinds), min_size=1, max_size=12))
    expected = [(None,) * before + tuple(None if value == "" else value for value in row) for row in rows]
    arrived: list[tuple[Value, ...]] = list(unpack(json.loads(pack(rows, before).line), {}))
    assert arrived == expected
    for row, wanted in zip(arrived, expected, strict=True):
        for value, other in zip(row, wanted, strict=True):
            is_whole = isinstance(other, float) and other.is_integer() and abs(other) <= 2**53
            assert type(value) is (int if is_whole else type(other))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("0.00%", "percent"),
        ('0"%"', ""),
        ("000000000000", "digits12"),
        ("mm/yyyy", "month"),
        ("[$-42A]mmmm yyyy;@", "month"),
        ("yyyy", "year"),
        ("dd/mm/yyyy", ""),
        ("#,##0", ""),
        ("General", ""),
    ],
)
def test_that_a_number_format_says_what_it_means(code: str, kind: str) -> None:
    assert kind_of_format(code) == kind


def test_that_an_address_is_read_or_refused() -> None:
    assert read_place("XFD1048576") == (1_048_576, 16_384)
    for wrong in ("", "12", "C", "Đ4", "AAAAAAAA1", "C-1"):
        with pytest.raises(ValueError):
            read_place(wrong)


def test_that_a_cell_is_shown_as_a_vietnamese_excel_writes_it() -> None:
    cells = SheetCells("Hộ", [(date(1947, 5, 28), 62.5, 5, "Bản A", None)], errors={(1, 5): "#N/A"})
    assert [cells.written(1, column) for column in range(1, 7)] == [
        "28/05/1947", "62,5", "5", "Bản A", "#N/A", "",
    ]  # fmt: skip
