"""The editor of one out of a list: choices, yes or no, references; asks the workspace and keeps no list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from desktop.declare import fields as kinds
from desktop.declare.fields import Field
from desktop.declare.text import fold
from desktop.qt.field_editors import LineEditor
from desktop.qt.search_line import Found, SearchLine


class SearchEditor(LineEditor):
    """One of a list, found by typing, marks ignored: choices, yes or no, references alike."""

    _picked: tuple[str, Any] | None = None

    def make_line(self) -> QLineEdit:
        line = SearchLine(self.look, wait=wait_of(self.field))
        line.offer_all()
        line.picked.connect(self._pick)
        return line

    def look(self, text: str) -> list[Found]:
        """What fits the typed text."""
        if isinstance(self.field, kinds.Reference):
            finds = self.workspace.search_reference(self.field, text)
            return [Found(id, shown) for id, shown in finds]
        return found_options(self.field, text)

    def take(self, value: Any) -> None:
        super().take(value)
        self._picked = None if value is None else (self.line.text(), value)

    def value(self) -> Any:
        text = self.line.text()
        if self._picked is not None and self._picked[0] == text:
            return self._picked[1]
        return super().value()

    def typed(self) -> Any:
        text = self.line.text()
        if self._picked is None or self._picked[0] != text:
            return text
        # Two of one name are told apart by what was picked.
        return [text, self.field.to_store(self._picked[1])]

    def retype(self, typed: Any) -> None:
        if isinstance(typed, str):
            super().retype(typed)
        else:
            self.take(self.field.from_store(typed[1]))

    def settle(self) -> None:
        try:
            self.take(self.value())
        except ValueError:
            if found := only_find(self.field, self.line.text()):
                self.take(found.value)

    def _pick(self, found: Found) -> None:
        self._picked = (self.line.text(), found.value)
        self.edited.emit()
        # The completer writes its own text after this signal; the value is shown once it is through.
        QTimer.singleShot(0, self, self._picked_is_shown)

    def _picked_is_shown(self) -> None:
        if self._picked is not None:
            self.take(self._picked[1])
        self.left.emit()
        # One Enter takes the find and goes on, as from any other line.
        if isinstance(self.line, SearchLine) and self.line.is_entered():
            self.line.returnPressed.emit()


def found_options(field: Field[Any], text: str) -> list[Found]:
    """The answers of a choice or a yes-or-no that hold the typed words, marks and case ignored."""
    values = list(field.options) if isinstance(field, kinds.Choice) else [True, False]
    wanted = fold(text)
    labels = [(value, field.format(value)) for value in values]
    return [Found(code, label) for code, label in labels if wanted in fold(label)]


def only_find(field: Field[Any], text: str) -> Found | None:
    """Half a word that only one answer of a short list holds is that answer; None where it is none."""
    text = text.strip()
    if len(text) < 2 or isinstance(field, kinds.Reference):
        return None
    finds = found_options(field, text)
    return finds[0] if len(finds) == 1 else None


def wait_of(field: Field[Any]) -> int:
    """Milliseconds without a key before it is looked for: a reference asks the store."""
    return 120 if isinstance(field, kinds.Reference) else 0
