"""A map as a card: what its colours, numbers and sizes mean, the dots, the sentence; knows no store."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.declare.text import _, group_digits, within_sentence
from desktop.qt import tokens
from desktop.qt.card import Card, T
from desktop.qt.chart_figures import scale_of, show
from desktop.qt.map_ink import CLASSES, paint_dot, paint_size, radius_of, small_metrics, steps_of
from desktop.qt.map_ranks import MapRanks
from desktop.qt.map_view import MapView, Spot
from desktop.shared.indicators import PhaseResult
from desktop.workspace.map_board import Choice, Dot, MapBoard, classes_of, sentence_of

_SIZE = -1
"""In the legend, in the place of a class: an entry that only says how large dots are."""

_WIDE = 860
_HEIGHTS = {"page": 240, "small": 280, "medium": 420, "wide": 520}


class MapLegend(QWidget):
    """The classes with their numbers and ranges, the ring of what is not known, and three sizes."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._entries: list[tuple[str, float, int | None]] = []
        self._classes = 0

    def show_entries(self, entries: list[tuple[str, float, int | None]], classes: int) -> None:
        """Each entry is a text, the radius of its dot and its class."""
        self._entries, self._classes = entries, classes
        classed = [text for text, _radius, number in entries if number != _SIZE]
        sized = [text for text, _radius, number in entries if number == _SIZE]
        self.setAccessibleName(", ".join(classed) + "; " + _("cỡ chấm: {size}").format(size=", ".join(sized)))
        self._fit()
        self.update()

    def _places(self) -> list[QRectF]:
        places: list[QRectF] = []
        left, top, high = 0.0, 0.0, 0.0
        for text, radius, _class in self._entries:
            width = 2 * radius + 6 + small_metrics().horizontalAdvance(text)
            height = max(2 * radius, small_metrics().height()) + 4
            if left and left + width > self.width():
                left, top, high = 0.0, top + high, 0.0
            places.append(QRectF(left, top, width, height))
            left, high = left + width + tokens.L, max(high, height)
        return places

    def _fit(self) -> None:
        self.setFixedHeight(round(max((area.bottom() for area in self._places()), default=0)) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (text, radius, number), area in zip(self._entries, self._places(), strict=True):
            middle = QPointF(area.left() + radius + 1, area.center().y())
            if number == _SIZE:
                paint_size(painter, middle, radius)
            else:
                paint_dot(painter, middle, radius, number, self._classes)
            painter.setFont(tokens.font("small"))
            painter.setPen(QColor(tokens.theme().text))
            words = area.adjusted(2 * radius + 6, 0, 8, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class MapCard(Card):
    """`chosen` carries the `Dot` that leads to its records."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.legend = MapLegend()
        self.view = MapView()
        self.ranks = MapRanks()
        self._drawn = QWidget()
        line = QHBoxLayout(self._drawn)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.M)
        line.addWidget(self.view, 1)
        line.addWidget(self.ranks)
        super().__init__(_("Bản đồ"), [self.legend, self._drawn], parent)
        self.ranks.chosen.connect(self._light)
        self.ranks.entered.connect(self._open)
        self._shown: tuple[MapBoard, str, str] = (
            MapBoard(Choice("", "", ""), Choice("", "", "")),
            "medium",
            "",
        )
        self.view.chosen.connect(self.chosen)
        for picture, says, deed in (
            ("add", _("Phóng to (+)"), lambda: self.view.zoom(2.0)),
            ("less", _("Thu nhỏ (-)"), lambda: self.view.zoom(0.5)),
            ("whole", _("Xem cả bản đồ (0)"), self.view.show_whole),
        ):
            self.add_tool(picture, says, deed)

    def show_board(self, board: MapBoard, size: str = "medium", note: str = "") -> None:
        """Fill the card; `note` stands beside the unit."""
        self._shown = board, size, note
        self.question = _("{title}: từng nơi ra sao?").format(title=board.colour.title)
        self.title.setText(self.question)
        self.setAccessibleName(self.question)
        scale, unit = scale_of(board.colour.unit)
        classes = classes_of([dot.value for dot in board.told if dot.value is not None], CLASSES)
        says = [_("Đơn vị: {unit}").format(unit=unit)] if unit else []
        says += [_("năm {year}").format(year=board.year)] if board.year else []
        says += [_("có phần tính từ hồ sơ không ghi năm")] if board.whole else []
        sized = within_sentence(board.size.title)
        says += [_("cỡ chấm: {size}").format(size=sized)] if sized else []
        self.unit.setText(" · ".join([*says, note] if note else says))
        self.view.setMinimumHeight(_HEIGHTS[size])
        self.legend.show_entries(list(_legend(board, classes, scale, unit)), len(classes))
        whole = sum(each.count for each in (*board.dots, *board.lost))
        spots = [
            Spot(dot, _class_of(dot, classes), _reading(dot, board, scale, unit, whole)) for dot in board.dots
        ]
        self.view.show_spots(spots, len(classes), self.question)
        numbers = {spot.dot.place: spot.number for spot in spots}
        self.ranks.show_places(board, numbers, lambda value: show(value / scale, 2), unit)
        self._drawn.setVisible(bool(spots))
        self.legend.setVisible(bool(spots))
        self.sentence.setText(sentence_of(board, lambda value: _written(value, scale, unit)))
        self.sentence.setVisible(bool(self.sentence.text()))

    def _light(self, row: int) -> None:
        """Show where the place of a row lies."""
        place = self.ranks.dots[row].place if row >= 0 else ""
        spots = (number for number, spot in enumerate(self.view.spots) if spot.dot.place == place)
        self.view.current = next(spots, -1)
        self.view.light(self.view.current)

    def _open(self, row: int) -> None:
        if self.ranks.dots[row].over is not None:
            self.chosen.emit(self.ranks.dots[row])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list stands beside the map where there is room for both."""
        self.ranks.setVisible(self.width() >= _WIDE)
        super().resizeEvent(event)

    def _alone(self, draw: Callable[[Card], T]) -> T:
        bars = Qt.ScrollBarPolicy
        self.ranks.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOff)
        try:
            return super()._alone(draw)
        finally:
            self.ranks.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded)

    def told_of(self, dot: Dot) -> str:
        """A place with its figure, in one line."""
        said = next((spot.reading for spot in self.view.spots if spot.dot is dot), dot.name)
        return ", ".join(said.splitlines()[:2])

    def again(self) -> MapCard:
        card = MapCard()
        card.show_board(*self._shown)
        return card

    def sizeHint(self) -> QSize:
        return QSize(520, super().sizeHint().height())


def _legend(
    board: MapBoard, classes: list[tuple[Decimal, Decimal]], scale: Decimal, unit: str
) -> list[tuple[str, float, int | None]]:
    found: list[tuple[str, float, int | None]] = []
    for number, (low, high) in enumerate(classes):
        ends = [show(value / scale, 2) for value in ((low,) if low == high else (low, high))]
        found.append((" – ".join(ends), 9, number))
    if any(dot.value is None for dot in board.dots):
        found.append((_("chưa có số liệu"), 9, None))
    most = max((dot.count for dot in board.dots), default=0)
    for step in steps_of(most):
        found.append((group_digits(step), radius_of(step, most), _SIZE))
    return found


def _class_of(dot: Dot, classes: list[tuple[Decimal, Decimal]]) -> int | None:
    value = dot.value
    if value is None:
        return None
    return next(number for number, (low, high) in enumerate(classes) if low <= value <= high)


def _written(value: Decimal, scale: Decimal, unit: str) -> str:
    return f"{show(value / scale, 2)} {unit}".rstrip()


def _reading(dot: Dot, board: MapBoard, scale: Decimal, unit: str, whole: int) -> str:
    nothing = _("chưa có số liệu")
    figure = _written(dot.value, scale, unit) if dot.value is not None else nothing
    says = [dot.name, f"{board.colour.title}: {figure}"]
    if dot.judged:
        says[-1] += f" – {PhaseResult.assessment.format(dot.judged).lower()}"
    if board.size.title:
        share = f" ({show(Decimal(100 * dot.count) / whole)} %)" if whole and dot.count else ""
        says.append(f"{board.size.title}: {group_digits(dot.count)}{share}")
    return "\n".join(says)
