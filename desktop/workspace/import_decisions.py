"""The decision that a list's title names, offered for all its rows and taken for none; reads no row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from desktop.declare.dates import show_date
from desktop.declare.fields import Date, Text
from desktop.declare.records import Record
from desktop.declare.text import _, fold_words
from desktop.declare.values import plain_value
from desktop.excel.found import FoundTable
from desktop.workspace.import_places import title_of

_DECISION = re.compile(
    r"(?:quyết định|\bqđ)(?: phê duyệt)?\s+số\s*:?\s*(?P<number>\d+[a-zđ]?\s*/\s*QĐ\s*-\s*(?P<by>[\w&.-]*\w))"
    r"(?:[,;]?\s+(?:ký\s+)?ngày\s+(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?",
    re.IGNORECASE,
)
"""A number with its year (`24/2021/QĐ-UBND`) is that of a rule, and of no list."""

_CENTRAL = re.compile(r"TTg$|CP$|UBDT|B(?!CĐ|QL)[A-ZĐ]{2}")
"""What the centre decided is the programme; it approves the list of no commune."""

_NUMBERS = {"so quyet dinh", "quyet dinh so", "so qd"}
_DAYS = {"ngay quyet dinh", "ngay qd", "ngay phe duyet"}


@plain_value
class TitledDecision:
    """One decision of a title: what it is called, and the values of the fields that no column fills."""

    says: str
    values: dict[str, Any]


def decisions_of_title(table: FoundTable) -> list[TitledDecision]:
    """The decisions that the lines above a table name, those that are given already left out."""
    number, day = _fields_of(table)
    found = []
    for says, values in _named(title_of(table)):
        told = {name: value for name, value in zip((number, day), values, strict=True) if name and value}
        if told and any(table.given.get(name) != value for name, value in told.items()):
            found.append(TitledDecision(says, told))
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


def _fields_of(table: FoundTable) -> tuple[str, str]:
    """The fields of a decision that nothing in the table fills; empty where something does."""
    told = {column.field for column in table.columns} | set(table.constants)
    told |= {name for outline in table.outline.values() for name in outline}
    assert table.record_type is not None
    number, day = decision_fields(table.record_type)
    return "" if number in told else number, "" if day in told else day


def _headed(record_type: type[Record], kind: type[Text | Date], words: set[str]) -> str:
    """The field that a column of just these words would fill."""
    for name, declared in record_type.fields.items():
        own = {fold_words(each) for each in (declared.label, *declared.headings)}
        if isinstance(declared, kind) and own & words:
            return name
    return ""


def _named(title: str) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Each decision of a title, once: as it is said, its number and its day."""
    said: set[str] = set()
    for found in _DECISION.finditer(title):
        number = re.sub(r"\s+", "", found["number"])
        if number in said or _CENTRAL.match(found["by"]):
            continue
        said.add(number)
        day = _day(found["day"])
        shown = _("số {number} ngày {day}").format(number=number, day=show_date(day)) if day else number
        yield shown, (number, day)


def _day(written: str | None) -> Any:
    try:
        return Date("").parse(written)
    except ValueError:
        return None
