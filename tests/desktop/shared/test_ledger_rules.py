"""Asks whether a course below zero and a sum counted twice are told."""

from datetime import date
from decimal import Decimal
from typing import Any

from desktop.declare.problems import Problem
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared import CapitalFact, CarryOver, LineLink, MatchDuty, Place
from desktop.shared.programme_lines import lasting_id
from desktop.workspace import Workspace

MILLION = 1_000_000


def unit(workspace: Workspace, code: str, kind: str) -> str:
    where = [Condition("code", "is", code), Condition("kind", "is", kind), Condition("valid_to", "empty")]
    with workspace.store.reading() as reader:
        return next(place.id for place in reader.rows(Place, where) if place.id)


def save(workspace: Workspace, place: str, **values: Any) -> str:
    whole = {
        "line": lasting_id("1719", "DA4.1"),
        "place": place,
        "capital_kind": "investment",
        "source": "central",
        "plan_year": 2025,
        "budget_year": 2025,
        "as_of": date(2026, 1, 31),
        "assigned": 100 * MILLION,
        **values,
    }
    return workspace.save(CapitalFact(**whole)).id or ""


def told(workspace: Workspace, record_type: type[Record], rule: str) -> list[Problem]:
    return [
        each
        for each in workspace.check(record_type).problems
        if rule in each.rule or each.about.endswith(rule)
    ]


def test_that_payments_do_not_fall(workspace: Workspace) -> None:
    place = unit(workspace, "03203", "commune")
    save(workspace, place, disbursed=40 * MILLION, as_of=date(2025, 6, 14))
    later = save(workspace, place, disbursed=30 * MILLION)
    (problem,) = told(workspace, CapitalFact, "Lũy kế giải ngân không giảm")
    assert problem.record == later and problem.rule == "G01"
    assert "14/06/2025" in problem.message
    with workspace.store.reading() as reader:
        rule = next(each for each in workspace.catalog.rules if each.name == "payments_do_not_fall")
        assert not isinstance(rule.finds, tuple) and callable(rule.finds)
        assert [finding.record for finding in rule.finds(reader, frozenset([later]))] == [later]


def test_that_a_later_plan_without_payments_is_no_fall(workspace: Workspace) -> None:
    place = unit(workspace, "03203", "commune")
    save(workspace, place, disbursed=40 * MILLION, as_of=date(2025, 6, 14))
    save(workspace, place, disbursed=None)
    assert told(workspace, CapitalFact, "Lũy kế giải ngân không giảm") == []


def test_that_total_does_not_stand_beside_its_parts(workspace: Workspace) -> None:
    first, second = unit(workspace, "03203", "commune"), unit(workspace, "03127", "commune")
    with workspace.store.reading() as reader:
        commune = reader.get(Place, first)
    assert commune is not None and commune.parent
    save(workspace, first, assigned=60 * MILLION)
    save(workspace, second, assigned=40 * MILLION)
    assert told(workspace, CapitalFact, "total_does_not_stand") == []
    whole = save(workspace, commune.parent)
    (problem,) = told(workspace, CapitalFact, "total_does_not_stand")
    assert problem.record == whole and "2 xã" in problem.message


def test_that_local_money_is_entered_once(workspace: Workspace) -> None:
    place = unit(workspace, "03203", "commune")
    whole = save(workspace, place, source="local", assigned=10 * MILLION)
    save(workspace, place, source="province", assigned=7 * MILLION)
    assert told(workspace, CapitalFact, "local_money_is_entered_once") == []
    save(workspace, place, source="commune", assigned=3 * MILLION)
    (problem,) = told(workspace, CapitalFact, "local_money_is_entered_once")
    assert problem.record == whole


def test_that_duties_do_not_overlap(workspace: Workspace) -> None:
    same = {"place": unit(workspace, "03203", "commune"), "year": 2025, "ratio": Decimal(10), "basis": "NQ"}
    workspace.save(MatchDuty(**same))
    assert told(workspace, MatchDuty, "duties_do_not_overlap") == []
    one = workspace.save(MatchDuty(**same, capital_kind="recurrent"))
    (problem,) = told(workspace, MatchDuty, "duties_do_not_overlap")
    assert problem.record == one.id


def test_that_carried_money_is_not_overspent(workspace: Workspace) -> None:
    save(workspace, unit(workspace, "03203", "commune"), plan_year=2024, disbursed=90 * MILLION)
    act = {"basis": "NQ", "from_year": 2024, "to_year": 2025, "deadline": date(2025, 12, 31)}
    workspace.save(CarryOver(**act, amount=80 * MILLION))
    (problem,) = told(workspace, CarryOver, "carried_money_is_not_overspent")
    assert problem.field == "amount" and "80.000.000" in problem.message


def test_that_shares_of_a_line_are_one_whole(workspace: Workspace) -> None:
    old = lasting_id("1719", "DA3")
    for number, share in enumerate(("0.6", "0.6"), 1):
        workspace.save(LineLink(old=old, new=lasting_id("2026", f"HP{number}"), share=Decimal(share)))
    (problem,) = told(workspace, LineLink, "shares_of_a_line_are_one_whole")
    assert "1,2" in problem.message
