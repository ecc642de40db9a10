"""The workbook of production projects and their members against its truth file; collected where that is."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.declare.problems import Grade
from desktop.declare.reading import Condition
from desktop.declare.text import fold
from desktop.shared import Place, village_key
from desktop.workspace import Workspace
from desktop.workspace.importing import ImportResult, accept, recognise_files
from project3_value_chain.figures import INDICATORS
from project3_value_chain.members import ProjectMember
from project3_value_chain.projects import ProductionProject
from tests.samples.conftest import samples_folder

FOLDER = samples_folder() or Path()
NAME = "du-an-3-mo-hinh"
PROJECTS, MEMBERS = "DA cộng đồng", "DS hộ tham gia"
FIGURES = {
    "number": "project_no", "area": "area_ha", "households": "households", "poor": "poor",
    "near_poor": "near_poor", "escaped": "newly_escaped", "others": "other_households",
    "minority_households": "minority_households", "women_heads": "women_heads", "total": "total_cost",
    "state_money": "ns_state", "direct_money": "ns_members", "credit": "credit", "people_money": "own_fund",
    "stated_share": "share_pct", "disbursed": "disbursed",
}  # fmt: skip
CODES = {
    "chuỗi giá trị": "chain", "cộng đồng": "community", "ĐBKK": "dbkk", "khó khăn": "hard", "khác": "other",
    "hoàn thành": "done", "đang thực hiện": "running", "chưa thực hiện": "not_started",
    "nghèo": "poor", "cận nghèo": "near_poor", "mới thoát nghèo": "escaped", "nam": "male", "nữ": "female",
}  # fmt: skip
CROPS = {"coffee": "Cà phê", "macadamia": "Mắc ca"}


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{NAME}.truth.json").read_text("utf-8"))
    return found


Imported = tuple[Workspace, ImportResult]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, _new_database: Path) -> Any:
    """The workbook with the rows that break a rule kept as drafts, as an office takes over its whole list."""
    path = tmp_path_factory.mktemp("production") / "ntp.db"
    shutil.copy(_new_database, path)
    workspace = Workspace.open(path, catalog)
    plan = recognise_files(workspace, [FOLDER / f"{NAME}.xlsx"])
    plan.drafts = True
    yield workspace, accept(workspace, plan)
    workspace.close()


def rows_of(truth: dict[str, Any], sheet: str) -> dict[int, dict[str, Any]]:
    (found,) = [each for each in truth["sheets"] if each["name"] == sheet]
    return {row["row"]: row["values"] for row in found["rows"]}


def records(imported: Imported, record_type: type[Any]) -> dict[int, Any]:
    workspace, result = imported
    (table,) = [each for each in result.tables if each.record_type is record_type]
    with workspace.store.reading() as reader:
        by_id = {record.id: record for record in reader.rows(record_type)}
    return {row.row: by_id[row.record_id] for row in table.rows if row.record_id}


def test_that_every_project_is_read_as_it_is_written(imported: Imported, truth: dict[str, Any]) -> None:
    wanted, found = rows_of(truth, PROJECTS), records(imported, ProductionProject)
    assert found.keys() == wanted.keys()
    with imported[0].store.reading() as reader:
        codes = {place.id: place.code for place in reader.rows(Place)}
    for row, values in wanted.items():
        project = found[row]
        for name, theirs in FIGURES.items():
            value = getattr(project, name)
            assert (None if value is None else Decimal(value)) == Decimal(str(values[theirs] or 0)), (
                row,
                name,
            )
        assert fold(project.name) == fold(values["name"])
        assert fold(project.product) == fold(values["crop"])
        assert project.form == CODES[values["form"]] and project.area_type == CODES[values["area_type"]]
        assert project.status == CODES[values["status"]]
        assert codes[project.commune] == values["commune_code"]
        assert codes[project.old_commune] == values["old_commune_code"]
        assert village_key(project.village) == village_key(values["village"])
        for name, theirs in (("starts_on", "start"), ("ends_on", "end"), ("decision_date", "decision_date")):
            assert getattr(project, name).isoformat() == values[theirs], (row, name)


def test_that_every_member_is_read_as_it_is_written(imported: Imported, truth: dict[str, Any]) -> None:
    wanted, found = rows_of(truth, MEMBERS), records(imported, ProjectMember)
    numbers = {project.id: project.number for project in records(imported, ProductionProject).values()}
    twice = {fault["row"] for fault in truth["faults"] if fault["kind"] == "p3_member_twice"}
    assert wanted.keys() - found.keys() <= twice
    for row, member in found.items():
        values = wanted[row]
        assert (fold(member.head_name), member.identity_number) == (
            fold(values["head_name"]),
            values["id_no"],
        )
        assert member.poverty_class == CODES.get(values["poverty_class"], "other")
        assert member.sex == CODES[values["sex"]]
        assert (member.support, member.own_money, member.quantity) == (
            values["support"], values["own_fund"], values["quantity"],
        )  # fmt: skip
        assert member.committed is values["committed"]
        assert numbers[member.project] == values["project_no"]


def test_that_each_fault_is_told_at_its_cell(imported: Imported, truth: dict[str, Any]) -> None:
    told = {(str(problem.spot), problem.rule) for problem in imported[1].problems}
    cells = {spot for spot, _rule in told}
    for fault in truth["faults"]:
        spot = f"{fault['sheet']}!{fault['cell']}"
        assert ((spot, fault["rule"]) in told) if fault["rule"] else (spot in cells), fault


def test_that_a_planted_error_blocks_and_a_sound_row_does_not(
    imported: Imported, truth: dict[str, Any]
) -> None:
    blocked = {
        (problem.spot.sheet, problem.spot.row)
        for problem in imported[1].problems
        if problem.grade is Grade.BLOCK and problem.spot
    }
    errors = {(fault["sheet"], fault["row"]) for fault in truth["faults"] if fault["severity"] == "error"}
    # Before 24/06/2023 the ceiling was not seen; support of households that are no targets adds up wrongly.
    early = {(PROJECTS, fault["row"]) for fault in truth["faults"] if fault["kind"] == "p3_share_over"}
    paid = {(PROJECTS, row) for row in _projects_of(truth, "p3_not_target_paid")}
    assert errors - early <= blocked <= errors | paid


def _projects_of(truth: dict[str, Any], kind: str) -> set[int]:
    members = rows_of(truth, MEMBERS)
    numbers = {members[fault["row"]]["project_no"] for fault in truth["faults"] if fault["kind"] == kind}
    return {row for row, values in rows_of(truth, PROJECTS).items() if values["project_no"] in numbers}


def test_that_the_totals_are_those_of_the_district(imported: Imported, truth: dict[str, Any]) -> None:
    expected = truth["expected"]
    found = list(records(imported, ProductionProject).values())
    assert (len(found), sum(each.area for each in found), sum(each.households for each in found)) == (
        78, Decimal("1151.68"), 1474,
    )  # fmt: skip
    for name, crop in CROPS.items():
        own = [each for each in found if each.product == crop]
        told = expected[name]
        assert len(own) == told["projects"]
        assert sum(each.area for each in own) == Decimal(str(told["area_ha"]))
        assert sum(each.households for each in own) == told["households"]
    assert Counter(fold(each.product) for each in found) == {
        fold(crop): told["projects"] for crop, told in expected["by_crop"].items()
    }


def test_that_charts_and_indicators_tell_the_same_totals(imported: Imported, truth: dict[str, Any]) -> None:
    workspace = imported[0]
    drawings = {
        name: workspace.drawing(workspace.catalog.charts[f"production_{name}_by_product"])
        for name in ("area", "households")
    }
    assert "78 dự án, 1.151,68 ha, 1.474 hộ" in drawings["area"].sentence
    assert (
        "Cà phê: 41 dự án, 625,33 ha, 812 hộ. Mắc ca: 18 dự án, 274,43 ha, 271 hộ."
        in drawings["area"].sentence
    )
    told = {
        name: dict(zip(each.labels, each.series[0].values, strict=True)) for name, each in drawings.items()
    }
    compute = {each.name: each.compute for each in INDICATORS}
    with workspace.store.reading() as reader:
        assert compute["production_projects"](reader, []).value == 78
        assert compute["production_area"](reader, []).value == Decimal("1151.68")
        assert compute["production_households"](reader, []).value == 1474
        for name, crop in CROPS.items():
            expected, of_crop = truth["expected"][name], [Condition("product", "is", crop)]
            assert compute["production_projects"](reader, of_crop).value == expected["projects"]
            assert compute["production_area"](reader, of_crop).value == Decimal(str(expected["area_ha"]))
            assert compute["production_households"](reader, of_crop).value == expected["households"]
            assert told["area"][crop] == Decimal(str(expected["area_ha"]))
            assert told["households"][crop] == expected["households"]


def test_that_importing_again_finds_nothing_new(imported: Imported) -> None:
    workspace, _first = imported
    again = accept(workspace, recognise_files(workspace, [FOLDER / f"{NAME}.xlsx"]))
    assert [(table.new, table.changed) for table in again.tables] == [(0, 0), (0, 0)]
