"""The component of the desktop itself: places, households and people, declared like those of any plugin."""

from desktop.declare.components import Component
from desktop.declare.layouts import ExcelLayout
from desktop.declare.records import Record
from desktop.declare.rules import Rule
from desktop.hookspecs import hookimpl
from desktop.shared.duplicates import AlikeByName, OneNumberTwoPersons, village_key
from desktop.shared.households import (
    KINH,
    RULES,
    EarlierSupport,
    Household,
    Person,
    ethnicity_field,
    is_minority,
    poverty_field,
    sex_field,
)
from desktop.shared.identity import age_on, birth_year_fits, is_one_name, is_same_writing, sex_fits
from desktop.shared.layouts import LAYOUTS
from desktop.shared.places import Place, PlaceLink, successor

__all__ = [
    "KINH",
    "AlikeByName",
    "EarlierSupport",
    "Household",
    "OneNumberTwoPersons",
    "Person",
    "Place",
    "PlaceLink",
    "age_on",
    "birth_year_fits",
    "ethnicity_field",
    "is_minority",
    "is_one_name",
    "is_same_writing",
    "poverty_field",
    "sex_field",
    "sex_fits",
    "successor",
    "village_key",
]


@hookimpl
def register_component() -> Component:
    return Component("shared", "Dữ liệu chung", order=0, icon="household")


@hookimpl
def register_record_types() -> list[type[Record]]:
    return [Household, Person, Place, PlaceLink]


@hookimpl
def register_rules() -> list[Rule]:
    return list(RULES)


@hookimpl
def register_excel_layouts() -> list[ExcelLayout]:
    return list(LAYOUTS)
