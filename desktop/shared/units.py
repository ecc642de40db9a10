"""The real administrative units of Việt Nam, as plain rows from the unit pack; knows no record."""

from __future__ import annotations

import gzip
import json
from typing import NamedTuple

from desktop.resources import resource


class Unit(NamedTuple):
    """One version of a province, district or commune, in the order of the columns of the pack.

    `id` is a UUID, the same on every PC. `kind` is `province`, `district` or `commune`; `code` is text with
    its zeros (2, 3 or 5 digits) and means one unit only together with the dates. `name` is the full
    official name, `unit_type` its first words in lower case (`thị trấn`). `valid_from` and `valid_to` are
    ISO dates, both inclusive, None where open. Degrees are WGS 84; `area_km2` is known for new communes.
    """

    id: str
    kind: str
    code: str
    name: str
    unit_type: str
    parent: str | None
    valid_from: str | None
    valid_to: str | None
    latitude: float | None
    longitude: float | None
    area_km2: float | None


class UnitLink(NamedTuple):
    """`old` (an id) went into `new` (an id): `kind` is `whole` or `part`, of a split by at least two parts.

    `share` (0 to 1) is None as long as nobody has decided it; `basis` says where the link is known from.
    """

    old: str
    new: str
    kind: str
    share: float | None
    basis: str


def read_units() -> tuple[list[Unit], list[UnitLink]]:
    """All units, parents before children, old ones before new ones; and the links from old to new."""
    pack = json.loads(gzip.decompress(resource("units/units.json.gz").read_bytes()))
    places, links = pack["places"], pack["links"]
    # In the file parents and ends of links are positions among the places.
    ids = places["id"]
    places["parent"] = [None if parent is None else ids[parent] for parent in places["parent"]]
    for end in ("old", "new"):
        links[end] = [ids[position] for position in links[end]]
    units = map(Unit._make, zip(*(places[name] for name in Unit._fields), strict=True))
    ways = map(UnitLink._make, zip(*(links[name] for name in UnitLink._fields), strict=True))
    return list(units), list(ways)
