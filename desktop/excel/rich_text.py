"""Texts of a workbook typed in several fonts, piece by piece; knows no cell and repairs nothing."""

from __future__ import annotations

import re
import zipfile
from xml.etree.ElementTree import Element

from desktop.excel.cells import Pieces
from desktop.excel.gate import MB, find_part
from desktop.excel.legacy_text import writing_of_font
from desktop.excel.parts import elements

_STRINGS = "xl/sharedStrings.xml"
_OLD_FONT = re.compile(rb'rFont val="(?:\.Vn|VNI)', re.IGNORECASE)
_OVERLAP = 40


def read_mixed(package: zipfile.ZipFile) -> dict[str, Pieces]:
    """The texts that hold a piece in a font of TCVN3 or VNI, by the whole of what they say.

    One that stands elsewhere in another way, too, is left out: nobody knows which of them a cell shows.
    """
    if _STRINGS not in package.namelist() or not _names_an_old_font(package):
        return {}
    found: dict[str, Pieces | None] = {}
    for text in elements(package, _STRINGS, {"si"}):
        pieces = tuple(_piece(run) for run in text if _local(run) in ("r", "t"))
        whole = "".join(piece for piece, _writing in pieces)
        if not whole.isascii():
            told = pieces if any(writing for _piece, writing in pieces) else None
            found[whole] = told if found.get(whole, told) == told else None
        text.clear()
    return {whole: pieces for whole, pieces in found.items() if pieces}


def _names_an_old_font(package: zipfile.ZipFile) -> bool:
    rest = b""
    with package.open(find_part(package, _STRINGS)) as stream:
        while chunk := stream.read(MB):
            if _OLD_FONT.search(rest + chunk):
                return True
            rest = chunk[-_OVERLAP:]
    return False


def _piece(run: Element) -> tuple[str, str | None]:
    if _local(run) == "t":
        return run.text or "", None
    font = next((each.get("val", "") for each in run.iter() if _local(each) == "rFont"), None)
    text = "".join(each.text or "" for each in run if _local(each) == "t")
    return text, None if font is None else writing_of_font(font)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
