"""Notes down what left the program, once the file is there; keeps no value of any record."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Details, Field
from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.shared.exported import DOCUMENT, MASKED, NAMED, NOBODY, PRINTED, ExportNote

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.declare.records import Record
    from desktop.declare.reports import Document
    from desktop.workspace.workspace import Workspace

_log = logging.getLogger(__name__)


def note_export(
    workspace: Workspace,
    what: str,
    how: str,
    *,
    lines: int,
    people: str = NAMED,
    path: Path | None = None,
) -> None:
    """Write down one export; where the database takes no more, what was exported is there all the same."""
    if ExportNote not in workspace.catalog.record_types.values():
        return
    now = datetime.now()
    try:
        with workspace.store.writing(_("Xuất dữ liệu")) as writing:
            writing.save(
                ExportNote(
                    number=writing.number,
                    exported_on=now.date(),
                    at=f"{now:%H:%M}",
                    account=workspace.store.account,
                    what=what,
                    how=how,
                    lines=lines,
                    people=people,
                    file=path.name if path else None,
                )
            )
    except Refusal:
        _log.warning("an export could not be noted down")


def note_report(workspace: Workspace, document: Document, is_masked: bool, path: Path | None = None) -> None:
    """Write down that a report was kept as a file, or without one put on paper."""
    people = MASKED if is_masked else NAMED if document.names_persons else NOBODY
    lines = sum(len(table.rows) for table in document.tables())
    how = DOCUMENT if path else PRINTED
    note_export(workspace, document.title, how, lines=lines, people=people, path=path)


def people_in(record_type: type[Record], catalog: Catalog, hides: Callable[[Field[Any]], bool] | None) -> str:
    """Whether a list of these records tells of persons, and whether that is hidden."""
    owned = (each.of for each in record_type.fields.values() if isinstance(each, Details))
    fields = chain(*(each.fields.values() for each in (record_type, *owned)))
    if not any(map(catalog.is_personal, fields)):
        return NOBODY
    return MASKED if hides else NAMED
