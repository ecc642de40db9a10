"""What the pictures show before the window: dialogs and pop-ups, each over its page; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.declare.fields import Text
from desktop.declare.problems import Grade
from desktop.qt.household_act_dialog import SPLIT
from desktop.qt.household_page import HouseholdPage
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.qt.scene import Scene
from desktop.workspace.replacing import Replacement

if TYPE_CHECKING:
    from desktop.workspace import Workspace


def dialog_scenes(workspace: Workspace, household: str) -> Iterator[Scene]:
    """Over the list of the last component, and over the page of a household where there is one."""
    record_type = list(workspace.catalog.loaded())[-1].record_types[0]
    with workspace.store.reading() as reader:
        first = next(iter(reader.rows(record_type, limit=1)), None)
    if first is not None:
        here = Route("records", record_type, record=first.id or "")
        yield Scene("filter-of-a-column", here, (lambda page: page.open_filter(1),))
        yield Scene("choice-of-columns", here, (_open_columns,))
        yield Scene("ways-to-look", here, (_open_views,))
        yield Scene("find-and-replace", here, (lambda page: page.writes.replace(),))
        yield Scene("cells-before-they-change", here, (_replace,))
        yield Scene("history-of-a-field", here, (lambda page: page.form.ask_history(_named(page)),))
        yield Scene("record-on-paper", here, (lambda page: page.form.ask_and_print(),))
    warned = next((one for one in workspace.check().problems if one.grade is Grade.WARN and one.field), None)
    if warned is not None:
        kind = workspace.catalog.record_type(warned.record_type)
        there = Route("records", kind, record=warned.record, field=warned.field)
        yield Scene("warning-to-accept", there, (_accept,))
    if household:
        yield Scene("household-splits", Route("household", record=household), (_split,))
    yield Scene("news", Route("help", text="news"))


def _named(page: RecordPage) -> str:
    return page.table.columns[0]


def _open_columns(page: RecordPage) -> None:
    menu = page.bar.column_menu
    menu.popup(page.bar.mapToGlobal(page.bar.rect().bottomLeft()))


def _open_views(page: RecordPage) -> None:
    page.bar.view_menu.popup(page.bar.mapToGlobal(page.bar.rect().bottomLeft()))


def _replace(page: RecordPage) -> None:
    """Put a word behind the first one of the first column that takes words."""
    fields = page.record_type.fields
    for number, name in enumerate(page.table.columns, 1):
        words = str(page.table.index(0, number).data() or "").split()
        if isinstance(fields[name], Text) and words:
            page.writes.replace_in([name], Replacement(words[0], f"{words[0]} 2"))
            return


def _accept(page: RecordPage) -> None:
    found = [each for each in page.form.problems if each.grade is Grade.WARN and each.is_open]
    page.form.accepting.settle(next(iter(found), None))


def _split(page: HouseholdPage) -> None:
    page.ask_act(SPLIT)
