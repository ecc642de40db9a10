"""The statistics office's list of which commune went into which; says what follows for the units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from desktop.declare.fields import Date, Text
from desktop.declare.layouts import Column, ExcelLayout
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.declare.text import fold
from desktop.shared.place_events import TYPES, Followed, unit_id
from desktop.shared.places import Place, PlaceLink, written_type

FIRST_DAY = date(2025, 7, 1)
_DAY = timedelta(days=1)
_BASIS = "Bảng chuyển đổi của Cục Thống kê"
_WHOLE = ("toan bo", "khong thay doi", "giu nguyen", "khong doi")


class UnitConversion(Record):
    """One row: an old commune and a new one it went to.

    Law: the list of the statistics office decides (QĐ 19/2025/QĐ-TTg); codes are text with their zeros.
    """

    title = "Dòng chuyển đổi đơn vị"
    plural = "Bảng chuyển đổi đơn vị hành chính"
    help = (
        "Bảng chuyển đổi xã cũ, xã mới của Cục Thống kê: nhập vào thì danh mục địa bàn có thêm đơn vị và "
        "liên kết còn thiếu; những gì đã có vẫn giữ nguyên."
    )
    icon = "merge"
    menu = "Danh mục"
    key = ("old_code", "new_code", "on")
    shown_by = ("old_name", "new_name")
    listed = ("old_code", "old_name", "new_code", "new_name", "note", "on")

    province_code = Text("Tỉnh, thành phố (mã)", longest=2)
    new_name = Text("Tên xã mới", required=True)
    new_code = Text("Mã xã mới", longest=5, required=True)
    old_name = Text("Tên xã cũ", required=True)
    old_code = Text("Mã xã cũ", longest=5, required=True)
    note = Text("Ghi chú", hint="Nhập toàn bộ, nhập một phần…")
    district_code = Text("Quận, huyện (mã)", longest=3)
    old_province_code = Text("Tỉnh cũ (mã)", longest=2)
    on = Date("Có hiệu lực từ", precision="day", required=True)

    @rule("Mã xã gồm 5 chữ số, viết cả số 0 ở đầu.", field="new_code")
    def codes_have_five_digits(self) -> bool:
        return all(len(code) == 5 and code.isdigit() for code in (self.new_code, self.old_code))

    def is_whole(self) -> bool:
        """Whether all of the old commune went there; area or people in part are a part."""
        said = fold(self.note or "")
        return "mot phan" not in said and any(words in said for words in _WHOLE)


def follow_conversions(rows: Sequence[UnitConversion], reader: Reader) -> Followed:
    """The units and links the rows add to what is there, and the units that end with them."""
    work = _Adding(reader, rows)
    for row in rows:
        work.add(row)
    return Followed(list(work.ended.values()), list(work.made.values()), list(work.links.values()))


class _Adding:
    """What follows from rows, one after the other; the reader is asked about all of them at once."""

    def __init__(self, reader: Reader, rows: Sequence[UnitConversion]) -> None:
        self._by_code: dict[tuple[str, str], list[Place]] = {}
        self._linked: dict[tuple[str, str], PlaceLink] = {}
        self.ended: dict[str, Place] = {}
        self.made: dict[str, Place] = {}
        self.links: dict[tuple[str, str], PlaceLink] = {}
        named = ("old_code", "new_code", "district_code", "old_province_code", "province_code")
        codes = sorted({code for row in rows for code in (getattr(row, name) for name in named) if code})
        for unit in reader.rows(Place, [Condition("code", "in", codes)]):
            self._by_code.setdefault((unit.kind, unit.code), []).append(unit)
        ids = sorted(unit.id or "" for units in self._by_code.values() for unit in units)
        for link in reader.rows(PlaceLink, [Condition("old", "in", ids)]):
            self._linked[link.old, link.new] = link

    def add(self, row: UnitConversion) -> None:
        old = self._standing("commune", row.old_code, row.on - _DAY) or self._old(row)
        new = self._beginning(row.new_code, row.on) or self._new(row)
        if old.valid_to is None and old.id != new.id:
            ended = old.changed(valid_to=row.on - _DAY)
            assert isinstance(ended, Place)
            self.ended[old.id or ""] = ended
        self._link(old.id or "", new.id or "", row)

    def _link(self, old: str, new: str, row: UnitConversion) -> None:
        kind, known = "whole" if row.is_whole() else "part", self._linked.get((old, new))
        basis = f"{_BASIS}: {row.note}" if row.note else _BASIS
        if known is None:
            self.links[old, new] = PlaceLink(old=old, new=new, kind=kind, basis=basis)
        elif known.kind != kind:
            # The office's list decides; the link itself stays, with its history.
            changed = known.changed(kind=kind, basis=basis)
            assert isinstance(changed, PlaceLink)
            self.links[old, new] = changed

    def _units(self, kind: str, code: str) -> list[Place]:
        return self._by_code.get((kind, code), [])

    def _standing(self, kind: str, code: str, day: date) -> Place | None:
        return next((unit for unit in self._units(kind, code) if _stands(unit, day)), None)

    def _beginning(self, code: str, day: date) -> Place | None:
        found = (unit for unit in self._units("commune", code) if unit.valid_from == day)
        return next(found, None)

    def _old(self, row: UnitConversion) -> Place:
        eve = row.on - _DAY
        upper = self._standing("district", row.district_code or "", eve)
        upper = upper or self._standing("province", row.old_province_code or row.province_code or "", eve)
        return self._made(row.old_code, row.old_name, upper, None, eve)

    def _new(self, row: UnitConversion) -> Place:
        upper = self._standing("province", row.province_code or "", row.on)
        return self._made(row.new_code, row.new_name, upper, row.on, None)

    def _made(
        self, code: str, name: str, upper: Place | None, first: date | None, last: date | None
    ) -> Place:
        said = written_type(name)
        made = Place(
            id=unit_id(code, "commune", first),
            code=code,
            name=name,
            kind="commune",
            unit_type=said if said in TYPES else None,
            parent=upper.id if upper else None,
            valid_from=first,
            valid_to=last,
            decision=_BASIS,
        )
        self.made[made.id or ""] = made
        self._by_code.setdefault(("commune", code), []).append(made)
        return made


def _stands(unit: Place, day: date) -> bool:
    begun = unit.valid_from is None or unit.valid_from <= day
    return begun and (unit.valid_to is None or day <= unit.valid_to)


LAYOUTS = [
    ExcelLayout(
        "unit_conversions",
        "Bảng chuyển đổi đơn vị hành chính của Cục Thống kê",
        UnitConversion,
        columns=[
            Column(["Tỉnh/thành phố (mã)", "Tỉnh/thành phố | Mã", "Mã tỉnh"], "province_code"),
            Column(["Tên xã mới"], "new_name"),
            Column(["Mã xã mới"], "new_code"),
            Column(["Tên xã cũ"], "old_name"),
            Column(["Mã xã cũ"], "old_code"),
            Column(["Ghi chú"], "note"),
            Column(["Quận/huyện (mã)", "Quận/huyện | Mã", "Mã huyện"], "district_code"),
            Column(["Tỉnh cũ (mã)", "Tỉnh cũ | Mã"], "old_province_code"),
        ],
        constants={"on": FIRST_DAY},
    )
]
