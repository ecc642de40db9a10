"""The grid of a record page: how the table looks, which keys do what, what is selected; writes nothing."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.declare.fields import Attachment, Details
from desktop.declare.reading import Sort
from desktop.qt import tokens
from desktop.qt.cell_editing import CellEditing
from desktop.qt.cell_tips import CellTips
from desktop.qt.frozen_columns import FrozenColumns, frame_current
from desktop.qt.grid_header import GridHeader
from desktop.qt.grid_steps import Cell, edge_step, step_within
from desktop.qt.grid_sums import Range
from desktop.qt.grid_widths import SIGN_WIDTH, GridWidths
from desktop.qt.record_table import RecordTable

_Index = QModelIndex | QPersistentModelIndex
_KEY, _NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
_CONTROL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_STANDARD = {
    QKeySequence.StandardKey.Copy: "copy",
    QKeySequence.StandardKey.Cut: "cut",
    QKeySequence.StandardKey.Paste: "paste",
}
_DEEDS: dict[tuple[int, Qt.KeyboardModifier], str] = {
    (_KEY.Key_D, _CONTROL): "fill_down",
    (_KEY.Key_Semicolon, _CONTROL): "today",
    (_KEY.Key_H, _CONTROL): "replace",
    (_KEY.Key_Delete, _NONE): "clear",
    (_KEY.Key_Down, _ALT): "filter",
}
"""Keys of Excel and what they ask for; none is a bare letter, none has Ctrl+Shift, which switches UniKey."""


class RowNumbers(QHeaderView):
    """The numbers of the rows, as wide as the last of them; a click selects the row."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    def sizeHint(self) -> QSize:
        """Asked of one number: Qt would measure two hundred, each of them told by eight roles."""
        last = self.count() - 1
        return self.sectionSizeFromContents(last) if last >= 0 else super().sizeHint()


class RecordGrid(QTableView):
    """Cells are selected and edited as in Excel; `stands_on` tells the row whose record the form shows.

    `asks` carries what a key asks to be done with the selection: copy, cut, paste, fill_down, today,
    replace, clear, filter. `wants_field` names a field that is edited in the form alone.
    """

    stands_on = Signal(int)
    selection_rests = Signal()
    wants_field = Signal(str)
    asks = Signal(str)
    asks_menu = Signal(QModelIndex, QPoint)

    def __init__(self, table: RecordTable) -> None:
        super().__init__()
        self.table = table
        # Made before the model is set, because that already calls what uses it.
        self._stood_in = ""
        self._sum_later = QTimer(self, singleShot=True, interval=60)
        self._sum_later.timeout.connect(self.selection_rests)
        self.header = GridHeader(self)
        self.setHorizontalHeader(self.header)
        self.setVerticalHeader(RowNumbers(Qt.Orientation.Vertical, self))
        self.setModel(table)
        self.setItemDelegate(CellTips(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.asks_menu.emit(self.indexAt(at), at))
        self.doubleClicked.connect(lambda index: self.begin_edit(index))
        self._set_headers()
        self.widths = GridWidths(self, table)
        self.frozen: FrozenColumns | None = None
        self.editing = CellEditing(self, table, self.rect_of)
        self.editing.moves.connect(self.move_on)
        self.editing.steps.connect(self._step)
        self.goes_right = False
        self._tabbed: tuple[Cell, int] | None = None

    def _set_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        # Fixed heights: asking each of a million rows for its own would take minutes.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(tokens.row_height())
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.setMinimumWidth(SIGN_WIDTH + tokens.S)
        columns.setFixedHeight(tokens.header_height())
        columns.setMinimumSectionSize(SIGN_WIDTH)
        columns.setHighlightSections(False)
        columns.setSectionsMovable(False)

    def freeze(self, count: int) -> None:
        """Keep the first columns in sight; 0 for none."""
        if self.frozen is None and count:
            self.frozen = FrozenColumns(self, self.header)
            self.frozen.asks_edit.connect(lambda index: self.begin_edit(index))
            self.frozen.asks_menu.connect(self.asks_menu)
        if self.frozen is not None:
            self.frozen.show_columns(count)

    @property
    def frozen_columns(self) -> int:
        """How many columns are kept in sight."""
        return self.frozen.count if self.frozen is not None else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            frame_current(self)

    def rect_of(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        """Where a cell stands in the viewport, also one of a kept column."""
        if self.frozen is not None and index.column() <= self.frozen.count:
            return self.frozen.visualRect(index)
        return self.visualRect(index)

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell in sight, not beneath the columns that are kept there."""
        aside = self.horizontalScrollBar()
        before = aside.value()
        super().scrollTo(index, hint)
        if not self.frozen_columns or self.frozen is None:
            return
        if index.column() <= self.frozen.count:
            aside.setValue(before)
            return
        hidden = self.frozen.reach() - self.visualRect(index).left()
        if hidden > 0:
            aside.setValue(aside.value() - hidden)

    def sort_after(self, column: int, adds: bool) -> tuple[Sort, ...]:
        """The order after a click on a heading: rising, falling at the next one; `adds` keeps the others."""
        field = self.table.field_at(column)
        now = self.table.sort_by
        if field is None or isinstance(field, Details | Attachment):
            return now
        own = next((each for each in now if each.field == field.name), None)
        mine = Sort(field.name, own is not None and not own.descending)
        if not adds:
            return (mine,)
        return tuple(mine if each is own else each for each in now) if own else (*now, mine)

    def show_state(self, filtered: Collection[str]) -> None:
        """Show at the headings by which columns rows are sorted, and which are filtered."""
        places = {name: number for number, name in enumerate(self.table.columns, 1)}
        order = enumerate(self.table.sort_by, 1)
        sorted_by = {places[each.field]: (at, each.descending) for at, each in order if each.field in places}
        self.header.show_state(sorted_by, {places[name] for name in filtered if name in places})
        if self.frozen is not None:
            self.frozen.header.show_state(self.header.sorted_by, self.header.filtered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widths.share_out()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell of another row; cells of the same row show the same record."""
        super().currentChanged(current, previous)
        field = self.table.field_at(current.column()) if current.isValid() else None
        self._stood_in = field.name if field is not None else self._stood_in
        if current.row() != self.table.current_row:
            self.table.current_row = current.row()
            self.viewport().update()
            self.stands_on.emit(current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Add the selection up a moment later, when it stands still."""
        super().selectionChanged(selected, deselected)
        self._sum_later.start()

    def go_to(self, row: int, column: int = 0) -> None:
        """Stand on a row, in sight; where no column is said, in the one that was stood in before."""
        names = self.table.columns
        column = column or (names.index(self._stood_in) + 1 if self._stood_in in names else 1)
        index = self.table.index(row, min(column, len(names)))
        aside = self.horizontalScrollBar().value()
        self.stand(index)
        self.horizontalScrollBar().setValue(aside)

    def stand(self, index: QModelIndex) -> None:
        """Make one cell the current one and the only one selected, whatever keys are held."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def ranges(self) -> list[Range]:
        """The selected rectangles; the current cell where nothing is selected."""
        selection = self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        found = [Range(each.top(), max(1, each.left()), each.bottom(), each.right()) for each in parts]
        found = [each for each in found if each.right >= each.left]
        at = self.currentIndex()
        if not found and at.isValid():
            found = [Range(at.row(), max(1, at.column()), at.row(), max(1, at.column()))]
        return found

    def select(self, top: int, left: int, bottom: int, right: int) -> None:
        """Select a rectangle of cells; the current cell stays where it is."""
        block = QItemSelection(self.table.index(top, left), self.table.index(bottom, right))
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def move_on(self, down: int, right: int) -> None:
        """Go on to another cell, as Enter and Tab do: within a selection of several, else over the list.

        Tab goes on to the next row at the end of one; Enter after Tabs goes back to where they began.
        """
        at = (self.currentIndex().row(), self.currentIndex().column())
        if down and self.goes_right:
            down, right = 0, down
        within = step_within(self.ranges(), at, down, right)
        if within is not None:
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.table.index(*within), keep)
            return
        began = self._tabbed[1] if self._tabbed is not None and self._tabbed[0] == at else at[1]
        row, column = at[0] + down, began if down else at[1] + right
        if right and column > len(self.table.columns) and row + 1 < self.table.rowCount():
            row, column = row + 1, 1
        elif right and column < 1 and row > 0:
            row, column = row - 1, len(self.table.columns)
        self._stand_inside(row, column)
        self._tabbed = ((row, column), began) if right else None

    def _tab(self, right: int) -> bool:
        """Go on by Tab; False beyond the first and the last cell, where Tab leaves the grid."""
        at = (self.currentIndex().row(), self.currentIndex().column())
        end = (self.table.rowCount() - 1, len(self.table.columns)) if right > 0 else (0, 1)
        if at == end or not self.currentIndex().isValid():
            return False
        self.move_on(0, right)
        return True

    def _step(self, down: int, right: int) -> None:
        at = self.currentIndex()
        self._stand_inside(at.row() + down, at.column() + right)

    def _stand_inside(self, row: int, column: int) -> None:
        row = max(0, min(row, self.table.rowCount() - 1))
        self.stand(self.table.index(row, max(1, min(column, len(self.table.columns)))))

    def _go_to_edge(self, cell: Cell, extends: bool) -> None:
        index, at = self.table.index(*cell), self.currentIndex()
        if not extends:
            self.stand(index)
            return
        own = next((each for each in self.ranges() if each.top <= at.row() <= each.bottom), None)
        if own is None:
            return
        anchor = (
            own.top if at.row() == own.bottom else own.bottom,
            own.left if at.column() == own.right else own.right,
        )
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        rows, columns = sorted((anchor[0], cell[0])), sorted((anchor[1], cell[1]))
        self.select(rows[0], columns[0], rows[1], columns[1])
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def begin_edit(self, index: QModelIndex | QPersistentModelIndex, key: QKeyEvent | None = None) -> None:
        """Edit a cell in place; what takes no typing is left to the form."""
        if not self.editing.begin(index, key) and not self.editing.is_open:
            field = self.table.field_at(index.column()) if index.isValid() else None
            if field is not None and key is None:
                self.wants_field.emit(field.name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first field: Qt would stand among the signs, where no key writes."""
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.currentIndex().column():
            self.go_to(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of Excel: Enter goes on, F2 and typing edit, the rest asks for a deed."""
        if self.editing.is_open:
            # What the open cell had no use for is nobody's: Ctrl+D must not fill while one types.
            event.ignore()
            return
        keys = (event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        deed = next((deed for key, deed in _STANDARD.items() if event.matches(key)), _DEEDS.get(keys, ""))
        if deed:
            self.asks.emit(deed)
        elif event.key() in (_KEY.Key_Return, _KEY.Key_Enter) and not keys[1] & (_CONTROL | _ALT):
            self.move_on(-1 if keys[1] & _SHIFT else 1, 0)
        elif event.key() in (_KEY.Key_Tab, _KEY.Key_Backtab) and not keys[1] & (_CONTROL | _ALT):
            back = event.key() == _KEY.Key_Backtab or bool(keys[1] & _SHIFT)
            event.setAccepted(self._tab(-1 if back else 1))
        elif self._step_by(event.key(), keys[1]):
            return
        elif event.key() == _KEY.Key_F2:
            self.begin_edit(self.currentIndex())
        elif event.key() == _KEY.Key_Space and keys[1] in (_SHIFT, _CONTROL):
            self._select_whole(rows=keys[1] == _SHIFT)
        elif _is_typing(event):
            self.begin_edit(self.currentIndex(), event)
        else:
            super().keyPressEvent(event)

    def _step_by(self, key: int, held: Qt.KeyboardModifier) -> bool:
        """Whether a key led to the edge of the list, or would lead among the signs."""
        at, last = self.currentIndex(), (self.table.rowCount() - 1, len(self.table.columns))
        if not at.isValid() or held & _ALT:
            return False
        cell = edge_step(key, held, (at.row(), at.column()), last)
        if cell is not None:
            self._go_to_edge(cell, bool(held & _SHIFT))
        return cell is not None or (key == _KEY.Key_Left and at.column() <= 1)

    def _select_whole(self, rows: bool) -> None:
        """Widen the selection to whole rows (Shift+Space) or whole columns (Ctrl+Space)."""
        last_row, last_column = self.table.rowCount() - 1, len(self.table.columns)
        whole = QItemSelection()
        for each in self.ranges():
            ends = (each.top, 1, each.bottom, last_column) if rows else (0, each.left, last_row, each.right)
            whole.select(self.table.index(ends[0], ends[1]), self.table.index(ends[2], ends[3]))
        self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _is_typing(event: QKeyEvent) -> bool:
    """Whether a key writes something; AltGr comes as Ctrl and Alt together."""
    held = event.modifiers() & (_CONTROL | _ALT)
    writes = bool(event.text()) and (event.text().isprintable() or event.key() == _KEY.Key_Backspace)
    return writes and held in (_NONE, _CONTROL | _ALT)
