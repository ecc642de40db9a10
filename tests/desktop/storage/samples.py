"""Small record types the tests of the store keep and change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec
from pathlib import Path

import psycopg

from desktop.declare.dates import PartialDate
from desktop.declare.fields import (
    Attachment,
    Choice,
    Computed,
    Date,
    Decimal,
    Details,
    Integer,
    LongText,
    Money,
    NationalId,
    Reference,
    Text,
    YesNo,
)
from desktop.declare.records import Record
from desktop.storage import engines
from desktop.storage.store import Store


class Village(Record):
    title = "Thôn"
    key = ("name",)

    name = Text("Tên", required=True)
    people = Integer("Số dân")


class Member(Record):
    title = "Thành viên"

    full_name = Text("Họ tên", person=True)
    born = Date("Năm sinh")


class House(Record):
    title = "Nhà"
    key = ("village", "owner", "year")
    shown_by = ("owner", "village")

    village = Reference("Thôn", to=Village)
    owner = Text("Chủ hộ", person=True)
    national_id = NationalId("Số định danh")
    year = Integer("Năm", grouped=False, indexed=True)
    stage = Choice("Giai đoạn", {"plan": "Kế hoạch", "done": "Xong"}, indexed=True)
    area = Decimal("Diện tích", decimals=1)
    central = Money("Trung ương")
    local = Money("Địa phương")
    started = Date("Khởi công", indexed=True)
    poor = YesNo("Hộ nghèo")
    note = LongText("Ghi chú")
    source = Text("Nguồn", default="NSTW")
    paper = Attachment("Giấy tờ")
    members = Details("Thành viên", of=Member)
    total = Computed(Money("Tổng"), of=lambda house: house.central + house.local)


TYPES = {"homes": [Village, House]}


def house(owner: str = "Giàng A Páo", **values: object) -> House:
    """A house with something in every kind of field."""
    kept = {"year": 2026, "stage": "plan", "area": Dec("62.5"), "central": 40_000_000, "local": 4_000_000}
    kept |= {
        "started": date(2026, 1, 5),
        "poor": True,
        "note": "Chờ giấy tờ đất",
        "national_id": "011085009675",
    }
    people = [Member(full_name="Vàng Thị Sính", born=PartialDate(1983)), Member(full_name="Giàng A Dơ")]
    return House(owner=owner, members=people, **(kept | values))


def content(store: Store) -> dict[str, dict[str, dict[str, object]]]:
    """Everything a store holds, by type and id."""
    with store.reading() as reader:
        return {
            record_type.__name__: {str(row.id): row.values() for row in reader.rows(record_type)}
            for record_type in (Village, House)
        }


def change_outside(store: Store, tampering: str) -> None:
    """Write into the database by what comes with its kind, not by the program."""
    where = store.info.where
    if isinstance(where, Path):
        raw = engines.connect(where, None)
        raw.execute(tampering)
        raw.close()
        return
    with psycopg.connect(where.url, autocommit=True) as connection:
        connection.execute(tampering.encode())
