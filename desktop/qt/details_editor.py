"""The editor of a record's own rows: a small table whose cells are read by the fields of the row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QPushButton, QTableView, QWidget

from desktop.declare.fields import MASK, Computed, Details, Field, Habit, Reference
from desktop.declare.problems import Refusal
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.clipboard_block import as_text, for_excel, read_text
from desktop.qt.details_cells import VALUE, DetailsCells
from desktop.qt.field_editors import Editor
from desktop.qt.icons import icon
from desktop.shared.officers import NAMES

if TYPE_CHECKING:
    from desktop.declare.records import Record

_Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_ROWS_SHOWN = 4
_MOST_PASTED = 2_000


class DetailsTable(QAbstractTableModel):
    """Rows of one record. What cannot be read stays in its cell as typed, with the reason."""

    def __init__(self, of: type[Record], habit: Habit) -> None:
        super().__init__()
        self.of = of
        self.fields = list(of.fields.values())
        self.habit = habit
        self.rows: list[Record] = []
        self.unread: dict[tuple[int, int], tuple[str, str]] = {}

    def show_rows(self, rows: list[Record]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.unread.clear()
        self.endResetModel()

    def add(self) -> None:
        """An empty row at the end."""
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows))
        self.rows.append(self.of())
        self.endInsertRows()

    def remove(self, row: int) -> None:
        """Take a row away."""
        self.beginResetModel()
        del self.rows[row]
        self.unread = {
            (number - (number > row), column): typed
            for (number, column), typed in self.unread.items()
            if number != row
        }
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.fields)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        unread = self.unread.get((index.row(), index.column()))
        if role in (_ROLE.DisplayRole, _ROLE.EditRole):
            field = self.fields[index.column()]
            value = getattr(self.rows[index.row()], field.name)
            return unread[0] if unread else field.format(value, self.habit)
        if role == VALUE:
            return None if unread else getattr(self.rows[index.row()], self.fields[index.column()].name)
        if role == _ROLE.ToolTipRole and unread:
            return unread[1]
        if role == _ROLE.BackgroundRole and unread:
            theme = tokens.theme()
            return QColor(theme.tint(theme.block))
        return None

    def setData(self, index: _Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        if role != _ROLE.EditRole or not index.isValid():
            return False
        field = self.fields[index.column()]
        place = (index.row(), index.column())
        try:
            read = field.parse(value, self.habit)
        except ValueError as failure:
            self.unread[place] = (str(value), str(failure))
        else:
            self.unread.pop(place, None)
            self.rows[index.row()] = self.rows[index.row()].changed(**{field.name: read})
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(self.fields) - 1))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and not isinstance(self.fields[index.column()], Computed):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if role != _ROLE.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        return translate(self.fields[section].label) if section < len(self.fields) else None

    def typed(self, row: int, column: int) -> Any:
        """What stands in a cell, as JSON may hold it: of two of one name also which one it is."""
        field, index = self.fields[column], self.index(row, column)
        text, value = index.data(_ROLE.EditRole), index.data(VALUE)
        return [text, field.to_store(value)] if isinstance(field, Reference) and value is not None else text

    def retype(self, row: int, column: int, typed: Any) -> None:
        """Put back what `typed` told."""
        if isinstance(typed, str):
            self.setData(self.index(row, column), typed)
        else:
            field = self.fields[column]
            self.rows[row] = self.rows[row].changed(**{field.name: field.from_store(typed[1])})

    def take_block(self, block: Sequence[Sequence[str]], row: int, column: int) -> None:
        """Put a pasted block in from one cell on, as if each of its cells had been typed; rows are added."""
        while len(self.rows) < row + len(block):
            self.add()
        for down, cells in enumerate(block):
            for right, text in enumerate(cells[: len(self.fields) - column]):
                index = self.index(row + down, column + right)
                if self.flags(index) & Qt.ItemFlag.ItemIsEditable:
                    self.setData(index, text)


class DetailsView(QTableView):
    """The rows on the screen; blocks of cells come from Excel and go there, but for what one `hides`."""

    def __init__(self, rows: DetailsTable, hides: Callable[[Field[Any]], bool]) -> None:
        super().__init__()
        self.setModel(rows)
        self._rows, self._hides = rows, hides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, model = self.currentIndex(), self._rows
        writes = self.editTriggers() != QTableView.EditTrigger.NoEditTriggers
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.Paste) and writes:
            data = QGuiApplication.clipboard().mimeData()
            block = read_text(data.text()) if data is not None else []
            if len(block) > _MOST_PASTED:
                says = _("Chỉ dán được {count} dòng một lần vào đây.").format(
                    count=group_digits(_MOST_PASTED)
                )
                raise Refusal(says, _("Chép ít dòng hơn."))
            model.take_block(block, max(0, at.row()), max(0, at.column()))
        elif event.key() == Qt.Key.Key_Delete and at.isValid() and writes:
            for index in self.selectedIndexes():
                model.setData(index, "")
        else:
            super().keyPressEvent(event)

    def step_on(self) -> bool:
        """To the next cell, at the end of a row to the row beneath; False behind the last one.

        An open cell takes what was typed first, and goes on as it is closed.
        """
        if self.state() == QTableView.State.EditingState:
            return True
        at, last = self.currentIndex(), self._rows.columnCount() - 1
        row, column = (at.row(), at.column() + 1) if at.column() < last else (at.row() + 1, 0)
        if not at.isValid() or row >= self._rows.rowCount():
            return False
        self.setCurrentIndex(self._rows.index(row, column))
        return True

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter takes what was typed and goes on, as in the list."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self.step_on()

    def _copy(self) -> None:
        picked = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        rows: dict[int, list[str]] = {}
        for row, column in picked:
            text = str(self._rows.index(row, column).data() or "")
            hidden = text and self._hides(self._rows.fields[column])
            rows.setdefault(row, []).append(MASK if hidden else for_excel(text))
        QGuiApplication.clipboard().setText(as_text(rows.values()))


class DetailsEditor(Editor):
    """The table, and two buttons beneath it."""

    def build(self) -> None:
        assert isinstance(self.field, Details)
        self.rows = DetailsTable(self.field.of, self.habit)
        self.table = DetailsView(self.rows, self._hides)
        self.table.setObjectName("framed")
        self.table.setItemDelegate(DetailsCells(self.rows.fields, self.workspace, self.table))
        self.table.setTabKeyNavigation(False)
        height = tokens.row_height()
        self.table.verticalHeader().setDefaultSectionSize(height)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setFixedHeight(height * (_ROWS_SHOWN + 1))
        self.rows.dataChanged.connect(lambda *_range: self.edited.emit())
        self.rows.dataChanged.connect(lambda *_range: self.left.emit())
        self.add_button = QPushButton(icon("add"), _("Thêm dòng"))
        self.add_button.clicked.connect(self.add_row)
        self.remove_button = QPushButton(icon("delete"), _("Xóa dòng"))
        self.remove_button.clicked.connect(self.remove_row)
        self._column.addWidget(self.table)
        self._line.addWidget(self.add_button)
        self._line.addWidget(self.remove_button)
        self._line.addStretch(1)

    def _hides(self, field: Field[Any]) -> bool:
        return not self.workspace.guard.may(NAMES) and self.workspace.catalog.is_personal(field)

    def inner(self) -> QWidget:
        return self.table

    def only_show(self, why: str) -> None:
        self.setToolTip(why)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.add_button.setEnabled(False)
        self.remove_button.setEnabled(False)

    def take(self, value: Any) -> None:
        self.rows.show_rows(list(value or []))

    def value(self) -> Any:
        if self.rows.unread:
            (row, _column), (_typed, reason) = next(iter(sorted(self.rows.unread.items())))
            raise ValueError(_("Dòng {number}: {message}").format(number=row + 1, message=reason))
        return list(self.rows.rows)

    def typed(self) -> Any:
        return [
            {
                field.name: self.rows.typed(row, column)
                for column, field in enumerate(self.rows.fields)
                if not isinstance(field, Computed)
            }
            for row in range(len(self.rows.rows))
        ]

    def retype(self, typed: Any) -> None:
        self.rows.show_rows([self.rows.of() for _row in typed])
        for row, cells in enumerate(typed):
            for column, field in enumerate(self.rows.fields):
                if cells.get(field.name):
                    self.rows.retype(row, column, cells[field.name])

    def add_row(self) -> None:
        """A new row, ready to type into."""
        self.rows.add()
        first = self.rows.index(len(self.rows.rows) - 1, 0)
        self.table.setCurrentIndex(first)
        self.table.setFocus()
        self.table.edit(first)
        self.edited.emit()

    def remove_row(self) -> None:
        """Take the current row away."""
        row = self.table.currentIndex().row()
        if row >= 0:
            self.rows.remove(row)
            self.edited.emit()
            self.left.emit()
