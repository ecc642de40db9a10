"""Our page in an officer's own workbook: counts, causes, links; and the hidden one. Edits nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from desktop.declare.problems import column_letters
from desktop.declare.text import _, group_digits
from desktop.excel.dressing import Tint
from desktop.excel.own_marks import VERSION, heading
from desktop.excel.own_styles import Look, OwnStyles, Pair
from desktop.excel.splice import text_element

MOST_LINES = 2_000
"""Lines of links; whoever has more to correct goes down our column."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_START = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
_WIDTHS = (15, 26, 34, 110)
_LINE = 15.5
"""Points; programs other than Excel leave a row of several lines as low as one."""


@dataclass(frozen=True)
class TableCounts:
    """What became of one table."""

    sheet: str
    title: str
    read: int
    taken: int
    refused: int


@dataclass(frozen=True)
class Told:
    """One thing to correct or look at again, and where."""

    sheet: str
    row: int
    column: int
    heading: str
    tint: Tint
    about: str
    message: str


@dataclass(frozen=True)
class _Cell:
    text: str | int
    style: int
    link: str = ""


class OwnPage:
    """The page in front: what to do, what was taken and what was not, each cell one press away."""

    def __init__(self, styles: OwnStyles) -> None:
        own = styles.own
        self.title = own(Look(size=14, bold=True))
        self.plain = own(Look())
        self.head = own(Look(bold=True, fill="DCE6F1", lines=True, wraps=True))
        self.text = own(Look(lines=True, wraps=True))
        self.number = own(Look(lines=True, wraps=True, number=True))
        self.link = own(Look(lines=True, wraps=True, link=True, colour="0563C1"))
        self.grades: dict[Tint, int] = {
            "error": own(Look(lines=True, wraps=True, fill="F8CBAD")),
            "warning": own(Look(lines=True, wraps=True, fill="FFE699")),
        }

    def xml(self, counts: Sequence[TableCounts], told: Sequence[Told], *, in_front: bool) -> str:
        """The part."""
        lines = list(self._lines(counts, told))
        rows, links = [], []
        for row, cells in enumerate(lines, 1):
            rows.append(_row_xml(row, cells))
            links += [
                f'<hyperlink ref="{column_letters(number)}{row}" location="{escape(cell.link)}"/>'
                for number, cell in enumerate(cells, 1)
                if cell.link
            ]
        selected = ' tabSelected="1"' if in_front else ""
        widths = "".join(
            f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
            for number, width in enumerate(_WIDTHS, 1)
        )
        return (
            f'{_START}<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<sheetViews><sheetView showGridLines="0"{selected} workbookViewId="0"/></sheetViews>'
            f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
            + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
            + '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
        )

    def _lines(self, counts: Sequence[TableCounts], told: Sequence[Told]) -> Iterator[list[_Cell]]:
        yield [_Cell(heading().upper(), self.title)]
        for sentence in (
            _("Sửa các ô tô màu ngay trong các trang của tệp này, lưu lại rồi nhập chính tệp này."),
            _("Dòng đã nhận sẽ được nhận ra, không ghi lần hai; dòng sửa xong sẽ được nhận tiếp."),
            _("Trang này, cột “{heading}”, màu và ghi chú do chương trình thêm, lần nhập sau tự bỏ.").format(
                heading=heading()
            ),
        ):
            yield [_Cell(sentence, self.plain)]
        yield []
        yield self._heads(_("Ô đầu tiên"), _("Trang"), _("Bảng"), _("Kết quả"))
        for each in counts:
            first = next((one for one in told if one.sheet == each.sheet), None)
            says = _("{read} dòng đọc, {taken} dòng đã nhận, {refused} dòng phải sửa").format(
                read=group_digits(each.read),
                taken=group_digits(each.taken),
                refused=group_digits(each.refused),
            )
            yield [self._link(first), *(_Cell(text, self.text) for text in (each.sheet, each.title, says))]
        yield []
        yield self._heads(_("Ô đầu tiên"), _("Trang"), _("Số chỗ"), _("Nguyên nhân"))
        causes = Counter((one.sheet, one.about, one.tint) for one in told)
        for cause, count in sorted(causes.items(), key=lambda each: (each[0][2] != "error", -each[1])):
            first = next(one for one in told if (one.sheet, one.about, one.tint) == cause)
            sheet, about, tint = cause
            number = _Cell(count, self.number)
            yield [self._link(first), _Cell(sheet, self.text), number, _Cell(about, self.grades[tint])]
        yield []
        yield self._heads(_("Ô"), _("Trang"), _("Cột"), _("Nội dung"))
        for one in told[:MOST_LINES]:
            where = [self._link(one), _Cell(one.sheet, self.text), _Cell(one.heading, self.text)]
            yield [*where, _Cell(one.message, self.grades[one.tint])]
        if len(told) > MOST_LINES:
            more = group_digits(len(told) - MOST_LINES)
            says = _("… và {count} chỗ nữa: xem cột “{heading}” của từng trang.")
            yield [_Cell(says.format(count=more, heading=heading()), self.plain)]

    def _heads(self, *words: str) -> list[_Cell]:
        return [_Cell(word, self.head) for word in words]

    def _link(self, told: Told | None) -> _Cell:
        if told is None:
            return _Cell("", self.text)
        cell = f"{column_letters(told.column or 1)}{told.row}"
        name = told.sheet.replace("'", "''")
        return _Cell(cell, self.link, f"'{name}'!{cell}")


def hidden_xml(file: str, page: str, pairs: Sequence[Pair]) -> str:
    """The page nobody sees: a cell in each of our styles, beside it one in the style of before.

    A workbook program numbers styles anew when it saves, but cells keep their looks, and these tell them.
    """
    lines = [[_Cell(name, 0), _Cell(text, 0)] for name, text in
             (("version", VERSION), ("file", file), ("page", page))]  # fmt: skip
    rows = ["".join(_cell_xml(row, number, cell) for number, cell in enumerate(line, 1))
            for row, line in enumerate(lines, 1)]  # fmt: skip
    for row, pair in enumerate(pairs, len(lines) + 1):
        ours, before = "BC" if pair.tint == "error" else "DE"
        rows.append(f'<c r="{ours}{row}" s="{pair.ours}"/><c r="{before}{row}" s="{pair.before}"/>')
    told = "".join(f'<row r="{row}">{cells}</row>' for row, cells in enumerate(rows, 1))
    return f"{_START}<sheetData>{told}</sheetData></worksheet>"


def _row_xml(row: int, cells: Sequence[_Cell]) -> str:
    """A row as high as its longest text needs; a sentence alone runs on over the columns beside it."""
    beside = zip(cells, _WIDTHS, strict=False) if len(cells) > 1 else ()
    lines = max((1 + len(str(cell.text)) // width for cell, width in beside), default=1)
    tall = f' ht="{lines * _LINE}" customHeight="1"' if lines > 1 else ""
    xml = "".join(_cell_xml(row, number, cell) for number, cell in enumerate(cells, 1))
    return f'<row r="{row}"{tall}>{xml}</row>'


def _cell_xml(row: int, column: int, cell: _Cell) -> str:
    place = f'<c r="{column_letters(column)}{row}" s="{cell.style}"'
    if isinstance(cell.text, int):
        return f"{place}><v>{cell.text}</v></c>"
    return f'{place} t="inlineStr"><is>{text_element(cell.text)}</is></c>' if cell.text else f"{place}/>"
