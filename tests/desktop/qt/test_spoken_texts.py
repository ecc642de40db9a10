"""Asks whether who writes over a translation is told which Vietnamese text goes, in a form and in a cell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.declare.reading import Condition
from desktop.declare.text import add_catalog, use_language
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_form import RecordForm
from desktop.qt.record_page import RecordPage
from desktop.qt.tasks import Tasks
from desktop.resources import resource
from desktop.shared import ReportingDuty
from desktop.workspace import Workspace
from desktop.workspace.cell_changes import Typed, plan_cells
from tests.desktop.qt.forms import put, said_at

CODE, STORED = "BC-NAM-XA", "Báo cáo năm của xã"
TOLD = f"This takes the place of the Vietnamese text “{STORED}”, for every user."


@pytest.fixture
def english() -> Iterator[None]:
    add_catalog(resource("translations"))
    use_language("en")
    yield
    use_language("vi")


def duty(workspace: Workspace) -> ReportingDuty:
    with workspace.store.reading() as reader:
        (found,) = reader.rows(ReportingDuty, [Condition("code", "is", CODE)])
    return found


def test_that_a_form_tells_what_goes(
    qtbot: QtBot, workspace: Workspace, dressed: None, tasks: Tasks, english: None
) -> None:
    form = RecordForm(workspace, tasks, ReportingDuty)
    qtbot.addWidget(form)
    form.show()
    form.show_record(duty(workspace))
    assert said_at(form, "name") == ""
    put(form, "name", "Report of the year")
    assert TOLD in said_at(form, "name")
    put(form, "name", "Yearly report of the commune")
    assert said_at(form, "name") == ""


def test_that_a_cell_tells_what_went(
    qtbot: QtBot, workspace: Workspace, dressed: None, english: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.show()
    window.open(Route("records", ReportingDuty))
    page = window.page(Route("records", ReportingDuty))
    assert isinstance(page, RecordPage)
    said: list[str] = []
    monkeypatch.setattr(page, "say", lambda says, *_rest: said.append(says))
    typed = Typed(duty(workspace).id or "", "name", "Report of the year")
    page.writes.write(plan_cells(workspace, ReportingDuty, [typed]), "changed {count} cell")
    qtbot.waitUntil(lambda: bool(said) and not window.tasks.running())
    assert said[0].endswith(TOLD)
    assert duty(workspace).name == "Report of the year"
