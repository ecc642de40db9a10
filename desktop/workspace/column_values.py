"""Which values stand in a column of a list, as they are shown and how often; changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from desktop.declare.dates import first_day
from desktop.declare.fields import Choice, Computed, Date, Field, Reference, Text
from desktop.declare.ordering import person_order, word_order
from desktop.declare.reading import Condition, Where
from desktop.declare.values import plain_value
from desktop.workspace.references import order_of_shown

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.workspace.workspace import Workspace

MOST = 500


@plain_value
class ColumnValue:
    """One value, how it is shown, how many records hold it; `value` None is an empty cell."""

    value: Any
    shown: str
    count: int


@plain_value
class ColumnValues:
    """The values in the order one looks for them; with `is_part` there are more, held by fewer records."""

    values: Sequence[ColumnValue]
    is_part: bool = False


def column_values(
    workspace: Workspace, record_type: type[Record], name: str, where: Where = (), words: str = ""
) -> ColumnValues:
    """The values of a field among the records that fit; of a text those that hold the words."""
    field = record_type.fields[name]
    asked = [each for each in where if each.field != name]
    if words and isinstance(_kind(field), Text):
        asked.append(Condition(name, "contains", words))
    with workspace.reading() as reader:
        if workspace.as_of is not None and isinstance(field, Reference):
            found = sorted(reader.totals(record_type, [name], where=asked), key=lambda row: -row[1])
        else:
            with workspace.store.reading() as stored:
                found = list(stored.values(record_type, name, asked, MOST + 1))
        if isinstance(field, Reference):
            ids = [value for value, _count in found[:MOST] if value is not None]
            workspace.references.learn(workspace.catalog.target_of(field), ids, reader)
    habit = workspace.habit()
    kept = [ColumnValue(value, field.format(value, habit), count) for value, count in found[:MOST]]
    order: Callable[[str], str] = word_order
    if isinstance(field, Reference):
        order = order_of_shown(workspace.catalog.target_of(field))
    elif getattr(_kind(field), "person", False):
        order = person_order
    return ColumnValues(sorted(kept, key=lambda each: _order(_kind(field), each, order)), len(found) > MOST)


def _kind(field: Field[Any]) -> Field[Any]:
    return field.kind_of if isinstance(field, Computed) else field


def _order(kind: Field[Any], one: ColumnValue, words: Callable[[str], str]) -> tuple[bool, Any]:
    """Empty cells last; figures and dates by what they are, choices as declared, the rest by its words."""
    if one.value is None:
        return (True, 0)
    if isinstance(kind, Choice):
        return (
            False,
            list(kind.options).index(one.value) if one.value in kind.options else len(kind.options),
        )
    if isinstance(kind, Date):
        return (False, first_day(one.value).toordinal())
    if isinstance(kind, Text | Reference):
        return (False, words(one.shown))
    return (False, one.value)
