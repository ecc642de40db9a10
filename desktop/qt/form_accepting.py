"""Lets a warning of the record in a form stand for a reason, or has it asked again; judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop.declare.problems import Problem
from desktop.declare.text import _
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
        self._waits: tuple[Record, Problem, str] | None = None
        form.saved.connect(self._saved)

    def settle(self, problem: Problem | None) -> None:
        """Ask for the reason of an open warning; have an accepted one asked about again."""
        form = self._form
        if problem is None or form.record is None:
            return
        if not problem.is_open:
            self._write(form.record, problem, "")
            return
        dialog = ReasonDialog(problem, form.fields)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.take(problem, dialog.said()))
        dialog.open()

    def take(self, problem: Problem, reason: str) -> None:
        """Let it stand: at once where the record is stored as it is shown, else with the next save."""
        form = self._form
        if form.record is None:
            return
        if form.record.id and not form.dirty:
            self._write(form.record, problem, reason)
            return
        self._waits = (form.record, problem, reason)
        form.save()

    def forget(self) -> None:
        """The save it waits for does not come: no other record is to get its reason."""
        self._waits = None

    def _saved(self, stored: Record, _changed: bool, was_stored: bool) -> None:
        if self._waits is None:
            return
        of, problem, reason = self._waits
        if (stored.id == of.id) if of.id else not was_stored:
            self._waits = None
            self._write(stored, problem, reason)

    def _write(self, record: Record, problem: Problem, reason: str) -> None:
        form, workspace = self._form, self._form.workspace

        def work(_progress: object) -> None:
            # By the problem as the stored record has it: the one shown may be of an older typing.
            known = [each for each in workspace.problems_of(record) if _is_same(each, problem)]
            met = min(known, key=lambda each: each.message != problem.message, default=problem)
            if reason:
                accept(workspace, record, met, reason)
            else:
                withdraw(workspace, record, met)

        form.tasks.write(work, self._written, _("Đang lưu"))

    def _written(self, _nothing: None) -> None:
        self._form.judge()
        self._form.show_history()


def _is_same(one: Problem, other: Problem) -> bool:
    asked = [(each.record_type, each.rule, each.field, each.about) for each in (one, other)]
    return asked[0] == asked[1]
