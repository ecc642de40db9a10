"""Asks what the lines over a table tell of its rows, and what the body that issued it does not."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.declare.fields import Choice, Field, Text
from desktop.declare.records import Record
from desktop.excel.recognise import recognise
from desktop.excel.told_above import option_within
from desktop.shared import Household
from desktop.shared.capital import CapitalFact
from desktop.shared.obstacles import Obstacle
from tests.desktop.excel.lists import sheet

KINDS = Choice(
    "Loại", {"team": "Tổ hợp tác", "union": "Hợp tác xã"}, spellings={"team": ("THT",), "union": ("HTX",)}
)


class Family(Record):
    title = "Hộ"
    key = ("head",)

    head = Text("Họ và tên chủ hộ", required=True)
    village = Text("Bản", required=True)
    level = Choice("Diện hộ", {"poor": "Hộ nghèo", "near": "Hộ cận nghèo"}, required=True)
    decided = Choice("Cấp quyết định", {"commune": "UBND xã", "province": "UBND tỉnh"})


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("UBND XÃ NA SON\nDANH SÁCH HỘ NGHÈO NĂM 2025", "Hộ nghèo"),
        ("UBND XÃ NA SON - DANH SÁCH HỘ NGHÈO", "Hộ nghèo"),
        ("ỦY BAN NHÂN DÂN XÃ NA SON – HỘ CẬN NGHÈO", "Hộ cận nghèo"),
        ("UBND XÃ NA SON", None),
    ],
)
def test_that_only_the_name_of_the_body_is_cut_off_a_title(title: str, told: str | None) -> None:
    rows: list[Any] = [(title,), ("TT", "Họ và tên chủ hộ", "Bản")]
    [table] = recognise(
        [sheet([*rows, (1, "Lò Văn A", "Na Sang"), (2, "Lò Thị B", "Pu")])], [Family], [], "a.xlsx"
    )
    said = {(name, value) for row in table.data_rows for name, value in table.outline.get(row, {}).items()}
    assert said == ({("level", told)} if told else set())


@pytest.mark.parametrize(
    ("declared", "title", "told"),
    [
        (CapitalFact.fields["source"], "KẾ HOẠCH VỐN NSTW NĂM 2025", "Ngân sách trung ương"),
        (CapitalFact.fields["capital_kind"], "VỐN ĐTPT NĂM 2025", "Đầu tư phát triển"),
        (Household.fields["poverty_class"], "DANH SÁCH HCN NĂM 2025", "Hộ cận nghèo"),
        (Obstacle.fields["level"], "VƯỚNG MẮC THEO QĐ SỐ 1719/QĐ-TTg", ""),
        (KINDS, "DANH SÁCH THÀNH VIÊN HTX NA SON", ""),
        (KINDS, "DANH SÁCH TỔ HỢP TÁC", "Tổ hợp tác"),
    ],
)
def test_that_short_forms_tell_an_option_in_titles_where_that_is_declared(
    declared: Field[Any], title: str, told: str
) -> None:
    assert isinstance(declared, Choice)
    assert option_within(declared, title) == told
