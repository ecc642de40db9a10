"""A pasted block under headings, recognised and read as a list that is imported; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Reference
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.excel.cells import SheetCells
from desktop.excel.found import FoundTable
from desktop.excel.imports import parse
from desktop.excel.parsed import ParsedTable
from desktop.excel.recognise import recognise
from desktop.workspace.cell_changes import can_be_typed
from desktop.workspace.import_places import place_at_home, place_rows, title_of, village_of_title
from desktop.workspace.own_office import own_office
from desktop.workspace.references import found_one

if TYPE_CHECKING:
    from desktop.storage.reading import Reading
    from desktop.workspace.workspace import Workspace

_CHUNK = 500


@dataclass(slots=True)
class PastedRow:
    """One row of a list: what it says by field, and the record it means.

    A value that could not be read stands in `texts` as it was written. `id` is empty for a new record, None
    where the list tells too little of what records are known by; `is_named` where it names them all the same.
    """

    id: str | None
    is_named: bool = False
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

        is_named = _names_records(tables[0], record_type)
        if is_named:
            _say_where(workspace, reader, tables[0])
        parsed = parse(tables[0], look_up, title_of(tables[0]))
        ids = _ids(parsed, record_type, is_named, reader)
    unread: dict[int, set[str]] = {}
    for name, position, _written, _why in parsed.not_understood:
        unread.setdefault(position, set()).add(name)
    return [
        _row(parsed, position, PastedRow(id, is_named), unread.get(position, set()))
        for position, id in enumerate(ids)
    ]


def _names_records(table: FoundTable, record_type: type[Record]) -> bool:
    """Whether a column holds what records are called by: such rows are of nobody else."""
    name = next(iter(record_type.shown_by), "")
    return name in record_type.key and bool(table.column_of(name))


def _say_where(workspace: Workspace, reader: Reading, table: FoundTable) -> None:
    """Say of a list without places what an import would: its title's, or else the office's own."""
    place_rows(workspace, reader, table, None, "")
    place_at_home(table, own_office(workspace, reader), reader)
    village_of_title(table, workspace.catalog, reader)


def _ids(parsed: ParsedTable, record_type: type[Record], is_named: bool, reader: Reading) -> list[str | None]:
    """The record each row means: by its key, or, where it says some of it, the one that agrees in that."""
    needed = [name for name in record_type.key if record_type.fields[name].required]
    if not needed:
        return [None] * len(parsed.records)
    told = {*parsed.table.constants, *(name for name in record_type.key if parsed.table.column_of(name))}
    is_known = told.issuperset(needed)
    ids: list[str | None] = [None] * len(parsed.records)
    if is_known:
        ids = [id or "" for id in reader.find_by_keys(parsed.records)]
    if not is_named:
        return ids
    agreeing = _agreeing(parsed, record_type, reader)
    taken = {id for id in ids if id}
    for position, record in enumerate(parsed.records):
        found = [each for each in agreeing.get(_called(record), ()) if _agrees(record, each)]
        if not ids[position] and len(found) == 1 and found[0]["id"] not in taken:
            ids[position] = found[0]["id"]
            taken.add(found[0]["id"])
    return ids


def _called(record: Record) -> Any:
    return getattr(record, record.shown_by[0])


def _agreeing(
    parsed: ParsedTable, record_type: type[Record], reader: Reading
) -> dict[Any, list[dict[str, Any]]]:
    """What the stored records are called → the key of each that is called as one of the rows is.

    What has ended is none of them: a household that left has not come into a list of today.
    """
    ended = record_type.lasts[1]
    names = list(dict.fromkeys(["id", *record_type.key, *filter(None, [ended])]))
    calls = sorted({called for record in parsed.records if (called := _called(record))})
    found: dict[Any, list[dict[str, Any]]] = {}
    for start in range(0, len(calls), _CHUNK):
        where = [Condition(record_type.shown_by[0], "in", calls[start : start + _CHUNK])]
        for values in reader.columns(record_type, names, where):
            one = dict(zip(names, values, strict=True))
            if not (ended and one[ended]):
                found.setdefault(one[record_type.shown_by[0]], []).append(one)
    return found


def _agrees(record: Record, stored: Mapping[str, Any]) -> bool:
    """Whether a row says nothing of the key that the stored record does not say, and more than its name."""
    told = {name for name in type(record).key if getattr(record, name) not in (None, "")}
    return len(told) > 1 and all(getattr(record, name) == stored[name] for name in told)


def _row(parsed: ParsedTable, position: int, row: PastedRow, unread: set[str]) -> PastedRow:
    record = parsed.records[position]
    for name, declared in type(record).fields.items():
        column = parsed.table.column_of(name)
        value = vars(record).get(name)
        if name in unread and column:
            row.texts[name] = str(parsed.table.meant(parsed.rows[position], column) or "")
        elif value is not None and can_be_typed(declared):
            row.values[name] = value
    return row
