"""The door to one database: open, read, write as change sets, undo, look back, copy."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from desktop.accounts import account
from desktop.collector import collector_at_rest
from desktop.declare.authors import PROGRAM
from desktop.declare.charts import Chart
from desktop.declare.fields import AttachedFile
from desktop.declare.norms import NormBook
from desktop.declare.problems import Refusal
from desktop.declare.records import Record
from desktop.declare.retold import retold
from desktop.declare.text import _
from desktop.declare.values import plain_value
from desktop.storage.addresses import Address
from desktop.storage.answers import Answers
from desktop.storage.attachments import Attachments, attachments_of
from desktop.storage.backups import back_up, is_damaged
from desktop.storage.changes import (
    DELETED,
    ChangeSet,
    HistoryEntry,
    Touch,
    Undone,
    broken_seals,
    change_set,
    close_set,
    list_sets,
    tables_of,
    touched_by,
    touches_of,
)
from desktop.storage.codec import BookOf
from desktop.storage.dialects import keep_statistics
from desktop.storage.drafts import Drafts
from desktop.storage.engines import Engines, read_only
from desktop.storage.history import histories_of, history_of
from desktop.storage.migrations import Migrations, bring_up, forms_of, read_meta, write_meta
from desktop.storage.opening import open_engines
from desktop.storage.reading import Reading
from desktop.storage.tables import Tables
from desktop.storage.turns import PATIENCE, Tell
from desktop.storage.undoing import take_back
from desktop.storage.verifying import changed_outside
from desktop.storage.viewing import throw_away
from desktop.storage.writing import Writing

_MANY = 1000
"""New rows after which the database looks again which of its indexes tell most."""


@plain_value
class Info:
    """What a database says of itself: where it is, since when, how many migrations each component ran."""

    where: Address
    created: str
    components: dict[str, int]


class Store:
    """One open database. Its methods may be called from any thread; one write goes on at a time."""

    def __init__(self, engines: Engines, tables: Tables, norms: NormBook) -> None:
        self._engines = engines
        self._tables = tables
        self._writing_thread: int | None = None
        self._seen = 0
        self._forms: dict[str, str] = {}
        self.norms = norms
        self.book_of: BookOf | None = None
        self.judged_by: BookOf | None = None
        self.guard: Callable[[Writing, Sequence[type[Record]]], None] | None = None
        """Asked at the end of what somebody writes, with what it touched; a raise takes it back."""

        self.others_wrote: Callable[[set[type[Record]]], None] | None = None
        """Hears before a write of which types others have written records since the last one here."""

        self.looked_at: Path | None = None
        """The database this one is a copy of, which cannot be written itself (`only_look`)."""

        self.drafts = Drafts(engines)
        self._attachments = attachments_of(engines)
        self._answers = Answers()

    @classmethod
    def open(
        cls,
        where: str | Address,
        record_types: Mapping[str, Sequence[type[Record]]],
        *,
        migrations: Migrations | None = None,
        norms: NormBook | None = None,
        charts: Iterable[Chart] = (),
        key: bytes | None = None,
        seed: Callable[[Writing], None] | None = None,
        patience: float = PATIENCE,
        tell: Tell | None = None,
    ) -> Store:
        """Open a database, or make it where there is no file or the server's is empty.

        `record_types` and `migrations` are given by component. Where `charts` ask for several fields
        of a record at once, these stand in an index of their own. `key` are 32 bytes for an encrypted file.
        `seed` fills a new database, as one change set. `patience` are the seconds waited for another
        program that is writing; `tell` hears at once that it has to be waited for. Raises `Refusal` for a
        file that cannot be used.
        """
        tables = Tables(record_types, charts)
        engines = open_engines(where, key, patience, tell)
        store = cls(engines, tables, norms or NormBook())
        try:
            bring_up(engines, tables, list(record_types), migrations or {})
            store._look_around()
            store._begin_life(seed)
        except BaseException:
            engines.dispose()
            raise
        return store

    def _begin_life(self, seed: Callable[[Writing], None] | None) -> None:
        with self._engines.reader.connect() as connection:
            is_done = "created" in read_meta(connection)
        if is_done:
            return
        with self._write(_("Dữ liệu ban đầu"), PROGRAM, None) as (writing, connection):
            # Asked again: another program may have done it while this one waited for its turn.
            if "created" in read_meta(connection):
                return
            if seed is not None:
                seed(writing)
            write_meta(connection, "created", _now())

    def _look_around(self) -> None:
        with self._engines.reader.connect() as connection:
            self._seen = connection.scalar(sa.select(sa.func.max(change_set.c.number))) or 0
            self._forms = forms_of(read_meta(connection), self._tables)

    def only_look(self, at: Path) -> None:
        """Take no write from now on: this is a copy of a database that cannot be written."""
        self.looked_at = at
        self._attachments = Attachments(at)

    def refusal(self) -> Refusal | None:
        """Why nothing can be written here; None where it can."""
        return read_only(self.looked_at) if self.looked_at is not None else None

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A reader that sees the database as it was at its first question."""
        with ExitStack() as held:
            reading = Reading(lambda: self._connect(held), self._tables, self.norms, self._answers)
            reading.judged_by = self.judged_by
            yield reading

    def _connect(self, held: ExitStack) -> sa.Connection:
        connection = held.enter_context(self._engines.reader.connect())
        held.enter_context(connection.begin())
        return connection

    @contextmanager
    def writing(self, why: str, *, who: str | None = None) -> Iterator[Writing]:
        """One write: a clean end makes it one sealed change set, an exception as if nothing had been."""
        with self._write(why, who, None) as (writing, _connection):
            yield writing

    @contextmanager
    def _write(
        self, why: str, who: str | None, undoes: int | None
    ) -> Iterator[tuple[Writing, sa.Connection]]:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a write cannot begin within another write of the same thread")
        if refusal := self.refusal():
            raise refusal
        with self._engines.writer.connect() as connection:
            connection.begin()
            self._writing_thread = threading.get_ident()
            try:
                last = connection.scalar(sa.select(sa.func.max(change_set.c.number))) or 0
                self._follow_others(connection, last)
                writing = Writing(connection, self._tables, self.norms, last + 1)
                writing.book_of = self.book_of
                writing.judged_by = self.judged_by
                yield writing, connection
                number = 0
                if not writing.is_rolled_back:
                    if who is None and self.guard is not None:
                        self.guard(writing, self._touched_types(connection, writing.number))
                    writing.settle()
                    who = who or self.account
                    made = close_set(connection, writing.number, _now(), who, why, undoes)
                    connection.commit()
                    number = made.number if made else 0
                    self._seen = number or last
                    if made and made.new > _MANY:
                        # It is written: what only helps to find it may be left to another time.
                        with suppress(Refusal):
                            keep_statistics(connection)
                writing.close(number, lambda: self._touched_by(number))
            finally:
                self._writing_thread = None

    def _follow_others(self, connection: sa.Connection, last: int) -> None:
        """Hear what other programs have written since; refuse to write into what a newer one has remade."""
        # Those of other components may be new: not every PC has installed the same.
        if not self._forms.items() <= read_meta(connection).items():
            raise Refusal(
                _("Sổ dữ liệu vừa được một bản khác của chương trình làm lại."),
                _("Đóng chương trình, cài cùng một bản trên các máy rồi mở lại."),
            )
        if last > self._seen and self.others_wrote is not None:
            numbers = range(self._seen + 1, last + 1)
            touched = (self._touched_types(connection, number) for number in numbers)
            self.others_wrote(set(chain.from_iterable(touched)))
        self._seen = last

    def undo(
        self,
        change_set: int,
        *,
        who: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Undone:
        """Go back to what was before a set, as a new set; what a later set changed again is left.

        What `progress` raises leaves everything as it was.
        """
        found = self._set(change_set)
        if found is None:
            raise Refusal(
                _("Không có lần ghi số {number}.").format(number=change_set),
                _("Xem số của các lần ghi ở trang Lịch sử, hoặc bằng lệnh: ntp-desktop changes"),
            )
        if found.undone_by is not None:
            raise Refusal(
                _("Lần ghi số {number} đã được hoàn tác.").format(number=change_set),
                _("Muốn làm lại thì hoàn tác lần ghi số {number}.").format(number=found.undone_by),
            )
        why = self._why_back(found)
        with self._write(why, who, change_set) as (writing, connection), collector_at_rest():
            conflicts = take_back(connection, self._tables, writing, change_set, progress)
            changes = writing.changes()
        return Undone(self._set(writing.number), conflicts, changes)

    def _why_back(self, found: ChangeSet) -> str:
        """Told of the first set of a chain of undo and redo: taken back, or done again."""
        first, sentence = found, _("Hoàn tác lần ghi số {number}: {why}")
        turns = 0
        while first.undoes is not None and (earlier := self._set(first.undoes)) is not None:
            first, turns = earlier, turns + 1
        if turns % 2:
            sentence = _("Làm lại lần ghi số {number}: {why}")
        return sentence.format(number=first.number, why=retold(first.why))

    def change_sets(
        self, *, limit: int = 100, before: int | None = None, record: str | None = None
    ) -> list[ChangeSet]:
        """The newest sets first; those below a number, those that touched a record (by id)."""
        with self._engines.reader.connect() as connection:
            return list_sets(connection, limit=limit, before=before, record=record)

    def history(self, record_type: type[Record], id: str) -> list[HistoryEntry]:
        """What each set did to a record, the newest first; deleted records have a history too."""
        with self._engines.reader.connect() as connection:
            return history_of(
                Reading(lambda: connection, self._tables, self.norms), self._tables[record_type], id
            )

    def histories(self, record_type: type[Record], touches: Sequence[Touch]) -> dict[str, list[HistoryEntry]]:
        """The same of the records of a type that these touches are of, by their ids."""
        with self._engines.reader.connect() as connection:
            reading = Reading(lambda: connection, self._tables, self.norms)
            return histories_of(reading, self._tables[record_type], touches)

    def touches(self, record_type: type[Record]) -> list[Touch]:
        """Who touched which record of a type in which set, the oldest first."""
        with self._engines.reader.connect() as connection:
            return list(touches_of(connection, self._tables[record_type].name))

    def touched(self, change_set: int, record_type: type[Record]) -> list[str]:
        """The ids of the records of a type that a set made or changed."""
        kinds = self._touched_by(change_set).get(self._tables[record_type].name, {})
        return [id for id, kind in kinds.items() if kind != DELETED]

    def verify(self) -> list[str]:
        """Sentences on what is damaged or was changed from outside; empty for a sound database."""
        if is_damaged(self._engines):
            return [_("Tệp dữ liệu bị hỏng; hãy khôi phục từ bản sao lưu gần nhất.")]
        with self._engines.reader.connect() as connection:
            reading = Reading(lambda: connection, self._tables, self.norms)
            return broken_seals(connection) or changed_outside(connection, reading, self._tables)

    def backup(self, to: Path) -> None:
        """Copy the database as it is now; the copy is read again before it gets its name."""
        back_up(self._engines.where, Path(to), self._engines.key)

    def attach(self, path: Path) -> AttachedFile:
        """Keep a copy of a file beside the database."""
        if refusal := self.refusal():
            raise refusal
        return self._attachments.keep(Path(path))

    def attachment(self, file: AttachedFile) -> Path:
        """Where a kept file lies."""
        return self._attachments.path_of(file)

    @property
    def account(self) -> str:
        """Who writes here where nobody else is named."""
        return account()

    @property
    def info(self) -> Info:
        """What the database says of itself."""
        with self._engines.reader.connect() as connection:
            meta = read_meta(connection)
        own = {name.partition(":")[2]: int(value) for name, value in meta.items() if "component:" in name}
        return Info(self.looked_at or self._engines.where, meta.get("created", ""), own)

    def close(self) -> None:
        """Let go of the database."""
        self._attachments.close()
        self._engines.dispose()
        if self.looked_at is not None and isinstance(self._engines.where, Path):
            throw_away(self._engines.where)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *failure: Any) -> None:
        self.close()

    def _touched_by(self, number: int) -> dict[str, dict[str, str]]:
        with self._engines.reader.connect() as connection:
            return touched_by(connection, number) if number else {}

    def _touched_types(self, connection: sa.Connection, number: int) -> list[type[Record]]:
        names = tables_of(connection, number)
        return [self._tables.by_name[name].record_type for name in names if name in self._tables.by_name]

    def _set(self, number: int) -> ChangeSet | None:
        with self._engines.reader.connect() as connection:
            return next(iter(list_sets(connection, numbers=[number])), None)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
