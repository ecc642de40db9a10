"""The XML spaces of a package's parts, read as Excel usually writes them; knows no cell.

Excel can save a "Strict Open XML" workbook, which calls the same spaces by other names; other programs put
a prefix before every element (`<x:row>`). Both say the same as what Excel usually writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO

from desktop.excel.gate import MB

_TOLD = "http://schemas.openxmlformats.org/"
_ROOT = re.compile(r"^\ufeff?\s*(?:<\?[^>]*\?>\s*)*<(\w+):\w+\b([^>]*)>")
_LONGEST_PREFIX = 60
_BARE = b'xmlns="'
"""What calls a space that has no prefix."""


@dataclass(frozen=True)
class Spaces:
    """What a package calls the space of its sheets and that of the links between its parts."""

    main: str
    office: str

    def of(self, xml: str) -> str:
        """A part that was made in the usual spaces, in these."""
        return xml.replace(f'"{USUAL.main}"', f'"{self.main}"').replace(
            f'"{USUAL.office}"', f'"{self.office}"'
        )


USUAL = Spaces(f"{_TOLD}spreadsheetml/2006/main", f"{_TOLD}officeDocument/2006/relationships")
STRICT = Spaces(
    "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
)
_OURS = {
    USUAL.main,
    STRICT.main,
    f"{_TOLD}package/2006/relationships",
    f"{_TOLD}package/2006/content-types",
}
"""The spaces of the parts that are edited; any other keeps its prefixes."""


def spaces_of(workbook: str) -> Spaces:
    """The spaces of a package, as its workbook tells."""
    return STRICT if f'"{STRICT.main}"' in workbook else USUAL


def unprefixed(xml: str) -> str:
    """A part whose elements stand without a prefix; one that has another space without one stays."""
    prefix = _prefix(xml)
    if not prefix or 'xmlns="' in xml:
        return xml
    bare = xml.replace(f"<{prefix}:", "<").replace(f"</{prefix}:", "</")
    # The prefix stays told: values may name it.
    return re.sub(rf'xmlns:{prefix}(\s*=\s*"[^"]*")', r"xmlns\1 \g<0>", bare, count=1)


def _prefix(start: str) -> str:
    """The prefix of the elements of a part, by its first one; empty where they have none."""
    root = _ROOT.match(start)
    space = re.search(rf'\sxmlns:{root[1]}\s*=\s*"([^"]*)"', root[2]) if root else None
    return root[1] if root and space and space[1] in _OURS else ""


class Unprefixed:
    """A part that is read piece by piece, its elements without their prefix."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._rest, self._ready = source, source.read(MB), b""
        self._end = self._rest[-len(_BARE) :]
        self._prefix = _prefix(self._rest.decode("utf-8", "ignore")).encode()
        self.is_mixed = False
        """Whether other elements stand without a prefix, so that ours cannot lose theirs."""

        if self._prefix:
            self.is_mixed = _BARE in self._rest
            told = re.search(rb'xmlns:%s(\s*=\s*"[^"]*")' % self._prefix, self._rest)
            assert told is not None
            self._rest = self._rest.replace(told[0], b"xmlns" + told[1] + b" " + told[0], 1)

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many; empty at the end alone."""
        while len(self._ready) < size and self._rest:
            self._turn()
        told, self._ready = self._ready[:size], self._ready[size:]
        return told

    def _turn(self) -> None:
        """Make ready what was read, but for a tag that goes on in the next piece."""
        chunk = self._source.read(MB)
        cut = self._rest.rfind(b"<", max(0, len(self._rest) - _LONGEST_PREFIX)) if chunk else -1
        piece, self._rest = (self._rest[:cut], self._rest[cut:] + chunk) if cut >= 0 else (self._rest, chunk)
        if self._prefix:
            # It may stand across two pieces.
            self.is_mixed |= _BARE in self._end + chunk
            self._end = (self._end + chunk)[-len(_BARE) :]
            piece = piece.replace(b"<%s:" % self._prefix, b"<").replace(b"</%s:" % self._prefix, b"</")
        self._ready += piece
