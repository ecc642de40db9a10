"""What typed, pasted or replaced cells would come to, shown before anything is written; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.numbers import show_number
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.in_sight import size_in_sight
from desktop.qt.plain_table import Cell, PlainTable, Row
from desktop.qt.record_columns import heading_of, is_figure
from desktop.workspace.cell_changes import in_cell

if TYPE_CHECKING:
    from desktop.workspace import Workspace
    from desktop.workspace.cell_changes import CellPlan, PlannedCell

_SIZE = QSize(980, 480)


class CellPreview(QDialog):
    """One line for each cell that would change or cannot; the button says how many are written.

    `agreed` carries the plan. `reads_as` carries field and decimal mark where a figure like 1.234 was in
    doubt and the officer has said how the column is written: whoever made the plan makes it anew.
    """

    agreed = Signal(object)
    reads_as = Signal(str, str)

    def __init__(self, workspace: Workspace, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(size_in_sight(_SIZE, parent))
        self._workspace = workspace
        self.plan: CellPlan | None = None
        self.counts = QLabel(wordWrap=True)
        self._doubts = QVBoxLayout()
        self.table = PlainTable(_("Các ô sẽ thay đổi"))
        self.table.setObjectName("framed")
        # Each line is another field, and a problem may quote what was typed.
        self.table.mask_copied((1, 3, 4, 5), workspace.guard.hides_names)
        # By key alone: a double click there looks at a line, and must not write the others.
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(key, self.table, self._enter, context=Qt.ShortcutContext.WidgetShortcut)
        self.write_button = QPushButton()
        self.write_button.setObjectName("primary")
        self.write_button.setDefault(True)
        self.write_button.clicked.connect(self._agree)
        away = QPushButton(_("Không thay đổi"))
        away.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.write_button)
        buttons.addWidget(away)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(self.counts)
        column.addLayout(self._doubts)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def show_plan(self, plan: CellPlan) -> None:
        """Show a plan, in place of the one before."""
        self.plan = plan
        written, refused = plan.accepted, plan.refused
        said = [_("{count} ô sẽ thay đổi").format(count=group_digits(len(written)))]
        fresh = sum(record.id is None for record in plan.records())
        if fresh:
            said.append(_("{count} hồ sơ mới").format(count=group_digits(fresh)))
        if refused:
            said.append(_("{count} ô giữ nguyên vì có vấn đề").format(count=group_digits(len(refused))))
        if plan.same:
            said.append(_("{count} ô không khác").format(count=group_digits(plan.same)))
        self.counts.setText(" · ".join(said))
        self.write_button.setText(_("Ghi {count} ô").format(count=group_digits(len(written))))
        self.write_button.setEnabled(bool(written))
        self._ask_doubts(plan)
        headings = ["", _("Hồ sơ"), _("Mục"), _("Đang là"), _("Sẽ là"), _("Vấn đề")]
        lines = _Lines(self._workspace, [*refused, *written])
        self.table.show_rows(headings, lines, (2, 19, 19, 14, 14), stretch=5, wrap=True)
        self.table.stand_on(0)

    def _ask_doubts(self, plan: CellPlan) -> None:
        while (item := self._doubts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for name, doubt in plan.doubtful.items():
            field = plan.record_type.fields[name]
            asked = QWidget()
            row = QHBoxLayout(asked)
            row.setContentsMargins(0, 0, 0, 0)
            says = _("Cột “{column}”: “{written}” là").format(
                column=translate(field.label), written=doubt.written
            )
            row.addWidget(QLabel(says))
            group = QButtonGroup(asked)
            dot = "." in doubt.written
            thousands, decimal = doubt.readings
            for reading, mark in ((thousands, "," if dot else "."), (decimal, "." if dot else ",")):
                answer = QRadioButton(show_number(reading, 1 if reading is decimal else None))
                answer.toggled.connect(
                    lambda on, name=name, mark=mark: self.reads_as.emit(name, mark) if on else None
                )
                group.addButton(answer)
                row.addWidget(answer)
            row.addStretch(1)
            self._doubts.addWidget(asked)

    def _enter(self) -> None:
        """The keyboard stands in the list to look it through; Enter there is the button's."""
        if self.write_button.isEnabled():
            self._agree()
        else:
            self.reject()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self.plan)


class _Lines(Sequence[Row]):
    """The lines of the table, each made when it is looked at: a block may have twenty thousand."""

    def __init__(self, workspace: Workspace, cells: Sequence[PlannedCell]) -> None:
        self._workspace, self._cells = workspace, cells

    def __len__(self) -> int:
        return len(self._cells)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        cell = self._cells[place]
        habit, before = self._workspace.habit(), cell.row.before
        name = (
            self._workspace.name_of(type(before), before.id)
            if before is not None and before.id
            else _("(hồ sơ mới)")
        )
        figure = is_figure(cell.field)
        was = in_cell(cell.field, cell.before, habit)
        problem = cell.problem
        unread = problem is not None and cell.value is None and cell.typed is not None
        then = str(cell.typed) if unread else in_cell(cell.field, cell.value, habit)
        grade = problem.grade.value if problem is not None else ""
        return (
            Cell(grade=grade),
            name,
            heading_of(cell.field),
            Cell(was or _("(trống)"), number=figure, quiet=not was),
            Cell(then or _("(trống)"), number=figure, quiet=not then, tint=grade),
            problem.message if problem is not None else "",
        )
