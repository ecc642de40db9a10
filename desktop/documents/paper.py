"""What a state document looks like: margins and sizes of type, read from a file an office may change."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.resources import resource

A4 = (210, 297)
"""Millimetres, upright."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Millimetres left free at each edge."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Type:
    """The family, and the size of each kind of text in points."""

    family: str
    body: int
    head: int
    title: int
    table: int
    small: int
    page_number: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A4 as documents are written on it."""

    margins: Margins
    type: Type

    def width(self, lies: bool) -> int:
        """Millimetres between the margins, upright or lying."""
        return A4[lies] - self.margins.left - self.margins.right


@cache
def read_paper() -> Paper:
    """The paper as it was set. Raises `Refusal` where the file cannot be understood."""
    file = resource("documents/paper.toml")
    try:
        said = tomllib.loads(file.read_text("utf-8"))
        paper = Paper(Margins(**said["margins"]), Type(**said["type"]))
        sizes = [
            *said["margins"].values(),
            *(said["type"][name] for name in said["type"] if name != "family"),
        ]
        if not all(type(size) is int and size > 0 for size in sizes):
            raise TypeError("sizes are whole numbers above nothing")
        return paper
    except (OSError, ValueError, KeyError, TypeError) as failure:
        raise Refusal(
            _("Tệp thể thức văn bản “{file}” ghi chưa đúng.").format(file=file.name),
            _("Sửa lại các số trong tệp, hoặc cài lại chương trình."),
        ) from failure
