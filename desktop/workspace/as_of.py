"""Records read with the places of another day: what is stored stays as it was reported; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from desktop.declare.reading import NOTHING_WITHIN, Condition, Sort, Where, added_newest, newest_told
from desktop.declare.records import Record
from desktop.declare.text import _
from desktop.declare.values import plain_value
from desktop.shared.area_status import AreaStatus
from desktop.shared.boundaries import Boundaries, Geography, divided
from desktop.shared.place_events import PlaceEvent
from desktop.shared.place_splits import SplitDecision
from desktop.shared.places import Place, PlaceLink, place_references
from desktop.shared.unit_conversions import UnitConversion
from desktop.shared.village_list import Village
from desktop.shared.villages import VillageName
from desktop.storage.moving import Moves, SeenAt
from desktop.workspace.through import Through

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.declare.norms import NormBook
    from desktop.declare.rules import Twice
    from desktop.storage.reading import Reading

R = TypeVar("R", bound=Record)
OF_VERSIONS: tuple[type[Record], ...] = (
    Place,
    PlaceLink,
    SplitDecision,
    PlaceEvent,
    AreaStatus,
    UnitConversion,
    Village,
)
"""What speaks of one version of a unit: seen on another day it would say something else."""


@plain_value
class AsOf:
    """By the boundaries of which day, and counted at which level (`province`, `district`; none: as kept)."""

    day: date
    level: str = ""


def place_fields(record_type: type[Record], catalog: Catalog) -> dict[str, str]:
    """The fields that say where a record belongs, each with the field of its unit as written, if any."""
    if record_type in OF_VERSIONS:
        return {}
    leads = place_references(record_type)
    written = {field.as_written for field in leads.values()}
    kinds = {name: field.only.get("kind") for name, field in leads.items()}
    # A district of before stands beside its commune, which tells more.
    return {
        name: field.as_written if field.as_written in record_type.stored_fields() else ""
        for name, field in leads.items()
        if name not in written and kinds[name] != "district"
    }


class ReadingAsOf(Through):
    """A `Reader` over another: sums, lists and names by the units of a day."""

    _reader: Reading

    def __init__(self, reader: Reading, boundaries: Boundaries, catalog: Catalog) -> None:
        super().__init__(reader)
        self._boundaries, self._catalog = boundaries, catalog

    @property
    def boundaries(self) -> Boundaries:
        """The boundaries of the day."""
        return self._boundaries

    @property
    def norms(self) -> NormBook:
        """The norms there are; without a day of a case those in force on this day are meant."""
        return self._reader.norms.on(self._boundaries.day)

    def stands(self, unit: str) -> bool:
        """Whether a unit stands on this day."""
        return unit in self._boundaries.standing

    def twice(self, record_type: type[Record], query: Twice) -> Iterable[tuple[str, ...]]:
        """The ids of each group of records that are alike, as they are stored."""
        return self._reader.twice(record_type, query)

    def place_texts(self, records: Sequence[Record]) -> list[Mapping[str, str]]:
        """For each record how its places are shown on this day."""
        told = []
        for record in records:
            places = place_fields(type(record), self._catalog)
            own = {name: getattr(record, name) for name in places if getattr(record, name)}
            told.append(own | self.seen(record, places))
        names = self.names(Place, {id for each in told for id in each.values()})
        return [{name: names.get(id, "") for name, id in each.items()} for each in told]

    def get(self, record_type: type[R], id: str) -> R | None:
        """The record with this id, its places those of the day."""
        return next(self.rows(record_type, [Condition("id", "is", id)]), None)

    def rows(
        self,
        record_type: type[R],
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[R]:
        """Copies of the records that fit, their places those of the day; never to be saved."""
        places = place_fields(record_type, self._catalog)
        for record in self._reader.rows(record_type, self.where(record_type, where), sort, limit, offset):
            seen = self.seen(record, places)
            yield record.changed(**seen) if seen else record

    def columns(
        self, record_type: type[Record], names: Sequence[str], where: Where = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Some values of the records that fit, their places those of the day."""
        for record in self.rows(record_type, where):
            yield tuple(getattr(record, name) for name in names)

    def ids(
        self,
        record_type: type[Record],
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> list[str]:
        """The ids of the records that fit, sorted."""
        return self._reader.ids(record_type, self.where(record_type, where), sort, limit, offset)

    def names(self, record_type: type[Record], ids: Iterable[str]) -> dict[str, str]:
        """How referenced records are shown; a split unit says how far it is divided."""
        found = self._reader.names(record_type, ids)
        if record_type is not Place:
            return found
        for id in found.keys() & self._boundaries.split.keys():
            says = _("{name} – đã chia") if self._boundaries.split[id].shares else _("{name} – chưa chia")
            found[id] = says.format(name=found[id])
        return found

    def seen(self, record: Record, places: Mapping[str, str] | None = None) -> dict[str, str]:
        """The place fields of a record that show another unit on this day."""
        if places is None:
            places = place_fields(type(record), self._catalog)
        found = {}
        for name, written in places.items():
            own = getattr(record, name)
            before = getattr(record, written) if written else None
            counted = before if before and own in self._boundaries.later else own
            if not counted:
                continue
            unit = self._boundaries.seen(counted)
            split = self._boundaries.split.get(unit)
            village = _village_field(type(record), name)
            if split is not None and split.villages and village:
                unit = split.of_village(getattr(record, village) or "") or unit
            if unit != own:
                found[name] = unit
        return found

    def where(self, record_type: type[Record], where: Where) -> list[Condition]:
        """Conditions on places as conditions on what is stored; of the list of units those of the day."""
        places = place_fields(record_type, self._catalog)
        found = [self._condition(each, places) for each in where]
        if record_type is Place and not any(each.field == "id" for each in where):
            found.append(Condition("id", "in", sorted(self._boundaries.standing)))
        return found

    def _condition(self, condition: Condition, places: Mapping[str, str]) -> Condition:
        if condition.field not in places or condition.test not in ("is", "in") or condition.value is None:
            return condition
        asked = [condition.value] if condition.test == "is" else [each for each in condition.value if each]
        units = sorted(self._boundaries.sources(asked))
        written = places[condition.field]
        if not written:
            return Condition(condition.field, "in", units)
        return Condition(condition.field, "seen_at", SeenAt(units, written, self._boundaries.later))

    def totals(
        self, record_type: type[Record], by: Sequence[str], total: Sequence[str] = (), where: Where = ()
    ) -> list[tuple[Any, ...]]:
        """The sums by the units of the day: nothing is lost, and of a split unit nothing is guessed."""
        places = place_fields(record_type, self._catalog)
        asked = {each.field for each in where if each.field in places}
        # What is asked of some units has to be divided before those of others are left out.
        wide = [*by, *sorted(asked.difference(by))]
        own = [name for name in wide if name in places]
        stored = self.where(record_type, where)
        moves = {name: self._moves(places[name]) for name in own}
        told = rows = self._reader.totals_moved(record_type, wide, total, stored, moves)
        for name in own:
            rows = self._divided(record_type, rows, wide, total, stored, name, moves)
        if rows is told and not asked:
            return rows
        rows = [row for row in rows if all(_keeps(each, row, wide) for each in where if each.field in asked)]
        return _added([(*row[: len(by)], *row[len(wide) :]) for row in rows], len(by))

    def newest(
        self,
        record_type: type[Record],
        by: Sequence[str],
        latest: str,
        total: Sequence[str] = (),
        where: Where = (),
        within: Mapping[str, str] = NOTHING_WITHIN,
    ) -> list[tuple[Any, ...]]:
        """Cumulative figures by the units of the day: what was told last is that of each unit as stored."""
        places = place_fields(record_type, self._catalog)
        asked = [each for each in where if each.field in places]
        wide = list(dict.fromkeys([*by, *(each.field for each in asked)]))
        own = [name for name in wide if name in places]
        beside = [places[name] for name in own if places[name] and places[name] not in wide]
        cut = len(wide) + len(beside)

        def sums(names: Sequence[str], fits: Where) -> list[tuple[Any, ...]]:
            return self._reader.totals(record_type, [*wide, *beside, latest], names, fits)

        rows = newest_told(sums, len(wide), total, self.where(record_type, where), within)
        for name in own:
            at = wide.index(name)
            before = [*wide, *beside].index(places[name]) if places[name] else None
            rows = list(self._placed(rows, at, before, cut + 1))
        rows = [row for row in rows if all(_keeps(each, row, wide) for each in asked)]
        return added_newest([(*row[: len(by)], *row[cut:]) for row in rows], len(by))

    def _placed(
        self, rows: Iterable[tuple[Any, ...]], at: int, before: int | None, keys: int
    ) -> Iterator[tuple[Any, ...]]:
        """Rows with the unit in the column `at` that of the day; `before` holds the one as written."""
        later, splits = self._boundaries.later, self._boundaries.split
        for row in rows:
            written = row[before] if before is not None else None
            counted = written if written and row[at] in later else row[at]
            unit = self._boundaries.seen(counted) if counted else counted
            moved = (*row[:at], unit, *row[at + 1 :])
            shares = splits[unit].shares if unit in splits else ()
            yield from _shared(moved, shares, at, keys) if shares else [moved]

    def as_stored(self) -> _AsStored:
        """The records as they are stored, asked for by the units of the day."""
        return _AsStored(self, self._reader)

    def _moves(self, written: str) -> Moves:
        return Moves(self._boundaries.moved_text, written, self._boundaries.later if written else frozenset())

    def _divided(
        self,
        record_type: type[Record],
        rows: list[tuple[Any, ...]],
        by: Sequence[str],
        total: Sequence[str],
        where: Where,
        name: str,
        moves: Mapping[str, Moves],
    ) -> list[tuple[Any, ...]]:
        """Rows whose unit was split, divided as far as somebody has decided."""
        place, splits = by.index(name), self._boundaries.split
        open_or_divided = {row[place] for row in rows}.intersection(splits)
        if not any(splits[each].into() for each in open_or_divided):
            return rows
        by_village = {each for each in open_or_divided if splits[each].villages}
        village = _village_field(record_type, name)
        if by_village and village:
            rows = [row for row in rows if row[place] not in by_village]
            apart = self._reader.totals_moved(record_type, [*by, village], total, where, moves)
            for row in apart:
                if row[place] in by_village:
                    unit = splits[row[place]].of_village(row[len(by)] or "") or row[place]
                    rows.append((*row[:place], unit, *row[place + 1 : len(by)], *row[len(by) + 1 :]))
        parts: list[tuple[Any, ...]] = []
        for row in rows:
            shares = splits[row[place]].shares if row[place] in splits else ()
            parts += _shared(row, shares, place, len(by)) if shares else [row]
        return parts


class _AsStored(Through):
    """The records whose units are seen at those asked for, themselves as they are stored."""

    def __init__(self, asked: ReadingAsOf, reader: Reading) -> None:
        super().__init__(reader)
        self._asked = asked

    def where(self, record_type: type[Record], where: Where) -> Where:
        """The conditions as they are asked of the day; of units themselves all are there."""
        return where if record_type in OF_VERSIONS else self._asked.where(record_type, where)

    def as_stored(self) -> _AsStored:
        """Itself."""
        return self


def _shared(row: tuple[Any, ...], shares: Sequence[Any], place: int, keys: int) -> list[tuple[Any, ...]]:
    """One row for each share; counts and sums stay whole."""
    columns = [dict(divided(value, shares)) for value in row[keys:]]
    return [
        (*row[:place], unit, *row[place + 1 : keys], *(column[unit] for column in columns))
        for unit, _share in shares
    ]


def _added(rows: list[tuple[Any, ...]], keys: int) -> list[tuple[Any, ...]]:
    """Rows alike in their first columns as one, sorted by them, what is empty first."""
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in rows:
        key, values = row[:keys], row[keys:]
        before = found.get(key)
        found[key] = values if before is None else tuple(map(sum, zip(before, values, strict=True)))
    return [(*key, *values) for key, values in sorted(found.items(), key=_order)]


def _order(item: tuple[tuple[Any, ...], Any]) -> list[tuple[bool, str, Any]]:
    return [(each is not None, type(each).__name__, 0 if each is None else each) for each in item[0]]


def _keeps(condition: Condition, row: tuple[Any, ...], by: Sequence[str]) -> bool:
    value = row[by.index(condition.field)]
    if condition.test == "is":
        return bool(value == condition.value)
    if condition.test == "in":
        return value in condition.value
    return True


def _village_field(record_type: type[Record], place: str) -> str:
    """The field with the village inside the unit of a place field."""
    fields = record_type.stored_fields().items()
    named = (name for name, field in fields if isinstance(field, VillageName) and field.within == place)
    return next(named, "")


def boundaries_of(reader: Reading, asked: AsOf) -> Boundaries:
    """The boundaries of a day, from the units, links and decisions there are now."""
    return Geography(reader).at(asked.day, asked.level)
