"""The look of all widgets from the tokens: palette, one small style sheet, the font; knows no page."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.qt import tokens
from desktop.resources import resource

_STYLE = "Fusion"


def new_application(arguments: list[str]) -> QApplication:
    """An application born in our style.

    To give it the style later hands the old one to Python, whose many enums the first paint cannot wait for.
    """
    made = QApplication([*arguments, "-style", _STYLE])
    made.setProperty("style", _STYLE)
    return made


def dress(application: QApplication, theme: tokens.Theme = tokens.LIGHT, text_size: int = 100) -> None:
    """Give the application its font, palette and style sheet; call again to change them.

    `text_size` is in percent of the usual.
    """
    tokens.use_theme(theme)
    if application.property("style") != _STYLE:
        application.setStyle(_STYLE)
    font = _font()
    font.setPointSizeF(font.pointSizeF() * text_size / 100)
    application.setFont(font)
    application.setProperty("text size", text_size)
    application.setPalette(_palette(theme))
    application.setStyleSheet(_sheet(theme))


def dress_alone(widget: QWidget, theme: tokens.Theme) -> None:
    """Give one widget the look of another theme than the application's."""
    widget.setPalette(_palette(theme))
    widget.setStyleSheet(f"QLabel {{ color: {theme.text}; }}" + _sheet(theme))


def _font() -> QFont:
    # Segoe UI is at home on Windows; elsewhere only a bundled font is sure to draw Ẳ and Ủ whole.
    if sys.platform == "win32":
        return QFont("Segoe UI", 10)
    if "Noto Sans" not in QFontDatabase.families():
        for face in ("Regular", "Bold"):
            QFontDatabase.addApplicationFont(str(resource(f"fonts/NotoSans-{face}.ttf")))
    return QFont("Noto Sans", 10)


def _palette(theme: tokens.Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.page,
        role.WindowText: theme.text,
        role.Base: theme.panel,
        role.AlternateBase: theme.page,
        role.Text: theme.text,
        role.Button: theme.panel,
        role.ButtonText: theme.text,
        role.BrightText: theme.panel,
        role.ToolTipBase: theme.panel,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.quiet,
        role.Highlight: theme.selected(),
        role.HighlightedText: theme.text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Mid: theme.line,
    }
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.quiet))
    return palette


def _sheet(theme: tokens.Theme) -> str:
    return _buttons(theme) + _editors(theme) + _ticks(theme) + _tables(theme) + _surroundings(theme)


def _buttons(theme: tokens.Theme) -> str:
    """What has the keyboard has a thicker frame, at the cost of its padding: colour alone says nothing."""
    hover = theme.tint(theme.accent, 0.07)
    corner, more = tokens.CORNER, theme.frame
    return f"""
QPushButton, QToolButton#action {{
    background: {theme.panel}; color: {theme.text}; border: {theme.frame}px solid {theme.edge};
    border-radius: {corner}px; padding: 4px 12px; min-height: 20px; }}
QToolButton#action {{ padding: 2px 10px; }}
QPushButton:hover, QToolButton#action:hover {{ background: {hover}; }}
QPushButton:pressed, QPushButton:checked, QToolButton#action:pressed, QToolButton#action:checked {{
    background: {theme.selected()}; }}
QPushButton:focus, QToolButton#action:focus {{ border: {theme.frame + more}px solid {theme.accent}; }}
QPushButton:focus {{ padding: {4 - more}px {12 - more}px; }}
QToolButton#action:focus {{ padding: {2 - more}px {10 - more}px; }}
QPushButton:disabled, QToolButton#action:disabled {{
    color: {theme.quiet}; border-color: {theme.line};
    border-style: {"dashed" if theme.is_strong else "solid"}; }}
QPushButton::menu-indicator, QToolButton#action::menu-indicator {{ image: none; width: 0; }}
QPushButton#primary {{
    background: {theme.accent}; color: {theme.on_accent}; border: {theme.frame}px solid {theme.accent}; }}
QPushButton#primary:hover, QPushButton#primary:pressed {{
    background: {theme.tint(theme.accent, 0.85)}; }}
QPushButton#primary:focus {{ border: {theme.frame + more}px solid {theme.text}; }}
QPushButton#primary:disabled {{
    background: {theme.panel if theme.is_strong else theme.line};
    border-color: {theme.edge if theme.is_strong else theme.line}; color: {theme.quiet};
    border-style: {"dashed" if theme.is_strong else "solid"}; }}
QPushButton#link {{ background: transparent; border: none; color: {theme.accent}; padding: 2px 0;
    text-align: left; text-decoration: {"underline" if theme.is_strong else "none"}; }}
QPushButton#link:hover, QPushButton#link:focus {{ text-decoration: underline; }}
QPushButton#link:focus {{ border: none; padding: 2px 0; }}
QPushButton#chip {{ background: {theme.tint(theme.accent, 0.09)}; border: 1px solid
    {theme.outline(theme.accent)}; border-radius: 10px; padding: 1px 8px; }}
QPushButton#chip:focus {{ border: {1 + more}px solid {theme.accent}; padding: {1 - more}px {8 - more}px; }}
"""


def _editors(theme: tokens.Theme) -> str:
    arrow, more = _picture_file("down", theme.quiet), theme.frame
    return f"""
QLineEdit, QPlainTextEdit, QComboBox {{
    background: {theme.panel}; color: {theme.text}; border: {theme.frame}px solid {theme.edge};
    border-radius: 4px; padding: 3px {7 - more}px; min-height: 20px;
    placeholder-text-color: {theme.quiet};
    selection-background-color: {theme.tint(theme.accent, 0.3)}; selection-color: {theme.text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{
    border: {theme.frame + more}px solid {theme.accent}; padding: {3 - more}px {7 - 2 * more}px; }}
QLineEdit:read-only {{ background: {theme.page}; border-color: {theme.line}; }}
QLineEdit[grade="BLOCK"], QPlainTextEdit[grade="BLOCK"], QComboBox[grade="BLOCK"] {{
    border-color: {theme.block}; background: {theme.tint(theme.block, 0.06)}; }}
QLineEdit[grade="WARN"], QPlainTextEdit[grade="WARN"], QComboBox[grade="WARN"] {{
    border-color: {theme.warn}; background: {theme.tint(theme.warn, 0.06)}; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 16px; height: 16px; }}
"""


def _ticks(theme: tokens.Theme) -> str:
    """Boxes to tick and rounds to choose by, seen on any ground."""
    boxes = ("QCheckBox", "QListView", "QTableView", "QTreeView")
    box, ticked, focus = (
        ", ".join(f"{each}::indicator{state}" for each in boxes) for state in ("", ":checked", ":focus")
    )
    tick, more = _picture_file("good", theme.on_accent), theme.frame
    return f"""
{box}, QRadioButton::indicator {{ width: 14px; height: 14px; background: {theme.panel};
    border: {theme.frame}px solid {theme.edge}; }}
{box} {{ border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: 7px; }}
{focus}, QRadioButton::indicator:focus {{ width: {14 - 2 * more}px; height: {14 - 2 * more}px;
    border: {theme.frame + more}px solid {theme.accent}; }}
{ticked} {{ background: {theme.accent}; border-color: {theme.accent}; image: url("{tick}"); }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: {4 + theme.frame}px solid {theme.accent};
    background: {theme.on_accent}; border-radius: 8px; }}
QCheckBox:focus, QRadioButton:focus {{ color: {theme.accent}; }}
"""


def _picture_file(name: str, colour: str) -> str:
    """An icon in a colour; a style sheet takes pictures from files."""
    file = Path(_pictures().path()) / f"{name}-{colour[1:]}.svg"
    if not file.exists():
        source = resource(f"icons/{name}.svg").read_text("utf-8")
        file.write_text(source.replace("currentColor", colour), "utf-8")
    return file.as_posix()


@cache
def _pictures() -> QTemporaryDir:
    return QTemporaryDir()


def _tables(theme: tokens.Theme) -> str:
    corner = tokens.CORNER
    return f"""
QTableView, QTreeView, QListView {{
    background: {theme.panel}; border: none; gridline-color: {theme.line}; outline: none; }}
PlainTable, ProblemList {{ border: {theme.frame}px solid transparent; }}
PlainTable:focus, ProblemList:focus {{ border: {theme.frame}px solid {theme.accent}; }}
QFrame#panel > QTableView {{ border-radius: {corner}px; }}
QTableView#framed, QListView#finds {{ border: 1px solid {theme.line}; }}
QHeaderView {{ background: {theme.page}; }}
QHeaderView::section {{
    background: {theme.page}; color: {theme.quiet}; border: none;
    border-right: 1px solid {theme.line}; border-bottom: 1px solid {theme.line};
    padding: 0 4px; font-weight: 600; }}
QHeaderView#filters::section {{ padding: 0 18px 0 4px; }}
QHeaderView::section:vertical {{ font-weight: 400; }}
QTableCornerButton::section {{ background: {theme.page}; border: none;
    border-right: 1px solid {theme.line}; border-bottom: 1px solid {theme.line}; }}
"""


def _surroundings(theme: tokens.Theme) -> str:
    corner = tokens.CORNER
    return f"""
QWidget#page {{ background: {theme.page}; }}
QWidget#panel, QFrame#panel {{
    background: {theme.panel}; border: 1px solid {theme.line}; border-radius: {corner}px; }}
QFrame#navigation {{ background: {theme.panel}; border: none; border-right: 1px solid {theme.line}; }}
QFrame#topbar {{ background: {theme.panel}; border: none; border-bottom: 1px solid {theme.line}; }}
QWidget#plain {{ background: {theme.panel}; }}
QLabel#quiet {{ color: {theme.quiet}; }}
QLabel#value {{ color: {theme.text}; }}

QTabBar::tab {{ background: transparent; color: {theme.quiet}; border: none; padding: 6px 10px;
    border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; }}
QTabBar::tab:hover {{ color: {theme.text}; }}
QTabBar::tab:selected:focus {{ background: {theme.selected()}; }}
QTabWidget::pane {{ border: none; border-top: 4px solid transparent; }}
QTabWidget::tab-bar {{ left: 0; }}

QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {theme.edge}; border-radius: 3px; margin: 3px; min-height: 28px;
    min-width: 28px; }}
QScrollBar::handle:hover {{ background: {theme.quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollArea {{ border: none; background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QStatusBar {{ background: {theme.page}; border-top: 1px solid {theme.line}; }}
QStatusBar::item {{ border: none; }}
QMenuBar {{ background: {theme.panel}; border-bottom: 1px solid {theme.line}; }}
QMenu {{ background: {theme.panel}; border: 1px solid {theme.line}; padding: 4px; menu-scrollable: 1; }}
QMenu::item {{ padding: 5px 24px 5px 10px; border-radius: 4px; }}
QMenu::item:selected {{ background: {theme.selected()}; color: {theme.text}; }}
QMenu::item:disabled {{ color: {theme.line if theme.is_strong else theme.quiet}; }}
QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
QToolTip {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line};
    padding: 4px; }}
QProgressBar {{ background: {theme.line}; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; }}
QProgressBar::chunk {{ background: {theme.accent}; border-radius: 3px; }}
"""
