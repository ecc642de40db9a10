"""What a drawing comes to: values, shares, at most six series, words at the ends of bars."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.declare.charts import Drawing, Line, Series
from desktop.declare.reading import Condition
from desktop.qt.chart_figures import figure_of, show
from desktop.shared import Place, PlaceLink


def test_that_money_in_dong_is_drawn_in_million() -> None:
    drawing = Drawing(("A",), (Series("", (44_000_000,)),), "đồng", (Line("Mức tối đa", 40_000_000),))
    figure = figure_of(drawing, "bar")
    assert figure.unit == "triệu đồng"
    assert figure.marks[0].end == 44
    assert figure.lines == (("Mức tối đa: 40 triệu đồng", 40.0),)


def test_that_a_bar_reads_its_value_and_its_share() -> None:
    figure = figure_of(Drawing(("Na Son", "Nậm Kè"), (Series("Hộ", (1500, 500)),), "hộ"), "bar")
    assert [mark.reading for mark in figure.marks] == ["Na Son: 1.500 hộ (75 %)", "Nậm Kè: 500 hộ (25 %)"]
    assert figure.ends == ("1.500", "500")


def test_that_parts_of_a_bar_start_where_the_last_one_ended() -> None:
    drawing = Drawing(("Na Son",), (Series("Xong", (3,)), Series("Đang làm", (1,))), "nhà")
    figure = figure_of(drawing, "stacked")
    assert [(mark.start, mark.end) for mark in figure.marks] == [(0, 3), (3, 4)]
    assert figure.marks[1].reading == "Na Son · Đang làm: 1 nhà (25 %)"
    assert figure.ends == ("4",)


def test_that_more_than_six_series_end_in_one_called_other() -> None:
    drawing = Drawing(("A",), tuple(Series(str(number), (number,)) for number in range(9)))
    figure = figure_of(drawing, "stacked")
    assert figure.names == ("0", "1", "2", "3", "4", "Khác")
    assert figure.top == sum(range(9))


def test_that_progress_says_how_much_of_the_target_was_reached() -> None:
    drawing = Drawing(("Na Son",), (Series("Đạt", (45,)), Series("Mục tiêu", (60,))), "lớp")
    figure = figure_of(drawing, "progress")
    assert figure.ends == ("75 %",)
    assert figure.marks[0].reading == "Na Son · Đạt: 45 lớp – đạt 75 %"


def test_that_each_bar_leads_to_its_own_records() -> None:
    wheres = ((Condition("a", "is", 1),), (Condition("a", "is", 2),))
    figure = figure_of(Drawing(("x", "y"), (Series("", (1, 2), wheres),)), "bar")
    assert tuple(mark.where for mark in figure.marks) == wheres


def test_that_a_missing_value_leaves_a_gap_and_nothing_at_all_is_empty() -> None:
    assert len(figure_of(Drawing(("x", "y"), (Series("", (1, None)),)), "line").marks) == 1
    assert figure_of(Drawing(), "bar").is_empty
    assert figure_of(Drawing(("x",), (Series("", (0,)),)), "bar").is_empty


_values = st.one_of(st.none(), st.integers(-(10**15), 10**15), st.decimals(-(10**9), 10**9, places=2))


@given(
    st.integers(0, 8).flatmap(
        lambda size: st.tuples(
            st.just(size),
            st.lists(st.lists(_values, min_size=size, max_size=size), max_size=9),
            st.sampled_from(["bar", "stacked", "line", "progress"]),
        )
    )
)
def test_that_any_drawing_can_be_drawn(drawn: tuple[int, list[list[int | Decimal | None]], str]) -> None:
    size, columns, kind = drawn
    labels = tuple(str(place) for place in range(size))
    series = tuple(Series(str(number), tuple(values)) for number, values in enumerate(columns))
    figure = figure_of(Drawing(labels, series, "đồng"), kind)
    assert figure.top > 0 >= figure.bottom
    assert len(figure.ends) == size


def test_that_values_are_written_in_the_national_way() -> None:
    assert show(Decimal("1234567.85")) == "1.234.567,9"
    assert show(Decimal("-40.05")) == "−40,1"
    assert show(None) == ""


def test_that_a_value_says_how_much_of_each_norm_it_is() -> None:
    drawing = Drawing(("A",), (Series("", (30,)),), "hộ", (Line("Mục tiêu", 40), Line("Ít nhất", 0)))
    assert [mark.reading for mark in figure_of(drawing, "bar").marks] == [
        "A: 30 hộ\nbằng 75 % của “Mục tiêu”"
    ]


def test_that_means_and_percents_are_told_without_a_share() -> None:
    values = (Series("", (40, 60)),)
    assert figure_of(Drawing(("A", "B"), values, "%"), "bar").marks[0].reading == "A: 40 %"
    assert figure_of(Drawing(("A", "B"), values, "hộ", adds_up=False), "bar").marks[0].reading == "A: 40 hộ"


def test_that_the_series_drawn_together_lead_to_their_records_together() -> None:
    year = Condition("year", "is", 2025)
    series = [Series(str(n), (n,), ((year, Condition("stage", "is", str(n))),)) for n in range(8)]
    figure = figure_of(Drawing(("A",), tuple(series)), "stacked")
    assert figure.marks[-1].where == [year, Condition("stage", "in", ["5", "6", "7"])]
    apart = [*series[:7], Series("7", (7,), ((Condition("topic", "is", "x"),),))]
    assert figure_of(Drawing(("A",), tuple(apart)), "stacked").marks[-1].where is None


def test_that_a_value_may_lead_to_records_of_its_own_type() -> None:
    series = Series("", (1, 2), ((), ()), (Place, PlaceLink))
    assert [mark.over for mark in figure_of(Drawing(("x", "y"), (series,)), "bar").marks] == [
        Place,
        PlaceLink,
    ]
