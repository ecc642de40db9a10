"""Looks at a database that cannot be written by means of a copy of its own; knows no record."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from desktop.declare.problems import Refusal
from desktop.declare.text import _

_BESIDE = ("", "-wal")
"""What makes up a database that nobody has open: the file, and writes that have not been folded into it."""


def can_only_be_read(where: Path) -> bool:
    """Whether there is a file that takes no write, because of itself, its folder or its disk."""
    if not where.is_file() or not os.access(where, os.R_OK):
        return False
    if os.name != "nt":
        # A file opened and closed again would let go of the locks another connection of ours holds there.
        return not all(os.access(place, os.W_OK) for place in (where, where.parent))
    try:
        with where.open("r+b"), tempfile.TemporaryFile(dir=where.parent):
            return False
    except PermissionError:
        return True
    except OSError:
        return False


def copy_to_look_at(where: Path) -> Path:
    """A copy under the same name in a folder nobody else may open. Raises `Refusal`."""
    folder = Path(tempfile.mkdtemp(prefix="ntp-xem-"))
    try:
        for ending in _BESIDE:
            part = where.with_name(where.name + ending)
            if part.is_file():
                shutil.copyfile(part, folder / part.name)
    except OSError as failure:
        throw_away(folder / where.name)
        raise Refusal(
            _("Không chép được “{name}” ra ổ đĩa của máy để xem.").format(name=where.name),
            _("Kiểm tra ổ đĩa của máy còn chỗ trống rồi thử lại."),
        ) from failure
    return folder / where.name


def throw_away(copy: Path) -> None:
    """Delete a copy and its folder."""
    shutil.rmtree(copy.parent, ignore_errors=True)
