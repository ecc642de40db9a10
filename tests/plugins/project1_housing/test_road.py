"""Asks whether the road of a case says which step is done, which comes next, and which papers are missing."""

import dataclasses
from datetime import date, timedelta
from decimal import Decimal as Dec
from typing import Any

import pytest

from desktop.declare.norms import LegalText, Norm, NormBook
from project1_housing.road import DOCUMENTS, STEPS, CaseDocument
from tests.plugins.project1_housing.contents import career, land, plot, water
from tests.plugins.project1_housing.sound import AFTER, BEFORE, case


def held(*kinds: str) -> list[CaseDocument]:
    return [CaseDocument(kind=kind) for kind in kinds]


def test_that_every_step_asks_for_known_papers() -> None:
    assert {paper for step in STEPS.values() for paper in step.papers} <= DOCUMENTS.keys()


@pytest.mark.parametrize("make", [case, land, plot, career, water])
def test_that_the_steps_of_every_content_are_told_by_its_own_fields(make: Any) -> None:
    kind = type(make())
    assert all(name in kind.fields for code in kind.road for name in STEPS[code].done)


def test_that_the_step_done_and_the_next_are_told() -> None:
    draft = {"decision_no": None, "decision_date": None, "disbursed": None}
    new = land(**draft)
    assert (new.step_done, new.step_next) == ("none", "register")
    reviewed = land(**draft, reviewed_on=date(2025, 7, 1))
    assert (reviewed.step_done, reviewed.step_next) == ("review", "posting")
    assert (land().step_done, land().step_next) == ("approval", "land")
    assert land(disbursed=1_000_000).step_done == "payment"
    over = land(settled_on=date(2026, 3, 1))
    assert (over.step_done, over.step_next) == ("settlement", "over")
    assert (career(disbursed_on=None).step_done, career(disbursed_on=None).step_next) == (
        "approval",
        "acceptance",
    )


def test_that_papers_of_passed_steps_are_there() -> None:
    # Nobody has begun a dossier: a list alone is no fault.
    assert land().problems() == []
    (problem,) = land(documents=held("submission")).problems()
    assert (problem.grade.value, problem.field) == ("WARN", "documents")
    assert "Quyết định phê duyệt danh sách".lower() in problem.message and "tờ trình" not in problem.message
    assert land(documents=held("submission", "decision")).problems() == []
    paid = land(documents=held("submission", "decision"), disbursed=1_000_000)
    assert "danh sách ký nhận" in paid.problems()[0].message


def test_that_days_before_the_decision_are_in_order_too() -> None:
    (problem,) = land(registered_on=date(2025, 7, 2), surveyed_on=date(2025, 7, 1)).problems()
    assert (problem.rule, problem.grade.value, problem.field) == ("G03", "WARN", "surveyed_on")
    assert land(registered_on=date(2025, 7, 1), surveyed_on=date(2025, 7, 1)).problems() == []


def deadline(days: int) -> NormBook:
    """Norms of a province that leaves so many days for the work to start."""
    text = LegalText("QĐ 01/2025/QĐ-UBND")
    norm = Norm("P1.DAYS.START", "Thời hạn khởi công", "max", Dec(days), "ngày", "", text)
    return NormBook([dataclasses.replace(norm, valid_from=AFTER)])


def test_that_next_step_is_taken_in_time() -> None:
    waits = {"land_ready_on": date.today() - timedelta(days=30), "disbursed": None}
    # Before a catalog names it, a rule is known without its component.
    name = "HousingCase.next_step_is_taken_in_time"
    (late,) = [each for each in case(**waits).problems(deadline(29)) if each.rule.endswith(name)]
    assert (late.grade.value, late.field) == ("WARN", "step_next") and "29 ngày" in late.message
    for other, book in (
        (case(**waits), deadline(30)),
        (case(**waits), NormBook()),
        (case(**{**waits, "land_ready_on": BEFORE}), deadline(29)),
        (case(**waits, started_on=date.today()), deadline(29)),
        (case(decision_no=None, decision_date=None, disbursed=None), deadline(29)),
    ):
        assert not [each for each in other.problems(book) if each.rule.endswith(name)]


def test_that_a_loan_is_a_step_nobody_waits_for() -> None:
    ready = land(land_ready_on=date(2025, 9, 1), disbursed=None)
    assert (ready.step_done, ready.step_next) == ("land", "start")
    lent = ready.changed(loan_date=date(2025, 9, 10))
    assert (lent.step_done, lent.step_next) == ("loan", "start")
    assert {ready.step_done, lent.step_done} <= set(land().supported_by)
    (problem,) = lent.changed(documents=held("submission", "decision", "extract")).problems()
    assert "hồ sơ vay" in problem.message
