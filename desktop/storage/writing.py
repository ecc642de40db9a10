"""Writes records within one change set, by difference to what is stored; commits nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import compress, repeat
from operator import attrgetter
from typing import Any, NamedTuple

import sqlalchemy as sa

from desktop.collector import collector_at_rest
from desktop.declare.components import Change
from desktop.declare.fields import Reference
from desktop.declare.norms import NormBook
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Where
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.storage import search
from desktop.storage.changes import CHANGED, DELETED, NEW, Saved, Steps, net, steps_of, touched_by
from desktop.storage.codec import BookOf, as_rows
from desktop.storage.dialects import among, insert_rows, write_over
from desktop.storage.identifiers import new_ids
from desktop.storage.overlaying import come_again, laid_over, refuse_kept
from desktop.storage.owing import Owed
from desktop.storage.reading import Reading
from desktop.storage.referring import still_led_to
from desktop.storage.tables import (
    CHANGED_IN,
    ID,
    KEY,
    PARENT,
    POSITION,
    SEARCH,
    SEQ,
    RecordTable,
    Row,
    Tables,
)

UNCHANGED = "unchanged"
_LookBack = Callable[[], dict[str, dict[str, str]]]
Columns = Sequence[Sequence[Any]]
"""Stored values in the order of a table's `names`, a sequence for each."""
_Save = Callable[[Sequence[Record]], list[Saved]]


class Stored(NamedTuple):
    """A row of the database with its number and the set that wrote it last."""

    seq: int
    id: str
    changed_in: int
    row: Row


class Writing(Reading):
    """The one write that is under way; it reads what it has written so far.

    `number` is the change set's, known from the start; a write that changes nothing leaves it to the
    next one and ends with `number` 0.
    """

    book_of: BookOf | None = None

    def __init__(self, connection: sa.Connection, tables: Tables, norms: NormBook, number: int) -> None:
        super().__init__(connection, tables, norms)
        self.number = number
        self.is_rolled_back = False
        self._steps = Steps(connection, number)
        self._owed = Owed(connection)
        self._look_back: _LookBack | None = None

    def save(self, record: Record) -> Saved:
        """Save one record; see `save_all`."""
        return self.save_all([record])[0]

    def save_all(self, records: Sequence[Record]) -> list[Saved]:
        """Save records of any types: without an id as new, otherwise what differs from the stored row.

        Raises `Refusal` where somebody else has changed the same field since the record was read.
        """
        return self._by_type(records, self._save_of_one_type)

    def upsert_all(self, records: Sequence[Record], *, erase: bool = False) -> list[Saved]:
        """Save records that are known by their key alone, or by the id they were given.

        One with the id or else the key of a stored record updates it, any other is new. A field that is
        empty here erases the stored value only if `erase`.
        """

        def upsert(own: Sequence[Record]) -> list[Saved]:
            return self._upsert_of_one_type(own, erase)

        return self._by_type(records, upsert)

    def delete(self, record_type: type[Record], id: str) -> None:
        """Delete a record with its details and what goes along; refused while others refer to it."""
        table = self._tables[record_type]
        stored = self.stored(table, [id]).get(id)
        if stored is None:
            raise Refusal(_("Bản ghi này đã bị xóa."), _("Tải lại trang để xem dữ liệu hiện có."))
        self._delete_along(table, id)
        if self.referred_to(table, [id]):
            raise Refusal(
                _("Không xóa được: còn dữ liệu khác trỏ đến bản ghi này."),
                _("Xóa hoặc sửa các bản ghi đó trước."),
            )
        self.delete_rows(table, [stored])

    def _delete_along(self, table: RecordTable, id: str) -> None:
        """Delete what is nothing without the record it leads to."""
        for other, name in self._tables.pointing_at(table):
            led = other.record_type.fields[name]
            if isinstance(led, Reference) and led.goes_along:
                for goes in self.ids(other.record_type, [Condition(name, "is", id)]):
                    self.delete(other.record_type, goes)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is written inside is taken back when an exception leaves it; the rest stays."""
        with self._owed.savepoint(), self.connection.begin_nested():
            yield

    def roll_back(self) -> None:
        """End the write as if it had never been: what a preview does. Nothing can be written after it."""
        self.is_rolled_back = True
        self.connection.rollback()

    def changes(self) -> list[Change]:
        """What is written so far, one for each record; after the end, what the change set came to."""
        touched = self._look_back() if self._look_back else touched_by(self.connection, self.number)
        changes: list[Change] = []
        for name, kinds in touched.items():
            table = self._tables.by_name[name]
            whose = repeat(table.component), repeat(table.record_type.__name__)
            changes += map(Change, *whose, kinds, kinds.values())
        return changes

    def settle(self) -> None:
        """Make whole what was put off while rows came in; a write that is rolled back never needs it."""
        self._owed.settle()

    def _asked(self, table: RecordTable, where: Where) -> None:
        self._owed.asked(table, where)

    def _asked_by_key(self, table: RecordTable) -> None:
        self._owed.asked_by_key(table)

    def close(self, number: int, look_back: _LookBack) -> None:
        """Let go of the connection; `look_back` reads what was touched when it is asked for."""
        self.number = number
        self._look_back = look_back

    def _by_type(self, records: Sequence[Record], save: _Save) -> list[Saved]:
        if len(set(map(type, records))) == 1:
            with collector_at_rest():
                return save(records)
        groups: dict[type[Record], list[int]] = {}
        for position, record in enumerate(records):
            groups.setdefault(type(record), []).append(position)
        answers: dict[int, Saved] = {}
        for positions in groups.values():
            own = [records[position] for position in positions]
            answers.update(zip(positions, self._by_type(own, save), strict=True))
        return [answers[position] for position in range(len(records))]

    def _save_of_one_type(self, records: Sequence[Record]) -> list[Saved]:
        table = self._tables[type(records[0])]
        columns = self._columns_of(table, records)
        known = [record.id for record in records if record.id]
        if not known:
            return self._insert_all(table, len(records), columns)
        rows = as_rows(columns, len(records))
        stored = self.stored(table, known)
        given = iter(new_ids(len(records) - len(known)))
        answers, fresh, changed, written = [], [], [], []
        for record, row in zip(records, rows, strict=True):
            old = stored.get(record.id) if record.id else None
            if old is None:
                if record.id and record.changed_in:
                    raise Refusal(_("Bản ghi này đã bị xóa."), _("Tải lại trang để xem dữ liệu hiện có."))
                fresh.append((record.id or next(given), row))
                answers.append(Saved(NEW, fresh[-1][0]))
                continue
            if record.changed_in and old.changed_in > record.changed_in:
                row = self._merged(table, record, row, old)
            answers.append(Saved(UNCHANGED if row == old.row else CHANGED, old.id))
            if row != old.row:
                changed.append(old)
                written.append(row)
        own = list(zip(*(row for _id, row in fresh), strict=True))
        self.insert_new(table, [id for id, _row in fresh], own)
        refuse_kept(table, [old.row for old in changed], written)
        self.update_rows(table, changed, written)
        return answers

    def _insert_all(self, table: RecordTable, count: int, columns: Columns) -> list[Saved]:
        ids = new_ids(count)
        self.insert_new(table, ids, columns)
        return _saved(NEW, ids)

    def _merged(self, table: RecordTable, record: Record, row: Row, old: Stored) -> Row:
        """The record over what others have written since it was read; refuses where both changed a field."""
        later = steps_of(self.connection, after=record.changed_in, tables=[table.name], id=old.id)
        before = net(later).get((table.name, old.id))
        base = {} if before is None or before.kind == NEW else table.frozen(before.kept)
        values = list(row)
        for position, name in enumerate(table.names):
            if name not in base or name in table.computed or row[position] == old.row[position]:
                continue
            if row[position] != base[name]:
                raise Refusal(
                    _("Trong lúc bạn sửa, “{field}” của bản ghi này đã được người khác sửa.").format(
                        field=translate(table.record_type.fields[name].label)
                    ),
                    _("Tải lại bản ghi, xem giá trị mới rồi sửa lại."),
                )
            values[position] = old.row[position]
        return self.worked_out(table, [tuple(values)])[0]

    def _upsert_of_one_type(self, records: Sequence[Record], erase: bool) -> list[Saved]:
        table = self._tables[type(records[0])]
        columns = self._columns_of(table, records)
        keys = table.keys_in(columns, len(records))
        known = self._stored_by_key(table, keys)
        meant = self.stored(table, [record.id for record in records if record.id])
        stored = list(map(known.get, keys))
        if meant:
            stored = [meant.get(one.id or "", old) for one, old in zip(records, stored, strict=True)]
        again = come_again(keys, [old and old.id for old in stored]) if meant or _come_twice(keys) else []
        if not known and not meant and not again:
            return self._insert_all(table, len(records), columns)
        is_new = [old is None for old in stored]
        for place in again:
            stored[place], is_new[place] = None, False
        ids = new_ids(sum(is_new))
        self.insert_new(table, ids, [list(compress(column, is_new)) for column in columns])
        made = iter(_saved(NEW, ids))
        rows = zip(*(compress(column, stored) for column in columns), strict=True)
        laid = iter(self._lay_over(table, list(filter(None, stored)), rows, erase))
        later = iter(self._upsert_of_one_type([records[place] for place in again], erase) if again else ())
        return [
            next(made if new else laid if old else later) for new, old in zip(is_new, stored, strict=True)
        ]

    def _lay_over(
        self, table: RecordTable, stored: Sequence[Stored], rows: Iterable[Row], erase: bool
    ) -> list[Saved]:
        """Update stored rows where what is laid over them, with its computed values, says anything else."""
        answers = _saved(UNCHANGED, [old.id for old in stored])
        laid = [
            (place, over)
            for place, (old, row) in enumerate(zip(stored, rows, strict=False))
            if row != old.row and (over := laid_over(table, row, old.row, erase=erase)) != old.row
        ]
        asked = [place for place, _over in laid]
        worked_out = self.worked_out(table, [over for _place, over in laid])
        if table.computed:
            is_other = [row != stored[place].row for place, row in zip(asked, worked_out, strict=True)]
            asked, worked_out = list(compress(asked, is_other)), list(compress(worked_out, is_other))
        changed = [stored[place] for place in asked]
        for place, answer in zip(asked, _saved(CHANGED, [old.id for old in changed]), strict=True):
            answers[place] = answer
        refuse_kept(table, [old.row for old in changed], worked_out)
        self.update_rows(table, changed, worked_out)
        return answers

    def worked_out(self, table: RecordTable, rows: list[Row]) -> list[Row]:
        """Rows whose computed values fit their others."""
        if not table.computed or not rows:
            return rows
        records = list(table.decode([""] * len(rows), [0] * len(rows), rows))
        return as_rows(self._columns_of(table, records), len(rows))

    def _columns_of(self, table: RecordTable, records: Sequence[Record]) -> Columns:
        asked, norms = self.book_of, self.norms
        return table.columns_of(records, lambda record: asked(record, self) if asked else norms)

    def stored(self, table: RecordTable, ids: Sequence[str]) -> dict[str, Stored]:
        """The stored rows with these ids."""
        if not ids:
            return {}
        return {old.id: old for old in self._stored(table, among(table.table.c[ID], ids))}

    def _stored_by_key(self, table: RecordTable, keys: Sequence[str | None]) -> dict[str | None, Stored]:
        """The stored row of each key that `find_by_keys` finds: the oldest, of those that last if any."""
        if not table.key:
            return {}
        self._asked_by_key(table)
        fitting = among(table.table.c[KEY], [key for key in keys if key is not None])
        found = sorted(self._stored(table, fitting), key=attrgetter("seq"), reverse=True)
        ended = table.record_type.lasts[1]
        if ended:
            at = table.codec.names.index(ended)
            found.sort(key=lambda old: old.row[at] is None)
        return dict(zip(table.keys_of_rows([old.row for old in found]), found, strict=True))

    def _stored(self, table: RecordTable, fitting: sa.ColumnElement[bool]) -> Iterator[Stored]:
        asked = sa.select(table.table).where(fitting)
        for chunk in self.chunks(table, asked):
            yield from map(partial(tuple.__new__, Stored), zip(*chunk, strict=True))

    def referred_to(self, table: RecordTable, ids: Sequence[str]) -> set[str]:
        """Which of these records others refer to, those others not being among them."""
        for other, _name in self._tables.pointing_at(table):
            self._asked(other, ())
        return still_led_to(self.connection, table, ids)

    def insert_new(self, table: RecordTable, ids: Sequence[str], columns: Columns) -> None:
        """Insert rows, given by columns, under ids that are not in use, as steps of this set."""
        if not ids:
            return
        last = self.connection.scalar(sa.select(sa.func.max(table.table.c[SEQ]))) or 0
        self._owed.owe(table, last + 1, len(ids))
        count = len(table.codec.names)
        written = zip(ids, repeat(self.number), *columns[:count], *table.derived(columns), strict=False)
        insert_rows(self.connection, table.table, table.columns[1:], written)
        self._insert_details(table, ids, columns[count:])
        content = zip(*columns, strict=True) if columns else repeat((), len(ids))
        self._steps.note(table.name, NEW, ids, None, table.names, content)

    def update_rows(self, table: RecordTable, stored: Sequence[Stored], rows: Sequence[Row]) -> None:
        """Write rows over stored ones, only the columns in which any of them differs."""
        if not rows:
            return
        names, seqs, ids = table.names, [old.seq for old in stored], [old.id for old in stored]
        before = list(zip(*(old.row for old in stored), strict=True))
        after = list(zip(*rows, strict=True))
        places = [place for place, was in enumerate(before) if was != after[place]]
        touched = [names[place] for place in places]
        written = [name for name in touched if name not in table.details]
        rest = table.derived_of(touched)
        made: dict[str, Sequence[Any]] = dict(zip(names, after, strict=True))
        if rest:
            made |= zip(table.derived_names, table.derived(after), strict=True)
        columns = [*written, *rest]
        values = zip(repeat(self.number), *(made[name] for name in columns), seqs, strict=False)
        write_over(self.connection, table.table, SEQ, (CHANGED_IN, *columns), list(values))
        if table.details.keys() & set(touched):
            self._replace_details(table, ids, after[len(table.codec.names) :])
        if SEARCH in rest:
            self._owed.settle(table)
            search.index_again(self.connection, table, seqs)
        turned = [(names[place], before[place], after[place]) for place in places]
        self._steps.note(table.name, CHANGED, ids, _kept(turned, len(ids)), names, rows)

    def delete_rows(self, table: RecordTable, rows: Sequence[Stored]) -> None:
        """Delete stored rows with their details, as steps of this set."""
        if not rows:
            return
        ids, numbers = [old.id for old in rows], [old.seq for old in rows]
        self._owed.settle(table)
        search.forget(self.connection, table, numbers)
        self.connection.execute(table.table.delete().where(among(table.table.c[SEQ], numbers)))
        for detail in table.details.values():
            self.connection.execute(detail.table.delete().where(among(detail.table.c[PARENT], ids)))
        kept = [dict(zip(table.names, old.row, strict=True)) for old in rows]
        self._steps.note(table.name, DELETED, ids, kept)

    def _insert_details(self, table: RecordTable, ids: Sequence[str], lists: Columns) -> None:
        for detail, column in zip(table.details.values(), lists, strict=True):
            own = (
                (id, position, *values)
                for id, rows in zip(ids, column, strict=True)
                for position, values in enumerate(rows)
            )
            insert_rows(self.connection, detail.table, (PARENT, POSITION, *detail.codec.names), own)

    def _replace_details(self, table: RecordTable, ids: Sequence[str], lists: Columns) -> None:
        for detail in table.details.values():
            self.connection.execute(detail.table.delete().where(among(detail.table.c[PARENT], ids)))
        self._insert_details(table, ids, lists)


def _kept(turned: Sequence[tuple[str, Sequence[Any], Sequence[Any]]], count: int) -> list[dict[str, Any]]:
    """For each of so many rows what was before, by name, of the columns in which it differs."""
    kept: list[dict[str, Any]] = [{} for _row in range(count)]
    for name, before, after in turned:
        for own, was, now in zip(kept, before, after, strict=True):
            if was != now:
                own[name] = was
    return kept


def _saved(kind: str, ids: Sequence[str]) -> list[Saved]:
    return list(map(partial(tuple.__new__, Saved), zip(repeat(kind), ids)))


def _come_twice(keys: Sequence[str | None]) -> bool:
    return len(set(keys)) < len(keys)
