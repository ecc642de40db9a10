"""What records say of the status of their area, beside what was in force there on their day; knows no law."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from desktop.declare.dates import first_day, show_date
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.shared.area_status import HARDEST, KINDS, REGIONS, AreaStatus, AreaStatuses

REGION, VILLAGE, HARD = "region", "village", "hard"
"""What a field tells: zone I, II or III; that the village is on the list; that commune or village is."""

OTHERWISE = (
    "Ghi “{written}”, nhưng theo danh mục diện địa bàn, ngày {day}: {listed}; xem lại hồ sơ hoặc danh mục."
)
"""What is said of a record whose area was another."""

_ZONES = {"I": "region_1", "II": "region_2", "III": "region_3"}
Told = tuple[str, Grade | None]
"""What the register tells instead, and how grave that is."""


class OtherArea:
    """Finds records whose area was not, on the day `on`, what they say it was (G08).

    `says` maps fields of the record to what they tell (`REGION`, `VILLAGE`, `HARD`). A place of which the
    register knows nothing on that day is not judged; a village is known by its name alone, so it only warns.
    """

    def __init__(
        self, over: type[Record], on: str, says: Mapping[str, str], village: str = "village"
    ) -> None:
        self.over, self.on, self.says, self.village = over, on, dict(says), village

    def __call__(self, reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
        if not reader.count(AreaStatus):
            return
        statuses = AreaStatuses(reader)
        names = ["id", "commune", "old_commune", self.village, self.on, *self.says]
        where = [] if among is None else [Condition("id", "in", sorted(among))]
        for id, commune, before, village, on, *said in reader.columns(self.over, names, where):
            unit = before or commune
            if unit is None or on is None:
                continue
            day = first_day(on)
            told, lists = statuses.on(unit, day, village or ""), statuses.lists_villages(unit, day)
            for field, written in zip(self.says, said, strict=True):
                if told is None or written is None or not (told or lists):
                    continue
                if other := _JUDGES[self.says[field]](written, told, lists):
                    yield self._finding(id, field, written, other, day)

    def _finding(self, id: str, field: str, written: Any, other: Told, day: date) -> Finding:
        listed, grade = other
        says = {
            "written": self.over.fields[field].format(written),
            "listed": listed,
            "day": show_date(day),
        }
        return Finding(record=id, field=field, grade=grade, says=says)


def _region(written: str, told: frozenset[str], _lists: bool) -> Told | None:
    regions = told.intersection(REGIONS)
    return (_shown(regions), None) if regions and _ZONES.get(written) not in regions else None


def _village(written: bool, told: frozenset[str], lists: bool) -> Told | None:
    if written and lists and "hardest_village" not in told:
        return _("bản không có trong danh sách đặc biệt khó khăn"), Grade.WARN
    is_missed = not written and "hardest_village" in told
    return (_shown(frozenset(("hardest_village",))), Grade.WARN) if is_missed else None


def _hard(written: Any, told: frozenset[str], lists: bool) -> Told | None:
    hard = told & HARDEST
    if written not in (True, "dbkk"):
        return (_shown(hard), Grade.WARN) if hard else None
    # A commune of another zone may hold a village that is on the list: then the list has to be known.
    if hard or not lists:
        return None
    return _shown(told) or _("không thuộc diện đặc biệt khó khăn"), Grade.WARN


_JUDGES: dict[str, Callable[[Any, frozenset[str], bool], Told | None]] = {
    REGION: _region,
    VILLAGE: _village,
    HARD: _hard,
}


def _shown(kinds: frozenset[str]) -> str:
    return ", ".join(translate(title) for kind, title in KINDS.items() if kind in kinds)
