"""The small parts that list the others (types, relationships, sheets), edited as text; reads no cell.

Nothing is parsed and written anew: what is not ours keeps its bytes, its prefixes and its order.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from desktop.declare.text import _
from desktop.excel.gate import MB, find_part
from desktop.excel.own_spaces import spaces_of, unprefixed

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
WORKBOOK, WORKBOOK_LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
CONTENT_TYPES, STYLES = "[Content_Types].xml", "xl/styles.xml"
_OTHER_QUOTES = re.compile(r"<[^<>?!]*?=\s*'")
_ATTRIBUTE = re.compile(r'([\w:.]+)\s*=\s*"([^"]*)"')
_DRAWN_BY = re.compile(rb"<(?:\w+:)?legacyDrawing(?:\s[^>]*)?/?>")
_DRAWN_ID = re.compile(r"""\bid\s*=\s*["']([^"']*)["']""")
_LONGEST_TAG = 400
_SHEET = re.compile(r"<sheet\b[^>]*?/>")
_NAME = re.compile(r'(<definedName\b[^>]*\blocalSheetId=")([0-9]+)(")')
_VIEW = re.compile(r"<workbookView\b[^>]*?/?>")


class UneditableError(Exception):
    """A workbook in which nothing can be written without harming it; says why as a sentence."""


def foreign() -> UneditableError:
    """The workbook is written in another manner than Excel, LibreOffice and their kin write."""
    return UneditableError(_("tệp được ghi theo cách mà chương trình không dám sửa trực tiếp"))


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of one tag."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


@dataclass(frozen=True)
class ListedSheet:
    """A sheet as the workbook lists it."""

    name: str
    part: str


class Listing:
    """The parts of a package and what is to be listed beside them."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.names = {part.filename.lower(): part.filename for part in package.infolist()}
        self.texts: dict[str, str] = {}
        """The parts as they will be: changed or new."""

        self._read: dict[str, str] = {}
        self.old_workbook = self.text(WORKBOOK)
        self.spaces = spaces_of(self.old_workbook)
        self.sheets = list(self._sheets())
        self._refuse_unsafe()

    def text(self, name: str) -> str:
        """A small part as it is now."""
        if name not in self.texts:
            try:
                text = self.package.read(find_part(self.package, name)).decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise foreign() from error
            if not name.endswith(".vml") and _OTHER_QUOTES.search(text):
                raise foreign()
            self.texts[name] = self._read[name] = unprefixed(text)
        return self.texts[name]

    def known(self, name: str) -> str:
        """The name of a part as the package writes it, who refers to it may use other cases of letters."""
        return self.names.get(name.lower(), name)

    def changed(self) -> dict[str, bytes]:
        """The parts that are not as they were, and the new ones."""
        return {name: text.encode() for name, text in self.texts.items() if self._read.get(name) != text}

    def has(self, name: str) -> bool:
        """Whether the package holds a part, or will."""
        return name.lower() in self.names or name in self.texts

    def free(self, pattern: str) -> str:
        """The first name of a pattern with a number that no part has."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationships of a part: id → last word of the type, target part."""
        name = self.known(links_of(part))
        if not self.has(name):
            return {}
        found = {}
        for tag in re.findall(r"<Relationship\b[^>]*>", self.text(name)):
            told = attributes_of(tag)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(part), told.get("Target", "")))
            kind = told.get("Type", "").rpartition("/")[2]
            found[told.get("Id", "")] = (kind, self.known(target.lstrip("/")))
        return found

    def drawing_of_notes(self, part: str) -> str:
        """The part that draws the notes of a sheet, which is not the one of its header; empty for none.

        Raises `UneditableError` where the sheet names one that is not there: it can have no second one.
        """
        rest = b""
        with self.package.open(find_part(self.package, part)) as stream:
            while chunk := stream.read(MB):
                if found := _DRAWN_BY.search(rest + chunk):
                    return self._drawing_named(part, found[0].decode())
                rest = chunk[-_LONGEST_TAG:]
        return ""

    def _drawing_named(self, part: str, tag: str) -> str:
        link = _DRAWN_ID.search(tag)
        kind, drawing = self.links(part).get(unescape(link[1]) if link else "", ("", ""))
        if kind != "vmlDrawing" or not self.has(drawing):
            raise foreign()
        return drawing

    def add_link(self, part: str, kind: str, target: str) -> str:
        """A new relationship from a part to another; answers its id."""
        name = self.known(links_of(part))
        if not self.has(name):
            space = "http://schemas.openxmlformats.org/package/2006/relationships"
            self.texts[name] = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                f'<Relationships xmlns="{space}"></Relationships>'
            )
        text = self.text(name)
        number = 1
        while f'"rIdNtp{number}"' in text:
            number += 1
        link = f'<Relationship Id="rIdNtp{number}" Type="{self.spaces.office}/{kind}" Target="/{target}"/>'
        self.texts[name] = _before(text, "</Relationships>", link)
        return f"rIdNtp{number}"

    def add_type(self, part: str, content_type: str) -> None:
        """Say what a new part is."""
        text = self.text(CONTENT_TYPES)
        told = f'<Override PartName="/{part}" ContentType="{content_type}"/>'
        self.texts[CONTENT_TYPES] = _before(text, "</Types>", told)

    def add_vml_type(self) -> None:
        """Say what parts ending in .vml are, where nothing says it yet."""
        text = self.text(CONTENT_TYPES)
        if not re.search(r'Extension="vml"', text, re.IGNORECASE):
            start = re.search(r"<Types\b[^>]*>", text)
            if start is None:
                raise foreign()
            told = f'<Default Extension="vml" ContentType="{VML_TYPE}"/>'
            self.texts[CONTENT_TYPES] = text[: start.end()] + told + text[start.end() :]

    def part_of(self, sheet: str) -> str:
        """The part with the rows of a sheet; empty where there is no such sheet."""
        return next((each.part for each in self.sheets if each.name == sheet), "")

    def active_sheet(self) -> str:
        """The part of the sheet in front when the workbook is opened."""
        view = _VIEW.search(self.old_workbook)
        index = int(attributes_of(view[0]).get("activeTab", "0")) if view else 0
        return self.sheets[index].part if index < len(self.sheets) else ""

    def add_page(self, name: str, *, in_front: bool) -> str:
        """List a new sheet before all others; answers its part. `in_front`: the book opens with it."""
        part, tag = self._new_sheet(name, "")
        text = self.text(WORKBOOK)
        start = _SHEET.search(text)
        assert start is not None
        text = text[: start.start()] + tag + text[start.start() :]
        text = _NAME.sub(lambda found: f"{found[1]}{int(found[2]) + 1}{found[3]}", text)
        self.texts[WORKBOOK] = _VIEW.sub(lambda found: _shifted(found[0], in_front), text)
        return part

    def add_hidden(self, name: str) -> str:
        """List a new sheet after all others, that nobody sees; answers its part."""
        part, tag = self._new_sheet(name, ' state="veryHidden"')
        self.texts[WORKBOOK] = _before(self.text(WORKBOOK), "</sheets>", tag)
        return part

    def _new_sheet(self, name: str, state: str) -> tuple[str, str]:
        part = self.free("xl/worksheets/sheet{}.xml")
        tags = _SHEET.findall(self.text(WORKBOOK))
        number = 1 + max(int(attributes_of(tag).get("sheetId", "0")) for tag in tags)
        self.texts[part] = ""
        self.add_type(part, SHEET_TYPE)
        link = self.add_link(WORKBOOK, "worksheet", part)
        told = f'name="{escape(name)}" sheetId="{number}"{state} r:id="{link}"'
        return part, f'<sheet xmlns:r="{self.spaces.office}" {told}/>'

    def _sheets(self) -> Iterator[ListedSheet]:
        links = self.links(WORKBOOK)
        for tag in _SHEET.findall(self.text(WORKBOOK)):
            told = attributes_of(tag)
            link = next((value for key, value in told.items() if key.endswith(":id")), "")
            yield ListedSheet(told.get("name", ""), links.get(link, ("", ""))[1])

    def _refuse_unsafe(self) -> None:
        names = {sheet.name for sheet in self.sheets}
        if not names or len(names) < len(self.sheets):
            raise foreign()
        if any(self.known(name) != name for name in (WORKBOOK, WORKBOOK_LINKS, CONTENT_TYPES)):
            raise foreign()
        if any(name.startswith("_xmlsignatures/") for name in self.names):
            raise UneditableError(_("tệp có chữ ký số, sửa vào là mất chữ ký"))
        if any(name.startswith("xl/revisions/") for name in self.names):
            raise UneditableError(_("tệp đang ở chế độ nhiều người cùng sửa của Excel"))
        if not self.has(STYLES):
            raise foreign()


def links_of(part: str) -> str:
    """The part that holds the relationships of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _before(text: str, end: str, told: str) -> str:
    head, found, tail = text.rpartition(end)
    if not found:
        raise foreign()
    return head + told + found + tail


def _shifted(view: str, in_front: bool) -> str:
    """The view of a workbook that has one sheet more in front."""
    told = attributes_of(view)
    bare = re.sub(r'\s(?:activeTab|firstSheet)="[^"]*"', "", view)
    if in_front:
        return bare
    active = f' activeTab="{int(told.get("activeTab", "0")) + 1}"'
    first = f' firstSheet="{int(told["firstSheet"]) + 1}"' if told.get("firstSheet") else ""
    return bare.replace("<workbookView", f"<workbookView{active}{first}", 1)
