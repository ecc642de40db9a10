"""What the lines above a heading say of the list below it: its title, its records, an option."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.declare.fields import Choice
from desktop.declare.layouts import ExcelLayout
from desktop.declare.records import Record
from desktop.declare.text import fold_words, tidy
from desktop.excel.cells import SheetCells
from desktop.excel.headings import text_of
from desktop.excel.matching import Vocabulary
from desktop.excel.told_above import first_told, option_within

NEAR = 12
"""Rows above a heading in which a title may stand."""


class LinesAbove:
    """The lines above the headings of one sheet."""

    def __init__(self, file: str, cells: SheetCells) -> None:
        self._file, self._cells = file, cells

    def lines(self, first: int, after: int = 0) -> list[str]:
        """The texts that stand by themselves above a row, up to the next row that is filled as data are."""
        lines: list[str] = []
        for row in range(first - 1, after, -1):
            texts = [text_of(value) for value in self._cells.rows[row - 1] if value is not None]
            if len(texts) > 2:
                break
            lines += texts
        return lines

    def tell(self, layout: ExcelLayout, row: int) -> Iterator[str]:
        """The fields that they tell of every row, as a layout says."""
        lines = list(map(tidy, self._near(row)))
        for name, patterns in layout.told_above.items():
            if first_told(patterns, lines):
                yield name

    def names_list(self, vocabulary: Vocabulary, row: int) -> bool:
        """Whether they say which list it is, by its name or by an option its title tells."""
        words = fold_words(" ".join((self._file, self._cells.name, *self._near(row))))
        if any(fold_words(title) in words for title in vocabulary.titles):
            return True
        fields, layout = vocabulary.record_type.fields, vocabulary.layout
        outlined = (fields.get(name) for name in (layout.outline if layout else ()))
        # What every list of people may be of, their class, names no list; what this one must be of does.
        options = [each for each in outlined if isinstance(each, Choice) and each.required]
        return any(self._names(each, row) for each in options)

    def names_records(self, vocabulary: Vocabulary, row: int) -> bool:
        """Whether they call a list by the very name of its records: `DANH SÁCH HỘ XÃ NA SON`."""
        record_type = vocabulary.record_type
        names = "|".join(
            re.escape(fold_words(name)) for name in (record_type.title, record_type.plural) if " " in name
        )
        return bool(names) and any(
            re.search(rf"\b(?:{names})\b", fold_words(line)) for line in self.lines(row)
        )

    def calls_records(self, vocabulary: Vocabulary, row: int) -> bool:
        """Whether they call a list, which no words of its own part from others, as its records are called,
        or as an option that each of them must have.
        """
        record_type = vocabulary.record_type
        if vocabulary.titles:
            return False
        names = {fold_words(name) for name in (record_type.title, record_type.plural) if " " in name}
        lines = map(fold_words, self.lines(row))
        return any(name in line for line in lines for name in names) or any(
            self.options_named(record_type, row)
        )

    def options_named(self, record_type: type[Record], row: int) -> Iterator[str]:
        """The choices every record must make of which they name an option."""
        for name, each in record_type.fields.items():
            if isinstance(each, Choice) and each.required and each.default is None and self._names(each, row):
                yield name

    def _near(self, row: int) -> list[str]:
        rows = self._cells.rows[: row - 1][-NEAR:]
        return [text_of(value) for line in rows for value in line if value]

    def _names(self, declared: Choice, row: int) -> bool:
        return any(option_within(declared, line) for line in self.lines(row))
