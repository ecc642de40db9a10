"""In which province a record lies, by the places it names; knows no norm and no rule."""

from __future__ import annotations

from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.shared.places import Place, place_references

_ORDER = ("commune", "place", "province")
_STEPS = 4


def place_fields(record_type: type[Record]) -> list[str]:
    """The fields that tell where a record lies; the unit as it was written before the one of today."""
    found = place_references(record_type)
    names = [name for name in _ORDER if name in found]
    written = [found[name].as_written for name in names]
    return [name for name in (*written, *names) if name in found]


class Provinces:
    """The codes of provinces, each climbed to once."""

    def __init__(self) -> None:
        self._codes: dict[str | None, str] = {None: ""}
        self._fields: dict[type[Record], list[str]] = {}

    def of(self, record: Record, reader: Reader) -> str:
        """The code of the province a record lies in; empty where it does not say."""
        return self.code_of(self.place_of(record), reader)

    def place_of(self, record: Record) -> str | None:
        """The unit that tells where a record lies."""
        record_type = type(record)
        if record_type not in self._fields:
            self._fields[record_type] = place_fields(record_type)
        for name in self._fields[record_type]:
            place: str | None = getattr(record, name)
            if place:
                return place
        return None

    def code_of(self, unit: str | None, reader: Reader, steps: int = _STEPS) -> str:
        """The code of the province of a unit; `steps` is how far it may lie above."""
        if unit not in self._codes:
            place = reader.get(Place, unit or "")
            code = (place.code or "") if place is not None and place.kind == "province" else ""
            if place is not None and place.kind != "province":
                if not steps:
                    return ""
                # Kept for each unit on the way: the next commune of the district need not climb on.
                code = self.code_of(place.parent, reader, steps - 1)
            self._codes[unit] = code
        return self._codes[unit]
