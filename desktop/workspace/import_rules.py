"""What rules over many records find among rows just saved, some of which may be only half there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.declare.problems import Problem
from desktop.declare.rules import Rule
from desktop.excel.parsed import ParsedTable
from desktop.workspace.checking import found_by_rule, problems_of_rule
from desktop.workspace.import_result import NEW

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.storage.changes import Saved
    from desktop.storage.writing import Writing


class _TakenBack(Exception):
    """Ends a savepoint: what was done after it is undone."""


def found_together(
    rules: Sequence[Rule], parsed: ParsedTable, saved: Mapping[int, Saved], writing: Writing
) -> list[Problem]:
    """What the rules find among these rows.

    A rule that cannot do with a row of which a required value is missing is asked of the others: one bad
    cell must not hide what is wrong with all other rows.
    """
    among = frozenset(one.id for one in saved.values())
    found: list[Problem] = []
    failing: list[Rule] = []
    for rule in rules if among else ():
        try:
            found += found_by_rule(rule, writing, among)
        except Exception:
            failing.append(rule)
    record_type = parsed.table.record_type
    if failing and record_type is not None:
        half = _half(record_type, parsed, saved)
        if half < among:
            found += _found_without(record_type, half, failing, among - half, writing)
    return found


def _half(record_type: type[Record], parsed: ParsedTable, saved: Mapping[int, Saved]) -> frozenset[str]:
    """The new records that lack a required value."""
    required = [name for name, field in record_type.stored_fields().items() if field.required]
    return frozenset(
        one.id
        for position, one in saved.items()
        if one.kind == NEW and any(getattr(parsed.records[position], name) is None for name in required)
    )


def _found_without(
    record_type: type[Record],
    half: frozenset[str],
    rules: Sequence[Rule],
    whole: frozenset[str],
    writing: Writing,
) -> list[Problem]:
    """What the rules find among whole records, those that are half there taken out as long as they ask."""
    found: list[Problem] = []
    try:
        with writing.savepoint():
            writing.take_out(record_type, sorted(half))
            for rule in rules:
                found += problems_of_rule(rule, writing, whole)
            raise _TakenBack
    except _TakenBack:
        return found
