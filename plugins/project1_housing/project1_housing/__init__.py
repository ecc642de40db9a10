"""Project 1: land, houses and water; what the component declares to the desktop, knowing only its door."""

from pathlib import Path

from desktop.api import (
    Chart,
    Component,
    ExcelLayout,
    Indicator,
    LegalText,
    Norm,
    Record,
    Report,
    Rule,
    add_catalog,
    hookimpl,
    texts_in,
)
from project1_housing import texts
from project1_housing.careers import CareerChange
from project1_housing.cases import HousingCase
from project1_housing.charts import CHARTS
from project1_housing.farmland import ProductionLand
from project1_housing.figures import INDICATORS
from project1_housing.land import ResidentialLand
from project1_housing.layouts import LAYOUTS
from project1_housing.other_norms import ALL_NORMS
from project1_housing.owed import OWED_CHARTS
from project1_housing.portfolio import PORTFOLIO_CHARTS
from project1_housing.repeats import RULES
from project1_housing.reports import REPORTS
from project1_housing.water import ScatteredWater
from project1_housing.works import WORK_RULES, WaterWork

add_catalog(Path(__file__).parent / "locale")


@hookimpl
def register_component() -> Component:
    return Component("housing", "Dự án 1: đất, nhà, nước", order=10, icon="house")


@hookimpl
def register_record_types() -> list[type[Record]]:
    return [HousingCase, ResidentialLand, ProductionLand, CareerChange, ScatteredWater, WaterWork]


@hookimpl
def register_rules() -> list[Rule]:
    return [*RULES, *WORK_RULES]


@hookimpl
def register_norms() -> list[Norm]:
    return list(ALL_NORMS)


@hookimpl
def register_legal_texts() -> list[LegalText]:
    return texts_in(texts)


@hookimpl
def register_indicators() -> list[Indicator]:
    return list(INDICATORS)


@hookimpl
def register_charts() -> list[Chart]:
    return [*PORTFOLIO_CHARTS, *OWED_CHARTS, *CHARTS]


@hookimpl
def register_reports() -> list[Report]:
    return list(REPORTS)


@hookimpl
def register_excel_layouts() -> list[ExcelLayout]:
    return list(LAYOUTS)
