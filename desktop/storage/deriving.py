"""What stored texts are found and told apart by: several of a row as one; knows no table and no field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

from desktop.declare.text import fold, spelling
from desktop.storage.codec import converted


def in_one(columns: Iterable[Sequence[Any]]) -> list[str]:
    """The words of several columns in one text for each row, what is empty left out."""
    parts = list(columns)
    full = list(takewhile(all, parts))  # these are joined without a look at each word
    begun = map(" ".join, zip(*full, strict=True))
    others = [converted(column, _after_space, "") for column in parts[len(full) :]]
    if not full:
        return list(map(str.lstrip, map("".join, zip(*others, strict=True))))
    return list(map("".join, zip(begun, *others, strict=True)) if others else begun)


def _after_space(word: str) -> str:
    return f" {word}" if word else ""


def joined(columns: Sequence[Iterable[Any]]) -> list[str | None]:
    """Several columns as one text; None where all are empty."""
    nothing = "\x1f" * (len(columns) - 1)
    written = [["" if value is None else str(value) for value in column] for column in columns]
    keys = map("\x1f".join, zip(*written, strict=True))
    return [None if key == nothing else key for key in keys]


def folded(text: str) -> str | None:
    """A text to be found by, None for one without letters."""
    return fold(text) if text else None


def spelled(text: str) -> str | None:
    """A text as keys compare it."""
    return spelling(text) if text else None
