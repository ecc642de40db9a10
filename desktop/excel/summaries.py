"""Whether a sheet that is not imported adds up in itself: totals beside their parts (rule G11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal as Dec
from itertools import pairwise

from desktop.declare import numbers
from desktop.declare.numbers import show_number
from desktop.declare.problems import Grade, Problem, Spot
from desktop.declare.text import _, fold
from desktop.excel.cells import Place, SheetCells, Value
from desktop.excel.totals import RULE

_MOST_ROWS = 40
"""Headings are looked for in the first rows alone."""
_TOTALS = ("tong", "cong", "so ho", "so nguoi", "so khau")


def summary_problems(file: str, sheet: SheetCells) -> Iterator[Problem]:
    """Rows whose written total is not the sum of the columns under the heading “Trong đó” beside it."""
    for (row, column), (first, last) in _heads(sheet):
        above = added_above = Dec(0)
        for below in range(row + 1, len(sheet.rows) + 1):
            parts = [_figure(sheet.value(below, part)) for part in range(first, last + 1)]
            written = _figure(sheet.value(below, column))
            known = [part for part in parts if part is not None]
            if written is None or not known or _are_marks([written, *parts]):
                continue
            added = sum(known, Dec(0))
            # A total of all rows above only carries the fault of one of them on.
            carries_on = (written, added) == (above, added_above)
            above, added_above = above + written, added_above + added
            if written != added and not carries_on:
                yield _problem(written, added, Spot(file, sheet.name, below, column))


def _are_marks(figures: Sequence[Dec | None]) -> bool:
    """Whether these number the columns: 2, 3, 4, 5."""
    return len(figures) > 2 and all(one is not None and other == one + 1 for one, other in pairwise(figures))


def _problem(written: Dec, added: Dec, spot: Spot) -> Problem:
    says = _("Tổng ghi {written} khác cộng các cột “Trong đó” {added} (lệch {gap}); kiểm tra lại.")
    figures = {"written": written, "added": added, "gap": written - added}
    shown = {name: show_number(figure) for name, figure in figures.items()}
    return Problem(says.format(**shown), Grade.WARN, rule=RULE, spot=spot)


def _heads(sheet: SheetCells) -> Iterator[tuple[Place, tuple[int, int]]]:
    """Headings of totals, each with the first and last column of its parts."""
    for row, values in enumerate(sheet.rows[:_MOST_ROWS], 1):
        for column, value in enumerate(values, 1):
            if not isinstance(value, str) or fold(value).rstrip(" :") != "trong do":
                continue
            before = next((sheet.value(row, each) for each in range(column - 1, 0, -1)), None)
            span = next((area for area in sheet.merged if area[:2] == (row, column)), None)
            is_total = isinstance(before, str) and fold(before).startswith(_TOTALS)
            if span is not None and is_total:
                yield (row, column - 1), (column, span.last_column)


def _figure(value: Value) -> Dec | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return numbers.exact(value)
