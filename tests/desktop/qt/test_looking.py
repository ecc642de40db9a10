"""Asks whether a window over data that cannot be written greys what writes, and says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.declare.fields import AttachedFile
from desktop.declare.problems import Refusal
from desktop.qt.attachment_editor import AttachmentEditor
from desktop.qt.details_editor import DetailsEditor
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage


@pytest.fixture
def looking(shown: MainWindow, home: Any, monkeypatch: pytest.MonkeyPatch) -> RecordPage:
    """A list of data that can only be looked at."""
    assert shown.workspace is not None
    monkeypatch.setattr(shown.workspace.store, "refusal", lambda: Refusal("Thẻ nhớ khóa ghi."))
    shown.open(Route("records", home))
    page = shown.page(Route("records", home))
    assert isinstance(page, RecordPage)
    return page


def test_that_what_writes_is_grey_and_says_why(looking: RecordPage, settled: Callable[[], None]) -> None:
    looking.grid.go_to(0)
    settled()
    (brings,) = (each for each in looking.findChildren(QPushButton) if each.text() == "Nhập từ Excel")
    assert not brings.isEnabled() and "khóa ghi" in brings.toolTip()
    for settles in (looking.form.problem_tab.settle_button, looking.form.problem_tab.all_button):
        assert not settles.isEnabled() and "khóa ghi" in settles.toolTip()
    assert not looking.bar.add_button.isEnabled() and "khóa ghi" in looking.notice.text.text()
    editors = looking.form.fields.editors.values()
    assert editors and all("khóa ghi" in editor.toolTip() for editor in editors)


def test_that_the_form_takes_no_typing_and_shows_all(
    qtbot: QtBot, looking: RecordPage, home: Any, settled: Callable[[], None]
) -> None:
    looking.grid.go_to(0)
    settled()
    form = looking.form.fields
    child = home.fields["children"].of(name="Giàng A Pó")
    form.take(home(head="Vàng A Dí", note="Dài", children=[child], paper=AttachedFile("qd.pdf", "0" * 64)))
    rows, paper, note = form.editors["children"], form.editors["paper"], form.editors["note"]
    assert isinstance(rows, DetailsEditor) and isinstance(paper, AttachmentEditor)
    rows.table.setCurrentIndex(rows.rows.index(0, 0))
    before = form.typed()
    QGuiApplication.clipboard().setText("Giàng A Khác")
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.assertNotEmitted(form.edited):
        for editor in form.editors.values():
            QTest.keyClicks(editor.inner(), "12")
            QTest.keyClick(editor.inner(), Qt.Key.Key_V, control)
            QTest.keyClick(editor.inner(), Qt.Key.Key_Semicolon, control)
            QTest.keyClick(editor.inner(), Qt.Key.Key_Delete)
    assert form.typed() == before
    assert rows.table.isEnabled() and not rows.add_button.isEnabled() and not rows.remove_button.isEnabled()
    assert note.inner().isEnabled()
    assert paper.button.isEnabled() and not paper.off.isEnabled() and not paper.acceptDrops()
    paper.take(None)
    assert not paper.button.isEnabled()


def test_that_the_page_of_doubles_greys_both_answers(looking: RecordPage, shown: MainWindow) -> None:
    shown.open(Route("doubles"))
    page: Any = shown.page(Route("doubles"))
    assert not page.merge_button.isEnabled() and "khóa ghi" in page.apart_button.toolTip()
