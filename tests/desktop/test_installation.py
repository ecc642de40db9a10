"""Asks where an installed and a portable program find themselves, their Python and their data."""

import os
import sys
from pathlib import Path

import pytest

from desktop.installation import (
    data_folder,
    finding_us,
    installed_folder,
    interpreter,
    is_portable,
    starting_again,
)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder as the setup lays it out, with the letters a user's name may hold."""
    folder = tmp_path / "Nguyễn Văn Ấn" / "NTP Desktop"
    (folder / "program" / "runtime").mkdir(parents=True)
    (folder / "program" / "VERSION").write_text("0.1.0", "ascii")
    (folder / "program" / "runtime" / "python.exe").touch()
    return folder


def module_in(folder: Path) -> str:
    return str(folder / "program" / "app" / "desktop" / "installation.py")


def test_that_a_checkout_is_not_installed() -> None:
    assert installed_folder() is None
    assert not is_portable(None)


def test_that_an_installed_program_keeps_its_data_elsewhere(installed: Path) -> None:
    assert installed_folder(module_in(installed)) == installed
    assert not data_folder(installed).is_relative_to(installed)


def test_that_a_portable_program_keeps_its_data_beside_it(installed: Path) -> None:
    (installed / "portable.txt").touch()
    assert is_portable(installed)
    assert data_folder(installed) == installed / "data"


def test_that_a_starter_of_its_own_finds_plain_python(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "base_prefix", str(installed / "program" / "runtime"))
    monkeypatch.setattr(sys, "executable", str(installed / "NTP-Desktop.exe"))
    assert interpreter() == str(installed / "program" / "runtime" / "python.exe")
    assert starting_again() == [sys.executable]


def test_that_plain_python_starts_the_program_by_its_name() -> None:
    assert interpreter() == sys.executable
    assert starting_again() == [sys.executable, "-m", "desktop"]


@pytest.mark.parametrize("named", ["", os.pathsep, None])
def test_that_a_process_of_ours_never_looks_in_the_current_folder(
    monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    if named is not None:
        monkeypatch.setenv("PYTHONPATH", named)
    (place,) = finding_us()["PYTHONPATH"].split(os.pathsep)
    assert (Path(place) / "desktop" / "installation.py").is_file()
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(("", "more", "")))
    assert finding_us()["PYTHONPATH"].split(os.pathsep) == [place, "more"]
