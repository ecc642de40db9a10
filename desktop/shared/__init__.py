"""The component of the desktop itself, declared like any plugin's: places, people, targets, obstacles."""

from desktop.declare.charts import Chart
from desktop.declare.components import Component
from desktop.declare.layouts import ExcelLayout
from desktop.declare.records import Record
from desktop.declare.rules import Rule
from desktop.hookspecs import hookimpl
from desktop.shared import indicator_charts, indicator_layouts, indicator_rules, obstacles
from desktop.shared.calendar import ReportingDuty, ReportingPeriod, SupervisionVisit
from desktop.shared.duplicates import AlikeByName, OneNumberTwoPersons, village_key
from desktop.shared.households import (
    RULES,
    EarlierSupport,
    Household,
    Person,
    is_minority,
)
from desktop.shared.identity import age_on, birth_year_fits, is_one_name, is_same_writing, sex_fits
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue, PhaseFunds, PhaseResult
from desktop.shared.layouts import LAYOUTS
from desktop.shared.obstacles import Obstacle
from desktop.shared.people import (
    KINH,
    Numbered,
    birth_field,
    commune_field,
    ethnicity_field,
    identity_field,
    old_commune_field,
    old_district_field,
    poverty_field,
    sex_field,
    village_field,
)
from desktop.shared.places import Place, PlaceLink, successor

__all__ = [
    "KINH",
    "AlikeByName",
    "EarlierSupport",
    "Household",
    "IndicatorDefinition",
    "IndicatorValue",
    "Numbered",
    "Obstacle",
    "OneNumberTwoPersons",
    "Person",
    "PhaseFunds",
    "PhaseResult",
    "Place",
    "PlaceLink",
    "ReportingDuty",
    "ReportingPeriod",
    "SupervisionVisit",
    "age_on",
    "birth_field",
    "birth_year_fits",
    "commune_field",
    "ethnicity_field",
    "identity_field",
    "is_minority",
    "is_one_name",
    "is_same_writing",
    "old_commune_field",
    "old_district_field",
    "poverty_field",
    "sex_field",
    "sex_fits",
    "successor",
    "village_field",
    "village_key",
]


@hookimpl
def register_component() -> Component:
    return Component("shared", "Dữ liệu chung", order=0, icon="household")


@hookimpl
def register_record_types() -> list[type[Record]]:
    return [
        Household,
        Person,
        IndicatorValue,
        PhaseResult,
        PhaseFunds,
        Obstacle,
        ReportingPeriod,
        SupervisionVisit,
        IndicatorDefinition,
        ReportingDuty,
        Place,
        PlaceLink,
    ]


@hookimpl
def register_rules() -> list[Rule]:
    return [*RULES, *indicator_rules.RULES]


@hookimpl
def register_charts() -> list[Chart]:
    return [*indicator_charts.CHARTS, *obstacles.CHARTS]


@hookimpl
def register_excel_layouts() -> list[ExcelLayout]:
    return [*LAYOUTS, *indicator_layouts.LAYOUTS]
