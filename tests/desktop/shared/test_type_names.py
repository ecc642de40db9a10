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
