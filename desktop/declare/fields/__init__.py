"""The kinds of field a record is made of."""

from desktop.declare.fields.base import MASK, PLAIN, Field, Habit
from desktop.declare.fields.figures import Date, Decimal, Integer, Money, Percent
from desktop.declare.fields.links import AttachedFile, Attachment, Computed, Details, Reference, SumOf
from desktop.declare.fields.words import Choice, LongText, NationalId, Text, YesNo

__all__ = [
    "MASK",
    "PLAIN",
    "AttachedFile",
    "Attachment",
    "Choice",
    "Computed",
    "Date",
    "Decimal",
    "Details",
    "Field",
    "Habit",
    "Integer",
    "LongText",
    "Money",
    "NationalId",
    "Percent",
    "Reference",
    "SumOf",
    "Text",
    "YesNo",
]
