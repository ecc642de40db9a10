"""Whether precious herbs grow where they may: in a former district with an especially difficult commune."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from desktop.api import Condition, Finding, Grade, Reader, Rule, first_day
from desktop.shared import AreaStatus, Place, PlaceLink
from desktop.shared.area_status import HARDEST, REGIONS
from desktop.shared.authorities import COMMUNES_DECIDE_FROM
from project3_value_chain.herbs import HerbProject
from project3_value_chain.texts import TT_10_2022_BYT

_LAST_OF_DISTRICTS = COMMUNES_DECIDE_FROM - timedelta(days=1)


def find_easy_districts(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Projects in districts that had no especially difficult commune; a district not known whole is none."""
    if not reader.count(AreaStatus):
        return
    dated = [Condition("decision_date", "filled"), Condition("commune", "filled")]
    where = dated if among is None else [*dated, Condition("id", "in", sorted(among))]
    for project in reader.rows(HerbProject, where):
        decided = first_day(project.decision_date)
        if _is_hard([project.commune], decided, reader):
            continue
        # There are no districts any more: what they were on their last day counts on.
        day = min(decided, _LAST_OF_DISTRICTS)
        for district in _districts(project, reader):
            around = [place.id or "" for place in _communes_of(district, day, reader)]
            if around and _all_have_a_region(around, day, reader) and not _is_hard(around, day, reader):
                says = {"district": district.name, "day": f"{day:%d/%m/%Y}"}
                yield Finding(record=project.id or "", says=says)
                break


def _districts(project: HerbProject, reader: Reader) -> list[Place]:
    """The districts its commune lay in: of the commune as it was written, else of those it was made of."""
    links = reader.rows(PlaceLink, [Condition("new", "is", project.commune)])
    before = {project.old_commune} if project.old_commune else {link.old for link in links}
    communes = _places(before or {project.commune}, reader)
    return [one for one in _places({each.parent for each in communes}, reader) if one.kind == "district"]


def _places(ids: Iterable[str | None], reader: Reader) -> list[Place]:
    return list(reader.rows(Place, [Condition("id", "in", sorted(id for id in ids if id))]))


def _communes_of(district: Place, day: date, reader: Reader) -> Iterator[Place]:
    for place in reader.rows(Place, [Condition("parent", "is", district.id)]):
        if place.valid_to is None or first_day(place.valid_to) >= day:
            yield place


def _is_hard(places: list[str], day: date, reader: Reader) -> bool:
    return any(status.kind in HARDEST for status in _statuses(places, day, reader))


def _all_have_a_region(places: list[str], day: date, reader: Reader) -> bool:
    told = {status.place for status in _statuses(places, day, reader) if status.kind in REGIONS}
    return told == set(places)


def _statuses(places: list[str], day: date, reader: Reader) -> Iterator[AreaStatus]:
    statuses = reader.rows(AreaStatus, [Condition("place", "in", places)])
    return (status for status in statuses if status.holds_on(day))


HERB_RULES = [
    Rule(
        "P3-18",
        "herbs_grow_in_a_difficult_district",
        "{district} không có xã, thôn đặc biệt khó khăn nào trong danh mục ngày {day}; xem lại nơi thực "
        "hiện, hoặc ghi diện của xã theo văn bản của tỉnh.",
        HerbProject,
        find_easy_districts,
        field="commune",
        grade=Grade.WARN,
        basis=TT_10_2022_BYT.number,
        about="Dược liệu trồng ở huyện có xã đặc biệt khó khăn",
    )
]
