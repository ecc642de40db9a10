"""Rows that records own, on a sheet of their own beside them: each names its record; knows no store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.declare.fields import MASK, Details, Field, Reference
from desktop.declare.records import Record
from desktop.declare.text import _, spelling, translate
from desktop.excel.cells import SheetCells, Value
from desktop.excel.dressing import Column, Options, Sheet
from desktop.excel.parsed import ParsedTable
from desktop.excel.row_values import Hides, Names, rows_of
from desktop.excel.stamps import ID_HEADING, OWNER_HEADING, Stamp
from desktop.excel.templates import dressed_columns, fields_of

_LONGEST_NAME = 31


def owned_fields(record_type: type[Record]) -> dict[str, Details]:
    """The fields whose rows stand on sheets of their own."""
    return {name: field for name, field in record_type.fields.items() if isinstance(field, Details)}


def owned_names(record_type: type[Record], taken: str) -> dict[str, str]:
    """Field → the name of its sheet; none is that of the records' own sheet."""
    names: dict[str, str] = {}
    for name, field in owned_fields(record_type).items():
        title = "".join(letter for letter in translate(field.label) if letter not in "[]:*?/\\'")
        title = title[:_LONGEST_NAME].strip() or name
        used = {spelling(each) for each in (taken, *names.values())}
        if spelling(title) in used:
            title = f"{title[: _LONGEST_NAME - 4].strip()} ({len(names) + 2})"
        names[name] = title
    return names


def owned_sheets(
    record_type: type[Record],
    sheets: Mapping[str, str],
    owners: Callable[[], Iterable[Record]],
    names: Names,
    hides: Hides,
    lists: dict[str, Options],
) -> Iterator[Sheet]:
    """A sheet for each field of `sheets` (field → name); `owners` gives the records anew for each."""
    for name, field in owned_fields(record_type).items():
        fields = fields_of(field.of, with_computed=True)
        own: dict[str, Options] = {}
        dressed = dressed_columns(field.of, fields, own, {})
        # A list of one name may be another one in the sheet of the records.
        lists.update({f"{name}.{each}": options for each, options in own.items()})
        columns = [
            Column(ID_HEADING, is_hidden=True, width=38),
            Column(OWNER_HEADING, width=24, note=_("Dòng này của hồ sơ nào: ghi đúng như ở trang kia.")),
            *(
                replace(column, kind="text", note=_("Đã che thông tin cá nhân."), choices="")
                if hides(each)
                else replace(column, choices=f"{name}.{column.choices}" if column.choices else "")
                for column, each in zip(dressed, fields.values(), strict=True)
            ),
        ]
        yield Sheet(
            sheets[name],
            columns,
            rows=_rows(record_type, name, fields, owners, names, hides),
            titles=[translate(field.label).upper()],
            frozen_columns=2,
        )


def _rows(
    record_type: type[Record],
    name: str,
    fields: Mapping[str, Field[Any]],
    owners: Callable[[], Iterable[Record]],
    names: Names,
    hides: Hides,
) -> Iterator[list[Value]]:
    shown = {each: record_type.fields[each] for each in record_type.shown_by}
    for owner in owners():
        own = getattr(owner, name)
        if own:
            label = shown_as(next(iter(_texts([owner], shown, names, hides))))
            for _id, *values in rows_of(fields, own, names, hides):
                yield [owner.id, label, *values]


def _texts(
    records: Iterable[Record], shown: Mapping[str, Field[Any]], names: Names, hides: Hides
) -> Iterator[list[str]]:
    for record in records:
        texts = []
        for name, field in shown.items():
            value = getattr(record, name)
            if value and hides(field):
                texts.append(MASK)
            elif isinstance(field, Reference) and value:
                texts.append(names(field, {value}).get(value, ""))
            else:
                texts.append(field.format(value))
        yield texts


def shown_as(texts: Sequence[str]) -> str:
    """How a record is named beside the rows it owns, of what its own columns show."""
    return " · ".join(filter(None, texts))


def part_owned(sheets: Sequence[SheetCells], stamp: Stamp) -> tuple[list[SheetCells], dict[str, SheetCells]]:
    """The sheets of the records themselves, and by field those of the rows they own."""
    by_sheet = {sheet: name for name, sheet in stamp.owned}
    own = {by_sheet[sheet.name]: sheet for sheet in sheets if sheet.name in by_sheet}
    return [sheet for sheet in sheets if sheet.name not in by_sheet], own


def owners_of(parsed: ParsedTable, names: Sequence[Value]) -> dict[str, set[int]]:
    """What was written beside owned rows → the rows of records that it may mean.

    A record is meant by its whole name, or by one part of it where no other has that.
    """
    wanted = {spelling(str(name)) for name in names if name is not None}
    shown = list(type(parsed.records[0]).shown_by) if parsed.records else []
    found: dict[str, set[int]] = {}
    for position, record in enumerate(parsed.records if wanted else ()):
        texts = [
            str(parsed.typed[name][position] or "")
            if name in parsed.typed
            else type(record).fields[name].format(getattr(record, name))
            for name in shown
        ]
        for text in {spelling(each) for each in (shown_as(texts), *texts)} & wanted:
            found.setdefault(text, set()).add(position)
    return found
