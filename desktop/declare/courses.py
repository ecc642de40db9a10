"""Dates of a record that follow one another, as the steps of a case do; knows no step and no law."""

from __future__ import annotations

from collections.abc import Collection
from operator import attrgetter

from desktop.declare.dates import first_day, last_day
from desktop.declare.problems import Finding
from desktop.declare.records import Record
from desktop.declare.text import _


class Course:
    """Fields with dates, in the order of time: `Course("decided_on", "accepted_on", "settled_on")`."""

    def __init__(self, *steps: str) -> None:
        self.steps = steps
        self._days = attrgetter(*steps)

    def judge(self, record: Record, planned: Collection[str] = ()) -> bool | Finding:
        """True, or at the step that comes too early: both as `{earlier}` and `{later}` of the course.

        Where that step is only `planned`, the one before it is what was typed late.
        """
        known = [*filter(None, self._days(record))]
        # Nearly all dates go up: only where they do not are two of them looked for.
        if len(known) < 2 or known == sorted(known):
            return True
        before = ""
        for step in self.steps:
            day = getattr(record, step)
            if day is None:
                continue
            # A month begins before some of its days: only where no day of it fits are two out of order.
            if before and first_day(getattr(record, before)) > last_day(day):
                at = before if step in planned else step
                return Finding(
                    field=at, says={"later": dated(record, step), "earlier": dated(record, before)}
                )
            before = step
        return True


def dated(record: Record, name: str) -> str:
    """`Ngày thẩm định (03/02/2025)`: a field as a sentence names it with what it holds."""
    field = type(record).fields[name]
    return f"{_(field.label)} ({field.format(getattr(record, name))})"
