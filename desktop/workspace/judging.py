"""Judges records by the norms of their day, their province and the time they were written; writes nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from desktop.catalog import Catalog
from desktop.declare.authors import PROGRAM
from desktop.declare.checking import suspects
from desktop.declare.former_norms import FormerBook, judged_by
from desktop.declare.norms import Norm, NormBook
from desktop.declare.problems import Problem
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.shared.provinces import Provinces
from desktop.shared.registered_norms import RegisteredNorm
from desktop.workspace.norm_register import (
    Register,
    is_kept,
    make_book,
    read_register,
    texts_of,
    wording,
)

if TYPE_CHECKING:
    from desktop.storage.changes import HistoryEntry, Touch
    from desktop.storage.store import Store

States = list[tuple[int, RegisteredNorm | None]]
"""What one row held from which change set on."""
Wording = Callable[[RegisteredNorm], Norm | None]
Versions = list[tuple[int, Norm | None]]
"""What one row of the register said from which change set on; None while it was not there."""


class Judge:
    """The books of one database: of today, of each province, of earlier times where norms have changed."""

    def __init__(self, now: NormBook, versions: Sequence[Versions] = ()) -> None:
        self.now = now
        self._versions = versions
        self._changes = sorted({number for each in versions for number, _norm in each if number})
        self._former: dict[int, FormerBook] = {}
        self._provinces = Provinces()

    def book_for(self, record: Record, reader: Reader) -> NormBook:
        """The book a record is judged by."""
        return self._in_its_province(self._written_by(record.changed_in), record, reader)

    def book_of_now(self, record: Record, reader: Reader) -> NormBook:
        """The book a record is judged by that is written now."""
        return self._in_its_province(self.now, record, reader)

    def _in_its_province(self, book: NormBook, record: Record, reader: Reader) -> NormBook:
        if not book.provinces:
            return book
        province = self._provinces.of(record, reader) or book.province
        return book.within(province if province in book.provinces else "")

    def _written_by(self, change_set: int) -> NormBook:
        """The norms as they stood at the end of a change set; a new record is judged by those of now."""
        if not self._changes or not change_set or change_set >= self._changes[-1]:
            return self.now
        place = bisect_right(self._changes, change_set)
        if place not in self._former:
            until = self._changes[place] - 1
            stood = (_at(each, until) for each in self._versions)
            self._former[place] = FormerBook((norm for norm in stood if norm is not None), self.now)
        return self._former[place]

    def problems_of(self, record: Record, reader: Reader) -> list[Problem]:
        """What is wrong with one record by itself, and which of its norms have changed since."""
        book = self.book_for(record, reader)
        if not isinstance(book, FormerBook):
            return record.problems(book)
        book = book.unnoted()
        found = record.problems(book)
        told = [changed.problem(record) for changed in book.noted.values()]
        return sorted([*found, *told], key=lambda problem: problem.grade.rank)

    def problems(self, records: Sequence[Record], reader: Reader) -> Iterator[Problem]:
        """What is wrong with records of one type, each by itself."""
        for book, positions in self.parts(records, reader):
            for record in _worth_asking([records[position] for position in positions], book):
                yield from self.problems_of(record, reader)

    def parts(self, records: Sequence[Record], reader: Reader) -> Iterator[tuple[NormBook, Sequence[int]]]:
        """The positions of the records that are judged by one book, book by book."""
        if not self._changes and not self.now.provinces:
            yield self.now, range(len(records))
            return
        alike: defaultdict[tuple[int, str | None], list[int]] = defaultdict(list)
        place_of = self._provinces.place_of
        for position, record in enumerate(records):
            alike[record.changed_in, place_of(record)].append(position)
        found: dict[int, tuple[NormBook, list[int]]] = {}
        for positions in alike.values():
            book = self.book_for(records[positions[0]], reader)
            found.setdefault(id(book), (book, []))[1].extend(positions)
        for book, positions in found.values():
            yield book, sorted(positions)


def _worth_asking(records: Sequence[Record], book: NormBook) -> Iterator[Record]:
    """The records that may have a problem, and those judged by a norm that has changed since."""
    former = book.unnoted() if isinstance(book, FormerBook) else None
    found = suspects(type(records[0]), records, former or book)
    if former is None or not former.noted:
        yield from (records[position] for position in found)
    elif len(records) == 1:
        yield records[0]
    else:
        half = len(records) // 2
        yield from _worth_asking(records[:half], book)
        yield from _worth_asking(records[half:], book)


def _at(versions: Versions, change_set: int) -> Norm | None:
    """What a row said at the end of a change set."""
    stood: Norm | None = None
    for number, norm in versions:
        if number > change_set:
            break
        stood = norm
    return stood


def read_judge(catalog: Catalog, store: Store, register: Register | None = None) -> Judge:
    """The books of a database as it is now; its register is read where it is not given."""
    if not is_kept(catalog):
        return Judge(catalog.norms)
    register = register or read_register(store)
    texts = texts_of(register)
    states = _read_states(store, register.touches[RegisteredNorm])
    with store.reading() as reader:
        word = wording(texts, reader)
        norms = {row.id or "": word(row) for row in register.norms}
        versions = [
            _words(each, word) if each else [(0, norms[id])]
            for id, each in states.items()
            if each or id in norms
        ]
        return Judge(make_book(catalog, reader, texts, norms), versions)


def _read_states(store: Store, touches: Sequence[Touch]) -> dict[str, States]:
    """The rows of norms as they were from change set to change set; none of one the program brought once."""
    touched: dict[str, list[Touch]] = {}
    for touch in touches:
        touched.setdefault(touch.id, []).append(touch)
    lasting = {id for id, each in touched.items() if [touch.who for touch in each] == [PROGRAM]}
    others = [touch for touch in touches if touch.id not in lasting]
    told = store.histories(RegisteredNorm, others) if others else {}
    return {id: _states(id, told[id]) if id in told else [] for id in touched}


def _states(id: str, history: Sequence[HistoryEntry]) -> States:
    """What one row held from which change set on, the oldest first."""
    values: dict[str, object] = {}
    states: States = []
    for entry in reversed(history):
        values |= {name: after for name, (_before, after) in entry.fields.items()}
        is_first = not states and entry.kind == "new" and entry.change_set.who == PROGRAM
        row = None if entry.kind == "deleted" else RegisteredNorm(id=id, **values)
        states.append((0 if is_first else entry.change_set.number, row))
    return states


def _words(states: States, word: Wording) -> Versions:
    """The norms of a row's states; states that judge alike are one."""
    words: Versions = []
    for number, row in states:
        norm = word(row) if row else None
        if words and _decides(words[-1][1]) == _decides(norm):
            words[-1] = (words[-1][0], norm)
        elif words or norm:
            words.append((number, norm))
    return words


def _decides(norm: Norm | None) -> tuple[object, ...] | None:
    if norm is None:
        return None
    scope = (norm.source, norm.area, norm.province, norm.valid_from, norm.valid_to, norm.preferred)
    return (*judged_by(norm), *scope)
