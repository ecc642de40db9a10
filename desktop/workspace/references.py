"""How references are found from what officers write, and how they are named; asks the store, keeps little."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.catalog import Catalog
from desktop.declare.components import Change
from desktop.declare.fields import Habit, Reference
from desktop.declare.ordering import person_order, word_order
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import _, language, original, spoken, translate
from desktop.declare.values import plain_value
from desktop.shared.places import Place, bare_name, successor

if TYPE_CHECKING:
    from desktop.storage.store import Store

_MOST_NAMES = 50_000
_MOST_SEARCHED = 500


def order_of_shown(target: type[Record]) -> Callable[[str], str]:
    """What makes the key that names of records are listed by: a person by the given name."""
    first = target.fields.get(next(iter(target.shown_by), ""))
    return _people_first if getattr(first, "person", False) else word_order


def _people_first(shown: str) -> str:
    name, _comma, rest = shown.partition(", ")
    return person_order(name) + "\x03" + word_order(rest)


class References:
    """Finds and names what references lead to."""

    def __init__(self, catalog: Catalog, store: Store) -> None:
        self._catalog, self._store = catalog, store
        self._names: dict[str, str] = {}
        self._spoken = language()

    def habit(self, unit: int = 1) -> Habit:
        """A habit whose references are looked up in, and named from, the store."""
        return Habit(unit=unit, look_up=self._look_up, names=self._name)

    def _look_up(self, field: Reference, text: str) -> str:
        with self._store.reading() as reader:
            return found_one(field, text, {}, reader, self._catalog).id

    def _name(self, field: Reference, id: str) -> str:
        return self.name_of(self._catalog.target_of(field), id)

    def name_of(self, record_type: type[Record], id: str) -> str:
        """How one record is shown; the id itself where it is gone."""
        self._forget_other_language()
        if id not in self._names:
            with self._store.reading() as reader:
                self.learn(record_type, [id], reader)
        return self._names.get(id, id)

    def learn(self, record_type: type[Record], ids: Sequence[str], reader: Reader) -> None:
        """Read the names of many ids at once, before a page of rows is shown."""
        self._forget_other_language()
        unknown = [id for id in ids if id not in self._names]
        if unknown:
            if len(self._names) > _MOST_NAMES:
                self._names.clear()
            self._names.update(reader.names(record_type, unknown))

    def _forget_other_language(self) -> None:
        """A name may hold an option, which each language writes in its own words."""
        if self._spoken != (now := language()):
            self._names.clear()
            self._spoken = now

    def forget(self, changes: Sequence[Change]) -> None:
        """Names of records that were changed are read again."""
        for change in changes:
            self._names.pop(change.id, None)

    def forget_all(self) -> None:
        """All names are read again."""
        self._names.clear()

    def search(self, field: Reference, text: str, limit: int) -> list[tuple[str, str]]:
        """What a reference may lead to while somebody types; units that stand today first."""
        target = self._catalog.target_of(field)
        where = [Condition(name, "is", value) for name, value in field.only.items()]
        if text.strip():
            where.append(Condition("", "contains", text))
        if issubclass(target, Place) and field.current:
            where.append(Condition("valid_to", "empty"))
        with self._store.reading() as reader:
            ids = [row.id for row in reader.rows(target, where, limit=_MOST_SEARCHED) if row.id]
            shown = reader.names(target, ids)
            order = order_of_shown(target)
            ids.sort(key=lambda id: (name_distance(shown.get(id, ""), text), order(shown.get(id, ""))))
            return [(id, self._with_line(target, id, shown.get(id, id), reader)) for id in ids[:limit]]

    def _with_line(self, target: type[Record], id: str, shown: str, reader: Reader) -> str:
        if not issubclass(target, Place):
            return shown
        place = reader.get(target, id)
        above = reader.get(target, place.parent) if place and place.parent else None
        ended = (
            _(" (đến {day})").format(day=target.valid_to.format(place.valid_to))
            if place and place.valid_to
            else ""
        )
        return f"{shown}, {above.name}{ended}" if above else f"{shown}{ended}"


def name_distance(shown: str, text: str) -> tuple[int, str]:
    """How far a name is from what was typed: the very words, at the beginning, somewhere."""
    name, wanted = bare_name(shown), bare_name(text)
    return (0 if name == wanted else 1 if name.startswith(wanted) else 2 if wanted in name else 3, name)


@plain_value
class FoundReference:
    """The id to store, and the unit as written where that is another one."""

    id: str
    as_written: str = ""


def found_one(
    field: Reference, text: str, hints: Mapping[str, str], reader: Reader, catalog: Catalog
) -> FoundReference:
    """The one record `text` means. `hints` holds what stood beside it, by field name.

    Raises `ValueError` with a sentence where there is none, or more than one.
    """
    target = catalog.target_of(field)
    clues = {**{name: str(value) for name, value in field.only.items()}, **hints}
    ids = [text] if _is_id(text) and reader.get(target, text) else list(target.find(text, clues, reader))
    ids = ids or list(target.find(original(text), clues, reader)) or _shown_so(target, text, clues, reader)
    within = reader.get(Place, clues["within"]) if "within" in clues else None
    if not ids and within is not None:
        raise ValueError(_("Không tìm thấy “{text}” ở {place}.").format(text=text, place=within.name))
    if not ids:
        raise ValueError(
            _("Không tìm thấy “{text}” trong danh sách {title}.").format(
                text=text, title=translate(target.title).lower()
            )
        )
    if len(ids) > 1:
        names = ", ".join(sorted(set(reader.names(target, ids[:4]).values())))
        raise ValueError(
            _("Có {count} nơi tên “{text}” ({names}): hãy ghi thêm huyện, tỉnh hoặc mã.").format(
                count=len(ids), text=text, names=names
            )
        )
    if not (field.current and issubclass(target, Place)):
        return FoundReference(ids[0])
    today = successor(ids[0], reader)
    if today is None:
        raise ValueError(
            _("“{text}” đã chia cho nhiều xã từ 01/7/2025: hãy ghi xã hiện nay.").format(text=text)
        )
    return FoundReference(today, ids[0] if today != ids[0] or _is_old(ids[0], reader) else "")


def _shown_so(target: type[Record], text: str, clues: Mapping[str, str], reader: Reader) -> list[str]:
    """The records whose name in full is `text`, as lists of ours show it: “Vàng A Dí, Bản Na Phát”.

    A list that was made in the other language says what stands behind the first comma in that one.
    """
    parts = text.split(", ")
    for count in range(len(parts) - 1, 0, -1):
        head, rest = ", ".join(parts[:count]), ", ".join(parts[count:])
        found = target.find(head, clues, reader)
        shown = reader.names(target, found) if found else {}
        ways = (text, f"{head}, {original(rest)}", f"{head}, {spoken(rest)}")
        if ids := [id for id in found if shown.get(id) in ways]:
            return ids
    return []


def _is_id(text: str) -> bool:
    """Whether an answer names the very record."""
    return len(text) == 36 and text.count("-") == 4


def _is_old(id: str, reader: Reader) -> bool:
    place = reader.get(Place, id)
    return place is not None and place.valid_to is not None
