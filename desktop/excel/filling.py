"""Our rows in a table of an office's own workbook, all else as it was; knows no record and no store."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from typing import IO

from desktop.declare.fields import Decimal, Integer, Money
from desktop.declare.text import _, tidy
from desktop.excel.cells import read_column
from desktop.excel.filled_rows import Cell, Line, Make, Rows, bordered
from desktop.excel.form_bodies import Body, bodies_of, numbering_of
from desktop.excel.found import FoundTable
from desktop.excel.gate import Limits, damage_refused, find_part, inspect
from desktop.excel.own_book import SUFFIXES, new_entry, old_entry, pass_on, refuse_broken
from desktop.excel.own_package import (
    CONTENT_TYPES,
    STYLES,
    WORKBOOK,
    WORKBOOK_LINKS,
    Listing,
    UneditableError,
    foreign,
)
from desktop.excel.own_spaces import unprefixed
from desktop.excel.row_shifts import Shift, sheets_named
from desktop.excel.sheets import whole_or_not_at_all

_MOST = 64_000_000
_DATES = re.compile(r"[dy]|(?<![hs:])m(?![:s])", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_BUILT_IN_DATES = {14, 15, 16, 17, 22}
_SQREF = re.compile(r'(\s(?:sqref|ref|activeCell|topLeftCell)=")([^"]*)(")')
_FORMULAS = re.compile(r"(<((?:\w+:)?(?:f|formula|formula1|formula2|sqref))\b[^>]*>)([^<]*)(</\2>)")
_NAMES = re.compile(r"(<definedName\b[^>]*>)([^<]*)(</definedName>)")
_BEFORE_CALCULATION = re.compile(
    r"</(?:sheets|functionGroups|externalReferences|definedNames)>"
    r"|<(?:functionGroups|externalReferences|definedNames)\b[^>]*/>"
)
_CACHED = re.compile(r"(<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))\s*<(?:\w+:)?v>[^<]*</(?:\w+:)?v>")
_MERGE = re.compile(r'<mergeCell\b[^>]*\bref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"[^>]*/>')


def formats_of(styles: str) -> list[str]:
    """What each style of a workbook shows: `date`, `percent`, `text`, or empty for anything else."""
    codes = {
        int(number): unescape(code)
        for number, code in re.findall(r'<numFmt\b[^>]*numFmtId="([0-9]+)"[^>]*formatCode="([^"]*)"', styles)
    }
    inside = re.search(r"<cellXfs\b[^>]*>(.*?)</cellXfs>", styles, re.DOTALL)
    numbers = [
        int(number) for number in re.findall(r'<xf\b[^>]*?numFmtId="([0-9]+)"', inside[1] if inside else "")
    ]
    return [_shows(number, codes.get(number, "")) for number in numbers]


def _shows(number: int, code: str) -> str:
    bare = _QUOTED.sub("", code)
    if number in _BUILT_IN_DATES or _DATES.search(bare):
        return "date"
    if number in (9, 10) or "%" in bare:
        return "percent"
    return "text" if number == 49 or bare == "@" else ""


@dataclass(frozen=True)
class Share:
    """What goes into one group of rows of a table: so many rows, and for each column what stands in it."""

    body: Body
    columns: Mapping[int, Make]
    count: int


class Form:
    """A workbook with a table to be filled."""

    def __init__(self, package: zipfile.ZipFile, table: FoundTable) -> None:
        self.package, self.table = package, table
        self.listing = Listing(package)
        self.part = self.listing.part_of(table.sheet)
        info = find_part(package, self.part)
        if info.file_size > _MOST:
            raise foreign()
        text = unprefixed(package.read(info).decode("utf-8-sig"))
        head, found, rest = text.partition("<sheetData>")
        rows, end, self.tail = rest.partition("</sheetData>")
        if not found or not end or "<worksheet" not in head:
            raise foreign()
        self.head, self.rows = head + found, Rows(rows)
        styles = self.listing.text(STYLES)
        self.formats, self.lined = formats_of(styles), bordered(styles)

    def bodies(self) -> list[Body]:
        """The rows that may be filled, group by group."""
        return bodies_of(self.table, self.rows, self.lined)

    def typed_totals(self) -> list[str]:
        """The names of the totals whose figures were typed: no formula will follow the rows."""
        figures = {total.column for total in self.table.totals} | self._figures()
        return [
            label
            for row, label in self._total_rows()
            if any(
                isinstance(self.table.cells.value(row, column), int | float)
                and not self.rows.lines.get(row, Line()).cells.get(column, Cell()).formula
                for column in figures
            )
        ]

    def _figures(self) -> set[int]:
        assert self.table.record_type is not None
        fields = self.table.record_type.fields
        return {
            column.column
            for column in self.table.used()
            if isinstance(fields[column.field], Money | Decimal | Integer) and column.mark is None
        }

    def _total_rows(self) -> list[tuple[int, str]]:
        rows = [each.row for each in self.table.skipped if each.kind in ("outline", "subtotal", "total")]
        return [(row, self._label(row)) for row in sorted(rows) if row > self.table.header_rows[1]]

    def _label(self, row: int) -> str:
        texts = [tidy(value) for value in self.table.cells.rows[row - 1] if isinstance(value, str)]
        return max(texts, key=len, default=str(row))

    def shows(self, style: int) -> str:
        """What the cells of a style show."""
        return self.formats[style] if style < len(self.formats) else ""

    def write(self, path: Path, shares: Sequence[Share]) -> None:
        """Write the workbook with each share in its rows, those of the lowest group first.

        So nothing that is still to be filled has moved.
        """
        form, stream = self, BytesIO()
        *lower, first = sorted(shares, key=lambda share: -share.body.first)
        for share in lower:
            stream = BytesIO()
            form._write(stream, share)
            form = Form(zipfile.ZipFile(stream), self.table)
        with whole_or_not_at_all(path) as target:
            refuse_broken(target, form._write(target, first))

    def _write(self, stream: IO[bytes], share: Share) -> list[str]:
        """Write the workbook with one share in it; answers the names of the parts that changed."""
        body, columns = share.body, share.columns
        shift = Shift(self.table.sheet, body.first, body.last, share.count)
        numbered: dict[int, Make] = {
            column: lambda number, _style: number + 1 for column in numbering_of(self.table)
        }
        self.rows.fill(shift, {**numbered, **columns}, set(body.held))
        self.rows.follow(shift)
        tail = self._merged(shift, set(columns))
        edited = {
            self.part: _shifted(self.head, shift, shift.sheet) + self.rows.rendered() + "</sheetData>" + tail
        }
        edited |= self._others(shift)
        self._recalculated(shift)
        changed = {**{name: text.encode() for name, text in edited.items()}, **self.listing.changed()}
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as copy:
            for part in self.package.infolist():
                if shift.added and part.filename.lower() == "xl/calcchain.xml":
                    continue
                with copy.open(old_entry(part), "w") as target:
                    if part.filename in changed:
                        target.write(changed.pop(part.filename))
                    else:
                        pass_on(self.package, part, target)
            for name, content in changed.items():
                copy.writestr(new_entry(name), content)
        return [*edited, *self.listing.texts]

    def _merged(self, shift: Shift, ours: set[int]) -> str:
        """What stands below the rows: merged cells of a row go on in the rows added, others move.

        Cells of several rows merged in a column of ours come apart, as each row has its own value; so do
        those merged over two columns of ours. Beside ours they stay one, over the rows added too.
        """
        last = shift.last
        own: list[tuple[str, str]] = []

        def follow(found: re.Match[str]) -> str:
            top, bottom = int(found[2]), int(found[4])
            if bottom < shift.first or top > last:
                return f'<mergeCell ref="{found[1]}{shift.row(top)}:{found[3]}{shift.row(bottom)}"/>'
            if top < shift.first or bottom > last:
                raise UneditableError(_("bảng của mẫu có ô gộp lẫn cả tên cột hoặc dòng tổng"))
            values = ours & set(range(read_column(found[1]), read_column(found[3]) + 1))
            if len(values) > 1 or (values and top != bottom):
                return ""
            if top != bottom:
                return f'<mergeCell ref="{found[1]}{top}:{found[3]}{shift.end(top, bottom)}"/>'
            if top == last:
                own.append((found[1], found[3]))
            return f'<mergeCell ref="{found[1]}{top}:{found[3]}{bottom}"/>'

        start, end = self.tail.find("<mergeCells"), self.tail.find("</mergeCells>")
        if start < 0 or end < 0:
            return _shifted(self.tail, shift, shift.sheet)
        merged = _MERGE.sub(follow, self.tail[start:end])
        for row in range(last + 1, last + shift.added + 1):
            merged += "".join(f'<mergeCell ref="{left}{row}:{right}{row}"/>' for left, right in own)
        merged = re.sub(r'\scount="[0-9]+"', f' count="{len(_MERGE.findall(merged))}"', merged, count=1)
        before, after = self.tail[:start], self.tail[end:]
        if not _MERGE.search(merged):
            merged, after = "", after.removeprefix("</mergeCells>")
        return _shifted(before, shift, shift.sheet) + merged + _shifted(after, shift, shift.sheet)

    def _others(self, shift: Shift) -> dict[str, str]:
        """The other parts that name places of this sheet, as they are now."""
        found: dict[str, str] = {}
        beside = {target: kind for kind, target in self.listing.links(self.part).values()}
        sheets = {sheet.part: sheet.name for sheet in self.listing.sheets}
        stale = self._stale(sheets, shift.sheet)
        for info in self.package.infolist():
            name = info.filename
            kind = beside.get(name, "")
            if name == self.part or not name.startswith("xl/") or name.lower() == "xl/calcchain.xml":
                continue
            if (
                not (kind or name in sheets or "/charts/" in name or "/pivotCache/" in name)
                or info.file_size > _MOST
            ):
                continue
            old = _text(self.package, info)
            text = old
            if shift.added:
                _refuse_shared(text, shift)
                text = _moved(text, kind, name, shift, sheets.get(name, ""))
            if name in stale:
                text = _CACHED.sub(r"\1", text)
            if text != old:
                found[name] = text
        return found

    def _stale(self, sheets: Mapping[str, str], changed: str) -> set[str]:
        """The parts of the other sheets whose formulas may come to something else now."""
        takes: dict[str, set[str]] = {}
        for part, name in sheets.items():
            text = _text(self.package, find_part(self.package, part)) if name != changed else ""
            formulas = {unescape(found[3]) for found in _FORMULAS.finditer(text) if found[2] == "f"}
            takes[name] = set().union(*map(sheets_named, formulas)) if formulas else set()
        known, before = {changed, "*"}, 0
        while len(known) > before:
            before = len(known)
            known |= {name for name, others in takes.items() if others & known}
        return {part for part, name in sheets.items() if name in known and name != changed}

    def _recalculated(self, shift: Shift) -> None:
        """Let names follow, and Excel calculate everything when the workbook is opened."""
        text = self.listing.text(WORKBOOK)
        if shift.added:
            text = _NAMES.sub(lambda found: f"{found[1]}{_formula(found[2], shift, '')}{found[3]}", text)
            chain = re.compile(r"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>")
            for name in (CONTENT_TYPES, WORKBOOK_LINKS):
                self.listing.texts[name] = chain.sub("", self.listing.text(name))
        text = re.sub(r'\sfullCalcOnLoad="[^"]*"', "", text)
        if "<calcPr" in text:
            text = text.replace("<calcPr", '<calcPr fullCalcOnLoad="1"', 1)
        else:
            before = max(found.end() for found in _BEFORE_CALCULATION.finditer(text))
            text = f'{text[:before]}<calcPr fullCalcOnLoad="1"/>{text[before:]}'
        self.listing.texts[WORKBOOK] = text


def _text(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    try:
        return package.read(info).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise foreign() from error


def _refuse_shared(text: str, shift: Shift) -> None:
    """A formula that several cells of another sheet share cannot follow rows that move for some of them."""
    for tag, _name, formula, _end in _FORMULAS.findall(text):
        if "shared" in tag and shift.sheet in sheets_named(unescape(formula)):
            raise UneditableError(_("một trang khác của mẫu dùng chung công thức lấy số từ bảng này"))


def _formula(text: str, shift: Shift, sheet: str) -> str:
    """A formula in XML; what is no formula that can be read stays."""
    plain = unescape(text)
    try:
        return escape(shift.formula(plain, sheet), quote=False)
    except (ValueError, IndexError):
        return text


def _shifted(text: str, shift: Shift, sheet: str) -> str:
    """Every address and formula of a part that means the sheet, as it is now."""
    if not shift.added:
        return text

    def follow(found: re.Match[str]) -> str:
        tag = found[2].rpartition(":")[2]
        told = shift.area(found[3]) if tag == "sqref" else _formula(found[3], shift, sheet)
        return f"{found[1]}{told}{found[4]}"

    if sheet == shift.sheet:
        text = _SQREF.sub(lambda found: found[1] + shift.area(found[2]) + found[3], text)
        text = re.sub(
            r'(<brk\b[^>]*\bid=")([0-9]+)', lambda found: f"{found[1]}{shift.row(int(found[2]))}", text
        )
    return _FORMULAS.sub(follow, text)


def _moved(text: str, kind: str, name: str, shift: Shift, sheet: str) -> str:
    """Another part after rows were added: notes, tables and pictures move with their cells."""
    if kind in ("comments", "threadedComment", "table"):
        return _SQREF.sub(lambda found: found[1] + shift.area(found[2]) + found[3], text)
    if kind == "vmlDrawing":

        def below(row: str) -> str:
            return str(shift.row(int(row) + 1) - 1)

        text = re.sub(r"(<x:Row>)\s*([0-9]+)", lambda found: found[1] + below(found[2]), text)
        return re.sub(r"(<x:Anchor>)([^<]*)", lambda found: found[1] + _anchor(found[2], below), text)
    if kind == "drawing":
        return re.sub(
            r"(<(?:\w+:)?row>)([0-9]+)", lambda found: f"{found[1]}{shift.row(int(found[2]) + 1) - 1}", text
        )
    if "/pivotCache/" in name:
        pattern = re.compile(r'(<worksheetSource\b[^>]*\bref=")([^"]*)("[^>]*\bsheet="([^"]*)")')
        return pattern.sub(
            lambda found: (
                found[1]
                + (shift.area(found[2]) if unescape(found[4]) == shift.sheet else found[2])
                + found[3]
            ),
            text,
        )
    return _shifted(text, shift, sheet)


def _anchor(text: str, below: Callable[[str], str]) -> str:
    pieces = text.split(",")
    for place in (2, 6):
        if len(pieces) == 8:
            pieces[place] = below(pieces[place])
    return ",".join(pieces)


def open_form(source: Path, table: FoundTable, package: zipfile.ZipFile) -> Form:
    """The workbook a table was found in. Raises `UneditableError` where writing would harm it."""
    if inspect(source, Limits()).kind != "xlsx" or source.suffix.lower() not in SUFFIXES:
        raise UneditableError(_("chỉ sửa trực tiếp được tệp .xlsx và .xlsm"))
    with damage_refused():
        return Form(package, table)
