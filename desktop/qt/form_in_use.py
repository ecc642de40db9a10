"""What the parts of a form may ask of it: record, editors, to be saved and judged; makes none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from desktop.declare.problems import Problem
    from desktop.declare.records import Record
    from desktop.qt.form_fields import FormFields
    from desktop.qt.notice_bar import NoticeBar
    from desktop.qt.tasks import Tasks
    from desktop.workspace import Workspace


class FormInUse(Protocol):
    """A form as its parts see it."""

    workspace: Workspace
    tasks: Tasks
    record_type: type[Record]
    record: Record | None
    dirty: bool
    touched: set[str]
    problems: list[Problem]
    fields: FormFields
    notice: NoticeBar

    @property
    def saved(self) -> SignalInstance:
        """Carries the record as it is stored now, whether anything changed, whether it was there before."""

    def judge(self) -> None:
        """Say at each field what is wrong with the record as it stands."""

    def save(self, as_draft: bool = False) -> None:
        """Save what stands in the form."""

    def show_record(self, record: Record | None, others: Sequence[Problem] = ()) -> None:
        """Show a record, or nothing."""

    def typed(self) -> dict[str, Any]:
        """What was typed and is not stored."""

    def leave(self) -> bool:
        """Keep what was typed and let go; False where something cannot be read, which is then said."""

    def retype(self, record: Record, typed: Mapping[str, Any]) -> None:
        """Show a record with what was once typed into its form."""

    def show_history(self) -> None:
        """Tell what happened to the record, where that is in sight."""
