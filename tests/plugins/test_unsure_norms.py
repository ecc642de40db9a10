"""Asks whether a norm that no source confirmed says so, and warns in every rule that would block by it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from decimal import Decimal as Dec

import pytest

from desktop.catalog import Catalog
from desktop.declare.fields import Choice, Computed, Date, Decimal, Details, Integer, Money, YesNo
from desktop.declare.norms import CONFIRMED, PRESS, PRESUMED, Norm, NormBook
from desktop.declare.problems import Finding, Grade
from desktop.declare.records import Record
from desktop.declare.rules import RecordRule

COMPONENTS = ("housing", "value_chain", "gender")
UNSURE = {
    ("housing", PRESS): {"P1.CAREER", "P1.WATERHH"},
    ("housing", PRESUMED): {"P1.HOUSE.AREA.ALONE", "P1.HOUSE.REPAIR"},
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
