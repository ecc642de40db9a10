"""Which bars, points and words a drawing comes to, and how they read; knows no painter and no colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.declare.charts import Drawing, Series, Value
from desktop.declare.numbers import show_number
from desktop.declare.reading import Condition, Where
from desktop.declare.text import _, fold, translate

if TYPE_CHECKING:
    from desktop.declare.records import Record

MOST_SERIES = 6
"""More series cannot be told apart on grey paper; the rest is drawn as one."""

_DONG = {"dong", "d", "vnd"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar, part of a bar, or point: which series and label, from where to where, and what it says.

    `where` leads to its records: those of the type `over`, of the chart's own where that is None.
    """

    series: int
    label: int
    start: float
    end: float
    reading: str
    where: Where | None = None
    over: type[Record] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing made ready to paint: values scaled to `unit`; `ends` is the text at the end of each label."""

    kind: str
    labels: tuple[str, ...]
    names: tuple[str, ...]
    unit: str
    marks: tuple[Mark, ...]
    lines: tuple[tuple[str, float], ...]
    ends: tuple[str, ...]

    @property
    def top(self) -> float:
        """The largest value drawn, norm lines included; never zero, so that an axis can be made of it."""
        highest = [mark.end for mark in self.marks] + [value for _label, value in self.lines]
        return max([*highest, 0.0]) or 1.0

    @property
    def bottom(self) -> float:
        """Zero, or the smallest value where some are below it: bars always start from zero."""
        return min([mark.end for mark in self.marks] + [0.0])

    @property
    def is_whole(self) -> bool:
        """Whether all that is drawn are whole numbers."""
        return all(mark.end.is_integer() for mark in self.marks)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(mark.end != mark.start or self.kind == "line" for mark in self.marks)


def figure_of(drawing: Drawing, kind: str) -> Figure:
    """The marks of a drawing for one kind of chart: `bar`, `stacked`, `line` or `progress`."""
    scale, unit = scale_of(drawing.unit)
    series = _at_most(drawing.series)
    values = [[_scaled(value, scale) for value in one.values] for one in series]
    lines = tuple(
        (translate(line.label), value)
        for line in drawing.lines
        if (value := _scaled(line.value, scale)) is not None
    )
    marks = tuple(_marks(drawing, series, values, kind, unit, lines))
    return Figure(
        kind=kind,
        labels=drawing.labels,
        names=tuple(one.name for one in series),
        unit=unit,
        marks=marks,
        lines=tuple((f"{label}: {show(value)} {unit}".rstrip(), float(value)) for label, value in lines),
        ends=tuple(_end(values, place, kind) for place in range(len(drawing.labels))),
    )


def shortened(drawing: Drawing, most: int) -> Drawing:
    """The drawing with its first labels only."""
    series = tuple(
        Series(one.name, one.values[:most], one.wheres[:most], one.overs[:most]) for one in drawing.series
    )
    return drawing._replace(labels=drawing.labels[:most], series=series)


def scale_of(unit: str) -> tuple[Decimal, str]:
    """What values are divided by to be drawn, and the unit they then have: money stands in million."""
    if fold(unit) in _DONG:
        return Decimal(10**6), _("triệu đồng")
    return Decimal(1), translate(unit)


def _scaled(value: Value, scale: Decimal) -> Decimal | None:
    return None if value is None else Decimal(str(value)) / scale


def show(value: Decimal | None, decimals: int = 1) -> str:
    """A value as it is read beside a bar: national grouping, at most one decimal."""
    if value is None:
        return ""
    return show_number(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _at_most(series: Sequence[Series]) -> list[Series]:
    if len(series) <= MOST_SERIES:
        return list(series)
    kept, rest = list(series[: MOST_SERIES - 1]), series[MOST_SERIES - 1 :]
    columns = zip(*(one.values for one in rest), strict=True)
    sums = tuple(sum((Decimal(str(value or 0)) for value in column), Decimal(0)) for column in columns)
    return [*kept, Series(_("Khác"), sums, _together(rest), rest[0].overs)]


def _together(series: Sequence[Series]) -> tuple[Where, ...]:
    """Where the records of several series are, value by value; nothing where it cannot be said in one go."""
    if any(len(one.wheres) < len(one.values) or one.overs != series[0].overs for one in series):
        return ()
    found = [_joined(column) for column in zip(*(one.wheres for one in series), strict=True)]
    return tuple(where for where in found if where is not None) if None not in found else ()


def _joined(wheres: Sequence[Where]) -> Where | None:
    """Conditions that differ in the values of one field alone as one of many values."""
    first = list(wheres[0])
    if any(len(where) != len(first) for where in wheres):
        return None
    columns = [list(column) for column in zip(*wheres, strict=True)]
    differing = [number for number, column in enumerate(columns) if column != [column[0]] * len(column)]
    if len(differing) != 1:
        return None
    column = columns[differing[0]]
    alike = all(one.field == other.field for one, other in pairwise(column))
    if not alike or any(one.test not in ("is", "in") for one in column):
        return None
    values = [value for one in column for value in ([one.value] if one.test == "is" else one.value)]
    first[differing[0]] = Condition(column[0].field, "in", values)
    return first


def _marks(
    drawing: Drawing,
    series: Sequence[Series],
    values: Sequence[Sequence[Decimal | None]],
    kind: str,
    unit: str,
    lines: Sequence[tuple[str, Decimal]],
) -> Iterator[Mark]:
    adds_up = drawing.adds_up and not unit.startswith("%")
    reached = [Decimal(0)] * len(drawing.labels)
    for number, one in enumerate(series):
        for place, value in enumerate(values[number]):
            if value is None or place >= len(drawing.labels):
                continue
            start = reached[place] if kind == "stacked" else Decimal(0)
            reached[place] = start + value
            says = _reading(drawing.labels[place], one.name, values, (number, place), unit)
            says += _share_told(values, (number, place), kind, adds_up)
            yield Mark(
                number,
                place,
                float(start),
                float(start + value),
                says + ("" if kind == "stacked" and len(series) > 1 else _beside(value, lines)),
                one.wheres[place] if place < len(one.wheres) else None,
                one.overs[place] if place < len(one.overs) else None,
            )


def _beside(value: Decimal, lines: Sequence[tuple[str, Decimal]]) -> str:
    """How much that is of each norm or target."""
    told = ((label, share) for label, whole in lines if (share := _share(value, whole)))
    says = "\n" + _("bằng {share} của “{label}”")
    return "".join(says.format(share=share, label=label) for label, share in told)


def _reading(
    label: str,
    name: str,
    values: Sequence[Sequence[Decimal | None]],
    where: tuple[int, int],
    unit: str,
) -> str:
    number, place = where
    value = values[number][place] or Decimal(0)
    about = f"{label} · {name}" if name and len(values) > 1 else label
    return f"{about}: {show(value, 3)} {unit}".rstrip()


def _share_told(
    values: Sequence[Sequence[Decimal | None]], where: tuple[int, int], kind: str, adds_up: bool
) -> str:
    """Which share of its bar, of all bars, or of the target a value is; empty where it is part of none."""
    number, place = where
    if kind == "progress":
        whole = values[1][place] if len(values) > 1 else None
        # Of a hundred per cent the figure is its own share.
        share = _share(values[0][place] or Decimal(0), whole) if whole != 100 else ""
        return _(" – đạt {share}").format(share=share) if share else ""
    across = [column[place] for column in values] if kind == "stacked" else values[number]
    if not adds_up or len([part for part in across if part]) < 2:
        return ""
    share = _share(
        values[number][place] or Decimal(0), sum((part or Decimal(0) for part in across), Decimal(0))
    )
    return f" ({share})" if share else ""


def _share(part: Decimal, whole: Decimal | None) -> str:
    return f"{show(part * 100 / whole)} %" if whole and whole > 0 else ""


def _end(values: Sequence[Sequence[Decimal | None]], place: int, kind: str) -> str:
    """What stands at the end of a bar: its value, the sum of its parts, or how much of the target."""
    column = [one[place] for one in values if place < len(one)]
    if kind == "progress" and len(column) > 1:
        return _share(column[0] or Decimal(0), column[1]) or show(column[0])
    if kind == "stacked":
        return show(sum((value or Decimal(0) for value in column), Decimal(0)))
    return show(column[0]) if kind in ("bar", "progress") and len(column) == 1 else ""
