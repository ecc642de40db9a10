"""A table that shows facts and takes no input: signs, tints, shares, Enter to open; knows no store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QMargins,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.declare.fields import MASK
from desktop.qt import tokens
from desktop.qt.clipboard_block import as_text, for_excel
from desktop.qt.column_widths import Wanted, shared
from desktop.qt.course_line import draw_course
from desktop.qt.edge_cover import EdgeCover
from desktop.qt.icons import sign_icon

_Index = QModelIndex | QPersistentModelIndex
_MEASURED = 24
"""So many rows say how wide a column must be: a thousand of a preview hold the window up for seconds."""

_MOST_MEASURED = 1000
_AIR = 5
_LEVEL = 12
_LEAST_LETTERS = 18
_FEW = 16


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and what may stand with it.

    `grade` puts a sign before it (`GOOD` a tick), after it where it `trails`; `depth` is its level in an
    outline; `tint` is the grade whose colour lies behind it; `share` (0 to 1) draws a bar, thin below a text;
    `course` draws figures one after the other as a line; `quiet` greys it; `tip` is said on hover.
    """

    text: str = ""
    grade: str = ""
    tint: str = ""
    number: bool = False
    share: float | None = None
    course: tuple[float, ...] = ()
    quiet: bool = False
    bold: bool = False
    tip: str = ""
    trails: bool = False
    depth: int = 0


Row = Sequence[Cell | str]


class PlainTable(QTableView):
    """Rows to read and walk through. `chosen` tells the current row, `entered` the one to open."""

    chosen = Signal(int)
    entered = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = _Facts()
        self._stretched = -1
        self._wished: list[int] = []
        self._is_fitting = False
        self._masked: frozenset[int] = frozenset()
        self._is_masked: Callable[[], bool] = bool
        self.setModel(self._facts)
        self.setItemDelegate(_ShareBar(self._facts, self))
        EdgeCover(self, air=3)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().sectionResized.connect(self._keep_width)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(tokens.row_height())
        self.horizontalHeader().setFixedHeight(tokens.header_height())
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(_MEASURED)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.doubleClicked.connect(lambda index: self.entered.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.chosen.emit(now.row()))

    def show_rows(
        self,
        headings: Sequence[str],
        rows: Sequence[Row],
        widths: Sequence[int],
        stretch: int = -1,
        wrap: bool = False,
    ) -> None:
        """Show other rows; `widths` are in characters, the column `stretch` takes what is left.

        Where the table is too narrow for all, each gives up what its own texts do not need.
        With `wrap` a row is as high as its text; a very long list gives every row two lines.
        """
        measured = wrap and len(rows) <= _MOST_MEASURED
        lines = 2 if wrap and not measured else 1
        self.setWordWrap(wrap)
        vertical, modes = self.verticalHeader(), QHeaderView.ResizeMode
        vertical.setSectionResizeMode(modes.ResizeToContents if measured else modes.Fixed)
        vertical.setDefaultSectionSize(tokens.row_height() + (lines - 1) * self.fontMetrics().height())
        vertical.setMinimumSectionSize(tokens.row_height())
        self._facts.show(headings, rows)
        header = self.horizontalHeader()
        letter = self.fontMetrics().averageCharWidth()
        usual = header.defaultSectionSize()
        self._wished = [
            widths[column] * letter + 16 if column < len(widths) else usual for column in range(len(headings))
        ]
        for column in range(len(headings)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        # No heading is cut as long as there is room.
        self._wished = [
            max(width, header.sectionSizeHint(column)) for column, width in enumerate(self._wished)
        ]
        self._stretched = stretch
        self._fit()

    def _keep_width(self, column: int, _old: int, new: int) -> None:
        """A width somebody drew is the one to keep."""
        if not self._is_fitting and column < len(self._wished) and column != self._stretched:
            self._wished[column] = new

    def _fit(self) -> None:
        """One column takes what the others leave, but never less than can be read."""
        room, column, wished = self.viewport().width(), self._stretched, self._wished
        usual = self.fontMetrics().averageCharWidth() * (14 if self.wordWrap() else _LEAST_LETTERS)
        if 0 <= column < len(wished):
            usual = max(usual, self.horizontalHeader().sectionSizeHint(column))
        # What is far wider is scrolled in any case; where it has many columns measuring them takes long.
        measured = sum(wished) < 2 * room or len(wished) <= _FEW
        wanted = [
            self._wanted(each) if measured else Wanted(width, width, width)
            for each, width in enumerate(wished)
        ]
        widths = shared(wanted, room, column, usual)
        self._is_fitting = True
        for each, width in enumerate(widths):
            self.setColumnWidth(each, width)
        # A header gives no column less than its least: what it added is taken back.
        over = self.horizontalHeader().length() - max(room, sum(widths))
        if 0 <= column < len(widths) and over > 0:
            least = min(wanted[column].least, usual, widths[column])
            self.setColumnWidth(column, max(least, widths[column] - over))
        self._is_fitting = False

    def _wanted(self, column: int) -> Wanted:
        """What a column asks for, by its heading and its first texts, wherever the list stands."""
        heading = self.horizontalHeader().sectionSizeHint(column)
        first = (self._facts.index(row, column) for row in range(min(self._facts.rowCount(), _MEASURED)))
        whole = max(heading, *(self.sizeHintForIndex(index).width() for index in first), 0) + 1
        return Wanted(self._wished[column], whole, max(heading, whole - self._breakable(column)))

    def _breakable(self, column: int) -> int:
        """How much narrower a column may be with its texts in several lines and no word cut."""
        texts = self._facts.words(column) if self.wordWrap() else []
        wide = self.fontMetrics().horizontalAdvance
        words = (word for text in texts for word in text.split())
        return max(0, max(map(wide, texts), default=0) - max(map(wide, words), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def rows(self) -> Sequence[Row]:
        """What is shown now."""
        return self._facts.rows

    def refresh(self) -> None:
        """Paint again after a row has changed in place."""
        self.viewport().update()

    def stand_on(self, row: int, column: int = 0) -> None:
        """Make a row the current one and bring it into sight."""
        if 0 <= row < self._facts.rowCount():
            index = self._facts.index(row, column)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def current(self) -> int:
        """The current row, -1 without one."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() >= 0:
            self.entered.emit(self.current())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def mask_copied(self, columns: Collection[int], is_masked: Callable[[], bool]) -> None:
        """Copy these columns, which tell of persons, as a mask while `is_masked`."""
        self._masked, self._is_masked = frozenset(columns), is_masked

    def _copy(self) -> None:
        picked = sorted(index.row() for index in self.selectionModel().selectedRows())
        masked = self._masked if self._masked and self._is_masked() else ()
        lines = [[heading.replace("\n", " ") for heading in self._facts.headings]]
        for row in picked:
            texts = [for_excel(_cell(cell).text) for cell in self._facts.rows[row]]
            lines.append([MASK if text and at in masked else text for at, text in enumerate(texts)])
        QGuiApplication.clipboard().setText(as_text(lines))


class _Facts(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.headings: Sequence[str] = ()
        self.rows: Sequence[Row] = ()
        self._sides: list[Qt.AlignmentFlag] = []

    def show(self, headings: Sequence[str], rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.headings, self.rows = headings, rows
        first = rows[:_MEASURED]
        self._sides = [_side(column, first) for column in range(len(headings))]
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        return self._sides[section] if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer = _ANSWERS.get(role)
        if answer is None or not index.isValid():
            return None
        cell = self.cell(index)
        return None if cell is None else answer(cell)

    def words(self, column: int) -> list[str]:
        """The lines of the first texts of a column that may go on in a next one; a figure stays in its."""
        cells = (_cell(row[column]) for row in self.rows[:_MEASURED] if column < len(row))
        return [line for cell in cells if not cell.number for line in cell.text.splitlines()]

    def cell(self, index: _Index) -> Cell | None:
        """What stands at a place; None in a row that ends before it."""
        row, column = self.rows[index.row()], index.column()
        return _cell(row[column]) if column < len(row) else None


def _cell(cell: Cell | str) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell)


def _side(column: int, rows: Sequence[Row]) -> Qt.AlignmentFlag:
    """A heading stands above its figures: on their side."""
    cells = (row[column] for row in rows if column < len(row))
    return _alignment(Cell(number=any(isinstance(cell, Cell) and cell.number for cell in cells)))


def _ground(cell: Cell) -> QColor | None:
    return QColor(tokens.theme().tint(tokens.theme().grave(cell.tint), 0.12)) if cell.tint else None


def _ink(cell: Cell) -> QColor | None:
    return QColor(tokens.theme().quiet) if cell.quiet else None


def _alignment(cell: Cell) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if cell.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


_ANSWERS: dict[int, Any] = {
    Qt.ItemDataRole.DisplayRole: lambda cell: cell.text,
    Qt.ItemDataRole.DecorationRole: lambda cell: sign_icon(cell.grade) if cell.grade else None,
    Qt.ItemDataRole.BackgroundRole: _ground,
    Qt.ItemDataRole.ForegroundRole: _ink,
    Qt.ItemDataRole.TextAlignmentRole: _alignment,
    Qt.ItemDataRole.ToolTipRole: lambda cell: cell.tip or cell.text or None,
    Qt.ItemDataRole.FontRole: lambda cell: _bold() if cell.bold else None,
}


def _bold() -> Any:
    made = tokens.font()
    made.setBold(True)
    return made


class _ShareBar(QStyledItemDelegate):
    """Draws a share as a bar, a course as a line, and leaves some air around wrapped text."""

    def __init__(self, facts: _Facts, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts = facts

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        cell, told = self._facts.cell(index), cast(Any, option)
        if cell is not None and cell.trails:
            told.decorationPosition = QStyleOptionViewItem.Position.Right
        if cell is not None and cell.depth:
            # The room of a sign that is not there: so lines that go on begin below the first one.
            told.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            told.decorationSize = QSize(cell.depth * _LEVEL - 6, 1)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        cell = self._facts.cell(index)
        air = _AIR if cell is not None and cell.number else 0
        return super().sizeHint(option, index).grownBy(QMargins(0, 4, air, 4))

    def _paint_number(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """A figure ends where its heading ends, and keeps away from the words of the next column."""
        whole: Any = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        text, whole.text = whole.text, ""
        whole.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, whole.widget)
        # As Qt puts the words beside it, to the point.
        area = whole.rect.adjusted(3, (whole.rect.height() - whole.fontMetrics.height()) // 2, -_AIR, 0)
        if whole.features & QStyleOptionViewItem.ViewItemFeature.HasDecoration:
            area.setLeft(area.left() + whole.decorationSize.width() + 3)
        is_selected = bool(whole.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        painter.save()
        painter.setFont(whole.font)
        painter.setPen(whole.palette.color(role))
        seen = whole.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignRight, seen)
        painter.restore()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        # Not asked by way of Qt: while a worker runs, each way back from there may wait for its turn.
        cell = self._facts.cell(index)
        if cell is not None and cell.number:
            self._paint_number(painter, option, index)
        else:
            super().paint(painter, option, index)
        if cell is None:
            return
        area = QRectF(option.rect).adjusted(3, 0, -_AIR if cell.number else -3, 0)
        if len(cell.course) > 1:
            draw_course(painter, area.adjusted(7, 7, -7, -7), cell.course)
        if cell.share is None:
            return
        # Beside its figure a share is a thin line below it.
        below = area.center().y() + option.fontMetrics.height() / 2
        top, height = (below, 3) if cell.text else (area.center().y() - 4, 8)
        bar = QRectF(area.left(), top, area.width(), height)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        theme = tokens.theme()
        painter.setBrush(QColor(theme.tint(theme.text, 0.12)))
        painter.drawRect(bar)
        bar.setWidth(area.width() * max(0.0, min(1.0, cell.share)))
        painter.setBrush(QColor(theme.quiet))
        painter.drawRect(bar)
        painter.restore()
