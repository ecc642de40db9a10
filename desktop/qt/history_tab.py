"""Who changed a record, when, and what was and became; reads the store's change sets and writes nothing."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.declare.authors import shown_author
from desktop.declare.dates import shown_time
from desktop.declare.fields import Attachment, Field, Habit
from desktop.declare.retold import retold
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.shared.accepted import AcceptedProblem
from desktop.workspace.accepting import acceptance_history

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.workspace import Workspace

_OF_ACCEPTED = ("label", "message", "reason", "withdrawn")
"""What is worth telling of a warning that was accepted, beside the record it is of."""


class HistoryTab(QTextBrowser):
    """The steps of one record, the newest first."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName(_("Lịch sử"))

    def show_history(self, record: Record | None) -> None:
        """Tell what happened to a record; one that was never saved has no history."""
        if record is None or not record.id:
            self.setHtml(quiet(_("Hồ sơ chưa được lưu nên chưa có lịch sử.")))
            return
        own = self.workspace.store.history(type(record), record.id)
        accepted = acceptance_history(self.workspace, record)
        entries: list[tuple[type[Record], Any]] = [(type(record), entry) for entry in own]
        entries += [(AcceptedProblem, entry) for entry in accepted]
        entries.sort(key=lambda each: -each[1].change_set.number)
        self.setHtml("".join(self._told(kind, entry) for kind, entry in entries))

    def _told(self, record_type: type[Record], entry: Any) -> str:
        done = {"new": _("Thêm mới"), "changed": _("Sửa"), "deleted": _("Xóa")}[entry.kind]
        step = entry.change_set
        head = f"<b>{shown_time(step.when)}</b> · {html.escape(shown_author(step.who))}"
        why = quiet(html.escape(retold(step.why) or done))
        steps = list(self._steps(record_type, entry)) if entry.kind == "changed" else []
        if record_type is AcceptedProblem and entry.kind == "new":
            steps = [_line(" · ".join(_became(entry, name) for name in ("label", "message")))]
        return f"<p style='margin:{tokens.M}px 0 2px 0'>{head}<br>{why}</p>" + "".join(steps)

    def _steps(self, record_type: type[Record], entry: Any) -> Iterator[str]:
        for name, (was, became) in entry.fields.items():
            field = record_type.fields.get(name)
            if field is None or (record_type is AcceptedProblem and name not in _OF_ACCEPTED):
                continue
            arrow = f"{self._shown(field, was)} → <b>{self._shown(field, became)}</b>"
            label = html.escape(translate(field.label))
            yield _line(f"{label}: {arrow}")

    def _shown(self, field: Field[Any], value: Any) -> str:
        return shown_value(field, value, self.workspace.habit())


def _line(text: str) -> str:
    return f"<p style='margin:2px 0 2px {tokens.S}px'>{text}</p>"


def _became(entry: Any, name: str) -> str:
    return html.escape(entry.fields.get(name, ("", ""))[1] or "")


def shown_value(field: Field[Any], value: Any, habit: Habit) -> str:
    """A value of a field as rich text."""
    if value is None or value == []:
        return quiet(_("(trống)"))
    return html.escape(value.name if isinstance(field, Attachment) else field.format(value, habit))


def quiet(text: str) -> str:
    """Words that stand back."""
    return f"<span style='color:{tokens.theme().quiet}'>{text}</span>"
