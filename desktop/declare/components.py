"""What a component says of itself, and the steps by which its tables change; knows no plugin loader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

API_VERSION = 1
"""Raised when something a plugin uses is taken away or changes its meaning."""


class Component(NamedTuple):
    """A project of the Programme: its short name (`housing`), title, and the API it was written for."""

    name: str
    title: str
    needs_api: int = API_VERSION
    order: int = 100
    icon: str = "plugin"
    help: str = ""


class Schema(Protocol):
    """What a migration may do to the tables of its own component; names are record types and fields."""

    def rename_field(self, record_type: str, old: str, new: str) -> None:
        """Keep the values of a field under another name."""
        ...

    def drop_field(self, record_type: str, field: str) -> None:
        """Take a field and its values away."""
        ...

    def rename_record_type(self, old: str, new: str) -> None:
        """Keep all records of a type under another name."""
        ...

    def rows(self, record_type: str) -> Sequence[Mapping[str, Any]]:
        """All rows as they are kept, with `id`."""
        ...

    def update(self, record_type: str, id: str, values: Mapping[str, Any]) -> None:
        """Change kept values of one row."""
        ...


class Change(NamedTuple):
    """One record that a change set touched: `kind` is `new`, `changed` or `deleted`."""

    component: str
    record_type: str
    id: str
    kind: str
