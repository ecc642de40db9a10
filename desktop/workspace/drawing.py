"""The answer to a chart's question from stored records; knows no painter."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby, product
from typing import Any

from desktop.catalog import Catalog
from desktop.declare.charts import Chart, Drawing, Series, label_of
from desktop.declare.dates import PartialDate
from desktop.declare.fields import Computed, Date, Field, Money, Reference
from desktop.declare.numbers import show_number
from desktop.declare.ordering import word_order
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.records import Record
from desktop.declare.text import _, translate

_log = logging.getLogger(__name__)
_MOST_SERIES = 6
_MILLION = 1_000_000

Group = Any
"""A value of `group_by` or `split_by`, or a `_Rest` of many."""
_Cells = Mapping[tuple[Any, Any], int | Decimal]
"""The figure of each group and split that has one."""


class _Rest(tuple[Any, ...]):
    """Values too many to be drawn each for itself: drawn together, so that nothing is lost from the sum."""


def answer(chart: Chart, reader: Reader, where: Where, catalog: Catalog, day: date | None = None) -> Drawing:
    """Draw from the fields named by the chart, or ask its function; of what ends only what lasts on a day."""
    fitting = [*chart.where, *where]
    fitting += lasting(chart.over, fitting, day or date.today())
    if chart.answer is not None:
        return _asked(chart, chart.answer, reader, fitting)
    by = [name for name in (chart.group_by, chart.split_by) if name]
    rows = reader.totals(chart.over, by, [chart.total] if chart.total else [], fitting)
    return _Table(chart, reader, fitting, catalog).drawing(rows)


def _asked(
    chart: Chart, work_out: Callable[[Reader, Where], Drawing], reader: Reader, where: Where
) -> Drawing:
    """What a component's own function answers; where it fails the chart is named, and the others go on."""
    try:
        return work_out(reader, where)
    except Refusal:
        raise
    except Exception as failure:
        _log.error("chart %s raised %s", chart.name, type(failure).__name__)
        says = _("Biểu đồ này gặp lỗi khi tính. Hãy báo người hỗ trợ tên “{name}”.")
        raise Refusal(says.format(name=chart.name)) from failure


def lasting(record_type: type[Record], where: Where, day: date) -> list[Condition]:
    """That records had begun by a day and had not ended, unless the end is asked of already."""
    began, ended = record_type.lasts
    if not ended or any(each.field in (ended, "id") for each in where):
        return []
    return [Condition(began, "begins_by", day), Condition(ended, "ends_after", day)]


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
        split_by = self.chart.split_by
        cells = {(row[0], row[1] if split_by else None): row[-1] or 0 for row in rows}
        groups, labels = self._evenly(self._groups(cells), cells)
        splits = self._splits(cells) if split_by else [None]
        names = self._labels(split_by, splits) if split_by else [translate(self.over.plural)]
        series = tuple(
            Series(
                name,
                tuple(
                    self._scaled(sum(cells.get(cell, 0) for cell in product(_each(group), _each(split))))
                    for group in groups
                ),
                tuple(self._where(group, split) for group in groups),
            )
            for name, split in zip(names, splits, strict=True)
        )
        sentence = self._sentence(groups, labels, series)
        return Drawing(tuple(labels), series, self.unit, tuple(self.chart.lines), sentence)

    def _scaled(self, value: int | Decimal) -> int | Decimal:
        return Decimal(value) / _MILLION if self.money else value

    def _groups(self, cells: _Cells) -> list[Group]:
        sums = _sums(cells)
        if self._is_a_course():
            # A course over time is never cut; what has no date has no place in it.
            return sorted((group for group in sums if group is not None), key=_when)
        if self._options(self.chart.group_by):
            return self._shortened(self._in_order(self.chart.group_by, sums), self.chart.most)
        return self._shortened(sorted(sums, key=lambda group: -sums[group]), self.chart.most)

    def _evenly(self, groups: list[Group], cells: _Cells) -> tuple[list[Group], list[str]]:
        """Groups with their labels; what is as much as its neighbour stands by its name."""
        labels = self._labels(self.chart.group_by, groups)
        if self._is_a_course() or self._options(self.chart.group_by):
            return groups, labels
        sums = _sums(cells)
        told = groupby(zip(groups, labels, strict=True), key=lambda pair: sums.get(pair[0]))
        ordered = [pair for _sum, even in told for pair in sorted(even, key=lambda one: word_order(one[1]))]
        return [group for group, _label in ordered], [label for _group, label in ordered]

    def _splits(self, cells: _Cells) -> list[Group]:
        seen = {split: None for _group, split in cells}
        return self._shortened(self._in_order(self.chart.split_by, seen), _MOST_SERIES)

    def _is_a_course(self) -> bool:
        return isinstance(self._kind(self.chart.group_by), Date) or self.chart.kind == "line"

    def _options(self, name: str) -> list[str]:
        return list(getattr(self._kind(name), "options", ()))

    def _in_order(self, name: str, values: Iterable[Any]) -> list[Any]:
        order = self._options(name)
        return sorted(
            values,
            key=lambda each: (order.index(each) if each in order else len(order), word_order(str(each))),
        )

    @staticmethod
    def _shortened(values: list[Any], most: int) -> list[Group]:
        if len(values) <= most:
            return values
        # What is not known stays apart: no condition fits it together with values.
        apart = [None] if None in values else []
        known = [value for value in values if value is not None]
        shown = known[: most - 1 - len(apart)]
        return [*shown, _Rest(known[len(shown) :]), *apart]

    def _kind(self, name: str) -> Field[Any]:
        field = self.over.fields[name]
        return field.kind_of if isinstance(field, Computed) else field

    def _labels(self, name: str, values: list[Group]) -> list[str]:
        field = self.over.fields[name]
        shown: Mapping[str, str] = {}
        if isinstance(field, Reference):
            ids = [value for value in values if isinstance(value, str)]
            shown = self.reader.names(self.catalog.target_of(field), ids)
        return [
            _("Còn lại ({count})").format(count=len(value))
            if isinstance(value, _Rest)
            else shown.get(value) or label_of(self.over, name, value)
            for value in values
        ]

    def _where(self, group: Group, split: Group) -> Where:
        conditions = [*self.where, _fitting(self.chart.group_by, group)]
        return [*conditions, _fitting(self.chart.split_by, split)] if self.chart.split_by else conditions

    def _sentence(self, groups: list[Group], labels: list[str], series: tuple[Series, ...]) -> str:
        """The sum, and who has the most of it: many that are drawn together are nobody."""
        zero = Decimal(0)
        totals = [sum((Decimal(str(one.values[n] or 0)) for one in series), zero) for n in range(len(labels))]
        if not any(totals):
            return ""
        alone = [place for place, group in enumerate(groups) if not isinstance(group, _Rest)]
        most = max(alone or range(len(totals)), key=totals.__getitem__)
        return _("Tổng {total} {unit}; nhiều nhất: {label} ({most}).").format(
            total=show_number(sum(totals, zero).quantize(Decimal("0.1"))),
            unit=translate(self.unit),
            label=labels[most],
            most=show_number(totals[most].quantize(Decimal("0.1"))),
        )


def _sums(cells: _Cells) -> dict[Any, int | Decimal]:
    """What each group comes to, whatever it is split by."""
    sums: dict[Any, int | Decimal] = {}
    for (group, _split), value in cells.items():
        sums[group] = sums.get(group, 0) + value
    return sums


def _each(value: Group) -> tuple[Any, ...]:
    return value if isinstance(value, _Rest) else (value,)


def _fitting(name: str, value: Group) -> Condition:
    if isinstance(value, _Rest):
        return Condition(name, "in", list(value))
    return Condition(name, "empty") if value is None else Condition(name, "is", value)


def _when(value: Any) -> Any:
    return value.first_day if isinstance(value, PartialDate) else value
