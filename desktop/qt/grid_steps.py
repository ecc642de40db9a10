"""Where a key of Excel leads from a cell of the grid; moves nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from desktop.qt.grid_sums import Range

_KEY, _CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
Cell = tuple[int, int]


def edge_step(key: int, held: Qt.KeyboardModifier, at: Cell, last: Cell) -> Cell | None:
    """The cell at the edge of the list a key leads to: Home, and Ctrl with Home, End and the arrows.

    Cells are (row, column); column 0 holds signs and is nobody's place, so the first one is 1.
    """
    row, column = at
    if not held & _CONTROL:
        return (row, 1) if key == _KEY.Key_Home else None
    return {
        int(_KEY.Key_Home): (0, 1),
        int(_KEY.Key_End): last,
        int(_KEY.Key_Up): (0, column),
        int(_KEY.Key_Down): (last[0], column),
        int(_KEY.Key_Left): (row, 1),
        int(_KEY.Key_Right): (row, last[1]),
    }.get(int(key))


def step_within(ranges: Sequence[Range], at: Cell, down: int, right: int) -> Cell | None:
    """The next cell of a selection of several, round and round; None where only one cell is selected."""
    if sum(each.cells for each in ranges) < 2:
        return None
    row, column = at
    own = next(
        (
            number
            for number, each in enumerate(ranges)
            if each.top <= row <= each.bottom and each.left <= column <= each.right
        ),
        None,
    )
    if own is None:
        return ranges[0].top, ranges[0].left
    each = ranges[own]
    high, wide = each.bottom - each.top + 1, each.right - each.left + 1
    # Enter goes down a column and on to the next one, Tab along a row.
    along, across = row - each.top, column - each.left
    place = (across * high + along if down else along * wide + across) + (down or right)
    if not 0 <= place < high * wide:
        each = ranges[(own + (1 if place > 0 else -1)) % len(ranges)]
        high, wide = each.bottom - each.top + 1, each.right - each.left + 1
        place = 0 if place > 0 else high * wide - 1
    across, along = divmod(place, high) if down else (place % wide, place // wide)
    return each.top + along, each.left + across
