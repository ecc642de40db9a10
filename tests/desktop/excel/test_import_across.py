"""Two tables of one workbook that speak of each other: linked, compared, and kept as drafts where asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import Catalog, LoadedComponent
from desktop.declare.fields import Choice, Integer, Reference, Text
from desktop.declare.layouts import Column, ExcelLayout
from desktop.declare.problems import Finding
from desktop.declare.records import Record
from desktop.declare.rules import Rule, rule
from desktop.storage.store import Store
from desktop.workspace import Workspace
from desktop.workspace.import_plan import ImportPlan
from desktop.workspace.importing import ImportResult, accept, preview
from tests.desktop.excel.lists import plan_of, sheet


class Herd(Record):
    title = "Đàn"
    key = ("name",)
    number = Integer("Đàn số", grouped=False)
    name = Text("Tên đàn", required=True)
    animals = Integer("Số con", required=True, minimum=0)

    @rule("Đàn {animals} con quá lớn.", id="H-01", field="animals")
    def herd_is_small(self) -> bool:
        return self.animals <= 100


class Keeper(Record):
    title = "Người nuôi"
    key = ("herd_number", "name")
    herd_number = Integer("Thuộc đàn số", grouped=False)
    herd = Reference("Đàn", to=Herd, found_by={"number": "herd_number"})
    name = Text("Người nuôi", person=True, required=True)
    sex = Choice("Giới tính", {"male": "Nam", "female": "Nữ"})
    keeps = Integer("Nuôi mấy con", minimum=0)


def find_other_sums(reader: Any, among: frozenset[str] | None) -> Iterator[Finding]:
    for herd, _count, keeps in reader.totals(Keeper, ["herd"], ["keeps"]):
        found = reader.get(Herd, herd) if herd else None
        if found and (among is None or found.id in among) and found.animals != keeps:
            yield Finding(record=found.id, says={"keeps": keeps})


RULES = [
    Rule(
        "H-02",
        "keepers_keep_the_herd",
        "Cộng được {keeps} con.",
        Herd,
        find_other_sums,
        "animals",
        also=[Keeper],
    )
]
LAYOUTS = [
    ExcelLayout("herds", "Đàn", Herd, [Column(("TT",), "number")], words=("đàn",)),
    ExcelLayout("keepers", "Người nuôi", Keeper, [Column(("Nữ",), "sex", mark="female")], words=("đàn",)),
]
HERDS = [
    ("DANH SÁCH ĐÀN",),
    ("TT", "Tên đàn", "Số con"),
    (1, "Đàn bò", 5),
    (2, "Đàn dê", 400),
    (3, "Đàn lợn", 9),
]
KEEPERS = [
    ("NGƯỜI NUÔI TỪNG ĐÀN",),
    ("Thuộc đàn số", "Người nuôi", "Nữ", "Nuôi mấy con"),
    (1, "Lò Văn Inh", None, 2),
    (1, "Lò Thị Ánh", "x", 2),
    (2, "Vàng A Dơ", None, 400),
    (3, "Vàng A Tủa", None, 9),
]


@pytest.fixture
def herds(tmp_path: Path) -> Iterator[Workspace]:
    shown = LoadedComponent("herds", "Đàn", record_types=[Herd, Keeper], rules=RULES, layouts=LAYOUTS)
    for record_type in shown.record_types:
        record_type.component = "herds"
    catalog = Catalog([shown])
    workspace = Workspace(catalog, Store.open(tmp_path / "herds.db", catalog.types_by_component()))
    yield workspace
    workspace.close()


def planned(workspace: Workspace) -> ImportPlan:
    return plan_of(workspace, sheet(HERDS, name="Đàn"), sheet(KEEPERS, name="Người"))


def told(result: ImportResult) -> set[tuple[str, str, str]]:
    return {(each.rule, str(each.spot), each.grade.value) for each in result.problems}


def keepers(workspace: Workspace) -> dict[str, Keeper]:
    with workspace.store.reading() as reader:
        return {keeper.name: keeper for keeper in reader.rows(Keeper)}


def test_that_rows_lead_to_what_came_with_them(herds: Workspace) -> None:
    accept(herds, planned(herds))
    with herds.store.reading() as reader:
        names = {herd.id: herd.name for herd in reader.rows(Herd)}
    assert {name: names.get(keeper.herd) for name, keeper in keepers(herds).items()} == {
        "Lò Văn Inh": "Đàn bò",
        "Lò Thị Ánh": "Đàn bò",
        "Vàng A Dơ": None,
        "Vàng A Tủa": "Đàn lợn",
    }


def test_that_what_both_tables_say_is_compared_when_both_are_in(herds: Workspace) -> None:
    for result in (preview(herds, planned(herds)), accept(herds, planned(herds))):
        assert told(result) == {("H-01", "Đàn!C4", "BLOCK"), ("H-02", "Đàn!C3", "BLOCK")}
        assert [(table.new, table.refused) for table in result.tables] == [(2, 1), (4, 0)]


def test_that_rows_that_break_a_rule_are_kept_as_drafts_where_asked(herds: Workspace) -> None:
    plan = planned(herds)
    plan.drafts = True
    result = accept(herds, plan)
    assert [(table.new, table.refused) for table in result.tables] == [(3, 0), (4, 0)]
    assert ("H-01", "Đàn!C4", "BLOCK") in told(result)
    again = accept(herds, planned(herds))
    assert [table.unchanged for table in again.tables] == [3, 4]


def test_that_what_cannot_be_read_is_no_draft(herds: Workspace) -> None:
    plan = plan_of(herds, sheet([*HERDS, (4, "Đàn trâu", "nhiều")]))
    plan.drafts = True
    assert accept(herds, plan).refused == 1


def test_that_a_row_without_the_one_mark_is_the_other(herds: Workspace) -> None:
    accept(herds, planned(herds))
    assert {name: keeper.sex for name, keeper in keepers(herds).items()} == {
        "Lò Văn Inh": "male",
        "Lò Thị Ánh": "female",
        "Vàng A Dơ": "male",
        "Vàng A Tủa": "male",
    }


def test_that_a_layout_may_name_the_running_number(herds: Workspace) -> None:
    accept(herds, planned(herds))
    with herds.store.reading() as reader:
        assert sorted((herd.number, herd.name) for herd in reader.rows(Herd)) == [
            (1, "Đàn bò"),
            (3, "Đàn lợn"),
        ]
