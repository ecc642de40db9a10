"""The periods of a year as duties ask for them: four days each, proposed from the text, never unsound."""

from datetime import date

import pytest

from desktop.declare.problems import Grade
from desktop.shared.calendar import ReportingDuty
from desktop.shared.reporting_plan import planned

DUTIES = ReportingDuty.first_records()


def duty(code: str) -> ReportingDuty:
    return next(each for each in DUTIES if each.code == code)


def test_that_the_report_of_a_commune_has_its_january_update() -> None:
    first, update = planned(duty("BC-NAM-XA"), 2026, "p")
    assert (first.period_start, first.period_end) == (date(2025, 12, 15), date(2026, 12, 14))
    assert (first.edition, first.cutoff_on, first.due_on) == ("first", date(2026, 9, 15), date(2026, 9, 15))
    assert (update.edition, update.period_end) == ("update", date(2026, 12, 14))
    assert (update.cutoff_on, update.due_on) == (date(2026, 12, 14), date(2027, 1, 31))


def test_that_the_months_and_days_of_the_text_are_kept() -> None:
    months = list(planned(duty("RS-NGHEO-THANG"), 2026, "p"))
    assert [period.due_on for period in months] == [date(2026, month, 5) for month in range(2, 10)]
    quarters = [period.due_on for period in planned(duty("TD-QUY"), 2026, "p")]
    assert quarters == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]


def test_that_what_names_no_day_is_due_on_the_25th() -> None:
    (first, second) = planned(duty("BC-DAN-TOC-6T"), 2026, "p")
    assert (first.period_end, first.due_on) == (date(2026, 6, 14), date(2026, 6, 25))
    assert second.due_on == date(2026, 12, 25)


def test_that_what_is_owed_when_something_happens_is_not_planned() -> None:
    assert list(planned(duty("BC-KET-THUC"), 2026, "p")) == []


@pytest.mark.parametrize("code", [each.code for each in DUTIES])
def test_that_every_planned_period_is_sound(code: str) -> None:
    for year in (2024, 2026):
        for period in planned(duty(code), year, "p"):
            assert [each for each in period.problems() if each.grade is Grade.BLOCK] == []


def test_that_a_deadline_nobody_can_read_is_no_fault() -> None:
    strange = ReportingDuty(code="X", name="Lạ", frequency="year", owed_by="commune", deadline="trước 45/13")
    (period,) = planned(strange, 2026, "p")
    assert period.due_on == date(2026, 12, 25)
    late = strange.changed(deadline="trước 31/02")
    assert next(planned(late, 2026, "p")).due_on == date(2026, 2, 28)
