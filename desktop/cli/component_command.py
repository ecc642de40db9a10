"""Installs a component from a file and takes it out again; a double click asks in a window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.cli import plain
from desktop.cli.plain import DONE
from desktop.cli.screen import Screen
from desktop.declare.text import _
from desktop.workspace import named_database


def open_file(options: argparse.Namespace, screen: Screen) -> tuple[int, dict[str, Any]]:
    """What a double click on a file of the program does: it asks, in a window."""
    status = screen.open_file(Path(options.file), options.language)
    return status, {"file": options.file}


def change_component(options: argparse.Namespace, screen: Screen) -> tuple[int, dict[str, Any]]:
    """`install FILE.whl` or `remove NAME`; either holds from the next start on."""
    from desktop.workspace.component_files import install_component, read_plugin_file, remove, tell_removed

    if options.act == "remove":
        brought = remove(options.what)
        plain.say(tell_removed(options.what, brought))
        return DONE, {"component": options.what, "version": brought or None}
    plugin = read_plugin_file(Path(options.what))
    done = install_component(plugin, named_database(options.database))
    plain.say(
        _("Đã cài thành phần “{title}” {version}; lần mở chương trình sau sẽ có.").format(
            title=plugin.title, version=plugin.version
        )
    )
    return DONE, {
        "component": plugin.component,
        "version": plugin.version,
        "folder": str(done.folder),
        "backup": str(done.copy) if done.copy else None,
    }
