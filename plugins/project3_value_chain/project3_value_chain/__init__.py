"""Project 3, production support: what the component declares to the desktop; knows only the door."""

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
from project3_value_chain import texts
from project3_value_chain.across import RULES
from project3_value_chain.breeds import BreedLot
from project3_value_chain.ceilings import CEILING_RULES
from project3_value_chain.charts import CHARTS
from project3_value_chain.figures import INDICATORS
from project3_value_chain.forests import ForestContract
from project3_value_chain.herb_places import HERB_RULES
from project3_value_chain.herbs import HerbProject
from project3_value_chain.layouts import LAYOUTS
from project3_value_chain.lists import RULES as LIST_RULES
from project3_value_chain.members import ProjectMember
from project3_value_chain.norms import NORMS
from project3_value_chain.projects import ProductionProject
from project3_value_chain.reports import REPORTS
from project3_value_chain.revolving import RevolvingDue
from project3_value_chain.startups import StartUp

add_catalog(Path(__file__).parent / "locale")


@hookimpl
def register_component() -> Component:
    return Component("value_chain", "Dự án 3: sản xuất", order=30, icon="plant")


@hookimpl
def register_record_types() -> list[type[Record]]:
    return [
        ProductionProject,
        ProjectMember,
        BreedLot,
        RevolvingDue,
        StartUp,
        HerbProject,
        ForestContract,
    ]


@hookimpl
def register_rules() -> list[Rule]:
    return [*RULES, *LIST_RULES, *CEILING_RULES, *HERB_RULES]


@hookimpl
def register_norms() -> list[Norm]:
    return list(NORMS)


@hookimpl
def register_legal_texts() -> list[LegalText]:
    return texts_in(texts)


@hookimpl
def register_indicators() -> list[Indicator]:
    return list(INDICATORS)


@hookimpl
def register_charts() -> list[Chart]:
    return list(CHARTS)


@hookimpl
def register_reports() -> list[Report]:
    return list(REPORTS)


@hookimpl
def register_excel_layouts() -> list[ExcelLayout]:
    return list(LAYOUTS)
