"""The day that figures come up to, as headings and titles say it in words; knows no sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from desktop.declare.text import fold_words

_DAY = re.compile(r"\bden (?:het )?(?:ngay )?(\d{1,2}) (\d{1,2})(?: (20\d\d))?\b(?! \d)")
_PART = re.compile(
    r"\bden (?:het|cuoi) (?:(?P<month>thang) (\d{1,2})|quy ([1-4]|i{1,3}|iv))(?: (?:nam )?(20\d\d))?\b"
)
"""Until the end of a month or a quarter; without that word nobody knows on which day it was counted."""

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = re.compile(r"\bnam (20\d\d)\b")


def year_of(lines: Iterable[str]) -> int | None:
    """The one year that some lines speak of; None where they name none, or several."""
    years = {int(year) for line in lines for year in _YEAR.findall(fold_words(line))}
    return years.pop() if len(years) == 1 else None


def day_until(text: str, year: int | None = None) -> date | None:
    """The day a text says figures come up to: `đến 30/6/2025`, `đến hết quý II`; `year` if it says none."""
    said = fold_words(text)
    if match := _DAY.search(said):
        day, month = int(match[1]), int(match[2])
        # Payments of a year go on into January of the next: without a year nobody knows of which it is.
        year = int(match[3]) if match[3] else year if month > 1 else None
        return None if year is None else _day(year, month, day)
    match = _PART.search(said)
    if match is None:
        return None
    month = int(match[2]) if match["month"] else 3 * (_QUARTERS.get(match[3]) or int(match[3]))
    year = int(match[4]) if match[4] else year
    return None if year is None else _last_day(year, month)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date | None:
    first = _day(year, month, 1)
    return first and (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
