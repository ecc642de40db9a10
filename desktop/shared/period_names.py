"""The names of reports the program planned: the duty's and the period's, in either language; no calendar."""

from __future__ import annotations

import re
from typing import Any

from desktop.declare.fields import Habit, Text
from desktop.declare.fields.base import PLAIN
from desktop.declare.text import LANGUAGES, language, original, say_in, spoken, tidy


def period_name(duty: str, frequency: str, year: int, number: int) -> str:
    """What a planned report is called, as it is stored: in Vietnamese, whatever language is in use."""
    kind = f"{frequency} {number}" if frequency == "half" else frequency
    return f"{duty}, {_wordings('vi')[kind].format(number=number, year=year)}"


def _wordings(language: str) -> dict[str, str]:
    return {
        "month": say_in(language, "tháng {number}/{year}"),
        "quarter": say_in(language, "quý {number}/{year}"),
        "half 1": say_in(language, "6 tháng đầu năm {year}"),
        "half 2": say_in(language, "6 tháng cuối năm {year}"),
        "year": say_in(language, "năm {year}"),
    }


def _told(period: str, into: str) -> str:
    """A period in a language; anything else, and a year alone, stays as it is."""
    for kind, said in _wordings(into).items():
        for one in LANGUAGES:
            pattern = _wordings(one)[kind].format(number=r"(?P<number>\d+)", year=r"(?P<year>\d+)")
            found = None if period.isdigit() else re.fullmatch(pattern, period)
            if found:
                return said.format(**found.groupdict())
    return period


class PeriodName(Text):
    """`Báo cáo năm của xã, năm 2026`: kept as it was planned or typed, shown in the language in use."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, spoken=str, **options)

    def _from_text(self, text: str, habit: Habit) -> str | None:
        duty, comma, period = tidy(text).rpartition(", ")
        planned = original(duty)
        # English has no word before a year alone.
        told = f"năm {period}" if period.isdigit() and planned != duty else _told(period, "vi")
        return f"{planned}{comma}{told}"

    def format(self, value: str | None, habit: Habit = PLAIN) -> str:
        duty, comma, period = (value or "").rpartition(", ")
        said = f"{spoken(duty)}{comma}{_told(period, language())}"
        # Only what is read back as it was meant is said otherwise.
        return (
            said if value and self._from_text(said, habit) == self._from_text(value, habit) else value or ""
        )
