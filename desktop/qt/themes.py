"""Which theme and size of text are in use: as the officer chose, else as the system says; draws nothing."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication

from desktop.declare.text import _
from desktop.qt import tokens

SYSTEM = "system"
THEMES = {"light": tokens.LIGHT, "dark": tokens.DARK, "contrast": tokens.CONTRAST}
TEXT_SIZES = (100, 115, 130)
"""Percent of the usual text; what Windows enlarges comes on top."""

_KEPT, _KEPT_SIZE = "theme", "text size"


def theme_titles() -> dict[str, str]:
    """The choices by name, in the order of the menu."""
    return {
        SYSTEM: _("Theo hệ thống"),
        "light": _("Sáng"),
        "dark": _("Tối"),
        "contrast": _("Tương phản cao"),
    }


def chosen_name() -> str:
    """The name of what was chosen last."""
    kept = str(QSettings().value(_KEPT, SYSTEM))
    return kept if kept in THEMES else SYSTEM


def choose(name: str) -> None:
    """Keep a choice for this and the next starts."""
    QSettings().setValue(_KEPT, name)


def chosen_theme() -> tokens.Theme:
    """The theme to draw with; the system's where none was chosen."""
    name = chosen_name()
    if name in THEMES:
        return THEMES[name]
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return tokens.DARK if dark else tokens.LIGHT


def choose_size(percent: int) -> None:
    """Keep how large texts are for this and the next starts."""
    QSettings().setValue(_KEPT_SIZE, percent)


def chosen_size() -> int:
    """How large texts are, in percent of the usual."""
    kept = str(QSettings().value(_KEPT_SIZE, ""))
    return next((each for each in TEXT_SIZES if str(each) == kept), TEXT_SIZES[0])
