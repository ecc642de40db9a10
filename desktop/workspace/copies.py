"""Says where the next copy of a database goes; what is about to change it asks for one first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desktop.storage.addresses import Address
from desktop.storage.backups import back_up, file_beside
from desktop.storage.engines import read_only

__all__ = ["back_up", "keep_copy", "next_copy"]


def next_copy(where: Address) -> Path:
    """The file in `backups` beside a database that a copy made now is to have. Raises `Refusal`."""
    beside = file_beside(where)
    folder = beside.parent / "backups"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise read_only(beside) from failure
    return folder / f"{beside.stem}-{datetime.now():%Y%m%d-%H%M%S}{beside.suffix}"


def keep_copy(where: Address) -> Path | None:
    """Copy a database as it is now; where that lies, None where there are no data yet. Raises `Refusal`."""
    if isinstance(where, Path) and not where.exists():
        return None
    to = next_copy(where)
    back_up(where, to)
    return to
