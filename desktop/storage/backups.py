"""Copies of a database that were read again before they get their name; knows no record."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.storage.engines import connect, connect_ours, damaged, forget, refusal_for


def back_up(where: Path, to: Path, key: bytes | None = None) -> None:
    """Copy a database as it is, whatever version wrote it; an earlier file is replaced at the very end."""
    part = to.with_name(to.name + ".part")
    source = connect_ours(where, key)
    try:
        part.unlink(missing_ok=True)
        part.touch()
        _copy(source, part, key)
        if _is_damaged(part, key):
            raise damaged(where) if _is_damaged(where, key) else _badly_written()
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.replace(part, to)
    except (driver.Error, OSError) as failure:
        raise _why_not(failure, where, to, key) from None
    finally:
        source.close()
        with suppress(OSError):
            forget(part)


def _copy(source: Any, part: Path, key: bytes | None) -> None:
    target = connect(part, key, mode="rwc")
    try:
        # In one step: a copy in small steps starts again with every write and may never end.
        source.backup(target)
    finally:
        target.close()


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


def _why_not(failure: Exception, where: Path, to: Path, key: bytes | None) -> Refusal:
    """Whether it is the database or the place of the copy that stands in the way."""
    if isinstance(failure, driver.Error):
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


def damages_of(connection: Any, key: bytes | None, *, quick: bool = False) -> list[str]:
    """What the database's own check finds; nothing for a sound one."""
    found: list[str] = []
    if key is not None:
        found += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    check = "quick_check" if quick else "integrity_check"
    found += [str(row[0]) for row in connection.execute(f"PRAGMA {check}")]
    return [damage for damage in found if damage != "ok"]
