"""What the looks of cells tell beside their values, gathered down each column; reads no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from desktop.excel.cells import Beside, Pieces, Run, runs_of
from desktop.excel.parts import Styles, kind_of_number


class Font(NamedTuple):
    """What a font says beside how letters look: that they are struck out, and what writing they are."""

    is_struck: bool
    writing: str


def telling_styles(
    fonts: Sequence[Font], formats: Iterable[tuple[int, int]], codes: Mapping[str, str]
) -> Styles:
    """The styles of cells that tell something, each given by the number of its font and of its format."""
    told = [(fonts[font] if font < len(fonts) else Font(False, ""), number) for font, number in formats]
    kinds = {index: kind_of_number(str(number), codes) for index, (_font, number) in enumerate(told)}
    return Styles(
        {index: kind for index, kind in kinds.items() if kind},
        frozenset(index for index, (font, _number) in enumerate(told) if font.is_struck),
        {index: font.writing for index, (font, _number) in enumerate(told) if font.writing},
    )


class Styled:
    """Takes note of the styles of cells as they come, row by row."""

    def __init__(self, styles: Styles | None, found: Beside) -> None:
        self.styles, self.found = styles or Styles(), found
        self.is_known = styles is not None
        self.telling = self.styles.telling
        self._writings: dict[int, list[tuple[int, str]]] = {}
        self._kinds: dict[int, list[tuple[int, str]]] = {}

    def cell(self, row: int, column: int, style: int) -> None:
        """Take note of one filled cell."""
        if style not in self.telling:
            return
        if style in self.styles.struck:
            self.found.struck.add((row, column))
        if style in self.styles.writings:
            self._writings.setdefault(column, []).append((row, self.styles.writings[style]))
        if style in self.styles.kinds:
            self._kinds.setdefault(column, []).append((row, self.styles.kinds[style]))

    def tell(self) -> None:
        """Give what was seen to the sheet; of a file without styles no font is known."""
        self.found.formats = _runs(self._kinds)
        self.found.writings = _runs(self._writings) if self.is_known else None


def _runs(columns: Mapping[int, list[tuple[int, str]]]) -> dict[int, list[Run]]:
    return {column: runs_of(sorted(rows)) for column, rows in columns.items()}


def mixed_texts(texts: Iterable[Pieces]) -> dict[str, Pieces]:
    """The texts that hold a piece in a font of TCVN3 or VNI, by the whole of what they say.

    One that stands elsewhere in another way, too, is left out: nobody knows which of them a cell shows.
    """
    found: dict[str, Pieces | None] = {}
    for pieces in texts:
        whole = "".join(piece for piece, _writing in pieces)
        if not whole.isascii():
            told = pieces if any(writing for _piece, writing in pieces) else None
            found[whole] = told if found.get(whole, told) == told else None
    return {whole: pieces for whole, pieces in found.items() if pieces}


def cut(text: str, starts: Iterable[tuple[int, str | None]]) -> Pieces:
    """A text in the pieces that begin at these letters; what stands before them has the font of the cell."""
    bounds = [(0, None), *((min(start, len(text)), writing) for start, writing in starts)]
    ends = [start for start, _writing in bounds[1:]] + [len(text)]
    return tuple(
        (text[start:end], writing) for (start, writing), end in zip(bounds, ends, strict=True) if start < end
    )
