"""The bar above all pages: where one is, and one line that finds any record; opens no page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit

from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.icons import icon, pixmap
from desktop.qt.page import Route
from desktop.qt.search_line import Found, SearchLine

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_EACH, _ALL = 6, 24


class TopBar(QFrame):
    """`wants` carries the Route to the record that was found."""

    wants = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self._workspace: Workspace | None = None
        mark = QLabel()
        mark.setPixmap(pixmap("household", tokens.theme().accent, 22, 2.0))
        name = QLabel(_("Sổ Chương trình MTQG"))
        name.setFont(tokens.font("section"))
        self.place = QLabel()
        self.place.setObjectName("quiet")
        self.search = SearchLine(self._look, wait=200)
        self.search.setPlaceholderText(_("Tìm hộ, hồ sơ, xã…   Ctrl+K"))
        self.search.setAccessibleName(_("Tìm trong mọi dữ liệu, không cần dấu"))
        self.search.addAction(
            QAction(icon("search", tokens.theme().quiet), "", self.search),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(380)
        self.search.setEnabled(False)
        self.search.picked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.M, tokens.S, tokens.L, tokens.S)
        row.setSpacing(tokens.S)
        row.addWidget(mark)
        row.addWidget(name)
        row.addSpacing(tokens.S)
        row.addWidget(self.place)
        row.addStretch(1)
        row.addWidget(self.search)

    def use(self, workspace: Workspace, place: str) -> None:
        """Search in this database; `place` says whose it is."""
        self._workspace = workspace
        self.place.setText(place)
        self.search.setEnabled(True)

    def _look(self, text: str) -> list[Found]:
        from desktop.declare.reading import Condition

        if self._workspace is None or len(text.strip()) < 2:
            return []
        found: list[Found] = []
        with self._workspace.store.reading() as reader:
            for record_type in self._workspace.catalog.record_types.values():
                where = [Condition("", "contains", text)]
                ids = [record.id or "" for record in reader.rows(record_type, where, limit=_EACH)]
                names = reader.names(record_type, ids)
                title = translate(record_type.title)
                found += [
                    Found(Route("records", record_type, record=id), names.get(id, id), title) for id in ids
                ]
        return found[:_ALL]

    def _go(self, found: Found) -> None:
        self.search.clear()
        self.wants.emit(found.value)
