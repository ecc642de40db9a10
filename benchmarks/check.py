"""`check` of 100,000 households, houses and plots: each record's rules beside a bare loop over its cells, the
rules over many records beside the same questions in SQL; then the rules of every other type of a component.

By the processor's time, floor and rules turn about, for other programs run beside them; the ratio is the
median of the turns. With `HousingCase` as argument only that one.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from made_cases import TYPES, made_of_each, made_workspace, of_components

from desktop.collector import collector_at_rest
from desktop.declare.records import Record
from desktop.declare.rules import Rule
from desktop.workspace import Workspace
from desktop.workspace.checking import problems_of_rule

_AT_ONCE = 2_000
_MOST_ROWS, _ROWS = 100_000, 10_000
_SINGLE, _MANY = 8.0, 1.5
_NUMBERS = """SELECT group_concat(id), identity_number FROM {table} WHERE identity_number <> ''
GROUP BY identity_number HAVING count(*) > 1"""
_RECORDS = """SELECT group_concat(id), household FROM {table} WHERE household <> ''
GROUP BY household HAVING count(*) > 1"""
_NAMES = """WITH each AS MATERIALIZED (SELECT id, head_name, identity_number, commune,
lower(village) AS village, substr(birth, 1, 4) AS year FROM {table} WHERE birth IS NOT NULL ORDER BY 4, 5, 6)
SELECT a.id, b.id, a.head_name, b.head_name FROM each a JOIN each b ON a.commune = b.commune
AND a.village = b.village AND a.year = b.year AND a.id < b.id
WHERE a.identity_number IS NULL OR b.identity_number IS NULL OR a.identity_number = b.identity_number"""
_CLASSES = """SELECT c.id, h.id, c.head_name, h.head_name, c.poverty_class, h.poverty_class FROM {table} c
JOIN shared__household h ON h.identity_number = c.identity_number WHERE h.class_year = c.class_year"""
QUESTIONS = {
    "one_number_one_household": _NUMBERS,
    "household_is_listed_once": _NAMES,
    "class_is_that_of_the_commune_list": _CLASSES,
}
"""What a rule over many records asks, as one would ask the database by hand."""


def measure(workspace: Workspace, record_type: type[Record], rows: int) -> bool:
    """Print the ratio of the rules of single records; whether it keeps its target."""
    with workspace.store.reading() as reader, collector_at_rest():
        records = list(islice(reader.rows(record_type), rows))
        bare, judged = [], []
        for start in range(0, len(records), _AT_ONCE):
            part = records[start : start + _AT_ONCE]
            cells = [tuple(_cells(record)) for record in part]
            bare.append(_processor_time(lambda cells=cells: _count(cells)))
            judged.append(_processor_time(lambda part=part: list(workspace.judge.problems(part, reader))))
        ratio = statistics.median(ours / floor for ours, floor in zip(judged[1:], bare[1:], strict=True))
    return _tell(record_type, "rules of a record", ratio, _SINGLE)


def measure_many(workspace: Workspace, record_type: type[Record]) -> bool:
    """Print the ratios of the rules over many records; whether all keep their target."""
    met = []
    for rule in workspace.catalog.rules:
        if rule.over is record_type and rule.name in QUESTIONS:
            met.append(_tell(record_type, rule.name, _beside_sql(workspace, rule), _MANY))
    return all(met)


def _beside_sql(workspace: Workspace, rule: Rule, turns: int = 3) -> float:
    table = f"{rule.over.component}__{_underscored(rule.over.__name__)}"
    asked_by_hand = [QUESTIONS[rule.name]]
    if rule.name == "household_is_listed_once" and "household" in rule.over.fields:
        # A case is known by its household or by one number as well; names are left.
        asked_by_hand += [_NUMBERS, _RECORDS]
    questions = [each.format(table=table) for each in asked_by_hand]
    ratios = []
    for _turn in range(turns):
        # Read anew each turn: what one reader was told by one rule is kept for the next.
        with workspace.store.reading() as reader, collector_at_rest():
            asked = reader.connection.exec_driver_sql
            floor = _processor_time(lambda asked=asked: [asked(each).fetchall() for each in questions])
            ratios.append(_processor_time(lambda reader=reader: problems_of_rule(rule, reader)) / floor)
    return statistics.median(ratios)


def _underscored(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _cells(record: Record) -> Iterator[object]:
    """All cells of a record, those of the rows it owns among them: rules judge these too."""
    for value in record.values().values():
        if isinstance(value, list):
            for row in value:
                yield from _cells(row)
        else:
            yield value


def _count(cells: list[tuple[object, ...]]) -> int:
    filled = 0
    for row in cells:
        for value in row:
            if value is not None:
                filled += 1
    return filled


def _processor_time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _tell(record_type: type[Record], what: str, ratio: float, most: float) -> bool:
    says = "met" if ratio <= most else "MISSED"
    line = f"  {record_type.__name__:<16} {what:<36} ratio {ratio:6.2f}   target <= {most}: {says}"
    print(line, flush=True)
    return ratio <= most


if __name__ == "__main__":
    named = set(sys.argv[1:])
    made = made_workspace(_MOST_ROWS)
    large = [made.catalog.record_types[name] for name in TYPES]
    wanted = [each for each in large if not named or each.__name__ in named]
    kept = [measure(made, each, _MOST_ROWS) & measure_many(made, each) for each in wanted]
    made.close()
    if not named or named - {each.__name__ for each in large}:
        made = made_of_each(_ROWS)
        others = [each for each in of_components(made) if each not in large]
        kept += [measure(made, each, _ROWS) for each in others if not named or each.__name__ in named]
    sys.exit(0 if all(kept) else 1)
