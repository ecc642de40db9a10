"""Step 3 of an import: what each row will become and what is wrong in which cell; saves nothing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, overload

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.fields import Habit
from desktop.declare.problems import Grade, Problem
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.icons import sign_icon
from desktop.qt.import_compare import Comparison, first_written
from desktop.qt.import_other import OtherLine
from desktop.qt.legal_basis import BasisLink
from desktop.qt.panel import panel
from desktop.qt.pick_box import PickBox
from desktop.qt.plain_table import Cell, PlainTable, Row
from desktop.qt.problem_list import grade_word

if TYPE_CHECKING:
    from desktop.excel.found import FoundTable
    from desktop.workspace import Workspace
    from desktop.workspace.importing import ImportPlan, ImportResult, RowResult, TableResult

STATES = ("new", "changed", "unchanged", "refused")
_GRADES = {"new": "GOOD", "changed": "NOTE", "unchanged": "", "refused": "BLOCK"}


def state_word(state: str) -> str:
    """What will become of a row."""
    return {
        "new": _("mới"),
        "changed": _("thay đổi"),
        "unchanged": _("giữ nguyên"),
        "refused": _("bị trả lại"),
    }[state]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table's answer made ready to show: its counts by state, its problems, the gravest first."""

    answer: TableResult
    counts: Mapping[str, int]
    problems: Sequence[Problem]


def made_ready(result: ImportResult) -> list[Sheet]:
    """The tables of a result; for the worker, because a list may have 50,000 rows."""
    sheets = []
    for answer in result.tables:
        if answer.record_type is not None:
            counts = Counter(row.state for row in answer.rows)
            problems = sorted(
                answer.problems(), key=lambda one: (one.grade.rank, one.spot.row if one.spot else 0)
            )
            sheets.append(Sheet(answer, {state: counts[state] for state in STATES}, problems))
    return sheets


class PreviewStep(QWidget):
    """Four counts that add up, the rows with their faulty cells tinted, the problems with their cells."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._sheets: list[Sheet] = []
        self._plan: ImportPlan | None = None
        self._stood_on: tuple[int, int] | None = None
        self._habit = Habit()
        self._rows: Sequence[RowResult] = ()
        self._fields: list[tuple[str, tuple[int, ...]]] = []
        self._problems: Sequence[Problem] = ()
        self.which = PickBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.setAccessibleName(_("Bảng đang xem"))
        self.which.setMinimumWidth(12 * self.fontMetrics().averageCharWidth())
        self.which.activated.connect(lambda _place: self._show_table())
        self.sum = QLabel()
        self.sum.setObjectName("quiet")
        self.tiles = {state: self._tile(state) for state in STATES}
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        line.addWidget(self.which)
        line.addWidget(self.sum)
        for tile in self.tiles.values():
            line.addWidget(tile)
        line.addStretch(1)
        self.grid = PlainTable(_("Các dòng của tệp"))
        self.grid.setShowGrid(True)
        self.grid.entered.connect(self._to_problem)
        self.grid.chosen.connect(self._compare)
        self.list = PlainTable(_("Vấn đề trong tệp"))
        # A problem quotes what stands in its cell, and names the record it is like.
        self.list.mask_copied((2,), workspace.guard.hides_names)
        self.list.clicked.connect(lambda index: self._to_cell(index.row()))
        self.list.entered.connect(self._to_cell)
        self.list.chosen.connect(self._to_cell)
        self.basis = BasisLink(workspace)
        self.basis.indent()
        self.list.chosen.connect(self._show_basis)
        self._about = QLabel()
        self._about.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.XS)
        self.comparison = Comparison(workspace)
        self.other = OtherLine(workspace)
        self.other.answered.connect(self._remember_place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(line)
        column.addWidget(self._panels(), 1)

    def _panels(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Vertical)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(panel(self.grid, self.other))
        beside.addWidget(self.comparison)
        beside.setSizes([560, 520])
        beside.setChildrenCollapsible(False)
        split.addWidget(beside)
        split.addWidget(panel(self._about, self.list, self.basis))
        split.setSizes([280, 200])
        split.setChildrenCollapsible(False)
        return split

    def _tile(self, state: str) -> QToolButton:
        tile = QToolButton()
        tile.setObjectName("action")
        tile.setCheckable(True)
        tile.setChecked(True)
        tile.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if _GRADES[state]:
            tile.setIcon(sign_icon(_GRADES[state]))
        tile.setToolTip(_("Hiện hoặc ẩn các dòng {state}").format(state=state_word(state)))
        tile.toggled.connect(lambda _on: self._list_rows())
        return tile

    def show_result(self, sheets: Sequence[Sheet], habit: Habit, plan: ImportPlan | None = None) -> None:
        """Show what a preview, or the import itself, answered: first the table with most rows refused.

        With a plan what its rows were taken for can still be answered; then the place stays where it was.
        """
        self._habit, self._plan = habit, plan
        self._sheets = list(sheets)
        self.which.clear()
        for sheet in sheets:
            title = translate(sheet.answer.record_type.plural) if sheet.answer.record_type else ""
            self.which.addItem(f"{sheet.answer.sheet} → {title}", None)
        self.which.setVisible(len(sheets) > 1)
        worst = max(range(len(sheets)), key=lambda place: sheets[place].counts["refused"], default=-1)
        stood_on, self._stood_on = self._stood_on, None
        table, line = stood_on if plan is not None and stood_on is not None else (worst, 0)
        self.which.setCurrentIndex(table if table < len(sheets) else worst)
        self._show_table()
        places = [place for place, row in enumerate(self._rows) if row.row == line]
        if places:
            self.grid.stand_on(places[0])
            self.grid.setFocus()

    def _remember_place(self) -> None:
        """The answer makes the preview anew: it shall show what became of this very row."""
        self._stood_on = self.which.currentIndex(), self._rows[self.grid.current()].row
        for tile in self.tiles.values():
            tile.setChecked(True)

    def _current(self) -> Sheet | None:
        place = self.which.currentIndex()
        return self._sheets[place] if 0 <= place < len(self._sheets) else None

    def _show_table(self) -> None:
        sheet = self._current()
        if sheet is None:
            return
        for state, tile in self.tiles.items():
            tile.setText(f"{group_digits(sheet.counts[state])} {state_word(state)}")
        # What it is the sum of is said by the buttons behind it.
        self.sum.setText(_("Đọc {read} dòng =").format(read=group_digits(sheet.answer.read)))
        fields: dict[str, tuple[int, ...]] = {}
        for column in sheet.answer.found.used():
            fields[column.field] = (*fields.get(column.field, ()), column.column)
        self._fields = list(fields.items())
        self._list_rows()
        self._list_problems()

    def _list_rows(self) -> None:
        sheet = self._current()
        if sheet is None or sheet.answer.record_type is None:
            return
        answer, own = sheet.answer, sheet.answer.record_type.fields
        shown = {state for state, tile in self.tiles.items() if tile.isChecked()}
        all_shown = len(shown) == len(STATES)
        self._rows = answer.rows if all_shown else [row for row in answer.rows if row.state in shown]
        labels = [translate(own[name].label) for name, _columns in self._fields]
        widths = [max(10, min(26, len(label) + 2)) for label in labels]
        for column in answer.found.used():
            place = [name for name, _columns in self._fields].index(column.field)
            widths[place] = max(widths[place], *(min(30, len(text)) for text in column.samples), 0)
        personal = [
            place
            for place, (name, _columns) in enumerate(self._fields, 2)
            if self._workspace.catalog.is_personal(own[name])
        ]
        self.grid.mask_copied(personal, self._workspace.guard.hides_names)
        self.grid.show_rows(
            [_("Dòng"), _("Kết quả"), *labels],
            PreviewRows(answer.found, self._rows, self._fields, self._habit),
            [8, 12, *widths],
        )
        self._compare(-1)

    def _compare(self, place: int) -> None:
        """Beside a row that changes a record: what is stored, what the file says, what becomes."""
        sheet = self._current()
        row = self._rows[place] if sheet is not None and 0 <= place < len(self._rows) else None
        if sheet is not None:
            self.comparison.show_row(sheet.answer.found, row, self._habit)
            self.other.show_row(self._plan, sheet.answer.found, row)

    def _list_problems(self) -> None:
        sheet = self._current()
        if sheet is None:
            return
        self._problems = sheet.problems
        counts = Counter(problem.grade for problem in self._problems)
        says = " · ".join(
            f"{group_digits(counts[grade])} {grade_word(grade).lower()}" for grade in Grade if counts[grade]
        )
        self._about.setText(_("Vấn đề: {says}").format(says=says) if says else _("Không có vấn đề nào."))
        self.list.show_rows(
            [_("Ô"), _("Trường"), _("Vấn đề"), _("Quy tắc, căn cứ")],
            [_problem_row(problem, sheet.answer.found) for problem in self._problems],
            [12, 24, 0, 30],
            stretch=2,
            wrap=True,
        )

    def _show_basis(self, place: int) -> None:
        self.basis.show_basis(self._problems[place].basis if 0 <= place < len(self._problems) else "")

    def _to_cell(self, place: int) -> None:
        """Stand on the cell of a problem; what hides its row is shown again."""
        if not 0 <= place < len(self._problems):
            return
        spot = self._problems[place].spot
        if spot is None:
            return
        rows = [number for number, row in enumerate(self._rows) if row.row == spot.row]
        sheet = self._current()
        if not rows and sheet is not None and any(row.row == spot.row for row in sheet.answer.rows):
            for tile in self.tiles.values():
                tile.setChecked(True)
            rows = [number for number, row in enumerate(self._rows) if row.row == spot.row]
        columns = [place for place, (_name, own) in enumerate(self._fields, 2) if spot.column in own]
        if rows:
            self.grid.stand_on(rows[0], columns[0] if columns else 0)

    def _to_problem(self, place: int) -> None:
        """From a row to the first of its problems."""
        row = self._rows[place].row
        found = [number for number, one in enumerate(self._problems) if one.spot and one.spot.row == row]
        if found:
            self.list.stand_on(found[0])
            self.list.setFocus()


class PreviewRows(Sequence[Row]):
    """The rows of the grid, made when they come into sight: a list may have 50,000 of them."""

    def __init__(
        self,
        table: FoundTable,
        rows: Sequence[RowResult],
        fields: Sequence[tuple[str, tuple[int, ...]]],
        habit: Habit,
    ) -> None:
        self._table, self._rows, self._fields, self._habit = table, rows, fields, habit
        self._made = lru_cache(maxsize=500)(self._make)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self._made(number) for number in range(*place.indices(len(self)))]
        return self._made(place)

    def _make(self, place: int) -> Row:
        row = self._rows[place]
        at_cell: dict[int, list[Problem]] = {}
        at_field: dict[str, list[Problem]] = {}
        for problem in sorted(row.problems, key=lambda one: one.grade.rank):
            if problem.spot is not None and problem.spot.column:
                at_cell.setdefault(problem.spot.column, []).append(problem)
            elif problem.field:
                at_field.setdefault(problem.field, []).append(problem)
        cells: list[Cell | str] = [
            Cell(str(row.row), _GRADES[row.state], number=True),
            Cell(state_word(row.state), quiet=row.state == "unchanged"),
        ]
        for name, columns in self._fields:
            told = [problem for column in columns for problem in at_cell.get(column, ())]
            cells.append(self._cell(row, name, columns, told + at_field.get(name, [])))
        return cells

    def _cell(self, row: RowResult, name: str, columns: Sequence[int], told: Sequence[Problem]) -> Cell:
        assert self._table.record_type is not None
        field = self._table.record_type.fields[name]
        # Two columns may fill one field (year of birth of men, of women): the filled one is shown.
        text = first_written(self._table, row.row, columns)
        tint = told[0].grade.value if told else ""
        if row.state != "refused" and name in row.changes:
            was, becomes = row.changes[name]
            text = field.format(becomes, self._habit)
            if row.state == "changed":
                text, tint = f"{field.format(was, self._habit) or '–'} → {text or '–'}", tint or "NOTE"
        number = field.kind in ("integer", "decimal", "money", "percent")
        tip = "\n".join(problem.message for problem in told)
        return Cell(text, tint=tint, number=number, tip=tip, quiet=row.state == "unchanged")


def _problem_row(problem: Problem, table: FoundTable) -> list[Cell | str]:
    spot = problem.spot
    where = (spot.cell or _("dòng {row}").format(row=spot.row)) if spot else ""
    field = table.record_type.fields.get(problem.field) if table.record_type else None
    rule = "" if "." in problem.rule else problem.rule
    behind = " · ".join(part for part in (rule, problem.basis) if part)
    return [
        Cell(where, problem.grade.value, tip=grade_word(problem.grade)),
        translate(field.label) if field else "",
        problem.message,
        Cell(behind, quiet=True),
    ]
