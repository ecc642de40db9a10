"""Records of two types beside each other, as SQL; runs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from desktop.declare.rules import Beside
from desktop.storage.tables import SEQ, RecordTable


def joined(
    table: RecordTable, other: RecordTable, query: Beside, names: Sequence[str], other_names: Sequence[str]
) -> sa.Select[Any]:
    """The pairs of a query, in the order both were made; conditions on the records are still to come."""
    own, beside = table.table.c, other.table.alias().c
    alike = [own[name] == beside[like] for name, like in query.on.items()]
    filled = [own[name] > "" for name in query.on if isinstance(own[name].type, sa.String)]
    differing = [own[name] != beside[like] for name, like in query.differing.items()]
    told = [*(own[name] for name in names), *(beside[name] for name in other_names)]
    return sa.select(*told).where(*alike, *filled, *differing).order_by(own[SEQ], beside[SEQ])
