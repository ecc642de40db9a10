"""Asks which commune is meant; changes nothing."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.editors_by_kind import editor_for
from desktop.qt.page import Page
from desktop.shared.office import Office


class CommuneDialog(QDialog):
    """One line that finds a commune of today."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setWindowTitle(_("Mẫu ghi sẵn của xã"))
        self.setMinimumWidth(420)
        self.editor = editor_for(Office.fields["commune"], page.workspace)
        self.commune: Any = None
        label = QLabel(_("&Xã có các dòng được ghi sẵn"))
        label.setBuddy(self.editor.focusProxy() or self.editor)
        goes_on = QPushButton(_("Tiếp tục"))
        goes_on.setObjectName("primary")
        goes_on.setDefault(True)
        goes_on.clicked.connect(self._go_on)
        away = QPushButton(_("Đóng"))
        away.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(goes_on)
        buttons.addWidget(away)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(label)
        column.addWidget(self.editor)
        column.addLayout(buttons)
        # Enter in the line says the commune; by way of the next button it would close unsaid.
        self.editor.goes_on = self._go_on
        self.editor.setFocus()

    def _go_on(self) -> bool:
        """Take the commune, or say what is wrong; nothing where it was taken already."""
        if not self.isVisible():
            return True
        try:
            self.commune, says = self.editor.value(), _("Mục này bắt buộc, không để trống được.")
        except ValueError as failure:
            self.commune, says = None, str(failure)
        if self.commune:
            self.accept()
        else:
            self.editor.show_problems([self.editor.field.wrong(says)])
            self.editor.setFocus()
        return True


def ask_for_commune(page: Page) -> str | None:
    """The id of a commune, None where somebody would not say one."""
    dialog = CommuneDialog(page)
    return str(dialog.commune) if dialog.exec() == QDialog.DialogCode.Accepted else None
