"""What a map shows: a dot a place, as large as its records, coloured by an indicator; paints nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from desktop.declare.dates import PartialDate
from desktop.declare.ordering import word_order
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.records import Record
from desktop.declare.text import _, translate, within_sentence
from desktop.declare.values import plain_value
from desktop.shared.places import Place
from desktop.workspace.kept import kept
from desktop.workspace.map_figures import COMPUTED, Figure, computed_at, reported_at
from desktop.workspace.within import place_field

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

_ABOUT_THE_PROGRAM = (Place.menu, "Văn bản và định mức")
"""The menus of records that lie in no place themselves but speak of places."""

_LEVELS = ("commune", "district", "province")


class Choice(NamedTuple):
    """One thing dots can be coloured or sized by."""

    name: str
    title: str
    unit: str


@plain_value
class Dot:
    """A place: `count` records make its size, `value` its colour (None: nothing known).

    `over` and `where` lead to its records. A place whose coordinates nobody has entered has no `spot`
    (longitude, latitude).
    """

    place: str
    name: str
    spot: tuple[float, float] | None
    count: int = 0
    value: Decimal | None = None
    judged: str | None = None
    over: type[Record] | None = None
    where: Where = ()


@plain_value
class MapBoard:
    """The dots, those without coordinates beside, and what colour and size mean."""

    colour: Choice
    size: Choice
    dots: tuple[Dot, ...] = ()
    lost: tuple[Dot, ...] = ()
    year: int | None = None
    whole: bool = False
    """Whether the figures are of all years, although one was asked for."""

    @property
    def told(self) -> list[Dot]:
        """The dots whose figure is known, the highest first."""
        known = [dot for dot in (*self.dots, *self.lost) if dot.value is not None]
        return sorted(known, key=lambda dot: (-(dot.value or 0), word_order(dot.name)))


def colours(workspace: Workspace) -> list[Choice]:
    """All indicators: those components compute from the records, then those that are reported."""
    computed = [
        Choice(f"{COMPUTED}{one.name}", translate(one.title), translate(one.unit))
        for one in workspace.catalog.indicators
    ]
    return [*computed, *_reported(workspace)]


def _reported(workspace: Workspace) -> list[Choice]:
    from desktop.shared.indicators import IndicatorDefinition, IndicatorValue

    with workspace.store.reading() as reader:
        told = sorted(row[0] for row in reader.totals(IndicatorValue, ["indicator"]))
        rows = reader.rows(IndicatorDefinition, [Condition("id", "in", told)])
        ordered = sorted(rows, key=lambda one: (one.programme, word_order(one.code)))
        return [
            Choice(one.id or "", f"{one.code} {one.spoken('name')}", one.spoken("unit")) for one in ordered
        ]


def sizes(workspace: Workspace) -> list[Choice]:
    """The record types that lie in places and of which there are some."""
    found = []
    with workspace.store.reading() as reader:
        for name, record_type in workspace.catalog.record_types.items():
            told = place_field(record_type) and record_type.menu not in _ABOUT_THE_PROGRAM
            if told and reader.count(record_type):
                title = _("Số {one}").format(one=within_sentence(translate(record_type.title)))
                found.append(Choice(name, title, ""))
    return found


def read_map(
    workspace: Workspace,
    colour: Choice,
    size: Choice,
    *,
    place: str = "",
    year: int | None = None,
    where: Where = (),
    progress: Callable[[int, int], None] | None = None,
) -> MapBoard:
    """The map of a place (all where none is named), kept until something changes.

    `where` are the conditions on the records that make the size.
    """
    asked = ("map", colour.name, size.name, place, year, repr(tuple(where)), workspace.as_of)
    maker = _Maker(workspace, colour, size, place, year, where, progress)
    # The words are those of the language in use now, not of the one it was first asked in.
    return replace(kept(workspace, asked, maker.board), colour=colour, size=size)


class _Maker:
    def __init__(
        self,
        workspace: Workspace,
        colour: Choice,
        size: Choice,
        place: str,
        year: int | None,
        where: Where,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self._workspace, self._colour, self._size = workspace, colour, size
        self._year, self._where, self._progress = year, where, progress
        self._within = workspace.places_within(place) if place else []
        self._day = workspace.as_of.day if workspace.as_of else date.today()

    def board(self) -> MapBoard:
        with self._workspace.reading() as reader:
            counts = self._counts(reader)
            figures, year = self._figures(reader, counts)
            level, places = self._level(reader, {*counts, *figures})
            around = self._around(reader, level, places)
            leading = {id: figure for id, figure in figures.items() if _leads_on(figure, reader)}
        dots = [self._dot(each, counts, figures, leading) for each in {**around, **places}.values()]
        ordered = sorted(dots, key=lambda dot: (-dot.count, word_order(dot.name)))
        return MapBoard(
            self._colour,
            self._size,
            tuple(dot for dot in ordered if dot.spot),
            tuple(dot for dot in ordered if not dot.spot and (dot.count or dot.value is not None)),
            year,
            whole=bool(self._year) and self._is_computed and year is None,
        )

    @property
    def _is_computed(self) -> bool:
        return self._colour.name.startswith(COMPUTED)

    def _counts(self, reader: Reader) -> Mapping[str, int]:
        record_type = self._workspace.catalog.record_types.get(self._size.name)
        if record_type is None:
            return {}
        rows = reader.totals(record_type, [place_field(record_type)], where=self._where)
        return {row[0]: row[1] for row in rows if row[0]}

    def _figures(self, reader: Reader, counts: Mapping[str, int]) -> tuple[Mapping[str, Figure], int | None]:
        if not self._is_computed:
            return reported_at(reader, self._colour.name, self._within, self._year)
        name = self._colour.name.removeprefix(COMPUTED)
        indicator = next(one for one in self._workspace.catalog.indicators if one.name == name)
        places = sorted({*self._occupied(reader), *counts})
        figures, heeds = computed_at(reader, indicator, places, self._progress, self._year)
        return figures, self._year if heeds else None

    def _occupied(self, reader: Reader) -> Iterator[str]:
        """Places of which there are records of any kind."""
        for record_type in self._workspace.catalog.record_types.values():
            field = place_field(record_type)
            if field and record_type.menu not in _ABOUT_THE_PROGRAM:
                where = [Condition(field, "in", self._within)] if self._within else []
                yield from (row[0] for row in reader.totals(record_type, [field], where=where) if row[0])

    def _level(self, reader: Reader, places: Iterable[str]) -> tuple[str, dict[str, Place]]:
        """The level that most of the places are of, and those: dots of one level can be compared."""
        asked = Condition("id", "in", sorted(places))
        found = {place.id or "": place for place in reader.as_stored().rows(Place, [asked])}
        kinds = [place.kind for place in found.values()]
        level = max(_LEVELS, key=lambda kind: (kinds.count(kind), -_LEVELS.index(kind)))
        if self._workspace.as_of and self._workspace.as_of.level in _LEVELS:
            level = self._workspace.as_of.level
        return level, {id: place for id, place in found.items() if place.kind == level}

    def _around(self, reader: Reader, level: str, places: Mapping[str, Place]) -> dict[str, Place]:
        """The units that stand beside those of which something is known."""
        upper = sorted({place.parent for place in places.values() if place.parent})
        if level == "province" or not upper:
            return {}
        beside = [Condition("parent", "in", upper), Condition("kind", "is", level)]
        if self._within:
            beside.append(Condition("id", "in", self._within))
        rows = reader.as_stored().rows(Place, beside)
        return {place.id or "": place for place in rows if _stands(place, self._day)}

    def _dot(
        self,
        place: Place,
        counts: Mapping[str, int],
        figures: Mapping[str, Figure],
        leading: Mapping[str, Figure],
    ) -> Dot:
        id = place.id or ""
        figure = figures.get(id)
        known = place.longitude is not None and place.latitude is not None
        dot = Dot(
            id,
            place.name,
            (float(place.longitude or 0), float(place.latitude or 0)) if known else None,
            counts.get(id, 0),
        )
        if figure is not None and figure.value is not None:
            dot = replace(dot, value=figure.value, judged=figure.judged)
        if id in leading:
            return replace(dot, over=leading[id].over, where=leading[id].where)
        record_type = self._workspace.catalog.record_types.get(self._size.name)
        if record_type is None or not dot.count:
            return dot
        return replace(
            dot, over=record_type, where=(*self._where, Condition(place_field(record_type), "is", id))
        )


def _leads_on(figure: Figure, reader: Reader) -> bool:
    """Whether records stand behind a figure: none of something leads to those that make the size instead."""
    if figure.over is None or figure.value is None:
        return False
    return bool(figure.value) or bool(reader.count(figure.over, figure.where))


def _stands(place: Place, day: date) -> bool:
    first, last = _day(place.valid_from), _day(place.valid_to)
    return (first is None or first <= day) and (last is None or day <= last)


def _day(value: date | PartialDate | None) -> date | None:
    return value.first_day if isinstance(value, PartialDate) else value


def classes_of(values: Sequence[Decimal], most: int = 5) -> list[tuple[Decimal, Decimal]]:
    """At most so many ranges, lowest first, each from a value that is there to one that is there.

    Each holds about as many values as the others; equal values are never parted.

    >>> classes_of([Decimal(1), Decimal(2), Decimal(2), Decimal(9)], 2)
    [(Decimal('1'), Decimal('2')), (Decimal('9'), Decimal('9'))]
    """
    ordered = sorted(values)
    found: list[tuple[Decimal, Decimal]] = []
    start = 0
    while start < len(ordered):
        room = len(ordered) - start
        end = start + max(1, round(room / (most - len(found)))) - 1
        while end + 1 < len(ordered) and ordered[end + 1] == ordered[end]:
            end += 1
        found.append((ordered[start], ordered[end]))
        start = end + 1
    return found


def sentence_of(board: MapBoard, show: Callable[[Decimal], str]) -> str:
    """The highest, the lowest, and what has no place on the map."""
    told = board.told
    says = []
    if not told:
        says.append(_("Chưa có số liệu nào để vẽ."))
    elif len(told) > 1 and told[0].value != told[-1].value:
        most, least = (show(dot.value or Decimal(0)) for dot in (told[0], told[-1]))
        sentence = _("Cao nhất: {high} ({most}); thấp nhất: {low} ({least}).")
        says.append(sentence.format(most=most, least=least, high=_named(told, 0), low=_named(told, -1)))
    if board.lost:
        names = ", ".join(dot.name for dot in board.lost[:5])
        says.append(
            _("{count} nơi chưa có tọa độ nên không có trên bản đồ: {names}.").format(
                count=len(board.lost), names=names + ("…" if len(board.lost) > 5 else "")
            )
        )
    return " ".join(says)


def _named(told: Sequence[Dot], at: int) -> str:
    """The place with an extreme figure, or how many share it."""
    alike = [dot for dot in told if dot.value == told[at].value]
    return alike[0].name if len(alike) == 1 else _("{count} nơi").format(count=len(alike))
