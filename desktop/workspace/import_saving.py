"""Saves the rows of one table as the records they mean, and looks at what they became; judges nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.declare.fields import Computed
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.excel.parsed import ParsedTable

if TYPE_CHECKING:
    from desktop.storage.changes import Saved
    from desktop.storage.writing import Writing

_BATCH = 2_500
"""Rows given to the store at once: few enough that what it makes of them stays small."""


def save_rows(parsed: ParsedTable, good: Sequence[int], writing: Writing) -> dict[int, Saved]:
    """Rows laid over a stored record go to it, all others to the one they mean or that has their key."""
    saved: dict[int, Saved] = {}
    known = [position for position in good if parsed.records[position].changed_in]
    others = [position for position in good if not parsed.records[position].changed_in]
    for positions, save in ((known, writing.save_all), (others, writing.upsert_all)):
        for start in range(0, len(positions), _BATCH):
            batch = positions[start : start + _BATCH]
            answers = save([parsed.records[position] for position in batch])
            saved.update(zip(batch, answers, strict=True))
    return saved


def leave_unmarked(parsed: ParsedTable, positions: Sequence[int], writing: Writing) -> None:
    """Let a cell without a mark say nothing of a record that is stored: an empty cell erases nothing."""
    if not positions or not any(parsed.unmarked.values()):
        return
    record_type = type(parsed.records[positions[0]])
    names = [
        name
        for name, places in parsed.unmarked.items()
        if places and writing.ids(record_type, [Condition(name, "is", True)], limit=1)
    ]
    if not names:
        return
    records = [parsed.records[position] for position in positions]
    for position, record, id in zip(positions, records, writing.find_by_keys(records), strict=True):
        for name in names if record.id or id else ():
            if position in parsed.unmarked[name]:
                record.__dict__[name] = None


def adopt(parsed: ParsedTable, good: Sequence[int], writing: Writing) -> None:
    """Lay rows that carry the id of a stored record over that record, so that only their columns change."""
    wanted = [position for position in good if parsed.ids[position]]
    if not wanted:
        return
    record_type = type(parsed.records[wanted[0]])
    stored = {
        record.id: record
        for record in writing.rows_by_ids(record_type, [parsed.ids[position] or "" for position in wanted])
    }
    for position in wanted:
        old = stored.get(parsed.ids[position])
        if old is not None:
            values = {
                name: value
                for name, value in vars(parsed.records[position]).items()
                if name in _own(record_type)
            }
            parsed.records[position] = old.changed(**values)


def _own(record_type: type[Record]) -> set[str]:
    return {name for name, field in record_type.fields.items() if not isinstance(field, Computed)}


def rename(parsed: ParsedTable, first: Mapping[int, Saved], again: Mapping[int, Saved]) -> None:
    """Problems name the records as they were saved the second time; refused rows by their place."""
    names = {one.id: again[place].id if place in again else "" for place, one in first.items()}
    places = {one.id: str(parsed.table.spot(parsed.rows[place])) for place, one in first.items()}
    for position, problems in parsed.problems.items():
        parsed.problems[position] = [
            dataclasses.replace(
                problem,
                record=names.get(problem.record, problem.record),
                related=tuple(names.get(id, id) or places[id] for id in problem.related if id),
            )
            for problem in problems
        ]
