"""Asks whether a chart's question is answered from stored records: groups, parts, sums, dates, names."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.charts import BarChart, Chart, Drawing, Line, LineChart, Series, StackedBarChart
from desktop.declare.dates import PartialDate
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition
from desktop.declare.text import add_catalog, use_language
from desktop.resources import resource
from desktop.workspace import Workspace

Build = Callable[..., list[str]]


def drawn(workspace: Workspace, kind: type[Chart], group_by: str, **options: Any) -> Drawing:
    where = options.pop("page_where", ())
    house = workspace.catalog.record_type("House")
    return workspace.drawing(kind("Bao nhiêu?", house, group_by, **options), where)


def counted(workspace: Workspace, where: Any) -> int:
    with workspace.store.reading() as reader:
        return reader.count(workspace.catalog.record_type("House"), where)


def test_that_no_data_is_said(villages: Workspace) -> None:
    drawing = drawn(villages, BarChart, "stage")
    assert (drawing.labels, drawing.series) == ((), ())
    assert drawing.sentence == "Chưa có dữ liệu."


def test_that_a_function_that_fails_is_a_refusal_that_names_the_chart(
    villages: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_asked: object) -> Drawing:
        raise KeyError("Sùng A Chứ")

    with pytest.raises(Refusal, match="houses_failing"):
        drawn(villages, BarChart, "", answer=fail, name="houses_failing")
    assert "Sùng" not in caplog.text


def test_that_records_are_counted_in_the_order_of_the_choice(villages: Workspace, build: Build) -> None:
    build({"stage": "done"}, {"stage": "done"}, {"stage": "new"}, {})
    drawing = drawn(villages, BarChart, "stage")
    assert drawing.labels == ("Mới", "Xong", "(chưa ghi)")
    assert [(series.name, series.values) for series in drawing.series] == [("Nhà ở", (1, 2, 1))]
    assert [counted(villages, where) for where in drawing.series[0].wheres] == [1, 2, 1]
    assert drawing.unit == "nhà"
    assert drawing.sentence == "Tổng 4 nhà; nhiều nhất: Xong (2)."


def test_that_money_is_summed_in_millions(villages: Workspace, build: Build) -> None:
    build({"stage": "done", "cost": 44_000_000}, {"stage": "done", "cost": 500_000}, {"stage": "new"})
    drawing = drawn(villages, BarChart, "stage", total="cost", lines=[Line("Mức", 40)])
    assert drawing.series[0].values == (0, Decimal("44.5"))
    assert drawing.unit == "triệu đồng"
    assert drawing.lines == (Line("Mức", 40),)
    assert "44,5" in drawing.sentence
    assert drawn(villages, BarChart, "stage", total="double").series[0].values == (0, 89)


def test_that_measures_keep_their_unit(villages: Workspace, build: Build) -> None:
    build({"stage": "done", "area": Decimal("40.5")}, {"stage": "done", "area": Decimal("0.1")})
    drawing = drawn(villages, BarChart, "stage", total="area")
    assert (drawing.series[0].values, drawing.unit) == ((Decimal("40.6"),), "m²")


def test_that_groups_of_the_same_size_stand_by_name(villages: Workspace, build: Build) -> None:
    build({"roof": "Tôn 10"}, {"roof": "Tôn 2"}, {"roof": "Tôn 1"}, {"roof": "Tôn 1"})
    assert drawn(villages, BarChart, "roof").labels == ("Tôn 1", "Tôn 2", "Tôn 10")


def test_that_a_chart_of_nothing_but_the_rest_tells_its_sum(villages: Workspace, build: Build) -> None:
    build({"roof": "Tôn 1"}, {"roof": "Tôn 2"})
    drawing = drawn(villages, BarChart, "roof", most=1)
    assert drawing.labels == ("Còn lại (2)",) and "Tổng 2 nhà" in drawing.sentence


def test_that_parts_stand_in_the_order_of_the_choice(villages: Workspace, build: Build) -> None:
    build(
        {"roof": "Ngói", "stage": "done"}, {"roof": "Ngói", "stage": "new"}, {"roof": "Tôn", "stage": "new"}
    )
    drawing = drawn(villages, StackedBarChart, "roof", split_by="stage")
    assert drawing.labels == ("Ngói", "Tôn")
    assert [(series.name, series.values) for series in drawing.series] == [("Mới", (1, 1)), ("Xong", (1, 0))]
    assert [counted(villages, where) for where in drawing.series[1].wheres] == [1, 0]


def test_that_references_are_named(villages: Workspace, build: Build) -> None:
    village = villages.catalog.record_type("Village")
    pa_hia = villages.save(village(name="Bản Pá Hịa")).id
    build({"village": pa_hia}, {"village": pa_hia}, {})
    assert drawn(villages, BarChart, "village").labels == ("Bản Pá Hịa", "(chưa ghi)")


def test_that_dates_stand_in_their_order(villages: Workspace, build: Build) -> None:
    build(
        {"day": date(2025, 3, 1)},
        {"day": PartialDate(2024)},
        {"day": PartialDate(2025, 2)},
        {"day": PartialDate(2024)},
        {},
    )
    drawing = drawn(villages, LineChart, "day")
    assert drawing.labels == ("2024", "02/2025", "01/03/2025")
    assert drawing.series[0].values == (2, 1, 1)


def test_that_what_is_too_much_to_draw_is_drawn_together(villages: Workspace, build: Build) -> None:
    build(
        *({"roof": f"Mái {number % 30:02}", "cost": 1_000_000} for number in range(45)), {"cost": 1_000_000}
    )
    drawing = drawn(villages, BarChart, "roof", total="cost", most=5)
    assert drawing.labels == ("Mái 00", "Mái 01", "Mái 02", "Còn lại (27)", "(chưa ghi)")
    assert drawing.series[0].values == (2, 2, 2, 39, 1)
    assert [counted(villages, where) for where in drawing.series[0].wheres] == [2, 2, 2, 39, 1]
    assert "46" in drawing.sentence and "Còn lại" not in drawing.sentence
    parts = drawn(villages, StackedBarChart, "stage", split_by="roof")
    assert [series.name for series in parts.series][-2:] == ["Còn lại (26)", "(chưa ghi)"]
    assert sum(sum(series.values) for series in parts.series) == 46


def test_that_the_filters_of_chart_and_page_both_count(villages: Workspace, build: Build) -> None:
    build(*({"stage": stage, "roof": roof} for stage in ("new", "done") for roof in ("Ngói", "Tôn")))
    only = Condition("roof", "is", "Tôn")
    drawing = drawn(villages, BarChart, "stage", where=[only], page_where=[Condition("stage", "is", "new")])
    assert (drawing.labels, drawing.series[0].values) == (("Mới",), (1,))
    assert only in drawing.series[0].wheres[0]


def test_that_a_function_may_answer(villages: Workspace, build: Build) -> None:
    build({"stage": "done"})
    asked: list[Any] = []

    def answer(reader: Any, where: Any) -> Drawing:
        asked.append((reader.count(villages.catalog.record_type("House")), list(where)))
        return Drawing(("a",), (Series("b", (1,)),))

    where = [Condition("stage", "is", "done")]
    assert drawn(villages, BarChart, "", answer=answer, page_where=where).labels == ("a",)
    assert asked == [(1, where)]


def test_that_the_sentence_names_the_unit_in_the_language_in_use(villages: Workspace, build: Build) -> None:
    build({"stage": "done"}, {"stage": "done"})
    add_catalog(resource("translations"))
    use_language("en")
    try:
        assert drawn(villages, BarChart, "stage", unit="hộ").sentence.startswith("2 households in all")
    finally:
        use_language("vi")
