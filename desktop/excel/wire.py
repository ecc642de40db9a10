"""How rows travel from the reading process to the program: columns of a block as JSON; knows no workbook.

JSON cannot run anything when it is read, unlike pickle or marshal. A block is turned into its columns
because a column mostly holds one kind of value, and then each step is one call over the whole column.
Numbers travel as the bytes they are; the program, which waits anyhow, finds out which of them are whole.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

import orjson

from desktop.excel.cells import Value

BLOCK_ROWS = 1000
_BETWEEN = (
    "\x7f"  # DEL: needs no escape in JSON, and no officer types it; a column that has it goes another way
)
_WHOLE = float(2**53)
_DOUBTFUL = "x"


class Packed(NamedTuple):
    """A block of rows as one line of JSON."""

    line: bytes
    is_doubtful: bool
    """Whether it holds a time, or a number that is none: the cell may hold something else."""


def pack(rows: Sequence[Sequence[Any]], empty_columns: int = 0) -> Packed:
    """A block of rows of equal length, as a reader gives them ('' is an empty cell).

    `empty_columns` more of them stand before the first one.
    """
    columns: list[Any] = [["e", len(rows)]] * empty_columns
    columns += [_pack_column(column) for column in zip(*rows, strict=True)]
    line = orjson.dumps({"rows": len(rows), "columns": columns}, option=orjson.OPT_APPEND_NEWLINE)
    return Packed(line, any(column[0] == _DOUBTFUL for column in columns if column and type(column) is list))


def unpack(block: dict[str, Any], texts: dict[str, str]) -> Iterator[tuple[Value, ...]]:
    """The rows of a block that JSON has read; equal repeated texts become one object through `texts`."""
    if not block["columns"]:
        return iter([()] * int(block["rows"]))
    return zip(*(_unpack_column(column, texts) for column in block["columns"]), strict=True)


def _pack_column(column: tuple[Any, ...]) -> Any:
    kinds = set(map(type, column))
    if kinds == {str}:
        return _pack_texts(column)
    if kinds == {float}:
        return _pack_numbers(column)
    if kinds == {float, str} and all(value == "" for value in column if type(value) is str):
        return _pack_numbers(tuple([None if value == "" else value for value in column]))
    if kinds == {date}:
        return ["d", list(map(date.toordinal, column))]
    if kinds <= {date, str} and all(value == "" for value in column if type(value) is str):
        return ["d", [value.toordinal() if value != "" else None for value in column]]
    plain = [_plain(value) for value in column]
    if time in kinds or not all(math.isfinite(value) for value in column if type(value) is float):
        return [_DOUBTFUL, plain]
    return ["m" if datetime in kinds or date in kinds else "n", plain]


def _pack_numbers(column: tuple[Any, ...]) -> Any:
    """Numbers, which readers all give as float, by their bytes; a NaN there is an empty cell."""
    if not all(map(math.isfinite, filter(None, column))):
        return [_DOUBTFUL, column]
    if None in column:
        column = tuple([math.nan if value is None else value for value in column])
    return ["f", array("d", column).tobytes().hex()]


def _unpack_numbers(content: str) -> Sequence[Value]:
    """The numbers, those without a fraction as int."""
    floats = array("d", bytes.fromhex(content)).tolist()
    if not math.isnan(sum(floats)):
        numbers = list(map(int, floats))
        if numbers == floats and max(numbers) <= _WHOLE and min(numbers) >= -_WHOLE:
            return numbers
    return [
        None if value != value else value if value % 1 or not -_WHOLE <= value <= _WHOLE else int(value)
        for value in floats
    ]


def _pack_texts(column: tuple[str, ...]) -> Any:
    different = set(column)
    if len(different) * 4 <= len(column) and len(different) > 1:
        table = list(different)
        number = {text: index for index, text in enumerate(table)}
        return ["r", [text or None for text in table], list(map(number.__getitem__, column))]
    if different == {""}:
        return ["e", len(column)]
    joined = _BETWEEN.join(column)
    if joined.count(_BETWEEN) != len(column) - 1:
        return ["n", [text or None for text in column]]
    return joined


def _plain(value: Any) -> Any:
    """A value as JSON carries it; dates become a list of one number, moments a list of one text."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) <= _WHOLE else value
    if isinstance(value, str):
        return value or None
    if isinstance(value, datetime):
        return [value.isoformat()]
    if isinstance(value, date):
        return [value.toordinal()]
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def _unpack_column(column: Any, texts: dict[str, str]) -> Iterable[Value]:
    if isinstance(column, str):
        values = column.split(_BETWEEN)
        return [text or None for text in values] if "" in values else values
    kind: str = column[0]
    content: Any = column[1]
    if kind == "d":
        return [None if day is None else date.fromordinal(day) for day in content]
    if kind == "f":
        return _unpack_numbers(content)
    if kind == "r":
        table = [text if text is None else texts.setdefault(text, text) for text in content]
        return map(table.__getitem__, column[2])
    if kind == "e":
        return [None] * content
    if kind in ("m", _DOUBTFUL):
        return [_value(plain) if type(plain) is list else plain for plain in content]
    numbers: list[Value] = content
    return numbers


def _value(tagged: list[Any]) -> date | datetime:
    if isinstance(tagged[0], str):
        return datetime.fromisoformat(tagged[0])
    return date.fromordinal(tagged[0])
