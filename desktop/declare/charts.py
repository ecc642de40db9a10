"""Questions whose answer can be drawn; knows no painter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.declare.reading import Reader, Where
    from desktop.declare.records import Record

Value = int | float | Decimal | None


class Series(NamedTuple):
    """One row of values, as many as there are labels; `wheres` lead from each value to its records.

    `overs` are the record types of these, value by value, where they are not the one the chart is over.
    """

    name: str
    values: tuple[Value, ...]
    wheres: tuple[Where, ...] = ()
    overs: tuple[type[Record], ...] = ()


class Line(NamedTuple):
    """A target or norm drawn across the chart, dashed and labelled."""

    label: str
    value: Value


class Drawing(NamedTuple):
    """The answer to a chart's question: labels, series, unit, lines, and one sentence that reads it.

    Values that are no parts of a whole, such as means, do not `add_up`; no value in percent does. Where only
    the first labels are given, `among` says how many there are.
    """

    labels: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    unit: str = ""
    lines: tuple[Line, ...] = ()
    sentence: str = ""
    adds_up: bool = True
    among: int = 0


@plain_value
class Chart:
    """A question (`title`) about the records `over`, answered either by fields or by a function.

    `group_by` gives the labels, `total` the field that is summed (records are counted without it),
    `split_by` the series, `where` the records that count. For more, `answer(reader, where)` returns a
    `Drawing`; `where` is then the filter of the page. `unit` is what the values are measured in; money
    fields are shown in triệu đồng. `lines` are fixed norms or targets. `name` is made from the component's
    where left out. With `is_stuck` each label is a cause for which records cannot go on, and the start page
    names it, with their number, among what is to be done.
    """

    kind: ClassVar[str] = "bar"

    title: str
    over: type[Record]
    group_by: str = ""
    _: KW_ONLY
    name: str = ""
    unit: str = ""
    total: str = ""
    split_by: str = ""
    where: Where = ()
    lines: Sequence[Line] = ()
    answer: Callable[[Reader, Where], Drawing] | None = None
    most: int = 20
    help: str = ""
    is_stuck: bool = False


class BarChart(Chart):
    """Bars from zero, one for each label: `BarChart("Người dự theo chủ đề", Session, group_by="topic")`."""


class StackedBarChart(Chart):
    """Bars whose parts (`split_by`) add up."""

    kind: ClassVar[str] = "stacked"


class LineChart(Chart):
    """A course over time; labels are periods in order."""

    kind: ClassVar[str] = "line"


class ProgressChart(Chart):
    """What was reached against a target: the first series is what was reached, the second the target."""

    kind: ClassVar[str] = "progress"


def label_of(record_type: type[Record], field_name: str, value: Any) -> str:
    """How a value of `group_by` is written under its bar; references are named by the caller."""
    from desktop.declare.text import _

    return _("(chưa ghi)") if value is None else record_type.fields[field_name].format(value)
