"""All rules over what 100,000 households received, against the same questions asked in SQL by hand.

Every household has a case of a component and a support under an earlier scheme; one in two hundred has two
houses. The floor reads the same rows over the same indexes: who has several, then what they are.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from measure import BUILD, Target, Work, run

from desktop.collector import collector_at_rest
from desktop.declare.fields import Date, Money, Reference, Text
from desktop.declare.records import Record
from desktop.declare.supports import Support
from desktop.shared import KINDS, EarlierSupport, Household, SupportLimit, SupportScheme
from desktop.shared.support_rules import find_broken
from desktop.storage.store import Store


class House(Record):
    """A case of a component, as cheap as one can be."""

    title = "Nhà"
    key = ("number",)
    number = Text("Số")
    household = Reference("Hộ", to=Household)
    day = Date("Ngày")
    central = Money("Trung ương")
    supports = (
        Support(
            "house",
            KINDS["house"],
            "household",
            amounts={"NSTW": "central"},
            on="day",
            decision="number",
        ),
    )


TYPES = {"shared": [Household, EarlierSupport, SupportScheme, SupportLimit], "bench": [House]}
_OFTEN = """
WITH often AS (SELECT household FROM ({all}) GROUP BY household HAVING count(*) > 1)
SELECT household, id, kind, year, central, decision_no FROM shared__earlier_support
WHERE kind IN ({kinds}) AND household IN (SELECT household FROM often)"""
_HOUSES = " UNION ALL SELECT household FROM bench__house WHERE household IS NOT NULL"
_EARLIER = "SELECT household FROM shared__earlier_support WHERE household IS NOT NULL AND kind IN ({kinds})"
_CASES = """ UNION ALL SELECT household, id, 'house', substr(day, 1, 4), central, number FROM bench__house
WHERE household IN (SELECT household FROM often)"""


def made_store(count: int) -> Store:
    """A database of so many households, made once."""
    path = BUILD / f"supports-{count}.db"
    if not path.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        store = Store.open(part, TYPES)
        _fill(store, count)
        store.close()
        shutil.move(part, path)
    return Store.open(path, TYPES)


def _fill(store: Store, count: int) -> None:
    with store.writing("made") as writing:
        writing.save_all(SupportLimit.first_records())
        homes = [Household(head_name=f"Hộ {number}", members=1) for number in range(count)]
        ids = [saved.id for saved in writing.save_all(homes)]
        day = date(2024, 1, 1)
        houses = [
            House(number=f"{number}/QĐ", household=id, day=day, central=40_000_000)
            for number, id in enumerate(ids)
        ]
        earlier = [
            EarlierSupport(
                head_name=f"Hộ {number}",
                household=id,
                kind="scattered_water" if number % 200 else "house",
                year=2012,
                central=1_000_000,
            )
            for number, id in enumerate(ids)
        ]
        writing.save_all(houses)
        writing.save_all(earlier)


def floor(count: int) -> Work:
    store = made_store(count)
    sets = {tuple(filter(None, (each.first, each.second))) for each in SupportLimit.first_records()}

    def ask() -> None:
        with collector_at_rest(), store.reading() as reader:
            for kinds in sets:
                listed = ", ".join(f"'{kind}'" for kind in kinds)
                houses = "house" in kinds
                everybody = _EARLIER.format(kinds=listed) + (_HOUSES if houses else "")
                asked = _OFTEN.format(all=everybody, kinds=listed) + (_CASES if houses else "")
                reader.connection.exec_driver_sql(asked).fetchall()

    return ask


def ours(count: int) -> Work:
    store = made_store(count)

    def ask() -> None:
        with collector_at_rest(), store.reading() as reader:  # as every check does
            assert len(list(find_broken(reader))) == 2 * len(range(0, count, 200))

    return ask


if __name__ == "__main__":
    run("supports", {"floor": floor, "ours": ours}, {"ours": Target(1.5)}, rows=100_000)
