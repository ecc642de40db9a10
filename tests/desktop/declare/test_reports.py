"""Asks what a document tells of its figures, what it hides, and which days a report asks of."""

from datetime import date
from decimal import Decimal

from desktop.declare.reading import Condition
from desktop.declare.reports import (
    MONEY,
    PERCENT,
    Asked,
    Document,
    Figure,
    Letterhead,
    Paragraph,
    Period,
    Table,
    TableColumn,
    TableRow,
    shown,
)


def test_that_money_is_told_in_million_dong_to_the_dong() -> None:
    assert shown(1_234_500_001, MONEY) == "1.234,500001"
    assert Figure(452_000_000, MONEY).show() == "452 triệu đồng"
    assert Figure(Decimal("56.1"), PERCENT).show() == "56,1 %"


def test_that_no_decimal_an_officer_wrote_is_cut_off() -> None:
    assert shown(Decimal("12.3455"), "number") == "12,3455"
    assert shown(Decimal("0.125"), "number") == "0,125"
    assert shown(Decimal(200) / 3, "number") == "66,666667"


def test_that_a_figure_nobody_told_is_named_as_missing() -> None:
    assert Figure(None, MONEY).show() == "(chưa có số)"
    assert shown(None, MONEY) == ""


def test_that_a_paragraph_holds_its_figures_and_leaves_other_braces_alone() -> None:
    paragraph = Paragraph("Chi {a.plan}, mẫu {x}.", figures=("a.plan",))
    document = Document("Vốn", (paragraph,), figures={"a.plan": Figure(2_000_000, MONEY)})
    assert document.tell(paragraph) == "Chi 2 triệu đồng, mẫu {x}."


def test_that_masked_columns_give_way_to_dots() -> None:
    columns = (TableColumn("Chủ hộ", sensitive=True), TableColumn("Tiền", MONEY))
    document = Document("Hộ", (Table(columns, (TableRow(("Vàng A Ví Dụ", 5)), TableRow((None, 6)))),))
    (table,) = document.masked().tables()
    assert document.names_persons
    assert [row.cells for row in table.rows] == [("•••", 5), (None, 6)]


def test_that_columns_of_one_group_stand_under_one_heading() -> None:
    columns = (TableColumn("TT"), TableColumn("A", group="Tổng"), TableColumn("B", group="Tổng"))
    table = Table(columns)
    assert table.groups() == [("", 0, 1), ("Tổng", 1, 2)]
    assert table.is_grouped
    assert table.measured_in == ""


def test_that_a_year_asks_of_the_year_as_people_count_it_and_a_part_of_its_own_days() -> None:
    year = Period("năm 2026", 2026, date(2025, 12, 15), date(2026, 12, 14), is_whole_year=True)
    part = Period("quý 1", 2026, date(2025, 12, 15), date(2026, 3, 14), cutoff=date(2026, 3, 10))
    today = date(2026, 11, 22)
    assert Asked(today, period=year).during("day") == [
        Condition("day", "from", date(2026, 1, 1)),
        Condition("day", "to", date(2026, 12, 31)),
    ]
    assert Asked(today, period=part).during("day")[1] == Condition("day", "to", date(2026, 3, 10))
    cut = year._replace(cutoff=date(2026, 9, 15))
    assert Asked(today, period=cut).during("day") == [
        Condition("day", "from", date(2025, 12, 15)),
        Condition("day", "to", date(2026, 9, 15)),
    ]
    assert Asked(today).during("day") == Asked(today).within() == []


def test_that_the_day_of_a_paper_is_written_as_state_documents_write_it() -> None:
    assert Letterhead("", "Na Son", date(2026, 1, 5)).dated == "Na Son, ngày 05 tháng 01 năm 2026"
    assert Letterhead("", "", date(2026, 11, 22)).dated == "ngày 22 tháng 11 năm 2026"
