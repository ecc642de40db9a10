"""Asks what the commands about a component's file do: copy the data, install, take out."""

from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import plugin_install
from desktop.catalog.plugin_folders import newest_plugins
from tests.desktop.catalog.wheels import wheel
from tests.desktop.cli.visits import Command, shown

TRIED = [{"name": "bridges", "state": "loaded", "version": "1.0", "failure": None}]


def test_that_a_component_is_installed_and_taken_out(
    filled: Command, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NTP_PLUGINS", str(tmp_path / "plugins"))
    monkeypatch.setattr(plugin_install, "_components_with", lambda *_: TRIED)
    ran = filled("component", "install", str(wheel(tmp_path / "a.whl")))
    assert (ran.status, ran.answer["component"], ran.answer["version"]) == (0, "bridges", "1.0")
    assert Path(ran.answer["backup"]).parent == database.parent / "backups"
    assert [str(each.folder) for each in newest_plugins()] == [ran.answer["folder"]]
    assert filled("component", "remove", "bridges").answer == {"component": "bridges", "version": None}
    assert not newest_plugins()


def test_that_a_double_click_is_handed_to_a_window(command: Command) -> None:
    asked: list[Any] = []
    screen = shown(open_file=lambda *given: asked.append(given) or 0)
    assert command("open", "a.whl", "--language", "en", screen=screen).status == 0
    assert asked == [(Path("a.whl"), "en")]
