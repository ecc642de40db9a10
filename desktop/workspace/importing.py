"""Workbooks in and out of an open database: recognise, preview, accept, correct, export."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.declare.fields import Attachment, Reference
from desktop.declare.problems import Refusal
from desktop.declare.reading import Where
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.exports import write_records
from desktop.excel.found import FoundColumn, FoundTable, Skipped
from desktop.excel.owned import owned_fields
from desktop.excel.templates import write_empty
from desktop.shared.exported import PREFILLED, WORKBOOK
from desktop.shared.officers import NAMES
from desktop.workspace.as_of import AsOf, place_fields
from desktop.workspace.export_notes import note_export, people_in
from desktop.workspace.import_corrections import (
    Corrections,
    apart_from,
    copy_beside,
    is_folder_of_copies,
    own_sources,
    write_corrections,
    write_own_corrections,
)
from desktop.workspace.import_plan import (
    Cancelled,
    ImportPlan,
    ImportStopped,
    Progress,
    recognise_files,
)
from desktop.workspace.import_result import ImportResult, RowResult, TableResult
from desktop.workspace.import_run import ImportRun
from desktop.workspace.offered import choices
from desktop.workspace.prefilled import write_prefilled

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

__all__ = [
    "Corrections",
    "FoundColumn",
    "FoundTable",
    "ImportPlan",
    "ImportResult",
    "ImportStopped",
    "RowResult",
    "Skipped",
    "TableResult",
    "accept",
    "apart_from",
    "copy_beside",
    "export_records",
    "is_folder_of_copies",
    "own_sources",
    "preview",
    "recognise_files",
    "write_corrections",
    "write_own_corrections",
    "write_template",
]


def preview(
    workspace: Workspace,
    plan: ImportPlan,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportResult:
    """What accepting the plan would do: the real save, rolled back. `change_set` is None."""
    run = ImportRun(workspace, plan, progress, cancelled)
    return dataclasses.replace(run.run(keep=False, all_or_nothing=False), marks=plan.marks)


def accept(
    workspace: Workspace,
    plan: ImportPlan,
    *,
    all_or_nothing: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportResult:
    """Save the good rows as one change set; with `all_or_nothing` nothing where one row is refused.

    Raises `ImportStopped` when `cancelled()` says so before the end, and `Refusal` where with
    `all_or_nothing` a file could not be read; nothing is saved then.
    """
    if all_or_nothing and plan.left_out:
        raise Refusal(plan.says_left_out(), _("Chưa ghi gì, vì phải ghi được tất cả các tệp."))
    run = ImportRun(workspace, plan, progress, cancelled)
    return dataclasses.replace(run.run(keep=True, all_or_nothing=all_or_nothing), marks=plan.marks)


def export_records(
    workspace: Workspace,
    record_type: type[Record],
    path: Path,
    where: Where = (),
    masked: bool | None = None,
    progress: Progress | None = None,
) -> int:
    """Records to a workbook that imports back unchanged; how many. What `progress` raises leaves no file.

    `masked` hides what tells of a person; left out, it is as the record type asks (`confidential`). Places
    are those of the day that is looked by (`workspace.as_of`); the workbook says so and brings none of them
    back.
    """
    asked = workspace.as_of
    with workspace.reading() as reader:

        def names(declared: Reference, ids: set[str]) -> dict[str, str]:
            return reader.names(workspace.catalog.target_of(declared), ids)

        records, hides = reader.rows(record_type, where), workspace.hiding(record_type, masked)
        total = reader.count(record_type, where) if progress is not None else 0
        count = write_records(
            record_type,
            records,
            Path(path),
            names,
            hides,
            choices(workspace, reader, record_type),
            _notes(asked, record_type, workspace),
            as_of=asked.day if asked else None,
            level=asked.level if asked else "",
            owners=lambda: reader.rows(record_type, where),
            passed=(lambda done: progress(done, total)) if progress is not None else None,
        )
    people = people_in(record_type, workspace.catalog, hides)
    note_export(workspace, record_type.plural, WORKBOOK, lines=count, people=people, path=Path(path))
    return count


def _notes(asked: AsOf | None, record_type: type[Record], workspace: Workspace) -> list[str]:
    """What an officer has to know who opens the workbook."""
    notes = []
    if asked is not None and place_fields(record_type, workspace.catalog):
        says = _("Địa bàn theo địa giới ngày {day}; khi nhập lại, địa bàn đã lưu được giữ nguyên.")
        notes.append(says.format(day=f"{asked.day:%d/%m/%Y}"))
    owned = [translate(field.label) for field in owned_fields(record_type).values()]
    if owned:
        says = _(
            "Kèm ở trang riêng: {what}. Khi nhập lại, hồ sơ có đúng các dòng ở trang đó: dòng đã xóa ở đó "
            "cũng bị xóa trong chương trình."
        )
        notes.append(says.format(what=", ".join(owned)))
    if any(isinstance(field, Attachment) for field in record_type.fields.values()):
        notes.append(_("Tệp đính kèm chỉ đi theo bằng tên: gửi riêng tệp đó nếu nơi nhận cần."))
    return notes


def write_template(
    workspace: Workspace, record_type: type[Record], path: Path, place: str | None = None
) -> int:
    """A workbook to be filled, with headings, notes and drop-down lists; how many rows stand in it already.

    With the code or name of a place: a row for each of its households, or for what is stored of it, with the
    columns that are known locked.
    """
    with workspace.store.reading() as reader:
        offered = choices(workspace, reader, record_type)
        if place:
            workspace.guard.refuse_without(NAMES)
            count = write_prefilled(workspace.catalog, reader, record_type, Path(path), place, offered)
        else:
            write_empty(record_type, Path(path), offered)
            return 0
    note_export(workspace, record_type.plural, PREFILLED, lines=count, path=Path(path))
    return count
