"""Lists in the habits of officers, made by the hundred: every row found, nothing else taken, values equal."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal as Dec
from typing import Any

import pytest

from desktop.catalog import Catalog, load_catalog
from desktop.declare.dates import PartialDate
from desktop.declare.records import Record
from desktop.excel.found import FoundTable
from desktop.excel.imports import parse
from desktop.excel.recognise import recognise
from desktop.excel.totals import total_problems
from desktop.shared.households import Household
from tests.desktop.excel.habits_of_officers import PLACES, Listed, Written, described, listed, name_of
from tests.desktop.excel.lists import LAYOUT, Village, Well


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
    Written(
        "sex",
        ("Giới tính", "Giới", "Nam/Nữ"),
        _sex,
        optional=True,
        group="Thông tin chủ hộ",
        options=(("Nam", "male"), ("Nữ", "female")),
    ),
    Written(
        "ethnicity",
        ("Dân tộc", "Thành phần dân tộc", "DT"),
        _people,
        group="Thông tin chủ hộ",
        repeats=True,
    ),
    Written(
        "identity_number",
        ("Số CCCD", "CCCD", "Số CCCD/CMND", "Số định danh", "CMND/CCCD"),
        _id,
        optional=True,
        group="Thông tin chủ hộ",
    ),
    Written(
        "village",
        ("Thôn, bản", "Bản", "Thôn/bản", "Thôn", "Địa chỉ (thôn, bản)", "Thôn (bản)"),
        _place,
        repeats=True,
    ),
    Written(
        "members",
        ("Số khẩu", "Số nhân khẩu", "Nhân khẩu", "Tổng số khẩu", "Số người trong hộ"),
        _count,
        figures=True,
    ),
    Written(
        "poverty_class",
        ("Diện hộ", "Phân loại hộ", "Loại hộ", "Đối tượng (hộ nghèo, cận nghèo)"),
        _poverty,
        repeats=True,
        options=(("Hộ nghèo", "poor"), ("Hộ cận nghèo", "near_poor"), ("Hộ mới thoát nghèo", "escaped")),
    ),
    Written("note", ("Ghi chú", "Ghi chú khác"), _note, optional=True),
)
TITLES = (
    "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025",
    "TỔNG HỢP DANH SÁCH CÁC HỘ",
    "Danh sách hộ gia đình xã Na Son",
)


def _money(unit: int) -> Callable[[random.Random], tuple[Any, Any]]:
    """Money as a column in that unit has it."""

    def write(chance: random.Random) -> tuple[Any, Any]:
        money = chance.randint(20, 999) * 100_000
        if unit == 1:
            dotted = f"{money:,}".replace(",", ".")
            return chance.choice((money, dotted, f"{money:,}", f"{dotted}đ")), money
        shown = Dec(money) / unit
        plain = int(shown) if shown % 1 == 0 else float(shown)
        return chance.choice((plain, str(plain).replace(".", ","))), money

    return write


def _depth(chance: random.Random) -> tuple[Any, Any]:
    tenths = chance.randint(50, 900)
    comma = f"{tenths // 10},{tenths % 10}"
    return chance.choice((tenths / 10, comma, f"{comma} m")), Dec(tenths) / 10


def _share(chance: random.Random) -> tuple[Any, Any]:
    tenths = chance.randint(500, 1000)
    comma = f"{tenths // 10},{tenths % 10}"
    return chance.choice((tenths / 10, comma, f"{comma}%")), Dec(tenths) / 10


def _decision(chance: random.Random) -> tuple[Any, Any]:
    number = f"{chance.randint(1, 900)}/QĐ-UBND"
    return number, number


def _decided(chance: random.Random) -> tuple[Any, Any]:
    day = date(2025, chance.randint(1, 12), chance.randint(1, 28))
    return chance.choice((day, f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}")), day


def _class(chance: random.Random) -> tuple[Any, Any]:
    return chance.choice((("Hộ nghèo", "poor"), ("HN", "poor"), ("hộ cận nghèo", "near")))


def wells(seed: int) -> tuple[Written, ...]:
    """A list of wells in one of the units of money."""
    unit, name = random.Random(seed).choice(((1, "đồng"), (1000, "nghìn đồng"), (10**6, "triệu đồng")))
    owner, money = "Thông tin chủ hộ", "Kinh phí hỗ trợ"
    return (
        Written("owner", ("Họ và tên chủ hộ", "Họ tên chủ hộ", "Chủ hộ"), _name),
        Written(
            "sex",
            ("Giới tính",),
            _sex,
            group=owner,
            optional=True,
            options=(("Nam", "male"), ("Nữ", "female")),
        ),
        Written("born", ("Ngày sinh", "Năm sinh", "Sinh"), _birth, group=owner, optional=True),
        Written("number", ("Số CCCD", "CCCD"), _id, group=owner, optional=True),
        Written("village", ("Bản", "Thôn, bản"), _place, repeats=True),
        Written(
            "poverty",
            ("Diện hộ",),
            _class,
            optional=True,
            repeats=True,
            options=(("Hộ nghèo", "poor"), ("Hộ cận nghèo", "near")),
        ),
        Written("depth", ("Độ sâu", "Độ sâu (m)"), _depth, figures=True, optional=True),
        Written("share", ("Tỷ lệ", "Tỷ lệ (%)"), _share, optional=True),
        Written(
            "central",
            (f"NSTW ({name})", f"Ngân sách trung ương ({name})"),
            _money(unit), group=money, figures=True, unit=unit,
        ),
        Written("own", (f"Hộ đóng góp ({name})",), _money(unit), group=money, figures=True, unit=unit,
                optional=True),
        Written("decision", ("Số quyết định", "Quyết định số", "Số QĐ"), _decision),
        Written("decided_on", ("Ngày quyết định", "Ngày QĐ"), _decided),
        Written("note", ("Ghi chú",), _note, optional=True),
    )  # fmt: skip


def _is_meant(value: Any, meant: Any) -> bool:
    """Whether a value that was read is the one that was written; names may have been in capitals."""
    if isinstance(meant, str):
        return str(value).casefold() == meant.casefold()
    return bool(value == meant)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(safe=True)


def ask(page: Listed, tables: Sequence[FoundTable], record_type: type[Record]) -> None:
    """Every row of data found and nothing else, every value as it was meant, no fault of a total invented."""
    assert {table.record_type for table in tables} == {record_type}
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
        assert [str(found) for found in total_problems(parsed)] == [], "\n".join(described(page))


@pytest.mark.parametrize("seed", [*range(12), 14, 40, 68, 75, 90, 155, 593])
def test_that_a_list_of_households_in_any_habit_is_read_row_by_row(seed: int, catalog: Catalog) -> None:
    page = listed(seed, HOUSEHOLDS, TITLES, "village")
    types, layouts = list(catalog.record_types.values()), list(catalog.layouts.values())
    ask(page, recognise([page.cells], types, layouts, "a.xlsx"), Household)


@pytest.mark.parametrize("seed", [*range(40), 129])
def test_that_a_list_with_money_in_any_habit_is_read_row_by_row(seed: int) -> None:
    page = listed(seed, wells(seed), ("DANH SÁCH GIẾNG KHOAN NĂM 2025", "TỔNG HỢP GIẾNG"), "village")
    ask(page, recognise([page.cells], [Well, Village], [LAYOUT], "a.xlsx"), Well)
