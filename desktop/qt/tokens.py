"""The sizes, colours and fonts every page is drawn with; knows no widget."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication

XS, S, M, L, XL = 4, 8, 12, 16, 24
"""Spaces between things."""

CORNER = 6
NAVIGATION_WIDTH, TOP_HEIGHT, TITLE_LEFT = 208, 46, 42
FORM_WIDTH = 428
WINDOW = (1366, 768)
SMALLEST_WINDOW = (680, 330)
"""What 1366 x 768 at 200 % leaves beside the task bar."""


class Theme(NamedTuple):
    """The colours of one theme; `series` keeps its order in colour-blind eyes and in grey print.

    Six neutrals from the panel to the text: `panel`, `page`, `line`, `edge` (frames of editors), `quiet`
    (secondary text) and `text`. `frame` is how thick editors and buttons are framed.
    """

    panel: str
    page: str
    line: str
    edge: str
    quiet: str
    text: str
    accent: str
    on_accent: str
    block: str
    warn: str
    note: str
    good: str
    series: tuple[str, ...]
    frame: int = 1

    @property
    def is_strong(self) -> bool:
        """Whether this is the one of high contrast, where a line says what elsewhere a pale colour says."""
        return self.frame > 1

    def grave(self, grade: str) -> str:
        """The colour of `BLOCK`, `WARN`, `NOTE`; that of what is good for anything else."""
        return {"BLOCK": self.block, "WARN": self.warn, "NOTE": self.note}.get(grade, self.good)

    def tint(self, colour: str, share: float = 0.1) -> str:
        """The colour laid thinly over a panel, for the ground behind a cell or a message."""
        over, under = QColor(colour), QColor(self.panel)
        return QColor(
            round(share * over.red() + (1 - share) * under.red()),
            round(share * over.green() + (1 - share) * under.green()),
            round(share * over.blue() + (1 - share) * under.blue()),
        ).name()

    def selected(self) -> str:
        """The ground of what is selected: in high contrast seen from afar, what stands on it still read."""
        return self.tint(self.accent, 0.38 if self.is_strong else 0.16)

    def outline(self, colour: str) -> str:
        """The frame around what is tinted: pale, but in high contrast the colour itself."""
        return colour if self.is_strong else self.tint(colour, 0.33)

    def behind(self) -> str:
        """The lines behind the figures of a chart, which stay behind them in high contrast too."""
        return self.tint(self.text, 0.25) if self.is_strong else self.line


LIGHT = Theme(
    panel="#FFFFFF",
    page="#F6F7F8",
    line="#E2E5E8",
    edge="#AEB6BD",
    quiet="#59636C",
    text="#1B1F23",
    accent="#0F6E6B",
    on_accent="#FFFFFF",
    block="#B3261E",
    warn="#8A5A00",
    note="#2F5FA7",
    good="#2E7D4F",
    series=("#0F6E6B", "#D19A2A", "#5B7DB1", "#9C4A3C", "#7F8B3A", "#8A9299"),
)
DARK = Theme(
    panel="#1B1F23",
    page="#14171A",
    line="#31383E",
    edge="#6A747D",
    quiet="#A7B0B8",
    text="#F1F3F5",
    accent="#4DB6AC",
    on_accent="#10201F",
    block="#F2877E",
    warn="#E0B050",
    note="#8FB4EC",
    good="#7CC79A",
    series=("#4DB6AC", "#E0B050", "#8FA9D6", "#D08A7C", "#B3BE70", "#9AA3AB"),
)

CONTRAST = Theme(
    panel="#FFFFFF",
    page="#FFFFFF",
    line="#5C666E",
    edge="#000000",
    quiet="#2B3238",
    text="#000000",
    accent="#004B48",
    on_accent="#FFFFFF",
    block="#8C0F0A",
    warn="#5E3C00",
    note="#0B3A80",
    good="#0C5229",
    series=("#004B48", "#B36F00", "#1F4E9E", "#8C0F0A", "#4F5A00", "#4A5157"),
    frame=2,
)

_themes = [LIGHT]


def theme() -> Theme:
    """The theme in use."""
    return _themes[-1]


def use_theme(chosen: Theme) -> None:
    """Draw with another theme from now on; widgets that exist are restyled by whoever calls."""
    _themes[:] = [chosen]


@contextmanager
def drawn_in(chosen: Theme) -> Iterator[None]:
    """What is made inside is drawn with another theme; what is there already stays as it is."""
    worn = theme()
    use_theme(chosen)
    try:
        yield
    finally:
        use_theme(worn)


_SCALES = {"small": 0.9, "body": 1.0, "section": 1.2, "page": 1.6, "figure": 2.4}
_SEMIBOLD = ("section", "page", "figure")


def font(role: str = "body") -> QFont:
    """`small`, `body`, `section`, `page` or `figure`, sized from the application's own font."""
    made = QFont(QGuiApplication.font())
    made.setPointSizeF(made.pointSizeF() * _SCALES[role])
    if role in _SEMIBOLD:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def row_height() -> int:
    """A row of a table: 28 px with the usual font, more with a larger one, so that no accent is cut."""
    return max(28, QFontMetrics(font()).height() + 8)


def header_height() -> int:
    """The heading of a table."""
    return row_height() + 4


def contrast(one: QColor, other: QColor) -> float:
    """How well one colour is read on another: 1 for the same, 21 for black on white (WCAG)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
