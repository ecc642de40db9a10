"""Asks whether a window over data that cannot be written greys what writes, and says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.declare.problems import Refusal
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
    assert not looking.bar.add_button.isEnabled() and "khóa ghi" in looking.notice.text.text()
    editors = looking.form.fields.editors.values()
    assert editors and not any(editor.isEnabled() for editor in editors)
    assert all("khóa ghi" in editor.toolTip() for editor in editors)


def test_that_the_page_of_doubles_greys_both_answers(looking: RecordPage, shown: MainWindow) -> None:
    shown.open(Route("doubles"))
    page: Any = shown.page(Route("doubles"))
    assert not page.merge_button.isEnabled() and "khóa ghi" in page.apart_button.toolTip()
