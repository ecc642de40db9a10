"""A list that words the name of a project anew is asked about, by the number of its commune's list."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from desktop.shared import NotTheSame
from desktop.workspace import Workspace
from desktop.workspace.doubles import count_pairs, find_pairs, merge
from desktop.workspace.import_same import LATER, OTHER, SAME
from desktop.workspace.importing import ImportPlan, accept, preview, recognise_files
from project3_value_chain.members import ProjectMember
from project3_value_chain.projects import ProductionProject
from tests.plugins.project3_value_chain.sound import member

HEAD = ["Số hiệu dự án", "Năm của danh mục", "Tên dự án", "Hình thức", "Xã", "Số quyết định"]


def planned(workspace: Workspace, folder: Path, name: str) -> ImportPlan:
    book = openpyxl.Workbook()
    for row in (HEAD, [5, 2025, name, "Dự án cộng đồng", "Na Son", "12/QĐ"]):
        book.worksheets[0].append(row)
    book.save(folder / "du-an.xlsx")
    return recognise_files(workspace, [folder / "du-an.xlsx"], record_type=ProductionProject)


def test_that_a_project_under_its_number_with_another_name_is_asked_about(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = planned(workspace, tmp_path, "Nuôi bò sinh sản bản Na Sang")
    first.drafts = True
    assert accept(workspace, first).tables[0].new == 1
    again = planned(workspace, tmp_path, "Chăn nuôi bò sinh sản Na Sang")
    again.drafts = True
    [question] = preview(workspace, again).likely
    again.same[question.key] = SAME
    assert accept(workspace, again).tables[0].changed == 1
    other = planned(workspace, tmp_path, "Trồng quế")
    other.drafts = True
    assert preview(workspace, other).likely == []


def test_that_another_project_under_its_number_is_remembered(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("Nuôi bò sinh sản bản Na Sang", "Chăn nuôi bò sinh sản Na Sang"):
        plan = planned(workspace, tmp_path, name)
        plan.drafts = True
        plan.same |= {question.key: OTHER for question in preview(workspace, plan).likely}
        assert accept(workspace, plan).tables[0].new == 1
    with workspace.store.reading() as reader:
        assert [line.of for line in reader.rows(NotTheSame)] == ["ProductionProject"]


def test_that_a_project_left_for_later_waits_and_becomes_one_with_its_members(
    workspace: Workspace, tmp_path: Path
) -> None:
    for name in ("Nuôi bò sinh sản bản Na Sang", "Chăn nuôi bò sinh sản Na Sang"):
        plan = planned(workspace, tmp_path, name)
        plan.drafts = True
        plan.same |= {question.key: LATER for question in preview(workspace, plan).likely}
        assert accept(workspace, plan).tables[0].new == 1
    [pair] = find_pairs(workspace)
    assert count_pairs(workspace, []) == {ProductionProject: 1}
    with workspace.writing("Thử") as writing:
        for project, name in ((pair.one, "Lò Văn Hai"), (pair.two, "Lò Văn Hai"), (pair.two, "Lò Thị Ban")):
            writing.save(member(project=project.id, head_name=name))
    merged = merge(workspace, pair, {"name"})
    with workspace.store.reading() as reader:
        [kept] = reader.rows(ProductionProject)
        led = sorted((each.project, each.head_name) for each in reader.rows(ProjectMember))
    assert kept.name == "Chăn nuôi bò sinh sản Na Sang"
    assert led == [(kept.id, "Lò Thị Ban"), (kept.id, "Lò Văn Hai")]
    assert find_pairs(workspace) == []
    assert not workspace.undo(merged.change_set).conflicts
    assert len(find_pairs(workspace)) == 1
