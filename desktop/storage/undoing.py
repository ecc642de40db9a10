"""Takes a change set back as far as nothing later stands against it; writes through a `Writing`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.storage.changes import DELETED, NEW, Conflict, Step, net, steps_of
from desktop.storage.lots import Stored
from desktop.storage.overlaying import Turn
from desktop.storage.referring import referring_first
from desktop.storage.tables import RecordTable, Row, Tables
from desktop.storage.writing import Writing


def take_back(
    connection: sa.Connection,
    tables: Tables,
    writing: Writing,
    number: int,
    progress: Callable[[int, int], None] | None = None,
) -> list[Conflict]:
    """Write the way back of a set; answers what was left because a later set changed it again.

    `progress` hears how many records are done of how many; what it raises leaves all as it was.
    """
    steps = net(steps_of(connection, number=number))
    for name in {name for name, _id in steps} - set(tables.by_name):
        raise Refusal(
            _("Lần ghi này có dữ liệu của phần “{name}” hiện không được cài.").format(
                name=name.split("__")[0]
            ),
            _("Cài lại phần đó rồi hoàn tác."),
        )
    among = (step for step in steps_of(connection, after=number) if (step.table, step.id) in steps)
    later = net(among)
    conflicts: list[Conflict] = []
    done = 0
    # What refers goes first: where both came with this set, neither stands in the other's way.
    for table in referring_first(tables, {name for name, _id in steps}):
        if progress is not None:
            progress(done, len(steps))
        own = {id: step for (name, id), step in steps.items() if name == table.name}
        done += len(own)
        since = {id: step for (name, id), step in later.items() if name == table.name}
        conflicts += _OneType(writing, table, since).take_back(own)
    if progress is not None:
        # The last moment to stop: what follows is written.
        progress(done, len(steps))
    return conflicts


class _OneType:
    """The way back for the records of one type; `later` says what came to each of them since."""

    def __init__(self, writing: Writing, table: RecordTable, later: Mapping[str, Step]) -> None:
        self.writing = writing
        self.table = table
        self.later = {id: table.frozen(step.kept) for id, step in later.items()}
        self.conflicts: list[Conflict] = []

    def take_back(self, steps: Mapping[str, Step]) -> list[Conflict]:
        stored = self.writing.stored(self.table, list(steps))
        doomed: list[Stored] = []
        gone: list[Step] = []
        back: list[tuple[Stored, Row]] = []
        for id, step in steps.items():
            now = stored.get(id)
            if step.kind == DELETED:
                if now is None:
                    gone.append(step)
            elif step.kind == NEW:
                if now is not None and self._is_as_left(now):
                    doomed.append(now)
            elif now is None:
                self._refuse(id, (), _("Hồ sơ đã bị xóa sau đó nên không hoàn tác được."))
            else:
                back.append((now, self._row_before(now, self.table.frozen(step.kept))))
        self._delete(doomed)
        self._restore(gone)
        turn = Turn.of([now for now, _row in back], [row for _now, row in back])
        turn = turn._replace(after=self.writing.worked_out(self.table, turn.after, len(back)))
        self.writing.update_rows(self.table, turn.only(turn.differs()))
        return self.conflicts

    def _is_as_left(self, now: Stored) -> bool:
        fields = tuple(name for name in self.later.get(now.id, {}) if self._differs(now, name))
        if fields:
            self._refuse(now.id, fields, _("Hồ sơ đã được sửa sau đó nên được giữ lại."))
        return not fields

    def _differs(self, now: Stored, name: str) -> bool:
        """Whether a field no longer holds what the set left in it."""
        if name in self.table.computed or name not in self.table.names:
            return False
        return bool(now.row[self.table.names.index(name)] != self.later[now.id][name])

    def _row_before(self, now: Stored, kept: Mapping[str, Any]) -> Row:
        later = self.later.get(now.id, {})
        stay = {name for name in kept if name in later and self._differs(now, name)}
        if stay:
            said = _("Đã được sửa sau đó nên giữ giá trị hiện có.")
            self._refuse(now.id, tuple(name for name in kept if name in stay), said)
        return tuple(
            kept[name] if name in kept and name not in stay else value
            for name, value in zip(self.table.names, now.row, strict=True)
        )

    def _delete(self, doomed: list[Stored]) -> None:
        needed = self.writing.referred_to(self.table, [row.id for row in doomed]) if doomed else set()
        for row in doomed:
            if row.id in needed:
                self._refuse(row.id, (), _("Dữ liệu khác dùng đến hồ sơ này nên nó được giữ lại."))
        self.writing.delete_rows(self.table, [row for row in doomed if row.id not in needed])

    def _restore(self, gone: list[Step]) -> None:
        rows = []
        for step in gone:
            kept = self.table.frozen(step.kept)
            empty = dict.fromkeys(self.table.details, ())
            rows.append(tuple(kept.get(name, empty.get(name)) for name in self.table.names))
        columns = list(zip(*rows, strict=True))
        self.writing.insert_new(self.table, [step.id for step in gone], columns)

    def _refuse(self, id: str, fields: tuple[str, ...], message: str) -> None:
        self.conflicts.append(Conflict(self.table.record_type.__name__, id, fields, message))
