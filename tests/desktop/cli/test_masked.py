"""Asks whether a list told on the command line names nobody who is to be hidden."""

from __future__ import annotations

import pytest

from desktop.declare.fields import MASK
from desktop.shared import Household
from desktop.shared.poverty_years import PovertyYear
from desktop.testing import na_son
from desktop.workspace import Workspace
from tests.desktop.cli.visits import Command


@pytest.mark.parametrize(("asked", "is_named"), [("--masked", False), ("--names", True)])
def test_that_a_list_hides_whom_its_records_lead_to(
    command: Command, workspace: Workspace, asked: str, is_named: bool
) -> None:
    place = na_son(workspace)
    head = workspace.save(Household(commune=place, village="Na Phát", head_name="Giàng A Thử"))
    workspace.save(PovertyYear(household=head.id, year=2021, poverty_class="poor"))
    told = command("list", "PovertyYear", asked, human=True).said
    assert ("Giàng A Thử" in told, "2021" in told) == (is_named, True)
    (row,) = command("list", "PovertyYear", asked).answer["rows"]
    assert (row["household"], row["year"]) == (head.id if is_named else MASK, 2021)
