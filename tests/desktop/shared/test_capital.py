"""Asks whether each rule of the ledger of capital finds what it speaks of, and nothing else."""

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from desktop.declare.problems import Grade
from desktop.declare.records import Record
from desktop.shared import CapitalFact, CarryOver
from desktop.shared.programme_lines import lasting_id
from desktop.testing import na_son
from desktop.workspace import Workspace, importing

MILLION = 1_000_000
BASE: dict[str, Any] = {
    "line": lasting_id("1719", "DA1.b"),
    "place": "a place",
    "capital_kind": "investment",
    "source": "central",
    "plan_year": 2025,
    "budget_year": 2025,
    "as_of": date(2026, 1, 31),
}


def told(record: Record) -> list[tuple[str, str, Grade]]:
    return [(problem.field, problem.rule, problem.grade) for problem in record.problems()]


def fact(**values: Any) -> CapitalFact:
    return CapitalFact(**{**BASE, **values})


def test_that_a_sound_line_has_no_problem() -> None:
    whole = fact(
        assigned=500 * MILLION,
        adjusted=-100 * MILLION,
        cancelled=50 * MILLION,
        allocated=350 * MILLION,
        disbursed=350 * MILLION,
        advance=35 * MILLION,
        settled=300 * MILLION,
    )
    assert told(whole) == []
    assert (whole.plan, whole.rate) == (350 * MILLION, 100)
    assert told(fact(disbursed=MILLION)) == []


def test_that_plan_is_not_negative() -> None:
    for less in ({"adjusted": -6 * MILLION}, {"cancelled": 6 * MILLION}):
        assert told(fact(assigned=5 * MILLION, **less)) == [("adjusted", "G01", Grade.BLOCK)]


def test_that_allocation_is_within_plan() -> None:
    assert told(fact(assigned=5 * MILLION, allocated=6 * MILLION)) == [("allocated", "G02", Grade.BLOCK)]


def test_that_disbursement_is_within_plan() -> None:
    assert told(fact(assigned=5 * MILLION, disbursed=6 * MILLION)) == [("disbursed", "G02", Grade.BLOCK)]


def test_that_advance_is_part_of_disbursement() -> None:
    assert told(fact(disbursed=5 * MILLION, advance=6 * MILLION)) == [("advance", "G02", Grade.BLOCK)]


def test_that_settlement_is_within_disbursement() -> None:
    assert told(fact(disbursed=5 * MILLION, settled=6 * MILLION)) == [("settled", "G02", Grade.BLOCK)]


def test_that_plan_is_not_later_than_budget() -> None:
    later = fact(plan_year=2026)
    assert [(name, grade) for name, _rule, grade in told(later)] == [("plan_year", Grade.BLOCK)]


def test_that_amounts_are_in_their_unit() -> None:
    assert told(fact(assigned=130_472)) == [("assigned", "G04", Grade.WARN)]
    assert told(fact(assigned=2 * 10**14)) == [("assigned", "G04", Grade.WARN)]
    assert told(fact(assigned=0, disbursed=0)) == []


def test_that_figures_are_of_the_budget_year() -> None:
    assert [each[0] for each in told(fact(as_of=date(2024, 12, 31)))] == ["as_of"]


def test_that_money_is_carried_forward() -> None:
    wrong = CarryOver(basis="NQ", from_year=2025, to_year=2025, deadline=date(2026, 1, 31))
    assert [each[0] for each in told(wrong)] == ["to_year"]


def test_that_deadline_is_in_the_year_of_spending() -> None:
    wrong = CarryOver(basis="NQ", from_year=2024, to_year=2025, deadline=date(2024, 12, 31))
    assert [each[0] for each in told(wrong)] == ["deadline"]


def test_that_carried_money_has_an_act(workspace: Workspace) -> None:
    place = na_son(workspace)
    for source in ("central", "local"):
        workspace.save(fact(place=place, source=source, plan_year=2024, assigned=5 * MILLION))
    (problem,) = workspace.check(CapitalFact).problems
    assert (problem.field, problem.grade) == ("plan_year", Grade.WARN)
    assert "2 dòng" in problem.message
    act = workspace.save(
        CarryOver(
            basis="NQ", from_year=2024, to_year=2025, deadline=date(2026, 1, 31), capital_kind="recurrent"
        )
    )
    assert len(workspace.check(CapitalFact).problems) == 1
    workspace.save(act.changed(capital_kind=None))
    assert workspace.check(CapitalFact).problems == []


def test_that_a_plan_of_one_year_by_communes_comes_in_with_what_is_paid_of_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    book = Workbook()
    for row in (
        ["PHÂN BỔ VÀ GIẢI NGÂN VỐN SỰ NGHIỆP NĂM 2026"],
        ["ĐVT: triệu đồng"],
        ["STT", "Nội dung, dự án", "Kế hoạch vốn năm 2026", None, "Lũy kế giải ngân đến 30/6/2026"],
        [None, None, "NSTW", "NSĐP", "NSTW", "NSĐP"],
        ["A", "XÃ NA SON", 300, 30, 150, 15],
        [1, "Hỗ trợ nhà ở", 200, 20, 100, 10],
        [2, "Hỗ trợ đất ở", 100, 10, 50, 5],
    ):
        book.worksheets[0].append(row)
    for merged in ("A3:A4", "B3:B4", "C3:D3", "E3:F3"):
        book.worksheets[0].merge_cells(merged)
    book.save(tmp_path / "von.xlsx")
    plan = importing.recognise_files(workspace, [tmp_path / "von.xlsx"], place="11")
    result = importing.accept(workspace, plan)
    assert not result.refused
    with workspace.store.reading() as reader:
        facts = [each for each in reader.rows(CapitalFact) if each.place == na_son(workspace)]
    sums = sorted((each.source, each.assigned, each.disbursed) for each in facts)
    assert sums == [
        ("central", 100 * MILLION, 50 * MILLION),
        ("central", 200 * MILLION, 100 * MILLION),
        ("local", 10 * MILLION, 5 * MILLION),
        ("local", 20 * MILLION, 10 * MILLION),
    ]
    assert {(each.plan_year, each.budget_year, each.as_of) for each in facts} == {
        (2026, 2026, date(2026, 6, 30))
    }
