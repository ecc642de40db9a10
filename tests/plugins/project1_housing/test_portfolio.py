"""Asks whether charts and figures over all contents count right and read themselves in a sentence."""

from datetime import date
from decimal import Decimal

from desktop.declare.charts import Drawing
from desktop.declare.norms import NormBook
from desktop.declare.reading import Condition
from desktop.shared import Place
from project1_housing.cases import HousingCase
from project1_housing.figures import INDICATORS
from project1_housing.other_norms import ALL_NORMS
from project1_housing.owed import answer_owed, answer_peoples
from project1_housing.portfolio import (
    PORTFOLIO_CHARTS,
    answer_amounts,
    answer_only_papers,
    answer_payments,
    answer_steps,
    answer_works,
)
from project1_housing.water import ScatteredWater
from project1_housing.works import WaterWork
from tests.desktop.held import Held
from tests.plugins.project1_housing.contents import career, land, plot, water, work
from tests.plugins.project1_housing.sound import case

BILLION = 1_000_000_000
RECORDS = [
    Place(id="a", name="Xã Na Son"),
    Place(id="b", name="Xã Xa Dung"),
    land(id="1", commune="a", disbursed=22_000_000, no_map=True),
    land(id="2", commune="b", central_money=30_000_000, no_certificate=True),
    case(id="3", commune="a", stage="done", disbursed=44_000_000, no_certificate=True),
    plot(id="4", commune="a"),
    career(id="5", commune="a"),
    career(id="6", commune="b", disbursed_on=None),
    water(id="7", commune="a", support=4_000_000, decision_no=None, decision_date=None),
    work(id="8", commune="a", accepted_on=date(2026, 5, 1)),
    work(id="9", commune="b", central_money=4 * BILLION),
]
READER = Held(RECORDS, NormBook(ALL_NORMS))


def values(drawing: Drawing) -> dict[str, dict[str, object]]:
    return {series.name: dict(zip(drawing.labels, series.values, strict=True)) for series in drawing.series}


def test_that_cases_are_counted_by_content_and_step() -> None:
    drawing = answer_steps(READER, ())
    assert drawing.labels == ("Đất ở", "Nhà ở", "Đất sản xuất", "Chuyển đổi nghề", "Nước phân tán")
    found = values(drawing)
    assert found["Giải ngân (Kho bạc, xã)"] == {
        "Đất ở": 1,
        "Nhà ở": 1,
        "Đất sản xuất": 0,
        "Chuyển đổi nghề": 1,
        "Nước phân tán": 1,
    }
    assert "3 trong 7 hồ sơ" in drawing.sentence


def test_that_amounts_stand_beside_the_norm_of_each_content() -> None:
    found = values(answer_amounts(READER, ()))
    assert found["Bình quân"]["Đất ở"] == 35 and found["Mức tối đa"]["Đất ở"] == 40
    assert found["Bình quân"]["Nước phân tán"] == 4 and found["Mức tối đa"]["Nước phân tán"] == 3
    assert "Nước phân tán" in answer_amounts(READER, ()).sentence


def test_that_payments_are_told_by_kind_of_capital() -> None:
    drawing = answer_payments(READER, [Condition("commune", "is", "a")])
    found = values(drawing)
    assert found["Đã giải ngân"]["Đất ở"] == 22 and found["Chưa giải ngân"]["Đất ở"] == 22
    # A grant with a day of receipt counts as paid though nobody wrote the sum down again.
    assert found["Đã giải ngân"]["Chuyển đổi nghề"] == 10
    assert "Vốn sự nghiệp: đã giải ngân 100 % của 14 triệu đồng" in drawing.sentence
    assert "Vốn đầu tư" in drawing.sentence


def test_that_a_day_of_payment_without_an_amount_means_all_of_it() -> None:
    day = {"disbursed_on": date(2025, 9, 1), "commune": "a"}
    own = [case(id="1", disbursed=None, **day), case(id="2", disbursed=4_000_000, **day)]
    held = Held([Place(id="a", name="Xã Na Son"), *own])
    assert values(answer_payments(held, ()))["Đã giải ngân"]["Nhà ở"] == 48
    assert values(answer_owed(held, ()))["Nhà ở"]["Xã Na Son"] == 40


def test_that_households_held_up_by_paper_are_told_by_cause() -> None:
    drawing = answer_only_papers(READER, ())
    assert drawing.labels == ("Chưa có bản đồ địa chính", "Chưa có GCN QSDĐ")
    assert values(drawing)["Đất ở"] == {"Chưa có bản đồ địa chính": 1, "Chưa có GCN QSDĐ": 1}
    assert values(drawing)["Nhà ở"]["Chưa có GCN QSDĐ"] == 1
    assert drawing.sentence.startswith("3 hồ sơ của 1 hộ chỉ")


def test_that_works_stand_beside_the_mean_that_is_allowed() -> None:
    drawing = answer_works(READER, ())
    assert drawing.labels == ("Xã Xa Dung", "Xã Na Son")
    assert drawing.series[0].values == (4000, 2400) and drawing.lines[0].value == 3000
    assert "3.200 triệu đồng" in drawing.sentence
    assert READER.count(WaterWork, drawing.series[0].wheres[0]) == 1


def test_that_every_portfolio_chart_answers_where_nothing_is_stored() -> None:
    for chart in PORTFOLIO_CHARTS:
        if chart.answer is not None:
            drawing = chart.answer(Held(), ())
            assert drawing.series == () and drawing.sentence


def test_that_the_indicators_are_counted() -> None:
    found = {each.name: each.compute(READER, ()) for each in INDICATORS}
    counts = {name: measured.value for name, measured in found.items()}
    assert (counts["p1_land"], counts["p1_houses"], counts["p1_farmland"]) == (1, 1, 0)
    assert (counts["p1_careers"], counts["p1_water"], counts["p1_works"]) == (1, 1, 1)
    assert counts["p1_houses_done"] == 100 and counts["p1_only_papers"] == 3
    assert counts["p1_work_mean"] == 3_200_000_000 and found["p1_work_mean"].denominator == 2
    paid = found["p1_paid"]
    assert paid.numerator == 22_000_000 + 44_000_000 + 10_000_000 + 4_000_000
    assert paid.value == round(Decimal(100 * paid.numerator) / paid.denominator, 2)


def test_that_a_household_with_two_cases_is_one_household() -> None:
    paid = {"commune": "a", "disbursed": 44_000_000}
    cases = [
        case(id="1", household="h1", **paid),
        case(id="2", household="h1", identity_number=None, **paid),
        case(id="3", **paid),
        case(id="4", decision_no="99/QĐ-UBND", **paid),
        case(id="5", identity_number=None, **paid),
        case(id="6", identity_number="011085000999", commune="a", disbursed=None),
    ]
    houses = next(each for each in INDICATORS if each.name == "p1_houses")
    assert houses.compute(Held(cases), ()).value == 3


def test_that_land_handed_over_is_support_and_land_decided_on_is_none() -> None:
    plots = [land(id="1"), land(id="2", identity_number="011085000999", land_ready_on=date(2025, 9, 1))]
    reached = next(each for each in INDICATORS if each.name == "p1_land")
    assert reached.compute(Held(plots), ()).value == 1


def test_that_a_ratio_of_nothing_has_no_value() -> None:
    for each in INDICATORS:
        assert each.compute(Held(), ()).value in (0, None)


def test_that_indicators_follow_the_filter() -> None:
    only = [Condition("commune", "is", "b")]
    found = {each.name: each.compute(READER, only).value for each in INDICATORS}
    assert (found["p1_land"], found["p1_careers"], found["p1_only_papers"]) == (0, 0, 1)


def test_that_money_of_earlier_years_stands_where_it_lies() -> None:
    before = {"decision_date": date(2024, 5, 1)}
    old = [
        land(id="1", commune="a", **before, disbursed=22_000_000),
        land(id="2", commune="a", **before),
        case(id="3", commune="b", **before, disbursed=44_000_000),
        career(id="4", commune="b", **before),
        career(id="5", commune="b", **before, disbursed_on=None),
        water(id="6", commune="b", decision_date=date.today(), disbursed_on=None),
        land(id="7", commune="a", **before, disbursed=44_000_000),
    ]
    drawing = answer_owed(Held([*RECORDS[:2], *old]), ())
    assert drawing.labels == ("Xã Na Son", "Xã Xa Dung")
    assert values(drawing) == {
        "Đất ở": {"Xã Na Son": Decimal(66), "Xã Xa Dung": Decimal(0)},
        "Chuyển đổi nghề": {"Xã Na Son": Decimal(0), "Xã Xa Dung": Decimal(10)},
    }
    assert drawing.series[0].wheres[0] == (Condition("id", "in", ["1", "2"]),)
    assert "3 hồ sơ" in drawing.sentence and "76 triệu" in drawing.sentence
    assert answer_owed(Held([]), ()).series == ()


def test_that_households_are_told_by_people_and_content() -> None:
    two = [case(id="1"), case(id="2", ethnicity="thai"), water(id="3", ethnicity="thai")]
    draft = case(id="4", decision_no=None, decision_date=None, disbursed=None)
    drawing = answer_peoples(Held([*two, draft]), ())
    first, second = (HousingCase.ethnicity.format(code) for code in ("thai", "hmong"))
    assert drawing.labels == (first, second)
    assert values(drawing) == {
        "Nhà ở": {first: 1, second: 1},
        "Nước phân tán": {first: 1, second: 0},
    }
    assert drawing.series[1].overs == (ScatteredWater, ScatteredWater)
