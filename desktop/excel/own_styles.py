"""Cell styles added to those of a workbook: copies of its own in another colour, and ours; changes none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.excel.dressing import Tint
from desktop.excel.own_package import attributes_of, foreign

_XF = re.compile(r"<xf\b[^>]*/>|<xf\b[^>]*>.*?</xf>", re.DOTALL)
_MOST_STYLES = 64_000
_COLOURS: dict[Tint, int] = {"error": 0xF8CBAD, "warning": 0xFFE699}
_FONT = '<font>{}<sz val="{}"/><color rgb="FF{}"/><name val="Times New Roman"/><family val="1"/></font>'
_THIN = '<{0} style="thin"><color rgb="FFBFBFBF"/></{0}>'


@dataclass(frozen=True)
class Pair:
    """A style of ours and the one the cell had before."""

    tint: Tint
    ours: int
    before: int


@dataclass(frozen=True)
class Look:
    """How a cell of ours looks."""

    size: int = 11
    bold: bool = False
    colour: str = "000000"
    fill: str = ""
    lines: bool = False
    link: bool = False
    wraps: bool = False
    number: bool = False


class OwnStyles:
    """The styles of one workbook and those that are added."""

    def __init__(self, xml: str, pairs: list[Pair]) -> None:
        self.xml = xml
        self.formats = _XF.findall(self._inside("cellXfs"))
        self.added: dict[str, list[str]] = {"fonts": [], "fills": [], "borders": [], "cellXfs": []}
        self.counts = {name: self._count(name) for name in self.added}
        if len(self.formats) != self.counts["cellXfs"]:
            raise foreign()
        self.pairs = pairs
        self.tinted = {(pair.before, pair.tint): pair.ours for pair in pairs}
        self.before = {pair.ours: pair.before for pair in pairs}
        self.fills: dict[tuple[Tint, str], int] = {}

    def tint(self, style: int, tint: Tint) -> int:
        """The style of a cell, coloured; everything else about it stays."""
        known = self.tinted.get((style, tint))
        if known is not None:
            return known
        if not 0 <= style < len(self.formats):
            raise foreign()
        plain = self.formats[style]
        fill = self._fill(tint, attributes_of(plain.partition(">")[0]).get("fillId", "0"))
        ours = self._add("cellXfs", _with(plain, fillId=str(fill), applyFill="1"))
        self.tinted[style, tint] = ours
        self.pairs.append(Pair(tint, ours, style))
        return ours

    def own(self, look: Look) -> int:
        """A style for a cell of ours."""
        marks = "<b/>" * look.bold + "<u/>" * look.link
        font = self._add("fonts", _FONT.format(marks, look.size, look.colour))
        fill = self._add("fills", _solid(look.fill)) if look.fill else 0
        sides = "".join(_THIN.format(side) for side in ("left", "right", "top", "bottom")) + "<diagonal/>"
        border = self._add("borders", f"<border>{sides}</border>") if look.lines else 0
        aligned = 'vertical="top" wrapText="1"' if look.wraps else 'vertical="center"'
        return self._add(
            "cellXfs",
            f'<xf numFmtId="{3 if look.number else 49}" fontId="{font}" fillId="{fill}" borderId="{border}"'
            ' xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f"<alignment {aligned}/></xf>",
        )

    def rendered(self) -> str:
        """The part with what was added."""
        text = self.xml
        for name, added in self.added.items():
            if added:
                start = re.search(rf"<{name}\b[^>]*>", text)
                assert start is not None
                counted = _with(start[0], count=str(self.counts[name] + len(added)))
                head, end, tail = text.partition(f"</{name}>")
                text = head[: start.start()] + counted + head[start.end() :] + "".join(added) + end + tail
        return text

    def _add(self, name: str, xml: str) -> int:
        added = self.added[name]
        if xml in added:
            return self.counts[name] + added.index(xml)
        if self.counts[name] + len(added) >= _MOST_STYLES:
            raise foreign()
        added.append(xml)
        return self.counts[name] + len(added) - 1

    def _fill(self, tint: Tint, before: str) -> int:
        """Our colour, a shade for each colour the cells had: Excel makes one style of two equal ones."""
        if (tint, before) not in self.fills:
            shade = len(self.pairs) + len(self.fills)
            self.fills[tint, before] = self._add("fills", _solid(f"{_COLOURS[tint] - shade % 64:06X}"))
        return self.fills[tint, before]

    def _inside(self, name: str) -> str:
        found = re.search(rf"<{name}(?:\s[^>]*)?(?<!/)>(.*?)</{name}>", self.xml, re.DOTALL)
        if found is None:
            raise foreign()
        return found[1]

    def _count(self, name: str) -> int:
        tags = {"fonts": "font", "fills": "fill", "borders": "border", "cellXfs": "xf"}
        return len(re.findall(rf"<{tags[name]}(?=[\s/>])", self._inside(name)))


def _solid(colour: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/>'
        '<bgColor indexed="64"/></patternFill></fill>'
    )


def _with(element: str, **values: str) -> str:
    """The element with attributes of its first tag set."""
    tag, end, rest = element.partition(">")
    closes = tag.endswith("/")
    tag = tag.removesuffix("/")
    for name, value in values.items():
        told = f' {name}="{value}"'
        tag, found = re.subn(rf'\s{name}="[^"]*"', told, tag)
        tag += "" if found else told
    return tag + "/" * closes + end + rest
