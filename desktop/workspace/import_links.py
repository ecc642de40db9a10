"""References of imported rows that stored records answer; saves nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop.declare.fields import Date, Field, Reference
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import fold, spelling
from desktop.excel.found import FoundTable

_CHUNK = 500


def fill_found_by(
    records: Sequence[Record],
    record_type: type[Record],
    target_of: Callable[[Reference], type[Record]],
    reader: Reader,
) -> None:
    """Fill empty references from their `found_by` where exactly one record fits."""
    for name, declared in record_type.fields.items():
        if not isinstance(declared, Reference) or not declared.found_by:
            continue
        target = target_of(declared)
        for way in declared.found_by:
            empty = [record for record in records if getattr(record, name) is None]
            if not empty or not reader.count(target):
                break
            _fill(empty, name, way, target, reader)


def _fill(
    empty: Sequence[Record], name: str, way: Mapping[str, str], target: type[Record], reader: Reader
) -> None:
    theirs, ours = list(way), list(way.values())
    wanted = {getattr(record, ours[0]) for record in empty} - {None}
    found = _by_values(reader, target, theirs, sorted(wanted, key=str))
    for record in empty:
        key = _key(record, ours)
        ids = found.get(key, []) if None not in key else []
        if len(ids) == 1:
            record.__dict__[name] = ids[0]


def _by_values(
    reader: Reader, target: type[Record], names: Sequence[str], wanted: Sequence[Any]
) -> dict[tuple[Any, ...], list[str]]:
    found: dict[tuple[Any, ...], list[str]] = {}
    for start in range(0, len(wanted), _CHUNK):
        where = [Condition(names[0], "in", list(wanted[start : start + _CHUNK]))]
        for record in reader.rows(target, where):
            found.setdefault(_key(record, names), []).append(record.id or "")
    return found


def _key(record: Record, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(_comparable(type(record).fields[name], getattr(record, name)) for name in names)


def _comparable(field: Field[Any], value: Any) -> Any:
    """What two lists may write in two ways: marks make other people, a day says no more than its year."""
    if isinstance(value, str):
        return spelling(value) if getattr(field, "person", False) else fold(value)
    return value.year if isinstance(field, Date) and value is not None else value


class Kept:
    """What the stored records of our own export show, so that a cell nobody touched keeps its very value."""

    def __init__(
        self, target_of: Callable[[Reference], type[Record]], reader: Reader, table: FoundTable
    ) -> None:
        self.records: dict[str, Record] = {}
        self.names: dict[str, str] = {}
        if not table.id_column:
            return
        assert table.record_type is not None
        record_type = table.record_type
        ids = [str(table.cells.value(row, table.id_column) or "") for row in table.data_rows]
        for start in range(0, len(ids), _CHUNK):
            where = [Condition("id", "in", ids[start : start + _CHUNK])]
            self.records.update({record.id or "": record for record in reader.rows(record_type, where)})
        for name, declared in record_type.fields.items():
            if isinstance(declared, Reference):
                wanted = {getattr(record, name) for record in self.records.values()} - {None}
                self.names.update(reader.names(target_of(declared), wanted))

    def answer(self, id: str, field_name: str, text: str) -> str | None:
        """The stored reference of a record where the text shows just that."""
        record = self.records.get(id)
        value = getattr(record, field_name) if record is not None else None
        return value if value and self.names.get(value) == text else None
