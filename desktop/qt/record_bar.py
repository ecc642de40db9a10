"""The tool bar of a record page: add, files, search, filter, columns, form; decides nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.column_chooser import ColumnChooser
from desktop.qt.filters import FilterMenu
from desktop.qt.icons import icon
from desktop.qt.record_files import RecordFiles
from desktop.qt.view_menu import ViewMenu

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.workspace import Workspace

_SEARCH_AFTER = 180
_PICTURE = 20


class RecordBar(QWidget):
    """`searched` comes when typing has paused; the menus and buttons speak for themselves."""

    searched = Signal()

    def __init__(self, record_type: type[Record], workspace: Workspace, files: RecordFiles) -> None:
        super().__init__()
        self.add_button = QPushButton(_("Thêm"))
        self.add_button.setToolTip("Ctrl+N")
        self.search = QLineEdit(placeholderText=_("Tìm…"), clearButtonEnabled=True)
        self.search.setAccessibleName(_("Tìm trong danh sách, không cần dấu"))
        self.search.setToolTip("Ctrl+F")
        self.search.addAction(icon("search", tokens.theme().quiet), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(90)
        self.search.setMaximumWidth(240)
        self.filter_menu = FilterMenu(record_type, workspace, self)
        self.column_menu = ColumnChooser(record_type, self)
        filters = QPushButton(icon("filter"), _("Lọc"))
        filters.setMenu(self.filter_menu)
        columns = QPushButton(icon("columns"), _("Cột"))
        columns.setMenu(self.column_menu)
        self.view_menu = ViewMenu(self)
        views = QPushButton(icon("sheet"), _("Cách xem"))
        views.setMenu(self.view_menu)
        self.form_button = QPushButton(icon("panel"), _("Phiếu"))
        self.form_button.setCheckable(True)
        self.form_button.setChecked(True)
        self.form_button.setToolTip("F4")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(self.add_button)
        given = files.buttons()
        for button in given:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.search, 1)
        self.charts_button = QPushButton(icon("chart"), _("Biểu đồ"))
        self.charts_button.setToolTip(_("Biểu đồ của các hồ sơ đang lọc"))
        for button in (filters, columns, views, self.charts_button, self.form_button):
            row.addWidget(button)
        # Only now: shown without a parent it would be a window, and take the focus from this one.
        self.charts_button.setVisible(any(one.over is record_type for one in workspace.charts()))
        self._words = {
            button: button.text()
            for button in (*given, filters, columns, views, self.charts_button, self.form_button)
        }
        for button, word in self._words.items():
            button.setAccessibleName(word)
            button.setToolTip(" · ".join(part for part in (word, button.toolTip()) if part))
        self._later = QTimer(self, singleShot=True, interval=_SEARCH_AFTER)
        self._later.timeout.connect(self.searched)
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.lead(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for all words the pictures stay alone: half a word says nothing."""
        super().resizeEvent(event)
        pictures = 2 * tokens.L + _PICTURE
        wide = sum(
            pictures + button.fontMetrics().horizontalAdvance(word) + tokens.S
            for button, word in self._words.items()
            if not button.isHidden()
        )
        rest = self.add_button.sizeHint().width() + self.search.minimumWidth()
        is_short = self.width() < wide + rest
        for button, word in self._words.items():
            button.setText("" if is_short else word)
        # At 200 percent even the pictures stand close together, or the last would lie over the search.
        usual = self._row.minimumSize().width() + (tokens.S - self._row.spacing()) * self._row.count()
        self._row.setSpacing(tokens.XS if is_short and usual > self.width() else tokens.S)

    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def put_words(self, text: str) -> None:
        """Search for other words, or for none, without saying so."""
        self.search.setText(text)
        self._later.stop()

    def lead(self, leads: bool) -> None:
        """Whether adding is the page's one primary deed; while something waits to be saved, that is Save."""
        self.add_button.setObjectName("primary" if leads else "")
        self.add_button.setIcon(icon("add", tokens.theme().on_accent if leads else ""))
        self.add_button.style().polish(self.add_button)
