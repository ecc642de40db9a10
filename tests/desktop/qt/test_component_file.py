"""Asks what a window says and does with a component's file: ask first, then install, or say why not."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.catalog import LoadedComponent, plugin_install
from desktop.catalog.plugin_files import read_plugin_file
from desktop.catalog.plugin_folders import newest_plugins
from desktop.qt import component_file
from desktop.qt.components_page import ComponentsPage
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace
from tests.desktop.catalog.wheels import wheel

TRIED = [{"name": "bridges", "state": "loaded", "version": "1.0", "failure": None}]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where components are installed in this test, without a trial of each."""
    monkeypatch.setenv("NTP_PLUGINS", str(tmp_path / "plugins"))
    monkeypatch.setattr(plugin_install, "_components_with", lambda *_: TRIED)
    return tmp_path / "plugins"


def answer(monkeypatch: pytest.MonkeyPatch, button: str) -> list[str]:
    """Every box is answered by the button of that name; what the boxes said."""
    said: list[str] = []

    def press(box: QMessageBox) -> int:
        said.append(box.text())
        for each in box.buttons():
            if each.text() == button:
                each.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    monkeypatch.setattr(QMessageBox, "information", lambda _parent, _title, text: said.append(text))
    return said


def test_that_the_page_installs_what_was_wanted_and_keeps_a_copy_first(
    qtbot: QtBot, school: Workspace, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ComponentsPage(school, tasks)
    qtbot.addWidget(page)
    said = answer(monkeypatch, "Cài")
    page.install(wheel(tmp_path / "a.whl"))
    qtbot.waitUntil(lambda: not tasks.running())
    assert said == ["Cài thành phần “Cầu dân sinh” 1.0?"]
    assert "mở lại để dùng" in page.notice.text.text()
    assert [each.components() for each in newest_plugins()] == [["bridges"]]
    assert len(list((school.store.info.where.parent / "backups").glob("*.db"))) == 1


def test_that_what_came_from_a_file_can_be_taken_out_again(
    qtbot: QtBot, school: Workspace, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin_install.install(read_plugin_file(wheel(tmp_path / "a.whl")))
    page = ComponentsPage(school, tasks)
    qtbot.addWidget(page)
    page.show_components([LoadedComponent("bridges", "Cầu dân sinh"), *school.catalog.components])
    (away,) = [each for each in page.findChildren(QPushButton) if each.text() == "Gỡ…"]
    answer(monkeypatch, "Giữ lại")
    away.click()
    assert newest_plugins()
    said = answer(monkeypatch, "Gỡ")
    away.click()
    assert said == ["Gỡ thành phần “Cầu dân sinh”?"]
    assert not newest_plugins()
    assert "Đã gỡ thành phần" in page.notice.text.text()
    assert not [card for card in page.cards for each in card.findChildren(QPushButton) if each is away]


@pytest.mark.usefixtures("dressed")
def test_that_a_double_click_asks_and_installs(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(component_file, "default_database", lambda: tmp_path / "none.db")
    file = wheel(tmp_path / "a.whl")
    answer(monkeypatch, "Không cài")
    assert component_file.open_file(file) == 0
    assert not folder.exists()
    said = answer(monkeypatch, "Cài")
    assert component_file.open_file(file) == 0
    assert len(list(folder.iterdir())) == 1
    assert "Đã cài thành phần" in said[-1]


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("name", ["Gói.ntpx", "lost.whl"])
def test_that_a_double_click_on_what_cannot_be_used_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    said = answer(monkeypatch, "")
    assert component_file.open_file(tmp_path / name) == 2
    assert name in said[0]


@pytest.mark.usefixtures("dressed")
def test_that_a_double_click_that_fails_for_any_reason_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_file: Path) -> None:
        raise OSError("the stick is gone")

    monkeypatch.setattr(component_file, "read_plugin_file", fail)
    said = answer(monkeypatch, "")
    assert component_file.open_file(tmp_path / "a.whl") == 2
    assert said == ["Chương trình gặp lỗi khi làm việc này."]
