"""Asks how the period of a report is written, and which days it has."""

from datetime import date

import pytest

from desktop.shared.calendar import ReportingPeriod
from desktop.shared.periods import of_calendar, read_period, usual_codes


@pytest.mark.parametrize(
    ("written", "name", "first", "last"),
    [
        ("2026", "năm 2026", date(2025, 12, 15), date(2026, 12, 14)),
        ("2026-Q2", "quý 2/2026", date(2026, 3, 15), date(2026, 6, 14)),
        ("2026-h1", "6 tháng đầu năm 2026", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-9M", "9 tháng năm 2026", date(2025, 12, 15), date(2026, 9, 14)),
        ("2026-06", "tháng 6/2026", date(2026, 5, 15), date(2026, 6, 14)),
        ("2026-01-01..2026-06-30", "từ 01/01/2026 đến 30/06/2026", date(2026, 1, 1), date(2026, 6, 30)),
    ],
)
def test_that_a_period_is_read(written: str, name: str, first: date, last: date) -> None:
    period = read_period(written)
    assert (period.name, period.first, period.last, period.year) == (name, first, last, 2026)
    assert period.is_whole_year == (written == "2026")


@pytest.mark.parametrize(
    "written", ["", "quý 2", "2026-Q5", "2026-13", "1026", "2026-06-14..2025-12-15", "2026-02-30..2026-03-01"]
)
def test_that_what_is_no_period_is_told_in_a_sentence(written: str) -> None:
    with pytest.raises(ValueError, match="kỳ báo cáo"):
        read_period(written)


def test_that_every_usual_period_can_be_read() -> None:
    codes = list(usual_codes(date(2026, 11, 22)))
    assert codes[0] == "2026"
    assert all(read_period(code) for code in codes)


def test_that_a_period_of_the_calendar_counts_to_its_own_cutoff() -> None:
    planned = ReportingPeriod(
        name="6 tháng",
        period_start=date(2025, 12, 15),
        period_end=date(2026, 6, 14),
        cutoff_on=date(2026, 6, 10),
    )
    period = of_calendar(planned)
    assert (period.last, period.until, period.is_whole_year) == (date(2026, 6, 14), date(2026, 6, 10), False)
