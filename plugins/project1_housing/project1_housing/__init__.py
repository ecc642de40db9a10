"""Project 1, housing: what the component declares to the desktop; it knows only the desktop's door."""

from pathlib import Path

from desktop.api import Chart, Component, ExcelLayout, Norm, Record, Rule, add_catalog, hookimpl
from project1_housing.cases import HousingCase
from project1_housing.charts import CHARTS
from project1_housing.layouts import LAYOUTS
from project1_housing.norms import NORMS
from project1_housing.repeats import RULES

add_catalog(Path(__file__).parent / "locale")


@hookimpl
def register_component() -> Component:
    return Component("housing", "Dự án 1: nhà ở", order=10, icon="house")


@hookimpl
def register_record_types() -> list[type[Record]]:
    return [HousingCase]


@hookimpl
def register_rules() -> list[Rule]:
    return list(RULES)


@hookimpl
def register_norms() -> list[Norm]:
    return list(NORMS)


@hookimpl
def register_charts() -> list[Chart]:
    return list(CHARTS)


@hookimpl
def register_excel_layouts() -> list[ExcelLayout]:
    return list(LAYOUTS)
