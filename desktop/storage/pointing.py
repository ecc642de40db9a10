"""Where the references of record types lead in a database; knows no row and no connection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from desktop.declare.fields import Reference
from desktop.declare.records import Record
from desktop.storage.codec import Codec


class _Part(Protocol):
    """A table in SQL with the columns it keeps."""

    @property
    def name(self) -> str: ...
    @property
    def codec(self) -> Codec: ...


class _Whole(_Part, Protocol):
    """The table of a record type, with those of the rows its records own."""

    @property
    def component(self) -> str: ...
    @property
    def record_type(self) -> type[Record]: ...
    @property
    def details(self) -> Mapping[str, _Part]: ...


Whole = TypeVar("Whole", bound=_Whole)


def references_in(table: _Whole) -> Iterator[tuple[str, str, Reference]]:
    """The references of records and of the rows they own: table in SQL, column, declaration."""
    parts: list[_Part] = [table, *table.details.values()]
    for part in parts:
        for name, field in part.codec.fields.items():
            if isinstance(field, Reference):
                yield part.name, name, field


def find_targets(tables: Iterable[Whole]) -> dict[Reference, Whole]:
    """The table each reference leads into; a name means a type of the own component before another's."""
    made = list(tables)
    # Many references of a component lead to one type: looked for once.
    told: dict[tuple[type[Record] | str, str], Whole | None] = {}
    found: dict[Reference, Whole] = {}
    for table in made:
        for _name, _column, reference in references_in(table):
            way = reference.to, table.component
            if way not in told:
                told[way] = _target(reference, table.component, made)
            if (target := told[way]) is not None:
                found[reference] = target
    return found


def _target(reference: Reference, component: str, made: Sequence[Whole]) -> Whole | None:
    meant = [table for table in made if reference.means(table.record_type)]
    own = [table for table in meant if table.component == component]
    return next(iter(own or meant), None)
