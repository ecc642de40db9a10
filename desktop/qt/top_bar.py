"""The bar above all pages: where one is, and one line that finds any record; opens no page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton

from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.boundary_switch import BoundarySwitch
from desktop.qt.icon_label import IconLabel
from desktop.qt.icons import icon
from desktop.qt.page import Route
from desktop.qt.search_line import Found, SearchLine

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_EACH, _ALL = 6, 24
_NARROW = 800
"""Points of width below which the search needs the room of the program's name."""


class TopBar(QFrame):
    """`wants` carries the Route to the record that was found."""

    wants = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self._workspace: Workspace | None = None
        self.office = ""
        mark = IconLabel("household", tokens.theme().accent, 22)
        self._name = name = QLabel(_("Sổ Chương trình MTQG"))
        name.setFont(tokens.font("section"))
        self.place = QPushButton()
        self.place.setObjectName("chip")
        self.place.setIcon(icon("place", tokens.theme().quiet))
        self.place.setToolTip(_("Đơn vị sử dụng dữ liệu này; nhấn để đổi"))
        self.place.clicked.connect(lambda: self.wants.emit(Route("office")))
        self.place.hide()
        self.boundaries = BoundarySwitch()
        self.boundaries.hide()
        self.database = QLabel()
        self.database.setObjectName("quiet")
        self.search = SearchLine(self._look, wait=200)
        self.search.setPlaceholderText(_("Tìm hộ, hồ sơ, xã…   Ctrl+K"))
        self.search.setAccessibleName(_("Tìm trong mọi dữ liệu, không cần dấu"))
        self.search.addAction(
            QAction(icon("search", tokens.theme().quiet), "", self.search),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(380)
        self.search.setEnabled(False)
        self.search.picked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.M, tokens.S, tokens.L, tokens.S)
        row.setSpacing(tokens.S)
        row.addWidget(mark)
        row.addWidget(name)
        row.addSpacing(tokens.S)
        row.addWidget(self.place)
        row.addWidget(self.boundaries)
        row.addWidget(self.database)
        row.addStretch()
        row.addWidget(self.search, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name stands in the window's title as well."""
        super().resizeEvent(event)
        self._name.setVisible(self.width() >= _NARROW)

    def use(self, workspace: Workspace, database: str) -> None:
        """Search in this database; `database` is what it is called, where that says something."""
        self._workspace = workspace
        self.database.setText(database)
        self.search.setEnabled(True)
        self.show_office()

    def show_office(self) -> None:
        """Say whose desk this is: `Tỉnh Điện Biên › Xã Na Son`."""
        from desktop.shared.places import Place
        from desktop.workspace.own_office import keeps_office, own_office

        assert self._workspace is not None
        if not keeps_office(self._workspace.catalog):
            return
        with self._workspace.store.reading() as reader:
            office = own_office(self._workspace, reader)
            ids = [id for id in (office.province, office.commune) if id] if office else []
            names = reader.names(Place, ids)
        self.office = " › ".join(names[id] for id in ids if id in names) or (office.name if office else "")
        self.place.setText(self.office or _("Chọn đơn vị"))
        self.place.setAccessibleName(_("Đơn vị sử dụng: {name}").format(name=self.place.text()))
        self.place.show()
        self.boundaries.show_asked(self._workspace.as_of)
        self.boundaries.show()

    def _look(self, text: str) -> list[Found]:
        from desktop.declare.reading import Condition

        if self._workspace is None or len(text.strip()) < 2:
            return []
        found: list[Found] = []
        with self._workspace.store.reading() as reader:
            for record_type in self._workspace.catalog.record_types.values():
                if self._workspace.guard.closes(record_type):
                    continue
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
