"""Copies of a database that were read again before they get their name; knows no record."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.installation import data_folder
from desktop.storage.addresses import Address, Server
from desktop.storage.attachments import Attachments
from desktop.storage.engines import Engines, connect, connect_ours, damaged, forget, refusal_for


def back_up(where: Address, to: Path, key: bytes | None = None) -> None:
    """Copy a database as it is, whatever version wrote it; an earlier file is replaced at the very end.

    The copy of one on a server is a file like any other, encrypted where there is a `key`.
    """
    part = to.with_name(to.name + ".part")
    if isinstance(where, Path):
        connect_ours(where, key).close()
    try:
        part.unlink(missing_ok=True)
        _copy(where, part, key, to)
        if _is_damaged(part, key):
            raise damaged(where) if isinstance(where, Path) and _is_damaged(where, key) else _badly_written()
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.replace(part, to)
    except (driver.Error, OSError) as failure:
        raise _why_not(failure, where, to, key) from None
    finally:
        with suppress(OSError):
            forget(part)


def file_beside(where: Address) -> Path:
    """The file beside which copies of a database lie; of one on a server among the user's own data."""
    if isinstance(where, Path):
        return where
    return data_folder() / f"{re.sub(r'[^A-Za-z0-9_.-]', '_', f'{where.name}@{where.host}')}.db"


def copy_before(where: Address, what: str) -> Path:
    """The file for a copy of a database as it is before something is done to it."""
    beside = file_beside(where)
    beside.parent.mkdir(parents=True, exist_ok=True)
    return beside.with_name(f"{beside.stem}.before-{what}{beside.suffix}")


def _copy(where: Address, part: Path, key: bytes | None, to: Path) -> None:
    if isinstance(where, Server):
        # Imported here: only an office with a server has its driver loaded.
        from desktop.storage.server_copy import copy_to_file

        copy_to_file(where, part, key, Attachments(to))
        return
    part.touch()
    source = connect(where, key)
    try:
        target = connect(part, key, mode="rwc")
        try:
            # In one step: a copy in small steps starts again with every write and may never end.
            source.backup(target)
        finally:
            target.close()
    finally:
        source.close()


def _is_damaged(path: Path, key: bytes | None) -> bool:
    database = connect(path, key)
    try:
        return bool(damages_of(database, key, quick=True))
    except driver.OperationalError:
        raise
    except driver.DatabaseError:
        return True
    finally:
        database.close()


def _badly_written() -> Refusal:
    return Refusal(
        _("Bản sao vừa ghi bị hỏng nên đã bỏ đi."), _("Thử lại ở một ổ đĩa khác; ổ này có thể sắp hỏng.")
    )


def _why_not(failure: Exception, where: Address, to: Path, key: bytes | None) -> Refusal:
    """Whether it is the database or the place of the copy that stands in the way."""
    if isinstance(failure, driver.Error) and isinstance(where, Path):
        try:
            if _is_damaged(where, key):
                return damaged(where)
        except driver.Error as unseen:
            # A database that cannot even be looked at, on a stick that comes loose, is itself in the way.
            if said := refusal_for(unseen, where):
                return said
    return refusal_for(failure, to) or Refusal(
        _("Không ghi được bản sao vào “{folder}”.").format(folder=to.parent),
        _("Kiểm tra ổ đĩa còn chỗ trống và cho phép ghi."),
    )


def is_damaged(engines: Engines) -> bool:
    """Whether the file of an open database cannot be trusted; a server watches over its own."""
    if not isinstance(engines.where, Path):
        return False
    connection = connect(engines.where, engines.key)
    try:
        return bool(damages_of(connection, engines.key))
    finally:
        connection.close()


def damages_of(connection: Any, key: bytes | None, *, quick: bool = False) -> list[str]:
    """What the database's own check finds; nothing for a sound one."""
    found: list[str] = []
    if key is not None:
        found += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    check = "quick_check" if quick else "integrity_check"
    found += [str(row[0]) for row in connection.execute(f"PRAGMA {check}")]
    return [damage for damage in found if damage != "ok"]
