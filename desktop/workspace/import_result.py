"""What an import did, table by table and row by row; knows how nothing was done."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record

if TYPE_CHECKING:
    from desktop.excel.found import FoundTable, Skipped
    from desktop.workspace.import_same import Likely
    from desktop.workspace.import_settle import Question

NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
NO_CHANGES: Mapping[str, tuple[Any, Any]] = MappingProxyType({})


@dataclass(slots=True)
class RowResult:
    """One data row: its number in the sheet, what became of it, and what is wrong with it.

    `changes` holds field → (was, becomes) for a record that was there and changed; `why` says how a
    record was found where not by its key, and `taken_for` which: an officer may say that the row is another.
    """

    row: int
    state: str
    record_id: str | None = None
    changes: Mapping[str, tuple[Any, Any]] = dataclasses.field(default_factory=lambda: NO_CHANGES)
    problems: tuple[Problem, ...] = ()
    why: str = ""
    taken_for: str = ""


@dataclass(slots=True)
class TableResult:
    """One table; `read` is always `new` + `changed` + `unchanged` + `refused`."""

    file: str
    sheet: str
    record_type: type[Record] | None
    found: FoundTable
    rows: list[RowResult] = dataclasses.field(default_factory=list)
    table_problems: list[Problem] = dataclasses.field(default_factory=list)
    """Problems of totals and counts, which belong to no row."""

    @property
    def layout(self) -> str | None:
        """The name of the layout it was read by."""
        return self.found.layout.name if self.found.layout else None

    @property
    def skipped(self) -> list[Skipped]:
        """The rows that hold no record, and why."""
        return self.found.skipped

    @property
    def read(self) -> int:
        """How many data rows there are."""
        return len(self.rows)

    @property
    def new(self) -> int:
        """Rows that became new records."""
        return self._count(NEW)

    @property
    def changed(self) -> int:
        """Rows that changed a record that was there."""
        return self._count(CHANGED)

    @property
    def unchanged(self) -> int:
        """Rows that say what was known."""
        return self._count(UNCHANGED)

    @property
    def refused(self) -> int:
        """Rows that were not saved."""
        return self._count(REFUSED)

    def problems(self) -> Iterator[Problem]:
        """Those of the table, then those of its rows from top to bottom."""
        yield from self.table_problems
        for row in filter(attrgetter("problems"), self.rows):
            yield from sorted(row.problems, key=lambda problem: problem.grade.rank)

    def _count(self, state: str) -> int:
        return sum(1 for row in self.rows if row.state == state)


@dataclass(slots=True)
class ImportResult:
    """All tables in the order of the files; `change_set` is None where nothing was saved."""

    tables: list[TableResult] = dataclasses.field(default_factory=list)
    problems: list[Problem] = dataclasses.field(default_factory=list)
    change_set: int | None = None
    files: list[Path] = dataclasses.field(default_factory=list)
    """The workbooks that were read; nothing is written over them."""

    marks: Mapping[Path, str] = dataclasses.field(default_factory=dict)
    """By what each of them is known again: whether it still is the one that was read."""

    questions: list[Question] = dataclasses.field(default_factory=list)
    """Values nobody understood, each once, the most frequent first."""

    likely: list[Likely] = dataclasses.field(default_factory=list)
    """Rows that may be a stored record under another key, as long as nobody has said so."""

    @property
    def refused(self) -> int:
        """Rows that were not saved, in all tables."""
        return sum(table.refused for table in self.tables)

    @property
    def blocks(self) -> bool:
        """Whether anything grave was found."""
        return any(problem.grade is Grade.BLOCK for problem in self.problems)
