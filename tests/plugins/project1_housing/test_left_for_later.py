"""A case that may be a stored one waits among the doubles, becomes one with it, and two again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.doubles import count_pairs, differing, find_pairs, keep_apart, merge
from desktop.workspace.import_same import LATER
from desktop.workspace.importing import ImportPlan, accept, preview, recognise_files
from project1_housing.approvals import ApprovedHousehold
from project1_housing.cases import HousingCase
from project1_housing.road import CaseDocument
from project1_housing.water import ScatteredWater
from tests.plugins.project1_housing.sound import case

NAMES = ("head_name", "birth", "commune", "village", "poverty_class", "decision_no", "decision_date")


def planned(workspace: Workspace, folder: Path, kind: type[ApprovedHousehold], name: str) -> ImportPlan:
    book = openpyxl.Workbook()
    book.worksheets[0].append([kind.fields[each].label for each in NAMES])
    told = [name, "14/03/1985", "Na Son", "Bản Huổi Tao", "Hộ nghèo", "12/QĐ-UBND", "14/08/2025"]
    book.worksheets[0].append(told)
    book.save(folder / "danh sách.xlsx")
    plan = recognise_files(workspace, [folder / "danh sách.xlsx"], record_type=kind)
    plan.drafts = True
    return plan


@pytest.mark.parametrize("kind", [HousingCase, ScatteredWater])
def test_that_a_case_left_for_later_waits_and_is_counted(
    workspace: Workspace, tmp_path: Path, kind: type[ApprovedHousehold]
) -> None:
    assert accept(workspace, planned(workspace, tmp_path, kind, "Giàng A Páo")).tables[0].new == 1
    plan = planned(workspace, tmp_path, kind, "Giàng Páo")
    [question] = preview(workspace, plan).likely
    plan.same[question.key] = LATER
    assert accept(workspace, plan).tables[0].new == 1
    [pair] = find_pairs(workspace)
    assert (pair.record_type, pair.one.id, pair.two.values()["head_name"]) == (
        kind,
        question.stored.id,
        "Giàng Páo",
    )
    assert count_pairs(workspace, workspace.check(kind).problems) == {kind: 1}
    keep_apart(workspace, pair)
    assert find_pairs(workspace) == []
    assert count_pairs(workspace, workspace.check(kind).problems) == {}


def papers(case: Any) -> list[tuple[str, str | None]]:
    return [(paper.kind, paper.number) for paper in case.documents]


def test_that_a_merged_case_keeps_the_papers_of_both(workspace: Workspace) -> None:
    def save(name: str, **values: Any) -> None:
        own = {"identity_number": None, "commune": na_son(workspace), "head_name": name}
        workspace.save(case(**own, **values))

    request, receipt = CaseDocument(kind="application"), CaseDocument(kind="receipt", number="7")
    save("Giàng A Páo", documents=[request])
    save("Giàng Páo", documents=[request.changed(), receipt], settled_on=date(2025, 12, 1))
    [pair] = find_pairs(workspace)
    assert {"head_name", "settled_on"} <= set(differing(pair))
    merged = merge(workspace, pair, {"settled_on"})
    with workspace.store.reading() as reader:
        [kept] = reader.rows(HousingCase)
    assert (kept.head_name, kept.settled_on) == ("Giàng A Páo", date(2025, 12, 1))
    assert papers(kept) == [("application", None), ("receipt", "7")]
    assert not workspace.undo(merged.change_set).conflicts
    [again] = find_pairs(workspace)
    assert [papers(each) for each in (again.one, again.two)] == [papers(pair.one), papers(pair.two)]
