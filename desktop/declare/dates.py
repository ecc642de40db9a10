"""Dates as officers know them: a whole day, month and year, or a year alone; knows no field."""

from __future__ import annotations

import calendar
import functools
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.declare.text import _, fold, tidy

EARLIEST = date(1900, 3, 1)
"""Before this day Excel's own calendar is wrong (29 February 1900), so no date is read from a number."""
_FIRST_SERIAL, _LAST_SERIAL = 10000, 73050
_EXCEL_ZERO = date(1899, 12, 30)


@functools.total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class PartialDate:
    """A month of a year, or a year alone, kept as such: `PartialDate(1983)`, `PartialDate(2026, 1)`.

    Compares with `date` by its first day, so that it sorts where officers expect it; it never equals a
    whole date.
    """

    year: int
    month: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999 or not 1 <= (self.month or 1) <= 12:
            raise ValueError(_("Tháng phải từ 1 đến 12."))

    @property
    def first_day(self) -> date:
        """1983 → 1 January 1983."""
        return date(self.year, self.month or 1, 1)

    @property
    def last_day(self) -> date:
        """1983 → 31 December 1983."""
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def isoformat(self) -> str:
        """`1983` or `2026-01`."""
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

    def _order(self) -> tuple[date, int]:
        return self.first_day, 1 if self.month else 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and (self.year, self.month) == (other.year, other.month)

    def __lt__(self, other: object) -> bool:
        if isinstance(other, PartialDate):
            return self._order() < other._order()
        if isinstance(other, date):
            return self.year < other.year or self.first_day <= other
        return NotImplemented

    def __le__(self, other: object) -> bool:
        # Every birth that is known by its year is asked whether it lies ahead: no way round by the others.
        if isinstance(other, date):
            return self.year < other.year or self.first_day <= other
        return self._order() <= other._order() if isinstance(other, PartialDate) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.year, self.month))


Day = date | PartialDate
"""What a Date field holds."""


def first_day(value: Day) -> date:
    """The first day a date can mean."""
    return value.first_day if isinstance(value, PartialDate) else value


def last_day(value: Day) -> date:
    """The last day a date can mean: rules that must be sure compare with this one."""
    return value.last_day if isinstance(value, PartialDate) else value


_MIDNIGHT = r"(?:[ t]00?:00(?::00)?(?:/0+)?)?"
_SPACED_MARK = re.compile(r" ?[-/.,\\] ?")
_AROUND = " /'`’‘;"
"""What is typed before or after a day and is no part of it: the mark of a text, the end of a sentence."""

_SHAPES = [
    (re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})" + _MIDNIGHT, re.ASCII), "ymd"),
    (re.compile(r"(?:ngay )?(\d{1,2})[/ ](\d{1,2})[/ ](\d{4})" + _MIDNIGHT, re.ASCII), "dmy"),
    (re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2})(?: nam |[/ ])(\d{4})", re.ASCII), "dmy"),
    # Eight figures in a row: no day that can be read so can also be read as a year, month and day.
    (re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)", re.ASCII), "dmy"),
    (re.compile(r"(?:thang |t/? ?)?(\d{1,2})(?:/| nam )(\d{4})", re.ASCII), "my"),
    (re.compile(r"(\d{4})/(\d{1,2})", re.ASCII), "ym"),
    (re.compile(r"(?:(?:sinh )?nam |sn[/ ]{0,2}|sinh )?(\d{4})", re.ASCII), "y"),
]
_SHORT_YEAR = re.compile(r"\d{1,2}[/ ]\d{1,2}[/ ](\d{2})", re.ASCII)
_MISTYPED = 10
"""A short year so little ahead of today is rather a slip than a day of the last century: it is asked."""


def read_date(text: str, month_first: bool = False, future: bool = True) -> Day:
    """Read `5/1/2026` (5 January), `05-01-2026`, `2026-01-05`, `1/2026`, `1983`, `ngày 5 tháng 1 năm 2026`.

    `month_first` is the habit of a column typed on an English Windows. A year of two figures is read where
    the day cannot lie in the `future` and only the last century is left. Raises `ValueError` with a sentence.
    """
    clean = _SPACED_MARK.sub("/", fold(tidy(text))).strip(_AROUND)
    short = _SHORT_YEAR.fullmatch(clean)
    if short and not future and 2000 + int(short[1]) > date.today().year + _MISTYPED:
        clean = f"{clean[:-2]}19{short[1]}"
        short = None
    for shape, order in _SHAPES:
        match = shape.fullmatch(clean)
        if match:
            parts = dict(zip(order, (int(part) for part in match.groups()), strict=True))
            if month_first and order == "dmy":
                parts["d"], parts["m"] = parts["m"], parts["d"]
            return _make(text, parts["y"], parts.get("m"), parts.get("d"))
    if short:
        raise ValueError(_("“{text}”: hãy viết năm đủ bốn chữ số.").format(text=tidy(text)))
    raise ValueError(
        _("“{text}” không phải là ngày. Viết như 05/01/2026, 01/2026 hoặc 2026.").format(text=tidy(text))
    )


def _make(text: str, year: int, month: int | None, day: int | None) -> Day:
    if not 1800 <= year <= 2200:
        raise ValueError(_("“{text}”: năm {year} không hợp lý.").format(text=tidy(text), year=year))
    if month is not None and not 1 <= month <= 12:
        raise ValueError(_("“{text}”: không có tháng {month}.").format(text=tidy(text), month=month))
    if day is None or month is None:
        return PartialDate(year, month)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(
            _("“{text}”: tháng {month}/{year} không có ngày {day}.").format(
                text=tidy(text), month=month, year=year, day=day
            )
        )
    return date(year, month, day)


def date_of_number(number: float) -> Day:
    """A cell that holds a bare number: 1983 is a year, 46027 the 5th of January 2026."""
    if float(number).is_integer():
        if 1800 <= number <= 2200:
            return PartialDate(int(number))
        if _FIRST_SERIAL <= number <= _LAST_SERIAL:
            return _EXCEL_ZERO + timedelta(days=int(number))
    raise ValueError(_("Số {number} không đọc được thành ngày.").format(number=f"{number:g}"))


def day_of(value: date | datetime) -> date:
    """The day of a date cell."""
    return value.date() if isinstance(value, datetime) else value


def show_date(value: Day) -> str:
    """`05/01/2026`, `01/2026`, `1983`."""
    if isinstance(value, PartialDate):
        return f"{value.month:02d}/{value.year:04d}" if value.month else f"{value.year:04d}"
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def shown_time(utc: str) -> str:
    """A moment kept in UTC as the clock on the wall said it: `21/11/2026 14:32`."""
    return datetime.fromisoformat(utc).astimezone().strftime("%d/%m/%Y %H:%M")


def date_from_iso(text: str) -> Day:
    """The date stored as `2026-01-05`, `2026-01` or `2026`."""
    if len(text) == 10:
        return date.fromisoformat(text)
    return PartialDate(*(int(part) for part in text.split("-")))
