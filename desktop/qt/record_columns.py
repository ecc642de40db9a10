"""How a field looks as a column: its heading, its side, its width; knows no store."""

from __future__ import annotations

import re
from typing import Any

from desktop.declare.fields import Choice, Computed, Date, Field, LongText, Money, Percent, Reference
from desktop.declare.fields import Decimal as DecimalField
from desktop.declare.fields import Integer as IntegerField
from desktop.declare.text import translate

_SIGNS = re.compile(r"[,;:()./]+ *")


def shown_kind(field: Field[Any]) -> Field[Any]:
    """The field that shows a value: for a computed one the kind it is made of."""
    return field.kind_of if isinstance(field, Computed) else field


def is_figure(field: Field[Any]) -> bool:
    """Whether a field's values stand right-aligned, one under the other."""
    return isinstance(shown_kind(field), IntegerField | DecimalField | Money)


def heading_of(field: Field[Any]) -> str:
    """The label with its unit, where it does not say it, for a column whose cells show bare figures."""
    unit = translate(getattr(shown_kind(field), "unit", ""))
    label = translate(field.label)
    is_said = f" {unit.lower()} " in f" {_SIGNS.sub(' ', label.lower())} "
    return label if not unit or is_said or isinstance(shown_kind(field), Percent) else f"{label} ({unit})"


def usual_width(field: Field[Any]) -> int:
    """How many letters a column is wide before anybody changed it."""
    kind = shown_kind(field)
    if isinstance(kind, Money):
        return 13
    if isinstance(kind, Date):
        return 13
    if isinstance(kind, IntegerField | DecimalField):
        return 11
    if isinstance(kind, LongText):
        return 36
    if isinstance(kind, Choice):
        longest = max((len(translate(said)) for said in kind.options.values()), default=0)
        return min(max(longest + 2, 10), 20)
    return 22 if isinstance(kind, Reference) else 20
