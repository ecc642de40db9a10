"""Answers in SQL what households received in all components, from what each record type declares."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from desktop.declare.dates import date_from_iso
from desktop.declare.fields import Details, Field, Reference
from desktop.declare.records import Record
from desktop.declare.supports import SOURCES, Support, Supported
from desktop.storage.conditions import fitting
from desktop.storage.engines import among
from desktop.storage.tables import ID, PARENT, RecordTable, Tables

_HOUSEHOLD = "household"
_TOLD = (_HOUSEHOLD, "number", "record", "kind", "day", "year", "received", "decision", "programme")
Declared = tuple[RecordTable, Support]


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
    parts = [
        part
        for number, one in enumerate(declared)
        if (part := _Part(connection, tables, one).select(number, kinds)) is not None
    ]
    if not parts:
        return
    told = sa.union_all(*parts).cte("told")
    asked = sa.select(told).order_by(told.c.household, told.c.day, told.c.record)
    if households is not None:
        asked = asked.where(among(told.c.household, list(households)))
    if beside is not None:
        asked = asked.where(told.c.household.in_(_households_of(connection, tables, beside)))
    if at_least > 1:
        often = sa.select(told.c.household).group_by(told.c.household).having(sa.func.count() >= at_least)
        asked = asked.where(told.c.household.in_(often))
    for row in connection.execute(asked):
        yield _supported(declared[row.number], row)


def _households_of(
    connection: sa.Connection, tables: Tables, beside: tuple[type[Record], Collection[str]]
) -> sa.Select[Any] | sa.CompoundSelect[Any]:
    record_type, ids = beside
    table = tables[record_type]
    parts = [_Part(connection, tables, (table, support)) for support in record_type.supports]
    found = [part.households().where(among(table.table.c[ID], list(ids))) for part in parts if part.leads]
    return sa.union(*found) if found else sa.select(sa.null())


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
        self.leads = target is not None
        self.household: sa.ColumnElement[Any] = self.rows.c[self.support.whom]
        if target is not None and _HOUSEHOLD in target.table.c:
            person = target.table.alias()
            self.source = self.source.join(person, person.c[ID] == self.household)
            self.household = person.c[_HOUSEHOLD]

    def households(self) -> sa.Select[Any]:
        """The households of all its records."""
        return sa.select(self.household).select_from(self.source)

    def select(self, number: int, kinds: Collection[str]) -> sa.Select[Any] | None:
        """All its supports; None where it can tell none of these kinds."""
        known = self.support.kinds(self.table.record_type)
        if not self.leads or (kinds and not set(kinds) & set(known)):
            return None
        own = self.table.table.c
        chosen = own.get(self.support.kind)
        values: Sequence[Any] = (
            self.household,
            sa.literal(number, sa.Integer),
            own[ID],
            sa.literal(self.support.kind, sa.Text) if chosen is None else chosen,
            self._value(self.support.on),
            self._year(),
            self._received(),
            self._value(self.support.decision),
            self._programme(),
        )
        columns = [value.label(name) for name, value in zip(_TOLD, values, strict=True)]
        amounts = [self._amount(source).label(_column(source)) for source in SOURCES]
        asked = sa.select(*columns, *amounts).select_from(self.source).where(self.household.is_not(None))
        asked = asked.where(*self._fits(self.support.where))
        return asked if chosen is None or not kinds else asked.where(chosen.in_(sorted(kinds)))

    def _value(self, name: str) -> sa.ColumnElement[Any]:
        return self.table.table.c[name] if name else sa.null()

    def _programme(self) -> sa.ColumnElement[Any]:
        """The scheme as the record holds it; of a referenced one the first field that names it."""
        kept = self._value(self.support.programme)
        scheme = self.table.record_type.fields.get(self.support.programme)
        target = self.tables.target(scheme) if isinstance(scheme, Reference) else None
        if target is None or not target.record_type.shown_by:
            return sa.null() if isinstance(scheme, Reference) else kept
        other = target.table.alias()
        named = sa.select(other.c[target.record_type.shown_by[0]]).where(other.c[ID] == kept)
        return named.scalar_subquery()

    def _year(self) -> sa.ColumnElement[Any]:
        of_day = sa.cast(sa.func.substr(self._value(self.support.on), 1, 4), sa.Integer)
        if not self.support.year:
            return of_day if self.support.on else sa.null()
        return sa.func.coalesce(self._value(self.support.year), of_day)

    def _received(self) -> sa.ColumnElement[Any]:
        fits = self._fits(self.support.received)
        return sa.case((sa.and_(*fits), 1), else_=0) if fits else sa.literal(1, sa.Integer)

    def _amount(self, source: str) -> sa.ColumnElement[Any]:
        name = self.support.amounts.get(source)
        return self.rows.c[name] if name else sa.null()

    def _fits(self, where: Sequence[Any]) -> list[sa.ColumnElement[bool]]:
        return [fitting(self.connection, self.table, condition) for condition in where]


def _reference(record_type: type[Record], support: Support) -> Reference:
    held = record_type.fields.get(support.through)
    found: Field[Any] = (held.of if isinstance(held, Details) else record_type).fields[support.whom]
    assert isinstance(found, Reference)
    return found


def _column(source: str) -> str:
    return f"from_{source}"


def _shown(scheme: Field[Any] | None, kept: str | None) -> str:
    if scheme is None or not kept:
        return ""
    return kept if isinstance(scheme, Reference) else scheme.format(scheme.from_store(kept))


def _supported(declared: Declared, row: Any) -> Supported:
    table, support = declared
    kept = row._mapping
    amounts = {source: kept[_column(source)] for source in SOURCES if kept[_column(source)] is not None}
    return Supported(
        household=row.household,
        record_type=table.record_type,
        record=row.record,
        support=support,
        kind=row.kind or "",
        on=date_from_iso(row.day) if row.day else None,
        year=row.year,
        amounts=amounts,
        received=bool(row.received),
        decision=row.decision or "",
        programme=_shown(table.record_type.fields.get(support.programme), row.programme),
    )
