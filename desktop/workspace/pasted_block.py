"""A pasted block under headings, recognised and read as a list that is imported; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Reference
from desktop.declare.records import Record
from desktop.excel.cells import SheetCells
from desktop.excel.imports import parse
from desktop.excel.parsed import ParsedTable
from desktop.excel.recognise import recognise
from desktop.workspace.cell_changes import can_be_typed
from desktop.workspace.references import found_one

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace


@dataclass(slots=True)
class PastedRow:
    """One row of a list: what it says by field, and the record it means.

    A value that could not be read stands in `texts` as it was written. `id` is empty for a new record, None
    where the list does not tell what records are known by.
    """

    id: str | None
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def read_block(
    workspace: Workspace, record_type: type[Record], rows: Sequence[Sequence[str]]
) -> list[PastedRow]:
    """The rows of a block with headings above them, its totals and notes left out; none where it has none."""
    cells = SheetCells("", [tuple(text or None for text in row) for row in rows])
    layouts = [each for each in workspace.catalog.layouts.values() if each.record is record_type]
    tables = recognise([cells], [record_type], layouts, "")
    if len(tables) != 1 or tables[0].record_type is not record_type:
        return []
    with workspace.store.reading() as reader:

        def look_up(declared: Reference, text: str, hints: Mapping[str, str]) -> tuple[str, str]:
            found = found_one(declared, text, hints, reader, workspace.catalog)
            return found.id, found.as_written

        parsed = parse(tables[0], look_up)
        needed = [name for name in record_type.key if record_type.fields[name].required]
        is_known = bool(needed) and all(tables[0].column_of(name) for name in needed)
        ids: list[str | None] = [None] * len(parsed.rows)
        if is_known:
            ids = [id or "" for id in reader.find_by_keys(parsed.records)]
    unread: dict[int, set[str]] = {}
    for name, position, _written, _why in parsed.not_understood:
        unread.setdefault(position, set()).add(name)
    return [_row(parsed, position, id, unread.get(position, set())) for position, id in enumerate(ids)]


def _row(parsed: ParsedTable, position: int, id: str | None, unread: set[str]) -> PastedRow:
    record = parsed.records[position]
    row = PastedRow(id)
    for name, declared in type(record).fields.items():
        column = parsed.table.column_of(name)
        value = vars(record).get(name)
        if name in unread and column:
            row.texts[name] = str(parsed.table.meant(parsed.rows[position], column) or "")
        elif value is not None and can_be_typed(declared):
            row.values[name] = value
    return row
