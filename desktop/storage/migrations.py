"""Brings the tables of a database to what the record types of today ask for; knows no record's meaning."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from desktop.declare.components import Schema
from desktop.declare.problems import ComponentRefusal, Refusal
from desktop.declare.text import _
from desktop.storage import changes, referring, search
from desktop.storage.backups import back_up, copy_before
from desktop.storage.dialects import table_names, write_over
from desktop.storage.engines import FORMAT, Engines, damaged, newer
from desktop.storage.reading import Reading
from desktop.storage.tables import FOLD, ORDER, SEQ, RecordTable, Tables, table_name

if TYPE_CHECKING:
    from alembic.operations import Operations

Migrations = Mapping[str, Sequence[Callable[[Schema], None]]]
_BATCH = 5000


def read_meta(connection: sa.Connection) -> dict[str, str]:
    """What the database says of itself; nothing where its first write never ended."""
    if not sa.inspect(connection).has_table("meta"):
        return {}
    return {row.name: row.value for row in connection.execute(sa.select(changes.meta))}


def forms_of(meta: Mapping[str, str], tables: Tables) -> dict[str, str]:
    """What a database says of the form of some tables: while it says so they may be written."""
    named = {f"shape:{table.name}" for table in tables} | {f"component:{one.component}" for one in tables}
    return {name: value for name, value in meta.items() if name in named}


def write_meta(connection: sa.Connection, name: str, value: str) -> None:
    """Say something of the database, in place of what was said before."""
    connection.execute(changes.meta.delete().where(changes.meta.c.name == name))
    connection.execute(changes.meta.insert().values(name=name, value=value))


def bring_up(engines: Engines, tables: Tables, components: Sequence[str], migrations: Migrations) -> None:
    """Run what is pending: nothing on an ordinary start. A failure leaves the database as it was.

    Raises `ComponentRefusal` where it is one component that does not fit, `Refusal` for all else.
    """
    with engines.reader.connect() as connection:
        meta = read_meta(connection)
        there = table_names(connection)
    if meta and not there.issuperset(_kept_tables(meta, tables)):
        raise damaged(engines.where)
    asked = {f"shape:{table.name}": json.dumps(table.shape, sort_keys=True) for table in tables}
    asked |= {f"indexes:{table.name}": json.dumps(sorted(table.indexes)) for table in tables}
    asked |= {f"component:{name}": str(len(migrations.get(name, ()))) for name in components}
    asked |= {f"{referring.KNOWN}{name}": referring.told(tables, name) for name in components}
    pending = _pending(engines, meta, components, migrations)
    if not pending and asked.items() <= meta.items():
        return
    for component, first in pending.items():
        back_up(engines.where, copy_before(engines.where, f"{component}-m{first + 1:03d}"), engines.key)
    with engines.writer.begin() as connection:
        # Asked again: another program may have brought it up while this one waited for its turn.
        meta = read_meta(connection)
        pending = _pending(engines, meta, components, migrations)
        news = {name: value for name, value in asked.items() if meta.get(name) != value}
        changes.metadata.create_all(connection)
        for component, first in pending.items():
            _migrate(connection, component, migrations[component][first:], first)
        for table in tables:
            with _at_fault(
                connection, table.component, _("Không làm được bảng dữ liệu của phần “{component}”.")
            ):
                if f"shape:{table.name}" in news or table.component in pending:
                    _bring_up_table(connection, tables, table)
                elif f"indexes:{table.name}" in news:
                    _bring_up_indexes(connection, table)
        for name, value in news.items():
            write_meta(connection, name, value)
        for name in ("min_reader", "min_writer"):
            if name not in meta:
                write_meta(connection, name, str(FORMAT))


def _kept_tables(meta: Mapping[str, str], tables: Tables) -> set[str]:
    """The tables a database must hold by what it says of itself."""
    return set(changes.metadata.tables) | {table.name for table in tables if f"shape:{table.name}" in meta}


def _pending(
    engines: Engines, meta: Mapping[str, str], components: Sequence[str], migrations: Migrations
) -> dict[str, int]:
    """How many migrations each component that needs more has run already."""
    counted = ("min_reader", "min_writer", *(f"component:{name}" for name in components))
    if any(name in meta and not meta[name].isdecimal() for name in counted):
        raise damaged(engines.where)
    if int(meta.get("min_writer", 0)) > FORMAT or int(meta.get("min_reader", 0)) > FORMAT:
        raise newer(engines.where)
    pending = {}
    for component in components:
        known, done = len(migrations.get(component, ())), meta.get(f"component:{component}")
        if done is None:
            continue
        if int(done) > known:
            raise ComponentRefusal(component, *newer(engines.where, component).args)
        if int(done) < known:
            pending[component] = int(done)
    return pending


def _operations(connection: sa.Connection) -> Operations:
    # Imported here: on an ordinary start nothing is pending, and Alembic costs as much as all of SQLAlchemy.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    return Operations(MigrationContext.configure(connection))


def _migrate(
    connection: sa.Connection, component: str, steps: Sequence[Callable[[Schema], None]], first: int
) -> None:
    schema = TableSchema(connection, component)
    for number, step in enumerate(steps, first + 1):
        says = _("Không nâng cấp được dữ liệu của phần “{component}” (bước {number}).")
        with _at_fault(connection, component, says, number=number):
            step(schema)


@contextmanager
def _at_fault(connection: sa.Connection, component: str, says: str, **more: object) -> Iterator[None]:
    """What a component's own code raises is its failure; a disk that is full is not."""
    try:
        yield
    except (Exception, SystemExit) as failure:
        of_driver = connection.dialect.loaded_dbapi.Error
        if isinstance(failure, Refusal) and isinstance(failure.__cause__, of_driver):
            raise
        raise ComponentRefusal(
            component,
            says.format(component=component, **more),
            _("Dữ liệu còn nguyên như trước. Hãy gửi báo lỗi và dùng lại phiên bản cũ."),
        ) from failure


def _bring_up_table(connection: sa.Connection, tables: Tables, table: RecordTable) -> None:
    inspector = sa.inspect(connection)
    is_new = not inspector.has_table(table.name)
    for one in (table.indexed(), *(detail.table for detail in table.details.values())):
        if not inspector.has_table(one.name):
            one.create(connection)
        else:
            _add_columns(connection, inspector, one)
    if is_new:
        search.make_index(connection, table)
        return
    _bring_up_indexes(connection, table)
    _work_out_again(connection, tables, table)
    search.make_index(connection, table)
    last = connection.scalar(sa.select(sa.func.max(changes.change_set.c.number))) or 0
    write_meta(connection, f"content_from:{table.name}", str(last))


def _bring_up_indexes(connection: sa.Connection, table: RecordTable) -> None:
    known = {str(index["name"]) for index in _indexes_of(connection, table.name)}
    for name in known - set(table.indexes):
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    for index in table.indexed().indexes:
        if index.name not in known:
            index.create(connection)


def _indexes_of(connection: sa.Connection, table: str) -> list[Any]:
    """The indexes we have made; a server has one more for what is unique, and one of words."""
    return [one for one in sa.inspect(connection).get_indexes(table) if str(one["name"]).startswith("ix_")]


def _add_columns(connection: sa.Connection, inspector: sa.Inspector, table: sa.Table) -> None:
    known = {column["name"] for column in inspector.get_columns(table.name)}
    missing = [column for column in table.columns if column.name not in known]
    if missing:
        operations = _operations(connection)
        for column in missing:
            operations.add_column(table.name, sa.Column(column.name, column.type))


def _work_out_again(connection: sa.Connection, tables: Tables, table: RecordTable) -> None:
    """Fill computed and derived columns, whose making may have changed with the record type."""
    computed = [name for name in table.codec.names if name in table.computed]
    names = [*computed, *table.derived_names]
    if not names:
        return
    reading = Reading(lambda: connection, tables, table.record_type.norms)
    places = [table.names.index(name) for name in computed]
    last = 0
    while True:
        lot = reading.stored_after(table, last, _BATCH)
        if not lot.seqs:
            return
        columns = table.columns_of(list(table.decode(lot.ids, lot.changed_in, lot.columns)))
        made = [*(columns[place] for place in places), *table.derived(columns), lot.seqs]
        write_over(connection, table.table, SEQ, names, list(zip(*made, strict=True)))
        last = lot.seqs[-1]


class TableSchema:
    """What a migration of one component may do, by Alembic's operations in the transaction of the upgrade."""

    def __init__(self, connection: sa.Connection, component: str) -> None:
        self._connection = connection
        self._component = component
        self._do = _operations(connection)

    def rename_field(self, record_type: str, old: str, new: str) -> None:
        """Keep the values of a field under another name."""
        table = self._table(record_type)
        if self._has(f"{table}__{old}"):
            self._do.rename_table(f"{table}__{old}", f"{table}__{new}")
        else:
            self._forget_derived(table, old)
            self._do.alter_column(table, old, new_column_name=new)
        self._note(table, old, new)

    def drop_field(self, record_type: str, field: str) -> None:
        """Take a field and its values away."""
        table = self._table(record_type)
        if self._has(f"{table}__{field}"):
            self._do.drop_table(f"{table}__{field}")
            return
        self._forget_derived(table, field)
        self._do.drop_column(table, field)

    def rename_record_type(self, old: str, new: str) -> None:
        """Keep all records of a type under another name."""
        before, after = self._table(old), self._table(new)
        search.drop_index(self._connection, before)
        for name in list(self._names_with(f"{before}__")):
            self._do.rename_table(name, after + name.removeprefix(before))
        self._drop_indexes(before, None)
        self._do.rename_table(before, after)
        said = (f"shape:{before}", f"indexes:{before}")
        self._connection.execute(changes.meta.delete().where(changes.meta.c.name.in_(said)))
        self._note(before, "", after)

    def rows(self, record_type: str) -> Sequence[Mapping[str, Any]]:
        """All rows as they are kept, with `id`."""
        found = self._connection.execute(sa.select(self._reflected(record_type)))
        return [
            {name: value for name, value in row.items() if not _is_derived(name)} for row in found.mappings()
        ]

    def update(self, record_type: str, id: str, values: Mapping[str, Any]) -> None:
        """Change kept values of one row."""
        table = self._reflected(record_type)
        self._connection.execute(table.update().where(table.c.id == id).values(dict(values)))

    def _reflected(self, record_type: str) -> sa.Table:
        return sa.Table(self._table(record_type), sa.MetaData(), autoload_with=self._connection)

    def _table(self, record_type: str) -> str:
        return table_name(self._component, record_type)

    def _has(self, table: str) -> bool:
        return sa.inspect(self._connection).has_table(table)

    def _names_with(self, start: str) -> Iterator[str]:
        for name in sa.inspect(self._connection).get_table_names():
            if name.startswith(start) and not name.startswith(f"{start}words_"):
                yield name

    def _forget_derived(self, table: str, field: str) -> None:
        columns = {column["name"] for column in sa.inspect(self._connection).get_columns(table)}
        twins = {field + FOLD, field + ORDER}
        self._drop_indexes(table, {field, *twins})
        for twin in twins & columns:
            self._do.drop_column(table, twin)

    def _drop_indexes(self, table: str, columns: set[str] | None) -> None:
        for index in _indexes_of(self._connection, table):
            if columns is None or columns.intersection(filter(None, index["column_names"])):
                self._do.drop_index(str(index["name"]), table)

    def _note(self, table: str, old: str, new: str) -> None:
        last = self._connection.scalar(sa.select(sa.func.max(changes.change_set.c.number))) or 0
        values = {"up_to": last, "record_type": table, "old": old, "new": new}
        self._connection.execute(changes.renamed.insert().values(values))


def _is_derived(name: str) -> bool:
    """Whether a column is the store's own, worked out from the others."""
    return name.endswith(("__", FOLD, ORDER))
