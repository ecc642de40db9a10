"""What rules over many records find among rows just saved, some of which may be only half there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.declare.problems import Problem, Refusal
from desktop.declare.rules import Rule
from desktop.excel.parsed import ParsedTable
from desktop.workspace.checking import found_by_rule, problems_of_rule
from desktop.workspace.import_result import NEW

if TYPE_CHECKING:
    from desktop.storage.changes import Saved
    from desktop.storage.writing import Writing


class _TakenBack(Exception):
    """Ends a savepoint: what was done after it is undone."""


def found_together(
    rules: Sequence[Rule], parsed: ParsedTable, saved: Mapping[int, Saved], writing: Writing
) -> Iterator[Problem]:
    """What the rules find among these rows.

    A rule that cannot do with a row of which a required value is missing is asked of the others: one bad
    cell must not hide what is wrong with all other rows.
    """
    among = frozenset(one.id for one in saved.values())
    for rule in rules if among else ():
        try:
            yield from found_by_rule(rule, writing, among)
        except Exception:
            yield from _of_whole_rows(rule, parsed, saved, writing)


def _of_whole_rows(
    rule: Rule, parsed: ParsedTable, saved: Mapping[int, Saved], writing: Writing
) -> list[Problem]:
    required = [name for name, field in rule.over.stored_fields().items() if field.required]
    half = {
        one.id
        for position, one in saved.items()
        if one.kind == NEW and any(getattr(parsed.records[position], name) is None for name in required)
    }
    found: list[Problem] = []
    try:
        with writing.savepoint():
            for id in half:
                writing.delete(rule.over, id)
            found = problems_of_rule(rule, writing, frozenset(one.id for one in saved.values()) - half)
            raise _TakenBack
    except _TakenBack:
        return found
    except Refusal:  # other rows refer to one of them: it cannot be taken out
        return problems_of_rule(rule, writing, frozenset(one.id for one in saved.values()))
