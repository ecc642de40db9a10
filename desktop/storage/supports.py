"""Answers in SQL what households received in all components, from what each record type declares."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from desktop.declare.dates import date_from_iso
from desktop.declare.fields import Details, Field, Reference
from desktop.declare.records import Record
from desktop.declare.supports import SOURCES, Support, Supported
from desktop.storage.conditions import fitting
from desktop.storage.dialects import among, each_of, sorted_by
from desktop.storage.tables import ID, PARENT, RecordTable, Tables

_HOUSEHOLD = "household"
_TOLD = (_HOUSEHOLD, "number", "record", "kind", "day", "year", "received", "paid", "decision", "programme")
_KINDS = "kinds"
_NO_TEXT, _NO_NUMBER = sa.cast(sa.null(), sa.Text), sa.cast(sa.null(), sa.BigInteger)
"""Nothing, of the kind that stands in the same column where another type says something."""
Declared = tuple[RecordTable, Support]
_worded: WeakKeyDictionary[Tables, dict[tuple[object, ...], sa.Select[Any]]] = WeakKeyDictionary()
"""The questions that were asked over all households of a database."""


def supports(
    connection: sa.Connection,
    tables: Tables,
    households: Collection[str] | None,
    kinds: Collection[str],
    beside: tuple[type[Record], Collection[str]] | None,
    at_least: int,
) -> Iterator[Supported]:
    """What the households of `Reader.supports` received, household by household."""
    declared = [(table, support) for table in tables for support in table.record_type.supports]
    telling = tuple(number for number, one in enumerate(declared) if _may_tell(tables, one, kinds))
    if not telling:
        return
    wanted: list[sa.Select[Any]] = []
    if households is not None:
        wanted.append(each_of(households))
    if beside is not None:
        wanted.append(sa.select(_households_of(connection, tables, beside).subquery()))
    # Over all households one question is asked of many kinds: to word it takes as long as it does few rows.
    worded = _worded.setdefault(tables, {}) if not wanted else {}
    asked = worded.get((telling, bool(kinds), at_least))
    if asked is None:
        parts = [(number, _Part(connection, tables, declared[number])) for number in telling]
        asked = _question(parts, bool(kinds), wanted, at_least)
        worded[telling, bool(kinds), at_least] = asked
    for row in connection.execute(asked, {_KINDS: sorted(kinds)} if kinds else None):
        yield _supported(declared[row[1]], tuple(row))


def _question(
    parts: Sequence[tuple[int, _Part]], of_kinds: bool, wanted: Sequence[sa.Select[Any]], at_least: int
) -> sa.Select[Any]:
    """What the households that all of `wanted` name received."""
    if at_least > 1:
        # Households alone are counted first: what they received is then read of few. Several parts come in
        # order, so that the database counts while it merges them and sorts none.
        each = [part.households(of_kinds, wanted) for _number, part in parts]
        slim = (each[0] if len(each) == 1 else sa.union_all(*each).order_by(_HOUSEHOLD)).subquery()
        counted = sa.select(slim.c.household).group_by(slim.c.household).having(sa.func.count() >= at_least)
        wanted = [sa.select(counted.cte("often"))]
    told = sa.union_all(*(part.select(number, of_kinds, wanted) for number, part in parts)).subquery()
    by = (told.c[name] for name in (_HOUSEHOLD, "day", "record"))
    return sa.select(told).order_by(*(sorted_by(parts[0][1].connection, column) for column in by))


def _households_of(
    connection: sa.Connection, tables: Tables, beside: tuple[type[Record], Collection[str]]
) -> sa.CompoundSelect[Any]:
    record_type, ids = beside
    table = tables[record_type]
    declared = ((table, support) for support in record_type.supports)
    parts = [_Part(connection, tables, one) for one in declared if _may_tell(tables, one, ())]
    found = [part.households().where(among(table.table.c[ID], list(ids))) for part in parts]
    return sa.union(*(found or [sa.select(_NO_TEXT.label(_HOUSEHOLD))]))


def _may_tell(tables: Tables, declared: Declared, kinds: Collection[str]) -> bool:
    """Whether it leads to households here, and any of its supports can be of one of these kinds."""
    table, support = declared
    leads = tables.target(_reference(table.record_type, support)) is not None
    return leads and (not kinds or not set(kinds).isdisjoint(support.kinds(table.record_type)))


class _Part:
    """One declaration of support as a query of its own."""

    def __init__(self, connection: sa.Connection, tables: Tables, declared: Declared) -> None:
        self.connection, self.tables = connection, tables
        self.table, self.support = declared
        own = self.table.table
        self.source: sa.FromClause = own
        self.rows: sa.FromClause = own
        if self.support.through:
            self.rows = self.table.details[self.support.through].table
            self.source = own.join(self.rows, self.rows.c[PARENT] == own.c[ID])
        target = tables.target(_reference(self.table.record_type, self.support))
        self.household: sa.ColumnElement[Any] = self.rows.c[self.support.whom]
        if target is not None and _HOUSEHOLD in target.codec.fields:
            person = target.table.alias()
            self.source = self.source.join(person, person.c[ID] == self.household)
            self.household = person.c[_HOUSEHOLD]
        self.chosen = self._chosen()

    def _chosen(self) -> sa.ColumnElement[Any] | None:
        """The column that says the kind, here or in the record it leads to; None where all are of one."""
        led, _dot, name = self.support.kind.rpartition(".")
        if not led:
            return self.table.table.c.get(name)
        reference = self.table.record_type.fields[led]
        target = self.tables.target(reference) if isinstance(reference, Reference) else None
        if target is None:
            return _NO_TEXT
        other = target.table.alias()
        self.source = self.source.outerjoin(other, other.c[ID] == self.table.table.c[led])
        return other.c[name]

    def households(self, of_kinds: bool = False, wanted: Sequence[sa.Select[Any]] = ()) -> sa.Select[Any]:
        """The household of each of its supports."""
        return self._narrowed(sa.select(self.household.label(_HOUSEHOLD)), of_kinds, wanted)

    def _narrowed(
        self, asked: sa.Select[Any], of_kinds: bool, wanted: Sequence[sa.Select[Any]]
    ) -> sa.Select[Any]:
        asked = asked.select_from(self.source).where(self.household.is_not(None))
        asked = asked.where(*self._fits(self.support.where), *(self.household.in_(one) for one in wanted))
        if self.chosen is None or not of_kinds:
            return asked
        # Written out: of a kind that stands there the database knows how many rows tell of it and begins
        # with these where they are few; of a parameter it knows nothing and goes through all households.
        told: sa.BindParameter[Any] = sa.bindparam(_KINDS, expanding=True, literal_execute=True)
        return asked.where(self.chosen.in_(told))

    def select(self, number: int, of_kinds: bool, wanted: Sequence[sa.Select[Any]]) -> sa.Select[Any]:
        """Its supports of the kinds asked for, of the households that all of `wanted` name."""
        own = self.table.table.c
        values: Sequence[Any] = (
            self.household,
            sa.literal(number, sa.Integer),
            own[ID],
            sa.literal(self.support.kind, sa.Text) if self.chosen is None else self.chosen,
            self._value(self.support.on),
            self._year(),
            self._received(),
            self._money(self.support.paid),
            self._value(self.support.decision),
            self._programme(),
        )
        columns = [value.label(name) for name, value in zip(_TOLD, values, strict=True)]
        amounts = [
            self._money(self.support.amounts.get(source, "")).label(f"from_{source}") for source in SOURCES
        ]
        return self._narrowed(sa.select(*columns, *amounts), of_kinds, wanted)

    def _value(self, name: str) -> sa.ColumnElement[Any]:
        return self.table.table.c[name] if name else _NO_TEXT

    def _programme(self) -> sa.ColumnElement[Any]:
        """The scheme as the record holds it; of a referenced one the first field that names it."""
        kept = self._value(self.support.programme)
        scheme = self.table.record_type.fields.get(self.support.programme)
        target = self.tables.target(scheme) if isinstance(scheme, Reference) else None
        if target is None or not target.record_type.shown_by:
            return _NO_TEXT if isinstance(scheme, Reference) else kept
        other = target.table.alias()
        named = sa.select(other.c[target.record_type.shown_by[0]]).where(other.c[ID] == kept)
        return named.scalar_subquery()

    def _year(self) -> sa.ColumnElement[Any]:
        of_day = sa.cast(sa.func.substr(self._value(self.support.on), 1, 4), sa.Integer)
        if not self.support.year:
            return of_day if self.support.on else _NO_NUMBER
        return sa.func.coalesce(self._value(self.support.year), of_day)

    def _received(self) -> sa.ColumnElement[Any]:
        tests = [sa.and_(*fits)] if (fits := self._fits(self.support.received)) else []
        if self.support.paid:
            tests.append(self._money(self.support.paid) >= 1)
        return sa.case((sa.or_(*tests), 1), else_=0) if tests else sa.literal(1, sa.Integer)

    def _money(self, name: str) -> sa.ColumnElement[Any]:
        return self.rows.c[name] if name else _NO_NUMBER

    def _fits(self, where: Sequence[Any]) -> list[sa.ColumnElement[bool]]:
        return [fitting(self.connection, self.table, condition) for condition in where]


def _reference(record_type: type[Record], support: Support) -> Reference:
    held = record_type.fields.get(support.through)
    found: Field[Any] = (held.of if isinstance(held, Details) else record_type).fields[support.whom]
    assert isinstance(found, Reference)
    return found


def _shown(scheme: Field[Any] | None, kept: str | None) -> str:
    if scheme is None or not kept:
        return ""
    return kept if isinstance(scheme, Reference) else scheme.format(scheme.from_store(kept))


def _supported(declared: Declared, row: Sequence[Any]) -> Supported:
    table, support = declared
    household, _number, record, kind, day, year, received, paid, decision, programme, *money = row
    return Supported(
        household=household,
        record_type=table.record_type,
        record=record,
        support=support,
        kind=kind or "",
        on=date_from_iso(day) if day else None,
        year=year,
        amounts={source: amount for source, amount in zip(SOURCES, money, strict=True) if amount is not None},
        received=bool(received),
        paid=paid,
        decision=decision or "",
        programme=_shown(table.record_type.fields.get(support.programme), programme),
    )
