"""Asks whether dates that go back are found, and those that may fit are left alone."""

from datetime import date

from desktop.declare.courses import Course, dated
from desktop.declare.dates import PartialDate
from desktop.declare.fields import Date
from desktop.declare.problems import Finding
from desktop.declare.records import Record


class Road(Record):
    title = "Con đường"

    met_on = Date("Ngày họp")
    decided_on = Date("Ngày phê duyệt")
    paid_on = Date("Ngày chi")


COURSE = Course("met_on", "decided_on", "paid_on")


def told(planned: tuple[str, ...] = (), **days: object) -> tuple[str, dict[str, object]] | None:
    answer = COURSE.judge(Road(**days), planned)
    return (answer.field, dict(answer.says)) if isinstance(answer, Finding) else None


def test_that_dates_that_go_up_are_left_alone() -> None:
    days = [date(2025, 3, 1), date(2025, 3, 1), date(2025, 4, 2)]
    assert told() is None
    assert told(decided_on=days[0]) is None
    assert told(met_on=days[0], decided_on=days[1], paid_on=days[2]) is None


def test_that_the_step_that_comes_too_early_is_told_with_the_one_before_it() -> None:
    days = {"met_on": date(2025, 3, 2), "paid_on": date(2025, 3, 1)}
    says = {"later": "Ngày chi (01/03/2025)", "earlier": "Ngày họp (02/03/2025)"}
    assert told(**days) == ("paid_on", says)
    assert told(("paid_on",), **days) == ("met_on", says)


def test_that_a_month_is_late_only_where_no_day_of_it_fits() -> None:
    assert told(met_on=date(2025, 3, 31), decided_on=PartialDate(2025, 3)) is None
    assert told(met_on=date(2025, 4, 1), decided_on=PartialDate(2025, 3)) is not None
    assert dated(Road(met_on=PartialDate(2025, 3)), "met_on") == "Ngày họp (03/2025)"
