"""Which rows of an office's form may be filled, group by group; writes nothing and knows no record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.declare.text import _
from desktop.excel.filled_rows import Rows
from desktop.excel.found import FoundGroup, FoundTable
from desktop.excel.headings import is_numbering, text_of
from desktop.excel.own_package import UneditableError
from desktop.excel.row_shifts import is_over_rows

_NUMBER = re.compile(r"\d+(?:\.\d+)*\s*[.)]?|[.…]+")
"""A running number typed as a text, or the dots of a form that say “and so on”."""


@dataclass(frozen=True)
class Body:
    """The rows of a table that may be filled, and those of them that hold something.

    `groups` are the rows of groups they stand under, the highest first; empty in a table without groups.
    `has_room` says whether there is a row at all: a group may follow upon another at once.
    """

    first: int
    last: int
    held: frozenset[int]
    groups: tuple[FoundGroup, ...] = ()
    has_room: bool = True


def numbering_of(table: FoundTable) -> set[int]:
    """The columns that number the rows."""
    return {each.column for each in table.columns if is_numbering(each.heading.split(" | "))}


def bodies_of(table: FoundTable, rows: Rows, lined: Sequence[bool]) -> list[Body]:
    """The rows that may be filled: of each group that is not made of groups, or of the whole table.

    Raises `UneditableError` where that cannot be told.
    """
    found = _Bodies(table, rows, lined)
    under = [group for group in table.groups if group.row in found.group_rows and group.row < found.total]
    bodies = [found.under(chain) for chain in _chains(under)] if under else [found.whole()]
    if not any(body.has_room for body in bodies):
        raise UneditableError(_("ngay dưới tên cột của mẫu không có dòng trống để ghi"))
    taken = {row for body in bodies for row in range(body.first, body.last + 1)}
    if any(row not in taken for row in table.data_rows if not found.is_only_numbered(row)):
        raise UneditableError(_("bảng của mẫu có dòng dữ liệu nằm ngoài các nhóm dòng nhận ra được"))
    return bodies


def _chains(groups: Sequence[FoundGroup]) -> list[tuple[FoundGroup, ...]]:
    """Each group without groups in it, after those it stands in."""
    chains: list[tuple[FoundGroup, ...]] = []
    open_now: list[FoundGroup] = []
    for number, group in enumerate(groups):
        open_now = [*(each for each in open_now if each.level < group.level), group]
        if number + 1 == len(groups) or groups[number + 1].level <= group.level:
            chains.append(tuple(open_now))
    return chains


class _Bodies:
    """A table and its rows in XML, asked where there is room."""

    def __init__(self, table: FoundTable, rows: Rows, lined: Sequence[bool]) -> None:
        self.table, self.rows, self.lined = table, rows, lined
        self.kinds = {skipped.row: skipped.kind for skipped in table.skipped}
        self.numbering = numbering_of(table)
        self.columns = [column.column for column in table.standing() if column.field or column.is_neutral]
        self.end = max([*rows.lines, *table.data_rows], default=0)
        self.kinds |= {row: "blank" for row in self.kinds if self.is_only_numbered(row)}
        self.group_rows = {group.row for group in table.groups if not self.is_only_numbered(group.row)}
        self.total = self._total()

    def _total(self) -> int:
        """The row of the total below everything; what stands after it is no part of the table."""
        seen = False
        for row in range(self.table.header_rows[1] + 1, self.end + 1):
            if seen and self.kinds.get(row) == "total":
                return row
            seen = seen or self.kinds.get(row, "data") in ("blank", "outline", "data")
        return self.end + 1

    def whole(self) -> Body:
        """The rows under the headings."""
        first = self.table.header_rows[1] + 1
        while self.kinds.get(first) == "marks" or (self._is_summed(first) and self._is_summed_only(first)):
            first += 1
        return self._body(first, ())

    def under(self, groups: tuple[FoundGroup, ...]) -> Body:
        """The rows under the row of a group."""
        return self._body(groups[-1].row + 1, groups)

    def _body(self, first: int, groups: tuple[FoundGroup, ...]) -> Body:
        """The rows from there up to a total, another group, a note, or the end of what is ruled."""
        is_ruled, last, held = self._is_ruled(first), first, set()
        row = first
        while row == first or row <= self.end:
            is_held = row in self.table.data_rows and not self.is_only_numbered(row)
            if row in self.group_rows or not (is_held or self._is_blank(row)):
                break
            if self._is_summed(row) or (is_ruled and not self._is_ruled(row)):
                break
            if is_held:
                held.add(row)
            if is_held or is_ruled or self.is_only_numbered(row):
                last = row
            row += 1
        return Body(first, last, frozenset(held), groups, has_room=row > first)

    def _is_summed(self, row: int) -> bool:
        return self.kinds.get(row) in ("total", "subtotal") or self.rows.is_total(row)

    def _is_summed_only(self, row: int) -> bool:
        """Whether a total stands above the rows it is the total of."""
        below = self.kinds.get(row + 1, "blank" if row + 1 in self.rows.lines else "")
        return below == "blank" or row + 1 in self.table.data_rows

    def is_only_numbered(self, row: int) -> bool:
        """Whether nothing stands in a row but its running number and what is zero of cells still blank."""
        cells = self.table.cells
        width = len(cells.rows[row - 1]) if row <= len(cells.rows) else 0
        filled = [column for column in range(1, width + 1) if text_of(cells.value(row, column))]
        return bool(filled) and all(
            self._is_number(row, column) or self._is_of_blanks(row, column) for column in filled
        )

    def _is_blank(self, row: int) -> bool:
        """Whether a row waits for a record: no words of it stand where its running number is to be."""
        numbers = [column for column in self.numbering if text_of(self.table.cells.value(row, column))]
        return self.kinds.get(row, "blank") == "blank" and all(
            self._is_number(row, column) for column in numbers
        )

    def _is_number(self, row: int, column: int) -> bool:
        """Whether a cell holds the running number of its row, or dots that go on with it."""
        value = self.table.cells.value(row, column)
        return column in self.numbering and bool(_NUMBER.fullmatch(text_of(value)))

    def _is_of_blanks(self, row: int, column: int) -> bool:
        """Whether a cell holds the zero that a formula of its own row comes to."""
        line = self.rows.lines.get(row)
        formula = line.cells[column].formula if line and column in line.cells else ""
        return bool(formula) and self.table.cells.value(row, column) == 0 and not is_over_rows(formula)

    def _is_ruled(self, row: int) -> bool:
        cells = self.rows.lines[row].cells if row in self.rows.lines else {}
        drawn = [column for column in self.columns if column in cells and self.lined[cells[column].style]]
        return 2 * len(drawn) > len(self.columns)
