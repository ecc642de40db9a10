"""The names of reports the program planned: the duty's and the period's, in either language; no calendar."""

from __future__ import annotations

from desktop.declare.fields import Habit, Text
from desktop.declare.fields.base import PLAIN
from desktop.declare.retold import retold
from desktop.declare.text import original, spoken, tidy


class PeriodName(Text):
    """`Báo cáo năm của xã, năm 2026`: kept as it was planned or typed, shown in the language in use."""

    def _from_text(self, text: str, habit: Habit) -> str | None:
        clean = tidy(text)
        duty, comma, period = clean.rpartition(", ")
        planned = original(duty)
        if planned == duty:
            return clean
        # English has no word before a year alone.
        told = f"năm {period}" if period.isdigit() else retold(period, "vi")
        return f"{planned}{comma}{told}"

    def format(self, value: str | None, habit: Habit = PLAIN) -> str:
        duty, comma, period = (value or "").rpartition(", ")
        said = f"{spoken(duty)}{comma}{retold(period)}"
        # Only what is read back as it was is said otherwise.
        return said if self._from_text(said, habit) == value else value or ""
