"""A store without records, in a file and on a server: what holds of one holds of the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from desktop.storage.store import Store
from tests import server
from tests.desktop.storage.samples import TYPES

_NUMBERS = count(1)
PLACES = ["file", "server"] if server.programs() else ["file"]
"""Where the same tests run; a machine without a server's programs has only files."""


@pytest.fixture(params=PLACES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """The name of a database that is not there yet."""
    if request.param == "file":
        return tmp_path / "so.db"
    return server.empty(request.getfixturevalue("server_url"), f"so{next(_NUMBERS)}")


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """The same in a file, for what is asked of files alone."""
    with Store.open(tmp_path / "so.db", TYPES, patience=5) as opened:
        yield opened


@pytest.fixture
def store(database: str | Path) -> Iterator[Store]:
    """An open store without records."""
    with Store.open(database, TYPES, patience=5) as opened:
        yield opened
