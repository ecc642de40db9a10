"""Help without a network: of the current page on F1, in the language in use, found without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from desktop.catalog import load_catalog
from desktop.declare.text import LANGUAGES, use_language
from desktop.qt.help_page import HelpPage
from desktop.qt.help_topics import PAGES, topic_of, topics
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.page_makers import PAGES as WINDOW_PAGES
from desktop.resources import resource
from desktop.shared import Household
from desktop.workspace import Workspace
from resources.translations.compile_catalogs import catalogs, read_po


@pytest.fixture
def shown(dressed: None, qtbot: QtBot, homes: Workspace) -> Iterator[MainWindow]:
    window = MainWindow(homes)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: not window.tasks.running())
    yield window
    qtbot.waitUntil(lambda: not window.tasks.running())
    window.tasks.close()


def help_of(window: MainWindow, route: Route) -> HelpPage:
    window.open(route)
    action = next(one for one in window.menuBar().actions()[3].menu().actions() if "&Trợ giúp" in one.text())
    assert QKeySequence("F1") in action.shortcuts()
    action.trigger()
    page = window.page(Route("help"))
    assert isinstance(page, HelpPage)
    assert page.isVisible()
    return page


def test_that_every_page_has_help_in_every_language() -> None:
    for language in LANGUAGES:
        found = {file.stem for file in resource(f"help/{language}").glob("*.md")}
        assert found == set(PAGES)
        for name in PAGES:
            text = (resource("help") / language / f"{name}.md").read_text("utf-8")
            assert text.startswith("# ")
            assert len(text.splitlines()) < 60


def test_that_every_guide_of_a_component_is_written_in_both_languages() -> None:
    guides = sorted(Path(__file__).parents[3].glob("plugins/*/*/guide"))
    assert guides
    for guide in guides:
        if any(guide.iterdir()):
            assert {file.name for file in guide.glob("*.md")} == {f"{each}.md" for each in LANGUAGES}, guide


ROOT = Path(__file__).parents[3]
PAIRS = [
    *((resource("help/vi") / f"{name}.md", resource("help/en") / f"{name}.md") for name in PAGES),
    *((guide, guide.with_name("en.md")) for guide in ROOT.glob("plugins/*/*/guide/vi.md")),
]
_STARTS = re.compile(r"\n(?!\n|#|\||- |\d\. )\s*")
_BUTTON = re.compile(r"(?<![*\\])\*(?![*\s])([^*|]+)(?<![\s])\*(?!\*)")
_PLACE = re.compile(r"\{[^}]*\}|…|&|[ .,]+$|\(.*\)$")
_STRESSED = {"Word", "PDF"}
"""What a button says in both languages without being translated."""


def shape(text: str) -> list[str]:
    """What each block of a page is: a heading by its level, a line of a list or a table, or sentences."""
    lines = _STARTS.sub(" ", text).splitlines()
    return [re.match(r"#+|\||-|\d\.|", line)[0] for line in lines if line.strip()]  # type: ignore[index]


@pytest.mark.parametrize(
    ("vietnamese", "english"), PAIRS, ids=lambda path: f"{path.parent.parts[-2:]}{path.stem}"
)
def test_that_both_languages_say_the_same_in_the_same_order(vietnamese: Path, english: Path) -> None:
    assert shape(vietnamese.read_text("utf-8")) == shape(english.read_text("utf-8"))


def name_of(written: str) -> str:
    """What two writings of a name have in common: the places of a sentence and its last mark do not count."""
    return " ".join(_PLACE.sub("", part.strip()).casefold() for part in written.split())


def begins_one(part: str, known: set[str]) -> bool:
    """Whether a name, perhaps in short, is that of something in the window."""
    return any(one.startswith(name_of(part)) for one in known)


def test_that_what_help_calls_by_name_is_called_so_by_the_program() -> None:
    said: dict[str, str] = {}
    for path in catalogs().values():
        said |= read_po(path)
    known = {"vi": set(map(name_of, said)), "en": set(map(name_of, said.values()))}
    unknown = []
    for language in LANGUAGES:
        for name in PAGES:
            text = (resource("help") / language / f"{name}.md").read_text("utf-8")
            for written in _BUTTON.findall(text):
                parts = re.split(r" › | → ", " ".join(written.split()))
                unknown += [(name, part) for part in parts if not begins_one(part, known[language])]
    assert [each for each in unknown if each[1] not in _STRESSED] == []


@pytest.mark.parametrize("name", sorted(WINDOW_PAGES))
def test_that_every_page_leads_to_help_of_its_own(homes: Workspace, name: str) -> None:
    own = {"imports": "import", "help": "home"}
    assert topic_of(Route(name), homes.catalog) == own.get(name, name)


@pytest.mark.parametrize(
    ("page", "says"), [("home", "Cần làm"), ("charts", "Mỗi biểu đồ là một câu hỏi"), ("problems", "Căn cứ")]
)
def test_that_f1_opens_the_help_of_the_current_page(shown: MainWindow, page: str, says: str) -> None:
    assert says in help_of(shown, Route(page)).text.toPlainText()


def test_that_a_list_without_a_guide_gets_help_on_lists(shown: MainWindow, home: Any) -> None:
    page = help_of(shown, Route("records", home))
    assert page.list.currentItem().text() == "Danh sách và phiếu"


def test_that_a_component_brings_its_own_guide(homes: Workspace, home: Any, tmp_path: Path) -> None:
    package = tmp_path / "planted_guide"
    (package / "guide").mkdir(parents=True)
    (package / "guide" / "vi.md").write_text("# Dự án thử\n\nMột câu.", "utf-8")
    (package / "__init__.py").write_text("", "utf-8")
    component = homes.catalog.component_of(home)
    import sys
    import types

    module = types.ModuleType("planted_guide")
    module.__file__ = str(package / "__init__.py")
    sys.modules["planted_guide"] = module
    try:
        component.module = "planted_guide"
        assert topic_of(Route("records", home), homes.catalog) == "homes"
        assert topics(homes.catalog)[-1].title == "Dự án thử"
        assert topic_of(Route("homes_page"), homes.catalog) == "homes"
    finally:
        del sys.modules["planted_guide"]
    assert topic_of(Route("records", Household), homes.catalog) == "records"
    assert topic_of(Route("nowhere"), homes.catalog) == "home"


def test_that_the_search_needs_no_marks_and_tints_what_it_finds(shown: MainWindow, qtbot: QtBot) -> None:
    page = help_of(shown, Route("home"))
    qtbot.keyClicks(page.search, "bi tra lai")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    names = [page.list.item(row).text() for row in range(page.list.count())]
    assert names == ["Tổng quan", "Nhập từ Excel"]
    assert "trả lại" in page.text.extraSelections()[0].cursor.block().text()
    assert page.text.toPlainText().startswith("Tổng quan")
    page.search.setText("xyzzy")
    page.look()
    assert page.none.isVisible()
    page.search.clear()
    page.look()
    assert page.list.count() == len(topics(shown.page(Route("home")).workspace.catalog))


def test_that_the_keys_are_a_topic(shown: MainWindow) -> None:
    shown.open(Route("help", text="keys"))
    page = shown.page(Route("help"))
    assert isinstance(page, HelpPage)
    assert "Ctrl+K" in page.text.toPlainText()


def test_that_help_speaks_english_as_well() -> None:
    catalog = load_catalog(safe=True)
    try:
        use_language("en")
        assert topics(catalog)[0].title == "Overview"
    finally:
        use_language("vi")
    assert topics(catalog)[0].title == "Tổng quan"
