"""The province's workbook of capital against its truth file; collected where a folder with it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.declare.problems import Grade
from desktop.shared import CapitalFact, ProgrammeLine
from desktop.workspace import Workspace
from desktop.workspace.importing import ImportResult, accept, recognise_files
from tests.samples.conftest import samples_folder

FOLDER = samples_folder() or Path()
NAME = "ke-hoach-von-giai-ngan"
KINDS = {"đầu tư": "investment", "sự nghiệp": "recurrent"}
SOURCES = {"nstw": "central", "nsdp": "local"}
Facts = dict[tuple[Any, ...], tuple[int, int]]


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{NAME}.truth.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, _new_database: Path) -> Any:
    path = tmp_path_factory.mktemp("capital") / "ntp.db"
    shutil.copy(_new_database, path)
    workspace = Workspace.open(path, catalog)
    yield workspace, accept(workspace, recognise_files(workspace, [FOLDER / f"{NAME}.xlsx"]))
    workspace.close()


@pytest.fixture
def stored(imported: tuple[Workspace, ImportResult]) -> Facts:
    with imported[0].store.reading() as reader:
        codes = {line.id: line.code for line in reader.rows(ProgrammeLine)}
        return {
            (codes[fact.line], fact.capital_kind, fact.source, fact.plan_year, fact.budget_year): (
                fact.plan or 0,
                fact.disbursed or 0,
            )
            for fact in reader.rows(CapitalFact)
        }


def faulty(truth: dict[str, Any], *kinds: str) -> set[tuple[str, str]]:
    """The sheets and cells where the workbook has one of these faults."""
    return {(fault["sheet"], fault["cell"]) for fault in truth["faults"] if fault["kind"] in kinds}


def refused(truth: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts that pay out more than was planned (G02)."""
    cells = faulty(truth, "disbursed_over")
    return [fact for fact in truth["facts"] if any((fact["sheet"], cell) in cells for cell in fact["cells"])]


def carries_on(truth: dict[str, Any], sheet: str, total: dict[str, Any]) -> bool:
    """Whether this grand total is the sum of the totals below it as written, a wrong one among them."""
    wrong = {(fault["sheet"], fault["field"]) for fault in truth["faults"] if fault["rule"] == "G11"}
    return total["level"] == "grand" and (sheet, total["field"]) in wrong


def expected(truth: dict[str, Any]) -> Facts:
    left_out = refused(truth)
    return {
        (
            fact["line"],
            KINDS[fact["capital_kind"]],
            SOURCES[fact["source"]],
            fact["plan_year"],
            fact["budget_year"],
        ): (fact["plan"], fact["disbursed"])
        for fact in truth["facts"]
        if fact not in left_out
    }


def test_that_the_facts_are_those_of_the_workbook(stored: Facts, truth: dict[str, Any]) -> None:
    wanted = expected(truth)
    assert {key: value for key, value in wanted.items() if any(value)} == {
        key: value for key, value in stored.items() if any(value)
    }
    assert stored.keys() <= wanted.keys()


def test_that_the_totals_of_the_workbook_are_reproduced(stored: Facts, truth: dict[str, Any]) -> None:
    for fact in refused(truth):
        key = fact["line"], KINDS[fact["capital_kind"]], SOURCES[fact["source"]]
        stored[*key, fact["plan_year"], fact["budget_year"]] = fact["plan"], fact["disbursed"]
    for sheet in truth["sheets"]:
        kind = "investment" if "Đầu tư" in sheet["name"] else "recurrent"
        for total in sheet.get("totals", ()):
            measure, _mark, rest = total["field"].partition("_")
            year, _mark, source = rest.partition("_")
            if not year.isdigit() or not total["ok"] or carries_on(truth, sheet["name"], total):
                continue
            added = sum(
                amounts[0 if measure == "plan" else 1]
                for (line, *which, _budget), amounts in stored.items()
                if which == [kind, SOURCES[source], int(year)]
                and (total["level"] == "grand" or line.split(".")[0] == total["label"])
            )
            assert added == round(total["expected"] * 1_000_000), total


def test_that_each_fault_is_named_at_its_cell(
    imported: tuple[Workspace, ImportResult], truth: dict[str, Any]
) -> None:
    grave = {
        (problem.rule, str(problem.spot)) for problem in imported[1].problems if problem.grade is Grade.BLOCK
    }
    assert grave == {
        (fault["rule"], f"{fault['sheet']}!{fault['cell']}")
        for fault in truth["faults"]
        if fault["severity"] == "error"
    }


def test_that_a_rate_that_cannot_be_right_is_doubted(
    imported: tuple[Workspace, ImportResult], truth: dict[str, Any]
) -> None:
    doubted = {
        str(problem.spot)
        for problem in imported[1].problems
        if problem.grade is Grade.WARN and not problem.rule
    }
    assert doubted == {f"{sheet}!{cell}" for sheet, cell in faulty(truth, "formula_error", "rate_wrong")}


def test_that_the_workbook_brings_nothing_new_again(imported: tuple[Workspace, ImportResult]) -> None:
    workspace, first = imported
    again = accept(workspace, recognise_files(workspace, [FOLDER / f"{NAME}.xlsx"]))
    assert [(table.new, table.changed, table.refused) for table in again.tables] == [
        (0, 0, table.refused) for table in first.tables
    ]
