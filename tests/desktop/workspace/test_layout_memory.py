"""How the columns of a list were read is remembered by its headings, said, and can be forgotten again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.declare.dates import PartialDate, show_date
from desktop.declare.problems import Refusal
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.said_layouts import path_key
from desktop.shared import EarlierSupport, Household, Person, RememberedLayout
from desktop.workspace import Workspace
from desktop.workspace.importing import ImportPlan, accept, preview, recognise_files, write_corrections

HEAD = ["TT", "Họ và tên chủ hộ", "Năm sinh", "Dân tộc", "Cụm", "Số khẩu", "Phân loại hộ", "Ngày lập"]
ROWS = [
    [1, "Lò Văn Một", "03/04/1961", "Thái", "Bản Na Son", 4, "Hộ nghèo", "03/04/2024"],
    [2, "Lò Văn Hai", "5/6/1962", "Thái", "Bản Na Son", 4, "Hộ nghèo", "05/14/2024"],
]


def write(
    path: Path, rows: Sequence[Sequence[Any]] = ROWS, head: Sequence[str] = HEAD, title: str = "DANH SÁCH HỘ"
) -> Path:
    book = openpyxl.Workbook()
    for row in ([title], [], head, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


def column(table: FoundTable, heading: str) -> FoundColumn:
    return next(each for each in table.columns if each.heading == heading)


@pytest.fixture
def plan(workspace: Workspace, tmp_path: Path) -> ImportPlan:
    """A list read as an officer says: other fields, other dates, one commune and one year for all."""
    made = recognise_files(workspace, [write(tmp_path / "hộ.xlsx")], record_type=Household)
    (table,) = made.tables
    made.use(table, column(table, "Cụm"), "village")
    made.use(table, column(table, "Ngày lập"), "decision_date")
    made.set_dates(table, column(table, "Năm sinh"), "year")
    made.set_dates(table, column(table, "Ngày lập"), "month_first")
    made.give(table, "commune", "Xã Na Son", workspace.habit())
    made.give(table, "class_year", "2024", workspace.habit())
    return made


def count(workspace: Workspace) -> int:
    with workspace.store.reading() as reader:
        return reader.count(RememberedLayout)


def test_that_columns_are_read_as_was_said(workspace: Workspace, plan: ImportPlan) -> None:
    result = accept(workspace, plan)
    assert (result.tables[0].new, result.tables[0].refused) == (2, 0)
    with workspace.store.reading() as reader:
        homes = list(reader.rows(Household))
    assert [home.birth for home in homes] == [PartialDate(1961), PartialDate(1962)]
    assert [home.decision_date for home in homes] == [date(2024, 3, 4), date(2024, 5, 14)]
    assert {(home.village, home.class_year) for home in homes} == {("Bản Na Son", 2024)}


def test_that_the_next_list_with_these_headings_is_read_so_and_says_so(
    workspace: Workspace, plan: ImportPlan, tmp_path: Path
) -> None:
    accept(workspace, plan)
    rows = [[*row[:5], 5, *row[6:]] for row in ROWS]
    shuffled = [[row[place] for place in (7, 1, 0, 2, 3, 4, 5, 6)] for row in (HEAD, *rows)]
    again = recognise_files(workspace, [write(tmp_path / "sau.xlsx", shuffled[1:], shuffled[0])])
    (table,) = again.tables
    assert column(table, "Ngày lập").field == "decision_date"
    assert table.notes == [f"Đọc cột như lần trước, nhớ từ ngày {show_date(date.today())}."]
    assert table.remarks() == table.notes
    assert any("Xã Na Son" in doubt and "2024" in doubt for doubt in table.doubts)
    result = accept(workspace, again)
    assert (result.tables[0].changed, result.tables[0].refused) == (2, 0)
    assert count(workspace) == 1


@pytest.mark.parametrize("filled", [(True, False), (False, True)])
def test_that_a_column_without_heading_filled_in_one_month_alone_lets_the_reading_stand(
    workspace: Workspace, tmp_path: Path, filled: tuple[bool, bool]
) -> None:
    read = []
    rows = [*ROWS, [3, "Lò Văn Ba", "7/8/1963", "Thái", "Bản Na Son", 2, "Hộ nghèo", "06/15/2024"]]
    for month, is_filled in enumerate(filled):
        own = [[*row, f"ghi {row[0]}" if is_filled else None] for row in rows]
        made = recognise_files(workspace, [write(tmp_path / f"{month}.xlsx", own)], record_type=Household)
        (table,) = made.tables
        read.append((column(table, "Cụm").field, len(table.columns)))
        if not month:
            made.use(table, column(table, "Cụm"), "village")
            made.give(table, "commune", "Xã Na Son", workspace.habit())
            made.give(table, "class_year", "2024", workspace.habit())
            accept(workspace, made)
    assert [len(HEAD) + is_filled for is_filled in filled] == [count for _field, count in read]
    assert read[1][0] == "village" and count(workspace) == 1


def test_that_the_letters_of_a_column_are_no_heading() -> None:
    assert path_key("[E]") == "[E]" != path_key("E")
    assert path_key("[1] Họ tên | Năm") == path_key("1 họ tên|năm")


def test_that_what_nobody_said_is_not_remembered(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "hộ.xlsx", title="DANH SÁCH HỘ NGHÈO XÃ NA SON NĂM 2024")
    accept(workspace, recognise_files(workspace, [path], record_type=Household))
    assert count(workspace) == 0


def test_that_a_preview_remembers_nothing_and_undo_forgets(workspace: Workspace, plan: ImportPlan) -> None:
    preview(workspace, plan)
    assert count(workspace) == 0
    result = accept(workspace, plan)
    assert (count(workspace), result.change_set) == (1, 2)
    workspace.undo(2)
    assert count(workspace) == 0


def test_that_the_place_in_the_title_of_the_next_list_counts_more(
    workspace: Workspace, plan: ImportPlan, tmp_path: Path
) -> None:
    accept(workspace, plan)
    path = write(tmp_path / "khác.xlsx", title="DANH SÁCH HỘ NGHÈO PHƯỜNG MƯỜNG THANH")
    (table,) = recognise_files(workspace, [path]).tables
    assert "commune" not in table.given
    assert table.given == {"class_year": 2024}


def test_that_a_column_taken_from_a_field_stays_unused(
    workspace: Workspace, plan: ImportPlan, tmp_path: Path
) -> None:
    plan.use(plan.tables[0], column(plan.tables[0], "Phân loại hộ"), "")
    plan.give(plan.tables[0], "poverty_class", "Hộ cận nghèo", workspace.habit())
    accept(workspace, plan)
    (table,) = recognise_files(workspace, [write(tmp_path / "sau.xlsx")]).tables
    assert column(table, "Phân loại hộ").field == ""
    assert table.given["poverty_class"] == "near_poor"


def test_that_a_column_of_places_left_unused_is_not_guessed_at_the_next_time(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = [[*row[:4], "Na Son", *row[5:]] for row in (*ROWS, ROWS[0])]
    path = write(tmp_path / "hộ.xlsx", rows)
    plan = recognise_files(workspace, [path], record_type=Household)
    cluster = column(plan.tables[0], "Cụm")
    assert cluster.field == "commune"
    plan.use(plan.tables[0], cluster, "")
    plan.drafts = True
    accept(workspace, plan)
    (table,) = recognise_files(workspace, [path]).tables
    assert table.read_by and column(table, "Cụm").field == ""


def test_that_rows_that_come_back_corrected_are_read_as_their_list_was(
    workspace: Workspace, plan: ImportPlan, tmp_path: Path
) -> None:
    broken = [ROWS[0], [*ROWS[1][:5], "bốn khẩu", *ROWS[1][6:]]]
    write(tmp_path / "hộ.xlsx", broken)
    again = recognise_files(workspace, [tmp_path / "hộ.xlsx"], record_type=Household)
    old, new = plan.tables[0], again.tables[0]
    new.columns, new.given, new.said = old.columns, old.given, True
    result = accept(workspace, again)
    assert result.refused == 1
    back = tmp_path / "sửa.xlsx"
    write_corrections(result, back)
    book = openpyxl.load_workbook(back)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == "bốn khẩu":
                cell.value = 4
    book.save(back)
    corrected = recognise_files(workspace, [back])
    assert column(corrected.tables[0], "Cụm").field == "village"
    assert accept(workspace, corrected).tables[0].new == 1


def test_that_a_list_taken_for_another_is_known_the_next_time(workspace: Workspace, tmp_path: Path) -> None:
    head = ["Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số CCCD", "Bản", "Xã"]
    rows = [["Lò Thị Một", "03/04/1961", "Nữ", "Thái", "011161000017", "Bản Na Son", "Xã Na Son"]]
    path = write(tmp_path / "người.xlsx", rows, head, "DANH SÁCH")
    plan = recognise_files(workspace, [path])
    first = plan.tables[0].record_type
    other = Household if first is Person else Person
    plan.set_type(plan.tables[0], other)
    plan.drafts = True
    accept(workspace, plan)
    again = recognise_files(workspace, [path])
    assert (first, again.tables[0].record_type) != (other, first)
    assert again.tables[0].notes


def test_that_what_was_said_of_rows_holds_when_a_list_is_taken_for_another(
    workspace: Workspace, tmp_path: Path
) -> None:
    head = ["Họ và tên chủ hộ", "Ngày sinh", "Giới tính", "Dân tộc", "Số CCCD", "Bản"]
    rows = [["Lò Thị Một", "03/04/1961", "Nữ", "Thái", "011161000017", "Bản Na Son"]]
    path = write(tmp_path / "người.xlsx", rows, head, "UBND XÃ NA SON")
    plan = recognise_files(workspace, [path])
    table = plan.tables[0]
    assert table.record_type is Person and "commune" in table.constants
    other = plan.set_type(table, Household)
    assert other.constants["commune"] == table.constants["commune"], "told by the title for any list"
    plan.give(other, "commune", "Xã Keo Lôm", workspace.habit())
    said = dict(other.given)
    plan.leave_out(other)
    assert plan.set_type(plan.set_type(other, Person), Household).given == said != {}


def test_that_a_unit_that_was_said_holds_as_long_as_the_column_is_of_money(
    workspace: Workspace, tmp_path: Path
) -> None:
    head = ["Họ và tên chủ hộ", "Bản", "Xã", "Nội dung", "Năm", "NSTW"]
    rows = [["Lò Thị Một", "Bản Na Son", "Xã Na Son", "Nhà ở", 2019, 40]]
    path = write(tmp_path / "cũ.xlsx", rows, head, "DANH SÁCH")
    plan = recognise_files(workspace, [path], record_type=EarlierSupport)
    table = plan.tables[0]
    money = column(table, "NSTW")
    assert money.field == "central"
    plan.set_unit(table, money, 1)
    again = plan.set_type(table, EarlierSupport)
    said = (money.column, True)
    assert said in again.settled
    plan.use(again, column(again, "NSTW"), "note")
    assert said not in again.settled


def test_that_a_value_no_field_can_read_is_refused(workspace: Workspace, plan: ImportPlan) -> None:
    (table,) = plan.tables
    for field, typed in (
        ("class_year", "năm ngoái"),
        ("commune", "Xã Không Có"),
        ("minority", "x"),
        ("x", 1),
    ):
        with pytest.raises(Refusal):
            plan.give(table, field, typed, workspace.habit())
    plan.give(table, "class_year", None, workspace.habit())
    assert "class_year" not in table.given


def beside(path: Path, head: Sequence[str], other: Sequence[str]) -> Path:
    """Two lists on one sheet with an empty column between them; the second tells of other people."""
    rows = [[*row[:7], None, row[0], f"{row[1]} B", *row[2:7]] for row in ROWS]
    return write(path, rows, [*head[:7], None, *other[:7]])


def test_that_lists_beside_each_other_are_remembered_each_by_its_own_headings(
    workspace: Workspace, tmp_path: Path
) -> None:
    other = ["Nơi" if heading == "Cụm" else heading for heading in HEAD]
    path = beside(tmp_path / "hai.xlsx", HEAD, other)
    made = recognise_files(workspace, [path], record_type=Household)
    for table, heading in zip(made.tables, ("Cụm", "Nơi"), strict=True):
        made.use(table, column(table, heading), "village")
        made.give(table, "commune", "Xã Na Son", workspace.habit())
    assert [each.new for each in accept(workspace, made).tables] == [2, 2]
    assert count(workspace) == 2
    alone = write(tmp_path / "một.xlsx", [row[:7] for row in ROWS], other[:7])
    again = recognise_files(workspace, [path, alone]).tables
    found = [column(table, heading) for table, heading in zip(again, ("Cụm", "Nơi", "Nơi"), strict=True)]
    assert [(each.column, each.field) for each in found] == [(5, "village"), (13, "village"), (5, "village")]
    assert all("Đọc cột như lần trước" in table.notes[0] for table in again)


def test_that_lists_beside_each_other_under_the_same_headings_are_remembered_once(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = beside(tmp_path / "hai.xlsx", HEAD, HEAD)
    made = recognise_files(workspace, [path], record_type=Household)
    for table, year in zip(made.tables, ("2024", "2025"), strict=True):
        made.use(table, column(table, "Cụm"), "village")
        made.give(table, "class_year", year, workspace.habit())
        made.give(table, "commune", "Xã Na Son", workspace.habit())
    accept(workspace, made)
    assert count(workspace) == 1
    again = recognise_files(workspace, [path]).tables
    assert [column(table, "Cụm").field for table in again] == ["village", "village"]
    assert [list(table.given) for table in again] == [["commune"], ["commune"]]
