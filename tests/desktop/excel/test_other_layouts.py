"""Asks whether a list comes in whole however an office lays it out: words, order, merged heads, groups."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import pytest

from desktop.declare.problems import Grade
from desktop.declare.text import fold
from desktop.excel.cells import Area, SheetCells
from desktop.excel.imports import parse
from desktop.excel.parsed import ParsedTable
from desktop.excel.recognise import recognise
from desktop.shared import Household, Person
from desktop.shared.layouts import LAYOUTS
from desktop.shared.support_history import EarlierSupport

WORDS = {
    "head_name": (
        "Họ và tên chủ hộ",
        "Chủ hộ",
        "Tên chủ hộ",
        "Họ, tên chủ hộ",
        "Thông tin chủ hộ | Họ và tên",
    ),
    "birth": ("Ngày, tháng, năm sinh", "Năm sinh", "N.sinh", "Sinh ngày", "Thông tin chủ hộ | Ngày sinh"),
    "ethnicity": ("Dân tộc", "DT", "Thành phần dân tộc", "Dân tộc của chủ hộ", "Thông tin chủ hộ | Dân tộc"),
    "identity_number": (
        "Số CCCD",
        "Số căn cước",
        "CCCD/ĐDCN",
        "Mã định danh cá nhân",
        "Số căn cước công dân",
    ),
    "members": ("Số khẩu", "Số nhân khẩu của hộ", "Nhân khẩu", "Số khẩu trong hộ"),
    "village": (
        "Bản",
        "Thôn (bản)",
        "Thôn, bản, tổ dân phố",
        "Tên thôn",
        "Nơi cư trú | Thôn",
        "Bản, tiểu khu",
    ),
    "commune": ("Xã", "Xã, phường, thị trấn", "Xã (mới)", "Xã sau sắp xếp", "Nơi cư trú | Xã"),
    "poverty_class": ("Diện hộ", "Thuộc diện", "Hộ nghèo, hộ cận nghèo", "Phân loại hộ"),
    "": ("Số điện thoại", "Năm sinh vợ/chồng", "Ký nhận"),
}
PEOPLE = {"Hmông": ("Mông", "H'Mông", "Mông (H'Mông)", "MÔNG"), "Thái": ("Thái", "THÁI")}
CLASSES = {"poor": ("Hộ nghèo", "HN", "nghèo"), "near_poor": ("Hộ cận nghèo", "Cận nghèo", "HỘ CẬN NGHÈO")}
PLACES = ("Xã Bắc Hà", "Xã Si Ma Cai")


@dataclass
class Made:
    """A sheet, and what is true of each of its rows of data."""

    sheet: SheetCells
    truth: dict[int, dict[str, Any]] = field(default_factory=dict)


def household(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "head_name": f"Giàng A {chance.choice(('Páo', 'Dế', 'Sua', 'Nủ'))} {number}",
        "birth": f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(1950, 1999)}",
        "ethnicity": chance.choice(list(PEOPLE)),
        "identity_number": f"0100{chance.randint(10**7, 10**8 - 1)}",
        "members": chance.randint(1, 9),
        "village": f"Bản {chance.choice(('Nà Lốc', 'Co Mạ'))}",
        "commune": PLACES[number > 5],
        "poverty_class": chance.choice(list(CLASSES)),
        "": "0912 345 678",
    }


def written(chance: random.Random, name: str, value: Any) -> Any:
    if name == "ethnicity":
        return chance.choice(PEOPLE[value])
    if name == "poverty_class":
        return chance.choice(CLASSES[value])
    if name == "identity_number":
        return chance.choice((value, int(value)))
    if name == "head_name":
        return chance.choice((value, value.upper(), unicodedata.normalize("NFD", value), f" {value}  "))
    return value


def heading(chance: random.Random, text: str) -> str:
    first, _space, rest = text.partition(" ")
    broken = f"{first}\n{rest}" if rest and chance.random() < 0.5 else text
    manner = chance.choice((str, str.upper, lambda words: unicodedata.normalize("NFD", words)))
    return str(manner(broken)) + chance.choice(("", "", " (*)"))


def lay_out(seed: int) -> Made:
    """A list of households as some office may lay it out."""
    chance = random.Random(seed)
    height, by_groups = chance.choice((1, 2, 3)), chance.choice((False, True))
    columns = []
    for name, known in WORDS.items():
        if name == "commune" and by_groups:
            continue
        columns.append((name, chance.choice([each for each in known if height > 1 or "|" not in each])))
    chance.shuffle(columns)
    columns.sort(key=lambda column: column[1].partition(" | ")[0] if "|" in column[1] else "")
    width = len(columns) + 1
    lines: list[list[Any]] = [["UBND TỈNH LÀO CAI"], [], ["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025"]]
    top = len(lines)
    heads: list[list[Any]] = [[None] * width for _line in range(height)]
    heads[0][0] = "STT"
    merged = [Area(top + 1, 1, top + height, 1)] if height > 1 else []
    spans: dict[str, list[int]] = {}
    for column, (_name, words) in enumerate(columns, 1):
        upper, _bar, leaf = words.partition(" | ")
        if leaf:
            spans.setdefault(upper, []).append(column)
            heads[-1][column] = heading(chance, leaf)
        else:
            heads[0][column] = heading(chance, upper)
            merged += [Area(top + 1, column + 1, top + height, column + 1)] if height > 1 else []
    for upper, own in spans.items():
        heads[0][own[0]] = upper
        merged.append(Area(top + 1, own[0] + 1, top + height - 1, own[-1] + 1))
    lines += heads
    if chance.random() < 0.5:
        lines.append(["A", *range(1, width)])
    made = Made(SheetCells("Biểu 1", merged=merged))
    for number in range(1, 11):
        row = household(chance, number)
        if by_groups and number in (1, 6):
            lines.append(["I" * (1 + (number == 6)), row["commune"]])
        lines.append([number, *(written(chance, name, row[name]) for name, _words in columns)])
        made.truth[len(lines)] = row
    lines += [[], [None, "Danh sách này có 10 hộ./."], [None, "NGƯỜI LẬP BIỂU"]]
    made.sheet.rows = [(*line, *[None] * (width - len(line))) for line in lines]
    return made


def read(made: Made) -> ParsedTable:
    (table,) = recognise([made.sheet], [Household, Person, EarlierSupport], LAYOUTS, "danh-sach.xlsx")
    assert table.record_type is Household
    return parse(table, lambda _field, text, _hints: (text, ""))


@pytest.mark.parametrize("seed", range(24))
def test_that_every_row_and_value_of_a_list_of_another_office_comes_in(seed: int) -> None:
    made = lay_out(seed)
    parsed = read(made)
    assert parsed.rows == list(made.truth)
    for record, row in zip(parsed.records, made.truth.values(), strict=True):
        found = vars(record)
        assert fold(found["head_name"]) == fold(row["head_name"])
        assert record.fields["birth"].format(found["birth"]) == record.fields["birth"].format(
            record.fields["birth"].parse(row["birth"])
        )
        for name in ("identity_number", "members", "poverty_class", "village", "commune"):
            assert found[name] == row[name], name
        assert found["ethnicity"] == record.fields["ethnicity"].parse(row["ethnicity"])
    graves = [problem.message for found in parsed.problems.values() for problem in found]
    assert not [each for each in parsed.problems.values() for one in each if one.grade is Grade.BLOCK], graves


@pytest.mark.parametrize("seed", range(3))
def test_that_a_list_of_texts_alone_comes_in_as_a_csv_gives_it(seed: int) -> None:
    made = lay_out(seed)
    made.sheet.rows = [
        tuple(None if value is None else str(value) for value in row) for row in made.sheet.rows
    ]
    assert read(made).rows == list(made.truth)
