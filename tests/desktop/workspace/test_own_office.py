"""Asks whose desk a workspace is."""

from __future__ import annotations

from desktop.shared.office import COMMUNE, Office
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.own_office import own_office


def test_that_an_office_is_told_once_it_is_chosen(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        assert own_office(workspace, reader) is None
    with workspace.writing("Thử") as writing:
        writing.save(Office(name="UBND xã Na Son", level=COMMUNE, commune=na_son(workspace)))
    with workspace.store.reading() as reader:
        office = own_office(workspace, reader)
        assert office is not None and office.commune == na_son(workspace)


def test_that_nobody_is_at_home_where_no_office_is_kept(villages: Workspace) -> None:
    with villages.store.reading() as reader:
        assert own_office(villages, reader) is None
