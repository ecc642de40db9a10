"""Who stands behind a change set, as an officer reads it; knows no store."""

from __future__ import annotations

from desktop.declare.text import _

PROGRAM = "system"
"""Who writes what the program brings; rows that anybody else has touched are an office's own."""


def shown_author(who: str) -> str:
    """The name of an officer; of what the program wrote, that it did."""
    return _("Phần mềm") if who == PROGRAM else who
