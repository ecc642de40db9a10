"""The obstacles of a place with what they hold up today, and the paragraph a report takes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from desktop.declare.reading import Condition
from desktop.declare.values import plain_value
from desktop.shared.held_up import Held, find_obstacles, hold_up
from desktop.shared.norm_conflicts import NormConflict, read_conflicts
from desktop.shared.obstacles import Line, Obstacle, write_paragraph
from desktop.shared.places import Place
from desktop.shared.registered_norms import RegisteredNorm

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace


@plain_value
class ObstacleBoard:
    """What is not solved first, by cause; the paragraph of all that is not solved."""

    held: tuple[Held, ...] = ()
    lines: tuple[Line, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[NormConflict, ...] = ()
    """Norms that differ and that no obstacle asks about yet."""

    @property
    def paragraph(self) -> str:
        """The paragraph as a report takes it."""
        return "\n".join(line.text for line in self.lines)


def read_obstacles(workspace: Workspace, place: str = "") -> ObstacleBoard:
    """The board of a place, of all where none is named; everything is counted anew from the records.

    Where an obstacle stands is told by the boundaries the workspace looks by; what it holds up are the same
    records by any boundaries.
    """
    types = workspace.catalog.record_types
    with workspace.store.reading() as reader, workspace.reading() as seen:
        where = [Condition("place", "in", workspace.places_within(place))] if place else []
        found = find_obstacles(seen, where)
        held = hold_up(found, reader, types)
        lines = write_paragraph(found, reader, types)
        asked = {row[0] for row in reader.totals(Obstacle, ["clause"], where=[Condition("clause", "filled")])}
        known = RegisteredNorm in types.values()
        conflicts = [each for each in read_conflicts(reader) if each.clause not in asked] if known else []
        places = seen.names(Place, {each.place for each in found})
        return ObstacleBoard(tuple(held), tuple(lines), places, tuple(conflicts))
