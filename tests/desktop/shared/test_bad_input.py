"""What cannot be right is a problem with a sentence that names it, and nothing of it is lost."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared import (
    AreaStatus,
    CapitalFact,
    CarryOver,
    IndicatorDefinition,
    IndicatorValue,
    ProgrammeLine,
    RegisteredNorm,
    RegisteredText,
    ReportingDuty,
    ReportingPeriod,
    SupervisionVisit,
    Village,
)
from desktop.shared.place_events import unit_id
from desktop.workspace import Workspace
from desktop.workspace.indicator_board import read_board

FIRST = date(2025, 7, 1)
KEO_LOM, NA_SON = unit_id("03376", "commune", None), unit_id("03203", "commune", FIRST)


def first_id(workspace: Workspace, record_type: type[Record], *where: Condition) -> str:
    with workspace.store.reading() as reader:
        return next(iter(reader.rows(record_type, where, limit=1))).id or ""


def fact(workspace: Workspace, **more: Any) -> CapitalFact:
    line = first_id(workspace, ProgrammeLine, Condition("code", "is", "DA4.1"))
    given: dict[str, Any] = {
        "place": NA_SON,
        "plan_year": 2026,
        "budget_year": 2026,
        "as_of": date(2026, 6, 30),
    }
    given |= {
        "line": line,
        "capital_kind": "investment",
        "source": "central",
        "assigned": 100_000_000,
        **more,
    }
    return CapitalFact(**given)


def told(workspace: Workspace, record_type: type[Record], rule: str) -> list[Problem]:
    found = workspace.check(record_type).problems
    return [problem for problem in found if problem.rule.endswith(rule)]


def test_that_place_stood_on_the_day_of_money(workspace: Workspace) -> None:
    workspace.save(fact(workspace))
    workspace.save(fact(workspace, place=KEO_LOM, as_of=date(2025, 6, 30), plan_year=2025, budget_year=2025))
    assert told(workspace, CapitalFact, "place_stood_on_the_day") == []
    late = workspace.save(fact(workspace, place=KEO_LOM))
    (problem,) = told(workspace, CapitalFact, "place_stood_on_the_day")
    assert (problem.record, problem.grade, problem.field) == (late.id, Grade.WARN, "place")
    assert "Xã Keo Lôm đã hết hiệu lực ngày 30/06/2025, trước 30/06/2026" in problem.message


@pytest.mark.parametrize(
    "record_type", [IndicatorValue, ReportingPeriod, SupervisionVisit, AreaStatus, Village]
)
def test_that_place_stood_on_the_day_of_everything_else(
    workspace: Workspace, record_type: type[Record]
) -> None:
    for place, count in ((NA_SON, 0), (KEO_LOM, 1)):
        workspace.save(_of(workspace, record_type, place))
        assert len(told(workspace, record_type, "place_stood_on_the_day")) == count


def _of(workspace: Workspace, record_type: type[Record], place: str) -> Record:
    day = date(2026, 3, 2)
    if record_type is IndicatorValue:
        indicator = first_id(workspace, IndicatorDefinition)
        period = {"period": "year", "edition": "official"}
        return IndicatorValue(indicator=indicator, place=place, year=2026, value=Decimal(5), **period)
    if record_type is ReportingPeriod:
        days = {"period_start": day, "period_end": day, "cutoff_on": day, "due_on": day}
        duty = first_id(workspace, ReportingDuty)
        return ReportingPeriod(name="Quý 1", duty=duty, place=place, edition="first", state="open", **days)
    if record_type is SupervisionVisit:
        return SupervisionVisit(place=place, visited_on=day, subject="Nhà ở", state="open")
    if record_type is AreaStatus:
        return AreaStatus(place=place, kind="border", valid_from=day, decision="1/QĐ")
    return Village(name="Bản Na Sang", commune=place, valid_from=day)


def test_that_norms_of_one_text_on_the_same_days_are_told_of_each_other(workspace: Workspace) -> None:
    norm: dict[str, Any] = {"code": "VD.9", "content": "Ví dụ", "kind": "max", "text": "QĐ 1719/QĐ-TTg"}
    norm |= {"unit": "đ", "confidence": "H"}
    workspace.save(RegisteredNorm(**norm, value=Decimal(5), valid_from=date(2022, 1, 1)))
    workspace.save(RegisteredNorm(**norm, value=Decimal(6), valid_from=date(2023, 1, 1)))
    found = told(workspace, RegisteredNorm, "one_norm_holds_on_a_day")
    assert {problem.grade for problem in found} == {Grade.BLOCK}
    assert "từ 01/01/2023 đến nay" in found[0].message


def test_that_texts_that_replace_each_other_round_in_a_circle_are_named(workspace: Workspace) -> None:
    numbers = [f"TT {number}/2030/TT-VD" for number in (1, 2, 3)]
    for number, replaced in zip(numbers, [*numbers[1:], numbers[0]], strict=True):
        workspace.save(RegisteredText(number=number, kind="circular", replaces=replaced, confidence="L"))
    found = told(workspace, RegisteredText, "replaced_texts_lead_nowhere_back")
    assert len(found) == 3
    assert all(all(number in problem.message for number in numbers) for problem in found)


def test_that_money_that_would_go_below_zero_is_told_three_ways(workspace: Workspace) -> None:
    below = fact(workspace, cancelled=150_000_000)
    (problem,) = [each for each in below.problems() if each.field == "adjusted"]
    assert problem.grade is Grade.BLOCK
    assert "-50.000.000" in problem.message.replace("\N{MINUS SIGN}", "-")
    for month, disbursed in ((5, 60_000_000), (6, 20_000_000)):
        workspace.save(fact(workspace, as_of=date(2026, month, 28), disbursed=disbursed))
    assert [problem.field for problem in told(workspace, CapitalFact, "G01")] == ["disbursed"]
    workspace.save(fact(workspace, plan_year=2025, source="province", disbursed=90_000_000))
    act = CarryOver(
        basis="NQ 9", from_year=2025, to_year=2026, deadline=date(2026, 12, 31), amount=50_000_000
    )
    workspace.save(act)
    (over,) = told(workspace, CarryOver, "carried_money_is_not_overspent")
    assert over.grade is Grade.BLOCK


def test_that_a_denominator_of_zero_is_a_problem_and_divides_nothing(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        ratio = next(each for each in reader.rows(IndicatorDefinition) if each.kind == "ratio")
    value = IndicatorValue(
        indicator=ratio.id,
        place=NA_SON,
        year=2026,
        period="year",
        edition="official",
        numerator=Decimal(3),
        denominator=Decimal(0),
        value=Decimal(0),
    )
    (problem,) = [each for each in value.problems() if each.field == "denominator"]
    assert problem.grade is Grade.BLOCK
    assert "Mẫu số bằng 0" in problem.message
    workspace.save(value)  # a draft may be kept
    for chart in workspace.charts():
        if chart.over is IndicatorValue:
            assert workspace.drawing(chart) is not None
    assert read_board(workspace, NA_SON, 2026).standings
    assert workspace.check(IndicatorValue).checked == 1
