"""The answer to a chart's question from stored records; knows no painter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from desktop.catalog import Catalog
from desktop.declare.charts import Chart, Drawing, Series, Value, label_of
from desktop.declare.dates import PartialDate
from desktop.declare.fields import Computed, Date, Field, Money, Reference
from desktop.declare.numbers import show_number
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.text import _, translate

_MOST_SERIES = 6
_MILLION = 1_000_000


def answer(chart: Chart, reader: Reader, where: Where, catalog: Catalog) -> Drawing:
    """Draw from the fields named by the chart, or ask its function."""
    fitting = [*chart.where, *where]
    if chart.answer is not None:
        return chart.answer(reader, fitting)
    by = [name for name in (chart.group_by, chart.split_by) if name]
    rows = reader.totals(chart.over, by, [chart.total] if chart.total else [], fitting)
    return _Table(chart, reader, fitting, catalog).drawing(rows)


class _Table:
    """Rows of totals on their way to labels and series."""

    def __init__(self, chart: Chart, reader: Reader, where: Where, catalog: Catalog) -> None:
        self.chart, self.over, self.reader, self.where, self.catalog = (
            chart,
            chart.over,
            reader,
            where,
            catalog,
        )
        total = self.over.fields.get(chart.total)
        kind = total.kind_of if isinstance(total, Computed) else total
        self.money = isinstance(kind, Money)
        self.unit = chart.unit or (
            _("triệu đồng") if self.money else getattr(kind, "unit", "") or translate(self.over.title).lower()
        )

    def drawing(self, rows: list[tuple[Any, ...]]) -> Drawing:
        if not rows:
            return Drawing(unit=self.unit, sentence=_("Chưa có dữ liệu."))
        amounts: dict[Any, dict[Any, Value]] = {}
        for row in rows:
            group, split = row[0], row[1] if self.chart.split_by else None
            value = row[-1]
            amounts.setdefault(group, {})[split] = self._scaled(value)
        groups = self._order(list(amounts), amounts)[: self.chart.most]
        splits = self._splits(amounts)
        labels = self._labels(self.chart.group_by, groups)
        names = (
            self._labels(self.chart.split_by, splits)
            if self.chart.split_by
            else [translate(self.over.plural)]
        )
        series = tuple(
            Series(
                name,
                tuple(amounts[group].get(split, 0) or 0 for group in groups),
                tuple(self._where(group, split) for group in groups),
            )
            for name, split in zip(names, splits, strict=True)
        )
        return Drawing(
            tuple(labels), series, self.unit, tuple(self.chart.lines), self._sentence(labels, series)
        )

    def _scaled(self, value: Any) -> Value:
        if value is None:
            return 0
        return Decimal(value) / _MILLION if self.money else value

    def _order(self, groups: list[Any], amounts: dict[Any, dict[Any, Value]]) -> list[Any]:
        field = self._kind(self.chart.group_by)
        if isinstance(field, Date) or self.chart.kind == "line":
            return sorted((group for group in groups if group is not None), key=_when)
        if hasattr(field, "options"):
            order = list(field.options)
            return sorted(groups, key=lambda group: order.index(group) if group in order else len(order))
        return sorted(groups, key=lambda group: -sum(float(value or 0) for value in amounts[group].values()))

    def _splits(self, amounts: dict[Any, dict[Any, Value]]) -> list[Any]:
        if not self.chart.split_by:
            return [None]
        seen = {split for values in amounts.values() for split in values}
        field = self._kind(self.chart.split_by)
        order = list(getattr(field, "options", ()))
        known = sorted(
            seen, key=lambda split: (order.index(split) if split in order else len(order), str(split))
        )
        return known[:_MOST_SERIES]

    def _kind(self, name: str) -> Field[Any]:
        field = self.over.fields[name]
        return field.kind_of if isinstance(field, Computed) else field

    def _labels(self, name: str, values: list[Any]) -> list[str]:
        field = self.over.fields[name]
        if isinstance(field, Reference):
            target = self.catalog.target_of(field)
            shown = self.reader.names(target, [value for value in values if value])
            return [shown.get(value, _("(chưa ghi)")) if value else _("(chưa ghi)") for value in values]
        return [label_of(self.over, name, value) for value in values]

    def _where(self, group: Any, split: Any) -> Where:
        conditions = [*self.where, _equals(self.chart.group_by, group)]
        return [*conditions, _equals(self.chart.split_by, split)] if self.chart.split_by else conditions

    def _sentence(self, labels: list[str], series: tuple[Series, ...]) -> str:
        zero = Decimal(0)
        totals = [sum((Decimal(str(one.values[n] or 0)) for one in series), zero) for n in range(len(labels))]
        if not any(totals):
            return ""
        most = max(range(len(totals)), key=totals.__getitem__)
        return _("Tổng {total} {unit}; nhiều nhất: {label} ({most}).").format(
            total=show_number(sum(totals, zero).quantize(Decimal("0.1"))),
            unit=self.unit,
            label=labels[most],
            most=show_number(totals[most].quantize(Decimal("0.1"))),
        )


def _equals(name: str, value: Any) -> Condition:
    return Condition(name, "empty") if value is None else Condition(name, "is", value)


def _when(value: Any) -> Any:
    return value.first_day if isinstance(value, PartialDate) else value
