"""Asks whether the demo of Project 8 shows each kind of problem and names nobody."""

from collections import Counter

import pytest

from desktop.declare.fields import Habit
from desktop.declare.records import Record
from desktop.shared.demo import read_demo
from project8_gender import register_record_types


@pytest.fixture(scope="module")
def records() -> list[Record]:
    habit = Habit(look_up=lambda _field, text: text)
    types = {f"gender.{each.__name__}": each for each in register_record_types()}
    return [
        types[name](**{field: types[name].fields[field].parse(text, habit) for field, text in texts.items()})
        for name, texts in read_demo()
        if name in types
    ]


def test_that_the_demo_has_some_of_each(records: list[Record]) -> None:
    counts = Counter(type(record).__name__ for record in records)
    assert {name: counts[name] > 15 for name in counts} == {
        "Model": True,
        "Activity": True,
        "Expense": True,
        "BirthExpense": True,
        "Target": True,
    }


def test_that_the_demo_shows_what_is_not_matched(records: list[Record]) -> None:
    states = Counter(record.state for record in records if "unit_price" in type(record).fields)
    assert states.keys() == {"matched", "over", "without", "differ"}
    assert states["matched"] > 0.7 * states.total()
    rules = {problem.rule for record in records for problem in record.problems()}
    assert {"P8-02", "P8-03", "P8-05", "P8-07", "P8-11", "P8-13"} <= rules


def test_that_the_demo_names_nobody(records: list[Record]) -> None:
    numbers = [record.identity_number for record in records if "identity_number" in type(record).fields]
    assert numbers and all(number.startswith("099") for number in numbers)
