"""What a write with history costs against the same rows and indexes by the driver's own `executemany`.

Twenty fields, keyed and indexed as a real register is. The floors write the bare columns with the same
indexes; the store also folds texts, indexes words, keeps the steps backwards and seals them. `sqlcipher`
cases are encrypted on both sides. The upsert meets half of its rows there already, one field differing.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlcipher3.dbapi2 as sqlcipher
from made_rows import HEADINGS, Row, made_rows
from measure import Target, Work, run

from desktop.declare.fields import Date, Decimal, Integer, LongText, Money, NationalId, Percent, Text
from desktop.declare.records import Record
from desktop.storage.store import Store

KEY = bytes(range(32))


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


NAMES = tuple(Household.fields)
COLUMNS = ", ".join(NAMES)
MARKS = ", ".join("?" * 20)


def records_of(rows: list[Row]) -> list[Household]:
    """The rows as an import would hand them over."""
    return [
        Household(**{name: field.parse(value) for (name, field), value in zip(FIELDS, row, strict=True)})
        for row in rows
    ]


FIELDS = list(Household.fields.items())


def stored_of(rows: list[Row]) -> list[tuple[Any, ...]]:
    """The rows as a database keeps them."""
    return [
        tuple(
            value.isoformat()
            if isinstance(value, date)
            else int(value * 10)
            if isinstance(value, float)
            else value
            for value in row
        )
        for row in rows
    ]


def updated(rows: list[Row]) -> list[Row]:
    """Half of the rows with another area, and as many that are new."""
    half = len(rows) // 2
    known = [(*row[:11], float(row[11] or 0) + 1, *row[12:]) for row in rows[:half]]
    fresh = [(*row[:2], f"099{number:09}", *row[3:]) for number, row in enumerate(rows[half:])]
    return [*known, *fresh]


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="store-write-"))


def _plain(driver: Any, key: bytes | None) -> Any:
    connection = driver.connect(str(_folder() / "floor.db"), isolation_level=None)
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute(f"CREATE TABLE row (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, {COLUMNS})")
    connection.execute("CREATE UNIQUE INDEX by_key ON row (national_id, year)")
    for name in ("owner", "commune", "year"):
        connection.execute(f"CREATE INDEX by_{name} ON row ({name})")
    return connection


def plain_insert(driver: Any, key: bytes | None) -> Callable[[int], Work]:
    def case(count: int) -> Work:
        connection, rows = _plain(driver, key), stored_of(made_rows(count))
        numbered = [(f"{number:036}", *row) for number, row in enumerate(rows)]

        def insert() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO row (id, {COLUMNS}) VALUES (?, {MARKS})", numbered)
            connection.execute("COMMIT")

        return insert

    return case


def _floor_upsert(driver: Any, key: bytes | None) -> Callable[[int], Work]:
    def case(count: int) -> Work:
        connection, made = _plain(driver, key), made_rows(count)
        rows = [(f"{number:036}", *row) for number, row in enumerate(stored_of(made))]
        connection.executemany(f"INSERT INTO row (id, {COLUMNS}) VALUES (?, {MARKS})", rows)
        again = [(f"9{number:035}", *row) for number, row in enumerate(stored_of(updated(made)))]
        assigned = ", ".join(f"{name} = excluded.{name}" for name in NAMES)

        def upsert() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                f"INSERT INTO row (id, {COLUMNS}) VALUES (?, {MARKS}) "
                f"ON CONFLICT (national_id, year) DO UPDATE SET {assigned}",
                again,
            )
            connection.execute("COMMIT")

        return upsert

    return case


def _ours(key: bytes | None) -> Callable[[int], Work]:
    def case(count: int) -> Work:
        store = Store.open(_folder() / "ours.db", {"bench": [Household]}, key=key)
        records = records_of(made_rows(count))

        def insert() -> None:
            with store.writing("insert") as writing:
                writing.save_all(records)

        return insert

    return case


def _ours_upsert(key: bytes | None) -> Callable[[int], Work]:
    def case(count: int) -> Work:
        store = Store.open(_folder() / "ours.db", {"bench": [Household]}, key=key)
        made = made_rows(count)
        with store.writing("insert") as writing:
            writing.save_all(records_of(made))
        again = records_of(updated(made))

        def upsert() -> None:
            with store.writing("upsert") as writing:
                writing.upsert_all(again)

        return upsert

    return case


def _undo(count: int) -> Work:
    store = Store.open(_folder() / "ours.db", {"bench": [Household]})
    with store.writing("insert") as writing:
        writing.save_all(records_of(made_rows(count)))
    return lambda: store.undo(writing.number)


GROUPS: dict[str, dict[str, Callable[[int], Work]]] = {
    "insert": {
        "sqlite3 insert": plain_insert(sqlite3, None),
        "sqlcipher3 insert": plain_insert(sqlcipher, None),
        "store insert": _ours(None),
        "store undo of it": _undo,
    },
    "upsert": {"sqlite3 upsert": _floor_upsert(sqlite3, None), "store upsert": _ours_upsert(None)},
    "encrypted insert": {"insert, key": plain_insert(sqlcipher, KEY), "store insert, key": _ours(KEY)},
    "encrypted upsert": {
        "upsert, key": _floor_upsert(sqlcipher, KEY),
        "store upsert, key": _ours_upsert(KEY),
    },
}
TARGET = Target(2.5)

if __name__ == "__main__":
    alone = sys.argv[sys.argv.index("--alone") + 1] if "--alone" in sys.argv else ""
    answers = []
    for title, cases in GROUPS.items():
        if alone and alone not in cases:
            continue
        targets = {name: TARGET for name in cases if name.startswith("store") and "undo" not in name}
        try:
            run(title, cases, targets, rows=50_000)
        except SystemExit as answer:
            answers.append(answer.code)
    sys.exit(1 if any(answers) else 0)
