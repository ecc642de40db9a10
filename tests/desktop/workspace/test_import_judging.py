"""A row that goes to a stored record is judged by what it makes of it, not by what it leaves empty."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.catalog import Catalog, LoadedComponent
from desktop.declare.fields import Integer, Money, Reference, Text, YesNo
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule, rule
from desktop.excel.cells import SheetCells
from desktop.excel.found import FoundTable
from desktop.excel.parsed import ParsedTable
from desktop.storage.store import Store
from desktop.storage.writing import Writing
from desktop.workspace import Workspace
from desktop.workspace.import_rules import found_together
from desktop.workspace.importing import ImportResult, accept, preview, recognise_files

HEAD = ["Mã nhà", "Chủ nhà", "Số người", "Chi phí", "Đã trả"]


class Cabin(Record):
    title = "Nhà"
    key = ("code",)
    code = Text("Mã nhà", required=True)
    owner = Text("Chủ nhà", required=True, person=True)
    people = Integer("Số người", required=True, minimum=1)
    cost = Money("Chi phí")
    paid = Money("Đã trả")
    power = YesNo("Có điện")

    @rule("Đã trả {paid} đ, nhiều hơn chi phí.", field="paid")
    def no_more_is_paid_than_it_costs(self) -> bool:
        return self.paid is None or self.cost is None or self.paid <= self.cost


class Gate(Record):
    """What leads to a house."""

    title = "Cổng"
    key = ("code",)

    code = Text("Mã cổng", required=True)
    cabin = Reference("Nhà", to=Cabin)


def crowded(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """The houses of more people than the one with the fewest; it has to know how many they are."""
    houses = sorted(reader.rows(Cabin), key=lambda house: house.people)
    for house in houses[1:]:
        yield Finding(record=house.id or "")


CROWDED = Rule("", "is_not_crowded", "Nhà đông người.", Cabin, crowded, field="people")


@pytest.fixture
def cabins(tmp_path: Path) -> Iterator[Workspace]:
    Cabin.component = "cabins"
    catalog = Catalog([LoadedComponent("cabins", "Nhà", record_types=[Cabin])])
    store = Store.open(tmp_path / "cabins.db", catalog.types_by_component())
    yield Workspace(catalog, store)
    store.close()


def brought(
    workspace: Workspace, folder: Path, *rows: list[Any], keep: bool = True, more: str = ""
) -> ImportResult:
    book = openpyxl.Workbook()
    for row in ([*HEAD, more or None], *rows):
        book.worksheets[0].append(row)
    book.save(folder / "nhà.xlsx")
    plan = recognise_files(workspace, [folder / "nhà.xlsx"], record_type=Cabin)
    return (accept if keep else preview)(workspace, plan)


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    table = result.tables[0]
    return table.new, table.changed, table.unchanged, table.refused


def stored(workspace: Workspace) -> list[Cabin]:
    with workspace.store.reading() as reader:
        return list(reader.rows(Cabin))


FULL = ["N1", "Lò Văn Một", 4, 50_000_000, 10_000_000]


def test_that_an_empty_required_cell_is_answered_by_the_stored_record(
    cabins: Workspace, tmp_path: Path
) -> None:
    brought(cabins, tmp_path, FULL)
    result = brought(cabins, tmp_path, ["N1", None, None, None, 20_000_000], ["N2", None, 3, 1, 1])
    assert counts(result) == (0, 1, 0, 1)
    assert [problem.spot.row for problem in result.problems if problem.spot] == [3]
    [kept] = stored(cabins)
    assert (kept.owner, kept.people, kept.paid) == ("Lò Văn Một", 4, 20_000_000)


def test_that_a_row_that_leaves_all_but_its_key_empty_changes_nothing_and_is_not_blamed(
    cabins: Workspace, tmp_path: Path
) -> None:
    brought(cabins, tmp_path, FULL)
    result = brought(cabins, tmp_path, ["N1", None, None, None, None], ["N3", "Lò Văn Ba", 2, None, None])
    assert counts(result) == (1, 0, 1, 0)
    assert result.problems == []


def test_that_a_row_is_refused_for_what_it_makes_of_the_stored_record(
    cabins: Workspace, tmp_path: Path
) -> None:
    brought(cabins, tmp_path, FULL)
    result = brought(cabins, tmp_path, ["N1", "Lò Văn Một", 4, None, 60_000_000])
    assert counts(result) == (0, 0, 0, 1)
    assert [problem.field for problem in result.problems] == ["paid"]
    assert stored(cabins)[0].paid == 10_000_000


def test_that_what_was_wrong_before_is_told_and_gives_no_row_back(cabins: Workspace, tmp_path: Path) -> None:
    with cabins.writing("nháp") as writing:
        writing.save(Cabin(code="N1", owner="Lò Văn Một", cost=1, paid=2))
    result = brought(cabins, tmp_path, ["N1", "Lò Văn Hai", None, None, None])
    assert counts(result) == (0, 1, 0, 0)
    assert {(problem.field, problem.grade) for problem in result.problems} == {
        ("people", Grade.WARN),
        ("paid", Grade.WARN),
    }
    assert counts(brought(cabins, tmp_path, ["N1", None, None, None, 3])) == (0, 0, 0, 1)


def test_that_a_preview_says_the_same(cabins: Workspace, tmp_path: Path) -> None:
    brought(cabins, tmp_path, FULL)
    rows: list[list[Any]] = [["N1", None, None, None, 20_000_000], ["N2", None, 3, 1, 1]]
    seen = counts(brought(cabins, tmp_path, *rows, keep=False))
    assert seen == counts(brought(cabins, tmp_path, *rows)) == (0, 1, 0, 1)


def test_that_a_cell_without_a_mark_is_no_for_a_new_record_and_nothing_for_a_stored_one(
    cabins: Workspace, tmp_path: Path
) -> None:
    brought(cabins, tmp_path, [*FULL, "x"], ["N2", "Lò Văn Hai", 2, 1, 1, None], more="Có điện")
    assert [home.power for home in stored(cabins)] == [True, False]
    result = brought(cabins, tmp_path, [*FULL, None], ["N2", "Lò Văn Hai", 3, 1, 1, None], more="Có điện")
    assert counts(result) == (0, 1, 1, 0)
    assert [home.power for home in stored(cabins)] == [True, False]
    brought(cabins, tmp_path, [*FULL, "không"], ["N2", "Lò Văn Hai", 3, 1, 1, "x"], more="Có điện")
    assert [home.power for home in stored(cabins)] == [False, True]


def test_that_a_row_without_a_required_value_does_not_hide_what_rules_over_many_find(tmp_path: Path) -> None:
    Cabin.component = "cabins"
    catalog = Catalog([LoadedComponent("cabins", "Nhà", record_types=[Cabin], rules=[CROWDED])])
    store = Store.open(tmp_path / "cabins.db", catalog.types_by_component())
    rows = (["N1", "Lò A", 4, 5, 1], ["N2", "Lò B", None, 5, 1], ["N3", "Lò C", 9, 5, 1])
    result = brought(Workspace(catalog, store), tmp_path, *rows)
    told = {problem.spot.row: problem.message for problem in result.problems if problem.spot}
    assert told.keys() == {3, 4} and "Nhà đông người" in told[4]
    assert not any("gặp lỗi" in problem.message for problem in result.problems)
    store.close()


def test_that_half_rows_are_taken_out_once_for_all_rules_and_whoever_refers_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Cabin.component = Gate.component = "cabins"
    rules = [CROWDED, dataclasses.replace(CROWDED, name="is_not_crowded_either")]
    catalog = Catalog([LoadedComponent("cabins", "Nhà", record_types=[Cabin, Gate], rules=rules)])
    workspace = Workspace(catalog, Store.open(tmp_path / "cabins.db", catalog.types_by_component()))
    homes = [
        Cabin(code=f"N{number}", owner="Lò", people=people) for number, people in enumerate((4, None, 9))
    ]
    table = FoundTable("nhà.xlsx", "Nhà", SheetCells("Nhà"), record_type=Cabin)
    parsed = ParsedTable(table, [2, 3, 4], [*homes])
    with workspace.writing("thử") as writing:
        saved = dict(enumerate(writing.save_all([*homes])))
        writing.save(Gate(code="C1", cabin=saved[1].id))
        taken: list[int] = []
        delete = Writing.delete_rows

        def count(own: Writing, table: Any, rows: Any) -> None:
            taken.append(len(rows))
            delete(own, table, rows)

        monkeypatch.setattr(Writing, "delete_rows", count)
        found = found_together(rules, parsed, saved, writing)
        assert [problem.record for problem in found] == [saved[2].id] * 2
        assert taken == [1] and writing.count(Cabin) == 3
        assert found_together(rules, parsed, {1: saved[1]}, writing) == [] and taken == [1]
    workspace.close()
