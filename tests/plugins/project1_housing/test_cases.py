"""Asks whether each rule about the money finds the faulty case and leaves the sound one, at the edge."""

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from desktop.declare.dates import PartialDate
from desktop.declare.norms import PRESS, NormBook
from project1_housing.cases import HousingCase
from project1_housing.norms import NORMS
from tests.plugins.project1_housing.sound import AFTER, BEFORE, case, found, paying, told

MILLION = 1_000_000


def test_that_the_computed_amounts_follow_from_the_sources() -> None:
    made = paying(district_money=2 * MILLION, loan_other=5 * MILLION, social_money=1 * MILLION)
    assert made.local_money == 6 * MILLION
    assert made.state_money == 46 * MILLION
    assert made.sum_of_sources == made.total == 92 * MILLION
    assert HousingCase().local_money is None and HousingCase().sum_of_sources is None


def test_that_total_is_the_sum_of_its_sources() -> None:
    (problem,) = found(case(total=85 * MILLION), "G01")
    assert (problem.grade.value, problem.field) == ("BLOCK", "total")
    assert all(figure in problem.message for figure in ("85.000.000", "84.000.000", "1.000.000"))
    assert told(case(total=None), "G01") == []
    assert told(case(), "G01") == []


def test_that_a_negative_amount_blocks_and_the_total_says_nothing_more() -> None:
    assert told(case(self_fund=-10 * MILLION), "G01") == [("BLOCK", "self_fund")]


def test_that_disbursed_is_within_what_was_approved() -> None:
    assert told(case(disbursed=44 * MILLION, stage="done"), "G02") == []
    assert told(case(disbursed=44 * MILLION + 1, stage="done"), "G02") == [("BLOCK", "disbursed")]


def test_that_settled_is_within_what_was_disbursed() -> None:
    assert told(case(settled=30 * MILLION), "G02") == []
    assert told(case(settled=30 * MILLION + 1), "G02") == [("BLOCK", "settled")]


@pytest.mark.parametrize(
    ("amount", "meant"),
    [(44, "44.000.000"), (15_000, "15.000.000"), (99_999, "99.999.000"), (44_000_000_000, "44.000.000")],
)
def test_that_an_amount_in_another_unit_warns(amount: int, meant: str) -> None:
    (problem,) = found(case(self_fund=amount, total=None), "G04")
    assert (problem.grade.value, problem.field) == ("WARN", "self_fund")
    assert meant in problem.message


@pytest.mark.parametrize("amount", [0, 100_000, 500_000, 999_999_999])
def test_that_an_amount_of_a_household_is_plausible(amount: int) -> None:
    assert told(case(self_fund=amount, total=None), "G04") == []
    assert told(case(self_fund=1_000_000_000), "G04") != []


def test_that_district_pays_only_while_it_exists() -> None:
    assert told(paying(district_money=2 * MILLION, decision_date=BEFORE), "G09") == []
    assert told(paying(district_money=2 * MILLION, decision_date=AFTER), "G09") == [
        ("WARN", "district_money")
    ]
    assert told(paying(district_money=0, decision_date=AFTER), "G09") == []


def test_that_norms_are_in_force_and_confirmed() -> None:
    assert told(case(decision_date=date(2023, 2, 22)), "G10") == [("NOTE", "decision_date")]
    assert told(case(decision_date=date(2023, 2, 23)), "G10") == []


def test_that_central_share_within_norm() -> None:
    over = paying(central_money=40 * MILLION + 1)
    (problem,) = found(over, "P1-05")
    assert (problem.grade.value, problem.field, problem.basis) == (
        "BLOCK",
        "central_money",
        "QĐ 04/2023/QĐ-TTg",
    )
    assert "40.000.001" in problem.message and "40.000.000 đ/nhà" in problem.message
    assert told(paying(central_money=40 * MILLION), "P1-05") == []
    assert told(paying(central_money=45 * MILLION, decision_date=date(2023, 2, 22)), "P1-05") == []
    assert told(paying(central_money=45 * MILLION, decision_date=date(2023, 2, 23)), "P1-05") != []


def test_that_local_share_reaches_norm() -> None:
    short = {"provincial_money": 3 * MILLION, "commune_money": MILLION - 1}
    (problem,) = found(paying(**short), "P1-06")
    assert (problem.grade.value, problem.field) == ("BLOCK", "provincial_money")
    assert problem.basis == "QĐ 04/2023/QĐ-TTg, Điều 4(2)"
    assert told(paying(provincial_money=3 * MILLION, commune_money=MILLION), "P1-06") == []
    assert told(paying(**short, decision_date=date(2023, 2, 22)), "P1-06") == []
    assert told(paying(**short, decision_date=date(2023, 2, 23)), "P1-06") != []
    draft = case(**short, total=None, decision_no=None, decision_date=None)
    assert told(draft, "P1-06") == [("WARN", "provincial_money")]
    assert told(paying(**short, need="repair"), "P1-06") == [("WARN", "provincial_money")]


def test_that_local_money_nobody_wrote_down_only_warns() -> None:
    nothing = {"provincial_money": None, "commune_money": None, "total": None}
    assert told(case(**nothing), "P1-06") == [("WARN", "provincial_money")]
    assert told(case(**nothing, decision_no=None, decision_date=None), "P1-06") == []


def test_that_loan_is_within_norm() -> None:
    assert told(paying(loan_nd28=40 * MILLION), "P1-13") == []
    assert told(paying(loan_nd28=40 * MILLION + 1), "P1-13") == [("BLOCK", "loan_nd28")]
    assert told(paying(loan_nd28=50 * MILLION, decision_date=date(2022, 4, 25)), "P1-13") == []
    assert told(paying(loan_nd28=50 * MILLION, decision_date=date(2022, 4, 26)), "P1-13") != []
    assert told(paying(loan_nd28=40 * MILLION, loan_other=120 * MILLION), "P1-13") == []


def test_that_loan_is_short_enough() -> None:
    assert told(case(loan_months=180), "P1-13") == []
    assert told(case(loan_months=181), "P1-13") == [("BLOCK", "loan_months")]


def test_that_loan_rate_is_the_concessional_one() -> None:
    assert told(case(loan_rate=Decimal("3.0")), "P1-13") == []
    assert told(case(loan_rate=Decimal("3.3")), "P1-13") == [("WARN", "loan_rate")]


def test_that_principal_waits_as_long_as_decreed() -> None:
    assert told(case(loan_grace=60), "P1-13") == []
    assert told(case(loan_grace=59), "P1-13") == [("WARN", "loan_grace")]
    assert told(case(loan_grace=61), "P1-13") == [("WARN", "loan_grace")]
    assert told(case(loan_grace=12, decision_date=date(2022, 4, 25)), "P1-13") == []
    assert told(case(loan_grace=12, decision_date=date(2022, 4, 26)), "P1-13") == [("WARN", "loan_grace")]
    assert told(case(loan_grace=12, loan_nd28=None), "P1-13") == []


def test_that_overdue_rate_follows_the_rate() -> None:
    assert told(case(loan_overdue_rate=Decimal("3.9")), "P1-13") == []
    assert told(case(loan_overdue_rate=Decimal("3.8")), "P1-13") == [("WARN", "loan_overdue_rate")]
    for rate in ("4.22", "4.23"):
        uneven = {"loan_rate": Decimal("3.25"), "loan_overdue_rate": Decimal(rate)}
        assert told(case(**uneven), "P1-13") == [("WARN", "loan_rate")]
    other = {"loan_rate": Decimal(4), "loan_overdue_rate": Decimal("5.2")}
    assert told(case(**other), "P1-13") == [("WARN", "loan_rate")]
    early = {"loan_rate": Decimal(4), "loan_overdue_rate": Decimal(6), "decision_date": date(2022, 4, 25)}
    assert told(case(**early), "P1-13") == []


@pytest.mark.parametrize(
    ("lent", "grace", "first"),
    [
        (date(2025, 9, 1), 60, date(2030, 9, 1)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (PartialDate(2025, 11), 2, date(2026, 1, 1)),
        (None, 60, None),
    ],
)
def test_that_principal_is_paid_back_after_the_grace_period(
    lent: date | None, grace: int, first: date | None
) -> None:
    assert case(loan_date=lent, loan_grace=grace).repaid_from == first


def test_that_loan_follows_the_approval() -> None:
    assert told(case(loan_date=date(2025, 8, 14)), "P1-13") == []
    assert told(case(loan_date=date(2025, 8, 13)), "P1-13") == [("WARN", "loan_date")]


def test_that_borrower_is_of_age() -> None:
    young = {"identity_number": None, "loan_date": date(2025, 9, 1)}
    assert told(case(**young, birth=date(2007, 9, 2)), "P1-13") == [("WARN", "birth")]
    assert told(case(**young, birth=date(2007, 9, 1)), "P1-13") == []


def test_that_payment_is_not_ahead_of_the_house() -> None:
    full = 44 * MILLION
    for stage in ("foundation", "frame", "roof"):
        assert told(case(stage=stage, disbursed=full), "P1-16") == [("WARN", "disbursed")]
        assert told(case(stage=stage, disbursed=full - 1), "P1-16") == []
    assert told(case(stage="not_started", disbursed=1 * MILLION), "P1-16") == [("WARN", "disbursed")]
    assert told(case(stage="done", disbursed=full), "P1-16") == []


def test_that_papers_are_ready_when_paid() -> None:
    paid = {"stage": "done", "disbursed": 44 * MILLION}
    assert told(case(**paid, no_certificate=True), "P1-17") == [("WARN", "no_certificate")]
    assert told(case(**paid, no_map=True), "P1-17") == [("WARN", "no_map")]
    assert told(case(**paid, other_blocker="QH"), "P1-17") == [("WARN", "other_blocker")]
    assert told(case(**paid, other_blocker="THIENTAI"), "P1-17") == []
    assert told(case(no_certificate=True), "P1-17") == []
    assert told(case(no_certificate=True, settled=20 * MILLION), "P1-17") == [("WARN", "no_certificate")]


def test_that_repair_is_not_paid_by_the_programme() -> None:
    assert told(case(need="repair"), "P1-18") == [("WARN", "need")]
    unpaid = {"central_money": None, "provincial_money": None, "commune_money": None, "total": None}
    assert told(case(need="repair", **unpaid, disbursed=None), "P1-18") == []
    assert told(case(need="commune"), "P1-18") == []


def test_that_a_norm_nobody_confirmed_only_warns_and_is_said() -> None:
    book = NormBook(dataclasses.replace(norm, confidence=PRESS) for norm in NORMS)
    over = paying(central_money=45 * MILLION, provincial_money=1 * MILLION, loan_nd28=60 * MILLION)
    grades = {problem.rule: problem.grade.value for problem in over.problems(book)}
    assert grades == {"P1-05": "WARN", "P1-06": "WARN", "P1-13": "WARN", "G10": "NOTE"}


def test_that_each_norm_is_cited_and_dated() -> None:
    for norm in NORMS:
        assert norm.basis and norm.valid_from > date(2021, 1, 1) and norm.valid_to is None
        assert norm.text.valid_from is None or norm.is_confirmed or norm.note


@pytest.mark.parametrize(("other", "told_so"), [(10, 0), (11, 1), (120, 1), (0, 0)])
def test_that_other_loans_are_not_added(other: int, told_so: int) -> None:
    lent = paying(loan_nd28=30 * MILLION, loan_other=other * MILLION)
    assert told(lent, "P1-13") == []
    assert told(lent, "P1-14") == [("NOTE", "loan_other")] * told_so
    before = paying(loan_nd28=30 * MILLION, loan_other=other * MILLION, decision_date=date(2022, 4, 25))
    assert told(before, "P1-14") == []
    over = paying(loan_nd28=41 * MILLION, loan_other=other * MILLION)
    assert (told(over, "P1-13"), told(over, "P1-14")) == ([("BLOCK", "loan_nd28")], [])


def test_that_a_repair_beyond_what_is_known_says_so_and_never_blocks() -> None:
    at = paying(need="repair", central_money=16 * MILLION)
    beyond = paying(need="repair", central_money=16 * MILLION + 1)
    assert [problem.grade.value for problem in found(beyond, "P1-18")] == ["WARN"]
    assert "20.000.000" in found(beyond, "P1-18")[0].message
    assert "20.000.000" not in found(at, "P1-18")[0].message
    early = paying(need="repair", central_money=30 * MILLION, decision_date=date(2022, 8, 14))
    assert "20.000.000" not in found(early, "P1-18")[0].message
