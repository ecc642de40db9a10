"""Asks whether a member finds its project in the right list, and is told of where that is not plain."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.declare.problems import Grade
from desktop.shared import Household, SettledValue
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, preview, recognise_files
from project3_value_chain.lists import find_open_numbers
from project3_value_chain.members import ProjectMember
from project3_value_chain.projects import ProductionProject
from tests.desktop.held import Held
from tests.plugins.project3_value_chain.sound import member, project

PROJECTS = ["TT", "Tên dự án", "Hình thức", "Xã", "Số hộ tham gia"]
MEMBERS = ["Dự án số", "Hộ tham gia", "Năm sinh", "Bản", "Giá trị hỗ trợ"]


def workbook(path: Path, year: int, communes: list[str], people: list[list[object]], **more: Any) -> Path:
    """A list of projects that begins at 1, one for each commune, and its members."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Dự án"
    sheet.append([f"DANH MỤC DỰ ÁN PHÁT TRIỂN SẢN XUẤT NĂM {year}"])
    sheet.append(PROJECTS)
    for number, commune in enumerate(communes, 1):
        form = more.get("form", "Cộng đồng")
        sheet.append([number, f"Nuôi bò {commune} {year}", form, commune, 12])
    list_members(book.create_sheet("Hộ"), people, more.get("columns", MEMBERS))
    book.save(path)
    return path


def list_members(sheet: Any, people: list[list[object]], columns: list[str]) -> None:
    sheet.append(["DANH SÁCH HỘ THAM GIA DỰ ÁN PHÁT TRIỂN SẢN XUẤT"])
    sheet.append(columns)
    for person in people:
        sheet.append(person)


def brought(workspace: Workspace, file: Path) -> dict[str, str]:
    """Member → the name of the project it was joined to, of all that are stored by now."""
    accept(workspace, recognise_files(workspace, [file]))
    return joined(workspace)


def joined(workspace: Workspace) -> dict[str, str]:
    with workspace.store.reading() as reader:
        names = {project.id: project.name for project in reader.rows(ProductionProject)}
        return {each.head_name: names.get(each.project, "") for each in reader.rows(ProjectMember)}


def open_numbers(workspace: Workspace) -> list[str]:
    rule = "value_chain.ProjectMember.number_means_one_project"
    found = workspace.check(ProjectMember).problems
    assert all(each.grade is Grade.WARN for each in found if each.rule == rule)
    return [each.message for each in found if each.rule == rule]


def test_that_two_lists_that_both_begin_at_1_keep_their_members(workspace: Workspace, tmp_path: Path) -> None:
    one = [[1, "Lò Văn Ủn", 1980, "Bản A", 9_000_000], [2, "Vàng A Sử", 1981, "Bản A", 9_000_000]]
    two = [[1, "Mùa A Páo", 1982, "Bản B", 9_000_000], [1, "Lò Văn Ủn", 1980, "Bản A", 9_000_000]]
    communes = ["Xã Na Son", "Xã Pu Nhi"]
    first = brought(workspace, workbook(tmp_path / "một.xlsx", 2023, communes, one))
    assert first == {"Lò Văn Ủn": "Nuôi bò Xã Na Son 2023", "Vàng A Sử": "Nuôi bò Xã Pu Nhi 2023"}
    second = workbook(tmp_path / "hai.xlsx", 2024, communes, two)
    assert brought(workspace, second)["Mùa A Páo"] == "Nuôi bò Xã Na Son 2024"
    with workspace.store.reading() as reader:
        assert reader.count(ProjectMember) == 4
        assert {each.list_year for each in reader.rows(ProductionProject)} == {2023, 2024}
    again = accept(workspace, recognise_files(workspace, [second]))
    assert [(table.new, table.changed) for table in again.tables] == [(0, 0), (0, 0)]
    assert open_numbers(workspace) == []


def test_that_a_list_that_comes_alone_says_commune_and_year(workspace: Workspace, tmp_path: Path) -> None:
    for year in (2023, 2024):
        brought(workspace, workbook(tmp_path / f"{year}.xlsx", year, ["Xã Na Son"], []))
    book = openpyxl.Workbook()
    people: list[list[object]] = [
        [1, "Lò Văn Ủn", 1980, "Bản A", 9_000_000, "Xã Na Son", 2024],
        [1, "Vàng A Sử", 1981, "Bản A", 9_000_000, "Xã Na Son", None],
        [1, "Mùa A Páo", 1982, "Bản A", 9_000_000, None, None],
        [1, "Giàng A Dê", 1983, "Bản A", 9_000_000, "Xã Pu Nhi", 2024],
        [7, "Sùng A Lử", 1984, "Bản A", 9_000_000, "Xã Na Son", 2024],
    ]
    list_members(book.active, people, [*MEMBERS, "Xã", "Năm của danh mục"])
    book.save(tmp_path / "hộ.xlsx")
    assert brought(workspace, tmp_path / "hộ.xlsx") == {
        "Lò Văn Ủn": "Nuôi bò Xã Na Son 2024",
        "Vàng A Sử": "",
        "Mùa A Páo": "",
        "Giàng A Dê": "",
        "Sùng A Lử": "",
    }
    told = open_numbers(workspace)
    assert sum("Nuôi bò Xã Na Son 2023; Nuôi bò Xã Na Son 2024" in each for each in told) == 3
    assert sum("Chưa có dự án số 7" in each for each in told) == 1


def test_that_a_number_of_another_list_is_asked_before_it_is_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    for year in (2023, 2024):
        brought(workspace, workbook(tmp_path / f"{year}.xlsx", year, ["Xã Na Son", "Xã Pu Nhi"], []))
    people: list[list[object]] = [
        [1, "Lò Văn Ủn", 1980, "Bản A", 9_000_000, "Xã Na Son", None],
        [1, "Mùa A Páo", 1982, "Bản A", 9_000_000, None, None],
        [1, "Giàng A Dê", 1983, "Bản A", 9_000_000, "Xã Na Son", 2023],
        [7, "Sùng A Lử", 1984, "Bản A", 9_000_000, None, None],
        [2, "Vàng A Sử", 1981, "Bản A", 9_000_000, None, 2022],
    ]
    book = openpyxl.Workbook()
    list_members(book.active, people, [*MEMBERS, "Xã", "Năm của danh mục"])
    book.save(tmp_path / "hộ.xlsx")
    plan = recognise_files(workspace, [tmp_path / "hộ.xlsx"])
    (question,) = preview(workspace, plan).questions
    assert (question.field, question.written, question.count) == ("project", "1 · hộ.xlsx", 2)
    assert sorted(offer.label for offer in question.offers) == [
        "Nuôi bò Xã Na Son 2023 (Xã Na Son, 2023)",
        "Nuôi bò Xã Na Son 2024 (Xã Na Son, 2024)",
    ]
    assert question.proposal is None
    plan.answers[question.key] = next(
        each.value for each in question.offers if "(Xã Na Son, 2024)" in each.label
    )
    assert preview(workspace, plan).questions == []
    accept(workspace, plan)
    own = {name: joins for name, joins in joined(workspace).items() if joins}
    assert own == {
        "Lò Văn Ủn": "Nuôi bò Xã Na Son 2024",
        "Mùa A Páo": "Nuôi bò Xã Na Son 2024",
        "Giàng A Dê": "Nuôi bò Xã Na Son 2023",
    }
    # The next list begins at 1 again: what was said of this one says nothing of it.
    with workspace.store.reading() as reader:
        assert reader.count(SettledValue) == 0


def test_that_a_household_written_twice_for_one_project_breaks_the_rule_of_projects(
    workspace: Workspace, tmp_path: Path
) -> None:
    row: list[object] = [1, "Lò Văn Ủn", 1980, "Bản A", 9_000_000]
    file = workbook(tmp_path / "hai lần.xlsx", 2024, ["Xã Na Son"], [row, [*row[:4], 0]])
    problems = preview(workspace, recognise_files(workspace, [file])).problems
    blocking = [(problem.rule, str(problem.spot)) for problem in problems if problem.grade is Grade.BLOCK]
    assert blocking == [("P3-07", "Hộ!B4")]


def test_that_number_means_one_project() -> None:
    find = find_open_numbers(ProjectMember)
    open_one = member(id="1", project_number=3)
    assert [each.says["number"] for each in find(Held([open_one]), None)] == [3]
    (finding,) = find(Held([open_one, project(id="a", number=3)]), frozenset("1"))
    assert finding.says["names"] == "Dự án trồng cà phê bản Ví Dụ"
    assert list(find(Held([open_one]), frozenset("2"))) == []
    assert list(find(Held([member(id="1", project="a")]), None)) == []


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("chain", "Liên kết chuỗi giá trị"),
        ("community", "Sản xuất cộng đồng"),
        ("diversification", "Đa dạng hóa sinh kế"),
        ("task", "Hỗ trợ khác"),
    ],
)
def test_that_a_household_is_supported_in_the_form_of_its_project(
    workspace: Workspace, form: str, title: str
) -> None:
    home = workspace.save(sound_example(workspace, Household)).id or ""
    group = workspace.save(project(form=form, commune=na_son(workspace), decision_date=None)).id
    workspace.save(member(project=group, household=home))
    with workspace.store.reading() as reader:
        assert [each.title for each in reader.supports([home])] == [title]
