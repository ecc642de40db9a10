"""Columns whose heading says nothing sure: what the values below it tell of them; finds no table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

from desktop.declare.fields import (
    Choice,
    Date,
    Decimal,
    Field,
    Integer,
    Money,
    NationalId,
    Reference,
    Text,
    YesNo,
)
from desktop.declare.text import _, fold_words, translate
from desktop.excel.addresses import take_address
from desktop.excel.cells import Value
from desktop.excel.columns import NAME_PARTS
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.half_known import (
    FEW,
    MOST,
    SURE,
    are_days,
    could_be,
    could_name,
    filled_without_heading,
    half_says,
    is_birth,
    is_no_amount,
    names_rows,
    says_nothing,
    values_of,
)
from desktop.excel.headings import OF_ANOTHER, text_of
from desktop.excel.kept_words import share_words
from desktop.excel.unread_words import tell_unread

_NAMED = 4
"""So many fields that a column may be of are named."""

_NUMBER = re.compile(r"0\d\d[0-3]\d{5}(?!000)\d{3}")
"""What is surely a personal number: province, sex and century; no telephone (84…), no round amount."""

_WORD = re.compile(r"[^\W\d_]{2,}")

_VAGUE = 0.9
"""A heading this much like a field, and no more, is believed as long as its values are not against it."""


def judge_by_values(table: FoundTable, headed: Sequence[int]) -> None:
    """Take a column for a field that needs one where its values say so; leave one whose values deny it."""
    assert table.record_type is not None
    fields = table.record_type.fields
    share_words(table)
    for column in table.used():
        # Numbers that Excel has destroyed are faults at their cells: they do not deny their column.
        if _is_denied(table, column, fields[column.field]):
            says = _("Cột {column} “{heading}” không dùng cho “{field}”: các giá trị bên dưới không phải.")
            _tell(table, column, says, fields[column.field])
            column.field, column.sure = "", 0.0
    unsure = tell_unread(table)
    table.columns += filled_without_heading(table, headed)
    for column in [each for each in table.columns if is_open(each) and each.column not in unsure]:
        taken = take_address(table, column, untold(table))
        if taken:
            _tell(table, column, _by_values(), *taken)
    table.columns.sort(key=lambda column: column.column)
    open_columns = [each for each in table.columns if is_open(each) and each.column not in unsure]
    fitting = {column.column: _fitting(table, column) for column in open_columns}
    for column in open_columns:
        names = fitting[column.column]
        if len(names) == 1 and sum(names[0] in each for each in fitting.values()) == 1:
            take_by_values(table, column, fields[names[0]])
        elif names:
            name_fitting(table, column, [fields[name] for name in names])
        elif not column.heading:
            _tell(table, column, _without_heading())
    if not any(fitting.values()):
        for name in _names_untold(table):
            says = _("Không thấy cột “{field}”: chọn mục này cho một cột trước khi ghi.")
            table.doubt(says.format(field=translate(fields[name].label)), field=name)


def ask_untold_choices(table: FoundTable) -> None:
    """Say which choices, and what else a title tells, every row needs and nothing tells."""
    titled = set(table.layout.told_above if table.layout else ())
    for name, each in untold(table).items():
        is_asked = isinstance(each, Choice) or (name in titled and not isinstance(each, Reference))
        if is_asked and each.required and each.default is None:
            says = _("Không thấy “{field}” trong bảng: chọn giá trị cho mọi dòng trước khi ghi.")
            table.doubt(says.format(field=translate(each.label)), field=each.name)
        elif isinstance(each, Choice) and each.as_written:
            says = _("Không thấy “{field}” trong bảng: nên chọn giá trị cho mọi dòng.")
            table.doubt(says.format(field=translate(each.label)), field=each.name)


def take_by_values(table: FoundTable, column: FoundColumn, declared: Field[Any]) -> None:
    """Take a column for the one field its values fit, and say so."""
    column.field, column.sure = declared.name, SURE
    unknown = _without_heading().format(column=column.letters)
    table.raised = [doubt for doubt in table.raised if doubt.says != unknown]
    _tell(table, column, _by_values(), declared)


def name_fitting(table: FoundTable, column: FoundColumn, meant: Sequence[Field[Any]]) -> None:
    """Say what a column may be where more than one column, or field, fits: somebody has to choose."""
    says = _("Cột {column} “{heading}” có thể là “{field}”: chọn mục cho cột này trước khi ghi.")
    _tell(table, column, says, *meant[:_NAMED])


def _by_values() -> str:
    return _("Cột {column} “{heading}” lấy cho “{field}” theo các giá trị bên dưới: hãy xem lại.")


def _without_heading() -> str:
    return _("Cột {column} không có tiêu đề: chọn mục cho cột này nếu cần.")


def _fitting(table: FoundTable, column: FoundColumn) -> list[str]:
    """The fields a column may be of: those its heading half says, or else those that need a column."""
    values = values_of(table, column)
    open_fields = untold(table)
    said = [
        name
        for name, field in open_fields.items()
        if half_says(column, field) and could_be(field, values, True)
    ]
    wanted = (name for name, field in open_fields.items() if _is_wanted(table, column, field, open_fields))
    fitting = said or [name for name in wanted if _fits(open_fields[name], values)]
    return fitting or _named(table, column) or _chosen(table, open_fields, values)


def _chosen(table: FoundTable, untold: Mapping[str, Field[Any]], values: Sequence[Value]) -> list[str]:
    """The choices that no row needs and whose options stand here, where no other field has the same.

    One option alone says little: a column of nothing but `Phụ nữ` may be that of the union as well.
    """
    assert table.record_type is not None
    choices = [each for each in table.record_type.fields.values() if isinstance(each, Choice)]
    return [
        name
        for name, declared in untold.items()
        if isinstance(declared, Choice)
        and not declared.required
        and sum(set(each.options) == set(declared.options) for each in choices) == 1
        and _fits(declared, values)
        and len(set(_read(declared, values))) > 1
    ]


def _named(table: FoundTable, column: FoundColumn) -> list[str]:
    """The field that names the rows, where nothing tells it and the column holds words as names are."""
    names = _names_untold(table)
    is_fitting = len(names) == 1 and could_name(values_of(table, column), len(table.data_rows))
    return names if is_fitting else []


def _names_untold(table: FoundTable) -> list[str]:
    """The fields that name the rows where nothing tells them, in tables known by their other columns."""
    assert table.record_type is not None
    return [name for name in untold(table) if names_rows(table.record_type, name)]


def see_births_under_options(table: FoundTable) -> None:
    """Where days of birth stand under `Nam` and `Nữ` in place of marks, each column tells both."""
    assert table.record_type is not None
    fields = table.record_type.fields
    born = next((name for name, field in fields.items() if is_birth(field)), "")
    marked = [
        column for column in table.columns if isinstance(fields.get(column.field), Choice) and column.mark
    ]
    days = [column for column in marked if born and _holds_births(table, column, fields[born])]
    if len(days) < 2 or table.column_of(born) or len({column.field for column in days}) > 1:
        return
    for column in days:
        column.also, column.field, column.mark = {column.field: column.mark}, born, None


def leave_names_whole(table: FoundTable) -> None:
    """Where what stands beside a name under the same heading is no words, it is no part of the name."""
    for first, second in pairwise(table.columns):
        if (first.part, second.part) == NAME_PARTS and not _holds_words(table, second):
            first.part = second.part = second.field = ""
            second.sure = 0.0


def _holds_words(table: FoundTable, column: FoundColumn) -> bool:
    texts = [text_of(value) for value in values_of(table, column)]
    words = [text for text in texts if any(map(str.isalpha, text)) and not any(map(str.isdigit, text))]
    return not texts or len(words) > len(texts) / 2


def _holds_births(table: FoundTable, column: FoundColumn, declared: Field[Any]) -> bool:
    values = values_of(table, column)
    # A cell nobody can read is a fault of its own: the years around it are no marks for that.
    return len(_read(declared, values)) > len(values) / 2 and not any(map(_is_mark, values))


def _is_mark(value: Value) -> bool:
    return len(text_of(value)) < len("1970")


def _is_denied(table: FoundTable, column: FoundColumn, declared: Field[Any]) -> bool:
    """Whether the values are nothing the field could hold: other options, days for a figure, sentences."""
    if column.pieces or column.mark is not None:
        return False
    values = values_of(table, column)
    if isinstance(declared, Integer | Decimal | Money | NationalId) and are_days(values):
        return True
    if isinstance(declared, Choice | YesNo) and _are_other_figures(declared, values):
        return True
    if isinstance(declared, Date | Integer | Decimal | Money | NationalId) and _are_marks(values):
        return True
    if isinstance(declared, Text) and declared.person and _are_no_names(table, values):
        return True
    if column.sure >= _VAGUE:
        return False
    if isinstance(declared, Integer) and not declared.grouped and _are_amounts_for_a_year(declared, values):
        return True
    if isinstance(declared, Choice):
        return len(values) >= FEW and len(_parsed(declared, values)) <= (1 - MOST) * len(values)
    if isinstance(declared, Reference):
        return _are_figures(values)
    if isinstance(declared, Text) and (_are_figures(values) or _are_marks(values)):
        return True
    if not isinstance(declared, Date | Integer | Decimal | Money | NationalId):
        return _are_other_places(table, declared, values)
    if isinstance(declared, Money) and is_no_amount(column, values):
        return True
    if not values or _read(declared, values):
        return False
    return all(len(_WORD.findall(text_of(value))) >= FEW for value in values)


def _are_amounts_for_a_year(declared: Integer, values: Sequence[Value]) -> bool:
    """Whether figures stand where a year is asked for, and none of them is one."""
    return any(isinstance(value, int | float) for value in values) and not _read(declared, values)


def _are_marks(values: Sequence[Value]) -> bool:
    """Whether nothing but `x` or `có` stands here: of a day or an amount that says only that there is one."""
    words = [value for value in values if isinstance(value, str) and not value.strip().isdigit()]
    return 1 < len(words) == len(values) == len(_parsed(YesNo(""), words))


def _are_other_figures(declared: Choice | YesNo, values: Sequence[Value]) -> bool:
    """Whether figures alone stand where words or marks should, none of them the code of one."""
    return _are_figures(values) and not _parsed(declared, values)


def _are_figures(values: Sequence[Value]) -> bool:
    return len(values) >= FEW and all(isinstance(value, int | float) for value in values)


def _are_no_names(table: FoundTable, values: Sequence[Value]) -> bool:
    """Whether figures stand under a heading of names, or the options of a field that nothing tells."""
    return _are_figures(values) or any(
        isinstance(each, Choice) and _fits(each, values) for each in untold(table).values()
    )


def _are_other_places(table: FoundTable, declared: Field[Any], values: Sequence[Value]) -> bool:
    """Whether what stands under a heading of words are the units that a field of their own still needs."""
    if not isinstance(declared, Text) or could_be(declared, values, False):
        return False
    units = (each for each in untold(table).values() if isinstance(each, Reference) and each.required)
    return any(could_be(each, values, False) for each in units)


def _tell(table: FoundTable, column: FoundColumn, says: str, *meant: Field[Any]) -> None:
    labels = "”, “".join(translate(field.label) for field in meant)
    heading = column.heading or _("không có tiêu đề")
    table.doubt(says.format(column=column.letters, heading=heading, field=labels), column.column)


def is_open(column: FoundColumn) -> bool:
    """Whether nothing is known of a column, and its heading names no other person."""
    words = set(fold_words(column.heading).split())
    return not column.field and not column.is_neutral and not words & OF_ANOTHER


def untold(table: FoundTable) -> dict[str, Field[Any]]:
    """The fields that nothing tells: no column, no group, no line above, no layout."""
    assert table.record_type is not None
    told = {name for each in table.outline.values() for name in each} | set(table.constants)
    told |= {name for column in table.columns for name in (column.field, *column.also, *column.apart)}
    told |= set(table.layout.constants if table.layout else ())
    return {name: field for name, field in table.record_type.fields.items() if name not in told}


def _is_wanted(
    table: FoundTable, column: FoundColumn, declared: Field[Any], untold: Mapping[str, Field[Any]]
) -> bool:
    """Whether a field needs a column, and could be known by its values."""
    assert table.record_type is not None
    if isinstance(declared, NationalId):
        return True
    if isinstance(declared, Date | Money) and not declared.required:
        alike = sum(isinstance(each, type(declared)) for each in untold.values())
        is_only_one = alike == 1 and says_nothing(column, declared)
        return is_birth(declared) or is_only_one
    if isinstance(declared, Reference | Text):
        return declared.required or declared.name in table.record_type.key
    return declared.required and isinstance(declared, Choice | Date | Money)


def _fits(declared: Field[Any], values: Sequence[Value]) -> bool:
    """Whether the values of a column can be nothing else; each person has another number."""
    if not isinstance(declared, Choice | NationalId):
        return could_be(declared, values, False)
    read = _read(declared, values)
    if isinstance(declared, NationalId):
        read = list({each for each in read if _NUMBER.fullmatch(each)})
    return len(values) >= FEW and len(read) >= MOST * len(values)


def _read(declared: Field[Any], values: Iterable[Value]) -> list[Any]:
    """What a field reads of some values; a figure is not taken for the code of an option."""
    if isinstance(declared, Choice):
        values = [value for value in values if any(map(str.isalpha, text_of(value)))]
    return _parsed(declared, values)


def _parsed(declared: Field[Any], values: Iterable[Value]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        with suppress(ValueError):
            read = declared.parse(value)
            if read is not None and not any(declared.check(read)):
                found.append(read)
    return found
