"""Turns the rows of a recognised table into records, each value with its cell; saves nothing."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from desktop.declare.fields import Computed, Date, Details, Field, Habit, Reference, Text, YesNo
from desktop.declare.problems import Grade, Problem
from desktop.declare.text import _, fold, spelling, tidy, translate
from desktop.excel import columns as cells_of
from desktop.excel.above import NOTHING, columns_of, filled_down
from desktop.excel.cells import Value
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import text_of
from desktop.excel.kept_words import joined_words, why_kept, words_kept
from desktop.excel.parsed import ParsedTable, naming_column, records_of

LookUp = Callable[[Reference, str, Mapping[str, str]], tuple[str, str]]
"""Finds the id a written reference means, and the id of the unit as written where that is another one."""

Kept = Callable[[str, str, str], str | None]
"""For our own exports: `kept(record id, field, text)` is the stored reference where the text shows it."""


def parse(table: FoundTable, look_up: LookUp, context: str = "", kept: Kept | None = None) -> ParsedTable:
    """The records of a table. `context` is text around it (title, file) that helps to find places."""
    return _Parsing(table, look_up, context, kept).parse()


class _Parsing:
    """One table being read, field by field."""

    def __init__(self, table: FoundTable, look_up: LookUp, context: str, kept: Kept | None) -> None:
        assert table.record_type is not None
        self.kept = kept if table.id_column else None
        self.table, self.record_type = table, table.record_type
        self.look_up, self.context = look_up, context
        self.out = ParsedTable(table, list(table.data_rows))
        self.cells = table.cells
        self.raw = columns_of(table, self.out.rows)
        self.beside = columns_of(dataclasses.replace(table, instead={}), table.beside) if table.beside else {}
        self.values: dict[str, list[Any]] = {}
        self.count = len(self.out.rows)
        self.words: dict[str, list[str | None]] = {}

    def parse(self) -> ParsedTable:
        by_field: dict[str, list[FoundColumn]] = {}
        for column in self.table.used():
            by_field.setdefault(column.field, []).append(column)
        references: list[Reference] = []
        for name, declared in self.record_type.fields.items():
            if isinstance(declared, Computed | Details):
                continue
            columns = by_field.get(name, [])
            if isinstance(declared, Reference):
                self.out.typed[name] = self._written(name, columns)
                references.append(declared)
            elif columns or any(name in told for told in self.table.outline.values()):
                self._read(name, declared, columns)
        for declared in references:
            self._refer(declared)
        for declared in references:
            if self.table.outline and self.table.column_of(declared.name):
                self._compare_with_groups(declared, self.table.column_of(declared.name))
        self._fill_constants()
        for name, words in self.words.items():
            self.values[name] = joined_words(words, self.values.get(name, ()))
        self._look_at_cells()
        self.out.records = records_of(self.record_type, self.values, self.count)
        self.out.ids = self._ids()
        return self.out

    def _written(self, name: str, columns: Sequence[FoundColumn]) -> list[Value]:
        """What was written for a field, the group rows above speaking for empty cells."""
        values: list[Value] = self._cells(columns[0]) if columns else [None] * self.count
        if columns:
            values = filled_down(self.table, columns[0], values)
        if self.table.outline:
            for position, row in enumerate(self.out.rows):
                if values[position] is None or not str(values[position]).strip():
                    values[position] = self.table.outline.get(row, {}).get(name)
        return values

    def _cells(self, column: FoundColumn) -> list[Value]:
        """The cells of a column; of cells that tell several fields, what they tell of this one."""
        values = list(self.raw[column.column])
        if not column.pieces:
            return values
        asked = re.compile(column.pieces, re.IGNORECASE)
        is_first = next(iter(asked.groupindex)) == column.field
        fits = [asked.fullmatch(tidy(text_of(value))) for value in values]
        return [
            found[column.field] if found else value if is_first else None
            for found, value in zip(fits, values, strict=True)
        ]

    def _compare_with_groups(self, declared: Reference, column: int) -> None:
        """Where a row names another unit than the group it stands in, one of the two is wrong."""
        name = declared.name
        values = self.values.get(name, [])
        by_group: dict[str, Counter[Any]] = {}
        for row, value in zip(self.out.rows, values, strict=True):
            group = self.table.outline.get(row, {}).get(name)
            if group and value is not None:
                by_group.setdefault(group, Counter())[value] += 1
        for position, (row, value) in enumerate(zip(self.out.rows, values, strict=True)):
            group = self.table.outline.get(row, {}).get(name)
            if not group or value is None:
                continue
            usual, count = by_group[group].most_common(1)[0]
            if value != usual and count > 0.6 * by_group[group].total():
                says = _("Ghi “{written}” nhưng đứng trong nhóm “{group}”: kiểm tra lại đơn vị.").format(
                    written=self.out.typed[name][position], group=group
                )
                self.out.add(position, self._problem(declared, says, Grade.WARN), column)

    def _read(self, name: str, declared: Field[Any], columns: Sequence[FoundColumn]) -> None:
        if any(column.part in cells_of.NAME_PARTS for column in columns):
            parts = [self.raw[column.column] for column in columns if column.part]
            self.values[name] = self._parse(name, declared, columns[0], cells_of.join_names(parts))
        elif any(column.part for column in columns):
            self._read_dates(name, declared, columns)
        elif any(column.mark is not None for column in columns):
            self._read_marked(name, columns)
        elif any(column.is_minus for column in columns):
            self._read_changes(name, declared, columns)
        elif any(column.also for column in columns):
            self._read_split(name, declared, columns)
        else:
            column = columns[0] if columns else None
            values = self._written(name, columns)
            self.values[name] = self._parse(name, declared, column, values)
            if isinstance(declared, YesNo) and column and not self.table.is_ours:
                read = self.values[name]
                self.out.unmarked[name] = {place for place, value in enumerate(read) if value is None}
                self.values[name] = [value or False for value in read]

    def _parse(
        self, name: str, declared: Field[Any], column: FoundColumn | None, values: list[Value]
    ) -> list[Any]:
        number, unit = (column.column, column.unit) if column else (0, 1)
        kept = words_kept(declared, values)
        self.words |= kept
        values = cells_of.as_answered(self.table.answers.get(name, {}), values)
        habit = dataclasses.replace(column.habit if column else Habit(), unit=unit)
        if not habit.decimal_mark:
            typed = self._typed(number, values)
            mark = cells_of.decimal_mark(declared, typed, unit)
            mark = mark or cells_of.mark_beside(declared, typed, lambda: self._common_mark)
            habit = dataclasses.replace(habit, decimal_mark=mark)
        cells_of.as_shown(self.cells, declared, number, self.out.rows, values)
        if isinstance(declared, Text) and declared.person and not self.table.is_ours:
            values = cells_of.plain_names(values)
        read, unread = cells_of.read_column(declared, values, habit)
        for position, why in unread.items():
            if hasattr(why.failure, "readings"):
                self.out.doubtful.setdefault(name, {})[position] = why
            says, grade = (
                (why_kept(self.record_type, *kept), Grade.NOTE) if kept else (why.sentence, Grade.BLOCK)
            )
            self.out.add(position, self._problem(declared, says, grade), number)
            self.out.not_understood.append((name, position, str(values[position]), says))
        if isinstance(declared, Date):
            self._doubt_days(declared, values, number)
        self._remark(declared, values, read, number)
        return read

    def _typed(self, column: int, values: list[Value]) -> list[Value]:
        return [*values, *self.beside[column]] if column in self.beside else values

    @cached_property
    def _common_mark(self) -> str:
        fields = self.record_type.fields
        columns = ((fields[each.field], each.column) for each in self.table.used())
        return cells_of.common_mark((declared, self._typed(at, self.raw[at])) for declared, at in columns)

    def _remark(self, declared: Field[Any], typed: Sequence[Value], read: list[Any], column: int) -> None:
        """Tell what reading changed beyond the writing, until somebody has confirmed it, or taken it back."""
        answers = self.table.answers.get(declared.name, {})
        for position, sentence in cells_of.remarks(declared, typed, read).items():
            said = answers.get(spelling(sentence))
            if said is None:
                self.out.add(position, self._problem(declared, sentence, Grade.NOTE), column)
                self.out.to_confirm.setdefault((declared.name, sentence), {})[position] = str(typed[position])
            elif not said:
                read[position] = None
                self.table.taken_back.add((declared.name, spelling(sentence)))
                says = _("Không được xác nhận nên ô để trống; hãy gõ lại đủ và đúng giá trị này.")
                self.out.add(position, self._problem(declared, says, Grade.WARN), column)

    def _doubt_days(self, declared: Date, values: Sequence[Value], column: int) -> None:
        for position, meant in cells_of.exchanged_days(values).items():
            says = _(
                "Ngày và tháng có thể đã bị Excel đảo (máy dùng kiểu ngày của Anh, Mỹ): có phải {meant}? "
                "Hãy kiểm tra cả cột."
            ).format(meant=declared.format(meant))
            self.out.add(position, self._problem(declared, says, Grade.WARN), column)

    def _problem(self, declared: Field[Any], sentence: str, grade: Grade = Grade.BLOCK) -> Problem:
        found = declared.wrong(sentence, grade)
        return dataclasses.replace(found, record_type=self.record_type.__name__)

    def _read_dates(self, name: str, declared: Field[Any], columns: Sequence[FoundColumn]) -> None:
        parts = {column.part: self.raw[column.column] for column in columns if column.part}
        joined, faults = cells_of.join_dates(parts, self.count)
        read, unread = cells_of.read_column(declared, joined, columns[0].habit)
        places = {column.part: column.column for column in columns}
        for position, why in unread.items():
            place = places.get(faults.get(position, "day"), columns[0].column)
            self.out.add(position, self._problem(declared, why.sentence), place)
        self.values[name] = read

    def _read_marked(self, name: str, columns: Sequence[FoundColumn]) -> None:
        declared = self.record_type.fields[name]
        values: list[Any] = [None] * self.count
        for column in columns:
            typed = self.raw[column.column]
            marked, unread = cells_of.read_marks(typed)
            for position, why in unread.items():
                try:  # a word instead of a mark: the value it names
                    values[position] = declared.parse(typed[position], column.habit)
                except ValueError:
                    self.out.add(position, self._problem(declared, why.sentence), column.column)
            for position, is_marked in enumerate(marked):
                if not is_marked:
                    continue
                if values[position] is not None and values[position] != column.mark:
                    says = _("Đánh dấu cả hai ô “{one}” và “{other}”: chỉ một ô được đánh dấu.").format(
                        one=declared.format(values[position]), other=declared.format(column.mark)
                    )
                    self.out.add(position, self._problem(declared, says), column.column)
                values[position] = column.mark
        other = cells_of.the_other(declared, {column.mark for column in columns})
        self.values[name] = [value or other for value in values]

    def _read_split(self, name: str, declared: Field[Any], columns: Sequence[FoundColumn]) -> None:
        """A field written in one of several columns, the column telling another field: `Năm sinh | Nữ`."""
        values: list[Any] = [None] * self.count
        for column in columns:
            raw = list(self.raw[column.column])
            read, unread = cells_of.read_column(declared, raw, column.habit)
            told = {other: self.values.setdefault(other, [None] * self.count) for other in column.also}
            for position, typed in enumerate(raw):
                if typed is None or not str(typed).strip():
                    continue
                if position in unread and not cells_of.read_marks([typed])[0][0]:
                    sentence = unread[position].sentence
                    self.out.add(position, self._problem(declared, sentence), column.column)
                if values[position] is not None:
                    label = translate(declared.label)
                    says = _("Có hai giá trị ở hai cột của “{field}”.").format(field=label)
                    self.out.add(position, self._problem(declared, says), column.column)
                values[position] = read[position]
                for other, value in column.also.items():
                    told[other][position] = value
        self.values[name] = values

    def _read_changes(self, name: str, declared: Field[Any], columns: Sequence[FoundColumn]) -> None:
        """A figure written in one column where it is added and in another where it is taken off."""
        read = [self._parse(name, declared, column, self._cells(column)) for column in columns]
        self.values[name] = cells_of.added_up(read, [column.is_minus for column in columns])

    def _refer(self, declared: Reference) -> None:
        name = declared.name
        typed = self.out.typed[name]
        if declared.as_written and declared.as_written in self.out.typed:
            other = self.out.typed[declared.as_written]
            # A row of our own export that names no unit of today has none.
            own = self._ids() if self.kept else [None] * self.count
            typed = [
                old if value is None and not id else value
                for value, old, id in zip(typed, other, own, strict=True)
            ]
        if not any(value is not None for value in typed):
            self.values.setdefault(name, [None] * self.count)
            return
        column = self.table.stands_at(name, declared.as_written)
        hints = [self._hints(declared, hint) for hint in declared.hints]
        known: dict[tuple[Any, ...], tuple[str, str] | str] = {}
        values = self.values.setdefault(name, [None] * self.count)
        written = self._written_units(declared)
        ids = self.raw[self.table.id_column] if self.kept else []
        answers = self.table.answers.get(name, {})
        for position, value in enumerate(typed):
            shown = tidy(str(value)) if value is not None else ""
            text = answers.get(spelling(shown), shown) if answers else shown
            if not text:
                continue
            if self.kept and (stored := self.kept(str(ids[position]), name, text)):
                values[position] = stored
                continue
            key = (text, *(hint[position] for hint in hints))
            if key not in known:
                known[key] = self._found(declared, text, dict(zip(declared.hints, key[1:], strict=True)))
            answer = known[key]
            if isinstance(answer, str):
                self.out.add(position, self._problem(declared, answer), column)
                self.out.not_understood.append((name, position, shown, answer))
                continue
            values[position] = answer[0]
            if written is not None and answer[1] and written[position] is None:
                written[position] = answer[1]

    def _found(self, declared: Reference, text: str, hints: dict[str, str]) -> tuple[str, str] | str:
        clues = {name: hint for name, hint in hints.items() if hint}
        if self.context:
            clues["context"] = self.context
        try:
            return self.look_up(declared, text, clues)
        except ValueError as failure:
            return str(failure)

    def _written_units(self, declared: Reference) -> list[Any] | None:
        """Where the unit as written is kept, when that is a reference too."""
        if isinstance(self.record_type.fields.get(declared.as_written), Reference):
            return self.values.setdefault(declared.as_written, [None] * self.count)
        return None

    def _hints(self, declared: Reference, hint: str) -> list[str]:
        """What stands beside a reference; where that is empty or abbreviated, what the other rows say."""
        columns = [column for column in self.table.used() if column.field == hint]
        written = self._written(hint, columns)
        texts = [tidy(str(value)) if value is not None else "" for value in written]
        names = self.out.typed[declared.name]
        if not any(names) and declared.as_written in self.out.typed:
            names = self.out.typed[declared.as_written]
        by_name: dict[str, Counter[str]] = {}
        for name, text in zip(names, texts, strict=True):
            if text and name is not None:
                by_name.setdefault(fold(str(name)).split(" ", 1)[-1], Counter())[text] += 1
        usual = {name: seen.most_common(1)[0][0] for name, seen in by_name.items()}
        # An empty district beside a unit of today says just that: the name is not one of before.
        is_told = declared.current and bool(self.table.column_of(declared.name))
        for position, (name, text) in enumerate(zip(names, texts, strict=True)):
            if name is not None and ((not text and not is_told) or cells_of.is_short_for(text, usual)):
                texts[position] = usual.get(fold(str(name)).split(" ", 1)[-1], text)
        return texts

    def _fill_constants(self) -> None:
        known = self.table.layout.constants if self.table.layout else {}
        for name, value in {**known, **self.table.constants}.items():
            if name in self.record_type.fields:
                kept = self.values.setdefault(name, [None] * self.count)
                self.values[name] = [value if each is None else each for each in kept]

    def _look_at_cells(self) -> None:
        """Cells that show an error or were never calculated, rows struck through, rows hidden."""
        position = {row: index for index, row in enumerate(self.out.rows)}
        used = {column.column: column.field for column in self.table.used()}
        for (row, column), shown in self.cells.errors.items():
            if row in position and column in used:
                says = _("Ô báo lỗi {error}: hãy sửa công thức hoặc ghi giá trị.").format(error=shown)
                self._at(position[row], used[column], says, Grade.BLOCK, column)
        for row, column in self.cells.undated:
            if row in position and column in used:
                says = _("Ô định dạng ngày nhưng chứa số không phải ngày: đọc là số; hãy xem lại ô.")
                self._at(position[row], used[column], says, Grade.WARN, column)
        for row, column in self.cells.uncalculated:
            if row in position and column in used:
                says = _("Công thức chưa được tính nên ô coi như trống: mở bằng Excel rồi lưu lại.")
                self._at(position[row], used[column], says, Grade.WARN, column)
        for (row, column), above in self.table.as_above.items():
            if above == NOTHING and row in position and column in used:
                says = _("Ô ghi như dòng trên nhưng phía trên không có dòng nào: hãy ghi rõ giá trị.")
                self._at(position[row], used[column], says, Grade.BLOCK, column)
        for row in sorted({row for row, _column in self.cells.struck} & position.keys()):
            if self.cells.is_struck(row) or self._is_mostly_struck(row):
                says = _("Dòng bị gạch ngang trong Excel: hãy xác nhận còn dùng hay đã bỏ.")
                self._at(position[row], "", says, Grade.WARN, self._first_column())
        for row in self.cells.hidden_rows & position.keys():
            says = _("Dòng đang bị ẩn trong Excel nhưng vẫn được nhập.")
            self._at(position[row], "", says, Grade.NOTE, 0)

    def _is_mostly_struck(self, row: int) -> bool:
        name = self._first_column()
        return bool(name) and (row, name) in self.cells.struck

    def _first_column(self) -> int:
        return naming_column(self.table)

    def _at(self, position: int, name: str, says: str, grade: Grade, column: int) -> None:
        rule = self.record_type.fields[name].rule if name else ""
        found = Problem(says, grade, rule=rule, field=name, record_type=self.record_type.__name__)
        self.out.add(position, found, column)

    def _ids(self) -> list[str | None]:
        if not self.table.id_column:
            return [None] * self.count
        return [str(value) if value else None for value in self.raw[self.table.id_column]]
