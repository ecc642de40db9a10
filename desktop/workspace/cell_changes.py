"""Cells of many records changed together: what would come of it, and the one write; knows no window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Attachment, Computed, Details, Field, Habit, LongText, Reference
from desktop.declare.numbers import AmbiguousNumber
from desktop.declare.problems import Grade, Problem, Refusal
from desktop.declare.text import _, translate
from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.declare.reading import Reader
    from desktop.declare.records import Record
    from desktop.workspace.workspace import Workspace

MOST_ROWS = 20_000
"""More rows than this are an import's work: nobody looks such a preview through."""

_STEP = 1000
UNSEEN: Any = object()
Progress = Callable[[int, int], None]


@plain_value
class Typed:
    """What is to stand in one cell: text as typed or pasted, or with `is_value` a value as records hold it.

    An empty `id` is a new record: all with the same `row` make one. `seen` is the value the officer saw;
    a cell that holds another by now is left alone. `why_not` says why it stays as it is in any case.
    """

    id: str
    field: str
    text: Any
    row: int = 0
    is_value: bool = False
    seen: Any = UNSEEN
    why_not: str = ""


@dataclass(slots=True)
class PlannedRow:
    """A record before (None for a new one) and after."""

    before: Record | None
    after: Record


@dataclass(slots=True)
class PlannedCell:
    """One cell that would change; with a `problem` it stays as it is."""

    row: PlannedRow
    field: Field[Any]
    typed: Any
    value: Any = None
    problem: Problem | None = None

    @property
    def before(self) -> Any:
        """The value that stands there now."""
        return getattr(self.row.before, self.field.name) if self.row.before is not None else None

    @property
    def takes_away(self) -> str:
        """What the new value takes away unseen, as a sentence."""
        return "" if self.before is None else self.field.takes_away(self.before, self.value)


@dataclass(slots=True)
class CellPlan:
    """What typed cells would come to: those that change, those that cannot, and how many stay alike.

    `doubtful` holds, by field, a figure that can be read in two ways and nothing decides.
    """

    record_type: type[Record]
    cells: list[PlannedCell] = field(default_factory=list)
    same: int = 0
    doubtful: dict[str, AmbiguousNumber] = field(default_factory=dict)

    @property
    def accepted(self) -> list[PlannedCell]:
        """The cells that would be written."""
        return [cell for cell in self.cells if cell.problem is None]

    @property
    def refused(self) -> list[PlannedCell]:
        """The cells that stay as they are, each with its reason."""
        return [cell for cell in self.cells if cell.problem is not None]

    def records(self) -> list[Record]:
        """The records that would be written."""
        rows = {id(cell.row): cell.row for cell in self.accepted}
        return [row.after for row in rows.values()]


def can_be_typed(declared: Field[Any]) -> bool:
    """Whether a cell of this field takes what is typed or pasted into it."""
    return not isinstance(declared, Computed | Details | Attachment)


def in_cell(declared: Field[Any], value: Any, habit: Habit) -> str:
    """A value as a table shows it: one line, a file by its name."""
    if value is None:
        return ""
    return _in_one_line(value.name if isinstance(declared, Attachment) else declared.format(value, habit))


def _as_copied(declared: Field[Any], value: Any, habit: Habit) -> str:
    """The same as it is copied: a note keeps its lines."""
    keeps_lines = value is not None and isinstance(declared, LongText)
    return declared.format(value, habit) if keeps_lines else in_cell(declared, value, habit)


def _in_one_line(text: str) -> str:
    return text.replace("\n", " ") if "\n" in text else text


def plan_cells(
    workspace: Workspace,
    record_type: type[Record],
    typed: Sequence[Typed],
    *,
    marks: Mapping[str, str] | None = None,
    known: Mapping[str, Any] | None = None,
    drafts: bool = False,
    progress: Progress | None = None,
) -> CellPlan:
    """What the cells would come to; nothing is written.

    `marks` says by field which decimal mark its figures are written with, `known` what a new record begins
    with. A record that would be blocked by what is new in it keeps all its cells, unless `drafts`.
    """
    plan = CellPlan(record_type)
    by_record: dict[tuple[str, int], list[Typed]] = {}
    for each in typed:
        by_record.setdefault((each.id, 0 if each.id else each.row), []).append(each)
    if len(by_record) > MOST_ROWS:
        raise Refusal(
            _("Chỉ sửa được tối đa {count} dòng một lần.").format(count=f"{MOST_ROWS:,}".replace(",", ".")),
            _("Lọc bớt dòng, hoặc sửa trong Excel rồi nhập lại."),
        )
    reads = _Reads(workspace, _habits(workspace, record_type, typed, marks or {}), drafts)
    keys, typed_fields = list(by_record), {each.field for each in typed if not each.is_value}
    for start in range(0, len(keys), _STEP):
        with workspace.store.reading() as reader:
            step = keys[start : start + _STEP]
            stored = {
                each.id: each for each in reader.rows_by_ids(record_type, [id for id, _row in step if id])
            }
            reads.learn(record_type, list(stored.values()), typed_fields, reader)
            for key in step:
                before = stored.get(key[0])
                after = record_type(**(known or {})) if not key[0] else before
                cells = list(reads.planned(plan, PlannedRow(before, after or record_type()), by_record[key]))
                if not drafts:
                    _refuse_blocked(workspace, reader, cells)
                plan.cells += cells
        if progress:
            progress(min(start + _STEP, len(keys)), len(keys))
    return plan


class _Reads:
    """Reads what was typed by the fields; the same text in one field is read once."""

    def __init__(self, workspace: Workspace, habits: Mapping[str, Habit], drafts: bool) -> None:
        self._workspace = workspace
        self._plain = workspace.habit()
        self._habits = habits
        self._drafts = drafts
        self._elsewhere: dict[str | None, Mapping[str, str]] = {}
        """How the places of a record are shown by the boundaries of another day."""
        self._known: dict[tuple[str, str], tuple[Any, str]] = {}

    def planned(self, plan: CellPlan, row: PlannedRow, typed: Iterable[Typed]) -> Iterator[PlannedCell]:
        """The cells of one record that differ from what stands there, or cannot be taken."""
        values: dict[str, Any] = {}
        for each in typed:
            declared = plan.record_type.fields[each.field]
            cell = PlannedCell(row, declared, each.text)
            if self._is_as_shown(cell, each):
                plan.same += 1
                continue
            if each.why_not:
                cell.problem = declared.wrong(each.why_not)
            elif each.id and row.before is None:
                cell.problem = declared.wrong(_("Hồ sơ này đã bị xóa."))
            elif not can_be_typed(declared):
                cell.problem = declared.wrong(_("Ô này không gõ hay dán vào được."))
            elif plan.record_type.stays(declared.name):
                says = _("Mục này được giữ nguyên, không sửa.")
                cell.problem = declared.wrong(f"{says} {translate(plan.record_type.kept)}")
            else:
                self._read(plan, cell, each)
            if (
                cell.problem is None
                and cell.value == cell.before
                and (row.before is not None or not cell.value)
            ):
                plan.same += 1
                continue
            if cell.problem is None:
                values[declared.name] = cell.value
            yield cell
        row.after = row.after.changed(**values)

    def learn(
        self, record_type: type[Record], stored: Sequence[Record], names: Iterable[str], reader: Reader
    ) -> None:
        """Read how some records are shown: by what their references are called, in one go for each field."""
        texts = self._workspace.place_texts(stored)
        self._elsewhere = {each.id: shown for each, shown in zip(stored, texts, strict=True)}
        for name in names:
            declared = record_type.fields[name]
            if isinstance(declared, Reference):
                ids = {getattr(record, name) for record in stored} - {None}
                target = self._workspace.catalog.target_of(declared)
                self._workspace.references.learn(target, sorted(ids), reader)

    def _is_as_shown(self, cell: PlannedCell, typed: Typed) -> bool:
        """Whether just what is copied from the cell was written over it: it may say less than the cell holds.

        Two of one name are not exchanged so, and a rounded figure loses nothing.
        """
        if typed.is_value or cell.row.before is None:
            return False
        elsewhere = self._elsewhere.get(cell.row.before.id, {}).get(cell.field.name)
        return str(typed.text) == (elsewhere or _as_copied(cell.field, cell.before, self._plain))

    def _read(self, plan: CellPlan, cell: PlannedCell, typed: Typed) -> None:
        if typed.seen is not UNSEEN and cell.before != typed.seen:
            cell.problem = cell.field.wrong(_("Ô này vừa được sửa ở nơi khác; xem lại rồi sửa tiếp."))
            return
        if typed.is_value:
            cell.value = typed.text
        else:
            cell.value, says = self._parsed(plan, cell.field, str(typed.text))
            if says:
                cell.problem = cell.field.wrong(says)
                return
        if self._drafts or cell.value == cell.before:
            return
        if cell.value is not None:
            found = (each for each in cell.field.check(cell.value) if each.grade is Grade.BLOCK)
            cell.problem = next(found, None)
        elif cell.field.required:
            cell.problem = cell.field.wrong(_("Mục này bắt buộc, không để trống được."))

    def _parsed(self, plan: CellPlan, declared: Field[Any], text: str) -> tuple[Any, str]:
        key = (declared.name, text)
        if key not in self._known:
            try:
                self._known[key] = (declared.parse(text, self._habits.get(declared.name, self._plain)), "")
            except AmbiguousNumber as doubt:
                plan.doubtful.setdefault(declared.name, doubt)
                self._known[key] = (None, str(doubt))
            except ValueError as failure:
                self._known[key] = (None, str(failure))
        return self._known[key]


def _habits(
    workspace: Workspace, record_type: type[Record], typed: Sequence[Typed], marks: Mapping[str, str]
) -> dict[str, Habit]:
    """How the figures of each field are written, as all that is typed into it shows."""
    from desktop.excel.columns import decimal_mark

    texts: dict[str, list[Any]] = {}
    for each in typed:
        if not each.is_value and not isinstance(record_type.fields[each.field], Reference):
            texts.setdefault(each.field, []).append(each.text)
    habits = {}
    for name, written in texts.items():
        mark = marks.get(name) or decimal_mark(record_type.fields[name], written, 1)
        habits[name] = replace(workspace.habit(), decimal_mark=mark)
    return habits


def _refuse_blocked(workspace: Workspace, reader: Reader, cells: Sequence[PlannedCell]) -> None:
    """Leave a record alone that would be blocked by something it was not blocked by before."""
    taken = [cell for cell in cells if cell.problem is None]
    if not taken:
        return
    row = taken[0].row
    before = _blocks(workspace, reader, row.before) if row.before is not None else set()
    for problem in _problems(workspace, reader, row.after):
        if (problem.rule, problem.field, problem.message) in before:
            continue
        own = next((cell for cell in taken if cell.field.name == problem.field), taken[0])
        declared = row.after.fields.get(problem.field) if row.before is None else None
        for cell in taken:
            cell.problem = problem if cell is own else replace(problem, field=cell.field.name)
            if declared is not None and cell.field is not declared:
                # “Not filled in” beside a cell that is filled in would be told of the wrong one.
                says = _("Hồ sơ mới vướng ở mục “{field}”: {problem}")
                says = says.format(field=translate(declared.label), problem=problem.message)
                cell.problem = replace(cell.problem, message=says)
        return


def _problems(workspace: Workspace, reader: Reader, record: Record) -> list[Problem]:
    found = workspace.judge.problems_of(record, reader)
    return [problem for problem in found if problem.grade is Grade.BLOCK]


def _blocks(workspace: Workspace, reader: Reader, record: Record) -> set[tuple[str, str, str]]:
    return {(each.rule, each.field, each.message) for each in _problems(workspace, reader, record)}


def write_plan(workspace: Workspace, plan: CellPlan, why: str) -> int:
    """Write what a plan accepts as one change set; its number, 0 where nothing changed.

    Raises `Refusal` where somebody else has changed one of the cells since the plan was made.
    """
    with workspace.writing(why) as writing:
        writing.save_all(plan.records())
    return writing.number
