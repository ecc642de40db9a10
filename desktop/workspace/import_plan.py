"""What is going to be imported, and what an officer may change in it before; saves nothing."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Computed, Details, Habit, Money
from desktop.declare.layouts import ExcelLayout
from desktop.declare.problems import Refusal
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.cells import SheetCells
from desktop.excel.describing import habit_of
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.recognise import recognise, take_as
from desktop.excel.said_layouts import to_find_by
from desktop.excel.workbooks import ReadingStopped, read_workbook
from desktop.shared.imported import ImportBatch
from desktop.shared.places import Place, place_of_code, successor
from desktop.shared.remembered import RememberedLayout
from desktop.shared.settled import SettledValue
from desktop.workspace.import_decisions import tell_decisions
from desktop.workspace.import_memory import recall_answers
from desktop.workspace.import_named_places import take_named_places
from desktop.workspace.import_parts import take_parts
from desktop.workspace.import_places import (
    let_places_give_way,
    place_at_home,
    place_rows,
    title_of,
    village_of_title,
)
from desktop.workspace.import_retyped import keep_said
from desktop.workspace.import_same import SameKey
from desktop.workspace.known_files import mark_of, tell_known_files
from desktop.workspace.layout_memory import Known, read_known, recall, tell_given
from desktop.workspace.own_office import own_office

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class ImportStopped(Refusal):
    """The officer stopped the import; nothing was saved."""

    def __init__(self) -> None:
        super().__init__(_("Đã dừng nhập; chưa ghi gì vào dữ liệu."))


def names_of(files: Sequence[Path]) -> dict[Path, str]:
    """What each workbook is called: its name; where several have it, with the folders that tell them apart.

    Communes send back one template each: two workbooks of one name are not one.
    """
    found: dict[Path, str] = {}
    paths = list(dict.fromkeys(files))
    depth = 1
    while paths:
        called = {path: "/".join(path.parts[-depth:]) for path in paths}
        often = Counter(called.values())
        alone = [path for path in paths if often[called[path]] == 1 or depth >= len(path.parts)]
        found |= {path: called[path] for path in alone}
        paths = [path for path in paths if path not in found]
        depth += 1
    return {path: found[path] for path in files}


@dataclass
class ImportPlan:
    """The tables found in the files, with the mapping as it will be used."""

    files: list[Path]
    """The workbooks that could be read."""

    tables: list[FoundTable]
    left_out: dict[Path, Refusal] = dataclasses.field(default_factory=dict)
    """The others, and why: one bad file does not keep the good ones waiting."""

    constants: dict[str, Any] = dataclasses.field(default_factory=dict)
    """Field → value for rows that say nothing of it, in every table that has the field."""

    place: Place | None = None

    answers: dict[tuple[str, str, str], str] = dataclasses.field(default_factory=dict)
    """Record type, field and writing → what an officer said it means; see `import_settle`."""

    same: dict[SameKey, str] = dataclasses.field(default_factory=dict)
    """Row and stored record → whether they are one (`SAME`, `OTHER`, `LATER`); see `import_same`."""

    marks: dict[Path, str] = dataclasses.field(default_factory=dict)
    """The fingerprint of each file as it was read: by it a workbook is known again."""

    tell: Callable[[FoundTable], None] | None = None
    """Says of a table what is known where it is imported: where its rows belong, what was settled before."""

    layouts: Sequence[ExcelLayout] = ()
    """How a table is read as another record type, or anew: by these of that type, by none that was said."""

    drafts: bool = False
    """Keep rows that break a rule as drafts; what cannot be read is refused all the same."""

    def understood(self) -> list[FoundTable]:
        """The tables that will be imported."""
        return [table for table in self.tables if table.record_type is not None]

    def answers_of(self, table: FoundTable) -> dict[str, dict[str, str]]:
        """Field → writing → meaning, for one table."""
        found: dict[str, dict[str, str]] = {}
        name = table.record_type.__name__ if table.record_type else ""
        for (record_type, field, written), meant in self.answers.items():
            if record_type == name:
                found.setdefault(field, {})[written] = meant
        return found

    def mark_of(self, file: str) -> str:
        """The fingerprint of the file that is called so (`names_of`); empty where there is none."""
        names = names_of(list(self.marks))
        return next((mark for path, mark in self.marks.items() if names[path] == file), "")

    def says_left_out(self) -> str:
        """Why files were left out, one line for each; empty where all were read."""
        return "\n".join(map(str, self.left_out.values()))

    def leave_out(self, table: FoundTable) -> None:
        """Do not import a table."""
        table.was, table.record_type = table.record_type or table.was, None
        table.reason = _("Bỏ qua theo lựa chọn của người nhập.")

    def use(self, table: FoundTable, column: FoundColumn, field: str) -> None:
        """Let a column fill a field, or none (empty); saying what it fills already confirms it."""
        if table.record_type is None or (field and field not in table.record_type.fields):
            raise Refusal(_("Loại hồ sơ của bảng này không có mục “{field}”.").format(field=field))
        if field and isinstance(table.record_type.fields[field], Computed | Details):
            raise Refusal(_("Mục này do chương trình tự tính hoặc nhập ở bảng riêng."))
        table.settled.add((column.column, False))
        table.said = True
        if field and field == column.field:
            column.sure = 1.0
            return
        for other in table.columns:
            is_plain = other.mark is None and not other.also and not other.part
            if field and other is not column and other.field == field and is_plain:
                other.field = ""
        fields = table.record_type.fields if table.record_type else {}
        if isinstance(fields.get(column.field), Money) != isinstance(fields.get(field), Money):
            column.unit = 1
            table.settled.discard((column.column, True))
        column.field, column.sure = field, 1.0 if field else 0.0
        column.mark, column.also, column.part, column.pieces = None, {}, "", ""
        column.is_minus = False

    def set_type(
        self, table: FoundTable, record_type: type[Record], layout: ExcelLayout | None = None
    ) -> FoundTable:
        """Read a table as another record type; its columns are matched anew. Gives the table back.

        What was said of its figures, days and rows holds where the other type has the same field.
        """
        again = self._take(table, record_type, layout)
        keep_said(table, again)
        return again

    def _take(self, table: FoundTable, record_type: type[Record], layout: ExcelLayout | None) -> FoundTable:
        again = take_as(table, record_type, [layout] if layout else self.layouts)
        again.said = True
        self.tables[self.tables.index(table)] = again
        if self.tell is not None:
            self.tell(again)
        return again

    def read_anew(self, table: FoundTable) -> FoundTable:
        """Match the columns of a table as if nothing had been said of them. Gives the table back."""
        assert table.record_type is not None
        again = self._take(table, table.record_type, table.layout)
        again.constants = dict(table.constants)
        return again

    def set_unit(self, table: FoundTable, column: FoundColumn, unit: int) -> None:
        """Say what one written unit of a column of money is worth in đồng."""
        column.unit, table.said = unit, True
        table.settled.add((column.column, True))

    def set_dates(self, table: FoundTable, column: FoundColumn, dates: str) -> None:
        """Say how the days of a column are written: one of `desktop.declare.layouts.DATES`."""
        column.habit, table.said = habit_of(dates), True

    def give(self, table: FoundTable, field: str, typed: object, habit: Habit) -> None:
        """Say a value for all rows of a table that say nothing of a field themselves; None takes it away.

        Raises `Refusal` for a field that cannot be given, or a value that it cannot read.
        """
        declared = table.record_type.fields.get(field) if table.record_type else None
        if declared is None or isinstance(declared, Computed | Details):
            raise Refusal(_("Mục này do chương trình tự tính hoặc nhập ở bảng riêng."))
        try:
            value = declared.parse(typed, habit)
        except ValueError as failure:
            raise Refusal(str(failure), _("Chọn một giá trị trong danh sách, hoặc để trống.")) from failure
        if value is None:
            table.given.pop(field, None)
        else:
            table.given[field] = value
        table.said = True

    def money_columns(self, table: FoundTable) -> list[FoundColumn]:
        """The columns for which a unit can be set."""
        fields = table.record_type.fields if table.record_type else {}
        return [column for column in table.columns if isinstance(fields.get(column.field), Money)]


def recognise_files(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    record_type: type[Record] | None = None,
    layout: str | ExcelLayout | None = None,
    said: Sequence[Known] = (),
    place: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportPlan:
    """Read the workbooks and say what is in them; those that cannot be read are left out (`left_out`).

    Raises `Refusal` where none can be read.

    `record_type` and `layout` (or its name) narrow what is looked for, as does `said`: how another office
    reads its lists. What was said here of a list with the same headings is used again. `place` is the code
    of the unit that rows without a place belong to; communes are looked for within a province, or a district
    of before. Where neither that nor the table names one, the place of the office is meant.
    """
    chosen = _layout(workspace, layout)
    if chosen is not None and record_type is None:
        record_type = chosen.record
    types = _types(workspace, record_type, said)
    layouts = [chosen] if chosen else list(workspace.catalog.layouts.values())
    plan = ImportPlan([], [], layouts=layouts)
    layouts = [to_find_by(each.layout, workspace.catalog.layouts) for each in said] + layouts
    found = list(_read_all([Path(path) for path in paths], plan, progress, cancelled))
    names = names_of(plan.files)
    for path, sheets in found:
        plan.tables += recognise(sheets, types, layouts, names[path])
        plan.marks[path] = mark_of(path)
    with workspace.store.reading() as reader:
        if place:
            plan.place = _place(reader, place)
        is_kept = RememberedLayout in workspace.catalog.record_types.values() and chosen is None
        known = [*said, *(read_known(reader, workspace.catalog) if is_kept else ())]
        plan.tables = recall(plan.tables, known, workspace.catalog, reader, types)
        _remember_what_is_known(workspace, plan, reader)
    if progress is not None:
        progress(len(paths), len(paths))
    return plan


def _remember_what_is_known(workspace: Workspace, plan: ImportPlan, reader: Reader) -> None:
    """Say where the rows of each table belong, what was settled and given before, which file came before."""
    for table in plan.understood():
        _tell_of(workspace, plan, table, reader)
    if ImportBatch in workspace.catalog.record_types.values():
        tell_known_files(plan.tables, plan.mark_of, reader)

    def tell(table: FoundTable) -> None:
        with workspace.store.reading() as reader:
            _tell_of(workspace, plan, table, reader)

    plan.tell = tell


def _tell_of(workspace: Workspace, plan: ImportPlan, table: FoundTable, reader: Reader) -> None:
    take_parts(table)
    place_rows(workspace, reader, table, plan.place, sheet_title(plan, table))
    let_places_give_way(table)
    take_named_places(workspace, reader, table, plan.place)
    place_at_home(table, own_office(workspace, reader), reader)
    village_of_title(table, workspace.catalog, reader)
    tell_decisions(table)
    tell_given(table, workspace.catalog, reader)
    if SettledValue in workspace.catalog.record_types.values():
        recall_answers(plan.answers, table, reader)


def _types(
    workspace: Workspace, record_type: type[Record] | None, said: Sequence[Known]
) -> list[type[Record]]:
    """The record types that are looked for."""
    types = list(dict.fromkeys(each.layout.record for each in said))
    if record_type is not None and said and record_type not in types:
        raise Refusal(
            _("Tệp mẫu bố cục không có mẫu nào cho “{title}”.").format(title=translate(record_type.title)),
            _("Chọn đúng loại hồ sơ, hoặc đúng tệp mẫu."),
        )
    if record_type is not None:
        return [record_type]
    return types or list(workspace.catalog.record_types.values())


def _read_all(
    paths: Sequence[Path], plan: ImportPlan, progress: Progress | None, cancelled: Cancelled | None
) -> Iterator[tuple[Path, list[SheetCells]]]:
    """The workbooks that can be read; of the others the plan learns why. Raises `Refusal` where none can."""
    names = names_of(paths)
    for number, path in enumerate(paths):
        if progress is not None:
            progress(number, len(paths))
        try:
            sheets = _read(path, names[path], cancelled)
        except ReadingStopped:
            raise
        except Refusal as refusal:
            plan.left_out[path] = refusal
        else:
            plan.files.append(path)
            yield path, sheets
    if plan.left_out and not plan.files:
        first, *others = plan.left_out.values()
        raise Refusal(plan.says_left_out()) if others else first


def _read(path: Path, called: str, cancelled: Cancelled | None) -> list[SheetCells]:
    try:
        return read_workbook(path, cancelled=cancelled)
    except ReadingStopped:
        raise
    except Refusal as refusal:
        if called in refusal.message:
            raise
        raise Refusal(f"{called}: {refusal.message}", refusal.advice) from refusal


def _layout(workspace: Workspace, layout: str | ExcelLayout | None) -> ExcelLayout | None:
    if layout is None or isinstance(layout, ExcelLayout):
        return layout
    if layout not in workspace.catalog.layouts:
        raise Refusal(
            _("Không có mẫu bảng “{name}”.").format(name=layout),
            _("Các mẫu đang có: ") + ", ".join(workspace.catalog.layouts),
        )
    return workspace.catalog.layouts[layout]


def _place(reader: Reader, code: str) -> Place:
    found = place_of_code(code, reader)
    if found is None:
        raise Refusal(
            _("Không có đơn vị hành chính mang mã “{code}”.").format(code=code),
            _("Tìm mã đúng ở trang Địa bàn."),
        )
    if successor(found.id or "", reader) is None:
        raise Refusal(
            _("“{place}” (mã {code}) đã chia cho nhiều xã từ 01/7/2025.").format(place=found.name, code=code),
            _("Ghi mã của xã hiện nay."),
        )
    return found


def sheet_title(plan: ImportPlan, table: FoundTable) -> str:
    """The lines above the first table of a sheet, which speak for the tables below it as well."""
    beside = [each for each in plan.tables if (each.file, each.sheet) == (table.file, table.sheet)]
    first = min(beside, key=lambda each: each.header_rows)
    return "" if first.header_rows == table.header_rows else title_of(first)
