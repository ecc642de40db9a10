"""Lets a warning stand for a reason, or has it asked about again, as change sets; judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.declare.problems import Problem
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.shared.accepted import AcceptedProblem, state_of

if TYPE_CHECKING:
    from desktop.storage.changes import HistoryEntry
    from desktop.workspace.workspace import Workspace


def accept(workspace: Workspace, record: Record, problem: Problem, reason: str) -> None:
    """Let a warning of a stored record stand, for a reason; as a change set of its own."""
    field = type(record).fields.get(problem.field)
    row = AcceptedProblem(
        name=workspace.name_of(type(record), record.id or ""),
        label=translate(field.label) if field else "",
        message=problem.message,
        reason=reason,
        of=problem.record_type,
        record=record.id,
        rule=problem.rule or None,
        field=problem.field or None,
        state=state_of(problem, record),
    )
    with workspace.writing(_("Chấp nhận cảnh báo: {reason}").format(reason=reason)) as writing:
        known = _row_of(writing, record.id or "", problem)
        writing.save(known.changed(**(row.values() | {"withdrawn": None})) if known else row)


def withdraw(workspace: Workspace, record: Record, problem: Problem) -> None:
    """Have a warning asked about again."""
    with workspace.writing(_("Rút lại việc chấp nhận cảnh báo")) as writing:
        known = _row_of(writing, record.id or "", problem)
        if known is not None:
            writing.save(known.changed(withdrawn=True))


def _row_of(reader: Reader, record: str, problem: Problem) -> AcceptedProblem | None:
    place = (problem.record_type, problem.rule, problem.field)
    for row in reader.rows(AcceptedProblem, [Condition("record", "is", record)]):
        if (row.of, row.rule or "", row.field or "") == place:
            return row
    return None


def acceptance_history(workspace: Workspace, record: Record) -> list[HistoryEntry]:
    """What was accepted of a record and taken back, as the steps of the history tell it."""
    if AcceptedProblem not in workspace.catalog.record_types.values():
        return []
    with workspace.store.reading() as reader:
        asked = [Condition("record", "is", record.id), Condition("of", "is", type(record).__name__)]
        rows = list(reader.rows(AcceptedProblem, asked))
    return [entry for row in rows for entry in workspace.store.history(AcceptedProblem, row.id or "")]
