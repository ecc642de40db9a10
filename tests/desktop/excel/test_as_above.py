"""What officers do not write twice: marks for “as above”, sums of parts, a second list under the first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from desktop.declare.fields import Choice, Money, Text
from desktop.declare.problems import Grade
from desktop.declare.records import Record
from desktop.excel.above import as_above
from desktop.excel.cells import SheetCells, Value
from desktop.excel.corrections import RefusedRows, write_refused
from desktop.excel.found import FoundTable
from desktop.excel.imports import parse
from desktop.excel.parsed import ParsedTable
from desktop.excel.recognise import recognise
from desktop.excel.totals import total_problems
from tests.desktop.excel.lists import HEAD, LAYOUT, Village, Well, listed, sheet

TITLE = ("DANH SÁCH GIẾNG",)


def found(cells: SheetCells) -> list[FoundTable]:
    return recognise([cells], [Well, Village], [LAYOUT], "a.xlsx")


def read(table: FoundTable) -> ParsedTable:
    return parse(table, lambda _field, text, _hints: (text, ""))


@pytest.mark.parametrize(
    "text", ['"', "nt", "NT.", "- nt -", "Như trên", '-"-', "„", "〃", "-//-", "''", ",,"]
)
def test_that_officers_write_as_above_in_many_ways(text: str) -> None:
    assert as_above([text])


@pytest.mark.parametrize("text", ["-", "", "/", "n", "trên", "Nguyễn Thị", "0", "x"])
def test_that_other_short_texts_say_something_themselves(text: str) -> None:
    assert not as_above([text])


def test_that_a_cell_that_says_as_above_means_the_cell_above_it() -> None:
    [table] = found(
        listed(
            (1, "Lò Văn A", "Bản Na Son", None, 4, 10_000_000, "1/QĐ"),
            (2, "Lò Văn B", "nt", None, '"', 20_000_000, "-nt-"),
            (3, "Lò Văn C", "nt", None, 5, "„", "như trên"),
        )
    )
    told = [record.values() for record in read(table).records]
    assert [one["village"] for one in told] == ["Bản Na Son"] * 3
    assert [one["members"] for one in told] == [4, 4, 5]
    assert [one["central"] for one in told] == [10_000_000, 20_000_000, 20_000_000]
    assert {one["decision"] for one in told} == {"1/QĐ"}
    assert table.notes == ['6 ô ghi “nt”, “"”, “-nt-”, “„” được hiểu là như dòng trên.']


def test_that_as_above_with_nothing_above_is_asked_for_at_its_cell() -> None:
    [table] = found(
        listed((1, "Lò Văn A", "nt", None, 4, 1, "1/QĐ"), (2, "Lò Văn B", "Bản Na Son", None, 5, 2, "nt"))
    )
    [problem] = [each for each in read(table).problems[0] if each.grade is Grade.BLOCK]
    assert (str(problem.spot), problem.field) == ("Trang 1!C3", "village")


def test_that_a_row_that_goes_back_alone_says_what_stood_above_it(tmp_path: Path) -> None:
    rows = [
        (1, "Lò Văn A", "Bản Na Son", None, 4, 1, "1/QĐ"),
        (2, "Lò Văn B", None, None, 4, 1, "nt"),
        (3, "Lò Văn C", None, None, 4, 1, "nt"),
    ]
    [table] = found(listed(*rows))
    write_refused([RefusedRows(table, [(5, [])])], tmp_path / "lỗi.xlsx")
    page = openpyxl.load_workbook(tmp_path / "lỗi.xlsx").worksheets[0]
    last = [cell.value for cell in page[page.max_row]]
    assert "Bản Na Son" in last
    assert "1/QĐ" in last


def problems(table: FoundTable) -> list[str]:
    return [str(problem.spot) for problem in total_problems(read(table))]


def part(village: str, *members: int) -> list[tuple[Value, ...]]:
    return [
        (place, f"Lò Văn {'ABCDE'[place]}", village, None, count, 1, "1/QĐ")
        for place, count in enumerate(members)
    ]


@pytest.mark.parametrize(
    ("words", "last"), [(("Cộng", "Cộng"), "Tổng cộng"), (("Cộng Na Son", "Cộng Sam Phát"), "Tổng")]
)
def test_that_a_sum_between_rows_is_that_of_its_part(words: tuple[str, str], last: str) -> None:
    rows = [
        *part("Bản Na Son", 4, 5),
        (None, words[0], None, None, 9),
        *part("Bản Sam Phát", 1, 2, 3),
        (None, words[1], None, None, 6),
        (None, last, None, None, 15),
    ]
    [table] = found(listed(*rows))
    assert problems(table) == []
    rows[2], rows[6] = (None, words[0], None, None, 8), (None, words[1], None, None, 7)
    [table] = found(listed(*rows))
    assert problems(table) == ["Trang 1!E5", "Trang 1!E9"]


def test_that_sums_of_pages_pass_over_groups_and_may_be_carried_on() -> None:
    rows = [
        ("I", "Bản Na Son"),
        *part("", 4, 5),
        (None, "Cộng trang", None, None, 9),
        *part("", 1),
        ("II", "Bản Sam Phát"),
        *part("", 2),
        (None, "Cộng trang", None, None, 3),
        *part("", 3),
        (None, "Cộng chuyển sang trang", None, None, 15),
        *part("", 1),
        (None, "Tổng cộng", None, None, 16),
    ]
    [table] = found(listed(*rows))
    assert problems(table) == []


def test_that_a_list_with_its_own_title_below_another_is_another_table() -> None:
    head = ("TT", "Họ và tên chủ hộ", "Số khẩu", "Số quyết định")
    first = [("I", "Bản Na Son"), (1, "Lò Văn A", 4, "1/QĐ"), ("Ghi chú: còn 2 hộ.",), ()]
    second = [("DANH SÁCH GIẾNG ĐÀO",), head, ("I", "Bản Sam Phát"), (1, "Lò Văn B", 5, "2/QĐ")]
    tables = found(sheet([TITLE, head, *first, *second, (None, "Tổng cộng", 5)]))
    assert [table.data_rows for table in tables] == [[4], [10]]
    assert [read(table).typed["village"] for table in tables] == [["Bản Na Son"], ["Bản Sam Phát"]]
    assert [problems(table) for table in tables] == [[], []]


def test_that_rows_go_on_under_a_heading_repeated_below_the_foot_of_a_page() -> None:
    foot = [("Ghi chú: xem trang sau.",), ("Trang 2",), HEAD]
    [table] = found(sheet([TITLE, HEAD, *part("Bản Na Son", 4), *foot, ("I", "Bản Sam Phát"), *part("", 5)]))
    assert table.data_rows == [3, 8]
    assert table.outline[8] == {"village": "Bản Sam Phát"}


def test_that_options_side_by_side_under_no_common_heading_are_marked() -> None:
    head = ("TT", "Chủ hộ", "Nam", "Nữ", "Bản", "Hộ nghèo", "Hộ cận nghèo", "Số quyết định")
    rows = [
        (1, "Lò Văn A", "x", None, "Bản Na Son", None, "x", "1"),
        (2, "Lò Thị B", None, 1, "nt", "x", None, "1"),
    ]
    [table] = found(sheet([TITLE, head, *rows]))
    told = [record.values() for record in read(table).records]
    assert [(one["sex"], one["poverty"]) for one in told] == [("male", "near"), ("female", "poor")]


def test_that_a_line_over_a_list_tells_its_choice_as_a_group_does() -> None:
    head = ("TT", "Chủ hộ", "Bản", "Số quyết định")
    rows = [("I. HỘ NGHÈO",), head, (1, "Lò Văn A", "Bản Na Son", "1"), ("II. HỘ CẬN NGHÈO",), head,
            (1, "Lò Văn B", "Bản Na Son", "1")]  # fmt: skip
    [table] = found(sheet([TITLE, *rows]))
    assert [record.values()["poverty"] for record in read(table).records] == ["poor", "near"]


class Visit(Record):
    title = "Lần khám"
    key = ("owner", "what")

    owner = Text("Họ và tên", person=True, required=True)
    home = Text("Nơi ở", section="Người")
    what = Choice("Nội dung", {"eye": "Khám mắt", "ear": "Khám tai"}, required=True)
    cost = Money("Số tiền")


VISITS: list[Sequence[Value]] = [
    TITLE,
    ("TT", "Họ và tên", "Nơi ở", "Nội dung", "Số tiền"),
    (1, "Lò Văn A", "Bản Na Son", "Khám mắt", 50_000),
    (None, None, None, "Khám tai", 60_000),
    (2, "Lò Văn B", None, "Khám tai", 70_000),
    (None, "Tổng cộng", None, None, 180_000),
]


def test_that_rows_that_go_on_with_the_person_above_are_rows_of_that_person() -> None:
    [table] = recognise([sheet(VISITS)], [Visit], [], "a.xlsx")
    told = [tuple(map(vars(record).get, ("owner", "home", "what", "cost"))) for record in read(table).records]
    assert told == [
        ("Lò Văn A", "Bản Na Son", "eye", 50_000),
        ("Lò Văn A", "Bản Na Son", "ear", 60_000),
        ("Lò Văn B", None, "ear", 70_000),
    ]
    assert not table.groups


@pytest.mark.parametrize("between", [("II", "BẢN TÌA GHÊNH"), (None, "Cộng", None, None, 110_000), ()])
def test_that_nobody_is_gone_on_with_behind_what_parts_the_list(between: tuple[Value, ...]) -> None:
    rows = [*VISITS[:4], between, *VISITS[3:]]
    [table] = recognise([sheet(rows)], [Visit], [], "a.xlsx")
    assert [vars(record).get("owner") for record in read(table).records][:3] == ["Lò Văn A", "Lò Văn A", None]
    assert "1 dòng để trống họ tên được hiểu là nói tiếp về người ở dòng trên." in table.notes


def test_that_a_numbered_row_without_a_name_goes_on_with_nobody() -> None:
    rows = [*VISITS[:3], (2, None, None, "Khám tai", 60_000), *VISITS[4:]]
    [table] = recognise([sheet(rows)], [Visit], [], "a.xlsx")
    assert [vars(record).get("owner") for record in read(table).records] == ["Lò Văn A", None, "Lò Văn B"]
