"""Asks which stored record a row of a pasted list means."""

from __future__ import annotations

from datetime import date

from desktop.shared import Household
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.pasted_block import read_block

HEAD = ("Họ và tên chủ hộ", "Ngày sinh", "Dân tộc", "Bản", "Số khẩu", "Xã")


def meant(workspace: Workspace, *row: str) -> str | None:
    [found] = read_block(workspace, Household, [HEAD, row])
    return found.id


def test_that_a_household_that_ended_is_meant_by_no_row(workspace: Workspace) -> None:
    own = {"head_name": "Vàng A Bó", "ethnicity": "hmong", "village": "Bản Co", "commune": na_son(workspace)}
    with workspace.writing("Thử") as writing:
        gone = writing.save(Household(birth=date(1960, 2, 1), ended_on=date(2025, 9, 1), **own)).id
    row = ("Vàng A Bó", "", "Mông", "Bản Co", "5", "Xã Na Son")
    assert meant(workspace, *row) == ""
    with workspace.writing("Thử") as writing:
        here = writing.save(Household(birth=date(1990, 2, 1), **own)).id
    assert here != gone and meant(workspace, *row) == here
    assert meant(workspace, "Vàng A Bó", "03/04/1991", *row[2:]) == ""
