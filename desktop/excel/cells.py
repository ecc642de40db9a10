"""What a sheet of a foreign workbook holds, as plain values at their addresses; knows no file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

Value = str | int | float | bool | date | datetime | None
Place = tuple[int, int]
"""Row and column, both counted from 1 as Excel shows them: C12 is (12, 3)."""


class Area(NamedTuple):
    """A rectangle of cells, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @classmethod
    def read(cls, address: str) -> Area:
        """The area written `B3:D7` or, for one cell, `B3`; ValueError when it is no address."""
        first, _colon, last = address.partition(":")
        top, left = read_place(first)
        bottom, right = read_place(last or first)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def read_place(address: str) -> Place:
    """Row and column of an address such as `C12`; ValueError when it is none."""
    letters = address.rstrip("0123456789")
    if not letters or len(letters) > 7 or not letters.isascii() or not letters.isalpha():
        raise ValueError(address)
    return int(address[len(letters) :]), read_column(letters)


def read_column(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class Run(NamedTuple):
    """One number format down the rows of a column.

    Kinds: `percent`, `digits12` (a number shown with 12 digits, so with its leading zeros), `month`
    (a date of which only month and year are shown), `year` (only the year).
    """

    first_row: int
    last_row: int
    kind: str


def runs_of(rows: Iterable[tuple[int, str]]) -> list[Run]:
    """The runs that (row, kind) pairs, in the order of the rows, make."""
    runs: list[Run] = []
    for row, kind in rows:
        if runs and runs[-1].kind == kind and row <= runs[-1].last_row + 1:
            runs[-1] = Run(runs[-1].first_row, row, kind)
        else:
            runs.append(Run(row, row, kind))
    return runs


Pieces = tuple[tuple[str, str | None], ...]
"""Pieces of a text with the writing of each one's font; empty for Unicode, None for that of the cell."""


@dataclass
class Beside:
    """What a reader of values keeps to itself: errors, numbers below zero, what is struck out or hidden."""

    errors: dict[Place, str] = field(default_factory=dict)
    negative: dict[Place, float] = field(default_factory=dict)
    struck: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    writings: dict[int, list[Run]] | None = None
    formats: dict[int, list[Run]] = field(default_factory=dict)
    mixed: Mapping[str, Pieces] = field(default_factory=dict)

    def number(self, row: int, column: int, number: float) -> None:
        """Take note of a number; those of zero and above are no more than a reader of values tells."""
        if number < 0:
            self.negative[row, column] = number

    def below_zero(self) -> Mapping[Place, float]:
        """The numbers below zero."""
        return self.negative


class Marked(NamedTuple):
    """What went out with the sheet of an officer's own workbook, and is no part of what he wrote."""

    file: str
    """The name of the workbook it is a copy of."""

    page: str
    """The name of our page."""

    column: int
    """Our column; 0 where the sheet has none."""


@dataclass
class SheetCells:
    """One sheet. `rows[0]` is row 1 and its first value stands in column A, whatever is empty before.

    A value is None for an empty cell, text as written, int for a whole number up to 2^53, float, bool,
    date, or datetime where the cell holds a time of day beside its date. A time or a duration alone is text.
    """

    name: str
    rows: list[tuple[Value, ...]] = field(default_factory=list)
    state: str = "visible"
    """`visible` or `hidden`."""

    errors: dict[Place, str] = field(default_factory=dict)
    """Cells that show an error (`#N/A`); their value in `rows` is None."""

    uncalculated: set[Place] = field(default_factory=set)
    """Formulas that were never calculated; their value in `rows` is None although they are not blank."""

    undated: set[Place] = field(default_factory=set)
    """Numbers in cells formatted as dates, which they are too small for."""

    struck: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    formats: dict[int, list[Run]] = field(default_factory=dict)
    """Column → its runs of telling number formats; ask `format_of`."""

    writings: dict[int, list[Run]] | None = None
    """Column → runs of cells in a font of TCVN3 or VNI letters, the kind naming which; ask `writing_of`.
    None where the file tells no fonts of its cells."""

    mixed: Mapping[str, Pieces] = field(default_factory=dict)
    """Texts typed in several fonts, one of them of TCVN3 or VNI letters → their pieces."""

    has_links: bool = False
    """Whether the workbook takes values from other files."""

    has_macros: bool = False
    """Whether the workbook holds macros, which nobody runs here."""

    repaired: str = ""
    """What was done to letters of TCVN3 or VNI, as a sentence."""

    marked: Marked | None = None
    """Where the workbook came back with our marks: what was taken off before anything else was read."""

    part: str = ""
    """Which columns these are where lists stand beside each other; the cells of the others are empty."""

    whole: SheetCells | None = None
    """Of such a part: the sheet as it is."""

    def format_of(self, row: int, column: int) -> str:
        """The kind of number format of a cell where it says more than the value, otherwise empty."""
        return _kind_at(self.formats.get(column), row)

    def writing_of(self, row: int, column: int) -> str | None:
        """The writing that the font of a cell is made for; empty for Unicode, None where no font is known."""
        return None if self.writings is None else _kind_at(self.writings.get(column), row)

    def value(self, row: int, column: int) -> Value:
        """The value at a place; None outside of what the sheet holds."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    def written(self, row: int, column: int) -> str:
        """What stands in a cell as Excel would show it here; empty for a blank one."""
        value = self.value(row, column)
        if value is None:
            return self.errors.get((row, column), "")
        if isinstance(value, date):
            return value.strftime("%d/%m/%Y")
        return f"{value:.10g}".replace(".", ",") if isinstance(value, float) else str(value)

    def is_struck(self, row: int) -> bool:
        """Whether every filled cell of the row is struck through."""
        filled = [column for column, value in enumerate(self.rows[row - 1], 1) if value is not None]
        return bool(filled) and all((row, column) in self.struck for column in filled)


def _kind_at(runs: list[Run] | None, row: int) -> str:
    if not runs:
        return ""
    index = bisect_right(runs, row, key=lambda run: run.first_row) - 1
    return runs[index].kind if index >= 0 and row <= runs[index].last_row else ""


def facts_to_plain(sheet: SheetCells) -> dict[str, Any]:
    """Everything but the rows, as JSON can carry it."""
    return {
        "name": sheet.name,
        "state": sheet.state,
        "errors": [[*place, text] for place, text in sheet.errors.items()],
        "uncalculated": sorted(sheet.uncalculated),
        "undated": sorted(sheet.undated),
        "struck": sorted(sheet.struck),
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "merged": [tuple(area) for area in sheet.merged],
        "formats": _runs_to_plain(sheet.formats),
        "writings": None if sheet.writings is None else _runs_to_plain(sheet.writings),
        "mixed": list(sheet.mixed.items()),
        "has_links": sheet.has_links,
        "has_macros": sheet.has_macros,
    }


def facts_from_plain(plain: dict[str, Any]) -> SheetCells:
    """The sheet that `facts_to_plain` described, still without rows."""
    return SheetCells(
        name=plain["name"],
        state=plain["state"],
        errors={(row, column): text for row, column, text in plain["errors"]},
        uncalculated={(row, column) for row, column in plain["uncalculated"]},
        undated={(row, column) for row, column in plain["undated"]},
        struck={(row, column) for row, column in plain["struck"]},
        hidden_rows=set(plain["hidden_rows"]),
        hidden_columns=set(plain["hidden_columns"]),
        merged=[Area(*area) for area in plain["merged"]],
        formats=_runs_from_plain(plain["formats"]),
        writings=None if plain["writings"] is None else _runs_from_plain(plain["writings"]),
        mixed={text: tuple((each, writing) for each, writing in pieces) for text, pieces in plain["mixed"]},
        has_links=plain["has_links"],
        has_macros=plain["has_macros"],
    )


def _runs_to_plain(columns: Mapping[int, list[Run]]) -> list[Any]:
    return [[column, list(map(tuple, runs))] for column, runs in columns.items()]


def _runs_from_plain(columns: list[Any]) -> dict[int, list[Run]]:
    return {column: [Run(*run) for run in runs] for column, runs in columns}
