"""How columns are read, as plain text: written for another office, and checked when it comes back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal as Dec
from pathlib import Path
from typing import Any

from desktop.catalog import Catalog
from desktop.declare.dates import PartialDate
from desktop.declare.fields import Computed, Date, Decimal, Details, Field, Money, Reference
from desktop.declare.layouts import DATES, Column, ExcelLayout
from desktop.declare.problems import Refusal
from desktop.declare.records import Record
from desktop.declare.text import _, translate

FORMAT, VERSION = "ntp-desktop-excel-layout", 1
UNITS = (1, 10**3, 10**6, 10**9, 10**4)
"""What one written unit may be worth: đồng, thousands, millions, billions; a hectare in m²."""

_MOST_BYTES, _MOST_LAYOUTS, _MOST_COLUMNS, _LONGEST = 2_000_000, 100, 500, 1_000
_PARTS = ("", "day", "month", "year")


def write_layouts(path: Path, layouts: Iterable[ExcelLayout]) -> int:
    """Write layouts to a file for another office; how many. No value of a row and no place goes along."""
    plain = [plain_layout(layout) for layout in layouts]
    if not plain:
        raise Refusal(
            _("Không có mẫu bố cục nào để ghi ra tệp."),
            _("Nhập một tệp Excel và chọn cách đọc cột trước."),
        )
    text = json.dumps({"format": FORMAT, "version": VERSION, "layouts": plain}, ensure_ascii=False, indent=1)
    try:
        path.write_text(text + "\n", "utf-8")
    except OSError as failure:
        raise Refusal(
            _("Không ghi được tệp “{file}”.").format(file=path.name),
            _("Đóng tệp nếu đang mở ở nơi khác, kiểm tra quyền của thư mục rồi thử lại."),
        ) from failure
    return len(plain)


def plain_layout(layout: ExcelLayout, *, at_home: bool = False) -> dict[str, Any]:
    """A layout as JSON holds it; only `at_home` with the records that its constants lead to."""
    fields = layout.record.fields
    return {
        "name": layout.name,
        "title": layout.title,
        "type": layout.record.qualified_name(),
        "base": layout.base,
        "columns": [
            _plain_column(column, heading) for column in layout.columns for heading in column.headings
        ],
        "constants": {
            name: _plain(value)
            for name, value in layout.constants.items()
            if at_home or not isinstance(fields[name], Reference)
        },
    }


def _plain_column(column: Column, heading: str) -> dict[str, Any]:
    told: dict[str, Any] = {"heading": heading, "field": column.field}
    more = {
        "mark": _plain(column.mark),
        "also": {name: _plain(value) for name, value in column.also.items()},
        "part": column.part,
        "unit": column.unit,
        "dates": column.dates,
    }
    return told | {name: value for name, value in more.items() if value or value is False}


def _plain(value: Any) -> Any:
    if isinstance(value, date | PartialDate):
        return value.isoformat()
    if isinstance(value, Dec):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def read_layouts(path: Path, catalog: Catalog) -> list[ExcelLayout]:
    """The layouts of a file that another office, or this one, wrote. Raises `Refusal` with a sentence."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _wrong(path.name, _("tệp quá lớn"))
        told = json.loads(path.read_text("utf-8-sig"))
    except OSError as failure:
        raise Refusal(_("Không đọc được tệp {file}.").format(file=path.name)) from failure
    except (ValueError, RecursionError) as failure:
        raise _wrong(path.name, _("không phải là tệp JSON đúng")) from failure
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _wrong(path.name, _("không phải là tệp mẫu bố cục của chương trình này"))
    version = told.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _wrong(path.name, _("không ghi phiên bản"))
    if version > VERSION:
        raise Refusal(
            _("Tệp {file} do phiên bản mới hơn của chương trình ghi ra.").format(file=path.name),
            _("Cài phiên bản mới rồi dùng lại, hoặc xin nơi gửi ghi bằng phiên bản này."),
        )
    each = told.get("layouts")
    if not isinstance(each, list) or not 0 < len(each) <= _MOST_LAYOUTS:
        raise _wrong(path.name, _("không có mẫu nào, hoặc có quá nhiều mẫu"))
    return [read_layout(one, catalog, path.name) for one in each]


def read_layout(told: Any, catalog: Catalog, file: str, *, at_home: bool = False) -> ExcelLayout:
    """One layout of plain values. Raises `Refusal` with a sentence that names the file and the fault.

    What leads to a record holds in the database it was said in alone: only `at_home` it is taken over.
    """
    reading = _Reading(file)
    plain = reading.mapping(told, _("một mẫu"))
    type_named, base = reading.text(plain, "type"), reading.text(plain, "base")
    record_type = catalog.record_types.get(type_named)
    if record_type is None:
        raise Refusal(
            _("Tệp {file} là mẫu của loại hồ sơ “{type}”, chưa có ở đây.").format(file=file, type=type_named),
            _("Cài thành phần có loại hồ sơ đó rồi thử lại."),
        )
    if base and (base not in catalog.layouts or catalog.layouts[base].record is not record_type):
        raise Refusal(
            _("Tệp {file} dựa trên mẫu bảng “{base}”, chưa có ở đây.").format(file=file, base=base),
            _("Cài thành phần có mẫu bảng đó rồi thử lại."),
        )
    listed = plain.get("columns")
    if not isinstance(listed, list) or not 0 < len(listed) <= _MOST_COLUMNS:
        raise _wrong(file, _("mẫu không có cột nào, hoặc có quá nhiều cột"))
    columns = [reading.column(one, record_type) for one in listed]
    reading.tell_apart(columns, record_type)
    constants = {
        name: value
        for name, value in reading.values(plain.get("constants") or {}, record_type).items()
        if at_home or not isinstance(record_type.fields[name], Reference)
    }
    title = reading.text(plain, "title") or translate(record_type.plural)
    return ExcelLayout(
        reading.text(plain, "name") or type_named, title, record_type, columns, constants=constants, base=base
    )


class _Reading:
    """Plain values of one file being checked."""

    def __init__(self, file: str) -> None:
        self.file = file

    def mapping(self, told: Any, what: str) -> Mapping[str, Any]:
        """What must be a mapping of names."""
        if not isinstance(told, dict):
            raise _wrong(self.file, _("{what} phải gồm các cặp tên và giá trị").format(what=what))
        return told

    def text(self, plain: Mapping[str, Any], name: str) -> str:
        """A text; empty where there is none."""
        found = plain.get(name) or ""
        if not isinstance(found, str) or len(found) > _LONGEST:
            raise _wrong(self.file, _("mục “{name}” phải là một dòng chữ").format(name=name))
        return found

    def column(self, told: Any, record_type: type[Record]) -> Column:
        """One column, each of its parts checked against the field it fills."""
        plain = self.mapping(told, _("một cột"))
        heading, name = self.text(plain, "heading"), self.text(plain, "field")
        if not heading.strip():
            raise _wrong(self.file, _("có cột không ghi tiêu đề"))
        if not name:
            return Column([heading], "")
        field = self.field(name, record_type)
        unit, dates, part = plain.get("unit") or 0, self.text(plain, "dates"), self.text(plain, "part")
        fits = unit == 0 or (isinstance(field, Money | Decimal) and unit in UNITS)
        if isinstance(unit, bool) or not fits:
            raise self._column_fault(heading, _("đơn vị phải là 1, 1000, 1000000 hoặc 1000000000"))
        if dates not in DATES or part not in _PARTS or ((dates or part) and not isinstance(field, Date)):
            raise self._column_fault(heading, _("cách ghi ngày không đúng"))
        mark = plain.get("mark")
        return Column(
            [heading],
            name,
            None if mark is None else self.value(field, mark),
            part,
            self.values(plain.get("also") or {}, record_type),
            unit=int(unit),
            dates=dates,
        )

    def field(self, name: str, record_type: type[Record]) -> Field[Any]:
        """A field that a column may fill."""
        declared = record_type.fields.get(name)
        if declared is None or isinstance(declared, Computed | Details):
            title = translate(record_type.title)
            says = _("“{title}” không có mục “{name}” để nhập").format(title=title, name=name)
            raise _wrong(self.file, says)
        return declared

    def values(self, told: Any, record_type: type[Record]) -> dict[str, Any]:
        """Values by field, each read by its field."""
        plain = self.mapping(told, _("các giá trị"))
        return {name: self.value(self.field(name, record_type), value) for name, value in plain.items()}

    def value(self, field: Field[Any], told: Any) -> Any:
        """A value as the field reads it."""
        label = translate(field.label)
        if not isinstance(told, str | int | float | bool):
            raise _wrong(self.file, _("giá trị của “{label}” không đọc được").format(label=label))
        if isinstance(field, Reference):
            return told
        try:
            value = field.parse(told)
            faults = [] if value is None else list(field.check(value))
        except ValueError as failure:
            raise _wrong(self.file, f"{label}: {failure}") from failure
        if faults:
            raise _wrong(self.file, f"{label}: {faults[0].message}")
        return value

    def tell_apart(self, columns: Sequence[Column], record_type: type[Record]) -> None:
        """Two columns may share a field only where each fills it in another way."""
        seen: set[str] = set()
        for column in columns:
            if not column.field or column.mark is not None or column.also or column.part:
                continue
            if column.field in seen:
                label = translate(record_type.fields[column.field].label)
                raise _wrong(self.file, _("hai cột cùng ghi vào mục “{label}”").format(label=label))
            seen.add(column.field)

    def _column_fault(self, heading: str, why: str) -> Refusal:
        return _wrong(self.file, _("cột “{heading}”: {why}").format(heading=heading[:60], why=why))


def _wrong(file: str, why: str) -> Refusal:
    return Refusal(
        _("Không dùng được tệp mẫu bố cục {file}: {why}.").format(file=file, why=why.rstrip(".")),
        _("Xin nơi gửi ghi lại tệp bằng chương trình này."),
    )
