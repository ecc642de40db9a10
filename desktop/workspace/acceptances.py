"""Which warnings were accepted with a reason, known again by what was seen then; judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.shared.accepted import AcceptedProblem, state_of

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.storage.changes import HistoryEntry
    from desktop.workspace.workspace import Workspace

Place = tuple[str, str, str]
"""Record type, rule and field: what of a record a warning is about."""


class Acceptances:
    """All that are in force, by the id of the record they are of."""

    def __init__(self, rows: Iterable[AcceptedProblem] = ()) -> None:
        self._by_record: dict[str, dict[Place, AcceptedProblem]] = {}
        for row in rows:
            if not row.withdrawn:
                place = (row.of, row.rule or "", row.field or "")
                self._by_record.setdefault(row.record, {})[place] = row

    def marked(self, problems: Sequence[Problem], record: Record) -> list[Problem]:
        """The problems of one record, what is accepted marked with its reason."""
        rows = self._by_record.get(record.id or "", {})
        if not rows and all(each.is_open for each in problems):
            return list(problems)
        return [_marked(each, record, rows) for each in problems]

    def among(self, problems: Sequence[Problem], reader: Reader, catalog: Catalog) -> list[Problem]:
        """The same for problems of many records, which are read where something of them was accepted."""
        if not self._by_record:
            return list(problems)
        records = self._records(problems, reader, catalog)
        return [
            _marked(each, records[each.record], self._by_record[each.record])
            if each.record in records
            else each
            for each in problems
        ]

    def _records(self, problems: Sequence[Problem], reader: Reader, catalog: Catalog) -> dict[str, Record]:
        ids: dict[str, set[str]] = {}
        for each in problems:
            if each.grade is Grade.WARN and each.record in self._by_record:
                ids.setdefault(each.record_type, set()).add(each.record)
        types = {kind.__name__: kind for kind in catalog.record_types.values()}
        found: dict[str, Record] = {}
        for name, wanted in ids.items():
            if name in types:
                rows = reader.rows(types[name], [Condition("id", "in", sorted(wanted))])
                found |= {record.id or "": record for record in rows}
        return found


def _marked(problem: Problem, record: Record, rows: Mapping[Place, AcceptedProblem]) -> Problem:
    row = rows.get((problem.record_type, problem.rule, problem.field))
    stands = row is not None and problem.grade is Grade.WARN and row.state == state_of(problem, record)
    reason = row.reason if row is not None and stands else ""
    return problem if problem.accepted == reason else replace(problem, accepted=reason)


def read_acceptances(catalog: Catalog, reader: Reader) -> Acceptances:
    """Those of a database; none where the list is unknown."""
    if AcceptedProblem not in catalog.record_types.values():
        return Acceptances()
    return Acceptances(reader.rows(AcceptedProblem))


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
