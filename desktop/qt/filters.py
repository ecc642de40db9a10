"""The filter of a record page: chips that can be taken off, a menu that adds one; changes no record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.declare.fields import Choice, Field, Reference, YesNo
from desktop.declare.reading import Condition
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.icons import icon

if TYPE_CHECKING:
    from desktop.declare.problems import Problem
    from desktop.declare.records import Record
    from desktop.workspace import Workspace

_MOST_VALUES = 40
HAS_PROBLEM = "has_problem"
"""A test of the window alone: the store knows no problems, it is asked for the records that have some."""


def as_asked(where: Sequence[Condition], found: Mapping[str, Sequence[Problem]]) -> list[Condition]:
    """The conditions as the store understands them; `found` are the problems of all records, by id."""
    asked = []
    for each in where:
        if each.test != HAS_PROBLEM:
            asked.append(each)
            continue
        ids = [
            id for id, problems in found.items() if any(_asks(each.field, problem) for problem in problems)
        ]
        asked.append(Condition("id", "in", ids))
    return asked


def _asks(name: str, problem: Problem) -> bool:
    return problem.is_open and (not name or problem.field == name)


def in_words(condition: Condition, record_type: type[Record], workspace: Workspace) -> str:
    """A condition as its chip says it: `Xã: Na Son`, `Diện tích từ 30`."""
    field = record_type.fields.get(condition.field)
    label = translate(field.label) if field else _("Có chữ")
    if condition.test == HAS_PROBLEM:
        return _("{label}: có vấn đề").format(label=label) if field else _("Có vấn đề")
    if condition.field == "id" and condition.test == "in":
        says = _("{records}: {count} hồ sơ vừa chọn")
        return says.format(records=translate(record_type.plural), count=group_digits(len(condition.value)))
    if condition.test in ("empty", "filled"):
        return f"{label}: " + (_("chưa ghi") if condition.test == "empty" else _("đã ghi"))
    values = condition.value if condition.test == "in" else [condition.value]
    shown = ", ".join(_shown(field, value, workspace) for value in list(values)[:3])
    if len(list(values)) > 3:
        shown += ", …"
    between = {"from": _(" từ "), "to": _(" đến "), "is_not": _(" khác "), "contains": _(" có chữ ")}
    between |= {"begins_by": _(" chưa ghi, hoặc đến "), "ends_after": _(" chưa ghi, hoặc sau ")}
    return f"{label}{between.get(condition.test, ': ')}{shown}"


def _shown(field: Field[Any] | None, value: Any, workspace: Workspace) -> str:
    if value is None:
        return _("chưa ghi")
    return field.format(value, workspace.habit()) if field else str(value)


class FilterChips(QWidget):
    """One chip for each condition; pressing it takes the condition off."""

    taken_off = Signal(object)

    def __init__(self, record_type: type[Record], workspace: Workspace) -> None:
        super().__init__()
        self._record_type, self._workspace = record_type, workspace
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.XS)
        self._chips: list[QPushButton] = []

    def show_where(self, where: Sequence[Condition]) -> None:
        """Show these conditions; a search in all fields has its own line and no chip."""
        for chip in self._chips:
            chip.deleteLater()
        self._chips = []
        for condition in where:
            if condition.field or condition.test == HAS_PROBLEM:
                self._add(condition)
        self.setVisible(bool(self._chips))

    def _add(self, condition: Condition) -> None:
        chip = QPushButton(icon("close"), in_words(condition, self._record_type, self._workspace))
        chip.setObjectName("chip")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setToolTip(_("Bỏ điều kiện lọc này"))
        chip.clicked.connect(lambda: self.taken_off.emit(condition))
        self._chips.append(chip)
        self._row.addWidget(chip)


class FilterMenu(QMenu):
    """Fields with few values, each with the values that are stored; filled when it is opened."""

    added = Signal(object)

    def __init__(
        self, record_type: type[Record], workspace: Workspace, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._record_type, self._workspace = record_type, workspace
        troubled = self.addAction(icon("problems"), _("Có vấn đề"))
        troubled.triggered.connect(lambda: self.added.emit(Condition("", HAS_PROBLEM)))
        self.addSeparator()
        for field in record_type.fields.values():
            if isinstance(field, Choice | YesNo | Reference):
                menu = self.addMenu(translate(field.label))
                menu.aboutToShow.connect(self._filler(menu, field))

    def _filler(self, menu: QMenu, field: Field[Any]) -> Callable[[], None]:
        def fill() -> None:
            menu.clear()
            for value, count in self._values(field):
                shown = _shown(field, value, self._workspace)
                action = menu.addAction(f"{shown}   ({count})".replace("&", "&&"))
                test = Condition(field.name, "empty") if value is None else Condition(field.name, "is", value)
                action.triggered.connect(lambda _checked=False, test=test: self.added.emit(test))
            if menu.isEmpty():
                menu.addAction(_("Chưa có dữ liệu")).setEnabled(False)

        return fill

    def _values(self, field: Field[Any]) -> Iterator[tuple[Any, int]]:
        with self._workspace.store.reading() as reader:
            found = reader.totals(self._record_type, [field.name])
            if isinstance(field, Reference):
                target = self._workspace.catalog.target_of(field)
                ids = [value for value, _count in found[:_MOST_VALUES] if value is not None]
                self._workspace.references.learn(target, ids, reader)
        yield from sorted(found, key=lambda line: -line[1])[:_MOST_VALUES]
