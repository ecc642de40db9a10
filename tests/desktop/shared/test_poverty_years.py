"""Asks whether the class of each year is kept, whatever list comes later or earlier."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.shared import Household, PovertyYear, classes_on
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace, importing


def list_of(year: int, poverty_class: str, folder: Path) -> Path:
    """A list of one household as a commune writes it in one year."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    headings = ["Họ và tên chủ hộ", "Năm sinh", "Dân tộc", "Bản", "Xã", "Số khẩu", "Phân loại hộ", "Năm"]
    sheet.append([*headings, "Số quyết định", "Ngày quyết định"])
    number, day = f"{year}/QĐ-UBND", f"15/12/{year}"
    sheet.append(
        ["Vàng A Dí", 1980, "Mông", "Bản Na Phát", "Xã Na Son", year - 2020, poverty_class, year, number, day]
    )
    path = folder / f"hộ nghèo {year}.xlsx"
    book.save(path)
    return path


def take(workspace: Workspace, path: Path) -> int | None:
    return importing.accept(workspace, importing.recognise_files(workspace, [path])).change_set


def years(workspace: Workspace) -> dict[int, tuple[Any, ...]]:
    with workspace.store.reading() as reader:
        return {
            each.year: (each.poverty_class, each.standard, each.decision_number)
            for each in reader.rows(PovertyYear)
        }


def household(workspace: Workspace) -> Household:
    with workspace.store.reading() as reader:
        (found,) = reader.rows(Household)
    return found


def test_that_the_list_of_the_next_year_leaves_this_year_as_it_was(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, list_of(2024, "Hộ nghèo", tmp_path))
    second = take(workspace, list_of(2025, "Cận nghèo", tmp_path))
    assert years(workspace) == {
        2024: ("poor", "2022", "2024/QĐ-UBND"),
        2025: ("near_poor", "2022", "2025/QĐ-UBND"),
    }
    assert (household(workspace).class_year, household(workspace).members) == (2025, 5)
    assert second is not None
    assert not workspace.undo(second).conflicts
    assert list(years(workspace)) == [2024]


def test_that_a_list_of_an_earlier_year_does_not_make_it_today(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, list_of(2025, "Cận nghèo", tmp_path))
    take(workspace, list_of(2024, "Hộ nghèo", tmp_path))
    now = household(workspace)
    assert (now.class_year, now.poverty_class, now.decision_number) == (2025, "near_poor", "2025/QĐ-UBND")
    assert now.members == 5
    assert years(workspace)[2024] == ("poor", "2022", "2024/QĐ-UBND")


def test_that_the_class_of_a_day_is_that_of_the_last_decision(workspace: Workspace, tmp_path: Path) -> None:
    for year, poverty_class in ((2024, "Hộ nghèo"), (2025, "Cận nghèo")):
        take(workspace, list_of(year, poverty_class, tmp_path))
    home = household(workspace).id or ""
    with workspace.store.reading() as reader:

        def on(day: date) -> str | None:
            found = classes_on(reader, [home], day).get(home)
            return found.poverty_class if found else None

        assert on(date(2024, 12, 14)) is None
        assert on(date(2024, 12, 15)) == "poor"
        assert on(date(2026, 1, 1)) == "near_poor"


def test_that_a_household_takes_its_years_along(workspace: Workspace) -> None:
    saved = workspace.save(sound_example(workspace, Household, class_year=2025))
    assert list(years(workspace)) == [2025]
    workspace.delete(saved)
    assert years(workspace) == {}


@pytest.mark.parametrize(
    ("year", "standard", "sound"),
    [
        (2026, "2022", True),
        (2027, "2022", False),
        (2027, "2027", True),
        (2026, "province", True),
        (2021, "2022", False),
    ],
)
def test_that_standard_was_in_force(workspace: Workspace, year: int, standard: str, sound: bool) -> None:
    told = PovertyYear(household=na_son(workspace), year=year, poverty_class="poor", standard=standard)
    assert [problem.field for problem in told.problems()] == ([] if sound else ["standard"])
