"""Asks whether an accepted warning stays accepted as long as what was seen stays, and no longer."""

import dataclasses
from typing import Any

import pytest

from desktop.declare.dates import PartialDate
from desktop.declare.problems import Grade, Problem
from desktop.declare.text import use_language
from desktop.shared import AcceptedProblem, Household
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace
from desktop.workspace.accepting import accept, accept_all, acceptance_history, withdraw


@pytest.fixture
def poor(workspace: Workspace) -> Any:
    """A poor household without the number of a decision, which only warns."""
    example = sound_example(workspace, Household)
    return workspace.save(
        example.changed(
            commune=na_son(workspace), poverty_class="poor", class_year=2024, decision_number=None
        )
    )


def warning(workspace: Workspace, record: Any) -> Problem:
    (found,) = [each for each in workspace.problems_of(record) if each.field == "decision_number"]
    assert found.grade is Grade.WARN
    return found


def test_that_an_accepted_warning_carries_its_reason_everywhere(workspace: Workspace, poor: Any) -> None:
    assert warning(workspace, poor).is_open
    accept(workspace, poor, [warning(workspace, poor)], "Quyết định đang ký")
    assert warning(workspace, poor).accepted == "Quyết định đang ký"
    told = [each for each in workspace.check(Household).problems if each.field == "decision_number"]
    assert [each.accepted for each in told] == ["Quyết định đang ký"]
    assert workspace.store.change_sets(limit=1)[0].why == "Chấp nhận cảnh báo: Quyết định đang ký"


def test_that_it_is_asked_again_when_a_value_changes_and_not_when_another_does(
    workspace: Workspace, poor: Any
) -> None:
    accept(workspace, poor, [warning(workspace, poor)], "Quyết định đang ký")
    assert not warning(workspace, poor.changed(note="Ở xa")).is_open
    assert warning(workspace, poor.changed(class_year=2025)).is_open
    assert warning(workspace, poor.changed(poverty_class="near_poor")).is_open
    saved = workspace.save(poor.changed(class_year=2025))
    assert [
        each.accepted for each in workspace.check(Household).problems if each.field == "decision_number"
    ] == [""]
    accept(workspace, saved, [warning(workspace, saved)], "Đã có quyết định mới")
    assert warning(workspace, saved).accepted == "Đã có quyết định mới"
    accept(workspace, saved, [warning(workspace, saved)], "Quyết định đã ký")
    with workspace.store.reading() as reader:
        assert [row.reason for row in reader.rows(AcceptedProblem)] == [
            "Quyết định đang ký",
            "Quyết định đã ký",
        ]


def test_that_two_warnings_of_one_rule_at_one_field_are_accepted_each_for_its_reason(
    workspace: Workspace, poor: Any
) -> None:
    known = workspace.save(
        poor.changed(identity_number="011085009675", sex="female", birth=PartialDate(1983))
    )

    def reasons() -> list[str]:
        found = [each for each in workspace.problems_of(known) if each.field == "identity_number"]
        assert {(each.rule, each.grade) for each in found} == {("G05", Grade.WARN)}
        return [each.accepted for each in found]

    assert reasons() == ["", ""]
    sex, birth = (each for each in workspace.problems_of(known) if each.rule == "G05")
    accept(workspace, known, [sex], "Ghi nhầm giới tính")
    accept(workspace, known, [birth], "Đang sửa năm sinh")
    assert reasons() == ["Ghi nhầm giới tính", "Đang sửa năm sinh"]
    withdraw(workspace, known, [sex])
    assert reasons() == ["", "Đang sửa năm sinh"]


def test_that_it_can_be_taken_back_and_the_history_tells_both(workspace: Workspace, poor: Any) -> None:
    accept(workspace, poor, [warning(workspace, poor)], "Quyết định đang ký")
    withdraw(workspace, poor, [warning(workspace, poor)])
    assert warning(workspace, poor).is_open
    kinds = [(entry.kind, entry.fields.get("withdrawn")) for entry in acceptance_history(workspace, poor)]
    assert kinds == [("changed", (None, True)), ("new", None)]


def test_that_an_undo_has_it_asked_again(workspace: Workspace, poor: Any) -> None:
    accept(workspace, poor, [warning(workspace, poor)], "Quyết định đang ký")
    workspace.undo(workspace.store.change_sets(limit=1)[0].number)
    assert warning(workspace, poor).is_open


def test_that_another_language_does_not_ask_again(workspace: Workspace, poor: Any) -> None:
    accept(workspace, poor, [warning(workspace, poor)], "Quyết định đang ký")
    try:
        use_language("en")
        assert not warning(workspace, poor).is_open
    finally:
        use_language("vi")


def test_that_what_blocks_is_never_accepted(workspace: Workspace, poor: Any) -> None:
    found = warning(workspace, poor)
    accept(workspace, poor, [found], "Quyết định đang ký")
    blocks = dataclasses.replace(found, grade=Grade.BLOCK)
    assert workspace.marked([blocks], poor) == [blocks]


def test_that_doubts_across_records_are_accepted_too(workspace: Workspace, poor: Any) -> None:
    told = {"village": "Bản Na Phát", "birth": PartialDate(1983), "identity_number": None}
    for name in ("Vàng A Chứ", "Vàng A Chừ"):
        workspace.save(poor.changed(id=None, changed_in=0, head_name=name, **told))

    def doubts() -> list[Problem]:
        return [each for each in workspace.check(Household).problems if each.rule == "G12"]

    (doubt,) = doubts()
    count, number = accept_all(workspace, [doubt], "Hai anh em")
    assert (count, [each.accepted for each in doubts()]) == (1, ["Hai anh em"])
    workspace.undo(number)
    with workspace.store.reading() as reader:
        late = reader.get(Household, doubt.record)
    assert late is not None
    accept(workspace, late, [doubt], "Hai anh em")
    assert [each.accepted for each in doubts()] == ["Hai anh em"]
    workspace.save(late.changed(head_name="Giàng A Lù"))
    assert doubts() == []
    assert accept_all(workspace, [doubt], "Hai anh em") == (0, 0)


def test_that_warnings_of_many_records_are_accepted_with_one_judging_of_each_type(
    workspace: Workspace, poor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = workspace.save(poor.changed(id=None, head_name="Giàng A Thử"))
    warnings = [warning(workspace, each) for each in (poor, other)]
    gone = dataclasses.replace(warnings[0], record="x")
    monkeypatch.setattr(workspace, "problems_of", lambda _record: pytest.fail("judged one by one"))
    count, number = accept_all(workspace, [*warnings, gone], "Quyết định đang ký")
    monkeypatch.undo()
    assert (count, workspace.store.change_sets(limit=1)[0].number) == (2, number)
    assert [warning(workspace, each).accepted for each in (poor, other)] == ["Quyết định đang ký"] * 2
    assert accept_all(workspace, warnings, "Lần nữa") == (0, 0)
    assert workspace.store.change_sets(limit=1)[0].number == number
