"""Asks whether a bare checkout stands on any machine: its locks, its starter, its Qt, no trace of ours."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.lock", "requirements-dev.lock")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
HOME_OF_A_MACHINE = r"(^|[^A-Za-z0-9_./~-])/(work|farm|root|home|Users)/"
REGISTRY = r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org"


def read_lock(path: Path) -> dict[str, tuple[Requirement, list[str]]]:
    """Each locked package with the rest of its entry, one word each."""
    entries = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    locked: dict[str, tuple[Requirement, list[str]]] = {}
    for entry in entries:
        stated, *hashes = re.split(r"\s+(?=--)", entry.strip())
        requirement = Requirement(stated)
        locked[canonicalize_name(requirement.name)] = (requirement, hashes)
    return locked


@pytest.mark.parametrize("name", LOCKS)
def test_that_a_lock_names_one_version_and_its_hashes(root: Path, name: str) -> None:
    for requirement, hashes in read_lock(root / name).values():
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(HASH.fullmatch(word) for word in hashes), requirement


@pytest.mark.parametrize("name", LOCKS)
def test_that_a_lock_holds_no_address(root: Path, name: str) -> None:
    text = (root / name).read_text("utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host| @ ", text)


def test_that_the_locks_answer_what_the_project_asks_for(root: Path, project: dict[str, Any]) -> None:
    groups = project["dependency-groups"]
    runtime = [*project["project"]["dependencies"], *groups["build"]]
    for name, wanted in zip(LOCKS, (runtime, runtime + groups["dev"]), strict=True):
        locked = read_lock(root / name)
        for requirement in map(Requirement, wanted):
            found = locked[canonicalize_name(requirement.name)][0]
            version = str(found.specifier).removeprefix("==")
            assert requirement.specifier.contains(version, prereleases=True), f"{name}: {requirement}"


def test_that_both_locks_agree(root: Path) -> None:
    runtime, tests = (read_lock(root / name) for name in LOCKS)
    assert runtime.items() <= tests.items()


def test_that_the_starter_needs_the_standard_library_only(
    sources: dict[str, ast.Module], imported: Callable[[ast.Module], set[str]]
) -> None:
    assert imported(sources["run.py"]) <= sys.stdlib_module_names


def test_that_an_unfit_python_reads_a_sentence(root: Path) -> None:
    """The starter is read by older interpreters before it can refuse them: their grammar is enough for it."""
    ast.parse((root / "run.py").read_bytes(), feature_version=(3, 8))


PROBE = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Sender(QObject):
    sent = Signal(bool)

application, label, sender = QApplication([]), QLabel(), Sender()
sender.sent.connect(label.setEnabled)
before = sys.getrefcount(None), sys.getrefcount(True)
for _ in range(2000):
    label.setText("a")
    sender.sent.emit(True)
lost = before[0] - sys.getrefcount(None), before[1] - sys.getrefcount(True)
sys.exit(f"references lost to None and True: {lost}" if max(lost) > 200 else 0)
"""


def test_that_qt_loses_no_references(surroundings: dict[str, str]) -> None:
    """PySide6 6.12.0 loses one to None with each call on Python 3.11, and aborts after some thousand."""
    probe = subprocess.run(
        [sys.executable, "-c", PROBE], env=surroundings, capture_output=True, text=True, check=False
    )
    assert probe.returncode == 0, probe.stderr


def test_that_no_file_speaks_of_the_machine_it_was_made_on(files: list[Path], root: Path) -> None:
    spoken = re.compile(f"{HOME_OF_A_MACHINE}|{REGISTRY}", re.MULTILINE)
    told = []
    for path in files:
        content = path.read_bytes()
        if b"\0" not in content:
            found = spoken.search(content.decode("utf-8"))
            told += [f"{path.relative_to(root)}: {found.group()}"] if found else []
    assert not told
