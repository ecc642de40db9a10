"""Villages come in as a list, one not listed is told, a list goes out by an earlier day, a name changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from pytestqt.qtbot import QtBot

from desktop.declare.reading import Condition
from desktop.qt.import_page import ImportPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.shared import Household, Place, PlaceEvent, Village
from desktop.shared.place_events import UnitAfter, UnitBefore, unit_id
from desktop.testing import sound_example
from desktop.workspace import Workspace, importing

KEO_LOM = unit_id("03376", "commune", None)
NA_SON = unit_id("03203", "commune", date(2025, 7, 1))


def village_list(workspace: Workspace, path: Path) -> Path:
    """The template of villages, with three names an office wrote into it."""
    importing.write_template(workspace, Village, path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {str(cell.value).rstrip(" *"): cell for row in sheet.iter_rows() for cell in row if cell.value}
    commune = next(heads[each] for each in heads if each in ("Xã", "Xã, phường", "Thuộc xã"))
    name = next(heads[each] for each in heads if each.startswith("Tên thôn"))
    for down, village in enumerate(("Bản Na Sang", "Bản Huổi Lóng", "Bản Phì Cao"), 2):
        sheet.cell(name.row + down, name.column, village)
        sheet.cell(name.row + down, commune.column, "Xã Na Son")
    book.save(path)
    return path


def test_that_villages_come_in_as_a_list_and_a_name_not_listed_is_told(
    shown: MainWindow, settled: Callable[[], None], picture: Callable[[str], None], tmp_path: Path
) -> None:
    workspace = shown.workspace
    assert workspace is not None and shown.frame is not None
    shown.frame.import_files((village_list(workspace, tmp_path / "thôn bản.xlsx"),))
    settled()
    page = shown.page(Route("import"))
    assert isinstance(page, ImportPage)
    page.primary.click()
    settled()
    assert page.primary.text() == "Ghi 3 dòng"
    page.primary.click()
    settled()
    example = sound_example(workspace, Household, commune=NA_SON, head_name="Vàng A Dí")
    workspace.save(example.changed(village="Bản Na Xang"))
    workspace.save(example.changed(village="Huổi Lóng", head_name="Giàng Thị Mỷ"))
    shown.open(Route("records", Village))
    settled()
    assert shown.page(Route("records", Village)).counts.text().startswith("3 hồ sơ")
    picture("6-1 thôn, bản")
    found = [each for each in workspace.check(Household).problems if each.rule.endswith("is_in_the_list")]
    assert len(found) == 1
    assert "Bản Na Xang" in found[0].message and "Bản Na Sang" in found[0].message


def test_that_an_export_by_a_day_names_the_places_of_that_day_and_brings_none_back(
    qtbot: QtBot,
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    tmp_path: Path,
) -> None:
    workspace = shown.workspace
    assert workspace is not None and shown.frame is not None
    household: Any = sound_example(workspace, Household, commune=NA_SON, old_commune=KEO_LOM)
    saved = workspace.save(household)
    shown.open(Route("records", Household))
    settled()
    page = shown.page(Route("records", Household))
    assert isinstance(page, RecordPage)
    shown.frame.top.boundaries.before.trigger()
    settled()
    assert "theo địa giới ngày 30/06/2025" in page.counts.text()
    picture("6-2 danh sách theo địa giới cũ")
    path = tmp_path / "hộ.xlsx"
    page.files.export(path)
    settled()
    shown.frame.top.boundaries.as_reported.trigger()
    cells = {
        str(cell.value) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row
    }
    assert "Xã Keo Lôm" in cells and "Xã Na Son" not in cells
    result = importing.accept(workspace, importing.recognise_files(workspace, [path]))
    assert [(each.unchanged, each.changed, each.refused) for each in result.tables] == [(1, 0, 0)]
    with workspace.store.reading() as reader:
        stored = reader.get(Household, saved.id or "")
    assert stored is not None and stored.commune == NA_SON


def test_that_a_change_entered_by_hand_makes_the_unit_of_the_next_day_and_is_taken_back(
    shown: MainWindow, settled: Callable[[], None], picture: Callable[[str], None]
) -> None:
    workspace = shown.workspace
    assert workspace is not None and shown.frame is not None
    shown.open(Route("records", PlaceEvent, new=True))
    settled()
    page = shown.page(Route("records", PlaceEvent))
    assert isinstance(page, RecordPage)
    event = PlaceEvent(
        kind="rename",
        on=date(2026, 10, 1),
        about="đổi tên xã Na Son",
        decision="NQ 9/NQ-HĐND",
        before=[UnitBefore(unit=NA_SON)],
        after=[UnitAfter(code="03203", name="Xã Na Son Mới", unit_type="xã")],
    )
    page.form.begin(event)
    picture("6-3 thay đổi địa giới")
    page.form.save()
    settled()
    renamed = unit_id("03203", "commune", date(2026, 10, 1))
    household: Any = sound_example(workspace, Household, commune=NA_SON)
    workspace.save(household)
    shown.open(Route("records", Household))
    settled()
    shown.frame.top.boundaries.today.trigger()
    settled()
    with workspace.reading() as reader:
        assert reader.count(Household, [Condition("commune", "is", renamed)]) == 1
    shown.frame.top.boundaries.as_reported.trigger()
    made = next(each for each in workspace.store.change_sets(limit=5) if "Thay đổi địa giới" in each.why)
    workspace.undo(made.number)
    with workspace.store.reading() as reader:
        before = reader.get(Place, NA_SON)
        assert before is not None and before.valid_to is None
        assert reader.get(Place, renamed) is None
