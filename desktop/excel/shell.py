"""The dressed workbook without its rows: styles, headings, lists, print set-up; made by openpyxl."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.declare.problems import column_letters
from desktop.declare.text import _, fold_words, for_xml
from desktop.excel.dressing import LISTS_SHEET, STAMP_SHEET, Book, Column, Sheet, Tint
from desktop.excel.fitting import heading_heights, shown_heading
from desktop.excel.gate import Limits

LAST_ROW = 1_048_575
"""Stands in the shell for the last row of the first sheet, LAST_ROW - 1 for that of the second …; `splice`
puts the real one there once it has written it."""

_FONT = "Times New Roman"
_SMALLEST_PRINT = 70
"""Percent of the size on the screen: smaller, and nobody reads the sheet on paper."""
_LEGIBLE_ON_A_PAGE = 205
"""So many letters stand beside each other on A4 across at that size."""
_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FILLS = {
    "heading": "DCE6F1", "required": "FCE4D6", "error": "F8CBAD", "warning": "FFE699", "note": "DDEBF7",
    "sample": "F2F2F2", "total": "DCE6F1", "known": "F2F2F2",
}  # fmt: skip
_TINTS: tuple[Tint, ...] = ("", "error", "warning", "note", "sample", "total")
_NATIONAL = "[$-42A]"
"""Vietnamese points and commas; Excel takes those of the machine, which are the same here."""
_FONTS: dict[Tint, Font] = {
    "sample": Font(name=_FONT, size=11, italic=True, color="7F7F7F"),
    "total": Font(name=_FONT, size=11, bold=True),
}
_SIGNS = str.maketrans("[]:*?/\\", "()-----")


@dataclass(frozen=True)
class CellStyles:
    """The indexes of the styles of one column, by tint."""

    plain: dict[Tint, int]
    quoted: dict[Tint, int]
    """For text that would be taken for a formula when it is edited."""
    dated: dict[Tint, int]


@dataclass
class Shell:
    """The finished workbook without rows, and the styles its rows need."""

    content: bytes
    sheets: Sequence[Sheet]
    styles: list[list[CellStyles]] = field(default_factory=list)


def dress(sheets: Sequence[Sheet], book: Book) -> Shell:
    """Make the workbook in which `splice` puts the rows."""
    workbook = openpyxl.Workbook()
    samples = workbook.worksheets[0]
    made = _Styles(samples)
    names = {name: _list_name(index, name) for index, name in enumerate(book.lists, 1)}
    styles = []
    for index, sheet in enumerate(sheets):
        page = workbook.create_sheet(_sheet_name(sheet.name))
        _write_titles(page, sheet)
        _write_headings(page, sheet)
        columns = enumerate(sheet.columns, 1)
        styles.append([_style_column(page, made, number, column, sheet) for number, column in columns])
        _add_lists(page, sheet, names)
        _add_comments(page, sheet)
        _set_view(page, sheet, LAST_ROW - index)
        _set_print(page, sheet)
    workbook.remove(samples)
    _write_lists(workbook, book, names)
    _write_stamp(workbook, book)
    content = io.BytesIO()
    workbook.save(content)
    return Shell(content.getvalue(), sheets, styles)


def _sheet_name(name: str) -> str:
    """The name as Excel allows it: at most 31 letters, none of seven signs."""
    return for_xml(name).translate(_SIGNS)[:31].strip("' ") or _("Trang")


def number_format(column: Column) -> str:
    """The number format of a column's values."""
    decimals = "." + "0" * column.decimals if column.decimals else ""
    return {
        "text": "@",
        "int": "0",
        "count": f"{_NATIONAL}#,##0",
        "money": f"{_NATIONAL}#,##0",
        "decimal": f"{_NATIONAL}#,##0{decimals}",
        "date": "dd/mm/yyyy",
        "percent": f'{_NATIONAL}0{decimals}"%"',
    }[column.kind]


def _put(cell: Cell | MergedCell, text: str, font: Font, alignment: Alignment) -> None:
    """Text into a cell, even where it begins like a formula."""
    assert isinstance(cell, Cell)
    cell.value = for_xml(text)
    cell.data_type = "s"
    cell.font, cell.alignment = font, alignment


def _write_titles(page: Worksheet, sheet: Sheet) -> None:
    shown = next((number for number, column in enumerate(sheet.columns, 1) if not column.is_hidden), 1)
    for row, title in enumerate(sheet.titles, 1):
        font = Font(name=_FONT, size=14 if row == 1 else 11, bold=row == 1)
        _put(page.cell(row, shown), title, font, Alignment(vertical="center"))


def _write_headings(page: Worksheet, sheet: Sheet) -> None:
    first, last = sheet.heading_rows
    for row, height in enumerate(heading_heights(sheet), first):
        page.row_dimensions[row].height = height
    font = Font(name=_FONT, size=11, bold=True)
    alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, column in enumerate(sheet.columns, 1):
        fill = PatternFill("solid", fgColor=_FILLS["required" if column.required else "heading"])
        for row in range(first, last + 1):
            page.cell(row, number).border = _BORDER
            page.cell(row, number).fill = fill
        cell = page.cell(last if column.group else first, number)
        _put(cell, shown_heading(column), font, alignment)
        if column.note:
            cell.comment = _comment(column.note)
        if last > first and not column.group:
            page.merge_cells(start_row=first, end_row=last, start_column=number, end_column=number)
    number = 1
    for group, columns in groupby(sheet.columns, key=lambda column: column.group):
        width = len(list(columns))
        if group:
            _put(page.cell(first, number), group, font, alignment)
            if width > 1:
                page.merge_cells(
                    start_row=first, end_row=first, start_column=number, end_column=number + width - 1
                )
        number += width


class _Styles:
    """The styles of a workbook's cells, each made once: openpyxl takes a millisecond for one."""

    def __init__(self, samples: Worksheet) -> None:
        self._samples = samples
        self._made: dict[tuple[object, ...], int] = {}

    def of(self, column: Column, code: str, is_quoted: bool = False) -> dict[Tint, int]:
        """The indexes of the styles of a column's cells with one number format, by tint."""
        return {tint: self._index(column, tint, code, is_quoted) for tint in _TINTS}

    def _index(self, column: Column, tint: Tint, code: str, is_quoted: bool) -> int:
        asked = (column.kind, column.locked, column.wraps, tint, code, is_quoted)
        if asked not in self._made:
            self._made[asked] = _style(self._samples, column, tint, code, is_quoted)
        return self._made[asked]


def _style_column(page: Worksheet, styles: _Styles, number: int, column: Column, sheet: Sheet) -> CellStyles:
    """Width and style of a column, also for what is typed below the rows, and the styles of its cells."""
    below = page.column_dimensions[column_letters(number)]
    below.width, below.hidden = column.width, column.is_hidden
    below.number_format = code = number_format(column)
    below.font = Font(name=_FONT, size=11)
    below.protection = Protection(locked=column.locked and not sheet.is_fixed)
    return CellStyles(
        styles.of(column, code), styles.of(column, code, is_quoted=True), styles.of(column, "dd/mm/yyyy")
    )


def _style(samples: Worksheet, column: Column, tint: Tint, code: str, is_quoted: bool) -> int:
    """The index of a style, made by a cell of its own because an index keeps the object it was given."""
    cell = samples.cell(samples.max_row + 1, 1)
    is_number = column.kind in ("int", "count", "money", "decimal", "percent")
    cell.number_format = code
    cell.font, cell.border = _FONTS.get(tint, Font(name=_FONT, size=11)), _BORDER
    cell.protection = Protection(locked=column.locked)
    cell.alignment = Alignment(
        horizontal="right" if is_number else "center" if column.kind == "date" else "left",
        vertical="center",
        indent=0 if column.kind == "date" else 1,
        wrap_text=column.wraps or None,
        # A figure wider than its column, further down than was asked or a sum, is never shown as ###.
        shrink_to_fit=is_number or None,
    )
    if tint or column.locked:
        cell.fill = PatternFill("solid", fgColor=_FILLS[tint or "known"])
    if is_quoted:
        cell.quotePrefix = True
    return int(cell.style_id)


def _add_lists(page: Worksheet, sheet: Sheet, names: dict[str, str]) -> None:
    for number, column in enumerate(sheet.columns, 1):
        if column.choices not in names:
            continue
        letters = column_letters(number)
        offered = names[column.choices]
        if column.within:
            places = (place for place, other in enumerate(sheet.columns, 1) if other.name == column.within)
            offered = _part_of_list(offered, f"${column_letters(next(places))}{sheet.first_row}")
        choice = DataValidation(type="list", formula1=offered, allow_blank=True)
        choice.errorTitle = _("Không có trong danh mục")
        choice.error = _("Chọn một giá trị trong danh sách thả xuống.")
        if column.loose:
            choice.errorStyle = "warning"
            choice.error = _("Danh sách thả xuống không có giá trị này. Vẫn ghi?")
        choice.showErrorMessage = True
        choice.add(f"{letters}{sheet.first_row}:{letters}{Limits().rows}")
        page.add_data_validation(choice)


def _part_of_list(name: str, cell: str) -> str:
    """The rows of a list that stand beside the value of a cell; where it is unknown, the blank one below."""
    first = f"IFERROR(MATCH({cell},{name}_theo,0),ROWS({name}_theo)+1)"
    return f"OFFSET({name},{first}-1,0,MAX(1,COUNTIF({name}_theo,{cell})),1)"


def _add_comments(page: Worksheet, sheet: Sheet) -> None:
    for (row, column), mark in sheet.marks.items():
        if mark.comment:
            page.cell(sheet.first_row + row - 1, column).comment = _comment(mark.comment)


def _comment(text: str) -> Comment:
    lines = 1 + len(text) // 38 + text.count("\n")
    return Comment(for_xml(text), "", height=24 + 18 * lines, width=280)


def _set_view(page: Worksheet, sheet: Sheet, last_row: int) -> None:
    page.freeze_panes = f"{column_letters(sheet.frozen_columns + 1)}{sheet.first_row}"
    page.sheet_view.showGridLines = False
    if sheet.has_filter:
        page.auto_filter.ref = f"A{sheet.heading_rows[1]}:{column_letters(len(sheet.columns))}{last_row}"
    if sheet.is_hidden:
        page.sheet_state = "hidden"
    if any(column.locked for column in sheet.columns):
        page.protection.sheet = True
        for allowed in ("autoFilter", "sort", "formatColumns", "formatRows", "insertRows", "deleteRows"):
            setattr(page.protection, allowed, False)


def _set_print(page: Worksheet, sheet: Sheet) -> None:
    first, last = sheet.heading_rows
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.print_title_rows = f"{first}:{last}"
    if sum(column.width for column in sheet.columns if not column.is_hidden) <= _LEGIBLE_ON_A_PAGE:
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    else:
        page.page_setup.scale, page.page_setup.pageOrder = _SMALLEST_PRINT, "overThenDown"
        if sheet.frozen_columns:
            page.print_title_cols = f"A:{column_letters(sheet.frozen_columns)}"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.6
    page.page_margins.header = page.page_margins.footer = 0.3  # lower than the cells, or its line is cut
    footer = page.HeaderFooter.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = _("Trang &P/&N")


def _list_name(index: int, name: str) -> str:
    return f"ds_{index}_{fold_words(name).replace(' ', '_')}"[:200]


def _write_lists(workbook: openpyxl.Workbook, book: Book, names: dict[str, str]) -> None:
    if not book.lists:
        return
    page = workbook.create_sheet(LISTS_SHEET)
    page.sheet_state = "hidden"
    number = 0
    for name, choices in book.lists.items():
        number += 1
        if isinstance(choices, Mapping):
            pairs = [(upper, text) for upper, texts in choices.items() for text in texts]
            uppers = [upper for upper, _text in pairs]
            workbook.defined_names.add(_write_list(page, number, name, f"{names[name]}_theo", uppers))
            number, choices = number + 1, [text for _upper, text in pairs]
        workbook.defined_names.add(_write_list(page, number, name, names[name], choices))


def _write_list(page: Worksheet, number: int, heading: str, name: str, choices: Sequence[str]) -> DefinedName:
    letters = column_letters(number)
    for row, text in enumerate((heading, *choices), 1):
        cell = page.cell(row, number, for_xml(text))
        cell.data_type, cell.number_format = "s", "@"
    area = f"'{LISTS_SHEET}'!${letters}$2:${letters}${max(len(choices), 1) + 1}"
    return DefinedName(name, attr_text=area)


def _write_stamp(workbook: openpyxl.Workbook, book: Book) -> None:
    if not book.stamp:
        return
    page = workbook.create_sheet(STAMP_SHEET)
    page.sheet_state = "veryHidden"
    for row, pair in enumerate(book.stamp.items(), 1):
        for column, text in enumerate(pair, 1):
            cell = page.cell(row, column, for_xml(text))
            cell.data_type = "s"
