"""Waiting for another program that holds the file: told at once, and not for long; knows no table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import sqlcipher3.dbapi2 as driver

from desktop.declare.text import _

PATIENCE = 10.0
"""Seconds an officer waits for another window or command before being asked to try again."""
Tell = Callable[[str], None]
"""Hears a sentence, from whichever thread has to wait."""


class Turns(NamedTuple):
    """How long is waited for whoever else writes into a file, and who is told that it goes on."""

    where: Path
    patience: float = PATIENCE
    tell: Tell | None = None

    def took(self, connection: Any, statement: str) -> bool:
        """Run a statement that needs the file if it is free; where it is not, tell and answer False.

        Whoever asked runs it again then, and waits.
        """
        connection.execute("PRAGMA busy_timeout=0")
        try:
            connection.execute(statement).close()
        except driver.OperationalError as failure:
            if not is_taken(failure):
                raise
        else:
            return True
        finally:
            connection.execute(f"PRAGMA busy_timeout={int(self.patience * 1000)}")
        if self.tell is not None:
            says = _("Tệp dữ liệu “{name}” đang được cửa sổ hoặc lệnh khác ghi; chờ tối đa {seconds} giây…")
            self.tell(says.format(name=self.where.name, seconds=round(self.patience)))
        return False


def is_taken(failure: BaseException) -> bool:
    """Whether the driver says that somebody else holds the file."""
    said = str(failure).lower()
    return "locked" in said or "busy" in said
