"""The rows the program comes with, as texts and as records; knows no record type by name."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeVar

from desktop.declare.fields import Field
from desktop.declare.records import Record
from desktop.resources import resource

R = TypeVar("R", bound=Record)
_OURS = uuid.UUID("7b1d7c58-6b0f-5a54-9a4e-1f0a52d1c719")
_PACK = uuid.UUID("5d3e3f0e-6a0c-5c0e-9d64-0b6f4f1d1719")


@lru_cache(maxsize=1024)  # the norms are asked for theirs three times at every start
def lasting_id(kind: str, code: str) -> str:
    """The id of a shipped record, the same on every PC: made from what it is known by."""
    return str(uuid.uuid5(_OURS, f"{kind}/{code}"))


def pack_id(*words: str) -> str:
    """The same for indicators, targets and duties, so that packages of two offices meet."""
    return str(uuid.uuid5(_PACK, "/".join(words)))


def values_of(record_type: type[Record], row: dict[str, str]) -> dict[str, object]:
    """The texts of a row read by the fields, as anything typed is."""
    fields: dict[str, Field[object]] = record_type.fields
    return {name: fields[name].parse(text) for name, text in row.items()}


def record_of(record_type: type[R], row: dict[str, str], **values: Any) -> R:
    """A record of the texts of a row; columns that are no field of it are left out."""
    known = {name: text for name, text in row.items() if name in record_type.fields}
    read = {name: value for name, value in values_of(record_type, known).items() if value is not None}
    return record_type(**read, **values)


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table of the Programme's pack."""
    with resource(f"programme/{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
