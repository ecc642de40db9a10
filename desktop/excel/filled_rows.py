"""The rows of one sheet with ours among them: looks and formulas go on, the rest moves; knows no record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html import escape, unescape

from desktop.declare.problems import column_letters
from desktop.declare.text import _
from desktop.excel.cells import Area, Value, read_column, read_place
from desktop.excel.own_package import UneditableError, foreign
from desktop.excel.row_shifts import Shift, is_over_rows, moved
from desktop.excel.splice import text_element

_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_FORMULA = re.compile(r"<f\b([^>]*?)(?:/>|>(.*?)</f>)", re.DOTALL)
_PLACE = re.compile(r'\sr="([A-Z]{1,3})([0-9]+)"')
_STYLE = re.compile(r'\ss="([0-9]+)"')
_SUM = re.compile(r"(?:SUM\(|SUBTOTAL\((?:9|109),)\$?([A-Z]{1,3})\$?([0-9]+):\$?([A-Z]{1,3})\$?([0-9]+)\)")
_ADDED = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+(?:\+\$?[A-Z]{1,3}\$?[0-9]+)*")
_TEXTS = ("s", "inlineStr", "str")
_DAY_ZERO = date(1899, 12, 30).toordinal()
Make = Callable[[int, int], Value]
"""What stands in a column of one of our rows, by its number and the style of its cell."""


@dataclass
class Cell:
    """One cell: its attributes but the place and kind of value, and what it holds."""

    style: int = 0
    rest: str = ""
    content: str = ""
    formula: str = ""
    kind: str = ""
    array: str = ""
    """The cells an array formula fills, this one the first of them."""


@dataclass
class Line:
    """One row: its attributes but the number, and its cells by column."""

    rest: str = ""
    cells: dict[int, Cell] = field(default_factory=dict)


class Rows:
    """All rows of one sheet, parsed; formulas that were shared stand in each cell by themselves."""

    def __init__(self, xml: str) -> None:
        self.lines: dict[int, Line] = {}
        self.shared: dict[str, tuple[str, str]] = {}
        end = 0
        for found in _ROW.finditer(xml):
            number = re.search(r'\sr="([0-9]+)"', found[1])
            if number is None or xml[end : found.start()].strip():
                raise foreign()
            end = found.end()
            rest = re.sub(r'\s(?:r|spans)="[^"]*"', "", found[1])
            self.lines[int(number[1])] = Line(rest, self._cells(found[2] or ""))
        if xml[end:].strip():
            raise foreign()

    def _cells(self, xml: str) -> dict[int, Cell]:
        cells = {}
        for found in _CELL.finditer(xml):
            place = _PLACE.search(found[1])
            if place is None:
                raise foreign()
            style, kind = _STYLE.search(found[1]), re.search(r'\st="([^"]*)"', found[1])
            rest = re.sub(r'\s(?:r|s|t)="[^"]*"', "", found[1])
            cell = Cell(int(style[1]) if style else 0, rest, found[2] or "", kind=kind[1] if kind else "")
            if formula := _FORMULA.search(cell.content):
                cell.formula, cell.array = self._own_formula(formula, place[1] + place[2])
                cell.content = _FORMULA.sub("", cell.content)
            cells[read_column(place[1])] = cell
        return cells

    def _own_formula(self, found: re.Match[str], place: str) -> tuple[str, str]:
        """A formula as it stands in its cell alone, and the cells it fills where it is one of an array."""
        told = dict(re.findall(r'(\w+)="([^"]*)"', found[1]))
        if told.get("t") == "dataTable":
            raise foreign()
        text = unescape(found[2] or "")
        if told.get("t") == "array":
            return text, told.get("ref", place)
        if told.get("t") != "shared":
            return text, ""
        if text:
            self.shared[told.get("si", "")] = (text, place)
            return text, ""
        first, origin = self.shared.get(told.get("si", ""), ("", ""))
        if not first:
            raise foreign()
        return moved(first, origin, place), ""

    def fill(self, shift: Shift, columns: Mapping[int, Make], replaced: set[int]) -> None:
        """Put our rows in, row by row as those that stood there looked; `replaced` held something before."""
        self._refuse_arrays(shift)
        size = shift.last - shift.first + 1
        patterns = [self.lines.get(row, Line()) for row in range(shift.first, shift.last + 1)]
        moved_lines = {
            shift.row(row): line for row, line in self.lines.items() if row < shift.first or row > shift.last
        }
        for number in range(max(size, shift.filled)):
            source = number if number < size - 1 else max(0, size - 2)
            if number == max(size, shift.filled) - 1:
                source = size - 1
            row, origin = shift.first + number, shift.first + source
            line = Line(re.sub(r'\shidden="[^"]*"', "", patterns[source].rest))
            for column, cell in sorted(patterns[source].cells.items()):
                line.cells[column] = _copied(
                    cell, column, origin, row, keeps=origin not in replaced and row == origin
                )
            if number < shift.filled:
                _fill(line, columns, number)
            moved_lines[row] = line
        self.lines = moved_lines

    def _refuse_arrays(self, shift: Shift) -> None:
        """One formula that fills cells of several of our rows cannot go on row by row."""
        for line in self.lines.values():
            for cell in line.cells.values():
                area = Area.read(cell.array.replace("$", "")) if cell.array else None
                if area is None or area.first_row == area.last_row:
                    continue
                if area.first_row <= shift.last and area.last_row >= shift.first:
                    raise UneditableError(
                        _("công thức mảng ở {area} trùm lên các dòng sẽ ghi").format(area=cell.array)
                    )

    def is_total(self, row: int) -> bool:
        """Whether a row adds up others."""
        line = self.lines.get(row)
        return line is not None and any(
            cell.formula and is_over_rows(cell.formula) for cell in line.cells.values()
        )

    def follow(self, shift: Shift) -> None:
        """Let the formulas outside of our rows mean what they meant, and say what plain sums come to."""
        last = shift.last + shift.added
        ours: list[Cell] = []
        others: list[Cell] = []
        for row, line in sorted(self.lines.items()):
            cells = [cell for _column, cell in sorted(line.cells.items()) if cell.formula]
            (ours if shift.first <= row <= last else others).extend(cells)
        for cell in others:
            cell.formula, cell.array = shift.formula(cell.formula, shift.sheet), shift.area(cell.array)
            cell.content, cell.kind = "", ""
        for cell in (*ours, *others):
            if (total := self._sum(cell.formula)) is not None:
                cell.content = f"<v>{total}</v>"

    def _sum(self, formula: str) -> Decimal | None:
        """What a plain sum of figures comes to; None where Excel has to say it."""
        if found := _SUM.fullmatch(formula):
            rows = range(int(found[2]), int(found[4]) + 1)
            columns = range(read_column(found[1]), read_column(found[3]) + 1)
            figures = [self._figure(row, column, is_in_range=True) for row in rows for column in columns]
        elif _ADDED.fullmatch(formula):
            places = map(read_place, formula.replace("$", "").split("+"))
            figures = [self._figure(row, column, is_in_range=False) for row, column in places]
        else:
            return None
        return None if None in figures else sum((each for each in figures if each), Decimal(0))

    def _figure(self, row: int, column: int, *, is_in_range: bool) -> Decimal | None:
        cell = self.lines.get(row, Line()).cells.get(column, Cell())
        if cell.kind in _TEXTS:
            return Decimal(0) if is_in_range else None
        value = re.search(r"<v>([^<]+)</v>", cell.content)
        if value is None:
            return None if cell.formula else Decimal(0)
        return Decimal(value[1])

    def rendered(self) -> str:
        """The rows as XML."""
        pieces = []
        for row, line in sorted(self.lines.items()):
            cells = "".join(_cell_xml(cell, column, row) for column, cell in sorted(line.cells.items()))
            pieces.append(
                f'<row r="{row}"{line.rest}>{cells}</row>' if cells else f'<row r="{row}"{line.rest}/>'
            )
        return "".join(pieces)


def _copied(cell: Cell, column: int, origin: int, row: int, *, keeps: bool) -> Cell:
    """A cell as it goes on in another row: its looks and its formula; its value only where it `keeps` it."""
    letters = column_letters(column)
    formula = moved(cell.formula, f"{letters}{origin}", f"{letters}{row}") if cell.formula else ""
    array = re.sub(r"[0-9]+", str(row), cell.array)  # it fills cells of one row alone
    if keeps and not formula:
        return Cell(cell.style, cell.rest, cell.content, kind=cell.kind)
    return Cell(cell.style, cell.rest if array else "", formula=formula, array=array)


def _fill(line: Line, columns: Mapping[int, Make], number: int) -> None:
    for column, make in columns.items():
        cell = line.cells.setdefault(column, Cell())
        value = make(number, cell.style)
        cell.content, cell.kind = "", ""
        if value is None or value == "":
            continue
        if isinstance(value, str):
            if not cell.formula:
                cell.kind, cell.content = "inlineStr", f"<is>{text_element(value)}</is>"
        elif isinstance(value, date):
            cell.content = f"<v>{value.toordinal() - _DAY_ZERO}</v>"
        else:
            cell.content = f"<v>{value!r}</v>"


def _cell_xml(cell: Cell, column: int, row: int) -> str:
    style = f' s="{cell.style}"' if cell.style else ""
    kind = f' t="{cell.kind}"' if cell.kind else ""
    told = f' t="array" ref="{cell.array}"' if cell.array else ""
    formula = f"<f{told}>{escape(cell.formula, quote=False)}</f>" if cell.formula else ""
    start = f'<c r="{column_letters(column)}{row}"{style}{kind}{cell.rest}'
    inner = formula + cell.content
    return f"{start}>{inner}</c>" if inner else f"{start}/>"


def bordered(styles: str) -> Sequence[bool]:
    """Whether each style of a workbook draws lines around its cells."""
    inside = re.search(r"<cellXfs\b[^>]*>(.*?)</cellXfs>", styles, re.DOTALL)
    told = re.findall(r"<xf\b([^>]*)", inside[1]) if inside else []
    return [bool(re.search(r'borderId="[1-9]', tag)) for tag in told]
