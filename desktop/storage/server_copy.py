"""A database on a server copied into a file of this machine, which opens like any other; knows no record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from desktop.storage import changes
from desktop.storage.addresses import Server
from desktop.storage.attachments import Attachments, kept_files
from desktop.storage.dialects import insert_rows
from desktop.storage.drafts import kept_drafts
from desktop.storage.engines import Engines, open_file
from desktop.storage.server import HEAD, open_server
from desktop.storage.turns import PATIENCE

_LOT = 2000
_FORMS = ("shape:", "indexes:")
"""What a database says of the form of its tables. The copy says nothing, so that it is brought up when it
is opened: with the index of words that a server does without."""


def copy_to_file(server: Server, path: Path, key: bytes | None, files: Attachments) -> None:
    """Write all tables and attached files of a server, those of absent components too, as of one moment."""
    source = open_server(server, PATIENCE, None)
    try:
        target = open_file(path, key, PATIENCE)
        try:
            _copy_all(source, target, files)
        finally:
            target.dispose()
    finally:
        source.dispose()


def _copy_all(source: Engines, target: Engines, files: Attachments) -> None:
    with source.reader.connect() as asked, target.writer.begin() as written:
        known = sa.MetaData()
        known.reflect(asked)
        for table in known.sorted_tables:
            if table.name == kept_files.name:
                _copy_files(asked, files)
            elif table.name not in (HEAD, kept_drafts.name):
                _copy_table(asked, written, table)


def _copy_table(asked: sa.Connection, written: sa.Connection, table: sa.Table) -> None:
    own = changes.metadata.tables.get(table.name)
    plain = own if own is not None else sa.Table(table.name, sa.MetaData(), *_columns(table))
    plain.create(written)
    rows = sa.select(*table.columns).order_by(*table.primary_key.columns)
    if table.name == changes.meta.name:
        rows = rows.where(*(sa.not_(table.c.name.startswith(form)) for form in _FORMS))
    names = [column.name for column in table.columns]
    for lot in asked.execute(rows).partitions(_LOT):
        insert_rows(written, plain, names, [tuple(row) for row in lot])


def _columns(table: sa.Table) -> Iterator[sa.Column[Any]]:
    is_alone = len(table.primary_key.columns) == 1
    for column in table.columns:
        is_whole = isinstance(column.type, sa.Integer)
        # Alone the key of a table, a whole number is the number of the row itself in a file.
        is_number_of_row = is_whole and is_alone and column.primary_key
        kind = sa.Integer() if is_number_of_row else sa.BigInteger() if is_whole else sa.Text()
        yield sa.Column(
            column.name,
            kind,
            primary_key=column.primary_key,
            nullable=column.nullable,
            unique=column.name == "id" or None,
        )


def _copy_files(asked: sa.Connection, files: Attachments) -> None:
    for digest in asked.scalars(sa.select(kept_files.c.digest)).all():
        if not (files.folder / digest).exists():
            content = asked.scalar(sa.select(kept_files.c.content).where(kept_files.c.digest == digest))
            files.put(digest, partial(_write, content or b""))


def _write(content: bytes, part: Path) -> None:
    part.write_bytes(content)
