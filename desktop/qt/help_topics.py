"""The help as it was written: a topic for each page, a guide of each component; shows none."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.declare.text import LANGUAGES, fold, language, translate
from desktop.qt.page import Route
from desktop.resources import resource

if TYPE_CHECKING:
    from desktop.catalog import Catalog, LoadedComponent

PAGES = (
    "home",
    "import",
    "problems",
    "charts",
    "dashboard",
    "map",
    "records",
    "household",
    "doubles",
    "capital",
    "indicators",
    "obstacles",
    "calendar",
    "reports",
    "office",
    "components",
    "keys",
    "news",
)
"""The topics of the desktop itself, in their order."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of help in Markdown; its title is its first heading."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """`Nhập từ Excel`."""
        return self.text.lstrip().partition("\n")[0].lstrip("# ").strip()

    def holds(self, words: str) -> bool:
        """Whether the words stand in it one after the other, marks ignored."""
        return fold(words) in fold(self.text.replace("*", ""))


def topics(catalog: Catalog) -> list[Topic]:
    """All there is in the language in use: the desktop's pages, then the guides of the components."""
    found = [Topic(name, _written(resource("help"), f"{name}.md")) for name in PAGES]
    for component in catalog.loaded():
        folder = _guide_of(component)
        if folder is not None:
            found.append(Topic(component.name, _written(folder, ".md")))
    return [topic for topic in found if topic.text]


def topic_of(route: Route, catalog: Catalog) -> str:
    """The name of the topic that helps on a page: of a list the guide of its component, where it has one."""
    component = None
    if route.page == "imports":
        return "import"
    if route.record_type is not None:
        component = catalog.component_of(route.record_type)
    elif route.page not in PAGES:
        component = next((one for one in catalog.loaded() if route.page.startswith(one.name)), None)
    if component is not None and _guide_of(component) is not None:
        return component.name
    return "records" if route.page == "records" else route.page if route.page in PAGES else "home"


def heading_of(route: Route) -> str:
    """What to look for within the topic: the title of the records on the page."""
    return translate(route.record_type.plural) if route.record_type is not None else ""


def _guide_of(component: LoadedComponent) -> Path | None:
    """The folder `guide` in the package of a component."""
    module = sys.modules.get(component.module)
    file = getattr(module, "__file__", None)
    folder = Path(file).parent / "guide" if file else None
    return folder if folder is not None and any(folder.glob("*.md")) else None


def _written(folder: Path, name: str) -> str:
    """The text in the language in use, else in the first there is: `help/vi/home.md`, `guide/vi.md`."""
    for each in dict.fromkeys((language(), *LANGUAGES)):
        file = folder / f"{each}{name}" if name == ".md" else folder / each / name
        if file.is_file():
            return file.read_text("utf-8")
    return ""
