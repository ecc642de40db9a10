"""One condition on records, as SQL; runs nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from desktop.declare.dates import PartialDate, first_day, last_day
from desktop.declare.fields import Computed, Field
from desktop.declare.reading import Condition
from desktop.declare.text import fold
from desktop.storage.dialects import among, folded
from desktop.storage.moving import is_seen_at
from desktop.storage.search import matches
from desktop.storage.shown_texts import shown_as, spoken_fields
from desktop.storage.tables import CHANGED_IN, FOLD, ID, PARENT, SEARCH, RecordTable, is_date, is_text


def fitting(connection: sa.Connection, table: RecordTable, condition: Condition) -> sa.ColumnElement[bool]:
    """The condition in SQL. A field the type does not have is a bug and raises `KeyError`."""
    name, test, value = condition.field, condition.test, condition.value
    if not name:
        return matches(connection, table, str(value or ""))
    if name in table.details:
        return _has_details(table, name, test)
    held, _dot, of_row = name.partition(".")
    if held in table.details:
        return _has_row(table, held, of_row, test, value)
    if name in (ID, CHANGED_IN):
        return _compare(table.table.c[name], test, value, lambda one: one)
    if test == "seen_at":
        return is_seen_at(table, name, value)
    field = table.codec.fields[name]
    column = table.table.c[name]
    if test == "contains":
        text = fold(str(value or ""))
        stored = _containing(table, name, text)
        if name not in spoken_fields(table):
            return stored
        return sa.or_(stored, shown_as(connection, table, name, lambda shown: text in shown))
    if test in ("from", "to"):
        return _bound(table, field, test, value)
    if test == "begins_by":
        return sa.or_(column.is_(None), _bound(table, field, "to", value))
    if test == "ends_after":
        return sa.or_(column.is_(None), sa.not_(_bound(table, field, "to", value)))
    if test in ("empty", "filled") and is_text(field):
        empty = sa.or_(column.is_(None), column == "")
        return empty if test == "empty" else sa.not_(empty)
    exact = _compare(column, test, value, field.to_store)
    if name in table.folded and _is_plain(test, value):
        # The index stands on the folded twin: it narrows what is then compared letter by letter.
        twin = table.table.c[name + FOLD]
        return sa.and_(exact, _compare(twin, test, value, fold))
    return exact


def _containing(table: RecordTable, name: str, text: str) -> sa.ColumnElement[bool]:
    columns = table.table.c
    if name in table.folded:
        return columns[name + FOLD].contains(text, autoescape=True)
    exact = folded(columns[name]).contains(text, autoescape=True)
    if name not in table.searched or not is_text(table.codec.fields[name]):
        return exact
    # Folding while reading is slow: it is left to the rows of which some text holds what is sought.
    return sa.and_(columns[SEARCH].contains(text, autoescape=True), exact)


def _is_plain(test: str, value: Any) -> bool:
    return (test == "is" and bool(value)) or (test == "in" and all(value))


def _compare(column: sa.ColumnElement[Any], test: str, value: Any, keep: Any) -> sa.ColumnElement[bool]:
    if test == "empty" or (test == "is" and value is None):
        return column.is_(None)
    if test == "filled" or (test == "is_not" and value is None):
        return column.is_not(None)
    if test == "is":
        return sa.and_(column == keep(value))
    if test == "is_not":
        return sa.or_(column != keep(value), column.is_(None))
    if test == "in":
        held = among(column, [keep(one) for one in value if one is not None])
        return sa.or_(held, column.is_(None)) if None in value else held
    raise ValueError(f"no test {test!r}")


def _has_details(table: RecordTable, name: str, test: str) -> sa.ColumnElement[bool]:
    rows = table.details[name].table
    held = sa.exists().where(rows.c[PARENT] == table.table.c[ID])
    return sa.not_(held) if test == "empty" else held


def _has_row(table: RecordTable, name: str, of_row: str, test: str, value: Any) -> sa.ColumnElement[bool]:
    """Whether a row it owns fits: the rows are gone through once, not once for each record."""
    detail = table.details[name]
    columns = detail.table.c
    fits = _compare(columns[of_row], test, value, detail.codec.fields[of_row].to_store)
    return table.table.c[ID].in_(sa.select(columns[PARENT]).where(fits))


def _bound(table: RecordTable, field: Field[Any], test: str, value: Any) -> sa.ColumnElement[bool]:
    column = table.table.c[table.sort_name(field.name)]
    if is_date(field):
        limit = _least(value) if test == "from" else last_day(value).isoformat()
    elif field.name in table.folded:
        limit = table.order_of(field.name)(value)
    else:
        limit = (field.kind_of if isinstance(field, Computed) else field).to_store(value)
    return column >= limit if test == "from" else column <= limit


def _least(value: date | PartialDate) -> str:
    """The smallest stored text of a date on or after a day: a year alone stands at its first of January."""
    day = first_day(value)
    if day.day > 1:
        return day.isoformat()
    return f"{day.year:04d}-{day.month:02d}" if day.month > 1 else f"{day.year:04d}"
