"""Good rows are saved as one change set, bad ones named by their cell, and the counts always add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal as Dec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from desktop.declare.dates import PartialDate
from desktop.declare.fields import MASK, Habit
from desktop.declare.problems import Grade, Problem
from desktop.excel.cells import Run, Value
from desktop.workspace import Workspace
from desktop.workspace.import_plan import ImportStopped
from desktop.workspace.importing import ImportResult, accept, preview
from tests.desktop.excel.lists import HEAD, VILLAGES, Village, Well, listed, plan_of, register, sheet

GOOD = (1, "Tòng Văn Khụt", "Bản Na Son", "011089000001", 4, 40_000_000, "01/QĐ")
OTHER = (2, "Lò Thị Hoa", "Bản Tìa Ghênh", "011189000002", 5, 38_000_000, "02/QĐ")


@pytest.fixture
def wells(tmp_path: Path) -> Iterator[Workspace]:
    workspace = register(tmp_path)
    yield workspace
    workspace.close()


def stored(workspace: Workspace) -> list[Well]:
    with workspace.store.reading() as reader:
        return list(reader.rows(Well))


def take(workspace: Workspace, *rows: Sequence[Value], **facts: Any) -> ImportResult:
    return accept(workspace, plan_of(workspace, listed(*rows, **facts)))


def counts(result: ImportResult) -> tuple[int, int, int, int, int]:
    (table,) = [table for table in result.tables if table.record_type]
    return table.read, table.new, table.changed, table.unchanged, table.refused


def at(result: ImportResult, cell: str) -> list[Problem]:
    return [problem for problem in result.problems if problem.spot and problem.spot.cell == cell]


def test_that_rows_become_records_of_one_change_set(wells: Workspace) -> None:
    result = take(wells, GOOD, OTHER)
    assert counts(result) == (2, 2, 0, 0, 0)
    assert result.problems == []
    first = stored(wells)[0]
    assert (first.owner, first.members, first.central) == ("Tòng Văn Khụt", 4, 40_000_000)
    (change_set, _villages) = wells.store.change_sets()[:2]
    assert (change_set.number, change_set.new) == (result.change_set, 2)


def test_that_importing_again_finds_nothing_new(wells: Workspace) -> None:
    take(wells, GOOD, OTHER)
    again = take(wells, GOOD, OTHER)
    assert counts(again) == (2, 0, 0, 2, 0)
    assert again.change_set is None


def test_that_undo_leaves_what_was_before(wells: Workspace) -> None:
    take(wells, GOOD)
    before = [record.values() for record in stored(wells)]
    result = take(wells, (1, "Tòng Văn Khụt", "Bản Na Son", "011089000001", 6, 40_000_000, "01/QĐ"), OTHER)
    assert counts(result) == (2, 1, 1, 0, 0)
    assert result.change_set is not None
    wells.undo(result.change_set)
    assert [record.values() for record in stored(wells)] == before


def test_that_a_changed_row_says_what_was_and_what_becomes(wells: Workspace) -> None:
    take(wells, GOOD)
    result = take(wells, (1, "Tòng Văn Khụt", "Bản Na Son", None, 6, 40_000_000, "01/QĐ"))
    assert result.tables[0].rows[0].changes == {"members": (4, 6)}
    assert stored(wells)[0].number == "011089000001", "an empty cell of a foreign list erases nothing"


def test_that_a_preview_is_the_real_save_and_leaves_nothing(wells: Workspace) -> None:
    plan = plan_of(wells, listed(GOOD, OTHER, (3, "Lò B", "Bản Lạ", None, 4, 1, "3")))
    shown = preview(wells, plan)
    assert stored(wells) == []
    assert shown.change_set is None
    kept = accept(wells, plan)
    assert counts(shown) == counts(kept) == (3, 2, 0, 0, 1)
    assert [str(problem.spot) for problem in shown.problems] == [str(p.spot) for p in kept.problems]


def test_that_what_cannot_be_read_is_named_by_its_cell_and_the_rest_is_saved(wells: Workspace) -> None:
    result = take(wells, GOOD, (2, "Lò B", "Bản Lạ", "12", "4+1", 50_000_000, "3"))
    assert counts(result) == (2, 1, 0, 0, 1)
    assert [problem.message for problem in at(result, "E4")] == ["“4+1”: không hiểu “+1” sau con số."]
    assert "Không tìm thấy “Bản Lạ”" in at(result, "C4")[0].message
    assert at(result, "D4")[0].rule == "G05"
    assert at(result, "F4")[0].rule == "W-01"
    assert all(problem.spot and problem.spot.sheet == "Trang 1" for problem in result.problems)


def test_that_what_was_hidden_overwrites_nothing(wells: Workspace) -> None:
    take(wells, GOOD, OTHER)
    before = [record.values() for record in stored(wells)]
    result = take(wells, *((number, MASK, *rest) for number, _owner, *rest in (GOOD, OTHER)))
    assert counts(result) == (2, 0, 0, 0, 2)
    assert "đã được che" in at(result, "B3")[0].message and at(result, "B4")
    assert [record.values() for record in stored(wells)] == before


def test_that_a_warning_does_not_refuse(wells: Workspace) -> None:
    head = (*HEAD, "Độ sâu (m)")
    result = accept(wells, plan_of(wells, sheet([("GIẾNG",), head, (*GOOD, 95)])))
    assert counts(result) == (1, 1, 0, 0, 0)
    assert [(problem.rule, problem.grade) for problem in at(result, "H3")] == [("W-02", Grade.WARN)]


def test_that_all_or_nothing_saves_nothing_for_one_refused_row(wells: Workspace) -> None:
    plan = plan_of(wells, listed(GOOD, (2, None, "Bản Na Son", None, 4, 1, "2")))
    result = accept(wells, plan, all_or_nothing=True)
    assert counts(result) == (2, 0, 0, 0, 2)
    assert result.change_set is None
    assert stored(wells) == []


def test_that_the_same_row_twice_is_refused_the_second_time(wells: Workspace) -> None:
    result = take(wells, GOOD, OTHER, (3, "TÒNG VĂN KHỤT ", *GOOD[2:]))
    assert counts(result) == (3, 2, 0, 0, 1)
    (problem,) = [problem for problem in at(result, "B5") if problem.grade is Grade.BLOCK]
    assert problem.rule == "G12"
    assert "dòng 3" in problem.message


def test_that_one_record_written_in_two_ways_is_reported_at_both_rows(wells: Workspace) -> None:
    result = take(wells, GOOD, (2, *GOOD[1:4], 7, *GOOD[5:]))
    assert counts(result) == (2, 1, 0, 0, 1)
    assert "Số khẩu" in at(result, "B4")[0].message
    assert at(result, "B3")[0].grade is Grade.NOTE


def test_that_rules_over_many_refuse_both_even_when_one_is_wrong_otherwise(wells: Workspace) -> None:
    twin = (2, "Lò Thị Hoa", "Bản Tìa Ghênh", "011089000001", 5, 50_000_000, "02/QĐ")
    result = take(wells, GOOD, twin)
    assert counts(result) == (2, 0, 0, 0, 2)
    assert "Xem dòng 4" in at(result, "D3")[0].message
    assert at(result, "D4")[0].rule == "G05"


def test_that_a_row_against_a_stored_record_refuses_the_row_alone(wells: Workspace) -> None:
    take(wells, GOOD)
    result = take(wells, (1, "Lò Thị Hoa", "Bản Na Son", "011089000001", 5, 1_000_000, "02/QĐ"))
    assert counts(result) == (1, 0, 0, 0, 1)
    assert len(stored(wells)) == 1


def test_that_a_dropped_zero_is_put_back_and_remarked(wells: Workspace) -> None:
    result = take(wells, (1, "Lò A", "Bản Na Son", 11_089_000_001, 4, 1, "1"))
    assert stored(wells)[0].number == "011089000001"
    assert [problem.grade for problem in at(result, "D3")] == [Grade.NOTE]


def test_that_errors_of_excel_are_named_and_hidden_rows_told(wells: Workspace) -> None:
    cells = listed(
        GOOD, (2, "Lò B", "Bản Na Son", None, None, 1, "3"), errors={(4, 5): "#REF!"}, hidden_rows={3}
    )
    result = accept(wells, plan_of(wells, cells))
    assert counts(result) == (2, 1, 0, 0, 1)
    assert "#REF!" in at(result, "E4")[0].message
    hidden = [problem for problem in result.problems if problem.spot and problem.spot.row == 3]
    assert [problem.grade for problem in hidden] == [Grade.NOTE]


def test_that_a_number_in_a_cell_of_dates_is_read_and_doubted(wells: Workspace) -> None:
    result = accept(wells, plan_of(wells, listed((*GOOD[:5], 0, GOOD[6]), undated={(3, 6)})))
    assert counts(result) == (1, 1, 0, 0, 0)
    assert stored(wells)[0].central == 0
    assert [(problem.grade, problem.field) for problem in at(result, "F3")] == [(Grade.WARN, "central")]


def test_that_rows_struck_through_and_formulas_without_value_are_doubted(wells: Workspace) -> None:
    struck = {(3, column) for column in range(1, 8)}
    cells = listed(GOOD, (2, *OTHER[1:4], None, *OTHER[5:]), struck=struck, uncalculated={(4, 5)})
    result = accept(wells, plan_of(wells, cells))
    assert counts(result) == (2, 2, 0, 0, 0)
    assert at(result, "B3")[0].grade is at(result, "E4")[0].grade is Grade.WARN


def depths(*values: Value, total: Value = None) -> list[tuple[Value, ...]]:
    rows = [(f"Lò {letter}", "Bản Na Son", value) for letter, value in zip("ABCDEF", values, strict=False)]
    end = [("Tổng cộng", None, total)] if total is not None else []
    return [("GIẾNG",), ("Chủ hộ", "Bản", "Độ sâu (m)"), *rows, *end]


def test_that_the_column_decides_what_a_point_means(wells: Workspace) -> None:
    result = accept(wells, plan_of(wells, sheet(depths("62,5", "1.234", 40.000000001))))
    assert [well.depth for well in stored(wells)] == [Dec("62.500"), Dec("1234.000"), Dec("40.000")]
    assert counts(result)[4] == 0


def test_that_a_figure_nobody_can_decide_is_reported(wells: Workspace) -> None:
    result = accept(wells, plan_of(wells, sheet(depths("1.234", 5))))
    assert counts(result) == (2, 1, 0, 0, 1)
    assert "1.234" in at(result, "C3")[0].message


def test_that_the_written_total_decides_and_says_so(wells: Workspace) -> None:
    result = accept(wells, plan_of(wells, sheet(depths("12.250", 5, total=17.25))))
    assert [well.depth for well in stored(wells)] == [Dec("12.250"), Dec("5.000")]
    assert at(result, "C3")[0].grade is Grade.NOTE


def test_that_each_total_decides_the_figures_of_its_own_group(wells: Workspace) -> None:
    rows = depths("12.250", 5, "14.140", 6)
    rows[2:2] = [("Bản Na Son", None, 17.25)]
    rows[5:5] = [("Bản Tìa Ghênh", None, "20,14")]
    result = accept(wells, plan_of(wells, sheet([*rows, ("Tổng cộng", None, 37.39)])))
    assert sorted(well.depth for well in stored(wells)) == [Dec(5), Dec(6), Dec("12.25"), Dec("14.14")]
    assert [problem.rule for problem in result.problems if problem.grade is Grade.BLOCK] == []


def test_that_a_total_decides_by_its_size_although_it_is_wrong_itself(wells: Workspace) -> None:
    accept(wells, plan_of(wells, sheet(depths("12.250", 60, total=72))))
    assert sorted(well.depth for well in stored(wells)) == [Dec("12.25"), Dec(60)]
    doubtful = accept(wells, plan_of(wells, sheet(depths("1.250", 900_000, total=900_000))))
    assert doubtful.tables[0].refused == 1


def test_that_totals_are_compared_with_their_rows(wells: Workspace) -> None:
    wrong = accept(wells, plan_of(wells, sheet(depths(10, 5, total=16))))
    assert [(problem.rule, problem.grade) for problem in at(wrong, "C5")] == [("G11", Grade.BLOCK)]
    assert counts(wrong) == (2, 2, 0, 0, 0)
    text = accept(wells, plan_of(wells, sheet(depths(10, "5", total=10))))
    assert [problem.grade for problem in at(text, "C5")] == [Grade.WARN]
    right = accept(wells, plan_of(wells, sheet(depths(10, "5", total="15,0"))))
    assert at(right, "C5") == []


def test_that_a_count_in_a_group_row_is_compared_with_its_rows(wells: Workspace) -> None:
    rows = [
        ("GIẾNG",),
        HEAD,
        ("I", "Bản Na Son (3 hộ)"),
        (1, "Lò A", None, None, 3, 1, "1"),
        (2, "Lò B", None, None, 3, 1, "2"),
    ]
    result = accept(wells, plan_of(wells, sheet(rows)))
    assert counts(result) == (2, 2, 0, 0, 0)
    assert [(problem.rule, problem.spot and problem.spot.row) for problem in result.problems] == [("G11", 3)]


def test_that_merged_cells_and_places_written_once_fill_the_rows_below(wells: Workspace) -> None:
    head = ("Bản", "Chủ hộ", "Số khẩu", "Số quyết định")
    rows = [("GIẾNG",), head, ("Bản Na Son", "Lò A", 3, "1"), (None, "Lò B", 4, "1"), (None, "Lò C", 5, "1")]
    assert counts(accept(wells, plan_of(wells, sheet(rows)))) == (3, 3, 0, 0, 0)
    assert counts(accept(wells, plan_of(wells, sheet(rows, "A3:A5")))) == (3, 0, 0, 3, 0)


def test_that_units_and_formats_are_brought_to_what_the_field_keeps(wells: Workspace) -> None:
    head = ("Chủ hộ", "Bản", "NSTW (triệu đồng)", "Tỷ lệ (%)", "Năm sinh", "Đã hoàn thành")
    rows = [
        ("GIẾNG",),
        head,
        ("Lò A", "bản na son", 39.5, 0.975, 1983, "x"),
        ("Lò B", "Bản Na Son", "38 triệu", 97.5, "1/2026", None),
    ]
    cells = sheet(rows, formats={4: [Run(3, 3, "percent")]})
    assert counts(accept(wells, plan_of(wells, cells))) == (2, 2, 0, 0, 0)
    first, second = stored(wells)
    assert (first.central, second.central) == (39_500_000, 38_000_000)
    assert first.share == second.share == Dec("97.5")
    assert (first.born, second.born) == (PartialDate(1983), PartialDate(2026, 1))
    assert (first.done, second.done) == (True, False)


def test_that_marks_and_split_columns_tell_their_values(wells: Workspace) -> None:
    rows = [
        ("GIẾNG",),
        ("Chủ hộ", "Bản", "Năm sinh", None, "Diện hộ", None),
        (None, None, "Nam", "Nữ", "Nghèo", "Cận nghèo"),
        ("Lò A", "Bản Na Son", 1980, None, "x", None),
        ("Lò B", "Bản Na Son", None, "x", None, "x"),
        ("Lò C", "Bản Na Son", 1980, 1981, "x", "x"),
    ]
    result = accept(wells, plan_of(wells, sheet(rows, "C2:D2", "E2:F2")))
    assert counts(result) == (3, 2, 0, 0, 1)
    first, second = stored(wells)
    assert (first.sex, first.born, first.poverty) == ("male", PartialDate(1980), "poor")
    assert (second.sex, second.born, second.poverty) == ("female", None, "near")
    assert at(result, "D6") and at(result, "F6")


def test_that_an_officer_can_change_the_mapping(wells: Workspace) -> None:
    rows = [("GIẾNG",), ("Người nhận", "Chủ hộ", "Bản", "Tiền"), ("Lò A", "Lò B", "Bản Na Son", 40)]
    plan = plan_of(wells, sheet(rows))
    (table,) = plan.understood() or [plan.set_type(plan.tables[0], Well)]
    plan.use(table, table.columns[0], "owner")
    plan.use(table, table.columns[3], "central")
    plan.set_unit(table, table.columns[3], 1_000_000)
    plan.constants["decided_on"] = date(2026, 1, 5)
    assert counts(accept(wells, plan)) == (1, 1, 0, 0, 0)
    (well,) = stored(wells)
    assert (well.owner, well.central, well.decided_on) == ("Lò A", 40_000_000, date(2026, 1, 5))


def test_that_days_are_exchanged_only_when_an_officer_says_so(wells: Workspace) -> None:
    head = ("Chủ hộ", "Bản", "Ngày quyết định")
    cells = sheet([("GIẾNG",), head, ("Lò A", "Bản Na Son", "1/5/2026")])
    plan = plan_of(wells, cells)
    accept(wells, plan)
    assert stored(wells)[0].decided_on == date(2026, 5, 1)
    column = plan.tables[0].columns[2]
    column.habit = replace(Habit(), month_first=True)
    accept(wells, plan)
    assert stored(wells)[0].decided_on == date(2026, 1, 5)


def test_that_a_stopped_import_leaves_nothing(wells: Workspace) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(ImportStopped):
        accept(wells, plan_of(wells, listed(GOOD, OTHER)), cancelled=cancelled)
    assert stored(wells) == []
    assert len(wells.store.change_sets()) == 1


def test_that_progress_ends_at_its_end(wells: Workspace) -> None:
    seen: list[tuple[int, int]] = []
    accept(wells, plan_of(wells, listed(GOOD, OTHER)), progress=lambda done, of: seen.append((done, of)))
    assert seen[-1] == (8, 8)
    assert seen == sorted(seen)


CELLS = st.one_of(
    st.none(),
    st.integers(-5, 10**13),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1950, 1, 1), date(2030, 1, 1)),
    st.booleans(),
    st.sampled_from(
        [
            *VILLAGES,
            "Lò A",
            "Tổng cộng",
            "x",
            "1.234",
            "40 triệu",
            "Ghi chú: hết",
            "I",
            "Bản Na Son (2 hộ)",
            " ",
            "CHỦ TỊCH",
        ]
    ),
    st.text(max_size=12),
)


@pytest.fixture(scope="module")
def shared_wells(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = register(tmp_path_factory.mktemp("wells"))
    yield workspace
    workspace.close()


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(rows=st.lists(st.tuples(*[CELLS] * 7), max_size=12))
def test_that_the_counts_add_up_whatever_stands_in_the_sheet(
    shared_wells: Workspace, rows: list[tuple[Value, ...]]
) -> None:
    cells = listed(*rows)
    result = preview(shared_wells, plan_of(shared_wells, cells))
    for table in result.tables:
        assert table.read == table.new + table.changed + table.unchanged + table.refused
        known = [*(row.row for row in table.rows), *(skipped.row for skipped in table.skipped)]
        assert len(known) == len(set(known))
    if len(result.tables) == 1 and result.tables[0].record_type:
        assert sorted(known) == list(range(1, len(cells.rows) + 1))


def test_that_villages_are_told_apart_from_wells(wells: Workspace) -> None:
    result = accept(wells, plan_of(wells, sheet([("Tên bản",), ("Bản Mới",)])))
    assert [table.record_type for table in result.tables] == [None]
    with wells.store.reading() as reader:
        assert reader.count(Village) == 3
