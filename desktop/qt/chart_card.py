"""One chart as a card: its question, unit, legend, drawing and the sentence that reads it; knows no store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.charts import Drawing
from desktop.declare.problems import Refusal
from desktop.declare.text import _, fold
from desktop.qt import tokens
from desktop.qt.chart_figures import Figure, figure_of, shortened
from desktop.qt.chart_view import ChartView, norm_pen, series_colour
from desktop.qt.icons import icon

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_SHARP = 2.0
"""Pictures are kept at twice the screen's points: they end up in reports and on walls."""


class Legend(QWidget):
    """What each colour and each dashed line means, wrapped to the width there is."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(tokens.font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._entries: list[tuple[str, int, bool]] = []

    def show_figure(self, figure: Figure) -> None:
        """Take the names of a figure; a single series needs none."""
        many = len(figure.names) > 1
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
            width = metrics.horizontalAdvance(name) + (36 if dashed else 20)
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
        painter.setFont(self.font())
        for (name, place, dashed), area in zip(self._entries, self._places(), strict=True):
            middle = area.center().y() + 0.5
            if dashed:
                painter.setPen(norm_pen(place))
                painter.drawLine(QPointF(area.left(), middle), QPointF(area.left() + 28, middle))
            else:
                painter.fillRect(QRectF(area.left(), middle - 5, 10, 10), series_colour(place))
            painter.setPen(QColor(tokens.theme().text))
            painter.drawText(
                area.adjusted(34 if dashed else 16, 0, 0, 0),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                name,
            )
        painter.end()


class ChartCard(QFrame):
    """A chart to look at, point at, copy and keep. `chosen` carries the conditions of the bar's records."""

    chosen = Signal(object)
    kept = Signal(str)
    """The path of a picture that was just written."""
    refused = Signal(object)
    pinned = Signal(bool)
    """Whether the chart is wanted on the start page."""

    def __init__(self, question: str, kind: str = "bar", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.kind = kind
        self.question = question
        self._is_pinned = False
        self.title = QLabel(question, wordWrap=True)
        self.title.setFont(tokens.font("section"))
        self.unit = QLabel()
        self.unit.setObjectName("quiet")
        self.unit.setFont(tokens.font("small"))
        self.legend = Legend()
        self.view = ChartView()
        self.view.chosen.connect(self.chosen)
        self.sentence = QLabel(wordWrap=True)
        self.more = self._more()
        self.show_pinned(False)
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(self.title, 1)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.M, tokens.M)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self.unit)
        column.addWidget(self.legend)
        column.addWidget(self.view, 1)
        column.addWidget(self.sentence)
        self.setAccessibleName(question)

    def _more(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("export"))
        button.setAutoRaise(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(_("Sao chép, lưu, in hoặc ghim"))
        button.setAccessibleName(_("Sao chép, lưu, in hoặc ghim: {title}").format(title=self.question))
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(button)
        menu.addAction(icon("copy"), _("Sao chép hình"), self.copy)
        menu.addAction(icon("save"), _("Lưu hình PNG…"), lambda: self._ask_and_keep("png"))
        menu.addAction(icon("save"), _("Lưu hình SVG…"), lambda: self._ask_and_keep("svg"))
        menu.addAction(icon("print"), _("In…"), self._ask_and_print)
        menu.addSeparator()
        self.pin_action = menu.addAction(icon("pin"), "")
        self.pin_action.triggered.connect(self._turn_pin)
        button.setMenu(menu)
        return button

    def show_pinned(self, is_pinned: bool) -> None:
        """Offer to pin the chart to the start page, or to take it off."""
        self._is_pinned = is_pinned
        self.pin_action.setText(_("Bỏ ghim khỏi Tổng quan") if is_pinned else _("Ghim lên Tổng quan"))

    def _turn_pin(self) -> None:
        self.show_pinned(not self._is_pinned)
        self.pinned.emit(self._is_pinned)

    def show_drawing(self, drawing: Drawing, most: int = 0, note: str = "") -> None:
        """Fill the card with an answer; without values it says so where the chart would stand.

        With `most` only so many labels are drawn, and the card says that there are more. `note` stands
        beside the unit.
        """
        shown = shortened(drawing, most) if most and self.kind != "line" else drawing
        figure = figure_of(shown, self.kind)
        says = [_("Đơn vị: {unit}").format(unit=figure.unit)] if figure.unit else []
        if len(shown.labels) < len(drawing.labels):
            counts = {"shown": len(shown.labels), "all": len(drawing.labels)}
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

    def picture(self) -> QImage:
        """The card as a picture, without its button."""
        self._ready()
        image = QImage(self.size() * _SHARP, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARP)
        image.fill(QColor(tokens.theme().panel))
        self._paint_on(image)
        return image

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        data = QMimeData()
        data.setImageData(self.picture())
        data.setText("\n".join(part for part in (self.question, self.sentence.text()) if part))
        QGuiApplication.clipboard().setMimeData(data)

    def keep(self, path: Path) -> None:
        """Write the picture as `.png` or `.svg`. Raises `Refusal` where the file cannot be written."""
        content = QBuffer()
        content.open(QIODevice.OpenModeFlag.WriteOnly)
        if path.suffix.lower() == ".svg":
            self._draw_svg(content)
        else:
            QImageWriter(content, b"PNG").write(self.picture())
        part = path.with_name(path.name + ".part")
        try:
            # Written beside: a full disk must not leave half a picture in the place of a whole one.
            try:
                part.write_bytes(content.data().data())
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
        except OSError as failure:
            raise Refusal(
                _("Không ghi được tệp {file}.").format(file=path.name),
                _("Kiểm tra ổ đĩa còn chỗ, thư mục cho ghi và tệp không đang mở ở chương trình khác."),
            ) from failure

    def _draw_svg(self, content: QBuffer) -> None:
        self._ready()
        generator = QSvgGenerator()
        generator.setOutputDevice(content)
        generator.setSize(self.size())
        generator.setResolution(self.logicalDpiX())
        generator.setViewBox(QRect(QPoint(), self.size()))
        generator.setTitle(self.question)
        generator.setDescription(self.sentence.text())
        self._paint_on(generator)

    def _paint_on(self, device: QImage | QSvgGenerator) -> None:
        self.more.hide()
        painter = QPainter(device)
        self.render(painter, QPoint())
        painter.end()
        self.more.show()

    def _ready(self) -> None:
        """Lay out and measure also while nobody has seen the card yet."""
        self.ensurePolished()
        self.grab()

    def _ask_and_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Draw the chart on a page, as wide as it fits and with strokes, not dots."""
        self._ready()
        self.more.hide()
        painter = QPainter(printer)
        paper = painter.viewport()
        scale = min(paper.width() / self.width(), paper.height() / self.height())
        painter.scale(scale, scale)
        self.render(painter, QPoint())
        painter.end()
        self.more.show()

    def _ask_and_keep(self, ending: str) -> None:
        name = fold(self.question).replace(" ", "-").strip("?")[:60]
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Lưu hình"), f"{name}.{ending}", f"{ending.upper()} (*.{ending})"
        )
        if not chosen:
            return
        path = Path(chosen)
        try:
            self.keep(path if path.suffix else path.with_suffix(f".{ending}"))
        except Refusal as refusal:
            self.refused.emit(refusal)
        else:
            self.kept.emit(str(path))

    def sizeHint(self) -> QSize:
        return QSize(520, super().sizeHint().height())
