"""Asks whether a row finds its household by number, else by who and where it is, and never by a guess."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.declare.dates import PartialDate
from desktop.shared import EarlierSupport, Household
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace
from desktop.workspace.import_links import fill_found_by

NUMBER = "011083000123"


@pytest.fixture
def homes(workspace: Workspace) -> dict[str, str]:
    """Households by what they are called here; two of them are alike."""
    village = {"commune": na_son(workspace), "village": "Bản Na Phát", "identity_number": None, "sex": None}
    told: dict[str, dict[str, Any]] = {
        "numbered": {"head_name": "Lò Văn Ủn", "birth": date(1983, 1, 1), "identity_number": NUMBER},
        "alone": {"head_name": "Vàng A Sử", "birth": date(1983, 5, 1)},
        "twin": {"head_name": "Mùa A Páo", "birth": date(1990, 1, 1)},
        "other twin": {"head_name": "Mùa A Páo", "birth": date(1990, 2, 1)},
    }
    with workspace.writing("Thử") as writing:
        return {
            name: writing.save(sound_example(workspace, Household, **village | values)).id or ""
            for name, values in told.items()
        }


@pytest.mark.parametrize(
    ("values", "household"),
    [
        ({"head_name": "Ai Đó", "birth": PartialDate(1950), "identity_number": NUMBER}, "numbered"),
        ({"head_name": "VÀNG A SỬ", "birth": PartialDate(1983)}, "alone"),
        ({"head_name": "Vàng A Sử", "birth": PartialDate(1983), "identity_number": "011083000999"}, "alone"),
        ({"head_name": "Vàng A Sư", "birth": PartialDate(1983)}, ""),
        ({"head_name": "Vàng A Sử", "birth": PartialDate(1984)}, ""),
        ({"head_name": "Vàng A Sử"}, ""),
        ({"head_name": "Vàng A Sử", "birth": PartialDate(1983), "village": "Bản Khác"}, ""),
        ({"head_name": "Mùa A Páo", "birth": PartialDate(1990)}, ""),
    ],
)
def test_that_a_row_finds_its_household_or_none(
    workspace: Workspace, homes: dict[str, str], values: dict[str, Any], household: str
) -> None:
    sound: dict[str, Any] = {"commune": na_son(workspace), "village": "Bản Na Phát", "kind": "house"}
    row = EarlierSupport(**sound | values)
    with workspace.store.reading() as reader:
        fill_found_by([row], EarlierSupport, workspace.catalog.target_of, reader)
    assert row.household == (homes[household] if household else None)
