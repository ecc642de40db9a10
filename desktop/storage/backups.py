"""Copies of a database that were read again before they get their name; knows no record."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.storage.engines import connect, forget, refusal_for


def back_up(where: Path, to: Path, key: bytes | None = None) -> None:
    """Copy a database as it is, whatever version wrote it; an earlier file is replaced at the very end."""
    part = to.with_name(to.name + ".part")
    try:
        part.unlink(missing_ok=True)
        source = connect(where, key)
        try:
            _copy(source, part, key)
            _check(part, key)
        finally:
            source.close()
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.replace(part, to)
    except (driver.Error, OSError) as failure:
        told = refusal_for(failure, to) or Refusal(
            _("Không ghi được bản sao vào “{folder}”.").format(folder=to.parent),
            _("Kiểm tra ổ đĩa còn chỗ trống và cho phép ghi."),
        )
        raise told from None
    finally:
        forget(part)


def _copy(source: Any, part: Path, key: bytes | None) -> None:
    target = connect(part, key, mode="rwc")
    try:
        # In one step: a copy in small steps starts again with every write and may never end.
        source.backup(target)
    finally:
        target.close()


def _check(part: Path, key: bytes | None) -> None:
    copy = connect(part, key)
    try:
        damages = damages_of(copy, key, quick=True)
    finally:
        copy.close()
    if damages:
        raise Refusal(
            _("Bản sao vừa ghi bị hỏng nên đã bỏ đi."), _("Thử lại ở một ổ đĩa khác; ổ này có thể sắp hỏng.")
        )


def damages_of(connection: Any, key: bytes | None, *, quick: bool = False) -> list[str]:
    """What the database's own check finds; nothing for a sound one."""
    found: list[str] = []
    if key is not None:
        found += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    check = "quick_check" if quick else "integrity_check"
    found += [str(row[0]) for row in connection.execute(f"PRAGMA {check}")]
    return [damage for damage in found if damage != "ok"]
