"""How a sheet shall look: plain descriptions of columns, marks and lists; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from desktop.excel.cells import Place, Value

Kind = Literal["text", "int", "count", "money", "decimal", "date", "percent"]
Options = Sequence[str] | Mapping[str, Sequence[str]]
"""What a drop-down list offers; a mapping: for each value of another column."""
Tint = Literal["", "error", "warning", "note", "sample", "total"]


@dataclass(frozen=True)
class Column:
    """One column: its heading and how the cells below it look.

    Percents are written as officers say them: 97.5 is 97,5 %.
    """

    heading: str
    kind: Kind = "text"
    width: float = 0.0
    """At least so many letters; what stands in the column may make it wider, unless it wraps."""
    decimals: int = 1
    name: str = ""
    """By what another column names this one."""
    group: str = ""
    """Heading over several neighbouring columns."""
    choices: str = ""
    """Name of the drop-down list."""
    within: str = ""
    """Name of the column whose value decides which part of the list is offered."""
    loose: bool = False
    """Whether what is not in the list may be written all the same."""
    note: str = ""
    """Shown when the pointer rests on the heading."""
    required: bool = False
    locked: bool = False
    wraps: bool = False
    is_hidden: bool = False
    summed: bool = False
    """Whether the row of totals below the rows adds it up."""


@dataclass(frozen=True)
class Mark:
    """A cell that catches the eye, and why."""

    tint: Tint
    comment: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet. `marks` are at (row, column), both counted from 1; row 1 is the first of `rows`."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]] = ()
    titles: Sequence[str] = ()
    marks: Mapping[Place, Mark] = field(default_factory=dict)
    frozen_columns: int = 0
    has_filter: bool = True
    is_hidden: bool = False
    total: str = ""
    """What the row of totals below the rows is called; empty for none."""
    is_fixed: bool = False
    """Whether cells of locked columns are locked in these rows alone, so that rows may be added below."""

    @property
    def heading_rows(self) -> tuple[int, int]:
        """First and last row of the headings."""
        first = len(self.titles) + 2 if self.titles else 1
        return first, first + (1 if any(column.group for column in self.columns) else 0)

    @property
    def first_row(self) -> int:
        """The row of the first of `rows`."""
        return self.heading_rows[1] + 1


@dataclass(frozen=True)
class Book:
    """What belongs to no sheet alone: drop-down lists by name, and a stamp that a later import finds."""

    lists: Mapping[str, Options] = field(default_factory=dict)
    stamp: Mapping[str, str] = field(default_factory=dict)


LISTS_SHEET = "Danh mục"
STAMP_SHEET = "_ntp"
