"""Notes at coloured cells: ours are added, those of an earlier time taken away; reads no row.

A note is a text in the part of comments and a box in a part of drawings. Both are edited as text: a drawing
that Excel wrote need not even be XML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from desktop.declare.problems import column_letters
from desktop.declare.text import for_xml
from desktop.excel.cells import Place, read_place
from desktop.excel.own_marks import heading, headings
from desktop.excel.own_package import COMMENTS_TYPE, Listing, attributes_of, foreign

MOST_NOTES = 2_000
"""In one sheet; Excel grows slow with more. The other cells have their colour and our column."""

_AUTHOR = "Sổ Chương trình MTQG"
_THREADED = "[Threaded comment]"
_COMMENT = re.compile(r"<comment\b[^>]*>.*?</comment>", re.DOTALL)
_TEXT = re.compile(r"(<t\b[^>]*>)(.*?)</t>", re.DOTALL)
_ONE_TEXT = re.compile(r"<text>\s*(<t\b[^>]*>.*?</t>)\s*</text>", re.DOTALL)
_SHAPE = re.compile(r"<((?:\w+:)?)shape\b.*?</\1shape>", re.DOTALL)
_BOX_TYPE_KNOWN = re.compile(r'<(?:\w+:)?shapetype\b[^>]*\bid="_x0000_t202"')
_BOX_ID = re.compile(r"_x0000_s([0-9]+)")
_BLOCKS = re.compile(r"""(<(?:\w+:)?idmap\b[^>]*\bdata=["'])([0-9,]*)(["'])""")
_IN_BLOCK, _BLOCK = 1_000, 1_024
_RUN = '<r><rPr><b/><sz val="10"/><color rgb="FF9C0006"/><rFont val="Tahoma"/></rPr>'
_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<authors></authors><commentList></commentList></comments>"
)
_VML, _PLACED = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:excel"
_SPACES = f' xmlns:v="{_VML}" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="{_PLACED}"'
"""Told at every element of ours: what stands around it may call these spaces by other names."""
_BOX_TYPE = (
    f'<v:shapetype{_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_DRAWING = f'<xml{_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'


def write_notes(listing: Listing, part: str, notes: Mapping[Place, str], *, again: bool) -> str:
    """Put notes into a sheet; the id of their drawing if it is a new one. `again`: our earlier ones go."""
    links = listing.links(part)
    comments = next((target for kind, target in links.values() if kind == "comments"), "")
    notes = dict(list(notes.items())[:MOST_NOTES])
    if not notes and not (comments and again):
        return ""
    drawing = listing.drawing_of_notes(part)
    if comments and again:
        _take_off(listing, comments, drawing)
    elif not comments:
        comments = listing.free("xl/comments{}.xml")
        listing.texts[comments] = listing.spaces.of(_COMMENTS)
        listing.add_type(comments, COMMENTS_TYPE)
        listing.add_link(part, "comments", comments)
    fresh = _add_texts(listing, comments, notes)
    if not fresh:
        return ""
    link = ""
    if not drawing:
        drawing = listing.free("xl/drawings/vmlDrawing{}.vml")
        listing.texts[drawing] = _DRAWING
        listing.add_vml_type()
        link = listing.add_link(part, "vmlDrawing", drawing)
    _add_boxes(listing, drawing, fresh)
    return link


def _take_off(listing: Listing, comments: str, drawing: str) -> None:
    gone: set[Place] = set()

    def without_ours(found: re.Match[str]) -> str:
        said = "".join(text for _tag, text in _TEXT.findall(found[0]))
        ours = [said.find(word) for word in map(escape, headings()) if word in said]
        if not ours:
            return found[0]
        if not said[: min(ours)].strip():
            gone.add(read_place(attributes_of(found[0].partition(">")[0]).get("ref", "A1")))
            return ""
        return _cut(found[0], min(ours))

    listing.texts[comments] = _COMMENT.sub(without_ours, listing.text(comments))
    if gone and drawing:
        listing.texts[drawing] = _SHAPE.sub(
            lambda found: "" if _place_of(found[0]) in gone else found[0], listing.text(drawing)
        )


def _cut(comment: str, kept: int) -> str:
    """The comment with the first letters of its text alone; runs that are left empty go."""
    seen = 0

    def shortened(found: re.Match[str]) -> str:
        nonlocal seen
        text = found[2][: max(0, kept - seen)]
        seen += len(found[2])
        return f"{found[1]}{text if seen <= kept else text.rstrip()}</t>" if text.strip() else ""

    short = _TEXT.sub(shortened, comment)
    return re.sub(r"<r>\s*(?:<rPr>(?:(?!</rPr>).)*</rPr>)?\s*</r>", "", short, flags=re.DOTALL)


def _place_of(shape: str) -> Place:
    row, column = re.search(r"[<:]Row>\s*(\d+)", shape), re.search(r"[<:]Column>\s*(\d+)", shape)
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column else (0, 0)


def _add_texts(listing: Listing, part: str, notes: Mapping[Place, str]) -> dict[Place, str]:
    """Write the texts; answers the notes that need a box, which are those of cells without a note."""
    xml = listing.text(part)
    authors = re.search(r"<authors\s*>.*?</authors>|<authors\s*/>", xml, re.DOTALL)
    if authors is None:
        raise foreign()
    known = re.findall(r"<author\b[^>]*/>|<author\b[^>]*>(.*?)</author>", authors[0], re.DOTALL)
    author = known.index(_AUTHOR) if _AUTHOR in known else len(known)
    if _AUTHOR not in known:
        own = f"<author>{_AUTHOR}</author></authors>"
        told = re.sub(r"</authors>$", own, re.sub(r"<authors\s*/>", "<authors></authors>", authors[0]))
        xml = xml[: authors.start()] + told + xml[authors.end() :]
    waiting = dict(notes)

    def extended(found: re.Match[str]) -> str:
        place = read_place(attributes_of(found[0].partition(">")[0]).get("ref", "A1"))
        text = waiting.pop(place, "")
        if not text or _THREADED in found[0]:
            return found[0]
        plain = re.sub(r"<text\s*/>", "<text></text>", _ONE_TEXT.sub(r"<text><r>\1</r></text>", found[0]))
        return plain.replace("</text>", f"{_run(chr(10) + text)}</text>", 1)

    xml = _COMMENT.sub(extended, xml)
    own = "".join(
        f'<comment ref="{column_letters(column)}{row}" authorId="{author}">'
        f"<text>{_run(text)}</text></comment>"
        for (row, column), text in waiting.items()
    )
    xml = re.sub(r"<commentList\s*/>", "<commentList></commentList>", xml)
    head, end, tail = xml.rpartition("</commentList>")
    if not end:
        raise foreign()
    listing.texts[part] = head + own + end + tail
    return waiting


def _run(text: str) -> str:
    """Our sentence, headed by the word it is known by when the workbook comes back."""
    lead = text[: len(text) - len(text.lstrip())]
    said = escape(f"{heading()}\n{for_xml(text.strip())}", quote=False)
    return f'{_RUN}<t xml:space="preserve">{lead}{said}</t></r>'


def _add_boxes(listing: Listing, part: str, notes: Mapping[Place, str]) -> None:
    xml = listing.text(part)
    drawn = [listing.text(name) for name in _drawings(listing)]
    used = [int(n) for text in drawn for found in _BLOCKS.findall(text) for n in found[1].split(",") if n]
    used += [int(number) // _BLOCK for text in drawn for number in _BOX_ID.findall(text)]
    block = max([*used, 0]) + 1
    blocks = [block + number for number in range(1 + (len(notes) - 1) // _IN_BLOCK)]
    boxes = [
        _box(_BLOCK * blocks[index // _IN_BLOCK] + 1 + index % _IN_BLOCK, place, text)
        for index, (place, text) in enumerate(notes.items())
    ]
    told = ",".join(map(str, blocks))
    xml = _BLOCKS.sub(lambda found: f"{found[1]}{f'{found[2]},{told}'.strip(',')}{found[3]}", xml, count=1)
    head, end, tail = xml.rpartition("</xml>")
    if not end:
        raise foreign()
    box_type = "" if _BOX_TYPE_KNOWN.search(head) else _BOX_TYPE
    listing.texts[part] = head + box_type + "".join(boxes) + end + tail


def _drawings(listing: Listing) -> list[str]:
    known = [name for lower, name in listing.names.items() if lower.endswith(".vml")]
    return [*known, *(name for name in listing.texts if name.endswith(".vml") and name not in known)]


def _box(number: int, place: Place, text: str) -> str:
    row, column = place[0] - 1, place[1] - 1
    lines = 2 + len(text) // 36 + text.count("\n")
    anchor = f"{column + 1}, 12, {max(0, row - 1)}, 8, {column + 4}, 40, {max(0, row - 1) + lines}, 12"
    return (
        f'<v:shape{_SPACES} id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto"'
        ' style="position:absolute;width:220pt;height:80pt;z-index:1;visibility:hidden">'
        '<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
