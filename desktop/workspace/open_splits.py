"""Which units that became several hold figures nobody has divided, so that it is asked; writes nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.values import plain_value
from desktop.shared.boundaries import Boundaries
from desktop.shared.place_splits import SplitDecision
from desktop.shared.places import Place, PlaceLink
from desktop.workspace.as_of import AsOf, ReadingAsOf, boundaries_of, place_fields

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace


@plain_value
class OpenSplit:
    """A unit that is several others on the day that is looked by, and how many records name it."""

    place: str
    name: str
    records: int


def read_open_splits(workspace: Workspace) -> list[OpenSplit]:
    """The units nobody has divided, by the boundaries that are looked by; as reported: those split by today.

    The one with the most records first.
    """
    if SplitDecision not in workspace.catalog.record_types.values():
        return []
    types = workspace.catalog.record_types.values()
    fields = [(each, name) for each in types for name in place_fields(each, workspace.catalog)]
    with workspace.reading() as reader, workspace.store.reading() as stored:
        if isinstance(reader, ReadingAsOf):
            counts, boundaries = _counts(reader, fields), reader.boundaries
        else:
            parts = stored.totals(PlaceLink, ["old"], where=[Condition("kind", "is", "part")])
            counts = _counts(stored, fields, sorted(row[0] for row in parts))
            if not counts:  # what the boundaries of today are takes a while to draw
                return []
            boundaries = boundaries_of(stored, AsOf(date.today()))
        found = {id: count for id, count in counts.items() if _is_open(id, boundaries)}
        names = stored.names(Place, found)
    splits = [OpenSplit(id, names.get(id, ""), count) for id, count in found.items()]
    return sorted(splits, key=lambda one: (-one.records, one.name))


def _counts(
    reader: Reader, fields: list[tuple[type[Record], str]], units: list[str] | None = None
) -> dict[str, int]:
    """How many records name each unit, as it is seen; of some units or of all."""
    counts: dict[str, int] = {}
    for record_type, name in fields:
        where = [] if units is None else [Condition(name, "in", units)]
        for id, count in reader.totals(record_type, [name], where=where):
            if id:
                counts[id] = counts.get(id, 0) + count
    return counts


def _is_open(id: str, boundaries: Boundaries) -> bool:
    split = boundaries.split.get(id)
    return split is not None and not split.into()
