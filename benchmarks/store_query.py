"""How fast one page, one search and one sum are found among a million records, against plain SQL.

The database is made once under `build/benchmarks` and used again. Each case asks its question several
times, on a warm cache, as a grid does while it is scrolled; the ratio is per question.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from measure import BUILD, Seconds, Target, Work, run
from store_write import Household, made_rows, records_of

from desktop.declare.reading import Condition, Sort
from desktop.storage.reading import Reading
from desktop.storage.store import Store

TYPES = {"bench": [Household]}
TABLE = "bench__household"
BATCH = 50_000
Question = Callable[[Reading], object]


def made_store(count: int) -> Store:
    """A store of `count` households, made if it is not there yet."""
    BUILD.mkdir(parents=True, exist_ok=True)
    path = BUILD / f"query-{count}.db"
    store = Store.open(path, TYPES)
    with store.reading() as reader:
        have = reader.count(Household)
    if have < count:
        chance = random.Random(7)
        records = records_of(made_rows(min(BATCH, count)))
        for start in range(have, count, BATCH):
            for record in records:
                record.national_id = f"{chance.randrange(10**12):012}"
                record.commune = f"Xã {chance.randrange(1500)}"
                record.year = 2021 + chance.randrange(10)
            with store.writing(f"batch {start}") as writing:
                writing.save_all(records)
    return store


def _asked(question: Question, times: int = 20) -> Callable[[int], Work]:
    def case(count: int) -> Work:
        store = made_store(count)

        def ask() -> Seconds:
            with store.reading() as reader:
                question(reader)
                start = time.perf_counter()
                for _time in range(times):
                    question(reader)
                return Seconds((time.perf_counter() - start) / times)

        return ask

    return case


def _sql(statement: str, times: int = 20) -> Callable[[int], Work]:
    return _asked(lambda reader: reader.connection.exec_driver_sql(statement).fetchall(), times)


def _page(*sort: Sort, where: list[Condition] | None = None, offset: int = 0) -> Question:
    return lambda reader: list(reader.rows(Household, where or [], list(sort), limit=200, offset=offset))


COMMUNE = [Condition("commune", "is", "Xã 77"), Condition("year", "is", 2026)]
WORDS = [Condition("", "contains", "giang pao")]
CASES: dict[str, Callable[[int], Work]] = {
    "full scan": _sql(f"SELECT count(*) FROM {TABLE} WHERE note LIKE '%zzz%'", 3),
    "100 rows by number": _sql(f"SELECT * FROM {TABLE} WHERE seq__ BETWEEN 500000 AND 500099"),
    "first page": _asked(_page()),
    "page at the end": _asked(lambda reader: _page(offset=reader.count(Household) - 300)(reader), 5),
    "first page by name": _asked(_page(Sort("owner"))),
    "page by name, at 9/10": _asked(
        lambda reader: _page(Sort("owner"), offset=reader.count(Household) * 9 // 10)(reader), 5
    ),
    "commune and year, by name": _asked(_page(Sort("owner"), where=COMMUNE)),
    "search, first page": _asked(_page(where=WORDS)),
    "search, count": _asked(lambda reader: reader.count(Household, WORDS)),
    "search, no hit": _asked(lambda reader: reader.count(Household, [Condition("", "contains", "xyzzy")])),
    "count all": _asked(lambda reader: reader.count(Household), 5),
    "sum by commune and year": _asked(
        lambda reader: reader.totals(Household, ["commune", "year"], ["central"]), 1
    ),
}
SHARE = Target(0.2)
TARGETS = {
    "first page": SHARE,
    "first page by name": SHARE,
    "commune and year, by name": SHARE,
    "search, first page": SHARE,
    "page by name, at 9/10": SHARE,
    "page at the end": SHARE,
}

if __name__ == "__main__":
    run("queries", CASES, TARGETS, rows=1_000_000)
