"""Series are told apart without colour: each has strokes of its own, cut at the edges of what they fill."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, qGray
from pytestqt.qtbot import QtBot

from desktop.qt import tokens
from desktop.qt.chart_figures import MOST_SERIES
from desktop.qt.chart_ink import DASHES, SHAPES, STROKES, paint_swatch, strokes_over


def test_that_every_series_and_norm_has_a_sign_of_its_own() -> None:
    assert len(set(STROKES)) == len(set(SHAPES)) == MOST_SERIES
    assert len(set(DASHES)) == len(DASHES)


@pytest.mark.parametrize("series", range(MOST_SERIES))
@pytest.mark.parametrize("area", [QRectF(3, 5, 40, 12), QRectF(0, -2, 0.5, 900), QRectF(1, 1, 2, 2)])
def test_that_strokes_stay_within_their_bar(series: int, area: QRectF) -> None:
    room = area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6)
    for line in strokes_over(area, series):
        assert room.contains(line.p1()) and room.contains(line.p2())
    wide = list(strokes_over(area, series, across=2, down=0.5))
    assert all(room.contains(line.p1()) and room.contains(line.p2()) for line in wide)


@pytest.mark.parametrize("kind", ["stacked", "line"])
@pytest.mark.parametrize("theme", [tokens.LIGHT, tokens.DARK, tokens.CONTRAST])
def test_that_the_signs_of_a_legend_differ_in_black_and_white(
    qtbot: QtBot, kind: str, theme: tokens.Theme
) -> None:
    seen = set()
    with tokens.drawn_in(theme):
        for series in range(MOST_SERIES):
            image = QImage(20, 20, QImage.Format.Format_RGB32)
            image.fill(theme.panel)
            painter = QPainter(image)
            paint_swatch(painter, 2, 10, series, kind)
            painter.end()
            ground = qGray(image.pixel(0, 0))
            seen.add(bytes(abs(qGray(image.pixel(x, y)) - ground) > 30 for y in range(20) for x in range(20)))
    assert len(seen) == MOST_SERIES
