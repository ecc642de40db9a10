"""Change sets and their steps backwards: how they are kept, sealed and listed; knows no record type."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

import orjson
import sqlalchemy as sa

from desktop.declare.components import Change
from desktop.declare.text import _
from desktop.declare.values import plain_value
from desktop.storage.dialects import holds
from desktop.storage.tables import Row

NEW, CHANGED, DELETED = "new", "changed", "deleted"
_PER_STEP = 250
"""Records in one row of `change`: enough to make it cheap, few enough to read one record's history fast."""

metadata = sa.MetaData()

meta = sa.Table("meta", metadata, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text))

change_set = sa.Table(
    "change_set",
    metadata,
    sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("new", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("deleted", sa.Integer, nullable=False),
    sa.Column("undoes", sa.BigInteger, index=True),
    sa.Column("seal", sa.Text, nullable=False),
)

change = sa.Table(
    "change",
    metadata,
    sa.Column("change_set", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("record_type", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("ids", sa.Text, nullable=False),
    sa.Column("kept", sa.Text),
    sa.Column("digest", sa.Text),
)

renamed = sa.Table(
    "renamed",
    metadata,
    sa.Column("up_to", sa.BigInteger, nullable=False),
    sa.Column("record_type", sa.Text, nullable=False),
    sa.Column("old", sa.Text, nullable=False),
    sa.Column("new", sa.Text, nullable=False),
)
"""Names that steps up to a change set still use: of a field, or with `old` empty of the record type."""


@plain_value
class ChangeSet:
    """One write: `when` in UTC (ISO), who, why, and how many records it touched.

    `undoes` is the set it takes back; `undone_by` the set that took it back, None while it is in force.
    """

    number: int
    when: str
    who: str
    why: str
    new: int
    changed: int
    deleted: int
    undoes: int | None = None
    undone_by: int | None = None


class Touch(NamedTuple):
    """That a change set by somebody touched a record: `kind` is `new`, `changed` or `deleted`."""

    number: int
    who: str
    kind: str
    id: str


class Saved(NamedTuple):
    """What became of a record that was saved: `new`, `changed` or `unchanged`, and its id."""

    kind: str
    id: str


@plain_value
class HistoryEntry:
    """What one change set did to a record: for each field its value before and after."""

    change_set: ChangeSet
    kind: str
    fields: dict[str, tuple[Any, Any]]


@plain_value
class Conflict:
    """A record that an undo left as it is, with the fields that stand against it and a sentence."""

    record_type: str
    id: str
    fields: tuple[str, ...]
    message: str


@plain_value
class Undone:
    """The new change set that went back (None where nothing could be), what was left, what was touched."""

    change_set: ChangeSet | None
    conflicts: list[Conflict]
    changes: list[Change]

    def left(self) -> list[str]:
        """What could not go back, one sentence for each reason."""
        says = _("{count} hồ sơ không hoàn tác được hết: {why}")
        reasons = Counter(conflict.message for conflict in self.conflicts)
        return [says.format(count=count, why=why) for why, count in reasons.items()]


@plain_value
class Step:
    """What a set did to one record. `kept` holds what was before: nothing for a new one, the old values
    of the changed fields for a changed one, the whole row for a deleted one; values as they are stored."""

    change_set: int
    table: str
    kind: str
    id: str
    kept: dict[str, Any]


def digest_of(names: Sequence[str], rows: Sequence[Row]) -> str:
    """The fingerprint of rows as they are stored."""
    return hashlib.sha256(orjson.dumps([names, rows])).hexdigest()


class Steps:
    """Notes the steps of the change set that is being made."""

    def __init__(self, connection: sa.Connection, number: int) -> None:
        self._connection = connection
        self.number = number

    def note(
        self,
        table: str,
        kind: str,
        ids: Sequence[str],
        kept: Sequence[dict[str, Any]] | None,
        names: Sequence[str] = (),
        content: Iterable[Row] | None = None,
    ) -> None:
        """Keep one step for each id; `content` are the rows as they were written, of these names."""
        part = self._next_part()
        written = None if content is None else iter(content)
        rows: list[dict[str, Any]] = []
        for start in range(0, len(ids), _PER_STEP):
            end = start + _PER_STEP
            rows.append(
                {
                    "change_set": self.number,
                    "part": part + len(rows),
                    "record_type": table,
                    "kind": kind,
                    "ids": " ".join(ids[start:end]),
                    "kept": None if kept is None else orjson.dumps(kept[start:end]).decode(),
                    "digest": written and digest_of(names, list(islice(written, _PER_STEP))),
                }
            )
        self._connection.execute(change.insert(), rows)

    def _next_part(self) -> int:
        last = sa.select(sa.func.max(change.c.part)).where(change.c.change_set == self.number)
        return (self._connection.scalar(last) or 0) + 1


def steps_of(
    connection: sa.Connection,
    *,
    number: int | None = None,
    after: int | None = None,
    tables: Iterable[str] | None = None,
    id: str | None = None,
) -> Iterator[Step]:
    """Steps in the order they were made: of one set, or of all sets after one, or of one record."""
    asked = sa.select(change).order_by(change.c.change_set, change.c.part)
    if number is not None:
        asked = asked.where(change.c.change_set == number)
    if after is not None:
        asked = asked.where(change.c.change_set > after)
    if id is not None:
        asked = asked.where(holds(change.c.ids, id))
    names = _Names(connection)
    wanted = None if tables is None else set(tables)
    for row in connection.execute(asked):
        table = names.of_table(row.change_set, row.record_type)
        if wanted is not None and table not in wanted:
            continue
        ids = row.ids.split(" ")
        kept = orjson.loads(row.kept) if row.kept else [{}] * len(ids)
        for one, before in zip(ids, kept, strict=True):
            if id is None or one == id:
                yield Step(
                    row.change_set, table, row.kind, one, names.of_fields(row.change_set, table, before)
                )


class _Names:
    """Today's names of record types and fields in old steps."""

    def __init__(self, connection: sa.Connection) -> None:
        self._known = [tuple(row) for row in connection.execute(sa.select(renamed))]
        self.are_known = bool(self._known)

    def of_table(self, number: int, table: str) -> str:
        for up_to, record_type, old, new in self._known:
            if number <= up_to and not old and record_type == table:
                table = new
        return table

    def earlier_tables(self) -> list[str]:
        """The names that tables had before they were renamed."""
        return [record_type for _up_to, record_type, old, _new in self._known if not old]

    def of_fields(self, number: int, table: str, kept: dict[str, Any]) -> dict[str, Any]:
        for up_to, record_type, old, new in self._known:
            if old and number <= up_to and self.of_table(up_to, record_type) == table and old in kept:
                kept = {new if name == old else name: value for name, value in kept.items()}
        return kept


def net(steps: Iterable[Step]) -> dict[tuple[str, str], Step]:
    """What several steps came to for each record; one that was made and deleted again is left out."""
    found: dict[tuple[str, str], Step] = {}
    for step in steps:
        place = (step.table, step.id)
        earlier = found.get(place)
        if earlier is None:
            found[place] = step
            continue
        together = _together(earlier, step)
        if together is None:
            del found[place]
        else:
            found[place] = together
    return found


def _together(earlier: Step, later: Step) -> Step | None:
    kind = _kind_together(earlier.kind, later.kind)
    if kind is None or kind == NEW:
        return earlier if kind else None
    return Step(later.change_set, later.table, kind, later.id, later.kept | earlier.kept)


def _kind_together(earlier: str, later: str) -> str | None:
    if earlier == NEW:
        return None if later == DELETED else NEW
    # Deleted and made again within one set: for the world outside, its values have changed.
    return DELETED if later == DELETED else CHANGED


def tables_of(connection: sa.Connection, number: int) -> list[str]:
    """The tables a set has written, by the names they have now."""
    asked = sa.select(change.c.record_type).where(change.c.change_set == number).distinct()
    return list(connection.scalars(asked))


def touched_by(connection: sa.Connection, number: int) -> dict[str, dict[str, str]]:
    """What one set came to, table → id → kind: the kinds of `net` without what was before."""
    found: dict[str, dict[str, str]] = {}
    names = _Names(connection)
    asked = sa.select(change.c.record_type, change.c.kind, change.c.ids)
    for row in connection.execute(asked.where(change.c.change_set == number).order_by(change.c.part)):
        ids = row.ids.split(" ")
        own = found.setdefault(names.of_table(number, row.record_type), {})
        if own.keys().isdisjoint(ids):
            own.update(dict.fromkeys(ids, row.kind))
            continue
        for id in ids:
            earlier = own.pop(id, None)
            kind = row.kind if earlier is None else _kind_together(earlier, row.kind)
            if kind is not None:
                own[id] = kind
    return found


def touches_of(connection: sa.Connection, table: str) -> Iterator[Touch]:
    """Every touch of the records of a table, in the order they were made."""
    names = _Names(connection)
    columns = (change.c.change_set, change_set.c.who, change.c.record_type, change.c.kind, change.c.ids)
    asked = sa.select(*columns).join(change_set, change_set.c.number == change.c.change_set)
    asked = asked.where(change.c.record_type.in_([table, *names.earlier_tables()]))
    for row in connection.execute(asked.order_by(change.c.change_set, change.c.part)):
        if names.of_table(row.change_set, row.record_type) == table:
            for id in row.ids.split(" "):
                yield Touch(row.change_set, row.who, row.kind, id)


def list_sets(
    connection: sa.Connection,
    *,
    limit: int = 100,
    before: int | None = None,
    numbers: Sequence[int] | None = None,
    record: str | None = None,
) -> list[ChangeSet]:
    """The newest sets first."""
    columns = [column for column in change_set.c if column.name != "seal"]
    asked = sa.select(*columns).order_by(change_set.c.number.desc()).limit(limit)
    if before is not None:
        asked = asked.where(change_set.c.number < before)
    if numbers is not None:
        asked = asked.where(change_set.c.number.in_(numbers))
    if record is not None:
        touched = sa.select(change.c.change_set).where(holds(change.c.ids, record))
        asked = asked.where(change_set.c.number.in_(touched))
    found = [ChangeSet(*row) for row in connection.execute(asked)]
    return [_with_undoer(connection, one) for one in found]


def _with_undoer(connection: sa.Connection, one: ChangeSet) -> ChangeSet:
    """A set is undone while the last set that undoes it is not undone itself."""
    number: int | None = one.number
    undoers = []
    while number is not None:
        number = connection.scalar(
            sa.select(sa.func.max(change_set.c.number)).where(change_set.c.undoes == number)
        )
        undoers.append(number)
    in_force = undoers[0] if len(undoers) % 2 == 0 else None
    return replace(one, undone_by=in_force)


def close_set(
    connection: sa.Connection, number: int, at: str, who: str, why: str, undoes: int | None
) -> ChangeSet | None:
    """Count and seal the set; None where nothing was changed, and then nothing is written."""
    counts = {NEW: 0, CHANGED: 0, DELETED: 0}
    content = hashlib.sha256()
    asked = sa.select(change).where(change.c.change_set == number).order_by(change.c.part)
    for row in connection.execute(asked):
        counts[row.kind] += row.ids.count(" ") + 1
        content.update(orjson.dumps(list(row)))
    if not any(counts.values()):
        return None
    made = ChangeSet(number, at, who, why, counts[NEW], counts[CHANGED], counts[DELETED], undoes)
    last = sa.select(change_set.c.seal).order_by(change_set.c.number.desc()).limit(1)
    connection.execute(
        change_set.insert().values(
            number=number,
            at=at,
            who=who,
            why=why,
            **counts,
            undoes=undoes,
            seal=_seal(connection.scalar(last) or "", made, content.hexdigest()),
        )
    )
    return made


def _seal(previous: str, made: ChangeSet, content: str) -> str:
    told = [previous, made.number, made.when, made.who, made.why]
    told += [made.new, made.changed, made.deleted, made.undoes, content]
    return hashlib.sha256(orjson.dumps(told)).hexdigest()


def broken_seals(connection: sa.Connection) -> list[str]:
    """One sentence for the first set whose seal does not fit; those after it rest on it."""
    previous = ""
    for row in connection.execute(sa.select(change_set).order_by(change_set.c.number)):
        content = hashlib.sha256()
        asked = sa.select(change).where(change.c.change_set == row.number).order_by(change.c.part)
        for part in connection.execute(asked):
            content.update(orjson.dumps(list(part)))
        made = ChangeSet(row.number, row.at, row.who, row.why, row.new, row.changed, row.deleted, row.undoes)
        if _seal(previous, made, content.hexdigest()) != row.seal:
            return [_("Lần ghi số {number} đã bị sửa từ bên ngoài chương trình.").format(number=row.number)]
        previous = row.seal
    return []
