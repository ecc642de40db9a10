"""Finds a text in the cells of a list and says what would stand there instead; writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Choice, Field, NationalId, Reference, Text, YesNo
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Where
from desktop.declare.text import _, group_digits, tidy
from desktop.declare.values import plain_value
from desktop.workspace.cell_changes import MOST_ROWS, Typed, can_be_typed

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.workspace.workspace import Workspace


@plain_value
class Replacement:
    """What is sought and what comes instead; marks always count, capitals only with `case`."""

    sought: str
    instead: str
    whole: bool = False
    case: bool = False

    def in_text(self, text: str) -> str:
        """The text with every find replaced; the same text where there is none."""
        sought = tidy(self.sought)
        ways = 0 if self.case else re.IGNORECASE
        if self.whole:
            return self.instead if re.fullmatch(re.escape(sought), text, ways) else text
        return re.sub(re.escape(sought), lambda _found: self.instead, text, flags=ways)


def find_cells(
    workspace: Workspace,
    record_type: type[Record],
    names: Sequence[str],
    where: Where,
    asked: Replacement,
) -> list[Typed]:
    """The cells of these fields that hold what is sought, each with its new text; reads no other record."""
    if not tidy(asked.sought):
        return []
    found: list[Typed] = []
    for name in names:
        field = record_type.fields[name]
        if can_be_typed(field) and not isinstance(field, Reference):
            found += _in_field(workspace, record_type, field, where, asked)
    return found


def _in_field(
    workspace: Workspace, record_type: type[Record], field: Field[Any], where: Where, asked: Replacement
) -> Iterator[Typed]:
    narrowed = _condition(workspace, field, asked)
    if narrowed is None:
        return
    habit = workspace.habit()
    with workspace.store.reading() as reader:
        conditions = [*where, narrowed]
        if reader.count(record_type, conditions) > MOST_ROWS:
            raise Refusal(
                _("Có hơn {count} dòng chứa “{text}”.").format(
                    count=group_digits(MOST_ROWS), text=asked.sought
                ),
                _("Lọc bớt dòng rồi thay từng phần."),
            )
        for record in reader.rows(record_type, conditions):
            before = field.format(getattr(record, field.name), habit)
            after = asked.in_text(before) if isinstance(field, Text | NationalId) else asked.instead
            if after != before:
                seen = getattr(record, field.name)
                is_part = isinstance(field, Text) and before != seen and after != asked.instead
                why_not = (
                    _("Ô này hiện bản dịch; sửa một phần thì chuyển sang tiếng Việt.") if is_part else ""
                )
                yield Typed(record.id or "", field.name, after, seen=seen, why_not=why_not)


def _condition(workspace: Workspace, field: Field[Any], asked: Replacement) -> Condition | None:
    """What leads the store to the records that may hold it; None where none can.

    Words are found inside texts; of a choice, a figure or a date the whole value is meant.
    """
    if isinstance(field, Text | NationalId):
        return Condition(field.name, "contains", tidy(asked.sought))
    if isinstance(field, Choice | YesNo):
        values: list[Any] = list(field.options) if isinstance(field, Choice) else [True, False]
        fitting = tuple(value for value in values if _is_meant(field.format(value), asked))
        return Condition(field.name, "in", fitting) if fitting else None
    try:
        value = field.parse(asked.sought, workspace.habit())
    except ValueError:
        return None
    return None if value is None else Condition(field.name, "is", value)


def _is_meant(label: str, asked: Replacement) -> bool:
    sought = tidy(asked.sought)
    return label == sought if asked.case else label.lower() == sought.lower()
