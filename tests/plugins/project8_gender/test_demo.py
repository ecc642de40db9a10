"""Asks whether the demo of Project 8 shows each kind of problem and names nobody."""

from collections import Counter

import pytest

from desktop.declare.fields import Habit
from desktop.declare.records import Record
from desktop.shared.demo import read_demo
from desktop.workspace.demo import made
from project8_gender import register_record_types
from project8_gender.activities import Activity
from project8_gender.expenses import Expense
from project8_gender.models import Model, Reception


@pytest.fixture(scope="module")
def records() -> list[Record]:
    habit = Habit(look_up=lambda _field, text: text)
    types = {f"gender.{each.__name__}": each for each in register_record_types()}
    return [made(types[name], texts, habit) for name, texts in read_demo() if name in types]


def test_that_the_demo_has_some_of_each(records: list[Record]) -> None:
    counts = Counter(type(record).__name__ for record in records)
    assert {name: counts[name] > 15 for name in counts} == dict.fromkeys(
        ("Model", "Reception", "Activity", "Expense", "BirthExpense", "Target"), True
    )


def test_that_models_list_their_members_and_meetings(records: list[Record]) -> None:
    models = [record for record in records if isinstance(record, Model)]
    listed = [model for model in models if model.member_list]
    assert len(listed) > 15 and all(model.meeting_list for model in listed)
    assert all(len(model.member_list) == model.members for model in listed)
    addresses = {model.id for model in models if model.kind == "address"}
    assert {record.model for record in records if isinstance(record, Reception)} <= addresses


def test_that_most_expenses_are_of_an_activity(records: list[Record]) -> None:
    held = {record.id: record for record in records if isinstance(record, Activity)}
    expenses = [record for record in records if isinstance(record, Expense)]
    of_one = [expense for expense in expenses if expense.activity]
    assert len(of_one) > 0.6 * len(expenses)
    for expense in of_one:
        activity = held[expense.activity]
        assert (activity.commune, activity.content) == (expense.commune, expense.content)
        assert activity.held_on <= expense.paid_on


def test_that_the_demo_shows_what_is_not_matched(records: list[Record]) -> None:
    states = Counter(record.state for record in records if "unit_price" in type(record).fields)
    assert states.keys() == {"matched", "over", "without", "differ"}
    assert states["matched"] > 0.7 * states.total()
    rules = {problem.rule for record in records for problem in record.problems()}
    assert {"P8-02", "P8-03", "P8-05", "P8-07", "P8-11", "P8-13"} <= rules


def test_that_the_demo_names_nobody(records: list[Record]) -> None:
    numbers = [record.identity_number for record in records if "identity_number" in type(record).fields]
    assert numbers and all(number.startswith("099") for number in numbers)
