"""Asks whether each component draws what offices complain of: stuck cases, norms, plans, targets, money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop.catalog import Catalog
from desktop.shared import CapitalFact, CarryOver, IndicatorDefinition, IndicatorValue
from desktop.shared.programme_lines import lasting_id
from desktop.testing import na_son
from desktop.workspace import Workspace
from project1_housing.cases import HousingCase
from project8_gender.targets import Target
from tests.plugins.project8_gender.sound import model

MILLION = 1_000_000
ANSWERS = {
    "housing": {
        "where are cases stuck": {"p1_cases_by_step", "p1_only_papers", "houses_waiting_for_papers"},
        "who got what against the norm": {"p1_amount_by_content", "money_by_source", "p1_works_mean"},
        "money by source and capital kind against plan": {"p1_money_against_plan", "p1_paid_by_content"},
        "targets against actual by commune": {"p1_targets_by_commune"},
        "carried-over money at risk": {"p1_money_at_risk"},
    },
    "value_chain": {
        "where are cases stuck": {"production_waiting_by_step", "breeds_lacking_papers"},
        "who got what against the norm": {"production_share_and_ceiling", "production_composition"},
        "money by source and capital kind against plan": {"production_money_against_plan"},
        "targets against actual by commune": {"production_targets_by_commune"},
        "carried-over money at risk": {"production_money_at_risk"},
    },
    "gender": {
        "where are cases stuck": {"gender_why_not_settled", "gender_expenses_to_settle"},
        "who got what against the norm": {"gender_package_and_norm", "gender_mothers_by_commune"},
        "money by source and capital kind against plan": {"gender_money_against_plan"},
        "targets against actual by commune": {"gender_targets_by_commune", "gender_targets"},
        "carried-over money at risk": {"gender_money_at_risk"},
    },
}


@pytest.mark.parametrize("name", ANSWERS)
def test_that_each_complaint_has_its_chart(catalog: Catalog, name: str) -> None:
    component = next(each for each in catalog.loaded() if each.name == name)
    declared = {chart.name for chart in component.charts}
    assert [said for said, charts in ANSWERS[name].items() if not charts <= declared] == []


def test_that_money_of_a_project_stands_against_its_own_plan(workspace: Workspace) -> None:
    save_fact(workspace, "DA1", assigned=100 * MILLION, disbursed=50 * MILLION)
    save_fact(workspace, "DA3.2", source="local", assigned=30 * MILLION, disbursed=3 * MILLION)
    paid, plan = workspace.drawing("p1_money_against_plan").series
    assert (paid.values, plan.values) == ((50,), (100,))
    drawing = workspace.drawing("production_money_against_plan")
    assert [series.values for series in drawing.series] == [(3,), (30,)]
    assert "10" in drawing.sentence
    assert workspace.drawing("gender_money_against_plan").series == ()


def test_that_carried_money_of_a_project_is_told_by_place_and_day(workspace: Workspace) -> None:
    last = date.today().year - 1
    old = {"plan_year": last, "budget_year": last + 1, "as_of": date(last + 1, 1, 31)}
    save_fact(workspace, "DA8", **old, assigned=50 * MILLION, disbursed=20 * MILLION)
    save_fact(workspace, "DA1", **old, assigned=900 * MILLION)
    save_fact(workspace, "DA8", **{**old, "plan_year": last + 1}, assigned=70 * MILLION)
    deadline = date(last + 1, 12, 31)
    workspace.save(CarryOver(basis="NQ 1", from_year=last, to_year=last + 1, deadline=deadline))
    drawing = workspace.drawing("gender_money_at_risk")
    assert (drawing.labels, drawing.series[0].values) == (("Xã Na Son",), (30,))
    assert f"31/12/{last + 1}" in drawing.sentence
    with workspace.store.reading() as reader:
        assert reader.count(CapitalFact, drawing.series[0].wheres[0]) == 1


def test_that_a_commune_is_held_against_its_target_of_the_year(workspace: Workspace) -> None:
    commune, wanted = na_son(workspace), {"period": "year", "edition": "plan", "value": Decimal(4)}
    counted = define(workspace, "C1", "Số khác", computed_by="p1_houses")
    reported = define(workspace, "C2", "Hộ được hỗ trợ đất ở")
    for indicator in (counted, reported):
        workspace.save(IndicatorValue(indicator=indicator, place=commune, year=2025, **wanted))
    known = {"period": "year", "edition": "official", "value": Decimal(1)}
    workspace.save(IndicatorValue(indicator=reported, place=commune, year=2025, **known))
    for day in (date(2025, 8, 14), date(2025, 12, 31), date(2024, 12, 31)):
        case = HousingCase.example().changed(commune=commune, decision_date=day, head_name=f"Lò {day}")
        workspace.save(case.changed(identity_number=None, decision_by=None))
    drawing = workspace.drawing("p1_targets_by_commune")
    assert drawing.labels == ("Xã Na Son · Hộ được hỗ trợ đất ở", "Xã Na Son · Hộ được hỗ trợ nhà ở")
    assert drawing.series[0].values == (25, 50)
    assert "2 trên 2" in drawing.sentence


def test_that_a_commune_is_held_against_its_target_of_project_8(workspace: Workspace) -> None:
    commune = na_son(workspace)
    workspace.save(Target(quantity="teams", year=2025, place=commune, target=4))
    workspace.save(model(commune=commune, kind="team", decision_date=date(2024, 5, 1)))
    drawing = workspace.drawing("gender_targets_by_commune")
    assert drawing.labels == ("Xã Na Son · Tổ truyền thông cộng đồng",)
    assert drawing.series[0].values == (25,)


def define(workspace: Workspace, code: str, name: str, **values: str) -> str:
    whole = {"programme": "own", "kind": "absolute", "direction": "up", **values}
    return workspace.save(IndicatorDefinition(code=code, name=name, **whole)).id or ""


def save_fact(workspace: Workspace, line: str, **values: object) -> None:
    whole: dict[str, object] = {
        "line": lasting_id("1719", line),
        "place": na_son(workspace),
        "capital_kind": "investment",
        "source": "central",
        "plan_year": 2025,
        "budget_year": 2025,
        "as_of": date(2026, 1, 31),
        **values,
    }
    workspace.save(CapitalFact(**whole))
