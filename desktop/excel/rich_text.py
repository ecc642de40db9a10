"""Texts of a workbook typed in several fonts, piece by piece; knows no cell and repairs nothing."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from desktop.excel.cells import Pieces
from desktop.excel.gate import MB, find_part
from desktop.excel.legacy_text import writing_of_font
from desktop.excel.parts import elements
from desktop.excel.styled import mixed_texts

_STRINGS = "xl/sharedStrings.xml"
_OLD_FONT = re.compile(rb'rFont val="(?:\.Vn|VNI)', re.IGNORECASE)
_OVERLAP = 40


def read_mixed(package: zipfile.ZipFile, part: str = _STRINGS) -> dict[str, Pieces]:
    """The texts of a part, the shared ones or a sheet's own, with a piece in a font of TCVN3 or VNI."""
    if part not in package.namelist() or not _names_an_old_font(package, part):
        return {}
    return mixed_texts(_texts(package, part))


def _texts(package: zipfile.ZipFile, part: str) -> Iterator[Pieces]:
    for text in elements(package, part, {"si", "is"}):
        yield tuple(_piece(run) for run in text if _local(run) in ("r", "t"))
        text.clear()


def _names_an_old_font(package: zipfile.ZipFile, part: str) -> bool:
    rest = b""
    with package.open(find_part(package, part)) as stream:
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
