"""Asks whether officers read the title of a list where the program keeps its name in code."""

from __future__ import annotations

from desktop.shared import Household
from desktop.shared.imported import ImportedSheet
from desktop.shared.returned import ReturnedRows


def test_that_a_type_of_record_is_shown_by_its_title_and_read_back() -> None:
    name = Household.qualified_name()
    for field in (ReturnedRows.fields["record_type"], ImportedSheet.fields["record_type"]):
        assert field.format(name) == Household.plural
        assert field.parse(field.format(name)) == field.parse(name) == name
        assert field.parse(field.format("away.Thing")) == "away.Thing" and field.format(None) == ""


def test_that_a_type_made_of_another_for_a_while_lends_it_no_title() -> None:
    made: type[Household] = type(Household.__name__, (Household,), {})
    assert made.plural != Household.plural and made.qualified_name() == Household.qualified_name()
    assert ReturnedRows.fields["record_type"].format(made.qualified_name()) == Household.plural
