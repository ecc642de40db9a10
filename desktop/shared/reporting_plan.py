"""The periods a duty asks of a place in a year, their days proposed from its text; stores nothing."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from desktop.declare.text import _
from desktop.shared.calendar import ReportingDuty, ReportingPeriod, period_of
from desktop.shared.period_names import period_name

_DAY_OF_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})(\s+năm sau)?")
_DAY_OF_MONTH = re.compile(r"ngày (\d{1,2})\b(?!/)")
_MONTHS = re.compile(r"tháng (\d{1,2}) đến tháng (\d{1,2})")
_UPDATE = "cập nhật"
_LAST, _USUAL = "cuối quý", 25
_TIMES = {"month": 12, "quarter": 4, "half": 2, "year": 1}


def planned(duty: ReportingDuty, year: int, place: str) -> Iterator[ReportingPeriod]:
    """The periods of a duty in a year, none of one that is owed only when something happens.

    A period goes from day 15 to day 14. Its deadline is the day the text names, else the 25th of the month it
    ends in; figures are counted until its end, or until the deadline where that is earlier. Every day is a
    proposal that an officer checks against the text.
    """
    told = duty.deadline or ""
    span = _MONTHS.search(told)
    for number in range(1, _TIMES.get(duty.frequency, 0) + 1):
        if span and duty.frequency == "month" and not int(span[1]) <= number <= int(span[2]):
            continue
        first, last = period_of(duty.frequency, year, number)
        for edition, due in _dues(duty.frequency, told, last):
            yield ReportingPeriod(
                name=period_name(duty.name, duty.frequency, year, number),
                duty=duty.id,
                place=place,
                edition=edition,
                period_start=first,
                period_end=last,
                cutoff_on=max(first, min(last, due)),
                due_on=max(first, due),
                state="open",
                note=_("Các ngày do chương trình đề xuất; đối chiếu với văn bản: {deadline}").format(
                    deadline=duty.spoken("deadline") or _("không ghi thời hạn")
                ),
            )


def _dues(frequency: str, told: str, last: date) -> Iterator[tuple[str, date]]:
    """Each edition with its deadline."""
    if frequency == "year":
        first, _sign, update = told.partition(_UPDATE)
        yield "first", _named(first, last.year) or _day(last, _USUAL)
        if update and (day := _named(update, last.year)):
            yield "update", day
        return
    day_told = _DAY_OF_MONTH.search(told)
    if _LAST in told:
        yield "first", _day(last, 31)
    else:
        yield "first", _day(last, int(day_told[1]) if day_told else _USUAL)


def _named(told: str, year: int) -> date | None:
    found = _DAY_OF_YEAR.search(told)
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    return _day(date(year + (1 if found[3] else 0), int(found[2]), 1), int(found[1]))


def _day(month: date, day: int) -> date:
    """A day of the month, or its last where the month is shorter."""
    return month.replace(day=min(max(day, 1), monthrange(month.year, month.month)[1]))
