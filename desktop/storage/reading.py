"""Answers questions about stored records in SQL; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

import sqlalchemy as sa

from desktop.declare.fields import Field, Reference
from desktop.declare.norms import NormBook
from desktop.declare.reading import NOTHING_WITHIN, Condition, Sort, Where, added_newest, newest_told
from desktop.declare.records import Record
from desktop.declare.rules import Beside, Twice
from desktop.declare.supports import Supported
from desktop.declare.text import _
from desktop.storage import search
from desktop.storage import supports as supporting
from desktop.storage.answers import Answers
from desktop.storage.codec import converted, inward
from desktop.storage.conditions import fitting
from desktop.storage.dialects import among, sorted_by
from desktop.storage.fetching import lots_of
from desktop.storage.joining import alike, joined
from desktop.storage.lots import Lot
from desktop.storage.moving import Moves, key_of, moved_sums
from desktop.storage.sorting import in_order
from desktop.storage.tables import (
    ID,
    KEY,
    SEQ,
    RecordTable,
    Tables,
)

R = TypeVar("R", bound=Record)
_CHUNK = 2000
_FAR = 10_000
"""Rows passed over before it is worth knowing whether the end is nearer than the beginning."""


class Reading:
    """A `Reader` over one transaction, begun at its first question: nothing written elsewhere later is seen.

    Who asks nothing of the store after all does not wait for a server that may be gone.
    """

    judged_by: Callable[[Record, Reading], NormBook] | None = None

    def __init__(
        self,
        connect: Callable[[], sa.Connection],
        tables: Tables,
        norms: NormBook,
        answers: Answers | None = None,
    ) -> None:
        self._connect = connect
        self._tables = tables
        self._norms = norms
        self._answers = answers

    @cached_property
    def connection(self) -> sa.Connection:
        """What is asked."""
        return self._connect()

    @property
    def norms(self) -> NormBook:
        """The norms in force, declared and entered."""
        return self._norms

    def norms_of(self, record: Record) -> NormBook:
        """The norms a record is judged by; those in force where nobody tells them apart."""
        return self.judged_by(record, self) if self.judged_by else self._norms

    def get(self, record_type: type[R], id: str) -> R | None:
        """The record with this id, with its details."""
        return next(self.rows(record_type, [Condition(ID, "is", id)]), None)

    def rows(
        self,
        record_type: type[R],
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[R]:
        """The records that fit, sorted; in the order they were made where no sort is asked."""
        table = self._tables[record_type]
        for lot in lots_of(self.connection, table, self._page(table, where, sort, limit, offset)):
            yield from table.decode(lot.ids, lot.changed_in, lot.columns)

    def columns(
        self, record_type: type[Record], names: Sequence[str], where: Where = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The values of some fields of each record that fits, in the order they were made."""
        table = self._tables[record_type]
        kept = [table.table.c[name] for name in names]
        asked = sa.select(*kept).where(*self._fits(table, where)).order_by(table.table.c[SEQ])
        fields = [record_type.fields.get(name) for name in names]
        for found in self.connection.execute(asked).partitions(_CHUNK):
            yield from self._decoded(fields, found)

    def ids(
        self,
        record_type: type[Record],
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> list[str]:
        """The ids of the records that fit, sorted."""
        table = self._tables[record_type]
        page = self._page(table, where, sort, limit, offset)
        return list(self.connection.scalars(page.with_only_columns(table.table.c[ID])))

    def rows_by_ids(self, record_type: type[R], ids: Sequence[str]) -> list[R]:
        """The records with these ids, in the order of the ids; unknown ones are left out."""
        found = {row.id: row for row in self.rows(record_type, [Condition(ID, "in", ids)])}
        return [found[id] for id in ids if id in found]

    def count(self, record_type: type[Record], where: Where = (), different: Sequence[str] = ()) -> int:
        """How many records fit; those that say the same in `different` count once."""
        table = self._tables[record_type]
        self._asked(table, where)
        if different:
            same = sa.func.coalesce(*(table.table.c[name] for name in different), table.table.c[ID])
            counted = sa.select(sa.func.count(same.distinct())).select_from(table.table)
            return self.connection.scalar(counted.where(*self._fits(table, where))) or 0
        alone = search.found_alone(self.connection, table, where)
        counted = sa.select(sa.func.count())
        if alone is not None:
            return self.connection.scalar(counted.select_from(alone.subquery())) or 0
        if not where:  # the name alone will do: a start asks this of tables it needs nothing else of
            return self.connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar() or 0
        asked = counted.select_from(table.table).where(*self._fits(table, where))
        return self.connection.scalar(asked) or 0

    def totals(
        self, record_type: type[Record], by: Sequence[str], total: Sequence[str] = (), where: Where = ()
    ) -> list[tuple[Any, ...]]:
        """One row for each combination of the fields `by`: their values, the count, each sum."""
        if self._answers is None:
            return self._summed(record_type, by, total, where)
        table, question = self._tables[record_type].name, repr((record_type, by, total, where))
        return self._answers.answer(
            self.connection, table, question, lambda: self._summed(record_type, by, total, where)
        )

    def newest(
        self,
        record_type: type[Record],
        by: Sequence[str],
        latest: str,
        total: Sequence[str] = (),
        where: Where = (),
        within: Mapping[str, str] = NOTHING_WITHIN,
    ) -> list[tuple[Any, ...]]:
        """The same of what is alike in `by` as each was told last, for figures that are cumulative."""

        def sums(names: Sequence[str], fits: Where) -> list[tuple[Any, ...]]:
            return self.totals(record_type, [*by, latest], names, fits)

        return added_newest(newest_told(sums, len(by), total, where, within), len(by))

    def as_stored(self) -> Reading:
        """Itself: here places are as they are stored."""
        return self

    def values(
        self, record_type: type[Record], name: str, where: Where = (), limit: int = 500
    ) -> list[tuple[Any, int]]:
        """The values of one field and how many records hold each, those held most first."""
        table = self._tables[record_type]
        column, counted = table.table.c[name], sa.func.count()
        asked = sa.select(column, counted).where(*self._fits(table, where)).group_by(column)
        found = self.connection.execute(
            asked.order_by(counted.desc(), sorted_by(self.connection, column)).limit(limit)
        )
        return [(value, count) for value, count in self._decoded([record_type.fields[name], None], found)]

    def _summed(
        self, record_type: type[Record], by: Sequence[str], total: Sequence[str], where: Where
    ) -> list[tuple[Any, ...]]:
        table = self._tables[record_type]
        groups = [table.table.c[name] for name in by]
        sums = [sa.func.coalesce(sa.func.sum(table.table.c[name]), 0) for name in total]
        asked = sa.select(*groups, sa.func.count(), *sums).where(*self._fits(table, where))
        known = record_type.fields
        fields = [*(known.get(name) for name in by), None, *(known[name] for name in total)]
        order = [sorted_by(self.connection, group) for group in groups]
        found = self.connection.execute(asked.group_by(*groups).order_by(*order))
        return self._decoded(fields, found)

    def totals_moved(
        self,
        record_type: type[Record],
        by: Sequence[str],
        total: Sequence[str],
        where: Where,
        moves: Mapping[str, Moves],
    ) -> list[tuple[Any, ...]]:
        """The same with the units in some fields counted where `moves` says."""
        table = self._tables[record_type]

        def work_out() -> list[tuple[Any, ...]]:
            found = self.connection.execute(
                moved_sums(self.connection, table, by, total, self._fits(table, where), moves)
            )
            kinds = [record_type.fields.get(name) for name in by]
            return self._decoded([*kinds, None, *(record_type.fields[name] for name in total)], found)

        if self._answers is None:
            return work_out()
        question = repr((record_type, by, total, where, key_of(moves)))
        return self._answers.answer(self.connection, table.name, question, work_out)

    @staticmethod
    def _decoded(fields: Sequence[Field[Any] | None], found: Iterable[Any]) -> list[tuple[Any, ...]]:
        """Rows of sums as values; columns are turned whole, most need nothing."""
        columns = list(zip(*found, strict=True))
        turned = [
            column if field is None else converted(column, inward(field))
            for field, column in zip(fields, columns, strict=False)
        ]
        return list(zip(*turned, strict=True))

    def twice(self, record_type: type[Record], query: Twice) -> Iterable[tuple[str, ...]]:
        """The ids of each group of records that are alike."""
        table = self._tables[record_type]
        asked = alike(table, query).where(*self._fits(table, query.where))
        return sorted(tuple(sorted(ids.split(" "))) for ids in self.connection.scalars(asked))

    def beside(
        self, record_type: type[Record], query: Beside, names: Sequence[str], other_names: Sequence[str]
    ) -> Iterator[tuple[Any, ...]]:
        """Some values of the records that fit and of those beside them, in the order they were made."""
        table, other = self._tables[record_type], self._tables[query.other]
        self._asked(other, ())
        asked = joined(table, other, query, names, other_names).where(*self._fits(table, query.where))
        kinds = [table.record_type.fields.get(name) for name in names]
        kinds += [query.other.fields.get(name) for name in other_names]
        for found in self.connection.execute(asked).partitions(_CHUNK):
            yield from self._decoded(kinds, found)

    def supports(
        self,
        households: Collection[str] | None = None,
        *,
        kinds: Collection[str] = (),
        beside: tuple[type[Record], Collection[str]] | None = None,
        at_least: int = 1,
    ) -> Iterator[Supported]:
        """What households received in all components, household by household, by date."""
        for table in self._tables:
            self._asked(table, ())
        return supporting.supports(self.connection, self._tables, households, kinds, beside, at_least)

    def names(self, record_type: type[Record], ids: Iterable[str]) -> dict[str, str]:
        """How referenced records are shown, by id."""
        table = self._tables[record_type]
        shown = [name for name in record_type.shown_by if name in table.codec.fields]
        columns = [table.table.c[name] for name in shown]
        asked = sa.select(table.table.c[ID], *columns).where(among(table.table.c[ID], list(set(ids))))
        found = [tuple(row) for row in self.connection.execute(asked)]
        parts = [
            self._shown(table.codec.fields[name], [row[position] for row in found])
            for position, name in enumerate(shown, 1)
        ]
        if not parts:
            return {row[0]: _("(không tên)") for row in found}
        return {
            row[0]: ", ".join(filter(None, texts)) or _("(không tên)")
            for row, texts in zip(found, zip(*parts, strict=True), strict=True)
        }

    def find_by_key(self, record: Record) -> str | None:
        """The id of the stored record with the same key."""
        return self.find_by_keys([record])[0]

    def find_by_keys(self, records: Sequence[Record]) -> list[str | None]:
        """For each record the id of the oldest stored one with the same key, texts by their writing.

        One that lasts goes before one that has ended.
        """
        if not records:
            return []
        table = self._tables[type(records[0])]
        keys = table.keys_of(records)
        if not table.key:
            return [None] * len(records)
        self._asked_by_key(table)
        columns = table.table.c
        asked = (
            sa.select(columns[KEY], columns[ID])
            .where(among(columns[KEY], [key for key in keys if key is not None]))
            .order_by(*self._ended_first(table), columns[SEQ].desc())
        )
        oldest: dict[str, str] = dict(map(tuple, self.connection.execute(asked)))
        return [None if key is None else oldest.get(key) for key in keys]

    @staticmethod
    def _ended_first(table: RecordTable) -> list[sa.ColumnElement[Any]]:
        ended = table.record_type.lasts[1]
        return [table.table.c[ended].is_(None)] if ended else []

    def stored_after(self, table: RecordTable, seq: int, limit: int) -> Lot:
        """The next stored rows by their numbers, for work that goes through all of them."""
        asked = (
            sa.select(table.table).where(table.table.c[SEQ] > seq).order_by(table.table.c[SEQ]).limit(limit)
        )
        return Lot.joined(table.names, list(lots_of(self.connection, table, asked)))

    def _shown(self, field: Field[Any], kept: Sequence[Any]) -> list[str]:
        target = self._tables.target(field) if isinstance(field, Reference) else None
        if target is not None:
            names = self.names(target.record_type, {id for id in kept if id is not None})
            return [names.get(id, "") if id is not None else "" for id in kept]
        return [field.format(field.from_store(value)) for value in kept]

    def _fits(self, table: RecordTable, where: Where) -> list[sa.ColumnElement[bool]]:
        self._asked(table, where)
        return [fitting(self.connection, table, condition) for condition in where]

    def _asked(self, table: RecordTable, where: Where) -> None:
        """Hears what is going to be asked; whoever writes meanwhile has something to do before."""

    def _asked_by_key(self, table: RecordTable) -> None:
        """The same where only keys are going to be compared."""

    def _page(
        self, table: RecordTable, where: Where, sort: Sequence[Sort], limit: int | None, offset: int
    ) -> sa.Select[Any]:
        """The query of a page; a limited one finds its rows in the index alone before it reads them."""
        columns = table.table.c
        order = self._order(table, sort)
        asked = sa.select(table.table).order_by(*order)
        if limit is None and not offset:
            return asked.where(*self._fits(table, where))
        self._asked(table, where)
        page = None if sort else search.found_alone(self.connection, table, where)
        if page is not None:
            page, asked = page.order_by(sa.column("rowid")), asked.order_by(None).order_by(columns[SEQ])
        else:
            page = sa.select(columns[SEQ]).where(*self._fits(table, where)).correlate(None)
            if limit is not None and offset > _FAR:
                return asked.where(columns[SEQ].in_(self._far_page(table, where, sort, page, limit, offset)))
            page = page.order_by(*order)
        return asked.where(columns[SEQ].in_(page.limit(limit).offset(offset)))

    def _far_page(
        self,
        table: RecordTable,
        where: Where,
        sort: Sequence[Sort],
        page: sa.Select[Any],
        limit: int,
        offset: int,
    ) -> sa.Select[Any]:
        """The numbers of a page far down, counted from the end where that is nearer."""
        after = self.count(table.record_type, where) - offset
        if after >= offset:
            return page.order_by(*self._order(table, sort)).limit(limit).offset(offset)
        backwards = self._order(table, sort, backwards=True)
        first = max(after - limit, 0)
        return page.order_by(*backwards).limit(max(after - first, 0)).offset(first)

    def _order(
        self, table: RecordTable, sort: Sequence[Sort], *, backwards: bool = False
    ) -> list[sa.ColumnElement[Any]]:
        return in_order(self.connection, self._tables, table, sort, backwards=backwards)
