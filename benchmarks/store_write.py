"""What a write with history costs against the same rows put into the same tables by `executemany` alone.

Twenty fields, keyed and indexed as a real register is. The floors are handed rows that are ready: every
column of the table - also those by which names are found and sorted - and write them with every index of it.
The store makes these columns of records, looks for keys, indexes words, keeps the steps backwards and seals
them. The upsert meets half of its rows there already, one field differing. The targets are those of a plain
file; cases with a key are encrypted on both sides and held against none. With `--beside` it measures what
else has no target: `bare insert` writes the twenty columns with as many plain indexes, to show what the
other columns cost, and an insert is taken back.
"""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlcipher3.dbapi2 as sqlcipher
from made_rows import HEADINGS, Row, made_rows
from measure import BUILD, Target, Work, run

from desktop.declare.fields import Date, Decimal, Integer, LongText, Money, NationalId, Percent, Text
from desktop.declare.fields.base import PLAIN
from desktop.declare.records import Record
from desktop.excel import parsed
from desktop.excel.columns import read_column
from desktop.storage.identifiers import new_ids
from desktop.storage.store import Store
from desktop.storage.tables import KEY, RecordTable

SECRET = bytes(range(32))


class Household(Record):
    """The twenty columns of `made_rows`."""

    title = "Hộ"
    key = ("national_id", "year")
    shown_by = ("owner",)

    number = Integer(HEADINGS[0])
    owner = Text(HEADINGS[1], person=True)
    national_id = NationalId(HEADINGS[2])
    born = Date(HEADINGS[3])
    sex = Text(HEADINGS[4])
    people = Text(HEADINGS[5])
    village = Text(HEADINGS[6])
    commune = Text(HEADINGS[7], indexed=True)
    year = Integer(HEADINGS[8], indexed=True)
    poverty = Text(HEADINGS[9])
    members = Integer(HEADINGS[10])
    area = Decimal(HEADINGS[11], decimals=1)
    cost = Money(HEADINGS[12])
    central = Money(HEADINGS[13])
    local = Money(HEADINGS[14])
    own = Money(HEADINGS[15])
    share = Percent(HEADINGS[16], decimals=1)
    started = Date(HEADINGS[17])
    ended = Date(HEADINGS[18])
    note = LongText(HEADINGS[19])


TABLE = RecordTable("bench", Household)


def records_of(rows: list[Row]) -> list[Record]:
    """The rows as an import hands them over, which reads them column by column."""
    columns = zip(Household.fields.items(), zip(*rows, strict=True), strict=True)
    values = {name: read_column(field, cells, PLAIN)[0] for (name, field), cells in columns}
    return parsed.records_of(Household, values, len(rows))


def ready_rows(rows: list[Row]) -> list[tuple[Any, ...]]:
    """The rows as the table keeps them, ids and derived columns made: all that is left is to write them."""
    columns = TABLE.columns_of(records_of(rows))
    return list(zip(new_ids(len(rows)), repeat(1), *columns, *TABLE.derived(columns), strict=False))


def updated(rows: list[Row]) -> list[Row]:
    """Half of the rows with another area, and as many that are new."""
    half = len(rows) // 2
    known = [(*row[:11], float(row[11] or 0) + 1, *row[12:]) for row in rows[:half]]
    fresh = [(*row[:2], f"099{number:09}", *row[3:]) for number, row in enumerate(rows[half:])]
    return [*known, *fresh]


def _folder() -> Path:
    """A folder for one database, gone with the process."""
    folder = Path(tempfile.mkdtemp(prefix="store-write-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _filled(count: int, key: bytes | None) -> Path:
    """A copy of a database that holds so many rows of the store's own writing, made once."""
    kept = BUILD / f"written-{count}{'-key' if key else ''}.db"
    if not kept.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.unlink(missing_ok=True)
        with Store.open(part, {"bench": [Household]}, key=key) as store:
            _write(store, records_of(made_rows(count)))
        shutil.move(part, kept)
    return Path(shutil.copy(kept, _folder() / "ours.db"))


def _write(store: Store, records: list[Record]) -> int:
    with store.writing("insert") as writing:
        writing.save_all(records)
        return writing.number


def _plain(driver: Any, key: bytes | None) -> Any:
    """A connection of the driver's own to a database as the store makes it."""
    path = _folder() / "floor.db"
    Store.open(path, {"bench": [Household]}, key=key).close()
    return _settled(driver, path, key)


def _settled(driver: Any, path: Path, key: bytes | None) -> Any:
    connection = driver.connect(str(path), isolation_level=None)
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for setting in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _insert(table: str, names: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def plain_insert(driver: Any, key: bytes | None) -> Callable[[int], Work]:
    def case(count: int) -> Work:
        connection, rows = _plain(driver, key), ready_rows(made_rows(count))

        def insert() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_insert(TABLE.name, TABLE.columns[1:]), rows)
            connection.execute("COMMIT")

        return insert

    return case


def _bare_insert(count: int) -> Work:
    columns, names = TABLE.columns_of(records_of(made_rows(count))), ("id", *TABLE.codec.names)
    rows = list(zip(new_ids(count), *columns, strict=True))
    connection = _plain(sqlite3, None)
    connection.execute(f"CREATE TABLE bare (seq INTEGER PRIMARY KEY, {', '.join(names)}, UNIQUE (id))")
    connection.execute("CREATE UNIQUE INDEX by_key ON bare (national_id, year)")
    for name in ("owner", "commune", "year"):
        connection.execute(f"CREATE INDEX by_{name} ON bare ({name})")

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_insert("bare", names), rows)
        connection.execute("COMMIT")

    return insert


def _floor_upsert(driver: Any, key: bytes | None) -> Callable[[int], Work]:
    def case(count: int) -> Work:
        path, names = _filled(count, key), TABLE.columns[1:]
        connection = _settled(driver, path, key)
        # A conflict is only met where the key is known to be there once.
        connection.execute(f"DROP INDEX ix_{TABLE.name}__{KEY}")
        connection.execute(f"CREATE UNIQUE INDEX by_key ON {TABLE.name} ({KEY})")
        again = ready_rows(updated(made_rows(count)))
        assigned = ", ".join(f"{name} = excluded.{name}" for name in names[1:])

        def upsert() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                f"{_insert(TABLE.name, names)} ON CONFLICT ({KEY}) DO UPDATE SET {assigned}", again
            )
            connection.execute("COMMIT")

        return upsert

    return case


def _ours(key: bytes | None) -> Callable[[int], Work]:
    def case(count: int) -> Work:
        store = Store.open(_folder() / "ours.db", {"bench": [Household]}, key=key)
        records = records_of(made_rows(count))

        return lambda: _write(store, records)

    return case


def _ours_upsert(key: bytes | None) -> Callable[[int], Work]:
    def case(count: int) -> Work:
        store = Store.open(_filled(count, key), {"bench": [Household]}, key=key)
        again = records_of(updated(made_rows(count)))

        def upsert() -> None:
            with store.writing("upsert") as writing:
                writing.upsert_all(again)

        return upsert

    return case


def _undo(count: int) -> Work:
    store = Store.open(_folder() / "ours.db", {"bench": [Household]})
    number = _write(store, records_of(made_rows(count)))
    return lambda: store.undo(number)


GROUPS: dict[str, dict[str, Callable[[int], Work]]] = {
    "insert": {"sqlite3 insert": plain_insert(sqlite3, None), "store insert": _ours(None)},
    "upsert": {"sqlite3 upsert": _floor_upsert(sqlite3, None), "store upsert": _ours_upsert(None)},
    "encrypted insert": {"insert, key": plain_insert(sqlcipher, SECRET), "store insert, key": _ours(SECRET)},
    "encrypted upsert": {
        "upsert, key": _floor_upsert(sqlcipher, SECRET),
        "store upsert, key": _ours_upsert(SECRET),
    },
}
BESIDE: dict[str, Callable[[int], Work]] = {
    "sqlite3 insert": plain_insert(sqlite3, None),
    "bare insert": _bare_insert,
    "store undo of it": _undo,
}
TARGETS = {"store insert": Target(1.3), "store upsert": Target(1.5)}

if __name__ == "__main__":
    alone = sys.argv[sys.argv.index("--alone") + 1] if "--alone" in sys.argv else ""
    is_beside = "--beside" in sys.argv or alone in ("bare insert", "store undo of it")
    groups = {"beside an insert": BESIDE} if is_beside else GROUPS
    sys.argv = [each for each in sys.argv if each != "--beside"]
    answers = []
    for title, cases in groups.items():
        if alone and alone not in cases:
            continue
        try:
            run(title, cases, TARGETS, rows=50_000, rounds=4, warm_up=0 if answers else 1_000)
        except SystemExit as answer:
            answers.append(answer.code)
    sys.exit(1 if any(answers) else 0)
