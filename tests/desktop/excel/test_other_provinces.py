"""Habits of offices elsewhere: words in brackets, units said once, a place in each title, files of texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop.declare.fields import Choice, Integer, Money, Text
from desktop.declare.layouts import ExcelLayout
from desktop.declare.problems import Grade
from desktop.declare.records import Record
from desktop.excel.found import FoundTable
from desktop.excel.recognise import recognise, take_as
from desktop.shared.indicators import IndicatorValue
from desktop.workspace import Workspace
from desktop.workspace.import_places import title_of
from desktop.workspace.importing import accept
from tests.desktop.excel.lists import HEAD, Well, listed, plan_of, register, sheet


class Barn(Record):
    title = "Chuồng"
    key = ("owner",)

    owner = Text("Chủ hộ", person=True, required=True)
    kind = Choice("Loại chuồng", {"cow": "Chuồng trâu bò", "pig": "Chuồng lợn"}, required=True)
    village = Text("Thôn")
    size = Integer("Số con")
    total = Money("Tổng kinh phí")
    state = Money("NSNN")


class Shed(Barn):
    title = "Kho"


BARNS = ExcelLayout("barns", "Chuồng", Barn, outline=("kind",), words=("hỗ trợ chuồng",))
SHEDS = ExcelLayout("sheds", "Kho", Shed, words=("hỗ trợ kho",))


def found(*rows: Sequence[Any]) -> list[FoundTable]:
    return recognise([sheet(rows)], [Barn, Shed], [BARNS, SHEDS], "a.xlsx")


@pytest.fixture
def wells(tmp_path: Path) -> Iterator[Workspace]:
    workspace = register(tmp_path)
    yield workspace
    workspace.close()


def test_that_a_heading_says_in_brackets_what_it_means_and_a_measure_is_no_unit() -> None:
    title, head = ("DANH SÁCH HỖ TRỢ CHUỒNG",), ("TT", "Người nhận (chủ hộ)", "Địa chỉ (thôn)", "Loại chuồng")
    [table] = found(title, head, (1, "Lò Văn A", "Thôn 1", "Chuồng lợn"))
    assert [column.field for column in table.columns] == ["", "owner", "village", "kind"]
    assert [column.sure for column in table.columns[1:3]] == [0.75, 0.75]
    head = ("Chỉ tiêu", "Đơn vị tính", "Năm", "Giá trị")
    [table] = recognise([sheet([head, ("Tỷ lệ hộ nghèo", "%", 2025, 3.5)])], [IndicatorValue], [], "a.xlsx")
    assert [column.field for column in table.columns] == ["indicator", "", "year", "value"]


def test_that_groups_named_by_a_unit_tell_the_place_of_figures_and_those_of_a_standard_do_not() -> None:
    rows: list[Any] = [("Chỉ tiêu", "Năm", "Giá trị")]
    for group in ("I. Xã Na Son", "II. Xã đạt chuẩn nông thôn mới", "III. XÃ ĐẠT CHUẨN NÔNG THÔN MỚI"):
        rows += [(group,), ("Tỷ lệ hộ nghèo", 2025, 3.5), ("Tỷ lệ hộ có nước", 2025, 90)]
    [table] = recognise([sheet(rows)], [IndicatorValue], [], "a.xlsx")
    assert [group.field for group in table.groups] == ["place", "", ""]


def test_that_a_list_below_no_title_that_may_be_two_things_is_left_to_be_chosen() -> None:
    rows = (("TT", "Chủ hộ", "Thôn", "Số con", "Loại chuồng"), (1, "Lò Văn A", "Thôn 1", 3, "Chuồng lợn"))
    [table] = found(*rows)
    assert table.record_type is None
    assert "“Chuồng”, “Kho”" in table.reason and "chọn loại hồ sơ" in table.reason
    assert take_as(table, Shed).data_rows == [2]
    [table] = found(("DANH SÁCH HỖ TRỢ KHO",), *rows)
    assert table.record_type is Shed
    both = found(("UBND XÃ NA SON",), *rows, (), ("DANH SÁCH HỖ TRỢ KHO XÃ MƯỜNG NHÀ",), *rows)
    assert [table.record_type for table in both] == [None, Shed]
    assert title_of(both[1]) == "DANH SÁCH HỖ TRỢ KHO XÃ MƯỜNG NHÀ"


def test_that_an_option_in_the_title_names_the_list() -> None:
    rows = (("TT", "Chủ hộ", "Thôn", "Số con"), (1, "Lò Văn A", "Thôn 1", 3))
    [table] = found(("DANH SÁCH HỘ LÀM CHUỒNG TRÂU BÒ NĂM 2026",), *rows)
    assert table.record_type is Barn


def test_that_money_without_a_unit_follows_the_other_columns_and_says_so() -> None:
    head = ("Chủ hộ", "Loại chuồng", "Tổng kinh phí (triệu đồng)", "Trong đó: NSNN")
    rows = [("Lò Văn A", "Chuồng lợn", 12.5, "8,5"), ("Lò Văn B", "Chuồng lợn", 20, "15")]
    [table] = found(("HỖ TRỢ CHUỒNG",), head, *rows)
    assert [column.unit for column in table.columns[2:]] == [1_000_000, 1_000_000]
    assert sum("lấy như các cột tiền khác" in doubt for doubt in table.doubts) == 1


def test_that_rows_of_texts_below_headings_of_a_program_are_data() -> None:
    rows = [("chu_ho", "loai_chuong", "thon", "so_con")]
    rows += [(f"Lò Văn {name}", "Chuồng lợn", "Thôn Nà 1", "4", "1971") for name in "AB"]
    [table] = recognise([sheet(rows)], [Barn], [], "ho-tro-chuong.csv")
    assert (table.header_rows, table.data_rows) == ((1, 1), [2, 3])


def test_that_the_title_of_a_second_list_is_its_own() -> None:
    rows = [HEAD, (1, "Lò Văn A", "Bản Na Son", "011089000001", 4, 40, "01/QĐ"), ()]
    lists = [("DANH SÁCH GIẾNG XÃ NA SON",), *rows, ("DANH SÁCH GIẾNG XÃ MƯỜNG NHÀ",), *rows]
    tables = recognise([sheet(lists)], [Well], [], "a.xlsx")
    assert [title_of(table) for table in tables] == [
        "DANH SÁCH GIẾNG XÃ NA SON",
        "DANH SÁCH GIẾNG XÃ MƯỜNG NHÀ",
    ]


def test_that_figures_and_a_total_that_can_both_be_read_in_two_ways_decide_each_other(
    wells: Workspace,
) -> None:
    head = (*HEAD[:5], "NSTW (triệu đồng)", "Số quyết định")
    rows = [
        (place, f"Tòng Văn {name}", "Bản Na Son", None, 4, amount, f"{place}/QĐ")
        for place, (name, amount) in enumerate(zip("ABC", ("8", "6", "1.500"), strict=True), 1)
    ]
    total = (None, "Tổng cộng", None, None, None, "15.500")
    cells = listed(*rows, total)
    cells.rows[1] = head
    result = accept(wells, plan_of(wells, cells))
    with wells.store.reading() as reader:
        assert sorted(well.central or 0 for well in reader.rows(Well)) == [1_500_000, 6_000_000, 8_000_000]
    assert not [problem for problem in result.problems if "Tổng ghi" in problem.message]


def test_that_a_question_mark_in_a_value_is_a_doubt_told_at_its_cell(wells: Workspace) -> None:
    head = (*HEAD, "Diện hộ")
    good = (1, "Tòng Văn Khụt", "Bản Na Son", "011089000001", 4, 40_000_000, "01/QĐ", "Hộ nghèo")
    other = (2, "Lò Thị Hoa", "Bản Tìa Ghênh", "011189000002", 5, 38_000_000, "02/QĐ", "Hộ cận nghèo ?")
    result = accept(wells, plan_of(wells, sheet([("DANH SÁCH GIẾNG",), head, good, other])))
    told = [(problem.spot.cell, problem.grade) for problem in result.problems if problem.spot]
    assert told == [("H4", Grade.NOTE)]
    assert [question.field for question in result.questions] == ["poverty"]
    with wells.store.reading() as reader:
        assert {well.poverty for well in reader.rows(Well)} == {"poor", "near"}


def test_that_a_list_without_what_all_its_rows_share_is_known_and_asks_for_it() -> None:
    head = ("STT", "Chỉ tiêu", "Đơn vị tính", "Năm", "Giá trị")
    rows = [("I", "Xã Na Son"), (1, "Hộ có điện", "%", 2025, 91), (2, "Hộ có nước", "%", 2025, 88)]
    [table] = recognise([sheet([head, *rows])], [IndicatorValue, Barn], [], "a.xlsx")
    assert table.record_type is IndicatorValue and len(table.data_rows) == 2
    asked = [label for label in ("“Kỳ”", "“Loại số liệu”") if any(label in each for each in table.doubts)]
    assert len(asked) == 2
    table.given["period"] = "year"
    assert not [doubt for doubt in table.doubts if "“Kỳ”" in doubt]
    # A list of names alone asks for more than it tells.
    [names] = recognise([sheet([("STT", "Chủ hộ", "Địa chỉ")])], [Barn], [], "a.xlsx")
    assert names.record_type is None
