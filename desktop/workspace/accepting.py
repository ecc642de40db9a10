"""Lets a warning stand for a reason, or has it asked about again, as change sets; judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.declare.problems import Problem
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.shared.accepted import AcceptedProblem
from desktop.workspace.acceptances import place_of

if TYPE_CHECKING:
    from desktop.storage.changes import HistoryEntry
    from desktop.workspace.workspace import Workspace


def accept(workspace: Workspace, record: Record, problem: Problem, reason: str) -> None:
    """Let a warning of a stored record stand, for a reason; as a change set of its own."""
    field = type(record).fields.get(problem.field)
    row = _acceptance(
        record,
        problem,
        name=workspace.name_of(type(record), record.id or ""),
        label=translate(field.label) if field else "",
        message=problem.message,
        reason=reason,
    )
    with workspace.writing(_("Chấp nhận cảnh báo: {reason}").format(reason=reason)) as writing:
        writing.upsert_all([row], erase=True)


def withdraw(workspace: Workspace, record: Record, problem: Problem) -> None:
    """Have a warning asked about again."""
    row = _acceptance(record, problem, withdrawn=True)
    with workspace.writing(_("Rút lại việc chấp nhận cảnh báo")) as writing:
        if writing.find_by_key(row):
            writing.upsert_all([row])


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
