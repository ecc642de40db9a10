"""Rows find their stored record by key, by a number it is known by, or ask whether they are one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.cli.plain import import_answer
from desktop.declare.dates import PartialDate
from desktop.declare.problems import Refusal
from desktop.shared import Household
from desktop.shared.household_numbers import HouseholdNumber
from desktop.shared.not_the_same import NotTheSame
from desktop.shared.poverty_years import PovertyYear
from desktop.workspace import Workspace
from desktop.workspace.doubles import find_pairs
from desktop.workspace.import_same import LATER, OTHER, SAME
from desktop.workspace.import_settle import read_answers, read_sameness
from desktop.workspace.importing import (
    ImportPlan,
    ImportResult,
    accept,
    preview,
    recognise_files,
    write_template,
)

HEAD = [
    "Họ và tên chủ hộ", "Ngày sinh", "Dân tộc", "Xã", "Bản", "Số khẩu", "Diện hộ",
    "Số CCCD", "Mã hộ", "Năm công nhận",
]  # fmt: skip
NUMBER = "011083000015"
PAO: dict[str, Any] = dict(zip(HEAD[:7], ["Sùng A Páo", 1983, "Mông", "Na Son", "Bản Na Sang", 5, "Hộ nghèo"],
                               strict=True))  # fmt: skip


def planned(workspace: Workspace, folder: Path, rows: Iterable[dict[str, Any]]) -> ImportPlan:
    book = openpyxl.Workbook()
    book.worksheets[0].append(HEAD)
    for row in rows:
        book.worksheets[0].append([row.get(name) for name in HEAD])
    book.save(folder / "hộ.xlsx")
    return recognise_files(workspace, [folder / "hộ.xlsx"], record_type=Household)


def take(workspace: Workspace, folder: Path, *rows: dict[str, Any]) -> ImportResult:
    return accept(workspace, planned(workspace, folder, rows))


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    table = result.tables[0]
    return table.new, table.changed, table.unchanged, table.refused


def stored(workspace: Workspace) -> list[Household]:
    with workspace.store.reading() as reader:
        return list(reader.rows(Household))


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ({"Số CCCD": NUMBER}, {"Số CCCD": NUMBER, "Ngày sinh": "12/03/1983"}),
        ({"Số CCCD": NUMBER}, {"Số CCCD": NUMBER, "Bản": "Bản Huổi Lóng"}),
        ({"Mã hộ": "N-015"}, {"Mã hộ": "N-015", "Ngày sinh": "12/03/1983"}),
        ({"Mã hộ": "N-015"}, {"Mã hộ": "N-015", "Họ và tên chủ hộ": "Sùng Páo"}),
    ],
)
def test_that_a_row_is_the_record_with_its_number(
    workspace: Workspace, tmp_path: Path, first: dict[str, Any], later: dict[str, Any]
) -> None:
    take(workspace, tmp_path, PAO | first)
    result = take(workspace, tmp_path, PAO | later)
    assert counts(result) == (0, 1, 0, 0)
    assert result.likely == []
    assert counts(take(workspace, tmp_path, PAO | later)) == (0, 0, 1, 0)
    [home] = stored(workspace)
    assert home.members == 5


def test_that_an_empty_cell_erases_nothing_where_a_number_names_the_record(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, PAO | {"Số CCCD": NUMBER, "Mã hộ": "N-015"})
    row = PAO | {
        "Số CCCD": NUMBER,
        "Ngày sinh": "12/03/1983",
        "Số khẩu": None,
        "Họ và tên chủ hộ": "SÙNG A PÁO",
    }
    assert counts(take(workspace, tmp_path, row)) == (0, 1, 0, 0)
    [home] = stored(workspace)
    assert (home.head_name, home.members, home.external_number) == ("Sùng A Páo", 5, "N-015")


def test_that_an_earlier_list_found_by_number_tells_its_own_year_alone(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, PAO | {"Số CCCD": NUMBER, "Năm công nhận": 2025, "Diện hộ": "Hộ cận nghèo"})
    take(workspace, tmp_path, PAO | {"Số CCCD": NUMBER, "Ngày sinh": "12/03/1983", "Năm công nhận": 2024})
    [home] = stored(workspace)
    assert (home.poverty_class, home.class_year) == ("near_poor", 2025)
    with workspace.store.reading() as reader:
        years = {year.year: year.poverty_class for year in reader.rows(PovertyYear)}
    assert years == {2025: "near_poor", 2024: "poor"}


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ({"Số CCCD": NUMBER}, {"Số CCCD": NUMBER, "Xã": "Xa Dung"}),
        ({"Mã hộ": "N-015"}, {"Mã hộ": "N-015", "Họ và tên chủ hộ": "Vàng Thị Dơ"}),
        ({}, {"Họ và tên chủ hộ": "Sùng Páo"}),
    ],
)
def test_that_what_is_not_sure_is_asked_and_waits_as_a_record_of_its_own(
    workspace: Workspace, tmp_path: Path, first: dict[str, Any], later: dict[str, Any]
) -> None:
    take(workspace, tmp_path, PAO | first)
    result = take(workspace, tmp_path, PAO | later)
    assert counts(result) == (1, 0, 0, 0)
    [question] = result.likely
    assert question.cell == "Sheet!A2"
    assert question.stored.values()["head_name"] == "Sùng A Páo"
    assert question.read.values()["head_name"] == later.get("Họ và tên chủ hộ", "Sùng A Páo")
    assert question.why
    assert len(find_pairs(workspace)) == 1


def test_that_the_same_makes_the_row_a_change_of_the_stored_record(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, PAO)
    row = PAO | {"Họ và tên chủ hộ": "Sùng Páo", "Số khẩu": 6}
    plan = planned(workspace, tmp_path, [row])
    [question] = preview(workspace, plan).likely
    plan.same[question.key] = SAME
    seen = preview(workspace, plan)
    assert (counts(seen), seen.likely) == ((0, 1, 0, 0), [])
    assert set(seen.tables[0].rows[0].changes) == {"head_name", "members"}
    result = accept(workspace, plan)
    [home] = stored(workspace)
    assert (home.head_name, home.members) == ("Sùng Páo", 6)
    assert counts(take(workspace, tmp_path, row)) == (0, 0, 1, 0)
    assert result.change_set is not None
    workspace.undo(result.change_set)
    assert stored(workspace)[0].head_name == "Sùng A Páo"


def test_that_another_is_remembered_and_nobody_is_asked_again(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path, PAO)
    row = PAO | {"Họ và tên chủ hộ": "Sùng Páo"}
    plan = planned(workspace, tmp_path, [row])
    [question] = preview(workspace, plan).likely
    plan.same[question.key] = OTHER
    result = accept(workspace, plan)
    assert (counts(result), result.likely) == ((1, 0, 0, 0), [])
    assert not any(problem.rule == "G12" for problem in result.problems)
    assert find_pairs(workspace) == []
    with workspace.store.reading() as reader:
        assert reader.count(NotTheSame) == 1
    assert counts(take(workspace, tmp_path, row)) == (0, 0, 1, 0)


def test_that_what_is_left_for_later_goes_in_and_waits_on_the_page_of_doubles(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, PAO)
    plan = planned(workspace, tmp_path, [PAO | {"Họ và tên chủ hộ": "Sùng Páo"}])
    [question] = preview(workspace, plan).likely
    plan.same[question.key] = LATER
    result = accept(workspace, plan)
    assert (counts(result), result.likely) == ((1, 0, 0, 0), [])
    assert len(find_pairs(workspace)) == 1


def test_that_of_two_rows_only_one_can_be_the_record(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path, PAO)
    rows = [PAO | {"Họ và tên chủ hộ": name} for name in ("Sùng Páo", "Sung A Pao")]
    plan = planned(workspace, tmp_path, rows)
    for question in preview(workspace, plan).likely:
        plan.same[question.key] = SAME
    assert counts(accept(workspace, plan)) == (1, 1, 0, 0)
    assert len(stored(workspace)) == 2


def test_that_two_rows_with_one_number_are_nobody_for_sure(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path, PAO | {"Mã hộ": "N-015"})
    twice = [PAO | {"Mã hộ": "N-015", "Ngày sinh": day} for day in ("12/03/1983", "13/03/1983")]
    assert counts(take(workspace, tmp_path, *twice))[:2] == (2, 0)


def test_that_a_list_with_years_erases_no_day_and_is_not_asked_about_twice(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, PAO | {"Ngày sinh": "12/03/1983"})
    plan = planned(workspace, tmp_path, [PAO | {"Số khẩu": 6}])
    [question] = preview(workspace, plan).likely
    plan.same[question.key] = SAME
    assert counts(accept(workspace, plan)) == (0, 1, 0, 0)
    [home] = stored(workspace)
    assert (Household.birth.format(home.birth), home.members) == ("12/03/1983", 6)
    again = take(workspace, tmp_path, PAO | {"Số khẩu": 6})
    assert (counts(again), again.likely) == ((0, 0, 1, 0), [])


def test_that_lists_with_and_without_the_day_take_turns_and_change_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    year, day = PAO | {"Số CCCD": NUMBER}, PAO | {"Số CCCD": NUMBER, "Ngày sinh": "12/03/1983"}
    assert [counts(take(workspace, tmp_path, row)) for row in (year, day, year, day)] == [
        (1, 0, 0, 0),
        (0, 1, 0, 0),
        (0, 0, 1, 0),
        (0, 0, 1, 0),
    ]


@pytest.mark.parametrize("answer", [OTHER, LATER])
def test_that_an_answer_holds_that_is_given_after_another_was_tried(
    workspace: Workspace, tmp_path: Path, answer: str
) -> None:
    take(workspace, tmp_path, PAO | {"Ngày sinh": "12/03/1983"})
    plan = planned(workspace, tmp_path, [PAO])
    [question] = preview(workspace, plan).likely
    plan.same[question.key] = SAME
    assert counts(preview(workspace, plan)) == (0, 0, 1, 0)
    plan.same[question.key] = answer
    assert counts(accept(workspace, plan)) == (1, 0, 0, 0)
    assert len(stored(workspace)) == 2


def test_that_a_number_of_two_records_is_asked_about_beside_each(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, PAO | {"Mã hộ": "N-015", "Ngày sinh": "12/03/1983"})
    [home] = stored(workspace)
    workspace.save(home.changed(id=None, birth=PartialDate(1984)))
    plan = planned(workspace, tmp_path, [PAO | {"Mã hộ": "N-015"}])
    seen = preview(workspace, plan)
    assert counts(seen) == (1, 0, 0, 0)
    assert {question.stored.id for question in seen.likely} == {each.id for each in stored(workspace)}
    assert {question.why for question in seen.likely} == {"Cùng “Mã hộ” với 2 hồ sơ đang lưu."}


def test_that_a_template_nobody_has_filled_brings_nothing(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path, PAO)
    write_template(workspace, Household, tmp_path / "mẫu.xlsx")
    result = accept(workspace, recognise_files(workspace, [tmp_path / "mẫu.xlsx"]))
    assert [table.read for table in result.tables] == [0]
    assert result.problems == []


def test_that_a_row_that_was_returned_is_asked_about_when_it_comes_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, PAO)
    row = PAO | {"Họ và tên chủ hộ": "Sùng Páo", "Số khẩu": "khoảng bốn"}
    first = take(workspace, tmp_path, row)
    assert (counts(first), first.likely) == ((0, 0, 0, 1), [])
    plan = planned(workspace, tmp_path, [row | {"Số khẩu": 4}])
    [question] = preview(workspace, plan).likely
    plan.same[question.key] = SAME
    assert counts(accept(workspace, plan)) == (0, 1, 0, 0)
    assert counts(take(workspace, tmp_path, row | {"Số khẩu": 4})) == (0, 0, 1, 0)
    assert len(stored(workspace)) == 1


def test_that_a_command_asks_and_is_answered_by_a_file(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path, PAO)
    plan = planned(workspace, tmp_path, [PAO | {"Họ và tên chủ hộ": "Sùng Páo"}])
    result = preview(workspace, plan)
    [told] = import_answer(result, True, lambda kind: workspace.hiding(kind, None))["likely"]
    assert (told["in_file"]["head_name"], told["stored"]["head_name"]) == ("Sùng Páo", "Sùng A Páo")
    answers = tmp_path / "xử lý.json"
    answers.write_text(json.dumps({"same": [told]}), "utf-8")
    assert read_sameness(answers) == {}
    answers.write_text(json.dumps({"same": [told | {"is": SAME}]}), "utf-8")
    plan.same |= read_sameness(answers)
    assert read_answers(workspace, answers) == {}
    assert counts(accept(workspace, plan)) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    "text",
    ["[]", '{"same": {}}', '{"same": 3}', '{"same": [1]}', '{"same": [{"row": 1, "is": "maybe"}]}',
     '{"same": [{"row": "1", "is": "same"}]}', '{"same": [{"row": 1, "is": "same", "file": 3}]}'],
)  # fmt: skip
def test_that_a_file_that_answers_in_another_way_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, "utf-8")
    with pytest.raises(Refusal):
        read_sameness(tmp_path / "a.json")


def numbered(workspace: Workspace, folder: Path, number: str) -> Household:
    """A stored household that has a number in the register of the poor."""
    take(workspace, folder, PAO)
    [home] = stored(workspace)
    with workspace.writing("Mã") as writing:
        writing.save(HouseholdNumber(scheme="poverty", number=number, household=home.id))
    return home


def test_that_a_row_is_the_record_with_its_number_in_another_register(
    workspace: Workspace, tmp_path: Path
) -> None:
    home = numbered(workspace, tmp_path, "N-015")
    result = take(workspace, tmp_path, PAO | {"Mã hộ": "N-015", "Bản": "Bản Huổi Lóng"})
    assert (counts(result), result.likely) == ((0, 1, 0, 0), [])
    assert [one.id for one in stored(workspace)] == [home.id]


def test_that_a_number_of_a_register_alone_asks_only_where_something_else_agrees(
    workspace: Workspace, tmp_path: Path
) -> None:
    home = numbered(workspace, tmp_path, "15")
    asked = preview(
        workspace, planned(workspace, tmp_path, [PAO | {"Mã hộ": "15", "Họ và tên chủ hộ": "Vàng Thị Dơ"}])
    )
    assert [each.stored.id for each in asked.likely] == [home.id]
    away = PAO | {"Mã hộ": "15", "Họ và tên chủ hộ": "Vàng Thị Dơ", "Xã": "Xa Dung", "Bản": "Bản Chóng"}
    assert preview(workspace, planned(workspace, tmp_path, [away])).likely == []


def test_that_a_number_of_a_register_left_for_later_waits_among_the_doubles(
    workspace: Workspace, tmp_path: Path
) -> None:
    home = numbered(workspace, tmp_path, "15")
    take(workspace, tmp_path, PAO | {"Mã hộ": "15", "Họ và tên chủ hộ": "Vàng Thị Dơ"})
    [pair] = find_pairs(workspace)
    assert (pair.one.id, pair.two.values()["head_name"]) == (home.id, "Vàng Thị Dơ")
    away = {"Họ và tên chủ hộ": "Vàng Thị Chứ", "Xã": "Xa Dung", "Bản": "Bản Chóng"}
    take(workspace, tmp_path, PAO | {"Mã hộ": "15"} | away)
    assert len(find_pairs(workspace)) == 1


def test_that_a_record_found_by_its_number_may_be_said_to_be_another(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, PAO | {"Mã hộ": "N-015"})
    [home] = stored(workspace)
    row = PAO | {"Mã hộ": "N-015", "Bản": "Bản Huổi Lóng"}
    plan = planned(workspace, tmp_path, [row])
    [table] = plan.tables
    plan.same[table.file, table.sheet, table.apart, "Household", 2, home.id or ""] = OTHER
    assert counts(accept(workspace, plan)) == (1, 0, 0, 0)
    assert counts(take(workspace, tmp_path, row)) == (0, 0, 1, 0)


def test_that_a_remembered_answer_can_be_taken_back_for_good(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path, PAO | {"Ngày sinh": "12/03/1983"})
    plan = planned(workspace, tmp_path, [PAO])
    [question] = preview(workspace, plan).likely
    plan.same[question.key] = SAME
    accept(workspace, plan)
    again = planned(workspace, tmp_path, [PAO])
    [row] = preview(workspace, again).tables[0].rows
    assert (row.state, row.why) == ("unchanged", "Đã trả lời: cùng một hồ sơ.")
    again.same[question.key] = OTHER
    assert counts(accept(workspace, again)) == (1, 0, 0, 0)
    assert counts(take(workspace, tmp_path, PAO | {"Số khẩu": 6})) == (0, 1, 0, 0)
    assert sorted(home.members or 0 for home in stored(workspace)) == [5, 6]
    with workspace.store.reading() as reader:
        [apart] = reader.rows(NotTheSame)
    assert (apart.of, apart.kind) == ("Household", "Hộ gia đình")
