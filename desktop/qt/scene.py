"""One picture to take: the page, and what is done there before; takes none itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop.qt.page import Route


@dataclass(frozen=True, slots=True)
class Scene:
    """Where to go and what to do there before the picture is taken."""

    name: str
    route: Route
    steps: tuple[Callable[[Any], object], ...] = ()
