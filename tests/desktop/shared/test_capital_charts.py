"""Asks whether the drawings of capital tell three rates, the newest year alone, and lead to their lines."""

from datetime import date
from decimal import Decimal

from desktop.shared import CapitalFact, CarryOver, MatchDuty
from desktop.testing import na_son
from desktop.workspace import Workspace
from tests.desktop.shared.test_ledger import MILLION, save


def test_that_rates_of_a_project_are_three(workspace: Workspace) -> None:
    save(workspace, assigned=100 * MILLION, disbursed=50 * MILLION)
    save(workspace, plan_year=2024, assigned=50 * MILLION, disbursed=10 * MILLION)
    save(workspace, plan_year=2024, budget_year=2024, assigned=900 * MILLION, as_of=date(2025, 1, 31))
    found = workspace.drawing("disbursement_rates")
    assert found.labels == ("DA3",)
    assert [series.values for series in found.series] == [
        (Decimal("50.0"),),
        (Decimal("20.0"),),
        (Decimal("40.0"),),
    ]
    assert "60 / 150" in found.sentence
    with workspace.store.reading() as reader:
        assert [reader.count(CapitalFact, series.wheres[0]) for series in found.series] == [1, 1, 2]


def test_that_sources_stand_against_their_plans(workspace: Workspace) -> None:
    save(workspace, assigned=100 * MILLION, disbursed=50 * MILLION)
    save(workspace, source="local", capital_kind="recurrent", assigned=10 * MILLION)
    labour = CapitalFact.source.parse("Ngày công")
    save(workspace, source=labour, assigned=4 * MILLION, disbursed=3 * MILLION)
    drawing = workspace.drawing("capital_by_source")
    paid, plan = drawing.series
    assert drawing.labels[1].startswith("Dân góp công lao động")
    assert (paid.values, plan.values) == ((50, 3, 0), (100, 4, 10))


def test_that_carried_money_shows_its_days(workspace: Workspace) -> None:
    save(workspace, plan_year=2024, assigned=50 * MILLION, disbursed=10 * MILLION)
    workspace.save(CarryOver(basis="NQ 1", from_year=2024, to_year=2025, deadline=date(2025, 12, 31)))
    found = workspace.drawing("carried_money_left")
    assert found.series[0].values == (40,)
    assert "NQ 1: 2024 → 2025 (quá hạn" in found.labels[0]


def test_that_matching_shows_what_lacks(workspace: Workspace) -> None:
    save(workspace, assigned=1_000 * MILLION)
    workspace.save(MatchDuty(place=na_son(workspace), year=2025, ratio=Decimal(10), basis="NQ"))
    found = workspace.drawing("matching_provided")
    assert [series.values for series in found.series] == [(0,), (100,)]
    assert "thiếu 100" in found.sentence
