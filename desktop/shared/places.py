"""Places as versions in time, joined by links; finds the unit an officer means by a written name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop.declare.fields import Choice, Computed, Date, Decimal, Reference, Text
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.declare.text import fold, spelling
from desktop.shared.shares import Share

KINDS = {"province": "Tỉnh", "district": "Huyện", "commune": "Xã", "village": "Thôn, bản"}

_TYPE_WORDS = re.compile(
    r"^(thanh pho|tp|thi xa|tx|thi tran|tt|dac khu|phuong|huyen|quan|tinh|xa|[phqxt])(?:\.\s*|\s+)(?=\S)"
)
_TYPE_OF = {
    "thanh pho": "thành phố", "tp": "thành phố", "thi xa": "thị xã", "tx": "thị xã", "thi tran": "thị trấn",
    "tt": "thị trấn", "dac khu": "đặc khu", "phuong": "phường", "p": "phường", "huyen": "huyện",
    "h": "huyện", "quan": "quận", "q": "quận", "tinh": "tỉnh", "t": "tỉnh", "xa": "xã", "x": "xã",
}  # fmt: skip
_DISTRICTS = ("huyện", "quận")


def bare_name(name: str) -> str:
    """The folded name without its kind of unit: `Thị trấn Điện Biên Đông` → `dien bien dong`."""
    key = fold(name).replace("'", "").replace("-", " ")
    return " ".join(_TYPE_WORDS.sub("", key).split())


def written_type(name: str) -> str:
    """The kind of unit a written name begins with (`thị trấn`), empty where it says none."""
    match = _TYPE_WORDS.match(fold(name))
    return _TYPE_OF[match[1]] if match else ""


def place_references(record_type: type[Record]) -> dict[str, Reference]:
    """The fields of a record type that lead to a place, by name, in the order they are declared."""
    return {
        name: field
        for name, field in record_type.stored_fields().items()
        if isinstance(field, Reference) and field.means(Place)
    }


UNITS = ("Địa bàn", "Địa phương", "Đơn vị hành chính", "Địa phương, đơn vị")
"""What stands over a column of units of whatever level, in tables on money, figures and difficulties."""

COMMUNES = ("Xã", "Xã, phường", "Tên xã")
"""The same where all are communes; a group that only begins as one is none of these."""


class Place(Record):
    """One version of an administrative unit: a commune before and after 01/07/2025 are two places.

    Law: codes and their validity by QĐ 19/2025/QĐ-TTg; a code alone never says which unit is meant.
    """

    title = "Địa bàn"
    plural = "Danh mục địa bàn"
    icon = "place"
    menu = "Danh mục"
    key = ("code", "kind", "valid_from")
    shown_by = ("name",)
    listed = ("name", "kind", "code", "parent", "valid_from", "valid_to")

    code = Text("Mã", longest=12, required=True, indexed=True, headings=("Mã xã", "Mã ĐVHC", "Mã số"))
    name = Text("Tên", required=True, indexed=True, headings=("Tên xã", "Tên đơn vị"))
    kind = Choice("Cấp", KINDS, required=True, indexed=True)
    unit_type = Text(
        "Loại",
        longest=20,
        spoken=str,
        hint="tỉnh, thành phố, huyện, xã, phường, thị trấn, đặc khu, bản…",
    )
    parent = Reference("Thuộc", to="Place")
    valid_from = Date("Hiệu lực từ", precision="day", hint="Để trống nếu có từ trước khi ghi nhận.")
    valid_to = Date("Hiệu lực đến", precision="day", indexed=True, hint="Để trống nếu còn hiệu lực.")
    decision = Text("Văn bản", hint="Nghị quyết, quyết định thành lập hoặc chấm dứt.")
    latitude = Decimal("Vĩ độ", unit="°", decimals=6, minimum=-90, maximum=90)
    longitude = Decimal("Kinh độ", unit="°", decimals=6, minimum=-180, maximum=180)
    area = Decimal("Diện tích", unit="km²", decimals=3, minimum=0)
    bare = Computed(Text("Tên để tìm"), of=lambda place: bare_name(place.name), indexed=True)

    @rule(
        "Ngày hết hiệu lực phải sau ngày có hiệu lực.",
        field="valid_to",
        about="Hết hiệu lực sau khi có hiệu lực",
    )
    def ends_after_it_begins(self) -> bool:
        return self.valid_from is None or self.valid_to is None or self.valid_from <= self.valid_to

    @classmethod
    def find(cls, text: str, hints: Mapping[str, str], reader: Reader) -> Sequence[str]:
        """Ids of the units `text` may mean, a code or a name with or without its kind.

        Of the hints, one that names a district (`huyện …`) speaks for the units before 01/07/2025 in that
        district, one that names a province for that province; the hint `context` is any text around, where a
        district that made the list is named as well.
        Without a district the unit that stands today is meant. Without the hint `kind` a commune is meant,
        unless the text says otherwise; a district is never taken for the commune of its name. The hint
        `within` is the id of a unit outside of which nothing is looked for.
        """
        said = _kind_written(text)
        kind = hints.get("kind") or said
        if kind == "commune" and said == "district":
            return ()
        found, lineage = _written(cls, text, kind, reader), _Lineage(cls, reader)
        if not hints.get("kind") and _may_be_district(text) and not _are_called(found, text):
            found = _written(cls, text, "district", reader) or found
        if hints.get("within"):
            found = [place for place in found if lineage.is_within(place, hints["within"])]
        found = _as_marked(found, text)
        if len(found) > 1:
            found = _narrowed(found, written_type(text), hints, lineage)
        return [place.id for place in found if place.id]


def _kind_written(text: str) -> str:
    """The kind of unit meant where nothing beside says it: a province by its word or its two digits, a
    district by its word, which is no commune of the same name.
    """
    is_province = written_type(text) == "tỉnh" or (len(text) == 2 and text.isdigit())
    # With its marks: `Quản Bạ` is the name of a commune.
    is_district = spelling(text).startswith(tuple(spelling(kind) + " " for kind in _DISTRICTS))
    return "province" if is_province else "district" if is_district else "commune"


def _may_be_district(text: str) -> bool:
    """Whether a text without marks begins with the word of a district: `Huyen Tua Chua`, `Huyen Hoi`."""
    return text.isascii() and fold(text).startswith(tuple(fold(kind) + " " for kind in _DISTRICTS))


def _are_called(found: list[Place], text: str) -> bool:
    """Whether units bear the whole text as their name, its first word as well."""
    return any(place.bare == _whole(text) for place in found)


def _whole(text: str) -> str:
    return " ".join(fold(text).replace("'", "").replace("-", " ").split())


def _written(places: type[Place], text: str, kind: str, reader: Reader) -> list[Place]:
    only = Condition("kind", "is", kind)
    digits = text.strip()
    if digits.isascii() and digits.isdigit():
        length = {"province": 2, "district": 3, "commune": 5}.get(kind, len(digits))
        return list(reader.rows(places, [Condition("code", "is", digits.zfill(length)), only]))
    bare = bare_name(text)
    found = list(reader.rows(places, [Condition("bare", "is", bare), only])) if bare else []
    # A name may itself begin with a word that looks like a kind of unit: Thanh Phố, Xá Nhè, Xa Dung.
    whole = _whole(text)
    named = list(reader.rows(places, [Condition("bare", "is", whole), only])) if whole != bare else []
    says_kind = spelling(text).startswith(tuple(spelling(kind) + " " for kind in _TYPE_OF.values()))
    return found if found and (says_kind or not named) else named


def _as_marked(found: list[Place], text: str) -> list[Place]:
    """Those whose marks agree, where any do: `Tân An` is not `Tân Ân`, but `Tan An` may be both."""
    words = spelling(text).split()[-len(bare_name(text).split()) :]
    return [place for place in found if spelling(place.name).split()[-len(words) :] == words] or found


class _Lineage:
    """Province and district of a place, looked up once."""

    def __init__(self, places: type[Place], reader: Reader) -> None:
        self._places, self._reader = places, reader
        self._known: dict[str, Place | None] = {}

    def above(self, place: Place) -> list[Place]:
        line: list[Place] = []
        upper = place.parent
        while upper and len(line) < 4:
            if upper not in self._known:
                self._known[upper] = self._reader.get(self._places, upper)
            unit = self._known[upper]
            if unit is None:
                break
            line.append(unit)
            upper = unit.parent
        return line

    def is_within(self, place: Place, unit: str) -> bool:
        """Whether a place belongs to a unit, or goes into, or comes from, one that does."""
        links = [
            *self._reader.rows(PlaceLink, [Condition("old", "is", place.id)]),
            *self._reader.rows(PlaceLink, [Condition("new", "is", place.id)]),
        ]
        linked = {id for link in links for id in (link.old, link.new) if id and id != place.id}
        beside = (self._reader.get(self._places, id) for id in sorted(linked))
        among = [place, *(each for each in beside if each is not None)]
        return any(unit in (each.id, *(upper.id for upper in self.above(each))) for each in among)


def _narrowed(found: list[Place], unit_type: str, hints: Mapping[str, str], lineage: _Lineage) -> list[Place]:
    context = fold(hints.get("context", ""))
    beside = (text for name, text in hints.items() if name not in ("context", "kind", "within") and text)
    named = [bare_name(text) for text in beside]
    by_district = [
        place
        for place in found
        if any(unit.kind == "district" and bare_name(unit.name) in named for unit in lineage.above(place))
    ] or _in_district_of(context, found, lineage)
    standing = [place for place in found if place.valid_to is None]
    found = by_district or standing or found
    by_province = [
        place
        for place in found
        if any(
            unit.kind == "province" and (bare_name(unit.name) in named or fold(unit.name) in context)
            for unit in lineage.above(place)
        )
    ]
    found = by_province or found
    by_type = [place for place in found if unit_type and place.unit_type == unit_type]
    return by_type or found


def _in_district_of(context: str, found: list[Place], lineage: _Lineage) -> list[Place]:
    """Those in the district whose office made the list; one named as of before (`(cũ)`) made no list."""
    by_length: dict[int, list[Place]] = {}
    for place in found:
        for unit in lineage.above(place):
            name = fold(unit.name)
            if unit.kind == "district" and re.search(rf"\b{re.escape(name)}\b(?! *\(cu\))", context):
                by_length.setdefault(len(name), []).append(place)
    # `huyện Điện Biên` stands in `huyện Điện Biên Đông` too.
    return by_length[max(by_length)] if by_length else []


class PlaceLink(Record):
    """What became of a unit: `old` went into `new`, whole or in part."""

    title = "Nhập, tách đơn vị"
    plural = "Nhập, tách địa bàn"
    icon = "merge"
    menu = "Danh mục"
    key = ("old", "new")

    old = Reference("Đơn vị cũ", to=Place, required=True)
    new = Reference("Đơn vị mới", to=Place, required=True)
    kind = Choice("Cách chuyển", {"whole": "Nhập toàn bộ", "part": "Nhập một phần"}, required=True)
    share = Share("Tỷ lệ", hint="Do địa phương quyết định khi tách.")
    basis = Text("Căn cứ", spoken=str)


def place_of_code(code: str, reader: Reader) -> Place | None:
    """The unit that carries a code today, or did: two digits of provinces, three of districts."""
    found = list(reader.rows(Place, [Condition("code", "is", code.strip())]))
    return next((place for place in found if place.valid_to is None), found[0] if found else None)


def upper_unit(text: str, reader: Reader) -> str | None:
    """Id of the province or district a text means by its code or its whole name; None for anything else."""
    kind = {2: "province", 3: "district"}.get(len(text.strip())) if text.strip().isdigit() else None
    if kind is not None:
        found = place_of_code(text, reader)
        return found.id if found is not None and found.kind == kind else None
    named = [
        place
        for place in reader.rows(Place, [Condition("bare", "is", bare_name(text))])
        if place.kind in ("province", "district") and spelling(place.name) == spelling(text)
    ]
    standing = [place for place in named if place.valid_to is None] or named
    return standing[0].id if len(standing) == 1 else None


def places_within(unit: str, reader: Reader, *, linked: bool = True) -> set[str]:
    """Ids of a unit and all below it; if `linked`, with the units these came from and went into."""
    found = _below({unit}, reader)
    if not linked:
        return found
    came_from = reader.rows(PlaceLink, [Condition("new", "in", sorted(found))])
    found |= _below({link.old for link in came_from}, reader)
    # Communes alone: where a whole province went, others went as well.
    communes = reader.rows(Place, [Condition("id", "in", sorted(found)), Condition("kind", "is", "commune")])
    went_into = reader.rows(PlaceLink, [Condition("old", "in", [place.id for place in communes])])
    return found | {link.new for link in went_into}


def places_wholly_within(unit: str, reader: Reader) -> set[str]:
    """Ids of a unit and all below it, and those of other times that came from these alone or went here whole.

    What was written of them, before or after they changed, is the unit's and nobody else's.
    """
    reader = reader.as_stored()
    found = more = _below({unit}, reader)
    while more:
        # A unit before and one after are asked for alike: by all the units at its other end.
        more = _all_ends_in("old", "new", found, reader) | _all_ends_in("new", "old", found, reader)
        found |= (more := _below(more, reader) - found)
    return found


def _all_ends_in(end: str, other: str, found: set[str], reader: Reader) -> set[str]:
    linked = reader.totals(PlaceLink, [other], where=[Condition(end, "in", sorted(found))])
    asked = sorted({row[0] for row in linked if row[0]} - found)
    ends = reader.totals(PlaceLink, [other, end], where=[Condition(other, "in", asked)]) if asked else []
    return set(asked) - {row[0] for row in ends if row[1] not in found}


def _below(units: set[str], reader: Reader) -> set[str]:
    found, upper = set(units), set(units)
    while upper:
        rows = reader.totals(Place, ["id"], where=[Condition("parent", "in", sorted(upper))])
        upper = {row[0] for row in rows} - found
        found |= upper
    return found


def successor(place: str, reader: Reader) -> str | None:
    """Id of the unit that stands today in the place of an abolished one, where it went there whole.

    None where the unit was split: somebody has to decide, village by village.
    """
    for _step in range(5):
        links = list(reader.rows(PlaceLink, [Condition("old", "is", place)]))
        if not links:
            return place
        if len(links) > 1 or links[0].kind != "whole":
            return None
        place = links[0].new
    return place
