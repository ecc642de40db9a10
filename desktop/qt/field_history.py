"""What stood in one field over time, with who changed it, when and why; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from desktop.declare.authors import shown_author
from desktop.declare.dates import shown_time
from desktop.declare.retold import retold
from desktop.declare.text import _, translate
from desktop.qt.history_tab import quiet, shown_value
from desktop.qt.page_dialog import open_page

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.workspace import Workspace

_SIZE = QSize(620, 360)


def open_field_history(workspace: Workspace, record: Record, name: str, beside: QWidget) -> QDialog:
    """Show the values of a field in a small window, the newest first."""
    title = _("Lịch sử: {label}").format(label=translate(type(record).fields[name].label))
    return open_page(title, field_history(workspace, record, name), beside, _SIZE)


def field_history(workspace: Workspace, record: Record, name: str) -> str:
    """The same as a page."""
    rows = "".join(_rows(workspace, record, name)) if record.id else ""
    if not rows:
        return quiet(_("Mục này chưa có lịch sử: chưa lưu, hoặc chưa bao giờ được ghi."))
    heads = (_("Giá trị"), _("Lúc"), _("Ai"), _("Vì sao"))
    head = "".join(f"<th align=left>{escape(each)}</th>" for each in heads)
    return f"<table cellspacing=0 cellpadding=4 width='100%'><tr>{head}</tr>{rows}</table>"


def _rows(workspace: Workspace, record: Record, name: str) -> Iterator[str]:
    field, habit = type(record).fields[name], workspace.habit()
    entries = workspace.store.history(type(record), record.id or "")
    for entry in sorted(entries, key=lambda each: -each.change_set.number):
        if name in entry.fields and entry.kind != "deleted":
            value = shown_value(field, entry.fields[name][1], habit)
            step = entry.change_set
            told = (shown_time(step.when), escape(shown_author(step.who)), escape(retold(step.why)))
            yield f"<tr><td><b>{value}</b></td>" + "".join(f"<td>{each}</td>" for each in told) + "</tr>"
