"""Which pages there are and how each is made; imported only once the database is open."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from desktop.catalog.loading import ask_windows
from desktop.declare.text import Plural, _, translate
from desktop.qt.navigation import Entry
from desktop.qt.page import Page, Route
from desktop.shared import ImportBatch, Person
from desktop.shared.office import Office
from desktop.workspace.own_office import own_office

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.declare.records import Record
    from desktop.qt.tasks import Tasks
    from desktop.workspace import Workspace

_ICONS = {
    "home": "home",
    "import": "import",
    "problems": "problems",
    "charts": "chart",
    "dashboard": "pin",
    "map": "place",
    "household": "people",
    "capital": "money",
    "indicators": "target",
    "obstacles": "obstacle",
    "calendar": "calendar",
    "reports": "document",
}
PAGES = {
    "home": "home_page.HomePage",
    "import": "import_page.ImportPage",
    "imports": "import_history_page.ImportHistoryPage",
    "problems": "problems_page.ProblemsPage",
    "charts": "chart_page.ChartPage",
    "dashboard": "dashboard_page.DashboardPage",
    "map": "map_page.MapPage",
    "help": "help_page.HelpPage",
    "office": "office_page.OfficePage",
    "household": "household_page.HouseholdPage",
    "capital": "capital_page.CapitalPage",
    "indicators": "indicator_page.IndicatorPage",
    "obstacles": "obstacle_page.ObstaclePage",
    "calendar": "calendar_page.CalendarPage",
    "reports": "report_page.ReportPage",
    "doubles": "doubles_page.DoublesPage",
    "components": "components_page.ComponentsPage",
}
"""The page of each name: its module in this folder and its class."""

_OWN_PAGES: dict[type[Record], str] = {ImportBatch: "imports", Office: "office"}


def entries(workspace: Workspace, main_pages: Sequence[tuple[str, Route]]) -> list[Entry]:
    """The main pages, then each component's record types under their headings, then the components."""
    found = [Entry(title, _ICONS[route.page], route) for title, route in main_pages]
    own = component_pages(workspace)
    not_worked_with = left_out(workspace)
    for component in workspace.catalog.loaded():
        if component.name in not_worked_with:
            continue
        heading = ""
        for record_type in component.record_types:
            if heading != (heading := translate(Plural(record_type.menu or component.title))):
                found.append(Entry(heading))
            picture = record_type.icon or component.icon
            found.append(Entry(translate(record_type.plural), picture, way_to(record_type)))
            if record_type is Person:
                found.append(Entry(_("Hồ sơ có thể trùng"), "merge", Route("doubles")))
        if component.name in own and not component.record_types:
            found.append(Entry(translate(component.title)))
        for page in own.get(component.name, ()):
            found.append(Entry(translate(page.menu_title), component.icon, Route(page.name)))
    return [*found, Entry(_("Phần mềm")), Entry(_("Thành phần"), "plugin", Route("components"))]


def left_out(workspace: Workspace) -> frozenset[str]:
    """The components this office said it does not work with."""
    with workspace.store.reading() as reader:
        office = own_office(workspace, reader)
    return office.components_left_out if office is not None else frozenset()


def way_to(record_type: type[Record]) -> Route:
    """Where records of a type are looked at; imports and the office have a page of their own."""
    own = _OWN_PAGES.get(record_type)
    return Route(own) if own else Route("records", record_type)


def add_component_editors(catalog: Catalog) -> None:
    """Take the editors components bring for their own kinds of field."""
    for _component, editors in ask_windows(catalog, "register_field_editors"):
        # Imported here: a start needs no editors unless a component brings some.
        from desktop.qt.editors_by_kind import add_editors

        add_editors(editors)


def component_pages(workspace: Workspace) -> dict[str, list[type[Page]]]:
    """The pages components bring, by the component's name."""
    found: dict[str, list[type[Page]]] = {}
    for component, pages in ask_windows(workspace.catalog, "register_pages", workspace=workspace):
        found.setdefault(component.name, []).extend(pages)
    return found


def make_page(route: Route, workspace: Workspace, tasks: Tasks) -> Page:
    """A new page; each page's module is loaded only when it is wanted."""
    if route.page == "records" and route.record_type is not None:
        if workspace.guard.closes(route.record_type):
            from desktop.qt.closed_page import ClosedPage

            return ClosedPage(workspace, tasks, translate(route.record_type.plural))
        from desktop.qt.record_page import RecordPage

        return RecordPage(workspace, tasks, route.record_type)
    for pages in component_pages(workspace).values() if route.page not in PAGES else ():
        for page in pages:
            if page.name == route.page:
                return page(workspace, tasks, translate(page.menu_title))
    module, _dot, name = PAGES.get(route.page, PAGES["home"]).partition(".")
    made: Page = getattr(import_module(f"desktop.qt.{module}"), name)(workspace, tasks)
    return made
