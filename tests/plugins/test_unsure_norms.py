"""Asks whether a norm that no source confirmed says so, and warns in every rule that would block by it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal as Dec
from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.declare.fields import Choice, Computed, Date, Decimal, Details, Integer, Money, YesNo
from desktop.declare.norms import CONFIRMED, PRESS, PRESUMED, Norm, NormBook
from desktop.declare.problems import Finding, Grade
from desktop.declare.records import Record
from desktop.declare.rules import RecordRule, Rule, Twice
from desktop.shared import Place, RegisteredNorm
from project1_housing.works import WORK_RULES
from project3_value_chain.across import RULES as PRODUCTION_RULES
from project3_value_chain.ceilings import CEILING_RULES
from project3_value_chain.forests import ForestContract
from project8_gender.repeats import RULES as GENDER_RULES
from tests.desktop.held import Held
from tests.plugins.project1_housing.contents import work
from tests.plugins.project3_value_chain import sound as production
from tests.plugins.project8_gender import sound as gender

COMPONENTS = ("housing", "value_chain", "gender")
UNSURE = {
    ("housing", PRESS): {"P1.CAREER", "P1.WATERHH"},
    ("housing", PRESUMED): {"P1.HOUSE.AREA.ALONE", "P1.HOUSE.REPAIR", "P1.HOUSE.SPLIT"},
    ("value_chain", PRESUMED): {"P3.CHAIN", "P3.COMM", "P3.ESCAPED.MONTHS", "P3.RICE", "P3.RICE.HA"},
    ("gender", PRESUMED): {
        *("P8.BIRTH.TRAVEL", "P8.BIRTH.KIT", "P8.BIRTH.MEAL", "P8.BIRTH.FOOD"),
        *("P8.BIRTH.DAYS", "P8.BIRTH.DAYS.CAESAREAN", "P8.BIRTH.PERSONS"),
    },
}
UNREACHED = {"ProductionLand.loan_is_short_enough", "ProductionLand.local_share_reaches_norm"}
"""No text says the term of this loan, nor a least local share: the rules have no norm to ask."""

each_component = pytest.mark.parametrize("component", COMPONENTS)


@pytest.fixture
def norms(catalog: Catalog, component: str) -> list[Norm]:
    return next(each.norms for each in catalog.loaded() if each.name == component)


@pytest.fixture
def types(catalog: Catalog, component: str) -> list[type[Record]]:
    return next(each.record_types for each in catalog.loaded() if each.name == component)


@each_component
@pytest.mark.parametrize("confidence", [PRESS, PRESUMED])
def test_that_what_no_source_confirmed_is_marked_and_tells_why(
    norms: list[Norm], component: str, confidence: str
) -> None:
    marked = [norm for norm in norms if norm.confidence == confidence]
    assert {norm.code for norm in marked} == UNSURE.get((component, confidence), set())
    assert all(norm.note and "chưa xác nhận" in norm.show() for norm in marked)


@each_component
def test_that_no_norm_nobody_confirmed_blocks(norms: list[Norm], types: list[type[Record]]) -> None:
    for confidence in (PRESS, PRESUMED):
        assert blocked(norms, types, confidence) == set()


@each_component
def test_that_the_same_norms_block_once_they_are_confirmed(
    norms: list[Norm], types: list[type[Record]]
) -> None:
    asking = {f"{kind.__name__}.{rule.name}" for kind in types for rule in rules_by_norms(kind)}
    assert blocked(norms, types, CONFIRMED) == asking - UNREACHED


def rules_by_norms(record_type: type[Record]) -> list[RecordRule]:
    """The rules that could block by a norm."""
    return [rule for rule in record_type.rules if rule.wants_norms and rule.grade is Grade.BLOCK]


def blocked(norms: list[Norm], types: list[type[Record]], confidence: str) -> set[str]:
    """The rules that block some record only because of norms that are this sure, however far they are off."""
    found = set()
    for value in (Dec(0), Dec("0.5"), Dec(10**12)):
        book = NormBook(dataclasses.replace(norm, value=value, confidence=confidence) for norm in norms)
        for kind in types:
            for record in variants(kind):
                for rule in rules_by_norms(kind):
                    if blocks(rule, record, book) and not blocks(rule, record, NormBook()):
                        found.add(f"{kind.__name__}.{rule.name}")
    return found


def blocks(rule: RecordRule, record: Record, book: NormBook) -> bool:
    answer = rule.asks(record, book)
    finding = answer if isinstance(answer, Finding) else None
    return answer not in (True, None) and rule.problem(record, finding).grade is Grade.BLOCK


def variants(record_type: type[Record]) -> Iterator[Record]:
    """The example as it is and with every field filled, each once more with every choice there is."""
    for record in (record_type.example(), filled(record_type.example())):
        yield record
        for name, field in record_type.fields.items():
            if isinstance(field, Choice | YesNo) and not isinstance(field, Computed):
                options = field.options if isinstance(field, Choice) else (True, False)
                yield from (record.changed(**{name: option}) for option in options)


def filled(record: Record) -> Record:
    """The record with something in each field that was empty."""
    values: dict[str, object] = {}
    for name, field in type(record).fields.items():
        if isinstance(field, Computed) or getattr(record, name):
            continue
        if isinstance(field, Details):
            values[name] = [filled(field.of())]
        elif isinstance(field, Decimal):
            values[name] = Dec(1)
        elif isinstance(field, Integer | Money):
            values[name] = 1
        elif isinstance(field, Date):
            values[name] = date(2025, 9, 1)
        elif isinstance(field, Choice):
            values[name] = next(iter(field.options))
    return record.changed(**values)


DAY = date(2025, 3, 14)
HERE = Place(id="c", code="03203", name="Xã Na Son", kind="commune", parent="p")
PROVINCE = Place(id="p", code="11", name="Tỉnh Điện Biên", kind="province")


def contract(rice: str) -> ForestContract:
    return ForestContract.example().changed(id="1", commune="c", rice_kg=Dec(rice), rice_from=DAY)


def births(*items: str, **values: Any) -> list[Any]:
    """Lines of one birth, paid day after day before it."""
    born = {"born_on": date(2025, 12, 1), **values}
    return [
        gender.line(id=str(at), item=item, paid_on=DAY + timedelta(days=at), **born)
        for at, item in enumerate(items)
    ]


def left_long_ago() -> list[Any]:
    group = production.project(id="p1", decision_date=DAY)
    escaped = {"poverty_class": "escaped", "left_poverty_on": date(2015, 1, 1)}
    return [group, production.member(id="1", project="p1", **escaped)]


def own_ceiling() -> list[Any]:
    row = {"code": "P3.COMM", "kind": "share_max", "value": Dec(99), "area": "dbkk", "province": "p"}
    return [RegisteredNorm(id="1", **row, text="NQ 1", valid_from=DAY, confidence="H")]


MANY: dict[str, tuple[Sequence[Rule], Callable[[], list[Any]]]] = {
    "mean_of_works_is_within_norm": (WORK_RULES, lambda: [work(id="1", central_money=10**10)]),
    "household_left_poverty_not_long_ago": (PRODUCTION_RULES, left_long_ago),
    "rice_is_within_what_is_allowed": (PRODUCTION_RULES, lambda: [contract("99999")]),
    "province_stays_below_the_country": (CEILING_RULES, own_ceiling),
    "kit_and_nutrition_are_paid_once": (GENDER_RULES, lambda: births("kit", "kit")),
    "birth_is_supported_in_one_commune": (
        GENDER_RULES,
        lambda: [*births("kit"), *(each.changed(id="9", commune="x") for each in births("food"))],
    ),
    "visits_are_no_more_than_supported": (GENDER_RULES, lambda: births(*["visit"] * 5)),
    "visits_are_on_different_days": (
        GENDER_RULES,
        lambda: [each.changed(visited_on=DAY) for each in births("visit", "visit")],
    ),
    "counsellor_is_paid_no_more_than_a_month_allows": (
        GENDER_RULES,
        lambda: [
            gender.expense(id="1", item="counsel", counsellor="Ví Dụ", quantity=Dec(21), unit_price=15_000)
        ],
    ),
}
"""The rules over many records that rest on a norm, each with records that break it."""


@pytest.mark.parametrize("name", MANY)
@pytest.mark.parametrize("confidence", [PRESS, PRESUMED, CONFIRMED])
def test_that_no_rule_over_many_records_blocks_by_a_norm_nobody_confirmed(
    catalog: Catalog, name: str, confidence: str
) -> None:
    declared = [norm for component in catalog.loaded() for norm in component.norms]
    book = NormBook(dataclasses.replace(norm, confidence=confidence) for norm in declared)
    rules, records = MANY[name]
    rule = next(each for each in rules if each.name == name)
    assert not isinstance(rule.finds, Twice)
    problems = [rule.problem(each) for each in rule.finds(Held([PROVINCE, HERE, *records()], book), None)]
    assert problems
    sure = confidence == CONFIRMED and rule.grade is Grade.BLOCK
    assert {problem.grade for problem in problems} == {Grade.BLOCK if sure else Grade.WARN}
