"""Finds the components installed from files, and sees that the newest of each is imported; loads none.

Each lies in a folder `DISTRIBUTION-VERSION-TIME` of its own: a newer one is put beside it, named in one step
and only then takes its place, so that a power cut leaves one of the two whole.
"""

from __future__ import annotations

import importlib.metadata as metadata
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.hookspecs import ENTRY_POINTS
from desktop.installation import plugin_folders

if TYPE_CHECKING:
    from packaging.version import Version

UNFINISHED, OUTWORN = ".new", ".old"


class InstalledPlugin(NamedTuple):
    """One folder, and the distribution in it."""

    folder: Path
    distribution: metadata.Distribution

    @property
    def name(self) -> str:
        """The distribution's name, spelled in one way."""
        return spelled(self.distribution.name)

    @property
    def version(self) -> Version:
        return version_of(self.distribution.version)

    def components(self) -> list[str]:
        """The names of the components it brings."""
        return [point.name for point in self.distribution.entry_points if point.group == ENTRY_POINTS]


def find_plugins() -> None:
    """Make importable what was installed from files, unless the program itself brings something newer."""
    for plugin in newest_plugins():
        place = str(plugin.folder)
        if place in sys.path:
            continue
        try:
            brought = version_of(metadata.version(plugin.name))
        except metadata.PackageNotFoundError:
            brought = None
        if brought is None or plugin.version >= brought:
            sys.path.insert(0, place)


def newest_plugins() -> list[InstalledPlugin]:
    """The newest of each distribution; what is beneath it was left by a power cut."""
    found: dict[str, InstalledPlugin] = {}
    for plugin in sorted(all_plugins(), key=lambda each: (each.version, each.folder.name)):
        found[plugin.name] = plugin
    return list(found.values())


def all_plugins() -> Iterator[InstalledPlugin]:
    """Every folder that holds a distribution whole; one that cannot tell which is passed over."""
    for within in plugin_folders():
        if not within.is_dir():
            continue
        for folder in sorted(within.iterdir()):
            if folder.suffix not in (UNFINISHED, OUTWORN) and folder.is_dir():
                for distribution in metadata.distributions(path=[str(folder)]):
                    if _is_readable(distribution):
                        yield InstalledPlugin(folder, distribution)


def _is_readable(distribution: metadata.Distribution) -> bool:
    """Whether it tells its name and version: nothing can be compared or loaded without them."""
    try:
        return bool(distribution.name and distribution.version)
    except (OSError, ValueError, KeyError):
        return False


def spelled(name: str) -> str:
    """A distribution's name in the one spelling that can be compared."""
    # Imported here, as in `version_of`: few offices have components from files, and all wait for the start.
    from packaging.utils import canonicalize_name

    return canonicalize_name(name)


def version_of(text: str) -> Version:
    """A version that can be compared; what cannot be read is the oldest."""
    from packaging.version import InvalidVersion, Version

    try:
        return Version(text)
    except InvalidVersion:
        return Version("0")
