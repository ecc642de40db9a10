"""Records made of columns of values."""

from __future__ import annotations

import sys

from desktop.declare.fields import Integer, Text
from desktop.declare.records import Record
from desktop.excel.parsed import records_of


class Sack(Record):
    """A sack of rice."""

    title = "Bao gạo"

    owner = Text("Chủ")
    weight = Integer("Cân nặng")
    note = Text("Ghi chú")


def test_that_columns_become_new_records_in_their_order() -> None:
    records = records_of(Sack, {"owner": ["Giàng Pao", None], "weight": [50, 40]}, 2)
    assert records == [Sack(owner="Giàng Pao", weight=50), Sack(weight=40)]
    assert [record.id for record in records] == [None, None]


def test_that_rows_without_columns_are_empty_records() -> None:
    assert records_of(Sack, {}, 2) == [Sack(), Sack()]


def test_that_records_made_by_the_thousand_share_the_table_of_their_names() -> None:
    count = 2_000
    last = records_of(
        Sack, {"owner": ["Sùng"] * count, "weight": [50] * count, "note": [None] * count}, count
    )[-1]
    assert sys.getsizeof(vars(last)) < sys.getsizeof(dict(vars(last)))
