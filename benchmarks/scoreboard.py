"""The scoreboard of 27 indicators in 3,000 communes over three years, and the check of 100,000 ledger lines.

`kept` is the board as the page asks for it again, within 50 ms; `made` is the first time after a write,
beside the same figures fetched by SQL by hand. `ledger` are the rules over many lines beside their questions
in SQL.
"""

from __future__ import annotations

import random
import shutil
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from measure import BUILD, Target, Work, run

from desktop.catalog import Catalog, LoadedComponent
from desktop.declare.records import Record
from desktop.shared import (
    CapitalFact,
    CarryOver,
    IndicatorDefinition,
    IndicatorValue,
    LineLink,
    MatchDuty,
    Obstacle,
    PhaseResult,
    Place,
    PlaceLink,
    Programme,
    ProgrammeLine,
    ledger_rules,
)
from desktop.storage.store import Store
from desktop.workspace import Workspace
from desktop.workspace.indicator_board import read_board

TYPES: list[type[Record]] = [
    *(Place, PlaceLink, Programme, ProgrammeLine, LineLink, IndicatorDefinition, IndicatorValue),
    *(PhaseResult, Obstacle, CapitalFact, CarryOver, MatchDuty),
]
YEARS = (2023, 2024, 2025)
_VALUES = """SELECT v.indicator, v.year, sum(v.numerator), sum(v.denominator), count(*) FROM
shared__indicator_value v WHERE v.period = 'year' AND v.edition = 'official' AND v.year IN (2023, 2024, 2025)
GROUP BY v.indicator, v.year"""
_LEDGER = (
    """SELECT line, place, investor, capital_kind, source, plan_year, budget_year, as_of, sum(disbursed)
    FROM shared__capital_fact GROUP BY 1, 2, 3, 4, 5, 6, 7, 8""",
    """SELECT line, capital_kind, source, plan_year, budget_year, as_of, place, sum("plan")
    FROM shared__capital_fact GROUP BY 1, 2, 3, 4, 5, 6, 7""",
    """SELECT line, place, capital_kind, plan_year, budget_year, as_of, source, sum("plan")
    FROM shared__capital_fact WHERE source IN ('local', 'province', 'district', 'commune')
    GROUP BY 1, 2, 3, 4, 5, 6, 7""",
)


def made(count: int) -> Workspace:
    """A database of so many ledger lines and as many communes as there are three-figure codes, made once."""
    path = BUILD / f"scoreboard-{count}.db"
    if not path.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with Store.open(part, {"shared": TYPES}) as store:
            _fill(store, count)
        shutil.move(part, path)
    catalog = Catalog([LoadedComponent("shared", "Dữ liệu chung", record_types=TYPES)])
    return Workspace(catalog, Store.open(path, {"shared": TYPES}))


def _fill(store: Store, count: int) -> None:
    chance = random.Random(1719)
    with store.writing("made") as writing:
        writing.save_all(Programme.first_records())
        writing.save_all(ProgrammeLine.first_records())
        writing.save_all(IndicatorDefinition.first_records())
        province = writing.save(
            Place(code="11", name="Tỉnh", kind="province", unit_type="tinh", valid_from=date(2025, 7, 1))
        )
        communes = [
            Place(
                code=f"{number:05d}",
                name=f"Xã {number}",
                kind="commune",
                unit_type="xa",
                parent=province.id,
                valid_from=date(2025, 7, 1),
            )
            for number in range(1, 1 + count // 33)
        ]
        places = [saved.id for saved in writing.save_all(communes)]
        definitions = IndicatorDefinition.first_records()[:27]
        for year in YEARS:
            writing.save_all(
                [_value(each.id, place, year, chance) for each in definitions for place in places]
            )
        lines = [line.id for line in ProgrammeLine.first_records()]
        writing.save_all(
            [
                _fact(lines[number % len(lines)], places[number // 33 % len(places)], chance)
                for number in range(count)
            ]
        )


def _value(indicator: str | None, place: str | None, year: int, chance: random.Random) -> IndicatorValue:
    below = chance.randint(20, 900)
    above = chance.randint(0, below)
    return IndicatorValue(
        indicator=indicator,
        place=place,
        year=year,
        period="year",
        edition="official",
        numerator=Decimal(above),
        denominator=Decimal(below),
        value=round(Decimal(100 * above) / below, 2),
    )


def _fact(line: str | None, place: str | None, chance: random.Random) -> CapitalFact:
    plan = chance.randint(10, 900) * 1_000_000
    return CapitalFact(
        line=line,
        place=place,
        capital_kind="investment",
        source="central",
        plan_year=2025,
        budget_year=2025,
        as_of=date(2025, 12, 31),
        assigned=plan,
        disbursed=plan // 2,
    )


def by_hand(count: int) -> Work:
    workspace = made(count)

    def ask() -> None:
        with workspace.store.reading() as reader:
            for question in (_VALUES, *_LEDGER):
                reader.connection.exec_driver_sql(question).fetchall()

    return ask


def kept(count: int) -> Work:
    workspace = made(count)
    first = read_board(workspace)

    def ask() -> None:
        assert read_board(workspace) is first

    return ask


def first(count: int) -> Work:
    workspace = made(count)
    return lambda: read_board(workspace)


def ledger(count: int) -> Work:
    workspace = made(count)

    def ask() -> None:
        with workspace.store.reading() as reader:
            for rule in ledger_rules.RULES:
                assert callable(rule.finds) and list(rule.finds(reader, None)) == []

    return ask


if __name__ == "__main__":
    run(
        "scoreboard",
        {"by hand": by_hand, "kept": kept, "first": first, "ledger": ledger},
        {"kept": Target(seconds=0.05), "ledger": Target(1.5)},
        rows=100_000,
    )
