"""A million facts summed to commune, line and year, by boundaries before and after 01/07/2025, against SQL.

Half of the facts stand at the communes of before, half at those of today; nothing is decided on the split
ones, as in an office that has just begun. The floor asks the same of a table of the same facts with an index
made for this question and a table of what each commune became. "Asked first" draws the boundaries as well.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from measure import BUILD, Target, Work, run

from desktop.catalog import Catalog, LoadedComponent
from desktop.declare.charts import BarChart
from desktop.declare.fields import Integer, Money, Reference
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared import Place, PlaceLink, SplitDecision
from desktop.shared.boundaries import Boundaries
from desktop.storage.store import Store
from desktop.workspace.as_of import AsOf, ReadingAsOf, boundaries_of
from desktop.workspace.seeding import seed_places

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
BATCH = 100_000
LINES, YEARS = 10, (2022, 2023, 2024, 2025, 2026)


class Fact(Record):
    """A line of a ledger, as cheap as one can be."""

    title = "Dòng vốn"
    place = Reference("Xã", to=Place, required=True, indexed=False)
    line = Integer("Nội dung", required=True)
    year = Integer("Năm", required=True)
    amount = Money("Số tiền")


CHART = BarChart(
    "Tiền theo xã năm 2025",
    Fact,
    "place",
    split_by="line",
    total="amount",
    where=[Condition("year", "is", 2025)],
)
COMPONENT = LoadedComponent("bench", "Đo", record_types=[Place, PlaceLink, SplitDecision, Fact])
CATALOG = Catalog([COMPONENT])
BY = ("place", "line", "year")


def made_store(count: int) -> Store:
    """A database of so many facts, made once, with the floor's own tables beside them."""
    path = BUILD / f"rollup-{count}.db"
    BUILD.mkdir(parents=True, exist_ok=True)
    store = Store.open(path, CATALOG.types_by_component(), charts=[CHART], seed=seed_places)
    with store.reading() as reader:
        have = reader.count(Fact)
        communes = reader.totals(Place, ["valid_from", "kind", "id"])
    old = [row[2] for row in communes if row[1] == "commune" and row[0] is None]
    new = [row[2] for row in communes if row[1] == "commune" and row[0] is not None]
    chance = random.Random(7)
    for start in range(have, count, BATCH):
        facts = [
            Fact(
                place=chance.choice(old if number % 2 else new),
                line=chance.randrange(LINES),
                year=chance.choice(YEARS),
                amount=chance.randrange(10**9),
            )
            for number in range(min(BATCH, count - start))
        ]
        with store.writing(f"batch {start}") as writing:
            writing.save_all(facts)
    if have < count:
        _make_floor(store)
    return store


def _make_floor(store: Store) -> None:
    with store.writing("floor") as writing:
        sql = writing.connection.exec_driver_sql
        sql("CREATE TABLE floor_fact AS SELECT place, line, year, amount FROM bench__fact")
        sql("CREATE INDEX floor_fact_by ON floor_fact (place, line, year, amount)")
        for name, day in (("floor_before", LAST), ("floor_after", FIRST)):
            moved = boundaries_of(writing, AsOf(day)).moved
            sql(f"CREATE TABLE {name} (old TEXT PRIMARY KEY, new TEXT) WITHOUT ROWID")
            writing.connection.exec_driver_sql(f"INSERT INTO {name} VALUES (?, ?)", list(moved.items()))


def floor(count: int) -> Work:
    store = made_store(count)

    def ask() -> None:
        with store.reading() as reader:
            for name in ("floor_before", "floor_after"):
                reader.connection.exec_driver_sql(
                    f"SELECT coalesce(new, place), line, year, count(*), sum(amount) FROM floor_fact "
                    f"LEFT JOIN {name} ON old = place GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
                ).fetchall()

    return ask


def ours(*, level: str = "", drawn: bool) -> Callable[[int], Work]:
    """The question as a chart asks it; `drawn` where the boundaries were already."""

    def case(count: int) -> Work:
        store = made_store(count)
        asked = [AsOf(LAST, level), AsOf(FIRST, level)]
        with store.reading() as reader:
            known: dict[AsOf, Boundaries] = {each: boundaries_of(reader, each) for each in asked if drawn}
        whole = {sum(amount for *_by, amount in _answer(store, each, known)) for each in asked}
        assert len(whole) == 1, "by old and by new boundaries the sums agree to the đồng"
        # The answers kept so far are those of this very question: a new one begins without them.
        store.close()
        again = made_store(count)
        return lambda: [_answer(again, each, known) for each in asked]

    return case


def _answer(store: Store, asked: AsOf, known: dict[AsOf, Boundaries]) -> list[tuple[object, ...]]:
    with store.reading() as reader:
        boundaries = known.get(asked) or boundaries_of(reader, asked)
        return ReadingAsOf(reader, boundaries, CATALOG).totals(Fact, BY, ["amount"])


CASES = {
    "raw SQL": floor,
    "by commune": ours(drawn=True),
    "by commune, asked first": ours(drawn=False),
    "by province": ours(level="province", drawn=True),
}
TARGETS = dict.fromkeys(("by commune", "by commune, asked first", "by province"), Target(1.5))

if __name__ == "__main__":
    run("roll-up", CASES, TARGETS, rows=1_000_000)
