"""Numbers that a reader of values took for a time, because their cells are formatted as dates; reads no file.

A date begins at one. Of zero and of a number below a reader makes midnight or the hour of its fraction, and
the number itself is lost to it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from desktop.excel.cells import Place, SheetCells, read_place

Row = Sequence[Any]
Negative = Callable[[], Mapping[Place, float]]
"""Answers the numbers below zero of a sheet; asked only where a cell reads as a time."""

_CHUNK = 1 << 20
_NEGATIVE = re.compile(
    rb'<c (?=[^>]*\br="([A-Z]{1,3}[0-9]{1,7})")[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>(-[0-9.eE+-]+)</v>'
)
_FIRST_DAY = date(1899, 12, 31)
_ZERO = datetime(1899, 12, 30)


def settled(
    block: list[Row], above: int, empty_columns: int, sheet: SheetCells, negative: Negative
) -> list[Row]:
    """A block of rows whose cells hold what they hold in the workbook.

    Error cells are empty, numbers that are none are error cells, and numbers taken for times or for days
    before the first of all are numbers again. `above` rows and `empty_columns` stand before the block.
    """
    kept: list[Row] = []
    below: Mapping[Place, float] | None = None
    for row, values in enumerate(block, above + 1):
        clean = list(values)
        for index, value in enumerate(values):
            place = (row, empty_columns + index + 1)
            if isinstance(value, float) and not math.isfinite(value):
                sheet.errors[place] = "#NUM!"
            elif isinstance(value, time):
                below = negative() if below is None else below
                number = below.get(place, 0.0 if value == time() else None)
                clean[index] = _undated(sheet, place, value, number)
            elif isinstance(value, date) and _day(value) < _FIRST_DAY:
                since = value if isinstance(value, datetime) else datetime.combine(value, time())
                clean[index] = _undated(sheet, place, value, (since - _ZERO) / timedelta(days=1))
            if place in sheet.errors:
                clean[index] = ""
        kept.append(clean)
    return kept


def _undated(sheet: SheetCells, place: Place, value: Any, number: float | None) -> Any:
    if number is None:
        return value
    sheet.undated.add(place)
    return number


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def negative_numbers(stream: IO[bytes]) -> dict[Place, float]:
    """The numbers below zero in the XML of a sheet."""
    found: dict[Place, float] = {}
    rest = b""
    while chunk := stream.read(_CHUNK):
        rest += chunk
        cut = rest.rfind(b"</c>") + 1
        for address, number in _NEGATIVE.findall(rest, 0, cut):
            found[read_place(address.decode("ascii"))] = float(number)
        rest = rest[cut:]
    return found
