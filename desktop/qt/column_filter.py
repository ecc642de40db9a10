"""The filter of one column, as Excel has it: order, range, problems, values with counts; asks no records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.fields import Attachment, Date, Details, Field, Text
from desktop.declare.reading import Condition, Sort
from desktop.declare.text import _, fold, group_digits, translate
from desktop.qt import tokens
from desktop.qt.edge_cover import EdgeCover
from desktop.qt.editors_by_kind import editor_for
from desktop.qt.field_editors import Editor
from desktop.qt.filters import HAS_PROBLEM
from desktop.qt.in_sight import corner_in_sight, room_of
from desktop.qt.record_columns import is_figure, shown_kind
from desktop.workspace.column_values import ColumnValues, column_values

if TYPE_CHECKING:
    from desktop.declare.reading import Where
    from desktop.declare.records import Record
    from desktop.qt.tasks import Tasks
    from desktop.workspace import Workspace

_VALUE = Qt.ItemDataRole.UserRole
_WIDTH, _LIST_HEIGHT, _LEAST_OF_LIST = 300, 220, 84
_ASK_AFTER = 200


class ColumnFilter(QFrame):
    """Opened under a heading. `chosen` carries the conditions of this field, in place of those before.

    `sorts` carries a `Sort` and whether it is added to the order there is.
    """

    chosen = Signal(str, object)
    sorts = Signal(object, bool)

    def __init__(
        self,
        workspace: Workspace,
        tasks: Tasks,
        record_type: type[Record],
        name: str,
        where: Where,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("panel")
        self.field: Field[Any] = record_type.fields[name]
        self._workspace, self._tasks, self._record_type = workspace, tasks, record_type
        self._where = [each for each in where if each.test != HAS_PROBLEM]
        self._own = [each for each in where if each.field == name]
        self._found = ColumnValues(())
        self._corner = QPoint()
        self._ends: dict[str, Editor] = {}
        self._ask_later = QTimer(self, singleShot=True, interval=_ASK_AFTER)
        self._ask_later.timeout.connect(self._ask)
        self.setFixedWidth(_WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        self._column.setSpacing(tokens.S)
        self._add_order()
        self._add_range()
        self._add_values()
        self._add_buttons()
        self._ask()

    # -- its parts

    def _add_order(self) -> None:
        if isinstance(self.field, Details | Attachment):
            return
        row = QHBoxLayout()
        self.also = QCheckBox(_("thêm vào thứ tự đang có"))
        for text, falling in ((_("Tăng dần"), False), (_("Giảm dần"), True)):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, falling=falling: self._sort(falling))
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addWidget(self.also)

    def _sort(self, falling: bool) -> None:
        self.sorts.emit(Sort(self.field.name, falling), self.also.isChecked())
        self.close()

    def _add_range(self) -> None:
        kind = shown_kind(self.field)
        if not (is_figure(self.field) or isinstance(kind, Date)):
            return
        for test, text in (("from", _("Từ")), ("to", _("Đến"))):
            editor = editor_for(kind, self._workspace)
            before = next((each.value for each in self._own if each.test == test), None)
            editor.take(before)
            editor.inner().installEventFilter(self)
            line = QHBoxLayout()
            editor.inner().setAccessibleName(f"{translate(self.field.label)}: {text.lower()}")
            label = QLabel(text)
            label.setMinimumWidth(32)
            label.setBuddy(editor.inner())
            line.addWidget(label)
            line.addWidget(editor, 1)
            self._column.addLayout(line)
            self._ends[test] = editor

    def _add_values(self) -> None:
        self.problems = QCheckBox(_("Chỉ ô có vấn đề"))
        self.problems.setChecked(any(each.test == HAS_PROBLEM for each in self._own))
        self.search = QLineEdit(placeholderText=_("Tìm giá trị, không cần dấu"), clearButtonEnabled=True)
        self.search.setAccessibleName(_("Tìm giá trị, không cần dấu"))
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setSpacing(tokens.XS // 2)
        self.list.setObjectName("framed")
        # A long value ends as it ends, with its count: its beginning many have in common.
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        EdgeCover(self.list)
        self.list.setAccessibleName(
            _("Các giá trị của cột {column}").format(column=translate(self.field.label))
        )
        self.list.itemChanged.connect(self._ticked)
        self.list.installEventFilter(self)
        self.note = QLabel(wordWrap=True)
        self.note.setObjectName("quiet")
        self.note.setFont(tokens.font("small"))
        for widget in (self.problems, self.search, self.list, self.note):
            self._column.addWidget(widget)
        self.note.hide()

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        clear = QPushButton(_("Bỏ lọc cột này"))
        clear.clicked.connect(lambda _checked=False: self._choose([]))
        self.apply_button = QPushButton(_("Lọc"))
        self.apply_button.setObjectName("primary")
        self.apply_button.clicked.connect(lambda _checked=False: self.apply())
        row.addWidget(clear)
        row.addStretch(1)
        row.addWidget(self.apply_button)
        self._column.addLayout(row)

    # -- the values

    def _ask(self) -> None:
        words = self.search.text().strip()
        if isinstance(self.field, Details | Attachment):
            self._show(ColumnValues(()))
            return
        workspace, record_type, name, where = self._workspace, self._record_type, self.field.name, self._where
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItem(_("Đang đọc các giá trị…"))
        self.list.blockSignals(False)
        self._tasks.read(
            lambda _progress: column_values(workspace, record_type, name, where, words), self._show
        )

    def _show(self, found: ColumnValues) -> None:
        self._found = found
        kept = self._kept()
        self.list.blockSignals(True)
        self.list.clear()
        self._add_line(_("(Chọn tất cả)"), None, kept is None)
        for place, each in enumerate(found.values):
            shown = each.shown or _("(trống)")
            says = f"{shown}   ({group_digits(each.count)})"
            self._add_line(says, place, kept is None or each.value in kept)
        self.list.blockSignals(False)
        self._narrow()
        part = _("Chỉ liệt kê {count} giá trị có nhiều hồ sơ nhất; gõ để tìm giá trị khác.")
        self.note.setText(part.format(count=group_digits(len(found.values))) if found.is_part else "")
        self.note.setVisible(found.is_part)
        if self.isVisible():
            self._fit()

    def _fit(self) -> None:
        """As high as its parts, of which the list gives way on a low screen, and wholly in sight."""
        self.list.setFixedHeight(_LIST_HEIGHT)
        self._column.activate()
        over = self._wished_height() + tokens.S - room_of(self).height()
        self.list.setFixedHeight(max(_LEAST_OF_LIST, _LIST_HEIGHT - max(0, over)))
        self._column.activate()
        self.resize(_WIDTH, self._wished_height())
        self.move(corner_in_sight(self._corner, self))

    def _wished_height(self) -> int:
        # A layout without a text of several lines has no height for a width.
        return max(self._column.totalHeightForWidth(_WIDTH), self._column.totalSizeHint().height())

    def _kept(self) -> Sequence[Any] | None:
        """The values the filter of now lets through; None for all."""
        for each in self._own:
            if each.test == "in":
                return list(each.value)
            if each.test == "is":
                return [each.value]
            if each.test == "empty":
                return [None]
        return None

    def _add_line(self, text: str, place: int | None, ticked: bool) -> None:
        item = QListWidgetItem(text)
        item.setToolTip(text)
        item.setData(_VALUE, place)
        item.setFlags(
            Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        )
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _search(self) -> None:
        if self._found.is_part and isinstance(shown_kind(self.field), Text):
            self._ask_later.start()
        else:
            self._narrow()

    def _narrow(self) -> None:
        """Show and tick the values that hold the words; without words all are there again."""
        words = fold(self.search.text())
        self.list.blockSignals(True)
        for row in range(1, self.list.count()):
            item = self.list.item(row)
            fits = words in fold(item.text())
            item.setHidden(not fits)
            if words:
                item.setCheckState(Qt.CheckState.Checked if fits else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._tick_first()

    def _ticked(self, item: QListWidgetItem) -> None:
        if item is self.list.item(0):
            self.list.blockSignals(True)
            for row in range(1, self.list.count()):
                if not self.list.item(row).isHidden():
                    self.list.item(row).setCheckState(item.checkState())
            self.list.blockSignals(False)
        else:
            self._tick_first()

    def _tick_first(self) -> None:
        if not self.list.count():
            return
        all_ticked = len(self._ticked_places()) == self.list.count() - 1
        self.list.blockSignals(True)
        self.list.item(0).setCheckState(Qt.CheckState.Checked if all_ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)

    def _ticked_places(self) -> list[int]:
        items = (self.list.item(row) for row in range(1, self.list.count()))
        return [item.data(_VALUE) for item in items if item.checkState() == Qt.CheckState.Checked]

    # -- what is chosen

    def apply(self) -> None:
        """Filter by what was said; what cannot be read is said at its line."""
        conditions = []
        for test, editor in self._ends.items():
            try:
                value = editor.value()
            except ValueError as failure:
                editor.show_problems([self.field.wrong(str(failure))])
                self.adjustSize()
                editor.inner().setFocus()
                return
            if value is not None:
                conditions.append(Condition(self.field.name, test, value))
        if self.problems.isChecked():
            conditions.append(Condition(self.field.name, HAS_PROBLEM))
        conditions += self._of_values()
        self._choose(conditions)

    def _of_values(self) -> list[Condition]:
        name, words = self.field.name, self.search.text().strip()
        if words and self._found.is_part and isinstance(shown_kind(self.field), Text):
            return [Condition(name, "contains", words)]
        values = [self._found.values[place].value for place in self._ticked_places()]
        if len(values) == len(self._found.values) and not words:
            return []
        if values == [None]:
            return [Condition(name, "empty")]
        if len(values) == 1:
            return [Condition(name, "is", values[0])]
        return [Condition(name, "in", tuple(values))]

    def _choose(self, conditions: list[Condition]) -> None:
        self.chosen.emit(self.field.name, conditions)
        self.close()

    def open_at(self, at: QPoint) -> None:
        """Open with its corner at a place of the screen, wholly in sight, ready to search."""
        self._corner = at
        self._fit()
        self.show()
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter filters from the ticks as well, and presses the button one stands on."""
        at = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(at, QPushButton):
            at.click()
        else:
            self.apply()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter filters from lines and list; Down leads from the search line into the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.apply()
                return True
            if event.key() == Qt.Key.Key_Down and watched is self.search:
                self.list.setFocus()
                self.list.setCurrentRow(0)
                return True
        return super().eventFilter(watched, event)
