"""Puts rows, as XML, into a workbook that is dressed already; knows no style but its number.

Rows go block by block and within it column by column, because a column mostly holds one kind of value:
what has to be asked of every cell is then asked of the whole column at once.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape
from itertools import islice
from types import NoneType
from typing import Any

from desktop.declare.problems import Refusal, column_letters
from desktop.declare.text import _, for_xml
from desktop.excel.cells import Value
from desktop.excel.dressing import Sheet, Tint
from desktop.excel.fitting import row_heights
from desktop.excel.shell import LAST_ROW, CellStyles, Shell

_BLOCK_ROWS = 500
_BETWEEN = "\u241e"
_MOST_ROWS = 1_048_576
_LONGEST_TEXT = 32_767
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ODD_BETWEEN = [_BETWEEN + start for start in "=+-@ "] + [" " + _BETWEEN]
_ESCAPE_OF_EXCEL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_DAY_ZERO = date(1899, 12, 30).toordinal()
_ROW = re.compile(rb'<row [^>]*?r="([0-9]+)"')
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_SHEET_PART = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
_SAME_TIME = (1980, 1, 1, 0, 0, 0)


def splice(shell: Shell, package: zipfile.ZipFile) -> None:
    """Write the shell's parts to the package, its sheets with their rows."""
    last_rows: dict[int, int] = {}
    with zipfile.ZipFile(io.BytesIO(shell.content)) as dressed:
        names = dressed.namelist()
        for name in sorted(names, key=lambda name: not _SHEET_PART.fullmatch(name)):
            content = dressed.read(name)
            found = _SHEET_PART.fullmatch(name)
            index = int(found[1]) - 1 if found else len(shell.sheets)
            with package.open(_entry(name), "w") as part:
                if index < len(shell.sheets):
                    stand_in = LAST_ROW - index
                    rows = _Rows(shell.sheets[index], shell.styles[index], stand_in)
                    last_rows[stand_in] = rows.write(content, part.write)
                else:
                    part.write(_with_last_rows(content, last_rows) if name == "xl/workbook.xml" else content)


def _entry(name: str) -> zipfile.ZipInfo:
    """Equal rows make equal files: no part carries the time of its writing."""
    entry = zipfile.ZipInfo(name, _SAME_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _with_last_rows(xml: bytes, last_rows: dict[int, int]) -> bytes:
    for stand_in, row in last_rows.items():
        xml = xml.replace(str(stand_in).encode(), str(row).encode())
    return xml


class _Rows:
    """Writes one sheet: what openpyxl made of it, with the rows in the place of theirs."""

    def __init__(self, sheet: Sheet, styles: list[CellStyles], stand_in: int) -> None:
        self.sheet, self.stand_in = sheet, stand_in
        self.columns = [_ColumnXml(column_letters(number), style) for number, style in enumerate(styles, 1)]
        self.marked = {row for row, _column in sheet.marks}
        self.wraps = any(column.wraps for column in sheet.columns)
        self.sums: dict[int, int | Decimal] = {
            number: 0 for number, column in enumerate(sheet.columns) if column.summed and sheet.total
        }
        """Column → what its figures add up to; a column with a figure that Excel cannot hold has none."""

    def write(self, shell: bytes, write: Callable[[bytes], object]) -> int:
        """Write the part; answers the last row."""
        end = shell.index(b"</sheetData>")
        starts = (row.start() for row in _ROW.finditer(shell) if int(row[1]) >= self.sheet.first_row)
        write(_DIMENSION.sub(b"", shell[: next(starts, end)]))
        last_row = self.sheet.first_row - 1
        rows = iter(self.sheet.rows)
        while block := list(islice(rows, _BLOCK_ROWS)):
            write("".join(self._block(block, last_row + 1)).encode())
            last_row += len(block)
            if last_row > _MOST_ROWS:
                raise Refusal(
                    _("Trang «{sheet}» có nhiều hơn 1.048.576 hàng, Excel không mở được.").format(
                        sheet=self.sheet.name
                    ),
                    _("Lọc bớt rồi xuất lại."),
                )
        if self.sums and last_row >= self.sheet.first_row:
            write(self._total(last_row).encode())
        write(_with_last_rows(shell[end:], {self.stand_in: last_row}))
        return last_row

    def _add_up(self, columns: Sequence[tuple[Any, ...]]) -> None:
        for number in list(self.sums):
            figures = [value for value in columns[number] if value is not None]
            if any(isinstance(value, str) for value in figures):
                del self.sums[number]
            else:
                self.sums[number] = sum(map(_exact, figures), self.sums[number])

    def _total(self, last_row: int) -> str:
        """The row below the rows: sums that follow Excel's filter, and what they are now."""
        first, cells = self.sheet.first_row, []
        shown = (number for number, column in enumerate(self.sheet.columns) if not column.is_hidden)
        label = next(shown, 0)
        for number, xml in enumerate(self.columns):
            style = xml.styles.plain["total"]
            if number == label:
                cells.append(xml.cell(self.sheet.total, str(last_row + 1), "total"))
            elif number in self.sums:
                letters = column_letters(number + 1)
                sums = f"<f>SUBTOTAL(9,{letters}{first}:{letters}{last_row})</f><v>{self.sums[number]}</v>"
                cells.append(f'{xml.start}{last_row + 1}" s="{style}">{sums}</c>')
            else:
                cells.append(xml.cell(None, str(last_row + 1), "total"))
        return f'<row r="{last_row + 1}">{"".join(cells)}</row>'

    def _block(self, block: list[Sequence[Value]], first_row: int) -> Iterator[str]:
        numbers = [str(row) for row in range(first_row, first_row + len(block))]
        columns = list(zip(*block, strict=True))
        self._add_up(columns)
        cells = [xml.cells(values, numbers) for xml, values in zip(self.columns, columns, strict=True)]
        if self.marked:
            self._tint(block, cells, first_row)
        heights = row_heights(self.sheet.columns, block) if self.wraps else [0.0] * len(block)
        for number, height, row in zip(numbers, heights, zip(*cells, strict=True), strict=True):
            tall = f' ht="{height:g}" customHeight="1"' if height else ""
            yield f'<row r="{number}"{tall}>{"".join(row)}</row>'

    def _tint(self, block: list[Sequence[Value]], cells: list[list[str]], first_row: int) -> None:
        for index, values in enumerate(block):
            place = first_row + index - self.sheet.first_row + 1
            if place in self.marked:
                for column, value in enumerate(values):
                    mark = self.sheet.marks.get((place, column + 1))
                    if mark is not None:
                        number = str(first_row + index)
                        cells[column][index] = self.columns[column].cell(value, number, mark.tint)


class _ColumnXml:
    """Turns the values of one column into cells."""

    def __init__(self, letters: str, styles: CellStyles) -> None:
        self.start = f'<c r="{letters}'
        self.styles = styles

    def cells(self, values: tuple[Any, ...], numbers: list[str]) -> list[str]:
        kinds = set(map(type, values))
        start, style = self.start, f'" s="{self.styles.plain[""]}"'
        pairs = zip(numbers, values, strict=True)
        if kinds <= {str, NoneType} and _is_plain(values):
            head, blank = f'{style} t="inlineStr"><is><t>', f"{style}/>"
            return [
                f"{start}{row}{head}{text}</t></is></c>" if text else f"{start}{row}{blank}"
                for row, text in pairs
            ]
        if kinds <= {int, float}:
            return [f"{start}{row}{style}><v>{number!r}</v></c>" for row, number in pairs]
        if kinds == {date}:
            head = f'" s="{self.styles.dated[""]}"><v>'
            return [f"{start}{row}{head}{day.toordinal() - _DAY_ZERO}</v></c>" for row, day in pairs]
        return [self.cell(value, row) for row, value in pairs]

    def cell(self, value: Any, number: str, tint: Tint = "") -> str:
        style = self.styles.plain[tint]
        place = f'{self.start}{number}" s="'
        if value is None or value == "":
            return f'{place}{style}"/>'
        if isinstance(value, str):
            if value.startswith(_FORMULA_STARTS):
                style = self.styles.quoted[tint]
            return f'{place}{style}" t="inlineStr"><is>{text_element(value)}</is></c>'
        if isinstance(value, bool):
            return f'{place}{style}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, date):
            return f'{place}{self.styles.dated[tint]}"><v>{_days(value)}</v></c>'
        return f'{place}{style}"><v>{value!r}</v></c>'


def _exact(value: int | float) -> int | Decimal:
    return value if isinstance(value, int) else Decimal(repr(value))


def _is_plain(values: Sequence[str | None]) -> bool:
    """Whether no text of the column needs care, asked once of all of them together."""
    joined = f"{_BETWEEN}{_BETWEEN.join([text or '' for text in values])}{_BETWEEN}"
    return (
        joined.isprintable()
        and joined.count(_BETWEEN) == len(values) + 1
        and "&" not in joined
        and "<" not in joined
        and "_x" not in joined
        and len(joined) < _LONGEST_TEXT
        and not any(odd in joined for odd in _ODD_BETWEEN)
    )


def text_element(value: str) -> str:
    """A `<t>` element; what looks like Excel's own escape of a character is escaped itself."""
    text = escape(_ESCAPE_OF_EXCEL.sub("_x005F_", for_xml(value)[:_LONGEST_TEXT]), quote=False)
    text = text.replace("\r", "_x000D_")
    keeps_blanks = text != text.strip() or "\n" in text
    return f'<t xml:space="preserve">{text}</t>' if keeps_blanks else f"<t>{text}</t>"


def _days(day: date) -> str:
    whole = day.toordinal() - _DAY_ZERO
    if isinstance(day, datetime):
        return repr(whole + (day - datetime(day.year, day.month, day.day)).total_seconds() / 86_400)
    return str(whole)
