"""What every test gets: a screen that needs no display, and distributions that are planted for it."""

import importlib.metadata as metadata
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.catalog import Catalog
from desktop.declare.text import language, use_language
from desktop.workspace import Workspace
from tests import server

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What somebody has installed for the program is no part of a test.
os.environ["NTP_PLUGINS"] = str(Path(__file__).parent / "no-plugins")
for wait in (QtBot.waitUntil, QtBot.waitSignal):
    # How long a busy machine may need is no matter of a test: what never comes is told late, nothing else.
    (wait.__kwdefaults__ or {})["timeout"] = 60_000
# What the program's modules are compiled to is kept, here and in each process a test starts.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# The same examples each time, so that a change is judged by what it changed; `--hypothesis-profile=default`
# looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

pytest_plugins = ("desktop.testing",)

Plant = Callable[..., list[metadata.EntryPoint]]


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """A commit leaves it to the system when the disk is written: no test pulls the plug."""
    from desktop.storage import engines

    settle = engines._settle

    @wraps(settle)
    def settle_quickly(connection: Any, *others: Any) -> None:
        settle(connection, *others)
        connection.execute("PRAGMA synchronous=OFF").close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "_settle", settle_quickly)
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_left_on_the_clipboard() -> Iterator[None]:
    """Without a display Qt lets go of what was copied after Python has ended, which ends in a fault."""
    yield
    if isinstance(QGuiApplication.instance(), QGuiApplication):
        QGuiApplication.clipboard().clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--on-server", action="store_true", help="open every workspace on a PostgreSQL server")


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """An empty database on a server that lives as long as the tests of this process."""
    with server.running() as url:
        yield url


@pytest.fixture(scope="session")
def new_on_server(server_url: str, catalog: Catalog) -> str:
    """A database on the server with the units of the country, to be copied for each test."""
    url = server.copied(server_url)
    Workspace.open(url, catalog).close()
    return url


@pytest.fixture
def workspace(request: pytest.FixtureRequest, catalog: Catalog) -> Iterator[Workspace]:
    """The workspace of a test, by `--on-server` on a server; what names its file goes on with a file."""
    if not request.config.getoption("--on-server"):
        yield request.getfixturevalue("workspace")
        return
    opened = Workspace.open(server.copied(request.getfixturevalue("new_on_server")), catalog)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _nothing_stays_changed(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test changes for the whole process is taken back; windows remember in a folder of its own."""
    if "qapp" in request.fixturenames or "qt" in request.path.parts:
        remembered = str(request.getfixturevalue("tmp_path") / "settings")
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, remembered)
    path, hook, said_in = sys.path[:], sys.excepthook, language()
    yield
    sys.path[:], sys.excepthook = path, hook
    if language() != said_in:
        use_language(said_in)


class _ReadHere:
    """A workbook read in the test's own process, in the shape of the process that would have read it."""

    def __init__(self, path: Path, limits: Any, careful: bool) -> None:
        from desktop.excel import child

        lines: list[bytes] = []
        child.answer(path, asdict(limits), careful, lines.append)
        self.stdout = io.BytesIO(b"".join(lines))

    def kill(self) -> None:
        """It has said everything."""

    def wait(self) -> None:
        """It is over."""


@pytest.fixture(autouse=True)
def _workbooks_are_read_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """The tests of reading itself, and journeys, start the real process; to others what was read matters."""
    from desktop.excel import workbooks

    with pytest.MonkeyPatch.context() as patch:
        if not {"hostile", "journeys", "test_workbooks.py"} & set(request.path.parts):
            patch.setattr(workbooks, "_start", _ReadHere)
        yield


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
