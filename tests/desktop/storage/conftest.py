"""A store on a fresh file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.storage.store import Store
from tests.desktop.storage.samples import TYPES


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store without records."""
    with Store.open(tmp_path / "so.db", TYPES, patience=5) as opened:
        yield opened
