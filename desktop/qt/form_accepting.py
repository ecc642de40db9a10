"""Lets a warning of the record in a form stand for a reason, or has it asked again; judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop.declare.problems import Grade, Problem
from desktop.declare.text import _
from desktop.qt.problem_list import in_words
from desktop.qt.problem_tab import ReasonDialog
from desktop.workspace.accepting import accept, withdraw

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.qt.form_in_use import FormInUse


class FormAccepting(QObject):
    """What was typed is saved first: a reason is kept beside a value that is stored."""

    def __init__(self, form: FormInUse) -> None:
        super().__init__(form.fields)
        self._form = form
        self._waits: tuple[Record, Sequence[Problem], str] | None = None
        form.saved.connect(self._saved)

    def settle(self, problem: Problem | None) -> None:
        """Ask for the reason of an open warning; have an accepted one asked about again."""
        form = self._form
        if problem is None or form.record is None:
            return
        if not problem.is_open:
            self.take_back([problem])
            return
        others = [
            each
            for each in form.problems
            if each is not problem and each.is_open and each.grade is Grade.WARN
        ]
        dialog = ReasonDialog(in_words(problem), form.fields, [in_words(each) for each in others])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self.take(problem, dialog.said(), others if dialog.takes_others() else ())
        )
        dialog.open()

    def take(self, problem: Problem, reason: str, others: Sequence[Problem] = ()) -> None:
        """Let it stand, and the others for the same reason: at once where the record is stored as it is
        shown, else with the next save."""
        form = self._form
        if form.record is None:
            return
        if form.record.id and not form.dirty:
            self._write(form.record, [problem, *others], reason)
            return
        self._waits = (form.record, [problem, *others], reason)
        form.save()

    def take_back(self, problems: Sequence[Problem]) -> None:
        """Have accepted warnings asked about again, as one step."""
        if self._form.record is not None:
            self._write(self._form.record, problems, "")

    def forget(self) -> None:
        """The save it waits for does not come: no other record is to get its reason."""
        self._waits = None

    def _saved(self, stored: Record, _changed: bool, was_stored: bool) -> None:
        if self._waits is None:
            return
        of, problems, reason = self._waits
        if (stored.id == of.id) if of.id else not was_stored:
            self._waits = None
            self._write(stored, problems, reason)

    def _write(self, record: Record, problems: Sequence[Problem], reason: str) -> None:
        form, workspace = self._form, self._form.workspace

        def work(_progress: object) -> None:
            if reason:
                accept(workspace, record, problems, reason)
            else:
                withdraw(workspace, record, problems)

        form.tasks.write(work, self._written, _("Đang lưu"))

    def _written(self, _nothing: None) -> None:
        self._form.judge()
        self._form.show_history()
