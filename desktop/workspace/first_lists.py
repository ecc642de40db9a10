"""What a record type's list begins with where a database meets it for the first time; knows no component."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from desktop.declare.problems import Refusal
from desktop.declare.records import Record
from desktop.declare.text import _

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.storage.store import Store
    from desktop.storage.writing import Writing

_log = logging.getLogger(__name__)


def save_first(writing: Writing, catalog: Catalog) -> None:
    """Fill the lists of a new database."""
    for _type, records in _lists(catalog):
        writing.save_all(records)


def add_first(store: Store, catalog: Catalog) -> None:
    """Fill the lists a database has not met before, as a change set that can be taken back.

    What an office has emptied stays empty: the records once were there, and their history says so.
    """
    new = [records for kind, records in _lists(catalog) if _is_new(store, kind, records)]
    if not new:
        return
    try:
        with store.writing(_("Danh mục ban đầu"), who="system") as writing:
            for records in new:
                writing.save_all(records)
    except Refusal:
        # Another program is writing, or the folder is read-only: the next opening tries again.
        _log.warning("the first lists have to wait")


def _lists(catalog: Catalog) -> Iterator[tuple[type[Record], Sequence[Record]]]:
    for record_type in catalog.record_types.values():
        try:
            records = record_type.first_records()
        except Exception as failure:
            # The list stays empty; everything else of the component works.
            _log.error("the first %s raised %s", record_type.__name__, type(failure).__name__)
            continue
        if records:
            yield record_type, records


def _is_new(store: Store, record_type: type[Record], records: Sequence[Record]) -> bool:
    with store.reading() as reader:
        if reader.count(record_type):
            return False
    return not store.history(record_type, records[0].id or "")
