"""The places of a map as a list, the highest figure first: each with its name; draws no dot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.declare.text import _
from desktop.qt.map_ink import letter_of
from desktop.qt.plain_table import Cell, PlainTable, Row
from desktop.workspace.map_board import Dot, MapBoard

_WIDTH = 38
"""In letters."""


class MapRanks(PlainTable):
    """`chosen` and `entered` carry the row, `dots` says which place stands there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Các nơi, cao nhất trước"), parent)
        self.setObjectName("framed")
        self.dots: list[Dot] = []
        self.setFixedWidth(_WIDTH * self.fontMetrics().averageCharWidth())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_places(
        self, board: MapBoard, classes: Mapping[str, int | None], written: Callable[[Decimal], str], unit: str
    ) -> None:
        """List all places, those of which nothing is known last; `classes` are those of their dots."""
        known = board.told
        unknown = [dot for dot in (*board.dots, *board.lost) if dot.value is None]
        self.dots = [*known, *unknown]
        rows = [_row(dot, classes.get(dot.place), written) for dot in self.dots]
        self.show_rows(["", _("Nơi"), unit or _("Số liệu")], rows, [2, 20, 10], stretch=1)


def _row(dot: Dot, number: int | None, written: Callable[[Decimal], str]) -> Row:
    figure = "–" if dot.value is None else written(dot.value)
    tip = dot.name if dot.spot else "\n".join((dot.name, _("chưa có tọa độ")))
    return [
        Cell("" if number is None else letter_of(number), quiet=True),
        Cell(dot.name, tip=tip),
        Cell(figure, number=True, quiet=dot.value is None),
    ]
