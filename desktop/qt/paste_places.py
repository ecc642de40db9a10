"""Which cell of a grid each cell of a pasted block goes to; reads no clipboard and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Computed, Field, Text
from desktop.declare.text import fold_words, translate
from desktop.qt.record_columns import heading_of
from desktop.shared.identity import is_one_name
from desktop.workspace.cell_changes import Typed, can_be_typed

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.qt.clipboard_block import Block
    from desktop.qt.record_table import RecordTable
    from desktop.workspace.pasted_block import PastedRow


@dataclass(frozen=True, slots=True)
class Target:
    """The rectangle that is selected."""

    top: int
    left: int
    rows: int
    columns: int


@dataclass(slots=True)
class Placed:
    """The cells to be typed, and how many columns of the block found no place."""

    typed: list[Typed] = field(default_factory=list)
    left_out: int = 0


def place_block(table: RecordTable, block: Block, target: Target) -> Placed:
    """Place a block as Excel does: at the selection's corner, repeated over a selection that is a multiple.

    A first row of headings says which columns are meant, wherever they stand; a whole list is read as one
    that is imported. Rows beyond the last one are new records, and so are rows under headings that name
    another record than the one they stand over.
    """
    by_heading = _fields_by_heading(table.record_type, block)
    listed = _listed(table, block)
    if listed and not (by_heading and all(row.id is None for row in listed)):
        return _place_list(table, listed, target)
    rows = block.rows[1:] if by_heading else block.rows
    fields = by_heading or _fields_from(table, target, block.width)
    left_out = 0 if by_heading else max(0, block.width - len(fields))
    times = _times(target.rows, len(rows))
    count = len(rows) * times
    last = min(target.top + count, table.rowCount())
    ids = table.ids_between(target.top, last - 1) if last > target.top else []
    if by_heading:
        ids = _unless_of_another(table, target, ids, rows, fields)
    placed = Placed(left_out=left_out)
    for number in range(count):
        id = ids[number] if number < len(ids) else ""
        for place, declared in enumerate(fields):
            column = place % block.width
            text: Any = rows[number % len(rows)][column]
            is_value = False
            if declared is None or (not id and not text):
                continue
            if _is_same_field(table.record_type, block, column, declared) and not by_heading:
                if isinstance(declared, Computed):
                    # It is worked out again from what is pasted beside it.
                    continue
                stored = block.stored[number % len(rows)][column]
                text, is_value = declared.from_store(stored), True
            placed.typed.append(Typed(id, declared.name, text, row=number, is_value=is_value))
    return placed


def _unless_of_another(
    table: RecordTable,
    target: Target,
    ids: Sequence[str],
    rows: Sequence[Sequence[str]],
    fields: Sequence[Field[Any] | None],
) -> list[str]:
    """The records that rows with headings are put over; none for a row that names another one."""
    record_type = table.record_type
    name = next(iter(record_type.shown_by), "")
    at = next((place for place, field in enumerate(fields) if field is not None and field.name == name), -1)
    if at < 0 or name not in record_type.key or not isinstance(record_type.fields[name], Text):
        return list(ids)
    found = []
    for number, id in enumerate(ids):
        record, named = table.record_at(target.top + number), rows[number % len(rows)][at]
        stands = str(getattr(record, name) or "") if record is not None else ""
        is_other = bool(named and stands) and not is_one_name(named, stands)
        found.append("" if is_other else id)
    return found


def _listed(table: RecordTable, block: Block) -> list[PastedRow]:
    """The rows of a block that is a list with headings; none where it is just a block of cells."""
    if block.stored or len(block.rows) < 2 or block.width < 2:
        return []
    from desktop.workspace.pasted_block import read_block

    return read_block(table.workspace, table.record_type, block.rows)


def _place_list(table: RecordTable, listed: Sequence[PastedRow], target: Target) -> Placed:
    """Rows of a list go to the records they mean; those that name none, to the rows from the corner on.

    A row that names a record nobody has stored is a new one: it must not write over another's.
    """
    last = min(target.top + len(listed), table.rowCount())
    here = table.ids_between(target.top, last - 1) if last > target.top else []
    placed = Placed()
    for number, row in enumerate(listed):
        at_corner = here[number] if number < len(here) and not row.is_named else ""
        id = row.id if row.id is not None else at_corner
        placed.typed += [Typed(id, name, text, row=number) for name, text in row.texts.items()]
        placed.typed += [
            Typed(id, name, value, row=number, is_value=True) for name, value in row.values.items()
        ]
    return placed


def _fields_from(table: RecordTable, target: Target, width: int) -> list[Field[Any] | None]:
    """The columns from the corner on, as many as the block has, or as the selection is a multiple of it."""
    wanted = width * _times(target.columns, width)
    columns = range(target.left, min(target.left + wanted, len(table.columns) + 1))
    return [table.field_at(column) for column in columns]


def _times(selected: int, own: int) -> int:
    """How often a block is repeated: once, unless the selection is a multiple of it."""
    return selected // own if own and selected > own and selected % own == 0 else 1


def _fields_by_heading(record_type: type[Record], block: Block) -> list[Field[Any] | None]:
    """The fields a first row of headings names; nothing where it is no row of headings."""
    if block.stored or len(block.rows) < 2:
        return []
    known: dict[str, Field[Any]] = {}
    for declared in record_type.fields.values():
        for words in (declared.label, translate(declared.label), heading_of(declared), *declared.headings):
            known.setdefault(fold_words(words), declared)
    found = [known.get(fold_words(cell)) for cell in block.rows[0]]
    named = [each for each in found if each is not None]
    written = [cell for cell in block.rows[0] if cell.strip()]
    is_heading = bool(named) and len(named) == len(written) and len(set(map(id, named))) == len(named)
    return found if is_heading else []


def _is_same_field(record_type: type[Record], block: Block, column: int, declared: Field[Any]) -> bool:
    """Whether a cell was copied from this very column of such a list: then its value is known exactly."""
    names: Sequence[str] = block.fields if block.stored else ()
    return (
        block.record_type == record_type.__name__
        and column < len(names)
        and names[column] == declared.name
        and (can_be_typed(declared) or isinstance(declared, Computed))
    )
