"""Reads a workbook into blocks of rows, inside the process that may be killed for it; shows nothing."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time
from functools import cache, partial
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

import orjson
import python_calamine as calamine

from desktop.declare.text import _
from desktop.excel.cells import Area, Beside, Place, SheetCells, facts_to_plain
from desktop.excel.gate import (
    MB,
    Limits,
    Package,
    Refused,
    damage_refused,
    damaged,
    find_part,
    inspect,
    locked,
    wide_letters,
)
from desktop.excel.opendocument import beside_ods, refuse_far_ods
from desktop.excel.parts import SheetPart, Styles, read_sheet_parts, read_styles, refuse_sheet_count
from desktop.excel.records import beside_xls
from desktop.excel.rich_text import read_mixed
from desktop.excel.scan import Care, refuse_extent, scan_sheet
from desktop.excel.undated import Negative, negative_numbers, settled
from desktop.excel.wide_records import beside_xlsb
from desktop.excel.wire import BLOCK_ROWS, pack

Row = Sequence[Any]
Send = Callable[[bytes], object]
_LARGE = 8 * MB
_LINES_ASKED = 200


def read_into(path: Path, send: Send, limits: Limits, careful: bool = False) -> None:
    """Send the workbook as lines of JSON: blocks of rows, then the sheet they belong to, and progress.

    `careful` looks a large file through before anything else reads it; slower, but it names the cell that
    would make a reader burst.
    """
    package = inspect(path, limits)
    if package.kind == "csv":
        _Sending(send, 1, limits).rows(SheetCells(path.stem), _csv_rows(path, limits))
    elif package.kind == "xlsx":
        _read_xlsx(path, send, limits, package, careful)
    else:
        if package.kind == "ods" and careful:
            refuse_far_ods(path, limits)
        _read_other(path, send, limits, package)


class _Sending:
    """Sends rows block by block and tells how far the work has come."""

    def __init__(self, send: Send, total: int, limits: Limits) -> None:
        self.send, self.total, self.limits, self.done = send, total, limits, 0
        self.turn = Lock()

    def advance(self, amount: int) -> None:
        with self.turn:
            self.done += amount
            self.send(b'{"done":[%d,%d]}\n' % (self.done, self.total))

    def sheet(
        self,
        sheet: SheetCells,
        cells: calamine.CalamineSheet,
        negative: Negative = dict,
        careful: bool = False,
    ) -> None:
        """What calamine has read, unless a few cells far apart span more than a sheet may."""
        top, left = cells.start or (0, 0)
        refuse_extent(sheet.name, top + cells.height, left + cells.width, self.limits)
        self.rows(sheet, cells.iter_rows(), left, negative, careful)

    def rows(
        self,
        sheet: SheetCells,
        rows: Iterator[Row],
        empty_columns: int = 0,
        negative: Negative = dict,
        careful: bool = False,
    ) -> None:
        """Send rows; where a value cannot be what the cell holds, or `careful`, each is looked at."""
        above, negative = 0, cache(negative)
        while block := list(islice(rows, BLOCK_ROWS)):
            packed = pack(block, empty_columns)
            if careful or packed.is_doubtful:
                packed = pack(settled(block, above, empty_columns, sheet, negative), empty_columns)
            with self.turn:
                self.send(packed.line)
            above += len(block)
        self.send(orjson.dumps({"sheet": facts_to_plain(sheet)}, option=orjson.OPT_APPEND_NEWLINE))


def _read_xlsx(path: Path, send: Send, limits: Limits, package: Package, careful: bool) -> None:
    """Values by calamine and all else by our own scan; both at once where the file is large."""
    with damage_refused(), zipfile.ZipFile(path) as parts:
        listed = read_sheet_parts(parts, limits)
        styles, mixed = read_styles(parts), read_mixed(parts)
        sizes = [find_part(parts, sheet.part).file_size for sheet in listed]
    sending = _Sending(send, 3 * sum(sizes), limits)
    is_large = sum(sizes) >= _LARGE
    care: Care = "great" if careful else "light" if is_large else "usual"

    def scan() -> list[SheetCells]:
        with damage_refused(), zipfile.ZipFile(path) as parts:
            return [_scan(parts, sheet, styles, sending, package, care) for sheet in listed]

    with ThreadPoolExecutor(1) as beside:
        scanned = beside.submit(scan)
        if careful or not is_large:
            scanned.result()
        with _open(path) as book:
            if [page.name for page in _pages(book)] != [part.name for part in listed]:
                raise damaged()
            for index, (part, size) in enumerate(zip(listed, sizes, strict=True)):
                cells = _cells(book, part.name)
                sending.advance(size)
                sheet = scanned.result()[index]
                sheet.mixed = {**mixed, **sheet.mixed}
                if cells is not None:
                    sending.sheet(sheet, cells, partial(_negative_of_part, path, part.part))
                elif sheet.errors:
                    sending.rows(sheet, _rows_by_openpyxl(path, sheet))
                else:
                    raise damaged()
                sending.advance(size)
                del cells


def _scan(
    parts: zipfile.ZipFile,
    listed: SheetPart,
    styles: Styles,
    sending: _Sending,
    package: Package,
    care: Care,
) -> SheetCells:
    sheet = SheetCells(listed.name, state=listed.state)
    sheet.has_links, sheet.has_macros = package.has_links, package.has_macros
    with parts.open(find_part(parts, listed.part)) as stream:
        has_pieces = scan_sheet(stream, sheet, styles, sending.limits, sending.advance, care)
    if has_pieces:
        sheet.mixed = read_mixed(parts, find_part(parts, listed.part).filename)
    return sheet


def _cells(book: calamine.CalamineWorkbook, name: str) -> calamine.CalamineSheet | None:
    """The sheet as calamine reads it; None when it cannot."""
    try:
        return book.get_sheet_by_name(name)
    except calamine.CalamineError:
        return None


def _rows_by_openpyxl(path: Path, sheet: SheetCells) -> Iterator[Row]:
    """The rows of a sheet with errors newer than calamine knows (`#SPILL!`, `#CALC!`)."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    page = book[sheet.name]
    page.reset_dimensions()
    width = max((len(values) for values in page.iter_rows(values_only=True)), default=0)
    for row, values in enumerate(page.iter_rows(values_only=True), 1):
        plain = [
            "" if (row, column) in sheet.errors else _like_calamine(v) for column, v in enumerate(values, 1)
        ]
        yield plain + [""] * (width - len(plain))
    book.close()


def _negative_of_part(path: Path, part: str) -> dict[Place, float]:
    with damage_refused(), zipfile.ZipFile(path) as parts, parts.open(find_part(parts, part)) as stream:
        return negative_numbers(stream)


def _like_calamine(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


def _read_other(path: Path, send: Send, limits: Limits, package: Package) -> None:
    """An .xls, .xlsb or .ods: values, errors, merged cells, what is struck out or hidden, as far as told."""
    try:
        opened = _open(path)
    except Refused:
        if package.kind == "ods":
            refuse_far_ods(path, limits)
        raise
    with opened as book:
        pages = _pages(book)
        refuse_sheet_count(len(pages), limits)
        sending = _Sending(send, len(pages), limits)
        names = [page.name for page in book.sheets_metadata]
        beside = dict(zip(names, _beside(path, package.kind, limits), strict=False))
        for page in pages:
            state = "visible" if page.visible == calamine.SheetVisibleEnum.Visible else "hidden"
            told = beside.get(page.name, Beside())
            sheet = SheetCells(page.name, state=state, has_links=package.has_links, errors=told.errors)
            sheet.struck, sheet.hidden_rows = told.struck, told.hidden_rows
            sheet.writings, sheet.formats, sheet.mixed = told.writings, told.formats, told.mixed
            sheet.hidden_columns, sheet.merged = told.hidden_columns, list(told.merged)
            cells = book.get_sheet_by_name(page.name)
            for (top, left), (bottom, right) in cells.merged_cell_ranges or ():
                sheet.merged.append(Area(top + 1, left + 1, bottom + 1, right + 1))
            is_careful = bool(told.errors) or package.kind == "ods"
            sending.sheet(sheet, cells, told.below_zero, is_careful)
            sending.advance(1)


def _beside(path: Path, kind: str, limits: Limits) -> list[Beside]:
    """What each sheet holds beside its values, in the order of the workbook."""
    if kind == "xls":
        return beside_xls(path)
    return beside_xlsb(path) if kind == "xlsb" else beside_ods(path, limits)


def _pages(book: calamine.CalamineWorkbook) -> list[calamine.SheetMetadata]:
    """The sheets that have rows, as calamine lists them."""
    return [page for page in book.sheets_metadata if page.typ == calamine.SheetTypeEnum.WorkSheet]


def _open(path: Path) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError as error:
        raise locked() from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise damaged() from error


def _csv_rows(path: Path, limits: Limits) -> Iterator[Row]:
    """The rows of a CSV file, all as wide as the widest; every value is text as written."""
    text = _decode(path.read_bytes())
    told = re.match(r"sep=(.)\r?\n", text)
    text = text[told.end() :] if told else text
    delimiter = told[1] if told else _delimiter(text)
    rows = _split(text, delimiter)
    width = max(map(len, rows), default=0)
    refuse_extent(path.stem, len(rows), width, limits)
    return (row + [""] * (width - len(row)) for row in rows)


def _split(text: str, delimiter: str) -> list[list[str]]:
    """The cells of the lines; refused where a mark of quotation left open would hide lines in one cell."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[list[str]] = []
    before = 0
    try:
        for row in reader:
            if reader.line_num > before + 1:
                list(csv.reader(lines[before : reader.line_num], delimiter=delimiter, strict=True))
            rows.append(row)
            before = reader.line_num
    except csv.Error as error:
        raise (_open_quotation(before + 1) if reader.line_num > before + 1 else damaged()) from error
    return rows


def _open_quotation(line: int) -> Refused:
    return Refused(
        _("Từ dòng {line} của tệp có dấu ngoặc kép mở mà không đóng, các dòng sau bị dính vào một ô."),
        _("Mở tệp bằng Excel, bỏ dấu ngoặc kép thừa ở dòng đó rồi lưu lại dạng .xlsx."),
        line=line,
    )


def _delimiter(text: str) -> str:
    """What parts the cells: it stands in nearly every line, and equally often."""
    lines = text.splitlines()[:_LINES_ASKED]

    def cells(mark: str) -> int:
        seen = Counter(count for line in lines if (count := line.count(mark)))
        return max((count * lines for count, lines in seen.items()), default=0)

    return max(";,\t", key=cells)


def _decode(content: bytes) -> str:
    if wide := wide_letters(content):
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1258", "replace")
