"""What norms decided of stored records, decided anew where a changed norm reaches back; judges no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.declare.fields import Computed
from desktop.declare.records import Record
from desktop.declare.text import _

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace


def judge_again(workspace: Workspace) -> int:
    """Write the records anew of which norms that reach back say something else; how many there are."""
    if not any(norm.reaches_back for norm in workspace.judge.now):
        return 0
    others = [
        record
        for record_type in workspace.catalog.record_types.values()
        for record in _judged_otherwise(workspace, record_type)
    ]
    if others:
        with workspace.writing(_("Xét lại theo định mức đã đổi")) as writing:
            writing.save_all(others)
    return len(others)


def _judged_otherwise(workspace: Workspace, record_type: type[Record]) -> list[Record]:
    by_norms = [
        field for field in record_type.fields.values() if isinstance(field, Computed) and field.by_norms
    ]
    if not by_norms:
        return []
    with workspace.store.reading() as reader:
        return [
            record
            for record in reader.rows(record_type)
            if (book := workspace.judge.book_for(record, reader))
            and any(field.work_out(record, book) != getattr(record, field.name) for field in by_norms)
        ]
