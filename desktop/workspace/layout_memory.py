"""Keeps how the columns of a list were read, with the import that used it, and reads the next one so."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.catalog import Catalog
from desktop.declare.dates import show_date
from desktop.declare.fields import Field, Reference
from desktop.declare.layouts import ExcelLayout
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.declare.values import plain_value
from desktop.excel.found import FoundTable
from desktop.excel.recognise import take_as
from desktop.excel.said_layouts import fits, follow, layout_of, own_headings, stands_in, to_find_by
from desktop.shared.remembered import RememberedLayout
from desktop.shared.settled import fingerprint
from desktop.workspace.import_decisions import without_decision
from desktop.workspace.layout_files import plain_layout, read_layout

if TYPE_CHECKING:
    from desktop.storage.changes import Saved
    from desktop.storage.writing import Writing


@plain_value
class Known:
    """What was said of a list, here earlier (`day`) or in the file of another office."""

    layout: ExcelLayout
    day: date | None = None
    file: str = ""

    def says(self) -> str:
        """`nhớ từ ngày 22/11/2026`."""
        if self.day is None:
            return _("Đọc cột theo mẫu “{title}” của tệp {file}.").format(
                title=self.layout.title, file=self.file
            )
        return _("Đọc cột như lần trước, nhớ từ ngày {day}.").format(day=show_date(self.day))


def read_known(reader: Reader, catalog: Catalog) -> list[Known]:
    """All that was said here, the latest first; what no longer fits its record type is left out."""
    rows = sorted(reader.rows(RememberedLayout), key=lambda each: -each.changed_in)
    return [Known(layout, each.remembered_on) for each in rows if (layout := _layout(each, catalog))]


def _layout(kept: RememberedLayout, catalog: Catalog) -> ExcelLayout | None:
    try:
        return read_layout(json.loads(kept.layout), catalog, kept.label or "", at_home=True)
    except (Refusal, ValueError):
        return None


def recall(
    tables: Sequence[FoundTable],
    known: Sequence[Known],
    catalog: Catalog,
    reader: Reader,
    types: Iterable[type[Record]],
) -> list[FoundTable]:
    """The tables, each read as was said of one with its headings, and a sentence that says so."""
    wanted = set(types)
    usable = [each for each in known if each.layout.record in wanted]
    return [_recalled(table, usable, catalog, reader) for table in tables]


def _recalled(table: FoundTable, known: Sequence[Known], catalog: Catalog, reader: Reader) -> FoundTable:
    if table.is_ours or table.shares_rows or table.id_column:
        return table
    for each in known:
        found = _read_so(table, each.layout, catalog.layouts)
        if found is not None:
            base = catalog.layouts.get(each.layout.base)
            follow(found, each.layout, base)
            found.given = {
                name: value
                for name, value in found.given.items()
                if _is_there(each.layout.record.fields[name], value, catalog, reader)
            }
            found.notes.insert(0, each.says())
            return found
    return table


def _read_so(table: FoundTable, layout: ExcelLayout, bases: Mapping[str, ExcelLayout]) -> FoundTable | None:
    """The table where it has the columns a layout speaks of, read as another type where that was said."""
    if table.record_type is layout.record:
        return table if fits(table, layout) else None
    if table.columns and not fits(table, layout):
        return None
    if not stands_in(table.cells, layout):
        return None
    try:
        again = take_as(table, layout.record, [to_find_by(layout, bases)])
    except Refusal:
        return None
    return again if fits(again, layout) else None


def _is_there(field: Field[Any], value: Any, catalog: Catalog, reader: Reader) -> bool:
    """Whether what a constant leads to is still stored."""
    return not isinstance(field, Reference) or reader.get(catalog.target_of(field), value) is not None


def tell_given(table: FoundTable, catalog: Catalog, reader: Reader) -> None:
    """Say what was remembered of all rows: it must be looked at before anything is saved."""
    shown = given_in_words(table, table.given, catalog, reader)
    if shown:
        table.doubt(_("Lấy cho mọi dòng: {values}; xem lại trước khi ghi.").format(values=shown))


def given_in_words(table: FoundTable, given: Mapping[str, Any], catalog: Catalog, reader: Reader) -> str:
    """`Xã: Xã Na Son; Năm: 2026`."""
    assert table.record_type is not None
    parts = []
    for name, value in given.items():
        field = table.record_type.fields[name]
        if isinstance(field, Reference):
            text = reader.names(catalog.target_of(field), [value]).get(value, "")
        else:
            text = field.format(value)
        parts.append(f"{translate(field.label)}: {text}")
    return "; ".join(parts)


def layout_to_keep(table: FoundTable) -> ExcelLayout | None:
    """How a table is read, to be kept or given away; None where its layout alone can say that."""
    if table.record_type is None or table.shares_rows or table.is_ours or table.id_column:
        return None
    mark = fingerprint(own_headings(table))
    title = f"{translate(table.record_type.plural)} – {mark[:6]}"
    layout = layout_of(table, f"{table.record_type.__name__}.{mark[:6]}", title)
    return dataclasses.replace(layout, constants=without_decision(table.record_type, layout.constants))


def remember_layouts(tables: Iterable[FoundTable], catalog: Catalog, writing: Writing) -> list[Saved]:
    """Keep how the tables of an import are read where somebody said so."""
    lists: dict[tuple[str, str], list[tuple[FoundTable, ExcelLayout]]] = {}
    for table in tables:
        if (layout := layout_to_keep(table)) is not None:
            key = (layout.record.qualified_name(), fingerprint(own_headings(table)))
            lists.setdefault(key, []).append((table, layout))
    kept: list[RememberedLayout] = []
    for (name, headings), alike in lists.items():
        said = [each for each in alike if each[0].said]
        if not said:
            continue
        table, layout = said[-1]
        common = _common(table.given, [each.given for each, _layout in alike])
        given = without_decision(layout.record, common)
        plain = plain_layout(dataclasses.replace(layout, constants=given), at_home=True)
        kept.append(
            RememberedLayout(
                of=name,
                label=translate(layout.record.plural),
                sheet=table.sheet[:255],
                columns=len(table.used()),
                constants=given_in_words(table, given, catalog, writing) or None,
                layout=json.dumps(plain, ensure_ascii=False),
                headings=headings,
                remembered_on=date.today(),
            )
        )
    changed = [each for each in kept if _says_more(each, writing)]
    return writing.upsert_all(changed, erase=True) if changed else []


def _common(given: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What was said of all lists with the same headings: the village of one sheet is that of no other."""
    return {name: value for name, value in given.items() if all(each.get(name) == value for each in others)}


def _says_more(layout: RememberedLayout, reader: Reader) -> bool:
    """Whether it was not said before just so: the day it is remembered from stays then."""
    where = [Condition(name, "is", getattr(layout, name)) for name in ("of", "headings")]
    known = next(iter(reader.rows(RememberedLayout, where, limit=1)), None)
    return known is None or known.layout != layout.layout
