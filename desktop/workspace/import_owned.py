"""Rows that records own, read from the sheets beside them and given to their records; saves nothing."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Decimal, Details, Integer, Money, Reference
from desktop.declare.problems import Grade, Problem, Spot
from desktop.declare.text import _, spelling
from desktop.excel.found import FoundTable
from desktop.excel.imports import LookUp, parse
from desktop.excel.owned import owners_of
from desktop.excel.parsed import ParsedTable
from desktop.excel.stamps import OWNER_HEADING
from desktop.workspace.import_parts import PARTS
from desktop.workspace.import_sums import sum_up, summed_by, tell_anew

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.declare.records import Record
    from desktop.storage.reading import Reading
    from desktop.storage.writing import Writing


def take_owned(
    parsed: ParsedTable, look_up: LookUp, catalog: Catalog, reader: Reading, stored: Mapping[str, Record]
) -> list[Problem]:
    """Give each record the rows that name it; `stored` are the records of these ids as they are stored.

    The sheet tells all rows of a record: what was deleted there is deleted. A row that names no record of its
    workbook is told, and left out.
    """
    strays: list[Problem] = []
    for name, table in parsed.table.owned.items():
        rows = parse(table, look_up, kept=_Shown(name, table, catalog, reader, stored).answer)
        owned: dict[int, list[Record]] = {position: [] for position in range(len(parsed.records))}
        for place, position in enumerate(_owners(parsed, rows)):
            spot = table.spot(rows.rows[place])
            if position is None:
                strays.append(_stray(spot))
                continue
            owned[position].append(rows.records[place])
            table.owners[rows.rows[place]] = parsed.rows[position]
            for problem in rows.problems.get(place, ()):
                told = f"{problem.message} ({problem.spot or spot})"
                parsed.add(position, dataclasses.replace(problem, message=told, field=name))
        for position, record in enumerate(parsed.records):
            vars(record)[name] = owned[position]
            sum_up(parsed, position, name)
    return strays


def keep_owned(parsed: ParsedTable, positions: Sequence[int], writing: Writing) -> None:
    """Let a list that tells some rows a stored record owns leave the others, told elsewhere, as they are.

    A row told again, alike in all but its figures, stands in the place of the one that is stored.
    """
    told = {name: table for name, table in parsed.table.owned.items() if not table.is_ours and name != PARTS}
    summed = summed_by(parsed.table)
    if not (told or summed) or not positions:
        return
    records = [parsed.records[position] for position in positions]
    found = [record.id or id for record, id in zip(records, writing.find_by_keys(records), strict=True)]
    stored = {each.id: each for each in writing.rows_by_ids(type(records[0]), [id for id in found if id])}
    for position, record, id in zip(positions, records, found, strict=True):
        if id not in stored:
            continue
        for name, table in told.items():
            if name not in summed:
                names = [column.field for column in table.used() if not _is_figure(table, column.field)]
                kept = _laid_over(getattr(stored[id], name) or [], getattr(record, name) or [], names)
                vars(record)[name] = kept
        for name in summed:
            tell_anew(parsed, position, name, stored[id])


def _laid_over(stored: Sequence[Record], told: Sequence[Record], names: Sequence[str]) -> list[Record]:
    """The rows that are told, each in the place of the stored one it is alike, among those that are not."""
    left, kept = list(told), []
    for old in stored:
        places = (place for place, row in enumerate(left) if _are_alike(row, old, names))
        place = next(places, None)
        kept.append(old if place is None else left.pop(place))
    return [*kept, *left]


def _are_alike(one: Record, other: Record, names: Sequence[str]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _is_figure(table: FoundTable, name: str) -> bool:
    declared = table.record_type.fields[name] if table.record_type else None
    return isinstance(declared, Integer | Decimal | Money)


def _owners(parsed: ParsedTable, rows: ParsedTable) -> list[int | None]:
    """For each owned row the position of its record: as was found, by its id, or by what is written of it."""
    by_id = {id: position for position, id in enumerate(parsed.ids) if id}
    column = next((each.column for each in rows.table.columns if each.heading == OWNER_HEADING), 0)
    names = [rows.table.cells.value(row, column) if column else None for row in rows.rows]
    named = owners_of(parsed, [name for id, name in zip(rows.ids, names, strict=True) if id not in by_id])
    found: list[int | None] = []
    at = {row: position for position, row in enumerate(parsed.rows)}
    for row, id, name in zip(rows.rows, rows.ids, names, strict=True):
        if row in rows.table.owners:
            found.append(at.get(rows.table.owners[row]))
            continue
        meant = named.get(spelling(str(name)), set()) if name is not None else set()
        found.append(by_id.get(id or "", min(meant) if len(meant) == 1 else None))
    return found


def _stray(spot: Spot) -> Problem:
    says = _(
        "Dòng này không rõ của hồ sơ nào nên không nhập: ghi cột “{heading}” đúng như tên hồ sơ ở trang kia."
    )
    return Problem(says.format(heading=OWNER_HEADING), Grade.WARN, spot=spot)


class _Shown:
    """What the stored rows of records show, so that a cell nobody touched keeps its very value."""

    def __init__(
        self, name: str, table: FoundTable, catalog: Catalog, reader: Reading, stored: Mapping[str, Record]
    ) -> None:
        self._left: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        details: Any = next((type(record).fields[name] for record in stored.values()), None)
        if not isinstance(details, Details):
            return
        for field, declared in details.of.fields.items():
            if isinstance(declared, Reference):
                led = [
                    (record.id or "", id)
                    for record in stored.values()
                    for row in getattr(record, name)
                    if (id := getattr(row, field))
                ]
                shown = reader.names(catalog.target_of(declared), {id for _record, id in led})
                for record, id in led:
                    self._left[record, field, shown.get(id, "")].append(id)

    def answer(self, id: str, field: str, text: str) -> str | None:
        """The stored reference that shows this text; of several each once, in their order."""
        left = self._left.get((id, field, text))
        if not left:
            return None
        return left.pop(0) if len(left) > 1 else left[0]
