"""Asks whether every page speaks one language: no Vietnamese in English, no English in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.declare.text import add_catalog, use_language
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.page_makers import PAGES
from desktop.qt.qt_words import use_qt_language
from desktop.resources import resource
from desktop.workspace import Workspace
from resources.translations.compile_catalogs import catalogs, read_po

_VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)


_CARDS = 6
"""So many charts are drawn: every card says the same beside its title, which the catalogs hold."""


@pytest.fixture
def speaks(
    dressed: None,
    qtbot: QtBot,
    workspace: Workspace,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[str], dict[str, set[str]]]]:
    """What is said on each page of an empty database in a language."""
    windows: list[MainWindow] = []
    add_catalog(resource("translations"))
    charts = Workspace.charts
    monkeypatch.setattr(Workspace, "charts", lambda of: charts(of)[:_CARDS])

    def say(language: str) -> dict[str, set[str]]:
        use_language(language)
        use_qt_language(language, qapp)
        window = MainWindow(workspace)
        windows.append(window)
        window.show()
        found = {}
        first = next(iter(workspace.catalog.record_types.values()))
        for route in (*(Route(name) for name in PAGES), Route("records", first, new=True)):
            window.open(route)
            qtbot.waitUntil(lambda: not window.tasks.running())
            found[route.page] = set(said_by(window))
        return found

    yield say
    use_language("vi")
    use_qt_language("vi", qapp)
    for window in windows:
        window.tasks.close()
        window.close()


def said_by(window: MainWindow) -> Iterator[str]:
    """Everything that is written or told; what stands in the rows of tables is data."""
    for each in [window, *window.findChildren(QWidget)]:
        yield from (each.accessibleName(), each.accessibleDescription(), each.toolTip())
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        if isinstance(each, QLineEdit):
            yield each.placeholderText()
        if isinstance(each, QTabBar):
            yield from (each.tabText(place) for place in range(each.count()))
        if isinstance(each, QComboBox):
            yield from (each.itemText(place) for place in range(each.count()))
        if isinstance(each, QTableView):
            model = each.model()
            columns = range(model.columnCount()) if model else ()
            yield from (str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in columns)
        elif isinstance(each, QAbstractItemView) and each.model():
            yield from (
                str(each.model().index(row, 0).data() or "") for row in range(each.model().rowCount())
            )
    for action in window.findChildren(QAction):
        if action.associatedObjects():  # what no menu and no button shows is nobody's
            yield from (action.text(), action.toolTip())


def is_vietnamese(text: str) -> bool:
    """Whether Vietnamese is left beside the names of the money and the language, and a stored reason."""
    for known in ("đồng", "Tiếng Việt", "Dữ liệu ban đầu"):
        text = text.replace(known, "")
    return _VIETNAMESE.search(text) is not None


def test_that_no_vietnamese_is_left_in_english(speaks: Callable[[str], dict[str, set[str]]]) -> None:
    said = speaks("en")
    left = {page: {text for text in texts if is_vietnamese(text)} for page, texts in said.items()}
    assert {page: texts for page, texts in left.items() if texts} == {}


def test_that_no_english_is_left_in_vietnamese(speaks: Callable[[str], dict[str, set[str]]]) -> None:
    translated = {}
    for path in catalogs().values():
        translated |= read_po(path)
    english = {text for own, text in translated.items() if text != own} - translated.keys()
    said = speaks("vi")
    assert {page: texts & english for page, texts in said.items() if texts & english} == {}
