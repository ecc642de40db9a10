"""What is going to be imported, and what an officer may change in it before; saves nothing."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Computed, Details, Habit, Money, Reference
from desktop.declare.layouts import ExcelLayout
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.cells import SheetCells
from desktop.excel.describing import habit_of, unit_doubt
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import text_of
from desktop.excel.recognise import recognise, take_as
from desktop.excel.said_layouts import to_find_by
from desktop.excel.workbooks import read_workbook
from desktop.shared.imported import ImportBatch
from desktop.shared.office import Office, place_values, read_office
from desktop.shared.places import Place, bare_name, place_of_code, successor
from desktop.shared.remembered import RememberedLayout
from desktop.shared.settled import SettledValue
from desktop.workspace.import_corrections import print_of
from desktop.workspace.import_memory import recall_answers
from desktop.workspace.import_same import SameKey
from desktop.workspace.known_files import mark_of, tell_known_files
from desktop.workspace.layout_memory import Known, read_known, recall, tell_given
from desktop.workspace.references import found_one

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
_NAME = r"\s+((?:\w[\w'’.-]*\s*){1,4})"
_UNIT_NAMED = re.compile(r"\b(xã|phường|thị trấn|đặc khu)" + _NAME, re.IGNORECASE)
_PROVINCE_NAMED = re.compile(r"\b(tỉnh|thành phố)" + _NAME, re.IGNORECASE)


class ImportStopped(Refusal):
    """The officer stopped the import; nothing was saved."""

    def __init__(self) -> None:
        super().__init__(_("Đã dừng nhập; chưa ghi gì vào dữ liệu."))


@dataclass
class ImportPlan:
    """The tables found in the files, with the mapping as it will be used."""

    files: list[Path]
    tables: list[FoundTable]
    constants: dict[str, Any] = dataclasses.field(default_factory=dict)
    """Field → value for rows that say nothing of it, in every table that has the field."""

    place: Place | None = None

    answers: dict[tuple[str, str, str], str] = dataclasses.field(default_factory=dict)
    """Record type, field and writing → what an officer said it means; see `import_settle`."""

    same: dict[SameKey, str] = dataclasses.field(default_factory=dict)
    """Row and stored record → whether they are one (`SAME`, `OTHER`, `LATER`); see `import_same`."""

    prints: dict[Path, str] = dataclasses.field(default_factory=dict)
    """By what each file is known again: whether it still is the one that was read."""

    marks: dict[str, str] = dataclasses.field(default_factory=dict)
    """File → the fingerprint of its content."""

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

    def leave_out(self, table: FoundTable) -> None:
        """Do not import a table."""
        table.record_type, table.reason = None, _("Bỏ qua theo lựa chọn của người nhập.")

    def use(self, table: FoundTable, column: FoundColumn, field: str) -> None:
        """Let a column fill a field, or none (empty)."""
        if table.record_type is None or (field and field not in table.record_type.fields):
            raise Refusal(_("Loại hồ sơ của bảng này không có mục “{field}”.").format(field=field))
        if field and isinstance(table.record_type.fields[field], Computed | Details):
            raise Refusal(_("Mục này do chương trình tự tính hoặc nhập ở bảng riêng."))
        for other in table.columns:
            is_plain = other.mark is None and not other.also and not other.part
            if field and other is not column and other.field == field and is_plain:
                other.field = ""
        fields = table.record_type.fields if table.record_type else {}
        if isinstance(fields.get(column.field), Money) != isinstance(fields.get(field), Money):
            column.unit = 1
        column.field, column.sure = field, 1.0 if field else 0.0
        column.mark, column.also, column.part, column.pieces = None, {}, "", ""
        table.said = True

    def set_type(
        self, table: FoundTable, record_type: type[Record], layout: ExcelLayout | None = None
    ) -> FoundTable:
        """Read a table as another record type; its columns are matched anew. Gives the table back."""
        again = take_as(table, record_type, layout)
        again.said = True
        self.tables[self.tables.index(table)] = again
        return again

    def read_anew(self, table: FoundTable) -> FoundTable:
        """Match the columns of a table as if nothing had been said of them. Gives the table back."""
        assert table.record_type is not None
        again = self.set_type(table, table.record_type, table.layout)
        again.constants = dict(table.constants)
        return again

    def set_unit(self, table: FoundTable, column: FoundColumn, unit: int) -> None:
        """Say what one written unit of a column of money is worth in đồng."""
        column.unit, table.said = unit, True
        table.doubts = [doubt for doubt in table.doubts if doubt != unit_doubt(column)]

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
    """Read the workbooks and say what is in them. Raises `Refusal` for a file that cannot be read.

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
    layouts = [to_find_by(each.layout, workspace.catalog.layouts) for each in said] + layouts
    plan = ImportPlan([Path(path) for path in paths], [])
    for number, path in enumerate(plan.files):
        if progress is not None:
            progress(number, len(plan.files))
        sheets = _read(path, cancelled)
        plan.prints[path] = print_of(path)
        plan.tables += recognise(sheets, types, layouts, path.name)
        plan.marks[path.name] = mark_of(path)
    with workspace.store.reading() as reader:
        if place:
            plan.place = _place(reader, place)
        is_kept = RememberedLayout in workspace.catalog.record_types.values() and chosen is None
        known = [*said, *(read_known(reader, workspace.catalog) if is_kept else ())]
        plan.tables = recall(plan.tables, known, workspace.catalog, reader, types)
        _remember_what_is_known(workspace, plan, reader)
    if progress is not None:
        progress(len(plan.files), len(plan.files))
    return plan


def _remember_what_is_known(workspace: Workspace, plan: ImportPlan, reader: Reader) -> None:
    """Say where the rows of each table belong, what was settled and given before, which file came before."""
    types = set(workspace.catalog.record_types.values())
    office = read_office(reader) if Office in types else None
    for table in plan.understood():
        _place_rows(workspace, reader, table, plan.place, sheet_title(plan, table))
        _let_places_give_way(table)
        _place_at_home(table, office, reader)
        tell_given(table, workspace.catalog, reader)
        if SettledValue in types:
            recall_answers(plan.answers, table, reader)
    if ImportBatch in types:
        tell_known_files(plan.tables, plan.marks, reader)


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


def _let_places_give_way(table: FoundTable) -> None:
    """A place that the title of this table names, or somebody just said, is not the one of the last list."""
    assert table.record_type is not None
    for name in [name for name in table.given if name in table.constants]:
        if isinstance(table.record_type.fields[name], Reference):
            del table.given[name]


def _read(path: Path, cancelled: Cancelled | None) -> list[SheetCells]:
    try:
        return read_workbook(path, cancelled=cancelled)
    except Refusal as refusal:
        if path.name in refusal.message:
            raise
        raise Refusal(f"{path.name}: {refusal.message}", refusal.advice) from refusal


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


def _place_rows(
    workspace: Workspace, reader: Reader, table: FoundTable, place: Place | None, above: str
) -> None:
    """Say where the rows of a table belong that name no place: as asked, else by the title of the table."""
    assert table.record_type is not None
    for name, declared in table.record_type.fields.items():
        if not isinstance(declared, Reference) or not declared.current or table.is_ours:
            continue
        if workspace.catalog.target_of(declared) is not Place:
            continue
        if place is not None and _may_lie_in(declared, place):
            table.constants.setdefault(name, successor(place.id or "", reader))
            if place.valid_to is not None and declared.as_written in table.record_type.fields:
                table.constants.setdefault(declared.as_written, place.id)
        elif not _is_told(table, name) and not _is_told(table, declared.as_written):
            limits = limits_of(place)
            titles = (title_of(table), above)
            named = (_unit_of_title(workspace, reader, title, declared, limits) for title in titles)
            found = next(filter(None, named), None)
            if found:
                table.constants.setdefault(name, found[0])
                _remark_title(table, declared, found[1])
        _set_old_unit(reader, table, declared)


def _place_at_home(table: FoundTable, office: Office | None, reader: Reader) -> None:
    """Where neither the table nor anybody says a place, its rows are of the office's own."""
    assert table.record_type is not None
    for name, place in place_values(office, table.record_type).items():
        as_written = getattr(table.record_type.fields[name], "as_written", "")
        if table.is_ours or name in {**table.constants, **table.given}:
            continue
        if _is_told(table, name) or _is_told(table, as_written):
            continue
        table.constants[name] = place
        says = _("“{field}” không có trong bảng: lấy “{place}”, địa bàn của đơn vị sử dụng.")
        label = translate(table.record_type.fields[name].label)
        table.doubts.append(says.format(field=label, place=reader.names(Place, [place]).get(place, "")))


def _may_lie_in(declared: Reference, place: Place) -> bool:
    """Whether a field may hold a unit itself; a district has been none of the units of today."""
    return place.kind != "district" and declared.only.get("kind") in (None, place.kind)


def limits_of(place: Place | None) -> dict[str, str]:
    """What keeps the search for communes to the province or district that was named."""
    if place is None or place.kind not in ("province", "district"):
        return {}
    within = {"within": place.id or ""}
    return within if place.kind == "province" else {**within, "district": place.name}


def _is_told(table: FoundTable, name: str) -> bool:
    told = bool(table.column_of(name)) or any(name in told for told in table.outline.values())
    return bool(name) and told


def _remark_title(table: FoundTable, declared: Reference, text: str) -> None:
    says = _("“{field}” không có cột riêng: lấy “{place}” theo tiêu đề của bảng.")
    table.doubts.append(says.format(field=translate(declared.label), place=text))


def _unit_of_title(
    workspace: Workspace,
    reader: Reader,
    context: str,
    declared: Reference,
    limits: Mapping[str, str],
) -> tuple[str, str] | None:
    """The one unit that the lines above the table name: `UBND XÃ NA SON`, `UBND TỈNH SƠN LA`."""
    shape = _PROVINCE_NAMED if declared.only.get("kind") == "province" else _UNIT_NAMED
    for text in _units_named(context, shape):
        try:
            found = found_one(declared, text, {"context": context, **limits}, reader, workspace.catalog)
        except ValueError:
            continue
        return found.id, text
    return None


def _set_old_unit(reader: Reader, table: FoundTable, declared: Reference) -> None:
    """The unit of before that a title names, `XÃ KEO LÔM (CŨ)`, where it went into the unit of the rows."""
    assert table.record_type is not None
    old, today = declared.as_written, table.constants.get(declared.name)
    if today is None or _is_told(table, old) or old not in table.record_type.fields:
        return
    for line in title_of(table).splitlines():
        head, is_old, _rest = line.lower().partition("(cũ)")
        for text in list(_units_named(head))[-4:] if is_old else ():
            for place in reader.rows(Place, [Condition("bare", "is", bare_name(text))]):
                if place.id and place.valid_to is not None and successor(place.id, reader) == today:
                    table.constants.setdefault(old, place.id)
                    _remark_title(table, declared, place.name)
                    return


def _units_named(text: str, shape: re.Pattern[str] = _UNIT_NAMED) -> Iterator[str]:
    """Names of units that may stand in a text, each tried from its longest form to its shortest."""
    for line in text.splitlines():
        for kind, words in shape.findall(line):
            names = words.split()
            for count in range(len(names), 0, -1):
                yield f"{kind} {' '.join(names[:count])}"


def title_of(table: FoundTable) -> str:
    """The lines above a table, one each."""
    first = table.header_rows[0] or 1
    rows = table.cells.rows[max(0, first - 13) : first - 1]
    return "\n".join(text_of(value) for row in rows for value in row if isinstance(value, str))
