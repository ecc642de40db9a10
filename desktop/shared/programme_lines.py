"""The programmes and their lines as the program comes with them, each row with its source; no database."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.shared.programme import Programme, ProgrammeLine
from desktop.shared.shipped import lasting_id, rows_of, values_of

__all__ = ["lasting_id", "read_lines", "read_programmes", "rows_of", "values_of"]


def read_programmes() -> Sequence[Programme]:
    """The definitions of the Programme: QĐ 1719 and the merged one beside it."""
    return Programme.first_records()


def read_lines() -> Sequence[ProgrammeLine]:
    """Their projects, sub-projects and contents, parents before children."""
    return ProgrammeLine.first_records()
