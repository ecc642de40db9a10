"""The programmes and their lines as the program comes with them, each row with its source; no database."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Iterator

from desktop.declare.fields import Field
from desktop.declare.records import Record
from desktop.resources import resource
from desktop.shared.programme import Programme, ProgrammeLine

_OURS = uuid.UUID("7b1d7c58-6b0f-5a54-9a4e-1f0a52d1c719")


def lasting_id(kind: str, code: str) -> str:
    """The id of a shipped record, the same on every PC: made from what it is known by."""
    return str(uuid.uuid5(_OURS, f"{kind}/{code}"))


def read_programmes() -> list[Programme]:
    """The definitions of the Programme: QĐ 1719 and the merged one beside it."""
    return [
        Programme(id=lasting_id("programme", row["code"]), **values_of(Programme, row))
        for row in rows_of("programmes")
    ]


def read_lines() -> list[ProgrammeLine]:
    """Their projects, sub-projects and contents, parents before children."""
    found = []
    for row in rows_of("lines"):
        programme, parent = row.pop("programme"), row.pop("parent")
        row["also_called"] = row["also_called"].replace("|", "\n")
        line = ProgrammeLine(id=lasting_id(programme, row["code"]), **values_of(ProgrammeLine, row))
        line.__dict__["programme"] = lasting_id("programme", programme)
        line.__dict__["parent"] = lasting_id(programme, parent) if parent else None
        found.append(line)
    return found


def values_of(record_type: type[Record], row: dict[str, str]) -> dict[str, object]:
    fields: dict[str, Field[object]] = record_type.fields
    return {name: fields[name].parse(text) for name, text in row.items()}


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with resource(f"programme/{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
