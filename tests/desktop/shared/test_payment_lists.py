"""Asks whether a payment list keeps what it was closed with, and tells where cases say otherwise since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop.declare.problems import Grade, Problem, Refusal
from desktop.declare.reading import Condition, Where
from desktop.declare.records import Record
from desktop.declare.rules import Rule, Twice
from desktop.shared import EarlierSupport, Household, PaymentList
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace, importing
from desktop.workspace.checking import problems_of_rule
from desktop.workspace.payment_closing import can_be_paid, close_list, records_of
from desktop.workspace.stories import read_story

NAMES = ("Vàng A Dế", "Lò Thị Một", "Giàng A Hai")
Close = Callable[..., PaymentList]


@dataclass
class Village:
    """Three households, each with a house of forty million and two of the commune's own money."""

    workspace: Workspace
    homes: list[str]
    cases: list[str]

    def case(self, number: int) -> Record:
        with self.workspace.store.reading() as reader:
            found = reader.get(EarlierSupport, self.cases[number])
        assert found is not None
        return found

    def close(self, number: str = "15/QĐ-UBND", where: Where = (), **told: object) -> PaymentList:
        ids = records_of(self.workspace, EarlierSupport, where)
        head = PaymentList(number=number, closed_on=date(2026, 2, 1), closed_by="Lò Văn Kế", **told)
        closed = close_list(self.workspace, EarlierSupport, ids, head)
        with self.workspace.store.reading() as reader:
            found = reader.get(PaymentList, closed.list)
        assert found is not None and found.changed_in == closed.change_set
        return found

    def problems(self, record_type: type[Record], rule: str) -> list[Problem]:
        found = self.workspace.check(record_type).problems
        return [each for each in found if each.rule.endswith(rule)]

    def rules(self, record_type: type[Record], name: str) -> list[Rule]:
        every = self.workspace.catalog.rules
        return [rule for rule in every if rule.over is record_type and rule.name.endswith(name)]

    def written(self, record_type: type[Record], name: str, id: str) -> list[Problem]:
        """What is told of a record that was just written."""
        (rule,) = self.rules(record_type, name)
        with self.workspace.store.reading() as reader:
            return problems_of_rule(rule, reader, frozenset([id]))


@pytest.fixture
def village(workspace: Workspace) -> Village:
    commune = na_son(workspace)
    with workspace.writing("Thử") as writing:
        homes = writing.save_all(
            [
                sound_example(workspace, Household, commune=commune).changed(
                    head_name=name, identity_number=None, village="Bản Na Phát", birth=date(1980 + at, 5, 1)
                )
                for at, name in enumerate(NAMES)
            ]
        )
        ids = [home.id or "" for home in homes]
        cases = writing.save_all(
            [
                EarlierSupport(
                    head_name=name,
                    commune=commune,
                    birth=date(1980 + at, 5, 1),
                    household=ids[at],
                    kind="house",
                    year=2010 + at,
                    decision_no="9/QĐ",
                    central=40_000_000,
                    local=4_000_000,
                    loan=20_000_000,
                )
                for at, name in enumerate(NAMES)
            ]
        )
    return Village(workspace, ids, [case.id or "" for case in cases])


def test_that_a_closed_list_holds_what_the_filtered_cases_said(village: Village) -> None:
    closed = village.close(where=(Condition("year", "to", 2011),))
    assert (closed.count, closed.total) == (2, 88_000_000)
    assert [row.head_name for row in closed.rows] == ["Lò Thị Một", "Vàng A Dế"]
    first = closed.rows[0]
    assert (first.village, first.what, first.amount) == ("Bản Na Phát", "Nhà ở", 44_000_000)
    assert first.sources == "NSTW 40.000.000; NSĐP 4.000.000"
    assert (first.day, first.decision) == ("2011", "9/QĐ")
    assert (closed.what, closed.commune) == ("Nhà ở", na_son(village.workspace))
    assert not village.workspace.check(PaymentList).problems


def test_that_closing_is_one_change_set_that_can_be_taken_back(village: Village) -> None:
    closed = village.close()
    village.workspace.undo(closed.changed_in)
    with village.workspace.store.reading() as reader:
        assert reader.count(PaymentList) == 0
        assert reader.count(EarlierSupport) == 3


def test_that_a_closed_list_is_replaced_not_deleted(village: Village) -> None:
    closed = village.close()
    with pytest.raises(Refusal, match="Danh sách chi trả được giữ lại") as refused:
        village.workspace.delete(closed)
    assert "Thay danh sách" in refused.value.advice


def test_that_rows_are_as_closed(village: Village) -> None:
    closed = village.close()
    lower = [closed.rows[0].changed(amount=1), *closed.rows[1:]]
    for rows in (lower, closed.rows[1:], [*closed.rows, closed.rows[0]]):
        (problem,) = closed.changed(rows=rows).problems()
        assert (problem.grade, problem.field) == (Grade.BLOCK, "rows")
        assert "như khi chốt" in problem.message
    (typed,) = closed.changed(seal=None).problems()
    assert "không ghi tay" in typed.message
    with pytest.raises(Refusal, match="“Số quyết định, danh sách” được giữ nguyên") as refused:
        village.workspace.save(closed.changed(number="16/QĐ-UBND"))
    assert "Chốt danh sách mới" in refused.value.advice
    told = village.workspace.save(closed.changed(note="Đã chuyển Kho bạc"))
    assert told.problems() == []
    village.workspace.undo(told.changed_in)


def test_that_support_is_as_it_was_listed(village: Village) -> None:
    closed = village.close()
    village.workspace.save(village.case(0).changed(central=36_000_000))
    (problem,) = village.problems(EarlierSupport, "support_is_as_it_was_listed")
    assert problem.message == (
        "Danh sách chi trả số 15/QĐ-UBND ngày 01/02/2026 ghi 44.000.000 đ, hồ sơ nay ghi 40.000.000 đ."
    )
    assert (problem.grade, problem.field, problem.related) == (Grade.WARN, "central", (closed.id,))
    assert village.written(EarlierSupport, "as_it_was_listed", village.cases[0]) == [problem]
    assert village.written(EarlierSupport, "as_it_was_listed", village.cases[1]) == []


def test_that_a_support_of_another_household_or_of_none_is_told(village: Village) -> None:
    village.close()
    village.workspace.save(village.case(0).changed(household=village.homes[1]))
    village.workspace.save(village.case(2).changed(household=None, head_name="Không Có Ai"))
    told = {each.record: each.message for each in village.problems(EarlierSupport, "as_it_was_listed")}
    assert "ghi hộ Vàng A Dế, hồ sơ nay ghi hộ Lò Thị Một" in told[village.cases[0]]
    assert "hồ sơ nay không còn hỗ trợ hộ nào" in told[village.cases[2]]


def test_that_listed_records_are_there(village: Village) -> None:
    closed = village.close()
    village.workspace.delete(village.case(1))
    (problem,) = village.problems(PaymentList, "listed_records_are_there")
    assert (problem.grade, problem.record) == (Grade.WARN, closed.id)
    assert "Hồ sơ của 1 khoản" in problem.message
    for gone in (0, 2):
        village.workspace.delete(village.case(gone))
    (noted,) = village.problems(PaymentList, "listed_records_are_there")
    assert noted.grade is Grade.NOTE


def test_that_support_stands_in_one_list(village: Village) -> None:
    first = village.close()
    second = village.close("16/QĐ-UBND", (Condition("year", "is", 2010),))
    found = village.problems(PaymentList, "support_stands_in_one_list")
    assert {each.record for each in found} == {first.id, second.id}
    assert "1 khoản" in found[0].message
    (own,) = village.written(PaymentList, "one_list", second.id or "")
    assert "số 15/QĐ-UBND ngày 01/02/2026" in own.message


def test_that_a_list_that_was_replaced_is_in_force_no_more(village: Village) -> None:
    first = village.close()
    village.workspace.save(village.case(0).changed(central=36_000_000))
    village.close("16/QĐ-UBND", replaces=first.id)
    assert village.problems(PaymentList, "support_stands_in_one_list") == []
    assert village.problems(EarlierSupport, "support_is_as_it_was_listed") == []


def test_that_list_replaces_another_one(village: Village) -> None:
    closed = village.close()
    (problem,) = closed.changed(replaces=closed.id).problems()
    assert (problem.grade, problem.field) == (Grade.BLOCK, "replaces")


def test_that_the_story_names_the_list_behind_each_payment(village: Village) -> None:
    village.close(where=(Condition("year", "is", 2010),))
    paid, unpaid = (read_story(village.workspace, home) for home in village.homes[:2])
    assert paid is not None and unpaid is not None
    assert "danh sách chi trả số 15/QĐ-UBND ngày 01/02/2026" in paid.entries[0].under
    assert "danh sách chi trả" not in unpaid.entries[0].under


def test_that_a_number_that_is_taken_and_a_filter_without_support_are_refused(village: Village) -> None:
    village.close()
    with pytest.raises(Refusal, match=r"Đã có danh sách chi trả số 15/QĐ-UBND"):
        village.close()
    with pytest.raises(Refusal, match="không có khoản hỗ trợ nào"):
        village.close("17/QĐ-UBND", (Condition("year", "is", 1999),))


def test_that_a_closed_list_comes_back_from_its_workbook_as_it_was(village: Village, tmp_path: Path) -> None:
    closed = village.close()
    file = tmp_path / "danh-sach.xlsx"
    assert importing.export_records(village.workspace, PaymentList, file, masked=False) == 1
    village.workspace.undo(closed.changed_in)
    importing.accept(village.workspace, importing.recognise_files(village.workspace, [file]))
    with village.workspace.store.reading() as reader:
        (back,) = reader.rows(PaymentList)
    assert back.values() == closed.values()
    assert not village.workspace.check(PaymentList).problems


def test_that_lists_are_asked_as_a_whole_and_not_row_by_row(village: Village) -> None:
    village.close()
    asked: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    with village.workspace.store.reading() as reader:
        (rule,) = village.rules(EarlierSupport, "support_is_as_it_was_listed")
        assert not isinstance(rule.finds, Twice)
        sa.event.listen(reader.connection, "before_cursor_execute", hear)
        assert list(rule.finds(reader, None)) == []
    assert len(asked) <= 6


def test_that_what_is_told_in_confidence_is_paid_by_no_open_list(workspace: Workspace) -> None:
    assert can_be_paid(EarlierSupport)
    assert not can_be_paid(Household)
    assert not can_be_paid(workspace.catalog.record_type("BirthExpense"))
