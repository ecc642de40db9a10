"""Lists in the habits of officers, made by the hundred: every row found, nothing else taken, values equal."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from desktop.catalog import Catalog, load_catalog
from desktop.declare.dates import PartialDate
from desktop.excel.imports import parse
from desktop.excel.recognise import recognise
from desktop.shared.households import Household
from tests.desktop.excel.habits_of_officers import PLACES, Written, described, listed, name_of


def _birth(chance: random.Random) -> tuple[Any, Any]:
    year = PartialDate(chance.randint(1950, 2000), None)
    day = date(chance.randint(1950, 2000), chance.randint(1, 12), chance.randint(1, 28))
    return chance.choice((
        (f"{day.day}/{day.month}/{day.year}", day), (f"{day:%d-%m-%Y}", day), (day, day),
        (f" {day:%d.%m.%Y}", day), (year.year, year), (str(year.year), year),
    ))  # fmt: skip


def _count(chance: random.Random) -> tuple[Any, Any]:
    number = chance.randint(1, 9)
    return chance.choice((number, str(number), float(number), f"{number} khẩu")), number


def _money(chance: random.Random) -> tuple[Any, Any]:
    money = chance.randint(1, 400) * 100_000
    return chance.choice((money, f"{money:,}".replace(",", "."), f"{money:,}", f"{money} đ")), money


def _id(chance: random.Random) -> tuple[Any, Any]:
    number = f"011{chance.randint(0, 1)}{chance.randint(50, 99)}{chance.randint(0, 999999):06}"
    return chance.choice((number, f"'{number}", f"{number[:3]} {number[3:6]} {number[6:]}")), number


def _sex(chance: random.Random) -> tuple[Any, Any]:
    return chance.choice((("Nam", "male"), ("Nữ", "female"), ("nữ ", "female"), ("NAM", "male")))


def _people(chance: random.Random) -> tuple[Any, Any]:
    return chance.choice((("Thái", "thai"), ("Mông", "hmong"), ("Khơ Mú", "khomu"), ("Kinh", "kinh")))


def _poverty(chance: random.Random) -> tuple[Any, Any]:
    return chance.choice(
        (("Hộ nghèo", "poor"), ("Nghèo", "poor"), ("Hộ cận nghèo", "near_poor"), ("HCN", "near_poor"))
    )


def _name(chance: random.Random) -> tuple[Any, Any]:
    name = name_of(chance)
    return chance.choice((name, name.upper(), f" {name}")), name


def _place(chance: random.Random) -> tuple[Any, Any]:
    place = chance.choice(PLACES)
    return place, place


def _note(chance: random.Random) -> tuple[Any, Any]:
    note = chance.choice((None, None, "Hộ mới tách", "Chuyển đến tháng 5", "Tổng thu nhập thấp"))
    return note, note


HOUSEHOLDS = (
    Written(
        "head_name", ("Họ và tên chủ hộ", "Họ tên chủ hộ", "Chủ hộ", "Tên chủ hộ", "Họ, tên chủ hộ"), _name
    ),
    Written(
        "birth",
        ("Năm sinh", "Ngày sinh", "Ngày, tháng, năm sinh", "Sinh năm", "Ngày tháng năm sinh"),
        _birth,
        group="Thông tin chủ hộ",
    ),
    Written("sex", ("Giới tính", "Giới", "Nam/Nữ"), _sex, optional=True, group="Thông tin chủ hộ"),
    Written("ethnicity", ("Dân tộc", "Thành phần dân tộc", "DT"), _people, group="Thông tin chủ hộ"),
    Written(
        "identity_number",
        ("Số CCCD", "CCCD", "Số CCCD/CMND", "Số định danh", "CMND/CCCD"),
        _id,
        optional=True,
        group="Thông tin chủ hộ",
    ),
    Written("village", ("Thôn, bản", "Bản", "Thôn/bản", "Thôn", "Địa chỉ (thôn, bản)", "Thôn (bản)"), _place),
    Written(
        "members",
        ("Số khẩu", "Số nhân khẩu", "Nhân khẩu", "Tổng số khẩu", "Số người trong hộ"),
        _count,
        figures=True,
    ),
    Written(
        "poverty_class", ("Diện hộ", "Phân loại hộ", "Loại hộ", "Đối tượng (hộ nghèo, cận nghèo)"), _poverty
    ),
    Written("note", ("Ghi chú", "Ghi chú khác"), _note, optional=True),
)
TITLES = (
    "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025",
    "TỔNG HỢP DANH SÁCH CÁC HỘ",
    "Danh sách hộ gia đình xã Na Son",
)


def _is_meant(value: Any, meant: Any) -> bool:
    """Whether a value that was read is the one that was written; names may have been in capitals."""
    if isinstance(meant, str):
        return str(value).casefold() == meant.casefold()
    return bool(value == meant)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(safe=True)


@pytest.mark.parametrize("seed", [*range(12), 14, 40, 68, 75])
def test_that_a_list_in_any_habit_is_read_row_by_row(seed: int, catalog: Catalog) -> None:
    page = listed(seed, HOUSEHOLDS, TITLES, "village")
    types, layouts = list(catalog.record_types.values()), list(catalog.layouts.values())
    tables = recognise([page.cells], types, layouts, "a.xlsx")
    assert {table.record_type for table in tables} == {Household}
    rows = sorted(row for table in tables for row in table.data_rows)
    assert rows == sorted(page.rows), "\n".join(described(page))
    for table in tables:
        parsed = parse(table, lambda _field, text, _hints: (text, ""))
        for row, record in zip(parsed.rows, parsed.records, strict=True):
            wrong = [
                (row, name, getattr(record, name), meant)
                for name, meant in page.rows[row].items()
                if meant is not None and not _is_meant(getattr(record, name), meant)
            ]
            assert wrong == [], "\n".join(described(page, row, row))
