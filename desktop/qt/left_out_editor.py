"""Which components an office does not work with, ticked off the list of those that are there."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.declare.text import translate
from desktop.qt.field_editors import Editor

_OWN = "shared"


class LeftOutEditor(Editor):
    """A box for each component but the desktop's own; names of those that are not here now are kept."""

    def build(self) -> None:
        self.boxes = {
            component.name: QCheckBox(translate(component.title))
            for component in self.workspace.catalog.loaded()
            if component.name != _OWN
        }
        self._elsewhere: set[str] = set()
        self._none = QWidget()
        column = QVBoxLayout()
        for box in self.boxes.values():
            box.clicked.connect(lambda _on: self.edited.emit())
            column.addWidget(box)
        self._line.addLayout(column, 1)

    def inner(self) -> QWidget:
        return next(iter(self.boxes.values()), self._none)

    def call(self, told: str) -> None:
        for box in self.boxes.values():
            box.setAccessibleName(f"{told}: {box.text()}")

    def take(self, value: Any) -> None:
        names = {part.strip() for part in str(value or "").split(",") if part.strip()}
        self._elsewhere = names - self.boxes.keys()
        for name, box in self.boxes.items():
            box.setChecked(name in names)

    def value(self) -> Any:
        ticked = {name for name, box in self.boxes.items() if box.isChecked()}
        return ", ".join(sorted(ticked | self._elsewhere)) or None
