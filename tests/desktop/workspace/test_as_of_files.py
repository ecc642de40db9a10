"""An export by the boundaries of a day says so, and brings none of its places back."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop.declare.reading import Condition
from desktop.shared import Household, Place, RegisteredText
from desktop.workspace import Workspace
from desktop.workspace.as_of import AsOf
from desktop.workspace.importing import (
    ImportResult,
    accept,
    export_records,
    recognise_files,
    write_corrections,
)

BEFORE = AsOf(date(2025, 6, 30))


def commune(workspace: Workspace, code: str, *, ended: bool) -> str:
    with workspace.store.reading() as reader:
        found = reader.rows(Place, [Condition("code", "is", code), Condition("kind", "is", "commune")])
        return next(place.id or "" for place in found if (place.valid_to is not None) == ended)


@pytest.fixture
def household(workspace: Workspace) -> Household:
    saved = workspace.save(
        Household(
            head_name="Vàng A Dí",
            ethnicity="hmong",
            commune=commune(workspace, "03203", ended=False),
            old_commune=commune(workspace, "03376", ended=True),
            village="Bản Na Sang",
            members=4,
            poverty_class="other",
        )
    )
    assert isinstance(saved, Household)
    return saved


@pytest.fixture
def exported(workspace: Workspace, household: Household, tmp_path: Path) -> Path:
    workspace.as_of = BEFORE
    assert export_records(workspace, Household, tmp_path / "ho.xlsx") == 1
    workspace.as_of = None
    return tmp_path / "ho.xlsx"


def written(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def put(path: Path, was: str, now: str) -> None:
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == was:
                cell.value = now
    book.save(path)


def imported(workspace: Workspace, path: Path) -> ImportResult:
    return accept(workspace, recognise_files(workspace, [path]))


def stored(workspace: Workspace, household: Household) -> Household:
    with workspace.store.reading() as reader:
        found = reader.get(Household, household.id or "")
    assert found is not None
    return found


def test_that_the_export_names_the_places_of_the_day(exported: Path) -> None:
    cells = written(exported)
    assert "Xã Keo Lôm" in cells
    assert "Xã Na Son" not in cells
    assert any("địa giới ngày 30/06/2025" in cell for cell in cells)


def test_that_it_comes_back_without_moving_anybody(
    workspace: Workspace, household: Household, exported: Path
) -> None:
    result = imported(workspace, exported)
    assert [(table.unchanged, table.changed, table.refused) for table in result.tables] == [(1, 0, 0)]
    assert stored(workspace, household).commune == household.commune


def test_that_other_corrections_in_it_are_taken(
    workspace: Workspace, household: Household, exported: Path
) -> None:
    put(exported, "Bản Na Sang", "Bản Huổi Lóng")
    assert imported(workspace, exported).tables[0].changed == 1
    kept = stored(workspace, household)
    assert (kept.village, kept.commune) == ("Bản Huổi Lóng", household.commune)


def test_that_another_place_in_it_is_refused_with_what_to_do(
    workspace: Workspace, household: Household, exported: Path, tmp_path: Path
) -> None:
    put(exported, "Xã Keo Lôm", "Xã Na Son")
    result = imported(workspace, exported)
    assert result.tables[0].refused == 1
    assert any("xuất lại như đã báo cáo" in problem.message for problem in result.problems)
    write_corrections(result, tmp_path / "sua.xlsx")
    again = imported(workspace, tmp_path / "sua.xlsx")
    assert again.tables[0].refused == 1
    assert stored(workspace, household).commune == household.commune


def test_that_a_province_for_a_commune_brings_nothing_back(
    workspace: Workspace, household: Household, tmp_path: Path
) -> None:
    workspace.as_of = AsOf(date(2025, 7, 1), "province")
    export_records(workspace, Household, tmp_path / "tinh.xlsx")
    workspace.as_of = None
    assert "Tỉnh Điện Biên" in written(tmp_path / "tinh.xlsx")
    assert imported(workspace, tmp_path / "tinh.xlsx").tables[0].unchanged == 1
    assert stored(workspace, household).commune == household.commune


def test_that_an_export_says_what_goes_along_and_what_does_not(workspace: Workspace, tmp_path: Path) -> None:
    export_records(workspace, RegisteredText, tmp_path / "van-ban.xlsx")
    told = [cell for cell in written(tmp_path / "van-ban.xlsx") if "Kèm" in cell or "đính kèm" in cell]
    assert "Điều, khoản được dẫn" in told[0] and "dòng đã xóa ở đó cũng bị xóa" in told[0]
    assert len(told) == 2
