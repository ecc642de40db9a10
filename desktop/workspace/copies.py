"""Says where the next copy of a database goes; what is about to change it asks for one first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desktop.storage.backups import back_up
from desktop.storage.engines import read_only

__all__ = ["back_up", "keep_copy", "next_copy"]


def next_copy(where: Path) -> Path:
    """The file in `backups` beside a database that a copy made now is to have. Raises `Refusal`."""
    folder = where.parent / "backups"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as failure:
        raise read_only(where) from failure
    return folder / f"{where.stem}-{datetime.now():%Y%m%d-%H%M%S}{where.suffix}"


def keep_copy(where: Path) -> Path | None:
    """Copy a database as it is now; where that lies, None where there are no data yet. Raises `Refusal`."""
    if not where.exists():
        return None
    to = next_copy(where.absolute())
    back_up(where.absolute(), to)
    return to
