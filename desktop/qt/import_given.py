"""A line of values that hold for all rows of a table: this commune, this year; reads and saves no row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.declare.fields import Choice, Computed, Details, Field, Reference, YesNo
from desktop.declare.problems import Refusal
from desktop.declare.text import _, fold_words, translate
from desktop.qt import tokens
from desktop.qt.icons import icon
from desktop.qt.search_line import Found, SearchLine

if TYPE_CHECKING:
    from desktop.excel.found import FoundTable
    from desktop.workspace import Workspace
    from desktop.workspace.import_decisions import TitledDecision
    from desktop.workspace.importing import ImportPlan

_MOST = 50


class GivenLine(QWidget):
    """A chip for each value that is given, one for what the title offers, then a field and its value."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._plan: ImportPlan | None = None
        self._table: FoundTable | None = None
        self._name = ""
        self.chips: list[QPushButton] = []
        label = QLabel(_("Cho &mọi dòng"))
        self.field = SearchLine(self._find_field)
        self.field.setPlaceholderText(_("chọn mục…"))
        self.field.setAccessibleName(_("Mục lấy một giá trị cho mọi dòng"))
        self.field.setToolTip(_("Giá trị dùng cho các dòng mà tệp không ghi mục này."))
        self.field.offer_all()
        self.field.picked.connect(lambda found: self._choose(found.value))
        self.value = SearchLine(self._find_value)
        self.value.setPlaceholderText(_("giá trị…"))
        self.value.setAccessibleName(_("Giá trị cho mọi dòng"))
        self.value.offer_all()
        self.value.picked.connect(lambda found: self._give(found.value))
        self.value.returnPressed.connect(self._give_typed)
        self.add = QPushButton(icon("add"), _("Thêm"))
        self.add.clicked.connect(self._give_typed)
        label.setBuddy(self.field)
        letter = self.fontMetrics().averageCharWidth()
        for line in (self.field, self.value):
            line.setMinimumWidth(13 * letter)
            line.setMaximumWidth(26 * letter)
        self._row, editing = QHBoxLayout(), QHBoxLayout()
        self._row.addStretch(1)
        for part in (label, self.field, self.value, self.add):
            editing.addWidget(part)
        editing.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        for each in (lines, self._row, editing):
            each.setSpacing(tokens.S)
        lines.addLayout(self._row)
        lines.addLayout(editing)

    def show_table(self, plan: ImportPlan | None, table: FoundTable | None) -> None:
        """Show what is given for another table."""
        self._plan, self._table = plan, table
        self._choose("")
        self._show()

    def _show(self) -> None:
        for chip in self.chips:
            chip.hide()  # its room is wanted before it is gone
            chip.deleteLater()
        self.chips = []
        for name, value in (self._table.given if self._table else {}).items():
            field = self._fields()[name]
            text = f"{translate(field.label)}: {field.format(value, self._workspace.habit())}"
            chip = self._chip("close", text, _("Không lấy giá trị này cho mọi dòng nữa"))
            chip.clicked.connect(lambda _on=False, name=name: self._take_off(name))
        for decision in self._decisions():
            says = _("Quyết định {named}").format(named=decision.says)
            chip = self._chip("add", says, _("Tiêu đề ghi quyết định này; bấm để lấy cho mọi dòng."))
            chip.clicked.connect(lambda _on=False, values=decision.values: self._take_offer(values))

    def _chip(self, sign: str, text: str, tip: str) -> QPushButton:
        chip = QPushButton(icon(sign), text)
        chip.setObjectName("chip")
        chip.setToolTip(tip)
        self._row.insertWidget(len(self.chips), chip)
        self.chips.append(chip)
        return chip

    def _decisions(self) -> Sequence[TitledDecision]:
        if self._table is None or self._table.record_type is None:
            return []
        from desktop.workspace.import_decisions import decisions_of_title

        return decisions_of_title(self._table)

    def _take_offer(self, values: Mapping[str, Any]) -> None:
        """Take one decision for all rows: nothing is left of another that was taken before it."""
        from desktop.workspace.import_decisions import decision_fields

        if self._table is None or self._table.record_type is None:
            return
        before = dict.fromkeys(set(decision_fields(self._table.record_type)) & set(self._table.given))
        for name, value in (before | dict(values)).items():
            self._name = name
            self._give(value)

    def _fields(self) -> dict[str, Field[Any]]:
        record_type = self._table.record_type if self._table else None
        return {
            name: field
            for name, field in (record_type.fields if record_type else {}).items()
            if not isinstance(field, Computed | Details)
        }

    def _find_field(self, text: str) -> Sequence[Found]:
        wanted = fold_words(text).split()
        labels = {name: translate(field.label) for name, field in self._fields().items()}
        return [
            Found(name, label)
            for name, label in labels.items()
            if all(word in fold_words(label) for word in wanted)
        ]

    def _choose(self, name: str) -> None:
        self._name = name
        if not name:
            self.field.clear()
        self.value.clear()
        for part in (self.value, self.add):
            part.setEnabled(bool(name))
        if name:
            self.value.setFocus()

    def _find_value(self, text: str) -> Sequence[Found]:
        field = self._fields().get(self._name)
        wanted = fold_words(text).split()
        offers: list[tuple[str, str]] = []
        if isinstance(field, Choice):
            offers = [(code, field.format(code)) for code in field.options]
        elif isinstance(field, YesNo):
            offers = [("x", _("Có")), ("0", _("Không"))]
        elif isinstance(field, Reference):
            return [Found(*each) for each in self._workspace.search_reference(field, text, _MOST)]
        return [
            Found(value, label)
            for value, label in offers
            if all(word in fold_words(label) for word in wanted)
        ]

    def _give_typed(self) -> None:
        if self.value.text().strip():
            self._give(self.value.text())

    def _give(self, typed: object) -> None:
        if self._plan is None or self._table is None or not self._name:
            return
        try:
            self._plan.give(self._table, self._name, typed, self._workspace.habit())
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return
        self._choose("")
        # What had the keys is grey or gone now.
        self.field.setFocus()
        self._show()
        self.changed.emit()

    def _take_off(self, name: str) -> None:
        self._name = name
        self._give(None)
