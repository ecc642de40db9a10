"""Where the records with problems lie, by the boundaries a workspace looks by; checks nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.declare.problems import Problem

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

_STEP = 2_000


def places_of(workspace: Workspace, problems: Iterable[Problem]) -> dict[str, str]:
    """Of records with problems how their place is called by the boundaries the workspace looks by."""
    found: dict[str, str] = {}
    by_type: dict[str, dict[str, None]] = {}
    for problem in problems:
        if problem.record:
            by_type.setdefault(problem.record_type, {})[problem.record] = None
    types = workspace.catalog.record_types.values()
    with workspace.store.reading() as reader:
        for record_type in types:
            ids = list(by_type.get(record_type.__name__, ()))
            for start in range(0, len(ids), _STEP):
                records = list(reader.rows_by_ids(record_type, ids[start : start + _STEP]))
                for record, told in zip(records, workspace.place_texts(records), strict=True):
                    found[record.id or ""] = next(iter(told.values()), "")
    return found
