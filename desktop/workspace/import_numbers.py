"""Numbers within a list that may mean a record of several lists: asked once each, answered for one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from desktop.catalog import Catalog
from desktop.declare.fields import Reference
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import _
from desktop.excel.parsed import ParsedTable
from desktop.shared.places import Place
from desktop.shared.settled import answer_key, written_as
from desktop.workspace.import_lists import may_mean
from desktop.workspace.import_settle import Answers, Offer, Question

_CELLS, _OFFERS = 5, 20


def take_answers(
    parsed: ParsedTable, answers: Mapping[str, Mapping[str, str]], reader: Reader, catalog: Catalog
) -> None:
    """Fill the references somebody has said the number of; `answers` are those of the table, by field.

    A row that says commune or year differently from the record it would lead to stays open.
    """
    for declared, numbered in _open_rows(parsed):
        known = answers.get(declared.name, {})
        for number, positions in numbered.items() if known else ():
            meant = known.get(answer_key(written_as(number, parsed.table.file)))
            stored = reader.get(catalog.target_of(declared), meant) if meant else None
            for position in positions if stored is not None else ():
                record = parsed.records[position]
                if stored is not None and may_mean(stored, record, declared):
                    record.__dict__[declared.name] = stored.id


def number_questions(
    tables: Sequence[ParsedTable], answers: Answers, reader: Reader, catalog: Catalog
) -> Iterator[Question]:
    """A question for each number that stored records of other lists have, and none of the same workbook."""
    for parsed in tables:
        for declared, numbered in _open_rows(parsed):
            target, (theirs, ours) = catalog.target_of(declared), _number(declared)
            here = {
                getattr(record, theirs)
                for other in tables
                if other.table.file == parsed.table.file and other.table.record_type is target
                for record in other.records
            }
            for number, positions in numbered.items():
                if number in here:
                    continue
                stored = list(reader.rows(target, [Condition(theirs, "is", number)]))
                fitting = [
                    (position, [one for one in stored if may_mean(one, parsed.records[position], declared)])
                    for position in positions
                ]
                meant = {one.id or "": one for _position, ones in fitting for one in ones}
                cells = [
                    str(parsed.table.spot(parsed.rows[position], parsed.cell_of(position, ours)))
                    for position, ones in fitting
                    if ones
                ]
                asked = Question(
                    type(parsed.records[positions[0]]).__name__,
                    declared.name,
                    declared.label,
                    written_as(number, parsed.table.file),
                    _("Danh mục khác cũng có số này: chọn hồ sơ, hoặc ghi xã, năm của danh mục vào tệp."),
                    len(cells),
                    tuple(cells[:_CELLS]),
                    tuple(
                        Offer(id, _shown(one, declared, target, reader), 0.5)
                        for id, one in list(meant.items())[:_OFFERS]
                    ),
                )
                if meant and asked.key not in answers:
                    yield asked


def _number(declared: Reference) -> tuple[str, str]:
    """The field of the target that holds the number, and that of the record which names it."""
    ((theirs, ours),) = declared.found_by[0].items()
    return theirs, ours


def _open_rows(parsed: ParsedTable) -> Iterator[tuple[Reference, dict[Any, list[int]]]]:
    """The references that a number within one list fills, with the rows left open, by their number."""
    record_type = parsed.table.record_type
    assert record_type is not None
    for declared in record_type.fields.values():
        if not isinstance(declared, Reference) or not declared.within or len(declared.found_by) != 1:
            continue
        _theirs, ours = _number(declared)
        rows: dict[Any, list[int]] = {}
        for position, record in enumerate(parsed.records):
            if getattr(record, declared.name) is None and (number := getattr(record, ours)) is not None:
                rows.setdefault(number, []).append(position)
        yield declared, rows


def _shown(record: Record, declared: Reference, target: type[Record], reader: Reader) -> str:
    """The record with what says of which list it is."""
    id = record.id or ""
    told = []
    for name in declared.within:
        value, field = getattr(record, name), target.fields[name]
        if value is None:
            continue
        is_place = isinstance(field, Reference)
        told.append(reader.names(Place, [value]).get(value, "") if is_place else field.format(value))
    name = reader.names(target, [id]).get(id, id)
    return f"{name} ({', '.join(told)})" if told else name
