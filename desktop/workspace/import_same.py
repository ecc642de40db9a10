"""Rows that mean a stored record under another key: by its number, or by an officer's word; saves no row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from desktop.catalog import Catalog
from desktop.declare.fields import Date, Field, Reference, Text
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.declare.text import _, fold, translate
from desktop.declare.values import plain_value
from desktop.excel.parsed import ParsedTable, naming_column
from desktop.shared.identity import is_one_name, is_stranger
from desktop.shared.not_the_same import NotTheSame, told_apart
from desktop.shared.settled import answer_key
from desktop.storage.changes import NEW
from desktop.workspace.import_registers import registered

if TYPE_CHECKING:
    from desktop.storage.changes import Saved
    from desktop.storage.writing import Writing

SAME, OTHER, LATER = "same", "other", "later"
"""What a row is beside a record that is like it: that record; another, to be remembered; not said yet.

What is not said goes in as a new record, and the pair waits among those that may be one.
"""

SameKey = tuple[str, str, str, str, int, str]
"""File, sheet, part of the columns, record type, row, and the stored record it may be."""

KNOWN_AS = "id"
"""Where it is kept among the settled values which record a row was said to be."""

FoundBy = tuple[str, str]
"""How a row was found, and the stored record it was taken for."""

_CHUNK, _MOST, _LONGEST = 500, 500, 250


@plain_value
class Likely:
    """A row that may be a stored record: what the file says of it, what is stored, and why it may be."""

    key: SameKey
    cell: str
    read: Record
    stored: Record
    why: str

    @property
    def record_type(self) -> type[Record]:
        """What both are."""
        return type(self.read)


class Sameness:
    """What one import has been told of rows that mean a stored record, and what it has to ask."""

    def __init__(self, catalog: Catalog, answers: Mapping[SameKey, str]) -> None:
        self._catalog, self.answers = catalog, answers
        self.learnt: dict[tuple[str, str, str], str] = {}
        """Settled values that hold from now on where this import stays; a preview leaves none behind."""

        self.questions: list[Likely] = []
        self._keeps_apart = NotTheSame in catalog.record_types.values()
        self._asked: dict[SameKey, tuple[int, str]] = {}
        self._apart: dict[int, list[str]] = {}
        self._parted: dict[int, str] = {}
        self._found_by: dict[int, FoundBy] = {}
        self._often: defaultdict[tuple[str, ...], set[tuple[Any, ...]]] = defaultdict(set)
        self._meant: dict[str, str] = {}

    def hear(self, tables: Sequence[ParsedTable]) -> None:
        """Hear which numbers several tables say: they alone do not tell what a row means."""
        records = [each.records for each in tables if each.records]
        for record_type in {type(own[0]) for own in records}:
            lists = [own for own in records if type(own[0]) is record_type]
            for number, within in record_type.known_by.items() if len(lists) > 1 else ():
                names = (number, *within)
                known: set[tuple[Any, ...]] = set()
                for own in lists:
                    said = {_values(record, names) for record in own}
                    self._often[record_type.__name__, *names] |= known & said
                    known |= said

    def take_answers(self, parsed: ParsedTable, positions: Sequence[int]) -> None:
        """Let the rows that were said to be a stored record be that one; of two rows the first."""
        head = _head(parsed)
        said = {key[4:]: answer for key, answer in self.answers.items() if key[:4] == head}
        by_row = {row: id for (row, id), answer in said.items() if answer == SAME}
        before = parsed.table.answers.get(KNOWN_AS, {})
        taken: set[str] = set()
        for position in positions if by_row or before else ():
            row = parsed.rows[position]
            id = by_row.get(row) or before.get(_writing(parsed.records[position]), "")
            if id and said.get((row, id)) == OTHER:
                self._parted[position] = id
            elif said.get((row, id)) == LATER:
                continue
            elif id and id not in taken and not parsed.ids[position]:
                parsed.records[position].id = id
                taken.add(id)
                self._found_by[position] = _("Đã trả lời: cùng một hồ sơ."), id

    def find_by_number(self, parsed: ParsedTable, saved: Mapping[int, Saved], writing: Writing) -> bool:
        """Give new rows the id of the stored record they are surely, by a number; whether there were any."""
        record_type = type(parsed.records[0])
        taken = {one.id for one in saved.values()}
        fresh = [position for position, one in saved.items() if one.kind == NEW]
        is_found = False
        for number, within in record_type.known_by.items():
            rows = _by_values(parsed, fresh, (number, *within))
            found = _stored_alike(record_type, number, within, rows, writing)
            is_found |= self._take(parsed, number, found, taken)
        compared = _compared(record_type, is_closer=True)
        for number in record_type.known_by:
            still = [position for position in fresh if not parsed.records[position].id]
            said = {values[0]: place for values, place in _by_values(parsed, still, (number,)).items()}
            listed = registered(self._catalog, record_type, said, compared, writing)
            is_found |= self._take(parsed, number, listed, taken, is_own=False)
        return is_found

    def _take(
        self,
        parsed: ParsedTable,
        number: str,
        found: Iterable[tuple[int, dict[str, Any]]],
        taken: set[str],
        *,
        is_own: bool = True,
    ) -> bool:
        """Give rows the stored record that alone has their number and contradicts nothing; ask of others.

        A number that is not the record's own but one in a register tells less: it asks of nobody else.
        """
        record_type = type(parsed.records[0])
        names = (number, *(record_type.known_by[number] if is_own else ()))
        often = self._often[record_type.__name__, *names]
        agreeing: defaultdict[int, list[str]] = defaultdict(list)
        for position, one in found:
            record = parsed.records[position]
            if one["id"] in taken or record.id:
                continue
            is_meant = one["id"] in self._meant
            # A person in two households of one list has not moved: both rows say where that one lives.
            is_closer = is_meant or _values(record, names) in often
            compared = _compared(record_type, is_closer=is_closer)
            differing = [name for name in compared if not _agree(record, one, name)]
            if self._is_other(parsed, position, one["id"]):
                continue
            if not differing:
                agreeing[position].append(one["id"])
            elif not is_own and len(differing) == len(compared):
                continue
            elif not is_meant and not (is_own and _are_strangers(record, one, number)):
                self._ask(parsed, position, one["id"], _why(record_type, number, differing))
        is_found = False
        by_number = _why_surely(record_type, number)
        for position, ids in agreeing.items():
            if len(ids) == 1:
                parsed.records[position].id = ids[0]
                taken.add(ids[0])
                is_found = True
                self._found_by[position] = by_number, ids[0]
            else:
                self.ask(parsed, position, ids, _why_several(record_type, number, len(ids)))
        return is_found

    def _is_other(self, parsed: ParsedTable, position: int, id: str) -> bool:
        """Whether somebody said that a row is not this record, which is then remembered."""
        is_other = self.answers.get((*_head(parsed), parsed.rows[position], id)) == OTHER
        if is_other:
            self._apart.setdefault(position, []).append(id)
        return is_other

    def ask(self, parsed: ParsedTable, position: int, ids: Sequence[str], why: str) -> bool:
        """Ask whether a row is one of these stored records; False where all were said to be others."""
        answers = [self._ask(parsed, position, id, why) for id in ids]
        return set(answers) != {OTHER}

    def _ask(self, parsed: ParsedTable, position: int, id: str, why: str) -> str:
        if self._is_other(parsed, position, id):
            return OTHER
        key = (*_head(parsed), parsed.rows[position], id)
        answer = self.answers.get(key, "")
        if not answer and self._meant.get(id) != NEW:  # an answer finds no record that a preview makes
            self._asked.setdefault(key, (position, why))
        return answer

    def finish(self, parsed: ParsedTable, saved: Mapping[int, Saved], writing: Writing) -> dict[int, FoundBy]:
        """Put the questions on a table that is saved, and keep which of its rows are others.

        Gives, by position, how the rows were found that not their key says what they are; refused ones too.
        """
        record_type = type(parsed.records[0]) if parsed.records else Record
        ids = sorted({key[-1] for key in self._asked})
        stored = {record.id: record for record in writing.rows_by_ids(record_type, ids)} if ids else {}
        column = naming_column(parsed.table)
        for key, (position, why) in self._asked.items():
            record = parsed.records[position]
            if key[-1] in stored and not record.id and position not in parsed.unread:
                cell = str(parsed.table.spot(parsed.rows[position], column))
                self.questions.append(Likely(key, cell, record, stored[key[-1]], why))
        self._asked = {}
        self._meant.update((one.id, one.kind) for one in saved.values())
        self._remember(parsed, saved, writing)
        self._keep_apart(record_type, saved, writing)
        self.questions = self.questions[:_MOST]
        found_by, self._found_by = self._found_by, {}
        return found_by

    def _remember(self, parsed: ParsedTable, saved: Mapping[int, Saved], writing: Writing) -> None:
        """Keep which record a row means that its key does not find the next time either."""
        head = _head(parsed)
        said = {key[4]: key[5] for key, answer in self.answers.items() if key[:4] == head and answer == SAME}
        meant = [place for place, row in enumerate(parsed.rows) if said.get(row) and place in saved]
        found = writing.find_by_keys([parsed.records[place] for place in meant]) if meant else ()
        for place, id in zip(meant, found, strict=True):
            if id != saved[place].id:
                self.learnt[head[3], KNOWN_AS, _writing(parsed.records[place])] = saved[place].id
        parted, self._parted = self._parted, {}
        for place in parted.keys() & saved.keys():  # what was remembered of such a row no longer holds
            self.learnt[head[3], KNOWN_AS, _writing(parsed.records[place])] = saved[place].id
            self._apart.setdefault(place, []).append(parted[place])

    def _keep_apart(self, record_type: type[Record], saved: Mapping[int, Saved], writing: Writing) -> None:
        apart, self._apart = self._apart, {}
        if not self._keeps_apart:
            return
        pairs = dict.fromkeys(
            (saved[position].id, id) for position in apart if position in saved for id in apart[position]
        )
        names = writing.names(record_type, {id for pair in pairs for id in pair}) if pairs else {}
        writing.upsert_all([told_apart(record_type, pair, names) for pair in pairs])


def agree_in_something(one: Record, two: Record) -> bool:
    """Whether two records under a number of a register have more in common: a name, a place."""
    names = _compared(type(one), is_closer=True)
    return any(_agree(one, {name: getattr(two, name)}, name) for name in names)


def _head(parsed: ParsedTable) -> tuple[str, str, str, str]:
    table = parsed.table
    assert table.record_type is not None
    return table.file, table.sheet, table.apart, table.record_type.__name__


def _writing(record: Record) -> str:
    """What the key of a row says, as an officer reads it."""
    texts = (record.fields[name].format(getattr(record, name)) for name in type(record).key)
    return answer_key(", ".join(texts)[:_LONGEST])


def _values(record: Record, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in names)


def _by_values(
    parsed: ParsedTable, positions: Sequence[int], names: Sequence[str]
) -> dict[tuple[Any, ...], int]:
    """The rows that alone say these values, all of them."""
    found: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for position in positions:
        values = _values(parsed.records[position], names)
        if None not in values and "" not in values:
            found[values].append(position)
    return {values: own[0] for values, own in found.items() if len(own) == 1}


def _stored_alike(
    record_type: type[Record],
    number: str,
    within: Sequence[str],
    rows: Mapping[tuple[Any, ...], int],
    writing: Writing,
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows with the stored records that say the same number, the rows themselves among them."""
    ended = record_type.lasts[1]
    compared = _compared(record_type, is_closer=True)
    names = list(dict.fromkeys(("id", number, *within, *compared, *filter(None, [ended]))))
    wanted = sorted({values[0] for values in rows})
    for start in range(0, len(wanted), _CHUNK):
        where = [Condition(number, "in", wanted[start : start + _CHUNK])]
        for found in list(writing.columns(record_type, names, where)):
            one = dict(zip(names, found, strict=True))
            position = rows.get(tuple(one[name] for name in (number, *within)))
            if position is not None and not (ended and one[ended]):
                yield position, one


def _compared(record_type: type[Record], *, is_closer: bool) -> list[str]:
    """What must not contradict where a number is the same: the name, and the place of today.

    Looked at closer, all of the key but the days, which lists write more or less exactly.
    """
    fields = record_type.fields
    places = [
        name
        for name in record_type.key
        if isinstance(fields[name], Reference) or (is_closer and not isinstance(fields[name], Date))
    ]
    return list(dict.fromkeys([*record_type.shown_by[:1], *places]))


def _agree(record: Record, one: Mapping[str, Any], name: str) -> bool:
    mine, theirs = getattr(record, name), one[name]
    if mine in (None, "") or theirs in (None, "") or mine == theirs:
        return True
    field: Field[Any] = record.fields[name]
    if isinstance(field, Text):
        return is_one_name(mine, theirs) if field.person else fold(mine) == fold(theirs)
    return False


def _are_strangers(record: Record, one: Mapping[str, Any], number: str) -> bool:
    """Whether it is another one with that number: the rules on numbers tell of two persons by themselves."""
    name, fields = record.shown_by[0], record.fields
    return not _agree(record, one, name) and is_stranger(
        fields[number], fields[name], getattr(record, name), one[name]
    )


def _why(record_type: type[Record], number: str, differing: Sequence[str]) -> str:
    labels = [translate(record_type.fields[name].label) for name in differing]
    says = _("Cùng “{number}” với hồ sơ đang lưu, khác: {fields}.")
    return says.format(number=translate(record_type.fields[number].label), fields=", ".join(labels))


def _why_surely(record_type: type[Record], number: str) -> str:
    says = _("Nhận ra hồ sơ đang lưu theo “{number}”.")
    return says.format(number=translate(record_type.fields[number].label))


def _why_several(record_type: type[Record], number: str, count: int) -> str:
    says = _("Cùng “{number}” với {count} hồ sơ đang lưu.")
    return says.format(number=translate(record_type.fields[number].label), count=count)
