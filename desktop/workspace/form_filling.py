"""Records into a copy of an office's own workbook, by the layout that reads it; saves nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal as Dec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.declare.dates import EARLIEST, first_day
from desktop.declare.fields import (
    MASK,
    Computed,
    Date,
    Decimal,
    Field,
    Integer,
    Money,
    Percent,
    Reference,
    YesNo,
)
from desktop.declare.problems import Refusal
from desktop.declare.reading import Where
from desktop.declare.records import Record
from desktop.declare.text import _, fold_words, group_digits, translate
from desktop.excel.cells import Value
from desktop.excel.filled_rows import Make
from desktop.excel.filling import Form, Share, open_form
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import money_unit
from desktop.excel.own_package import UneditableError
from desktop.excel.row_values import Hides, shows_all
from desktop.shared.exported import FORM
from desktop.workspace.export_notes import note_export, people_in
from desktop.workspace.form_groups import shared_out
from desktop.workspace.import_plan import recognise_files

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

_EXACT = 2**53


@dataclass(frozen=True)
class Filled:
    """What was written: where, how many records, and what somebody should know of it."""

    sheet: str
    rows: int
    first_row: int
    replaced: int
    """How many rows the form held before, whose place ours took."""

    left_out: int
    """How many records did not fit what the form says of all its rows."""

    blank: tuple[str, ...]
    """Headings of columns nothing was written into."""

    typed: tuple[str, ...] = ()
    """Names of groups and totals whose figures stand there as typed, whatever was written."""


def told(filled: Filled, name: str) -> str:
    """What was written, and what somebody should look at, as sentences."""
    says = [
        _("Đã ghi {count} hồ sơ vào {file}, trang “{sheet}”, từ dòng {row}.").format(
            count=group_digits(filled.rows), file=name, sheet=filled.sheet, row=filled.first_row
        )
    ]
    if filled.replaced:
        says.append(_("{count} dòng có sẵn trong mẫu được thay.").format(count=group_digits(filled.replaced)))
    if filled.left_out:
        says.append(
            _("{count} hồ sơ không thuộc mẫu này, để ngoài.").format(count=group_digits(filled.left_out))
        )
    if filled.blank:
        says.append(_("Cột để trống: {headings}.").format(headings=", ".join(filled.blank)))
    if filled.typed:
        warns = _("Số cộng gõ sẵn, không phải công thức, hãy xem lại: {rows}.")
        says.append(warns.format(rows=", ".join(filled.typed)))
    return " ".join(says)


def export_into(
    workspace: Workspace,
    record_type: type[Record],
    form: Path,
    path: Path,
    where: Where = (),
    masked: bool | None = None,
    layout: str | None = None,
) -> Filled:
    """Write records into a copy of a workbook whose headings are understood. Raises `Refusal`.

    They begin in the first row of its table, or each in the group it belongs to; formulas and looks of the
    row go on, what stands below moves down. `masked` is as `export_records` has it.
    """
    _refuse_names(form, path)
    plan = recognise_files(workspace, [form], record_type=record_type, layout=layout)
    table = _table(plan.understood(), form.name, record_type)
    hides = workspace.hiding(record_type, masked) or shows_all
    try:
        with zipfile.ZipFile(form) as package:
            opened = open_form(form, table, package)
            with workspace.reading() as reader:
                found = list(reader.rows(record_type, where))
                records = [record for record in found if _fits(record, table)]
                names = _names(workspace, reader, record_type, records, table)
            bodies = opened.bodies()
            groups = shared_out(records, bodies, table, names)
            shares = [
                Share(body, _makers(opened, table, own, names, hides), len(own))
                for body, own in zip(bodies, groups, strict=True)
                if body.has_room
            ]
            typed = tuple(opened.typed_totals())
            opened.write(path, shares)
    except (UneditableError, zipfile.BadZipFile) as failure:
        raise Refusal(
            _("Không ghi được vào mẫu {file}: {why}.").format(file=form.name, why=failure),
            _("Mở mẫu bằng Excel, để trống các dòng dưới tên cột, lưu dạng .xlsx rồi thử lại."),
        ) from failure
    count = sum(share.count for share in shares)
    people = people_in(record_type, workspace.catalog, workspace.hiding(record_type, masked))
    note_export(workspace, record_type.plural, FORM, lines=count, people=people, path=path)
    blank = tuple(
        column.heading.split(" | ")[-1]
        for column in table.standing()
        if column.column not in shares[0].columns and not column.is_neutral
    )
    held = sum(len(body.held) for body in bodies)
    return Filled(table.sheet, count, bodies[0].first, held, len(found) - count, blank, typed)


def _refuse_names(form: Path, path: Path) -> None:
    if path.exists() and form.exists() and path.samefile(form):
        raise Refusal(
            _("“{name}” chính là tệp mẫu, không ghi đè lên nó.").format(name=path.name), _("Chọn tên khác.")
        )
    if path.suffix.lower() != form.suffix.lower():
        raise Refusal(
            _("Tệp ghi ra phải cùng loại với tệp mẫu: đuôi {suffix}.").format(suffix=form.suffix),
            _("Sửa đuôi của tên tệp."),
        )


def _table(tables: Sequence[FoundTable], name: str, record_type: type[Record]) -> FoundTable:
    if not tables:
        raise Refusal(
            _("Trong {file} không có bảng nào có tên cột của “{title}”.").format(
                file=name, title=translate(record_type.plural)
            ),
            _("Chọn đúng mẫu, hoặc nhập thử mẫu đó một lần để chỉ rõ cột nào là gì."),
        )
    best = max(tables, key=lambda table: (table.cells.state == "visible", len(table.used())))
    if best.apart:
        raise Refusal(
            _("Mỗi dòng của mẫu {file} ghi nhiều hồ sơ, chương trình chưa điền được.").format(file=name),
            _("Dùng Xuất ra Excel rồi chép sang."),
        )
    return best


def _fits(record: Record, table: FoundTable) -> bool:
    """Whether what the form says of all its rows is so of a record."""
    said = table.layout.constants if table.layout else {}
    return all(getattr(record, name, value) in (value, None) for name, value in said.items())


def _names(
    workspace: Workspace, reader: Any, record_type: type[Record], records: Sequence[Record], table: FoundTable
) -> dict[str, str]:
    names: dict[str, str] = {}
    used = {column.field for column in table.used()} | {group.field for group in table.groups} - {""}
    for name in used | {_older(record_type.fields[name], table) for name in used} - {""}:
        declared = record_type.fields[name]
        if isinstance(declared, Reference):
            ids = {getattr(record, name) for record in records} - {None}
            names.update(reader.names(workspace.catalog.target_of(declared), ids))
    return names


def _makers(
    form: Form, table: FoundTable, records: Sequence[Record], names: dict[str, str], hides: Hides
) -> dict[int, Make]:
    """For each column we fill, what stands in it record by record."""
    makers: dict[int, Make] = {}
    assert table.record_type is not None
    for column in table.standing():
        declared = table.record_type.fields.get(column.field or column.works_out)
        if declared is not None and not column.pieces and _has_unit(column, table):
            makers[column.column] = _maker(form, column, declared, records, names, hides)
    return makers


def _has_unit(column: FoundColumn, table: FoundTable) -> bool:
    """Whether the unit of a column is known; one that is worked out has that of its parts."""
    assert table.record_type is not None
    if not column.works_out:
        return True
    fields = table.record_type.fields
    declared = fields[column.works_out]
    if not isinstance(declared, Computed) or not isinstance(declared.kind_of, Money):
        return True
    own = money_unit(column.heading)
    units = {own} if own else {each.unit for each in table.used() if isinstance(fields[each.field], Money)}
    column.unit = next(iter(units)) if len(units) == 1 else 1
    return len(units) == 1


def _maker(
    form: Form,
    column: FoundColumn,
    declared: Field[Any],
    records: Sequence[Record],
    names: dict[str, str],
    hides: Hides,
) -> Make:
    shown = declared.kind_of if isinstance(declared, Computed) else declared
    also = dict(column.also)
    older = _older(declared, form.table)
    is_marked = "danh dau x" in fold_words(column.heading)
    is_change = declared.name in {each.field for each in form.table.used() if each.is_minus}

    def make(number: int, style: int) -> Value:
        record = records[number]
        value: Any = getattr(record, declared.name)
        if value is None or any(getattr(record, name) != wanted for name, wanted in also.items()):
            return None
        if hides(declared):
            return MASK
        if is_change:
            value = -value if column.is_minus else value
            return _figure(shown, value, column.unit, form.shows(style)) if value > 0 else None
        if column.mark is not None:
            return "x" if value == column.mark else None
        if isinstance(shown, Reference):
            before = getattr(record, older) if older else None
            return str(names.get(before or value, value))
        if isinstance(shown, Date):
            return _day(shown, value, column, form.shows(style))
        if isinstance(shown, Money | Integer | Decimal):
            return _figure(shown, value, column.unit, form.shows(style))
        if is_marked and isinstance(shown, YesNo):
            return "x" if value else None
        if column.part:
            family, _space, given = shown.format(value).rpartition(" ")
            return family if column.part == "family" else given
        return shown.format(value)

    return make


def _older(declared: Field[Any], table: FoundTable) -> str:
    """The field of the unit as it was, where the form asks for that: it has the district of before beside."""
    if not isinstance(declared, Reference) or not declared.as_written or table.column_of(declared.as_written):
        return ""
    return declared.as_written if any(table.column_of(hint) for hint in declared.hints) else ""


def _day(field: Date, value: Any, column: FoundColumn, shows: str) -> Value:
    """A day as the column has it: a part of it, the year alone, Excel's own date, or text."""
    if column.part:
        part: int | None = getattr(value, column.part, None)
        return part
    if column.habit.year_alone:
        return first_day(value).year
    is_day = isinstance(value, date) and value >= EARLIEST
    return value if is_day and shows == "date" else field.format(value)


def _figure(field: Field[Any], value: Any, unit: int, shows: str) -> Value:
    """A figure in the unit of the column; as text where the cells hold text, or Excel would round it."""
    if shows == "text" and unit == 1:
        return field.format(value)
    figure = Dec(value) / unit
    if isinstance(field, Percent) and shows == "percent":
        figure /= 100
    if figure == figure.to_integral_value() and abs(figure) < _EXACT:
        return int(figure)
    return float(figure) if len(figure.normalize().as_tuple().digits) <= 15 else field.format(value)
