"""Asks whether breeds, revolving dues, herbs, start-ups, forest contracts and ceilings keep their rules."""

import dataclasses
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.norms import PRESUMED, NormBook
from desktop.declare.records import Record
from project3_value_chain.breeds import BreedLot
from project3_value_chain.forests import ForestContract
from project3_value_chain.herbs import HerbItem, HerbProject
from project3_value_chain.norms import NORMS
from project3_value_chain.revolving import RevolvingDue
from project3_value_chain.startups import StartUp, StartUpItem
from tests.plugins.project3_value_chain.sound import COMMUNE, told

MILLION = 1_000_000


def lot(**values: Any) -> Record:
    return BreedLot.example().changed(project="p", **values)


def due(**values: Any) -> Record:
    return RevolvingDue.example().changed(project="p", **values)


def herbs(**values: Any) -> Record:
    return HerbProject.example().changed(commune=COMMUNE, **values)


def start_up(*items: tuple[str, int, int], day: date = date(2024, 3, 1)) -> Record:
    """A model with items of so much cost and support, in millions."""
    rows = [
        StartUpItem(kind=kind, held_on=day, cost=cost * MILLION, support=support * MILLION)
        for kind, cost, support in items
    ]
    return StartUp.example().changed(commune=COMMUNE, items=rows)


def contract(**values: Any) -> Record:
    return ForestContract.example().changed(commune=COMMUNE, **values)


def test_that_sound_examples_have_no_problem() -> None:
    for record in (lot(), due(), herbs(), start_up(("training", 40, 20)), contract()):
        assert record.problems() == []


@pytest.mark.parametrize(
    ("without", "lacks", "field"),
    [
        ({"origin": None}, "origin", "origin"),
        ({"is_local": None}, "standard", "standard_number"),
        ({"quarantine_number": None}, "quarantine", "quarantine_number"),
        ({"supplier": None}, "supplier", "supplier"),
    ],
)
def test_that_live_animals_have_their_papers(without: dict[str, None], lacks: str, field: str) -> None:
    found = lot(**without)
    assert found.lacks == lacks
    (problem,) = found.problems()
    assert (problem.rule, problem.grade.value, problem.field) == ("P3-15", "WARN", field)
    assert "NQ 111/2024/QH15" in problem.basis
    assert lot(**without, kind="supply").problems() == []


def test_that_every_paper_that_lacks_is_named_at_once() -> None:
    (problem,) = lot(origin=None, quarantine_number=None).problems()
    assert problem.field == "origin" and "thiếu nguồn gốc, thiếu kiểm dịch" in problem.message


def test_that_live_animals_have_their_papers_by_the_way_they_came() -> None:
    assert lot(is_local=False, standard_number="TCCS 01").lacks == "none"
    assert lot(supplier=None, bought_by="household").lacks == "none"
    assert lot(kind="seedling", supplier=None).lacks == "supplier"


def test_that_no_more_are_left_than_were_given() -> None:
    assert lot(alive=Decimal(10)).problems() == []
    assert [problem.field for problem in lot(alive=Decimal(11)).problems()] == ["alive"]


def test_that_recovered_is_within_what_was_due() -> None:
    assert told(due(received=5_000_001), "P3-16") == [("WARN", "received")]
    assert told(due(received=5_000_000), "P3-16") == []


def test_that_due_is_not_overdue() -> None:
    today = date.today()
    part = {"received": 4_000_000, "next_name": None}
    assert told(due(**part, due_on=today), "P3-16") == []
    assert told(due(**part, due_on=today - timedelta(days=1)), "P3-16") == [("WARN", "due_on")]
    assert due(**part, due_on=today).standing == "part"
    assert due(received=None).standing == "none" and due().standing == "done"


def test_that_recovered_support_goes_on() -> None:
    assert told(due(next_name=None), "P3-16") == [("WARN", "next_name")]


@pytest.mark.parametrize(("kind", "least"), [("zone", 210), ("nursery", 50)])
def test_that_herbs_have_enough_land(kind: str, least: int) -> None:
    assert told(herbs(kind=kind, area=Decimal(least)), "P3-18") == []
    small = {"kind": kind, "area": Decimal(least) - Decimal("0.01")}
    assert told(herbs(**small), "P3-18") == [("BLOCK", "area")]
    assert told(herbs(**small, decision_date=date(2022, 9, 21)), "P3-18") == []
    for day, text in (((2022, 9, 22), "10/2022"), ((2023, 6, 5), "10/2022"), ((2023, 6, 6), "12/2023")):
        problems = herbs(**small, decision_date=date(*day)).problems()
        assert [problem.basis for problem in problems if problem.rule == "P3-18"] == [f"TT {text}/TT-BYT"]


def test_that_ginseng_grows_high_enough() -> None:
    assert told(herbs(is_ginseng=True, height=1000), "P3-18") == []
    assert told(herbs(is_ginseng=True, height=999), "P3-18") == [("BLOCK", "height")]
    assert told(herbs(is_ginseng=False, height=999), "P3-18") == []


def test_that_minority_people_live_there() -> None:
    assert told(herbs(minority_share=Decimal(50)), "P3-18") == []
    assert told(herbs(minority_share=Decimal("49.99")), "P3-18") == [("BLOCK", "minority_share")]


def test_that_early_zones_are_contiguous() -> None:
    apart = {"is_contiguous": False}
    assert told(herbs(**apart, decision_date=date(2023, 6, 5)), "P3-18") == [("WARN", "is_contiguous")]
    assert told(herbs(**apart, decision_date=date(2023, 6, 6)), "P3-18") == []


@pytest.mark.parametrize(
    ("kind", "cost", "most"), [("training", 40, 20), ("research", 20, 20), ("brand", 100, 75)]
)
def test_that_start_up_support_is_within_its_share(kind: str, cost: int, most: int) -> None:
    assert told(start_up((kind, cost, most)), "P3-20") == []
    assert told(start_up((kind, cost, most + 1)), "P3-20") == [("BLOCK", "items")]
    assert told(start_up((kind, cost, most + 1), day=date(2023, 8, 14)), "P3-20") == []
    assert told(start_up((kind, cost, most + 1), day=date(2023, 8, 15)), "P3-20") != []


def test_that_start_up_support_is_within_its_amount() -> None:
    assert told(start_up(("training", 60, 30)), "P3-20") == []
    assert told(start_up(("training", 80, 31)), "P3-20") == [("BLOCK", "items")]
    assert told(start_up(("brand", 100, 75), ("brand", 100, 75)), "P3-20") == []
    assert told(start_up(("brand", 100, 75), ("brand", 120, 76)), "P3-20") == [("BLOCK", "items")]


def test_that_start_up_items_are_not_too_many() -> None:
    course = ("training", 40, 20)
    assert told(start_up(*[course] * 5), "P3-20") == []
    assert told(start_up(*[course] * 6), "P3-20") == [("BLOCK", "items")]
    assert start_up(*[course] * 5).state_money == 100 * MILLION


def test_that_contract_ends_after_it_begins() -> None:
    assert told(contract(to_on=date(2023, 12, 31)), "G03") == [("WARN", "to_on")]
    assert told(contract(to_on=date(2024, 1, 1)), "G03") == []


def test_that_disbursed_is_within_the_contract() -> None:
    assert told(contract(amount=MILLION, disbursed=MILLION), "G02") == []
    assert told(contract(amount=MILLION, disbursed=MILLION + 1), "G02") == [("BLOCK", "disbursed")]


@pytest.mark.parametrize(("amounts", "wrong"), [((6, 4), 0), ((6, 5), 1), ((), 0), ((None, None), 0)])
def test_that_items_add_up_to_the_state_money(amounts: tuple[int | None, ...], wrong: int) -> None:
    items = [HerbItem(kind="road", amount=each and each * 1000 * MILLION) for each in amounts]
    assert told(herbs(items=items), "G01") == [("WARN", "state_money")] * wrong


def test_that_rice_goes_to_those_it_is_for() -> None:
    assert told(contract(ethnicity="kinh"), "P3-19") == []
    assert told(contract(ethnicity="kinh", poverty_class="near_poor"), "P3-19") == [("WARN", "poverty_class")]
    assert told(contract(poverty_class="near_poor"), "P3-19") == []


def test_that_a_norm_nobody_confirmed_only_warns() -> None:
    book = NormBook(dataclasses.replace(norm, confidence=PRESUMED) for norm in NORMS)
    for record in (herbs(area=Decimal(1)), start_up(("training", 10, 9))):
        assert {problem.grade.value for problem in record.problems(book)} == {"WARN"}
