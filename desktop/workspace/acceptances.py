"""Which warnings were accepted with a reason, known again by what was seen then; judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.shared.accepted import AcceptedProblem, state_of

if TYPE_CHECKING:
    from desktop.catalog import Catalog

Place = tuple[str, str, str, str]
"""Record type, rule, field and what was seen (`state_of`): one rule may warn of one field twice."""


class Acceptances:
    """All that are in force, by the id of the record they are of."""

    def __init__(self, rows: Iterable[AcceptedProblem] = ()) -> None:
        self._by_record: dict[str, dict[Place, AcceptedProblem]] = {}
        for row in rows:
            if not row.withdrawn:
                place = (row.of, row.rule or "", row.field or "", row.state)
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
        types = catalog.by_plain_name
        found: dict[str, Record] = {}
        for name, wanted in ids.items():
            if name in types:
                rows = reader.rows(types[name], [Condition("id", "in", sorted(wanted))])
                found |= {record.id or "": record for record in rows}
        return found


def place_of(problem: Problem, record: Record) -> Place:
    """What an acceptance of this problem is known by among those of its record."""
    return problem.record_type, problem.rule, problem.field, state_of(problem, record)


def _marked(problem: Problem, record: Record, rows: Mapping[Place, AcceptedProblem]) -> Problem:
    row = rows.get(place_of(problem, record)) if rows and problem.grade is Grade.WARN else None
    reason = row.reason if row else ""
    return problem if problem.accepted == reason else replace(problem, accepted=reason)


def read_acceptances(catalog: Catalog, reader: Reader) -> Acceptances:
    """Those of a database; none where the list is unknown."""
    if AcceptedProblem not in catalog.record_types.values():
        return Acceptances()
    return Acceptances(reader.rows(AcceptedProblem))
