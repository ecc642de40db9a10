"""The menu of how a list is looked at: views kept under a name, columns that stay; keeps none itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QWidget

from desktop.declare.text import _
from desktop.qt.icons import icon

if TYPE_CHECKING:
    from desktop.shared.saved_views import SavedView


class ViewMenu(QMenu):
    """Filled when it is opened. `opens` and `drops` carry a kept view, `keeps` the name for the one of now.

    `asks` carries what else is wanted: plain, freeze, unfreeze, right (Enter goes right), replace.
    """

    opens = Signal(object)
    drops = Signal(object)
    keeps = Signal(str)
    asks = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views: Callable[[], list[SavedView]] = list
        self.is_frozen: Callable[[], bool] = bool
        self.goes_right: Callable[[], bool] = bool
        self.asking: QInputDialog | None = None
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the views there are and what can be done."""
        self.clear()
        views = self.views()
        for view in views:
            action = self.addAction(icon("columns"), (view.name or "").replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, view=view: self.opens.emit(view))
        if views:
            self.addSeparator()
        self.addAction(icon("save"), _("Lưu cách xem này…"), self.ask_name)
        if views:
            gone = self.addMenu(_("Xóa cách xem"))
            for view in views:
                action = gone.addAction((view.name or "").replace("&", "&&"))
                action.triggered.connect(lambda _checked=False, view=view: self.drops.emit(view))
        self._ask(_("Bỏ lọc, về thứ tự và cột thường dùng"), "plain")
        self.addSeparator()
        self._ask(_("Giữ yên các cột tới cột đang đứng"), "freeze")
        if self.is_frozen():
            self._ask(_("Thôi giữ yên cột"), "unfreeze")
        right = self._ask(_("Enter đi sang phải"), "right")
        right.setCheckable(True)
        right.setChecked(self.goes_right())
        self.addSeparator()
        self._ask(_("Tìm và thay…"), "replace").setShortcut("Ctrl+H")

    def _ask(self, text: str, what: str) -> QAction:
        action = self.addAction(text)
        action.triggered.connect(lambda _checked=False: self.asks.emit(what))
        return action

    def ask_name(self) -> None:
        """Ask under which name the view of now is kept; a name that is taken is given to the new one."""
        self.asking = QInputDialog(self.parentWidget())
        self.asking.setWindowTitle(_("Lưu cách xem này"))
        self.asking.setLabelText(_("Tên cách xem (bộ lọc, thứ tự, các cột)"))
        self.asking.setTextEchoMode(QLineEdit.EchoMode.Normal)
        self.asking.setOkButtonText(_("Lưu"))
        self.asking.setCancelButtonText(_("Hủy"))
        self.asking.textValueSelected.connect(
            lambda text: self.keeps.emit(text.strip()) if text.strip() else None
        )
        self.asking.finished.connect(self.asking.deleteLater)
        self.asking.open()
