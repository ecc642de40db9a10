"""The door to the windows for a component's `qt.py`: re-exports, no code."""

from desktop.qt.editors_by_kind import editor_for
from desktop.qt.field_editors import Editor, LineEditor
from desktop.qt.page import Page, Route
from desktop.qt.panel import panel
from desktop.qt.pick_box import PickBox
from desktop.qt.plain_table import Cell, PlainTable
from desktop.qt.problem_list import ProblemList
from desktop.qt.tasks import Progress, Tasks
from desktop.qt.tokens import font, theme
from desktop.workspace.facts import write_facts

__all__ = [
    "Cell",
    "Editor",
    "LineEditor",
    "Page",
    "PickBox",
    "PlainTable",
    "ProblemList",
    "Progress",
    "Route",
    "Tasks",
    "editor_for",
    "font",
    "panel",
    "theme",
    "write_facts",
]
