"""An .xlsb goes the whole road into the register: merged heads, fonts, shared texts, formulas, faults."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.declare.dates import PartialDate
from desktop.workspace.importing import ImportResult, accept, recognise_files
from tests.desktop.excel.binary_books import BinarySheet, Formula, Look, Rich, write_xlsb
from tests.desktop.excel.lists import Well, register
from tests.desktop.excel.test_legacy_text import tcvn3, vni

HEAD: list[list[Any]] = [
    ["UBND XÃ NA SON"],
    ["DANH SÁCH HỘ ĐƯỢC HỖ TRỢ GIẾNG"],
    [None] * 6 + ["Đơn vị: triệu đồng"],
    ["TT", "Chủ hộ", "Năm sinh", None, "Thôn, bản", "Tỷ lệ", "NSTW", "Quyết định", None],
    [None, None, "Nam", "Nữ", None, None, None, "Số", "Ngày"],
    ["A", "B", 1, 2, 3, 4, 5, 6, 7],
]
MERGED = ("A1:I1", "A2:I2", "A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5", "G4:G5", "H4:I4")
SHARE = Look(shown="0%")


def rows_in(font: str, write: Callable[[str], str]) -> list[list[Any]]:
    name, village = write("Tòng Văn Khụt"), write("Bản Tìa Ghênh")
    written = Look(font)
    signed = date(2026, 3, 5)
    return [
        *HEAD,
        [1, (name, written), 1980, None, (village, written), (0.5, SHARE), Formula(12.5), "01/QĐ", signed],
        [
            2,
            (write("Lò Thị Hướng"), written),
            None,
            1975,
            (village, written),
            (1, SHARE),
            20,
            "02/QĐ",
            signed,
        ],
        [
            3,
            (write("Vàng Thị Dở"), written),
            None,
            1990,
            "Bản Na Soon",
            (0.25, SHARE),
            30,
            "03/QĐ",
            "30/02/2026",
        ],
        [None, "Tổng cộng", None, None, None, None, Formula(62.5)],
        [None, "NGƯỜI LẬP BIỂU", None, None, None, None, "CHỦ TỊCH"],
    ]


def take(folder: Path, sheet: BinarySheet, *, is_1904: bool = False) -> tuple[ImportResult, list[Well]]:
    wells = register(folder)
    plan = recognise_files(wells, [write_xlsb(folder / "giếng.xlsb", sheet, is_1904=is_1904)])
    result = accept(wells, plan)
    with wells.store.reading() as reader:
        stored = sorted(reader.rows(Well), key=lambda well: well.decision or "")
    wells.close()
    return result, stored


@pytest.mark.parametrize(("font", "write"), [(".VnTime", tcvn3), ("VNI-Times", vni), ("Arial", str)])
def test_that_the_rows_of_an_xlsb_come_in_as_they_were_typed(
    font: str, write: Callable[[str], str], tmp_path: Path
) -> None:
    rows = rows_in(font, write)
    result, stored = take(tmp_path, BinarySheet("Giếng", rows, MERGED, hidden_rows=[8]))
    assert (result.tables[0].new, result.tables[0].refused) == (2, 1)
    first, second = stored
    assert (first.owner, first.born, first.sex) == ("Tòng Văn Khụt", PartialDate(1980), "male")
    assert (first.share, first.central, first.decided_on) == (Decimal(50), 12_500_000, date(2026, 3, 5))
    assert second.owner == "Lò Thị Hướng"
    assert (second.sex, second.share, second.village) == ("female", Decimal(100), first.village)
    told = {str(problem.spot).split("!")[-1] for problem in result.problems}
    assert {"E9", "I9"} <= told
    assert any("ẩn" in problem.message for problem in result.problems)


def test_that_days_of_the_other_calendar_and_a_name_in_two_fonts_are_read(tmp_path: Path) -> None:
    rows = rows_in("Arial", str)
    rows[6][1] = Rich(((tcvn3("Tòng Văn "), ".VnTime"), ("Khụt", "Arial")))
    _result, stored = take(tmp_path, BinarySheet("Giếng", rows, MERGED), is_1904=True)
    assert (stored[0].owner, stored[0].decided_on) == ("Tòng Văn Khụt", date(2026, 3, 5))
