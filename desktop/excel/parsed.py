"""The records read from one table, with what is wrong with each; knows no way of reading."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.excel.cells import Value
from desktop.excel.columns import Unread
from desktop.excel.found import FoundTable

_SOME = 1_000


@dataclass
class ParsedTable:
    """The records of a table by position, their rows, and what is wrong with each."""

    table: FoundTable
    rows: list[int]
    records: list[Record] = dataclasses.field(default_factory=list)
    ids: list[str | None] = dataclasses.field(default_factory=list)
    problems: dict[int, list[Problem]] = dataclasses.field(default_factory=dict)
    typed: dict[str, list[Value]] = dataclasses.field(default_factory=dict)
    """Field → what was written for it, by position; for references and whatever else is compared later."""

    unmarked: dict[str, set[int]] = dataclasses.field(default_factory=dict)
    """Field → rows without a mark: no for a new record, nothing at all for one that is stored."""

    twins: set[int] = dataclasses.field(default_factory=set)
    """Rows that are an earlier row once more."""

    unread: dict[int, frozenset[str]] = dataclasses.field(default_factory=dict)
    """Rows with a cell that could not be read, and the fields of those cells."""

    judged: dict[int, list[Problem]] = dataclasses.field(default_factory=dict)
    """The problems among all that are those of the record, whatever its cells are like."""

    doubtful: dict[str, dict[int, Unread]] = dataclasses.field(default_factory=dict)
    """Field → figures that can be read in two ways, by position."""

    not_understood: list[tuple[str, int, str, str]] = dataclasses.field(default_factory=list)
    """Field, position, what was written and why it could not be read: what somebody may settle."""

    to_confirm: dict[tuple[str, str], dict[int, str]] = dataclasses.field(default_factory=dict)
    """Field and what reading changed in its cells, as a sentence → by position what was written."""

    def add(self, position: int, problem: Problem, column: int = 0) -> None:
        """Remember a problem at a cell of a row."""
        spot = self.table.spot(self.rows[position], column)
        self.problems.setdefault(position, []).append(problem.at(spot))

    def judge(self, position: int, problems: Iterable[Problem]) -> None:
        """Remember what is wrong with the record of a row, in place of what was found before."""
        before = set(map(id, self.judged.pop(position, ())))
        kept = [problem for problem in self.problems.pop(position, ()) if id(problem) not in before]
        unread = self.unread.get(position, frozenset())
        own = [
            problem.at(self.table.spot(self.rows[position], self.cell_of(position, problem.field)))
            for problem in problems
            # A cell that cannot be read has its own sentence; that it is missing says nothing more.
            if problem.rule or problem.field not in unread
        ]
        if own:
            self.judged[position] = own
        if kept or own:
            self.problems[position] = [*kept, *own]

    def let_go(self) -> None:
        """Forget the records, some at a time: all at once they would keep every other thread waiting."""
        while self.records:
            del self.records[-_SOME:]

    def is_blocked(self, position: int) -> bool:
        """Whether a row must not be saved."""
        return any(problem.grade is Grade.BLOCK for problem in self.problems.get(position, ()))

    def cell_of(self, position: int, field_name: str) -> int:
        """The column that shows a field in a row: the filled one where it has several."""
        columns = [each.column for each in self.table.columns if each.field == field_name]
        if len(columns) > 1:
            row = self.table.cells.rows[self.rows[position] - 1]
            return next((column for column in columns if row[column - 1] is not None), columns[0])
        return columns[0] if columns else 0


def naming_column(table: FoundTable) -> int:
    """The column by which an officer knows a row: that of the name."""
    assert table.record_type is not None
    names = (*table.record_type.shown_by, *table.record_type.key)
    return next((column for name in names if (column := table.column_of(name))), 0)


def records_of(record_type: type[Record], values: Mapping[str, Sequence[Any]], count: int) -> list[Record]:
    """New records of columns of values."""
    if not values:
        return [record_type() for _index in range(count)]
    names = ("id", "changed_in", *values)
    columns = (repeat(None, count), repeat(0, count), *values.values())
    new = record_type.__new__
    records: list[Record] = []
    for row in zip(*columns, strict=True):
        # Filled as soon as it is made: records share the table of their names only where the first ones do.
        record = new(record_type)
        # The names were taken from the record type itself, so they need no second look.
        vars(record).update(zip(names, row, strict=True))
        records.append(record)
    return records
