"""The decision that a list's title names, offered for all its rows and taken for none; reads no row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from desktop.declare.dates import show_date
from desktop.declare.fields import Date, Text
from desktop.declare.records import Record
from desktop.declare.text import _, fold_words
from desktop.declare.values import plain_value
from desktop.excel.above import columns_of
from desktop.excel.found import FoundTable
from desktop.excel.headings import text_of
from desktop.shared.authorities import is_central
from desktop.workspace.import_places import title_of

_DECISION = re.compile(
    r"(?:quyết định|\bqđ)(?: phê duyệt)?\s+số\s*:?\s*(?P<number>\d+[a-zđ]?\s*/\s*QĐ\s*-\s*(?P<by>[\w&.-]*\w))"
    r"(?:[,;]?\s+(?:ký\s+)?ngày\s+(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?",
    re.IGNORECASE,
)
"""A number with its year (`24/2021/QĐ-UBND`) is that of a rule, and of no list."""

_NUMBERS = {"so quyet dinh", "quyet dinh so", "so qd"}
_DAYS = {"ngay quyet dinh", "ngay qd", "ngay phe duyet"}


@plain_value
class TitledDecision:
    """One decision of a title: what it is called, and the values of the fields that no column fills."""

    says: str
    values: dict[str, Any]


def decisions_of_title(table: FoundTable) -> list[TitledDecision]:
    """The decisions that the lines above a table name, those that are given already left out."""
    found = []
    for says, number, day in _named(title_of(table)):
        values = _left_to_tell(table, number, day)
        if any(table.given.get(name) != value for name, value in values.items()):
            found.append(TitledDecision(says, values))
    return found


def tell_decisions(table: FoundTable) -> None:
    """Say which decision could be that of all rows."""
    if decisions := decisions_of_title(table):
        says = _("Tiêu đề ghi quyết định {named}: nếu là của mọi dòng, chọn ở bước Cột.")
        table.notes.append(says.format(named="; ".join(each.says for each in decisions)))


def without_decision(record_type: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values for all rows but those of a decision: it is of one list alone, and of no next one."""
    own = decision_fields(record_type)
    return {name: value for name, value in values.items() if name not in own}


def decision_fields(record_type: type[Record]) -> tuple[str, str]:
    """The fields of a decision's number and day; empty where there is none."""
    return _headed(record_type, Text, _NUMBERS), _headed(record_type, Date, _DAYS)


def _left_to_tell(table: FoundTable, number: str, day: date | None) -> dict[str, Any]:
    """The values of a decision that nothing in the table fills; none where a row may be of another decision.

    A row that leaves its number empty may be; a day that is left empty belongs to its number.
    """
    assert table.record_type is not None
    number_field, day_field = decision_fields(table.record_type)
    numbers, days = _said(table, number_field), _said(table, day_field)
    if numbers is not None and any(_number(each) != number.upper() for each in numbers):
        return {}
    if days is not None and day is not None and any(_day(each) != day for each in days if text_of(each)):
        return {}
    told = ((number_field, numbers, number), (day_field, days, day))
    return {name: value for name, said, value in told if name and said is None and value}


def _said(table: FoundTable, name: str) -> Sequence[Any] | None:
    """What the rows of a table say of a field; None where nothing in the table fills it."""
    column = table.column_of(name) if name else 0
    if column:
        return columns_of(table, table.data_rows).get(column, [])
    if name in table.constants:
        return [table.constants[name]]
    named = [table.outline.get(row, {}).get(name) for row in table.data_rows]
    return named if any(named) else None


def _number(written: object) -> str:
    return re.sub(r"\s+", "", text_of(written)).upper()


def _headed(record_type: type[Record], kind: type[Text | Date], words: set[str]) -> str:
    """The field that a column of just these words would fill."""
    for name, declared in record_type.fields.items():
        own = {fold_words(each) for each in (declared.label, *declared.headings)}
        if isinstance(declared, kind) and own & words:
            return name
    return ""


def _named(title: str) -> Iterator[tuple[str, str, date | None]]:
    """Each decision of a title, once: as it is said, its number and its day."""
    seen: set[str] = set()
    for found in _DECISION.finditer(title):
        number = re.sub(r"\s+", "", found["number"])
        # What the centre decided is the programme; it approves the list of no commune.
        if number.upper() in seen or is_central(found["by"]):
            continue
        seen.add(number.upper())
        day = _day(found["day"])
        shown = _("số {number} ngày {day}").format(number=number, day=show_date(day)) if day else number
        yield shown, number, day


def _day(written: Any) -> date | None:
    try:
        return Date("").parse(written)
    except ValueError:
        return None
