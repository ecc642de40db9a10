"""Writes records within one change set, by difference to what is stored; commits nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import compress, repeat
from typing import Any

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
from desktop.storage.codec import BookOf, Columns, as_rows
from desktop.storage.dialects import among, insert_rows, write_over
from desktop.storage.fetching import rows_with
from desktop.storage.identifiers import new_ids
from desktop.storage.lots import Lot, Stored, at
from desktop.storage.overlaying import Turn, come_again, laid_over, refuse_kept, what_was
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
_LOT = 4000
"""Records of an upsert compared at once: what is stored of so many is still at hand."""
_LookBack = Callable[[], dict[str, dict[str, str]]]
_Save = Callable[[Sequence[Record]], list[Saved]]


class Writing(Reading):
    """The one write that is under way; it reads what it has written so far.

    `number` is the change set's, known from the start; a write that changes nothing leaves it to the
    next one and ends with `number` 0.
    """

    book_of: BookOf | None = None

    def __init__(self, connection: sa.Connection, tables: Tables, norms: NormBook, number: int) -> None:
        super().__init__(lambda: connection, tables, norms)
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
            # Nothing is compared in an empty table: it takes all at once, and its indexes after them.
            lot = _LOT if self._last(self._tables[type(own[0])]) else len(own)
            lots = (own[start : start + lot] for start in range(0, len(own), lot))
            return [saved for each in lots for saved in self._upsert_of_one_type(each, erase)]

        return self._by_type(records, upsert)

    def delete(self, record_type: type[Record], id: str) -> None:
        """Delete a record with its details and what goes along; refused while others refer to it."""
        table = self._tables[record_type]
        stored = self.stored(table, [id]).get(id)
        if stored is None:
            raise Refusal(_("Hồ sơ này đã bị xóa."), _("Tải lại trang để xem dữ liệu hiện có."))
        self._delete_along(table, id)
        if self.referred_to(table, [id]):
            raise Refusal(
                _("Không xóa được: còn dữ liệu khác dùng đến hồ sơ này."),
                _("Xóa hoặc sửa các hồ sơ đó trước."),
            )
        self.delete_rows(table, [stored])

    def take_out(self, record_type: type[Record], ids: Sequence[str]) -> None:
        """Delete records whoever refers to them: only within a savepoint that is going to be taken back."""
        table = self._tables[record_type]
        self.delete_rows(table, list(self.stored(table, ids).values()))

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
                    raise Refusal(_("Hồ sơ này đã bị xóa."), _("Tải lại trang để xem dữ liệu hiện có."))
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
        turn = Turn.of(changed, written)
        refuse_kept(table, turn)
        self.update_rows(table, turn)
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
                    _("Trong lúc anh/chị sửa, “{field}” của hồ sơ này đã được người khác sửa.").format(
                        field=translate(table.record_type.fields[name].label)
                    ),
                    _("Mở lại hồ sơ, xem giá trị mới rồi sửa lại."),
                )
            values[position] = old.row[position]
        return as_rows(self.worked_out(table, [[value] for value in values], 1), 1)[0]

    def _upsert_of_one_type(self, records: Sequence[Record], erase: bool) -> list[Saved]:
        table = self._tables[type(records[0])]
        columns = self._columns_of(table, records)
        keys = table.keys_in(columns, len(records))
        known, places = self._known(table, keys, [record.id for record in records])
        again = come_again(keys, [place if place is None else known.ids[place] for place in places])
        if not known.ids and not again:
            return self._insert_all(table, len(records), columns)
        is_new = [place is None for place in places]
        for place in again:
            places[place], is_new[place] = None, False
        ids = new_ids(sum(is_new))
        self.insert_new(table, ids, [list(compress(column, is_new)) for column in columns])
        answers = dict(zip(compress(range(len(records)), is_new), _saved(NEW, ids), strict=True))
        # Stored rows are compared in the order in which they were read, theirs among the records sought out.
        means = {place: own for own, place in enumerate(places) if place is not None}
        stored = known.only(sorted(means))
        own = [means[place] for place in sorted(means)]
        laid = self._lay_over(table, stored, [at(column, own) for column in columns], erase)
        answers.update(zip(own, laid, strict=True))
        if again:
            later = self._upsert_of_one_type(at(records, again), erase)
            answers.update(zip(again, later, strict=True))
        return [answers[place] for place in range(len(records))]

    def _lay_over(self, table: RecordTable, stored: Lot, told: Columns, erase: bool) -> list[Saved]:
        """Update stored rows where what is laid over them, with its computed values, says anything else."""
        turn = laid_over(table, Turn(stored.seqs, stored.ids, stored.columns, told), erase=erase)
        if table.computed and turn.ids:
            turn = turn._replace(after=self.worked_out(table, turn.after, len(turn.ids)))
            turn = turn.only(turn.differs())
        refuse_kept(table, turn)
        self.update_rows(table, turn)
        changed = set(turn.seqs)
        kinds = (CHANGED if seq in changed else UNCHANGED for seq in stored.seqs)
        return list(map(Saved, kinds, stored.ids))

    def worked_out(self, table: RecordTable, columns: Columns, count: int) -> Columns:
        """Columns of so many rows, whose computed values fit their others."""
        if not table.computed or not count:
            return columns
        return self._columns_of(table, list(table.decode([""] * count, [0] * count, columns)))

    def _columns_of(self, table: RecordTable, records: Sequence[Record]) -> Columns:
        asked, norms = self.book_of, self.norms
        return table.columns_of(records, lambda record: asked(record, self) if asked else norms)

    def stored(self, table: RecordTable, ids: Sequence[str]) -> dict[str, Stored]:
        """The stored rows with these ids."""
        return {old.id: old for old in rows_with(self.connection, table, ID, ids).stored()}

    def _known(
        self, table: RecordTable, keys: Sequence[str | None], ids: Sequence[str | None]
    ) -> tuple[Lot, list[int | None]]:
        """The stored rows that records mean by these keys or ids, and where among them each finds its own.

        An id goes before a key. Of several rows with one key it is that which `find_by_keys` finds: the
        oldest, of those that last if any.
        """
        beside = (KEY,) if table.key else ()
        fitting, given = [], [id for id in ids if id]
        if table.key:
            self._asked_by_key(table)
            told = [key for key in keys if key is not None]
            fitting.append(rows_with(self.connection, table, KEY, told, *beside))
        if given:
            fitting.append(rows_with(self.connection, table, ID, given, *beside))
        known = Lot.joined(table.names, fitting)
        order = sorted(range(len(known.ids)), key=known.seqs.__getitem__, reverse=True)
        if ended := table.record_type.lasts[1]:
            lasting = known.columns[table.names.index(ended)]
            order.sort(key=lambda place: lasting[place] is None)
        by_key = {known.beside[0][place]: place for place in order} if table.key else {}
        by_key.pop(None, None)
        places = list(map(by_key.get, keys))
        if given:
            by_id = {id: place for place, id in enumerate(known.ids)}
            places = [by_id.get(id or "", place) for id, place in zip(ids, places, strict=True)]
        return known, places

    def referred_to(self, table: RecordTable, ids: Sequence[str]) -> set[str]:
        """Which of these records others refer to, those others not being among them."""
        for other, _name in self._tables.pointing_at(table):
            self._asked(other, ())
        return still_led_to(self.connection, table, ids)

    def insert_new(self, table: RecordTable, ids: Sequence[str], columns: Columns) -> None:
        """Insert rows, given by columns, under ids that are not in use, as steps of this set."""
        if not ids:
            return
        self._owed.owe(table, self._last(table) + 1, len(ids))
        count = len(table.codec.names)
        written = zip(ids, repeat(self.number), *columns[:count], *table.derived(columns), strict=False)
        insert_rows(self.connection, table.table, table.columns[1:], written)
        self._insert_details(table, ids, columns[count:])
        content = zip(*columns, strict=True) if columns else repeat((), len(ids))
        self._steps.note(table.name, NEW, ids, None, table.names, content)

    def _last(self, table: RecordTable) -> int:
        """The number of the row that came last; 0 where there is none."""
        return self.connection.scalar(sa.select(sa.func.max(table.table.c[SEQ]))) or 0

    def update_rows(self, table: RecordTable, turn: Turn) -> None:
        """Write rows over stored ones, only the columns in which any of them differs."""
        if not turn.ids:
            return
        names, after, places = table.names, turn.after, turn.touched()
        touched = [names[place] for place in places]
        written = [name for name in touched if name not in table.details]
        rest = table.derived_of(touched)
        made: dict[str, Sequence[Any]] = dict(zip(names, after, strict=True))
        if rest:
            made |= zip(table.derived_names, table.derived(after), strict=True)
        columns = [*written, *rest]
        values = zip(repeat(self.number), *(made[name] for name in columns), turn.seqs, strict=False)
        write_over(self.connection, table.table, SEQ, (CHANGED_IN, *columns), list(values))
        if table.details.keys() & set(touched):
            self._replace_details(table, turn.ids, after[len(table.codec.names) :])
        if SEARCH in rest:
            self._owed.settle(table)
            search.index_again(self.connection, table, turn.seqs)
        kept, content = what_was(turn, names, places), zip(*after, strict=True)
        self._steps.note(table.name, CHANGED, turn.ids, kept, names, content)

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


def _saved(kind: str, ids: Sequence[str]) -> list[Saved]:
    return list(map(partial(tuple.__new__, Saved), zip(repeat(kind), ids)))
