"""A small component of its own and a database of it: no units of the country, so that it is made at once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import Catalog, LoadedComponent
from desktop.declare.fields import Choice, Computed, Date, Decimal, Integer, Money, Reference, Text
from desktop.declare.problems import Finding, Grade
from desktop.declare.records import Record
from desktop.declare.rules import Rule, Twice, rule
from desktop.storage.store import Store
from desktop.workspace import Workspace

STAGES = {"new": "Mới", "open": "Đang làm", "done": "Xong"}


class Village(Record):
    title = "Bản"
    key = ("name",)
    name = Text("Tên", required=True)


class House(Record):
    title = "Nhà"
    plural = "Nhà ở"
    key = ("number",)
    number = Integer("Số", required=True, minimum=1)
    village = Reference("Bản", to=Village)
    stage = Choice("Bước", STAGES)
    cost = Money("Chi phí")
    area = Decimal("Diện tích", unit="m²", decimals=1)
    day = Date("Ngày")
    roof = Text("Mái")
    double = Computed(Money("Gấp đôi"), of=lambda house: house.cost * 2)

    @rule("Chưa xong thì chưa chi {cost} đ.", field="cost", warns=True)
    def nothing_is_spent_too_soon(self) -> bool:
        return self.stage == "done" or not self.cost


def finds_large(reader: Any, among: frozenset[str] | None) -> Iterator[Finding]:
    for house in reader.rows(House):
        if (house.area or 0) > 500 and (among is None or house.id in among):
            yield Finding(record=house.id, says={"area": house.area})
            yield Finding(record=house.id, says={"area": house.area})


RULES = [
    Rule("T1", "roof_is_named_once", "Trùng với {other}.", House, Twice(["roof"]), field="roof"),
    Rule("T2", "house_is_small", "Rộng {area} m².", House, finds_large, grade=Grade.WARN),
]


@pytest.fixture
def villages(tmp_path: Path) -> Iterator[Workspace]:
    for record_type in (Village, House):
        record_type.component = "villages"
    component = LoadedComponent("villages", "Bản làng", record_types=[Village, House], rules=list(RULES))
    catalog = Catalog([component])
    store = Store.open(tmp_path / "villages.db", catalog.types_by_component())
    yield Workspace(catalog, store)
    store.close()


@pytest.fixture
def build(villages: Workspace) -> Callable[..., list[str]]:
    """Saves houses, each given as its values; the numbers are counted."""

    def save(*houses: dict[str, Any]) -> list[str]:
        with villages.writing("nhà mới") as writing:
            records = [House(**{"number": number, **each}) for number, each in enumerate(houses, 1)]
            return [saved.id for saved in writing.save_all(records)]

    return save
