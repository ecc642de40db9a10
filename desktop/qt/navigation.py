"""The list of pages on the left: icons and names under headings; knows no page's inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
)

from desktop.declare.text import _, language
from desktop.qt import tokens
from desktop.qt.edge_cover import EdgeCover
from desktop.qt.icons import icon
from desktop.qt.page import Route

_ENTRY, _CLOSED = (Qt.ItemDataRole.UserRole + number for number in range(2))
_FOLDED_WIDTH = 48
_ICON, _SCROLL_BAR = 18, 13
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_ROOM = 620
"""So high is the list in a window of 768 points; a longer one starts with its sections closed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: where it leads, or a heading when it leads nowhere."""

    title: str
    icon: str = ""
    route: Route | None = None

    def leads_to(self, route: Route) -> bool:
        """Whether it stands for the page of a route."""
        if self.route is None:
            return False
        asked = (route.page, route.record_type if route.page == "records" else None)
        return (self.route.page, self.route.record_type) == asked


class Navigation(QFrame):
    """208 px wide, or folded to icons; `chosen` carries the Route."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.list = QListWidget()
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # By whole items Qt stops short of the last one where others are hidden.
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(_("Các trang"))
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.fold_button = QToolButton()
        self.fold_button.setAutoRaise(True)
        self.folded = False
        self._closed: set[str] = set()
        self._visited = ""
        self.fold_button.clicked.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.S, 0, tokens.XS)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.fold_button, 0, Qt.AlignmentFlag.AlignRight)
        self.cover = EdgeCover(self.list)
        self.fold(False)

    def show_entries(self, entries: list[Entry]) -> None:
        """Fill the list; what stands under a heading that was closed is hidden."""
        self.list.clear()
        self._visited = ""
        kept = QSettings().value(_kept_closed())
        self._closed = (
            {str(title) for title in kept if title} if isinstance(kept, list) else closed_at_first(entries)
        )
        for entry in entries:
            item = QListWidgetItem(entry.title)
            item.setData(_ENTRY, entry)
            if entry.route is None:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                item.setToolTip(_("Nhấn để thu gọn hoặc mở ra"))
            else:
                item.setIcon(icon(entry.icon, tokens.theme().quiet))
                item.setToolTip(entry.title)
            self.list.addItem(item)
        self._hide_closed()

    def _hide_closed(self) -> None:
        heading = ""
        for item in self._items():
            entry: Entry = item.data(_ENTRY)
            if entry.route is None:
                heading = entry.title
            closed = heading in self._closed
            item.setData(_CLOSED, closed)
            item.setHidden(closed and entry.route is not None)

    def _turn_heading(self, title: str) -> None:
        self._closed ^= {title}
        if title == self._visited:
            self._visited = ""
        # A list of nothing would be read back as no list at all.
        QSettings().setValue(_kept_closed(), sorted({"", self._visited, *self._closed}))
        self._hide_closed()
        if title not in self._closed:
            self._show_section(title)

    def _show_section(self, title: str) -> None:
        """Bring what was just opened into sight, its heading above all."""
        rows = [row for row, item in enumerate(self._items()) if self._heading_of(item) == title]
        heading = next(item for item in self._items() if item.text() == title)
        self.list.doItemsLayout()
        for item in (*(self.list.item(row) for row in rows[-1:]), heading):
            self.list.scrollToItem(item, QListWidget.ScrollHint.EnsureVisible)

    def _heading_of(self, wanted: QListWidgetItem) -> str:
        above = [self.list.item(row) for row in range(self.list.row(wanted))]
        return next((item.text() for item in reversed(above) if item.data(_ENTRY).route is None), "")

    def stand_on(self, route: Route) -> None:
        """Mark the page that is shown, without going there."""
        item = next((each for each in self._items() if each.data(_ENTRY).leads_to(route)), None)
        self._visit(self._heading_of(item) if item is not None else "")
        if item is None:
            self.list.setCurrentRow(-1)
            return
        self.list.setCurrentItem(item)
        self._show_current()

    def _visit(self, section: str) -> None:
        """Open a section as long as one is in it; what is kept closed is for the officer to say."""
        if section == self._visited:
            return
        self._closed |= {self._visited} - {""}
        self._visited = section if section in self._closed else ""
        self._closed.discard(section)
        self._hide_closed()

    def _show_current(self) -> None:
        """Bring the current entry wholly into sight."""
        if self.list.currentItem() is not None:
            self.list.doItemsLayout()
            self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.EnsureVisible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A lower window must not cut the current entry."""
        super().resizeEvent(event)
        self._show_current()

    def fold(self, folded: bool) -> None:
        """Show icons alone, or icons and names."""
        self.folded = folded
        self.setFixedWidth(_FOLDED_WIDTH if folded else tokens.NAVIGATION_WIDTH)
        says = _("Mở rộng thanh bên") if folded else _("Thu gọn thanh bên")
        self.fold_button.setIcon(icon("unfold" if folded else "fold", tokens.theme().quiet))
        self.fold_button.setToolTip(f"{says} (Ctrl+B)")
        self.fold_button.setAccessibleName(says)
        self.list.doItemsLayout()

    def _turn(self) -> None:
        self.fold(not self.folded)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _choose(self, item: QListWidgetItem) -> None:
        entry: Entry = item.data(_ENTRY)
        if entry.route is not None:
            self.chosen.emit(entry.route)
        else:
            self._turn_heading(entry.title)


def _kept_closed() -> str:
    """Under which name the closed sections are kept: their titles are of one language."""
    return f"navigation/closed/{language()}"


def closed_at_first(entries: Sequence[Entry]) -> set[str]:
    """The sections a new window shows closed: the code lists, and those that do not fit any more.

    The first section and, from below, those of the components are what is used every day.
    """
    heights: dict[str, int] = {}
    room, heading = _ROOM, ""
    for entry in entries:
        if entry.route is None:
            heading = entry.title
            heights[heading] = 0
        if entry.route is None or not heading:
            room -= _height(entry)
        else:
            heights[heading] += _height(entry)
    closed = {*heights}
    for title in [*list(heights)[:1], *list(heights)[:0:-1]]:
        if heights[title] <= room and title != _("Danh mục"):
            closed.discard(title)
            room -= heights[title]
    return closed


def _ends_entries(index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether entries are seen above a heading: closed sections stand close together."""
    above = index.sibling(index.row() - 1, 0)
    return above.isValid() and not above.data(_CLOSED)


def _words_of(entry: Entry, box: QRect) -> QRect:
    """Where the name of an entry stands in its line."""
    if entry.route is None:
        return box.adjusted(tokens.M, tokens.XS, -_ICON, 0)
    return box.adjusted(tokens.L + _ICON + tokens.S, 0, -tokens.XS, 0)


def _font_of(entry: Entry, current: bool) -> QFont:
    font = tokens.font() if entry.route else tokens.font("small")
    if entry.route:
        font.setWeight(QFont.Weight.DemiBold if current else QFont.Weight.Normal)
    return font


def _height(entry: Entry, folded: bool = False) -> int:
    """A name too long for the bar goes on in a second line, whether or not a scroll bar stands beside it."""
    least = tokens.row_height() + (2 if entry.route else -2)
    if folded:
        # Of a heading its line alone is left.
        return least if entry.route else tokens.M
    box = _words_of(entry, QRect(0, 0, tokens.NAVIGATION_WIDTH - _SCROLL_BAR, 0))
    return max(least, _written(entry, box.width(), _font_of(entry, current=False)) + tokens.S)


def _written(entry: Entry, width: int, font: QFont) -> int:
    """How high a name is, written in so many points."""
    wrapped = Qt.TextFlag.TextWordWrap
    return QFontMetrics(font).boundingRect(0, 0, width, 0, wrapped, entry.title).height()


class _EntryDelegate(QStyledItemDelegate):
    """Paints an entry: accent at the left edge of the current one."""

    def __init__(self, parent: QListWidget) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[str, bool, bool], int] = {}
        """Measured once: every way to a page lays all entries out anew."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        folded = option.widget.width() <= _FOLDED_WIDTH
        entry: Entry = index.data(_ENTRY)
        named = entry.title, entry.route is None, folded
        if named not in self._heights:
            self._heights[named] = _height(entry, folded)
        return QSize(0, self._heights[named])

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: Entry = index.data(_ENTRY)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        folded = box.width() <= _FOLDED_WIDTH
        painter.save()
        if entry.route is None:
            self._paint_heading(painter, box, index, folded)
        else:
            self._paint_entry(painter, box, state, index, folded)
        painter.restore()

    @staticmethod
    def _paint_heading(
        painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex, folded: bool
    ) -> None:
        theme = tokens.theme()
        if folded or _ends_entries(index):
            painter.setPen(QColor(theme.line))
            painter.drawLine(box.left() + tokens.M, box.top() + 2, box.right() - tokens.M, box.top() + 2)
        if folded:
            return
        entry: Entry = index.data(_ENTRY)
        painter.setFont(_font_of(entry, current=False))
        painter.setPen(QColor(theme.quiet))
        words = _words_of(entry, box)
        sign = QRect(box.right() - _ICON, words.center().y() - _ICON // 3, _ICON * 2 // 3, _ICON * 2 // 3)
        icon("right" if index.data(_CLOSED) else "down", theme.quiet).paint(painter, sign)
        painter.drawText(words, _WRAPPED, entry.title)

    @staticmethod
    def _paint_entry(
        painter: QPainter,
        box: QRect,
        state: QStyle.StateFlag,
        index: QModelIndex | QPersistentModelIndex,
        folded: bool,
    ) -> None:
        theme = tokens.theme()
        current = bool(state & QStyle.StateFlag.State_Selected)
        if current or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(theme.selected() if current else theme.tint(theme.accent, 0.05)))
        if current:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(theme.accent))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        entry: Entry = index.data(_ENTRY)
        picture = QRect(box.left() + tokens.L - 2, box.center().y() - _ICON // 2, _ICON, _ICON)
        icon(entry.icon, theme.accent if current else theme.quiet).paint(painter, picture)
        if folded:
            return
        words, font = _words_of(entry, box), _font_of(entry, current)
        if current and _written(entry, words.width(), font) > words.height():
            # A name that fills its line is not cut for being bold.
            font = _font_of(entry, current=False)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        painter.drawText(words, _WRAPPED, entry.title)
