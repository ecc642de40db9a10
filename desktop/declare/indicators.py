"""Figures with unit, direction, base and targets; knows no report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.declare.reading import Reader, Where
    from desktop.declare.records import Record


class Measured(NamedTuple):
    """A computed figure; a ratio keeps what it was divided from, so that sums over places stay right."""

    value: Decimal | int | None
    numerator: Decimal | int | None = None
    denominator: Decimal | int | None = None


@plain_value
class Indicator:
    """A figure a component contributes: `compute(reader, where)` answers it from the records.

    `direction` is `up` where more is better, `down` where less is. `targets` maps a year to its target.
    Where it is made of the records `over`, `sex` and `people` name their fields it is broken down by: it is
    asked again for each value that stands there.
    """

    name: str
    title: str
    unit: str
    compute: Callable[[Reader, Where], Measured]
    direction: str = "up"
    base: Decimal | int | None = None
    base_year: int | None = None
    targets: Mapping[int, Decimal | int] = field(default_factory=dict)
    basis: str = ""
    over: type[Record] | None = None
    sex: str = ""
    people: str = ""
