"""Which fields are columns, and which are so before anybody chose; knows no store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget, QWidgetAction

from desktop.declare.fields import Attachment, Details, LongText
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.in_sight import room_of

if TYPE_CHECKING:
    from desktop.declare.records import Record

_USUAL_COLUMNS = 9
_WIDTH, _HEIGHT = 300, 360


def usual_columns(record_type: type[Record]) -> list[str]:
    """What the record type lists; else what names it, is required or indexed, and the rest, nine in all."""
    if record_type.listed:
        return list(record_type.listed)
    fields = record_type.fields
    plain = [name for name, field in fields.items() if not isinstance(field, Details | Attachment | LongText)]
    first = [name for name in (*record_type.shown_by, *record_type.key) if name in plain]
    important = [name for name in plain if fields[name].required]
    sought = [name for name in plain if fields[name].indexed]
    rest = [name for name in plain if not fields[name].sensitive]
    return list(dict.fromkeys([*first, *important, *sought, *rest]))[:_USUAL_COLUMNS]


class ColumnChooser(QMenu):
    """A list of all fields with a tick before those shown; stays open while one ticks."""

    chosen = Signal(object)

    def __init__(self, record_type: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record_type = record_type
        self.list = QListWidget()
        self.list.setSpacing(tokens.XS // 2)
        self.list.setFixedWidth(_WIDTH)
        self.list.setAccessibleName(_("Các cột của bảng"))
        self.list.itemChanged.connect(lambda _item: self._tell())
        action = QWidgetAction(self)
        action.setDefaultWidget(self.list)
        self.addAction(action)
        usual = self.addAction(_("Về các cột thường dùng"))
        usual.triggered.connect(lambda: self.chosen.emit(usual_columns(record_type)))
        self.setContentsMargins(tokens.XS, tokens.XS, tokens.XS, tokens.XS)

    def _fill(self) -> None:
        for name, field in self._record_type.fields.items():
            item = QListWidgetItem(translate(field.label))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def show_columns(self, columns: Sequence[str]) -> None:
        """Tick those that are shown."""
        self._columns = list(columns)
        self.list.blockSignals(True)
        if not self.list.count():
            self._fill()
        for item in self._items():
            shown = item.data(Qt.ItemDataRole.UserRole) in columns
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.list.setFixedHeight(min(_HEIGHT, room_of(self).height() - 3 * tokens.row_height()))

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _tell(self) -> None:
        ticked = [
            item.data(Qt.ItemDataRole.UserRole)
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        ]
        if ticked:
            kept = [name for name in self._columns if name in ticked]
            self._columns = [*kept, *(name for name in ticked if name not in kept)]
            self.chosen.emit(self._columns)
