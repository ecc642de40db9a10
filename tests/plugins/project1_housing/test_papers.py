"""Asks whether the land papers of a case say what is missing, who must act, what only paper holds up."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.plugins.project1_housing.contents import land, plot
from tests.plugins.project1_housing.sound import case, told

ON_LAND: list[Any] = [case, land, plot]


@pytest.mark.parametrize("make", ON_LAND)
@pytest.mark.parametrize(
    ("told_by", "cause", "body"),
    [
        ({"no_certificate": True}, "GCN", "land_office"),
        ({"no_certificate": True, "no_map": True}, "BDDC", "land_office"),
        ({"other_blocker": "GCN_BDDC"}, "BDDC", "land_office"),
        ({"other_blocker": "MDSD", "no_certificate": True}, "MDSD", "commune"),
        ({"paper_state": "disputed", "other_blocker": "QH"}, "TRANHCHAP", "commune"),
        ({"paper_state": "no_map"}, "BDDC", "land_office"),
        ({"paper_state": "no_land"}, "QUYDAT", "commune"),
        ({"paper_state": "in_process"}, "GCN", "land_office"),
        ({"paper_state": "certificate"}, None, None),
        ({}, None, None),
    ],
)
def test_that_the_first_paper_and_its_body_are_told(make: Any, told_by: Any, cause: Any, body: Any) -> None:
    made = make(**told_by)
    assert (made.paper_cause, made.paper_task, made.paper_body) == (cause, cause, body)
    assert made.only_paper is (cause is not None)


def test_that_another_paper_stands_in_for_certificate_and_map() -> None:
    assert land(no_certificate=True, no_map=True, proof="commune").only_paper is False
    blocked = land(no_certificate=True, other_blocker="QH", proof="commune")
    assert (blocked.only_paper, blocked.paper_cause) == (True, "QH")


def test_that_what_something_else_holds_up_is_not_held_up_by_paper_alone() -> None:
    assert land(no_certificate=True, other_blocker="VON").only_paper is False
    assert land(no_certificate=True, settled=40_000_000).only_paper is False
    assert land(no_certificate=True, settled_on=date(2026, 1, 5)).only_paper is False


def test_that_paper_state_agrees_with_obstacles() -> None:
    (problem,) = land(paper_state="certificate", no_certificate=True).problems()
    assert (problem.grade.value, problem.field) == ("WARN", "paper_state")
    assert land(paper_state="certificate").problems() == []


def test_that_proof_stands_only_without_dispute() -> None:
    (problem,) = land(proof="commune", other_blocker="TRANHCHAP").problems()
    assert (problem.grade.value, problem.field) == ("WARN", "proof")
    assert land(proof="commune", other_blocker="GCN").problems() == []


def test_that_obstacle_is_removed_in_time() -> None:
    today = date.today()
    (problem,) = land(no_map=True, blocker_due=today - timedelta(days=1)).problems()
    assert (problem.grade.value, problem.field) == ("NOTE", "blocker_due")
    assert land(no_map=True, blocker_due=today).problems() == []
    assert land(blocker_due=today - timedelta(days=1)).problems() == []


@pytest.mark.parametrize("make", [land, plot])
def test_that_other_papers_are_ready_when_paid_too(make: Any) -> None:
    paid = make().state_money
    assert told(make(no_certificate=True, disbursed=paid), "P1-17") == [("WARN", "no_certificate")]
    assert told(make(paper_state="disputed", settled=1, disbursed=1), "P1-17") == [("WARN", "paper_state")]
    assert told(make(no_certificate=True, disbursed=paid - 1), "P1-17") == []
    assert told(make(no_certificate=True, disbursed=paid, proof="commune"), "P1-17") == []
    on = {"disbursed": None, "disbursed_on": date(2025, 12, 1)}
    assert told(make(no_certificate=True, **on), "P1-17") == [("WARN", "no_certificate")]
    assert told(make(no_certificate=True, **{**on, "disbursed": paid - 1}), "P1-17") == []


def test_that_house_stands_on_lawful_land() -> None:
    assert told(case(paper_state="disputed"), "P1-19") == [("WARN", "paper_state")]
    assert told(case(paper_state="no_land"), "P1-19") == [("WARN", "paper_state")]
    assert told(case(paper_state="in_process"), "P1-19") == []
    assert told(case(paper_state="disputed", need="repair"), "P1-19") == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Chưa có GCN, BĐĐC", "GCN_BDDC"),
        ("Chưa có sổ đỏ", "GCN"),
        ("chưa đo đạc BĐĐC", "BDDC"),
        ("Vướng GPMB", "GPMB"),
        ("Chưa phù hợp quy hoạch", "QH"),
        ("Chưa chuyển mục đích SDĐ", "MDSD"),
    ],
)
def test_that_an_obstacle_is_read_as_officers_write_it(written: str, code: str) -> None:
    assert type(land()).other_blocker.parse(written) == code
