"""What the parts of a form may ask of it: record, editors, to be saved and judged; makes none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

if TYPE_CHECKING:
    from desktop.declare.problems import Problem
    from desktop.declare.records import Record
    from desktop.qt.form_fields import FormFields
    from desktop.qt.notice_bar import NoticeBar
    from desktop.qt.tasks import Tasks
    from desktop.workspace import Workspace


class FormInUse(QFrame):
    """A form as its parts see it. `saved` carries the record as it is stored now, whether the write changed
    anything, and whether it was there before."""

    saved = Signal(object, bool, bool)

    workspace: Workspace
    tasks: Tasks
    record_type: type[Record]
    record: Record | None
    dirty: bool
    touched: set[str]
    problems: list[Problem]
    fields: FormFields
    notice: NoticeBar

    def judge(self) -> None:
        """Say at each field what is wrong with the record as it stands."""
        raise NotImplementedError

    def save(self, as_draft: bool = False) -> None:
        """Save what stands in the form."""
        raise NotImplementedError

    def retype(self, record: Record, typed: Any) -> None:
        """Show a record with what was once typed into its form."""
        raise NotImplementedError

    def show_history(self) -> None:
        """Tell what happened to the record, where that is in sight."""
        raise NotImplementedError
