"""An officer's own workbook with its errors marked in it, all else as it was; saves no record.

Only what has to change is changed: cells take a colour, a column and two pages are added, notes are
attached. Formulas, drop-downs, macros, pictures and everything else pass through as they are.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO
from xml.parsers import expat

from desktop.declare.text import _, fold
from desktop.excel.dressing import Tint
from desktop.excel.found import FoundTable
from desktop.excel.gate import MB, Limits, damage_refused, find_part, inspect
from desktop.excel.own_findings import CheckedTable, SheetFindings, find_all
from desktop.excel.own_marks import MARKS_SHEET, heading
from desktop.excel.own_notes import write_notes
from desktop.excel.own_package import STYLES, Listing, UneditableError, foreign
from desktop.excel.own_page import OwnPage, TableCounts, hidden_xml
from desktop.excel.own_pictures import beside_pictures
from desktop.excel.own_rows import OwnCells, SheetEditor, SheetEdits
from desktop.excel.own_styles import Look, OwnStyles, Pair
from desktop.excel.sheets import whole_or_not_at_all

__all__ = ["CheckedTable", "UneditableError", "write_own"]

SUFFIXES = (".xlsx", ".xlsm")
_MOST_COLUMNS, _MOST_SHEETS = Limits().columns, Limits().sheets
"""A copy with more of them would not be read when it comes back."""
_CELL = re.compile(r'<c r="([B-E])([0-9]+)"(?: s="([0-9]+)")?')


def write_own(source: Path, tables: Sequence[CheckedTable], path: Path) -> None:
    """Write a copy of the workbook with what is wrong marked in it.

    Raises `UneditableError` where that would harm it, `Refusal` where the copy cannot be written.
    """
    if inspect(source, Limits()).kind != "xlsx" or source.suffix.lower() not in SUFFIXES:
        raise UneditableError(_("chỉ sửa trực tiếp được tệp .xlsx và .xlsm"))
    with damage_refused(), zipfile.ZipFile(source) as package:
        name = next((each.table.file for each in tables), source.name)
        book = _OwnBook(package, name, tables)
        with whole_or_not_at_all(path) as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as copy:
                changed = book.write(copy)
            refuse_broken(stream, changed)


class _OwnBook:
    """One workbook on its way from the source to the copy."""

    def __init__(self, package: zipfile.ZipFile, name: str, tables: Sequence[CheckedTable]) -> None:
        self.package, self.tables = package, tables
        self.listing = Listing(package)
        marked = next((each.table.cells.marked for each in tables if each.table.cells.marked), None)
        self.origin = marked.file if marked else name
        self.page = marked.page if marked else self._free_name()
        self.hidden_part = self.listing.part_of(MARKS_SHEET)
        self.again = bool(self.hidden_part)
        if not self.again and len(self.listing.sheets) + 2 > _MOST_SHEETS:
            raise UneditableError(_("tệp đã có quá nhiều trang tính"))
        self.styles = OwnStyles(self.listing.text(STYLES), self._pairs())
        self.look = OwnPage(self.styles)
        texts: dict[Tint, int] = {
            "error": self.styles.own(Look(colour="9C0006")),
            "warning": self.styles.own(Look(colour="7F6000")),
        }
        head = self.styles.own(Look(bold=True, colour="9C0006", fill="F8CBAD", lines=True))
        self.own_cells = OwnCells(head, texts)
        self.findings = {each.sheet: each for each in find_all(tables)}

    def write(self, copy: zipfile.ZipFile) -> list[str]:
        """Write all parts; answers the names of those that are not as they were."""
        edits = self._edits()
        self._pages(edits)
        # A style is known once its cell was passed, so the styles and the page that shows them come last.
        late = {STYLES: self.listing.names[STYLES.lower()], self.hidden_part: self.hidden_part}
        changed = {name: text for name, text in self.listing.changed().items() if name not in late}
        edited = {find_part(self.package, part).filename: each for part, each in edits.items()}
        for part in self.package.infolist():
            if part.filename in late.values():
                continue
            with copy.open(old_entry(part), "w") as target:
                if part.filename in edited:
                    editor = SheetEditor(edited[part.filename], self.styles, self.own_cells)
                    with self.package.open(part) as source:
                        editor.edit(source, target.write)
                elif part.filename in changed:
                    target.write(changed.pop(part.filename))
                else:
                    pass_on(self.package, part, target)
        for name, content in changed.items():
            copy.writestr(new_entry(name), content)
        copy.writestr(new_entry(late[STYLES]), self.styles.rendered())
        hidden = self.listing.spaces.of(hidden_xml(self.origin, self.page, self.styles.pairs))
        copy.writestr(new_entry(self.hidden_part), hidden)
        return [*edited, *self.listing.texts, self.hidden_part]

    def _edits(self) -> dict[str, SheetEdits]:
        """Part → what is wanted of it, the notes written already."""
        edits: dict[str, SheetEdits] = {}
        for name, findings in self.findings.items():
            cells = findings.cells
            part = self.listing.part_of(name)
            if not part or not (findings.told or cells.marked):
                continue
            column = cells.marked.column if cells.marked else 0
            each = SheetEdits(column or (self._free_column(findings, part) if findings.told else 0))
            if each.column > _MOST_COLUMNS:
                raise UneditableError(_("trang “{sheet}” không còn cột trống bên phải").format(sheet=name))
            each.again, each.has_column = self.again, bool(column) or not findings.told
            each.cells, each.texts = dict(findings.tints), dict(findings.texts)
            headings = {table.header_rows[1] for table in findings.tables if _is_read(table)}
            each.heading_rows = sorted(headings - each.texts.keys())
            each.drawing = write_notes(self.listing, part, findings.notes, again=self.again)
            each.office = self.listing.spaces.office
            edits[part] = each
        return edits

    def _free_column(self, findings: SheetFindings, part: str) -> int:
        """The first column right of everything that stands beside or below the headings of the sheet."""
        cells = findings.cells
        first = min((table.header_rows[0] for table in findings.tables if _is_read(table)), default=1)
        width = max(map(len, cells.rows), default=0)
        while width and all(len(row) < width or row[width - 1] is None for row in cells.rows):
            width -= 1
        beside = [column for _row, column in (*cells.errors, *cells.uncalculated)]
        beside += [area.last_column for area in cells.merged if area.last_row >= first]
        return beside_pictures(self.listing, part, max([width, *beside]) + 1, first)

    def _pages(self, edits: Mapping[str, SheetEdits]) -> None:
        part = self.listing.part_of(self.page) if self.again else ""
        active = self.listing.active_sheet()
        in_front = active in edits or active == part
        if not part:
            part = self.listing.add_page(self.page, in_front=in_front)
        if not self.hidden_part:
            self.hidden_part = self.listing.add_hidden(MARKS_SHEET)
        for each in edits.values():
            each.unselect = in_front
        counts = [
            TableCounts(each.table.sheet, each.title, each.read, each.read - each.refused, each.refused)
            for each in self.tables
            if each.table.record_type is not None
        ]
        told = [one for findings in self.findings.values() for one in findings.told]
        page = self.look.xml(counts, told, in_front=in_front)
        self.listing.texts[part] = self.listing.spaces.of(page)
        self.listing.texts[self.hidden_part] = ""

    def _pairs(self) -> list[Pair]:
        """The styles of an earlier time and what they stand for."""
        if not self.hidden_part:
            return []
        rows: dict[int, dict[str, int]] = {}
        for column, row, style in _CELL.findall(self.listing.text(self.hidden_part)):
            rows.setdefault(int(row), {})[column] = int(style or 0)
        return [
            Pair("error" if ours == "B" else "warning", row[ours], row.get(before, 0))
            for row in rows.values()
            for ours, before in ("BC", "DE")
            if row.get(ours)
        ]

    def _free_name(self) -> str:
        taken = {fold(sheet.name) for sheet in self.listing.sheets}
        name, number = heading()[:31], 1
        while fold(name) in taken:
            number += 1
            name = f"{heading()[:26]} ({number})"
        return name


def _is_read(table: FoundTable) -> bool:
    return table.record_type is not None


def old_entry(part: zipfile.ZipInfo) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(part.filename, part.date_time)
    entry.compress_type, entry.external_attr = part.compress_type, part.external_attr
    return entry


def new_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def pass_on(package: zipfile.ZipFile, part: zipfile.ZipInfo, target: IO[bytes]) -> None:
    with package.open(part) as source:
        while chunk := source.read(MB):
            target.write(chunk)


def refuse_broken(stream: IO[bytes], changed: Sequence[str]) -> None:
    """Read what was written once more: rather no copy than one that Excel has to repair."""
    with zipfile.ZipFile(stream) as copy:
        for name in changed:
            if name.endswith(".vml"):
                continue
            parser = expat.ParserCreate(namespace_separator=" ")
            try:
                with copy.open(name) as source:
                    parser.ParseFile(source)
            except expat.ExpatError as error:
                raise foreign() from error
