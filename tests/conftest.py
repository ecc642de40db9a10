"""What every test gets: a screen that needs no display, and distributions that are planted for it."""

import importlib.metadata as metadata
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What somebody has installed for the program is no part of a test.
os.environ["NTP_PLUGINS"] = str(Path(__file__).parent / "no-plugins")
for wait in (QtBot.waitUntil, QtBot.waitSignal):
    # How long a busy machine may need is no matter of a test: what never comes is told late, nothing else.
    (wait.__kwdefaults__ or {})["timeout"] = 60_000
# The same examples each time, so that a change is judged by what it changed; `--hypothesis-profile=default`
# looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

pytest_plugins = ("desktop.testing",)

Plant = Callable[..., list[metadata.EntryPoint]]


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plant]:
    """Installs a component for one test: `plant("gender", code, files={"qt.py": …}, needs=[…])`.

    Answers its entry points, as `load_catalog(entry_points=…)` takes them.
    """
    planted: list[str] = []

    def put(
        name: str,
        code: str,
        *,
        files: Mapping[str, str] | None = None,
        needs: Sequence[str] = (),
        distribution: str = "",
        summary: str = "",
    ) -> list[metadata.EntryPoint]:
        distribution = distribution or f"ntp-{name}"
        package = f"planted_{distribution.replace('-', '_')}"
        site = tmp_path / "site" / distribution
        about = site / f"{distribution.replace('-', '_')}-1.2.dist-info"
        for folder in (site / package, about):
            folder.mkdir(parents=True)
        for file, text in {"__init__.py": code, **(files or {})}.items():
            (site / package / file).write_text(text, "utf-8")
        needed = "".join(f"Requires-Dist: {each}\n" for each in needs)
        lines = (
            f"Metadata-Version: 2.4\nName: {distribution}\nVersion: 1.2\nSummary: {summary or name}\n{needed}"
        )
        (about / "METADATA").write_text(lines, "utf-8")
        (about / "entry_points.txt").write_text(f"[ntp_desktop.components]\n{name} = {package}\n", "utf-8")
        monkeypatch.syspath_prepend(str(site))
        planted.append(package)
        return [point for each in metadata.distributions(path=[str(site)]) for point in each.entry_points]

    yield put
    for module in [each for each in sys.modules if each.partition(".")[0] in planted]:
        del sys.modules[module]
