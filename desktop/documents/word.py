"""A document as a Word file: national heading, tables whose headings come again, page numbers, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from desktop.declare.reports import Document, Heading, Letterhead, Paragraph, Table
from desktop.declare.text import _, for_xml
from desktop.documents.paper import A4, Paper, read_paper
from desktop.documents.word_rows import row_of

_LEFT, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
_CENTRE, _JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_PLACE_FOR_A_NAME = 4


def word_of(document: Document, letterhead: Letterhead) -> bytes:
    """The content of the file."""
    return _Writer(document, letterhead, read_paper()).content()


class _Writer:
    """One Word file on its way."""

    def __init__(self, document: Document, letterhead: Letterhead, paper: Paper) -> None:
        self._said, self._head, self._paper = document, letterhead, paper
        self._word: Any = docx.Document()
        self._set_page()

    def content(self) -> bytes:
        self._write_head()
        self._write_title()
        for part in self._said.parts:
            if isinstance(part, Heading):
                self._line(part.text, bold=True, before=8, keep=True)
            elif isinstance(part, Paragraph):
                self._write_paragraph(part)
            else:
                self._write_table(part)
        self._write_signatures()
        for text in self._head.foot:
            self._line(text, size=self._paper.type.small, italic=True)
        properties = self._word.core_properties
        properties.title, properties.author = for_xml(self._said.title), for_xml(self._head.office)
        properties.comments = ""
        stream = BytesIO()
        self._word.save(stream)
        return stream.getvalue()

    def _set_page(self) -> None:
        section, margins = self._word.sections[0], self._paper.margins
        wide, high = (A4[1], A4[0]) if self._said.lies else A4
        section.orientation = WD_ORIENT.LANDSCAPE if self._said.lies else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(wide), Mm(high)
        section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
        section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
        section.header_distance = Mm(margins.top // 2)
        section.different_first_page_header_footer = True
        normal = self._word.styles["Normal"]
        normal.font.name, normal.font.size = self._paper.type.family, Pt(self._paper.type.body)
        for kind in ("w:eastAsia", "w:cs"):
            normal.element.rPr.rFonts.set(qn(kind), self._paper.type.family)
        number = section.header.paragraphs[0]
        number.alignment = _CENTRE
        run = number.add_run()
        run.font.size = Pt(self._paper.type.page_number)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run._r.append(_field_part(kind, text))

    def _write_head(self) -> None:
        width = self._paper.width(self._said.lies)
        table = self._word.add_table(rows=2, cols=2)
        table.autofit = False
        left, right = round(width * 0.42), round(width * 0.58)
        _set_widths(table, (left, right))
        size = self._paper.type.head
        country, motto = self._head.nation
        self._fill(table.cell(0, 0), self._head.office.upper(), left, size, _CENTRE, bold=True)
        self._fill(table.cell(0, 1), country, right, size, _CENTRE, bold=True)
        paragraph = table.cell(0, 1).add_paragraph()
        self._run(paragraph, motto, size + 1, bold=True).underline = True
        paragraph.alignment = _CENTRE
        self._fill(table.cell(1, 0), "", left, size, _CENTRE)
        self._fill(table.cell(1, 1), self._head.dated, right, size, _CENTRE, italic=True)

    def _write_title(self) -> None:
        self._line(self._said.title.upper(), size=self._paper.type.title, bold=True, at=_CENTRE, before=12)
        for text in self._said.lines:
            self._line(text, italic=True, at=_CENTRE)

    def _write_paragraph(self, part: Paragraph) -> None:
        small = self._paper.type.small if part.note else None
        for text in self._said.tell(part).splitlines() or [""]:
            self._line(text, size=small, italic=part.note, at=_JUSTIFIED, before=3)

    def _write_table(self, part: Table) -> None:
        if part.title:
            self._line(part.title, bold=True, before=8, keep=True)
        if not part.rows:
            if part.empty:
                self._line(part.empty, italic=True)
            return
        if part.measured_in:
            self._line(part.measured_in, size=self._paper.type.small, italic=True, at=_RIGHT, keep=True)
        heads = 2 if part.is_grouped else 1
        table = self._word.add_table(rows=heads, cols=len(part.columns), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        widths = _shares([column.width for column in part.columns], self._paper.width(self._said.lies))
        _set_widths(table, widths)
        self._write_headings(part, [row.cells for row in table.rows], widths)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for said in part.rows:
            table._tbl.append(parse_xml(row_of(part, said, widths, self._paper.type.table)))
        for note in part.notes:
            self._line(note, size=self._paper.type.small, italic=True)

    def _write_headings(self, part: Table, rows: Sequence[Any], widths: Sequence[int]) -> None:
        size = self._paper.type.table
        for place, column in enumerate(part.columns):
            for row in rows[: 2 if part.is_grouped else 1]:
                row[place].width = Mm(widths[place])
            if not column.group:
                cell = rows[0][place].merge(rows[1][place]) if part.is_grouped else rows[0][place]
                self._fill(cell, column.heading, widths[place], size, _CENTRE, bold=True)
            else:
                self._fill(rows[1][place], column.heading, widths[place], size, _CENTRE, bold=True)
        for group, first, count in part.groups():
            if group:
                cell = rows[0][first].merge(rows[0][first + count - 1])
                self._fill(cell, group, sum(widths[first : first + count]), size, _CENTRE, bold=True)

    def _write_signatures(self) -> None:
        signers = self._said.signed_by
        if not signers:
            return
        self._line("", keep=True)
        table = self._word.add_table(rows=1, cols=len(signers))
        table.autofit = False
        width = self._paper.width(self._said.lies) // len(signers)
        _set_widths(table, [width] * len(signers))
        for cell, signer in zip(table.rows[0].cells, signers, strict=True):
            self._fill(cell, signer.upper(), width, self._paper.type.body, _CENTRE, bold=True)
            below = cell.add_paragraph()
            below.alignment = _CENTRE
            self._run(below, _("(Ký, ghi rõ họ tên)"), self._paper.type.small, italic=True)
            for _line in range(_PLACE_FOR_A_NAME):
                cell.add_paragraph()
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

    def _line(
        self,
        text: str,
        *,
        size: int | None = None,
        bold: bool = False,
        italic: bool = False,
        at: Any = _LEFT,
        before: int = 0,
        keep: bool = False,
    ) -> None:
        paragraph = self._word.add_paragraph()
        paragraph.alignment = at
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(3)
        paragraph.paragraph_format.keep_with_next = keep
        self._run(paragraph, text, size or self._paper.type.body, bold=bold, italic=italic)

    def _fill(
        self,
        cell: Any,
        text: str,
        width: int,
        size: int,
        at: Any,
        *,
        bold: bool = False,
        italic: bool = False,
    ) -> None:
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.alignment = at
        paragraph.paragraph_format.space_after = Pt(0)
        self._run(paragraph, text, size, bold=bold, italic=italic)

    def _run(self, paragraph: Any, text: str, size: int, *, bold: bool = False, italic: bool = False) -> Any:
        run = paragraph.add_run(for_xml(text))
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
        return run


def _set_widths(table: Any, widths: Sequence[int]) -> None:
    # Word goes by the cells, LibreOffice by the grid.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _shares(widths: Sequence[int], whole: int) -> list[int]:
    return [round(width * whole / sum(widths)) for width in widths]


def _field_part(kind: str, text: str) -> Any:
    """A piece of a field Word fills in itself: the number of the page."""
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    part = OxmlElement("w:instrText")
    part.set(qn("xml:space"), "preserve")
    part.text = text
    return part
