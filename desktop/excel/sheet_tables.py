"""The tables of one sheet: where headings stand, which list they are of, where each ends; reads no file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.declare.fields import Choice, Reference, Text
from desktop.declare.layouts import ExcelLayout
from desktop.declare.records import Record
from desktop.declare.text import _, fold_words
from desktop.excel.apart import taken_apart
from desktop.excel.as_called import as_called, fits_title, is_outdone, is_told_apart
from desktop.excel.cells import SheetCells
from desktop.excel.describing import describe, fits_several, is_neutral
from desktop.excel.found import FoundTable
from desktop.excel.half_known import names_rows
from desktop.excel.headings import (
    Heading,
    HeadingRows,
    bare,
    holds_figures,
    is_counted,
    is_detail,
    is_marks_row,
    is_units_row,
    is_words_only,
    text_of,
)
from desktop.excel.items_below import take_items
from desktop.excel.likely_headings import LikelyHeadings
from desktop.excel.lines_above import NEAR, LinesAbove
from desktop.excel.matching import Vocabulary
from desktop.excel.mixed_lists import left_as_mixed
from desktop.excel.own_marks import heading
from desktop.excel.rows import names_a_group, without_index
from desktop.excel.terms import Match
from desktop.excel.told_above import year_above
from desktop.excel.units_below import LOOKED_AT, with_units_below
from desktop.excel.unread_columns import doubt_vague, tell_parts
from desktop.excel.wordings import key_of
from desktop.shared.places import Place

_TALLEST = 4
_SURE_ENOUGH = 0.6
_COVERED, _COVERED_WHOLE, _COVERED_TITLED, _MANY = 0.66, 0.45, 0.3, 3
"""The share of columns that must be known, and what is enough where all of so many needed ones are there,
or where the list is called besides what its records are called.
"""

_NAMED_BELOW = 0.6
"""Of a list that has all but whom, or what, its rows are about: names are known by how they are written."""

_MOST_COMPARED, _FEWEST_KINDS = 150_000, 3
"""So many headings of a sheet are compared with kinds of list, and as many again with the few likeliest;
those below a title of their own always are.
"""

_UNTITLED = 0.35
"""How much less sure a kind of list is whose title has to say it, where it does not."""

_TITLE = re.compile(r"(?:danh sach|bieu|bang|phu luc|tong hop|ket qua|mau so)\b")
"""How the title of a list begins, folded; a page number or the name of a group does not."""


def _is_person(record_type: type[Record], name: str) -> bool:
    declared = record_type.fields[name]
    return isinstance(declared, Text) and declared.person


def _leading(record_type: type[Record]) -> set[str]:
    """What tells the records of a list apart first: of two, a place may be told by the file's own office."""
    key = record_type.key
    first = record_type.fields[key[0]] if key else None
    return set(key[:2] if isinstance(first, Reference) and first.means(Place) else key[:1])


def _understood(head: _Head) -> tuple[float, int, int]:
    """How much of a head is understood, how many columns are known to be left, how few rows it has."""
    left = sum(map(head.vocabulary.is_in_part, head.headings))
    return round(head.weight, 3), left, head.first - head.last


def _may_be_seen(record_type: type[Record], name: str) -> bool:
    return _is_person(record_type, name) or names_rows(record_type, name)


@dataclass
class _Head:
    """A place where the headings of a table may stand, as one vocabulary reads it."""

    first: int
    last: int
    headings: list[Heading]
    matches: list[Match]
    vocabulary: Vocabulary
    sure: float = 0.0
    also: list[type[Record]] = field(default_factory=list)
    """The other kinds of list that have all these headings as well, where no title says which it is."""

    is_titled: bool = False
    """Whether what stands above says which list it is."""

    doubt: str = ""

    layouts: list[ExcelLayout] = field(default_factory=list)
    """The other layouts of this kind of list that fit as well."""

    @property
    def layout(self) -> ExcelLayout | None:
        """The layout; what others that fit as well say otherwise of all rows, it does not say."""
        own = self.vocabulary.layout
        if own is None or not self.layouts:
            return own
        told = [other.constants for other in self.layouts]
        common = {
            name: value
            for name, value in own.constants.items()
            if all(each.get(name) == value for each in told)
        }
        return replace(own, constants=common)

    @property
    def weight(self) -> float:
        return sum(match.sure for match in self.matches)

    @property
    def rank(self) -> tuple[float, bool, float]:
        return round(self.sure, 4), self.is_titled, round(self.weight, 4)


class SheetTables:
    """One sheet being looked through for tables."""

    def __init__(
        self, cells: SheetCells, vocabularies: Sequence[Vocabulary], file: str, is_chosen: bool
    ) -> None:
        self.cells, self.vocabularies, self.file, self.is_chosen = cells, vocabularies, file, is_chosen
        self.rows, self.above = HeadingRows(cells), LinesAbove(file, cells)
        self.likely = LikelyHeadings(vocabularies)
        self._left = _MOST_COMPARED
        self._unseen: list[int] = []  # rows that may be headings, left when too many had been compared

    def tables(self) -> list[FoundTable]:
        tables: list[FoundTable] = []
        above = 1
        heads = self._heads()
        for number, head in enumerate(heads):
            last = heads[number + 1].first - 1 if number + 1 < len(heads) else len(self.cells.rows)
            if number + 1 < len(heads):
                last = self._end_above(head.last, last)
            table = FoundTable(self.file, self.cells.name, self.cells)
            table.header_rows, table.last_row, table.first_row = (head.first, head.last), last, above
            table.record_type, table.layout = head.vocabulary.record_type, head.layout
            table.sure = head.sure
            found = self._found(table, head, above)
            unseen = [row for row in self._unseen if head.last < row <= last]
            if found and unseen:
                found[-1].doubt(_too_many_compared(unseen[0]))
            tables += found
            above = last + 1 if found else above
        for number, table in enumerate(tables, 1):
            table.number = number
        return tables

    def _found(self, table: FoundTable, head: _Head, above: int) -> list[FoundTable]:
        """What stands under a head: the table, its parts, the table left to somebody, or none at all."""
        if head.also:
            return [fits_several(table, head.also)]
        describe(table, head.headings, head.matches, above)
        tell_parts(table, head.vocabulary.is_in_part)
        take_items(table, head.headings, above)
        if not self.is_chosen and not fits_title(table, head, self.above):
            return []
        if self._is_denied(table, head):
            return []
        is_open = not self.is_chosen and head.vocabulary.titles and not head.is_titled
        if is_open and left_as_mixed(table, self.vocabularies):
            return [table]
        if self.cells.repaired:
            table.doubt(self.cells.repaired)
        table.notes += _notes(self.cells)
        doubt_vague(table)
        return taken_apart(table)

    def _is_denied(self, table: FoundTable, head: _Head) -> bool:
        """Whether a table was known by a column that its values deny, and by nothing else that is needed."""
        used = {column.column for column in table.used()}
        fields = head.vocabulary.record_type.fields
        denied = [match for match in head.matches if match.heading.column not in used]
        if self.is_chosen or head.vocabulary.titles:
            return False
        if not any(fields[match.term.field].required for match in denied):
            return False
        head.matches = [match for match in head.matches if match not in denied]
        return self._surety(head) < _SURE_ENOUGH

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
            known = heads[-1] if heads else None
            may_be = is_words_only(values) and not is_counted(values) and self.likely.stand_in(values)
            head = self._best_head(row, known) if may_be and not self._stands_again(known, row) else None
            again = bool(head and known and self._is_repeated(known, head))
            if head is None or (again and known and not self._has_own_title(known, head.first)):
                row += 1
                continue
            if known is None or len(head.matches) >= 3 or again:
                heads.append(head)
            row = head.last + 1
        return heads

    @staticmethod
    def _is_repeated(known: _Head, head: _Head) -> bool:
        texts = {part for heading in known.headings for part in heading.parts}
        again = sum(1 for heading in head.headings if heading.parts[-1] in texts)
        return again >= 0.7 * len(head.headings)

    def _stands_again(self, known: _Head | None, row: int) -> bool:
        """Whether a row is, cell by cell, one of a heading's, as on each printed page, and begins no list."""
        again = known and self.cells.rows[row - 1] in self.cells.rows[known.first - 1 : known.last]
        return bool(again and known and not self._has_own_title(known, row))

    def _has_own_title(self, known: _Head | None, row: int) -> bool:
        """Whether the lines above a heading name another list than those above the last known one."""
        last, before = (known.last, self.above.lines(known.first)) if known else (0, [])
        near = self.above.lines(row, max(last, row - 1 - NEAR))
        return any(_TITLE.match(fold_words(without_index(line))) and line not in before for line in near)

    def _best_head(self, row: int, known_above: _Head | None) -> _Head | None:
        best: _Head | None = None
        blocks = list(self._blocks(row))
        heads = [self._tallest(vocabulary, blocks) for vocabulary in self._likely(blocks, row, known_above)]
        known = [head for head in heads if head is not None and len(head.matches) > 1]
        for tallest in known:
            vocabulary = tallest.vocabulary
            tallest.sure = self._surety(tallest)
            if tallest.sure and not tallest.is_titled and is_told_apart(tallest, known):
                tallest.sure = min(1.0, tallest.sure + _UNTITLED)
            if tallest.sure < (0.3 if self.is_chosen else _SURE_ENOUGH):
                continue
            if not self.is_chosen and is_outdone(tallest, known, self.above):
                continue
            if best is None or tallest.rank > best.rank:
                best = tallest
            elif tallest.rank == best.rank and self._may_be_either(best, tallest):
                best.also.append(vocabulary.record_type)
            elif (
                tallest.rank == best.rank
                and vocabulary.layout
                and vocabulary.record_type is best.vocabulary.record_type
            ):
                best.layouts.append(vocabulary.layout)
        best = as_called(best, known, self.above, _SURE_ENOUGH)
        if best is not None and is_units_row(self._row_below(best.last)):
            again = self._head(best.first, best.last + 1, best.vocabulary)
            best.last, best.headings, best.matches = again.last, again.headings, again.matches
        return best

    def _tallest(self, vocabulary: Vocabulary, blocks: Sequence[tuple[int, int]]) -> _Head | None:
        """The place where a kind of list finds most of its headings, in the fewest rows."""
        heads = [self._head(first, last, vocabulary) for first, last in blocks]
        return max(heads, key=_understood, default=None)

    def _row_below(self, row: int) -> Sequence[object]:
        return self.cells.rows[row] if row < len(self.cells.rows) else ()

    def _may_be_either(self, one: _Head, other: _Head) -> bool:
        """Whether two kinds of list, each known by its title, fit alike below no title of either."""
        types = {one.vocabulary.record_type, *one.also}
        titled = one.vocabulary.titles and other.vocabulary.titles
        return bool(titled) and other.vocabulary.record_type not in types and one.sure <= 1 - _UNTITLED

    def _likely(
        self, blocks: Sequence[tuple[int, int]], row: int, known: _Head | None
    ) -> Iterator[Vocabulary]:
        """The kinds of list of whose words enough stand in these rows to be worth a closer look."""
        rows = {row for first, last in blocks for row in range(first, last + 1)}
        texts = {text_of(value) for row in rows for value in self.cells.rows[row - 1] if value is not None}
        keys = {key_of(text) for text in texts} | {bare(text) for text in texts}
        hits = [vocabulary.hits(keys) for vocabulary in self.vocabularies]
        most = max(hits, default=0)
        # Many columns, or many rows that may be headings, leave time for the likeliest kinds alone.
        cost = max(1, len(blocks) * len(texts))
        kinds = max(_FEWEST_KINDS, self._left // cost)
        is_spent = self._left <= 0 and (most < _MANY or self._left <= -_MOST_COMPARED)
        if is_spent and not self._has_own_title(known, row):
            self._unseen += [row] if most >= _MANY else []
            return
        best = sorted(range(len(hits)), key=lambda place: -hits[place])[:kinds]
        for place in sorted(place for place in best if hits[place] >= 0.5 * most):
            self._left -= cost
            yield self.vocabularies[place]

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
        if not is_words_only(line, 1) or holds_figures(line):
            return False
        texts = [text_of(value) for value in line if value is not None]
        return len(texts) > 1 or not names_a_group(texts[0])

    def _head(self, first: int, last: int, vocabulary: Vocabulary) -> _Head:
        headings = self.rows.headings(first, last)
        above, below = self.above.lines(first), self.cells.rows[last : last + LOOKED_AT]
        matches = with_units_below(vocabulary.matches(headings, above), vocabulary, headings, above, below)
        return _Head(first, last, headings, matches, vocabulary)

    def _surety(self, head: _Head) -> float:
        """How sure it is that this is a table of that record type: columns understood, needed ones there."""
        record_type, layout = head.vocabulary.record_type, head.vocabulary.layout
        unused = (heading for heading in head.headings if not head.vocabulary.leaves_out(heading))
        read = {match.heading.parts for match in head.matches}
        own = [each for each in unused if not is_neutral(each) and not is_detail(each, read)]
        covered = head.weight / max(1, len(own))
        told = {match.term.field for match in head.matches} | set(layout.outline if layout else ())
        told |= {name for match in head.matches for name in (*match.term.also, *match.term.apart)}
        told |= {name for match in head.matches for name in re.compile(match.term.pieces).groupindex}
        told |= {*layout.constants, *self.above.tell(layout, head.first)} if layout else set()
        is_titled = self.above.names_list(head.vocabulary, head.first)
        is_called = self.above.calls_records(head.vocabulary, head.first)
        told.add(year_above(record_type, self.above.lines(head.first))[0])
        if is_called:
            told |= set(self.above.options_named(record_type, head.first))
        needed = [
            name
            for name, declared in record_type.fields.items()
            if (declared.required and declared.default is None and not isinstance(declared, Reference))
            or (_is_person(record_type, name) and name in record_type.key)
        ]
        there = sum(name in told for name in needed) / len(needed) if needed else 1.0
        untold = [name for name in needed if name not in told]
        if len(head.matches) >= _MANY**2 and all(_may_be_seen(record_type, name) for name in untold):
            there = max(there, _NAMED_BELOW)
        # What is chosen from few, somebody can say of all rows: a list that has all the rest is known by it.
        is_rest_there = bool(
            not head.vocabulary.titles
            and len(head.matches) >= _MANY
            and all(name in told or isinstance(record_type.fields[name], Choice) for name in needed)
            and (not record_type.key or told & _leading(record_type))
        )
        # A form may ask for much that no field is for; that it has all of many needed ones tells enough.
        is_whole = there == 1 and len(needed) >= _MANY and len(head.matches) > len(needed)
        is_whole = is_whole or (there == 1 and is_titled and len(head.matches) > _MANY)
        enough = _COVERED_WHOLE if is_whole else _COVERED
        if is_called and there == 1 and len(head.matches) >= _MANY:
            enough = _COVERED_TITLED
        if not self.is_chosen and (covered < enough or there < (0.5 if is_rest_there else 0.6)):
            return 0.0
        sure = 0.55 * min(1.0, covered) + 0.45 * there
        if head.vocabulary.titles:
            head.is_titled = is_titled
            sure += 0.05 if is_titled else -_UNTITLED
        return max(0.01, min(1.0, sure))


def _too_many_compared(row: int) -> str:
    says = _(
        "Trang có quá nhiều dòng giống tiêu đề: từ dòng {row}, chỉ tìm bảng khác ở nơi có tên bảng riêng."
    )
    return says.format(row=row)


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
