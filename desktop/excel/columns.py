"""One column of cells read as one field, fast where the column is clean; knows no table and no record."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from desktop.declare import numbers
from desktop.declare.fields import (
    MASK,
    Date,
    Decimal,
    Field,
    Habit,
    Integer,
    LongText,
    Money,
    NationalId,
    Percent,
    Text,
    YesNo,
)
from desktop.declare.numbers import AmbiguousNumber
from desktop.declare.text import spelling, tidy
from desktop.excel.cells import SheetCells, Value
from desktop.excel.rows import composed

_BETWEEN = "¦"
_UNCLEAN = ("  ", f"{_BETWEEN} ", f" {_BETWEEN}", f"{_BETWEEN}{_BETWEEN}", f"{_BETWEEN}{MASK}{_BETWEEN}")
_DIGITS = re.compile(rf"(?:\d{{12}}|\d{{9}})(?:{_BETWEEN}(?:\d{{12}}|\d{{9}}))*", re.ASCII)
_DIGIT = re.compile(r"\d")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[-/.]\d{1,2}[-/.]\d{4}\s*$")
_ENOUGH_ALIKE = 3
"""So many cells of one kind say something of how a column was typed."""


class Unread:
    """What stands in a column for a cell that could not be read: the reason."""

    def __init__(self, failure: ValueError) -> None:
        self.failure = failure

    @property
    def sentence(self) -> str:
        """Why, for an officer."""
        return str(self.failure)


def read_column(
    field: Field[Any], values: Sequence[Value], habit: Habit
) -> tuple[list[Any], dict[int, Unread]]:
    """The values of a column, and by position those that could not be read (None among the values)."""
    kinds = set(map(type, values)) - {type(None)}
    if not kinds:
        return [None] * len(values), {}
    if _is_clean(field, values, kinds, habit):
        return list(values), {}
    memo = _Memo(field, habit)
    if bool in kinds and len(kinds) > 1:
        read = [memo.parse(value) for value in values]  # True and 1 are one key of a dictionary
    else:
        read = [memo[value] for value in values]
    if not memo.failed:
        return read, {}
    unread = {position: value for position, value in enumerate(read) if type(value) is Unread}
    for position in unread:
        read[position] = None
    return read, unread


class _Memo(dict[Value, Any]):
    """Each different value is read once."""

    def __init__(self, field: Field[Any], habit: Habit) -> None:
        super().__init__({None: None})
        self.field, self.habit, self.failed = field, habit, False

    def __missing__(self, typed: Value) -> Any:
        value = self.parse(typed)
        self[typed] = value
        return value

    def parse(self, typed: Value) -> Any:
        """The value, or why there is none."""
        try:
            return self.field.parse(typed, self.habit)
        except ValueError as failure:
            self.failed = True
            return Unread(failure)


def _is_clean(field: Field[Any], values: Sequence[Any], kinds: set[type], habit: Habit) -> bool:
    """Whether reading would give back the very values, seen for the whole column at once."""
    if _reads_as(field, Money):
        return kinds == {int} and habit.unit == 1 and _are_small(values)
    if _reads_as(field, Integer):
        return kinds == {int}
    if _reads_as(field, Date):
        return kinds == {date} and not habit.year_alone
    if kinds != {str}:
        return False
    joined = _BETWEEN.join([value for value in values if value is not None])
    if _reads_as(field, NationalId):
        return _DIGITS.fullmatch(joined) is not None
    if _reads_as(field, LongText) or _reads_as(field, Text):
        return not getattr(field, "spoken", None) and _are_tidy(joined)
    return False


def _are_small(values: Sequence[Any]) -> bool:
    figures: list[int] = [value for value in values if value is not None]
    return max(figures) < 10**15 and min(figures) > -(10**15)


def _are_tidy(joined: str) -> bool:
    """Whether tidying would leave each of the joined texts alone: what it takes away cannot be printed."""
    is_composed = joined.isascii() or unicodedata.is_normalized("NFC", joined)
    edged = f"{_BETWEEN}{joined}{_BETWEEN}"
    return is_composed and joined.isprintable() and not any(mark in edged for mark in _UNCLEAN)


def _reads_as(field: Field[Any], kind: type[Field[Any]]) -> bool:
    """Whether a field, of an own kind perhaps, reads exactly as one of ours does."""
    own = type(field)
    return (
        own.parse is Field.parse
        and own._from_cell is kind._from_cell
        and own._from_text is kind._from_text
        and own.remark is kind.remark
    )


_BEFORE_A_NAME = re.compile(rf"(?:(?<={_BETWEEN})|^)\s*(?:[-–+•*]+|\d{{1,3}}[.)])\s*(?=[^\W\d])")


def plain_names(values: list[Value]) -> list[Value]:
    """Names of persons without the dash or the number a list sets before them: `- Lò Thị A`, `2. Lò A`."""
    joined = _BETWEEN.join([value for value in values if isinstance(value, str)])
    if not _BEFORE_A_NAME.search(joined):
        return values
    return [_BEFORE_A_NAME.sub("", value) if isinstance(value, str) else value for value in values]


def as_answered(answers: Mapping[str, str], values: list[Value]) -> list[Value]:
    """The values with what somebody said that some of them mean; empty for nothing."""
    if not answers:
        return values
    return [value if value is None else answers.get(spelling(str(value)), value) or None for value in values]


_THREE_BEHIND = re.compile(r"\s*[1-9]\d{0,2}([.,])\d{3}\s*")
_NOISE = 1e-6
"""What Excel adds to a figure it worked out: 456,100000001."""


def decimal_mark(field: Field[Any], values: Iterable[Value], unit: int) -> str:
    """The decimal mark that the plain values of a column show, empty where they show none or both."""
    if not isinstance(field, Decimal) and not (isinstance(field, Money) and unit > 1):
        return ""
    values = list(values)
    seen: Counter[str] = Counter()
    doubtful: list[AmbiguousNumber] = []
    for value in [value for value in values if isinstance(value, str)]:
        if _DIGIT.search(value):
            try:
                written = numbers.read_number(value)
            except AmbiguousNumber as doubt:
                doubtful.append(doubt)
                continue
            except ValueError:
                continue
            if written.decimal_mark:
                seen[written.decimal_mark] += 1
            elif value.count(".") > 1:
                seen[","] += 1
            elif value.count(",") > 1:
                seen["."] += 1
    if not seen and (_are_grouped(doubtful, values) or _are_of_thousands(doubtful, values, unit)):
        return "," if "." in doubtful[0].written else "."
    if len(seen) == 1:
        return next(iter(seen))
    return _mark_that_fits(doubtful, values) if seen else ""


def common_mark(columns: Iterable[tuple[Field[Any], Sequence[Value]]]) -> str:
    """The decimal mark that the figures of a table show; empty where they show none or both."""
    figures = (values for field, values in columns if isinstance(field, Decimal | Money))
    seen = {decimal_mark(Decimal(""), values, 1) for values in figures} - {""}
    return seen.pop() if len(seen) == 1 else ""


def mark_beside(field: Field[Any], values: Iterable[Value], beside: Callable[[], str]) -> str:
    """The decimal mark of the columns beside one all of whose figures are texts like `10.000`.

    Empty where not all are, or where it is the very mark that stands before three digits here.
    """
    filled = [str(value) for value in values if value is not None and str(value).strip()]
    marks = {found[1] if (found := _THREE_BEHIND.fullmatch(each)) else "" for each in filled}
    if not isinstance(field, Decimal | Money) or len(marks) != 1 or "" in marks:
        return ""
    return beside() if beside() not in marks else ""


def _mark_that_fits(doubtful: Sequence[AmbiguousNumber], values: Sequence[Value]) -> str:
    """The mark by which `1.016` is 1016 in a column that shows both marks; empty where that is not sure.

    It is where 1016 lies among the plain figures, 1,016 far below the least, and none has three decimals.
    """
    plain = [abs(value) for value in values if isinstance(value, int | float) and value]
    written = {"." in doubt.written for doubt in doubtful}
    if len(plain) < _ENOUGH_ALIKE or len(written) != 1:
        return ""
    least, most = min(plain), max(plain)
    fits = all(
        least <= grouped <= most and decimal < least / 10
        for grouped, decimal in (map(float, doubt.readings) for doubt in doubtful)
    )
    if not fits or any(abs(value - round(value, 2)) > _NOISE for value in plain):
        return ""
    return "," if written == {True} else "."


def _are_grouped(doubtful: Sequence[AmbiguousNumber], values: Sequence[Value]) -> bool:
    """Whether `11.800`, always with three digits, stands among plain figures of that size: then it is 11800.

    Decimals would not always be three, and would not stand beside figures a thousand times as large, nor
    below the least of figures that are all whole.
    """
    if len(doubtful) < _ENOUGH_ALIKE:
        return False
    plain = sorted(abs(value) for value in values if isinstance(value, int | float) and value)
    if len(plain) < _ENOUGH_ALIKE:
        return False
    least, most = plain[0] / 10, plain[-1] * 10
    above = plain[0] if all(value == int(value) for value in plain) else least
    grouped, as_decimals = zip(*(doubt.readings for doubt in doubtful), strict=True)
    return all(least <= value <= most for value in grouped) and not any(
        above <= value <= most for value in as_decimals
    )


def _are_of_thousands(doubtful: Sequence[AmbiguousNumber], values: Sequence[Value], unit: int) -> bool:
    """Whether `40.000`, in thousands of đồng, is forty millions: as a decimal it would tell single đồng."""
    if unit != 1000 or not doubtful or len({"." in doubt.written for doubt in doubtful}) > 1:
        return False
    plain = [abs(value) for value in values if isinstance(value, int | float) and value]
    return not plain or max(plain) * 10 >= min(doubt.readings[0] for doubt in doubtful)


def exchanged_days(values: Sequence[Value]) -> dict[int, date]:
    """Where an English Windows took day for month: what the days were, by position.

    It makes dates of 5/1/2026 (as the 1st of May) and leaves 14/1/2026 as text. So a column whose dates are
    all of days up to 12, and whose texts are all of later days, was typed like that.
    """
    if str not in set(map(type, values)):
        return {}
    dates = {
        position: value
        for position, value in enumerate(values)
        if isinstance(value, date) and value.day <= 12
    }
    if len(dates) < _ENOUGH_ALIKE or any(isinstance(value, date) and value.day > 12 for value in values):
        return {}
    days = [match for value in values if isinstance(value, str) and (match := _DAY_FIRST.match(value))]
    if len(days) < _ENOUGH_ALIKE or any(int(match[1]) <= 12 for match in days):
        return {}
    return {
        position: value.replace(month=value.day, day=value.month)
        for position, value in dates.items()
        if value.day != value.month
    }


def as_shown(
    cells: SheetCells, field: Field[Any], column: int, rows: Sequence[int], values: list[Value]
) -> None:
    """Bring values to what their number format shows: 0,975 as 97,5 %, a day of which only the year shows."""
    if column not in cells.formats:
        return
    for position, (row, value) in enumerate(zip(rows, values, strict=True)):
        if value is None or isinstance(value, str):
            continue
        kind = cells.format_of(row, column)
        if kind == "percent" and isinstance(value, int | float):
            if isinstance(field, Percent):
                values[position] = float(numbers.exact(value) * 100)
            elif isinstance(field, Text):
                values[position] = f"{numbers.show_number(numbers.exact(value) * 100)} %"
        elif kind == "digits12" and isinstance(field, NationalId) and isinstance(value, int):
            values[position] = f"{value:012d}"
        elif kind == "year" and isinstance(field, Date) and isinstance(value, date):
            values[position] = str(value.year)
        elif kind == "month" and isinstance(field, Date) and isinstance(value, date):
            values[position] = f"{value.month:02d}/{value.year}"


def read_marks(values: Sequence[Value]) -> tuple[list[bool], dict[int, Unread]]:
    """Which cells of a column are marked (x, 1, có)."""
    marked, unread = read_column(YesNo(""), values, Habit())
    return [value is True for value in marked], unread


def join_dates(parts: Mapping[str, Sequence[Value]], count: int) -> tuple[list[Value], dict[int, str]]:
    """Dates spread over columns day, month and year; by position also the part that is at fault."""
    joined: list[Value] = []
    faults: dict[int, str] = {}
    for position in range(count):
        day, month, year = (_whole(parts[name][position]) if name in parts else "" for name in _PARTS)
        if year and month and day:
            joined.append(f"{day}/{month}/{year}")
        elif year and month:
            joined.append(f"{month}/{year}")
        elif day or month:
            joined.append("/".join(part or "?" for part in (day, month, year)))
            faults[position] = "day" if day else "month"
        else:
            joined.append(year or None)
    return joined, faults


_PARTS = ("day", "month", "year")
NAME_PARTS = ("family", "given")
"""The columns that a name may be spread over."""


def join_names(parts: Sequence[Sequence[Value]]) -> list[Value]:
    """Names spread over columns: `Lò Văn` and `An`."""
    rows = zip(*parts, strict=True)
    return [" ".join(tidy(str(part)) for part in row if part is not None) or None for row in rows]


def _whole(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def remarks(field: Field[Any], typed: Sequence[Value], values: Sequence[Any]) -> dict[int, str]:
    """By position, what reading changed beyond the writing, so that somebody confirms it."""
    if type(field).remark is Field.remark or typed == values:
        return {}
    pairs = {(raw, value) for raw, value in set(zip(typed, values, strict=True)) if value is not None}
    said = {pair: told for pair in pairs if pair[0] != pair[1] and (told := field.remark(*pair))}
    if not said:
        return {}
    both = enumerate(zip(typed, values, strict=True))
    return {position: said[pair] for position, pair in both if pair in said}


def the_other(declared: Field[Any], marks: set[Any]) -> Any:
    """Of two options only one has a column (`Nữ`): a row that is not marked there is the other one."""
    others = [option for option in getattr(declared, "options", ()) if option not in marks]
    return others[0] if len(others) == len(marks) == 1 else None


def added_up(columns: Sequence[Sequence[Any]], are_minus: Sequence[bool]) -> list[Any]:
    """Row by row the sum of some columns of figures; what is taken off may have its sign already."""
    sums: list[Any] = []
    for row in zip(*columns, strict=True):
        told = [
            -abs(value) if minus else value
            for minus, value in zip(are_minus, row, strict=True)
            if value is not None
        ]
        sums.append(sum(told) if told else None)
    return sums


def is_short_for(text: str, usual: Mapping[str, str]) -> bool:
    """Whether a text is the initials of what other rows write out: ĐBĐ for Điện Biên Đông."""
    if len(text) > 6 or " " in text:
        return False
    return any(
        composed(text).replace(".", "") == "".join(word[0] for word in composed(name).split()[-len(text) :])
        for name in usual.values()
    )
