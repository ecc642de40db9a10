"""The demo has something to show on every page of what all components share."""

from datetime import date

import pytest

from desktop.declare.reading import Condition
from desktop.shared import (
    CapitalFact,
    Household,
    Place,
    PlaceEvent,
    RegisteredNorm,
    SplitDecision,
    Village,
    demo,
)
from desktop.workspace import Workspace
from desktop.workspace.as_of import AsOf
from desktop.workspace.demo import fill
from desktop.workspace.open_splits import read_open_splits


def test_that_the_demo_shows_places_norms_and_doubles(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row for row in demo.read_demo() if row[0].startswith("shared.") and row[0] != "shared.Person"]
    monkeypatch.setattr(demo, "read_demo", lambda: rows)
    fill(workspace)
    with workspace.store.reading() as reader:
        villages = list(reader.rows(Village))
        renamed = list(reader.rows(Place, [Condition("valid_from", "is", date(2026, 10, 1))]))
        assert reader.count(PlaceEvent) == 2
        assert reader.count(SplitDecision) == 1
        assert reader.count(RegisteredNorm, [Condition("province", "filled")]) >= 1
    assert {place.name for place in renamed} == {"Phường Mường La", "Xã Chiềng Lao"}
    assert sum(village.became is not None for village in villages) == 2
    assert all("giả định" in village.decision for village in villages)
    rules = {problem.rule.rpartition(".")[2] for problem in workspace.check(RegisteredNorm).problems}
    assert "one_norm_holds_on_a_day" in rules
    assert any(problem.rule == "G12" for problem in workspace.check(Household).problems)
    workspace.as_of = AsOf(date(2025, 6, 30))
    assert "Xã Na Son" not in [split.name for split in read_open_splits(workspace)]
    with workspace.reading() as reader:
        assert reader.count(CapitalFact) > 0
