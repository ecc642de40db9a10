"""A reader that asks another one, its questions put in other words: base of those that see less."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from desktop.declare.reading import NOTHING_WITHIN, Reader, Sort, Where
from desktop.declare.records import Record
from desktop.declare.rules import Beside, Twice

if TYPE_CHECKING:
    from desktop.declare.norms import NormBook
    from desktop.declare.supports import Supported

R = TypeVar("R", bound=Record)


class Through:
    """A `Reader` over another; give `where`, and whatever is answered otherwise."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def where(self, record_type: type[Record], where: Where) -> Where:
        """The conditions as the other reader is asked them."""
        return where

    @property
    def norms(self) -> NormBook:
        """The norms in force, declared and entered."""
        return self._reader.norms

    def norms_of(self, record: Record) -> NormBook:
        """The norms a record is judged by."""
        return self._reader.norms_of(record)

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
        """The records that fit, sorted."""
        return self._reader.rows(record_type, self.where(record_type, where), sort, limit, offset)

    def columns(
        self, record_type: type[Record], names: Sequence[str], where: Where = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The values of some fields of each record that fits."""
        return self._reader.columns(record_type, names, self.where(record_type, where))

    def count(self, record_type: type[Record], where: Where = (), different: Sequence[str] = ()) -> int:
        """How many records fit, or how many of them differ."""
        return self._reader.count(record_type, self.where(record_type, where), different)

    def totals(
        self, record_type: type[Record], by: Sequence[str], total: Sequence[str] = (), where: Where = ()
    ) -> list[tuple[Any, ...]]:
        """Counts and sums of the records that fit."""
        return self._reader.totals(record_type, by, total, self.where(record_type, where))

    def newest(
        self,
        record_type: type[Record],
        by: Sequence[str],
        latest: str,
        total: Sequence[str] = (),
        where: Where = (),
        within: Mapping[str, str] = NOTHING_WITHIN,
    ) -> list[tuple[Any, ...]]:
        """The same of cumulative figures, as each was told last."""
        return self._reader.newest(record_type, by, latest, total, self.where(record_type, where), within)

    def as_stored(self) -> Reader:
        """The records with their places as they are stored."""
        return self._reader.as_stored()

    def twice(self, record_type: type[Record], query: Twice) -> Iterable[tuple[str, ...]]:
        """The ids of each group of records that are alike."""
        own = Twice(query.by, self.where(record_type, query.where), query.differing)
        return self._reader.twice(record_type, own)

    def beside(
        self, record_type: type[Record], query: Beside, names: Sequence[str], other_names: Sequence[str]
    ) -> Iterator[tuple[Any, ...]]:
        """Some values of the records that fit, with those beside them, as they are stored."""
        own = replace(query, where=self.where(record_type, query.where))
        return self._reader.beside(record_type, own, names, other_names)

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
        """What households received in all components: no place has a part in it."""
        return self._reader.supports(households, kinds=kinds, beside=beside, at_least=at_least)
