"""Looks at a database that cannot be written by means of a copy of its own; knows no record."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import uuid
from contextlib import suppress
from pathlib import Path

from desktop.declare.problems import Refusal
from desktop.declare.text import _

_BESIDE = ("", "-wal")
"""What makes up a database that nobody has open: the file, and writes that have not been folded into it."""
_PREFIX = "ntp-xem-"
_LEFT_BEHIND = 24 * 60 * 60
"""Seconds after which a copy is taken for one whose window never came to throw it away."""
_TRIES = 3


def can_only_be_read(where: Path) -> bool:
    """Whether there is a file that takes no write, because of itself, its folder or its disk."""
    if not where.is_file() or not os.access(where, os.R_OK):
        return False
    if os.name != "nt":
        # A file opened and closed again would let go of the locks another connection of ours holds there.
        return not all(os.access(place, os.W_OK) for place in (where, where.parent))
    return refuses_writes(where)


def refuses_writes(where: Path) -> bool:
    """Whether a file or its folder refuses when it is asked to be written; nothing is left there."""
    # Under one name, once: `tempfile` tries name after name where a folder on Windows refuses them all.
    probe = where.with_name(f"{where.name}.{uuid.uuid4().hex}")
    try:
        with where.open("r+b"), probe.open("xb"):
            pass
    except PermissionError:
        return True
    except OSError:
        return False
    with suppress(OSError):
        probe.unlink()
    return False


def copy_to_look_at(where: Path) -> Path:
    """A copy under the same name in a folder nobody else may open. Raises `Refusal`."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as failure:
        raise _not_copied(where) from failure
    copy = folder / where.name
    try:
        for _number in range(_TRIES):
            before = _as_written(where)
            _copy(where, copy)
            if _as_written(where) == before:
                return copy
    except OSError as failure:
        throw_away(copy)
        raise _not_copied(where) from failure
    throw_away(copy)
    raise Refusal(
        _("“{name}” đang được người khác ghi.").format(name=where.name), _("Đợi một lát rồi mở lại.")
    )


def _copy(where: Path, to: Path) -> None:
    for ending in _BESIDE:
        part, copy = (path.with_name(path.name + ending) for path in (where, to))
        copy.unlink(missing_ok=True)
        if part.is_file():
            shutil.copyfile(part, copy)


def _as_written(where: Path) -> list[tuple[int, int] | None]:
    """By what a write that others made is seen: when each file was written last, and its size."""
    told: list[tuple[int, int] | None] = []
    for ending in _BESIDE:
        try:
            found = where.with_name(where.name + ending).stat()
        except FileNotFoundError:
            told.append(None)
        else:
            told.append((found.st_mtime_ns, found.st_size))
    return told


def _not_copied(where: Path) -> Refusal:
    return Refusal(
        _("Không chép được “{name}” ra ổ đĩa của máy để xem.").format(name=where.name),
        _("Kiểm tra ổ đĩa của máy còn chỗ trống rồi thử lại."),
    )


def throw_away(copy: Path) -> None:
    """Delete a copy and its folder."""
    shutil.rmtree(copy.parent, ignore_errors=True)


def throw_away_left_behind() -> None:
    """Delete the copies of windows that were ended before they could: they hold names."""
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            if folder.stat().st_mtime < time.time() - _LEFT_BEHIND:
                shutil.rmtree(folder, ignore_errors=True)
