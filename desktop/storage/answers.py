"""Keeps the sums that were asked for, each good until a change set touches its table; knows no question."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from desktop.storage.changes import change, change_set

Answer = list[tuple[Any, ...]]
_MOST = 200


class Answers:
    """The answers of one open database. A start page asks the same of the same rows again and again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[int, Answer]] = OrderedDict()
        self._lock = threading.Lock()

    def answer(
        self, connection: sa.Connection, table: str, question: str, work_out: Callable[[], Answer]
    ) -> Answer:
        """What was answered before where it still holds, otherwise what `work_out` finds now."""
        last = connection.scalar(sa.select(sa.func.max(change_set.c.number))) or 0
        with self._lock:
            at, answer = self._kept.get(question, (last + 1, []))
        # An answer of a later moment than this reader sees is none of its own.
        if at > last or (at < last and _is_touched(connection, table, at)):
            answer = work_out()
        with self._lock:
            self._kept[question] = (last, answer)
            self._kept.move_to_end(question)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return list(answer)


def _is_touched(connection: sa.Connection, table: str, since: int) -> bool:
    """Whether a set after one has steps in a table."""
    later = sa.select(sa.literal(1)).where(change.c.change_set > since, change.c.record_type == table)
    return connection.scalar(later.limit(1)) is not None
