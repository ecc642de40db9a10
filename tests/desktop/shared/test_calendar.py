"""Asks whether reports and recommendations keep their rules, and what is due, late or open on a day."""

from datetime import date
from typing import Any

import pytest

from desktop.declare.problems import Grade
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared import Programme, ReportingDuty, ReportingPeriod, SupervisionVisit
from desktop.shared.calendar import agenda_of, period_of, read_agenda, standing
from desktop.testing import na_son
from desktop.workspace import Workspace


def told(record: Record, field: str) -> list[Grade]:
    return [problem.grade for problem in record.problems() if problem.field == field]


def half_year(**values: Any) -> ReportingPeriod:
    given = {
        "name": "6 tháng đầu năm 2026",
        "duty": "d",
        "place": "p",
        "edition": "first",
        "period_start": date(2025, 12, 15),
        "period_end": date(2026, 6, 14),
        "cutoff_on": date(2026, 6, 14),
        "due_on": date(2026, 6, 25),
        "state": "open",
        **values,
    }
    return ReportingPeriod(**given)


def visit(**values: Any) -> SupervisionVisit:
    given = {
        "place": "p",
        "visited_on": date(2026, 4, 10),
        "subject": "Hỗ trợ nhà ở",
        "recommendation": "Bổ sung giấy tờ đất.",
        "due_on": date(2026, 6, 1),
        "state": "open",
        **values,
    }
    return SupervisionVisit(**given)


@pytest.mark.parametrize(
    ("frequency", "number", "first", "last"),
    [
        ("half", 1, date(2025, 12, 15), date(2026, 6, 14)),
        ("half", 2, date(2026, 6, 15), date(2026, 12, 14)),
        ("year", 1, date(2025, 12, 15), date(2026, 12, 14)),
        ("month", 1, date(2025, 12, 15), date(2026, 1, 14)),
        ("quarter", 4, date(2026, 9, 15), date(2026, 12, 14)),
    ],
)
def test_that_a_period_usually_goes_from_day_15_to_day_14(
    frequency: str, number: int, first: date, last: date
) -> None:
    assert period_of(frequency, 2026, number) == (first, last)


def test_that_a_sound_period_and_a_sound_visit_have_no_problem() -> None:
    assert half_year().problems() == []
    assert visit().problems() == []


def test_that_ends_after_it_begins() -> None:
    assert told(half_year(period_end=date(2025, 12, 1)), "period_end") == [Grade.BLOCK]


def test_that_cutoff_lies_in_the_period() -> None:
    assert told(half_year(cutoff_on=date(2026, 6, 20)), "cutoff_on") == [Grade.WARN]


def test_that_is_due_after_the_cutoff() -> None:
    assert told(half_year(due_on=date(2026, 6, 1)), "due_on") == [Grade.BLOCK]


def test_that_what_was_sent_has_its_day() -> None:
    assert told(half_year(state="sent"), "sent_on") == [Grade.BLOCK]
    assert told(half_year(state="sent", sent_on=date(2026, 6, 20)), "sent_on") == []


def test_that_was_sent_in_time() -> None:
    late = half_year(state="sent", sent_on=date(2026, 6, 26))
    assert late.is_late is True
    assert told(late, "sent_on") == [Grade.WARN]


def test_that_is_due_after_the_visit() -> None:
    assert told(visit(due_on=date(2026, 4, 1)), "due_on") == [Grade.BLOCK]


def test_that_what_was_done_has_its_day() -> None:
    assert told(visit(state="done"), "done_on") == [Grade.BLOCK]
    assert told(visit(state="done", done_on=date(2026, 5, 1)), "done_on") == []


def test_that_open_recommendation_has_a_deadline() -> None:
    assert told(visit(due_on=None), "due_on") == [Grade.WARN]
    assert told(visit(due_on=None, recommendation=None), "due_on") == []


@pytest.mark.parametrize(
    ("on", "stands"),
    [
        (date(2025, 12, 1), "future"),
        (date(2026, 3, 1), "open"),
        (date(2026, 6, 12), "due"),
        (date(2026, 6, 25), "due"),
        (date(2026, 6, 26), "late"),
    ],
)
def test_that_a_report_stands_by_the_day(on: date, stands: str) -> None:
    assert standing(half_year(), on) == stands
    assert standing(half_year(state="sent", sent_on=date(2026, 6, 20)), on) == "done"
    assert standing(half_year(state="returned"), on) == stands


def test_that_the_agenda_puts_the_earliest_first() -> None:
    on = date(2026, 6, 12)
    later = half_year(name="Năm", due_on=date(2026, 9, 15), period_end=date(2026, 12, 14))
    found = agenda_of([later, half_year(), visit(), visit(state="done", done_on=on)], on)
    assert [type(item) for item in found.late] == [SupervisionVisit]
    assert [item.due_on for item in found.due] == [date(2026, 6, 25)]
    assert [item.due_on for item in found.open] == [date(2026, 9, 15)]
    assert standing(visit(due_on=None), on) == "open"


def test_that_the_agenda_is_read_from_what_is_stored(workspace: Workspace) -> None:
    place = na_son(workspace)
    with workspace.store.reading() as reader:
        where = [Condition("code", "is", "BC-DAN-TOC-6T")]
        duty = next(each.id for each in reader.rows(ReportingDuty, where))
    workspace.save(half_year(duty=duty, place=place))
    workspace.save(
        half_year(duty=duty, place=place, edition="update", state="sent", sent_on=date(2026, 6, 1))
    )
    workspace.save(visit(place=place))
    with workspace.store.reading() as reader:
        found = read_agenda(reader, date(2026, 6, 12))
    assert (len(found.late), len(found.due), len(found.open)) == (1, 1, 0)


def test_that_what_has_one_key_is_found_by_code_and_by_name(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        duty = next(reader.rows(ReportingDuty, [Condition("code", "is", "BC-NAM-XA")]))
        for written in ("BC-NAM-XA", "bc-nam-xa", "Báo cáo năm của xã", "BAO CAO NAM CUA XA"):
            assert ReportingDuty.find(written, {}, reader) == [duty.id]
        (programme,) = Programme.find("1719", {}, reader)
        assert Programme.find(reader.names(Programme, [programme])[programme], {}, reader) == [programme]
        assert Programme.find("171", {}, reader) == []


def test_that_states_are_read_as_offices_write_them() -> None:
    assert ReportingPeriod.edition.parse("Chính thức") == "first"
    assert ReportingPeriod.state.parse("chưa làm") == "open"
    assert SupervisionVisit.state.parse("Đang thực hiện") == "partly"
    assert SupervisionVisit.state.parse("Hoàn thành") == "done"
