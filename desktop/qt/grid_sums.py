"""What the selected cells of a grid add up to, in words; whole columns are added up by the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.declare.numbers import show_number
from desktop.declare.reading import Condition
from desktop.declare.text import _, group_digits, translate
from desktop.qt.record_columns import is_figure, shown_kind

if TYPE_CHECKING:
    from desktop.declare.fields import Field
    from desktop.qt.record_table import RecordTable

_MOST_SUMMED = 20_000


class Range(NamedTuple):
    """A rectangle of cells; all four ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def cells(self) -> int:
        """How many cells it has, the column of signs left out."""
        return (self.bottom - self.top + 1) * (self.right - max(1, self.left) + 1)


def summary(table: RecordTable, ranges: Sequence[Range]) -> str:
    """`Chọn 12 ô: tổng 528.000.000 · TB 44.000.000`; of very many only how many; empty for one cell."""
    count = sum(each.cells for each in ranges)
    if count < 2:
        return ""
    if count > _MOST_SUMMED:
        return _counted(count)
    figures: list[Decimal] = []
    fields = []
    for each in ranges:
        for field in _figures_in(table, each):
            fields.append(field)
            records = (table.record_at(row) for row in range(each.top, each.bottom + 1))
            found = (getattr(record, field.name) for record in records if record is not None)
            figures += [Decimal(value) for value in found if value is not None]
    return _says(count, fields, sum(figures, Decimal(0)), len(figures))


def summed_by_store(table: RecordTable, ranges: Sequence[Range]) -> Callable[[], str] | None:
    """What tells the sum of columns chosen from top to end; None where less or else is selected."""
    count = sum(each.cells for each in ranges)
    whole = all(each.top == 0 and each.bottom == table.rowCount() - 1 for each in ranges)
    fields = [field for each in ranges for field in _figures_in(table, each) if field.stored]
    if count <= _MOST_SUMMED or not whole or not fields:
        return None
    workspace, record_type, where = table.workspace, table.record_type, list(table.where)

    def work_out() -> str:
        total, filled = Decimal(0), 0
        with workspace.reading() as reader:
            for field in fields:
                asked = [*where, Condition(field.name, "filled")]
                for number, own in reader.totals(record_type, [], [field.name], asked):
                    total, filled = total + Decimal(own or 0), filled + number
        return _says(count, fields, total, filled)

    return work_out


def _figures_in(table: RecordTable, each: Range) -> list[Field[Any]]:
    fields = (table.field_at(column) for column in range(max(1, each.left), each.right + 1))
    return [field for field in fields if field is not None and is_figure(field)]


def _counted(count: int) -> str:
    return _("Chọn {count} ô").format(count=group_digits(count))


def _says(count: int, fields: Sequence[Field[Any]], total: Decimal, filled: int) -> str:
    if not filled:
        return _counted(count)
    units = {getattr(shown_kind(field), "unit", "") for field in fields}
    unit = f" {translate(units.pop())}" if len(units) == 1 else ""
    return _counted(count) + _(": tổng {total}{unit} · TB {mean}{unit}").format(
        total=show_number(total), mean=show_number(round(total / filled, 2)), unit=unit.rstrip()
    )
