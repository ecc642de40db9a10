"""Asks which files of components are taken in and which are refused, and what is left when one is not."""

import errno
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import load_catalog, plugin_install
from desktop.catalog.plugin_files import PluginFile, read_plugin_file
from desktop.catalog.plugin_folders import find_plugins, newest_plugins
from desktop.declare.problems import Refusal
from tests.desktop.catalog.visits import is_vietnamese, named
from tests.desktop.catalog.wheels import wheel


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where components are installed in this test; what it imports is forgotten."""
    place = tmp_path / "Dữ liệu của Ấn" / "plugins"
    monkeypatch.setenv("NTP_PLUGINS", str(place))
    monkeypatch.setattr(sys, "path", [*sys.path])
    yield place
    sys.modules.pop("bridges_of_ours", None)


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spares the trial in a program of its own, which takes a second."""

    def found(folder: Path, _scratch: Path) -> list[dict[str, Any]]:
        version = next(folder.iterdir()).name.split("-")[2]
        return [{"name": "bridges", "state": "loaded", "version": version, "failure": None}]

    monkeypatch.setattr(plugin_install, "_components_with", found)


def installed(file: Path) -> PluginFile:
    plugin = read_plugin_file(file)
    plugin_install.install(plugin)
    return plugin


def refused(file: Path) -> str:
    with pytest.raises(Refusal) as caught:
        installed(file)
    assert is_vietnamese(caught.value.message), caught.value.message
    return str(caught.value)


def test_that_a_component_from_a_file_is_tried_installed_and_loaded(tmp_path: Path) -> None:
    plugin = installed(wheel(tmp_path / "cầu (1).whl"))
    assert (plugin.component, plugin.title, plugin.version) == ("bridges", "Cầu dân sinh", "1.0")
    component = named(load_catalog(), "bridges")
    assert (component.state, component.version) == ("loaded", "1.0")


def test_that_a_component_that_does_not_load_is_not_installed(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = {"name": "bridges", "state": "failed", "version": "1.0", "failure": "Thiếu thư viện “lost”."}
    for found in ([failed], []):
        monkeypatch.setattr(plugin_install, "_components_with", lambda *_, found=found: found)
        said = refused(wheel(tmp_path / "a.whl"))
        assert ("Thiếu thư viện" in said) == bool(found)
        assert not folder.exists()


@pytest.mark.usefixtures("trusting")
def test_that_a_newer_one_takes_the_place_and_an_older_is_refused(tmp_path: Path, folder: Path) -> None:
    installed(wheel(tmp_path / "a.whl"))
    installed(wheel(tmp_path / "b.whl", version="1.1"))
    assert [each.distribution.version for each in newest_plugins()] == ["1.1"]
    assert len(list(folder.iterdir())) == 1
    assert "mới hơn bản 1.0" in refused(wheel(tmp_path / "a.whl"))
    assert [each.distribution.version for each in newest_plugins()] == ["1.1"]


@pytest.mark.usefixtures("trusting")
def test_that_a_power_cut_leaves_the_old_or_the_new_whole(tmp_path: Path, folder: Path) -> None:
    installed(wheel(tmp_path / "a.whl"))
    (whole,) = folder.iterdir()
    (folder / f"{whole.name}.new" / "bridges_of_ours").mkdir(parents=True)
    assert [each.folder for each in newest_plugins()] == [whole]
    newer = whole.with_name("ntp-bridges-1.1-20991231T000000")
    (newer / "ntp_bridges-1.1.dist-info").mkdir(parents=True)
    about = "Metadata-Version: 2.4\nName: ntp-bridges\nVersion: 1.1\n"
    (newer / "ntp_bridges-1.1.dist-info" / "METADATA").write_text(about, "utf-8")
    assert [each.folder for each in newest_plugins()] == [newer]


@pytest.mark.parametrize("left", [b"", b"\xff\xfe\x00", b"Name: ntp-bridges\n"])
@pytest.mark.usefixtures("trusting")
def test_that_a_folder_nothing_can_be_read_of_stops_no_start(
    tmp_path: Path, folder: Path, left: bytes
) -> None:
    installed(wheel(tmp_path / "a.whl"))
    (whole,) = folder.iterdir()
    about = folder / "ntp-bridges-1.1-20991231T000000" / "ntp_bridges-1.1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_bytes(left)
    find_plugins()
    assert [each.folder for each in newest_plugins()] == [whole]


@pytest.mark.usefixtures("trusting")
def test_that_a_component_is_taken_out_again(tmp_path: Path, folder: Path) -> None:
    installed(wheel(tmp_path / "a.whl"))
    assert plugin_install.remove("bridges") == ""
    assert not list(folder.iterdir())
    with pytest.raises(Refusal, match="Không có thành phần “bridges”"):
        plugin_install.remove("bridges")


@pytest.mark.usefixtures("trusting")
def test_that_the_version_the_setup_brought_is_told_when_it_comes_back(tmp_path: Path, folder: Path) -> None:
    with zipfile.ZipFile(wheel(tmp_path / "setup.whl")) as archive:
        archive.extractall(tmp_path / "setup")
    sys.path.append(str(tmp_path / "setup"))
    installed(wheel(tmp_path / "a.whl", version="1.1"))
    find_plugins()
    assert plugin_install.remove("bridges") == "1.0"
    assert not list(folder.iterdir())
    with pytest.raises(Refusal, match="đi theo bộ cài"):
        plugin_install.remove("bridges")


@pytest.mark.usefixtures("trusting")
def test_that_an_older_one_in_use_does_not_hide_that_the_newer_is_installed(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(wheel(tmp_path / "a.whl"))
    rename = os.rename

    def held(source: Path, to: Path) -> None:
        if Path(to).suffix == ".old":
            raise PermissionError(errno.EACCES, "in use")
        rename(source, to)

    monkeypatch.setattr(os, "rename", held)
    installed(wheel(tmp_path / "b.whl", version="1.1"))
    assert [each.distribution.version for each in newest_plugins()] == ["1.1"]
    with pytest.raises(Refusal, match="đang được dùng"):
        plugin_install.remove("bridges")


@pytest.mark.usefixtures("trusting")
def test_that_a_temporary_folder_that_cannot_be_written_is_named(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tạm"))
    assert f"thư mục tạm “{tmp_path / 'tạm'}”" in refused(wheel(tmp_path / "a.whl"))
    assert not folder.exists()


def cut(files: dict[str, bytes]) -> None:
    files["bridges_of_ours/__init__.py"] = b""


def lost(files: dict[str, bytes]) -> None:
    del files["bridges_of_ours/__init__.py"]


def slipped_in(files: dict[str, bytes]) -> None:
    files["bridges_of_ours/more.py"] = b""


@pytest.mark.parametrize("change", [cut, lost, slipped_in, dict.clear])
def test_that_a_file_that_is_not_whole_is_refused(tmp_path: Path, change: Any) -> None:
    assert "đã hỏng khi chép" in refused(wheel(tmp_path / "a.whl", change=change))


def test_that_a_file_that_is_no_wheel_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_bytes(b"%PDF-1.7")
    assert "không phải tệp thành phần" in refused(tmp_path / "a.whl")
    assert "Không mở được tệp" in refused(tmp_path / "lost.whl")


@pytest.mark.parametrize(
    "name", ["../a.py", "bridges_of_ours/../../a.py", "/a.py", "C:/a.py", "a.data/data/a"]
)
def test_that_a_file_written_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    assert "ra ngoài thư mục" in refused(wheel(tmp_path / "a.whl", more={name: b""}))


def test_that_a_file_for_another_machine_is_refused(tmp_path: Path) -> None:
    assert "loại máy khác" in refused(wheel(tmp_path / "a.whl", tag="cp27-cp27m-mips"))


def test_that_a_wheel_without_a_component_is_refused(tmp_path: Path) -> None:
    assert "không có thành phần nào" in refused(wheel(tmp_path / "a.whl", group="console_scripts"))


@pytest.mark.parametrize("package", ["desktop", "json", "openpyxl", "project1_housing"])
def test_that_nothing_is_put_before_what_is_here(tmp_path: Path, package: str) -> None:
    assert f"“{package}”" in refused(wheel(tmp_path / "a.whl", package=package))
