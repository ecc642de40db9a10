"""Asks whether cells typed, pasted or filled in are read, judged and written as one change set."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition
from desktop.shared import Obstacle, Place
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace
from desktop.workspace.cell_changes import MOST_ROWS, Typed, plan_cells, write_plan


@pytest.fixture
def house(workspace: Workspace) -> Any:
    return workspace.catalog.record_type("HousingCase")


@pytest.fixture
def cases(workspace: Workspace, house: Any) -> list[Any]:
    made = [
        sound_example(workspace, house, commune=na_son(workspace)).changed(
            head_name=name, identity_number=None
        )
        for name in ("Vàng A Ẳng", "Giàng Thị Mỷ", "Lò Văn Đúa")
    ]
    with workspace.writing("Dữ liệu thử") as writing:
        ids = [saved.id for saved in writing.save_all(made)]
    with workspace.store.reading() as reader:
        return list(reader.rows_by_ids(house, ids))


def test_that_what_differs_is_planned_and_written_as_one_set(
    workspace: Workspace, house: Any, cases: list[Any]
) -> None:
    typed = [Typed(case.id, "decision_date", "5/11/2024") for case in cases]
    plan = plan_cells(workspace, house, typed)
    assert [cell.value for cell in plan.accepted] == [date(2024, 11, 5)] * 3
    before = workspace.store.change_sets(limit=1)[0].number
    assert write_plan(workspace, plan, "dán 3 ô") == before + 1
    again = plan_cells(workspace, house, typed)
    assert (again.cells, again.same) == ([], 3)
    workspace.undo(before + 1)
    with workspace.store.reading() as reader:
        found = reader.get(house, cases[0].id)
    assert found is not None and found.decision_date == cases[0].decision_date


def test_that_what_cannot_be_read_stays_and_says_why(
    workspace: Workspace, house: Any, cases: list[Any]
) -> None:
    typed = [Typed(cases[0].id, "decision_date", "hôm qua"), Typed(cases[1].id, "decision_date", "6/11/2024")]
    plan = plan_cells(workspace, house, typed)
    assert [cell.typed for cell in plan.refused] == ["hôm qua"]
    assert [cell.row.before.id for cell in plan.accepted if cell.row.before] == [cases[1].id]
    assert plan.refused[0].problem is not None and "hôm qua" in plan.refused[0].problem.message


def test_that_a_required_cell_is_not_emptied_and_a_computed_one_not_typed(
    workspace: Workspace, house: Any, cases: list[Any]
) -> None:
    required = next(name for name, field in house.fields.items() if field.required)
    computed = next(name for name, field in house.fields.items() if field.kind == "computed")
    typed = [Typed(cases[0].id, required, ""), Typed(cases[0].id, computed, "5")]
    assert len(plan_cells(workspace, house, typed).refused) == 2


def test_that_what_blocks_is_refused_unless_it_is_a_draft(
    workspace: Workspace, house: Any, cases: list[Any]
) -> None:
    typed = [Typed(cases[0].id, "identity_number", "12345"), Typed(cases[0].id, "village", "Na Phát")]
    plan = plan_cells(workspace, house, typed)
    assert [cell.field.name for cell in plan.refused] == ["identity_number"]
    assert [cell.field.name for cell in plan.accepted] == ["village"]
    assert plan_cells(workspace, house, typed, drafts=True).refused == []


def test_that_a_figure_with_two_readings_follows_its_column_or_is_asked(workspace: Workspace) -> None:
    kind = workspace.catalog.record_type("IndicatorValue")
    name = next(name for name, field in kind.fields.items() if field.kind == "decimal")
    alone = plan_cells(workspace, kind, [Typed("", name, "1.234")])
    assert list(alone.doubtful) == [name]
    told = plan_cells(workspace, kind, [Typed("", name, "1.234")], marks={name: "."})
    assert [cell.value for cell in told.cells] == [Decimal("1.234")]
    column = [Typed("", name, "1.234", row=1), Typed("", name, "62,5", row=2)]
    assert plan_cells(workspace, kind, column).doubtful == {}


def test_that_a_cell_changed_elsewhere_is_left_alone(
    workspace: Workspace, house: Any, cases: list[Any]
) -> None:
    workspace.save(cases[0].changed(head_name="Vàng A Xá"))
    typed = [Typed(cases[0].id, "head_name", "Vàng A Tủa", is_value=True, seen="Vàng A Ẳng")]
    refused = plan_cells(workspace, house, typed, drafts=True).refused
    assert refused[0].problem is not None and "ở nơi khác" in refused[0].problem.message
    plan = plan_cells(workspace, house, [Typed(cases[1].id, "head_name", "Giàng Thị Pà")], drafts=True)
    workspace.save(cases[1].changed(head_name="Giàng Thị Mai"))
    with pytest.raises(Refusal, match="người khác sửa"):
        write_plan(workspace, plan, "sửa")


def test_that_rows_beyond_the_last_are_new_records(workspace: Workspace) -> None:
    example = sound_example(workspace, Obstacle)
    values = {name: value for name, value in example.values().items() if value not in (None, [])}
    plain = {name: value for name, value in values.items() if Obstacle.fields[name].kind != "computed"}
    typed = [Typed("", name, value, row=7, is_value=True) for name, value in plain.items()]
    plan = plan_cells(workspace, Obstacle, typed)
    assert not plan.refused
    assert write_plan(workspace, plan, "dán") > 0
    with workspace.store.reading() as reader:
        assert reader.count(Obstacle) == 1


def test_that_too_many_rows_are_refused_in_a_sentence(workspace: Workspace, house: Any) -> None:
    typed = [Typed("", "head_name", "x", row=number) for number in range(MOST_ROWS + 1)]
    with pytest.raises(Refusal, match=r"20\.000 dòng"):
        plan_cells(workspace, house, typed)


def test_that_a_cell_takes_what_it_shows_for_what_it_holds(
    workspace: Workspace, house: Any, cases: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two old communes of one name are not exchanged by a row that went to Excel and came back."""
    with workspace.store.reading() as reader:
        found = reader.rows(Place, [Condition("name", "is", "Phường Mường Thanh")])
        ids = [place.id for place in found]
    assert len(ids) > 1
    with workspace.writing("Dữ liệu thử") as writing:
        writing.save_all([case.changed(old_commune=id) for case, id in zip(cases, ids, strict=False)])
    for case in cases[: len(ids)]:
        plan = plan_cells(workspace, house, [Typed(case.id, "old_commune", "Phường Mường Thanh")])
        assert (plan.cells, plan.same) == ([], 1)
    monkeypatch.setattr(workspace, "place_texts", lambda found: [{"commune": "Xã Ngày Xưa"}] * len(found))
    plan = plan_cells(workspace, house, [Typed(cases[0].id, "commune", "Xã Ngày Xưa")])
    assert (plan.cells, plan.same) == ([], 1), "by the boundaries of another day"


def test_that_lines_of_a_note_are_changed_and_its_copy_changes_nothing(workspace: Workspace) -> None:
    with workspace.writing("Dữ liệu thử") as writing:
        (saved,) = writing.save_all(
            [sound_example(workspace, Obstacle).changed(answer="Thiếu sổ đỏ Chờ họp bản")]
        )
    for text, same in (
        ("Thiếu sổ đỏ\nChờ họp bản", 0),
        ("Thiếu sổ đỏ\nChờ họp bản", 1),
        ("Thiếu sổ đỏ Chờ họp bản", 0),
    ):
        plan = plan_cells(workspace, Obstacle, [Typed(saved.id, "answer", text)])
        assert (len(plan.accepted), plan.same) == (1 - same, same)
        write_plan(workspace, plan, "sửa ghi chú")
