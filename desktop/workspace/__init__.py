"""One open database with its catalog and store: what every page and command is given."""

from desktop.workspace.workspace import Workspace, named_database, open_workspace

__all__ = ["Workspace", "named_database", "open_workspace"]
