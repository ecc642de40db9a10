"""Values nobody understood are gathered once each, proposed, settled for all cells, and remembered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.declare.problems import Grade, Refusal
from desktop.declare.reading import Condition
from desktop.shared import Household, Office
from desktop.shared.places import Place
from desktop.shared.settled import SettledValue
from desktop.workspace import Workspace
from desktop.workspace.import_settle import Question, read_answer, read_answers, search_meaning
from desktop.workspace.importing import ImportPlan, ImportResult, accept, preview, recognise_files

HEAD = ["TT", "Họ và tên chủ hộ", "Năm sinh", "Dân tộc", "Xã", "Bản", "Số khẩu", "Phân loại hộ"]
ROWS = [
    [1, "Lò Văn Một", 1961, "Thái", "Xã Na Son", "Bản Na Son", 4, "Hộ nghèo"],
    [2, "Lò Văn Hai", 1962, "Tháii", "Xã Na Son", "Bản Na Son", 4, "Hộ cận ngheoo"],
    [3, "Lò Văn Ba", 1963, "Tháii", "Xã Na Son", "Bản Na Son", "khoảng bốn", "hộ cận NGHEOO"],
    [4, "Lò Văn Bốn", 1964, "Thái", "Xã Naa Son", "Bản Na Son", 4, "Hộ nghèo"],
    [5, "Lò Văn Năm", 1965, "Thái", "Xã Sam Mứnn", "Bản Na Son", 4, "Hộ nghèo"],
]


def write(path: Path, rows: Sequence[Sequence[Any]] = ROWS) -> Path:
    book = openpyxl.Workbook()
    for row in (["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO"], [], HEAD, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def plan(workspace: Workspace, tmp_path: Path) -> ImportPlan:
    return recognise_files(workspace, [write(tmp_path / "hộ.xlsx")], record_type=Household)


def by_writing(result: ImportResult) -> dict[str, Question]:
    return {question.written: question for question in result.questions}


def counts(result: ImportResult) -> tuple[int, int]:
    return result.tables[0].new, result.tables[0].refused


def test_that_what_was_not_understood_is_gathered_once_with_its_cells(
    workspace: Workspace, plan: ImportPlan
) -> None:
    result = preview(workspace, plan)
    found = by_writing(result)
    assert counts(result) == (1, 4)
    assert list(found) == ["Tháii", "Hộ cận ngheoo", "khoảng bốn", "Xã Naa Son", "Xã Sam Mứnn"]
    poor = found["Hộ cận ngheoo"]
    assert (poor.field, poor.count, poor.cells) == ("poverty_class", 2, ("Sheet!H5", "Sheet!H6"))
    assert poor.proposal is not None
    assert poor.proposal.value == "near_poor"


def test_that_a_commune_is_offered_with_what_it_is_today(workspace: Workspace, plan: ImportPlan) -> None:
    found = by_writing(preview(workspace, plan))
    assert found["Xã Naa Son"].proposal is not None
    assert "Na Son" in found["Xã Naa Son"].proposal.label
    two = found["Xã Sam Mứnn"]
    assert two.proposal is None
    assert {"→ Xã Thanh An" in offer.label for offer in two.offers[:2]} == {True, False}


def test_that_a_commune_of_earlier_days_is_found_by_typing_those_of_the_office_first(
    workspace: Workspace, plan: ImportPlan
) -> None:
    question = by_writing(preview(workspace, plan))["Xã Naa Son"]
    with workspace.store.reading() as reader:
        province = next(
            id
            for id, name in reader.columns(Place, ["id", "name"], [Condition("code", "is", "11")])
            if name == "Tỉnh Điện Biên"
        )
    workspace.save(Office(level="province", province=province, name="Sở Dân tộc và Tôn giáo"))
    (id, label), *_others = search_meaning(workspace, question, "phu luong", 50)
    assert label == "Xã Phu Luông, Huyện Điện Biên (đến 30/06/2025) → Xã Mường Nhà"
    assert read_answer(workspace, question.record_type, question.field, id) == id


def test_that_the_district_beside_says_which_of_two_communes_is_offered_first(
    workspace: Workspace, tmp_path: Path
) -> None:
    for district in ("Huyện Mai Sơn", "Thị xã Mộc Châu"):
        head = [*HEAD[:4], "Xã", "Huyện", *HEAD[5:]]
        row = [*ROWS[0][:4], "Xã Chiềng Chungg", district, *ROWS[0][5:]]
        book = openpyxl.Workbook()
        for cells in (["DANH SÁCH HỘ NGHÈO"], [], head, row):
            book.worksheets[0].append(cells)
        book.save(tmp_path / "hộ.xlsx")
        plan = recognise_files(workspace, [tmp_path / "hộ.xlsx"], record_type=Household)
        [question] = preview(workspace, plan).questions
        assert district in question.offers[0].label
        assert "→" in question.offers[0].label


def test_that_an_answer_holds_for_every_cell_and_for_the_next_list(
    workspace: Workspace, plan: ImportPlan, tmp_path: Path
) -> None:
    for question in by_writing(preview(workspace, plan)).values():
        plan.answers[question.key] = question.offers[0].value if question.offers else "4"
    result = accept(workspace, plan)
    assert counts(result) == (5, 0)
    assert result.questions == []
    with workspace.store.reading() as reader:
        homes = list(reader.rows(Household))
        assert sorted(home.poverty_class for home in homes).count("near_poor") == 2
        assert {home.ethnicity for home in homes} == {"thai"}
        assert reader.count(SettledValue) == 5
    again = recognise_files(workspace, [write(tmp_path / "sau.xlsx")], record_type=Household)
    assert any("5" in doubt for doubt in again.tables[0].doubts)
    assert preview(workspace, again).tables[0].unchanged == 5


def test_that_a_list_of_other_headings_is_asked_anew(
    workspace: Workspace, plan: ImportPlan, tmp_path: Path
) -> None:
    for question in preview(workspace, plan).questions:
        plan.answers[question.key] = question.offers[0].value if question.offers else "4"
    accept(workspace, plan)
    book = openpyxl.load_workbook(write(tmp_path / "khác.xlsx"))
    book.active.cell(3, 9, "Ghi chú")
    book.save(tmp_path / "khác.xlsx")
    other = recognise_files(workspace, [tmp_path / "khác.xlsx"], record_type=Household)
    assert other.answers == {}


def test_that_undoing_the_import_forgets_what_was_settled(workspace: Workspace, plan: ImportPlan) -> None:
    question = by_writing(preview(workspace, plan))["Tháii"]
    plan.answers[question.key] = "thai"
    result = accept(workspace, plan)
    assert result.change_set is not None
    workspace.undo(result.change_set)
    with workspace.store.reading() as reader:
        assert reader.count(SettledValue) == 0


def test_that_answers_are_read_from_a_file(workspace: Workspace, plan: ImportPlan, tmp_path: Path) -> None:
    file = tmp_path / "xử lý.json"
    offered = by_writing(preview(workspace, plan))["Xã Naa Son"].offers[0]
    told = {
        "Household": {
            "poverty_class": {"HỘ CẬN NGHEOO": "Hộ cận nghèo"},
            "ethnicity": {"Tháii": "thai"},
            "commune": {"Xã Naa Son": offered.value, "Xã Sam Mứnn": None},
            "members": {"khoảng bốn": "4"},
        }
    }
    file.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    plan.answers |= read_answers(workspace, file)
    assert counts(preview(workspace, plan)) == (4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", '{"Household": []}', '{"Household": {"members": {"x": 4}}}',
        '{"Nobody": {"x": {"a": "b"}}}',
        '{"Household": {"nothing": {"a": "b"}}}', '{"Household": {"members": {"x": "nhiều"}}}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_that_a_file_of_answers_that_cannot_be_right_is_refused(
    workspace: Workspace, tmp_path: Path, text: str
) -> None:
    (tmp_path / "a.json").write_text(text, "utf-8")
    with pytest.raises(Refusal):
        read_answers(workspace, tmp_path / "a.json")


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(min_size=1, max_size=12), min_size=5, max_size=5))
def test_that_any_words_are_asked_or_understood_and_none_is_lost(
    workspace: Workspace, plan: ImportPlan, words: list[str]
) -> None:
    table = plan.tables[0]
    rows = list(table.cells.rows)
    for row, word in zip(table.data_rows, words, strict=True):
        rows[row - 1] = (*rows[row - 1][:7], word)
    table.cells.rows = rows
    result = preview(workspace, plan)
    assert result.tables[0].read == 5
    asked = [question for question in result.questions if question.field == "poverty_class"]
    told = [
        each
        for each in result.problems
        if each.field == "poverty_class" and "không có trong danh mục" in each.message
    ]
    assert {cell for question in asked for cell in question.cells} == {str(each.spot) for each in told}
    assert sum(question.count for question in asked) == len(told)


def test_that_zeros_put_back_are_confirmed_once_for_a_column_or_taken_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "hộ.xlsx"
    book = openpyxl.Workbook()
    for row in (["DANH SÁCH HỘ NGHÈO"], [*HEAD, "Số CCCD"], [*ROWS[0], 11061000016]):
        book.worksheets[0].append(row)
    book.save(path)
    plan = recognise_files(workspace, [path], record_type=Household)
    [asked] = preview(workspace, plan).questions
    assert (asked.field, asked.count, asked.cells) == ("identity_number", 1, ("Sheet!I3",))
    assert [offer.label for offer in asked.offers] == ["11061000016 → 011061000016"]
    plan.answers[asked.key] = ""
    accepted = accept(workspace, plan)
    with workspace.store.reading() as reader:
        assert [home.identity_number for home in reader.rows(Household)] == [None]
        assert not list(reader.rows(SettledValue)), "it would empty the cells of the next file"
    told = [(each.grade, str(each.spot)) for each in accepted.problems if "để trống" in each.message]
    assert told == [(Grade.WARN, "Sheet!I3")]
    assert accepted.change_set is not None
    workspace.undo(accepted.change_set)
    assert asked.proposal is not None
    plan.answers[asked.key] = asked.proposal.value
    accepted = accept(workspace, plan)
    assert accepted.questions == []
    assert not any("số 0" in problem.message for problem in accepted.problems)
    with workspace.store.reading() as reader:
        assert [home.identity_number for home in reader.rows(Household)] == ["011061000016"]
