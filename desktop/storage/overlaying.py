"""What stored rows become when others that mean the same records are written over them; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress, count
from operator import ne, or_
from typing import Any, NamedTuple

from desktop.declare.problems import Refusal
from desktop.declare.text import _, spelling, translate
from desktop.storage.codec import Columns, Row
from desktop.storage.lots import Stored
from desktop.storage.tables import RecordTable


class Turn(NamedTuple):
    """Stored rows of one table and what is to stand in their place, by columns in the order of its `names`.

    A column that no row changes is the same object before and after: nobody looks into it again.
    """

    seqs: Sequence[int]
    ids: Sequence[str]
    before: Columns
    after: Columns

    @classmethod
    def of(cls, stored: Sequence[Stored], rows: Iterable[Row]) -> Turn:
        """A row for each stored one."""
        before = list(map(list, zip(*(old.row for old in stored), strict=True)))
        after = list(map(list, zip(*rows, strict=True)))
        return cls([old.seq for old in stored], [old.id for old in stored], before, after)

    def touched(self) -> list[int]:
        """The places of the columns that not every row leaves as they are."""
        pairs = enumerate(zip(self.before, self.after, strict=True))
        return [place for place, (was, now) in pairs if was is not now and was != now]

    def differs(self, *but: int) -> list[bool]:
        """For each row whether it becomes any other; columns at the places `but` are not looked at."""
        differs = [False] * len(self.ids)
        for place in set(self.touched()).difference(but):
            differs = list(map(or_, differs, map(ne, self.before[place], self.after[place])))
        return differs

    def only(self, wanted: Sequence[bool]) -> Turn:
        """The rows that are wanted."""
        if all(wanted):
            return self
        before = [list(compress(column, wanted)) for column in self.before]
        after = [
            kept if now is was else list(compress(now, wanted))
            for kept, was, now in zip(before, self.before, self.after, strict=True)
        ]
        own = list(compress(self.seqs, wanted)), list(compress(self.ids, wanted))
        return Turn(*own, before, after)


def come_again(keys: Sequence[str | None], ids: Sequence[str | None]) -> list[int]:
    """The places of records that mean one which an earlier of them means too, by its key or by its id."""
    if not _hold_twice(keys) and not _hold_twice(ids):
        return []
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


def _hold_twice(values: Sequence[str | None]) -> bool:
    told = [value for value in values if value is not None]
    return len(set(told)) < len(told)


def laid_over(table: RecordTable, turn: Turn, *, erase: bool) -> Turn:
    """The turn as it is to be stored, without the rows that it leaves as they are.

    Empty values leave what is stored, unless they `erase`; a month or year erases no day of it. Names stay
    as they are stored where only capitals or the place of a tone mark differ; a stored name without capitals,
    or of nothing else, gives way to one that is written as names are. What norms decided stays too where
    nothing else would be another.
    """
    pairs = enumerate(zip(turn.before, turn.after, strict=True))
    laid = [_column_over(table, place, was, now, erase) for place, (was, now) in pairs]
    turn = turn._replace(before=[was for was, _now in laid], after=[now for _was, now in laid])
    judged = [table.names.index(name) for name in table.judged]
    return turn.only(turn.differs(*judged))


def _column_over(
    table: RecordTable, place: int, stored: Sequence[Any], told: Sequence[Any], erase: bool
) -> tuple[Sequence[Any], Sequence[Any]]:
    """The column as it is stored and as it is to be; one and the same where all that is told is stored."""
    if stored == told:
        return told, told
    says_less = _is_less_exact if place in table.days else _is_the_same_name if place in table.named else None
    before = list(stored)
    after = before.copy()
    for row in compress(count(), map(ne, told, before)):
        new, old = told[row], before[row]
        if not erase and new in (None, ()):
            continue
        if not (says_less and new and old and says_less(new, old)):
            after[row] = new
    return before, after


def _is_less_exact(day: str, stored: str) -> bool:
    return stored.startswith(f"{day}-")


def _is_the_same_name(name: str, stored: str) -> bool:
    """Whether a name is spelled as the stored one is, and is no better written."""
    if spelling(name) != spelling(stored):
        return False
    is_plain = stored == stored.upper() or stored == stored.lower()
    return not (is_plain and name != name.upper() and name != name.lower())


def refuse_kept(table: RecordTable, turn: Turn) -> None:
    """Refuse rows that say otherwise what the program wrote for good; an undo never asks."""
    record_type = table.record_type
    for name in (table.names[place] for place in turn.touched()) if record_type.kept else ():
        if record_type.stays(name) and name not in table.computed:
            says = _("{title}: “{field}” được giữ nguyên, không sửa.").format(
                title=translate(record_type.title), field=translate(record_type.fields[name].label)
            )
            raise Refusal(says, translate(record_type.kept))


def what_was(turn: Turn, names: Sequence[str], places: Iterable[int]) -> list[dict[str, Any]]:
    """For each row what it held, by name, of the columns at these places in which it becomes another."""
    kept: list[dict[str, Any]] = [{} for _id in turn.ids]
    for place in places:
        name, before = names[place], turn.before[place]
        for row in compress(count(), map(ne, before, turn.after[place])):
            kept[row][name] = before[row]
    return kept
