"""One family of stroked icons, drawn in the text colour; knows where they lie and how they are coloured."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.qt.tokens import theme
from desktop.resources import resource

_GRADES = {"BLOCK": "block", "WARN": "warn", "NOTE": "note"}
_SIZES = (16, 18, 20, 24)
"""Those that are painted, in points; between the pixels they come to Qt makes them soft."""


def icon(name: str, colour: str = "") -> QIcon:
    """The icon of that name in the text colour, or in another; one that does not exist shows a plugin."""
    return _icon(name, colour or theme().text)


@cache
def _icon(name: str, colour: str) -> QIcon:
    made = QIcon()
    for pixels in _pixels(*_SIZES):
        made.addPixmap(_drawn(name, colour, pixels, 1))
    return made


def paling_icon(name: str) -> QIcon:
    """One in the quiet colour that is pale while its button cannot be pressed.

    Without words beside it nothing else would say so: what Qt makes of it is as bright on a dark ground.
    """
    quiet = theme().quiet
    return _paling(name, quiet, theme().tint(quiet, 0.35))


@cache
def _paling(name: str, colour: str, pale: str) -> QIcon:
    made = QIcon(_icon(name, colour))
    for pixels in _pixels(*_SIZES):
        made.addPixmap(_drawn(name, pale, pixels, 1), QIcon.Mode.Disabled)
    return made


@cache
def _pixels(*sizes: int) -> tuple[int, ...]:
    """What sizes come to on each of the screens, and on one at 200 %."""
    ratios = {1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}
    return tuple(sorted({round(size * ratio) for size in sizes for ratio in ratios}))


def pixmap(name: str, colour: str = "", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` points, for labels and cells."""
    return _drawn(name, colour or theme().text, size, ratio)


def sign_of_grade(grade: str) -> tuple[str, str]:
    """Which icon in which colour is the sign of a grade: square, triangle, circle, else a tick.

    Its shape says it, not colour alone.
    """
    return _GRADES.get(grade, "good"), theme().grave(grade)


def sign_icon(grade: str, size: int = 16) -> QIcon:
    """The sign of a grade for rows and buttons that may be selected: Qt would pale it there."""
    return _plain(*sign_of_grade(grade), size)


@cache
def _plain(name: str, colour: str, size: int) -> QIcon:
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        for pixels in _pixels(size):
            made.addPixmap(_drawn(name, colour, pixels, 1), mode)
    return made


@cache
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawn_from(name, colour).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def drawn_from(name: str, colour: str) -> QSvgRenderer:
    """The strokes of an icon in a colour, to be painted at any size."""
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@cache
def _source(name: str) -> str:
    file = resource("icons") / f"{name}.svg"
    if not file.exists():
        file = file.with_name("plugin.svg")
    return file.read_text("utf-8")
