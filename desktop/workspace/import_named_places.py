"""Columns whose values are places that are stored, under headings that say nothing of it; saves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.declare.fields import Reference
from desktop.declare.reading import Reader
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.half_known import FEW, MOST, values_of
from desktop.excel.values_below import is_open, name_fitting, take_by_values, untold
from desktop.shared.places import Place
from desktop.shared.villages import VillageName, kind_and_name
from desktop.workspace.import_places import limits_of, title_of
from desktop.workspace.import_villages import villages_in_use
from desktop.workspace.references import found_one

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

_ASKED = 30
"""So many different names tell what a column holds."""

_LONGEST = 40
"""A name of a place is no longer; neither names of persons nor sentences are looked for."""


def take_named_places(workspace: Workspace, reader: Reader, table: FoundTable, place: Place | None) -> None:
    """Take a column for the commune, or the village, whose stored names stand below it."""
    assert table.record_type is not None
    columns = [column for column in table.columns if is_open(column)]
    # What somebody said of these headings holds: a column they left unused is not guessed at again.
    if table.is_ours or table.read_by or not columns:
        return
    texts = {column.column: _names(table, column) for column in columns}
    for name, declared in untold(table).items():
        needed = declared.required or name in table.record_type.key
        known: list[FoundColumn] = []
        if not needed or name in table.given:
            continue
        if isinstance(declared, VillageName):
            commune = {**table.constants, **table.given}.get(declared.within)
            villages = _villages(workspace, reader, commune) if commune else set()
            known = [each for each in columns if not each.field and _are(villages, texts[each.column])]
        elif isinstance(declared, Reference) and workspace.catalog.target_of(declared) is Place:
            known = [
                each
                for each in columns
                if not each.field
                and _are_places(workspace, reader, table, declared, texts[each.column], place)
            ]
        if len(known) == 1:
            take_by_values(table, known[0], declared)
        for column in known if len(known) > 1 else ():
            name_fitting(table, column, [declared])


def _names(table: FoundTable, column: FoundColumn) -> list[str]:
    """The different texts of a column that may name places; none where any may not."""
    values = [str(value).strip() for value in values_of(table, column)]
    texts = list(dict.fromkeys(values))
    may_be = all(len(text) <= _LONGEST and text[:1].isalpha() for text in texts)
    return texts[:_ASKED] if may_be and len(values) >= FEW else []


def _villages(workspace: Workspace, reader: Reader, commune: str) -> set[str]:
    in_use = villages_in_use([commune], workspace.catalog.record_types.values(), reader)
    return {kind_and_name(village)[1] for village in in_use.get(commune, {})}


def _are(villages: set[str], texts: Sequence[str]) -> bool:
    found = [text for text in texts if kind_and_name(text)[1] in villages]
    return bool(texts) and len(found) >= MOST * len(texts)


def _are_places(
    workspace: Workspace,
    reader: Reader,
    table: FoundTable,
    declared: Reference,
    texts: Sequence[str],
    place: Place | None,
) -> bool:
    hints = {"context": title_of(table), **limits_of(place)}
    found = 0
    for text in texts:
        try:
            found_one(declared, text, hints, reader, workspace.catalog)
        except ValueError:
            continue
        found += 1
    return bool(texts) and found >= MOST * len(texts)
