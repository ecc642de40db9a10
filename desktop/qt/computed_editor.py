"""The editor of what the program works out: it shows, takes no typing and knows no rule."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.declare import fields as kinds
from desktop.declare.text import translate
from desktop.qt.edit_line import UnitLine
from desktop.qt.field_editors import LineEditor
from desktop.qt.in_words import InWords
from desktop.qt.share_bar import ShareBar


class ComputedEditor(LineEditor):
    """A value worked out by the program: shown, never typed; a share also as a bar, an amount in words."""

    bar: ShareBar | None = None
    in_words: InWords | None = None

    def make_line(self) -> QLineEdit:
        unit = getattr(self.field.kind_of, "unit", "") if isinstance(self.field, kinds.Computed) else ""
        line = UnitLine(translate(unit)) if unit and unit != "%" else QLineEdit()
        line.setReadOnly(True)
        line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        return line

    def build(self) -> None:
        super().build()
        kind = self.field.kind_of if isinstance(self.field, kinds.Computed) else self.field
        if isinstance(kind, kinds.Percent) and kind.maximum == 100:
            self.bar = ShareBar()
            self._line.addWidget(self.bar)
        if isinstance(kind, kinds.Money):
            self.in_words = InWords()
            self._told.addWidget(self.in_words)

    def take(self, value: Any) -> None:
        super().take(value)
        if self.bar is not None:
            self.bar.show_share(value or 0)
        if self.in_words is not None:
            self.in_words.show_amount(value)

    def settle(self) -> None:
        """Nothing was typed."""
