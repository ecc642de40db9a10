"""Keeps which rows an import gave back, and takes off those that came again; decides about no row."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Reference
from desktop.declare.problems import Grade
from desktop.declare.reading import Condition
from desktop.declare.text import LANGUAGES, fold_words, say_in
from desktop.excel.corrections import SOURCE_ROW
from desktop.shared.places import Place
from desktop.shared.returned import (
    BACK,
    CLOSED,
    WAITING,
    ReturnedRows,
    kept_reasons,
    without,
    write_numbers,
)
from desktop.workspace.import_places import title_of
from desktop.workspace.import_result import REFUSED, ImportResult, TableResult

if TYPE_CHECKING:
    from desktop.excel.found import FoundTable
    from desktop.storage.writing import Writing

_NAMED = re.compile(r"“([^“”]+)”[^“”]*“([^“”]+)”")
"""The line of a corrections workbook that names the file and the sheet its rows come from."""
_MOST_REASONS = 5


def note_returned(result: ImportResult, place: Place | None, writing: Writing) -> None:
    """Within the write of an import: the rows it gave back now, less those that came back with it."""
    for table in result.tables:
        if table.record_type is None:
            continue
        own = _batch(writing, _file(table), table.sheet, table.record_type.qualified_name())
        origin = _origin(table.found)
        if origin is not None and origin[:2] != (_file(table), table.sheet):
            _take_off(writing, origin, table.record_type.qualified_name())
        if own is not None or table.refused:
            writing.save_all([_as_it_is_now(own, table, place)])


def _file(table: TableResult) -> str:
    """The workbook the rows are of: the one that a copy with errors marked in it was made of."""
    marked = table.found.cells.marked
    return marked.file if marked is not None else table.file


def _batch(writing: Writing, file: str, sheet: str, record_type: str) -> ReturnedRows | None:
    where = [
        Condition(name, "is", value)
        for name, value in (("file", file), ("sheet", sheet), ("record_type", record_type))
    ]
    return next(iter(writing.rows(ReturnedRows, where, limit=1)), None)


def _as_it_is_now(own: ReturnedRows | None, table: TableResult, place: Place | None) -> ReturnedRows:
    out = [row.row for row in table.rows if row.state == REFUSED]
    assert table.record_type is not None
    values: dict[str, Any] = {
        "rows": write_numbers(out) or None,
        "returned": len(out) if own is None else max(len(out), own.returned),
        "reasons": _reasons(table) if out else own.reasons if own else None,
        "state": WAITING if out else BACK,
    }
    if own is None:
        return ReturnedRows(
            file=_file(table),
            sheet=table.sheet,
            record_type=table.record_type.qualified_name(),
            place=_place_of(table.found, place),
            returned_on=date.today(),
            **values,
        )
    if own.state == CLOSED and own.rows == values["rows"]:
        return own
    if own.rows != values["rows"]:
        values["returned_on"] = date.today()
    return own.changed(**values)


def _place_of(table: FoundTable, place: Place | None) -> str | None:
    """The one unit the whole table is of, where something told it."""
    assert table.record_type is not None
    for name, told in table.constants.items():
        field = table.record_type.fields.get(name)
        if isinstance(field, Reference) and field.to is Place and not name.startswith("old_"):
            return str(told)
    return place.id if place is not None else None


def _reasons(table: TableResult) -> str:
    """What the rules that gave most rows back ask for, as it is kept; no value of a row is repeated."""
    assert table.record_type is not None
    counts: Counter[str] = Counter()
    for row in table.rows:
        for problem in row.problems if row.state == REFUSED else ():
            if problem.grade is Grade.BLOCK:
                field = table.record_type.fields.get(problem.field)
                counts[problem.about or (field.label if field else problem.rule)] += 1
    told = (f"{about}: {count}" for about, count in counts.most_common(_MOST_REASONS) if about)
    return kept_reasons("\n".join(told))


def _take_off(writing: Writing, origin: tuple[str, str, frozenset[int]], record_type: str) -> None:
    file, sheet, back = origin
    batch = _batch(writing, file, sheet, record_type)
    if batch is not None:
        writing.save_all([without(batch, sorted(back))])


def _origin(table: FoundTable) -> tuple[str, str, frozenset[int]] | None:
    """File, sheet and rows that a corrections workbook says its own rows come from."""
    headings = {fold_words(say_in(language, SOURCE_ROW)) for language in LANGUAGES}
    column = next(
        (each.column for each in table.columns if fold_words(each.heading.split(" | ")[-1]) in headings), 0
    )
    named = next(filter(None, map(_NAMED.search, title_of(table).splitlines())), None)
    if not column or named is None:
        return None
    values = (table.cells.value(row, column) for row in table.data_rows)
    rows = frozenset(int(value) for value in values if isinstance(value, int | float))
    return named[1], named[2], rows
