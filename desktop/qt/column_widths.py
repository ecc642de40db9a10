"""How wide the columns of a table stand, of what they wish and of the room there is; knows no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one column asks for, in points.

    `wished` is given where there is room for all; `whole` shows every text in one line, `least` no word cut
    where texts go on in the next line. The heading is whole in each of them.
    """

    wished: int
    whole: int
    least: int


def shared(wanted: Sequence[Wanted], room: int, stretched: int, usual: int) -> list[int]:
    """The room shared out: the column `stretched` (-1: none) takes what the others leave.

    It has `usual` points at least, and its texts in one line where the others can spare as much.
    """
    widths = [each.wished for each in wanted]
    least = [each.least for each in wanted]
    if 0 <= stretched < len(wanted):
        widths[stretched] = max(usual, min(wanted[stretched].whole, room // 2))
        least[stretched] = usual
    if room < sum(widths):
        widths = _given_up(widths, [each.whole for each in wanted], sum(widths) - room)
        # Where that is not enough, texts go on in the next line, those of the one column first; where they
        # cannot, it is the one to be cut.
        if 0 <= stretched < len(wanted):
            over = max(0, sum(widths) - room)
            widths[stretched] = max(min(widths[stretched], max(usual, room // 5)), widths[stretched] - over)
        # Where even words one below the other are too wide, the table is scrolled: then none is narrowed.
        if sum(map(min, widths, least)) <= room:
            widths = _given_up(widths, least, max(0, sum(widths) - room))
        elif 0 <= stretched < len(wanted):
            widths[stretched] = max(usual, min(wanted[stretched].whole, room // 3))
    if 0 <= stretched < len(wanted):
        widths[stretched] += max(0, room - sum(widths))
    return widths


def _given_up(widths: Sequence[int], least: Sequence[int], missing: int) -> list[int]:
    """Each gives its part of what is missing, down to its least; more than they have they cannot give."""
    free = [max(0, width - one) for width, one in zip(widths, least, strict=True)]
    share = min(1.0, missing / (sum(free) or 1))
    return [width - ceil(each * share) for width, each in zip(widths, free, strict=True)]
