"""How lists are read, told to scripts: layouts that are known, that a file brings, and that go into one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.cli import plain
from desktop.declare.problems import Refusal
from desktop.declare.text import _, translate
from desktop.excel.found import FoundTable
from desktop.workspace import Workspace
from desktop.workspace.layout_files import plain_layout, read_layouts, write_layouts
from desktop.workspace.layout_memory import Known, layout_to_keep, read_known

ENDING = ".json"


def named_layout(named: str | None, workspace: Workspace) -> tuple[str | None, list[Known]]:
    """The name of a layout of a component, or what the file of an office says."""
    if not named or not named.lower().endswith(ENDING):
        return named, []
    path = Path(named)
    return None, [Known(each, file=path.name) for each in read_layouts(path, workspace.catalog)]


def keep_layouts(tables: list[FoundTable], path: Path) -> str:
    """Write how the tables of an import are read; the file."""
    write_layouts(path, filter(None, map(layout_to_keep, tables)))
    return str(path.resolve())


def known_layouts(workspace: Workspace, path: Path | None, names: list[str]) -> dict[str, Any]:
    """What layouts there are: of components, and remembered here; these written to a file where asked."""
    with workspace.store.reading() as reader:
        known = read_known(reader, workspace.catalog)
    strange = set(names) - {each.layout.name for each in known}
    if strange:
        raise Refusal(
            _("Không có mẫu bảng đã nhớ nào tên “{name}”.").format(name=sorted(strange)[0]),
            _("Các mẫu đã nhớ: ") + (", ".join(each.layout.name for each in known) or "–"),
        )
    wanted = [each for each in known if not names or each.layout.name in names]
    if path is not None:
        write_layouts(path, [each.layout for each in wanted])
    found = [
        {
            "name": layout.name,
            "title": translate(layout.title),
            "type": layout.record.qualified_name(),
            "remembered_on": None,
        }
        for layout in workspace.catalog.layouts.values()
    ]
    found += [
        plain_layout(each.layout, at_home=True) | {"remembered_on": plain.value(each.day)} for each in known
    ]
    for each in found:
        day = each["remembered_on"]
        plain.say(f"{each['name']:32} {each['title']}" + (f" ({day})" if day else ""))
    return {"layouts": found, "file": str(path.resolve()) if path else None}
