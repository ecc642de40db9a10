"""Columns that are left because their headings say too much or too little, and what is told of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.declare.text import _, translate
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.word_by_word import WordReader, is_share


def tell_unread(table: FoundTable) -> frozenset[int]:
    """Doubt the columns that two fields, or a field another column fills, may be meant by; answers which."""
    if table.record_type is None or table.layout is None or table.layout.by_words is None:
        return frozenset()
    reader = WordReader(table.record_type, table.layout.by_words)
    unsure = set()
    for column in table.columns:
        parts = tuple(column.heading.split(" | "))
        if column.adds_up and not reader.meant(parts)[2] and not _adds_up(table, column):
            column.adds_up, column.parts, column.is_neutral = "", (), False
            _doubt(table, column)
        elif _is_share_alone(table, column):
            says = _("Cột {column} “{heading}” chỉ ghi tỷ lệ: không tính ngược ra số tiền.")
            table.doubt(says.format(column=column.letters, heading=column.heading), column.column)
        elif column.field or column.is_neutral or not column.heading:
            continue
        elif reader.refuses(parts):
            # A rate is worked out by the program: nothing is missed without it.
            if not any(map(is_share, parts)):
                _doubt(table, column)
        elif not _doubt_as_taken(table, column, *reader.meant(parts)[:2]):
            continue
        unsure.add(column.column)
    return frozenset(unsure)


def _is_share_alone(table: FoundTable, column: FoundColumn) -> bool:
    """Whether a column tells the share of a figure that no column tells."""
    shares = table.layout.by_words.shares if table.layout and table.layout.by_words else {}
    names = {name for name, share in shares.items() if share == column.works_out}
    return bool(names) and not any(each.field in names for each in table.used())


def _adds_up(table: FoundTable, column: FoundColumn) -> bool:
    """Whether the figures of a column are the sums of its parts in most rows."""
    rows = []
    for row in table.data_rows if column.parts else ():
        figures = [table.cells.value(row, place) for place in (column.column, *column.parts)]
        plain = [each if isinstance(each, int | float) else 0 for each in figures]
        if plain[0]:
            rows.append(abs(plain[0] - sum(plain[1:])) < len(plain))
    return sum(rows) > len(rows) / 2


def _doubt(table: FoundTable, column: FoundColumn) -> None:
    says = _("Cột {column} “{heading}” chưa rõ là mục nào nên không dùng: chọn mục cho cột này nếu cần.")
    table.doubt(says.format(column=column.letters, heading=column.heading), column.column)


def _doubt_as_taken(table: FoundTable, column: FoundColumn, name: str, apart: Mapping[str, Any]) -> bool:
    """Doubt a column whose heading names what another one has been taken for; answers whether it does."""
    taken = [each for each in table.used() if each.field == name]
    if not taken or table.record_type is None:
        return False
    same = next((each for each in taken if each.apart == apart), taken[0])
    says = _("Cột {column} “{heading}” cũng là “{field}” như cột {other} nên không dùng: hãy xem lại.")
    shown = {"column": column.letters, "heading": column.heading, "other": same.letters}
    shown["field"] = translate(table.record_type.fields[name].label)
    table.doubt(says.format(**shown), column.column)
    return True
