"""What norms decided of stored records, decided anew where a changed norm reaches back; writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.catalog import Catalog
from desktop.declare.fields import Computed
from desktop.declare.reading import Reader
from desktop.declare.records import Record

if TYPE_CHECKING:
    from desktop.workspace.judging import Judge


def judged_otherwise(judge: Judge, catalog: Catalog, reader: Reader) -> list[Record]:
    """The records of which norms that reach back say something else than is stored."""
    if not any(norm.reaches_back for norm in judge.now):
        return []
    return [
        record
        for record_type in catalog.record_types.values()
        for record in _of_type(judge, record_type, reader)
    ]


def _of_type(judge: Judge, record_type: type[Record], reader: Reader) -> list[Record]:
    by_norms = [
        field for field in record_type.fields.values() if isinstance(field, Computed) and field.by_norms
    ]
    if not by_norms:
        return []
    return [
        record
        for record in reader.rows(record_type)
        if (book := judge.book_for(record, reader))
        and any(field.work_out(record, book) != getattr(record, field.name) for field in by_norms)
    ]
