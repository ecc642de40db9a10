"""Records as a workbook that imports back unchanged; knows no store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.cells import Value
from desktop.excel.dressing import Book, Column, Options, Sheet
from desktop.excel.owned import owned_names, owned_sheets
from desktop.excel.row_values import Hides, Names, rows_of, shows_all
from desktop.excel.sheets import write_workbook
from desktop.excel.stamps import EXPORT, ID_HEADING, Stamp
from desktop.excel.templates import Choices, dressed_columns, fields_of, sheet_name

_TOLD_EVERY = 500
"""After so many records it is told how far the writing is."""


def write_records(
    record_type: type[Record],
    records: Iterable[Record],
    path: Path,
    names: Names,
    hides: Hides | None,
    choices: Choices,
    notes: Sequence[str] = (),
    *,
    as_of: date | None = None,
    level: str = "",
    locked: Collection[str] = (),
    owners: Callable[[], Iterable[Record]] | None = None,
    passed: Callable[[int], None] | None = None,
) -> int:
    """Write the records; how many they are. Of the fields that `hides` names the cells show dots.

    `notes` stand below the title. `as_of` and `level` say by which boundaries the names of places are.
    `locked` names the fields of the rows that are known and not to be changed. With `owners`, which gives the
    records anew, the rows they own go along on sheets of their own. `passed` hears how many records are
    written; what it raises leaves no file.
    """
    fields = fields_of(record_type, with_computed=True)
    masks = hides or shows_all
    lists: dict[str, Options] = {}
    columns = _columns(record_type, masks, choices, lists, locked)
    counted = _Counted(records, passed)
    rows = rows_of(fields, counted, names, masks)
    title = translate(record_type.plural).upper()
    titles = [title, *([_("Đã che thông tin cá nhân.")] if hides else []), *notes]
    sheet_of = owned_names(record_type, sheet_name(record_type)) if owners is not None else {}
    beside = owned_sheets(record_type, sheet_of, owners, names, masks, lists) if owners is not None else ()
    sheet = Sheet(
        sheet_name(record_type),
        columns,
        rows=rows,
        titles=titles,
        frozen_columns=2,
        # Below rows that are to be completed new ones are written: a total would stand in their way.
        total="" if locked else _("Tổng cộng"),
        is_fixed=True,
    )
    own = record_type.qualified_name()
    stamp = Stamp(
        EXPORT, own, is_masked=hides is not None, as_of=as_of, level=level, owned=tuple(sheet_of.items())
    )
    write_workbook(path, [sheet, *beside], Book(lists, stamp.plain()))
    return counted.count


def _columns(
    record_type: type[Record],
    masks: Hides,
    choices: Choices,
    lists: dict[str, Options],
    locked: Collection[str],
) -> list[Column]:
    fields = fields_of(record_type, with_computed=True)
    # The list a cell is chosen from would name the others.
    offered = {name: options for name, options in choices.items() if not masks(record_type.fields[name])}
    dressed = dressed_columns(record_type, fields, lists, offered)
    return [
        Column(ID_HEADING, is_hidden=True, width=38),
        *(
            replace(column, kind="text", note=_("Đã che thông tin cá nhân."), required=False)
            if masks(field)
            else replace(column, locked=column.name in locked)
            for column, field in zip(dressed, fields.values(), strict=True)
        ),
    ]


def shown_columns(
    record_type: type[Record], records: Sequence[Record], names: Names
) -> dict[str, Sequence[Value]]:
    """Field → what its cells hold, record by record."""
    fields = fields_of(record_type, with_computed=False)
    columns = list(zip(*rows_of(fields, records, names), strict=True))[1:]
    return dict(zip(fields, columns, strict=True))


class _Counted:
    """Records that are counted as they pass."""

    def __init__(self, records: Iterable[Record], passed: Callable[[int], None] | None) -> None:
        self.records, self.count = records, 0
        self._passed = passed

    def __iter__(self) -> Iterator[Record]:
        for record in self.records:
            if self._passed is not None and self.count % _TOLD_EVERY == 0:
                self._passed(self.count)
            self.count += 1
            yield record
