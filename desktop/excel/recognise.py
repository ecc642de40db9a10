"""Which tables a workbook holds, of which record type, and where each field stands; stores nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.declare.fields import Reference, Text
from desktop.declare.layouts import ExcelLayout
from desktop.declare.problems import Refusal
from desktop.declare.records import Record
from desktop.declare.text import _, fold_words, tidy, translate
from desktop.excel.apart import taken_apart
from desktop.excel.cells import SheetCells
from desktop.excel.describing import describe, is_neutral, not_understood
from desktop.excel.found import FoundColumn, FoundTable, Skipped, WrittenTotal
from desktop.excel.headings import (
    Heading,
    HeadingRows,
    bare,
    is_marks_row,
    is_words_only,
    is_written_figure,
    key_of,
    text_of,
)
from desktop.excel.known_rows import find_ids, skip_known, skip_sample
from desktop.excel.legacy_text import repair
from desktop.excel.matching import Match, Vocabulary
from desktop.excel.own_marks import heading, without_marks
from desktop.excel.owned import owned_fields, part_owned
from desktop.excel.rows import names_a_group
from desktop.excel.side_by_side import name_a_column_again, seen_side_by_side
from desktop.excel.stamps import CORRECTIONS, TEMPLATE, Stamp, is_own_page, stamp_of

__all__ = ["FoundColumn", "FoundTable", "Skipped", "WrittenTotal", "recognise", "take_as"]

_TALLEST = 4
_SURE_ENOUGH = 0.6
_COVERED, _COVERED_WHOLE, _MANY = 0.66, 0.45, 3
"""The share of columns that must be known, and what is enough where all of so many needed ones are there."""

_TITLE = re.compile(r"(?:danh sach|bieu|bang|phu luc|tong hop|ket qua|mau so)\b")
"""How the title of a list begins, folded; a page number or the name of a group does not."""


@dataclass
class _Head:
    """A place where the headings of a table may stand, as one vocabulary reads it."""

    first: int
    last: int
    headings: list[Heading]
    matches: list[Match]
    vocabulary: Vocabulary
    sure: float = 0.0

    @property
    def weight(self) -> float:
        return sum(match.sure for match in self.matches)


def recognise(
    sheets: Sequence[SheetCells],
    types: Sequence[type[Record]],
    layouts: Sequence[ExcelLayout],
    file: str,
) -> list[FoundTable]:
    """The tables of a workbook in the order of its sheets; a sheet that is not understood says why.

    With one type alone (an officer has chosen it) whatever can be read as that type is.
    """
    sheets = without_marks(sheets)
    stamp = stamp_of(sheets)
    if stamp is not None:
        return _recognise_ours(
            [sheet for sheet in sheets if not is_own_page(sheet)], types, layouts, file, stamp
        )
    vocabularies = _vocabularies(types, layouts)
    found: list[FoundTable] = []
    for sheet in sheets:
        repair(sheet)
        found.extend(_tables(sheet, vocabularies, file, len(types) == 1) or [not_understood(sheet, file)])
    return found


def _tables(
    sheet: SheetCells, vocabularies: Sequence[Vocabulary], file: str, is_chosen: bool
) -> list[FoundTable]:
    """The tables of a sheet, one below the other or side by side."""
    tables = _Sheet(sheet, vocabularies, file, is_chosen).tables()
    parts = [_Sheet(part, vocabularies, file, is_chosen).tables() for part in seen_side_by_side(sheet)]
    if not parts or not all(parts) or (tables and not name_a_column_again(parts)):
        return tables
    beside = [table for own in parts for table in own]
    for number, table in enumerate(beside, 1):
        table.number = number
        table.apart = " · ".join(filter(None, (table.cells.part, table.apart)))
    return beside


def take_as(table: FoundTable, record_type: type[Record], layout: ExcelLayout | None = None) -> FoundTable:
    """The same table read as another record type. Raises `Refusal` where no heading fits."""
    vocabularies = _vocabularies([record_type], [layout] if layout else [])
    tables = _Sheet(table.cells, vocabularies, table.file, True).tables()
    if not tables:
        raise Refusal(
            _("Trang “{sheet}” không có hàng tên cột nào khớp với “{title}”.").format(
                sheet=table.sheet, title=translate(record_type.title)
            ),
            _("Kiểm tra tên cột, hoặc chép dữ liệu vào mẫu của loại hồ sơ này."),
        )
    same = [each for each in tables if each.header_rows == table.header_rows]
    beside = [each for each in same or tables if each.number == table.number]
    again = (beside or same or tables)[0]
    again.number = table.number
    again.apart = " · ".join(filter(None, (again.cells.part, again.apart)))
    return again


def _vocabularies(types: Sequence[type[Record]], layouts: Sequence[ExcelLayout]) -> list[Vocabulary]:
    own = [layout for layout in layouts if layout.record in types]
    words = {layout.record: layout.words for layout in own if layout.words}
    found = [Vocabulary(layout.record, layout, layout.words) for layout in own]
    return found + [Vocabulary(record_type, None, words.get(record_type, ())) for record_type in types]


def _recognise_ours(
    sheets: Sequence[SheetCells],
    types: Sequence[type[Record]],
    layouts: Sequence[ExcelLayout],
    file: str,
    stamp: Stamp,
) -> list[FoundTable]:
    """The tables of a workbook that was made here, which says itself what it holds."""
    if stamp.is_newer:
        raise Refusal(
            _("Tệp {file} do phiên bản mới hơn của chương trình ghi ra.").format(file=file),
            _("Cài phiên bản mới rồi nhập lại, hoặc xin nơi gửi xuất bằng phiên bản này."),
        )
    own = [record_type for record_type in types if record_type.qualified_name() == stamp.record_type]
    if not own:
        here = f"“{translate(types[0].title)}”" if len(types) == 1 else ""
        raise Refusal(
            _("Tệp {file} là bảng “{title}”, không phải {here}.").format(
                file=file,
                title=sheets[0].name if sheets else stamp.record_type,
                here=here or _("loại hồ sơ nào đang cài ở đây"),
            ),
            _("Chọn đúng tệp, hoặc đúng loại hồ sơ để nhập."),
        )
    if stamp.is_masked:
        raise Refusal(
            _("Tệp {file} đã che thông tin cá nhân nên không nhập lại được.").format(file=file),
            _("Xuất lại không che nếu cần sửa và nhập lại."),
        )
    if stamp.kind == CORRECTIONS:
        named = [layout for layout in layouts if layout.name == stamp.layout]
        vocabularies = _vocabularies(own, named)
    else:
        vocabularies = [Vocabulary(own[0], is_ours=True)]
    sheets, owned = part_owned(sheets, stamp)
    found: list[FoundTable] = []
    for sheet in sheets:
        tables = _Sheet(sheet, vocabularies, file, True).tables()
        for table in tables:
            table.is_ours, table.sure = stamp.kind != CORRECTIONS, 1.0
            table.as_of, table.level = stamp.as_of, stamp.level
            find_ids(table)
            if stamp.kind == TEMPLATE:
                skip_sample(table, stamp)
                skip_known(table, stamp)
        found.extend(tables or [not_understood(sheet, file)])
    _share_owned(found, owned)
    return found


def _share_owned(found: Sequence[FoundTable], owned: Mapping[str, SheetCells]) -> None:
    """Give the sheets with owned rows to their table; a cover sheet put in front of it is none."""
    table = next((table for table in found if table.record_type), None)
    if table is not None:
        for name, sheet in owned.items():
            _take_owned(table, name, sheet)


def _take_owned(table: FoundTable, name: str, sheet: SheetCells) -> None:
    """Let a table know the sheet with the rows its records own."""
    assert table.record_type is not None
    field = owned_fields(table.record_type).get(name)
    rows = _Sheet(sheet, [Vocabulary(field.of, is_ours=True)], table.file, True).tables() if field else []
    if field is None or not rows:
        says = _("Trang “{sheet}” không đọc được nên các dòng ở đó không được nhập.")
        table.doubts.append(says.format(sheet=sheet.name))
        return
    find_ids(rows[0])
    rows[0].is_ours = True
    table.owned[name] = rows[0]
    says = _("Kèm {count} dòng của trang “{sheet}”.")
    table.notes.append(says.format(count=len(rows[0].data_rows), sheet=sheet.name))


class _Sheet:
    """One sheet being looked through for tables."""

    def __init__(
        self, cells: SheetCells, vocabularies: Sequence[Vocabulary], file: str, is_chosen: bool
    ) -> None:
        self.cells, self.vocabularies, self.file, self.is_chosen = cells, vocabularies, file, is_chosen
        self.rows = HeadingRows(cells)
        self.words: set[str] = set().union(*(vocabulary.words for vocabulary in vocabularies))

    def tables(self) -> list[FoundTable]:
        tables: list[FoundTable] = []
        above = 1
        heads = self._heads()
        for number, head in enumerate(heads):
            last = heads[number + 1].first - 1 if number + 1 < len(heads) else len(self.cells.rows)
            if number + 1 < len(heads):
                last = self._end_above(head.last, last)
            table = FoundTable(self.file, self.cells.name, self.cells)
            table.header_rows, table.last_row = (head.first, head.last), last
            table.record_type, table.layout = head.vocabulary.record_type, head.vocabulary.layout
            table.sure = head.sure
            describe(table, head.headings, head.matches, above)
            table.doubts += [self.cells.repaired] if self.cells.repaired else []
            table.notes += _notes(self.cells)
            tables += taken_apart(table)
            above = last + 1
        for number, table in enumerate(tables, 1):
            table.number = number
        return tables

    def _end_above(self, first: int, last: int) -> int:
        """The last row of a table that another follows: the lines just above a heading are its title."""
        row = last
        while row > first and any(text_of(value) for value in self.cells.rows[row - 1]):
            row -= 1
        return row if row > first else last

    def _heads(self) -> list[_Head]:
        heads: list[_Head] = []
        row = 1
        while row <= len(self.cells.rows):
            values = self.cells.rows[row - 1]
            if not is_words_only(values) or not self._is_likely(values):
                row += 1
                continue
            head = self._best_head(row)
            known = heads[-1] if heads else None
            again = bool(head and known and self._is_repeated(known, head))
            if head is None or (again and known and not self._has_own_title(known, head)):
                row += 1
                continue
            if known is None or len(head.matches) >= 3:
                heads.append(head)
            row = head.last + 1
        return heads

    def _is_likely(self, values: Sequence[object]) -> bool:
        texts = [key_of(text_of(value)) for value in values if isinstance(value, str) and len(value) < 120]
        return sum(1 for text in texts if self._is_known(text)) >= 2

    def _is_known(self, text: str) -> bool:
        return text in self.words or any(len(word) > 5 and word in text for word in self.words)

    @staticmethod
    def _is_repeated(known: _Head, head: _Head) -> bool:
        texts = {part for heading in known.headings for part in heading.parts}
        again = sum(1 for heading in head.headings if heading.parts[-1] in texts)
        return again >= 0.7 * len(head.headings)

    def _has_own_title(self, known: _Head, head: _Head) -> bool:
        """Whether the lines above a heading that repeats another name a list of its own."""
        return any(
            _TITLE.match(fold_words(line)) and line not in self._lines_above(known.first)
            for line in self._lines_above(head.first, known.last)
        )

    def _lines_above(self, first: int, after: int = 0) -> list[str]:
        """The texts that stand by themselves above a row, up to the next row that is filled as data are."""
        lines: list[str] = []
        for row in range(first - 1, after, -1):
            texts = [text_of(value) for value in self.cells.rows[row - 1] if value is not None]
            if len(texts) > 2:
                break
            lines += texts
        return lines

    def _best_head(self, row: int) -> _Head | None:
        best: _Head | None = None
        blocks = list(self._blocks(row))
        for vocabulary in self._likely(blocks):
            heads = [self._head(first, last, vocabulary) for first, last in blocks]
            tallest = max(
                heads, key=lambda head: (round(head.weight, 3), head.first - head.last), default=None
            )
            if tallest is None or len(tallest.matches) < 2:
                continue
            tallest.sure = self._surety(tallest)
            enough = 0.3 if self.is_chosen else _SURE_ENOUGH
            rank = (tallest.sure, tallest.weight)
            if tallest.sure >= enough and (best is None or rank > (best.sure, best.weight)):
                best = tallest
        return best

    def _likely(self, blocks: Sequence[tuple[int, int]]) -> Iterator[Vocabulary]:
        """The kinds of list of whose words enough stand in these rows to be worth a closer look."""
        rows = {row for first, last in blocks for row in range(first, last + 1)}
        texts = {text_of(value) for row in rows for value in self.cells.rows[row - 1] if value is not None}
        keys = {key_of(text) for text in texts} | {bare(text) for text in texts}
        hits = [vocabulary.hits(keys) for vocabulary in self.vocabularies]
        enough = 0.5 * max(hits, default=0)
        for vocabulary, count in zip(self.vocabularies, hits, strict=True):
            if count >= enough:
                yield vocabulary

    def _blocks(self, row: int) -> Iterator[tuple[int, int]]:
        for first in range(max(1, row - 1), row + 1):
            for last in range(row, min(first + _TALLEST, len(self.cells.rows) + 1)):
                lines = self.cells.rows[first - 1 : last]
                if not all(self._may_be_heading(row) for row in range(first, last + 1)):
                    continue
                if self.rows.cuts_a_merge(first, last):
                    continue
                if not any(is_marks_row(line) for line in lines):
                    yield first, last

    def _may_be_heading(self, row: int) -> bool:
        """Words alone, or nothing where merged headings above reach down."""
        line = self.cells.rows[row - 1]
        is_empty = not any(text_of(value) for value in line)
        if is_empty:
            return self.rows.is_inside_merge(row)
        if not is_words_only(line, 1) or sum(map(is_written_figure, line)) > 1:
            return False
        texts = [text_of(value) for value in line if value is not None]
        return len(texts) > 1 or not names_a_group(texts[0])

    def _head(self, first: int, last: int, vocabulary: Vocabulary) -> _Head:
        headings = self.rows.headings(first, last)
        return _Head(first, last, headings, vocabulary.matches(headings), vocabulary)

    def _surety(self, head: _Head) -> float:
        """How sure it is that this is a table of that record type: columns understood, needed ones there."""
        record_type, layout = head.vocabulary.record_type, head.vocabulary.layout
        own = [heading for heading in head.headings if not is_neutral(heading)]
        covered = head.weight / max(1, len(own))
        told = {match.term.field for match in head.matches} | set(layout.outline if layout else ())
        told |= {name for match in head.matches for name in (*match.term.also, *match.term.apart)}
        told |= {name for match in head.matches for name in re.compile(match.term.pieces).groupindex}
        told |= {*layout.constants, *self._told_above(layout, head.first)} if layout else set()
        needed = [
            name
            for name, declared in record_type.fields.items()
            if (declared.required and declared.default is None and not isinstance(declared, Reference))
            or (isinstance(declared, Text) and declared.person and name in record_type.key)
        ]
        there = sum(name in told for name in needed) / len(needed) if needed else 1.0
        # A form may ask for much that no field is for; that it has all of many needed ones tells enough.
        is_whole = there == 1 and len(needed) >= _MANY and len(head.matches) > len(needed)
        if not self.is_chosen and (covered < (_COVERED_WHOLE if is_whole else _COVERED) or there < 0.6):
            return 0.0
        sure = 0.55 * min(1.0, covered) + 0.45 * there
        if head.vocabulary.titles:
            above = self._words_above(head.first)
            fits = any(fold_words(word) in above for word in head.vocabulary.titles)
            sure += 0.05 if fits else -0.35
        return max(0.01, min(1.0, sure))

    def _told_above(self, layout: ExcelLayout, row: int) -> Iterator[str]:
        """The fields that the lines above a heading tell of every row."""
        lines = [tidy(text_of(value)) for line in self.cells.rows[: row - 1][-12:] for value in line if value]
        for name, pattern in layout.told_above.items():
            asked = re.compile(pattern, re.IGNORECASE)
            if any(asked.search(line) for line in lines):
                yield name

    def _words_above(self, row: int) -> str:
        lines = [text_of(value) for line in self.cells.rows[: row - 1][-12:] for value in line if value]
        return fold_words(" ".join((self.file, self.cells.name, *lines)))


def _notes(sheet: SheetCells) -> list[str]:
    """What an officer should know of the workbook itself."""
    says = []
    if sheet.marked is not None:
        told = _("Tệp này là “{file}” đã ghi lỗi: bỏ qua trang và cột “{heading}” do chương trình thêm.")
        says.append(told.format(file=sheet.marked.file, heading=heading()))
    if sheet.has_macros:
        says.append(_("Tệp có macro: chương trình chỉ đọc giá trị, không chạy macro."))
    if sheet.has_links:
        says.append(_("Tệp lấy giá trị từ tệp khác: dùng số đã lưu lần cuối trong tệp này."))
    return says
