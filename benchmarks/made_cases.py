"""A database of many households and cases, varied from the sound ones of the demo data; judges nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle, islice
from typing import Any

from made_rows import FAMILY, GIVEN, MIDDLE
from measure import BUILD

from desktop.catalog import load_catalog
from desktop.declare.records import Record
from desktop.workspace import Workspace
from desktop.workspace.demo import open_demo

TYPES = ("shared.Household", "housing.HousingCase", "housing.ProductionLand")


def made_workspace(rows: int) -> Workspace:
    """The demo data and beside it so many households, houses and plots; made once."""
    path = BUILD / f"cases-{rows}.db"
    if not path.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with_demo = open_demo(part)
        for name in TYPES:
            _fill(with_demo, with_demo.catalog.record_types[name], rows)
        with_demo.close()
        shutil.move(part, path)
    return Workspace.open(path, load_catalog())


def made_of_each(rows: int) -> Workspace:
    """The demo data and beside it so many records of each type of a component that has rules; made once."""
    path = BUILD / f"each-{rows}.db"
    if not path.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with_demo = open_demo(part)
        for record_type in of_components(with_demo):
            _fill(with_demo, record_type, rows)
        with_demo.close()
        shutil.move(part, path)
    return Workspace.open(path, load_catalog())


def of_components(workspace: Workspace) -> list[type[Record]]:
    """The record types of the components whose records are judged by rules."""
    all_types = workspace.catalog.record_types.values()
    return [each for each in all_types if each.component != "shared" and each.rules]


def _fill(workspace: Workspace, record_type: type[Record], rows: int) -> None:
    with workspace.store.reading() as reader:
        stored = list(reader.rows(record_type))
    sound = [record for record in stored if not workspace.problems_of(record)]
    with workspace.writing("made") as writing:
        writing.save_all(list(islice(_varied(sound), rows)))


def _varied(records: Sequence[Any]) -> Iterator[Record]:
    """The records again and again, each of another household where it is of one."""
    chance = random.Random(1719)
    for record in cycle(records):
        values = _another(record, chance) if "village" in record.fields else {}
        yield record.changed(id=None, changed_in=0, **values)


def _another(record: Any, chance: random.Random) -> dict[str, Any]:
    """What makes a record one of another household."""
    values: dict[str, Any] = {"village": f"Bản {chance.choice(GIVEN)} {chance.randrange(1, 4)}"}
    if "head_name" in record.fields:
        values["head_name"] = " ".join((chance.choice(FAMILY), chance.choice(MIDDLE), chance.choice(GIVEN)))
    if "identity_number" in record.fields and record.identity_number:
        values["identity_number"] = f"{record.identity_number[:6]}{chance.randrange(10**6):06}"
    if "birth" in record.fields and record.birth is not None:
        values["birth"] = date(record.birth.year, chance.randrange(1, 13), chance.randrange(1, 29))
    if "household" in record.fields:
        values["household"] = None
    return values
