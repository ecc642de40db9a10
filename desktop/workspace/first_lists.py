"""What a record type's list begins with where a database meets it for the first time; knows no component."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from inspect import getattr_static
from typing import TYPE_CHECKING

from desktop.declare.authors import PROGRAM
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
    for record_type in catalog.record_types.values():
        writing.save_all(_first(record_type))


def add_first(store: Store, catalog: Catalog) -> None:
    """Fill the lists a database has not met before, as a change set that can be taken back.

    What an office has emptied stays empty: the records once were there, and their history says so.
    """
    with store.reading() as reader:
        empty = [each for each in catalog.record_types.values() if begins(each) and not reader.count(each)]
    lists = [records for records in map(_first, empty) if records]
    new = [records for records in lists if not store.history(type(records[0]), records[0].id or "")]
    if not new:
        return
    try:
        with store.writing(_("Danh mục ban đầu"), who=PROGRAM) as writing:
            for records in new:
                writing.save_all(records)
    except Refusal:
        # Another program is writing, or the folder is read-only: the next opening tries again.
        _log.warning("the first lists have to wait")


def begins(record_type: type[Record]) -> bool:
    """Whether the list of a record type begins with anything; of most it does not."""
    return getattr_static(record_type, "first_records") is not getattr_static(Record, "first_records")


def _first(record_type: type[Record]) -> Sequence[Record]:
    try:
        return record_type.first_records()
    except Exception as failure:
        # The list stays empty; everything else of the component works.
        _log.error("the first %s raised %s", record_type.__name__, type(failure).__name__)
        return ()
