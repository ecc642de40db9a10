"""Asks whether every page speaks one language: no Vietnamese in English, no English in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

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
from desktop.shared import Place, ProgrammeLine, SupportScheme
from desktop.workspace import Workspace
from desktop.workspace.first_lists import begins
from resources.translations.compile_catalogs import catalogs, read_po

_VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)


_CITED = re.compile(r"\b(Luật|QĐ|NĐ|NQ|TT|Điều)\b[^.]*|\bđ\b")
"""Legal texts are cited by their own numbers in every language."""

_ROWS = 40
"""So many rows of a list are read: what the program comes with stands on the first page of each."""

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
        types = workspace.catalog.record_types.values()
        begun = [Route("records", kind) for kind in types if begins(kind)]
        for route in (
            *(Route(name) for name in PAGES),
            *begun,
            Route("records", next(iter(types)), new=True),
        ):
            window.open(route)
            qtbot.waitUntil(lambda: not window.tasks.running())
            # The frame around them is the same for all, and is looked at once.
            page = window.page(route) if found else window
            found[route.page] = found.get(route.page, set()) | set(said_by(page))
        return found

    yield say
    use_language("vi")
    use_qt_language("vi", qapp)
    for window in windows:
        window.tasks.close()
        window.close()


def said_by(window: QWidget) -> Iterator[str]:
    """Everything that is written or told, what the program's own lists come with included."""
    typed = [line.text() for line in window.findChildren(QLineEdit)]
    for each in [window, *window.findChildren(QWidget)]:
        yield from (each.accessibleName(), each.accessibleDescription(), each.toolTip())
        if isinstance(each, QLabel | QAbstractButton) and not goes_on(each.text(), typed):
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
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                told = (model.headerData(at, Qt.Orientation.Horizontal, role) for at in columns)
                yield from (text for text in told if isinstance(text, str))
                rows = range(min(model.rowCount(), _ROWS)) if model else ()
                cells = (model.index(row, at).data(role) for row in rows for at in columns)
                yield from (text for text in cells if isinstance(text, str))
        elif isinstance(each, QAbstractItemView) and each.model():
            yield from (
                str(each.model().index(row, 0).data() or "") for row in range(each.model().rowCount())
            )
    for action in window.findChildren(QAction):
        if action.associatedObjects():  # what no menu and no button shows is nobody's
            yield from (action.text(), action.toolTip())


def goes_on(text: str, typed: Sequence[str]) -> bool:
    """Whether a text is the rest, shown beneath, of what stands in a line too narrow for it."""
    return text.startswith("… ") and any(line.endswith(text[2:]) for line in typed)


def is_vietnamese(text: str, names: set[str]) -> bool:
    """Whether Vietnamese is left beside names, numbers of legal texts, the money, and a stored reason."""
    if text in names:
        return False
    for known in ("đồng", "Tiếng Việt", "Dữ liệu ban đầu", "Ninh Thuận", "Chưa khởi công", "Bản Na Sang"):
        text = text.replace(known, "")
    return _VIETNAMESE.search(_CITED.sub("", text)) is not None


def test_that_no_vietnamese_is_left_in_english(
    speaks: Callable[[str], dict[str, set[str]]], workspace: Workspace
) -> None:
    said = speaks("en")
    with workspace.store.reading() as reader:
        names = {place.name for place in reader.rows(Place)}
        for other in (ProgrammeLine, SupportScheme):
            names |= {record.also_called for record in reader.rows(other) if record.also_called}
    left = {page: {text for text in texts if is_vietnamese(text, names)} for page, texts in said.items()}
    assert {page: texts for page, texts in left.items() if texts} == {}


def test_that_no_english_is_left_in_vietnamese(speaks: Callable[[str], dict[str, set[str]]]) -> None:
    translated = {}
    for path in catalogs().values():
        translated |= read_po(path)
    english = {text for own, text in translated.items() if text != own} - translated.keys()
    said = speaks("vi")
    assert {page: texts & english for page, texts in said.items() if texts & english} == {}
