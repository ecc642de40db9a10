"""A small register of wells, and sheets made in memory; for the tests of recognising and importing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.catalog import Catalog, LoadedComponent
from desktop.declare.fields import (
    Choice,
    Computed,
    Date,
    Decimal,
    Integer,
    LongText,
    Money,
    NationalId,
    Percent,
    Reference,
    Text,
    YesNo,
)
from desktop.declare.layouts import Column, ExcelLayout
from desktop.declare.problems import Grade
from desktop.declare.records import Record
from desktop.declare.rules import Rule, Twice, rule
from desktop.excel.cells import Area, SheetCells, Value
from desktop.excel.recognise import recognise
from desktop.storage.store import Store
from desktop.workspace import Workspace
from desktop.workspace.import_plan import ImportPlan


class Village(Record):
    title = "Bản"
    key = ("name",)

    name = Text("Tên bản", required=True)


class Well(Record):
    """One well and its owner: a field of every kind."""

    title = "Giếng"
    key = ("owner", "village", "decision")
    shown_by = ("owner",)

    owner = Text("Họ và tên chủ hộ", person=True, required=True, headings=("Họ tên chủ hộ", "Chủ hộ"))
    sex = Choice("Giới tính", {"male": "Nam", "female": "Nữ"})
    born = Date("Ngày sinh", headings=("Năm sinh", "Sinh"))
    number = NationalId("Số CCCD", rule="G05", headings=("CCCD",))
    village = Reference("Bản", to=Village, required=True, headings=("Thôn, bản",))
    members = Integer("Số khẩu", minimum=1, maximum=40)
    poverty = Choice("Diện hộ", {"poor": "Hộ nghèo", "near": "Hộ cận nghèo"}, spellings={"poor": ("HN",)})
    depth = Decimal("Độ sâu", unit="m", decimals=3, headings=("Độ sâu (m)",))
    share = Percent("Tỷ lệ", decimals=1)
    central = Money("Ngân sách trung ương", headings=("NSTW",))
    own = Money("Hộ đóng góp")
    cost = Computed(Money("Tổng cộng"), of=lambda well: (well.central or 0) + (well.own or 0))
    done = YesNo("Đã hoàn thành")
    decision = Text("Số quyết định", headings=("Quyết định | Số",))
    decided_on = Date("Ngày quyết định", precision="day", headings=("Quyết định | Ngày",))
    note = LongText("Ghi chú", sensitive=True)

    @rule("NSTW {central} đ vượt mức 40.000.000 đ.", id="W-01", field="central")
    def central_is_within_the_norm(self) -> bool:
        return self.central is None or self.central <= 40_000_000

    @rule("Giếng sâu quá 90 m.", id="W-02", field="depth", warns=True)
    def depth_is_likely(self) -> bool:
        return self.depth is None or self.depth <= 90


LAYOUT = ExcelLayout(
    "well_list",
    "Danh sách giếng",
    Well,
    columns=[
        Column(("Năm sinh | Nam",), "born", also={"sex": "male"}),
        Column(("Năm sinh | Nữ",), "born", also={"sex": "female"}),
        Column(("Diện hộ | Nghèo",), "poverty", mark="poor"),
        Column(("Diện hộ | Cận nghèo",), "poverty", mark="near"),
    ],
    outline=("village",),
    words=("giếng",),
)
ONE_NUMBER = Rule(
    "G05",
    "one_number_one_owner",
    "Số này cũng của {other}.",
    Well,
    Twice(["number"], differing=["owner"]),
    field="number",
    grade=Grade.BLOCK,
)
VILLAGES = ("Bản Na Son", "Bản Tìa Ghênh", "Bản Sam Phát")


def register(folder: Path) -> Workspace:
    """A database of wells with three villages."""
    shown = LoadedComponent(
        "wells", "Giếng", record_types=[Village, Well], rules=[ONE_NUMBER], layouts=[LAYOUT]
    )
    for record_type in shown.record_types:
        record_type.component = "wells"
    catalog = Catalog([shown])
    workspace = Workspace(catalog, Store.open(folder / "wells.db", catalog.types_by_component()))
    with workspace.writing("Bản") as writing:
        writing.save_all([Village(name=name) for name in VILLAGES])
    return workspace


def sheet(rows: Sequence[Sequence[Value]], *merged: str, name: str = "Trang 1", **facts: Any) -> SheetCells:
    """A sheet as the reader gives it; merged ranges as Excel writes them."""
    width = max(map(len, rows), default=0)
    full = [(*row, *[None] * (width - len(row))) for row in rows]
    return SheetCells(name, full, merged=[Area.read(each) for each in merged], **facts)


HEAD = ("TT", "Họ và tên chủ hộ", "Bản", "Số CCCD", "Số khẩu", "NSTW (đồng)", "Số quyết định")


def listed(*rows: Sequence[Value], **facts: Any) -> SheetCells:
    """A plain list of wells under a title: its rows begin in row 3."""
    return sheet([("DANH SÁCH GIẾNG",), HEAD, *rows], **facts)


def plan_of(workspace: Workspace, *sheets: SheetCells) -> ImportPlan:
    """The plan of a workbook of these sheets."""
    catalog = workspace.catalog
    types, layouts = list(catalog.record_types.values()), list(catalog.layouts.values())
    return ImportPlan([Path("gieng.xlsx")], recognise(sheets, types, layouts, "gieng.xlsx"))
