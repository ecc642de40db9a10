"""Whose desk a workspace is, where one is kept and was chosen; writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.shared.office import Office, read_office

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.declare.reading import Reader
    from desktop.workspace.workspace import Workspace


def keeps_office(catalog: Catalog) -> bool:
    """Whether an office can be chosen at all: what is shared may not be loaded."""
    return Office in catalog.record_types.values()


def own_office(workspace: Workspace, reader: Reader) -> Office | None:
    """The office as it was chosen; None before that, and where none is kept."""
    return read_office(reader) if keeps_office(workspace.catalog) else None
