"""Project 8, gender equality: what the component declares; it knows only the desktop's door."""

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
from project8_gender import repeats, targets, texts
from project8_gender.activities import Activity
from project8_gender.births import BirthExpense
from project8_gender.charts import CHARTS
from project8_gender.contents import ActivityKind
from project8_gender.expenses import Expense
from project8_gender.figures import INDICATORS
from project8_gender.layouts import LAYOUTS
from project8_gender.models import Model, Reception
from project8_gender.norms import NORMS
from project8_gender.reports import REPORTS

add_catalog(Path(__file__).parent / "locale")


@hookimpl
def register_component() -> Component:
    return Component("gender", "Dự án 8: bình đẳng giới", order=80, icon="women")


@hookimpl
def register_record_types() -> list[type[Record]]:
    return [Model, Reception, Activity, Expense, BirthExpense, targets.Target, ActivityKind]


@hookimpl
def register_rules() -> list[Rule]:
    return [*repeats.RULES, *targets.RULES]


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
