"""Where pictures and charts lie over the cells of a sheet, lest one hides our column; edits none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.excel.cells import Area
from desktop.excel.own_package import Listing

_ANCHOR = re.compile(r"<((?:\w+:)?)(oneCell|twoCell)Anchor\b.*?</\1\2Anchor>", re.DOTALL)
_CORNER = r"<(?:\w+:)?{}>.*?\bcol>\s*([0-9]+).*?\brow>\s*([0-9]+)"
_FROM, _TO = (re.compile(_CORNER.format(name), re.DOTALL) for name in ("from", "to"))
_SIZE = re.compile(r'<(?:\w+:)?ext\b[^>]*\bcx="([0-9]+)"[^>]*\bcy="([0-9]+)"')
_WIDTH, _HEIGHT = 609_600, 190_500
"""Of a usual cell, in the units of drawings: 12,700 make a point."""


def beside_pictures(listing: Listing, part: str, column: int, first_row: int) -> int:
    """The first column from `column` on over which, from a row down, no picture of the sheet lies."""
    areas = sorted(pictures_of(listing, part), key=lambda area: area.first_column)
    for area in areas:
        if area.last_row >= first_row and area.first_column <= column <= area.last_column:
            column = area.last_column + 1
    return column


def pictures_of(listing: Listing, part: str) -> Iterator[Area]:
    """The cells under each picture and chart of a sheet; of one without a second corner about so many."""
    for kind, drawing in listing.links(part).values():
        if kind != "drawing" or not listing.has(drawing):
            continue
        for anchor in _ANCHOR.finditer(listing.text(drawing)):
            start, end, size = (each.search(anchor[0]) for each in (_FROM, _TO, _SIZE))
            if start is None:
                continue
            left, top = int(start[1]) + 1, int(start[2]) + 1
            right, bottom = left, top
            if end is not None:
                right, bottom = int(end[1]) + 1, int(end[2]) + 1
            elif size is not None:
                right, bottom = left + int(size[1]) // _WIDTH, top + int(size[2]) // _HEIGHT
            yield Area(top, left, bottom, right)
