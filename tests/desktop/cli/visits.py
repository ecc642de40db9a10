"""A component for commands to work on, its workbooks, and a screen that notices what it is not asked for."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from desktop.cli.screen import Screen

VISITS = """
from desktop.api import *

class Visit(Record):
    title = "Lượt thăm"
    key = ("number",)
    number = Integer("Số", required=True, grouped=False)
    stage = Choice("Bước", {"new": "Mới", "done": "Xong"}, required=True)
    cost = Money("Chi phí")
    day = Date("Ngày")

    @rule("Chưa xong thì chưa chi {cost} đ.", field="cost")
    def nothing_is_spent_too_soon(self):
        return self.stage == "done" or not self.cost

@hookimpl
def register_component():
    return Component("visits", "Thăm hộ")

@hookimpl
def register_record_types():
    return [Visit]

@hookimpl
def register_charts():
    return [BarChart("Chi phí theo bước", Visit, "stage", total="cost", name="cost_by_stage")]
"""
HEADINGS = ("Số", "Bước", "Chi phí", "Ngày")
GOOD = [(1, "Mới", None, "5/1/2026"), (2, "Xong", 2_000_000, "1/2026"), (3, "Xong", 500_000, "2026")]
FAULTY = (4, "Mới", 700_000, None)


class Ran(NamedTuple):
    status: int
    answer: Any
    said: str


Command = Callable[..., Ran]


def workbook(path: Path, rows: list[tuple[Any, ...]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Lượt thăm"
    for row in (HEADINGS, *rows):
        sheet.append(row)
    book.save(path)
    return path


def shown(**calls: Any) -> Screen:
    def unasked(*arguments: Any, **options: Any) -> Any:
        raise AssertionError("no command asks for this")

    return Screen(**{each.name: calls.get(each.name, unasked) for each in fields(Screen)})
