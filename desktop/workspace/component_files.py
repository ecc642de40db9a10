"""Installs a component from its file and takes it out again; the data are copied first, and stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.catalog.plugin_files import PluginFile, read_plugin_file
from desktop.catalog.plugin_install import install, removable, remove
from desktop.declare.text import _
from desktop.storage.addresses import Address
from desktop.workspace.copies import keep_copy

__all__ = [
    "ComponentInstalled",
    "PluginFile",
    "install_component",
    "read_plugin_file",
    "removable",
    "remove",
    "tell_removed",
]


@dataclass(frozen=True)
class ComponentInstalled:
    """What was installed, where it lies, and the copy of the data that was made before."""

    plugin: PluginFile
    folder: Path
    copy: Path | None


def install_component(plugin: PluginFile, database: Address) -> ComponentInstalled:
    """Copy the data, try the component, put it where the next start finds it. Raises `Refusal`."""
    copy = keep_copy(database)
    return ComponentInstalled(plugin, install(plugin), copy)


def tell_removed(name: str, brought: str) -> str:
    """What an officer is told of a component taken out; `brought` is the setup's own version, if any."""
    if brought:
        return _(
            "Đã gỡ bản cài từ tệp của thành phần “{name}”; mở lại là dùng bản {version} đi theo bộ cài."
        ).format(name=name, version=brought)
    says = _("Đã gỡ thành phần “{name}”; dữ liệu của nó còn nguyên. Mở lại chương trình là không còn.")
    return says.format(name=name)
