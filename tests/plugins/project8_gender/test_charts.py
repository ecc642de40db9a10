"""Asks whether the charts of Project 8 count what they say, and lead to the records behind it."""

from decimal import Decimal
from typing import Any

from desktop.declare.norms import NormBook
from desktop.shared import Place
from project8_gender.charts import (
    answer_course,
    answer_mothers,
    answer_package,
    answer_people,
    answer_stuck,
    answer_targets,
    answer_targets_by_commune,
)
from project8_gender.contents import ActivityKind
from project8_gender.expenses import Expense
from project8_gender.norms import NORMS
from project8_gender.targets import UNOFFICIAL, Target
from tests.desktop.held import Held
from tests.plugins.project8_gender.sound import COMMUNE, OTHER, activity, expense, line, model

PLACES = tuple(
    Place(id=id, code=id[-5:], name=name, kind="commune")
    for id, name in ((COMMUNE, "Xã Na Son"), (OTHER, "Xã Pu Nhi"))
)


def held(*records: Any) -> Held:
    return Held([*PLACES, *records], NormBook(NORMS))


def test_that_every_chart_says_when_there_is_nothing() -> None:
    for answer in (answer_course, answer_mothers, answer_package, answer_people, answer_targets):
        drawing = answer(held(), [])
        assert drawing.series == () and drawing.sentence.startswith("Chưa")


def test_that_mothers_are_counted_and_not_their_lines() -> None:
    lines = [
        line(id="1"),
        line(id="2", item="kit"),
        line(id="3", mother="Lò Thị Hoa"),
        line(id="4", commune=OTHER),
        line(id="5", mother="LÒ THỊ HOA", item="food"),
    ]
    drawing = answer_mothers(held(*lines), [])
    assert (drawing.labels, drawing.series[0].values) == (("Xã Na Son", "Xã Pu Nhi"), (2, 1))
    assert drawing.sentence.startswith("2 bà mẹ")


def test_that_each_item_stands_beside_its_norm() -> None:
    drawing = answer_package(held(line(id="1"), line(id="2", unit_price=140_000)), [])
    assert drawing.labels == ("Đi lại khi sinh",)
    assert [series.values for series in drawing.series] == [(Decimal("120.0"),), (Decimal(100),)]
    assert drawing.sentence == "1 trong 2 khoản vượt định mức của ngày chi."


def test_that_the_tree_of_the_province_says_which_content_an_activity_is_of() -> None:
    moved = ActivityKind(id="k", name="Đối thoại", content="ND3")
    acts = (activity(id="1", kind="k", content="ND1"), activity(id="2", kind=None, content="ND1", women=20))
    drawing = answer_people(held(moved, *acts), [])
    assert [label[:10] for label in drawing.labels] == ["Nội dung 1", "Nội dung 3"]
    assert [series.values for series in drawing.series] == [(20, 60), (40, 0)]
    assert [where[0].value for where in drawing.series[0].wheres] == [["2"], ["1"]]


def test_that_women_count_as_present_where_nobody_says_how_many_all_were() -> None:
    acts = (activity(id="1", women=15), activity(id="2", women=30, participants=None))
    drawing = answer_people(held(*acts), [])
    assert [series.values for series in drawing.series] == [(45,), (45,)]
    assert drawing.sentence.startswith("90 lượt người dự 2 hoạt động, 50 %")


def test_that_only_money_that_cannot_be_settled_is_stuck() -> None:
    lines = (
        expense(id="1"),
        expense(id="2", unit_price=70_000),
        expense(id="3", item="other"),
        expense(id="4", item="other"),
    )
    drawing = answer_stuck(Expense)(held(*lines), [])
    assert drawing.labels == ("Khoản chi khác", "Phát thanh viên")
    assert [(series.name, series.values) for series in drawing.series] == [
        ("Vượt định mức", (0, Decimal("0.28"))),
        ("Chưa có định mức", (Decimal("0.48"), 0)),
    ]
    assert drawing.sentence == (
        "3 khoản, 0,76 trong 1 triệu đồng còn vướng; nhiều nhất: Khoản chi khác (0,48)."
    )
    assert answer_stuck(Expense)(held(expense(id="1")), []).sentence.startswith("Mọi khoản chi đều khớp")
    unjudged = held(expense(id="1"), expense(id="2", paid_on=None))
    assert answer_stuck(Expense)(unjudged, []).sentence.startswith("1 khoản chưa đủ số liệu để đối chiếu")
    assert answer_stuck(Expense)(held(), []).sentence == "Chưa có khoản chi nào."


def test_that_money_is_followed_from_estimate_to_settlement() -> None:
    acts = (
        activity(id="1", estimate=12_000_000, cost=10_000_000, settled=10_000_000),
        activity(id="2", estimate=30_000_000, cost=30_000_000),
    )
    drawing = answer_course(held(*acts), [])
    assert [series.values for series in drawing.series] == [(42,), (40,), (10,)]
    assert drawing.sentence == "Đã chi 40 triệu đồng, đã quyết toán 10 (25 %)."


def test_that_targets_are_followed_by_records_and_else_by_reports() -> None:
    wanted = {"quantity": "teams", "year": 2025}
    targets = (
        Target(id="1", place=COMMUNE, target=4, **wanted),
        Target(id="2", place=OTHER, target=4, reported=3, **wanted),
        Target(id="3", place="province", target=8, reported=8, **wanted),
    )
    drawing = answer_targets(held(*targets, model(id="m")), [])
    assert [series.values for series in drawing.series] == [(Decimal("50.0"),), (100,)]
    assert "1 chỉ tiêu chưa đạt" in drawing.sentence
    assert drawing.sentence.endswith(UNOFFICIAL)


def test_that_a_province_is_counted_by_its_communes_where_they_have_no_targets() -> None:
    top = Place(id="p", code="11", name="Tỉnh Điện Biên", kind="province")
    places = [top, *(each.changed(parent="p") for each in PLACES)]
    whole = Target(id="1", place="p", quantity="teams", year=2025, target=4)
    models = (model(id="m"), model(id="n", commune=OTHER, name="Tổ hai"))
    of = Held([*places, whole, *models], NormBook(NORMS))
    assert answer_targets(of, []).series[0].values == (Decimal("50.0"),)
    one = Target(id="2", place=COMMUNE, quantity="teams", year=2025, target=1)
    some = Held([*places, whole, one, *models], NormBook(NORMS))
    assert answer_targets(some, []).series[0].values == (Decimal("50.0"),)


def test_that_the_communes_are_asked_of_their_own_latest_year() -> None:
    targets = (
        Target(id="1", place=COMMUNE, quantity="teams", year=2025, target=4, reported=1),
        Target(id="2", place="province", quantity="teams", year=2026, target=8),
    )
    drawing = answer_targets_by_commune(held(*targets), [])
    assert [series.values for series in drawing.series] == [(Decimal("25.0"),), (100,)]
    assert drawing.sentence.startswith("Năm 2025: 1 trên 1 ")
