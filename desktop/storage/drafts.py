"""What was typed into forms and not saved yet, so that a power cut does not take it; knows no record."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import sqlalchemy as sa

from desktop.accounts import account
from desktop.storage.engines import Engines

kept_drafts = sa.Table(
    "draft",
    sa.MetaData(),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("record_type", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("changed_in", sa.BigInteger, nullable=False),
    sa.Column("typed", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)
"""In the database itself, so that an encrypted one hides it too; no record, so it makes no change set."""


class Draft(NamedTuple):
    """What stood in a form: `typed` by field, of the `record_type` by its qualified name.

    `record` is the id of the record, empty for one that was never saved, and `changed_in` the change set it
    came from. `at` is when it was kept, in UTC (ISO).
    """

    key: str
    record_type: str
    record: str
    changed_in: int
    typed: dict[str, Any]
    at: str


class Drafts:
    """The drafts of one database; what is there when it is opened was left by a run that broke off."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._own: set[str] = set()
        # On a server others type into forms of their own.
        self._whose = "" if isinstance(engines.where, Path) else f"{account()}@{platform.node()} "

    def keep(self, key: str, record_type: str, record: str, changed_in: int, typed: dict[str, Any]) -> None:
        """Keep a draft in place of the one with its key."""
        key = self._whose + key
        draft = Draft(key, record_type, record, changed_in, typed, _now())
        self._own.add(key)
        row = draft._asdict() | {"typed": orjson.dumps(typed).decode()}
        with self._engines.beside.begin() as connection:
            # Made when there is first something to keep: most databases never need it.
            kept_drafts.create(connection, checkfirst=True)
            connection.execute(kept_drafts.delete().where(kept_drafts.c.key == key))
            connection.execute(kept_drafts.insert().values(**row))

    def discard(self, key: str) -> None:
        """Forget what was typed: it was saved or given up."""
        with self._engines.beside.begin() as connection:
            if sa.inspect(connection).has_table(kept_drafts.name):
                connection.execute(kept_drafts.delete().where(kept_drafts.c.key == self._whose + key))

    def left(self) -> list[Draft]:
        """What an earlier run left behind, the newest first."""
        with self._engines.reader.connect() as connection:
            if not sa.inspect(connection).has_table(kept_drafts.name):
                return []
            rows = connection.execute(sa.select(kept_drafts).order_by(kept_drafts.c.at.desc())).mappings()
            # By what this run kept, not by when it began: the clock of a machine may be set back.
            left = [row for row in rows if row["key"] not in self._own and row["key"].startswith(self._whose)]
            return [self._draft(row) for row in left]

    def _draft(self, row: Mapping[Any, Any]) -> Draft:
        told = {"key": row["key"].removeprefix(self._whose), "typed": orjson.loads(row["typed"])}
        return Draft(**(dict(row) | told))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
