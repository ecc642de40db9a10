"""Asks whether every rule of the reference is declared by its id, by a component that it concerns."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.catalog import Catalog, LoadedComponent
from project8_gender.births import BirthExpense
from project8_gender.models import ModelMember, Reception

OWN = {"housing": ("P1", 21), "value_chain": ("P3", 20), "gender": ("P8", 14)}
SHARED = {f"G{number:02}" for number in range(1, 13)}
BY_THE_PROGRAM = {"P8-14"}
"""Kept by what a list is, not by a sentence about a record: names leave only where somebody asks for them."""


def ids_of(component: LoadedComponent) -> set[str]:
    """The ids of all its rules, those its fields tell among them."""
    found = {rule.id for record_type in component.record_types for rule in record_type.rules}
    found |= {rule.id for rule in component.rules}
    package = Path(__import__(component.module).__file__ or "").parent
    written = "".join(file.read_text("utf-8") for file in package.glob("*.py"))
    return found | {id for id in SHARED if f'rule="{id}"' in written}


@pytest.mark.parametrize("name", OWN)
def test_that_every_rule_of_the_component_is_declared(catalog: Catalog, name: str) -> None:
    component = next(each for each in catalog.loaded() if each.name == name)
    prefix, most = OWN[name]
    wanted = {f"{prefix}-{number:02}" for number in range(1, most + 1)} - BY_THE_PROGRAM
    own = {id for id in ids_of(component) if id.startswith("P")}
    assert own == wanted


def test_that_every_shared_rule_is_declared_by_each_component_it_concerns(catalog: Catalog) -> None:
    found = {component.name: ids_of(component) & SHARED for component in catalog.loaded()}
    assert set().union(*found.values()) == SHARED
    # Only housing judges a case by the list of its commune; nobody decides on an activity of Project 8.
    assert SHARED - found["housing"] == set()
    assert SHARED - found["value_chain"] == {"G06", "G07", "G12"}
    assert found["gender"] >= {"G02", "G03", "G05"}


def test_that_names_leave_only_where_somebody_asks() -> None:
    assert BirthExpense.confidential
    assert BirthExpense.fields["mother"].sensitive and ModelMember.fields["name"].sensitive
    assert not any(field.sensitive for field in Reception.fields.values())
