"""Asks whether a component's own pages and editors stand in the window."""

import importlib.metadata as metadata
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.catalog import load_catalog
from desktop.qt.editors_by_kind import editor_for
from desktop.qt.page import Route
from desktop.qt.page_makers import add_component_editors, entries, make_page
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace

WALKS = """
from desktop.api import *

class Distance(Integer):
    kind = "distance"

class Walk(Record):
    title = "Chuyến đi"
    length = Distance("Quãng đường")

@hookimpl
def register_component():
    return Component("walks", "Đi bản")

@hookimpl
def register_record_types():
    return [Walk]
"""
WINDOWS = """
from desktop.api import hookimpl
from desktop.qt.api import LineEditor, Page
from planted_ntp_walks import Distance

class DistanceEditor(LineEditor):
    pass

class MapPage(Page):
    name = "walks_map"
    menu_title = "Bản đồ"

@hookimpl
def register_field_editors():
    return {Distance: DistanceEditor}

@hookimpl
def register_pages(workspace):
    return [MapPage]
"""


def test_that_own_pages_and_editors_stand_in_the_window(
    qtbot: QtBot, plant: Callable[..., list[metadata.EntryPoint]], tmp_path: Path
) -> None:
    catalog = load_catalog(entry_points=plant("walks", WALKS, files={"qt.py": WINDOWS}))
    workspace = Workspace.open(tmp_path / "walks.db", catalog)
    add_component_editors(catalog)
    editor = editor_for(catalog.record_type("Walk").fields["length"], workspace)
    qtbot.addWidget(editor)
    assert type(editor).__name__ == "DistanceEditor"

    titles = [entry.title for entry in entries(workspace, [])]
    assert titles[titles.index("Đi bản") :][:3] == ["Đi bản", "Chuyến đi", "Bản đồ"]
    tasks = Tasks()
    page = make_page(Route("walks_map"), workspace, tasks)
    qtbot.addWidget(page)
    assert (type(page).__name__, page.title.text()) == ("MapPage", "Bản đồ")
    tasks.close()
    workspace.close()
