"""Boards that were made once, each good until something is written; knows none of them by name."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

from desktop.collector import collector_at_rest
from desktop.declare.text import language

if TYPE_CHECKING:
    from desktop.storage.store import Store
    from desktop.workspace.workspace import Workspace

T = TypeVar("T")
_MOST = 20
_kept: WeakKeyDictionary[Store, dict[Hashable, tuple[int, object]]] = WeakKeyDictionary()


def kept(workspace: Workspace, key: Hashable, work_out: Callable[[], T]) -> T:
    """What was worked out before in this language, unless a change set was made since, here or elsewhere."""
    key = (language(), key)
    newest = next((each.number for each in workspace.store.change_sets(limit=1)), 0)
    boards = _kept.setdefault(workspace.store, {})
    at, made = boards.get(key, (-1, None))
    if at == newest:
        return cast("T", made)
    with collector_at_rest():
        made = work_out()
    # Noted as of before the question: what was written meanwhile has it asked again.
    boards[key] = (newest, made)
    while len(boards) > _MOST:
        boards.pop(next(iter(boards)), None)
    return made
