"""What the small parts of an .xlsx say of its sheets and styles; reads no cell."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

from desktop.declare.text import _
from desktop.excel.gate import Limits, Refused, damaged, find_part
from desktop.excel.legacy_text import writing_of_font

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_BUILT_IN = {"9": "percent", "10": "percent", "17": "month", "55": "month"}


@dataclass(frozen=True)
class SheetPart:
    """A sheet as the workbook lists it, and the part its rows stand in."""

    name: str
    state: str
    part: str


@dataclass(frozen=True)
class Styles:
    """The cell styles that say something the value does not, by their index."""

    kinds: dict[int, str] = field(default_factory=dict)
    struck: frozenset[int] = frozenset()
    writings: dict[int, str] = field(default_factory=dict)
    """Those in a font of TCVN3 or VNI letters."""

    @property
    def telling(self) -> set[int]:
        """Every style a cell of which is worth a look."""
        return {*self.kinds, *self.struck, *self.writings}


def read_sheet_parts(package: zipfile.ZipFile, limits: Limits) -> list[SheetPart]:
    """The sheets in the order of the workbook; chart sheets and macro sheets are left out."""
    targets = {
        element.get("Id", ""): (element.get("Type", ""), element.get("Target", ""))
        for element in elements(package, "xl/_rels/workbook.xml.rels", {"Relationship"})
    }
    sheets = []
    for element in elements(package, "xl/workbook.xml", {"sheet"}):
        link = next((value for key, value in element.items() if key.endswith("}id")), "")
        kind, target = targets.get(link, ("", ""))
        if not target:
            raise damaged()
        if kind.endswith("/worksheet"):
            part = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
            state = "visible" if element.get("state", "visible") == "visible" else "hidden"
            sheets.append(SheetPart(element.get("name", ""), state, part))
    refuse_sheet_count(len(sheets), limits)
    return sheets


def refuse_sheet_count(count: int, limits: Limits) -> None:
    """Refuse a workbook without a sheet, or with more than anybody fills."""
    if count == 0:
        raise Refused(_("Sổ không có trang tính nào."), _("Xin nơi gửi kiểm tra lại tệp."))
    if count > limits.sheets:
        raise Refused(
            _("Sổ có {count} trang tính, nhiều hơn {limit}."),
            _("Tách các trang cần nhập sang một tệp mới."),
            count=count,
            limit=limits.sheets,
        )


def read_styles(package: zipfile.ZipFile) -> Styles:
    """The telling styles of a workbook; none when it has no part for styles."""
    if "xl/styles.xml" not in package.namelist():
        return Styles()
    codes: dict[str, str] = {}
    fonts: list[Element] = []
    formats: list[Element] = []
    for element in elements(package, "xl/styles.xml", {"numFmt", "font", "cellXfs"}):
        match _local(element):
            case "numFmt":
                codes[element.get("numFmtId", "")] = element.get("formatCode", "")
            case "font":
                fonts.append(element)
            case _:
                formats = list(element)
                break  # the fonts and formats that follow are those of conditional formatting
    struck_fonts = {str(index) for index, font in enumerate(fonts) if _is_struck(font)}
    kinds = {index: kind_of_number(style.get("numFmtId", "0"), codes) for index, style in enumerate(formats)}
    legacy = {str(index): writing for index, font in enumerate(fonts) if (writing := _writing(font))}
    return Styles(
        {index: kind for index, kind in kinds.items() if kind},
        frozenset(index for index, style in enumerate(formats) if style.get("fontId") in struck_fonts),
        {
            index: legacy[style.get("fontId", "")]
            for index, style in enumerate(formats)
            if style.get("fontId") in legacy
        },
    )


def _is_struck(font: Element) -> bool:
    return any(_local(child) == "strike" and child.get("val", "1") not in ("0", "false") for child in font)


def _writing(font: Element) -> str:
    return next((writing_of_font(child.get("val", "")) for child in font if _local(child) == "name"), "")


def kind_of_number(number: str, codes: Mapping[str, str]) -> str:
    """The kind of a number format by its number, of those a workbook brings along or Excel has of itself."""
    return kind_of_format(codes[number]) if number in codes else _BUILT_IN.get(number, "")


def kind_of_format(code: str) -> str:
    """`percent`, `digits12`, `month` or `year` for a number format that says so, otherwise empty."""
    bare = _QUOTED.sub("", code.split(";")[0]).strip().lower()
    if "%" in bare:
        return "percent"
    if re.fullmatch(r"0{6,}", bare):
        return f"digits{len(bare)}"
    letters = set(re.sub(r"[^a-z]", "", bare))
    if "y" in letters and letters <= {"m", "y"}:
        return "month" if "m" in letters else "year"
    return ""


def elements(package: zipfile.ZipFile, part: str, tags: set[str]) -> Iterator[Element]:
    """The elements of these names, whole, whatever namespace prefix the writer chose."""
    try:
        with package.open(find_part(package, part)) as stream:
            for _event, element in iterparse(stream, events=("end",)):
                if _local(element) in tags:
                    yield element
    except ParseError as error:
        raise damaged() from error


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
