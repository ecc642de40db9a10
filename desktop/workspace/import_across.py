"""Rules that one table of an import breaks by what another brings; they are told, and refuse no row."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.declare.problems import Spot
from desktop.declare.rules import Rule
from desktop.excel.parsed import ParsedTable, naming_column
from desktop.workspace.checking import problems_of_rule
from desktop.workspace.import_result import TableResult

if TYPE_CHECKING:
    from desktop.storage.writing import Writing


def ask_across(
    rules: Iterable[Rule], tables: Sequence[tuple[TableResult, ParsedTable]], writing: Writing
) -> None:
    """Ask once more what speaks of several record types that came together, now that all are in.

    The rows of the earlier table are saved, and those of the later one lead to them: both stay. What is
    asked of records that did not come is told of the sheet whose rows it is related to.
    """
    came = {result.record_type for result, _parsed in tables}
    for rule in rules:
        if not came.intersection(rule.also):
            continue
        if rule.over not in came:
            _tell_sheets(
                rule, [result for result, _parsed in tables if result.record_type in rule.also], writing
            )
        for result, parsed in tables:
            if result.record_type is rule.over:
                _tell(rule, result, parsed, writing)


def _tell_sheets(rule: Rule, results: Sequence[TableResult], writing: Writing) -> None:
    sheets = {row.record_id: result for result in results for row in result.rows if row.record_id}
    for problem in problems_of_rule(rule, writing, frozenset(sheets)) if sheets else ():
        result = next((sheets[id] for id in problem.related if id in sheets), None)
        if result is not None:
            spot = Spot(result.file, result.sheet, 0)
            result.table_problems.append(dataclasses.replace(problem, spot=spot, related=()))


def _tell(rule: Rule, result: TableResult, parsed: ParsedTable, writing: Writing) -> None:
    positions = {row.record_id: position for position, row in enumerate(result.rows) if row.record_id}
    for problem in problems_of_rule(rule, writing, frozenset(positions)) if positions else ():
        position = positions.get(problem.record)
        if position is None:
            continue
        row = result.rows[position]
        column = parsed.cell_of(position, problem.field) or naming_column(parsed.table)
        problem = dataclasses.replace(problem, spot=parsed.table.spot(row.row, column))
        if problem not in row.problems:
            row.problems = (*row.problems, problem)
