"""What the styles of an .ods say of the cells and pieces of text that have them; reads no cell."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.excel.legacy_text import writing_of_font

STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "
_THROUGH = (STYLE + "text-line-through-style", STYLE + "text-line-through-type")
_FONTS = (STYLE + "font-name", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 font-family")
_FEWEST_DIGITS = 6
"""A number shown with so many digits at least is no count: its zeros in front belong to it."""


class OpenStyles:
    """Takes note of styles as they come; those of numbers stand before the styles of cells that use them."""

    def __init__(self) -> None:
        self.struck: set[str] = set()
        self.writings: dict[str, str] = {}
        """Those that name a font: TCVN3 or VNI, empty for Unicode."""

        self.kinds: dict[str, str] = {}
        """Those that show a number as `Run` names it."""

        self._numbers: dict[str, str] = {}
        self._style = self._number = ""
        self._parts: set[str] = set()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element among the styles."""
        if name == STYLE + "style":
            self._style = attributes.get(STYLE + "name", "")
            if kind := self._numbers.get(attributes.get(STYLE + "data-style-name", ""), ""):
                self.kinds[self._style] = kind
        elif name == STYLE + "text-properties":
            if any(attributes.get(key, "none") != "none" for key in _THROUGH):
                self.struck.add(self._style)
            fonts = [attributes[key].strip("'") for key in _FONTS if key in attributes]
            if fonts:
                self.writings[self._style] = next(filter(None, map(writing_of_font, fonts)), "")
        elif name.startswith(_NUMBER):
            self._number_start(name.removeprefix(_NUMBER), attributes)

    def _number_start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name.endswith("-style"):
            self._number, self._parts = attributes.get(STYLE + "name", ""), set()
            if name == "percentage-style":
                self._numbers[self._number] = "percent"
        elif name in ("day", "month", "year"):
            self._parts.add(name)
            of_parts = {frozenset(["year"]): "year", frozenset(["month", "year"]): "month"}
            self._numbers[self._number] = of_parts.get(frozenset(self._parts), "")
        elif name == "number" and self._numbers.get(self._number) != "percent":
            digits = attributes.get(_NUMBER + "min-integer-digits", "")
            is_long = digits.isascii() and digits.isdigit() and int(digits[:4]) >= _FEWEST_DIGITS
            self._numbers[self._number] = f"digits{int(digits[:4])}" if is_long else ""
