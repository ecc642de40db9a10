"""What is new is offered once after an update, and told for every version in both languages."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop import __version__
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.resources import resource
from desktop.workspace import Workspace


def test_that_an_update_is_told_once_and_leads_to_what_is_new(
    qtbot: QtBot, dressed: None, filled: Workspace
) -> None:
    QSettings().setValue("window/version", "0.0.9")
    window = MainWindow(filled)
    qtbot.addWidget(window)
    home = window.page(Route("home"))
    assert __version__ in home.notice.text.text()
    next(each for each in home.notice.findChildren(QPushButton) if each.text() == "Có gì mới").click()
    assert window.frame is not None and window.frame.route == Route("help", text="news")

    again = MainWindow(filled)
    qtbot.addWidget(again)
    assert not again.page(Route("home")).notice.text.text()
    for each in (window, again):
        each.close()


def test_that_the_first_start_tells_no_update(qtbot: QtBot, dressed: None, filled: Workspace) -> None:
    QSettings().remove("window/version")
    window = MainWindow(filled)
    qtbot.addWidget(window)
    assert not window.page(Route("home")).notice.text.text()
    window.close()


def test_that_this_version_is_told_in_both_languages() -> None:
    for language in ("vi", "en"):
        assert f"\n## {__version__}\n" in (resource("help") / language / "news.md").read_text("utf-8")
