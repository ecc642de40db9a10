"""How fast one page, one search and one sum are found among a million records, against plain SQL.

The database is made once under `build/benchmarks` and used again. Each case asks its question several
times, on a warm cache, as a grid does while it is scrolled; what is "asked first" is asked once, by a
process that has asked nothing else. The ratio to one scan of the whole table is per question. Seconds
are the processor's, which a busy machine does not stretch: nothing here waits for a disk.
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

from desktop.catalog import Catalog
from desktop.declare.charts import BarChart
from desktop.declare.reading import Condition, Sort
from desktop.storage.reading import Reading
from desktop.storage.store import Store
from desktop.workspace import drawing

TYPES = {"bench": [Household]}
CHART = BarChart("Tiền theo xã và năm", Household, "commune", split_by="year", total="central")
TABLE = "bench__household"
BATCH = 50_000
Question = Callable[[Reading], object]


def made_store(count: int) -> Store:
    """A store of `count` households, made if it is not there yet."""
    BUILD.mkdir(parents=True, exist_ok=True)
    path = BUILD / f"query-{count}.db"
    store = Store.open(path, TYPES, charts=[CHART])
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
    """Per question, the first of them not counted; `times` 0 counts the first one alone."""

    def case(count: int) -> Work:
        store = made_store(count)

        def ask() -> Seconds:
            with store.reading() as reader:
                if times:
                    question(reader)
                start = time.process_time()
                for _time in range(times or 1):
                    question(reader)
                return Seconds((time.process_time() - start) / (times or 1))

        return ask

    return case


def _sql(statement: str, times: int = 20) -> Callable[[int], Work]:
    return _asked(lambda reader: reader.connection.exec_driver_sql(statement).fetchall(), times)


def _page(*sort: Sort, where: list[Condition] | None = None, offset: int = 0) -> Question:
    return lambda reader: list(reader.rows(Household, where or [], list(sort), limit=200, offset=offset))


def _page_at(share: float, *sort: Sort) -> Question:
    """The page that lies at a share of all rows."""
    return lambda reader: _page(*sort, offset=int((reader.count(Household) - 200) * share))(reader)


def _found(field: str, text: str) -> Question:
    """The first page of what holds some words, in one field or (without one) in any."""
    return _page(where=[Condition(field, "contains", text)])


def _counted(text: str) -> Question:
    return lambda reader: reader.count(Household, [Condition("", "contains", text)])


def _sums(reader: Reading) -> object:
    return reader.totals(Household, [CHART.group_by, CHART.split_by], [CHART.total])


def _drawn(reader: Reading) -> object:
    return drawing.answer(CHART, reader, (), Catalog([]))


NAME = Sort("owner")
COMMUNE = [Condition("commune", "is", "Xã 77"), Condition("year", "is", 2026)]
CASES: dict[str, Callable[[int], Work]] = {
    "full scan": _sql(f"SELECT count(*) FROM {TABLE} WHERE note LIKE '%zzz%'", 3),
    "100 rows by number": _sql(f"SELECT * FROM {TABLE} WHERE seq__ BETWEEN 500000 AND 500099"),
    "first page": _asked(_page()),
    "first page by name": _asked(_page(NAME)),
    "commune and year, by name": _asked(_page(NAME, where=COMMUNE)),
    "page in the middle": _asked(_page_at(0.5), 5),
    "page at the end": _asked(_page_at(1.0), 5),
    "page by name, middle": _asked(_page_at(0.5, NAME), 5),
    "page by name, at 9/10": _asked(_page_at(0.9, NAME), 5),
    "count all": _asked(lambda reader: reader.count(Household), 5),
    "search a name": _asked(_found("", "giang pao")),
    "search as one types": _asked(_found("", "gia")),
    "search a number": _asked(_found("", "0123")),
    "search the notes": _asked(_found("", "giay to dat")),
    "search, no hit": _asked(_found("", "xyzzy")),
    "search a name, count": _asked(_counted("giang pao"), 5),
    "search a name, by name": _asked(_page(NAME, where=[Condition("", "contains", "giang pao")]), 3),
    "name holds letters": _asked(_found("owner", "ang a p"), 5),
    "village holds letters": _asked(_found("village", "n chu 3"), 5),
    "note holds letters": _asked(_found("note", "ay to d"), 5),
    "note holds, no hit": _asked(_found("note", "xyzzy"), 1),
    "sums asked first": _asked(_sums, 0),
    "sums asked again": _asked(_sums, 5),
    "chart drawn again": _asked(_drawn, 5),
}
FIRST, ANY, SEARCH = Target(seconds=0.005), Target(seconds=0.025), Target(seconds=0.010)
TARGETS = {
    **dict.fromkeys(("first page", "first page by name", "commune and year, by name"), FIRST),
    **dict.fromkeys(("page in the middle", "page at the end"), ANY),
    **dict.fromkeys(("page by name, middle", "page by name, at 9/10"), ANY),
    **dict.fromkeys(("search a name", "search as one types", "search a number"), SEARCH),
    **dict.fromkeys(("search the notes", "search, no hit"), SEARCH),
    "sums asked first": Target(1.5),
    "sums asked again": Target(seconds=0.005),
}

if __name__ == "__main__":
    run("queries", CASES, TARGETS, rows=1_000_000)
