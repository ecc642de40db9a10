"""A card with a question and its answer as a picture: copied, kept, printed, pinned; knows no store."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPagedPaintDevice,
    QPainter,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.icons import icon, paling_icon
from desktop.qt.style import dress_alone
from desktop.qt.whole_files import offered_name, write_beside

T = TypeVar("T")
_MARGINS = QMarginsF(20, 20, 20, 20)
_SHARP = 2.0
"""Pictures are kept at twice the screen's points: they end up in reports and on walls."""


class Card(QFrame):
    """What every card is: title, quiet line, picture, the sentence that reads it, and a menu.

    Give `again`. `chosen` carries what was clicked.
    """

    chosen = Signal(object)
    kept = Signal(str)
    """The path of a picture that was just written."""
    refused = Signal(object)
    pinned = Signal(bool)
    """Whether the card is wanted on the dashboard."""

    def __init__(self, question: str, parts: list[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.question = question
        self._is_pinned = False
        self.title = QLabel(question, wordWrap=True)
        self.title.setFont(tokens.font("section"))
        self.unit = QLabel(wordWrap=True)
        self.unit.setObjectName("quiet")
        self.unit.setFont(tokens.font("small"))
        self.sentence = QLabel(wordWrap=True)
        self.more = self._more()
        self.show_pinned(False)
        # What is no part of the picture.
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.more)
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(self.title, 1)
        head.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.M, tokens.M)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self.unit)
        for part in parts:
            column.addWidget(part, 1 if part is parts[-1] else 0)
        column.addWidget(self.sentence)
        # Where there is nothing to draw, words keep together at the top.
        column.addStretch(0)
        self.setAccessibleName(question)

    @abstractmethod
    def again(self) -> Card:
        """Another card that shows the same, made in the theme that is in use then."""

    def add_tool(self, picture: str, says: str, deed: Callable[[], object]) -> QToolButton:
        """Put a button before the one of the menu."""
        button = QToolButton()
        button.setIcon(paling_icon(picture))
        button.setAutoRaise(True)
        button.setToolTip(says)
        button.setAccessibleName(f"{says}: {self.question}")
        button.clicked.connect(lambda _checked=False: deed())
        row = self.tools.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(row.count() - 1, button)
        return button

    def _more(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("export"))
        button.setAutoRaise(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(_("Sao chép, lưu, in hoặc ghim"))
        button.setAccessibleName(_("Sao chép, lưu, in hoặc ghim: {title}").format(title=self.question))
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.menu = QMenu(button)
        self.menu.addAction(icon("copy"), _("Sao chép hình"), self.copy)
        self.menu.addAction(icon("save"), _("Lưu hình PNG…"), lambda: self._ask_and_keep("png"))
        self.menu.addAction(icon("save"), _("Lưu hình SVG…"), lambda: self._ask_and_keep("svg"))
        self.menu.addAction(icon("print"), _("In…"), self._ask_and_print)
        self.menu.addSeparator()
        self.pin_action = self.menu.addAction(icon("pin"), "")
        self.pin_action.triggered.connect(self._turn_pin)
        button.setMenu(self.menu)
        return button

    def show_pinned(self, is_pinned: bool) -> None:
        """Offer to pin the card to the dashboard, or to take it off."""
        self._is_pinned = is_pinned
        self.pin_action.setText(pin_text(is_pinned))

    def _turn_pin(self) -> None:
        self.show_pinned(not self._is_pinned)
        self.pinned.emit(self._is_pinned)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Print):
            self._ask_and_print()
        else:
            super().keyPressEvent(event)

    def picture(self) -> QImage:
        """The card as a picture on white ground, without its button."""
        return self._on_paper(_image_of)

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
            self._on_paper(lambda card: _draw_svg(card, content))
        else:
            QImageWriter(content, b"PNG").write(self.picture())
        write_beside(path, bytes(content.data().data()))

    def print_on(self, printer: QPagedPaintDevice) -> None:
        """Draw the card on a page, as wide as it fits and with strokes, not dots."""
        self._on_paper(lambda card: _print(card, printer))

    def _on_paper(self, draw: Callable[[Card], T]) -> T:
        """Draw as it is on white ground: what goes to a report or a printer has no dark theme."""
        if tokens.theme() is not tokens.DARK:
            return self._alone(draw)
        with tokens.drawn_in(tokens.LIGHT):
            card = self.again()
            dress_alone(card, tokens.LIGHT)
            card.resize(self.size())
            try:
                return card._alone(draw)
            finally:
                card.deleteLater()

    def _alone(self, draw: Callable[[Card], T]) -> T:
        """Draw without the button, laid out and measured also while nobody has seen the card yet."""
        self.ensurePolished()
        self.grab()
        self.tools.hide()
        try:
            return draw(self)
        finally:
            self.tools.show()

    def _ask_and_print(self) -> None:
        # Imported here: few print, and the printing system is slow to load.
        from desktop.qt.print_preview import PrintPreview

        dialog = PrintPreview(
            _("In biểu đồ"), self.question, self.print_on, self, margins=_MARGINS, lies=self._is_wide()
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # It stands before the window, and paints a card that may go when the page is asked again.
        self.destroyed.connect(dialog.reject)
        dialog.open()

    def _is_wide(self) -> bool:
        return self.width() > self.height()

    def _ask_and_keep(self, ending: str) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Lưu hình"), f"{offered_name(self.question)}.{ending}", f"{ending.upper()} (*.{ending})"
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


def pin_text(is_pinned: bool) -> str:
    """What is offered for a card that stands on the dashboard, or does not."""
    return _("Bỏ ghim khỏi Bảng theo dõi") if is_pinned else _("Ghim lên Bảng theo dõi")


def _image_of(card: Card) -> QImage:
    image = QImage(card.size() * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    image.fill(QColor(tokens.theme().panel))
    painter = QPainter(image)
    card.render(painter, QPoint())
    painter.end()
    return image


def _draw_svg(card: Card, content: QBuffer) -> None:
    generator = QSvgGenerator()
    generator.setOutputDevice(content)
    generator.setSize(card.size())
    generator.setResolution(card.logicalDpiX())
    generator.setViewBox(QRect(QPoint(), card.size()))
    generator.setTitle(card.question)
    generator.setDescription(card.sentence.text())
    painter = QPainter(generator)
    card.render(painter, QPoint())
    painter.end()


def _print(card: Card, printer: QPagedPaintDevice) -> None:
    painter = QPainter(printer)
    paper = painter.viewport()
    scale = min(paper.width() / card.width(), paper.height() / card.height())
    painter.scale(scale, scale)
    card.render(painter, QPoint())
    painter.end()
