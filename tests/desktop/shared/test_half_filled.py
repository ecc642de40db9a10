"""Drafts of places, links and statuses that lack what is required stop no question that rests on them."""

from __future__ import annotations

from datetime import date

from desktop.shared import AreaStatus, PlaceLink
from desktop.shared.area_status import AreaStatuses
from desktop.shared.place_splits import SplitDecision
from desktop.shared.places import places_wholly_within
from desktop.testing import na_son
from desktop.workspace import Workspace


def test_that_half_filled_statuses_links_and_decisions_say_nothing(workspace: Workspace) -> None:
    place = na_son(workspace)
    with workspace.writing("") as writing:
        for link in (PlaceLink(old=place), PlaceLink(new=place)):
            writing.save(link)
        for decided in (None, date(2025, 7, 1)):
            writing.save(SplitDecision(place=place if decided is None else None, decided_on=decided))
        writing.save(AreaStatus(place=place, kind="region_3"))
        writing.save(AreaStatus(kind="region_3", valid_from=date(2021, 1, 1)))
    with workspace.store.reading() as reader:
        assert AreaStatuses(reader).on(place, date(2026, 1, 1)) == frozenset()
        assert place in places_wholly_within(place, reader)
