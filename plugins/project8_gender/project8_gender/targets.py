"""Targets of Project 8 by place and year, and what was reported; no number is shipped, none was found."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.api import (
    Choice,
    Condition,
    Finding,
    Grade,
    Integer,
    LongText,
    Reader,
    Record,
    Reference,
    Rule,
    _,
)
from desktop.shared import Place
from project8_gender.contents import QUANTITIES

UNOFFICIAL = "Tên chỉ tiêu gọi theo báo cáo của các tỉnh, chưa đối chiếu nguyên văn; chỉ để theo dõi."
"""Nine are spoken of; what they are called and how much they ask for no source that was seen says."""


class Target(Record):
    """What a place is to reach in a year of one quantity, and what it reported."""

    title = "Chỉ tiêu Dự án 8"
    help = UNOFFICIAL
    icon = "target"
    key = ("quantity", "year", "place")
    shown_by = ("quantity", "year", "place")
    listed = ("quantity", "year", "place", "target", "reported", "basis")

    quantity = Choice("Chỉ tiêu", QUANTITIES, required=True, indexed=True)
    year = Integer("Năm", minimum=2021, maximum=2100, grouped=False, required=True, indexed=True)
    place = Reference("Đơn vị", to=Place, required=True, headings=("Xã", "Tỉnh", "Địa bàn"))
    target = Integer("Kế hoạch", minimum=0, maximum=10_000_000, headings=("Chỉ tiêu giao", "KH"))
    reported = Integer("Kết quả báo cáo", minimum=0, maximum=10_000_000, headings=("Thực hiện", "Kết quả"))
    basis = LongText("Căn cứ", longest=1000)


FIGURES = ("target", "reported")


def find_sums_that_differ(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Figures of a province or district that are not the sum of its communes, where those are entered."""
    targets = [target for target in reader.rows(Target) if target.place]
    if among is not None and not any(target.id in among for target in targets):
        return
    places = _places(reader, {target.place for target in targets})
    for upper in targets:
        below = [
            other
            for other in targets
            if (other.quantity, other.year) == (upper.quantity, upper.year)
            and upper.place in _above(other.place, places)
        ]
        # Where a district and its communes both stand below a province, only the communes are added up.
        inner = {unit for other in below for unit in _above(other.place, places)}
        parts = [other for other in below if other.place not in inner]
        for name in FIGURES:
            added = [value for part in parts if (value := getattr(part, name)) is not None]
            whole = getattr(upper, name)
            if added and whole is not None and sum(added) != whole:
                yield Finding(
                    record=upper.id or "",
                    field=name,
                    related=tuple(part.id or "" for part in parts),
                    says={
                        "figure": _(Target.fields[name].label).lower(),
                        "whole": whole,
                        "added": sum(added),
                        "count": len(added),
                    },
                )


def _places(reader: Reader, wanted: set[str]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for _level in range(4):
        missing = sorted(wanted - found.keys())
        if not missing:
            break
        rows = list(reader.rows(Place, [Condition("id", "in", missing)]))
        found.update({place.id or "": place for place in rows})
        wanted = {place.parent for place in rows if place.parent}
    return found


def _above(place: str, places: dict[str, Place]) -> set[str]:
    line: set[str] = set()
    unit = places.get(place)
    while unit is not None and unit.parent and unit.parent not in line:
        line.add(unit.parent)
        unit = places.get(unit.parent)
    return line


RULES = [
    Rule(
        "P8-12",
        "figure_is_the_sum_of_the_communes",
        "Số {figure} ghi {whole}, nhưng cộng {count} đơn vị bên dưới là {added}; hãy xem lại.",
        Target,
        find_sums_that_differ,
        field="target",
        grade=Grade.WARN,
        about="Số của tỉnh bằng cộng các xã",
    )
]
