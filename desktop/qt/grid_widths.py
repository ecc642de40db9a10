"""How wide the columns of a grid stand: as drawn by hand, else sharing out the room; knows no record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.qt import tokens
from desktop.qt.record_columns import usual_width

if TYPE_CHECKING:
    from desktop.qt.record_table import RecordTable

SIGN_WIDTH = 30
_WIDEST, _WIDEST_NAME, _MEASURED = 400, 330, 20
"""Points a column is wide at first at most; rows its texts are measured in."""
_LEAST_LETTERS = 12


class GridWidths(QObject):
    """As long as nobody has drawn a column, those that are whole in sight reach up to the edge.

    The stub of a further column would say nothing; that there are more says the bar below.
    """

    def __init__(self, grid: QTableView, table: RecordTable) -> None:
        super().__init__(grid)
        self._grid, self._table = grid, table
        self._wished: list[int] = []
        self._are_drawn = self._are_being_set = self._waits = False
        grid.horizontalHeader().sectionResized.connect(self._resized)
        table.dataChanged.connect(lambda *_range: self._measure_again())

    def put(self, kept: Sequence[int] = ()) -> None:
        """Give the columns the widths kept from last time, or the usual ones of their kinds."""
        self._grid.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self._set([SIGN_WIDTH], first=0)
        numbers = range(1, len(self._table.columns) + 1)
        self._are_drawn = bool(kept)
        self._waits = self._table.rowCount() > 0 and self._table.record_at(0) is None
        self._wished = [kept[at - 1] if at <= len(kept) else self._usual(at) for at in numbers]
        self._set(self._wished)
        self.share_out()

    def _measure_again(self) -> None:
        """The rows of a long list may come after its columns."""
        if self._waits and self._table.record_at(0) is not None:
            self._waits = False
            if not self._are_drawn:
                self.put()

    def drawn(self) -> list[int]:
        """The widths to be kept; none where the columns share out the room by themselves."""
        numbers = range(1, len(self._table.columns) + 1)
        return [self._grid.columnWidth(number) for number in numbers] if self._are_drawn else []

    def share_out(self) -> None:
        """Widen the columns that are whole in sight, each by as much."""
        ends = list(accumulate(self._wished))
        room = self._grid.viewport().width() - SIGN_WIDTH
        seen = sum(end <= room for end in ends)
        if self._are_drawn or not ends:
            return
        more = room - ends[seen - 1] if 0 < seen < len(ends) else 0
        gains = [more * (place + 1) // seen - more * place // seen for place in range(seen)]
        gains += [0] * (len(ends) - seen)
        self._set([wished + gain for wished, gain in zip(self._wished, gains, strict=True)])

    def _set(self, widths: Sequence[int], first: int = 1) -> None:
        self._are_being_set = True
        for number, width in enumerate(widths, first):
            self._grid.setColumnWidth(number, width)
        self._are_being_set = False

    def _resized(self, column: int, _old: int, _new: int) -> None:
        """A column was drawn by hand: from now on all stay as they are."""
        if column and not self._are_being_set:
            self._are_drawn = True

    def _usual(self, number: int) -> int:
        table = self._table
        bold = tokens.font()
        bold.setWeight(QFont.Weight.DemiBold)
        told = table.headerData(number, Qt.Orientation.Horizontal)
        title = QFontMetrics(bold).horizontalAdvance(told) + 34
        field = table.record_type.fields[table.columns[number - 1]]
        letter = QFontMetrics(tokens.font()).averageCharWidth()
        usual, least = letter * usual_width(field), letter * _LEAST_LETTERS
        # The first column says which record a row is: it may be wider than the others.
        most = max(_WIDEST_NAME, usual) if number == 1 else usual
        return max(min(title, _WIDEST), min(max(self._measured(number), least), most))

    def _measured(self, number: int) -> int:
        """What the texts of the first rows take; of a list that is empty or yet to come nothing is known."""
        table, letters = self._table, QFontMetrics(tokens.font())
        texts = (table.index(row, number).data() for row in range(min(table.rowCount(), _MEASURED)))
        known = (letters.horizontalAdvance(text) for text in texts if text is not None)
        return max(known, default=_WIDEST) + tokens.L
