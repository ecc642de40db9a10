"""What the pictures of the window show, page by page and in use; takes none of them itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.catalog.catalog import FAILED, LoadedComponent
from desktop.declare.fields import Choice
from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Condition
from desktop.declare.text import _
from desktop.qt.components_page import ComponentsPage
from desktop.qt.dialog_scenes import dialog_scenes
from desktop.qt.import_page import ImportPage
from desktop.qt.page import Route
from desktop.qt.page_makers import PAGES, component_pages
from desktop.qt.record_page import RecordPage
from desktop.qt.scene import Scene

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.workspace import Workspace

_ASKED_FOR_HISTORY = 500


def import_scene(workbook: Path) -> Scene:
    """The preview of a workbook."""
    return Scene("import-preview", Route("import", files=(workbook,)), (ImportPage.look_ahead,))


def main_scenes(workspace: Workspace) -> list[Scene]:
    """Every page, those of the components too, the list of each one's first record type, records in use.

    Then what opens before them.
    """
    household = _household(workspace)
    shown = [Scene("household", Route("household", record=household))] if household else []
    told = {"household": shown, "help": [Scene("help", Route("help", text="import"))]}
    own = [page.name for pages in component_pages(workspace).values() for page in pages]
    return [
        *(scene for name in PAGES for scene in told.get(name, [Scene(name, Route(name))])),
        *(Scene(name.replace("_", "-"), Route(name)) for name in own),
        *_lists(workspace),
        *_in_use(workspace),
        *_history_scenes(workspace),
        Scene("components-failure", Route("components"), (_show_failure,)),
        *dialog_scenes(workspace, household),
    ]


def _lists(workspace: Workspace) -> Iterator[Scene]:
    for component in workspace.catalog.loaded():
        for record_type in component.record_types[:1]:
            with workspace.store.reading() as reader:
                first = next(iter(reader.rows(record_type, limit=1)), None)
            route = Route("records", record_type, record=first.id if first and first.id else "")
            yield Scene(component.name.replace("_", "-"), route)


def _household(workspace: Workspace) -> str:
    """The household that received the most; empty where none did."""
    with workspace.store.reading() as reader:
        counted = Counter(support.household for support in reader.supports(at_least=2))
    return min(counted, key=lambda each: (-counted[each], each), default="")


def _in_use(workspace: Workspace) -> Iterator[Scene]:
    """A record at what blocks it, all its problems, and its list filtered."""
    found = [one for one in workspace.check().problems if one.grade is Grade.BLOCK and one.field]
    types = list(workspace.catalog.record_types.values())
    # The last component is the one that was added; a legal basis shows most of what can be said.
    found.sort(key=lambda one: (types.index(_type_of(workspace, one)), bool(one.basis)), reverse=True)
    problem = next(iter(found), None)
    if problem is None:
        return
    record_type = _type_of(workspace, problem)
    route = Route("records", record_type, record=problem.record, field=problem.field)
    yield Scene("record-at-its-problem", route)
    yield Scene("record-problems", route, (_show_problems,))
    fields = [each for each in record_type.stored_fields().values() if isinstance(each, Choice)]
    # What a list is often asked by has an index.
    for choice in sorted(fields, key=lambda each: not each.indexed)[:1]:
        where = (Condition(choice.name, "is", next(iter(choice.options))),)
        yield Scene("records-filtered", Route("records", record_type, where=where), (_show_first_tab,))


def _history_scenes(workspace: Workspace) -> Iterator[Scene]:
    """The first record of the last component that was changed after it was new; else its first record."""
    changed = {one.number for one in workspace.store.change_sets(limit=50) if one.changed}
    with workspace.store.reading() as reader:
        kinds = reversed(workspace.catalog.record_types.values())
        rows = [row for kind in kinds for row in reader.rows(kind, limit=_ASKED_FOR_HISTORY)]
    past = (row for row in rows if row.changed_in in changed and _has_a_past(workspace, row))
    record = next(past, next(iter(rows), None))
    if record is not None:
        route = Route("records", type(record), record=record.id or "")
        yield Scene("record-history", route, (_show_history,))


def _has_a_past(workspace: Workspace, record: Record) -> bool:
    return bool(workspace.store.history(type(record), record.id or "")[1:])


def _show_problems(page: RecordPage) -> None:
    page.form.tabs.setCurrentWidget(page.form.problem_tab)
    page.form.problem_list.setCurrentRow(0)


def _show_first_tab(page: RecordPage) -> None:
    page.form.tabs.setCurrentIndex(0)


def _show_history(page: RecordPage) -> None:
    page.form.tabs.setCurrentWidget(page.form.history)


def _show_failure(page: ComponentsPage) -> None:
    """A component that is not to be found beside those that are."""
    failed = LoadedComponent(
        "xyz",
        "XYZ",
        "0.1",
        state=FAILED,
        failure=_("Thiếu thư viện “{name}” mà thành phần này cần.").format(name="xyz-data"),
        details="ModuleNotFoundError: No module named 'xyz_data'",
    )
    page.show_components([*page.workspace.catalog.components, failed])
    page.opened(Route("components", text=failed.name))


def _type_of(workspace: Workspace, problem: Problem) -> type[Record]:
    return workspace.catalog.record_type(problem.record_type)
