"""What was found in a workbook: tables, their columns and the rows left out; knows no way of finding it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.declare.fields import PLAIN, Habit
from desktop.declare.layouts import MONTH_FIRST, YEAR, ExcelLayout
from desktop.declare.problems import Spot, column_letters
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.cells import Place, SheetCells, Value


@dataclass
class FoundColumn:
    """One column of a table and the field it was taken for; `field` is empty for a column not used.

    `unit` is what one written unit of money is worth in đồng. `mark`, `also`, `part`, `apart` and `pieces`
    are those of `desktop.declare.layouts.Column`; a column of pieces stands here once for each of them.
    """

    column: int
    heading: str
    field: str = ""
    unit: int = 1
    habit: Habit = PLAIN
    mark: Any = None
    also: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    part: str = ""
    apart: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    pieces: str = ""
    sure: float = 0.0
    samples: list[str] = dataclasses.field(default_factory=list)
    is_neutral: bool = False
    """A column that no field is expected for: the running number, a value worked out by the program."""

    works_out: str = ""
    """The field the program works out itself that this column shows."""

    of: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """Of which records of the row it shows that: those with these values."""

    is_minus: bool = False
    """Whether its figures are taken off what the field holds: another column adds to it."""

    adds_up: str = ""
    """The field whose figures, in other columns, this one shows the sum of; `parts` are these columns, none
    where not all of them are read.
    """

    parts: tuple[int, ...] = ()

    @property
    def letters(self) -> str:
        """The column as Excel names it."""
        return column_letters(self.column)

    @property
    def dates(self) -> str:
        """How its days are written, as layouts say it."""
        return YEAR if self.habit.year_alone else MONTH_FIRST if self.habit.month_first else ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that holds no record: what kind of row it is, and that as a sentence.

    Kinds: title, unit, header, marks, outline, subtotal, total, blank, note, signature, repeated_header,
    sample, known (a row of a template filled when it was made, and not since), part (of another row).
    """

    row: int
    why: str
    kind: str


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """A row that names the rows below it; `field` is what it tells of them, empty where that is not known.

    The smaller the `level`, the higher it stands: A, then I, then 1, then a.
    """

    row: int
    label: str
    level: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class WrittenTotal:
    """A figure that stands for several rows: `rows` are the data rows it should be the total of.

    `field` is empty where it counts rows; `level` is `grand` or `group`. `parts` are, in an outline, the
    rows just below it: totals themselves perhaps, whose faults it then only carries on.
    """

    row: int
    column: int
    field: str
    level: str
    value: Any
    rows: tuple[int, ...]
    label: str
    parts: tuple[int, ...] = ()
    or_rows: tuple[int, ...] = ()
    """Rows it may be the total of instead: its words leave it open."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence to be read before accepting, and what it asks about: it goes once somebody has answered.

    `column` is the one whose field, or whose unit (`of_unit`), is doubtful; `field` the one whose value is.
    """

    says: str
    column: int = 0
    field: str = ""
    of_unit: bool = False


@dataclass
class FoundTable:
    """One table of one sheet; `record_type` is None where it was not understood, and `reason` says why."""

    file: str
    sheet: str
    cells: SheetCells
    number: int = 1
    record_type: type[Record] | None = None
    was: type[Record] | None = None
    """What a table that somebody left out had been taken for."""

    layout: ExcelLayout | None = None
    sure: float = 0.0
    reason: str = ""
    header_rows: tuple[int, int] = (0, 0)
    last_row: int = 0
    first_row: int = 1
    """Where its title may begin: below the table above it."""

    columns: list[FoundColumn] = dataclasses.field(default_factory=list)
    data_rows: list[int] = dataclasses.field(default_factory=list)
    skipped: list[Skipped] = dataclasses.field(default_factory=list)
    outline: dict[int, dict[str, str]] = dataclasses.field(default_factory=dict)
    """Data row → what the group rows above tell of its fields, as written."""

    as_above: dict[Place, Place] = dataclasses.field(default_factory=dict)
    """Cells that say “as above” → the cell whose value they mean; no place where nothing stands above."""

    instead: dict[Place, Value] = dataclasses.field(default_factory=dict)
    """Cells that mean another value than stands in them: none of the record's, one of a row it owns."""

    beside: list[int] = dataclasses.field(default_factory=list)
    """Rows of another table in the same columns: how these are typed is seen there as well."""

    groups: list[FoundGroup] = dataclasses.field(default_factory=list)
    totals: list[WrittenTotal] = dataclasses.field(default_factory=list)
    constants: dict[str, Any] = dataclasses.field(default_factory=dict)
    given: dict[str, Any] = dataclasses.field(default_factory=dict)
    """Field → value that somebody said of all rows; holds where a row says nothing."""

    said: bool = False
    """Whether somebody said how its columns are to be read: worth being remembered."""

    read_by: str = ""
    """The title of what was said earlier or elsewhere and is followed here."""

    notes: list[str] = dataclasses.field(default_factory=list)
    """Sentences that tell an officer how the table is read and ask for nothing."""

    answers: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    """Field → what was written (`spelling`) → what somebody said it means; empty for nothing."""

    taken_back: set[tuple[str, str]] = dataclasses.field(default_factory=set)
    """Fields and what reading changed in their cells (`spelling`), which somebody said no to."""

    raised: list[Doubt] = dataclasses.field(default_factory=list)
    """What was doubtful as the table was found."""

    settled: set[tuple[int, bool]] = dataclasses.field(default_factory=set)
    """Columns whose field (False) or unit (True) somebody has said or confirmed."""

    is_ours: bool = False
    """Made by this program: a template or an export, so empty cells are empty values."""

    id_column: int = 0
    as_of: date | None = None
    """Of an export by the boundaries of a day: that day. Its places are seen from there, not stored so."""

    level: str = ""
    """The level the places of such an export are counted at."""

    apart: str = ""
    """Where a sheet tells several records in each row, which of them these are (`2025 · NSTW`)."""

    told: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """The same as values by field, a place as it is written; `told_at` is the first of its columns."""

    told_at: int = 0

    owned: dict[str, FoundTable] = dataclasses.field(default_factory=dict)
    """Field → the sheet, or the rows of this one, with what the records own by it."""

    owners: dict[int, int] = dataclasses.field(default_factory=dict)
    """Of such rows, once they were found or read: row → the row of the record that owns it."""

    @property
    def shares_rows(self) -> bool:
        """Whether its rows tell other records as well, which are a table of their own."""
        return self.apart != self.cells.part

    @property
    def doubts(self) -> list[str]:
        """Sentences an officer should read before accepting: what nobody has answered yet."""
        return [
            doubt.says
            for doubt in self.raised
            if (doubt.column, doubt.of_unit) not in self.settled and not self._is_given(doubt.field)
        ]

    def _is_given(self, field: str) -> bool:
        said = (each for each in self.columns if each.field == field and (each.column, False) in self.settled)
        return bool(field) and (field in self.given or any(said))

    def doubt(self, says: str, column: int = 0, field: str = "", *, of_unit: bool = False) -> None:
        """Raise a doubt, perhaps about one column or one field."""
        self.raised.append(Doubt(says, column, field, of_unit))

    def spot(self, row: int, column: int = 0) -> Spot:
        """A place of this table."""
        return Spot(self.file, self.sheet, row, column)

    def meant(self, row: int, column: int) -> Value:
        """The value of a cell, or of the one above it that it refers to."""
        return self.cells.value(*self.as_above.get((row, column), (row, column)))

    def used(self) -> list[FoundColumn]:
        """The columns that fill a field."""
        return [column for column in self.columns if column.field]

    def standing(self) -> list[FoundColumn]:
        """The columns as they stand in the sheet, each once."""
        return list({column.column: column for column in reversed(self.columns)}.values())[::-1]

    def remarks(self) -> list[str]:
        """The notes, and one that names the filled columns which are not used as the table is read now."""
        asked = {doubt.column for doubt in self.raised}
        left = [
            f"{column.letters} “{column.heading}”"
            for column in self.standing()
            if column.heading and column.samples and not column.field and not column.is_neutral
            if column.column not in asked
        ]
        if not left or self.record_type is None:
            return self.notes
        says = _("Không dùng cột {columns}: chưa chọn mục nào của “{title}” cho các cột này.")
        return [*self.notes, says.format(columns=", ".join(left), title=translate(self.record_type.title))]

    def column_of(self, field_name: str) -> int:
        """The first column that fills a field; 0 where none does."""
        return next((each.column for each in self.columns if each.field == field_name), 0)

    def stands_at(self, *names: str) -> int:
        """Where the first of some fields stands that does, or the column whose heading tells it."""
        stands = next((column for name in names if (column := self.column_of(name))), 0)
        return stands or (self.told_at if set(names) & self.told.keys() else 0)
