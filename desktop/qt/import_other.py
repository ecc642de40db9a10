"""What a row of an import was taken for by a number, and the word that it is another; saves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.declare.text import _
from desktop.qt import tokens

if TYPE_CHECKING:
    from desktop.excel.found import FoundTable
    from desktop.workspace import Workspace
    from desktop.workspace.import_same import SameKey
    from desktop.workspace.importing import ImportPlan, RowResult


class OtherLine(QWidget):
    """Hidden unless the row was found by a number or by an answer, or was said to be another."""

    answered = Signal()
    """Another answer stands in the plan; a preview made before no longer holds."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._plan: ImportPlan | None = None
        self._key: SameKey | None = None
        self._answer = ""
        self.says = QLabel(wordWrap=True)
        self.button = QPushButton()
        self.button.clicked.connect(self._say)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.M, tokens.XS, tokens.M, tokens.XS)
        row.setSpacing(tokens.S)
        row.addWidget(self.says, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_row(self, plan: ImportPlan | None, table: FoundTable, row: RowResult | None) -> None:
        """Tell of another row; without a plan nothing can be said any more."""
        from desktop.workspace.import_same import OTHER, SAME

        self._plan, self._key = plan, None
        if plan is not None and row is not None and table.record_type is not None:
            head = (table.file, table.sheet, table.apart, table.record_type.__name__, row.row)
            others = (key for key, answer in plan.same.items() if key[:5] == head and answer == OTHER)
            if row.taken_for:
                self._key, self._answer = (*head, row.taken_for), OTHER
                self.says.setText(row.why)
                self.button.setText(_("Hồ sơ &khác"))
                self.button.setToolTip(_("Ghi thành hồ sơ mới và nhớ là hai, không hỏi lại."))
            elif (key := next(others, None)) is not None:
                self._key, self._answer = key, SAME
                name = self._workspace.name_of(table.record_type, key[-1])
                self.says.setText(_("Đã trả lời: khác với hồ sơ đang lưu “{name}”.").format(name=name))
                self.button.setText(_("&Cùng một hồ sơ"))
                self.button.setToolTip(_("Dòng này sửa hồ sơ đang lưu; ô trống không xóa gì."))
        self.setVisible(self._key is not None)

    def _say(self) -> None:
        if self._plan is not None and self._key is not None:
            self._plan.same[self._key] = self._answer
            self.hide()
            self.answered.emit()
