"""Earlier schemes and rules over supports that a new database starts with; no database."""

from __future__ import annotations

from desktop.shared.programme_lines import lasting_id, rows_of, values_of
from desktop.shared.support_history import SupportScheme
from desktop.shared.support_limits import SupportLimit


def read_schemes() -> list[SupportScheme]:
    """The programmes and policies that gave support before, each with its confidence."""
    found = []
    for row in rows_of("support_schemes"):
        row["also_called"] = row["also_called"].replace("|", "\n")
        found.append(SupportScheme(id=lasting_id("scheme", row["code"]), **values_of(SupportScheme, row)))
    return found


def read_limits() -> list[SupportLimit]:
    """The rules over all a household received, each with its legal basis and its dates."""
    return [
        SupportLimit(id=lasting_id("limit", row["code"]), **values_of(SupportLimit, row))
        for row in rows_of("support_limits")
    ]
