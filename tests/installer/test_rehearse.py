"""Asks what the rehearsal says where this machine lacks something, and what it does not let pass."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from installer import rehearse
from installer.fetch import NotFetched, fetch_wheels
from installer.locks import BuildFault, read_runtime


def test_that_missing_tools_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda _tool: None)
    assert rehearse.rehearse(tmp_path) == 0
    assert "lacks nsis gcc-mingw-w64-x86-64-win32" in capsys.readouterr().out


def test_that_a_missing_network_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def offline(*_given: Any) -> None:
        raise NotFetched("pip could not fetch what is locked.")

    monkeypatch.setattr(rehearse, "missing_tools", lambda: "")
    monkeypatch.setattr(rehearse, "lay_out", offline)
    assert rehearse.rehearse(tmp_path) == 0
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
