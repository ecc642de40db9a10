"""Runs commands in this process, on a database of their own with one more component."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.main import run
from desktop.cli.screen import Screen
from desktop.declare import text
from tests.desktop.cli.visits import GOOD, VISITS, Command, Ran, shown, workbook


@pytest.fixture(autouse=True)
def in_vietnamese() -> Iterator[None]:
    yield
    text.use_language("vi")


@pytest.fixture
def command(
    plant: Callable[..., Any],
    database: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Command:
    """Runs a command on a database of its own, in a folder of its own, with one more component."""
    plant("visits", VISITS)
    monkeypatch.chdir(tmp_path)

    def ask(*words: str, screen: Screen | None = None, human: bool = False) -> Ran:
        database_named = "--database" in words or "demo" in words
        given = [*words, *([] if human else ["--json"])]
        given += [] if database_named else ["--database", str(database)]
        capsys.readouterr()
        status = run(given, screen or shown())
        out, said = capsys.readouterr()
        assert "Traceback" not in said
        return Ran(status, json.loads(out) if out else None, said.strip())

    return ask


@pytest.fixture
def filled(command: Command, tmp_path: Path) -> Command:
    assert command("import", str(workbook(tmp_path / "a.xlsx", GOOD))).status == 0
    return command
