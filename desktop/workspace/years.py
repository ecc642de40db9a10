"""Which field says of which year a record is, and the conditions that ask for one; asks nothing itself."""

from __future__ import annotations

from datetime import date

from desktop.declare.fields import Date, Integer
from desktop.declare.reading import Condition, Where
from desktop.declare.records import Record

_YEARS = ("budget_year", "year", "plan_year")


def year_field(record_type: type[Record]) -> str:
    """The field that says of which year a record is: a year, or the day its support was approved."""
    fields = record_type.stored_fields()
    told = [name for support in record_type.supports for name in (support.year, support.on)]
    known = [name for name in (*_YEARS, *told) if name in fields]
    dates = [name for name, field in fields.items() if isinstance(field, Date) and field.required]
    return next(iter([*known, *dates]), "")


def of_year(record_type: type[Record], year: int | None) -> Where:
    """The conditions of a year; none where the type does not say of which year its records are."""
    name = year_field(record_type) if year else ""
    if not year or not name:
        return ()
    if isinstance(record_type.fields.get(name), Integer):
        return (Condition(name, "is", year),)
    return (Condition(name, "from", date(year, 1, 1)), Condition(name, "to", date(year, 12, 31)))
