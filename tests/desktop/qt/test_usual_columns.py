"""Asks whether a list says in its first column who or what a row is about, and shows figures at first."""

from desktop.catalog import Catalog
from desktop.declare.fields import Reference, Text
from desktop.declare.records import Record
from desktop.qt.column_chooser import usual_columns
from desktop.shared import CapitalFact


def about(record_type: type[Record]) -> list[str]:
    """The fields that say whom a record is about: the person it names, else the household it leads to.

    A confidential one names nobody in its list, but the village or the place it is of.
    """
    if record_type.confidential:
        return list(record_type.shown_by[:1])
    fields = {name: field for name, field in record_type.fields.items() if field.required}
    persons = [name for name, field in fields.items() if isinstance(field, Text) and field.person]
    homes = [name for name, field in fields.items() if isinstance(field, Reference) and name == "household"]
    return persons or homes


def test_that_a_list_begins_with_whom_it_is_about(catalog: Catalog) -> None:
    asked = [each for each in catalog.record_types.values() if about(each)]
    assert len(asked) > 10
    assert any(each.confidential for each in asked)
    begins = {each.__name__: usual_columns(each)[0] for each in asked}
    assert {name: begun for name, begun in begins.items() if begun not in about(_of(asked, name))} == {}


def test_that_the_list_of_capital_shows_plan_and_disbursement() -> None:
    assert {"plan", "disbursed", "rate"} <= set(usual_columns(CapitalFact)[:7])


def _of(record_types: list[type[Record]], name: str) -> type[Record]:
    return next(each for each in record_types if each.__name__ == name)
