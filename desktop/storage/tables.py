"""How a record type is kept: its tables, and a record as a row of them; knows no connection."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from desktop.declare.charts import Chart
from desktop.declare.fields import (
    Computed,
    Date,
    Details,
    Field,
    NationalId,
    Reference,
    Text,
    YesNo,
)
from desktop.declare.fields.figures import Decimal, Integer, Money
from desktop.declare.ordering import person_order, word_order
from desktop.declare.problems import ComponentRefusal
from desktop.declare.records import Record
from desktop.declare.text import _, fold
from desktop.storage.codec import Books, Codec, Columns, converted, inward
from desktop.storage.codec import Row as Row
from desktop.storage.deriving import folded, in_one, joined, spelled
from desktop.storage.pointing import find_targets

SEQ, ID, CHANGED_IN, SEARCH, KEY = "seq__", "id", "changed_in", "search__", "key__"
FOLD, ORDER = "__fold", "__order"
"""Columns of the store's own end in two underscores, so that no field can have their name."""
PARENT, POSITION = "parent__", "position__"
_WORDS, _ORDERED = "2", "2"
"""Counted up when the index of words, or the keys of an order, are made in another way."""
_MAKING = threading.Lock()
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text sorted sign by sign, as the keys of an order are made for; a server would sort by its own language."""


def snake_case(name: str) -> str:
    """`HousingCase` → `housing_case`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def table_name(component: str, record_type: str) -> str:
    """`housing__housing_case`."""
    return f"{component}__{snake_case(record_type)}"


class _InSql:
    """A table as SQL speaks of it, made when it is first asked for: a start needs few of them."""

    _made: sa.Table | None = None

    @property
    def table(self) -> sa.Table:
        """The table in SQL."""
        if self._made is None:
            with _MAKING:
                if self._made is None:
                    self._made = self._make()
        return self._made

    def _make(self) -> sa.Table:
        raise NotImplementedError


class DetailTable(_InSql):
    """The rows a Details field owns, in a table of their own with the parent's id and a position."""

    def __init__(self, parent: str, field: Details) -> None:
        self.record_type = field.of
        self.codec = Codec(field.of.stored_fields())
        self.name = f"{parent}__{field.name}"
        self.columns = (PARENT, POSITION, *self.codec.names)

    def _make(self) -> sa.Table:
        return sa.Table(
            self.name,
            sa.MetaData(),
            sa.Column(PARENT, TEXT, primary_key=True),
            sa.Column(POSITION, sa.Integer, primary_key=True, autoincrement=False),
            *(sa.Column(name, column_kind(kept)) for name, kept in self.codec.fields.items()),
            sqlite_with_rowid=False,
        )

    def encode(self, lists: Sequence[list[Record] | None]) -> list[tuple[Row, ...]]:
        """The stored rows of each record's list."""
        return [tuple(self.codec.encode(rows)) if rows else () for rows in lists]

    def decode(self, rows: Iterable[Row]) -> list[Record]:
        """The detail records of stored rows."""
        return [
            self.record_type(**dict(zip(self.codec.names, values, strict=True)))
            for values in self.codec.decode(rows)
        ]


def column_kind(field: Field[Any]) -> Any:
    """The SQL type a field is kept in."""
    if isinstance(field, Computed):
        return column_kind(field.kind_of)
    if isinstance(field, Integer | Decimal | Money):
        return sa.BigInteger
    if isinstance(field, YesNo):
        return sa.SmallInteger
    return TEXT


class RecordTable(_InSql):
    """One record type as it is kept: its table, its details' tables, and the columns derived for searching.

    Every text field that names a record (key, `shown_by`, person) or is indexed has a second, folded
    column to be found by; a name has a third, the key of Vietnamese order it is sorted by. `search__` holds
    all texts folded, `key__` the values of the key in one text.
    """

    def __init__(self, component: str, record_type: type[Record], charts: Iterable[Chart] = ()) -> None:
        self.component = component
        self.record_type = record_type
        self.name = table_name(component, record_type.__name__)
        self.codec = Codec(record_type.stored_fields())
        fields = self.codec.fields
        self.details = {
            name: DetailTable(self.name, field)
            for name, field in record_type.fields.items()
            if isinstance(field, Details)
        }
        self.names = (*self.codec.names, *self.details)
        self.computed = frozenset(name for name, field in fields.items() if isinstance(field, Computed))
        self.judged = frozenset(name for name, field in fields.items() if field.by_norms)
        self.folded = tuple(name for name, field in fields.items() if _is_folded(record_type, field))
        self.ordered = tuple(name for name in self.folded if _names(record_type, fields[name]))
        self._twins = (*(name + FOLD for name in self.folded), *(name + ORDER for name in self.ordered))
        self.searched = tuple(name for name, field in fields.items() if _is_searched(field))
        self.key = tuple(name for name in record_type.key if name in fields)
        self._key_places = [self.codec.names.index(name) for name in self.key]
        self._key_codec = Codec({name: fields[name] for name in self.key})
        self.named = frozenset(
            place for place, name in enumerate(self.codec.names) if _is_a_name(record_type, fields[name])
        )
        self.days = frozenset(place for place, field in enumerate(fields.values()) if isinstance(field, Date))
        self.columns = (SEQ, ID, CHANGED_IN, *self.codec.names, *self.derived_names)
        indexed = [*((name,) for name in self._indexed()), *map(self._asked_together, charts)]
        self.indexes = {f"ix_{self.name}__{'__'.join(names)}": names for names in indexed if names}

    def _make(self) -> sa.Table:
        return sa.Table(self.name, sa.MetaData(), *self._columns(), sqlite_autoincrement=False)

    def indexed(self) -> sa.Table:
        """The table with its indexes: half the work of making it, for who makes or drops them."""
        table = self.table
        with _MAKING:
            if not table.indexes:
                for name, columns in self.indexes.items():
                    sa.Index(name, *(table.c[column] for column in columns))
        return table

    def _columns(self) -> Iterator[sa.Column[Any]]:
        yield sa.Column(SEQ, sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)
        yield sa.Column(ID, TEXT, nullable=False, unique=True)
        yield sa.Column(CHANGED_IN, sa.BigInteger, nullable=False)
        for name, field in self.codec.fields.items():
            yield sa.Column(name, column_kind(field))
        for name in self.derived_names:
            yield sa.Column(name, TEXT)

    @property
    def derived_names(self) -> tuple[str, ...]:
        """The columns worked out from the stored values."""
        own = (*self._twins, *((SEARCH,) if self.searched else ()))
        return (*own, KEY) if self.key else own

    def _indexed(self) -> Iterator[str]:
        yield from self._twins
        for name, field in self.codec.fields.items():
            if field.indexed and name not in self.folded:
                yield name
        if self.key:
            yield KEY

    def _asked_together(self, chart: Chart) -> tuple[str, ...]:
        """The columns a chart is drawn from, what is summed last; none where a single one will do."""
        named = [chart.group_by, chart.split_by, *(one.field for one in chart.where), chart.total]
        asked = [name for name in dict.fromkeys(named) if name]
        is_told_by_one = not chart.group_by or len(asked) < 2
        return () if is_told_by_one or not set(asked) <= set(self.codec.names) else tuple(asked)

    @property
    def shape(self) -> dict[str, list[str]]:
        """What the tables hold and how derived columns are made; tables that differ are brought up."""
        shape = {self.name: list(self.columns)}
        shape |= {"folded": list(self.folded), "searched": list(self.searched), "key": list(self.key)}
        shape |= {"words": [_WORDS], "order": [_ORDERED] if self.ordered else []}
        for detail in self.details.values():
            shape[detail.name] = list(detail.columns)
        return shape

    def sort_name(self, name: str) -> str:
        """The column a field is sorted by."""
        return name + (ORDER if name in self.ordered else FOLD if name in self.folded else "")

    def order_of(self, name: str) -> Callable[[str], str]:
        """What makes the key a text is sorted by: people stand by their given names."""
        if name not in self.ordered:
            return fold
        return person_order if getattr(self.codec.fields[name], "person", False) else word_order

    def columns_of(self, records: Sequence[Record], books: Books | None = None) -> list[Sequence[Any]]:
        """The stored columns of records, details at their end."""
        lists = [
            detail.encode([getattr(record, name) for record in records])
            for name, detail in self.details.items()
        ]
        return [*self.codec.columns(records, books), *lists]

    def decode(self, ids: Sequence[str], changed_in: Sequence[int], columns: Columns) -> Iterator[Any]:
        """Records of stored columns; of computed values only what norms decided is taken from there."""
        count = len(self.codec.names)
        anew = self.computed - self.judged
        lasting = [position for position, name in enumerate(self.names) if name not in anew]
        names = (ID, CHANGED_IN, *(self.names[position] for position in lasting))
        wanted = [
            converted(columns[position], inward(self.codec.fields[self.names[position]]))
            if position < count
            else [self.details[self.names[position]].decode(kept) for kept in columns[position]]
            for position in lasting
        ]
        for values in zip(ids, changed_in, *wanted, strict=True):
            record = self.record_type.__new__(self.record_type)
            record.__dict__.update(zip(names, values, strict=True))
            yield record

    def derived_of(self, touched: Collection[str]) -> list[str]:
        """The derived columns that rest on any of some fields."""
        rests = {name + FOLD: (name,) for name in self.folded} | {SEARCH: self.searched, KEY: self.key}
        rests |= {name + ORDER: (name,) for name in self.ordered}
        return [name for name in self.derived_names if any(one in touched for one in rests[name])]

    def frozen(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Stored values read from JSON, details as the tuples they are compared as."""
        return {
            name: tuple(tuple(row) for row in value) if name in self.details else value
            for name, value in kept.items()
        }

    def derived(self, kept: Columns) -> list[Sequence[Any]]:
        """The derived columns of all that is kept of some rows."""
        columns = dict(zip(self.names, kept, strict=True))
        texts = {
            name: converted(columns[name], folded)
            for name in {*self.folded, *self.searched}
            if is_text(self.codec.fields[name])
        }
        derived: list[Sequence[Any]] = [texts[name] for name in self.folded]
        derived += [converted(columns[name], self.order_of(name)) for name in self.ordered]
        if self.searched:
            derived.append(in_one(texts.get(name, columns[name]) for name in self.searched))
        if self.key:
            derived.append(self._keys(columns[name] for name in self.key))
        return derived

    def keys_of(self, records: Sequence[Record]) -> list[str | None]:
        """What `key__` would hold for each record; None where all of its key is empty."""
        if not self.key:
            return [None] * len(records)
        return self._keys(zip(*self._key_codec.encode(records), strict=True))

    def keys_in(self, columns: Columns, count: int) -> list[str | None]:
        """The same for so many stored rows, given by columns."""
        return self._keys(columns[place] for place in self._key_places) if self.key else [None] * count

    def _keys(self, columns: Iterable[Sequence[Any]]) -> list[str | None]:
        return joined([self._compared(*column) for column in zip(self.key, columns, strict=False)])

    def _compared(self, name: str, column: Sequence[Any]) -> Sequence[Any]:
        """Texts of a key by their writing: marks make other people, capitals do not."""
        if not is_text(self.codec.fields[name]):
            return column
        return converted(column, spelled)


def is_text(field: Field[Any]) -> bool:
    """Whether a field holds words that are compared without marks."""
    return isinstance(field.kind_of if isinstance(field, Computed) else field, Text)


def _is_folded(record_type: type[Record], field: Field[Any]) -> bool:
    if not is_text(field):
        return False
    return field.indexed or _names(record_type, field)


def _names(record_type: type[Record], field: Field[Any]) -> bool:
    """Whether a text is what a record is known by, or the name of a person."""
    return field.name in (*record_type.key, *record_type.shown_by) or getattr(field, "person", False)


def _is_a_name(record_type: type[Record], field: Field[Any]) -> bool:
    """Whether a field is text of a key or names a person: what is one however it is capitalised."""
    is_typed = is_text(field) and not isinstance(field, Computed)
    return is_typed and (field.name in record_type.key or getattr(field, "person", False))


def _is_searched(field: Field[Any]) -> bool:
    kept = field.kind_of if isinstance(field, Computed) else field
    return isinstance(kept, Text | NationalId)


class Tables:
    """All record types of one database, found by class, by name of class and by name of table."""

    def __init__(
        self, record_types: Mapping[str, Sequence[type[Record]]], charts: Iterable[Chart] = ()
    ) -> None:
        charts = list(charts)
        self.by_type: dict[type[Record], RecordTable] = {}
        self.by_name: dict[str, RecordTable] = {}
        taken: set[str] = set()
        for component, types in record_types.items():
            for record_type in types:
                own = (chart for chart in charts if chart.over is record_type)
                made = RecordTable(component, record_type, own)
                names = [made.name, *(detail.name for detail in made.details.values())]
                if taken.intersection(names):
                    raise _kept_together(component, record_type)
                taken.update(names)
                self.by_type[record_type] = self.by_name[made.name] = made
        self._targets = find_targets(self)

    def __iter__(self) -> Iterator[RecordTable]:
        return iter(self.by_name.values())

    def __getitem__(self, record_type: type[Record]) -> RecordTable:
        return self.by_type[record_type]

    def target(self, reference: Reference) -> RecordTable | None:
        """The table a reference points into, None where its component is absent."""
        return self._targets.get(reference)

    def pointing_at(self, table: RecordTable) -> Iterator[tuple[RecordTable, str]]:
        """The tables and fields that refer to records of a table."""
        for other in self:
            for name, field in other.codec.fields.items():
                if isinstance(field, Reference) and self.target(field) is table:
                    yield other, name


def is_date(field: Field[Any]) -> bool:
    """Whether a field keeps dates, some of them of a month or a year only."""
    return isinstance(field.kind_of if isinstance(field, Computed) else field, Date)


def _kept_together(component: str, record_type: type[Record]) -> ComponentRefusal:
    return ComponentRefusal(
        component,
        _("Phần “{component}” khai báo hai thứ được lưu vào cùng một bảng: {type}.").format(
            component=component, type=record_type.__name__
        ),
        _("Các phần khác vẫn dùng được; hãy gửi báo lỗi cho người viết phần này."),
    )
