"""The period a report is asked for, as it is written on a command line or chosen from a list; no record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from desktop.declare.dates import first_day
from desktop.declare.reports import Period
from desktop.declare.text import _
from desktop.shared.calendar import ReportingPeriod, period_of

_CODE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(9M)|(0[1-9]|1[0-2])))?", re.IGNORECASE)
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


def read_period(text: str) -> Period:
    """`2026`, `2026-Q2`, `2026-H1`, `2026-9M`, `2026-06`, or two days: `2025-12-15..2026-06-14`.

    The usual days of a period go from day 15 to day 14. Raises `ValueError` with a sentence.
    """
    written = text.strip()
    days = _SPAN.fullmatch(written)
    if days:
        return _span(days[1], days[2], written)
    found = _CODE.fullmatch(written)
    if found is None or not 2000 <= int(found[1]) <= 2100:
        raise ValueError(_("“{text}” không phải là kỳ báo cáo.").format(text=written))
    year = int(found[1])
    if found[2]:
        first, last = period_of("quarter", year, int(found[2]))
        return Period(_("quý {number}/{year}").format(number=found[2], year=year), year, first, last)
    if found[3]:
        first, last = period_of("half", year, int(found[3]))
        says = _("6 tháng đầu năm {year}") if found[3] == "1" else _("6 tháng cuối năm {year}")
        return Period(says.format(year=year), year, first, last)
    if found[4]:
        first, last = period_of("year", year)[0], period_of("quarter", year, 3)[1]
        return Period(_("9 tháng năm {year}").format(year=year), year, first, last)
    if found[5]:
        first, last = period_of("month", year, int(found[5]))
        return Period(_("tháng {number}/{year}").format(number=int(found[5]), year=year), year, first, last)
    first, last = period_of("year", year)
    return Period(_("năm {year}").format(year=year), year, first, last, is_whole_year=True)


def _span(first: str, last: str, written: str) -> Period:
    try:
        begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        begins = ends = date.min
    if begins > ends or begins == date.min:
        raise ValueError(_("“{text}”: ngày của kỳ báo cáo chưa đúng.").format(text=written))
    name = _("từ {first} đến {last}").format(first=f"{begins:%d/%m/%Y}", last=f"{ends:%d/%m/%Y}")
    return Period(name, ends.year, begins, ends)


def of_calendar(planned: ReportingPeriod) -> Period:
    """The period of a report in the calendar: its own days, its figures counted to its own cut-off."""
    first, last = first_day(planned.period_start), first_day(planned.period_end)
    is_whole = (last - first) > timedelta(days=300)
    return Period(planned.spoken("name"), last.year, first, last, is_whole, first_day(planned.cutoff_on))


def usual_codes(today: date) -> Iterator[str]:
    """The periods officers report of: of this year and the last, the newest first."""
    for year in (today.year, today.year - 1):
        yield str(year)
        yield from (f"{year}-{part}" for part in ("9M", "H1", "H2", "Q4", "Q3", "Q2", "Q1"))
