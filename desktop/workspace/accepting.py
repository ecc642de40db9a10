"""Lets a warning stand for a reason, or has it asked about again, as change sets; judges nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.shared.accepted import AcceptedProblem
from desktop.workspace.acceptances import place_of
from desktop.workspace.checking import problems_of_rule

if TYPE_CHECKING:
    from desktop.storage.changes import HistoryEntry
    from desktop.workspace.workspace import Workspace


def accept(workspace: Workspace, record: Record, problems: Sequence[Problem], reason: str) -> None:
    """Let warnings of one stored record stand, for one reason; as a change set of its own."""
    judged = workspace.problems_of(record)
    _accept(workspace, [(record, as_stored(judged, each)) for each in problems], reason)


def accept_all(workspace: Workspace, problems: Sequence[Problem], reason: str) -> tuple[int, int]:
    """The same for warnings of many records; how many, and the change set, which is 0 where none is left.

    What is no warning, or none any more, is left out: somebody may have corrected it meanwhile.
    """
    met = _met(workspace, problems)
    pairs = [(record, each) for record, each in met if each.is_open and each.grade is Grade.WARN]
    return (len(pairs), _accept(workspace, pairs, reason)) if pairs else (0, 0)


def withdraw_all(workspace: Workspace, problems: Sequence[Problem]) -> tuple[int, int]:
    """Have accepted warnings of many records asked about again; answers as `accept_all` does."""
    pairs = [(record, each) for record, each in _met(workspace, problems) if not each.is_open]
    return (len(pairs), _withdraw(workspace, pairs)) if pairs else (0, 0)


def _met(workspace: Workspace, problems: Sequence[Problem]) -> list[tuple[Record, Problem]]:
    """Those of the problems that are still there, as they are now, each with its stored record."""
    kinds = workspace.catalog.by_plain_name
    ids: dict[str, set[str]] = {}
    for each in problems:
        ids.setdefault(each.record_type, set()).add(each.record)
    with workspace.store.reading() as reader:
        lists = {
            name: list(reader.rows_by_ids(kinds[name], sorted(wanted)))
            for name, wanted in ids.items()
            if name in kinds
        }
        for name, records in lists.items():
            workspace.references.learn(kinds[name], [record.id or "" for record in records], reader)
        beside: defaultdict[str, list[Problem]] = defaultdict(list)
        for name in lists:
            for problem in _beside_others(workspace, kinds[name], ids[name], reader):
                beside[problem.record].append(problem)
    stored = {
        (name, record.id): (record, [*judged, *workspace.marked(beside[record.id or ""], record)])
        for name, records in lists.items()
        for record, judged in zip(records, workspace.problems_of_each(records), strict=True)
    }
    pairs = []
    for each in problems:
        if (each.record_type, each.record) in stored:
            record, judged = stored[each.record_type, each.record]
            met = as_stored(judged, each)
            if met in judged:
                pairs.append((record, met))
    return pairs


def _beside_others(
    workspace: Workspace, record_type: type[Record], ids: set[str], reader: Reader
) -> Iterator[Problem]:
    """What is wrong with some records of one type because of others."""
    for rule in workspace.catalog.rules:
        if rule.over is record_type:
            yield from problems_of_rule(rule, reader, frozenset(ids))


def as_stored(judged: Sequence[Problem], problem: Problem) -> Problem:
    """A problem as the stored record has it: the one that is shown may be of an older typing."""
    asked = (problem.record_type, problem.rule, problem.field, problem.about)
    known = [each for each in judged if (each.record_type, each.rule, each.field, each.about) == asked]
    return min(known, key=lambda each: each.message != problem.message, default=problem)


def _accept(workspace: Workspace, pairs: Sequence[tuple[Record, Problem]], reason: str) -> int:
    rows = [
        _acceptance(
            record,
            problem,
            name=workspace.name_of(type(record), record.id or ""),
            label=_label(record, problem),
            message=problem.message,
            reason=reason,
        )
        for record, problem in pairs
    ]
    with workspace.writing(_("Chấp nhận cảnh báo: {reason}").format(reason=reason)) as writing:
        writing.upsert_all(rows, erase=True)
    return writing.number


def _label(record: Record, problem: Problem) -> str:
    field = type(record).fields.get(problem.field)
    return translate(field.label) if field else ""


def withdraw(workspace: Workspace, record: Record, problems: Sequence[Problem]) -> None:
    """Have warnings of one stored record asked about again; as a change set of its own."""
    judged = workspace.problems_of(record)
    _withdraw(workspace, [(record, as_stored(judged, each)) for each in problems])


def _withdraw(workspace: Workspace, pairs: Sequence[tuple[Record, Problem]]) -> int:
    rows = [_acceptance(record, problem, withdrawn=True) for record, problem in pairs]
    with workspace.writing(_("Rút lại việc chấp nhận cảnh báo")) as writing:
        writing.upsert_all([row for row in rows if writing.find_by_key(row)])
    return writing.number


def _acceptance(record: Record, problem: Problem, **more: Any) -> AcceptedProblem:
    """What it is known by, and what more is said of it."""
    of, rule, field, state = place_of(problem, record)
    known = {"of": of, "record": record.id, "rule": rule or None, "field": field or None, "state": state}
    return AcceptedProblem(**known, **more)


def acceptance_history(workspace: Workspace, record: Record) -> list[HistoryEntry]:
    """What was accepted of a record and taken back, as the steps of the history tell it."""
    if AcceptedProblem not in workspace.catalog.record_types.values():
        return []
    with workspace.store.reading() as reader:
        asked = [Condition("record", "is", record.id), Condition("of", "is", type(record).__name__)]
        rows = list(reader.rows(AcceptedProblem, asked))
    return [entry for row in rows for entry in workspace.store.history(AcceptedProblem, row.id or "")]
