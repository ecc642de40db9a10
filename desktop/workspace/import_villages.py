"""Lets the villages of imported rows be those that are stored, whether their kind is written or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.excel.parsed import ParsedTable
from desktop.shared.village_list import Village
from desktop.shared.villages import VillageName, same_villages

Villages = dict[str, dict[str, None]]
"""Of each commune the writings of its villages, in order."""


def settle_villages(
    parsed: ParsedTable, record_types: Iterable[type[Record]], reader: Reader, beside: Villages
) -> None:
    """Give each village of a table the writing in use in its commune, where exactly one can be meant.

    `beside` are those of the tables before this one, and takes its own: two lists of one import must not
    store one village in two writings.
    """
    is_list = bool(parsed.records) and isinstance(parsed.records[0], Village)
    # The list of villages says itself how they are written; what other lists wrote must not change it.
    for name, declared in _villages_of(type(parsed.records[0])) if parsed.records and not is_list else ():
        written: Villages = {}
        for record in parsed.records:
            commune, village = getattr(record, declared.within), getattr(record, name)
            if commune and village:
                written.setdefault(commune, {})[village] = None
        known = villages_in_use(list(written), record_types, reader)
        stands = {
            (commune, village): kept
            for commune, villages in written.items()
            for village, kept in same_villages(
                villages, {**known.get(commune, {}), **beside.get(commune, {})}
            ).items()
            if kept != village
        }
        for position, record in enumerate(parsed.records) if stands else ():
            kept = stands.get((getattr(record, declared.within), getattr(record, name)))
            # A row that carries the id of its record says what that record is to say from now on.
            if kept is not None and not parsed.ids[position]:
                record.__dict__[name] = kept
        for commune, villages in written.items():
            own = beside.setdefault(commune, {})
            own.update(dict.fromkeys(stands.get((commune, village), village) for village in villages))


def _villages_of(record_type: type[Record]) -> Iterator[tuple[str, VillageName]]:
    for name, declared in record_type.fields.items():
        if isinstance(declared, VillageName):
            yield name, declared


def villages_in_use(
    communes: Sequence[str], record_types: Iterable[type[Record]], reader: Reader
) -> Villages:
    """The villages in use in some communes, by any list that is stored."""
    found: Villages = {}
    for record_type in record_types if communes else ():
        for name, declared in _villages_of(record_type):
            where = [Condition(declared.within, "in", communes), Condition(name, "filled")]
            for commune, village, _count in reader.totals(record_type, [declared.within, name], where=where):
                found.setdefault(commune, {})[village] = None
    return found
