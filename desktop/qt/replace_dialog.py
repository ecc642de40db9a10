"""Asks what to find in a list and what to put instead; finds and writes nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.workspace.replacing import Replacement


class ReplaceDialog(QDialog):
    """`asked` carries the replacement and whether all columns that are shown are meant."""

    asked = Signal(object, bool)

    def __init__(self, column: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Tìm và thay"))
        self.setMinimumWidth(460)
        self.sought, self.instead = QLineEdit(), QLineEdit()
        lines = QFormLayout()
        lines.addRow(_("&Tìm"), self.sought)
        lines.addRow(_("Tha&y bằng"), self.instead)
        self.here = QRadioButton(_("Cột “{column}”").format(column=column).replace("&", "&&"))
        self.everywhere = QRadioButton(_("Mọi cột đang hiện"))
        self.here.setEnabled(bool(column))
        (self.here if column else self.everywhere).setChecked(True)
        self._where = QButtonGroup(self)
        self._where.addButton(self.here)
        self._where.addButton(self.everywhere)
        self.whole = QCheckBox(_("Cả ô phải đúng như thế"))
        self.case = QCheckBox(_("Phân biệt chữ hoa, chữ thường"))
        self.look = QPushButton(_("Xem trước"))
        self.look.setObjectName("primary")
        self.look.setDefault(True)
        self.look.clicked.connect(self._ask)
        away = QPushButton(_("Đóng"))
        away.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.look)
        buttons.addWidget(away)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        column_of.setSpacing(tokens.M)
        column_of.addLayout(lines)
        for widget in (self.here, self.everywhere, self.whole, self.case):
            column_of.addWidget(widget)
        column_of.addLayout(buttons)
        self.sought.setFocus()

    def _ask(self) -> None:
        if self.sought.text().strip():
            self.accept()
            wanted = Replacement(
                self.sought.text(), self.instead.text(), self.whole.isChecked(), self.case.isChecked()
            )
            self.asked.emit(wanted, self.everywhere.isChecked())
        else:
            self.sought.setFocus()
