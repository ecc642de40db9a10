"""Asks whether the ledger adds up: newest figures only, what an act leaves, what a match lacks."""

from datetime import date
from decimal import Decimal
from typing import Any

from desktop.declare.problems import Grade
from desktop.shared import CapitalFact, CarryOver, MatchDuty
from desktop.shared.ledger import carried_of, entries_of, read_carried, read_match
from desktop.shared.programme_lines import lasting_id
from desktop.testing import na_son
from desktop.workspace import Workspace

MILLION = 1_000_000


def save(workspace: Workspace, **values: Any) -> CapitalFact:
    whole = {
        "line": lasting_id("1719", "DA3.2"),
        "place": na_son(workspace),
        "capital_kind": "investment",
        "source": "central",
        "plan_year": 2025,
        "budget_year": 2025,
        "as_of": date(2026, 1, 31),
        **values,
    }
    return workspace.save(CapitalFact(**whole))  # type: ignore[return-value]


def act_of(**values: Any) -> CarryOver:
    return CarryOver(basis="NQ", from_year=2024, to_year=2025, deadline=date(2025, 12, 31), **values)


def test_that_earlier_figures_of_a_line_are_not_added(workspace: Workspace) -> None:
    save(workspace, assigned=100 * MILLION, disbursed=20 * MILLION, as_of=date(2025, 6, 14))
    save(workspace, assigned=100 * MILLION, disbursed=60 * MILLION)
    save(workspace, assigned=10 * MILLION, source="local", as_of=date(2025, 6, 14))
    with workspace.store.reading() as reader:
        entries = entries_of(reader)
    assert sum(entry.plan for entry in entries) == 110 * MILLION
    assert sum(entry.disbursed for entry in entries) == 60 * MILLION


def test_that_an_act_says_what_is_left_and_how_long(workspace: Workspace) -> None:
    save(workspace, plan_year=2024, assigned=100 * MILLION, disbursed=20 * MILLION)
    save(workspace, plan_year=2024, assigned=40 * MILLION, disbursed=0, line=lasting_id("1719", "DA1"))
    save(workspace, assigned=500 * MILLION)
    day = date(2025, 12, 1)
    with workspace.store.reading() as reader:
        assert read_carried(act_of(), reader, day).left == 120 * MILLION
        own = read_carried(act_of(line=lasting_id("1719", "DA3")), reader, day)
        assert (own.carried, own.left, own.days) == (100 * MILLION, 80 * MILLION, 30)
        assert read_carried(act_of(capital_kind="recurrent"), reader, day).left == 0
    assert carried_of(act_of(amount=7), [], date(2026, 1, 1)).days == -1


def test_that_match_is_provided(workspace: Workspace) -> None:
    place = na_son(workspace)
    save(workspace, assigned=1_000 * MILLION)
    save(workspace, assigned=60 * MILLION, source="commune")
    save(workspace, assigned=500 * MILLION, source="credit")
    duty = workspace.save(MatchDuty(place=place, year=2025, ratio=Decimal(10), basis="Nghị quyết của tỉnh"))
    with workspace.store.reading() as reader:
        stored = reader.get(MatchDuty, duty.id or "")
        assert stored is not None
        assert read_match(stored, reader).short == 40 * MILLION
        assert read_match(stored, reader, Decimal(6)).short == 0
    (problem,) = workspace.check(MatchDuty).problems
    assert (problem.field, problem.grade, problem.basis) == ("ratio", Grade.WARN, "Nghị quyết của tỉnh")
    assert "40.000.000" in problem.message
    workspace.save(stored.changed(is_exempt=True, exemption="QĐ"))
    assert workspace.check(MatchDuty).problems == []


def test_that_exemption_has_a_basis() -> None:
    duty = MatchDuty(place="a place", year=2025, ratio=Decimal(10), basis="NQ", is_exempt=True)
    assert [problem.field for problem in duty.problems()] == ["exemption"]


def test_that_a_plan_is_not_lost_where_later_figures_tell_of_payments_alone(workspace: Workspace) -> None:
    save(workspace, assigned=100 * MILLION, adjusted=5 * MILLION, as_of=date(2025, 1, 15))
    save(workspace, disbursed=30 * MILLION, as_of=date(2025, 6, 30))
    with workspace.store.reading() as reader:
        [entry] = entries_of(reader)
        assert (entry.plan, entry.disbursed, entry.as_of) == (105 * MILLION, 30 * MILLION, date(2025, 6, 30))
    save(workspace, assigned=120 * MILLION, as_of=date(2025, 9, 1))
    with workspace.store.reading() as reader:
        [entry] = entries_of(reader)
    assert (entry.plan, entry.adjusted, entry.disbursed) == (120 * MILLION, 0, 30 * MILLION)


def test_that_changes_without_a_plan_are_none(workspace: Workspace) -> None:
    save(workspace, adjusted=-50 * MILLION, disbursed=10 * MILLION)
    with workspace.store.reading() as reader:
        [entry] = entries_of(reader)
    assert (entry.plan, entry.adjusted, entry.disbursed) == (0, 0, 10 * MILLION)
