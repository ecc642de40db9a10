"""The first columns of a grid, kept in sight while the others are moved sideways; knows no record."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from desktop.qt import tokens
from desktop.qt.cell_tips import CellTips
from desktop.qt.grid_header import GridHeader

_EDGE = 2


def frame_current(view: QTableView) -> None:
    """Draw a frame around the cell the keys go to, as in Excel."""
    cell = view.visualRect(view.currentIndex())
    if cell.isValid():
        with QPainter(view.viewport()) as painter:
            painter.setPen(QPen(QColor(tokens.theme().accent), _EDGE))
            painter.drawRect(cell.adjusted(1, 1, -1, -1))


class FrozenColumns(QTableView):
    """A second view of the same rows over the left edge of the grid; it has the grid's selection and keys.

    Column 0, of signs, always stays. `asks_menu` carries a cell and a place in the grid's rows.
    """

    asks_edit = Signal(QModelIndex)
    asks_menu = Signal(QModelIndex, QPoint)

    def __init__(self, grid: QTableView, header: GridHeader) -> None:
        super().__init__(grid)
        self._grid, self._headings = grid, header
        self.count = 0
        self.header = GridHeader(self)
        self.setHorizontalHeader(self.header)
        self.setModel(grid.model())
        self.setItemDelegate(CellTips(self))
        self.setSelectionModel(grid.selectionModel())
        self.setObjectName("frozen")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(grid)
        self.setSelectionMode(grid.selectionMode())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setAutoScroll(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setStyleSheet(f"#frozen {{ border-right: {_EDGE}px solid {tokens.theme().edge}; }}")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        self.header.setFixedHeight(header.height())
        self.header.setMinimumSectionSize(header.minimumSectionSize())
        self.header.setHighlightSections(False)
        self._connect()

    def _connect(self) -> None:
        grid, headings = self._grid, self._headings
        self.header.asks_sort.connect(headings.asks_sort)
        self.header.asks_filter.connect(headings.asks_filter)
        self.header.sectionResized.connect(self._lead_width)
        headings.sectionResized.connect(self._follow_width)
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        self.doubleClicked.connect(self.asks_edit)
        self.customContextMenuRequested.connect(
            lambda at: self.asks_menu.emit(
                self.indexAt(at), grid.viewport().mapFromGlobal(self.viewport().mapToGlobal(at))
            )
        )
        grid.model().modelReset.connect(lambda: self.show_columns(self.count))
        grid.installEventFilter(self)
        grid.verticalHeader().geometriesChanged.connect(self._lie_down)

    def show_columns(self, count: int) -> None:
        """Keep so many columns in sight, the column of signs besides; 0 for none."""
        self.count = min(count, self._grid.model().columnCount() - 1)
        for column in range(self._grid.model().columnCount()):
            self.setColumnHidden(column, column > self.count)
            if column <= self.count:
                self.setColumnWidth(column, self._grid.columnWidth(column))
        self.header.show_state(self._headings.sorted_by, self._headings.filtered)
        self.setVisible(self.count > 0)
        self.verticalScrollBar().setValue(self._grid.verticalScrollBar().value())
        self._lie_down()

    def _lead_width(self, column: int, _old: int, new: int) -> None:
        # A column that is hidden here is told as one without width.
        if new:
            self._grid.setColumnWidth(column, new)

    def _follow_width(self, column: int, _old: int, new: int) -> None:
        if column <= self.count and self.columnWidth(column) != new:
            self.setColumnWidth(column, new)
        self._lie_down()

    def reach(self) -> int:
        """How wide the kept columns are together."""
        return sum(self._grid.columnWidth(column) for column in range(self.count + 1)) if self.count else 0

    def _lie_down(self) -> None:
        room = self._grid.viewport().geometry()
        header = self._headings.height()
        self.setGeometry(
            room.left(), room.top() - header, min(self.reach() + _EDGE, room.width()), room.height() + header
        )
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lie where the grid's rows lie whenever it changes its size."""
        if watched is self._grid and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._lie_down()
        elif watched is self._grid and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._grid.hasFocus():
            frame_current(self)
