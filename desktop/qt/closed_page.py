"""What stands where a list may not be looked at: why, and who may; shows no record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.declare.text import _
from desktop.qt.page import Page
from desktop.shared.officers import NAMES

if TYPE_CHECKING:
    from desktop.qt.tasks import Tasks
    from desktop.workspace import Workspace


class ClosedPage(Page):
    """The title of the list and a sentence in its place."""

    name = "records"

    def __init__(self, workspace: Workspace, tasks: Tasks, title: str) -> None:
        super().__init__(workspace, tasks, title)
        self.sentence = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.sentence.setObjectName("quiet")
        self.sentence.setText(
            "\n".join(
                (
                    str(workspace.guard.refusal(NAMES)),
                    _("Số tổng hợp của danh sách vẫn xem được ở trang Biểu đồ."),
                )
            )
        )
        self.body.addWidget(self.sentence, 1)
