"""Which files were imported before, known by their content; opens none but to take its fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.declare.dates import show_date
from desktop.declare.reading import Condition, Reader, Sort
from desktop.declare.text import _
from desktop.excel.found import FoundTable
from desktop.shared.imported import ImportBatch


def mark_of(path: Path) -> str:
    """The fingerprint of a file: the same content has the same."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:20]


def tell_known_files(
    tables: Sequence[FoundTable], mark_of_file: Callable[[str], str], reader: Reader
) -> None:
    """Say of files that were imported before when that was; nothing hinders importing them again."""
    told: set[str] = set()
    for table in tables:
        mark = mark_of_file(table.file)
        if table.record_type is None or table.file in told or not mark:
            continue
        told.add(table.file)
        where = [Condition("marks", "contains", mark)]
        last = next(iter(reader.rows(ImportBatch, where, [Sort("number", descending=True)], 1)), None)
        if last is not None:
            says = _("Đúng tệp này đã nhập ngày {day}, lần ghi số {number}.")
            table.notes.append(says.format(day=show_date(last.imported_on), number=last.number))
