"""Makes the unit pack from the data files of vietnamadminunits; run by hand, never by the program.

    python resources/units/make_units.py [OUT_DIR]

The package must be installed; it is not imported, only its two data files are read.
"""

import csv
import gzip
import json
import sqlite3
import sys
import unicodedata
import uuid
from collections.abc import Iterable
from importlib.metadata import distribution
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple

SOURCE = "vietnamadminunits"
SOURCE_VERSION = "1.0.4"
LAST_DAY_BEFORE = "2025-06-30"
FIRST_DAY_AFTER = "2025-07-01"
PROVINCES_BASIS = "Nghị quyết 202/2025/QH15"
COMMUNES_BASIS = f"{SOURCE} {SOURCE_VERSION}"

# Never change it: every office must give one place one id.
NAMESPACE = uuid.UUID("8d0f6c1e-6a0b-5f3e-9c55-3a8f2b7d4e10")

# The source's point for some new communes is that of a namesake in another district.
FARTHEST_BELIEVED_KM = 25.0

UNIT_TYPES = ("Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Tỉnh", "Huyện", "Quận", "Phường", "Xã")


class Place(NamedTuple):
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


class Link(NamedTuple):
    old: str
    new: str
    kind: str
    share: float | None
    basis: str


def make_link(old: Place, new: Place, kind: str, basis: str) -> Link:
    return Link(old.id, new.id, kind, None, basis)


def split_name(written: str) -> tuple[str, str]:
    """Full name in official spelling, and its unit type: "Xã Pa ủ" -> ("Xã Pa Ủ", "xã")."""
    text = " ".join(unicodedata.normalize("NFC", written).split())
    unit_type = next(t for t in UNIT_TYPES if text.casefold().startswith(t.casefold() + " "))
    words = text[len(unit_type) + 1 :].split(" ")
    # The old lists could not write some accented capitals (Pa ủ); "Nông trường" is lower case rightly.
    for position, word in enumerate(words):
        if word[0].islower() and not (position and words[position - 1] == "Nông"):
            words[position] = word[0].upper() + word[1:]
    return f"{unit_type} {' '.join(words)}", unit_type.lower()


def make_place(kind: str, row: sqlite3.Row, column: str, parent: Place | None, new: bool) -> Place:
    """The place in a row of the source; its columns are named province…, district… and ward…."""
    code = row[f"{column}Code"]
    valid_from, valid_to = (FIRST_DAY_AFTER, None) if new else (None, LAST_DAY_BEFORE)
    name, unit_type = split_name(row[column])
    return Place(
        id=str(uuid.uuid5(NAMESPACE, f"{code}|{kind}|{valid_from or ''}")),
        kind=kind,
        code=code,
        name=name,
        unit_type=unit_type,
        parent=parent.id if parent else None,
        valid_from=valid_from,
        valid_to=valid_to,
        latitude=round(row[f"{column}Lat"], 4),
        longitude=round(row[f"{column}Lon"], 4),
        area_km2=row["wardAreaKm2"] if new and column == "ward" else None,
    )


class Units:
    """Places by the source's keys, old and new apart."""

    def __init__(self) -> None:
        self.old: dict[str, Place] = {}
        self.new: dict[str, Place] = {}

    def add_old(self, row: sqlite3.Row) -> None:
        province, district = row["provinceKey"], f"{row['provinceKey']}_{row['districtKey']}"
        if province not in self.old:
            self.old[province] = make_place("province", row, "province", None, new=False)
        if district not in self.old:
            self.old[district] = make_place("district", row, "district", self.old[province], new=False)
        if row["wardCode"] is None:  # an island district without communes: its key ends with "_"
            self.old[f"{district}_"] = self.old[district]
        else:
            key = f"{district}_{row['wardKey']}"
            self.old[key] = make_place("commune", row, "ward", self.old[district], new=False)

    def add_new(self, row: sqlite3.Row) -> None:
        province = row["provinceKey"]
        if province not in self.new:
            self.new[province] = make_place("province", row, "province", None, new=True)
        key = f"{province}_{row['wardKey']}"
        self.new[key] = make_place("commune", row, "ward", self.new[province], new=True)


def read_units(database: Path) -> Units:
    units = Units()
    connection = sqlite3.connect(database.as_uri() + "?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        for row in connection.execute("select * from admin_units_legacy order by rowid"):
            units.add_old(row)
        for row in connection.execute("select * from admin_units order by rowid"):
            units.add_new(row)
    finally:
        connection.close()
    return units


def read_links(converter: Path, units: Units, corrections: Path) -> list[Link]:
    """All links old -> new. The converter's "default" of a split is left out: every candidate is a part."""
    data = json.loads(converter.read_text(encoding="utf-8"))
    links = [
        make_link(units.old[old], units.new[new], "whole", PROVINCES_BASIS)
        for new, olds in data["DICT_PROVINCE"].items()
        for old in olds
    ]
    communes = [
        make_link(units.old[old], units.new[f"{province}_{new}"], "whole", COMMUNES_BASIS)
        for province, wholes in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for new, olds in wholes.items()
        for old in olds
    ]
    communes += [
        make_link(units.old[old], units.new[f"{province}_{part['newWardKey']}"], "part", COMMUNES_BASIS)
        for province, splits in data["DICT_PROVINCE_WARD_DIVIDED"].items()
        for old, parts in splits.items()
        for part in parts
    ]
    return links + correct_links(communes, units, corrections)


def correct_links(links: list[Link], units: Units, corrections: Path) -> list[Link]:
    """Replace all links of an old commune by those that corrections.csv gives for its code."""
    old = {place.code: place for place in units.old.values() if place.kind == "commune"}
    new = {place.code: place for place in units.new.values() if place.kind == "commune"}
    with corrections.open(encoding="utf-8", newline="") as file:
        better = [
            make_link(old[row["old_code"]], new[row["new_code"]], row["kind"], row["basis"])
            for row in csv.DictReader(file)
        ]
    corrected = {link.old for link in better}
    return [link for link in links if link.old not in corrected] + better


def kilometres(one: Place, other: Place) -> float:
    points = (one.latitude, one.longitude, other.latitude, other.longitude)
    lat1, lon1, lat2, lon2 = (radians(degrees or 0.0) for degrees in points)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def drop_doubtful_points(places: Iterable[Place], links: list[Link]) -> list[Place]:
    """Empty wrong points: where a new commune lies far from all its old ones, one side is a namesake's.

    It is the new side, except for the island zones: there the source has put the old units ashore.
    """
    by_id = {place.id: place for place in places}
    members: dict[str, list[Place]] = {}
    for link in links:
        members.setdefault(link.new, []).append(by_id[link.old])
    doubtful: set[str] = set()
    for number, old in members.items():
        new = by_id[number]
        if new.kind == "commune" and min(kilometres(new, one) for one in old) > FARTHEST_BELIEVED_KM:
            doubtful.update(ashore(old) if new.unit_type == "đặc khu" else [number])
    return [
        place._replace(latitude=None, longitude=None) if place.id in doubtful else place
        for place in by_id.values()
    ]


def ashore(old: list[Place]) -> list[str]:
    """The old units of an island zone, and their district."""
    districts = [one.parent for one in old if one.kind == "commune" and one.parent]
    return [one.id for one in old] + districts


def write_pack(path: Path, places: list[Place], links: list[Link]) -> None:
    """Column by column, ids of parents and links as positions among the places: small and quick to read."""
    position = {place.id: number for number, place in enumerate(places)}
    columns = dict(zip(Place._fields, map(list, zip(*places, strict=True)), strict=True))
    columns["parent"] = [None if place.parent is None else position[place.parent] for place in places]
    link_columns = dict(zip(Link._fields, map(list, zip(*links, strict=True)), strict=True))
    for end in ("old", "new"):
        link_columns[end] = [position[number] for number in link_columns[end]]
    text = json.dumps({"places": columns, "links": link_columns}, ensure_ascii=False, separators=(",", ":"))
    # No time and no name inside, so that the same data give the same file.
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode("utf-8"))


def make_pack(source: Path, corrections: Path, out: Path) -> tuple[int, int]:
    units = read_units(source / "dataset.db")
    links = read_links(source / "converter_2025.json", units, corrections)
    places = drop_doubtful_points((*units.old.values(), *units.new.values()), links)
    order = {"province": 0, "district": 1, "commune": 2}
    places.sort(key=lambda place: (place.valid_from or "", order[place.kind], place.code))
    rank = {place.id: number for number, place in enumerate(places)}
    links.sort(key=lambda link: (rank[link.old], rank[link.new]))
    out.mkdir(parents=True, exist_ok=True)
    write_pack(out / "units.json.gz", places, links)
    return len(places), len(links)


def find_source() -> Path:
    package = distribution(SOURCE)
    if package.version != SOURCE_VERSION:
        raise SystemExit(f"The pack needs {SOURCE} {SOURCE_VERSION}; {package.version} is installed.")
    return Path(str(package.locate_file(SOURCE))) / "data"


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else here
    made = make_pack(find_source(), here / "corrections.csv", folder)
    print("{} places, {} links".format(*made))
