"""What is wrong in each sheet of an officer's own workbook, cell by cell and row by row; writes nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.declare.problems import Grade, Problem
from desktop.declare.text import _, tidy, translate
from desktop.excel.cells import Area, Place, SheetCells
from desktop.excel.corrections import with_basis
from desktop.excel.dressing import Tint
from desktop.excel.found import FoundTable
from desktop.excel.own_page import Told

_TINTS: Mapping[Grade, Tint] = {Grade.BLOCK: "error", Grade.WARN: "warning"}
_BETWEEN = " • "


@dataclass(frozen=True)
class CheckedTable:
    """A table as an import judged it; `problems` are those of its rows and of its totals."""

    table: FoundTable
    read: int
    refused: int
    problems: Sequence[Problem]

    @property
    def title(self) -> str:
        """What the table was taken for."""
        record_type = self.table.record_type
        plural = translate(record_type.plural) if record_type else ""
        return " · ".join(filter(None, (plural, self.table.apart)))


@dataclass
class SheetFindings:
    """Everything that is wrong in one sheet."""

    sheet: str
    cells: SheetCells
    tables: list[FoundTable] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    of_rows: set[Told] = field(default_factory=set)
    """What is wrong below the headings of its own table, and so can stand in our column beside its row."""

    tints: dict[Place, Tint] = field(default_factory=dict)
    notes: dict[Place, str] = field(default_factory=dict)
    texts: dict[int, tuple[Tint, str]] = field(default_factory=dict)
    """Row → what is wrong with it, the grave things first."""


def find_all(tables: Sequence[CheckedTable]) -> list[SheetFindings]:
    """What is wrong in the sheets of one workbook, in their order."""
    found: dict[str, SheetFindings] = {}
    for each in tables:
        cells = each.table.cells.whole or each.table.cells
        findings = found.setdefault(each.table.sheet, SheetFindings(each.table.sheet, cells))
        findings.tables.append(each.table)
        names = {column.column: column.heading.split(" | ")[-1] for column in each.table.columns}
        told = [_told(each.table, problem, names) for problem in each.problems if problem.grade in _TINTS]
        first, last = each.table.header_rows
        findings.told += told
        findings.of_rows |= {one for one in told if not first <= one.row <= last}
    for findings in found.values():
        findings.told = sorted(dict.fromkeys(findings.told), key=lambda one: (one.row, one.tint, one.column))
        _mark(findings)
    return list(found.values())


def _told(table: FoundTable, problem: Problem, names: Mapping[int, str]) -> Told:
    spot = problem.spot
    # What is wrong with the list as a whole stands at no row of it.
    row, column = (spot.row, spot.column) if spot and spot.row else (table.header_rows[0], 0)
    name, tint = tidy(names.get(column, "")), _TINTS[problem.grade]
    sentence = with_basis(problem)
    is_empty = not column or table.cells.value(row, column) is None
    cause = _cause(problem, is_empty)
    about = tidy(problem.about) or (f"{name}: {cause}" if name else cause)
    says = sentence if tint == "error" else _("Nên xem lại: {sentence}").format(sentence=sentence)
    return Told(table.sheet, row, column, name, tint, about, says)


def _cause(problem: Problem, is_empty: bool) -> str:
    """What kind of fault it is, in so few words that equal faults are counted together."""
    if "." in problem.rule:
        return _("vi phạm quy tắc")
    says = _("còn thiếu") if is_empty else _("sai hoặc không đọc được")
    return f"{says} ({problem.rule})" if problem.rule else says


def _mark(findings: SheetFindings) -> None:
    shown = _Shown(findings.cells, {one.column for one in findings.told})
    texts: dict[int, dict[str, Tint]] = {}
    for one in findings.told:
        where = f"{one.heading}: {one.message}" if one.heading else one.message
        if one in findings.of_rows:
            texts.setdefault(one.row, {}).setdefault(where, one.tint)
        if not one.column:
            continue
        place = shown.place(one.row, one.column)
        if findings.tints.get(place) != "error":
            findings.tints[place] = one.tint
        findings.notes[place] = "\n".join(filter(None, (findings.notes.get(place), one.message)))
    for row, sentences in texts.items():
        tint: Tint = "error" if "error" in sentences.values() else "warning"
        findings.texts[row] = (tint, _BETWEEN.join(sentences))


class _Shown:
    """Finds the cell in which a merged one is seen."""

    def __init__(self, cells: SheetCells, columns: set[int]) -> None:
        self.areas: dict[int, list[Area]] = {}
        for area in sorted(cells.merged):
            for column in columns:
                if area.first_column <= column <= area.last_column:
                    self.areas.setdefault(column, []).append(area)

    def place(self, row: int, column: int) -> Place:
        areas = self.areas.get(column, [])
        index = bisect_right(areas, row, key=lambda area: area.first_row) - 1
        if index >= 0 and row <= areas[index].last_row:
            return areas[index].first_row, areas[index].first_column
        return row, column
