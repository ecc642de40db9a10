"""How a whole column was typed decides what one cell cannot say: groups of thousands, exchanged days."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop.declare.fields import Choice, Date, Decimal, Integer, Money, Text
from desktop.declare.layouts import ExcelLayout
from desktop.declare.problems import Grade
from desktop.declare.records import Record
from desktop.excel.columns import decimal_mark
from desktop.excel.imports import parse
from desktop.excel.parsed import ParsedTable
from desktop.excel.recognise import recognise
from desktop.excel.totals import total_problems
from tests.desktop.excel.lists import sheet


class Feast(Record):
    title = "Ngày hội"
    key = ("name",)

    name = Text("Tên hoạt động", required=True)
    kind = Choice("Loại hoạt động", {"team": "Tổ truyền thông", "club": "Câu lạc bộ"})
    place = Text("Thôn, bản")
    held_on = Date("Thời gian")
    people = Integer("Số người dự")
    cost = Money("Kinh phí")


LAYOUT = ExcelLayout("feasts", "Danh sách ngày hội", Feast, outline=("kind",))
HEAD = ("TT", "Tên hoạt động", "Thôn, bản", "Thời gian", "Số người dự", "Kinh phí (nghìn đồng)")
LATE = ("14/1/2024", "25/9/2023", "19/8/2023")
EARLY = (date(2024, 7, 8), date(2024, 2, 1), date(2023, 11, 10))


def read(*rows: tuple[Any, ...], **facts: Any) -> ParsedTable:
    (table,) = recognise([sheet([HEAD, *rows], **facts)], [Feast], [LAYOUT], "a.xlsx")
    return parse(table, lambda _field, text, _hints: (text, ""))


def costs(*written: Any) -> list[int | None]:
    rows = [(place, f"Hội {place}", "Bản A", LATE[0], 10, cost) for place, cost in enumerate(written)]
    return [record.cost for record in read(*rows).records]


def test_that_three_digits_after_each_mark_are_thousands_among_figures_of_that_size() -> None:
    plain = (18600, 68400, 24300)
    grouped = [11_800_000, 88_800_000, 5_900_000]
    assert costs(*plain, "11.800", "88.800", "5.900")[3:] == grouped
    assert costs(*plain, "11,800", "88,800", "5,900")[3:] == grouped
    assert costs(*plain, "11.800", "88.800")[3:] == grouped[:2]
    assert costs("11.800", "88.800", "5.900") == grouped
    assert costs("11.800", "88,800", "5.900") == [None, None, None]
    assert costs(12, 68, 24, "11.800", "88.800", "5.900")[3:] == [None, None, None]


def test_that_a_decimal_below_the_least_of_whole_figures_is_thousands() -> None:
    amount, written = Decimal("Số lượng"), ("2.000", "3.000", "1.500")
    assert decimal_mark(amount, (25, 60, 2500, *written), 1) == ","
    assert decimal_mark(amount, (25.5, 2, 2500, *written), 1) == ""


def test_that_one_figure_in_a_column_of_both_marks_is_read_as_its_size_says() -> None:
    plain, both = (561.9, 1175.3, 456.100000001), ("751,9", "358.5")
    assert costs(*plain, *both, "1.016")[-1] == 1_016_000
    assert costs(*plain, *both, "1,016")[-1] == 1_016_000
    # As a decimal it would fit as well, or nothing is so large, or there are decimals of three places.
    assert costs(*plain, 7.2, *both, "1.016")[-1] is None
    assert costs(*plain, *both, "9.016")[-1] is None
    assert costs(*plain, 633.653, *both, "1.016")[-1] is None
    assert costs(*plain, *both, "1.016", "1,016")[-2:] == [None, None]


def days(*written: Any) -> list[tuple[int, str]]:
    rows = [(place, f"Hội {place}", "Bản A", day, 10, 500) for place, day in enumerate(written)]
    parsed = read(*rows)
    for found in parsed.problems.values():
        for problem in found:
            assert (problem.grade, problem.field) == (Grade.WARN, "held_on")
            assert problem.spot is not None and problem.spot.column == 4
    return [(position, found[0].message) for position, found in sorted(parsed.problems.items())]


def test_that_days_an_english_windows_exchanged_are_doubted() -> None:
    doubted = days(*LATE, *EARLY)
    assert [position for position, _says in doubted] == [3, 4, 5]
    assert "07/08/2024" in doubted[0][1] and "02/01/2024" not in doubted[0][1]


def test_that_days_typed_in_any_other_way_are_not_doubted() -> None:
    assert days(*LATE, *EARLY[:2]) == []
    assert days(*LATE, *EARLY, date(2024, 7, 28)) == []
    assert days(*LATE, *EARLY, "5/1/2024") == []
    assert days(*EARLY) == []
    assert [position for position, _says in days(*LATE, *EARLY[:2], date(2024, 5, 5), EARLY[2])] == [3, 4, 6]


def test_that_a_group_tells_the_choice_the_layout_names() -> None:
    parsed = read(
        ("I", "Tổ truyền thông: 1 mô hình", None, None, None, None),
        (1, "Hội một", "Bản A", LATE[0], 10, 500),
        ("II", "Câu lạc bộ: 1 mô hình", None, None, None, None),
        (2, "Hội hai", "Bản B", LATE[1], 10, 500),
    )
    assert [(record.kind, record.place) for record in parsed.records] == [
        ("team", "Bản A"),
        ("club", "Bản B"),
    ]


def test_that_a_total_that_was_never_calculated_is_told_at_its_cell() -> None:
    rows = [(place, f"Hội {place}", "Bản A", LATE[0], 10, 500) for place in range(3)]
    parsed = read(*rows, (None, "Tổng cộng", None, None, None, 1500), uncalculated={(5, 5)})
    (problem,) = total_problems(parsed)
    assert (problem.grade, problem.rule, problem.field) == (Grade.WARN, "G11", "people")
    assert problem.spot is not None and problem.spot.cell == "E5"
