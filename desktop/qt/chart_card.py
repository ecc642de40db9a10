"""One chart as a card: its question, unit, legend, drawing and the sentence that reads it; knows no store."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.declare.charts import Drawing
from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.card import Card
from desktop.qt.chart_figures import Figure, figure_of, shortened
from desktop.qt.chart_ink import norm_pen, paint_swatch
from desktop.qt.chart_view import ChartView


class Legend(QWidget):
    """What each colour and stroke and each dashed line means, wrapped to the width there is."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(tokens.font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._kind = ""
        self._entries: list[tuple[str, int, bool]] = []

    def show_figure(self, figure: Figure) -> None:
        """Take the names of a figure; a single series needs none."""
        many = len(figure.names) > 1
        self._kind = figure.kind
        self._entries = [(name, place, False) for place, name in enumerate(figure.names) if many]
        self._entries += [(label, place, True) for place, (label, _value) in enumerate(figure.lines)]
        self.setVisible(bool(self._entries))
        self.setAccessibleName(", ".join(name for name, _place, _dashed in self._entries))
        self._fit()

    def _places(self) -> list[QRect]:
        metrics = QFontMetrics(self.font())
        height = metrics.height() + 2
        places, left, top = [], 0, 0
        for name, _place, dashed in self._entries:
            width = metrics.horizontalAdvance(name) + (36 if dashed else 24)
            if left and left + width > self.width():
                left, top = 0, top + height
            places.append(QRect(left, top, width, height))
            left += width + tokens.L
        return places

    def _fit(self) -> None:
        places = self._places()
        self.setFixedHeight(places[-1].bottom() + 1 if places else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        for (name, place, dashed), area in zip(self._entries, self._places(), strict=True):
            middle = area.center().y() + 0.5
            if dashed:
                painter.setPen(norm_pen(place))
                painter.drawLine(QPointF(area.left(), middle), QPointF(area.left() + 28, middle))
            else:
                paint_swatch(painter, area.left(), middle, place, self._kind)
            painter.setPen(QColor(tokens.theme().text))
            painter.drawText(
                area.adjusted(34 if dashed else 20, 0, 0, 0),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                name,
            )
        painter.end()


class ChartCard(Card):
    """A chart to look at, point at, copy and keep. `chosen` carries the mark that leads to records."""

    def __init__(self, question: str, kind: str = "bar", parent: QWidget | None = None) -> None:
        self.legend = Legend()
        self.view = ChartView()
        super().__init__(question, [self.legend, self.view], parent)
        self.kind = kind
        self._shown: tuple[Drawing, int, str] = Drawing(), 0, ""
        self.view.chosen.connect(self.chosen)

    def show_drawing(self, drawing: Drawing, most: int = 0, note: str = "") -> None:
        """Fill the card with an answer; without values it says so where the chart would stand.

        With `most` only so many labels are drawn, and the card says that there are more. `note` stands
        beside the unit.
        """
        self._shown = drawing, most, note
        shown = shortened(drawing, most) if most and self.kind != "line" else drawing
        figure = figure_of(shown, self.kind)
        says = [_("Đơn vị: {unit}").format(unit=figure.unit)] if figure.unit else []
        whole = max(len(drawing.labels), drawing.among)
        if len(shown.labels) < whole:
            counts = {"shown": len(shown.labels), "all": whole}
            says.append(_("{shown} dòng đầu trong {all}").format(**counts))
        says += [note] if note else []
        for part in (self.unit, self.legend, self.view):
            part.show()
        self.unit.setText(" · ".join(says))
        self.unit.setVisible(bool(says))
        self.view.setVisible(not figure.is_empty)
        self.legend.show_figure(figure)
        if figure.is_empty:
            self.legend.hide()
            self.sentence.setText(drawing.sentence or _("Chưa có dữ liệu cho biểu đồ này."))
            return
        self.view.show_figure(figure, self.question)
        self.sentence.setText(drawing.sentence)
        self.sentence.setVisible(bool(drawing.sentence))

    def show_failure(self, sentence: str) -> None:
        """Say in the chart's place why it could not be drawn."""
        for part in (self.unit, self.legend, self.view):
            part.hide()
        self.sentence.setText(sentence)

    def again(self) -> ChartCard:
        card = ChartCard(self.question, self.kind)
        if self.view.isVisibleTo(self):
            card.show_drawing(*self._shown)
        else:
            card.show_failure(self.sentence.text())
        return card

    def sizeHint(self) -> QSize:
        return QSize(520, super().sizeHint().height())
