"""A document as a workbook: its words on the first sheet, each table on one of its own; never read back."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.declare.problems import column_letters
from desktop.declare.reports import (
    MONEY,
    PERCENT,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Table,
    TableColumn,
    TableRow,
    in_unit,
)
from desktop.declare.text import _, for_xml
from desktop.excel.fitting import lines_of
from desktop.excel.sheets import whole_or_not_at_all

_FONT = "Times New Roman"
_NATIONAL = "[$-42A]"
_LINE = Side(style="thin", color="7F7F7F")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADING = PatternFill("solid", fgColor="DCE6F1")
_WIDEST = 150
"""Letters of all columns together: what A4 across takes at a size people read."""
_CAPITAL = 1.35
"""So many usual letters are as wide as one bold capital."""
_LINE_HEIGHT = 15
"""Points of one line of text."""
_INDENTED = 2
"""The column in which an outline goes in."""
_SIGNS = str.maketrans("[]:*?/\\", "()-----")


def write_report_book(document: Document, letterhead: Letterhead, path: Path) -> None:
    """Write the document, whole or not at all. Raises `Refusal`."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    told = [part for part in document.parts if not isinstance(part, Table)]
    if told or not any(True for _table in document.tables()):
        _write_words(book.create_sheet(_("Lời văn")), document, letterhead, told)
    for number, table in enumerate(document.tables(), 1):
        name = (table.title or document.title).translate(_SIGNS)
        page = book.create_sheet(for_xml(f"{number}. {name}")[:31].strip("' "))
        _write_table(page, document, letterhead, table)
    if document.figures:
        exact = book.create_sheet(_("Số liệu"))
        _write_figures(exact, document)
        # For programs that read the report: people have the figures in words and tables, and print those.
        exact.sheet_state = Worksheet.SHEETSTATE_HIDDEN
    with whole_or_not_at_all(path) as stream:
        book.save(stream)


def _write_words(
    page: Worksheet, document: Document, letterhead: Letterhead, parts: Sequence[Heading | Paragraph]
) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 45, 65
    row = _write_head(page, document, letterhead, 2, 2)
    for part in parts:
        text = part.text if isinstance(part, Heading) else document.tell(part)
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        _put(page, row, 1, text, bold=isinstance(part, Heading), wraps=True)
        page.row_dimensions[row].height = 16 * (1 + len(text) // 100 + text.count("\n"))
        row += 1
    _write_signatures(page, document.signed_by, letterhead, row + 1, 2)
    _set_print(page, None)


def _write_figures(page: Worksheet, document: Document) -> None:
    """Every figure by its name, exact: whole đồng, as the command tells it."""
    for place, (text, width) in enumerate(((_("Mã số liệu"), 42), (_("Giá trị"), 24), (_("Đơn vị"), 16)), 1):
        _put(page, 1, place, text, bold=True).fill = _HEADING
        page.column_dimensions[column_letters(place)].width = width
    for row, (name, figure) in enumerate(document.figures.items(), 2):
        _put(page, row, 1, name)
        cell = _put(page, row, 2, figure.value)
        if figure.value is not None:
            cell.number_format = _format_of(figure.value)
        unit = {MONEY: _("đồng"), PERCENT: "%"}.get(figure.kind, figure.unit)
        _put(page, row, 3, unit if figure.value is not None else _("(chưa có số)"))
    page.freeze_panes = "A2"
    _set_print(page, (1, 1))


def _write_head(page: Worksheet, document: Document, letterhead: Letterhead, columns: int, right: int) -> int:
    """The national heading, title and lines; the row below them. `right` is where the right half begins."""
    country, motto = letterhead.nation
    halves = ((1, max(1, right - 1)), (right, columns)) if columns > 1 else ((1, 1), (1, 1))
    for row, left_text, right_text in ((1, letterhead.office.upper(), country), (2, "", motto)):
        for (first, last), text in zip(halves, (left_text, right_text), strict=True):
            if text:
                _put(page, row, first, text, bold=True, at="center")
            if last > first:
                page.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    _put(page, 3, halves[1][0], letterhead.dated, italic=True, at="center")
    if halves[1][1] > halves[1][0]:
        page.merge_cells(start_row=3, end_row=3, start_column=halves[1][0], end_column=halves[1][1])
    row = 5
    for text, size in ((document.title.upper(), 14), *((line, 11) for line in document.lines)):
        _put(page, row, 1, text, bold=size > 11, italic=size == 11, at="center", size=size)
        if columns > 1:
            page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        row += 1
    return row + 1


def _write_table(page: Worksheet, document: Document, letterhead: Letterhead, table: Table) -> None:
    count = len(table.columns)
    for place, width in enumerate(_widths(table, letterhead), 1):
        page.column_dimensions[column_letters(place)].width = width
    row = _write_head(page, document, letterhead, count, count // 2 + 1)
    if table.title:
        _put(page, row, 1, table.title, bold=True)
        row += 1
    if table.measured_in and table.rows:
        _put(page, row, count, table.measured_in, italic=True, at="right")
        row += 1
    if not table.rows:
        _put(page, row, 1, table.empty, italic=True)
        _write_signatures(page, document.signed_by, letterhead, row + 2, count)
        _set_print(page, None)
        return
    first = row
    row = _write_headings(page, table, row)
    page.freeze_panes = f"A{row}"
    body = _Body(page, table)
    for said in table.rows:
        body.write(row, said)
        row += 1
    for note in table.notes:
        _put(page, row, 1, note, italic=True, size=10)
        row += 1
    _write_signatures(page, document.signed_by, letterhead, row + 1, count)
    _set_print(page, (first, first + table.is_grouped))


def _widths(table: Table, letterhead: Letterhead) -> list[float]:
    """The widths of the columns: together as wide as the paper takes, and no half of its heading cut off."""
    whole = sum(column.width for column in table.columns)
    wider = max(1.0, min(1.3, _WIDEST / whole))
    widths = [max(5.0, column.width * wider) for column in table.columns]
    middle = len(widths) // 2
    for half, text in ((slice(middle), letterhead.office), (slice(middle, None), letterhead.nation[0])):
        room, asked = sum(widths[half]), min(_WIDEST / 2, len(text) * _CAPITAL)
        if 0 < room < asked:
            widths[half] = [width * asked / room for width in widths[half]]
    return widths


class _Body:
    """The rows of a table; what a cell looks like is worked out once for all that look alike."""

    def __init__(self, page: Worksheet, table: Table) -> None:
        self._page, self._columns = page, table.columns
        self._looks: dict[tuple[int, bool, int, str], Any] = {}

    def write(self, row: int, said: TableRow) -> None:
        """One row."""
        for place, (column, value) in enumerate(zip(self._columns, said.cells, strict=True), 1):
            number = in_unit(value, column.kind) if isinstance(value, int | Decimal) else value
            least = 1 if column.kind == PERCENT else 0
            written = _format_of(number, least) if isinstance(number, int | Decimal) else "@"
            depth = said.depth if place == _INDENTED else 0
            cell: Any = self._page.cell(row, place)
            cell.value = for_xml(number) if isinstance(number, str) else number
            look = (place, said.is_total, depth, written)
            if look not in self._looks:
                self._dress(cell, column, said.is_total, depth, written)
                self._looks[look] = cell._style
            cell._style = copy(self._looks[look])
            if isinstance(number, str):
                # Text is text, even where it begins like a formula.
                cell.data_type = "s"
        self._page.row_dimensions[row].height = _LINE_HEIGHT * self._lines(said)

    def _lines(self, said: TableRow) -> int:
        """How many lines the longest text of a row needs; not every program works that out itself."""
        found = [1]
        for place, (column, value) in enumerate(zip(self._columns, said.cells, strict=True), 1):
            if isinstance(value, str) and not column.is_number:
                width = self._page.column_dimensions[column_letters(place)].width
                room = max(4, int(width) - 1 - 2 * (said.depth if place == _INDENTED else 0))
                found.append(sum(-(-len(line) // room) or 1 for line in value.split("\n")))
        return max(found)

    @staticmethod
    def _dress(cell: Any, column: TableColumn, bold: bool, depth: int, written: str) -> None:
        cell.font, cell.border, cell.number_format = Font(name=_FONT, size=11, bold=bold), _BORDER, written
        side = "right" if column.is_number else "left"
        cell.alignment = Alignment(
            horizontal=side, indent=depth, vertical="top", wrap_text=None if column.is_number else True
        )


def _write_headings(page: Worksheet, table: Table, row: int) -> int:
    heads = 2 if table.is_grouped else 1
    for each, lines in enumerate(_lines_of_headings(page, table), row):
        page.row_dimensions[each].height = _LINE_HEIGHT * lines + 3
    for place, column in enumerate(table.columns, 1):
        at = row + heads - 1 if column.group else row
        _put(page, at, place, column.heading, bold=True, at="center", wraps=True, up="center")
        if heads > 1 and not column.group:
            page.merge_cells(start_row=row, end_row=row + 1, start_column=place, end_column=place)
        for each in range(row, row + heads):
            page.cell(each, place).fill, page.cell(each, place).border = _HEADING, _BORDER
    for group, first, count in table.groups():
        if group:
            _put(page, row, first + 1, group, bold=True, at="center", wraps=True, up="center")
            page.merge_cells(start_row=row, end_row=row, start_column=first + 1, end_column=first + count)
    return row + heads


def _lines_of_headings(page: Worksheet, table: Table) -> list[int]:
    """Of how many lines each row of headings is, two at least for the last: none of them is cut off."""
    widths = [
        page.column_dimensions[column_letters(place)].width for place in range(1, len(table.columns) + 1)
    ]
    said = list(zip(table.columns, widths, strict=True))
    alone, under = (
        max((lines_of(each.heading, width - 2) for each, width in said if bool(each.group) is has), default=1)
        for has in (False, True)
    )
    if not table.is_grouped:
        return [max(2, alone)]
    over = max(
        lines_of(group, sum(widths[first : first + count]) - 1)
        for group, first, count in table.groups()
        if group
    )
    return [over, max(2, under, alone - over)]


def _write_signatures(
    page: Worksheet, signers: Sequence[str], letterhead: Letterhead, row: int, columns: int
) -> None:
    for number, signer in enumerate(signers):
        first = 1 + number * columns // len(signers)
        last = max(first, (number + 1) * columns // len(signers))
        for at, text, bold in ((row, signer.upper(), True), (row + 1, _("(Ký, ghi rõ họ tên)"), False)):
            _put(page, at, first, text, bold=bold, italic=not bold, at="center")
            if last > first:
                page.merge_cells(start_row=at, end_row=at, start_column=first, end_column=last)
    for at, text in enumerate(letterhead.foot, row + 7):
        _put(page, at, 1, text, italic=True, size=9)


def _put(
    page: Worksheet,
    row: int,
    column: int,
    value: Any,
    *,
    bold: bool = False,
    italic: bool = False,
    at: str = "",
    up: str = "top",
    size: int = 11,
    wraps: bool = False,
) -> Any:
    cell: Any = page.cell(row, column)
    cell.value = for_xml(value) if isinstance(value, str) else value
    if isinstance(value, str):
        # Text is text, even where it begins like a formula.
        cell.data_type = "s"
    cell.font = Font(name=_FONT, size=size, bold=bold, italic=italic)
    cell.alignment = Alignment(horizontal=at or None, vertical=up, wrap_text=wraps or None)
    return cell


def _format_of(value: int | Decimal, least: int = 0) -> str:
    """As many decimals as the number has, so that nothing of it is hidden."""
    exponent = Decimal(value).normalize().as_tuple().exponent
    decimals = max(least, -exponent if isinstance(exponent, int) and exponent < 0 else 0)
    return f"{_NATIONAL}#,##0" + ("." + "0" * decimals if decimals else "")


def _set_print(page: Worksheet, heads: tuple[int, int] | None) -> None:
    page.sheet_view.showGridLines = False
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if heads:
        page.print_title_rows = f"{heads[0]}:{heads[1]}"
    footer = page.HeaderFooter.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = _("Trang &P/&N")
