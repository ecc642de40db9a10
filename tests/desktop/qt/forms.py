"""What tests of the form do to one: find a record, type into a field, read what is said at it."""

from __future__ import annotations

from typing import Any

from PySide6.QtTest import QTest

from desktop.declare.reading import Condition
from desktop.qt.field_editors import LineEditor
from desktop.qt.record_form import RecordForm
from desktop.workspace import Workspace


def stored(workspace: Workspace, home: Any, head: str) -> Any:
    """The stored record of a head, or None."""
    with workspace.store.reading() as reader:
        found = next(iter(reader.rows(home, [Condition("head", "is", head)])), None)
        return found and reader.get(home, found.id)


def type_into(form: RecordForm, name: str, text: str) -> LineEditor:
    """Keys into the line of a field, which is not left yet."""
    editor = form.fields.editors[name]
    assert isinstance(editor, LineEditor)
    editor.line.selectAll()
    QTest.keyClicks(editor.line, text)
    return editor


def put(form: RecordForm, name: str, text: str) -> None:
    """Fill a field and leave it."""
    editor = type_into(form, name, text)
    editor.settle()
    editor.left.emit()


def said_at(form: RecordForm, name: str) -> str:
    """What is seen below a field."""
    messages = form.fields.editors[name].messages
    return messages.said if not messages.isHidden() else ""


def press(form: RecordForm, verb: str) -> None:
    """A way on that the notice of a form offers."""
    # Of what it says now: buttons of a sentence before are there until Qt lets go of them.
    next(button for button in form.notice._buttons if button.text() == verb).click()
