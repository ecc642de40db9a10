"""Asks whether a list begins with what its record type says, once, and stays as the office leaves it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from desktop.catalog import Catalog, LoadedComponent
from desktop.declare.fields import Text
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared import IndicatorDefinition, Programme, ProgrammeLine, ReportingDuty
from desktop.storage.store import Store
from desktop.workspace import Workspace
from desktop.workspace.first_lists import add_first, save_first
from desktop.workspace.importing import export_records


class Kind(Record):
    title = "Loại"
    key = ("name",)
    name = Text("Tên", required=True)

    @classmethod
    def first_records(cls) -> Sequence[Record]:
        return [cls(id=str(uuid.uuid5(uuid.NAMESPACE_OID, name)), name=name) for name in ("Một", "Hai")]


class Broken(Record):
    title = "Hỏng"
    key = ("name",)
    name = Text("Tên", required=True)

    @classmethod
    def first_records(cls) -> Sequence[Record]:
        raise OSError("no such file")


class Secret(Record):
    title = "Nạn nhân"
    confidential = True
    key = ("name",)
    name = Text("Họ tên", required=True, sensitive=True)
    village = Text("Bản")


def catalog_of(*types: type[Record]) -> Catalog:
    for record_type in types:
        record_type.component = "kinds"
    return Catalog([LoadedComponent("kinds", "Loại", record_types=list(types))])


def catalog_of_shared() -> Catalog:
    types: list[type[Record]] = [IndicatorDefinition, ReportingDuty, Programme, ProgrammeLine]
    return Catalog([LoadedComponent("shared", "Dữ liệu chung", record_types=types)])


@pytest.fixture
def catalog() -> Catalog:
    return catalog_of(Kind, Broken, Secret)


@pytest.fixture
def workspace(tmp_path: Path, catalog: Catalog) -> Workspace:
    return Workspace(catalog, Store.open(tmp_path / "a.db", catalog.types_by_component()))


def names(workspace: Workspace) -> list[str]:
    with workspace.store.reading() as reader:
        return sorted(kind.name for kind in reader.rows(Kind))


def test_that_a_list_that_is_met_for_the_first_time_is_filled(workspace: Workspace) -> None:
    add_first(workspace.store, workspace.catalog)
    assert names(workspace) == ["Hai", "Một"]
    first = workspace.store.change_sets()[0]
    assert first.who == "system"
    add_first(workspace.store, workspace.catalog)
    assert workspace.store.change_sets()[0].number == first.number


def test_that_a_new_database_has_its_lists_from_the_start(tmp_path: Path, catalog: Catalog) -> None:
    types = catalog.types_by_component()
    store = Store.open(tmp_path / "b.db", types, seed=lambda writing: save_first(writing, catalog))
    add_first(store, catalog)
    assert len(store.change_sets()) == 1
    assert names(Workspace(catalog, store)) == ["Hai", "Một"]


def test_that_a_list_the_office_has_emptied_stays_empty(workspace: Workspace) -> None:
    add_first(workspace.store, workspace.catalog)
    with workspace.store.reading() as reader:
        kinds = list(reader.rows(Kind))
    for kind in kinds:
        workspace.delete(kind)
    add_first(workspace.store, workspace.catalog)
    assert names(workspace) == []


def test_that_a_list_with_entries_of_its_own_is_left_alone(workspace: Workspace) -> None:
    workspace.save(Kind(name="Của tỉnh"))
    add_first(workspace.store, workspace.catalog)
    assert names(workspace) == ["Của tỉnh"]


def test_that_a_confidential_list_leaves_without_names_unless_they_are_asked_for(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.save(Secret(name="Lò Thị Ví Dụ", village="Bản A"))
    file = tmp_path / "a.xlsx"

    def told(**how: bool) -> str:
        assert export_records(workspace, Secret, file, **how) == 1
        cells = (cell for row in openpyxl.load_workbook(file).worksheets[0].values for cell in row)
        return " ".join(str(cell) for cell in cells)

    assert "Bản A" in told() and "Ví Dụ" not in told()
    assert "Ví Dụ" in told(masked=False)


def test_that_a_database_older_than_the_lines_and_indicators_gets_them_once(workspace: Workspace) -> None:
    catalog = catalog_of_shared()
    store = Store.open(workspace.store.info.where, catalog.types_by_component())
    add_first(store, catalog)
    with store.reading() as reader:
        counts = {each: reader.count(each) for each in (Programme, ProgrammeLine, IndicatorDefinition)}
        roads = next(iter(reader.rows(IndicatorDefinition, [Condition("code", "is", "I05")])))
        assert [target.year for target in roads.targets] == [2025]
    assert counts[Programme] == 2 and counts[ProgrammeLine] > 30 and counts[IndicatorDefinition] >= 27
    with store.writing("sửa") as writing:
        writing.save(roads.changed(unit="% thôn"))
    last = store.change_sets()[0].number
    add_first(store, catalog)
    assert store.change_sets()[0].number == last
    with store.reading() as reader:
        kept = reader.get(IndicatorDefinition, roads.id or "")
    assert kept is not None and kept.unit == "% thôn"
    store.close()
