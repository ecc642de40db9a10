"""Filter, order and columns of a list, kept in the database under a name; knows no window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Field
from desktop.declare.reading import Condition, Sort
from desktop.declare.text import _
from desktop.declare.values import plain_value
from desktop.shared.saved_views import SavedView

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.workspace.workspace import Workspace


@plain_value
class ListView:
    """How a list is looked at; `frozen` columns stay in sight when it is moved sideways."""

    columns: tuple[str, ...]
    where: tuple[Condition, ...] = ()
    sort_by: tuple[Sort, ...] = ()
    words: str = ""
    frozen: int = 0

    def as_text(self, record_type: type[Record]) -> str:
        """As it is kept."""
        fields = record_type.fields
        return json.dumps(
            {
                "columns": self.columns,
                "where": [[one.field, one.test, _kept(fields.get(one.field), one)] for one in self.where],
                "sort": [[one.field, one.descending] for one in self.sort_by],
                "words": self.words,
                "frozen": self.frozen,
            },
            ensure_ascii=False,
        )


def read_view(text: str, record_type: type[Record]) -> ListView:
    """What was kept; fields that are there no more are left out. Raises `ValueError` for anything else."""
    fields = record_type.fields
    try:
        kept: dict[str, Any] = json.loads(text)
        return ListView(
            columns=tuple(name for name in kept["columns"] if name in fields),
            where=tuple(_conditions(kept["where"], fields)),
            sort_by=tuple(Sort(name, bool(down)) for name, down in kept["sort"] if name in fields),
            words=str(kept["words"]),
            frozen=int(kept["frozen"]),
        )
    except (KeyError, TypeError, ArithmeticError) as failure:
        raise ValueError(_("Cách xem này không đọc được.")) from failure


def _kept(field: Field[Any] | None, condition: Condition) -> Any:
    if field is None or condition.value is None or condition.test == "contains":
        return condition.value
    if condition.test == "in":
        return [None if value is None else field.to_store(value) for value in condition.value]
    return field.to_store(condition.value)


def _conditions(kept: list[list[Any]], fields: dict[str, Field[Any]]) -> Iterator[Condition]:
    for name, test, value in kept:
        field = fields.get(name)
        if name and field is None:
            continue
        if field is not None and test != "contains" and value is not None:
            value = tuple(map(field.from_store, value)) if test == "in" else field.from_store(value)
        yield Condition(name, test, value)


def views_of(workspace: Workspace, record_type: type[Record]) -> list[SavedView]:
    """The views that were kept of a list, by name."""
    with workspace.store.reading() as reader:
        found = list(reader.rows(SavedView, [Condition("of", "is", record_type.__name__)], [Sort("name")]))
    return found


def save_view(workspace: Workspace, record_type: type[Record], name: str, view: ListView) -> int:
    """Keep a view under a name, in place of one that had it; the number of the change set."""
    kept = SavedView(of=record_type.__name__, name=name, content=view.as_text(record_type))
    with workspace.writing(_("Lưu cách xem “{name}”").format(name=name)) as writing:
        writing.upsert_all([kept], erase=True)
    return writing.number
