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
from desktop.excel.headings import text_of

_BETWEEN = "; "


def words_kept(declared: Field[Any], written: Sequence[Value]) -> dict[str, list[str | None]]:
    """The field for the words of a choice, with what is no option by position; empty without such a field."""
    if not isinstance(declared, Choice) or not declared.as_written:
        return {}
    unread = read_column(declared, written, Habit())[1]
    words = [text_of(value) if position in unread else None for position, value in enumerate(written)]
    return {declared.as_written: words}


def joined_words(words: Sequence[str | None], others: Sequence[str | None]) -> list[str | None]:
    """The words of one column with those of the column that is headed by them, each said once."""
    both = zip_longest(words, others)
    return [_BETWEEN.join(dict.fromkeys(each for each in pair if each)) or None for pair in both]


def why_kept(record_type: type[Record], name: str) -> str:
    """What is told of a cell whose words are kept in a field beside its own."""
    label = translate(record_type.fields[name].label)
    says = _("Không phải một mục của danh mục: giữ nguyên lời ở “{field}”; nên chọn một mục của danh mục.")
    return says.format(field=label)
