"""The one door for plugins: everything a component may use, and no code."""

from desktop.declare.charts import (
    BarChart,
    Chart,
    Drawing,
    Line,
    LineChart,
    ProgressChart,
    Series,
    StackedBarChart,
)
from desktop.declare.components import API_VERSION, Change, Component, Schema
from desktop.declare.courses import Course, dated
from desktop.declare.dates import Day, PartialDate, first_day, last_day
from desktop.declare.fields import (
    PLAIN,
    AttachedFile,
    Attachment,
    Choice,
    Computed,
    Date,
    Decimal,
    Details,
    Field,
    Habit,
    Integer,
    LongText,
    Money,
    NationalId,
    Percent,
    Reference,
    SumOf,
    Text,
    YesNo,
)
from desktop.declare.indicators import Indicator, Measured
from desktop.declare.layouts import Column, ExcelLayout
from desktop.declare.norms import CONFIRMED, PRESS, PRESUMED, LegalText, Norm, NormBook, texts_in
from desktop.declare.numbers import show_number
from desktop.declare.ordering import person_order, word_order
from desktop.declare.problems import Finding, Grade, Problem, Refusal, Spot
from desktop.declare.reading import Condition, Reader, Sort, Where
from desktop.declare.records import Record
from desktop.declare.rules import Beside, RecordRule, Rule, Twice, rule
from desktop.declare.supports import Support, Supported
from desktop.declare.text import _, add_catalog, fold, tidy
from desktop.hookspecs import hookimpl

__all__ = [
    "API_VERSION",
    "CONFIRMED",
    "PLAIN",
    "PRESS",
    "PRESUMED",
    "AttachedFile",
    "Attachment",
    "BarChart",
    "Beside",
    "Change",
    "Chart",
    "Choice",
    "Column",
    "Component",
    "Computed",
    "Condition",
    "Course",
    "Date",
    "Day",
    "Decimal",
    "Details",
    "Drawing",
    "ExcelLayout",
    "Field",
    "Finding",
    "Grade",
    "Habit",
    "Indicator",
    "Integer",
    "LegalText",
    "Line",
    "LineChart",
    "LongText",
    "Measured",
    "Money",
    "NationalId",
    "Norm",
    "NormBook",
    "PartialDate",
    "Percent",
    "Problem",
    "ProgressChart",
    "Reader",
    "Record",
    "RecordRule",
    "Reference",
    "Refusal",
    "Rule",
    "Schema",
    "Series",
    "Sort",
    "Spot",
    "StackedBarChart",
    "SumOf",
    "Support",
    "Supported",
    "Text",
    "Twice",
    "Where",
    "YesNo",
    "_",
    "add_catalog",
    "dated",
    "first_day",
    "fold",
    "hookimpl",
    "last_day",
    "person_order",
    "rule",
    "show_number",
    "texts_in",
    "tidy",
    "word_order",
]
