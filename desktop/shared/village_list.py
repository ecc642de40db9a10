"""The villages of each commune as versions in time, and which one a written name means; changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from weakref import WeakKeyDictionary

from desktop.declare.fields import Date, Reference, Text
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Condition, Reader, filled
from desktop.declare.records import Record
from desktop.declare.rules import Rule, rule
from desktop.declare.text import _
from desktop.shared.places import Place, PlaceLink
from desktop.shared.villages import VillageName, kind_and_name

_NEAR = 75
"""How like a listed name a writing must be to be offered it, of 100."""

_read: WeakKeyDictionary[Reader, Villages] = WeakKeyDictionary()
"""The villages of a moment, for as long as it is read: the rules over all records of all types ask them."""


class Village(Record):
    """One version of a village: what it was called, in which version of its commune, from when until when.

    No national list of codes exists and villages are merged by provinces, so this is each office's own list.
    Records keep the name they were written with; they are matched to a village here by it.
    """

    title = "Thôn, bản"
    plural = "Danh mục thôn, bản"
    help = (
        "Thôn, bản, tổ dân phố của từng xã theo thời gian. Khi nhập, chia, đổi tên: ghi ngày hết hiệu lực và "
        "thôn, bản nhận ở dòng cũ, thêm dòng mới; hồ sơ giữ tên đã ghi. Diện đặc biệt khó khăn ghi ở danh "
        "mục Khu vực, diện đặc thù của địa bàn, theo quyết định và ngày."
    )
    icon = "place"
    menu = "Danh mục"
    key = ("commune", "name", "valid_from")
    shown_by = ("name", "commune")
    listed = ("name", "commune", "also_called", "valid_from", "valid_to", "became", "decision")

    name = VillageName(
        "Tên thôn, bản",
        within="commune",
        required=True,
        indexed=True,
        headings=("Thôn, bản", "Thôn/bản", "Tên thôn", "Tên bản", "Tổ dân phố"),
        hint="Viết cả loại: Bản Na Sang.",
    )
    commune = Reference(
        "Xã",
        to=Place,
        only={"kind": "commune"},
        required=True,
        hint="Xã vào thời gian ghi bên dưới: xã cũ cho thôn, bản trước 01/7/2025.",
    )
    code = Text("Mã thôn, bản", longest=20, hint="Mã của tỉnh, nếu có.")
    also_called = Text("Tên cũ, tên gọi khác", longest=200, hint="Nhiều tên cách nhau bằng dấu chấm phẩy.")
    valid_from = Date("Hiệu lực từ", precision="day", hint="Để trống nếu có từ trước khi ghi nhận.")
    valid_to = Date("Hiệu lực đến", precision="day", hint="Để trống nếu còn.")
    became = Reference("Nay là", to="Village", hint="Thôn, bản nhận, khi đã nhập hoặc đổi tên.")
    decision = Text("Văn bản", hint="Nghị quyết, quyết định thành lập, nhập, đổi tên.")

    @rule("Hiệu lực đến {valid_to} trước khi có hiệu lực {valid_from}.", field="valid_to")
    def village_ends_after_it_begins(self) -> bool:
        return self.valid_from is None or self.valid_to is None or self.valid_from <= self.valid_to

    @rule("Đã có thôn, bản nhận thì ghi ngày hết hiệu lực.", field="valid_to", warns=True)
    def what_became_another_has_ended(self) -> bool:
        return self.became is None or self.valid_to is not None

    def names(self) -> Iterator[str]:
        """What it is and was called."""
        yield self.name
        yield from (part.strip() for part in (self.also_called or "").split(";") if part.strip())


class Villages:
    """The villages of all communes, read once; of a commune with those it came from and went into."""

    def __init__(self, reader: Reader) -> None:
        self._all = {village.id or "": village for village in reader.rows(Village)}
        self._by_commune: dict[str, list[Village]] = {}
        for village in self._all.values():
            if village.commune and village.name:
                self._by_commune.setdefault(village.commune, []).append(village)
        self._joined = Counter(village.became for village in self._all.values() if village.became)
        self._beside: dict[str, set[str]] = {}
        links = reader.totals(PlaceLink, ["old", "new"], where=filled("old", "new")) if self._all else ()
        for old, new, _count in links:
            self._beside.setdefault(old, set()).add(new)
            self._beside.setdefault(new, set()).add(old)

    def of(self, commune: str) -> list[Village]:
        """The villages of a commune, by whatever boundaries they were entered."""
        units = (commune, *sorted(self._beside.get(commune, ())))
        return [village for unit in units for village in self._by_commune.get(unit, ())]

    def is_listed(self, commune: str) -> bool:
        """Whether somebody has entered the villages of this very commune."""
        return commune in self._by_commune

    def meant(self, commune: str, written: str) -> list[Village]:
        """The villages a name may mean: with its kind or without, by its name of today or an older one."""
        kind, name = kind_and_name(written)
        found = []
        for village in self.of(commune):
            for known_kind, known in map(kind_and_name, village.names()):
                if known == name and (known_kind == kind or "" in (known_kind, kind)):
                    found.append(village)
                    break
        return found

    def is_one(self, commune: str, one: str, other: str) -> bool:
        """Whether two writings mean one village, also across a change of its name."""
        if kind_and_name(one)[1] == kind_and_name(other)[1]:
            return True
        ends = [{self._end(village) for village in self.meant(commune, each)} for each in (one, other)]
        return bool(ends[0] & ends[1])

    def _end(self, village: Village) -> str:
        """The village under its last name; where several became one, none of them goes on in it."""
        own = village.id or ""
        for _step in range(5):
            after = self._all[own].became if own in self._all else None
            if not after or self._joined[after] > 1:
                break
            own = after
        return own

    def likely(self, commune: str, written: str) -> str:
        """The name nearest to a writing, empty where none is near."""
        # Loaded when something is wrong, not with every start.
        from rapidfuzz import fuzz, process

        names = {name: " ".join(kind_and_name(name)) for each in self.of(commune) for name in each.names()}
        near = process.extractOne(
            " ".join(kind_and_name(written)), names, scorer=fuzz.ratio, score_cutoff=_NEAR
        )
        return str(near[2]) if near else ""


def rules_over(record_types: Sequence[type[Record]]) -> list[Rule]:
    """One rule for each field that names a village: it is in the list of its commune, where there is one."""
    if Village not in record_types:
        return []
    return [
        Rule(
            "",
            "village_is_in_the_list",
            "“{village}” không có trong danh mục thôn, bản của {commune}{likely}; {count} hồ sơ ghi như vậy. "
            "Sửa tên, hoặc thêm vào danh mục.",
            record_type,
            _Unlisted(record_type, name, declared),
            field=name,
            grade=Grade.WARN,
            about="Thôn, bản có trong danh mục",
        )
        for record_type in record_types
        if record_type is not Village
        for name, declared in record_type.stored_fields().items()
        if isinstance(declared, VillageName)
    ]


def _at_this_moment(reader: Reader) -> Villages:
    if reader not in _read:
        _read[reader] = Villages(reader)
    return _read[reader]


class _Unlisted:
    """One finding for each village that is not listed, at the first record that names it."""

    def __init__(self, record_type: type[Record], name: str, declared: VillageName) -> None:
        self.record_type, self.name, self.within = record_type, name, declared.within

    def __call__(self, reader: Reader, among: frozenset[str] | None) -> Iterable[Finding]:
        if not reader.count(Village):
            return
        where = [Condition(self.within, "filled"), Condition(self.name, "filled")]
        if among is not None:
            where.append(Condition("id", "in", sorted(among)))
        villages = Villages(reader) if among is not None else _at_this_moment(reader)
        for commune, written, count in reader.totals(self.record_type, [self.within, self.name], where=where):
            if not villages.is_listed(commune) or villages.meant(commune, written):
                continue
            same = [*where, Condition(self.within, "is", commune), Condition(self.name, "is", written)]
            near = villages.likely(commune, written)
            says = {
                "village": written,
                "commune": reader.names(Place, [commune]).get(commune, ""),
                "likely": _(" (gần giống {name})").format(name=near) if near else "",
                "count": count,
            }
            for first in reader.rows(self.record_type, same, limit=1):
                yield Finding(record=first.id or "", says=says)


def _meet(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Versions of one village, by name and commune, that are in force on the same days."""
    groups: dict[tuple[str, tuple[str, str]], list[Village]] = {}
    for village in reader.rows(Village):
        if village.commune and village.name:
            groups.setdefault((village.commune, kind_and_name(village.name)), []).append(village)
    for same in groups.values():
        same.sort(key=lambda each: (each.valid_from is not None, each.valid_from, each.id))
        for earlier, later in pairwise(same):
            ends = earlier.valid_to
            is_over = ends is not None and later.valid_from is not None and ends < later.valid_from
            if not is_over and (among is None or among & {earlier.id, later.id}):
                yield Finding(record=later.id or "", related=(earlier.id or "",), says={"name": later.name})


RULES = [
    Rule(
        "",
        "village_is_listed_once_on_a_day",
        "{name} đã có trong danh mục của xã vào cùng thời gian: ghi ngày hết hiệu lực của dòng trước, hoặc "
        "xóa một dòng.",
        Village,
        _meet,
        field="name",
        grade=Grade.WARN,
        about="Mỗi thôn, bản một dòng vào một ngày",
    )
]
