"""What is wrong, where, how grave and by which legal text; knows nothing of who shows it."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.declare.text import _, translate
from desktop.declare.values import plain_value


class Grade(enum.Enum):
    """How grave a problem is.

    BLOCK: the record cannot be accepted (a draft may be kept). WARN: it may be accepted with a reason
    that is kept. NOTE: worth knowing, asks for nothing.
    """

    BLOCK = "BLOCK"
    WARN = "WARN"
    NOTE = "NOTE"

    @property
    def rank(self) -> int:
        """0 for the gravest; problems are listed in this order."""
        return ("BLOCK", "WARN", "NOTE").index(self.value)


_NOT_KEPT = {
    Grade.BLOCK: _("Chưa đúng: {asked}"),
    Grade.WARN: _("Cần xem lại: {asked}"),
    Grade.NOTE: _("Lưu ý về: {asked}"),
}
"""Beside a count of records what is asked for would be read as what is so."""


def not_kept(asked: str, grade: Grade) -> str:
    """That what is asked for, in a few words, is not kept."""
    return translate(_NOT_KEPT[grade]).format(asked=asked)


@plain_value
class Spot:
    """A place in a workbook: `Spot("a.xlsx", "Nhà ở", 14, 6)` is cell F14; column 0 is the whole row."""

    file: str
    sheet: str
    row: int
    column: int = 0

    @property
    def cell(self) -> str:
        """The address as Excel writes it (`F14`), empty where only the row is known."""
        return f"{column_letters(self.column)}{self.row}" if self.column else ""

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell or self.row}"


def column_letters(number: int) -> str:
    """Letters of a column counted from 1: 1 → A, 27 → AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@plain_value
class Problem:
    """One thing that is wrong: a whole sentence, its grade and where it stands.

    `rule` is the published id of the rule (`P1-05`) where it has one, otherwise its stable name
    (`housing.HousingCase.has_been_held`); empty for a value that could not be read. `basis` names the
    legal text. `about` tells in a few words what is wrong with any record. `record` is the id of a
    stored record, `spot` the cell of a workbook. `accepted` is the reason for which an officer let a warning
    stand; it is asked about no more while the values stay as they were.
    """

    message: str
    grade: Grade = Grade.BLOCK
    rule: str = ""
    field: str = ""
    basis: str = ""
    record: str = ""
    record_type: str = ""
    spot: Spot | None = None
    related: tuple[str, ...] = ()
    about: str = ""
    accepted: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it."""
        return not self.accepted

    @property
    def rank(self) -> tuple[bool, int]:
        """Problems of one record are told in this order: what is open first, then the gravest."""
        return not self.is_open, self.grade.rank

    def at(self, spot: Spot) -> Problem:
        """The same problem, shown at a cell."""
        return replace(self, spot=spot)

    def regraded(self, grade: Grade) -> Problem:
        """The same problem, more or less grave; what it is about says so too."""
        before = not_kept("", self.grade)
        about = self.about.removeprefix(before)
        return replace(self, grade=grade, about=self.about if about == self.about else not_kept(about, grade))


@plain_value
class Finding:
    """What a rule answers when it is broken and there is more to say than "no".

    `field` moves the problem to another field, `basis` names the norm or text that was applied, `grade`
    softens it (a norm that is not confirmed warns), `says` fills the places of the rule's sentence:
    `Finding(says={"limit": "40.000.000 đ"})` for "… vượt mức {limit}". `record` and `related` are ids,
    used by rules over many records. `sentence` replaces the rule's own sentence altogether. A rule that
    applies entries kept as data names the one that was broken by `rule` and, in a few words, `about`.
    """

    field: str = ""
    basis: str = ""
    grade: Grade | None = None
    says: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    record: str = ""
    related: tuple[str, ...] = ()
    sentence: str = ""
    rule: str = ""
    about: str = ""


class Refusal(Exception):
    """An operation that cannot be done: what happened, and what the officer can do about it.

    >>> str(Refusal("Tệp đang mở trong Excel.", "Đóng tệp rồi thử lại."))
    'Tệp đang mở trong Excel. Đóng tệp rồi thử lại.'
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class PassingRefusal(Refusal):
    """A refusal by what passes, as a full disk or another who writes: the same can be tried again."""


class ComponentRefusal(Refusal):
    """A refusal that concerns one component alone: everything else can go on without it."""

    def __init__(self, component: str, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.component = component
