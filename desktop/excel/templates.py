"""An empty workbook for a record type: headings, notes, drop-downs, a sample row; knows no stored record."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from pathlib import Path
from typing import Any

from desktop.declare.fields import (
    Choice,
    Computed,
    Date,
    Decimal,
    Details,
    Field,
    Integer,
    LongText,
    Money,
    NationalId,
    Percent,
    Reference,
    Text,
    YesNo,
)
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.cells import Value
from desktop.excel.dressing import Book, Column, Kind, Mark, Options, Sheet
from desktop.excel.sheets import write_workbook
from desktop.excel.stamps import TEMPLATE, Stamp, headings_of
from desktop.shared.villages import VillageName

Choices = Mapping[str, Options]
"""Field → what may be chosen where that is more than the field says: the names of the records a reference may
lead to, where they are few; of villages those of each commune.
"""

_WIDTHS = {LongText: 36.0, Text: 16.0, NationalId: 15.0, Money: 14.0, Date: 12.0, Reference: 18.0}
"""Letters an empty column has room for, the closest kind first; what stands in it makes it wider."""


def fields_of(record_type: type[Record], *, with_computed: bool) -> dict[str, Field[Any]]:
    """The fields that are columns of a workbook made here, in the order of the form."""
    return {
        name: field
        for name, field in record_type.fields.items()
        if not isinstance(field, Details) and (with_computed or not isinstance(field, Computed))
    }


def dressed_columns(
    record_type: type[Record],
    fields: Mapping[str, Field[Any]],
    book: dict[str, Options],
    choices: Choices,
) -> list[Column]:
    """The columns of the fields, their drop-down lists put into `book`."""
    headings = headings_of(record_type)
    dressed = []
    for name, field in fields.items():
        shown = field.kind_of if isinstance(field, Computed) else field
        options = _options(name, shown, choices)
        within = shown.within if isinstance(options, Mapping) and isinstance(shown, VillageName) else ""
        if options:
            book[name] = options
        heading = headings[name]
        if isinstance(shown, Money):
            heading = f"{heading} ({_('đồng')})"
        elif isinstance(shown, Decimal | Integer) and shown.unit and not isinstance(shown, Percent):
            heading = f"{heading} ({translate(shown.unit)})"
        dressed.append(
            Column(
                heading,
                kind=kind_of(shown),
                width=next((width for kind, width in _WIDTHS.items() if isinstance(shown, kind)), 0.0),
                decimals=shown.decimals if isinstance(shown, Decimal) else 0,
                name=name,
                choices=name if options else "",
                within=within,
                loose=bool(within) or isinstance(shown, Reference),
                note=_note(field, options),
                required=field.required,
                wraps=isinstance(shown, LongText),
                summed=_is_summed(shown),
            )
        )
    return dressed


def kind_of(field: Field[Any]) -> Kind:
    """How the cells of a field are formatted."""
    if isinstance(field, Percent):
        return "percent"
    if isinstance(field, Decimal):
        return "decimal"
    if isinstance(field, Money):
        return "money"
    if isinstance(field, Integer):
        return "count" if field.grouped else "int"
    return "date" if isinstance(field, Date) else "text"


def _is_summed(field: Field[Any]) -> bool:
    """Whether the figures of a field make a total: money, counts and what is measured; no share, no year."""
    if isinstance(field, Decimal):
        return bool(field.unit) and not isinstance(field, Percent)
    return isinstance(field, Money) or (isinstance(field, Integer) and field.grouped)


def _options(name: str, field: Field[Any], choices: Choices) -> Options:
    if isinstance(field, Choice):
        return [translate(label) for label in field.options.values()]
    if isinstance(field, YesNo):
        return [_("Có"), _("Không")]
    return choices.get(name, ())


def _note(field: Field[Any], options: Options) -> str:
    lines = [translate(field.hint)] if field.hint else []
    if isinstance(field, Computed):
        lines.append(_("Chương trình tự tính, không cần ghi."))
    elif field.required:
        lines.append(_("Bắt buộc ghi."))
    example = None if isinstance(field, Computed | Reference) else field.example()
    if example is not None and not _is_said_by_any(field):
        lines.append(_("Ví dụ: {example}").format(example=field.format(example)))
    if isinstance(options, Mapping):
        lines.append(_("Chọn xã trước, danh sách thả xuống là thôn, bản của xã đó."))
    elif options:
        shown = ", ".join(options[:8]) + (" …" if len(options) > 8 else "")
        lines.append(_("Chọn một trong: {options}").format(options=shown))
    return "\n".join(lines)


def _is_said_by_any(field: Field[Any]) -> bool:
    """Whether the example of a field is the word that stands for any text: it would tell nothing."""
    return type(field).example is Text.example


def sample_texts(record_type: type[Record], names: Sequence[str]) -> list[str]:
    """The sample row of a template: the fields' own examples as an officer writes them."""
    example = record_type.example()
    return [
        field.format(getattr(example, name)) if not isinstance(field, Reference) else ""
        for name in names
        for field in [record_type.fields[name]]
    ]


def write_empty(record_type: type[Record], path: Path, choices: Choices) -> None:
    """Write the template of a record type."""
    fields = fields_of(record_type, with_computed=False)
    lists: dict[str, Options] = {}
    columns = dressed_columns(record_type, fields, lists, choices)
    sample = sample_texts(record_type, list(fields))
    sheet = Sheet(
        sheet_name(record_type),
        columns,
        rows=[sample],
        titles=[
            translate(record_type.plural).upper(),
            _("Ghi từ dòng dưới dòng ví dụ; cột có dấu * bắt buộc. Rê chuột vào tên cột để xem hướng dẫn."),
        ],
        marks={(1, column): Mark("sample") for column in range(1, len(columns) + 1)},
        frozen_columns=min(1, len(columns)),
    )
    stamp = Stamp(TEMPLATE, record_type.qualified_name(), sample=tuple(filter(None, sample)))
    write_workbook(path, [sheet], Book(lists, stamp.plain()))


def write_known(
    record_type: type[Record],
    path: Path,
    choices: Choices,
    known: Mapping[str, Sequence[Value]],
    *,
    title: str,
    hidden: Collection[str] = (),
) -> None:
    """Write a template with a row for each thing known already: field → what stands in its locked column."""
    fields = fields_of(record_type, with_computed=False)
    lists: dict[str, Options] = {}
    columns = [
        replace(column, locked=column.name in known, is_hidden=column.name in hidden)
        for column in dressed_columns(record_type, fields, lists, choices)
    ]
    order = [name for name in fields if name in known] + [name for name in fields if name not in known]
    columns.sort(key=lambda column: order.index(column.name))
    sheet = Sheet(
        sheet_name(record_type),
        columns,
        rows=zip(*(known.get(name, repeat(None)) for name in order), strict=False),
        titles=[
            title,
            _("Cột nền xám đã biết, không sửa; ghi các cột còn lại. Dòng không ghi thêm gì thì không nhập."),
        ],
        frozen_columns=1 + max((place for place, name in enumerate(order) if name in record_type.shown_by
                                and name in known), default=0),
        is_fixed=True,
    )  # fmt: skip
    stamp = Stamp(TEMPLATE, record_type.qualified_name(), known=tuple(known))
    write_workbook(path, [sheet], Book(lists, stamp.plain()))


def sheet_name(record_type: type[Record]) -> str:
    """The name of the sheet: letters that Excel takes, at most 31."""
    title = "".join(letter for letter in translate(record_type.plural) if letter not in "[]:*?/\\'")
    return title[:31].strip() or record_type.__name__[:31]
