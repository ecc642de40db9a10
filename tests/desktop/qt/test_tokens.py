"""Asks whether text can be read on every ground, and whether each icon is of the one family."""

import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.qt import icons, tokens
from desktop.qt.map_ink import CLASSES, class_colour, ink_on
from desktop.qt.plain_table import PlainTable
from desktop.qt.style import dress
from desktop.resources import resource


def contrast(one: str, other: str) -> float:
    return tokens.contrast(QColor(one), QColor(other))


THEMES = [tokens.LIGHT, tokens.DARK, tokens.CONTRAST]


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark", "contrast"])
def test_that_text_can_be_read_on_every_ground(theme: tokens.Theme) -> None:
    grounds = [theme.panel, theme.page]
    for colour in (theme.text, theme.quiet, theme.accent, theme.block, theme.warn, theme.note, theme.good):
        assert min(contrast(colour, ground) for ground in grounds) >= 4.5, colour
    for grave in (theme.block, theme.warn, theme.note):
        assert contrast(grave, theme.tint(grave)) >= 4.5
        assert contrast(theme.text, theme.tint(grave)) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    for colour in (theme.text, theme.quiet, theme.block, theme.warn, theme.note):
        assert contrast(colour, theme.selected()) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark", "contrast"])
@pytest.mark.parametrize("name", ["", "primary"])
def test_that_what_cannot_be_pressed_yet_can_be_read(
    qapp: QApplication, theme: tokens.Theme, name: str
) -> None:
    try:
        dress(qapp, theme)
        button = QPushButton("Xem trước")
        button.setObjectName(name)
        button.setEnabled(False)
        button.ensurePolished()
        picture = button.grab().toImage()
        places = product(range(picture.width()), range(picture.height()))
        colours = Counter(picture.pixelColor(x, y).name() for x, y in places)
        ((ground, _count),) = colours.most_common(1)
        assert max(contrast(colour, ground) for colour in colours) >= 4.5
    finally:
        dress(qapp)


def test_that_high_contrast_is_high() -> None:
    theme = tokens.CONTRAST
    for colour in (theme.text, theme.quiet, theme.accent, theme.block, theme.warn, theme.note, theme.good):
        assert contrast(colour, theme.panel) >= 7, colour
        assert contrast(theme.text, theme.tint(colour, 0.16)) >= 7
    assert contrast(theme.text, theme.selected()) >= 7
    # A row that is selected is seen from afar.
    assert contrast(theme.selected(), theme.panel) >= 2
    assert contrast(theme.on_accent, theme.accent) >= 7
    assert contrast(theme.edge, theme.panel) >= 7


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark", "contrast"])
def test_that_a_drop_down_has_the_arrow_of_every_other_list(qapp: QApplication, theme: tokens.Theme) -> None:
    try:
        dress(qapp, theme)
        (file,) = re.findall(r'down-arrow \{ image: url\("([^"]+)"\)', qapp.styleSheet())
        assert theme.quiet in Path(file).read_text("utf-8")
    finally:
        dress(qapp)


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark", "contrast"])
def test_that_what_has_the_keyboard_is_seen_in_grey_too(
    qtbot: QtBot, qapp: QApplication, theme: tokens.Theme
) -> None:
    try:
        dress(qapp, theme)
        box = QWidget()
        qtbot.addWidget(box)
        column = QVBoxLayout(box)
        table = PlainTable("Bảng")
        table.show_rows(["Một"], [["Hai"]], [10], stretch=0)
        inputs = [
            QLineEdit(readOnly=True),
            QPushButton("Hai"),
            QComboBox(),
            QCheckBox("Ba"),
            QRadioButton("Bốn"),
            table,
        ]
        for each in inputs:
            column.addWidget(each)
        box.show()
        box.activateWindow()
        seen = {}
        for each in (*inputs, inputs[0]):
            each.setFocus(Qt.FocusReason.TabFocusReason)
            qtbot.waitUntil(each.hasFocus)
            seen[each] = each.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        size = {each: each.size() for each in inputs}
        inputs[1].setFocus()
        for each in inputs:
            if each is not inputs[1]:
                assert each.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8) != seen[each]
        assert {each: each.size() for each in inputs} == size
    finally:
        dress(qapp)


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark", "contrast"])
def test_that_what_cannot_be_pressed_looks_so(qtbot: QtBot, qapp: QApplication, theme: tokens.Theme) -> None:
    try:
        dress(qapp, theme)
        button, menu = QPushButton("■■■■"), QMenu()
        button.setObjectName("primary")
        action = menu.addAction("■■■■")
        for each in (button, menu):
            qtbot.addWidget(each)
            each.show()
        far = []
        for enabled in (True, False):
            action.setEnabled(enabled)
            button.setEnabled(enabled)
            corner = button.grab().toImage().pixelColor(8, 6).name()
            seen = menu.grab().toImage()
            inks = {seen.pixelColor(x, seen.height() // 2).name() for x in range(8, seen.width() - 8)}
            far.append((contrast(corner, theme.panel), max(contrast(ink, theme.panel) for ink in inks)))
        assert far[1][0] < 0.75 * far[0][0] and far[1][1] < 0.75 * far[0][1]
    finally:
        dress(qapp)


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark", "contrast"])
def test_that_a_hint_inside_a_line_can_be_read(qtbot: QtBot, qapp: QApplication, theme: tokens.Theme) -> None:
    try:
        dress(qapp, theme)
        line = QLineEdit(placeholderText="■■■■")
        qtbot.addWidget(line)
        line.ensurePolished()
        shown = line.grab().toImage()
        across, down = range(8, shown.width() - 8), range(8, shown.height() - 8)
        measured = [
            tokens.contrast(shown.pixelColor(x, y), QColor(theme.panel)) for x in across for y in down
        ]
        assert max(measured) >= 4.5
    finally:
        dress(qapp)


def test_that_the_accents_of_capitals_are_not_cut(qapp: QApplication) -> None:
    dress(qapp)
    metrics = QFontMetrics(tokens.font())
    assert metrics.tightBoundingRect("ẲỦĐg").height() <= metrics.height()
    assert metrics.height() < tokens.row_height()


def test_that_icons_are_strokes_of_one_family() -> None:
    files = sorted(Path(resource("icons")).glob("*.svg"))
    assert len(files) >= 40
    for file in files:
        text = file.read_text("utf-8")
        assert 'viewBox="0 0 24 24"' in text, file.name
        assert 'stroke-width="1.75"' in text, file.name
        assert set(re.findall(r'(?:stroke|fill)="([^"]+)"', text)) <= {"none", "currentColor"}, file.name


def test_that_signs_differ_in_shape_and_a_missing_icon_is_no_fault(qapp: QApplication) -> None:
    shapes = {
        icons.pixmap(*icons.sign_of_grade(grade)).toImage().createAlphaMask().bits().tobytes()
        for grade in ("BLOCK", "WARN", "NOTE", "")
    }
    assert len(shapes) == 4
    assert not icons.icon("no-such-icon").isNull()


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark", "contrast"])
def test_that_the_number_in_a_dot_can_be_read(theme: tokens.Theme) -> None:
    with tokens.drawn_in(theme):
        for number in range(CLASSES):
            ground = class_colour(number, CLASSES)
            assert tokens.contrast(ink_on(ground), ground) >= 4.5, number


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark", "contrast"])
def test_that_a_picture_that_leads_nowhere_is_pale(qtbot: QtBot, theme: tokens.Theme) -> None:
    with tokens.drawn_in(theme):
        sign = icons.paling_icon("left")
    seen = {}
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
        image = sign.pixmap(16, mode).toImage()
        dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        stroke = max(dots, key=QColor.alpha)
        seen[mode] = tokens.contrast(QColor(stroke.rgb()), QColor(theme.panel))
    assert seen[QIcon.Mode.Disabled] < 2.2 < 4 < seen[QIcon.Mode.Normal]
