"""Rows of a list that say more of the record above them: what it owns, one thing in each; reads no value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from desktop.declare.fields import Details, Field, Money, Text
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.describing import column_for, set_units
from desktop.excel.found import FoundColumn, FoundTable, Skipped
from desktop.excel.half_known import SURE
from desktop.excel.headings import Heading, is_numbering, text_of
from desktop.excel.matching import Vocabulary

_SURE, _FEWEST, _SHOWN = 0.85, 3, 5
"""How surely the headings of items are known, how many columns tell one, how many rows are named."""


def take_items(table: FoundTable, headings: Sequence[Heading], above: int) -> None:
    """Let the records of a table own what the columns besides theirs tell, in their row and those below it.

    `above` is the first row over the table. A row is one of the record above it where it says an item and
    leaves empty, or covered by a merged cell, what numbers and names a record.
    """
    assert table.record_type is not None
    for name, declared in table.record_type.fields.items():
        if not isinstance(declared, Details):
            continue
        if declared.sums:
            if _break_down(table, name, declared, headings, above):
                return
            continue
        columns = _columns(table, declared, headings)
        owners = dict(_owners(table, declared.of, columns, headings)) if columns else {}
        if any(row != owner for row, owner in owners.items()):
            _hand_over(table, name, declared, columns, owners, above)
            return
    _tell_left_over(table, headings)


def _break_down(
    table: FoundTable, name: str, declared: Details, headings: Sequence[Heading], above: int
) -> bool:
    """Let rows that go on with the person above tell one thing each of what the record holds in sum.

    Whoever has one row alone is told by the record itself. Answers whether there are such rows.
    """
    assert table.record_type is not None
    # The very columns of the record: whoever says their unit says it of both.
    columns = [column for column in table.used() if column.field in declared.of.fields]
    if not tells_rows_of(table, declared):
        return False
    owners = dict(_owners(table, declared.of, columns, headings))
    several = {owner for row, owner in owners.items() if row != owner}
    own = {row: owner for row, owner in owners.items() if owner in several}
    # What they say together is known once they are read.
    table.instead.update(((owner, column.column), None) for owner in several for column in columns)
    if several:
        _hand_over(table, name, declared, columns, own, above, is_kept=True)
        items = table.owned[name]
        items.beside = [row for row in table.data_rows if row not in own]
        table.beside = list(own)
    return bool(several)


def tells_rows_of(table: FoundTable, declared: Details) -> bool:
    """Whether the columns of a record tell all that a row of its details needs, and what these sum up."""
    needed = {name for name, field in declared.of.fields.items() if field.required}
    return needed | set(declared.sums) <= {column.field for column in table.used()}


def _tell_left_over(table: FoundTable, headings: Sequence[Heading]) -> None:
    """Say which rows go on with the person above them in a list that has one row for each."""
    assert table.record_type is not None
    fields = table.record_type.fields
    needed = {name for name in table.record_type.key if fields[name].required}
    people = {column.column for column in table.used() if column.field in needed}
    if not people or not all(getattr(fields[name], "person", False) for name in needed):
        return
    numbering = {heading.column for heading in headings if is_numbering(heading.parts)}
    money = [column.column for column in table.used() if isinstance(fields[column.field], Money)]
    words = [column.column for column in table.used() if type(fields[column.field]) is Text]
    left = [
        row
        for row in table.data_rows[1:] if numbering and not _is_any(table, row, people | numbering)
        if _is_any(table, row, money) and _is_any(table, row, words)
    ]  # fmt: skip
    if left and _is_any(table, table.data_rows[0], people):
        says = _(
            "Dòng {rows} không có số thứ tự và tên, như ghi thêm khoản cho dòng trên: mỗi hồ sơ một dòng, "
            "hãy cộng các khoản vào dòng có tên rồi nhập lại."
        )
        shown = [*map(str, left[:_SHOWN]), *(["…"] if len(left) > _SHOWN else [])]
        table.doubt(says.format(rows=", ".join(shown)))


def _is_any(table: FoundTable, row: int, columns: Iterable[int]) -> bool:
    """Whether a row itself fills any of these columns."""
    return any(text_of(table.cells.value(row, column)) for column in columns)


def _columns(table: FoundTable, declared: Details, headings: Sequence[Heading]) -> list[FoundColumn]:
    """The columns that fill nothing of the record, as its items read them; none where a needed one lacks."""
    standing = {column.column: column for column in table.columns}
    free = [heading for heading in headings if _is_free(standing.get(heading.column))]
    found = Vocabulary(declared.of).matches(free) if len(free) >= _FEWEST else []
    matches = [match for match in found if match.sure >= _SURE]
    needed = {name for name, each in declared.of.fields.items() if each.required and each.default is None}
    if len(matches) < _FEWEST or not needed <= {match.term.field for match in matches}:
        return []
    items = replace(table, record_type=declared.of)
    return [column_for(items, match.heading, match) for match in matches]


def _is_free(column: FoundColumn | None) -> bool:
    """Whether a column fills no field, or one that its values alone let it be taken for."""
    return column is not None and (not column.field or column.sure <= SURE)


def _owners(
    table: FoundTable, items: type[Record], columns: Sequence[FoundColumn], headings: Sequence[Heading]
) -> Iterator[tuple[int, int]]:
    """Each row that says an item, with the row of the record it is of."""
    assert table.record_type is not None
    of_items = {column.column for column in columns}
    fields = table.record_type.fields
    naming = {
        column.column
        for column in table.used()
        if column.column not in of_items and _names(fields[column.field], table.record_type)
    }
    key = [column for column in table.used() if column.field in table.record_type.key]
    people = {column.column for column in key if getattr(fields[column.field], "person", False)}
    # The project of a row says nothing of who it is of.
    naming = naming & people or naming
    numbering = {heading.column for heading in headings if is_numbering(heading.parts)}
    sums = {skipped.row for skipped in table.skipped if skipped.kind == "subtotal"}
    owner = 0
    for row in sorted({*table.data_rows, *sums}):
        is_named = any(text_of(table.cells.value(row, column)) for column in naming)
        is_numbered = any(text_of(table.cells.value(row, column)).isdecimal() for column in numbering)
        if row not in sums and (is_named or is_numbered):
            owner = row
        if owner and not (is_named and row != owner) and _says_an_item(table, row, items, columns):
            yield row, owner


def _names(declared: Field[Any], record_type: type[Record]) -> bool:
    is_person = bool(getattr(declared, "person", False))
    return declared.name in record_type.key or declared.name in record_type.shown_by or is_person


def _says_an_item(table: FoundTable, row: int, items: type[Record], columns: Sequence[FoundColumn]) -> bool:
    """Whether all that an item needs is filled; in a row of totals its name is not."""
    needed = [column.column for column in columns if items.fields[column.field].required]
    return all(text_of(table.cells.value(row, column)) for column in needed)


def _hand_over(
    table: FoundTable,
    name: str,
    declared: Details,
    columns: list[FoundColumn],
    owners: dict[int, int],
    above: int,
    *,
    is_kept: bool = False,
) -> None:
    """Give the items their rows; the record keeps their columns where it tells them in sum (`is_kept`)."""
    places = set() if is_kept else {column.column for column in columns}
    parts = [row for row, owner in owners.items() if row != owner]
    for column in table.columns:
        if column.column in places:
            column.field, column.sure, column.is_neutral, column.works_out = "", 0.0, True, ""
    own = replace(
        table, record_type=declared.of, layout=None, columns=columns, data_rows=list(owners), owners=owners,
        skipped=[], owned={}, outline={}, instead={},
        groups=[], totals=[], constants={}, given={}, raised=[], notes=[],
    )  # fmt: skip
    if not is_kept:
        set_units(own, above)
    table.owned[name] = own
    table.raised = [doubt for doubt in table.raised if doubt.column not in places] + own.raised
    table.data_rows = [row for row in table.data_rows if row not in parts]
    what = translate(declared.label)
    says = _("Ghi thêm cho hồ sơ ở dòng {row}: nhập vào “{what}”.")
    table.skipped = [skipped for skipped in table.skipped if skipped.row not in parts]
    table.skipped += [Skipped(row, says.format(row=owners[row], what=what), "part") for row in parts]
    table.skipped.sort(key=lambda each: each.row)
    table.totals = [
        replace(total, rows=tuple(row for row in total.rows if row not in parts))
        for total in table.totals
        if total.row not in parts and total.column not in places
    ]
    told = _("Các dòng ghi thêm cho hồ sơ phía trên: đọc {count} dòng vào “{what}”.")
    table.notes.append(told.format(count=len(owners), what=what))
