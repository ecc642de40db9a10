"""Which status an area had on a day, by which decision: KV I-III, hardest villages, border, island."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from desktop.declare.fields import Choice, Date, LongText, Reference, Text
from desktop.declare.problems import Finding
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule, rule
from desktop.shared.boundaries import Boundaries, Geography
from desktop.shared.places import Place
from desktop.shared.village_list import Villages
from desktop.shared.villages import VillageName, kind_and_name

KINDS = {
    "region_1": "Xã khu vực I",
    "region_2": "Xã khu vực II",
    "region_3": "Xã khu vực III",
    "hardest_commune": "Xã đặc biệt khó khăn",
    "hardest_village": "Thôn, bản đặc biệt khó khăn",
    "minority": "Vùng đồng bào dân tộc thiểu số",
    "mountainous": "Miền núi",
    "border": "Biên giới",
    "island": "Hải đảo",
    "safe_zone": "An toàn khu",
    "poor_district": "Huyện nghèo",
}
REGIONS = ("region_1", "region_2", "region_3")
HARDEST = frozenset(("region_3", "hardest_commune", "hardest_village"))
"""The statuses that make an area an especially difficult one."""


class AreaStatus(Record):
    """One status of one version of a unit, or of a village in it.

    Law: status is not inherited by a merged unit; a province that says how one of today counted before
    enters it here, for the unit of today, with its own document.
    """

    title = "Diện của địa bàn"
    plural = "Khu vực, diện đặc thù của địa bàn"
    help = (
        "Khu vực I-III, đặc biệt khó khăn, biên giới, hải đảo, an toàn khu: theo quyết định nào, từ ngày nào."
    )
    icon = "place"
    menu = "Danh mục"
    key = ("place", "village", "kind", "valid_from")
    shown_by = ("place", "kind")
    listed = ("place", "village", "kind", "valid_from", "valid_to", "decision")

    place = Reference("Địa bàn", to=Place, required=True, only={"kind": "commune"})
    village = VillageName("Thôn, bản", within="place", hint="Để trống khi nói về cả xã.")
    kind = Choice("Diện", KINDS, required=True, indexed=True)
    valid_from = Date("Từ ngày", precision="day", required=True)
    valid_to = Date("Đến ngày", precision="day", hint="Để trống nếu còn hiệu lực.")
    decision = Text("Quyết định", required=True, hint="Ví dụ: 60/QĐ-BDTTG ngày 29/01/2026.")
    note = LongText("Ghi chú")

    @rule("Ngày hết hiệu lực phải sau ngày có hiệu lực.", field="valid_to", about="Hết hiệu lực sau khi có")
    def ends_after_it_begins(self) -> bool:
        return self.valid_to is None or self.valid_from <= self.valid_to

    @rule("Bản đặc biệt khó khăn thì phải ghi tên thôn, bản.", field="village")
    def names_the_village(self) -> bool:
        return self.kind != "hardest_village" or bool(self.village)

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on a day; never, where nobody wrote since when."""
        begun = self.valid_from is not None and self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


class AreaStatuses:
    """All statuses, read once: what a rule asks for many records."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._by_place: dict[str, list[AreaStatus]] = {}
        for status in reader.rows(AreaStatus):
            self._by_place.setdefault(status.place, []).append(status)
        self._geography: Geography | None = None
        self._villages: Villages | None = None
        self._turns: list[date] = []
        self._between: dict[int, Boundaries] = {}

    def on(self, place: str, day: date, village: str = "") -> frozenset[str] | None:
        """The statuses of a unit, with those of a village in it, on a day.

        What is entered for this version of the unit counts first: that is how a province settles what the
        maps leave open. Else the unit that stood in its place then is asked. None where that is not known
        because the unit was merged or split in between.
        """
        if not self._by_place:
            return frozenset()
        told = self._told(place, day, village)
        if told:
            return told
        boundaries = self._on_day(day)
        if place in boundaries.split:
            return None
        return self._told(boundaries.seen(place), day, village)

    def lists_villages(self, place: str, day: date) -> bool:
        """Whether villages of a unit were named on a day: then one that is not named was not among them."""
        if not self._by_place:
            return False
        stood = (place, self._on_day(day).seen(place))
        known = (each for unit in stood for each in self._by_place.get(unit, ()))
        return any(each.village and each.holds_on(day) for each in known)

    def _told(self, place: str, day: date, village: str) -> frozenset[str]:
        known = [each for each in self._by_place.get(place, ()) if each.holds_on(day)]
        return frozenset(
            each.kind for each in known if not each.village or self._is_one(place, each.village, village)
        )

    def _is_one(self, place: str, one: str, other: str) -> bool:
        if not other or kind_and_name(one)[1] == kind_and_name(other)[1]:
            return bool(other)
        self._villages = self._villages or Villages(self._reader)
        return self._villages.is_one(place, one, other)

    def _on_day(self, day: date) -> Boundaries:
        """The units of a day: those of every other day until one of them begins or ends."""
        if self._geography is None:
            self._geography = Geography(self._reader)
            self._turns = self._geography.turns()
        turn = bisect_right(self._turns, day)
        if turn not in self._between:
            self._between[turn] = self._geography.at(day)
        return self._between[turn]


def area_statuses(place: str, day: date, reader: Reader, village: str = "") -> frozenset[str] | None:
    """The statuses of one place on one day; `AreaStatuses` where many are asked."""
    return AreaStatuses(reader).on(place, day, village)


def overlapping(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Statuses of one area that say different things, or the same twice, on one day."""
    wanted = None
    if among is not None:
        written = reader.rows(AreaStatus, [Condition("id", "in", sorted(among))])
        wanted = {each.place for each in written if each.place}
    where = [] if wanted is None else [Condition("place", "in", sorted(wanted))]
    groups: dict[tuple[str, str, str], list[AreaStatus]] = {}
    for status in reader.rows(AreaStatus, where):
        if not status.valid_from or not status.place:
            continue
        kind = "region" if status.kind in REGIONS else status.kind
        village = kind_and_name(status.village)[1] if status.village else ""
        groups.setdefault((status.place, village, kind), []).append(status)
    for group in groups.values():
        group.sort(key=lambda each: each.valid_from)
        for earlier, later in pairwise(group):
            if earlier.holds_on(later.valid_from) and (
                among is None or later.id in among or earlier.id in among
            ):
                shown = {
                    "kind": AreaStatus.kind.format(earlier.kind),
                    "day": AreaStatus.valid_from.format(earlier.valid_from),
                }
                yield Finding(record=later.id or "", related=(earlier.id or "",), says=shown)


RULES = [
    Rule(
        "",
        "one_status_at_a_time",
        "Địa bàn này còn đang là “{kind}” từ {day}: hãy ghi ngày kết thúc của diện trước.",
        AreaStatus,
        overlapping,
        field="valid_from",
        about="Các diện không chồng thời gian",
    )
]
