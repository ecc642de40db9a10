"""Asks whether a component that does not fit its database fails alone, with everything else as it was."""

from __future__ import annotations

import importlib.metadata as metadata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import FAILED, LOADED, Catalog, load_catalog
from desktop.declare.problems import Refusal
from desktop.workspace import Workspace
from tests.desktop.catalog.visits import SOUND, answering, is_vietnamese, named

Plant = Callable[..., list[metadata.EntryPoint]]
OTHERS = SOUND.replace('"visits"', '"others"')
MIGRATING = answering("register_migrations", "return [m001_rename]", "{code}")
RENAMING = "def m001_rename(schema):\n    schema.rename_field('Visit', 'number', 'told')\n    {ending}\n"
RENAMED = (
    MIGRATING.replace("number", "told")
    .replace("{code}", RENAMING)
    .replace("'told', 'told'", "'number', 'told'")
)


@pytest.fixture
def before(plant: Plant, database: Path) -> list[metadata.EntryPoint]:
    """Two sound components with a record each; what they are loaded from."""
    points = plant("visits", SOUND, distribution="ntp-old") + plant("others", OTHERS)
    workspace = Workspace.open(database, load_catalog(entry_points=points))
    for name in ("visits", "others"):
        record_type = workspace.catalog.record_type(f"{name}.Visit")
        workspace.save(record_type(number=7))
    workspace.close()
    return points


def numbers(workspace: Workspace, name: str) -> list[Any]:
    record_type = workspace.catalog.record_type(f"{name}.Visit")
    with workspace.store.reading() as reader:
        return [getattr(record, next(iter(record_type.fields))) for record in reader.rows(record_type)]


def opened_without(database: Path, catalog: Catalog) -> Workspace:
    """Open a database for a catalog of which `visits` fails, and only there."""
    workspace = Workspace.open(database, catalog)
    failed = named(workspace.catalog, "visits")
    assert failed.state == FAILED
    assert is_vietnamese(failed.failure), failed.failure
    assert [named(workspace.catalog, name).state for name in ("shared", "others")] == [LOADED, LOADED]
    assert "visits.Visit" not in workspace.catalog.record_types
    assert numbers(workspace, "others") == [7]
    workspace.save(workspace.catalog.record_type("others.Visit")(number=8))
    assert named(catalog, "visits").state == LOADED, "the catalog that was given is another's"
    return workspace


@pytest.mark.parametrize(
    "ending", ["raise KeyError('Sùng A Chứ')", "raise SystemExit(3)", "schema.nothing()"]
)
def test_that_a_failing_migration_takes_out_its_component_alone(
    plant: Plant, before: list[metadata.EntryPoint], database: Path, ending: str
) -> None:
    later = plant("visits", RENAMED.replace("{ending}", ending), distribution="ntp-new")
    workspace = opened_without(database, load_catalog(entry_points=[*later, before[1]]))
    failed = named(workspace.catalog, "visits")
    assert "bước 1" in failed.failure
    assert "m001_rename" in failed.details
    workspace.close()
    assert database.with_name("ntp.before-visits-m001.db").exists()
    # The version of before finds its tables as it left them, and a mended one brings them up.
    workspace = Workspace.open(database, load_catalog(entry_points=before))
    assert numbers(workspace, "visits") == [7]
    assert workspace.store.verify() == []
    workspace.close()
    mended = plant("visits", RENAMED.replace("{ending}", "return"), distribution="ntp-mended")
    workspace = Workspace.open(database, load_catalog(entry_points=[*mended, before[1]]))
    assert numbers(workspace, "visits") == [7]
    assert numbers(workspace, "others") == [7, 8]
    workspace.close()


def test_that_a_component_older_than_its_data_fails_alone(
    plant: Plant, before: list[metadata.EntryPoint], database: Path
) -> None:
    newer = plant("visits", RENAMED.replace("{ending}", "return"), distribution="ntp-new")
    Workspace.open(database, load_catalog(entry_points=newer)).close()
    workspace = opened_without(database, load_catalog(entry_points=before))
    assert "phiên bản mới hơn" in named(workspace.catalog, "visits").failure
    workspace.close()


TWICE = "class VISIT(Visit):\n    pass\n"
KEPT_AS_ONE = {
    "types": SOUND.replace(
        "@hookimpl\ndef register_component", f"{TWICE}\n@hookimpl\ndef register_component"
    ).replace("[Visit]", "[Visit, VISIT]"),
    "columns": SOUND.replace("    day =", '    Number = Integer("Số nữa")\n    day ='),
}


@pytest.mark.parametrize("code", KEPT_AS_ONE.values(), ids=KEPT_AS_ONE)
def test_that_a_component_whose_tables_cannot_be_made_fails_alone(
    plant: Plant, before: list[metadata.EntryPoint], database: Path, code: str
) -> None:
    later = plant("visits", code, distribution="ntp-new")
    opened_without(database, load_catalog(entry_points=[*later, before[1]])).close()


def test_that_components_that_lead_to_it_fail_with_it(
    plant: Plant, before: list[metadata.EntryPoint], database: Path
) -> None:
    broken = plant("visits", RENAMED.replace("{ending}", "1 / 0"), distribution="ntp-new")
    leading = OTHERS.replace('"others"', '"leading"').replace(
        "day =", 'to = Reference("Đến", to="visits.Visit")\n    day ='
    )
    points = [*broken, before[1], *plant("leading", leading)]
    workspace = opened_without(database, load_catalog(entry_points=points))
    assert named(workspace.catalog, "leading").details.startswith("C11")
    workspace.close()


def test_that_our_own_part_refuses_the_whole(database: Path) -> None:
    catalog = load_catalog(entry_points=[])

    def m001_break(schema: object) -> None:
        raise ZeroDivisionError

    named(catalog, "shared").migrations = [m001_break]
    with pytest.raises(Refusal, match=r"shared.*bước 1"):
        Workspace.open(database, catalog)
    Workspace.open(database, load_catalog(entry_points=[])).close()
