"""Asks whether the Programme's lines are all there, found as officers write them, and lead on."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from desktop.declare.norms import PRESUMED
from desktop.declare.reading import Reader
from desktop.shared import BudgetCode, LineLink, Programme, ProgrammeLine
from desktop.shared.confidence import CONFIDENCE
from desktop.shared.programme import LineTree
from desktop.shared.programme_lines import lasting_id, read_lines, read_programmes
from desktop.workspace import Workspace


@pytest.fixture
def reader(workspace: Workspace) -> Iterator[Reader]:
    with workspace.store.reading() as reading:
        yield reading


def test_that_ten_projects_and_fourteen_sub_projects_are_shipped() -> None:
    levels = Counter(line.level for line in read_lines())
    assert (levels["project"], levels["sub_project"], levels["component"]) == (10, 14, 2)
    assert {programme.code for programme in read_programmes()} == {"1719", "2026"}


def test_that_each_shipped_row_is_sound_and_says_where_it_is_from() -> None:
    for row in (*read_programmes(), *read_lines()):
        assert row.problems() == []
        assert row.source
        assert row.confidence in CONFIDENCE
    unconfirmed = {line.level for line in read_lines() if line.confidence == PRESUMED}
    assert unconfirmed == {"sub_project", "content"}


def test_that_shipped_lines_keep_their_ids() -> None:
    assert len({line.id for line in read_lines()}) == len(read_lines())
    assert lasting_id("1719", "DA1") == lasting_id("1719", "DA1") != lasting_id("2026", "DA1")


@pytest.mark.parametrize(
    ("text", "under", "code"),
    [
        ("DA3.2", "", "DA3.2"),
        ("DA 10", "", "DA10"),
        ("Dự án 2: Quy hoạch, sắp xếp dân cư", "", "DA2"),
        ("Tiểu dự án 2: Hỗ trợ phát triển sản xuất", "Dự án 3: Phát triển sản xuất", "DA3.2"),
        ("Tiểu dự án 1 Dự án 9", "", "DA9.1"),
        ("TDA 4 - DA 5", "", "DA5.4"),
        ("hỗ trợ đất ở", "", "DA1.a"),
        ("Công trình nước sinh hoạt tập trung", "Dự án 1: Giải quyết tình trạng thiếu đất ở", "DA1.g"),
        ("HP2", "", "HP2"),
        ("DA1.a, Hỗ trợ đất ở", "", "DA1.a"),
        ("DA3.2: chuỗi giá trị", "", "DA3.2"),
        ("DA 5 - TDA 4", "", "DA5.4"),
        ("DA2.Quy hoạch", "", "DA2"),
    ],
)
def test_that_a_line_is_found_as_officers_write_it(reader: Reader, text: str, under: str, code: str) -> None:
    (found,) = ProgrammeLine.find(text, {"under": under}, reader)
    line = reader.get(ProgrammeLine, found)
    assert line is not None
    assert line.code == code


def test_that_a_sub_project_without_its_project_is_not_guessed(reader: Reader) -> None:
    assert ProgrammeLine.find("Tiểu dự án 1", {}, reader) == []
    assert ProgrammeLine.find("Dự án 11", {}, reader) == []


def test_that_a_content_belongs_to_its_project(reader: Reader) -> None:
    tree = LineTree(reader)
    project = lasting_id("1719", "DA3")
    assert tree.project_of(lasting_id("1719", "DA3.2")) == project
    assert tree.project_of(project) == project
    assert set(tree.below(project)) == {project, *(lasting_id("1719", f"DA3.{n}") for n in (1, 2, 3))}
    ten, two = lasting_id("1719", "DA10"), lasting_id("1719", "DA2")
    assert tree.in_order([ten, two]) == [two, ten]


def test_that_line_continues_as_another() -> None:
    assert [problem.field for problem in LineLink(old="a", new="a").problems()] == ["new"]


def test_that_a_programme_ends_after_it_begins() -> None:
    wrong = Programme(code="x", name="x", valid_from=date(2026, 1, 1), valid_to=date(2025, 1, 1))
    assert [problem.field for problem in wrong.problems()] == ["valid_to"]


def test_that_programme_ends_after_it_begins_or_has_no_end() -> None:
    assert Programme(code="x", name="x", valid_from=date(2026, 1, 1)).problems() == []


def test_that_code_ends_after_it_begins() -> None:
    wrong = BudgetCode(code="1", name="x", valid_from=date(2026, 1, 1), valid_to=date(2025, 1, 1))
    assert [problem.field for problem in wrong.problems()] == ["valid_to"]
    assert BudgetCode(code="1", name="x").problems() == []


@pytest.mark.parametrize(
    ("written", "share"), [("50%", "0.5"), ("33,5 %", "0.335"), ("0,5", "0.5"), (0.25, "0.25"), ("100%", "1")]
)
def test_that_a_share_is_read_with_and_without_percent(written: object, share: str) -> None:
    assert LineLink.share.parse(written) == Decimal(share)
    assert not list(LineLink.share.check(Decimal(share)))


def test_that_a_share_above_the_whole_is_told() -> None:
    (problem,) = LineLink.share.check(LineLink.share.parse("150%"))
    assert "lớn hơn 1" in problem.message
