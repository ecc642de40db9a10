"""Asks whether components can be taken out, in any order, and find their data again when they come back."""

from __future__ import annotations

import importlib.metadata as metadata
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

import pytest

from desktop.catalog import LOADED, load_catalog
from desktop.declare.records import Record
from desktop.hookspecs import ENTRY_POINTS
from desktop.testing import sound_example
from desktop.workspace import Workspace

POINTS = {point.name: point for point in metadata.entry_points(group=ENTRY_POINTS)}
ORDERS = list(permutations(sorted(POINTS), min(2, len(POINTS))))


def opened(database: Path, names: Iterable[str]) -> Workspace:
    return Workspace.open(database, load_catalog(entry_points=[POINTS[name] for name in names]))


def first_type(workspace: Workspace, name: str) -> type[Record]:
    (component,) = [each for each in workspace.catalog.components if each.name == name]
    assert component.state == LOADED, component.failure
    return component.record_types[0]


@pytest.mark.parametrize("leaving", ORDERS, ids=" then ".join)
def test_that_components_leave_and_come_back(database: Path, leaving: tuple[str, ...]) -> None:
    here = list(POINTS)
    workspace = opened(database, here)
    saved = {
        name: workspace.save(sound_example(workspace, first_type(workspace, name))).id or "" for name in here
    }
    workspace.close()
    for one in [*leaving, *leaving]:
        # First they leave one after the other, then they come back in the same order.
        here = [name for name in here if name != one] if one in here else [*here, one]
        workspace = opened(database, here)
        with workspace.store.reading() as reader:
            for name in here:
                record_type = first_type(workspace, name)
                assert reader.get(record_type, saved[name]) is not None
                assert not workspace.check(record_type).blocks
        names = {each.name for each in workspace.catalog.components}
        assert names == {"shared", *here}
        if len(here) == len(POINTS) - len(leaving):
            assert all(workspace.drawing(chart) is not None for chart in workspace.charts())
        workspace.close()
    assert set(here) == POINTS.keys()
    if leaving == ORDERS[0]:
        assert opened(database, here).store.verify() == []
