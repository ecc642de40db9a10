"""One question on figures by sex and by people, answered by a drawing; knows no painter."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from desktop.declare.charts import BarChart, Chart, Drawing, Series
from desktop.declare.numbers import show_number
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.text import _
from desktop.shared import scoring
from desktop.shared.indicator_parts import PartScore, rolled_up_parts
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue
from desktop.shared.scoreboard import scoreboard

_MOST_INDICATORS, _MOST_PARTS = 8, 6


class _Told(NamedTuple):
    """One indicator with its parts, and the records they stand in."""

    definition: IndicatorDefinition
    parts: dict[str, PartScore]
    ids: list[str]

    @property
    def label(self) -> str:
        """How it stands under its bars."""
        return f"{self.definition.code} {self.definition.spoken('name')}"

    @property
    def gap(self) -> Decimal:
        """How far its parts are from each other."""
        widest = _widest(self.parts.values())
        return widest[-1].figure - widest[0].figure


def answer_parts(reader: Reader, where: Where) -> Drawing:
    """The indicators whose parts are furthest from each other in the latest year, of the unit most have."""
    told = _told(reader.as_stored(), where)
    if not told:
        return Drawing(sentence=_("Chưa có số liệu chỉ tiêu nào ghi theo giới, dân tộc."))
    units = [each.definition.spoken("unit") for each in told]
    unit = max(dict.fromkeys(units), key=units.count)
    alike = [each for each in told if each.definition.spoken("unit") == unit]
    shown = sorted(alike, key=lambda each: -each.gap)[:_MOST_INDICATORS]
    names = list(dict.fromkeys(name for each in shown for name in each.parts))[:_MOST_PARTS]
    wheres = tuple((Condition("id", "in", each.ids),) for each in shown)
    series = tuple(
        Series(name, tuple(part.figure if (part := each.parts.get(name)) else None for each in shown), wheres)
        for name in names
    )
    labels = tuple(each.label for each in shown)
    return Drawing(labels, series, unit, sentence=_sentence(shown[0]), adds_up=False, among=len(alike))


def _told(reader: Reader, where: Where) -> list[_Told]:
    found = []
    for score in scoreboard(reader, where):
        ids = [value.id for value in score.values]
        rows = reader.rows(IndicatorValue, [Condition("id", "in", ids)])
        parts = rolled_up_parts(
            score.definition.kind,
            [row.parts or () for row in rows],
            scale=100 if score.definition.is_percent else 1,
            lowest_first=score.definition.direction == scoring.UP,
        )
        if _widest(parts):
            found.append(_Told(score.definition, {part.name: part for part in parts}, ids))
    return found


def _widest(parts: Iterable[PartScore]) -> list[PartScore]:
    """Sexes or peoples, whichever are further from each other, the lowest first; empty where none has two."""
    told = list(parts)
    kinds = ([part for part in told if part.is_of_sex is of_sex] for of_sex in (True, False))
    compared = [sorted(kind, key=lambda part: part.figure) for kind in kinds if len(kind) > 1]
    return max(compared, key=lambda kind: kind[-1].figure - kind[0].figure, default=[])


def _sentence(widest: _Told) -> str:
    parts = _widest(widest.parts.values())
    says = _("Lệch nhiều nhất: {label}, {low} {least}, {high} {most}.")
    return says.format(
        label=widest.label,
        low=parts[0].name,
        least=show_number(round(parts[0].figure, 2)),
        high=parts[-1].name,
        most=show_number(round(parts[-1].figure, 2)),
    )


CHARTS: list[Chart] = [
    BarChart(
        "Nam, nữ và các dân tộc cách nhau bao xa?",
        IndicatorValue,
        name="indicators_by_people",
        answer=answer_parts,
    )
]
