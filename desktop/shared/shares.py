"""A part of a whole as a field, 0,5 or 50 %; knows no record."""

from __future__ import annotations

from decimal import Decimal as Dec
from typing import Any

from desktop.declare.fields import Decimal, Habit
from desktop.declare.numbers import read_number, settle


class Share(Decimal):
    """From 0 to 1, to a millionth. Written with a percent sign it is that many hundredths."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, decimals=6, minimum=0, maximum=1, **options)

    def _from_text(self, text: str, habit: Habit) -> Dec | None:
        written = text.rstrip()
        if not written.endswith("%"):
            return super()._from_text(text, habit)
        return settle(read_number(written[:-1], habit.decimal_mark).value / 100, self.decimals)
