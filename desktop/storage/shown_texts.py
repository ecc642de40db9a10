"""Finding texts by what English shows of them, where they are stored in Vietnamese; writes nothing.

Only lists the program comes with have such fields: their different texts are few and read whole.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from desktop.declare.text import fold, language
from desktop.storage.dialects import among
from desktop.storage.tables import RecordTable


def spoken_fields(table: RecordTable) -> list[str]:
    """The fields that the language in use shows otherwise than they are stored."""
    if language() == "vi":
        return []
    return [name for name, field in table.codec.fields.items() if getattr(field, "spoken", None)]


def shown_as(
    connection: sa.Connection, table: RecordTable, name: str, fits: Callable[[str], bool]
) -> sa.ColumnElement[bool]:
    """The condition that what a field shows fits; `fits` is given it folded."""
    column, field = table.table.c[name], table.codec.fields[name]
    stored = connection.scalars(sa.select(column).where(column.is_not(None)).distinct())
    return among(column, [text for text in stored if fits(fold(field.format(text)))])
