"""Asks what the rehearsal says where this machine lacks something, and what it does not let pass."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from installer import rehearse, wine_check
from installer.fetch import NotFetched, fetch_wheels
from installer.locks import BuildFault, read_runtime
from installer.trial import Trial
from installer.wine import NoTime, Wine, _said_by


def test_that_missing_tools_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda _tool: None)
    assert rehearse.rehearse(tmp_path, 6) == 0
    assert "lacks nsis gcc-mingw-w64-x86-64-win32" in capsys.readouterr().out


def test_that_a_missing_network_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def offline(*_given: Any) -> None:
        raise NotFetched("pip could not fetch what is locked.")

    monkeypatch.setattr(rehearse, "missing_tools", lambda: "")
    monkeypatch.setattr(rehearse, "lay_out", offline)
    assert rehearse.rehearse(tmp_path, 6) == 0
    assert "could not fetch" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("says", "fault"), [("Could not find a version", NotFetched), ("DO NOT MATCH THE HASHES", BuildFault)]
)
def test_that_a_part_with_another_digest_is_no_missing_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, fault: type[BuildFault]
) -> None:
    def pip(*_given: Any, **_options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", f"ERROR: {says}")

    monkeypatch.setattr(subprocess, "run", pip)
    with pytest.raises(BuildFault) as raised:
        fetch_wheels(tmp_path, read_runtime())
    assert type(raised.value) is fault
    assert says in str(raised.value)


@pytest.mark.parametrize("holds", [True, False])
def test_that_what_there_was_no_time_for_is_named_and_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], holds: bool
) -> None:
    def last(*_given: Any) -> None:
        raise NoTime

    monkeypatch.setattr(Trial, "begin", lambda _trial: None)
    monkeypatch.setattr(Wine, "end", lambda _wine: None)
    first = {"install": lambda trial, _given: trial.say("silent install", holds)}
    monkeypatch.setattr(wine_check, "STEPS", {**first, "update": last, "portable folder": last})
    setups = wine_check.Setups(*[tmp_path] * 5)
    assert wine_check.try_setup(setups, tmp_path / "wine", 0) == (not holds)
    assert "for want of time: update; portable folder." in capsys.readouterr().out


def test_that_a_program_is_ended_when_the_time_is_over() -> None:
    endless = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with endless as program, pytest.raises(NoTime):
        _said_by(program, 0)
    assert program.returncode
