"""The stored records as one place sees them: every question is asked about it alone; writes nothing."""

from __future__ import annotations

from collections.abc import Collection

from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.records import Record
from desktop.shared.places import place_references
from desktop.workspace.through import Through


def place_field(record_type: type[Record]) -> str:
    """The field that says where a record belongs: the first place that must be told, else the first."""
    fields = [field for name, field in place_references(record_type).items() if not name.startswith("old_")]
    return next((field.name for field in sorted(fields, key=lambda field: not field.required)), "")


class Within(Through):
    """A reader whose answers keep to some places, for figures that were declared without knowing of places.

    Records of types that name no place are answered whole.
    """

    def __init__(self, reader: Reader, places: Collection[str]) -> None:
        super().__init__(reader)
        self._places = sorted(places)

    def where(self, record_type: type[Record], where: Where) -> Where:
        """The conditions, and that the record is of the places."""
        name = place_field(record_type)
        return (*where, Condition(name, "in", self._places)) if name else where

    def as_stored(self) -> Within:
        """The records of the same places, theirs as they are stored."""
        return Within(self._reader.as_stored(), self._places)
