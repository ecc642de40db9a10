"""Whether a list that no title names tells records of several kinds, one in each row; takes none of them."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.declare.records import Record
from desktop.declare.text import _, fold_words
from desktop.excel.found import FoundTable
from desktop.excel.half_known import FEW, values_of
from desktop.excel.matching import Vocabulary

_LONGEST, _NAMED = 60, 3
"""What names a content is no longer; so many of those that stand in a column are told."""


def left_as_mixed(table: FoundTable, vocabularies: Sequence[Vocabulary]) -> bool:
    """Leave a table to somebody where one of its columns says by turns what different lists are called."""
    words = {title: each.record_type for each in vocabularies for title in map(fold_words, each.titles)}
    for column in table.standing():
        texts = [value for value in values_of(table, column) if isinstance(value, str)]
        said: dict[type[Record], str] = {}
        for text in dict.fromkeys(text for text in texts if len(text) <= _LONGEST):
            meant = {of for title, of in words.items() if title in fold_words(text)}
            if len(meant) == 1:
                said.setdefault(meant.pop(), text)
        if len(said) > 1 and len(texts) >= FEW:
            table.reason = _(
                "Cột {column} ghi nhiều nội dung khác nhau (“{some}”): tách mỗi nội dung thành một danh "
                "sách, hoặc chọn loại hồ sơ."
            ).format(column=column.letters, some="”, “".join(list(said.values())[:_NAMED]))
            table.record_type, table.layout, table.sure = None, None, 0.0
            return True
    return False
