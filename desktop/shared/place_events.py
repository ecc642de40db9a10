"""What happened to administrative units, with decision and date; says which versions and links follow."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from desktop.declare.fields import Choice, Date, Details, LongText, Reference, Text
from desktop.declare.problems import Finding
from desktop.declare.reading import Condition, Reader, filled
from desktop.declare.records import Record
from desktop.declare.rules import Answer, Rule, rule
from desktop.declare.text import _
from desktop.shared.places import Place, PlaceLink

_NAMESPACE = uuid.UUID("8d0f6c1e-6a0b-5f3e-9c55-3a8f2b7d4e10")
KINDS = {
    "merge": "Nhập",
    "split": "Chia, tách",
    "rename": "Đổi tên",
    "retype": "Đổi loại (xã thành phường…)",
    "abolish": "Bỏ, không có đơn vị thay",
}
_COUNTS = {"merge": (2, 1), "split": (1, 2), "rename": (1, 1), "retype": (1, 1), "abolish": (1, 0)}
TYPES = {
    name: name.capitalize()
    for name in (
        "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu",
        "thôn", "bản", "tổ dân phố",
    )
}  # fmt: skip
_DAY = timedelta(days=1)


def unit_id(code: str, kind: str, first: date | None) -> str:
    """The id of a version of a unit: every office gives one unit one id."""
    return str(uuid.uuid5(_NAMESPACE, f"{code}|{kind}|{first.isoformat() if first else ''}"))


class UnitBefore(Record):
    """A unit the event is about."""

    title = "Đơn vị trước đó"

    unit = Reference("Đơn vị", to=Place, required=True)
    how = Choice(
        "Phần chuyển", {"whole": "Toàn bộ", "part": "Một phần"}, hint="Để trống là toàn bộ; chỉ khi nhập."
    )


class UnitAfter(Record):
    """A unit as it is from that day on."""

    title = "Đơn vị từ ngày đó"

    code = Text("Mã", longest=12, required=True, hint="Đơn vị sau khi nhập mang mã nơi đặt trụ sở.")
    name = Text("Tên đầy đủ", required=True, hint="Viết cả loại: Xã Na Son.")
    unit_type = Choice("Loại", TYPES, required=True)


class PlaceEvent(Record):
    """A merger, split, new name or new kind of unit, or the end of one.

    Law: QĐ 19/2025/QĐ-TTg: a merged unit keeps the code of its seat; codes are never given again.
    """

    title = "Thay đổi địa giới"
    plural = "Thay đổi địa giới"
    help = (
        "Ghi một lần nhập, chia, đổi tên, đổi loại: chương trình tự thêm đơn vị mới, cho đơn vị cũ hết hiệu "
        "lực từ hôm trước và nối hai bên, trong một lần ghi hoàn tác được."
    )
    icon = "merge"
    menu = "Danh mục"
    key = ("decision", "kind", "on", "about")
    shown_by = ("kind", "about", "on")
    listed = ("on", "kind", "about", "decision", "decided_on")

    kind = Choice("Việc", KINDS, required=True)
    on = Date("Từ ngày", precision="day", required=True, hint="Ngày đầu tiên theo địa giới mới.")
    about = Text("Về", required=True, hint="Tên gọi ngắn: nhập ba xã thành xã Na Son.")
    decision = Text("Số nghị quyết, quyết định", required=True)
    decided_on = Date("Ngày văn bản", precision="day")
    before = Details("Đơn vị trước đó", of=UnitBefore, required=True)
    after = Details("Đơn vị từ ngày đó", of=UnitAfter)
    note = LongText("Ghi chú")

    @rule("{kind}: {says}", field="after", about="Đủ đơn vị trước và sau")
    def names_enough_units(self) -> Answer:
        least, most = _COUNTS[self.kind]
        old, new = len(self.before or ()), len(self.after or ())
        if self.kind == "merge" and not (old >= 2 and new == 1):
            return Finding(says={"says": _("cần ít nhất hai đơn vị trước đó và đúng một đơn vị mới.")})
        if self.kind == "split" and not (old == 1 and new >= 2):
            return Finding(says={"says": _("cần đúng một đơn vị trước đó và ít nhất hai đơn vị mới.")})
        if self.kind in ("rename", "retype") and (old, new) != (least, most):
            return Finding(says={"says": _("cần đúng một đơn vị trước đó và một đơn vị mới.")})
        if self.kind == "abolish" and new:
            return Finding(says={"says": _("không có đơn vị mới; nếu có thì là nhập hoặc chia.")})
        return True

    @rule("Một đơn vị ghi hai lần: không thể nhập vào chính nó.", field="before")
    def names_each_unit_once(self) -> bool:
        units = [each.unit for each in self.before or ()]
        codes = [each.code for each in self.after or ()]
        return len(set(units)) == len(units) and len(set(codes)) == len(codes)

    @rule("Chỉ khi nhập mới có phần chuyển một phần; chia thì ghi là chia, tách.", field="before")
    def parts_only_where_merged(self) -> bool:
        return self.kind == "merge" or all(each.how != "part" for each in self.before or ())


class Followed(NamedTuple):
    """What an event makes: versions that end, versions and links that are new."""

    ended: list[Place]
    made: list[Place]
    links: list[PlaceLink]


def follow(event: PlaceEvent, reader: Reader) -> Followed:
    """The versions and links an event makes; the same event always gives the same ids."""
    old = [unit for unit in (reader.get(Place, each.unit) for each in event.before or ()) if unit]
    parts = {each.unit for each in event.before or () if each.how == "part"}
    new = [_new(each, old[0], event) for each in event.after or ()] if old else []
    links = [_link(one, other, event, whole=event.kind != "split") for one in old for other in new]
    for unit in (each for each in old if each.id in parts):
        # What was not given away goes on under its own name, in new boundaries.
        rest = unit.changed(
            id=unit_id(unit.code, unit.kind, event.on), changed_in=0, valid_from=event.on, valid_to=None
        )
        rest.__dict__.update(decision=event.decision, area=None)
        new.append(rest)
        links = [link.changed(kind="part") if link.old == unit.id else link for link in links]
        links.append(_link(unit, rest, event, whole=False))
    ended = [each.changed(valid_to=event.on - _DAY) for each in old]
    return Followed(ended, new, links)


def _new(after: UnitAfter, old: Place, event: PlaceEvent) -> Place:
    return Place(
        id=unit_id(after.code, old.kind, event.on),
        code=after.code,
        name=after.name,
        kind=old.kind,
        unit_type=after.unit_type,
        parent=old.parent,
        valid_from=event.on,
        decision=event.decision,
        latitude=old.latitude if event.kind in ("rename", "retype") else None,
        longitude=old.longitude if event.kind in ("rename", "retype") else None,
        area=old.area if event.kind in ("rename", "retype") else None,
    )


def _link(old: Place, new: Place, event: PlaceEvent, *, whole: bool) -> PlaceLink:
    kind = "whole" if whole else "part"
    return PlaceLink(old=old.id, new=new.id, kind=kind, basis=event.decision)


def unsound_units(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Events about a unit that did not stand the day before, or that bring a code in use."""
    where = (Condition("id", "in", sorted(among)),) if among else ()
    for event in reader.rows(PlaceEvent, (*filled("on"), *where)):
        for each in event.before or ():
            unit = reader.get(Place, each.unit)
            if unit is not None:
                yield from _not_standing(event, unit)
        yield from _taken_codes(event, reader)


def _not_standing(event: PlaceEvent, unit: Place) -> Iterator[Finding]:
    eve = event.on - _DAY
    if unit.valid_to is not None and unit.valid_to < eve:
        yield Finding(
            record=event.id or "",
            field="before",
            sentence=_("{name} đã hết hiệu lực ngày {day}: hãy chọn đơn vị đứng sau nó."),
            says={"name": unit.name, "day": Place.valid_to.format(unit.valid_to)},
        )
    if unit.valid_from is not None and unit.valid_from > eve:
        yield Finding(
            record=event.id or "",
            field="before",
            sentence=_("{name} chỉ có từ ngày {day}: chưa có vào hôm trước thay đổi này."),
            says={"name": unit.name, "day": Place.valid_from.format(unit.valid_from)},
        )


def _taken_codes(event: PlaceEvent, reader: Reader) -> Iterator[Finding]:
    old = {each.unit for each in event.before or ()}
    kinds = {unit.kind for unit in (reader.get(Place, id) for id in old) if unit is not None}
    for after in event.after or ():
        own = {unit_id(after.code, kind, event.on) for kind in kinds}
        for place in reader.rows(Place, [Condition("code", "is", after.code)]):
            is_over = place.valid_to is not None and place.valid_to < event.on
            if place.kind in kinds and place.id not in own | old and not is_over:
                yield Finding(
                    record=event.id or "",
                    field="after",
                    sentence=_("Mã {code} đang là của {name}: hai đơn vị không thể cùng mã một lúc."),
                    says={"code": after.code, "name": place.name},
                )


def twice_ended(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Two events about one version of a unit: the second one speaks of what is no more."""
    first: dict[str, PlaceEvent] = {}
    for event in sorted(reader.rows(PlaceEvent, filled("on")), key=lambda each: (each.on, each.changed_in)):
        for each in (row for row in event.before or () if row.unit):
            earlier = first.setdefault(each.unit, event)
            if earlier is not event and (among is None or event.id in among):
                yield Finding(
                    record=event.id or "",
                    related=(earlier.id or "",),
                    says={"about": earlier.about, "day": PlaceEvent.on.format(earlier.on)},
                )


RULES = [
    Rule(
        "",
        "units_stand_before",
        "Đơn vị trước đó phải còn hiệu lực đến hôm trước; mã mới không trùng đơn vị khác.",
        PlaceEvent,
        unsound_units,
        field="before",
    ),
    Rule(
        "",
        "no_unit_ends_twice",
        "Đơn vị này đã hết hiệu lực trong “{about}” từ {day}: không ghi hai thay đổi chồng nhau.",
        PlaceEvent,
        twice_ended,
        field="before",
        about="Hai thay đổi không chồng nhau",
    ),
]
