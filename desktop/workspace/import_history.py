"""What imports left behind: notes one down with its own write, and lists them again; reads no workbook."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.declare.layouts import ExcelLayout
from desktop.declare.problems import Refusal
from desktop.declare.reading import Sort
from desktop.declare.values import plain_value
from desktop.excel.found import FoundTable
from desktop.excel.said_layouts import layout_of
from desktop.shared.imported import ImportBatch, ImportedSheet
from desktop.shared.remembered import RememberedLayout
from desktop.shared.returned import ReturnedRows
from desktop.shared.settled import SettledValue
from desktop.workspace.import_memory import remember_answers
from desktop.workspace.import_result import CHANGED, NEW, REFUSED, UNCHANGED, ImportResult, TableResult
from desktop.workspace.import_returned import note_returned
from desktop.workspace.layout_files import plain_layout, read_layout
from desktop.workspace.layout_memory import remember_layouts

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.storage.changes import ChangeSet
    from desktop.storage.writing import Writing
    from desktop.workspace.import_plan import ImportPlan
    from desktop.workspace.workspace import Workspace

_MOST = 300
_COUNTED = {NEW: "new", CHANGED: "edited", UNCHANGED: "unchanged", REFUSED: "refused"}
"""What became of rows, and the field that counts them."""


@plain_value
class Batch:
    """One import with its change set; the record is as it was where the import has been taken back."""

    record: ImportBatch
    change_set: ChangeSet


def leave_behind(
    answer: ImportResult, plan: ImportPlan, tables: Sequence[FoundTable], catalog: Catalog, writing: Writing
) -> None:
    """Within the write of an import: rows given back, what was said of the list, and the import itself."""
    kept = set(catalog.record_types.values())
    if ReturnedRows in kept:
        note_returned(answer, plan.place, writing)
    if RememberedLayout in kept:
        remember_layouts(tables, catalog, writing)
    if SettledValue in kept:
        remember_answers([(table, plan.answers_of(table)) for table in tables], catalog, writing)
    if ImportBatch in kept:
        _note(answer, plan, writing)


def _note(answer: ImportResult, plan: ImportPlan, writing: Writing) -> None:
    """Note the import down, unless it wrote nothing at all."""
    sheets = [_sheet(table, plan) for table in answer.tables if table.record_type is not None]
    names = ("read", *_COUNTED.values())
    counts = {name: sum(getattr(sheet, name) for sheet in sheets) for name in names}
    if not sheets or not (counts["new"] or counts["edited"] or writing.changes()):
        return
    files = dict.fromkeys(sheet.file for sheet in sheets)
    writing.save(
        ImportBatch(
            number=writing.number,
            imported_on=date.today(),
            files=", ".join(files),
            marks=" ".join(filter(None, (plan.mark_of(file) for file in files))) or None,
            sheets=sheets,
            **counts,
        )
    )


def _sheet(table: TableResult, plan: ImportPlan) -> ImportedSheet:
    assert table.record_type is not None
    states = Counter(row.state for row in table.rows)
    layout = plain_layout(layout_of(table.found, table.found.sheet, table.found.read_by), at_home=True)
    return ImportedSheet(
        file=table.file,
        file_mark=plan.mark_of(table.file) or None,
        sheet=table.sheet,
        record_type=table.record_type.qualified_name(),
        read=table.read,
        skipped=len(table.skipped),
        layout=json.dumps(layout, ensure_ascii=False),
        **{name: states[state] for state, name in _COUNTED.items()},
    )


def read_batches(workspace: Workspace, most: int = _MOST) -> list[Batch]:
    """The imports of this database, the latest first; those that were taken back among them."""
    if ImportBatch not in workspace.catalog.record_types.values():
        return []
    store = workspace.store
    with store.reading() as reader:
        records = list(reader.rows(ImportBatch, (), [Sort("number", descending=True)], most))
    standing = {record.id for record in records}
    last = {touch.id: touch.kind for touch in store.touches(ImportBatch)}
    gone = [id for id, kind in last.items() if kind == "deleted" and id not in standing]
    records += [record for id in gone[-most:] if (record := _as_it_was(workspace, id))]
    records.sort(key=lambda record: -record.number)
    found = []
    for record in records[:most]:
        sets = store.change_sets(limit=1, before=record.number + 1)
        found += [Batch(record, one) for one in sets if one.number == record.number]
    return found


def _as_it_was(workspace: Workspace, id: str) -> ImportBatch | None:
    """An import that was taken back, as its history tells it."""
    for entry in workspace.store.history(ImportBatch, id):
        if entry.kind == "deleted":
            return ImportBatch(id=id, **{name: before for name, (before, _after) in entry.fields.items()})
    return None


def layout_of_sheet(sheet: ImportedSheet, catalog: Catalog) -> ExcelLayout | None:
    """How the columns of an imported table were read, where its component still knows its fields."""
    try:
        return read_layout(json.loads(sheet.layout or "null"), catalog, sheet.file, at_home=True)
    except (Refusal, ValueError):
        return None


def plain_batch(batch: Batch) -> dict[str, Any]:
    """An import as `changes --json` tells it; its layout is that of a layout file."""
    names = ("file", "file_mark", "sheet", "record_type", "skipped")
    return {
        "files": batch.record.files.split(", "),
        **_plain_counts(batch.record),
        "sheets": [
            {
                **{name: getattr(sheet, name) for name in names},
                **_plain_counts(sheet),
                "layout": json.loads(sheet.layout or "null"),
            }
            for sheet in batch.record.sheets
        ],
    }


def _plain_counts(counted: ImportBatch | ImportedSheet) -> dict[str, Any]:
    return {"read": counted.read} | {state: getattr(counted, name) for state, name in _COUNTED.items()}
