"""Obstacles in the order they are shown, each with what it holds up as counted now; asks a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from desktop.declare.reading import Reader, Sort, Where
from desktop.declare.records import Record
from desktop.shared.obstacles import CAUSES, Affected, Obstacle, affected


class Held(NamedTuple):
    """One obstacle and what it holds up; `why` says why that could not be counted."""

    obstacle: Obstacle
    affected: Affected | None = None
    why: str = ""


def find_obstacles(reader: Reader, where: Where = ()) -> list[Obstacle]:
    """Those that fit: what is not solved first, then by cause and name."""
    order = [*CAUSES, None]
    found = list(reader.rows(Obstacle, where, [Sort("name")]))
    return sorted(found, key=lambda each: (each.state == "solved", order.index(each.cause)))


def hold_up(
    obstacles: Sequence[Obstacle], reader: Reader, record_types: Mapping[str, type[Record]]
) -> list[Held]:
    """Each with what it holds up; a filter that cannot be read says why and hinders no other."""
    held = []
    for obstacle in obstacles:
        try:
            held.append(Held(obstacle, affected(obstacle, reader, record_types)))
        except ValueError as failure:
            held.append(Held(obstacle, why=str(failure)))
    return held
