"""The stored records as one place sees them: every question is asked about it alone; writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from desktop.declare.norms import NormBook
from desktop.declare.reading import Condition, Reader, Sort, Where
from desktop.declare.records import Record
from desktop.declare.rules import Twice
from desktop.declare.supports import Supported
from desktop.shared.places import place_references

R = TypeVar("R", bound=Record)


def place_field(record_type: type[Record]) -> str:
    """The field that says where a record belongs: the first place that must be told, else the first."""
    fields = [field for name, field in place_references(record_type).items() if not name.startswith("old_")]
    return next((field.name for field in sorted(fields, key=lambda field: not field.required)), "")


class Within:
    """A reader whose answers keep to some places, for figures that were declared without knowing of places.

    Records of types that name no place are answered whole.
    """

    def __init__(self, reader: Reader, places: Collection[str]) -> None:
        self._reader, self._places = reader, sorted(places)

    @property
    def norms(self) -> NormBook:
        """Norms are not of a place."""
        return self._reader.norms

    def norms_of(self, record: Record) -> NormBook:
        """The norms a record is judged by."""
        return self._reader.norms_of(record)

    def _where(self, record_type: type[Record], where: Where) -> Where:
        name = place_field(record_type)
        return (*where, Condition(name, "in", self._places)) if name else where

    def get(self, record_type: type[R], id: str) -> R | None:
        """The record with this id, wherever it is."""
        return self._reader.get(record_type, id)

    def rows(
        self,
        record_type: type[R],
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[R]:
        """The records of the places that fit."""
        return self._reader.rows(record_type, self._where(record_type, where), sort, limit, offset)

    def columns(
        self, record_type: type[Record], names: Sequence[str], where: Where = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Some values of the records of the places."""
        return self._reader.columns(record_type, names, self._where(record_type, where))

    def count(self, record_type: type[Record], where: Where = ()) -> int:
        """How many records of the places fit."""
        return self._reader.count(record_type, self._where(record_type, where))

    def totals(
        self, record_type: type[Record], by: Sequence[str], total: Sequence[str] = (), where: Where = ()
    ) -> list[tuple[Any, ...]]:
        """Sums over the records of the places."""
        return self._reader.totals(record_type, by, total, self._where(record_type, where))

    def newest(
        self,
        record_type: type[Record],
        by: Sequence[str],
        latest: str,
        total: Sequence[str] = (),
        where: Where = (),
    ) -> list[tuple[Any, ...]]:
        """Cumulative figures over the records of the places."""
        return self._reader.newest(record_type, by, latest, total, self._where(record_type, where))

    def as_stored(self) -> Within:
        """The records of the same places, theirs as they are stored."""
        return Within(self._reader.as_stored(), self._places)

    def twice(self, record_type: type[Record], query: Twice) -> Iterable[tuple[str, ...]]:
        """Groups of records of the places that are alike."""
        own = Twice(query.by, self._where(record_type, query.where), query.differing)
        return self._reader.twice(record_type, own)

    def names(self, record_type: type[Record], ids: Iterable[str]) -> dict[str, str]:
        """How referenced records are shown."""
        return self._reader.names(record_type, ids)

    def supports(
        self,
        households: Collection[str] | None = None,
        *,
        kinds: Collection[str] = (),
        beside: tuple[type[Record], Collection[str]] | None = None,
        at_least: int = 1,
    ) -> Iterator[Supported]:
        """What households received, wherever they live."""
        return self._reader.supports(households, kinds=kinds, beside=beside, at_least=at_least)
