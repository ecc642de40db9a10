"""What stands under a choice and is none of its options, kept in its own words; reads no cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from desktop.declare.fields import Choice, Field, Habit
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.cells import Value
from desktop.excel.columns import read_column
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.half_known import values_of
from desktop.excel.headings import text_of
from desktop.excel.wordings import key_of

_BETWEEN = "; "


def words_kept(declared: Field[Any], written: Sequence[Value]) -> dict[str, list[str | None]]:
    """The field for the words of a choice, with what is no option by position; empty without such a field."""
    if not isinstance(declared, Choice) or not declared.as_written:
        return {}
    unread = read_column(declared, written, Habit())[1]
    words = [text_of(value) if position in unread else None for position, value in enumerate(written)]
    return {declared.as_written: words}


def share_words(table: FoundTable) -> None:
    """Of two columns headed as one choice that which holds its options fills it, the other tells its words.

    `Nhóm nguyên nhân` beside `Nguyên nhân`: each is a name of the choice where it stands alone.
    """
    assert table.record_type is not None
    for name, declared in table.record_type.fields.items():
        if (
            not isinstance(declared, Choice)
            or not declared.as_written
            or table.column_of(declared.as_written)
        ):
            continue
        headings = {key_of(heading) for heading in (declared.label, *declared.headings)}
        alike = [
            column
            for column in table.columns
            if column.field == name or not (column.field or column.is_neutral)
            if key_of(column.heading) in headings
        ]
        if len(alike) == 2 and any(column.field == name for column in alike):
            words, options = sorted(alike, key=lambda column: _options_among(table, column, declared))
            if _options_among(table, options, declared) > _options_among(table, words, declared):
                sure = max(words.sure, options.sure)
                words.field, words.sure = declared.as_written, sure
                options.field, options.sure = name, sure


def _options_among(table: FoundTable, column: FoundColumn, declared: Choice) -> float:
    """What share of the filled cells of a column are options of a choice."""
    written = values_of(table, column)
    return 1 - len(read_column(declared, written, Habit())[1]) / len(written) if written else 0.0


def joined_words(words: Sequence[str | None], others: Sequence[str | None]) -> list[str | None]:
    """The words of one column with those of the column that is headed by them, each said once."""
    both = zip_longest(words, others)
    return [_BETWEEN.join(dict.fromkeys(each for each in pair if each)) or None for pair in both]


def why_kept(record_type: type[Record], name: str) -> str:
    """What is told of a cell whose words are kept in a field beside its own."""
    label = translate(record_type.fields[name].label)
    says = _("Không phải một mục của danh mục: giữ nguyên lời ở “{field}”; nên chọn một mục của danh mục.")
    return says.format(field=label)
