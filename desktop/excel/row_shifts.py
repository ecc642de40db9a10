"""Where addresses and formulas lead after rows were added in the middle of a sheet; edits no part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.formula.translate import Translator

_CELL = re.compile(r"(\$?[A-Z]{1,3})(\$?)([0-9]{1,7})")
_AREA = re.compile(r"(\$?[A-Z]{1,3}\$?[0-9]{1,7})(?::(\$?[A-Z]{1,3}\$?[0-9]{1,7}))?")
_ROWS = re.compile(r"(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})")


@dataclass(frozen=True)
class Shift:
    """The rows that are filled, `first` to `last` as they stood, and how many were added among them.

    What begins below them moves down. A range over them grows with them, and over those that were blank.
    """

    sheet: str
    first: int
    last: int
    filled: int
    """How many rows hold something now."""

    @property
    def added(self) -> int:
        """How many rows there are more than before."""
        return max(0, self.filled - (self.last - self.first + 1))

    def row(self, row: int) -> int:
        """Where a row stands now."""
        return row + self.added if row > self.last else row

    def end(self, first: int, last: int) -> int:
        """Where a range that began in one row and ended in another ends now."""
        if first == last == self.last > self.first:
            return last
        if last >= self.last:
            return last + self.added
        if first <= self.first <= last:
            return max(last, self.first + self.filled - 1)
        return last

    def area(self, address: str) -> str:
        """An address of one cell or of several, as it is now."""
        return _AREA.sub(self._area, address)

    def formula(self, text: str, sheet: str) -> str:
        """A formula, without its equals sign, that stands in a sheet, as it is now."""
        tokens = Tokenizer(f"={text}")
        for token in tokens.items:
            if token.type == Token.OPERAND and token.subtype == Token.RANGE:
                token.value = self._reference(token.value, sheet)
        return "".join(token.value for token in tokens.items)

    def _reference(self, text: str, sheet: str) -> str:
        told, mark, address = text.rpartition("!")
        named = told.strip("'").replace("''", "'") if mark else sheet
        if named != self.sheet:
            return text
        if _AREA.fullmatch(address):
            return told + mark + self.area(address)
        if rows := _ROWS.fullmatch(address):
            first, last = int(rows[2]), int(rows[4])
            return f"{told}{mark}{rows[1]}{self.row(first)}:{rows[3]}{self.end(first, last)}"
        return text

    def _area(self, found: re.Match[str]) -> str:
        first = _CELL.fullmatch(found[1])
        last = _CELL.fullmatch(found[2] or found[1])
        assert first is not None and last is not None
        start = f"{first[1]}{first[2]}{self.row(int(first[3]))}"
        if not found[2]:
            return start
        return f"{start}:{last[1]}{last[2]}{self.end(int(first[3]), int(last[3]))}"


def sheets_named(text: str) -> set[str]:
    """The other sheets a formula takes values from; `*` for a name that may stand for any."""
    found: set[str] = set()
    for token in Tokenizer(f"={text}").items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            told, mark, address = token.value.rpartition("!")
            if mark:
                found.add(told.strip("'").replace("''", "'"))
            elif not _AREA.fullmatch(address) and not _ROWS.fullmatch(address):
                found.add("*")
    return found


def moved(text: str, origin: str, place: str) -> str:
    """A formula, without its equals sign, as it reads when it is copied from one cell to another."""
    return str(Translator(f"={text}", origin=origin).translate_formula(place))[1:]


def is_over_rows(text: str) -> bool:
    """Whether a formula takes a range of several rows: that of a total, not one of a single row."""
    for token in Tokenizer(f"={text}").items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            area = _AREA.fullmatch(token.value.rpartition("!")[2])
            if area and area[2] and re.sub(r"\D", "", area[1]) != re.sub(r"\D", "", area[2]):
                return True
    return False
