"""Puts a component where the next start finds it, once a program of its own has tried it; and out again."""

from __future__ import annotations

import importlib.metadata as metadata
import json
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.catalog.catalog import LOADED
from desktop.catalog.plugin_files import PluginFile
from desktop.catalog.plugin_folders import OUTWORN, UNFINISHED, InstalledPlugin, all_plugins, spelled
from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.hookspecs import ENTRY_POINTS
from desktop.installation import finding_us, interpreter, plugin_folders, without_window

_LONGEST = 180.0
"""Seconds the trial may take: a slow PC with a scanner is given time, a component that hangs is not."""


def install(plugin: PluginFile) -> Path:
    """Unpack a component beside the data; it is there from the next start on. Raises `Refusal`."""
    into = plugin_folders()[0]
    name = f"{spelled(plugin.distribution)}-{plugin.version}-{datetime.now():%Y%m%dT%H%M%S%f}"
    _try_beside(plugin, name)
    finished, unfinished = into / name, into / (name + UNFINISHED)
    try:
        _unpack(plugin, unfinished)
        os.rename(unfinished, finished)
    except OSError as failure:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise Refusal(
            _("Không ghi được thành phần vào “{folder}”.").format(folder=into),
            _("Kiểm tra ổ đĩa còn chỗ trống và cho phép ghi; chưa có gì thay đổi."),
        ) from failure
    for each in list(all_plugins()):
        if each.name == spelled(plugin.distribution) and each.folder != finished:
            # The newest is taken from now on; one whose files are in use lies there until it can go.
            with suppress(Refusal):
                _put_away(each)
    return finished


def removable() -> set[str]:
    """The components that were installed from files."""
    return {name for each in all_plugins() for name in each.components()}


def remove(component: str) -> str:
    """Take out a component that was installed from a file; what it stored stays. Raises `Refusal`.

    Answers the version the setup brought, which is used again from now on; empty where it brought none.
    """
    found = [each for each in all_plugins() if component in each.components()]
    for each in found:
        _put_away(each)
    brought = next(iter(metadata.entry_points(group=ENTRY_POINTS, name=component)), None)
    if found:
        return brought.dist.version if brought and brought.dist else ""
    if brought:
        raise Refusal(
            _("Thành phần “{name}” đi theo bộ cài, không cài từ tệp.").format(name=component),
            _("Chạy lại bộ cài và bỏ chọn thành phần; dữ liệu vẫn nguyên."),
        )
    raise Refusal(
        _("Không có thành phần “{name}”.").format(name=component),
        _("Xem tên bằng lệnh: ntp-desktop components"),
    )


def _put_away(plugin: InstalledPlugin) -> None:
    """Out of the way in one step, then deleted as far as Windows lets go of it."""
    outworn = plugin.folder.with_name(plugin.folder.name + OUTWORN)
    try:
        os.rename(plugin.folder, outworn)
    except OSError as failure:
        raise Refusal(
            _("Không bỏ được thư mục “{folder}” vì có tệp đang được dùng.").format(folder=plugin.folder),
            _("Đóng mọi cửa sổ của chương trình rồi thử lại."),
        ) from failure
    for each in plugin.folder.parent.glob("*" + OUTWORN):
        shutil.rmtree(each, ignore_errors=True)


def _try_beside(plugin: PluginFile, name: str) -> None:
    try:
        # Windows may still hold a file of the trial: what cannot be deleted now is no reason to refuse.
        with tempfile.TemporaryDirectory(prefix="ntp-thu-", ignore_cleanup_errors=True) as scratch:
            tried = Path(scratch) / "plugins" / name
            _unpack(plugin, tried)
            _try_out(plugin, tried.parent, Path(scratch))
    except OSError as failure:
        raise Refusal(
            _("Không chạy thử được thành phần ở thư mục tạm “{folder}”.").format(
                folder=tempfile.tempdir or os.environ.get("TEMP", "TEMP")
            ),
            _("Kiểm tra ổ đĩa còn chỗ trống và cho phép ghi; chưa có gì thay đổi."),
        ) from failure


def _unpack(plugin: PluginFile, folder: Path) -> None:
    for name, content in plugin.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())


def _try_out(plugin: PluginFile, folder: Path, scratch: Path) -> None:
    """Have a program of its own load everything together with the newcomer, on no data."""
    mine = [each for each in _components_with(folder, scratch) if each["name"] == plugin.component]
    if mine and all(each["state"] == LOADED and each["version"] == plugin.version for each in mine):
        return
    failure = next((str(each["failure"]) for each in mine if each["failure"]), "")
    raise Refusal(
        _("Thành phần “{name}” {version} không chạy được ở đây nên không được cài. {why}")
        .format(name=plugin.component, version=plugin.version, why=failure)
        .strip(),
        _("Chưa có gì thay đổi; báo cho người viết thành phần."),
    )


def _components_with(folder: Path, scratch: Path) -> list[dict[str, Any]]:
    places = os.pathsep.join(map(str, (folder, *plugin_folders())))
    command = [interpreter(), "-P", "-B", "-m", "desktop", "components", "--json"]
    try:
        done = subprocess.run(
            [*command, "--database", str(scratch / "none.db")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**finding_us(), "NTP_PLUGINS": places},
            timeout=_LONGEST,
            check=False,
            creationflags=without_window(),
        )
        return list(json.loads(done.stdout)["components"])
    except (OSError, ValueError, KeyError, subprocess.TimeoutExpired):
        return []
