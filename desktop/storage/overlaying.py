"""What a stored row becomes when one that means the same record is written over it; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress, count
from operator import ne
from typing import Any

from desktop.declare.problems import Refusal
from desktop.declare.text import _, spelling, translate
from desktop.storage.codec import Row
from desktop.storage.tables import RecordTable


def differing(row: Row, old: Row) -> Iterable[int]:
    """The places at which two rows of a table differ."""
    return compress(count(), map(ne, row, old))


def come_again(keys: Sequence[str | None], ids: Sequence[str | None]) -> list[int]:
    """The places of records that mean one which an earlier of them means too, by its key or by its id."""
    seen: set[str | None] = {None}
    met: set[str | None] = {None}
    again: list[int] = []
    for place, (key, id) in enumerate(zip(keys, ids, strict=True)):
        # Known by its id in one row and by its key in another: the later one is written over it.
        if (key in seen and key is not None) or (id in met and id is not None):
            again.append(place)
        else:
            met.add(id)
        seen.add(key)
    return again


def laid_over(table: RecordTable, row: Row, old: Row, *, erase: bool) -> Row:
    """A row as it is to be stored over an old one.

    Empty values leave what is stored, unless they `erase`; a month or year erases no day of it. Names stay
    as they are stored where only capitals or the place of a tone mark differ; a stored name without capitals,
    or of nothing else, gives way to one that is written as names are. What norms decided stays too where
    nothing else would be another.
    """
    values = row
    for place in differing(row, old):
        new, kept = row[place], old[place]
        if (not erase and new in (None, ())) or (new and kept and _says_less(table, place, new, kept)):
            values = (*values[:place], kept, *values[place + 1 :])
    if table.judged and all(table.names[place] in table.judged for place in differing(values, old)):
        return old
    return values


def _says_less(table: RecordTable, place: int, new: Any, kept: Any) -> bool:
    """Whether a value says no more than the stored one that it differs from."""
    if place in table.days:
        return bool(kept.startswith(f"{new}-"))
    if place not in table.named or spelling(new) != spelling(kept):
        return False
    is_plain = kept == kept.upper() or kept == kept.lower()
    return not (is_plain and new != new.upper() and new != new.lower())


def refuse_kept(table: RecordTable, stored: Sequence[Row], rows: Sequence[Row]) -> None:
    """Refuse rows that say otherwise what the program wrote for good; an undo never asks."""
    record_type = table.record_type
    for old, row in zip(stored, rows, strict=True) if record_type.kept else ():
        for name in (table.names[place] for place in differing(row, old)):
            if record_type.stays(name) and name not in table.computed:
                says = _("{title}: “{field}” được giữ nguyên, không sửa.").format(
                    title=translate(record_type.title), field=translate(record_type.fields[name].label)
                )
                raise Refusal(says, translate(record_type.kept))
