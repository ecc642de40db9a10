"""Asks whether charts and indicators answer with the right figures, read them, and lead to the records."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.charts import Drawing
from desktop.declare.norms import NormBook
from desktop.declare.reading import Condition
from desktop.shared import Place
from project3_value_chain import charts
from project3_value_chain.belonging_charts import answer_papers
from project3_value_chain.breeds import BreedLot
from project3_value_chain.figures import INDICATORS
from project3_value_chain.norms import NORMS
from project3_value_chain.projects import ProductionProject
from project3_value_chain.revolving import RevolvingDue
from tests.desktop.held import Held
from tests.plugins.project3_value_chain.sound import of_households, paid, project

PLACES = [Place(id="a", name="Xã Na Son"), Place(id="b", name="Xã Xa Dung")]
LAST_YEAR = date(date.today().year - 1, 3, 1)
PROJECTS = [
    project(id="1", commune="a", area=Decimal("10.5"), jobs=3, income_rise=2_000_000),
    project(id="2", commune="a", area=Decimal("2"), product="Mắc ca", status="done", income_rise=5_000_000),
    of_households(10, 4, id="3", commune="b", area=Decimal(4), status="not_started"),
    paid(50, 100, id="4", commune="b", area_type="other", area=None, product=None, status="stopped"),
]
DUES = [
    RevolvingDue(id="r", project="1", amount=5_000_000, received=2_000_000, due_on=LAST_YEAR),
    RevolvingDue(id="s", project="1", amount=5_000_000, due_on=date(2099, 1, 1)),
]
HELD = Held([*PLACES, *PROJECTS, *DUES], NormBook(NORMS))


def asked(answer: Any, *where: Condition) -> Drawing:
    """A drawing whose every value leads to records of its own."""
    drawing: Drawing = answer(HELD, list(where))
    assert drawing.sentence and drawing.labels
    assert all(len(series.values) == len(drawing.labels) == len(series.wheres) for series in drawing.series)
    return drawing


def figures(drawing: Drawing) -> list[dict[str, Any]]:
    return [dict(zip(drawing.labels, series.values, strict=True)) for series in drawing.series]


def test_that_crops_are_told_by_area_and_by_households() -> None:
    by_area = asked(charts.answer_by_product("area", "ha"))
    assert figures(by_area) == [{"Cà phê": Decimal("14.5"), "Mắc ca": 2, "(chưa ghi)": 0}]
    assert by_area.sentence.startswith("Tất cả: 4 dự án, 16,5 ha, 70 hộ. Cà phê: 2 dự án, 14,5 ha, 30 hộ.")
    by_households = asked(charts.answer_by_product("households", "hộ"))
    assert figures(by_households) == [{"Cà phê": 30, "Mắc ca": 20, "(chưa ghi)": 20}]


def test_that_a_chart_of_the_first_labels_says_how_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "_MOST", 1)
    for answer, whole in (
        (charts.answer_by_product("area", "ha"), 3),
        (charts.answer_money, 2),
        (charts.answer_risk, 2),
        (charts.answer_composition, 4),
        (charts.answer_classes, 2),
    ):
        drawing = asked(answer)
        assert (len(drawing.labels), drawing.among) == (1, whole)


def test_that_projects_are_counted_by_the_step_they_wait_for() -> None:
    drawing = asked(charts.answer_steps)
    assert figures(drawing) == [
        {"Ký hợp đồng": 1, "Tập huấn, giao giống, vật tư": 1, "Quyết toán, báo cáo kết quả": 1}
    ]
    for value, where in zip(drawing.series[0].values, drawing.series[0].wheres, strict=True):
        assert HELD.count(ProductionProject, where) == value


def test_that_money_paid_stands_beside_money_approved() -> None:
    paid_out, approved = figures(asked(charts.answer_money))
    assert paid_out == {"Xã Na Son": 1000, "Xã Xa Dung": 500}
    assert approved == {"Xã Na Son": 1800, "Xã Xa Dung": 950}


def test_that_money_of_earlier_years_is_at_risk() -> None:
    drawing = asked(charts.answer_risk)
    assert figures(drawing) == [{"Xã Na Son": 800, "Xã Xa Dung": 450}]
    assert "4 dự án" in drawing.sentence


def test_that_the_smallest_shares_of_targets_stand_beside_what_is_asked_for() -> None:
    drawing = asked(charts.answer_composition)
    assert [line.value for line in drawing.lines] == [50, 70]
    assert min(drawing.series[0].values) == 40
    assert "1 dự án dưới 50 %" in drawing.sentence
    task = of_households(10, 1, id="5", form="task")
    with_task = charts.answer_composition(Held([*PROJECTS, task], NormBook(NORMS)), [])
    assert with_task.sentence == drawing.sentence


def test_that_the_state_share_stands_beside_the_ceiling() -> None:
    shares, ceilings = figures(asked(charts.answer_shares))
    assert shares == {"Cộng đồng - đặc biệt khó khăn": 90, "Cộng đồng - khác": 50}
    assert ceilings == {"Cộng đồng - đặc biệt khó khăn": 95, "Cộng đồng - khác": 60}


def test_that_money_is_told_by_where_it_comes_from() -> None:
    drawing = asked(charts.answer_sources)
    assert [series.name for series in drawing.series] == ["NSNN hỗ trợ", "Dân đóng góp"]
    assert [sum(series.values) for series in drawing.series] == [2750, 350]
    assert drawing.sentence == "NSNN 2.750 trong 3.100 triệu đồng (88,7 %), dân góp 350."
    assert charts.answer_sources(Held([], NormBook(NORMS)), ()).series == ()


def test_that_households_are_told_by_class() -> None:
    poor, _near, _escaped, others = figures(asked(charts.answer_classes))
    assert poor == {"Xã Na Son": 20, "Xã Xa Dung": 14}
    assert others == {"Xã Na Son": 8, "Xã Xa Dung": 10}


def test_that_households_without_a_class_stand_apart_and_out_of_the_share() -> None:
    none = {"poor": None, "near_poor": None, "escaped": None, "others": None}
    held = Held([*PLACES, of_households(10, 4, id="1", commune="a"), project(id="2", commune="b", **none)])
    drawing = charts.answer_classes(held, [])
    assert sum(sum(series.values) for series in drawing.series) == 30
    assert (drawing.series[-1].name, drawing.series[-1].values) == ("Chưa ghi diện hộ", (20, 0))
    assert drawing.sentence == (
        "30 hộ tham gia, 4 hộ nghèo, cận nghèo, mới thoát nghèo (40 %). 20 hộ chưa ghi diện."
    )
    share = next(each for each in INDICATORS if each.name == "production_poverty_share").compute(held, [])
    assert (share.value, share.numerator, share.denominator) == (40, 4, 10)


def test_that_the_state_share_is_of_projects_that_tell_both_amounts() -> None:
    held = Held([paid(50, 100, id="1"), project(id="2", area_type="dbkk", total=None)], NormBook(NORMS))
    assert figures(charts.answer_shares(held, []))[0] == {"Cộng đồng - đặc biệt khó khăn": 50}


def test_that_a_lot_counts_under_every_paper_it_lacks() -> None:
    lots = [
        BreedLot.example().changed(id="1", origin=None, quarantine_number=None),
        BreedLot.example().changed(id="2", quarantine_number=None),
        BreedLot.example().changed(id="3"),
        BreedLot.example().changed(id="4", kind="seedling", supplier=None),
        BreedLot.example().changed(id="5", kind="tool", supplier=None),
    ]
    held = Held(lots, NormBook(NORMS))
    drawing = answer_papers(held, [])
    assert figures(drawing) == [{"Thiếu nguồn gốc": 1, "Thiếu kiểm dịch": 2, "Thiếu cơ sở cung ứng": 1}]
    assert drawing.sentence == "3 trong 4 lô giống còn thiếu giấy tờ; nhiều nhất: Thiếu kiểm dịch (2)."
    for value, where in zip(drawing.series[0].values, drawing.series[0].wheres, strict=True):
        assert held.count(BreedLot, where) == value
    assert answer_papers(Held(lots[2:3]), []).sentence == "Mọi lô giống đều đủ giấy tờ."


def test_that_what_came_back_stands_beside_what_was_due() -> None:
    drawing = asked(charts.answer_revolving)
    received, due = figures(drawing)
    assert received == {str(LAST_YEAR.year): 2, "2099": 0} and due == {str(LAST_YEAR.year): 5, "2099": 5}
    assert drawing.sentence.startswith("1 khoản quá hạn")


def test_that_charts_answer_where_nothing_is() -> None:
    nothing = Held([], NormBook(NORMS))
    for chart in charts.CHARTS:
        if chart.answer is not None:
            assert chart.answer(nothing, []).sentence


def test_that_projects_without_the_figures_of_a_share_are_not_said_to_be_missing() -> None:
    bare = Held([project(id="1", total=None, households=None)], NormBook(NORMS))
    for answer in (charts.answer_shares, charts.answer_composition):
        assert answer(bare, []).sentence == "Chưa có dự án nào ghi đủ số liệu để tính tỷ lệ."
        assert answer(Held(), []).sentence == "Chưa có dự án sản xuất nào."


def test_that_indicators_are_worked_out() -> None:
    told = {each.name: each.compute(HELD, []) for each in INDICATORS}
    assert told["production_projects"].value == 4
    assert told["production_area"].value == Decimal("16.5")
    assert told["production_households"].value == 70
    share = told["production_poverty_share"]
    assert (share.numerator, share.denominator) == (52, 70) and share.value == Decimal("74.29")
    assert told["production_disbursed_share"].numerator == 1500_000_000
    assert told["production_jobs"].value == 3
    assert told["production_income_rise"].value == 3_500_000
    assert told["forest_rice"].value == 0


def test_that_indicators_keep_to_what_is_asked() -> None:
    count = next(each for each in INDICATORS if each.name == "production_projects")
    assert count.compute(HELD, [Condition("product", "is", "Mắc ca")]).value == 1
    empty = Held([])
    for each in INDICATORS:
        assert each.compute(empty, []).value in (None, 0)
