"""A figure painted with pyqtgraph: bars from zero, lines, norms dashed; knows no store and no page."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from decimal import Decimal

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QGraphicsRectItem,
    QGraphicsView,
    QSizePolicy,
    QStyleOptionGraphicsItem,
    QWidget,
)

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.chart_figures import Figure, Mark, show
from desktop.qt.chart_ink import SHAPES, norm_pen, series_colour, stroke_pen, strokes_over
from desktop.qt.standing import Standing

_BAR = 0.66
_LONG_FIGURE = 100_000
"""Figures from here on are so long that few stand beside each other under a chart."""
_LABEL_WIDTH = 24
_BESIDE = 2.0
"""Points between the end of a bar and its text."""
_APART = 14
"""Points between two numbers of an axis, and around one at the end of a bar."""

pg.setConfigOptions(antialias=True)


class _Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis whose first label, the zero, may reach beyond its end; with a grid it would be left out."""

    def boundingRect(self) -> QRectF:
        return QRectF(super().boundingRect()).adjusted(-12, -12, 12, 12)


class _Bar(QGraphicsRectItem):
    """A bar with the strokes of its series, as far apart on the screen whatever the scale of the axes."""

    def __init__(self, area: QRectF, series: int, view: pg.ViewBox) -> None:
        super().__init__(area)
        self._series, self._view = series, view

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        super().paint(painter, option, widget)
        across, down = self._view.viewPixelSize()
        painter.setPen(stroke_pen())
        painter.drawLines(list(strokes_over(self.rect(), self._series, across, down)))


class ChartView(Standing, pg.PlotWidget):  # type: ignore[misc]
    """One chart. Arrows walk over its bars, Enter or a click emits `chosen` with the mark that was meant."""

    chosen = Signal(object)
    _figure: Figure | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        self._across = _Axis("bottom")
        self._up = _Axis("left")
        axes, ground = {"bottom": self._across, "left": self._up}, tokens.theme().panel
        pg.PlotWidget.__init__(self, parent, background=ground, axisItems=axes, enableMenu=False)
        self._areas: list[tuple[QRectF, Mark]] = []
        self._ring = QGraphicsRectItem()
        # A cached ground would end up as a bitmap in an SVG.
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        plot = self.getPlotItem()
        plot.setMouseEnabled(False, False)
        plot.hideButtons()
        plot.getViewBox().setDefaultPadding(0)
        for axis in (self._across, self._up):
            axis.enableAutoSIPrefix(False)
            axis.setTextPen(QColor(tokens.theme().text))
            axis.setStyle(
                tickFont=tokens.font("small"),
                tickLength=0,
                tickTextOffset=6,
                hideOverlappingLabels=False,
                autoExpandTextSpace=False,
                maxTickLevel=0,
            )
            axis.setZValue(-1)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_figure(self, figure: Figure, question: str = "") -> None:
        """Paint another figure; `question` is its accessible name."""
        self._figure = figure
        self._areas = []
        self.current = -1
        plot = self.getPlotItem()
        plot.clear()
        self.setAccessibleName(question or _("Biểu đồ"))
        self.setAccessibleDescription("; ".join(mark.reading for mark in figure.marks))
        if figure.kind == "line":
            self._paint_lines(figure)
        else:
            self._paint_bars(figure)
        self._ring = QGraphicsRectItem()
        self._ring.setPen(self._hairline(tokens.theme().text, 2))
        self._ring.setZValue(20)
        self._ring.hide()
        plot.addItem(self._ring)
        self.setMinimumHeight(self.height_for(figure))

    def sizeHint(self) -> QSize:
        return QSize(480, self.minimumHeight())

    @staticmethod
    def height_for(figure: Figure) -> int:
        """The height at which no label and no bar is squeezed."""
        line = QFontMetrics(tokens.font("small")).height()
        if figure.kind == "line":
            return 220
        lines = sum(max(1, len(_wrapped(label).split("\n"))) for label in figure.labels)
        named = line if _is_named(figure.unit) else 0
        return max(120, lines * (line + 2) + len(figure.labels) * 10 + 2 * line) + named

    def _paint_bars(self, figure: Figure) -> None:
        plot = self.getPlotItem()
        groups = len(figure.names) if figure.kind == "bar" else 1
        for mark in figure.marks:
            self._add_bar(figure, mark, groups)
        self._up.setTicks([[(place, _wrapped(label)) for place, label in enumerate(figure.labels)]])
        self._dress(numbers=self._across, names=self._up, unit=figure.unit)
        self._up.setWidth(self._width_of(figure.labels))
        for number, (_label, value) in enumerate(figure.lines):
            self._add_norm(value, 90, number)
        for place, text in _ends(figure).items():
            ground = pg.mkBrush(tokens.theme().panel)
            shown = pg.TextItem(text, color=tokens.theme().text, anchor=(0, 0.5), fill=ground)
            shown.setFont(tokens.font("small"))
            shown.setZValue(18)
            # A little aside, or its ground covers the edge of the frame it stands beside.
            shown.setAnchor((-_BESIDE / shown.boundingRect().width(), 0.5))
            far = max((mark.end for mark in figure.marks if mark.label == place), default=0.0)
            shown.setPos(max(far, 0.0), place)
            plot.addItem(shown)
        plot.invertY(True)
        self._fit_across()

    def _fit_across(self) -> None:
        """Room for the numbers at the ends of bars; as many along the axis as can be told apart."""
        figure = self._figure
        if figure is None or figure.kind == "line":
            return
        wide = QFontMetrics(tokens.font("small")).horizontalAdvance
        room = max(1.0, self.width() - self._up.width())
        ends = max((wide(text) + _APART for text in _ends(figure).values()), default=0) / room
        share = min(0.5, max(0.03, ends))
        far = (figure.top - share * figure.bottom) / (1 - share)
        self.getPlotItem().setRange(
            xRange=(figure.bottom - figure.top / 500, far), yRange=(-0.6, len(figure.labels) - 0.4), padding=0
        )
        ticks = _ticks(figure)
        needed = len(ticks) * max(wide(text) + _APART for _value, text in ticks)
        step = max(1, math.ceil(needed / room))
        zero = next((place for place, (value, _text) in enumerate(ticks) if value == 0), 0)
        self._across.setTicks([ticks[zero % step :: step]])

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        pg.PlotWidget.resizeEvent(self, event)
        self._fit_across()

    def _add_norm(self, value: float, angle: int, number: int) -> None:
        line = pg.InfiniteLine(value, angle=angle, pen=norm_pen(number))
        line.setZValue(15)
        self.getPlotItem().addItem(line)

    def _add_bar(self, figure: Figure, mark: Mark, groups: int) -> None:
        height = _BAR / groups
        middle = mark.label - _BAR / 2 + height * (mark.series + 0.5) if groups > 1 else mark.label
        colour = series_colour(mark.series)
        if figure.kind == "progress":
            # The target is an empty frame; what was reached fills it.
            colour, height = (series_colour(0), 0.36) if mark.series == 0 else (QColor(0, 0, 0, 0), 0.66)
        area = QRectF(mark.start, middle - height / 2, mark.end - mark.start, height).normalized()
        frame = figure.kind == "progress"
        bar = QGraphicsRectItem(area) if frame else _Bar(area, mark.series, self.getPlotItem().vb)
        bar.setBrush(colour)
        edge = tokens.theme().quiet if colour.alpha() == 0 else tokens.theme().panel
        bar.setPen(self._hairline(edge, 1))
        bar.setZValue(10 - mark.series if figure.kind == "progress" else 5)
        self.getPlotItem().addItem(bar)
        self._areas.append((area, mark))

    def _paint_lines(self, figure: Figure) -> None:
        plot = self.getPlotItem()
        plot.invertY(False)
        for number in range(len(figure.names)):
            marks = [mark for mark in figure.marks if mark.series == number]
            plot.plot(
                [mark.label for mark in marks],
                [mark.end for mark in marks],
                pen=pg.mkPen(series_colour(number), width=2),
                symbol=SHAPES[number % len(SHAPES)],
                symbolSize=8,
                symbolBrush=series_colour(number),
                symbolPen=tokens.theme().panel,
            )
            reach = (figure.top - figure.bottom) * 0.04
            self._areas += [
                (QRectF(mark.label - 0.3, mark.end - reach, 0.6, 2 * reach), mark) for mark in marks
            ]
        for number, (_label, value) in enumerate(figure.lines):
            self._add_norm(value, 0, number)
        step = max(1, -(-len(figure.labels) // 12))
        self._across.setTicks([list(enumerate(figure.labels))[::step]])
        ticks = _ticks(figure)
        self._up.setTicks([ticks])
        self._dress(numbers=self._up, names=self._across, unit=figure.unit)
        self._up.setWidth(self._width_of([text for _value, text in ticks]) + self._height_of_unit(figure))
        plot.setRange(
            xRange=(-0.4, len(figure.labels) - 0.6),
            yRange=(figure.bottom - figure.top / 500, figure.top * 1.08),
            padding=0,
        )

    @staticmethod
    def _height_of_unit(figure: Figure) -> int:
        """The room of the unit beside its axis; percent stands at the numbers themselves."""
        return QFontMetrics(tokens.font("small")).height() if _is_named(figure.unit) else 0

    def _dress(self, numbers: pg.AxisItem, names: pg.AxisItem, unit: str) -> None:
        """Hairlines and the unit at the numbers, one firm line where the names stand."""
        theme = tokens.theme()
        numbers.setPen(QPen(Qt.PenStyle.NoPen))
        numbers.setTickPen(self._hairline(theme.behind(), 1))
        numbers.setGrid(255)
        names.setPen(self._hairline(theme.edge, 1))
        names.setTickPen(QPen(Qt.PenStyle.NoPen))
        names.setGrid(False)
        names.showLabel(False)
        # Pens first: a pen gives the label its own colour.
        numbers.setLabel(unit if _is_named(unit) else "", color=theme.quiet)
        numbers.label.setFont(tokens.font("small"))
        line = QFontMetrics(tokens.font("small")).height()
        self._across.setHeight(line + 10 + (line if numbers is self._across and _is_named(unit) else 0))

    @staticmethod
    def _width_of(labels: Sequence[str]) -> int:
        metrics = QFontMetrics(tokens.font("small"))
        lines = [line for label in labels for line in _wrapped(label).split("\n")]
        return max((metrics.horizontalAdvance(line) for line in lines), default=0) + 16

    @staticmethod
    def _hairline(colour: str, width: float) -> QPen:
        pen = QPen(QColor(colour), width)
        pen.setCosmetic(True)
        return pen

    def marks(self) -> list[Mark]:
        """What can be pointed at, in the order the arrows walk."""
        return [mark for _area, mark in self._areas]

    def place_of(self, mark: Mark) -> QPointF:
        """Where the middle of a mark is, in the widget's own points."""
        area = next(area for area, one in self._areas if one is mark)
        return QPointF(self.mapFromScene(self.getPlotItem().vb.mapViewToScene(area.center())))

    def number_at(self, point: QPointF) -> int:
        """The narrowest mark at a point."""
        spot = self.getPlotItem().vb.mapSceneToView(self.mapToScene(point.toPoint()))
        hits = [number for number, (area, _mark) in enumerate(self._areas) if area.contains(spot)]
        return min(hits, key=lambda number: self._areas[number][0].width(), default=-1)

    def readings(self) -> list[str]:
        """What is said of each mark."""
        return [mark.reading for _area, mark in self._areas]

    def spot_of(self, number: int) -> QPointF:
        """Where the middle of a mark is."""
        return self.place_of(self._areas[number][1])

    def meant_by(self, number: int) -> Mark | None:
        """The mark, where records stand behind it."""
        mark = self._areas[number][1]
        return mark if mark.where is not None else None

    def light(self, number: int) -> None:
        """Draw a ring round the mark one stands on."""
        if number >= 0:
            self._ring.setRect(self._areas[number][0])
        self._ring.setVisible(number >= 0 and self._figure is not None and self._figure.kind != "line")

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The page scrolls; a chart that zoomed under the wheel would no longer start from zero.
        event.ignore()


def _wrapped(label: str) -> str:
    return "\n".join(textwrap.wrap(label, _LABEL_WIDTH)) or label


def _is_named(unit: str) -> bool:
    """Whether a unit stands beside its axis in words."""
    return bool(unit) and unit != "%"


def _ends(figure: Figure) -> dict[int, str]:
    """What is written at the ends of bars, by the place of the bar."""
    return {place: text for place, text in enumerate(figure.ends) if text}


def _ticks(figure: Figure) -> list[tuple[float, str]]:
    """Round numbers from zero upwards (and downwards), in national writing: six, or three long ones."""
    bottom, top = figure.bottom, figure.top
    span = top - bottom
    most = 6 if top < _LONG_FIGURE else 3
    power = 10.0 ** math.floor(math.log10(span / 5))
    step = next(power * size for size in (1, 2, 5, 10, 20) if span / (power * size) <= most)
    step = max(1.0, step) if figure.is_whole else step
    decimals = max(0, -math.floor(math.log10(step)))
    first, last = math.ceil(bottom / step), math.floor(top / step)
    sign = " %" if figure.unit == "%" else ""
    numbers = [(place * step, show(Decimal(str(place * step)), decimals)) for place in range(first, last + 1)]
    return [(value, f"{text}{sign}") for value, text in numbers]
